"""An index of figures, by title, gene, family and year: a small SQLite database, in memory or in a file."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from pfocr_net.build import Story
from pfocr_net.errors import UsageError
from pfocr_net.lexicon import key
from pfocr_net.network import build_network
from pfocr_net.network.members import member_genes

Where = Literal["", "title", "genes", "families"]
Order = Literal["match", "edges", "newest", "title"]

#: So many figures at a time.
PAGE = 24

_COLUMNS = (
    *("name", "stamp", "title", "year", "journal", "organism"),
    *("nodes", "edges", "families", "genes", "why"),
)
_LISTS = ("families", "genes")
_TABLES = f"""
pragma journal_mode = wal;
pragma synchronous = normal;
create table if not exists figures (id integer primary key, {", ".join(_COLUMNS)}, unique (name));
create virtual table if not exists words using fts5(title, families, genes, other, prefix = '1 2 3');
"""
_ADD = f"insert into figures ({', '.join(_COLUMNS)}) values ({', '.join(f':{column}' for column in _COLUMNS)})"

#: A word in the title weighs most, one in the citation least; more relations come before fewer.
_ORDERS = {
    "match": "bm25(words, 20, 5, 2, 1) - 0.02 * min(edges, 20)",
    "edges": "edges desc, nodes desc",
    "newest": "year desc, edges desc",
    "title": "title collate nocase",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index knows of a figure.

    ``why`` says why its page could not be read; ``other`` are words by which it is found besides.
    """

    name: str
    stamp: str
    title: str = ""
    year: int = 0
    journal: str = ""
    organism: str = ""
    nodes: int = 0
    edges: int = 0
    families: tuple[str, ...] = ()
    genes: tuple[str, ...] = ()
    why: str = ""
    other: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, all of which must be there as a word's beginning; where; in which years."""

    words: str = ""
    where: Where = ""
    first: int = 0
    last: int = 9999
    order: Order = "match"
    offset: int = 0

    def __post_init__(self) -> None:
        if self.where not in get_args(Where) or self.order not in get_args(Order):
            wheres, orders = ", ".join(filter(None, get_args(Where))), ", ".join(get_args(Order))
            raise UsageError(f"Figures can be searched in {wheres}, and ordered by {orders}.")


@dataclass(frozen=True, slots=True)
class Found:
    """How many figures were found, and some of them, each with the names in it that were looked for."""

    total: int
    entries: tuple[tuple[Entry, tuple[str, ...]], ...]


def describe(name: str, stamp: str, story: Story) -> Entry:
    """Tell of a figure what it can be found by."""
    figure = story.figure
    network = build_network(figure, story.families, story.relations)
    genes: dict[str, None] = {}
    names = [figure.figid, figure.pmcid, figure.year, figure.papertitle, figure.journal_title]
    for _, node in network.nodes(data=True):
        genes |= dict.fromkeys(gene.symbol for gene in member_genes(node))
        if node.get("type") == "gene":
            genes[node["name"]] = None
        names += [node["name"], *node.get("alias", ()), *node.get("mentioned", ())]
    return Entry(
        name=name,
        stamp=stamp,
        title=figure.figtitle or figure.figid,
        year=int(figure.year) if figure.year.isdecimal() else 0,
        journal=figure.journal_title,
        organism=figure.organism,
        nodes=len(network),
        edges=network.number_of_edges(),
        families=tuple(dict.fromkeys(family.name for family in story.families)),
        genes=tuple(genes),
        other=_apart(names),
    )


