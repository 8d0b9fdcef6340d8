"""What speaks for a candidate, as strings that the scorer has weights for.

Three kinds: what stands between and around the two names, the names themselves, the frames that read the pair.
What several candidates share is one `Evidence`, so that it is spelled and weighed once.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pfocr_net.captions.arguments import Row
from pfocr_net.captions.parts import Chunk, Entity
from pfocr_net.captions.readings import Reading
from pfocr_net.model import Kind

#: Relation type -> the letter it has in features.
LETTER = {
    "activates": "+", "inhibits": "-", "regulates": "r", "binds": "b", "modifies": "m", "converts": "c",
    "transports": "t", "contains": "k", "none": "0", "flip": "f", "": ".",
}  # fmt: skip
_TRIGGERS = frozenset("VWQGIHE")
#: Codes of chunks whose word says more than their code.
_SPOKEN = frozenset("PVWQGISRTLF")
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True, eq=False)
class Evidence:
    """Features that belong together; ``weight`` is what the scorer gives them, once it has."""

    features: list[str]
    weight: float | None = None


class Look(NamedTuple):
    """What a name says by itself: kind, how it was known, first and last word, spaces, letters, length."""

    kind: str
    source: str
    first: str
    head: str
    spaces: int
    shape: str
    length: int


@functools.lru_cache(maxsize=1 << 14)  # the same names come again and again
def _look(text: str, kind: Kind, source: str) -> Look:
    words = _WORD.findall(text.lower()) or [""]
    return Look(
        kind.value[:4],
        source.partition(" ")[0],
        words[0] if len(words) > 1 else "-",
        words[-1],
        min(4, text.count(" ")),
        _shape(text),
        min(6, len(text) // 4),
    )


def look(entity: Entity) -> Look:
    """Return what a name says by itself.

    Examples
    --------
    >>> look(Entity("early endosomes", 0, 15, Kind.COMPONENT, "go"))
    Look(kind='comp', source='go', first='early', head='endosomes', spaces=1, shape='l', length=3)
    """
    return _look(entity.text, entity.kind, entity.source)


def _shape(text: str) -> str:
    return "U" if text.isupper() else "l" if text.islower() else "T" if text[1:].islower() else "M"


def name_evidence(entity: Entity, side: str, caption: str) -> Evidence:
    """Return what a name says as the first (``a``) or second (``b``) of a pair; ``caption`` is in lower case."""
    seen = look(entity)
    return Evidence([
        f"h{side}={seen.head}",
        f"s{side}={seen.head[-4:]}",
        f"o{side}={seen.first}",
        f"l{side}={seen.length}",
        f"k{side}={seen.kind}{seen.source}",
        f"c{side}={min(4, caption.count(entity.text.lower()))}",
    ])  # fmt: skip


def pair_features(left: Entity, right: Entity, codes: str) -> list[str]:
    """Return what the two names of a candidate say together; ``codes`` stand between them."""
    a, b = look(left), look(right)
    return [
        f"x={a.source}_{b.source}",
        f"w={a.spaces}{b.spaces}",
        f"sh={a.shape}{b.shape}",
        f"k={a.kind}{b.kind}|{codes}",
    ]


def typed(chunk: Chunk) -> str:
    """Return a chunk's code with what it states, e.g. ``V+``, ``P:in``."""
    if chunk.code in _TRIGGERS:
        agent = "@" if chunk.code == "E" and chunk.form is not None and chunk.form.form == "agent" else ""
        return f"{chunk.code}{LETTER[chunk.type]}{agent}{'!' if chunk.negated else ''}"
    if chunk.code == "P":
        return f"P:{chunk.word}"
    return chunk.code + _event(chunk)


def _event(chunk: Chunk) -> str:
    return LETTER[chunk.event.verb.type] if chunk.event else ""


