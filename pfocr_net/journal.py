"""The journal of publishing: what was meant, sent, accepted, written, so that a run can stop at any moment.

One SQLite file keeps one row a figure and account on a server. A row is on disk before the step it names is taken:
first what is meant, then the UUID that NDEx gave, and so on to ``done``. The file is locked as long as it is open,
so that only one run publishes from it at a time; the lock goes with the process, however that ends.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from pfocr_net.errors import JournalError

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    server TEXT, account TEXT, figid TEXT,
    state TEXT NOT NULL, uuid TEXT NOT NULL, digest TEXT NOT NULL, modified INTEGER NOT NULL, since REAL NOT NULL,
    PRIMARY KEY (server, account, figid)
) WITHOUT ROWID
"""
_COLUMNS = "figid, state, uuid, digest, modified, since"


class State(StrEnum):
    """How far the network of a figure has come."""

    INTENT = "intent"  #: about to be sent; without a UUID it is not known whether NDEx has it
    SENT = "sent"  #: NDEx has it and gave it a UUID
    ACCEPTED = "accepted"  #: NDEx read it and found no fault
    WRITTEN = "written"  #: the page holds the UUID
    DONE = "done"  #: the map holds it too, where one is kept


@dataclass(frozen=True, slots=True)
class Entry:
    """What the journal knows of one figure.

    ``digest`` is that of the document sent last, ``modified`` the server's time of its last change once accepted
    (milliseconds since 1970), ``since`` when the entry was written (seconds since 1970).
    """

    figid: str
    state: State
    uuid: str = ""
    digest: str = ""
    modified: int = 0
    since: float = 0.0


class Journal:
    """The entries of one account on one server.

    Parameters
    ----------
    path : Path
        The file; it is made, and its folder too, where there is none.
    server, account : str
        Whose networks the entries are about.
    wait : float
        Seconds to wait for another run that has the journal open.
    rehearsal : bool
        Work on a copy in memory; the file is neither made nor changed.

    Raises
    ------
    JournalError
        Another run has it open, the file is no journal, or the disk is full. The same holds for every method.

    Examples
    --------
    >>> journal = Journal(Path("none.sqlite"), "https://example.org", "me", rehearsal=True)
    >>> journal.record([Entry("PMC1__F1", State.INTENT, digest="d1")])
    >>> [entry.figid for entry in journal.open_intents()]
    ['PMC1__F1']
    >>> journal.close()
    """

    def __init__(
        self, path: Path, server: str, account: str, *, wait: float = 10.0, rehearsal: bool = False
    ) -> None:
        self.path, self._key = path, (server, account)
        with self._told():
            self._database = _copy(path, wait) if rehearsal else _open(path, wait)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the next run have it."""
        self._database.close()

    def entries(self, figids: Iterable[str]) -> dict[str, Entry]:
        """Look up figures; those without an entry are left out."""
        found = {}
        with self._told():
            for figid in figids:
                for row in self._select("AND figid = ?", figid):
                    found[figid] = row
        return found

    def all(self) -> Iterator[Entry]:
        """Go through all entries, by figure."""
        with self._told():
            yield from self._select("ORDER BY figid")

    def open_intents(self) -> list[Entry]:
        """List the networks that were about to be created, and may exist or not."""
        with self._told():
            return list(self._select("AND state = ? AND uuid = ''", State.INTENT))

    def is_new(self) -> bool:
        """Say whether nothing was ever recorded for this account."""
        with self._told():
            return next(self._select("LIMIT 1"), None) is None

    def record(self, entries: Iterable[Entry]) -> None:
        """Put entries on disk, all or none; they take the place of what is there."""
        now = time.time()
        rows = [(*self._key, e.figid, e.state, e.uuid, e.digest, e.modified, now) for e in entries]
        with self._told(), self._database as transaction:
            transaction.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def forget(self, figids: Iterable[str]) -> None:
        """Drop entries."""
        with self._told(), self._database as transaction:
            transaction.executemany(
                "DELETE FROM entry WHERE server = ? AND account = ? AND figid = ?",
                [(*self._key, figid) for figid in figids],
            )

    def _select(self, condition: str, *values: str) -> Iterator[Entry]:
        query = f"SELECT {_COLUMNS} FROM entry WHERE server = ? AND account = ? {condition}"
        for figid, state, *rest in self._database.execute(query, (*self._key, *values)):
            yield Entry(figid, State(state), *rest)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what a failure of SQLite or of the disk means."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise JournalError(_explained(error), path=self.path) from error


def _open(path: Path, wait: float) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=wait)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        with database:
            database.execute("BEGIN IMMEDIATE")
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version > _VERSION:
                raise JournalError("The journal is of a newer pfocr-net. Update this one.", path=path)
            database.execute(_SCHEMA)
            database.execute(f"PRAGMA user_version = {_VERSION}")
    except BaseException:
        database.close()
        raise
    return database


def _copy(path: Path, wait: float) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:")
    if path.exists():
        writable = os.access(path.parent, os.W_OK)
        original = (
            _open(path, wait) if writable else sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
        )
        original.backup(memory)
        original.close()
    memory.execute(_SCHEMA)
    return memory


def _explained(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error)
    if "locked" in said:
        return "Another pfocr-net is publishing from this journal. Wait until it is done, or stop it."
    if "not a database" in said:
        return "This file is no journal of pfocr-net. Name another one with --journal."
    return (
        f"The journal cannot be used: {said}. Put that right, or name another place with --journal, and run "
        "again: nothing that was sent is lost."
    )
