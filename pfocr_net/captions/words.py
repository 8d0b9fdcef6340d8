"""The words a caption is read with: classes of plain words, and the verbs that state relations.

Both are data (``data/words.toml``, ``data/verbs.toml``); this module only inflects and indexes them.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pfocr_net.errors import VerbError
from pfocr_net.model import RelationType

DATA = Path(__file__).parent.parent / "data"
#: What a verb may state: a relation, or (``none``) nothing of two participants.
TYPES = (*RelationType, "none")
#: The letter that British spelling has an "s" for: "oxidi*z*e", "hydroly*z*ed", "locali*z*ation".
_BRITISH = re.compile("(?<=[iy])z(?=[aei])")


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of ``data/verbs.toml``: what it states, and its forms.

    ``type`` is one of `TYPES`; ``past`` irregular past forms; ``nouns`` what the event is called; ``agents`` who
    does it; ``prepositions`` those that lead to its object; ``example`` a sentence in which A is related to B.
    """

    lemma: str
    type: str
    past: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb: which it is (``base s ed ing noun agent``), whether it names the event or its doer."""

    verb: Verb
    form: str
    names_event: bool = False

    @property
    def names_actor(self) -> bool:
        """Whether it names who activates or inhibits: "agonist", "inhibitors"."""
        return self.form == "agent" and self.verb.type in ("activates", "inhibits")


@dataclass(frozen=True, eq=False)
class Words:
    """The vocabulary, indexed for reading; made by `open_words`."""

    classes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    compounds: Mapping[str, str]
    ways: Mapping[str, str]
    forms: Mapping[str, Form]
    classes_of: Mapping[str, frozenset[str]]
    counts: tuple[str, ...]

    def is_in(self, word: str, *classes: str) -> bool:
        """Whether a word in lower case belongs to one of the classes."""
        return word in self.classes_of and not self.classes_of[word].isdisjoint(classes)

    def form_of(self, word: str) -> Form | None:
        """Return the form a word in lower case may be, also where it counts: "*poly*ubiquitinates"."""
        form = self.forms.get(word)
        if form is not None or not word.startswith(self.counts):
            return form
        rest = next(word.removeprefix(count) for count in self.counts if word.startswith(count))
        form = self.forms.get(rest)
        return form if form is not None and form.verb.type == "modifies" else None

    def stated(self, form: Form, beside: Iterable[str]) -> str:
        """Return the type a verb form states with the words beside it: "*negatively* regulates" inhibits."""
        type_ = form.verb.type
        return (
            next((self.ways[word] for word in beside if word in self.ways), type_)
            if type_ == "regulates"
            else type_
        )

    def may_be_noun(self, form: Form, word: str) -> bool:
        """Whether a form of a verb is a noun as well, of the event ("release") or a plain one ("a *form*")."""
        plain = word if form.form == "ing" else form.verb.lemma
        return form.names_event or plain in self.classes["verbal_nouns"]


def inflect(lemma: str) -> dict[str, str]:
    """Return the regular forms of a verb: form -> which form it is.

    Examples
    --------
    >>> inflect("modify")
    {'modify': 'base', 'modifies': 's', 'modified': 'ed', 'modifying': 'ing'}
    >>> list(inflect("mimic"))
    ['mimic', 'mimics', 'mimicked', 'mimicking']
    >>> list(inflect("trap"))
    ['trap', 'traps', 'trapped', 'trapping', 'traped', 'traping']
    """
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        third, stem, stem_ing = lemma[:-1] + "ies", lemma[:-1] + "i", lemma
    elif lemma.endswith(("s", "x", "ch", "sh", "z", "o")):
        third, stem, stem_ing = lemma + "es", lemma, lemma
    elif lemma.endswith("e"):
        third, stem, stem_ing = lemma + "s", lemma[:-1], lemma[:-1]
    elif lemma.endswith("ic"):
        third, stem, stem_ing = lemma + "s", lemma + "k", lemma + "k"
    else:
        third, stem, stem_ing = lemma + "s", lemma, lemma
    forms = {lemma: "base", third: "s"}
    short_vowel = len(lemma) > 2 and lemma[-2] in "aeiou" and lemma[-3] not in "aeiou"
    if short_vowel and lemma[-1] in "bdglmnprt":
        forms |= {lemma + lemma[-1] + "ed": "ed", lemma + lemma[-1] + "ing": "ing"}
    return forms | {stem + "ed": "ed", stem_ing + "ing": "ing"}


def index_verbs(verbs: Sequence[Verb]) -> dict[str, Form]:
    """Return every form of the verbs, in either spelling, looked up by the form in lower case."""
    forms: dict[str, Form] = {}
    for verb in verbs:
        for noun in verb.nouns:
            forms.setdefault(noun, Form(verb, "noun", names_event=True))
            forms.setdefault(noun + "s", Form(verb, "noun", names_event=True))
        for agent in verb.agents:
            forms.setdefault(agent, Form(verb, "agent", names_event=True))
            forms.setdefault(agent + "s", Form(verb, "agent", names_event=True))
    for verb in verbs:
        for past in verb.past:
            forms[past] = Form(verb, "ed")
        for text, form in inflect(verb.lemma).items():
            if not (verb.past and form == "ed") and (text not in forms or forms[text].form in ("agent", "noun")):
                forms[text] = Form(verb, form, names_event=text in forms)
    return {_BRITISH.sub("s", text): form for text, form in forms.items()} | forms


def read_verbs(path: Path) -> list[Verb]:
    """Read a verb file.

    Raises
    ------
    VerbError
        The file is no TOML, or a row has a mistake: names the verb, what is wrong, and what there is.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise VerbError(f"Not a TOML file in UTF-8: {error}.", path=path) from error
    return [_verb(lemma, row, path) for lemma, row in table.items()]


