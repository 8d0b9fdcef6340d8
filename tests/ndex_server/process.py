"""The stand-in in a process of its own: it goes on when a client is killed, and takes no time of its."""

import multiprocessing
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from tests.ndex_server.documents import documents_of_others
from tests.ndex_server.faults import Faults
from tests.ndex_server.server import NdexServer


class ServerProcess:
    """Runs an `NdexServer`; `ask` passes a question on to `Answers`."""

    def __init__(self, **options: Any) -> None:
        self._questions, theirs = multiprocessing.Pipe()
        spawn = multiprocessing.get_context("spawn")
        self._process = spawn.Process(target=_serve, args=(theirs, options), daemon=True)

    def __enter__(self) -> "ServerProcess":
        self._process.start()
        self.url = self._questions.recv()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._questions.send(None)
        self._process.join()

    def ask(self, name: str, *values: Any) -> Any:
        self._questions.send((name, values))
        return self._questions.recv()


class Answers:
    def __init__(self, server: NdexServer) -> None:
        self.server = server

    def fail(self, chance: float, seed: int) -> None:
        self.server.faults = Faults(chance, seed)

    def empty(self) -> None:
        """Forget all networks and calls, once the queue is empty."""
        self.server.store.settle()
        self.server.store.networks.clear()
        self.server.calls.clear()

    def fill(self, number: int) -> None:
        """Put networks made by others into the account `me`."""
        store = self.server.store
        for document in documents_of_others(number):
            store.create(store.users["me"], document, 0, None, None, None)
        store.settle()

    def networks(self) -> dict[str, list[tuple[str, str]]]:
        """UUIDs and digests by figure; under "" networks that name none."""
        self.server.store.settle()
        found = self.server.networks().items()
        return {
            figid: [(n.uuid, n.attributes.get("graphHash", "")) for n in networks] for figid, networks in found
        }

    def calls(self) -> int:
        return len(self.server.calls)

    def writes(self) -> int:
        return len(self.server.writes)


def _serve(questions: Connection, options: dict[str, Any]) -> None:
    with NdexServer(**options) as server:
        answers = Answers(server)
        questions.send(server.url)
        while question := questions.recv():
            name, values = question
            questions.send(getattr(answers, name)(*values))
