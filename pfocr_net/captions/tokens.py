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
from typing import NamedTuple

from pfocr_net.captions.words import Form, Words

_TOKEN = re.compile(
    r"[A-Zei]\.(?<!\w\w\.)(?:(?<=e\.)\s?g\.|(?<=i\.)\s?e\.|(?<=[A-Z]\.)\s?[a-z]{4,}\b)"  # E. coli
    r"|['’′ʼ]s\b(?<=\w..)|[^\W_]+(?:(?!['’′]s\b)['’′][^\W_]+|(?<=\d)[,.](?=\d)[^\W_]+)*(?:[+*′](?![^\W_])|‚Ä≤)*"
    r"|[()\[\]{},;:/&+.]|[<|]?[-=‐‑–—−─]+[>|⊣→]+|[<|][-=‐‑–—−─]+(?!\d)|[-‐‑–—−]|[→⇒⟶➔←↔⇌⊣⟞]|‚Ä[ìîê]"
)
#: The last three are dashes as pages garble them (UTF-8 read as Mac Roman); "‚Ä≤" is such a prime.
_HYPHENS = frozenset(("-", "‐", "‑", "–", "−", "+", "‚äì", "‚äî", "‚äê"))
#: What an arrow has at one of its ends, however long it is drawn: "-->", "---|", "<--".
_ARROWS = frozenset("→⇒⟶➔←↔⇌⊣⟞<>|")
_POSSESSIVE = ("'s", "’s", "′s", "ʼs")
_TIED = re.compile(r"[^\W_]:[A-Z][^\W_]")
#: Signs that stand for another: a long dash sets off what it is before, as a comma does.
_STANDS_FOR = {"[": "(", "{": "(", "]": ")", "}": ")", "&": "C", "—": ","}

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


class Word(NamedTuple):
    """What a token is by itself; ``opens`` says that a phrase or a word with a prefix may begin with it."""

    lower: str
    tag: str
    form: Form | None
    opens: bool


def states_relation(token: Token, words: Words) -> bool:
    """Whether a word as the second part of a compound relates the first to what follows ("X-*induced* Y").

    "X-*signaling*" names a thing.
    """
    form = token.form
    is_form = form is not None and form.form in ("ed", "ing") and form.verb.type != "none"
    return token.lower in words.compounds or (is_form and token.lower not in words.classes["pathway_heads"])


class Token:
    """One token, ``sentence[start:end]``.

    ``reading`` is the word it is read as (a phrase such as "in response to" is one token), ``glued`` says that no
    space stands before it, ``form`` is the verb form it may be.
    """

    __slots__ = ("end", "form", "glued", "lower", "reading", "start", "tag", "text")

    def __init__(self, text: str, start: int, end: int, glued: bool, word: Word) -> None:
        self.text, self.start, self.end, self.glued = text, start, end, glued
        self.lower, self.tag, self.form, _ = word
        self.reading = self.lower

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
    openers: list[int] = []
    last = -1
    for match in _TOKEN.finditer(sentence):
        start, end = match.span()
        if match[0] in _POSSESSIVE:
            continue
        word = read_word("/" if _is_ratio(sentence, match) else match[0], words)
        if word.opens:
            openers.append(len(tokens))
        tokens.append(Token(match[0], start, end, start == last, word))
        last = end
    return _joined(tokens, openers, words)


def _is_ratio(sentence: str, match: re.Match[str]) -> bool:
    """Whether a colon ties two names: "CLOCK*:*BMAL1"."""
    return match[0] == ":" and bool(_TIED.match(sentence, max(0, match.start() - 1)))


def _joined(tokens: list[Token], openers: Sequence[int], words: Words) -> list[Token]:
    """Return the tokens with each phrase and each word with a prefix as one."""
    joined: list[Token] = []
    at = 0
    for opener in openers:
        if opener >= at:
            joined += tokens[at : opener + 1]
            length = _join_phrase(tokens, opener, words) or _join_prefix(tokens, opener, words)
            at = opener + length
    return joined + tokens[at:]


def _join_phrase(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Read a phrase that begins at ``first`` as one token; return how many it takes in, 0 if there is none."""
    token = tokens[first]
    phrases = words.phrases.get(token.lower)
    if phrases is None:
        return 0
    longest = len(phrases[0][0])
    following = tuple([behind.lower for behind in tokens[first + 1 : first + 1 + longest]])
    for rest, reading in phrases:
        if following[: len(rest)] == rest:
            token.reading = reading
            token.end = tokens[first + len(rest)].end
            token.tag = _class_tags(words).get(reading, "P")
            return len(rest) + 1
    return 0


def _join_prefix(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Read ``down-regulates``, ``up regulation``, ``re-enter`` as one token each; return how many it takes in."""
    prefix = tokens[first]
    if prefix.lower not in words.classes["prefixes"]:
        return 1
    hyphen = first + 1 < len(tokens) and tokens[first + 1].glued and tokens[first + 1].lower in _HYPHENS
    rest = first + 2 if hyphen else first + 1
    if (
        rest >= len(tokens)
        or not (hyphen or prefix.lower in ("up", "down"))
        or (hyphen and not tokens[rest].glued)
        or tokens[rest].text.isupper()
    ):
        return 1
    spellings = [f"{prefix.lower}-{tokens[rest].lower}", prefix.lower + tokens[rest].lower]
    if hyphen and (tokens[rest].lower in words.forms or tokens[rest].lower.endswith("ly")):
        spellings.append(tokens[rest].lower)
    known = next((text for text in spellings if text in words.forms or text.endswith("ly")), None)
    if known is None:
        return 1
    prefix.text, prefix.lower = f"{prefix.text}-{tokens[rest].text}", known
    prefix.reading, prefix.end = known, tokens[rest].end
    prefix.tag, prefix.form = read_word(known, words)[1:3]
    return rest - first + 1


@functools.cache
def _class_tags(words: Words) -> dict[str, str]:
    tags = {word: tag for name, tag in _CLASSES for word in words.classes[name]}
    return tags | {"that": "R"} | _OF_THEIR_OWN


@functools.lru_cache(maxsize=1 << 16)
def read_word(text: str, words: Words) -> Word:
    """Return what a token is by itself.

    Examples
    --------
    >>> from pfocr_net.captions.words import open_words
    >>> read_word("Its", open_words())
    Word(lower='its', tag='d', form=None, opens=False)
    """
    lower = text.lower()
    form = words.form_of(lower)
    opens = lower in words.phrases or lower in words.classes["prefixes"]
    return Word(lower, _tag(text, lower, form, words), form, opens)


def _tag(text: str, lower: str, form: Form | None, words: Words) -> str:
    if not lower[0].isalnum():
        if _ARROWS.intersection(lower):
            return ">"
        return "-" if lower in _HYPHENS else _STANDS_FOR.get(lower, lower)
    tag = _class_tags(words).get(lower)
    if tag and not (len(lower) > 1 and text.isupper()):  # NO is nitric oxide
        return "v" if tag == "a" and form and form.form != "base" else tag
    return "v" if form is not None else _guess(text, lower, words)


_ADJECTIVE = re.compile(r"(?:ive|ic|ous|al|ary|[st]ory|able|ible|ful|less|ent|ant|oid|ular|ated|ized|ised)$")


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
