"""The door: who may ask, and how much they may send.

A page in the user's browser can send requests to this server from any site. So it answers to its own names only (a
stranger's name may lead here too), to pages of its own and, where Cytoscape Web needs it, to Cytoscape Web.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pfocr_net.serve.answers import error_answer

#: What Cytoscape Web asks for: networks by address, and the service apps.
OPEN_TO_WEB = re.compile(r"/services(/.*)?|/figures/[^/]+/network\.cx2")

LARGEST = 10_000_000

_PORT = re.compile(r":\d+$")


class TooLargeError(Exception):
    """More came than `LARGEST`."""


class Guard:
    """Refuses foreign hosts, foreign origins and large bodies, before anything else looks at them.

    Parameters
    ----------
    app : ASGIApp
        What stands behind the door.
    hosts : collection of str
        Names under which the server may be asked, without ports.
    web : str
        Origin of Cytoscape Web.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], web: str) -> None:
        self._app, self._hosts, self._web = app, frozenset(hosts), web

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        refusal = self._refusal(scope)
        if refusal is None:
            try:
                return await self._app(scope, _measured(receive), send)
            except TooLargeError:
                refusal = 413, f"At most {LARGEST:,} bytes can be sent."
        return await error_answer(Request(scope), *refusal)(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _PORT.sub("", host) not in self._hosts:
            return 421, "This server does not answer to that name. Use 127.0.0.1, or give it by --name."
        origin = headers.get("origin")
        from_web = origin == self._web and OPEN_TO_WEB.fullmatch(scope["path"])
        foreign = origin != f"{scope['scheme']}://{host}" if origin else _is_foreign_change(scope, headers)
        if foreign and not from_web:
            return 403, "Pages of other sites may not ask this."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST:
            return 413, f"At most {LARGEST:,} bytes can be sent."
        return None


def _is_foreign_change(scope: Scope, headers: Headers) -> bool:
    """Tell whether a browser that names no origin would change something for another site."""
    return scope["method"] not in ("GET", "HEAD") and headers.get("sec-fetch-site") == "cross-site"


def _measured(receive: Receive) -> Receive:
    """Count what comes in, whatever length was announced."""
    seen = 0

    async def receive_and_count() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST:
            raise TooLargeError
        return message

    return receive_and_count
