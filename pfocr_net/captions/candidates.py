"""Pairs of names in a caption that may be related, each with what speaks for it.

A pair is a candidate if a frame reads it, or if the stretch between its names is one that often relates names in
the captions the scorer was trained on.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pfocr_net.captions.arguments import Row
from pfocr_net.captions.features import Surroundings, frame_features, name_features, sentence_features
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


class Candidate(NamedTuple):
    """Two names, ``left`` before ``right`` in the caption, the frames' readings, and the features to score."""

    left: Entity
    right: Entity
    readings: Sequence[Reading]
    trigger: int
    features: Sequence[str]


@functools.lru_cache(maxsize=1 << 15)  # short stretches come again and again
def reduce_path(codes: str) -> tuple[int, ...]:
    """Return which positions of a stretch of chunk codes remain once side remarks are taken out.

    Examples
    --------
    >>> [("(NCN)V"[k]) for k in reduce_path("(NCN)V")]
    ['V']
    """
    kept = list(range(len(codes)))
    for pattern in _SIDE_REMARKS:
        while match := pattern.search(codes):
            del kept[match.start() : match.end()]
            codes = codes[: match.start()] + codes[match.end() :]
    return tuple(kept)


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
    sentence = sentence_features(read, number)
    surroundings = Surroundings(row, sentence)
    counts = Counter(id(r.source.entity) for r in readings), Counter(id(r.target.entity) for r in readings)
    framed: dict[frozenset[int], list[Reading]] = {}
    for reading in readings:
        framed.setdefault(frozenset((id(reading.source.entity), id(reading.target.entity))), []).append(reading)
    place_of = {id(entity): at for at, chunk in enumerate(row.chunks) for entity in chunk.entities}
    spoken_of = {(place_of.get(id(r.source.entity)), place_of.get(id(r.target.entity))) for r in readings}
    candidates = []
    for left, right in _slots(row):
        path = [left + 1 + k for k in reduce_path(row.codes[left + 1 : right])]
        usual = _is_usual(row, left, right, path, usual_paths)
        if not usual and spoken_of.isdisjoint(((left, right), (right, left))):
            continue
        shared: list[str] = []
        for a in row.chunks[left].entities:
            for b in row.chunks[right].entities:
                found = framed.pop(frozenset((id(a), id(b))), [])
                if not found and (not usual or a.source == "figure" or b.source == "figure"):
                    continue
                shared = shared or surroundings.between(left, right, path)
                features = [*shared, *name_features(a, b), *frame_features(row, found, a, counts, readings)]
                trigger = found[0].trigger if found else _path_trigger(row, left, right)
                if not found and row.chunks[trigger].negated:
                    continue
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


def _is_usual(row: Row, left: int, right: int, path: Sequence[int], usual_paths: Collection[str] | None) -> bool:
    """Whether the stretch between two places often relates names; an event noun before its "of" is none."""
    if row.codes.startswith("EF", left) or row.codes.startswith("EF", right):
        return False
    return usual_paths is None or "".join([row.codes[at] for at in path[:3]]) in usual_paths


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
        features = ["across", *sentence, *name_features(a, b), *frame_features(row, found, a, counts, readings)]
        yield Candidate(a, b, found, found[0].trigger, features)
