"""``cytoscape``."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pfocr_net.build import read_story
from pfocr_net.cli.cytoscape_options import cytoscape_url
from pfocr_net.cli.out_file import OutFile
from pfocr_net.cli.page_options import listed
from pfocr_net.cytoscape import (
    COLLECTION,
    OURS,
    Colours,
    Desktop,
    Pushed,
    Table,
    join_table,
    read_table,
)
from pfocr_net.errors import CytoscapeError, PageError, UsageError
from pfocr_net.formats.cx2 import write
from pfocr_net.network import build_network
from pfocr_net.pages import find_figures
from pfocr_net.style import DEFAULT, Style, read_style

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@cytoscape_url
@click.option("--collection", default=COLLECTION, show_default=True, metavar="NAME", help="Where networks lie.")
@click.option("--style", default=DEFAULT, show_default=True, metavar="NAME|FILE", help="How networks look.")
@click.option(
    "--layout", default=OURS, show_default=True, metavar="NAME", help="ours, or a layout of Cytoscape's own."
)
@click.option("--groups", is_flag=True, help="Make families groups that open and close.")
@click.option("--png", "picture", type=OutFile(), help="Save the drawing: .png, .svg or .pdf.")
@click.option(
    "--data", "table", type=FILE, metavar="TABLE", help="Join your table of values by gene to the nodes."
)
@click.option("--key", metavar="COLUMN", help="Column of TABLE that names the genes.  [default: found]")
@click.option("--colour", "--color", metavar="COLUMN", help="Fill nodes by it.  [default: first of numbers]")
@click.option(
    "--tables", type=FOLDER, help="Folder of the pages' tables.  [default: _data beside the pages' folder]"
)
@click.option("--organism", metavar="NAME|TAXID|all", help="Whose genes to take.  [default: human, else the best]")
@click.option(
    "-o", "--out", type=FOLDER, default="out", show_default=True, help="Folder for CX2 if Cytoscape fails."
)
def cytoscape(
    paths: tuple[str, ...],
    cytoscape_url: str,
    style: str,
    picture: Path | None,
    table: Path | None,
    key: str | None,
    colour: str | None,
    tables: Path | None,
    organism: str | None,
    out: Path,
    **options: Any,
) -> None:
    """Put networks into an open Cytoscape, each in the place of an earlier one of the same figure.

    PATH is a page, a folder of pages, a checkout of the site, or - for a list of pages on standard input.
    """
    pages = list(find_figures(listed(paths)))
    if picture and len(pages) > 1:
        raise UsageError(f"{picture} is one picture, and there are {len(pages)} pages; name one.")
    look = read_style(style)
    networks = list(_networks(pages, tables, organism))
    colours = None
    if table:
        networks, colours = _joined(networks, read_table(table, networks, key), colour)
    waiting = deque(networks)
    try:
        desktop = Desktop(cytoscape_url)
        while waiting:
            pushed = desktop.push(waiting[0], style=look, colours=colours, picture=picture, **options)
            click.echo(_line(waiting.popleft(), pushed))
    except CytoscapeError as error:
        error.add_note(_kept(waiting, out, look))
        raise
    if len(networks) < len(pages):
        raise SystemExit(PageError.exit_code)


def _networks(pages: Iterable[Path], tables: Path | None, organism: str | None) -> Iterator[Network]:
    """Build the network of each page; one that cannot be read is told and passed over."""
    for page in pages:
        try:
            story = read_story(page, data=tables, organism=organism)
        except PageError as error:
            click.echo(str(error), err=True)
        else:
            yield build_network(story.figure, story.families, story.relations)


def _joined(networks: list[Network], table: Table, colour: str | None) -> tuple[list[Network], Colours | None]:
    """Join a table to networks, and tell how much of it found a gene."""
    colours = table.colours(colour)
    click.echo(f"{table.path}: {table.rows:,} rows, by the column {table.key!r}", err=True)
    if table.infinite:
        click.echo(f"{table.path}: {table.infinite} infinite values left out", err=True)
    joined = []
    for network in networks:
        with_values, match = join_table(network, table)
        click.echo(f"{network.graph['pfocrId']}: values for {match}", err=True)
        joined.append(with_values)
    return joined, colours


def _line(network: Network, pushed: Pushed) -> str:
    groups = f", {pushed.groups} groups" if pushed.groups else ""
    replaced = ", replaced an earlier one" if pushed.replaced else ""
    return f"{network.graph['pfocrId']}: network {pushed.suid}, style “{pushed.style}”{groups}{replaced}"


def _kept(networks: Iterable[Network], out: Path, style: Style) -> str:
    """Write CX2 files, so that nothing is lost; say where."""
    out.mkdir(parents=True, exist_ok=True)
    files = [write(network, out / f"{network.graph['pfocrId']}.cx2", style=style) for network in networks]
    if not files:
        return "All networks had been sent."
    where = files[0] if len(files) == 1 else f"{len(files)} files in {out}"
    return (
        f"Kept as CX2: {where}. File > Import > Network from File opens it, and so does https://web.cytoscape.org."
    )
