"""``publish``, ``unpublish`` and ``sync``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from pfocr_net.cli.ndex_options import Beside, Server, server_options, site_options
from pfocr_net.formats.cx2 import Document
from pfocr_net.model import Figure
from pfocr_net.pages import find_figures
from pfocr_net.publish import Action, Options, Outcome, Page, prepare
from pfocr_net.publish import publish as publish_pages
from pfocr_net.publish import unpublish as unpublish_pages
from pfocr_net.sync import Difference, compare, repair, view

T = TypeVar("T")

_paths = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line instead of a table.")
_force = click.option("--force", is_flag=True, help="Also touch networks that the journal does not know.")
_dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done, and why; change nothing.")


@click.command()
@_paths
@server_options
@site_options
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
    paths: tuple[Path, ...],
    server: Server,
    beside: Beside,
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

    PATHS are pages, folders of pages, or checkouts of the site. A run that was stopped is simply run again. The
    account is taken from NDEX_USERNAME and NDEX_PASSWORD, ~/.netrc or the keyring.
    """
    found = list(find_figures(paths))
    options = Options(
        visibility=visibility,
        folder=folder,
        map=beside.map,
        data=beside.data,
        jobs=jobs,
        min_edges=min_edges,
        min_nodes=int(no_empty),
        force=force,
        dry_run=dry_run,
    )
    with server.connect() as ndex, beside.open_journal(found, ndex, rehearsal=dry_run) as journal:
        outcomes = publish_pages(_prepared(found, beside), ndex, journal, options)
        _report_outcomes(outcomes, len(found), as_json, "Would be" if dry_run else "Networks")


@click.command()
@click.argument("figids", nargs=-1, required=True)
@server_options
@site_options
@click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), default=".", help="Checkout of the site."
)
@_force
@_dry_run
@_json
def unpublish(
    figids: tuple[str, ...],
    server: Server,
    beside: Beside,
    site: Path,
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Move the networks of figures to NDEx's trash, where they stay for 30 days, and empty their fields."""
    pages = [site / "_figures" / f"{figid}.md" for figid in figids]
    options = Options(map=beside.map, data=beside.data, force=force, dry_run=dry_run)
    with server.connect() as ndex, beside.open_journal(pages, ndex, rehearsal=dry_run) as journal:
        outcomes = unpublish_pages(pages, ndex, journal, options)
        _report_outcomes(outcomes, len(pages), as_json, "Would be" if dry_run else "Networks")


@click.command()
@_paths
@server_options
@site_options
@click.option("--apply", "repairing", is_flag=True, help="Repair what is safe.")
@_json
def sync(paths: tuple[Path, ...], server: Server, beside: Beside, repairing: bool, as_json: bool) -> None:
    """Compare pages, map, journal and NDEx, and tell what differs.

    With --apply, fields of our networks are written, missing entries of journal and map are added, and what NDEx
    rejected of a stopped run goes to the trash. All else is for you to decide.
    """
    found = list(find_figures(paths))
    options = Options(map=beside.map, data=beside.data)
    with server.connect() as ndex, beside.open_journal(found, ndex, rehearsal=not repairing) as journal:
        sides = view(_watched(_prepared(found, beside), len(found)), ndex, journal, options)
        differences: Iterable[Difference] = compare(sides, with_map=beside.map is not None)
        if repairing:
            differences = repair(differences, sides, ndex, journal, options)
        _report_differences(differences, as_json)


def _prepared(pages: list[Path], beside: Beside) -> Iterator[Page | Outcome]:
    return map(partial(prepare, build=_document, data=beside.data), pages)


def _document(figure: Figure) -> Document:
    from pfocr_net.build import document_of

    return document_of(figure)


def _report_outcomes(outcomes: Iterable[Outcome], total: int, as_json: bool, title: str) -> None:
    """Print what became of the pages; exit 1 if something failed."""
    counts: Counter[Action] = Counter()
    for outcome in _watched(outcomes, total):
        counts[outcome.action] += 1
        if as_json:
            _print_json(asdict(outcome))
        elif outcome.why:
            click.echo(f"{outcome.path or outcome.figid}: {outcome.action}: {outcome.why}")
    if not as_json:
        _print_table(title, {action: counts[action] for action in Action if counts[action]})
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
            click.echo(": ".join(filter(None, parts)))
    if not as_json:
        _print_table("Differences", counts)


def _watched(things: Iterable[T], total: int) -> Iterator[T]:
    """Show a progress bar on the terminal, if there is one."""
    return iter(track(things, total=total, console=Console(stderr=True), transient=True))


def _print_json(values: dict[str, object]) -> None:
    click.echo(json.dumps({name: str(value) for name, value in values.items() if value}))


def _print_table(title: str, counts: dict[str, int]) -> None:
    table = Table(title)
    table.add_column("Figures", justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    Console().print(table)
