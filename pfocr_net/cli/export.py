"""``export``: many figures in one file of gene sets or rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from pfocr_net.cli.out_file import OutFile

if TYPE_CHECKING:
    from pfocr_net.network.participants import Which

Command = TypeVar("Command", bound=Callable[..., None])


def _files(default: str) -> Callable[[Command], Command]:
    """Give a command the figures it reads and the file it writes."""
    out = click.option("-o", "--out", type=OutFile(), default=default, show_default=True, help="The file.")
    there = click.Path(exists=True, path_type=Path)
    sources = click.argument("sources", nargs=-1, required=True, type=there, metavar="SOURCE...")
    return lambda command: sources(out(command))


@click.group()
def export() -> None:
    """Write many figures as gene sets or tables; SOURCE is a store, a page or a folder of pages."""


@export.command()
@_files("figures.gmt")
@click.option(
    "--genes-of",
    "which",
    type=click.Choice(["all", "drawn", "caption"]),
    multiple=True,
    default=("all",),
    help="Sets of a figure: all genes, those drawn by a word of their own, those its caption relates. Repeatable.",
)
@click.option("--ncbigene", is_flag=True, help="NCBI Gene IDs instead of symbols.")
@click.option("--min-size", type=click.IntRange(1), default=3, show_default=True, help="Genes at least.")
def gmt(sources: tuple[Path, ...], out: Path, which: tuple[Which, ...], ncbigene: bool, min_size: int) -> None:
    """Write gene sets as GMT."""
    from pfocr_net.analysis.sources import read_networks
    from pfocr_net.files import write_whole
    from pfocr_net.formats.gmt import to_gmt

    networks = read_networks(sources)
    sets = [to_gmt(network, which, ncbigene=ncbigene, min_size=min_size) for network in networks]
    write_whole(out, "".join(sets))
    count = sum(len(lines.splitlines()) for lines in sets)
    click.echo(f"{out}: {count:,} sets of {len(sets):,} figures")


@export.command()
@_files("edges.tsv")
def edges(sources: tuple[Path, ...], out: Path) -> None:
    """Write one row an edge, with its sentence."""
    from pfocr_net.analysis.tables import edge_table

    _write(edge_table(*sources).to_dict("records"), out)


@export.command()
@_files("figures.tsv")
def figures(sources: tuple[Path, ...], out: Path) -> None:
    """Write one row a figure, with its genes."""
    from pfocr_net.analysis.tables import figure_table

    _write(figure_table(*sources).to_dict("records"), out)


def _write(rows: list[dict[Hashable, object]], out: Path) -> None:
    from pfocr_net.files import write_whole
    from pfocr_net.formats.text import table

    write_whole(out, table([*map(str, rows[0])] if rows else [], rows))
    click.echo(f"{out}: {len(rows):,} rows")
