"""The ledger of a folder of networks: what became of each page, on disk, so that a run can stop at any moment."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pfocr_net.build import Built, Failed
from pfocr_net.corpus.recipe import recipe_digest
from pfocr_net.corpus.work import Before, Done, Outcome
from pfocr_net.errors import LedgerError

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    page    TEXT PRIMARY KEY,  -- its file, absolute
    run     INTEGER NOT NULL,  -- the last run that had it
    place   INTEGER NOT NULL,  -- its number in that run
    outcome TEXT NOT NULL,     -- what became of it in that run
    figid   TEXT,              -- this and the next three if it was built
    digest  TEXT,              -- of the page and its tables
    recipe  TEXT,              -- by which it was built
    seconds REAL,              -- that took
    told    TEXT NOT NULL      -- JSON: what is in the network and what was left out, or what is wrong
) WITHOUT ROWID;
"""
#: What is counted, and where it stands in what is told.
NUMBERS: Mapping[str, str] = MappingProxyType(
    {
        "families": "json_extract(told, '$.families')",
        "nodes": "json_extract(told, '$.nodes')",
        "edges": "json_extract(told, '$.edges')",
        "suspects": "json_array_length(told, '$.suspects')",
        "weak": "json_extract(told, '$.weak')",
        "inside": "json_extract(told, '$.inside')",
        "repeated": "json_extract(told, '$.repeated')",
    }
)


class Ledger:
    """The pages of one folder of networks.

    Parameters
    ----------
    path : Path
        The file; it is made, and its folder too, where there is none. It is locked as long as it is open.
    recipe : mapping
        How networks are made in this run, as `find_recipe` says it.
    fresh : bool
        Take no page for built.

    Raises
    ------
    LedgerError
        Another run has it open, or the file cannot be read or written. The same holds for every method.
    """

    def __init__(self, path: Path, recipe: Mapping[str, Any], *, fresh: bool = False) -> None:
        self.path, self._recipe, self._fresh = path, recipe_digest(recipe), fresh
        with self._explained():
            self._database = _open(path)
        self._run = next(self._rows("SELECT coalesce(max(run), 0) + 1 FROM page"))[0]

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def before(self, page: Path) -> Before | None:
        """Return what a page was when it was built by this recipe, or None."""
        if self._fresh:
            return None
        query = "SELECT figid, digest FROM page WHERE page = ? AND recipe = ?"
        found = next(self._rows(query, str(page), self._recipe), None)
        return Before(*found) if found else None

    def record(self, done: Iterable[Done]) -> None:
        """Put on disk what became of pages."""
        with self._explained(), self._database as transaction:
            for one in done:
                seen = (self._run, one.task.place, one.outcome)
                page = str(one.task.page)
                if one.result is None:
                    query = "UPDATE page SET run = ?, place = ?, outcome = ? WHERE page = ?"
                    transaction.execute(query, (*seen, page))
                else:
                    row = (page, *seen, *self._content(one.result), one.seconds, json.dumps(_told(one.result)))
                    transaction.execute("REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def outcomes(self) -> dict[Outcome, int]:
        """Count the pages of this run by outcome."""
        query = "SELECT outcome, count(*) FROM page WHERE run = ? GROUP BY outcome"
        counts = dict(self._rows(query, self._run))
        return {outcome: counts.get(outcome, 0) for outcome in Outcome}

    def totals(self) -> dict[str, int]:
        """Sum up what the pages of this run have in their networks, what was left out, how many have no edges."""
        counted = {**NUMBERS, "without_edges": f"{NUMBERS['edges']} = 0"}
        sums = ", ".join(f"coalesce(sum({number}), 0)" for number in counted.values())
        query = f"SELECT {sums} FROM page WHERE run = ?"
        return dict(zip(counted, next(self._rows(query, self._run)), strict=True))

    def slowest(self, count: int) -> list[tuple[Path, float]]:
        """List the pages of this run that took most seconds to build."""
        query = "SELECT page, seconds FROM page WHERE run = ? AND outcome = ? ORDER BY seconds DESC LIMIT ?"
        return [(Path(page), seconds) for page, seconds in self._rows(query, self._run, Outcome.BUILT, count)]

    def figures(self) -> Iterator[dict[str, Any]]:
        """Go through the pages of this run that have a network, in the run's order."""
        query = "SELECT page, outcome, figid, told FROM page WHERE run = ? AND outcome != ? ORDER BY place"
        for page, outcome, figid, told in self._rows(query, self._run, Outcome.FAILED):
            yield {"figid": figid, "page": page, "outcome": outcome, **json.loads(told)}

    def failures(self) -> Iterator[dict[str, Any]]:
        """Go through the pages of this run that failed, in the run's order: page, file, line and why."""
        query = "SELECT page, told FROM page WHERE run = ? AND outcome = ? ORDER BY place"
        for page, told in self._rows(query, self._run, Outcome.FAILED):
            yield {"page": page, **json.loads(told)}

    def _content(self, result: Built | Failed) -> tuple[str | None, str | None, str | None]:
        return (result.figid, result.digest, self._recipe) if isinstance(result, Built) else (None, None, None)

    def _rows(self, query: str, *values: object) -> Iterator[Any]:
        with self._explained():
            yield from self._database.execute(query, values)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say what a failure of SQLite or of the disk means."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise LedgerError(_explanation(error), path=self.path) from error


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=1)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        if database.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            database.execute("DROP TABLE IF EXISTS page")
            database.execute(f"PRAGMA user_version = {_VERSION}")
        database.executescript(_SCHEMA)
    except BaseException:
        database.close()
        raise
    return database


def _told(result: Built | Failed) -> dict[str, Any]:
    if isinstance(result, Failed):
        return {"file": str(result.file or result.page), "line": result.line, "why": result.why}
    return {name: getattr(result, name) for name in (*NUMBERS, "organism_choice")}


def _explanation(error: Exception) -> str:
    said = str(error)
    if "locked" in said:
        return "Another pfocr-net is building into this folder. Wait until it is done, or stop it."
    if "not a database" in said:
        return "This file is no ledger of pfocr-net. Remove it: all pages will be built again."
    return f"The ledger cannot be written: {said}. Put that right and run again; what is built stays."
