"""A local site: figures to browse and search, each beside its network, and services for Cytoscape Web.

::

    shelf.py     the figures of a store or of some folders, drawn when asked for
    sketch.py    a network as a small drawing
    services.py  what Cytoscape Web can have done
    tasks.py     how it is done: begun, asked after, fetched
    site.py      what the addresses share
    figures.py   addresses of figures
    tasking.py   addresses of services
    guard.py     who may ask, and how much they may send
    answers.py   answers that are errors
    web/         pages, styles and scripts

Source of the services' contract: Cytoscape Web 1.0.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from pfocr_net.errors import PfocrNetError, UsageError
from pfocr_net.serve import figures, tasking
from pfocr_net.serve.answers import on_http_error, on_mistake, on_own_error
from pfocr_net.serve.guard import Guard
from pfocr_net.serve.shelf import open_shelf
from pfocr_net.serve.site import CYTOSCAPE_WEB, Site

__all__ = ["CYTOSCAPE_WEB", "LOCAL", "Site", "make_app", "open_port", "open_shelf", "run"]

#: Names under which a server on this machine is asked from this machine.
LOCAL = frozenset(("127.0.0.1", "localhost", "[::1]"))


def make_app(site: Site, hosts: Collection[str] = LOCAL) -> Starlette:
    """Make the application of a site.

    Parameters
    ----------
    site : Site
        It is opened and closed with the application.
    hosts : collection of str
        Names to which the application answers.
    """

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        reader = site.open()
        yield
        site.close(reader)

    cors = Middleware(
        CORSMiddleware,
        allow_origins=[site.web],
        allow_methods=["GET", "HEAD", "POST", "DELETE", "OPTIONS"],
        allow_headers=["*"],
        allow_private_network=True,
    )
    app = Starlette(
        routes=[*figures.ROUTES, *tasking.ROUTES],
        middleware=[cors, Middleware(Guard, hosts=hosts, web=site.web)],
        exception_handlers={HTTPException: on_http_error, PfocrNetError: on_own_error, Exception: on_mistake},
        lifespan=lifespan,
    )
    app.state.site = site
    return app


def open_port(host: str, port: int) -> socket.socket:
    """Open a port; 0 is any that is free.

    Raises
    ------
    UsageError
        It is taken, or not ours to take.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        what = f"Port {port} of {host} cannot be opened: {error.strerror}. Name another: --port."
        raise UsageError(what) from error


def run(app: Starlette, port: socket.socket) -> None:
    """Serve until stopped."""
    config = uvicorn.Config(app, log_level="warning", server_header=False)
    uvicorn.Server(config).run(sockets=[port])
