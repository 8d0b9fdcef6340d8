"""Node attributes: of genes, families, terms of the tables, and what only the caption names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from pfocr_net.lexicon import visible
from pfocr_net.model import Family, Gene, Kind, Mention, Term
from pfocr_net.network.names import meaning

Attributes = dict[str, Any]

#: Kind -> node type, as NDEx reads it.
TYPES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.GENE: "gene",
        Kind.FAMILY: "proteinfamily",
        Kind.COMPLEX: "complex",
        Kind.COMPONENT: "compartment",
        Kind.PROCESS: "biologicalprocess",
        Kind.CHEMICAL: "smallmolecule",
        Kind.DISEASE: "disease",
        Kind.CELL: "cell",
    }
)
_HUMAN = ("9606", "")
_SYNONYM = ("ncbigene_synonym", "hgnc_alias_symbol", "hgnc_prev_symbol")
_BEST_FIRST = ("chebi", "doid", "mesh")


def gene_node(rows: Iterable[Gene], organism: str = "") -> Attributes:
    """Return the node of one gene, from all rows of the figure that name it.

    Examples
    --------
    >>> node = gene_node([Gene("TP53", "7157", word="p53", source="ncbigene_synonym")])
    >>> node["name"], node["represents"], node["why"]
    ('TP53', 'ncbigene:7157', 'The figure says “p53”, a synonym of TP53.')
    """
    gene, *others = rows
    words = unique(row.word for row in (gene, *others))
    return known(
        name=gene.symbol,
        type="gene",
        represents=f"ncbigene:{gene.ncbigene_id}" if gene.ncbigene_id else "",
        alias=[word for word in words if word != gene.symbol],
        ncbigene=gene.ncbigene_id,
        drawn=words,
        origin="gene table" if words else "keywords",
        why=_why(gene),
        organism=organism,
    )


def member_node(gene: Gene, family: str, reason: str = "", organism: str = "") -> Attributes:
    """Return the node of a gene that is there because its family is opened; ``reason`` is the family's ``why``."""
    why = f"{gene.symbol} is a member of {family}. {reason}".strip()
    return gene_node([gene], organism) | {"origin": "family", "why": why}


def family_node(family: Family) -> Attributes:
    """Return the node of a family or complex; its members are attributes, in one order.

    Examples
    --------
    >>> from pfocr_net.model import Origin
    >>> node = family_node(Family("RAB", (Gene("RAB5A", "5868"),), Origin.DRAWN, identifier="fplx:RAB"))
    >>> node["type"], node["member"], node["member_ncbigene"], node["alias"]
    ('proteinfamily', ['hgnc.symbol:RAB5A'], ['5868'], ['RAB5A'])
    """
    genes = members(family)
    names = (*family.words, *(gene.symbol for gene in genes))
    identifiers = [gene.ncbigene_id for gene in genes]
    return known(
        name=family.name,
        type=TYPES[family.kind],
        represents=family.identifier,
        alias=[name for name in unique(names) if name != family.name],
        member=[f"hgnc.symbol:{gene.symbol}" if gene.taxid in _HUMAN else gene.symbol for gene in genes],
        member_ncbigene=identifiers if any(identifiers) else [],
        drawn=unique(gene.word for gene in family.genes),
        origin="family",
        why=family.why,
    )


def members(family: Family) -> list[Gene]:
    """Return a family's genes, each once, in the figure's order."""
    return list({gene.symbol: gene for gene in reversed(family.genes)}.values())[::-1]


def term_node(term: Term) -> Attributes:
    """Return the node of a chemical or disease of the figure's tables, called as the figure calls it.

    Examples
    --------
    >>> node = term_node(Term(Kind.CHEMICAL, "ATP", "Adenosine Triphosphate", ("mesh:D000255", "chebi:15422")))
    >>> node["name"], node["represents"], node["alias"]
    ('ATP', 'chebi:15422', ['Adenosine Triphosphate', 'mesh:D000255'])
    """
    rank = {prefix: place for place, prefix in enumerate(_BEST_FIRST)}
    identifiers = sorted(term.identifiers, key=lambda curie: rank.get(curie.split(":")[0], len(rank)))
    return known(
        name=term.word,
        type=TYPES[term.kind],
        represents=identifiers[0] if identifiers else "",
        alias=[other for other in unique((term.name, *identifiers[1:])) if other != term.word],
        drawn=[term.word],
        origin=f"{term.kind} table",
        why=f"The figure says “{term.word}”.",
    )


def caption_node(mention: Mention) -> Attributes:
    """Return the node of something that only the caption names, called as the caption calls it.

    A gene is called by its symbol.

    Examples
    --------
    >>> node = caption_node(Mention("MVBs", 0, 4, Kind.COMPONENT))
    >>> node["name"], node["type"], node["why"]
    ('MVBs', 'compartment', 'The caption says “MVBs”.')
    """
    grounding = meaning(mention)
    name = grounding.symbol or visible(mention.text)
    return known(
        name=name,
        type=TYPES[grounding.kind],
        represents=f"ncbigene:{grounding.ncbigene_id}" if grounding.ncbigene_id else grounding.identifier,
        alias=[other for other in unique((mention.text, grounding.name)) if other != name],
        ncbigene=grounding.ncbigene_id,
        origin="caption",
        why=f"The caption says “{mention.text}”.",
    )


def known(**attributes: object) -> Attributes:
    """Keep the attributes that have a value; nought and False are values."""
    return {name: value for name, value in attributes.items() if value or value == 0}


def unique(names: Iterable[str]) -> list[str]:
    """Return each name once, in order, without empty ones."""
    return [name for name in dict.fromkeys(names) if name]


def _why(gene: Gene) -> str:
    if not gene.word:
        return f"{gene.symbol} is one of the page's keywords."
    if gene.word == gene.symbol:
        return f"The figure says {gene.symbol}."
    how = "a synonym of" if gene.source in _SYNONYM else "read as"
    return f"The figure says “{gene.word}”, {how} {gene.symbol}."