class Surroundings:
    """The chunks of a sentence as features spell them, each spelled once."""

    def __init__(self, row: Row, legend: bool) -> None:
        self.row, self.legend = row, int(legend)
        self.typed = [typed(chunk) for chunk in row.chunks]
        self.spoken = [chunk.code + chunk.word for chunk in row.chunks]

    def _neighbour(self, at: int) -> str:
        """Return the word of a chunk whose word tells, else its code; empty beyond the ends."""
        code = self.row.code(at)
        return self.row.chunks[at].word if code in _SPOKEN else code

    def between(self, left: int, right: int, path: str, kept: Sequence[int]) -> list[str]:
        """Return what stands between and around two places; ``path`` is what tells, ``kept`` where it stands."""
        row, typed, spoken = self.row, self.typed, self.spoken
        between = row.codes[left + 1 : right]
        a, b = row.chunks[left], row.chunks[right]
        features = [
            f"leg={self.legend}",
            f"rp={path[:9]}",
            f"lw={self._neighbour(left - 1)}|{between[:2]}",
            f"rw={self._neighbour(right + 1)}|{between[-1:]}",
            f"ee={_event(a) or a.code}_{_event(b) or b.code}",
            f"nn={min(6, between.count('N') + between.count('E'))}",
            f"wall={between.count('(') - between.count(')')}{int(';' in between or ':' in between)}"
            f"{between.count('S')}{between.count('R')}",
            f"list={min(3, len(a.entities))}{min(3, len(b.entities))}",
            f"flip={int(a.flip)}{int(b.flip)}{LETTER[a.modifier]}{LETTER[b.modifier]}",
        ]
        if between:
            features += [f"ln={spoken[left + 1]}", f"rn={spoken[right - 1]}"]
        if kept:
            features += [
                f"c2={' '.join([typed[at] for at in kept[:2]])}",
                f"l2={' '.join([typed[at] for at in kept[-2:]])}",
            ]
        triggers = [at for at in kept if row.codes[at] in _TRIGGERS]
        if triggers:
            features += dict.fromkeys([f"v={spoken[at]}|{path[:2]}" for at in triggers[:4]])
            features.append(f"vv={typed[triggers[0]]}|{typed[triggers[-1]]}|{min(3, len(triggers))}")
        stated = [at for at in range(left + 1, right) if row.codes[at] in _TRIGGERS]
        if stated:
            features += [f"v1={spoken[stated[0]]}", f"vn={spoken[stated[-1]]}", f"tn={typed[stated[-1]]}"]
        return features


def frame_features(
    row: Row, readings: Sequence[Reading], left: Entity, counts: tuple[Counter[int], Counter[int]]
) -> list[str]:
    """Return which frames read the pair, how far their arguments stand, and what else frames read of the names."""
    if not readings:
        return ["frame=none"]
    features = ["framed", f"nf={min(4, len(readings))}"]
    for reading in readings:
        chunk, frame = row.chunks[reading.trigger], reading.frame
        a, b, at = reading.source.at, reading.target.at, reading.trigger
        to_a = row.codes[min(a, at) + 1 : max(a, at)]
        to_b = row.codes[min(b, at) + 1 : max(b, at)]
        features += [
            f"f={frame}",
            f"fd={frame}{'>' if reading.source.entity is left else '<'}",
            f"ft={frame}{LETTER[reading.type]}{reading.sign}",
            f"fv={frame}{chunk.word}",
            f"fa={frame}{max(-4, min(6, at - a))}",
            f"fb={frame}{max(-4, min(6, b - at))}",
            f"pa={frame}{to_a[:4]}",
            f"pb={frame}{to_b[:4]}",
            f"fe={frame}{reading.source.event}",
        ]
    entities = readings[0].source.entity, readings[0].target.entity
    features += [
        f"n{side}={min(4, counts[0][id(entity)])}{min(4, counts[1][id(entity)])}"
        for side, entity in zip("ab", entities, strict=True)
    ]
    return list(dict.fromkeys(features))
