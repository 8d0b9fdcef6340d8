"""A caption's text: sentences, panels, glossary, legend talk."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|etc|vs|cf|ca|approx|Figs?|refs?|spp?|no|Dr|resp|incl|var|subsp|St|viz)|\b[A-Z])\.$"
)
_BREAK = re.compile(
    r"\.(?=(?:Notes?|Abbreviations?|Abbreviation):)|[.!?](?:[\"”’')\]]*)\s+(?=[\"“(\[]*[A-Zα-ωΑ-Ω0-9‘'])|(?<=[a-z]{3})\.(?=[A-Z][a-z]*\s)"
)
_PANEL = re.compile(
    r"(?<![\w′’'])\(\s*(?:[A-Za-z]|[ivx]{1,4}|\d{1,2})(?:\s*(?:[,&–-]|and|to)\s*(?:[A-Za-z]|[ivx]{1,4}|\d{1,2}))*\s*\)"
)
_HOLE = re.compile(
    r"\[\s*[\d\s,;–-]*\]|\(\s*(?:[Ff]ig(?:ure|s|\.)?|[Ss]ee|[Rr]efs?\.?|[Pp]anels?|[Tt]able)\b[^()]*\)|\(\s*[,;]*\s*\)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and its place: ``caption[start:end] == text``."""

    text: str
    start: int
    end: int


def split_sentences(caption: str) -> list[Sentence]:
    """Split a caption into sentences."""
    breaks = (
        match.end()
        for match in _BREAK.finditer(caption)
        if not _ABBREVIATION.search(caption[max(0, match.start() - 8) : match.start() + 1])
    )
    starts = [0, *breaks]
    sentences = []
    for start, end in zip(starts, [*starts[1:], len(caption)], strict=True):
        text = caption[start:end]
        stripped = text.strip()
        if stripped:
            begin = start + text.index(stripped[0])
            sentences.append(Sentence(stripped, begin, begin + len(stripped)))
    return sentences


def blank(caption: str) -> str:
    """Overwrite panel letters, empty citations and references to figures with spaces; offsets stay."""

    def spaces(match: re.Match[str]) -> str:
        return " " * len(match[0])

    return _COLOUR.sub(spaces, _HOLE.sub(spaces, _PANEL.sub(spaces, caption)))


_COLOUR = re.compile(
    r"\((?:[\w-]+[\s-]){0,3}?(?:red|blue|green|yellow|orange|purple|pink|gr[ea]y|black|white|brown|violet|magenta|cyan|left|right"
    r"|top|bottom|dashed|dotted|solid)(?:[\s-]\w+){0,2}\)"
)


_GLOSSARY_ITEM = re.compile(
    r"\s*(?:Abbreviations?(?: used| are)?\s*[:.]?\s*)?(?:and\s+)?"
    r"(\S{1,15}?(?:\s\S{1,8}?)?)\s*[,:=–—-]\s+(\S.{2,120}?)[\s.]*$"
)
_GLOSSARY_PAIR = re.compile(
    r"(?:^|, |; )([A-Zα-ω][A-Za-z0-9α-ω/-]{1,9})[:=,]? ([A-Za-z][\w-]*(?: [\w-]+){1,7})(?=,|;|\.|$)"
)


def glossary_items(text: str) -> list[tuple[str, str]]:
    """Return the pairs (short, long) of a glossary such as ``"MVB, multivesicular body; ER, ..."``; else none."""
    parts = [part for part in re.split(r";", text) if part.strip(" .")]
    items = []
    for part in parts:
        match = _GLOSSARY_ITEM.match(part)
        if match and _abbreviates(match[1], match[2]):
            items.append((match[1], match[2].strip()))
    if len(items) * 2 > len(parts):
        return items
    # "ESCRT Endosomal sorting complexes ..., MVB multivesicular body." and "A, aaa, B, bbb"
    pairs = [(m[1], m[2].strip()) for m in _GLOSSARY_PAIR.finditer(text) if _abbreviates(m[1], m[2])]
    covered = sum(len(short) + len(long) for short, long in pairs)
    return pairs if covered * 2 > len(text) else []


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of a short form occur in this order in the long form."""
    letters = re.sub(r"[^A-Za-z]", "", short).lower()
    if (
        not letters
        or len(long) <= len(short)
        or not re.search(r"[A-Z0-9]", short)
        or (short[1:].islower() and len(short) > 4)
    ):
        return False
    rest = iter(long.lower())
    return (
        sum(letter in rest for letter in letters) >= min(len(letters), max(2, len(letters) - 1))
        and long[0].lower() in letters[:2] + "cpm"
    )


_GREEK = str.maketrans("αβγδεκλ", "abgdekl")
_EXPLAINED = re.compile(r"(?<![\w-])([A-Za-z0-9α-ω/-]{2,10}) \(([A-Za-zα-ω][^()\[\];:]{7,90})\)")
_PAREN = re.compile(r"\(([^()\s]{1,12}(?:[\s-][^()\s]{1,8})?)\)")


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