class Index:
    """The index; many threads may ask it while one adds to it.

    Parameters
    ----------
    file : Path, optional
        Keep it in a file between runs; by default it is gone at the end.

    Raises
    ------
    UsageError
        The file is something else, or cannot be written.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._lock = threading.Lock()
        try:
            self._database = sqlite3.connect(file or ":memory:", check_same_thread=False)
            self._database.executescript(_TABLES)
        except sqlite3.Error as error:
            raise UsageError(f"This is no index of figures: {error}. Name another file.", path=file) from error

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._database.close()

    def stamps(self) -> dict[str, str]:
        """Return of each figure what told its state when it was added."""
        return dict(self._rows("select name, stamp from figures"))

    def counts(self) -> tuple[int, int]:
        """Return how many figures are there, and how many of them could not be read."""
        ((read, failed),) = self._rows("select count(*), total(why != '') from figures")
        return read, int(failed)

    def add(self, entry: Entry) -> None:
        """Add a figure, or what has become of it."""
        row = {column: getattr(entry, column) for column in _COLUMNS}
        row |= {column: json.dumps(row[column]) for column in _LISTS}
        texts = (entry.title, _apart(entry.families), _apart(entry.genes), entry.other)
        with self._lock, self._database as database:
            self._forget(entry.name)
            added = database.execute(_ADD, row).lastrowid
            database.execute(
                "insert into words (rowid, title, families, genes, other) values (?, ?, ?, ?, ?)",
                (added, *map(key, texts)),
            )

    def remove(self, names: Iterable[str]) -> None:
        """Remove figures."""
        with self._lock, self._database:
            for name in names:
                self._forget(name)

    def search(self, query: Query) -> Found:
        """Find figures.

        Examples
        --------
        >>> index = Index()
        >>> index.add(Entry("PMC1__f1", "", "Fate of exosomes", 2014, families=("RAB",), genes=("RAB5A",)))
        >>> [(entry.name, matched) for entry, matched in index.search(Query("exosome rab5")).entries]
        [('PMC1__f1', ('RAB5A',))]
        """
        terms = [term for word in query.words.split() if (term := key(word))]
        table, conditions = "figures", ["year between ? and ?"]
        values: list[object] = [query.first, query.last]
        if terms:
            matching = " AND ".join(f'"{term}"*' for term in terms)
            table = "words join figures on figures.id = words.rowid"
            conditions.append("words match ?")
            values.append(f"{{{query.where}}} : ({matching})" if query.where else matching)
        order = "edges" if query.order == "match" and not terms else query.order
        found = f"from {table} where {' and '.join(conditions)}"
        ((total,),) = self._rows(f"select count(*) {found}", *values)
        ordered = f"{found} order by {_ORDERS[order]}, name limit {PAGE} offset ?"
        rows = self._rows(
            f"select {', '.join(f'figures.{column}' for column in _COLUMNS)} {ordered}", *values, query.offset
        )
        return Found(total, tuple((entry, tuple(_matched(entry, terms))) for entry in map(_entry, rows)))

    def with_gene(self, symbol: str) -> list[str]:
        """Return the names of figures that have a gene, those with most relations first."""
        rows = self._rows(
            "select name from figures, json_each(genes) where json_each.value = ? collate nocase"
            " order by edges desc, name",
            symbol,
        )
        return [name for (name,) in rows]

    def _forget(self, name: str) -> None:
        self._database.execute("delete from words where rowid = (select id from figures where name = ?)", (name,))
        self._database.execute("delete from figures where name = ?", (name,))

    def _rows(self, question: str, *values: object) -> list[Any]:
        with self._lock:
            return self._database.execute(question, values).fetchall()


def _apart(names: Iterable[str]) -> str:
    """Join names; no word of one is a neighbour of a word of the next."""
    return " ; ".join(names)


def _entry(row: tuple[Any, ...]) -> Entry:
    values = dict(zip(_COLUMNS, row, strict=True))
    return Entry(**values | {column: tuple(json.loads(values[column])) for column in _LISTS})


def _matched(entry: Entry, terms: Iterable[str]) -> Iterator[str]:
    """Yield the families and genes that begin with one of the words looked for."""
    for name in (*entry.families, *entry.genes):
        normal = key(name)
        if any(normal.startswith(term) for term in terms):
            yield name
