"""Grouping the genes of one figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pfocr_net.families.adopted import adopt, relate
from pfocr_net.families.drawn import read_drawn, recover_drawn
from pfocr_net.families.known import open_families
from pfocr_net.families.suspects import suspects_in_keywords, suspects_in_table
from pfocr_net.lexicon import open_lexicon
from pfocr_net.model import Family, Figure, Gene, Grounding, Kind, Mention


def group_genes(figure: Figure | Sequence[str], mentions: Iterable[Mention] | None = None) -> list[Family]:
    """Group the genes of a figure into families.

    With a gene table, each drawn word that FamPlex expanded is a family; without one the same families are
    recovered from the keywords. Genes drawn one by one join a family or complex that the caption names, or one
    that they plainly belong to, unless the caption names them one by one, too.

    Parameters
    ----------
    figure : Figure or sequence of str
        A figure, or just its keywords: gene symbols in any order.
    mentions : iterable of Mention, optional
        What the caption names; by default the names that the lexicon finds in it.

    Returns
    -------
    list of Family
        The drawn ones first, then those that the caption names, then the related ones; each says why it is there.
        A gene may be in two drawn ones, as RAC1 is in RAC and in NADPH oxidase.

    Examples
    --------
    >>> families = group_genes(["MAPK1", "CD9", "GSK3B", "CD63", "GSK3A"])
    >>> [(family.name, family.members, str(family.origin)) for family in families]
    [('GSK3', ('GSK3B', 'GSK3A'), 'drawn'), ('tetraspanins', ('CD9', 'CD63'), 'related')]
    """
    return sift_genes(figure, mentions)[0]


def sift_genes(
    figure: Figure | Sequence[str], mentions: Iterable[Mention] | None = None
) -> tuple[list[Family], list[tuple[Gene, str]]]:
    """Return what `group_genes` and `suspect_genes` do, from one reading of the caption."""
    reading = _read(figure, mentions)
    known = open_families()
    single = {
        gene.symbol: gene
        for gene in _single(reading.genes, reading.drawn, reading.suspects)
        if gene.symbol not in reading.named_genes
    }
    drawn_keys = {_key(family) for family in reading.drawn}
    named = {key: name for key, name in reading.named_families.items() if key not in drawn_keys}
    adopted = adopt(single, named, known)
    settled = {symbol for family in adopted for symbol in family.members}
    left = {symbol: gene for symbol, gene in single.items() if symbol not in settled}
    related = relate(left, drawn_keys.union(map(_key, adopted)), known)
    return reading.drawn + adopted + related, reading.suspects


def suspect_genes(
    figure: Figure | Sequence[str], mentions: Iterable[Mention] | None = None
) -> list[tuple[Gene, str]]:
    """Return the genes that are in a figure's list by mistake, each with the reason.

    Examples
    --------
    >>> suspects = suspect_genes(Figure("f", genes=(Gene("IRF6", word="pit", source="ncbigene_synonym"),)))
    >>> [(gene.symbol, why) for gene, why in suspects]
    [('IRF6', 'The drawn word “pit” met IRF6 by a synonym only, and is a common English word.')]
    """
    return _read(figure, mentions).suspects


def single_genes(figure: Figure, families: Iterable[Family], suspects: Iterable[tuple[Gene, str]]) -> list[Gene]:
    """Return the genes that stand for themselves, each once: in no family, or also drawn by their own word."""
    return _single(figure_genes(figure), families, suspects)


def figure_genes(figure: Figure) -> list[Gene]:
    """Return the rows of the gene table or, without one, those keywords that are human genes."""
    if figure.genes:
        return list(figure.genes)
    return _keyword_genes(figure.keywords)


@dataclass(frozen=True, slots=True)
class _Reading:
    genes: list[Gene]
    drawn: list[Family]
    suspects: list[tuple[Gene, str]]
    named_families: dict[str, str]
    named_genes: frozenset[str]


def _read(figure: Figure | Sequence[str], mentions: Iterable[Mention] | None) -> _Reading:
    if not isinstance(figure, Figure):
        figure = Figure("", keywords=tuple(figure))
    known, lexicon = open_families(), open_lexicon()
    named = _named(figure.caption, mentions)
    families: dict[str, str] = {}
    for name, grounding in named:
        if grounding.kind in (Kind.FAMILY, Kind.COMPLEX):
            families.setdefault(_key(grounding), name)
    symbols = frozenset(grounding.symbol for _, grounding in named)
    genes = figure_genes(figure)
    if figure.genes:
        drawn = read_drawn(genes, known)
        suspects = suspects_in_table(genes, drawn, lexicon)
    else:
        by_symbol = {gene.symbol: gene for gene in genes}
        drawn = recover_drawn(by_symbol, known, families)
        suspects = suspects_in_keywords(by_symbol, drawn, figure.caption, symbols, lexicon)
    return _Reading(genes, drawn, suspects, families, symbols)


def _key(thing: Family | Grounding) -> str:
    return thing.identifier or thing.name


def _named(caption: str, mentions: Iterable[Mention] | None) -> Sequence[tuple[str, Grounding]]:
    if mentions is None:
        return list(open_lexicon().find(caption))
    return [(mention.text, mention.grounding) for mention in mentions if mention.grounding]


def _keyword_genes(keywords: Iterable[str]) -> list[Gene]:
    lexicon, known = open_lexicon(), open_families()
    genes = []
    for symbol in dict.fromkeys(keywords):
        gene = lexicon.gene(symbol)
        if gene or symbol in known.by_gene:
            genes.append(Gene(symbol, gene.ncbigene_id if gene else ""))
    return genes


def _single(genes: Iterable[Gene], families: Iterable[Family], suspects: Iterable[tuple[Gene, str]]) -> list[Gene]:
    families = list(families)
    words = {word for family in families for word in family.words}
    grouped = {symbol for family in families for symbol in family.members}
    mistaken = {gene.symbol for gene, _ in suspects}
    single: dict[str, Gene] = {}
    for gene in genes:
        by_family_word = gene.word in words if gene.word else True
        if gene.symbol not in mistaken and not (gene.symbol in grouped and by_family_word):
            single.setdefault(gene.symbol, gene)
    return list(single.values())