def _verb(lemma: str, row: Any, path: Path) -> Verb:
    if mistake := _mistake(lemma, row):
        raise VerbError(f"The verb {lemma!r} {mistake}.", path=path)
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    return Verb(lemma, **values)


def _mistake(lemma: str, row: object) -> str:
    """Return what is wrong with a row of a verb file, nothing if it is right."""
    keys = [field.name for field in fields(Verb)][1:]
    if not _is_word(lemma):
        return "should be called by one word in lower case, of two letters or more, as in [kindle]"
    if not isinstance(row, dict):
        return f"should be a table [{lemma}] with the keys {', '.join(keys)}"
    if unknown := [key for key in row if key not in keys]:
        return f"has no key {', '.join(map(repr, unknown))}; there are {', '.join(keys)}"
    if row.get("type") not in TYPES:
        given = f", not {row['type']!r}" if "type" in row else ""
        return f"needs a type, one of {', '.join(TYPES)}{given}"
    if not isinstance(row.get("example", ""), str):
        return "needs as example a sentence"
    for key, value in row.items():
        if key not in ("type", "example") and not (isinstance(value, list) and all(map(_is_word, value))):
            return f'needs as {key} words in lower case, as in ["kindling"], not {value!r}'
    return ""


def _is_word(text: object) -> bool:
    return isinstance(text, str) and len(text) > 1 and text.split() == [text.lower()]


@functools.cache
def _read_words() -> dict[str, Any]:
    return tomllib.loads((DATA / "words.toml").read_text("utf-8"))


@functools.cache
def word_class(name: str) -> frozenset[str]:
    """Return a class of words, for what reads chunks; it is the same whatever further verbs there are.

    Examples
    --------
    >>> "role" in word_class("role_nouns")
    True
    """
    return frozenset(_read_words()["classes"][name].split())


@functools.cache
def open_words(verbs: Path | None = None) -> Words:
    """Read and index the vocabulary, once a process; ``verbs`` is a file of further verbs."""
    table = _read_words()
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, reading in table["phrases"].items():
        first, *rest = phrase.split()
        phrases.setdefault(first, []).append((tuple(rest), reading))
    classes = {name: word_class(name) for name in table["classes"]}
    classes_of: dict[str, set[str]] = {}
    for name, members in classes.items():
        for word in members:
            classes_of.setdefault(word, set()).add(name)
    rows = {verb.lemma: verb for path in (DATA / "verbs.toml", verbs) if path for verb in read_verbs(path)}
    return Words(
        classes,
        {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()},
        table["compounds"],
        table["ways"],
        index_verbs(list(rows.values())),
        {word: frozenset(names) for word, names in classes_of.items()},
        tuple(classes["counts"]),
    )
