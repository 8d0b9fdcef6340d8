"""Tasks of the services: begun, asked after, fetched, forgotten."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from pfocr_net.errors import PfocrNetError

#: Tasks that are kept at a time, and how long one is kept that nobody fetches, in seconds.
KEPT, LIFETIME = 1000, 600.0

Work = Callable[[], list[dict[str, Any]]]


@dataclass(slots=True)
class Task:
    """One task: its state, and in the end what it gave or why it failed."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    status: str = "submitted"
    message: str = "Waiting."
    progress: int = 0
    result: list[dict[str, Any]] = field(default_factory=list)
    begun: float = field(default_factory=time.time)
    ended: float = 0.0

    def state(self) -> dict[str, Any]:
        """Return the state as Cytoscape Web asks for it; times in milliseconds."""
        return {
            "id": self.id,
            "status": self.status,
            "message": self.message,
            "progress": self.progress,
            "startTime": round(1000 * self.begun),
            "wallTime": round(1000 * ((self.ended or time.time()) - self.begun)),
        }

    def run(self, work: Work) -> None:
        """Work; whatever happens, the progress ends at 100, as the client waits for nothing else."""
        self.status, self.message, self.progress = "processing", "Working.", 10
        try:
            self.result, end = work(), ("complete", "Done.")
        except PfocrNetError as error:
            end = "failed", str(error)
        except Exception as error:  # noqa: BLE001
            end = "failed", f"{type(error).__name__}: {error} (a mistake in pfocr-net: please report it)"
        (self.status, self.message), self.ended = end, time.time()
        self.progress = 100


class Tasks:
    """The tasks there are; old ones are forgotten when new ones come."""

    def __init__(self, workers: int = 2) -> None:
        self._lock = threading.Lock()
        self._workers = ThreadPoolExecutor(workers, "task")
        self._tasks: dict[str, Task] = {}

    def __len__(self) -> int:
        return len(self._tasks)

    def close(self) -> None:
        """Begin nothing more, and wait for what is under way."""
        self._workers.shutdown(cancel_futures=True)

    def begin(self, work: Work) -> Task | None:
        """Begin a task, or return None where too many are under way."""
        task = Task()
        with self._lock:
            self._forget_old()
            if len(self._tasks) >= KEPT:
                return None
            self._tasks[task.id] = task
        self._workers.submit(task.run, work)
        return task

    def get(self, id: str) -> Task | None:
        """Return a task, or None where it is unknown or forgotten."""
        return self._tasks.get(id)

    def forget(self, id: str) -> None:
        """Forget a task, if it is known."""
        self._tasks.pop(id, None)

    def _forget_old(self) -> None:
        """Forget what ended long ago and, where it gets crowded, what ended first."""
        ended = sorted((task for task in self._tasks.values() if task.ended), key=lambda task: task.ended)
        crowd = len(self._tasks) - KEPT + 1
        for number, task in enumerate(ended):
            if number < crowd or time.time() - task.ended > LIFETIME:
                del self._tasks[task.id]
