"""``build`` and ``show``."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click

from pfocr_net import __version__
from pfocr_net.build import Built, Failed, try_figure
from pfocr_net.cli.page_options import listed, page_options
from pfocr_net.files import write_whole
from pfocr_net.formats import find_exporter
from pfocr_net.network import MIN_CONFIDENCE
from pfocr_net.pages import find_figures
from pfocr_net.style import DEFAULT, read_style

#: Up to so many figures have a row of their own in the table.
ROWS = 20

#: What is counted, and how the table calls it.
COUNTS = {
    "families": "Families",
    "nodes": "Nodes",
    "edges": "Edges",
    "suspects": "Suspects\nleft out",
    "weak": "Under\nthreshold",
}


def _names(_context: click.Context, _parameter: click.Parameter, listed: str) -> list[str]:
    """Split a list of formats, all of which must be there."""
    names = [name.strip() for name in listed.split(",")]
    for name in names:
        find_exporter(name)
    return names


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="out",
    show_default=True,
    help="Folder for the files; made if missing.",
)
@click.option(
    "-f",
    "--formats",
    callback=_names,
    default="cx2,html",
    show_default=True,
    metavar="LIST",
    help="Formats to write.",
)
@page_options
@click.option(
    "--families",
    "families_as",
    type=click.Choice(["collapse", "expand", "both"]),
    default="collapse",
    show_default=True,
    help="A family is one node, or its members are nodes, or both.",
)
@click.option("--keep-suspect", is_flag=True, help="Keep genes that a common word met by chance.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=MIN_CONFIDENCE,
    show_default=True,
    help="Leave out relations that are less likely.",
)
@click.option("--style", default=DEFAULT, show_default=True, metavar="NAME|FILE", help="How networks look.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write all counts here, as JSON.")
def build(paths: tuple[str, ...], out: Path, style: str, report: Path | None, **options: Any) -> None:
    """Build networks from figure pages, and print the files written.

    PATH is a page, a folder of pages, a checkout of the site, or - for a list of pages on standard input.
    """
    pages = list(find_figures(listed(paths)))
    build_page = partial(try_figure, out=out, style=read_style(style), **options)
    start = time.monotonic()
    outcomes = list(_each_once(map(build_page, _watched(pages))))
    built = [outcome for outcome in outcomes if isinstance(outcome, Built)]
    failed = [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    for file in (file for figure in built for file in figure.files):
        click.echo(file)
    for failure in failed:
        click.echo(failure.why, err=True)
    totals = {name: sum(_count(figure, name) for figure in built) for name in COUNTS}
    _print_table(built, failed, totals)
    if report:
        content = {
            "version": __version__,
            "seconds": round(time.monotonic() - start, 2),
            "built": len(built),
            "failed": len(failed),
            **totals,
            "figures": [asdict(figure) for figure in built],
            "failures": [asdict(failure) for failure in failed],
        }
        write_whole(report, json.dumps(content, indent=1, default=str, ensure_ascii=False))
    if failed:
        raise SystemExit(1)


def _watched(pages: list[Path]) -> Iterable[Path]:
    """Show a progress bar on the terminal, if there is one."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(pages, "Building", console=console, transient=True, disable=not console.is_terminal)


def _each_once(outcomes: Iterable[Built | Failed]) -> Iterator[Built | Failed]:
    """Tell of pages whose files replaced those of another page."""
    pages: dict[str, Path] = {}
    for outcome in outcomes:
        if isinstance(outcome, Built) and outcome.figid in pages:
            what = f"{outcome.page}: Has the figid of {pages[outcome.figid]}, whose files it replaced."
            yield Failed(outcome.page, what)
        else:
            if isinstance(outcome, Built):
                pages[outcome.figid] = outcome.page
            yield outcome


def _count(figure: Built, name: str) -> int:
    value = getattr(figure, name)
    return value if isinstance(value, int) else len(value)


def _print_table(built: list[Built], failed: list[Failed], totals: dict[str, int]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    table.add_column("Figure", overflow="fold")
    for title in COUNTS.values():
        table.add_column(title, justify="right")
    for figure in built if len(built) <= ROWS else []:
        table.add_row(Text(figure.figid), *(f"{_count(figure, name):,}" for name in COUNTS))
    table.add_section()
    end = f"{len(built):,} built, {len(failed):,} failed"
    table.add_row(end, *(f"{total:,}" for total in totals.values()))
    Console(stderr=True).print(table)
