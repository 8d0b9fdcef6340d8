"""Families of genes that are drawn one by one: named by the caption, or plainly of one kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pfocr_net.families.known import KnownFamilies, KnownFamily
from pfocr_net.model import Family, Gene, Kind, Origin


def adopt(genes: Mapping[str, Gene], named: Mapping[str, str], known: KnownFamilies) -> list[Family]:
    """Give each family that the caption names the figure's genes that belong to it, two at least.

    The family with the fewest members chooses first, so that ESCRT-III comes before ESCRT.

    Parameters
    ----------
    genes : mapping of str to Gene
        Genes drawn one by one, by symbol.
    named : mapping of str to str
        Key of each family that the caption names and that no word was drawn for, and the name it uses.
    known : KnownFamilies
    """
    left = dict(genes)
    families = []
    versions = (version for key in named for version in known.of_key(key)[:1])
    for family in sorted(versions, key=lambda family: len(family.members)):
        members = [left.pop(symbol) for symbol in family.members if symbol in left]
        if len(members) > 1:
            why = f"The caption names {named[family.key]}; {_list(members)} belong to it ({family.source})."
            families.append(_family(family, members, Origin.CAPTION, genes, why))
        else:
            left |= {gene.symbol: gene for gene in members}
    return families


def relate(genes: Mapping[str, Gene], there: Collection[str], known: KnownFamilies) -> list[Family]:
    """Group genes drawn one by one that are plainly of one kind.

    So are the genes of a family marked as related in ``data/families.tsv`` (tetraspanins, HLA class I), and those
    of a FamPlex family of which all are drawn (ERK1 and ERK2, not CASP3 and CASP9). Complexes of FamPlex do not
    qualify: their subunits, drawn one by one, have parts of their own. The family with most genes here chooses
    first, then the one with the fewest members.

    Parameters
    ----------
    genes : mapping of str to Gene
        Genes drawn one by one, by symbol.
    there : collection of str
        Keys of the families that the figure has already.
    known : KnownFamilies
    """
    present: dict[int, tuple[KnownFamily, list[str]]] = {}
    for symbol in genes:
        for family in known.by_gene.get(symbol, ()):
            present.setdefault(id(family), (family, []))[1].append(symbol)
    likely = [
        (family, symbols)
        for family, symbols in present.values()
        if _qualifies(family, len(symbols)) and family.key not in there
    ]
    likely.sort(key=lambda pair: (-len(pair[1]), len(pair[0].members)))
    left = dict(genes)
    families = []
    for family, symbols in likely:
        members = [left.pop(symbol) for symbol in symbols if symbol in left]
        if _qualifies(family, len(members)):
            why = f"{_list(members)} are drawn one by one and are all {family.name} ({family.source})."
            families.append(_family(family, members, Origin.RELATED, genes, why))
        else:
            left |= {gene.symbol: gene for gene in members}
    return families


def _qualifies(family: KnownFamily, drawn: int) -> bool:
    complete = family.kind is Kind.FAMILY and drawn == len(family.members)
    return drawn > 1 and (family.related or complete)


def _family(
    known: KnownFamily, members: Iterable[Gene], origin: Origin, order: Collection[str], why: str
) -> Family:
    by_symbol = {gene.symbol: gene for gene in members}
    genes = tuple(by_symbol[symbol] for symbol in order if symbol in by_symbol)
    words = tuple(dict.fromkeys(gene.word for gene in genes if gene.word))
    return Family(known.name, genes, origin, known.kind, known.identifier, words, why)


def _list(genes: Collection[Gene]) -> str:
    *most, last = (gene.symbol for gene in genes)
    return f"{', '.join(most)} and {last}"
