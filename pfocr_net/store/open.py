"""A store, opened for reading: figures, networks, the genes of each figure."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pfocr_net.errors import DataError, UsageError
from pfocr_net.network.participants import Which
from pfocr_net.store.build import unpack

if TYPE_CHECKING:
    import networkx

VERSION = 1

_HEAD = b"SQLite format 3\0"

#: Which appearances make up each kind of gene set.
_WHICH: dict[Which, str] = {
    "all": "appearance.is_drawn",
    "drawn": "appearance.is_drawn and participant.type = 'gene'",
    "caption": "exists (select 1 from relation where relation.figure = appearance.figure"
    " and participant.number in (relation.source, relation.target))",
}


class Store:
    """A corpus in one file; a context manager. ``database`` is its connection, read only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        self.database.row_factory = sqlite3.Row

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.database.close()

    def __contains__(self, figid: str) -> bool:
        return self.database.execute("select 1 from figure where figid = ?", (figid,)).fetchone() is not None

    def info(self) -> dict[str, Any]:
        """Return what is in the store: counts, the software that made it, the size of its file in bytes."""
        row = self.database.execute(
            "select count(*) figures, coalesce(sum(nodes), 0) nodes, coalesce(sum(edges), 0) edges,"
            " (select count(distinct symbol) from gene) genes, (select count(*) from participant) participants,"
            " min(year) first_year, max(year) last_year, (select value from about) software from figure"
        ).fetchone()
        return {"path": str(self.path), **row, "bytes": self.path.stat().st_size}

    def figures(self) -> Iterator[dict[str, Any]]:
        """Yield what is known of each figure, without its network."""
        columns = "figid, pmcid, title, paper, citation, year, doi, organism, nodes, edges"
        yield from map(dict, self.database.execute(f"select {columns} from figure order by number"))

    def network(self, figid: str) -> networkx.MultiDiGraph[str]:
        """Return the network of a figure, as `pfocr_net.build_network` made it.

        Raises
        ------
        UsageError
            The figure is not in the store.
        """
        row = self.database.execute("select network from figure where figid = ?", (figid,)).fetchone()
        if row is None:
            raise UsageError("The figure is not in the store; build the store again with its page.", figid=figid)
        return unpack(row["network"])

    def networks(self, figids: Iterable[str] | None = None) -> Iterator[networkx.MultiDiGraph[str]]:
        """Yield the networks of some figures, or of all."""
        if figids is not None:
            yield from map(self.network, figids)
            return
        for row in self.database.execute("select network from figure order by number"):
            yield unpack(row["network"])

    def gene_sets(self, which: Which = "all") -> Iterator[tuple[str, str, list[tuple[str, tuple[str, ...]]]]]:
        """Yield of each figure its figid, its title and its participants, each with the genes it stands for.

        ``which`` is as for `pfocr_net.network.participants.participants`.
        """
        genes: dict[int, tuple[str, ...]] = {}
        for number, symbol in self.database.execute("select participant, symbol from gene order by 1, 2"):
            genes[number] = (*genes.get(number, ()), symbol)
        names = dict(map(tuple, self.database.execute("select number, name from participant")))
        members: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
        for figure, participant in self.database.execute(
            "select figure, participant from appearance join participant on participant = participant.number"
            f" where {_WHICH[which]}"
        ):
            if participant in genes:
                members.setdefault(figure, []).append((names[participant], genes[participant]))
        for number, figid, title in self.database.execute("select number, figid, title from figure order by 1"):
            yield figid, title, members.get(number, [])


def is_store(path: Path | str) -> bool:
    """Tell whether a file is an SQLite database, as a store is."""
    path = Path(path)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_HEAD)) == _HEAD


def open_store(path: Path | str) -> Store:
    """Open a store.

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
    if not is_store(path):
        raise DataError("This file is no store; make one with: pfocr-net store build PAGES", path=path)
    store = Store(path)
    (identity,) = store.database.execute("pragma application_id").fetchone()
    (version,) = store.database.execute("pragma user_version").fetchone()
    if identity != 0x50464F43 or version != VERSION:
        store.database.close()
        raise DataError("This is no store of this version; make it anew with: pfocr-net store build", path=path)
    return store
