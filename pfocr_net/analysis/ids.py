"""Gene names of any kind to the symbols that gene sets use, each with how it was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pfocr_net.lexicon import open_lexicon
from pfocr_net.lexicon.identifiers import symbol_of
from pfocr_net.model import Kind

_ENSEMBL = re.compile(r"ENS[A-Z]*\d{11}", re.I)


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of a list of names.

    ``symbols`` maps each name to the gene it stands for; ``how`` counts the ways in which they were found;
    ``unknown`` names stand for nothing, ``ambiguous`` ones for more than one gene; ``repeated`` counts those that
    stand for a gene that another name stands for, too.
    """

    symbols: Mapping[str, str]
    how: Mapping[str, int]
    unknown: tuple[str, ...] = ()
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    repeated: int = 0

    @property
    def genes(self) -> frozenset[str]:
        """The genes, each once."""
        return frozenset(self.symbols.values())


def match_genes(names: Iterable[str], known: Collection[str] = ()) -> Matched:
    """Find the gene of each name.

    A name is taken as it is where the sets know it; else it may be an identifier (HGNC, NCBI Gene, Ensembl with
    or without version, UniProt, MGI, RGD), an HGNC symbol, a symbol in other capitals (as mouse genes are
    written), a previous symbol or an alias, in this order.

    Parameters
    ----------
    names : iterable of str
        Blanks around them and empty ones do not count.
    known : collection of str
        The genes of the sets.

    Returns
    -------
    Matched

    Examples
    --------
    >>> matched = match_genes(["TP53", "ENSG00000141510.18", "Brca1", "P38398", "p53", "nosuchgene"])
    >>> matched.symbols["Brca1"], matched.symbols["ENSG00000141510.18"], matched.unknown, matched.repeated
    ('BRCA1', 'TP53', ('nosuchgene',), 3)
    """
    capitals = {name.upper(): name for name in known}
    symbols: dict[str, str] = {}
    how: Counter[str] = Counter()
    unknown: list[str] = []
    ambiguous: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys(name.strip() for name in names):
        if not name:
            continue
        way, found = ("as written", (name,)) if name in known else _find(name)
        if len(found) == 1:
            symbols[name] = found[0] if found[0] in known else capitals.get(found[0].upper(), found[0])
            how[way] += 1
        elif found:
            ambiguous[name] = found
        elif name.upper() in capitals:
            symbols[name] = capitals[name.upper()]
            how["other capitals"] += 1
        else:
            unknown.append(name)
    return Matched(symbols, how, tuple(unknown), ambiguous, len(symbols) - len(set(symbols.values())))


def _find(name: str) -> tuple[str, tuple[str, ...]]:
    """Return how a name was found, and its genes."""
    lexicon = open_lexicon()
    if symbol := symbol_of(name):
        return "identifier", (symbol,)
    if _ENSEMBL.match(name):
        return "identifier", ()
    if gene := lexicon.gene(name):
        return "HGNC symbol", (gene.symbol,)
    if gene := lexicon.gene(name.upper()):
        return "other capitals", (gene.symbol,)
    genes = [gene for gene in lexicon.look_up(name) if gene.kind is Kind.GENE and gene.symbol]
    previous = tuple(gene.symbol for gene in genes if gene.source == "hgnc previous symbol")
    if len(previous) == 1:
        return "previous symbol", previous
    if genes and genes[0].source in ("override", "famplex"):
        return "alias", (genes[0].symbol,)
    return "alias", tuple(dict.fromkeys(gene.symbol for gene in genes))
