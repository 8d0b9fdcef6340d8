"""Tokens of a sentence and the part each plays in it.

A tag is one letter:

====  ===========================  ====  =====================================================
n     noun, name, anything else    v     a form of a verb in ``data/verbs.toml`` (verb or noun)
a     adjective                    u     an unknown -ed or -ing form
r     adverb                       b h   a form of be; of have
d     determiner                   m     modal (can, may, do)
O     pronoun                      !     negation
F T L of; by; via, through         t     to
P     other preposition            C     and, or
R     which, that                  S     while, when, because
,;:/  themselves                   - >   hyphen or dash; arrow
( )   brackets of any kind
====  ===========================  ====  =====================================================
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from pfocr_net.captions.words import Form, Words

_TOKEN = re.compile(
    r"(?:e\.\s?g\.|i\.\s?e\.)"
    r"|\b[A-Z]\.\s?[a-z]{4,}\b"  # E. coli
    r"|[^\W_]+(?:(?<=\d),(?=\d)[^\W_]+|['’′][^\W_]+|(?<=\d)\.(?=\d)[^\W_]+)*(?:[+*′](?![^\W_]))*"
    r"|[-‐‑–—−]+>|=>|[→⇒⟶➔←↔⊣]|[-‐‑–—−]|‚Ä[ìîê]|[()\[\]{},;:/&+.]"
)
#: The last three are dashes as pages garble them (UTF-8 read as Mac Roman).
_HYPHENS = frozenset(("-", "‐", "‑", "–", "—", "−", "+", "‚äì", "‚äî", "‚äê"))
_ARROWS = frozenset(("→", "⇒", "⟶", "➔", "->", "–>", "—>", "−>", "=>", "-->", "⊣", "←", "↔"))
_BRACKETS = {"[": "(", "{": "(", "]": ")", "}": ")", "&": "C"}

#: Class of plain words -> tag; later rows win.
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
_OF_THEIR_OWN = {
    "of": "F", "by": "T", "via": "L", "through": "L", "to": "t", "thus": "r", "then": "r", "not-only": "r",
    "some": "d", "this": "d", "these": "d", "those": "d",
}  # fmt: skip


class Token:
    """One token, ``sentence[start:end]``.

    ``reading`` is the word it is read as (a phrase such as "in response to" is one token), ``glued`` says that no
    space stands before it, ``form`` is the verb form it may be.
    """

    __slots__ = ("end", "form", "glued", "lower", "reading", "start", "tag", "text")

    def __init__(self, text: str, start: int, end: int, glued: bool) -> None:
        self.text, self.start, self.end, self.glued = text, start, end, glued
        self.lower = self.reading = text.lower()
        self.tag = "n"
        self.form: Form | None = None

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag}"


def read_tokens(sentence: str, words: Words) -> list[Token]:
    """Split a sentence into tokens and tag them.

    Examples
    --------
    >>> from pfocr_net.captions.words import open_words
    >>> read_tokens("IL-6 may activate STAT3 in response to LPS.", open_words())
    [IL/n, -/-, 6/n, may/m, activate/v, STAT3/n, in/P, LPS/n, ./.]
    """
    tokens: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(sentence):
        start, end = match.span()
        tokens.append(Token(match[0], start, end, start == last))
        last = end
    return _tagged(tokens, words)


def _tagged(tokens: list[Token], words: Words) -> list[Token]:
    tags = _class_tags(words)
    joined: list[Token] = []
    number = 0
    while number < len(tokens):
        token = tokens[number]
        length = _join_phrase(tokens, number, words, tags) if token.lower in words.phrases else 0
        if not length:
            length = _join_prefix(tokens, number, words)
            _tag(token, words, tags)
        joined.append(token)
        number += max(length, 1)
    return joined


def _join_phrase(tokens: Sequence[Token], first: int, words: Words, tags: dict[str, str]) -> int:
    """Read a phrase that begins at ``first`` as one token; return how many it takes in, 0 if there is none."""
    token = tokens[first]
    for rest, reading in words.phrases[token.lower]:
        if [following.lower for following in tokens[first + 1 : first + 1 + len(rest)]] == list(rest):
            token.reading = reading
            token.end = tokens[first + len(rest)].end
            token.tag = tags.get(reading, "P")
            return len(rest) + 1
    return 0


def _join_prefix(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Read ``down-regulates``, ``up regulation``, ``re-enter`` as one token each; return how many it takes in."""
    prefix = tokens[first]
    if prefix.lower not in words.classes["prefixes"]:
        return 0
    hyphen = first + 1 < len(tokens) and tokens[first + 1].glued and tokens[first + 1].lower in _HYPHENS
    rest = first + 2 if hyphen else first + 1
    if (
        rest >= len(tokens)
        or not (hyphen or prefix.lower in ("up", "down"))
        or (hyphen and not tokens[rest].glued)
        or tokens[rest].text.isupper()
    ):
        return 0
    spellings = [f"{prefix.lower}-{tokens[rest].lower}", prefix.lower + tokens[rest].lower]
    if hyphen and (tokens[rest].lower in words.forms or tokens[rest].lower.endswith("ly")):
        spellings.append(tokens[rest].lower)
    known = next((text for text in spellings if text in words.forms or text.endswith("ly")), None)
    if known is None:
        return 0
    prefix.text, prefix.lower = f"{prefix.text}-{tokens[rest].text}", known
    prefix.reading, prefix.end = known, tokens[rest].end
    return rest - first + 1


@functools.cache
def _class_tags(words: Words) -> dict[str, str]:
    tags = {word: tag for name, tag in _CLASSES for word in words.classes[name]}
    return tags | {"that": "R"} | _OF_THEIR_OWN


def _tag(token: Token, words: Words, tags: dict[str, str]) -> None:
    lower = token.lower
    if not lower[0].isalnum():
        token.tag = ">" if lower in _ARROWS else "-" if lower in _HYPHENS else _BRACKETS.get(lower, lower)
        return
    token.form = words.forms.get(lower)
    tag = tags.get(lower)
    if tag and not (len(lower) > 1 and token.text.isupper()):  # NO is nitric oxide
        token.tag = "v" if tag == "a" and token.form and token.form.form != "base" else tag
    elif token.form is not None:
        token.tag = "v"
    else:
        token.tag = _guess(token.text, lower, words)


_ADJECTIVE = re.compile(r"(?:ive|ic|ous|al|ary|able|ible|ful|less|ent|ant|oid|ular|ated|ized|ised)$")


def _guess(text: str, lower: str, words: Words) -> str:
    """Guess the part of an unknown word by its ending."""
    if len(lower) > 4 and text[1:].islower():
        if lower.endswith("ly") and lower not in words.classes["nouns"]:
            return "r"
        if lower.endswith(("ing", "ed")):
            return "u"
        if _ADJECTIVE.search(lower) and lower not in words.classes["nouns"]:
            return "a"
    return "n"
