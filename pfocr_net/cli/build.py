"""``build``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from pfocr_net.cli.build_report import print_files, print_report, watch
from pfocr_net.cli.out_file import OutFile, keep_apart
from pfocr_net.cli.page_options import confidence_option, listed, page_options, reader_options
from pfocr_net.corpus import (
    Engine,
    Ledger,
    Outcome,
    build_corpus,
    core_count,
    find_recipe,
    in_processes,
    on_cluster,
    sum_up,
    write_report,
)
from pfocr_net.errors import UsageError
from pfocr_net.formats import find_exporter
from pfocr_net.pages import find_figures
from pfocr_net.style import DEFAULT, read_style

#: Up to so many figures get an HTML page without being asked: each is half a megabyte.
WITH_HTML = 100

#: Up to so many figures are built by this very process: to start others takes longer.
AT_ONCE = 40

#: Folder, among the networks, of what a run keeps for itself.
KEPT = ".pfocr-net"


def _names(_context: click.Context, _parameter: click.Parameter, listed: str | None) -> list[str]:
    """Split a list of formats, all of which must be there."""
    names = [name.strip() for name in listed.split(",")] if listed else []
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
    metavar="LIST",
    help=f"Formats to write.  [default: cx2,html; cx2 for more than {WITH_HTML} figures]",
)
@page_options
@reader_options
@click.option(
    "--families",
    "families_as",
    type=click.Choice(["collapse", "expand", "both"]),
    default="collapse",
    show_default=True,
    help="A family is one node, or its members are nodes, or both.",
)
@click.option("--keep-suspect", is_flag=True, help="Keep genes that a common word met by chance.")
@confidence_option()
@click.option("--style", default=DEFAULT, show_default=True, metavar="NAME|FILE", help="How networks look.")
@click.option(
    "--resume/--fresh",
    default=True,
    show_default=True,
    help="Leave figures alone that are built and unchanged, or build all.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes.  [default: one a core]")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Work on this machine, or on a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="The cluster's.  [default: a cluster of processes, here]")
@click.option("--report", type=OutFile(), help="Write all counts here, as JSON.")
def build(
    paths: tuple[str, ...],
    out: Path,
    formats: list[str],
    style: str,
    resume: bool,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    report: Path | None,
    **options: Any,
) -> None:
    """Build networks from figure pages, and print the files written.

    PATH is a page, a folder of pages, a checkout of the site, or - for a list of pages on standard input. A run
    that was stopped is simply started again.
    """
    if scheduler and engine != "dask":
        raise UsageError("A scheduler is for --engine dask.")
    begun = time.monotonic()
    pages = [str(page) for page in find_figures(listed(paths))]
    formats = formats or (["cx2", "html"] if len(pages) <= WITH_HTML else ["cx2"])
    keep_apart(report, options["verbs"])
    if report:
        _check_report(report.resolve(), out.resolve(), formats)
    options |= {"formats": formats, "style": read_style(style)}
    recipe = find_recipe(options)
    with Ledger(out / KEPT / "ledger.sqlite", recipe, fresh=not resume) as ledger:
        hands = _engine(engine, len(pages), jobs or core_count(), scheduler, out)
        is_done = watch(build_corpus(pages, out, ledger, engine=hands, **options), len(pages))
        result = sum_up(ledger, time.monotonic() - begun)
        print_files(ledger, out, formats)
        print_report(result, ledger)
        if report:
            write_report(report, result, ledger, recipe)
    if not is_done:
        click.echo("Stopped. Run the same command again to go on.", err=True)
        raise SystemExit(130)
    if result.outcomes[Outcome.FAILED]:
        raise SystemExit(1)


def _check_report(report: Path, out: Path, formats: Sequence[str]) -> None:
    """Refuse a report in the place of a network or of what the run keeps for itself."""
    is_network = report.parent == out and report.name.endswith(tuple(f".{name}" for name in formats))
    if is_network or out / KEPT in report.parents:
        raise UsageError(
            "The run keeps files of its own by such a name. Name another for the report.", path=report
        )


def _engine(name: str, count: int, jobs: int, scheduler: str | None, out: Path) -> Engine | None:
    if name == "dask":
        return partial(on_cluster, out=out.absolute(), scheduler=scheduler, jobs=jobs)
    return partial(in_processes, jobs=jobs) if count > AT_ONCE else None
