"""``store``: a corpus in one file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pfocr_net.cli.out_file import OutFile
from pfocr_net.cli.page_options import listed, page_options


@click.group()
def store() -> None:
    """Keep the networks of many figures in one file, to ask it in no time."""


@store.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--out",
    type=OutFile(),
    default="figures.sqlite",
    show_default=True,
    help="The file; replaced when the new one is complete.",
)
@page_options
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes.  [default: one a core]")
def build(paths: tuple[str, ...], out: Path, data: Path | None, organism: str | None, jobs: int | None) -> None:
    """Read pages (or folders of them), and keep their networks in one file.

    Exits with 1 if a page could not be read; all others are in the store.
    """
    from rich.console import Console
    from rich.progress import Progress

    from pfocr_net.pages import find_figures
    from pfocr_net.store import build_store

    pages = list(find_figures(listed(paths)))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Reading", total=len(pages))
        report = build_store(
            pages, out, data=data, organism=organism, jobs=jobs, told=lambda: progress.advance(bar)
        )
    for failure in report.failed:
        click.echo(failure.why, err=True)
    click.echo(f"{report.path}: {report.figures:,} figures, {report.nodes:,} nodes, {report.edges:,} edges.")
    if report.failed:
        raise SystemExit(1)


@store.command()
@click.argument("path", type=click.Path(path_type=Path), default="figures.sqlite")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def info(path: Path, as_json: bool) -> None:
    """Tell what is in a store."""
    from pfocr_net.store import open_store

    with open_store(path) as opened:
        known = opened.info()
    if as_json:
        click.echo(json.dumps(known))
    else:
        for name, value in known.items():
            is_count = isinstance(value, int) and "year" not in name
            click.echo(
                f"{name.replace('_', ' '):<13} {value:,}" if is_count else f"{name.replace('_', ' '):<13} {value}"
            )
