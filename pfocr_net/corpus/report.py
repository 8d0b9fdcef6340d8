"""What became of many pages, summed up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pfocr_net.corpus.ledger import Ledger
from pfocr_net.corpus.work import Outcome
from pfocr_net.files import new_file

#: So many of the slowest pages are named.
SLOWEST = 10


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of one run.

    ``outcomes`` counts pages, ``totals`` what is in the networks of those built or unchanged, and what was left
    out of them, and how many have no edges; ``slowest`` are the pages that took most seconds, ``seconds`` is what
    the run took.
    """

    outcomes: Mapping[Outcome, int]
    totals: Mapping[str, int]
    slowest: tuple[tuple[Path, float], ...]
    seconds: float


def sum_up(ledger: Ledger, seconds: float) -> Report:
    """Count what became of the pages of a ledger's run, which took so many seconds."""
    return Report(ledger.outcomes(), ledger.totals(), tuple(ledger.slowest(SLOWEST)), round(seconds, 2))


def write_report(path: Path, report: Report, ledger: Ledger, recipe: Mapping[str, Any]) -> None:
    """Write a report as JSON, with every failure and every figure.

    The object has ``recipe``, ``seconds``, the counts under the names of outcomes and totals, ``slowest``,
    ``failures`` (page, file, line, why) and ``figures`` (figid, page, outcome, and the counts of each).
    """
    head: dict[str, Any] = {
        "recipe": recipe,
        "seconds": report.seconds,
        **{outcome.value: count for outcome, count in report.outcomes.items()},
        **report.totals,
        "slowest": [{"page": str(page), "seconds": round(seconds, 3)} for page, seconds in report.slowest],
    }
    with new_file(path) as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2].encode())
        _write_list(file, "failures", ledger.failures())
        _write_list(file, "figures", ledger.figures())
        file.write(b"\n}\n")


def _write_list(file: BinaryIO, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a list row by row, for it can be long."""
    file.write(f',\n "{name}": ['.encode())
    for number, row in enumerate(rows):
        file.write((",\n  " if number else "\n  ").encode() + json.dumps(row, ensure_ascii=False).encode())
    file.write(b"\n ]")
