"""Which figures state a relation, with their sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pfocr_net.errors import UsageError
from pfocr_net.lexicon import open_lexicon
from pfocr_net.model import RelationType
from pfocr_net.network.names import name_key
from pfocr_net.store.open import Store

_ASK = """
select figure.figid, figure.title, figure.year, figure.pmcid, source.name source, target.name target,
       interaction, sign, confidence, hedged, evidence
from relation
join figure on figure.number = relation.figure
join participant source on source.number = relation.source
join participant target on target.number = relation.target
where {where}
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one figure states, with its sentence; the ends are called as the figure's network calls them."""

    figid: str
    title: str
    year: int | None
    pmcid: str
    source: str
    target: str
    interaction: str
    sign: int
    confidence: float
    hedged: bool
    evidence: str


def find(
    store: Store,
    gene: str,
    *,
    relation: str | None = None,
    to: str | None = None,
    min_confidence: float = 0.0,
    families: bool = True,
    limit: int = 50,
) -> tuple[list[Statement], int]:
    """Find what figures state of a gene, or of anything else that has a name.

    Parameters
    ----------
    store : Store
    gene : str
        A gene, family, process, chemical ...: a symbol, an alias or an identifier. It is the source if ``to`` is
        given or the relation has a direction, else either end.
    relation : str, optional
        One of `pfocr_net.model.RelationType`.
    to : str, optional
        The target; of what binds either end.
    min_confidence : float
    families : bool
        Whether a family stands for its members.
    limit : int
        Return so many statements, the most certain first.

    Returns
    -------
    tuple of list of Statement and int
        The statements, and how many there are in all.

    Raises
    ------
    UsageError
        There is no such relation, or no figure has such a participant.
    """
    if relation is not None and relation not in {*RelationType}:
        raise UsageError(f"A relation can be {', '.join(RelationType)}; not {relation!r}.")
    where = ["confidence >= :confidence", "(:relation is null or interaction = :relation)"]
    ours = _numbers(store, gene, families)
    theirs = _numbers(store, to, families) if to is not None else ""
    either_way = relation == RelationType.BINDS or not (relation or to)
    ends = [_between(ours, theirs), *([_between(theirs, ours)] if either_way else [])]
    values = {"confidence": min_confidence, "relation": relation, "limit": limit}
    ask = _ASK.format(
        where=" and ".join([*where, f"relation.number in (select number from relation where {' or '.join(ends)})"])
    )
    ((count,),) = store.rows(f"select count(*) from ({ask})", **values)
    rows = store.rows(f"{ask} order by confidence desc, figid limit :limit", **values)
    return [Statement(**{**row, "hedged": bool(row["hedged"])}) for row in map(dict, rows)], count


def _between(sources: str, targets: str) -> str:
    """Return the condition on both ends; nothing stands for anything."""
    ends = {"source": sources, "target": targets}
    return "(" + " and ".join(f"{end} in ({numbers})" for end, numbers in ends.items() if numbers) + ")"


def _numbers(store: Store, name: str, families: bool) -> str:
    """Return the numbers of the participants that a name stands for, with commas between."""
    numbers = dict.fromkeys(_participants(store, name, families))
    if not numbers:
        raise UsageError(f"No figure of the store has {name!r}, nor what it may stand for.")
    return ", ".join(map(str, numbers))


def _participants(store: Store, name: str, families: bool) -> Iterator[int]:
    """Find participants by identifier, by name, and by the genes they stand for."""
    best = next(iter(open_lexicon().look_up(name)), None)
    nodes = [name, *([f"ncbigene:{best.ncbigene_id}", best.identifier] if best else [])]
    keys = [name_key(name), *([name_key(best.name)] if best and best.name else [])]
    symbols = [name, *([best.symbol] if best and best.symbol else [])]
    only = "" if families else " and participant.type = 'gene'"
    for ask, asked in (
        ("select number from participant where node in ({})", nodes),
        ("select number from participant where key in ({})", keys),
        (
            "select participant from gene join participant on number = participant where symbol in ({})" + only,
            symbols,
        ),
    ):
        marks = ", ".join("?" * len(asked))
        yield from (number for (number,) in store.rows(ask.format(marks), *asked))
