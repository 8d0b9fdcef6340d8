"""The names among a sentence's tokens: the caption's and figure's own, the lexicon's, and what looks like one."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pfocr_net.captions.tokens import Token
from pfocr_net.captions.words import Words
from pfocr_net.lexicon import Lexicon, key
from pfocr_net.model import Kind

_GENE_LIKE = re.compile(r"(?=.*[A-Zα-ω])(?:.*\d.*|.*[a-z].*[A-Z].*|[A-Z].*[A-Z].*|.*[α-ω].*|[A-Z]{1,2})$")
#: An exchange of amino acids ("V600E") is a state of the protein named with it, no protein.
_MUTATION = re.compile(r"[ACDEFGHIKLMNPQRSTVWY]\d{2,4}[ACDEFGHIKLMNPQRSTVWY]$")
_ROMAN = frozenset(("II", "III", "IV", "VI", "VII", "VIII", "IX"))
_STEM_NUMBER = re.compile(r"(?:\d{1,2}[A-Za-zα-ω]?|[a-dα-δ])$")


class Name(NamedTuple):
    """A name over the tokens ``first`` to ``last``; ``source`` is the lexicon's, or ``own``, or ``look``."""

    first: int
    last: int
    kind: Kind
    source: str


def find_names(
    sentence: str, tokens: Sequence[Token], words: Words, lexicon: Lexicon, own: Mapping[str, Kind]
) -> list[Name]:
    """Find the names, longest first from left to right.

    Parameters
    ----------
    own
        Names of the caption's glossary and of the figure's genes, in lower case.
    """
    keys = [key(sentence[token.start : token.end]) for token in tokens]
    lower = sentence.lower()
    long_forms = [name for name in own if " " in name and name in lower]
    number_of = {token.end: number for number, token in enumerate(tokens)} if long_forms else {}
    names: list[Name] = []
    number = 0
    while number < len(tokens):
        token = tokens[number]
        name = None
        if keys[number] and token.tag in "nauvdr":
            lasts = _known_ends(keys, number, lexicon)
            if long_forms and (end := _long_form_end(lower, token.start, long_forms)) in number_of:
                lasts.insert(0, number_of[end])
            for last in lasts:
                if name := _known(sentence, tokens, number, last, words, lexicon, own):
                    break
            else:
                name = _by_look(token, number, own)
        if name:
            name = _numbered(tokens, _hyphened(tokens, name))
            names.append(name)
            number = name.last
        number += 1
    return names


def _known_ends(keys: Sequence[str], first: int, lexicon: Lexicon) -> list[int]:
    """Return the last tokens of the lexicon's names that begin at a token, the longest first."""
    ends: list[int] = []
    text, number = keys[first], first
    while True:
        known, goes_on = lexicon.reach(text)
        if known:
            ends.insert(0, number)
        if not goes_on:
            return ends
        number = next((n for n in range(number + 1, len(keys)) if keys[n]), 0)
        if not number:
            return ends
        text = f"{text} {keys[number]}"


def _long_form_end(lower: str, start: int, long_forms: Sequence[str]) -> int | None:
    """Where a name of several words that the caption itself defines ends, if it starts here."""
    return max((start + len(name) for name in long_forms if lower.startswith(name, start)), default=None)


def _known(
    sentence: str,
    tokens: Sequence[Token],
    first: int,
    last: int,
    words: Words,
    lexicon: Lexicon,
    own: Mapping[str, Kind],
) -> Name | None:
    """Return the name if the tokens are one that the lexicon, the caption or the figure knows."""
    text = sentence[tokens[first].start : tokens[last].end]
    if ", " in text:
        return None
    if kind := own.get(text.lower()):
        return Name(first, last, kind, "own")
    found = lexicon.look_up(text)
    if not found or (first == last and _is_plain_word(tokens[first], found[0].kind, words)):
        return None
    if first != last and tokens[first].tag == "d":
        return None
    return Name(first, last, found[0].kind, found[0].source)


def _is_plain_word(token: Token, kind: Kind, words: Words) -> bool:
    """Whether one token is an ordinary word, though the lexicon has it."""
    if len(token.text) == 1 or (token.text.islower() and token.text.isalpha() and len(token.text) < 4):
        return True
    if token.lower in words.classes["empty_heads"]:
        return True
    lower_case = token.text[1:].islower()
    return lower_case and (token.tag in "vdrPu" or (token.tag == "a" and kind is not Kind.CELL))


def _by_look(token: Token, number: int, own: Mapping[str, Kind]) -> Name | None:
    if kind := own.get(token.lower):
        return Name(number, number, kind, "own")
    if token.tag in "na" and _looks_like_a_gene(token.text):
        return Name(number, number, Kind.GENE, "look")
    return None


@functools.lru_cache(maxsize=1 << 16)
def _looks_like_a_gene(text: str) -> bool:
    return len(text) > 1 and text not in _ROMAN and not _MUTATION.match(text) and bool(_GENE_LIKE.match(text))


def _hyphened(tokens: Sequence[Token], name: Name) -> Name:
    """Extend a name known by its look alone over a hyphen: ``LMW-HA``, ``F508del-CFTR``."""
    if name.source == "look" and name.last + 2 < len(tokens):
        hyphen, follower = tokens[name.last + 1 : name.last + 3]
        if hyphen.text in "-‐‑" and hyphen.glued and follower.glued and _GENE_LIKE.match(follower.text):
            return Name(name.first, name.last + 2, name.kind, name.source)
    return name


def _numbered(tokens: Sequence[Token], name: Name) -> Name:
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
