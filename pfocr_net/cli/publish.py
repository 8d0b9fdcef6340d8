"""``publish``, ``unpublish`` and ``sync``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from pfocr_net.build import document_of
from pfocr_net.cli.ndex_options import Beside, Server, server_options, site_options
from pfocr_net.cli.page_options import listed, page_options
from pfocr_net.pages import find_figures
from pfocr_net.publish import Action, Options, Outcome, Page, prepare
from pfocr_net.publish import publish as publish_pages
from pfocr_net.publish import unpublish as unpublish_pages
from pfocr_net.style import DEFAULT, read_style
from pfocr_net.sync import Difference, compare, repair, view

T = TypeVar("T")

_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_style = click.option(
    "--style", default=DEFAULT, show_default=True, metavar="NAME|FILE", help="How networks look."
)
_force = click.option("--force", is_flag=True, help="Also touch networks that the journal does not know.")
_dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done, and why; change nothing.")
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")


@click.command()
@_paths
@server_options
@site_options
@page_options
@_style
@click.option(
    "--visibility",
    type=click.Choice(["PRIVATE", "UNLISTED", "PUBLIC"], case_sensitive=False),
    help="Who sees the networks.  [default: new ones private, others as they are]",
)
@click.option("--folder", "--set", default="", metavar="NAME", help="Put new networks there; made if missing.")
@click.option("--min-edges", type=click.IntRange(0), default=0, metavar="N", help="Only networks with N edges.")
@click.option("--no-empty", is_flag=True, help="Only networks with nodes.")
@click.option("--jobs", type=click.IntRange(1, 64), default=4, show_default=True, help="Requests at a time.")
@_force
@_dry_run
@_json
def publish(
    paths: tuple[str, ...],
    server: Server,
    beside: Beside,
    data: Path | None,
    organism: str | None,
    style: str,
    visibility: str | None,
    folder: str,
    min_edges: int,
    no_empty: bool,
    jobs: int,
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Publish the networks of pages on NDEx, and write their UUIDs into the pages.

    PATH is a page, a folder of pages, a checkout of the site, or - for a list of pages on standard input. A run
    that was stopped is simply run again. The account is taken from NDEX_USERNAME and NDEX_PASSWORD, ~/.netrc or
    the keyring, else you are asked.
    """
    options = Options(
        visibility=visibility,
        folder=folder,
        map=beside.map,
        data=data,
        jobs=jobs,
        min_edges=min_edges,
        min_nodes=int(no_empty),
        force=force,
        dry_run=dry_run,
    )
    found = list(find_figures(listed(paths)))
    pages = _prepared(found, data, organism, style)
    with server.connect() as ndex, beside.open_journal(found, ndex, rehearsal=dry_run) as journal:
        if journal.open_intents():
            click.echo("An earlier run was stopped. First, for a minute: what has NDEx got of it?", err=True)
        _report_outcomes(publish_pages(pages, ndex, journal, options), len(found), as_json, dry_run)


@click.command()
@click.argument("figids", nargs=-1, required=True, metavar="FIGID...")
@server_options
@site_options
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="Checkout of the site.",
)
@_force
@_dry_run
@_json
def unpublish(
    figids: tuple[str, ...], server: Server, beside: Beside, site: Path, force: bool, dry_run: bool, as_json: bool
) -> None:
    """Move the networks of figures to NDEx's trash, where they stay for 30 days, and empty their fields."""
    pages = [site / "_figures" / f"{figid}.md" for figid in figids]
    options = Options(map=beside.map, force=force, dry_run=dry_run)
    with server.connect() as ndex, beside.open_journal(pages, ndex, rehearsal=dry_run) as journal:
        _report_outcomes(unpublish_pages(pages, ndex, journal, options), len(pages), as_json, dry_run)


@click.command()
@_paths
@server_options
@site_options
@page_options
@_style
@click.option("--apply", "repairing", is_flag=True, help="Repair what is safe.")
@_json
def sync(
    paths: tuple[str, ...],
    server: Server,
    beside: Beside,
    data: Path | None,
    organism: str | None,
    style: str,
    repairing: bool,
    as_json: bool,
) -> None:
    """Compare pages, map, journal and NDEx, and tell what differs.

    PATH is as for publish. With --apply, fields of our networks are written, missing entries of journal and map
    are added, and what NDEx rejected of a stopped run goes to the trash. All else is for you to decide.

    To make the map anew from the account alone: pfocr-net sync - --apply --map FILE < /dev/null
    """
    found = list(find_figures(listed(paths)))
    options = Options(map=beside.map, data=data)
    pages = _watched(_prepared(found, data, organism, style), len(found))
    with server.connect() as ndex, beside.open_journal(found, ndex, rehearsal=not repairing) as journal:
        sides = view(pages, ndex, journal, options)
        differences: Iterable[Difference] = compare(sides, with_map=beside.map is not None)
        if repairing:
            differences = repair(differences, sides, ndex, journal, options)
        _report_differences(differences, as_json)


def _prepared(pages: list[Path], data: Path | None, organism: str | None, style: str) -> Iterator[Page | Outcome]:
    build = partial(document_of, style=read_style(style))
    return map(partial(prepare, build=build, data=data, organism=organism), pages)


def _report_outcomes(outcomes: Iterable[Outcome], total: int, as_json: bool, each: bool) -> None:
    """Print what became of the pages, of ``each`` or of those with something to say; exit 1 if one failed."""
    counts: Counter[str] = Counter()
    for outcome in _watched(outcomes, total):
        counts[outcome.action] += 1
        if as_json:
            _print_json(asdict(outcome))
        elif each or outcome.why:
            _print_line(": ".join(filter(None, (outcome.figid, outcome.action, outcome.why))))
    _print_table({action: counts[action] for action in Action if counts[action]})
    if counts[Action.FAILED]:
        raise SystemExit(1)


def _report_differences(differences: Iterable[Difference], as_json: bool) -> None:
    counts: Counter[str] = Counter()
    for difference in differences:
        counts[difference.finding] += 1
        if as_json:
            _print_json(asdict(difference))
        else:
            parts = (difference.figid, difference.finding, difference.uuid, difference.why, difference.repaired)
            _print_line(": ".join(filter(None, parts)))
    if counts:
        _print_table(counts)
    else:
        click.echo("Nothing differs.", err=True)


def _watched(things: Iterable[T], total: int) -> Iterator[T]:
    """Show a progress bar on the terminal, if there is one and something to wait for."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    hidden = total < 2 or not console.is_terminal
    return iter(track(things, "Figures", total=total, console=console, transient=True, disable=hidden))


def _print_json(values: dict[str, object]) -> None:
    _print_line(json.dumps({name: str(value) for name, value in values.items() if value}, ensure_ascii=False))


def _print_line(line: str) -> None:
    """Print above the progress bar, which takes over ``print``, or past it into a file."""
    if sys.stdout.isatty():
        print(line)
    else:
        click.echo(line)


def _print_table(counts: dict[str, int]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("", "Figures")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    Console(stderr=True).print(table)
