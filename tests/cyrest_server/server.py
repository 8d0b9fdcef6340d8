"""The stand-in as a whole: a session, a socket, and what it was asked."""

import sys
import threading
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Any

from tests.cyrest_server.handler import Handler
from tests.cyrest_server.session import Session


class _Socket(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    owner: "CyrestServer"

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a client that is gone
            super().handle_error(request, client_address)


class CyrestServer:
    """``silent``: it never answers. It hangs up on the ``at``-th call that begins with ``hangs_up_on``."""

    def __init__(self) -> None:
        self.session = Session()
        self.calls: list[str] = []
        self.silent = False
        self.hangs_up_on, self.at = "", 1
        self.released = threading.Event()
        self.lock = threading.Lock()
        self._socket = _Socket(("127.0.0.1", 0), Handler)
        self._socket.owner = self
        self.url = f"http://127.0.0.1:{self._socket.server_port}"
        self._thread = threading.Thread(target=self._socket.serve_forever, args=(0.02,), daemon=True)

    def hear(self, call: str) -> bool:
        """Note a call; tell whether it will be answered."""
        self.calls.append(call)
        if self.silent:
            self.released.wait()
        if self.silent or not self.hangs_up_on or not call.startswith(self.hangs_up_on):
            return not self.silent
        return sum(call.startswith(self.hangs_up_on) for call in self.calls) != self.at

    def __enter__(self) -> "CyrestServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.released.set()
        self._socket.shutdown()
        self._socket.server_close()
        self._thread.join()
