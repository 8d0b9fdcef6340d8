"""The names among a sentence's tokens: the caption's and figure's own, the lexicon's, and what looks like one."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pfocr_net.captions.parts import PROTEINS
from pfocr_net.captions.tokens import Token
from pfocr_net.captions.words import Words
from pfocr_net.lexicon import Lexicon, key
from pfocr_net.model import Kind

_GENE_LIKE = re.compile(r"(?=.*[A-Zα-ω])(?:.*\d.*|.*[a-z].*[A-Z].*|[A-Z].*[A-Z].*|.*[α-ω].*|[A-Z]{1,2})$")
#: An exchange of amino acids ("V600E") is a state of the protein named with it, no protein.
_MUTATION = re.compile(r"[ACDEFGHIKLMNPQRSTVWY]\d{2,4}[ACDEFGHIKLMNPQRSTVWY]$")
_ROMAN = frozenset(("II", "III", "IV", "VI", "VII", "VIII", "IX"))
_STEM_NUMBER = re.compile(r"(?:\d{1,4}[A-Za-zα-ω]?|[a-dα-δ]|[α-ω]\d?|alpha|beta|gamma|delta)$")
_ENDS_WITH_NUMBER = re.compile(r"\d$|[α-ω]|^(?:alpha|beta|gamma|delta)$")
#: A letter that goes on as a number does: "STAT5*A*/*B*", "Aurora *B*/*C*".
_LETTER = re.compile(r"[A-H]$")
_ENDS_WITH_LETTER = re.compile(r"(?:^|\d)[A-H]$")
#: What stands between a stem's numbers: "1*/*2", "-1*, -*2*, and -*3".
_JOINT = re.compile(r"(?:,?C|[,/])-|/")
_BARE_NUMBER = re.compile(r"(?:\d{1,2}[A-D]?|[α-ω]\d?)$")
#: Bare numbers behind a stem that has one ("TLR7*, 8 and 9*"), and behind one in the plural ("STATs *1 and 2*").
_SERIES = re.compile(r"(?:,#)*,?C#(?![#nau-])")
_SERIES_OF_PLURAL = re.compile(rf"#{_SERIES.pattern}")


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
                name = _by_look(token, number, lexicon, own)
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
    if ", " in text or text.count("(") != text.count(")"):
        return None
    if kind := own.get(text.lower()):
        return Name(first, last, kind, "own")
    found = lexicon.look_up(text)
    if not found or (first == last and _is_plain_word(tokens, first, found[0].kind, words)):
        return None
    if first != last and (tokens[first].tag == "d" or _names_doer_of(sentence, tokens, first, last, lexicon)):
        return None
    return Name(first, last, found[0].kind, found[0].source)


def _names_doer_of(sentence: str, tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a name with a doer at its end is two: "mTOR *inhibitor* rapamycin", "JAK *inhibitors*"."""
    form = tokens[last].form
    if form is None or not form.names_actor:
        return False
    if last + 1 < len(tokens) and tokens[last + 1].tag == "n":
        return True
    rest = lexicon.look_up(sentence[tokens[first].start : tokens[last - 1].end])
    return any(found.kind in PROTEINS for found in rest)


def _is_plain_word(tokens: Sequence[Token], number: int, kind: Kind, words: Words) -> bool:
    """Whether one token is an ordinary word, though the lexicon has it."""
    token = tokens[number]
    if len(token.text) == 1 or (token.text.islower() and token.text.isalpha() and len(token.text) < 4):
        return True
    if token.lower in words.classes["empty_heads"]:
        return True
    if token.tag == "u" and number and token.text[0].isupper():
        return False  # "Frizzled" within a sentence
    if not token.text[1:].islower():
        return False
    return token.tag in "vdrPu" or (token.tag == "a" and kind is not Kind.CELL and not _is_thing(tokens, number))


