"""What a caption says of its own names: "long form (SF)", and "MVB, multivesicular body; ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_GREEK = str.maketrans("αβγδεκλ", "abgdekl")
_HEAD = re.compile(r"[^:;,=]{0,80}(?:as follows?|abbreviations?(?: used| are)*)\b[:.]?\s*", re.IGNORECASE)
_SEPARATOR = re.compile(r"[;:=]")
#: "MVB, multivesicular body" and "multivesicular body, MVB".
_ITEM = re.compile(r"\s*(?:and\s+)?(?P<short>\S{1,15}?(?:\s\S{1,8}?)?)\s*[,:=–—-]\s+(?P<long>\S.{2,120}?)[\s.]*$")
_ITEM_TURNED = re.compile(r"\s*(?:and\s+)?(?P<long>\S.{2,120}?)\s*[,:=–—-]\s+(?P<short>[^\s,]{1,15})[\s.]*$")
#: "MVB = multivesicular body, ..." or with a hyphen, "MVB multivesicular body, ..." and "A, aaa, B, bbb".
_EQUATION = re.compile(
    r"(?:^|[,;:] )(?:and )?(?P<short>[^\s,;:=—]{1,15}?)(?: ?[=:—] ?|- )(?P<long>[^=:;—]{4,120}?)"
    r"(?=[,;] (?:and )?[^\s,;:=—]{1,15}?(?: ?[=:—]|- )|[;.]?\s*$)"
)
_PAIR = re.compile(
    r"(?:^|, |; )(?P<short>[A-Zα-ω][A-Za-z0-9α-ω/-]{1,9})[:=,]? "
    r"(?P<long>[A-Za-z][\w-]*(?: [\w-]+){1,7})(?=,|;|\.|$)"
)
#: "SF (long form)", a bracket that may hold a short form, one that may hold a glossary.
_EXPLAINED = re.compile(r"(?<![\w-])([A-Za-z0-9α-ω/-]{2,10}) \(([A-Za-zα-ω][^()\[\];:]{7,90})\)")
_PAREN = re.compile(r"\(([^()\s]{1,12}(?:[\s-][^()\s]{1,8})?)\)")
_BRACKETS = re.compile(r"\(([^()]*;[^()]*)\)")


class Pair(NamedTuple):
    """A short form and its long form."""

    short: str
    long: str


class Glossary(NamedTuple):
    """A glossary: where in its sentence it starts, its items' text, its pairs."""

    start: int
    text: str
    pairs: list[Pair]


def find_glossary(text: str) -> Glossary | None:
    """Find the glossary that a sentence is or ends with.

    Examples
    --------
    >>> find_glossary("ER = endoplasmic reticulum, mvb = multivesicular body").pairs[1]
    Pair(short='mvb', long='multivesicular body')
    >>> find_glossary("AKT1 activates MTOR; TP53 inhibits MDM2.")
    """
    if text.count(",") < 2 and not _SEPARATOR.search(text):
        return None
    head = match.end() if (match := _HEAD.match(text)) else 0
    ends = [*(head + found.start() for found in re.finditer(";", text[head:])), len(text)]
    parts = [
        (start, text[start:end]) for start, end in zip([head, *(end + 1 for end in ends)], ends, strict=False)
    ]
    parts = [(start, part) for start, part in parts if part.strip(" .")]
    found = (_listed_with_commas(text, head) if len(parts) < 3 else None) or _listed(parts, head)
    is_headed = head > 0 and text.lower().startswith("abbreviation")
    return found or (Glossary(0, text[head:], []) if is_headed else None)


def _listed_with_commas(text: str, head: int) -> Glossary | None:
    for pattern in (_EQUATION, _PAIR):
        pairs = [Pair(*match.group("short", "long")) for match in pattern.finditer(text, head)]
        found = _abbreviating(pairs, listed=pattern is _EQUATION)
        if len(found) > 1 and len("".join(map("".join, found))) * 2 > len(text):
            return Glossary(0, text[head:], pairs if "=" in text else found)
    return None


