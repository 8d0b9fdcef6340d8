"""The stand-in as a whole: a store, a socket, and what it was asked."""

import sys
import threading
import time
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Any

from tests.ndex_server.faults import Fault, Faults
from tests.ndex_server.handler import Handler
from tests.ndex_server.store import Network, Store


class _Socket(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    owner: "NdexServer"

    def process_request(self, request: Any, client_address: Any) -> None:
        self.owner.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a client that is gone
            super().handle_error(request, client_address)


class NdexServer:
    def __init__(
        self,
        *,
        check: Callable[[Any], object] | None = None,
        latency: float = 0.0,
        load_time: float = 0.0,
        moment: float = 0.1,
        folder_limit: int = 100_000,
    ) -> None:
        if check is None:
            from pfocr_net.formats.cx2 import check_cx2 as check
        self.store = Store(check, load_time, folder_limit)
        self.latency, self.moment = latency, moment
        self.faults = Faults()
        self.calls: list[str] = []
        self.connections = 0
        self.retry_after = "0"
        self._socket = _Socket(("127.0.0.1", 0), Handler)
        self._socket.owner = self
        self.url = f"http://127.0.0.1:{self._socket.server_port}"
        self._thread = threading.Thread(target=self._socket.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> "NdexServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.shutdown()
        self._socket.server_close()
        self._thread.join()
        self.store.close()

    def meet(self, method: str, path: str) -> Fault | None:
        self.calls.append(f"{method} {path}")
        if self.latency:
            time.sleep(self.latency)
        return self.faults.next(method, path)

    @property
    def writes(self) -> list[str]:
        """The calls that send or remove a network."""
        return [call for call in self.calls if "/networks" in call and call.split()[0] in ("PUT", "DELETE")] + [
            call for call in self.calls if call == "POST /v3/networks"
        ]

    def networks(self) -> dict[str, list[Network]]:
        """What lies on the server, by the figure its label names; under "" what names none."""
        found: dict[str, list[Network]] = {}
        for network in self.store.networks.values():
            if not network.trashed:
                labels = network.attributes.get("labels", [""])
                found.setdefault(labels[0].removeprefix("pfocr:"), []).append(network)
        return found
