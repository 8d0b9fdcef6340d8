"""Families that one drawn word stands for: read from the gene table, or recovered from the keywords alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pfocr_net.families.known import KnownFamilies, KnownFamily
from pfocr_net.model import Family, Gene, Kind, Origin

#: Sources of a table's rows that say: this word is a family, and this gene one of its members.
EXPANDED = frozenset(("famplex_relations", "bioentities_symbol"))


def read_drawn(genes: Iterable[Gene], known: KnownFamilies) -> list[Family]:
    """Read the families from the rows of a gene table.

    A word that FamPlex expanded is a family of its expanded genes, and of those that it met as synonym though
    FamPlex has them as members. A gene that merely shares the synonym (AGFG1 is also called RAB) stays out.
    """
    rows: dict[str, list[Gene]] = {}
    for gene in genes:
        rows.setdefault(gene.match, []).append(gene)
    found: dict[str, tuple[KnownFamily | None, list[Gene]]] = {}
    for match, hits in rows.items():
        if any(gene.source in EXPANDED for gene in hits):
            versions = known.of_word(match)
            belong = {member for family in versions for member in family.members}
            members = [gene for gene in hits if gene.source in EXPANDED or gene.symbol in belong]
            family = versions[0] if versions else None
            found.setdefault(family.key if family else match, (family, []))[1].extend(members)
    families = [_from_table(match, family, members) for match, (family, members) in found.items()]
    return [family for family in families if len(family.genes) > 1]


def _from_table(match: str, known: KnownFamily | None, rows: Iterable[Gene]) -> Family:
    genes = {gene.symbol: gene for gene in rows}
    words = tuple(dict.fromkeys(gene.word for gene in rows))
    name = known.name if known else match
    return Family(
        name=name,
        genes=tuple(genes.values()),
        origin=Origin.DRAWN,
        kind=known.kind if known else Kind.FAMILY,
        identifier=known.identifier if known else "",
        words=words,
        why=f"The drawn {_quoted(words)} for {name} (FamPlex), of which {len(genes)} genes are here.",
    )


def _quoted(words: Collection[str]) -> str:
    quoted = ", ".join(f"“{word}”" for word in words)
    return f"word {quoted} stands" if len(words) == 1 else f"words {quoted} stand"


def recover_drawn(genes: Mapping[str, Gene], known: KnownFamilies, named: Collection[str]) -> list[Family]:
    """Recover the families from the genes alone: all members are there, so one word may have stood for them.

    Genes of one family are also drawn apart: PFOCR's figures show TSC1 and TSC2 apart more often than together.
    And all parts of a drawn family are there with it: beside MAPK, ERK is taken to be drawn only where the caption
    names it, or if most figures with MAPK drew it. Of the versions of one family, the one with the most genes is
    taken.

    Parameters
    ----------
    genes : mapping of str to Gene
        The figure's genes by symbol, in its order.
    known : KnownFamilies
    named : collection of str
        Identifiers of the families that the caption names.
    """
    likely: dict[str, KnownFamily] = {}
    for family in known.drawable(genes):
        if family.drawn >= family.apart and len(family.members) > len(_members(likely.get(family.identifier))):
            likely[family.identifier] = family
    sets = {identifier: frozenset(family.members) for identifier, family in likely.items()}
    families = []
    for identifier, family in likely.items():
        is_part = any(sets[identifier] < other for other in sets.values())
        if not is_part or identifier in named or family.drawn > family.inside:
            families.append(_from_keywords(family, [gene for s, gene in genes.items() if s in sets[identifier]]))
    return families


def _members(family: KnownFamily | None) -> tuple[str, ...]:
    return family.members if family else ()


def _from_keywords(known: KnownFamily, genes: Collection[Gene]) -> Family:
    return Family(
        name=known.name,
        genes=tuple(genes),
        origin=Origin.DRAWN,
        kind=known.kind,
        identifier=known.identifier,
        why=f"All {len(genes)} genes of {known.name} (FamPlex) are here, as where one drawn word stands for them.",
    )