def _listed(parts: list[tuple[int, str]], head: int) -> Glossary | None:
    for pattern in (_ITEM, _ITEM_TURNED):
        shaped = [(start, match) for start, part in parts if (match := pattern.match(part))]
        pairs = [Pair(*match.group("short", "long")) for _, match in shaped]
        found = len(_abbreviating(pairs, listed=len(parts) > 2))
        if found * 2 > len(parts) or (len(pairs) * 4 > len(parts) * 3 and found * 3 > len(parts) > 3):
            begin = shaped[0][0]
            items = "".join(part for start, part in parts if start >= begin)
            return Glossary(0 if begin == head else begin, items, pairs)
    return None


def _abbreviating(pairs: Iterable[Pair], *, listed: bool) -> list[Pair]:
    """Return the pairs of which one abbreviates the other; only in a list may it be in lower case."""
    return [pair for pair in pairs if (listed or re.search(r"[A-Z0-9]", pair.short)) and _abbreviates(*pair)]


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of a short form occur in this order in the long form."""
    letters = re.sub(r"[^a-z]", "", short.lower().translate(_GREEK))
    long = re.sub(r"^[\d,′'-]+(?=[a-z])", "", long.lower().translate(_GREEK))
    if not letters or len(short) < 2 or len(long) <= len(short) or (short[1:].islower() and len(short) > 4):
        return False
    rest = iter(long)
    return (
        sum(letter in rest for letter in letters) >= min(len(letters), max(2, len(letters) - 1))
        and long[0] in letters[:2] + "cpm"
    )


def cut_abbreviations(text: str) -> tuple[str, list[Pair]]:
    """Return a text with spaces for the brackets that explain a name or hold a glossary, and what they say."""
    pairs = []
    for match in _BRACKETS.finditer(text):
        if glossary := find_glossary(match[1]):
            pairs += glossary.pairs
            text = _without(text, *match.span())
    for found in abbreviations(text):
        pairs.append(Pair(found.short, text[found.long_start : found.long_end]))
        text = _without(text, found.start, found.end)
    return text, pairs


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form, the place of its long form, and (``start``, ``end``) of the bracket that holds one of them."""

    short: str
    start: int
    end: int
    long_start: int
    long_end: int


def abbreviations(text: str) -> list[Abbreviation]:
    """Return each "long form (SF)" and "SF (long form)" of a text (after Schwartz and Hearst 2003).

    Examples
    --------
    >>> [found.short for found in abbreviations("the endoplasmic reticulum (ER) and the nucleus (N)")]
    ['ER']
    """
    found = []
    for match in _PAREN.finditer(text):
        short = match[1].strip(" ,;")
        letters = _letters(short)
        if len(letters) < 2 or not re.search(r"[A-Z]", short):
            continue
        window = max(0, match.start() - 10 * len(letters) - 30)
        before = text[window : match.start()].rstrip()
        place = _long_form(letters, before)
        if place is not None and len(before) - place > len(short):
            found.append(Abbreviation(short, *match.span(), window + place, window + len(before)))
    for match in _EXPLAINED.finditer(text):
        letters = _letters(match[1])
        if len(letters) > 1 and re.search(r"[A-Z]", match[1]) and _long_form(letters, match[2]) == 0:
            found.append(Abbreviation(match[1], match.start(2) - 1, match.end(), *match.span(2)))
    return found


def _letters(short: str) -> list[str]:
    """Return what a short form's long form must hold, in order; a Greek letter may be spelled out."""
    return [c for c in short.lower().translate(_GREEK) if c.isalnum()]


def _long_form(letters: list[str], before: str) -> int | None:
    """Match the letters from right to left in the text before the bracket; return where the long form starts."""
    lower = before.lower().translate(_GREEK)
    place = len(lower)
    for number in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and not (
            lower[place] == letters[number] and (number > 0 or place == 0 or not lower[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    words = re.findall(r"\S+", before[place:])
    return place if len(words) <= min(len(letters) + 5, len(letters) * 2 + 1) else None
