"""Figures found by words: in the title, the genes, the families, or elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, NamedTuple, get_args

from pfocr_net.errors import UsageError
from pfocr_net.lexicon import key
from pfocr_net.store.open import Store

Where = Literal["", "title", "genes", "families"]
Order = Literal["match", "edges", "newest", "title"]

#: So many figures at a time.
PAGE = 24

_LAST_YEAR = 9999

#: A word in the title weighs most, one in the citation least; more relations come before fewer.
_ORDERS: dict[Order, str] = {
    "match": "bm25(words, 20, 5, 2, 1) - 0.02 * min(edges, 20)",
    "edges": "edges desc, nodes desc",
    "newest": "year desc, edges desc",
    "title": "figure.title collate nocase",
}

_HOLDS = """
select name, type, symbol from appearance
join participant on participant.number = appearance.participant
join gene on gene.participant = participant.number
where figure = ? order by 1, 3
"""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, all of which must be there as a word's beginning; where; in which years."""

    words: str = ""
    where: Where = ""
    first: int = 0
    last: int = _LAST_YEAR
    order: Order = "match"
    offset: int = 0

    def __post_init__(self) -> None:
        if self.where not in get_args(Where) or self.order not in get_args(Order):
            wheres, orders = ", ".join(filter(None, get_args(Where))), ", ".join(get_args(Order))
            raise UsageError(f"Figures can be searched in {wheres}, and ordered by {orders}.")


class Card(NamedTuple):
    """A figure that was found; ``matched`` are the families and genes in it that were looked for."""

    figid: str
    title: str
    year: int | None
    journal: str
    organism: str
    nodes: int
    edges: int
    families: tuple[str, ...]
    genes: tuple[str, ...]
    matched: tuple[str, ...]


def search(store: Store, query: Query) -> tuple[list[Card], int]:
    """Find figures by words.

    Returns
    -------
    tuple of list of Card and int
        `PAGE` figures from the query's offset on, and how many there are in all.

    Examples
    --------
    >>> from pfocr_net.pages import find_figures
    >>> from pfocr_net.store import GrowingStore, read_page
    >>> with GrowingStore() as store:
    ...     _ = store.put(read_page(next(find_figures(["examples"]))))
    ...     cards, total = search(store, Query("exosome rab5a"))
    >>> cards[0].title, cards[0].matched, total
    ('Biogenesis and release of exosomes', ('RAB5A',), 1)
    """
    terms = [term for word in query.words.split() if (term := key(word))]
    table, conditions = "figure", ["coalesce(year, 0) between :first and :last"]
    matching = " AND ".join(f'"{term}"*' for term in terms)
    if terms:
        table = "words join figure on figure.number = words.rowid"
        conditions.append("words match :match")
    values = {
        "first": query.first,
        "last": query.last,
        "match": f"{{{query.where}}} : ({matching})" if query.where else matching,
        "limit": PAGE,
        "offset": query.offset,
    }
    found = f"from {table} where {' and '.join(conditions)}"
    ((total,),) = store.rows(f"select count(*) {found}", **values)
    order = _ORDERS["edges" if query.order == "match" and not terms else query.order]
    columns = "number, figid, figure.title, year, journal, organism, nodes, edges"
    rows = store.rows(f"select {columns} {found} order by {order}, figid limit :limit offset :offset", **values)
    return [_card(store, row, terms) for row in rows], total


def unread(store: Store, query: Query) -> list[dict[str, str]]:
    """Return name and reason of pages that could not be read and have names that hold all the words.

    Nothing else is known of them, so none is found in a year or in some kind of names.
    """
    if query.where or query.first > 0 or query.last < _LAST_YEAR:
        return []
    rows = store.rows("select name, why from page where figure is null order by name")
    words = query.words.casefold().split()
    found = (dict(row) for row in rows if all(word in row["name"].casefold() for word in words))
    return [*islice(found, PAGE)]


def _card(store: Store, row: Any, terms: Iterable[str]) -> Card:
    families: dict[str, None] = {}
    genes: dict[str, None] = {}
    for name, kind, symbol in store.rows(_HOLDS, row["number"]):
        genes[symbol] = None
        if kind != "gene":
            families[name] = None
    return Card(
        figid=row["figid"],
        title=row["title"] or row["figid"],
        year=row["year"],
        journal=row["journal"],
        organism=row["organism"],
        nodes=row["nodes"],
        edges=row["edges"],
        families=tuple(families),
        genes=tuple(sorted(genes)),
        matched=tuple(_matched((*families, *sorted(genes)), terms)),
    )


def _matched(names: Iterable[str], terms: Iterable[str]) -> Iterator[str]:
    """Yield the names that begin with one of the words looked for."""
    for name in names:
        normal = key(name)
        if any(normal.startswith(term) for term in terms):
            yield name
