"""Relations between mentions become edges between nodes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pfocr_net.model import Figure, Mention, Relation, RelationType
from pfocr_net.network.cast import Cast, End
from pfocr_net.network.names import edge_key
from pfocr_net.network.nodes import Attributes, known

#: Source, target, key and attributes.
Edge = tuple[str, str, str, Attributes]


class Statement(NamedTuple):
    """A relation between two nodes; ``why`` says how the caption's words became them if that needs saying."""

    source: str
    target: str
    relation: Relation
    why: str = ""


def state(cast: Cast, relations: Iterable[Relation]) -> Iterator[Statement]:
    """Find the nodes of each relation; one with a family that stands open is stated of each member."""
    for relation in relations:
        source, target = cast.find(relation.source), cast.find(relation.target)
        why = " ".join(filter(None, (_why(relation.source, source), _why(relation.target, target))))
        for ends in itertools.product(source.nodes, target.nodes):
            yield Statement(*ends, relation, why)


def most_likely(statements: Iterable[Statement]) -> list[Statement]:
    """Keep, of statements of the same type and sign about the same nodes, the most likely; the first of equals.

    Binding has no direction.
    """
    best: dict[tuple[object, ...], Statement] = {}
    for statement in statements:
        relation, ends = statement.relation, statement[:2]
        said = (relation.type, relation.sign, *(sorted(ends) if relation.type is RelationType.BINDS else ends))
        if said not in best or relation.confidence > best[said].relation.confidence:
            best[said] = statement
    return list(best.values())


def edge(statement: Statement, figure: Figure) -> Edge:
    """Return source, target, key and attributes of a statement's edge."""
    source, target, relation, why = statement
    attributes = known(
        interaction=relation.type.value,
        sign=relation.sign,
        evidence=relation.sentence,
        trigger=relation.trigger,
        source_text=relation.source.text,
        target_text=relation.target.text,
        why=why,
        frame=relation.frame,
        confidence=relation.confidence,
        hedged=relation.hedged,
        start=relation.start,
        end=relation.end,
        figid=figure.figid,
        pmcid=figure.pmcid,
        doi=figure.doi,
    )
    return source, target, edge_key(source, target, attributes), attributes


def member_edge(family: str, member: str) -> Edge:
    """Return the edge from a family to a member that is a node too."""
    attributes: Attributes = {"interaction": "member", "sign": 0}
    return family, member, edge_key(family, member, attributes), attributes


def _why(mention: Mention, end: End) -> str:
    return f"“{mention.text}” stands for {end.why}." if end.why else ""
