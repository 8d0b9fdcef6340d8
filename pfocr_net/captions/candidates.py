"""Pairs of names in a caption that may be related, each with what speaks for it.

A pair is a candidate if a frame reads it, or if the stretch between its names is one that often relates names in
the captions the scorer was trained on.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pfocr_net.captions.arguments import Row
from pfocr_net.captions.features import Place, frame_features, pair_features, place_features
from pfocr_net.captions.frames import antecedents, read_frames
from pfocr_net.captions.parts import Entity
from pfocr_net.captions.reader import ReadSentence
from pfocr_net.captions.readings import Reading
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two names, ``left`` before ``right`` in the caption, the readings of the frames, and the features to score."""

    left: Entity
    right: Entity
    readings: Sequence[Reading]
    trigger: int
    features: Sequence[str]


@functools.lru_cache(maxsize=1 << 15)
def reduce_path(codes: str) -> tuple[int, ...]:
    """Return which positions of a stretch of chunk codes remain once side remarks are taken out.

    Examples
    --------
    >>> [("(NCN)V"[k]) for k in reduce_path("(NCN)V")]
    ['V']
    """
    keep = list(range(len(codes)))
    for pattern in _SIDE_REMARKS:
        text = "".join(codes[k] for k in keep)
        while match := pattern.search(text):
            del keep[match.start() : match.end()]
            text = text[: match.start()] + text[match.end() :]
    return tuple(keep)


def path_key(codes: str, left: int, right: int) -> str:
    """Return the reduced path between two places, shortened, as the scorer's table of usual paths knows it."""
    return "".join(codes[left + 1 + k] for k in reduce_path(codes[left + 1 : right]))[:3]


def find_candidates(
    read: ReadSentence, number: int, before: Sequence[Sequence[Referent]], usual_paths: Collection[str] | None
) -> tuple[list[Candidate], list[list[Referent]]]:
    """Return the candidates of a sentence, and what "this" in the next sentence may stand for.

    Parameters
    ----------
    number
        Which sentence of its caption it is.
    before
        What "this" may stand for here.
    usual_paths
        The paths that make a pair a candidate without a frame; None takes all.
    """
    row = Row(read.chunks)
    readings = list(read_frames(row, before))
    sentence = place_features(read, number)
    counts = Counter(id(r.source.entity) for r in readings), Counter(id(r.target.entity) for r in readings)
    framed: dict[frozenset[int], list[Reading]] = {}
    for reading in readings:
        framed.setdefault(frozenset((id(reading.source.entity), id(reading.target.entity))), []).append(reading)
    candidates = []
    for left, right in _slots(row):
        usual: bool | None = None
        shared: list[str] = []
        for a in row.chunks[left].entities:
            for b in row.chunks[right].entities:
                found = framed.pop(frozenset((id(a), id(b))), [])
                if not found:
                    if usual is None:
                        usual = _is_usual(row, left, right, usual_paths)
                    if not usual or a.source == "figure" or b.source == "figure":
                        continue
                if not shared:
                    shared = pair_features(row, left, right, reduce_path(row.codes[left + 1 : right]), sentence)
                features = [*shared, *Place(a, b).features(), *frame_features(row, found, a, counts, readings)]
                trigger = found[0].trigger if found else _path_trigger(row, left, right)
                candidates.append(Candidate(a, b, found, trigger, features))
    candidates += _across(row, framed, counts, readings, sentence)
    return candidates, antecedents(row) or [list(r) for r in before]


def _slots(row: Row) -> Iterator[tuple[int, int]]:
    """Yield pairs of places with names, near enough to be related."""
    places = [at for at, chunk in enumerate(row.chunks) if chunk.entities]
    for number, left in enumerate(places):
        for right in places[number + 1 :]:
            if right - left > _FARTHEST:
                break
            yield left, right


def _is_usual(row: Row, left: int, right: int, usual_paths: Collection[str] | None) -> bool:
    if any(row.codes[at] == "E" and row.code(at + 1) == "F" for at in (left, right)):
        return False
    return usual_paths is None or path_key(row.codes, left, right) in usual_paths


def _path_trigger(row: Row, left: int, right: int) -> int:
    """Return the chunk most likely to state the relation: the last verb or event between, else what joins."""
    between = range(left + 1, right)
    verbs = [at for at in between if row.codes[at] in "VWQGIHE"]
    return verbs[-1] if verbs else left + 1 if right > left + 1 else right


def _across(
    row: Row,
    framed: dict[frozenset[int], list[Reading]],
    counts: tuple[Counter[int], Counter[int]],
    readings: Sequence[Reading],
    sentence: Sequence[str],
) -> Iterator[Candidate]:
    """Yield what frames read within one place, far apart, or across sentences."""
    for found in framed.values():
        a, b = found[0].source.entity, found[0].target.entity
        features = ["across", *sentence, *Place(a, b).features(), *frame_features(row, found, a, counts, readings)]
        yield Candidate(a, b, found, found[0].trigger, features)
