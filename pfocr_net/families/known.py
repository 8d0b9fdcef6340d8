"""The families that are known: FamPlex's, PFOCR's words for them, and those that FamPlex lacks."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pfocr_net.lexicon import DATA
from pfocr_net.model import Kind

FAMPLEX = "FamPlex"


@dataclass(frozen=True, slots=True)
class KnownFamily:
    """A family or complex and its genes, as one source has them.

    ``words`` are the entries of PFOCR's lexicon that stand for exactly these genes. ``drawn``, ``apart`` and
    ``inside`` count figures, see ``data/drawn_families.tsv``. ``related`` tells that genes drawn one by one become
    this family; ``source`` says where the members are from.
    """

    name: str
    identifier: str
    kind: Kind
    members: tuple[str, ...]
    words: tuple[str, ...] = ()
    drawn: int = 0
    apart: int = 0
    inside: int = 0
    related: bool = False
    source: str = FAMPLEX

    @property
    def key(self) -> str:
        """What tells it from other families: its identifier, or its name if it has none."""
        return self.identifier or self.name


class KnownFamilies:
    """The known families, found by gene, by PFOCR's word or by identifier."""

    def __init__(self, families: Iterable[KnownFamily]) -> None:
        self.by_gene: dict[str, list[KnownFamily]] = {}
        self._by_key: dict[str, list[KnownFamily]] = {}
        self._by_word: dict[str, list[KnownFamily]] = {}
        for family in families:
            self._by_key.setdefault(family.key, []).append(family)
            for gene in family.members:
                self.by_gene.setdefault(gene, []).append(family)
            for word in family.words or (root(family.identifier).upper(),):
                self._by_word.setdefault(word, []).append(family)

    def of_word(self, match: str) -> list[KnownFamily]:
        """Return what an entry of PFOCR's lexicon stands for, in all versions of its members.

        Examples
        --------
        >>> {family.identifier for family in open_families().of_word("RAB")}
        {'fplx:RAB'}
        """
        found = self._by_word.get(match) or self._by_word.get(match.upper().replace(" ", "_"), [])
        return self.of_key(found[0].key) if found else []

    def of_key(self, key: str) -> list[KnownFamily]:
        """Return the versions of a family.

        Examples
        --------
        >>> [family.name for family in open_families().of_key("go:0036452")]
        ['ESCRT']
        """
        return self._by_key.get(key, [])

    def drawable(self, genes: Mapping[str, object]) -> list[KnownFamily]:
        """Return FamPlex's families all of whose members are among these genes: one word could stand for them."""
        met: dict[int, int] = {}
        whole = []
        for gene in genes:
            for family in self.by_gene.get(gene, ()):
                met[id(family)] = count = met.get(id(family), 0) + 1
                if count == len(family.members) and family.source == FAMPLEX:
                    whole.append(family)
        return whole


def root(identifier: str) -> str:
    """Return what FamPlex calls both a family and the complex that its members form.

    >>> root("fplx:CAMK2_family"), root("fplx:CAMK2_complex"), root("fplx:RAB")
    ('CAMK2', 'CAMK2', 'RAB')
    """
    return identifier.partition(":")[2].removesuffix("_family").removesuffix("_complex")


@functools.cache
def open_families() -> KnownFamilies:
    """Read the known families, once a process."""
    return KnownFamilies((*_read_drawn(DATA / "drawn_families.tsv"), *_read_others(DATA / "families.tsv")))


class MetWord(NamedTuple):
    """A common word that is a synonym of a gene, and how many figures show the gene through it, or otherwise."""

    word: str
    symbol: str
    figures: int
    otherwise: int


@functools.cache
def open_met_words() -> dict[str, list[MetWord]]:
    """Read the common words that are synonyms of a gene, by the gene's symbol."""
    met: dict[str, list[MetWord]] = {}
    for word, symbol, figures, otherwise in _rows(DATA / "met_words.tsv"):
        met.setdefault(symbol, []).append(MetWord(word, symbol, int(figures), int(otherwise)))
    return met


def _read_drawn(path: Path) -> Iterator[KnownFamily]:
    for name, words, identifier, kind, members, *counts in _rows(path):
        drawn, apart, inside = map(int, counts)
        split = tuple(words.split("|")) if words else ()
        yield KnownFamily(name, identifier, Kind(kind), tuple(members.split()), split, drawn, apart, inside)


def _read_others(path: Path) -> Iterator[KnownFamily]:
    for name, identifier, kind, _, related, members, source in _rows(path):
        yield KnownFamily(
            name, identifier, Kind(kind), tuple(members.split()), related=related == "yes", source=source
        )


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")
