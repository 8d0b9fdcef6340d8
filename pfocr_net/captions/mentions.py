# ruff: noqa
# mypy: ignore-errors
"""Tokens of a sentence and the names among them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pfocr_net.captions.words import Words
from pfocr_net.lexicon import Lexicon, token_spans
from pfocr_net.model import Kind

_TOKEN = re.compile(
    r"(?:e\.\s?g\.|i\.\s?e\.)"
    r"|\b[A-Z]\.\s?[a-z]{4,}\b"
    r"|[^\W_]+(?:['’′][^\W_]+|(?<=\d)\.(?=\d)[^\W_]+)*(?:[+*′](?![^\W_]))*"
    r"|[-‐‑–—−]+>|=>|[→⇒⟶➔←↔⊣]|[-‐‑–—−]|\.\.\.|[()\[\]{},;:/&+.]"
)
_HYPHENS = frozenset("-‐‑–—−")
_ARROWS = frozenset(("→", "⇒", "⟶", "➔", "->", "–>", "—>", "=>", "-->", "⊣", "←", "↔"))
_GENE_LIKE = re.compile(r"^(?=.*[A-Zα-ω])(?:.*\d.*|.*[a-z].*[A-Z].*|[A-Z].*[A-Z].*|.*[α-ω].*|[A-Z]{1,2})$")


class Token:
    """One token: ``sentence[start:end]``; ``tag`` is its part in the sentence (see `tag_tokens`)."""

    __slots__ = ("end", "form", "glued", "lower", "reading", "start", "tag", "text")

    def __init__(self, text: str, start: int, end: int, glued: bool) -> None:
        self.text, self.start, self.end, self.glued = text, start, end, glued
        self.lower = text.lower()
        self.reading = self.lower
        self.tag = ""
        self.form = None


@dataclass(frozen=True, slots=True)
class Name:
    """A known or name-like stretch of tokens ``first..last`` (last included)."""

    first: int
    last: int
    kind: Kind
    source: str


def tokenise(sentence: str) -> list[Token]:
    """Split a sentence into tokens."""
    tokens = []
    last = -1
    for match in _TOKEN.finditer(sentence):
        tokens.append(Token(match[0], match.start(), match.end(), match.start() == last))
        last = match.end()
    return tokens


_CLASSES = (
    ("determiners", "d"),
    ("prepositions", "P"),
    ("pronouns", "O"),
    ("adjectives", "a"),
    ("adverbs", "r"),
    ("auxiliaries_have", "h"),
    ("auxiliaries_be", "b"),
    ("modals", "m"),
    ("conjunctions", "C"),
    ("relatives", "R"),
    ("subordinators", "S"),
    ("negations", "!"),
)
_READINGS = {
    "of": "F", "by": "T", "via": "L", "through": "L", "to": "t", "and": "C", "thus": "r", "then": "r", "some": "d",
    "not-only": "r",
}  # fmt: skip
_ADJECTIVE = re.compile(r"(?:ive|ic|ous|al|ary|able|ible|ful|less|ent|ant|oid|ular|ated|ized|ised|tic)$")
_NOUN_ANYWAY = frozenset("""signal agonist antagonist component agent event adjuvant oxidant antioxidant reactant plant
mutant determinant variant ligament nutrient patient gradient content treatment environment development fragment
segment filament recruitment element animal arsenal interval retrieval survival removal arousal metal crystal
epithelial material potential chemical mitochondrial topic fabric relative derivative alternative adhesive table
lupus glutamic""".split())


def class_tags(words: Words) -> dict[str, str]:
    """Return the tag of every plain word."""
    tags: dict[str, str] = {}
    for name, tag in _CLASSES:
        for word in words.classes[name]:
            tags[word] = tag
    tags |= {word: "d" for word in ("this", "these", "that", "those") if word != "that"}
    tags["that"] = "R"
    return tags | _READINGS


def tag_tokens(tokens: list[Token], words: Words, tags: dict[str, str]) -> list[Token]:
    """Give every token its tag, joining phrases ("in response to") into one token."""
    joined: list[Token] = []
    number = 0
    while number < len(tokens):
        token = tokens[number]
        for rest, reading in words.phrases.get(token.lower, ()):
            if all(
                number + 1 + k < len(tokens) and tokens[number + 1 + k].lower == word for k, word in enumerate(rest)
            ):
                token.reading = reading
                token.end = tokens[number + len(rest)].end
                token.tag = tags.get(reading, "P")
                if token.tag in "ar" and reading not in ("thus", "then"):
                    token.tag = "P"
                number += len(rest)
                break
        else:
            token.tag = _tag(token, words, tags)
        joined.append(token)
        number += 1
    return joined


def _tag(token: Token, words: Words, tags: dict[str, str]) -> str:
    lower = token.lower
    if (tag := tags.get(lower)) and not (token.text.isupper() and len(lower) > 1):
        token.form = words.forms.get(lower)
        return "v" if tag == "a" and token.form else tag
    if not lower[0].isalnum():
        if lower in _ARROWS:
            return ">"
        if lower in _HYPHENS:
            return "-"
        return {"[": "(", "{": "(", "]": ")", "}": ")", "&": "C", "...": "."}.get(lower, lower)
    token.form = words.forms.get(lower)
    if token.form is not None:
        return "v"
    if lower.endswith("ly") and len(lower) > 4 and not lower.endswith("family") and lower != "assembly":
        return "r"
    if len(lower) > 4 and lower.isalpha() and token.text[1:].islower():
        if lower.endswith("ing") or lower.endswith("ed"):
            return "u"
        if _ADJECTIVE.search(lower) and lower not in _NOUN_ANYWAY:
            return "a"
    return "n"


def find_names(
    sentence: str, tokens: list[Token], lexicon: Lexicon, own: dict[str, Kind], empty: frozenset[str]
) -> list[Name]:
    """Find the names: longest match in the lexicon or among the caption's and figure's own, else by their look."""
    parts = token_spans(sentence)
    text = " ".join(part.key for part in parts)
    offset, at = {}, 0
    end_of: dict[int, int] = {}
    for part in parts:
        offset[part.start] = at
        at += len(part.key)
        end_of[at] = part.end
        at += 1
    token_ends = {token.end: number for number, token in enumerate(tokens)}
    names: list[Name] = []
    number = 0
    while number < len(tokens):
        token = tokens[number]
        name = None
        if token.tag in "nauvdr" and token.start in offset and token.lower not in ("a", "the"):
            begin = offset[token.start]
            for prefix in reversed(lexicon.prefixes(text[begin : begin + 90])):
                end = end_of.get(begin + len(prefix))
                last = token_ends.get(end) if end is not None else None
                if last is None:
                    continue
                name = _known(sentence, tokens, number, last, lexicon, own, empty)
                if name:
                    break
            if name is None and token.lower in own:
                name = Name(number, number, own[token.lower], "own")
            if name is None and token.tag in "na" and len(token.text) > 1 and _GENE_LIKE.match(token.text):
                name = Name(number, number, Kind.GENE, "look")
        if name:
            name = _numbered(tokens, _hyphened(tokens, name))
            names.append(name)
            number = name.last + 1
        else:
            number += 1
    return names


def _hyphened(tokens: list[Token], name: Name) -> Name:
    """Extend a name known by its look alone over a hyphen: ``LMW-HA``, ``F508del-CFTR``."""
    last = name.last
    if (
        name.source == "look"
        and last + 2 < len(tokens)
        and tokens[last + 1].text in ("-", "‐", "‑")
        and tokens[last + 1].glued
        and tokens[last + 2].glued
        and _GENE_LIKE.match(tokens[last + 2].text)
    ):
        return Name(name.first, last + 2, name.kind, name.source)
    return name


_STEM_NUMBER = re.compile(r"(?:\d{1,2}[A-Za-zα-ω]?|[a-dα-δ])$")


def _numbered(tokens: list[Token], name: Name) -> Name:
    """Extend ``ERK1`` over ``/2``: a stem with its numbers is one name."""
    last = name.last
    while (
        last + 2 < len(tokens)
        and tokens[last + 1].tag == "/"
        and tokens[last + 1].glued
        and tokens[last + 2].glued
        and _STEM_NUMBER.match(tokens[last + 2].text)
    ):
        last += 2
    return name if last == name.last else Name(name.first, last, Kind.FAMILY, name.source)


def _known(
    sentence: str, tokens: list[Token], first: int, last: int, lexicon: Lexicon, own: dict[str, Kind], empty: frozenset[str]
) -> Name | None:
    text = sentence[tokens[first].start : tokens[last].end]
    if text.lower() in own:
        return Name(first, last, own[text.lower()], "own")
    found = lexicon.look_up(text)
    if not found:
        return None
    best = found[0]
    if first == last:
        token = tokens[first]
        plain = token.text[1:].islower() or token.text.islower()
        if token.lower in empty:
            return None
        if plain and (token.tag in "vdrPu" or (token.tag == "a" and best.kind is not Kind.CELL)):
            return None
        if len(token.text) == 1 or (token.text.islower() and len(token.text) < 4):
            return None
    elif tokens[first].tag in "d":
        return None
    return Name(first, last, best.kind, best.source)
