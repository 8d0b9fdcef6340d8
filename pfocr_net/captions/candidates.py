"""Pairs of names in a caption that may be related, each with what speaks for it.

A pair is a candidate if a frame reads it, or if the stretch between its names is one that often relates names in
the captions the scorer was trained on.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pfocr_net.captions.arguments import Row
from pfocr_net.captions.features import Evidence, Surroundings, frame_features, name_evidence, pair_features
from pfocr_net.captions.frames import antecedents, go_together, read_frames
from pfocr_net.captions.parts import Entity
from pfocr_net.captions.reader import ReadSentence
from pfocr_net.captions.readings import Reading, up_to_most
from pfocr_net.captions.referents import Referent

#: How many chunks may lie between two names that no frame relates.
_FARTHEST = 18

#: What is taken out of a path, in this order: brackets, relative clauses, phrases that hang on the first name,
#: the first of two coordinated verbs, phrases before "by" and "via", insertions.
_SIDE_REMARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\([^()]*\)",
        r",?R[VWB][^,VWBSR]*,(?=[VWB])",
        r"^(?:[FP][NEO])+(?=,?[VWBQGRI])",
        r"[VWB][^VWBSR;:]*,?C(?=[VWB])",
        r"(?<=[VWQGI])(?:P[NEO])+(?=[TLI])",
        r",P[NEO],",
    )
)


class Candidate(NamedTuple):
    """Two names, ``left`` before ``right`` in the caption, the frames' readings, and what there is to score.

    ``trigger`` is the place in ``row`` of what most likely states a relation. ``evidence`` is what the pair shares
    with the other names at the same two places, what the first name says, what the second, and what both together.
    """

    left: Entity
    right: Entity
    readings: Sequence[Reading]
    row: Row
    trigger: int
    evidence: tuple[Evidence, Evidence, Evidence, Evidence]

    def features(self) -> list[str]:
        """Return all that speaks for the pair."""
        return [feature for evidence in self.evidence for feature in evidence.features]


@functools.lru_cache(maxsize=1 << 12)  # short stretches come again and again, long ones hardly
def reduce_path(codes: str) -> tuple[str, tuple[int, ...]]:
    """Return what remains of a stretch of chunk codes once side remarks are taken out, and where that stood.

    Examples
    --------
    >>> reduce_path("(NCN)V")
    ('V', (5,))
    """
    kept = list(range(len(codes)))
    for pattern in _SIDE_REMARKS:
        while match := pattern.search(codes):
            del kept[match.start() : match.end()]
            codes = codes[: match.start()] + codes[match.end() :]
    return codes, tuple(kept)


def find_candidates(
    read: ReadSentence,
    caption: str,
    before: Sequence[Sequence[Referent]],
    usual_paths: Collection[str] | None,
) -> tuple[list[Candidate], list[list[Referent]]]:
    """Return the candidates of a sentence, and what "this" in the next sentence may stand for.

    Parameters
    ----------
    caption
        The whole caption in lower case.
    before
        What "this" may stand for here.
    usual_paths
        The paths that make a pair a candidate without a frame; None takes all.

    Raises
    ------
    ReaderError
        There are more than `pfocr_net.captions.readings.MOST`.
    """
    row = Row(read.chunks)
    pairs = _Pairs(row, read.legend, caption, read_frames(row, before))
    candidates = up_to_most(itertools.chain(pairs.within_reach(usual_paths), pairs.beyond()))
    return candidates, antecedents(row) or [list(r) for r in before]


class _Pairs:
    """The pairs of names in one sentence, with what frames read of each that has not become a candidate yet."""

    def __init__(self, row: Row, legend: bool, caption: str, readings: Sequence[Reading]) -> None:
        self.caption, self.row, self.paired = caption, row, "=" in row.codes
        self.surroundings = Surroundings(row, legend)
        self.counts = (
            Counter(id(r.source.entity) for r in readings),
            Counter(id(r.target.entity) for r in readings),
        )
        self.framed: dict[frozenset[int], list[Reading]] = {}
        for reading in readings:
            pair = frozenset((id(reading.source.entity), id(reading.target.entity)))
            self.framed.setdefault(pair, []).append(reading)
        self.names: dict[tuple[int, str], Evidence] = {}

    def within_reach(self, usual_paths: Collection[str] | None) -> Iterator[Candidate]:
        """Yield the candidates whose names stand near enough for the stretch between them to tell."""
        row = self.row
        place_of = {id(entity): at for at, chunk in enumerate(row.chunks) for entity in chunk.entities}
        spoken_of = {frozenset(place_of.get(entity, -1) for entity in pair) for pair in self.framed}
        for left, right in _slots(row):
            path, kept = reduce_path(row.codes[left + 1 : right])
            usual = (usual_paths is None or path[:3] in usual_paths) and not _is_denied(row, left, right)
            if usual or frozenset((left, right)) in spoken_of:
                yield from self._between(left, right, path, [left + 1 + k for k in kept], usual)

    def _between(self, left: int, right: int, path: str, kept: Sequence[int], usual: bool) -> Iterator[Candidate]:
        """Yield the candidates of two places; ``usual`` if their stretch is enough without a frame."""
        row, shared = self.row, Evidence([])
        codes = row.codes[left + 1 : min(right, left + 4)]
        for a in row.chunks[left].entities:
            for b in row.chunks[right].entities:
                if self.paired and not go_together(row.chunks[left].entities, a, row.chunks[right].entities, b):
                    continue
                found = self.framed.pop(frozenset((id(a), id(b))), ())
                if not found and (not usual or "figure" in (a.source, b.source)):
                    continue
                if not shared.features:
                    shared.features = self.surroundings.between(left, right, path, kept)
                trigger = found[0].trigger if found else _path_trigger(row, left, right)
                yield self._candidate(a, b, found, trigger, shared, codes)

    def beyond(self) -> Iterator[Candidate]:
        """Yield what frames read within one place, far apart, or across sentences."""
        shared = Evidence(["across", f"leg={self.surroundings.legend}"])
        for found in self.framed.values():
            yield self._candidate(
                found[0].source.entity, found[0].target.entity, found, found[0].trigger, shared, ""
            )

    def _candidate(
        self, a: Entity, b: Entity, found: Sequence[Reading], trigger: int, shared: Evidence, codes: str
    ) -> Candidate:
        own = Evidence([*pair_features(a, b, codes), *frame_features(self.row, found, a, self.counts)])
        return Candidate(a, b, found, self.row, trigger, (shared, self._name(a, "a"), self._name(b, "b"), own))

    def _name(self, entity: Entity, side: str) -> Evidence:
        """Return what speaks for one name, spelled once."""
        key = id(entity), side
        if key not in self.names:
            self.names[key] = name_evidence(entity, side, self.caption)
        return self.names[key]


def _slots(row: Row) -> Iterator[tuple[int, int]]:
    """Yield pairs of places with names, near enough to be related."""
    places = [at for at, chunk in enumerate(row.chunks) if chunk.entities]
    for number, left in enumerate(places):
        for right in places[number + 1 :]:
            if right - left > _FARTHEST:
                break
            yield left, right


def _is_denied(row: Row, left: int, right: int) -> bool:
    """Whether no relation is stated by a stretch alone: a verb in it is negated, or an end waits for its "of"."""
    if row.codes.startswith("EF", left) or row.codes.startswith("EF", right):
        return True
    verbs = (at for at in range(left + 1, right) if row.codes[at] in "VWB")
    return any(row.chunks[at].negated for at in (_path_trigger(row, left, right), *verbs))


def _path_trigger(row: Row, left: int, right: int) -> int:
    """Return the chunk most likely to state the relation: the last verb or event between, else what joins."""
    between = range(left + 1, right)
    verbs = [at for at in between if row.codes[at] in "VWQGIHE"]
    return verbs[-1] if verbs else left + 1 if right > left + 1 else right
