"""What ``build`` shows: a bar while it works, the files written, and a report."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from pfocr_net.corpus import Done, Ledger, Outcome, Report

#: Up to so many figures are named one by one.
ROWS = 20

#: What is counted, and how the table calls it.
COUNTS = {
    "families": "Families",
    "nodes": "Nodes",
    "edges": "Edges",
    "suspects": "Suspects\nleft out",
    "weak": "Under\nthreshold",
}

#: Relations that were read and are no edges.
NO_EDGES = {"weak": "under the threshold", "inside": "within one node", "repeated": "stated by another one too"}

_ALWAYS = (Outcome.BUILT, Outcome.FAILED)


def watch(done: Iterable[Done], total: int) -> bool:
    """Show on the terminal, if there is one, how far the work is; tell whether it came to its end."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]:,.0f}/s"), TimeRemainingColumn())
    begun = time.monotonic()
    try:
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            bar = progress.add_task("", total=total, rate=0)
            for count, _ in enumerate(done, 1):
                progress.update(bar, completed=count, rate=count / (time.monotonic() - begun))
    except KeyboardInterrupt:
        return False
    return True


def print_files(ledger: Ledger, out: Path, formats: Sequence[str]) -> None:
    """Print the files of all figures; on a terminal only if they are few."""
    if sys.stdout.isatty() and ledger.outcomes()[Outcome.BUILT] > ROWS:
        return
    for figure in ledger.figures():
        for name in formats:
            click.echo(out / f"{figure['figid']}.{name}")


def print_report(report: Report, ledger: Ledger) -> None:
    """Print what failed, a table of what is in the networks, and where the time went."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    for failure in ledger.failures():
        click.echo(failure["why"], err=True)
    total = sum(report.outcomes.values())
    table = Table()
    table.add_column("Figure", overflow="fold")
    for title in COUNTS.values():
        table.add_column(title, justify="right")
    for figure in ledger.figures() if total <= ROWS else []:
        counts = (len(figure[name]) if name == "suspects" else figure[name] for name in COUNTS)
        table.add_row(Text(figure["figid"]), *(f"{count:,}" for count in counts))
    table.add_section()
    told = (f"{count:,} {outcome}" for outcome, count in report.outcomes.items() if count or outcome in _ALWAYS)
    table.add_row(", ".join(told), *(f"{report.totals[name]:,}" for name in COUNTS))
    Console(stderr=True).print(table)
    no_edges = [f"{count:,} {why}" for name, why in NO_EDGES.items() if (count := report.totals[name])]
    if no_edges:
        click.echo(f"Relations that are no edges: {', '.join(no_edges)}.", err=True)
    if without := report.totals["without_edges"]:
        click.echo(
            f"{without:,} without edges: no relation was read in the caption, or none likely enough.", err=True
        )
    if total > ROWS:
        click.echo(f"{report.seconds:,.1f} seconds, {total / report.seconds:,.0f} figures a second.", err=True)
        for page, seconds in report.slowest[:3]:
            click.echo(f"{seconds:8.2f} seconds for {page}", err=True)
