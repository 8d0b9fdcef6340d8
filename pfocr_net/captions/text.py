"""A caption's text: its sentences, and what in it is no text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pfocr_net.captions.words import word_class

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|etc|vs|cf|ca|approx|Figs?|refs?|spp?|no|Dr|resp|incl|var|subsp|St|viz)|\b[A-Z])\.$"
)
_BREAK = re.compile(
    r"[.!?](?:(?<=\.)(?=(?:Notes?|Abbreviations?):)|[\"”’')\]]*\s+(?=[\"“(\[]*[A-Zα-ωΑ-Ω0-9‘'])"
    r"|(?<=[a-z]{3}\.)(?=[A-Z][a-z]*\s)"
    r"|(?<=[a-z)]\.)\s+(?=[a-h] [A-Z])"  # a panel's letter
    r"|(?<=\.)\s+(?=[a-z][\w-]{1,9}(?: ?[=:]|,) )|(?<=[a-z]{3}\.)(?=[A-Z][\w-]{0,9}: ))"  # a glossary
)
_PANEL = re.compile(
    r"[①-⓿❶-➓]|\((?<![\w′’']\()\s*(?:[A-Za-z]|[ivx]{1,4}|[IVX]{2,4}|\d{1,2})(?:\s*(?:[,&–-]|and|to)\s*(?:[A-Za-z]|[ivx]{1,4}|[IVX]{2,4}|\d{1,2}))*\s*\)"
)
_HOLE = re.compile(
    r"[①-⓿❶-➓]|\[\s*[\d\s,;–-]*\]|\(\s*(?:[Ff]ig(?:ure|s|\.)?|[Ss]ee|[Rr]efs?\.?|[Pp]anels?|[Tt]able)\b[^()]*\)|\(\s*[,;]*\s*\)"
)
#: A sentence has at most so many characters, a longer stretch is read in pieces: the frames look back and forth in
#: it. The longest known has 3,274.
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and its place: ``caption[start:end] == text``."""

    text: str
    start: int
    end: int

    def until(self, length: int) -> Sentence:
        """Return the first part of it."""
        return Sentence(self.text[:length], self.start, self.start + length)


def split_sentences(caption: str) -> list[Sentence]:
    """Split a caption into sentences of at most `LONGEST` characters."""
    breaks = (
        match.end()
        for match in _BREAK.finditer(caption)
        if not _ABBREVIATION.search(caption[max(0, match.start() - 8) : match.start() + 1])
    )
    starts = [0, *breaks]
    sentences = []
    for start, end in _pieces(caption, [*starts, len(caption)]):
        text = caption[start:end]
        stripped = text.strip()
        if stripped:
            begin = start + text.index(stripped[0])
            sentences.append(Sentence(stripped, begin, begin + len(stripped)))
    return sentences


def _pieces(caption: str, bounds: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between some places, cut at spaces where they are too long."""
    for start, end in pairwise(bounds):
        while end - start > LONGEST:
            space = caption.rfind(" ", start + 1, start + LONGEST)
            cut = space if space > 0 else start + LONGEST
            yield start, cut
            start = cut
        yield start, end


def blank(caption: str) -> str:
    """Overwrite with spaces what only leads through the figure, as panel letters and colours; offsets stay."""

    def spaces(match: re.Match[str]) -> str:
        return " " * len(match[0])

    return _drawn().sub(spaces, _HOLE.sub(spaces, _PANEL.sub(spaces, caption)))


@functools.cache
def _drawn() -> re.Pattern[str]:
    """Return what matches a bracket that says how or where something is drawn: "(red arrow)", "(top left)"."""
    looks = "|".join(sorted(word_class("looks")))
    return re.compile(rf"\((?:[\w-]+[\s-]){{0,3}}?(?:{looks})(?:[\s-]\w+){{0,2}}\)")