def _is_thing(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word that may be an adjective is the thing itself, "an *isoprenoid* is", as no noun follows."""
    behind = tokens[number + 1].tag if number + 1 < len(tokens) else ""
    return tokens[number].lower.endswith("oid") and behind not in tuple("navuC/-(")


def _by_look(token: Token, number: int, lexicon: Lexicon, own: Mapping[str, Kind]) -> Name | None:
    """Return a name that looks like a gene's, unless a hand decided that it stands for nothing."""
    if kind := own.get(token.lower):
        return Name(number, number, kind, "own")
    if token.tag in "na" and _looks_like_a_gene(token.text) and lexicon.override(token.text) is None:
        return Name(number, number, Kind.GENE, "look")
    return None


@functools.lru_cache(maxsize=1 << 16)
def _looks_like_a_gene(text: str) -> bool:
    return len(text) > 1 and text not in _ROMAN and not _MUTATION.match(text) and bool(_GENE_LIKE.match(text))


def _hyphened(tokens: Sequence[Token], name: Name) -> Name:
    """Extend a name over a hyphen: ``LMW-HA``, known by its look, ``IFN-λ4`` and ``miRNA-22``, stem and number."""
    behind = tokens[name.last + 1 : name.last + 3]
    if len(behind) < 2 or behind[0].text not in "-‐‑" or not (behind[0].glued and behind[1].glued):
        return name
    if tokens[name.last].lower == "mirna" and behind[1].text[0].isdigit():
        return Name(name.first, name.last + 2, Kind.GENE, name.source)
    is_number = (
        name.kind in PROTEINS and _STEM_NUMBER.match(behind[1].text) and not _is_tied(tokens, name.last + 3)
    )
    if is_number:
        return Name(name.first, name.last + 2, name.kind, name.source)
    is_link = _is_link(tokens, name.first - 1, -1) or _is_link(tokens, name.last + 3, 1)
    is_whole = is_link and bool(re.search(r"\d", tokens[name.last].text))
    if name.source == "look" and _GENE_LIKE.match(behind[1].text) and not is_whole:
        return Name(name.first, name.last + 2, name.kind, name.source)
    return name


def _is_tied(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is the hyphen that ties the word before it to one behind."""
    return at < len(tokens) - 1 and tokens[at].tag == "-" and tokens[at].glued


def _is_link(tokens: Sequence[Token], hyphen: int, step: int) -> bool:
    """Whether a hyphen goes on to a further link of a chain, "*A-*B-C" or "A-B*-C*"."""
    return hyphen > 0 and _is_tied(tokens, hyphen) and _looks_like_a_gene(tokens[hyphen + step].text)


def _numbered(tokens: Sequence[Token], name: Name) -> Name:
    """Extend ``ERK1`` over ``/2``, ``IL-1`` over ``, -6 and -8``: a stem with its numbers is one name."""
    last = name.last
    while number := _next_number(tokens, last):
        last = number
    if last == name.last and name.kind in PROTEINS:
        last = _series_end(tokens, last)
    return name if last == name.last else Name(name.first, last, Kind.FAMILY, name.source)


def _next_number(tokens: Sequence[Token], last: int) -> int:
    """Return the token of one more number behind a stem and its numbers, 0 if there is none."""
    joint = _JOINT.match("".join([token.tag for token in tokens[last + 1 : last + 4]]))
    at = last + 1 + joint.end() if joint else len(tokens)
    if not joint or at >= len(tokens) or not tokens[at].glued:
        return 0
    is_letter = joint[0] == "/" and _LETTER.match(tokens[at].text) and _ENDS_WITH_LETTER.search(tokens[last].text)
    if not is_letter and not _STEM_NUMBER.match(tokens[at].text):
        return 0
    if joint[0] == "/":
        belongs = tokens[last + 1].glued and (tokens[at].text[0].isdigit() or not _is_tied(tokens, at + 1))
    else:
        belongs = bool(_ENDS_WITH_NUMBER.search(tokens[last].text))
    return at if belongs else 0


def _series_end(tokens: Sequence[Token], last: int) -> int:
    """Return the last of a stem's bare numbers, "TLR7, *8 and 9*", "STATs *1 and 2*", or ``last``."""
    has_number = _ENDS_WITH_NUMBER.search(tokens[last].text)
    if not has_number and not tokens[last].text.endswith("s"):
        return last
    behind = ["#" if _BARE_NUMBER.match(token.text) else token.tag for token in tokens[last + 1 : last + 12]]
    series = (_SERIES if has_number else _SERIES_OF_PLURAL).match("".join(behind))
    return last + series.end() if series else last
