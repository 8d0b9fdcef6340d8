# ruff: noqa
# mypy: ignore-errors
"""The words a caption is read with: classes of plain words, and the verbs that state relations.

Both are data (``data/words.toml``, ``data/verbs.toml``); this module only inflects and indexes them.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of ``data/verbs.toml``: what it states, and its forms."""

    lemma: str
    type: str
    past: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form: its verb and which form it is (``base s ed ing noun agent``)."""

    verb: Verb
    form: str


@dataclass(frozen=True)
class Words:
    """The vocabulary, indexed for reading; made by `open_words`."""

    classes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    compounds: Mapping[str, str]
    forms: Mapping[str, Form]


def inflect(lemma: str) -> dict[str, str]:
    """Return the regular forms of a verb: form -> which form it is.

    Examples
    --------
    >>> inflect("modify")
    {'modify': 'base', 'modifies': 's', 'modified': 'ed', 'modifying': 'ing'}
    >>> list(inflect("trap"))
    ['trap', 'traps', 'trapped', 'trapping', 'traped', 'traping']
    """
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        third, stem, stem_ing = lemma[:-1] + "ies", lemma[:-1] + "i", lemma
    elif lemma.endswith(("s", "x", "ch", "sh", "z")):
        third, stem, stem_ing = lemma + "es", lemma, lemma
    elif lemma.endswith("e"):
        third, stem, stem_ing = lemma + "s", lemma[:-1], lemma[:-1]
    else:
        third, stem, stem_ing = lemma + "s", lemma, lemma
    forms = {lemma: "base", third: "s"}
    short_vowel = len(lemma) > 2 and lemma[-2] in "aeiou" and lemma[-3] not in "aeiou"
    if short_vowel and lemma[-1] in "bdglmnprt":
        forms |= {lemma + lemma[-1] + "ed": "ed", lemma + lemma[-1] + "ing": "ing"}
    return forms | {stem + "ed": "ed", stem_ing + "ing": "ing"}


def index_verbs(verbs: Iterable[Verb]) -> dict[str, Form]:
    """Return every form of the verbs, looked up by the form in lower case."""
    forms: dict[str, Form] = {}
    for verb in verbs:
        for noun in verb.nouns:
            forms.setdefault(noun, Form(verb, "noun"))
            forms.setdefault(noun + "s", Form(verb, "noun"))
        for agent in verb.agents:
            forms.setdefault(agent, Form(verb, "agent"))
            forms.setdefault(agent + "s", Form(verb, "agent"))
    for verb in verbs:
        for past in verb.past:
            forms[past] = Form(verb, "ed")
        for text, form in inflect(verb.lemma).items():
            if not (verb.past and form == "ed") and (text not in forms or forms[text].form in ("agent", "noun")):
                forms[text] = Form(verb, form)
    return forms


def read_verbs(path: Path) -> list[Verb]:
    """Read a verb file."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    return [
        Verb(lemma, **{key: tuple(value) if isinstance(value, list) else value for key, value in row.items() if key not in ("example",)})
        for lemma, row in table.items()
    ]


@functools.cache
def open_words() -> Words:
    """Read and index the vocabulary, once a process."""
    with (DATA / "words.toml").open("rb") as file:
        table = tomllib.load(file)
    classes = {name: frozenset(text.split()) for name, text in table["classes"].items()}
    classes |= {name: frozenset(table[name].split()) for name in ("determiners", "pronouns", "prepositions")}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, reading in table["phrases"].items():
        first, *rest = phrase.split()
        phrases.setdefault(first, []).append((tuple(rest), reading))
    return Words(
        classes,
        {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()},
        table["compounds"],
        index_verbs(read_verbs(DATA / "verbs.toml")),
    )
