"""A store, opened for reading: figures, networks, the genes of each figure."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pfocr_net.errors import DataError, PageError, UsageError
from pfocr_net.model import Figure
from pfocr_net.network.participants import Which
from pfocr_net.store.page import unpack

if TYPE_CHECKING:
    import networkx

_IDENTITY, _VERSION = 0x50464F43, 2

_HEAD = b"SQLite format 3\0"

#: Which appearances make up each kind of gene set.
_WHICH: dict[Which, str] = {
    "all": "appearance.is_drawn",
    "drawn": "appearance.is_drawn and participant.type = 'gene'",
    "caption": "exists (select 1 from relation where relation.figure = appearance.figure"
    " and participant.number in (relation.source, relation.target))",
}


class Store:
    """A corpus in one file; a context manager. Many threads may ask it."""

    def __init__(self, database: sqlite3.Connection, path: Path | None = None) -> None:
        self.path = path
        self._database = database
        self._database.row_factory = sqlite3.Row
        self._lock = threading.RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __contains__(self, figid: str) -> bool:
        return bool(self.rows("select 1 from figure where figid = ?", figid))

    def __len__(self) -> int:
        ((figures,),) = self.rows("select count(*) from figure")
        return int(figures)

    def pages(self) -> tuple[int, int]:
        """Return how many pages were read, and how many of them could not be."""
        ((read, failed),) = self.rows("select count(*), count(*) - count(figure) from page")
        return read, failed

    def stamp(self, name: str) -> str:
        """Return what told the state of a page when it was read; nothing of one that is not there."""
        found = self.rows("select stamp from page where name = ?", name)
        return str(found[0]["stamp"]) if found else ""

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._database.close()

    def rows(self, question: str, *values: object, **named: object) -> list[Any]:
        """Ask the database."""
        with self._lock:
            return self._database.execute(question, values or named).fetchall()

    def info(self) -> dict[str, Any]:
        """Return what is in the store: counts, the software that made it, the size of its file in bytes."""
        (row,) = self.rows(
            "select count(*) figures, (select count(*) from page where figure is null) unread,"
            " coalesce(sum(nodes), 0) nodes, coalesce(sum(edges), 0) edges,"
            " (select count(distinct symbol) from gene) genes, (select count(*) from participant) participants,"
            " min(year) first_year, max(year) last_year, (select value from about) software from figure"
        )
        return {"path": str(self.path), **row, "bytes": self.path.stat().st_size if self.path else 0}

    def figures(self) -> Iterator[dict[str, Any]]:
        """Yield what is known of each figure, without caption and network."""
        columns = "figid, pmcid, title, paper, citation, journal, year, doi, organism, nodes, edges"
        yield from map(dict, self._database.execute(f"select {columns} from figure order by number"))

    def figure(self, figid: str) -> Figure:
        """Return what the page of a figure says, without its genes: these are in its network.

        Raises
        ------
        PageError
            The page of this name could not be read.
        UsageError
            The figure is not in the store.
        """
        row = self._row(figid)
        return Figure(
            figid=figid,
            caption=row["caption"],
            figtitle=row["title"],
            pmcid=row["pmcid"],
            papertitle=row["paper"],
            reftext=row["citation"],
            year=str(row["year"] or ""),
            doi=row["doi"],
            number=row["place"],
            figlink=row["link"],
            journal_title=row["journal"],
            ndex=row["ndex"],
            organism=row["organism"],
        )

    def network(self, figid: str) -> networkx.MultiDiGraph[str]:
        """Return the network of a figure, as `pfocr_net.build_network` made it.

        Raises
        ------
        PageError
            The page of this name could not be read.
        UsageError
            The figure is not in the store.
        """
        number = self._row(figid)["number"]
        ((packed,),) = self.rows("select packed from network where figure = ?", number)
        return unpack(packed)

    def networks(self, figids: Iterable[str] | None = None) -> Iterator[networkx.MultiDiGraph[str]]:
        """Yield the networks of some figures, or of all."""
        if figids is not None:
            yield from map(self.network, figids)
            return
        for (packed,) in self._database.execute("select packed from network order by figure"):
            yield unpack(packed)

    def gene_sets(self, which: Which = "all") -> Iterator[tuple[str, str, list[tuple[str, tuple[str, ...]]]]]:
        """Yield of each figure its figid, its title and its participants, each with the genes it stands for.

        ``which`` is as for `pfocr_net.network.participants.participants`.
        """
        genes: dict[int, tuple[str, ...]] = {}
        for number, symbol in self._database.execute("select participant, symbol from gene order by 1, 2"):
            genes[number] = (*genes.get(number, ()), symbol)
        names = dict(map(tuple, self._database.execute("select number, name from participant")))
        members: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
        for figure, participant in self._database.execute(
            "select figure, participant from appearance join participant on participant = participant.number"
            f" where {_WHICH[which]}"
        ):
            if participant in genes:
                members.setdefault(figure, []).append((names[participant], genes[participant]))
        for number, figid, title in self._database.execute("select number, figid, title from figure order by 1"):
            yield figid, title, members.get(number, [])

    def with_gene(self, symbol: str) -> list[str]:
        """Return the figids of the figures that have a gene, alone or in a family, those with most edges first."""
        found = self.rows(
            "select distinct figid, edges from gene join appearance using (participant)"
            " join figure on figure = figure.number where symbol = ? order by edges desc, figid",
            symbol,
        )
        return [row["figid"] for row in found]

    def _row(self, figid: str) -> Mapping[str, Any]:
        found: list[Mapping[str, Any]] = self.rows("select * from figure where figid = ?", figid)
        if not found:
            for page in self.rows("select why from page where name = ?", figid):
                raise PageError(page["why"])
            raise UsageError("The figure is not in the store; build the store again with its page.", figid=figid)
        return found[0]


def is_store(path: Path | str) -> bool:
    """Tell whether a file is an SQLite database, as a store is."""
    path = Path(path)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_HEAD)) == _HEAD


def open_store(path: Path | str) -> Store:
    """Open a store; it is only read.

    Raises
    ------
    UsageError
        There is no such file.
    DataError
        It is no store, or one of another version.
    """
    path = Path(path)
    if not path.is_file():
        raise UsageError(f"There is no store {str(path)!r}; make one with: pfocr-net store build PAGES -o {path}")
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    check(database, path)
    return Store(database, path)


def check(database: sqlite3.Connection, path: Path) -> None:
    """Close a database that is no store.

    Raises
    ------
    DataError
        It is none, or one of another version.
    """
    try:
        (identity,) = database.execute("pragma application_id").fetchone()
        (version,) = database.execute("pragma user_version").fetchone()
    except sqlite3.DatabaseError as error:
        database.close()
        raise DataError("This file is no store; make one with: pfocr-net store build PAGES", path=path) from error
    if (identity, version) != (_IDENTITY, _VERSION):
        database.close()
        raise DataError("This is no store of this version; make it anew with: pfocr-net store build", path=path)
