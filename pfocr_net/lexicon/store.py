"""The lexicon: a map from names to what they stand for, best first."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from pfocr_net.errors import LexiconError
from pfocr_net.lexicon.keys import american, key, spelling, split
from pfocr_net.lexicon.overrides import Override, read_family_names, read_overrides
from pfocr_net.model import Grounding, Kind

DATA = Path(__file__).parent.parent / "data"

#: Where an answer can come from, most trusted first; the compiled lexicon stores the position in this list.
SOURCES = (
    "override",
    "hgnc symbol",
    "famplex",
    "hgnc alias",
    "hgnc previous symbol",
    "hgnc greek variant",
    "hgnc name",
    "go",
    "chebi",
    "doid",
    "mesh",
    "mirbase",
    "enzyme",
)
_GENE_SYMBOLS = frozenset(("hgnc symbol", "hgnc alias", "hgnc previous symbol", "hgnc greek variant"))

#: Trie record: position in `SOURCES`, number of the entry, number of the spelling.
RECORD = "<BII"

_PLURAL = re.compile(r"(?:[A-Z0-9]{2}|[A-Za-z]{2}[a-rtv-z])s$")


class Reach(NamedTuple):
    """How far a normal form goes: whether it is a known name, or its plural; whether it begins a longer one."""

    known: bool
    goes_on: bool


class Lexicon:
    """The compiled lexicon below the overrides; open it with `open_lexicon`."""

    def __init__(self, folder: Path = DATA) -> None:
        try:
            self._names = marisa_trie.Trie().mmap(str(folder / "names.marisa"))
            self._record_trie = marisa_trie.RecordTrie(RECORD).mmap(str(folder / "records.marisa"))
            self._strings = marisa_trie.Trie().mmap(str(folder / "strings.marisa"))
            self._english = marisa_trie.Trie().mmap(str(folder / "english.marisa"))
        except (OSError, RuntimeError) as error:
            raise LexiconError("The compiled lexicon is missing; reinstall pfocr-net.", path=folder) from error
        self._overrides: dict[str, list[Override]] = {}
        for override in (*read_overrides(folder / "overrides.tsv"), *read_family_names(folder / "families.tsv")):
            self._overrides.setdefault(key(override.name), []).append(override)
        self._override_keys = marisa_trie.Trie(list(self._overrides))
        self._found = functools.lru_cache(maxsize=65536)(self._find)
        self._genes = functools.lru_cache(maxsize=65536)(self._gene)
        self._reached = functools.lru_cache(maxsize=1 << 17)(self._reach)

    def reach(self, key_text: str) -> Reach:
        """Tell whether a normal form is that of a known name, and whether a longer name begins with its words.

        Examples
        --------
        >>> [tuple(open_lexicon().reach(form)) for form in ("mapk", "mapks", "mapk kin", "activates")]
        [(True, True), (True, False), (False, False), (False, False)]
        """
        return self._reached(key_text)

    def find(self, text: str) -> Iterator[tuple[str, Grounding]]:
        """Find names in running text, the longest at each place, with the best of what each stands for.

        Examples
        --------
        >>> [(name, grounding.identifier) for name, grounding in open_lexicon().find("ESCRT buds MVBs inward")]
        [('ESCRT', 'go:0036452'), ('MVBs', 'go:0005771')]
        """
        keys, spans = split(text)
        after = 0
        for first, (start, _) in enumerate(spans):
            for last in self._ends(keys, first) if first >= after else ():
                written = text[start : spans[last][1]]
                if groundings := self.look_up(written):
                    yield written, groundings[0]
                    after = last + 1
                    break

    def look_up(self, name: str) -> tuple[Grounding, ...]:
        """Return what a name may stand for, best first.

        An override decides alone. Else a name written with the same capitals comes before one that is not,
        then the order of `SOURCES` holds. A plural is also looked up in the singular, and British spelling as
        American. Two names of one thing with a slash between them ("p62/SQSTM1") are a name of it. A common
        English word in lower case, or merely capitalised, is no gene symbol or synonym, nor anything that is
        written with other capitals.

        Parameters
        ----------
        name : str
            A name as written, e.g. ``"TGF-β1"``.

        Returns
        -------
        tuple of Grounding
            Empty if the name is unknown. Each says its ``source``.

        Examples
        --------
        >>> [(best.symbol, best.source) for best in open_lexicon().look_up("TGFβ2")[:1]]
        [('TGFB2', 'hgnc greek variant')]
        """
        return self._found(name)

    def override(self, name: str) -> Override | None:
        """Return the override that decides a name, or None.

        Examples
        --------
        >>> open_lexicon().override("COX-2").note
        'cyclooxygenase 2, not mitochondrial MT-CO2'
        """
        for form in _forms(name):
            rows = self._overrides.get(key(form), ())
            same_case = [row for row in rows if spelling(row.name) == spelling(form)]
            any_case = [row for row in rows if not row.exact]
            if rows := same_case or any_case:
                return rows[0]
        return None

    def gene(self, symbol: str) -> Grounding | None:
        """Return the gene of an official HGNC symbol.

        Examples
        --------
        >>> open_lexicon().gene("TP53").ncbigene_id
        '7157'
        """
        return self._genes(symbol)

    def synonyms_met(self, word: str) -> set[str]:
        """Return the genes of which a word is a synonym, whatever its capitals or sense.

        Examples
        --------
        >>> open_lexicon().synonyms_met("Rab")
        {'AGFG1'}
        """
        met = (self._grounding(entry, SOURCES[rank]) for rank, entry, _ in self._records(word))
        return {gene.symbol for gene in met if gene.source in _GENE_SYMBOLS and gene.source != "hgnc symbol"}

    def is_english(self, name: str) -> bool:
        """Tell whether a name is written as a common English word, in the singular or plural.

        Examples
        --------
        >>> [open_lexicon().is_english(name) for name in ("pits", "How", "PIT", "p53")]
        [True, True, False, False]
        """
        word = name.lower()
        return name[1:].islower() and (word in self._english or word.removesuffix("s") in self._english)

    def english_words(self) -> list[str]:
        """Return all common English words."""
        return list(self._english)

    def _reach(self, key_text: str) -> Reach:
        tries, texts = (self._names, self._override_keys), {key_text, american(key_text)}
        forms = {form for text in texts for form in (text, text.removesuffix("s"))}
        known = any(form in names for names in tries for form in forms)
        return Reach(known, any(next(iter(names.iterkeys(f"{text} ")), "") for names in tries for text in texts))

    def _ends(self, keys: Sequence[str], first: int) -> list[int]:
        """Return the last tokens of the known names that begin at a token, the longest first."""
        ends: list[int] = []
        form = keys[first]
        for last in range(first, len(keys)):
            if last > first:
                form = f"{form} {keys[last]}"
            known, goes_on = self._reached(form)
            if known:
                ends.insert(0, last)
            if not goes_on:
                break
        return ends

    def _gene(self, symbol: str) -> Grounding | None:
        for rank, entry, spelled in self._records(symbol):
            if SOURCES[rank] == "hgnc symbol" and spelled == spelling(symbol):
                return self._grounding(entry, SOURCES[rank])
        return None

    def _find(self, name: str) -> tuple[Grounding, ...]:
        if override := self.override(name):
            return () if override.grounding is None else (self._complete(override.grounding),)
        forms = _forms(name)
        is_word = self.is_english(name)
        best: dict[str, Grounding] = {}
        for other_case, rank, entry in sorted(
            (spelled != spelling(form), rank, entry)
            for form in forms
            for rank, entry, spelled in self._records(form)
        ):
            grounding = self._grounding(entry, SOURCES[rank])
            if not (is_word and (grounding.source in _GENE_SYMBOLS or other_case)):
                best.setdefault(grounding.identifier, grounding)
        return tuple(best.values()) or self._found_twice(*name.split("/"))

    def _found_twice(self, *names: str) -> tuple[Grounding, ...]:
        """Return what two names stand for if it is one thing."""
        if len(names) != 2 or not all(names):
            return ()
        first, second = (self.look_up(name)[:1] for name in names)
        one = first and second and first[0].identifier and first[0].identifier == second[0].identifier
        return first if one else ()

    def _records(self, name: str) -> Iterator[tuple[int, int, str]]:
        for rank, entry, spelled in self._record_trie.get(key(name), ()):
            yield rank, entry, self._strings.restore_key(spelled)

    def _grounding(self, entry: int, source: str) -> Grounding:
        kind, identifier, name, ncbigene_id = self._strings.restore_key(entry).split("\t")
        symbol = name if identifier.startswith("hgnc:") else ""
        return Grounding(Kind(kind), identifier, name, symbol, ncbigene_id, source)

    def _complete(self, grounding: Grounding) -> Grounding:
        """Give an overridden gene the identifiers of its symbol."""
        if grounding.kind is not Kind.GENE or grounding.identifier:
            return grounding
        gene = self.gene(grounding.name)
        return replace(gene, source=grounding.source) if gene else grounding


def _forms(name: str) -> dict[str, None]:
    """Return a name, and its singular if it is written as a plural; both also in American spelling."""
    forms = (name, name[:-1] if _PLURAL.search(name) else name)
    return dict.fromkeys((*forms, *map(american, forms)))


@functools.cache
def open_lexicon() -> Lexicon:
    """Open the lexicon that ships with the package, once a process."""
    return Lexicon()
