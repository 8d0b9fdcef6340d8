"""How well captions are read, against marked ones: the comparison that training and ``pfocr-net score`` share.

A relation that was read meets at most one that was marked: as a *link* in either order, as *directed* the right
way round (binding has none), as *typed* with type and sign too.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pfocr_net.benchmark.compare import LEVELS, Disagreement, disagreements, match
from pfocr_net.benchmark.gold import Marked, MarkedCaption, read_gold
from pfocr_net.benchmark.names import is_named, words
from pfocr_net.errors import ReaderError
from pfocr_net.model import Relation

__all__ = [
    "LEVELS",
    "Disagreement",
    "Marked",
    "MarkedCaption",
    "Score",
    "Tier",
    "is_named",
    "match",
    "read_gold",
    "score",
    "words",
]


@dataclass(frozen=True, slots=True)
class Tier:
    """The relations of at least this ``confidence``: of those ``found`` so many are right at each level."""

    confidence: float
    found: int
    marked: int
    right: Mapping[str, int]

    def precision(self, level: str) -> float:
        """Return how many of those found are right, 0 to 1."""
        return self.right[level] / self.found if self.found else 0.0

    def recall(self, level: str) -> float:
        """Return how many of those marked are found, 0 to 1."""
        return self.right[level] / self.marked if self.marked else 0.0

    def f1(self, level: str) -> float:
        """Return the harmonic mean of both."""
        both = self.found + self.marked
        return 2 * self.right[level] / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """How a reader did: by ``tiers``, by frame (how many found, how many of them linked rightly), and how fast.

    ``silent`` counts captions without marked relations, ``false_alarms`` what was read in them all the same;
    frames, false alarms and ``disagreements`` are those of the first tier. ``failures`` say on which captions the
    reader failed, and how: nothing was found in them.
    """

    captions: int
    tiers: tuple[Tier, ...]
    frames: Mapping[str, tuple[int, int]]
    silent: int
    false_alarms: int
    disagreements: tuple[Disagreement, ...]
    failures: tuple[str, ...]
    seconds: float


def score(
    gold: Sequence[MarkedCaption], reader: Callable[[str], list[Relation]], confidences: Sequence[float]
) -> Score:
    """Read the marked captions and compare.

    Parameters
    ----------
    gold : sequence of MarkedCaption
    reader : callable
        From a caption to its relations.
    confidences : sequence of float
        The tiers, lowest first: each holds the relations of at least that confidence.

    Returns
    -------
    Score
    """
    failures: list[str] = []

    def try_caption(one: MarkedCaption) -> list[Relation]:
        try:
            return reader(one.caption)
        except ReaderError as error:
            failures.append(f"{one.figid}: {error}")
            return []

    with suppress(ReaderError):
        reader("AKT1 activates MTOR.")  # words and lexicon are opened outside the clock
    begun = time.perf_counter()
    read = [try_caption(one) for one in gold]
    seconds = time.perf_counter() - begun
    pairs = [(one.relations, relations) for one, relations in zip(gold, read, strict=True)]
    lowest = [(marked, _likely(relations, confidences[0])) for marked, relations in pairs]
    silent = [relations for marked, relations in lowest if not marked]
    return Score(
        len(gold),
        tuple(_tier(pairs, confidence) for confidence in confidences),
        _frames(lowest),
        len(silent),
        sum(map(len, silent)),
        tuple(row for one, (_, likely) in zip(gold, lowest, strict=True) for row in disagreements(one, likely)),
        tuple(failures),
        seconds,
    )


def _likely(relations: Iterable[Relation], confidence: float) -> list[Relation]:
    return [relation for relation in relations if relation.confidence >= confidence]


def _tier(pairs: Iterable[tuple[Sequence[Marked], Sequence[Relation]]], confidence: float) -> Tier:
    likely = [(marked, _likely(relations, confidence)) for marked, relations in pairs]
    right = {level: sum(len(match(*pair, level)) for pair in likely) for level in LEVELS}
    return Tier(confidence, sum(len(r) for _, r in likely), sum(len(m) for m, _ in likely), right)


def _frames(pairs: Iterable[tuple[Sequence[Marked], Sequence[Relation]]]) -> dict[str, tuple[int, int]]:
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for marked, relations in pairs:
        found.update(relation.frame for relation in relations)
        right.update(relations[number].frame for number in match(marked, relations, "link"))
    return {frame: (count, right[frame]) for frame, count in found.most_common()}
