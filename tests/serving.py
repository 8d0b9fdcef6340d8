"""A site served on 127.0.0.1 by its real server, for as long as a test needs it."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import requests
import uvicorn

from pfocr_net.serve import CYTOSCAPE_WEB, LOCAL, Site, make_app, open_port, open_shelf
from pfocr_net.style import read_style


@contextmanager
def served(
    *paths: Path, cytoscape_url: str = "http://127.0.0.1:9/v1", web: str = CYTOSCAPE_WEB, kept: Path | None = None
) -> Iterator[SimpleNamespace]:
    """Serve pages until the end; ``url`` is where, ``site`` what, ``read`` waits until all figures are read."""
    site = Site(open_shelf(paths, kept), read_style(), web, cytoscape_url)
    port = open_port("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(make_app(site, LOCAL), log_level="warning", server_header=False))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[port])))
    thread.start()
    url = f"http://127.0.0.1:{port.getsockname()[1]}"

    def read() -> None:
        requests.get(url, timeout=20)
        for reader in (one for one in threading.enumerate() if one.name == "reader"):
            reader.join(60)

    try:
        yield SimpleNamespace(url=url, site=site, read=read, server=server)
    finally:
        server.should_exit = True
        thread.join()
        port.close()
