"""Genes that are in a figure's list by mistake: a common word, or a word for something else, met a synonym."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from pfocr_net.families.known import open_families, open_met_words, root
from pfocr_net.lexicon import Lexicon
from pfocr_net.model import Family, Gene, Grounding, Kind

_CAPTION_WORD = re.compile(r"\b[A-Za-z][a-z]{2,}\b")
_SYNONYM = frozenset(("ncbigene_synonym", "hgnc_alias_symbol", "hgnc_prev_symbol"))
_SYMBOL = frozenset(("ncbigene_symbol", "hgnc_symbol"))
_GENES = frozenset((Kind.GENE, Kind.FAMILY, Kind.COMPLEX))


def suspects_in_table(
    genes: Iterable[Gene], families: Iterable[Family], lexicon: Lexicon
) -> list[tuple[Gene, str]]:
    """Find the suspects of a gene table: each row of the gene must be one.

    A row is suspect if its word met a synonym only, and is a common English word (pit), the symbol of another gene
    there, stands for a family that the gene does not belong to (Rab), or is by the override file the name of
    something else (LPS). One that met a symbol is if the override file has something that is no gene (Tyr).
    """
    genes = tuple(genes)
    stands_for = {gene.match: family.name for family in families for gene in family.genes}
    members = {(gene.match, symbol) for family in families for gene in family.genes for symbol in family.members}
    symbol_of = {gene.match: gene.symbol for gene in genes if gene.source in _SYMBOL}
    rows: dict[str, list[tuple[Gene, str]]] = {}
    for gene in genes:
        if (gene.match, gene.symbol) in members:
            doubt = ""
        elif gene.source in _SYMBOL:
            doubt = _doubt_symbol(gene, lexicon)
        elif gene.source in _SYNONYM:
            doubt = _doubt_synonym(gene, stands_for.get(gene.match) or symbol_of.get(gene.match), lexicon)
        else:
            doubt = ""
        rows.setdefault(gene.symbol, []).append((gene, doubt))
    return [hits[0] for hits in rows.values() if all(why for _, why in hits)]


def _doubt_symbol(gene: Gene, lexicon: Lexicon) -> str:
    word = met_part(gene)
    for meaning in lexicon.look_up(word)[:1]:
        if meaning.source == "override" and meaning.identifier and meaning.kind not in _GENES:
            return f"The drawn word “{word}” met the symbol {gene.symbol}, but stands for {meaning.name}."
    return ""


def _doubt_synonym(gene: Gene, stands_for: str | None, lexicon: Lexicon) -> str:
    word = met_part(gene)
    met = f"The drawn word “{word}” met {gene.symbol} by a synonym only"
    if stands_for:
        return f"{met}; it stands for {stands_for}."
    for meaning in lexicon.look_up(word)[:1]:
        if meaning.source in ("override", "families") and meaning.identifier:
            is_it = _is_of(gene, meaning, lexicon)
            return "" if is_it else f"{met}; it stands for {meaning.symbol or meaning.name}."
    return f"{met}, and is a common English word." if lexicon.is_english(word) else ""


def _is_of(gene: Gene, meaning: Grounding, lexicon: Lexicon) -> bool:
    """Whether a gene, by its symbol of today or of old, is what a word means, or a member of it."""
    today = [found.symbol for found in lexicon.look_up(gene.symbol)[:1]]
    wholes = [root(family.identifier) for family in open_families().by_gene.get(gene.symbol, ())]
    return meaning.symbol in (gene.symbol, *today) if meaning.symbol else root(meaning.identifier) in wholes


def met_part(gene: Gene) -> str:
    """Return the part of a drawn word that met the lexicon, as drawn.

    Examples
    --------
    >>> met_part(Gene("TNFSF14", word="light;dark", match="LIGHT"))
    'light'
    """
    parts = (part for part in re.split(r"[^\w-]+", gene.word) if part.upper() == gene.match)
    return next(parts, gene.word)


def suspects_in_keywords(
    genes: Mapping[str, Gene], families: Collection[Family], caption: str, named: Collection[str], lexicon: Lexicon
) -> list[tuple[Gene, str]]:
    """Find the suspects of a keyword list, where the drawn words are not known.

    Genes that the caption names, or that belong to a drawn family, are none. Suspect is a gene of which a synonym
    is the name of a drawn family, or a common English word that the caption uses, or the reason why most figures
    show the gene.

    Parameters
    ----------
    genes : mapping of str to Gene
        The figure's genes by symbol.
    families : collection of Family
        Those that a drawn word stands for.
    caption : str
    named : collection of str
        Symbols of the genes that the caption names.
    lexicon : Lexicon
    """
    grouped = {symbol for family in families for symbol in family.members}
    namesakes = {symbol: family.name for family in families for symbol in lexicon.synonyms_met(family.name)}
    words = {word.lower() for word in _CAPTION_WORD.findall(caption)}
    suspects = []
    for symbol, gene in genes.items():
        if symbol not in grouped and symbol not in named:
            if symbol in namesakes:
                suspects.append(
                    (gene, f"{namesakes[symbol]} is a synonym of {symbol}, but stands for the family here.")
                )
            elif why := _common_word(symbol, words):
                suspects.append((gene, why))
    return suspects


def _common_word(symbol: str, caption_words: Collection[str]) -> str:
    met_words = open_met_words().get(symbol, ())
    for met in met_words:
        if met.word in caption_words or f"{met.word}s" in caption_words:
            return f"The caption's common word “{met.word}” is a synonym of {symbol}, which nothing there names."
    for met in met_words:
        if met.figures > 2 * max(met.otherwise, 1):
            share = f"{met.figures} of {met.figures + met.otherwise} figures"
            return f"“{met.word}” is a synonym of {symbol} that means something else, and why {share} show it."
    return ""
