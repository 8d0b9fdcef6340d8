"""``serve``."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from pfocr_net.cli.cytoscape_options import cytoscape_url
from pfocr_net.cli.out_file import OutFile
from pfocr_net.cli.page_options import page_options
from pfocr_net.errors import UsageError
from pfocr_net.style import DEFAULT, read_style


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--port", type=click.IntRange(0, 65535), default=8010, show_default=True, help="0 is any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 is every one.")
@click.option("--name", "names", multiple=True, help="Also answer to this name or address.")
@click.option(
    "--store",
    "kept",
    type=OutFile(),
    help="Keep what is read of the pages in this store, and bring it up to date.  [default: until the end]",
)
@page_options
@click.option("--style", default=DEFAULT, show_default=True, metavar="NAME|FILE", help="How networks look.")
@cytoscape_url
@click.option(
    "--web", default="https://web.cytoscape.org", show_default=True, metavar="URL", help="Cytoscape Web to serve."
)
@click.option("--browser/--no-browser", default=False, help="Open the page in your browser.")
def serve(
    paths: tuple[str, ...],
    port: int,
    host: str,
    names: tuple[str, ...],
    kept: Path | None,
    data: Path | None,
    organism: str | None,
    style: str,
    cytoscape_url: str,
    web: str,
    browser: bool,
) -> None:
    """Browse and search figures on a local page, and serve them to Cytoscape Web.

    PATH is a page, a folder of pages or a checkout of the site, by default the folder you are in; or a store. Only
    what lies there is served and, unless --host and --name say otherwise, only to this machine.
    """
    try:
        from pfocr_net import serve as serving
    except ImportError as error:
        raise UsageError("The server needs more packages: pip install 'pfocr-net[serve]'.") from error

    shelf = serving.open_shelf(paths or ["."], kept, data, organism)
    site = serving.Site(shelf, read_style(style), web.rstrip("/"), cytoscape_url)
    opened = serving.open_port(host, port)
    named = {"0.0.0.0": "127.0.0.1"}.get(host, f"[{host}]" if ":" in host else host)
    address = f"http://{named}:{opened.getsockname()[1]}"
    click.echo(f"{len(shelf):,} figures at {address}/ (Ctrl+C ends it)")
    for name in site.services:
        click.echo(f"Service for Cytoscape Web, Apps > Manage Apps: {address}/services/{name}")
    if browser:
        webbrowser.open(address)
    serving.run(serving.make_app(site, {*serving.LOCAL, named, *names}), opened)
