"""A store that grows while it is asked: pages are put into it, again when they have changed, and taken out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from pfocr_net import __version__
from pfocr_net.build import Failed
from pfocr_net.errors import DataError
from pfocr_net.lexicon import key
from pfocr_net.network.names import name_key
from pfocr_net.store.open import Store, check
from pfocr_net.store.page import Entry, Page, Participant


class GrowingStore(Store):
    """A store that pages can be put into.

    Parameters
    ----------
    path : Path, optional
        Its file, made where it is missing; by default a temporary one, which is gone when the store is closed.

    Raises
    ------
    DataError
        The file is something else, or cannot be written.
    """

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(_open(path), path)
        self._numbers = self._known()

    def close(self) -> None:
        """Leave one file that can be read from anywhere, and close it."""
        with self._lock:
            self._database.execute("pragma journal_mode = delete")
            self._database.close()

    def names(self) -> set[str]:
        """Return the names of the pages that were read."""
        return {name for (name,) in self.rows("select name from page")}

    def put(self, page: Page) -> Entry | Failed:
        """Put a page into the store, in the place of what it was before; return what it became."""
        with self._lock, self._database:
            self._forget(page.name)
            became = self._new(page)
            number = None if isinstance(became, Failed) else self._insert(became)
            why = became.why if isinstance(became, Failed) else ""
            self._database.execute("insert into page values (?, ?, ?, ?)", (page.name, page.stamp, number, why))
        return became

    def forget(self, names: Iterable[str]) -> None:
        """Take pages out of the store."""
        with self._lock, self._database:
            for name in names:
                self._forget(name)

    def analyze(self) -> None:
        """Let the database find out how best to answer; to be called after many changes."""
        with self._lock:
            self._database.executescript("pragma analysis_limit = 1000; analyze;")

    def _new(self, page: Page) -> Entry | Failed:
        """Return what a page became: nothing where its figure is there from another page."""
        if isinstance(page.became, Failed) or page.became.figure["figid"] not in self:
            return page.became
        figid = page.became.figure["figid"]
        return Failed(Path(page.name), f"{page.name}: The figure {figid} has another page, which counts.")

    def _forget(self, name: str) -> None:
        """Take a page and its figure out; participants may be those of other figures, and stay."""
        for row in self._database.execute("select figure from page where name = ?", (name,)).fetchall():
            self._database.execute("delete from page where name = ?", (name,))
            for delete in (
                "words where rowid",
                "relation where figure",
                "appearance where figure",
                "network where figure",
                "figure where number",
            ):
                self._database.execute(f"delete from {delete} = ?", (row["figure"],))

    def _insert(self, entry: Entry) -> int:
        columns, marks = ", ".join(entry.figure), ", ".join(f":{name}" for name in entry.figure)
        figure = self._database.execute(f"insert into figure ({columns}) values ({marks})", entry.figure).lastrowid
        assert figure is not None
        self._database.execute("insert into network values (?, ?)", (figure, entry.network))
        here = [self._number(participant) for participant, _ in entry.participants]
        self._database.executemany(
            "insert into appearance values (?, ?, ?)",
            ((figure, number, is_drawn) for number, (_, is_drawn) in zip(here, entry.participants, strict=True)),
        )
        self._database.executemany(
            "insert into relation values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    figure,
                    here[source],
                    here[target],
                    edge["interaction"],
                    edge.get("sign", 0),
                    edge.get("confidence", 1.0),
                    edge.get("hedged", False),
                    edge.get("trigger", ""),
                    edge.get("evidence", ""),
                )
                for source, target, edge in entry.relations
            ),
        )
        self._database.execute(
            "insert into words (rowid, title, families, genes, other) values (?, ?, ?, ?, ?)",
            (figure, *map(key, entry.words)),
        )
        return figure

    def _number(self, participant: Participant) -> int:
        """Return the number of a participant, new ones included."""
        if participant not in self._numbers:
            node, name, kind, genes = participant
            number = self._database.execute(
                "insert into participant values (null, ?, ?, ?, ?)", (node, name, name_key(name), kind)
            ).lastrowid
            assert number is not None
            self._database.executemany(
                "insert or ignore into gene values (?, ?, ?)", ((symbol, number, ncbi) for symbol, ncbi in genes)
            )
            self._numbers[participant] = number
        return self._numbers[participant]

    def _known(self) -> dict[Participant, int]:
        """Return the participants that are there."""
        genes: dict[int, tuple[tuple[str, str], ...]] = {}
        for number, symbol, ncbi in self.rows("select participant, symbol, ncbigene from gene"):
            genes[number] = (*genes.get(number, ()), (symbol, ncbi))
        return {
            Participant(node, name, kind, tuple(sorted(genes.get(number, ())))): number
            for number, node, name, kind in self.rows("select number, node, name, type from participant")
        }


def _open(path: Path | None) -> sqlite3.Connection:
    is_new = path is None or not path.exists()
    try:
        database = sqlite3.connect(path or "", check_same_thread=False)
        if is_new:
            database.executescript(resources.files("pfocr_net.store").joinpath("schema.sql").read_text("utf-8"))
            database.execute("insert into about values ('software', ?)", (f"pfocr-net {__version__}",))
            database.commit()
        elif path is not None:
            check(database, path)
        database.executescript("pragma journal_mode = wal; pragma synchronous = normal;")
    except sqlite3.Error as error:
        raise DataError(f"The store cannot be written: {error}.", path=path) from error
    return database
