"""Who takes part: the nodes of a network while it is built, and which of them a mention names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from pfocr_net.model import Family, Gene, Grounding, Kind, Mention, Origin, Term
from pfocr_net.network.names import group, meaning, name_key, node_key
from pfocr_net.network.nodes import (
    Attributes,
    caption_node,
    family_node,
    gene_node,
    member_node,
    members,
    term_node,
    unique,
)


class End(NamedTuple):
    """What one end of a relation is: nodes, and how the caption's words became them if that needs saying."""

    nodes: tuple[str, ...]
    why: str = ""


class Cast:
    """The nodes of one figure; ``nodes`` maps each to its attributes.

    Names lead to nodes: an identifier, or what a thing is called together with its kind. The first to claim a name
    keeps it, so what is added first is found first.
    """

    def __init__(self, organism: str = "") -> None:
        self.nodes: dict[str, Attributes] = {}
        self._organism = organism
        self._named: dict[str, End] = {}
        self._member_of: dict[str, End] = {}
        self._found: dict[tuple[str, Kind, Grounding | None], End] = {}

    def add_genes(self, genes: Iterable[Gene], doubts: Mapping[str, str] = MappingProxyType({})) -> None:
        """Add single genes; all rows of one gene make one node, marked where its symbol is doubted."""
        rows: dict[str, list[Gene]] = {}
        for gene in genes:
            rows.setdefault(gene.ncbigene_id or gene.symbol, []).append(gene)
        for same in rows.values():
            doubt = doubts.get(same[0].symbol)
            marked = {"suspect": True, "why": doubt} if doubt else {}
            node = self._add(gene_node(same, self._organism) | marked)
            self._claim((*_gene_names(same[0]), *(_name(Kind.GENE, gene.word) for gene in same)), node)

    def add_family(self, family: Family) -> str:
        """Add a family as one node, which its members' names reach where they are no nodes themselves."""
        node = self._add(family_node(family))
        self._claim(_family_names(family), node)
        for gene in members(family):
            end = End((node,), f"{gene.symbol}, a member of {family.name}")
            drawn = () if family.origin is Origin.DRAWN else (_name(Kind.GENE, gene.word),)
            for name in (*_gene_names(gene), *drawn):
                self._member_of.setdefault(name, end)
        return node

    def add_members(self, family: Family) -> tuple[str, ...]:
        """Add a family's members as nodes of their own."""
        nodes = []
        for gene in members(family):
            nodes.append(self._add(member_node(gene, family.name, family.why, self._organism)))
            self._claim(_gene_names(gene), nodes[-1])
        return tuple(nodes)

    def expand_family(self, family: Family) -> None:
        """Add a family's members in its place: its names lead to all of them."""
        end = End(self.add_members(family), f"each member of {family.name}")
        for name in _family_names(family):
            self._named.setdefault(name, end)

    def add_term(self, term: Term) -> None:
        """Add a chemical or disease of the figure's tables."""
        node = self._add(term_node(term))
        self._claim((*term.identifiers, _name(term.kind, term.word), _name(term.kind, term.name)), node)

    def find(self, mention: Mention) -> End:
        """Return what a mention names: nodes that are there, or a node that is added now.

        What the figure itself says comes first, then identifiers and standard names, then members of families.
        """
        said = mention.text, mention.kind, mention.grounding
        if said in self._found:
            return self._found[said]
        names = list(_mention_names(mention))
        end = next((ends[name] for ends in (self._named, self._member_of) for name in names if name in ends), None)
        if end is None:
            end = End((self._add(caption_node(mention)),))
        if not end.why:
            self._claim(names, *end.nodes)
            self._found[said] = end
        for node in end.nodes:
            mentioned = self.nodes[node].setdefault("mentioned", [])
            if mention.text not in mentioned:
                mentioned.append(mention.text)
        return end

    def _add(self, attributes: Attributes) -> str:
        """Add a node; of one that is there, only lists grow."""
        node = node_key(attributes)
        there = self.nodes.setdefault(node, attributes)
        if there is not attributes:
            there |= {
                name: unique((*there.get(name, ()), *value))
                for name, value in attributes.items()
                if isinstance(value, list)
            }
        return node

    def _claim(self, names: Iterable[str], node: str) -> None:
        end = End((node,))
        for name in names:
            self._named.setdefault(name, end)


def _name(kind: Kind, text: str) -> str:
    return group(kind) + ":" + name_key(text)


def _gene_names(gene: Gene) -> tuple[str, ...]:
    return f"ncbigene:{gene.ncbigene_id}", _name(Kind.GENE, gene.symbol)


def _family_names(family: Family) -> Iterator[str]:
    yield family.identifier
    for name in (family.name, *(family.words if family.origin is Origin.DRAWN else ())):
        yield _name(Kind.GENE, name)


def _mention_names(mention: Mention) -> Iterator[str]:
    grounding = meaning(mention)
    yield _name(mention.kind, mention.text)
    if grounding.ncbigene_id:
        yield f"ncbigene:{grounding.ncbigene_id}"
    if grounding.symbol:
        yield _name(Kind.GENE, grounding.symbol)
    if grounding.identifier:
        yield grounding.identifier
    if grounding.name:
        yield _name(mention.kind, grounding.name)
