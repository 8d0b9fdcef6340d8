"""What a figure's flat list of keywords holds, where there is no table: genes, chemicals, diseases."""

from __future__ import annotations

from collections.abc import Iterable

from pfocr_net.lexicon import Lexicon, open_lexicon
from pfocr_net.model import Gene, Kind, Term


def read_keywords(keywords: Iterable[str]) -> tuple[list[Gene], list[Term]]:
    """Tell the genes from the chemicals and diseases.

    A keyword is a gene unless the lexicon knows it only as something else. Of a symbol that several organisms
    share (``CBS``, ``Cbs``, ``cbs``) the human one counts, or else the first.

    Examples
    --------
    >>> genes, terms = read_keywords(["CBS", "Cbs", "Kcna3", "calcium"])
    >>> [(gene.symbol, gene.ncbigene_id) for gene in genes], [term.word for term in terms]
    ([('CBS', '875'), ('Kcna3', '')], ['calcium'])
    """
    lexicon = open_lexicon()
    genes: dict[str, Gene] = {}
    terms: dict[str, Term] = {}
    for word in keywords:
        if human := lexicon.gene(word):
            genes[word.upper()] = Gene(human.symbol, human.ncbigene_id)
        elif term := _term(lexicon, word):
            terms.setdefault(word, term)
        else:
            genes.setdefault(word.upper(), Gene(word))
    return list(genes.values()), list(terms.values())


def _term(lexicon: Lexicon, word: str) -> Term | None:
    best = next(iter(lexicon.look_up(word)), None)
    if best is None or best.kind not in (Kind.CHEMICAL, Kind.DISEASE):
        return None
    return Term(best.kind, word, best.name, (best.identifier,) if best.identifier else ())
