"""Names and what they stand for: genes, families, complexes, components, processes, chemicals, diseases.

The compiled lexicon (``data/*.marisa``, made by ``pfocr_net.curation.lexicon`` from the tables named in
``data/SOURCES.md``) is mapped into memory, not loaded. ``data/overrides.tsv``, checked by hand, comes first;
its own head says how to add a row.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from pfocr_net.errors import LexiconError
from pfocr_net.model import Grounding, Kind

DATA = Path(__file__).parent / "data"

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
    "mesh",
    "doid",
    "mirbase",
)
_GENE_SYNONYMS = frozenset(("hgnc symbol", "hgnc alias", "hgnc previous symbol", "hgnc greek variant"))

#: Trie record: position in `SOURCES`, number of the entry, number of the spelling.
RECORD = "<BII"

_LETTERS = {
    "α": "alpha", "β": "beta", "ß": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "o", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Γ": "gamma", "Δ": "delta", "Θ": "theta", "Λ": "lambda", "Ξ": "xi", "Π": "pi", "Σ": "sigma",
    "Φ": "phi", "Ψ": "psi", "Ω": "omega",
}  # fmt: skip
_LOOK_ALIKES = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")
_GREEK = "".join(_LETTERS)
_SPELLED = "alpha|beta|gamma|delta|epsilon|zeta|theta|kappa|lambda|sigma|omega"
_TOKEN = re.compile(
    rf"\d+|[{_GREEK}µϵϑϕϰ]|(?:{_SPELLED})(?![a-z])"
    rf"|(?:(?!(?<=[A-Z])(?:{_SPELLED})(?![a-z]))[^\W\d_{_GREEK}µϵϑϕϰ])+"
)
_PLURAL = re.compile(r"(?:[A-Z0-9]{2}|[A-Za-z]{2}[a-rtv-z])s$")
_PLURAL_END = re.compile(r"s?(?: |$)")


class Token(NamedTuple):
    """One token of a text: its normal form and where it stands, ``text[start:end]``."""

    key: str
    start: int
    end: int


def token_spans(text: str) -> list[Token]:
    """Split a text into the tokens that `key` joins, with their places.

    Examples
    --------
    >>> token_spans("via TGF-β1")
    [Token(key='via', start=0, end=3), Token(key='tgf', start=4, end=7), Token(key='beta', start=8, end=9), \
Token(key='1', start=9, end=10)]
    """
    if not text.isascii():
        text = text.translate(_LOOK_ALIKES)
    return [Token(_fold(match[0]).lower(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def key(name: str) -> str:
    """Return the normal form under which a name is looked up.

    Greek letters are spelled, Greek capitals that look Latin are read as Latin, accents dropped, and runs of
    letters and runs of digits are joined with one space, in lower case.

    Examples
    --------
    >>> key("TGF-β1"), key("TGFbeta1"), key("IL6"), key("NF-κB"), key("p53")
    ('tgf beta 1', 'tgf beta 1', 'il 6', 'nf kappa b', 'p 53')
    """
    return " ".join(token.key for token in token_spans(name))


def spelling(name: str) -> str:
    """Return a name without anything but its letters, digits and telling capitals.

    A capital that merely begins a word says nothing, so two names agree in case if their spellings are equal.

    Examples
    --------
    >>> spelling("Early endosomes"), spelling("cAMP"), spelling("IL-6"), spelling("TNF-α")
    ('earlyendosomes', 'cAMP', 'IL6', 'TNFalpha')
    """
    words = (_fold(match[0]) for match in _TOKEN.finditer(name.translate(_LOOK_ALIKES)))
    return "".join(word.lower() if word[1:].islower() else word for word in words)


def _fold(token: str) -> str:
    """Spell a token in ASCII, case kept."""
    if token.isascii():
        return token
    plain = unicodedata.normalize("NFKD", token)
    return "".join(_LETTERS.get(letter, letter) for letter in plain).encode("ascii", "ignore").decode()


@dataclass(frozen=True, slots=True)
class Override:
    """One row of the override file; without a grounding, the name stands for nothing."""

    name: str
    exact: bool
    grounding: Grounding | None
    note: str = ""


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
        for override in (*read_overrides(folder / "overrides.tsv"), *_family_names(folder / "families.tsv")):
            self._overrides.setdefault(key(override.name), []).append(override)
        self._override_keys = marisa_trie.Trie(list(self._overrides))
        self._found = functools.lru_cache(maxsize=65536)(self._find)

    def prefixes(self, key_text: str) -> list[str]:
        """Return the known names with which a normal form begins, shortest first.

        A name ends where a token ends; a plural *s* after it belongs to it.

        Examples
        --------
        >>> open_lexicon().prefixes("mapk kinases are kinases")
        ['mapk', 'mapk kinases']
        """
        found = set()
        for trie in (self._names, self._override_keys):
            for name in trie.prefixes(key_text):
                if end := _PLURAL_END.match(key_text, len(name)):
                    found.add(key_text[: end.end()].rstrip())
        return sorted(found, key=len)

    def look_up(self, name: str) -> tuple[Grounding, ...]:
        """Return what a name may stand for, best first.

        An override decides alone. Else a name written with the same capitals comes before one that is not,
        then the order of `SOURCES` holds. A plural is also looked up in the singular. A common English word
        in lower case, or merely capitalised, is no gene symbol or synonym, nor anything that is written with
        other capitals.

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
        >>> [(best.symbol, best.source) for best in open_lexicon().look_up("TGFβ1")[:1]]
        [('TGFB1', 'famplex')]
        """
        return self._found(name)

    def is_english(self, name: str) -> bool:
        """Tell whether a name is written as a common English word, in the singular or plural.

        Examples
        --------
        >>> [open_lexicon().is_english(name) for name in ("pits", "How", "PIT", "p53")]
        [True, True, False, False]
        """
        word = name.lower()
        return name[1:].islower() and (word in self._english or word.removesuffix("s") in self._english)

    def gene(self, symbol: str) -> Grounding | None:
        """Return the gene of an official HGNC symbol.

        Examples
        --------
        >>> open_lexicon().gene("TP53").ncbigene_id
        '7157'
        """
        for rank, entry, spelled in self._records(symbol):
            if SOURCES[rank] == "hgnc symbol" and spelled == spelling(symbol):
                return self._grounding(entry, SOURCES[rank])
        return None

    def _find(self, name: str) -> tuple[Grounding, ...]:
        forms = dict.fromkeys((name, name[:-1] if _PLURAL.search(name) else name))
        for form in forms:
            if override := self._override(form):
                return () if override.grounding is None else (self._complete(override.grounding),)
        is_word = self.is_english(name)
        best: dict[str, Grounding] = {}
        for other_case, rank, entry in sorted(
            (spelled != spelling(form), rank, entry)
            for form in forms
            for rank, entry, spelled in self._records(form)
        ):
            grounding = self._grounding(entry, SOURCES[rank])
            if not (is_word and (grounding.source in _GENE_SYNONYMS or other_case)):
                best.setdefault(grounding.identifier, grounding)
        return tuple(best.values())

    def _override(self, name: str) -> Override | None:
        rows = self._overrides.get(key(name), ())
        same_case = [row for row in rows if spelling(row.name) == spelling(name)]
        any_case = [row for row in rows if not row.exact]
        return next(iter(same_case or any_case), None)

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


def read_overrides(path: Path) -> Iterator[Override]:
    """Read an override file.

    Yields
    ------
    Override

    Raises
    ------
    LexiconError
        A row without six columns, or with a kind that is none of `Kind`; names the line.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        try:
            name, case, kind, identifier, standard, note = line.split("\t")
            grounding = None if kind == "none" else Grounding(Kind(kind), identifier, standard, source="override")
        except ValueError as error:
            raise LexiconError(
                "An override needs six columns: name, case (exact or empty), kind, identifier, standard, note; "
                f"kind is one of {', '.join(Kind)} or none.",
                path=path,
                line=number,
            ) from error
        yield Override(name, case == "exact", grounding, note)


def _family_names(path: Path) -> Iterator[Override]:
    for row in path.read_text("utf-8").splitlines():
        if not row.startswith("#"):
            standard, identifier, kind, names, *_ = row.split("\t")
            for name in names.split("|"):
                yield Override(name, False, Grounding(Kind(kind), identifier, standard, source="families"))


@functools.cache
def open_lexicon() -> Lexicon:
    """Open the lexicon that ships with the package, once a process."""
    return Lexicon()
