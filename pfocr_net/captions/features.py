"""What speaks for a candidate, as strings that the scorer has weights for.

Three kinds: the path between the two names and what stands around them, the names themselves, the frames that read
the pair.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pfocr_net.captions.arguments import Row
from pfocr_net.captions.parts import Chunk, Entity
from pfocr_net.captions.reader import ReadSentence
from pfocr_net.captions.readings import Reading
from pfocr_net.model import Kind

#: Relation type -> the letter it has in features.
LETTER = {
    "activates": "+", "inhibits": "-", "regulates": "r", "binds": "b", "modifies": "m", "converts": "c",
    "transports": "t", "contains": "k", "none": "0", "flip": "f", "": ".",
}  # fmt: skip
_TRIGGERS = frozenset("VWQGIHE")
_LAST_WORD = re.compile(r"\w+(?=\W*$)")


class Look(NamedTuple):
    """What a name says by itself: its kind, how it was known, its last word, its words' number, its letters."""

    kind: str
    source: str
    head: str
    spaces: int
    shape: str


@functools.lru_cache(maxsize=1 << 14)  # the same names come again and again
def _look(text: str, kind: Kind, source: str) -> Look:
    last = _LAST_WORD.search(text)
    return Look(
        kind.value[:4],
        source.partition(" ")[0],
        last[0].lower() if last else "",
        min(4, text.count(" ")),
        _shape(text),
    )


def look(entity: Entity) -> Look:
    """Return what a name says by itself.

    Examples
    --------
    >>> look(Entity("early endosomes", 0, 15, Kind.COMPONENT, "go"))
    Look(kind='comp', source='go', head='endosomes', spaces=1, shape='l')
    """
    return _look(entity.text, entity.kind, entity.source)


def _shape(text: str) -> str:
    return "U" if text.isupper() else "l" if text.islower() else "T" if text[1:].islower() else "M"


def name_features(left: Entity, right: Entity) -> list[str]:
    """Return what the two names of a candidate say."""
    a, b = look(left), look(right)
    return [
        f"k={a.kind}{b.kind}",
        f"x={a.source}_{b.source}",
        f"xa={a.source}",
        f"xb={b.source}",
        f"ha={a.head}",
        f"hb={b.head}",
        f"w={a.spaces}{b.spaces}",
        f"sh={a.shape}{b.shape}",
    ]


def sentence_features(read: ReadSentence, number: int) -> list[str]:
    """Return what the sentence says: legend talk, title, no verb at all."""
    verbless = not any(chunk.code in _TRIGGERS for chunk in read.chunks)
    return ["b", f"leg={int(read.legend)}", f"s={min(1, number)}{int(verbless)}"]


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

    def __init__(self, row: Row, sentence: Sequence[str]) -> None:
        self.row, self.sentence = row, sentence
        self.typed = [typed(chunk) for chunk in row.chunks]
        self.coarse = [
            name[:2] if code in _TRIGGERS else code for code, name in zip(row.codes, self.typed, strict=True)
        ]

    def between(self, left: int, right: int, kept: Sequence[int]) -> list[str]:
        """Return what stands between and around two places; ``kept`` are the places left of the path."""
        row, typed = self.row, self.typed
        between = row.codes[left + 1 : right]
        codes = "".join([row.codes[at] for at in kept])
        names = [typed[at] for at in kept[:8]]
        coarse = "".join([self.coarse[at] for at in kept[:8]])
        a, b = row.chunks[left], row.chunks[right]
        around_left = row.codes[max(0, left - 2) : left] or "^"
        around_right = row.codes[right + 1 : right + 3] or "$"
        event_a, event_b = _event(a) or a.code, _event(b) or b.code
        features = [
            *self.sentence,
            f"rp={codes[:9]}",
            f"tp={' '.join(names) if len(kept) < 9 else 'long'}",
            f"cp={coarse}",
            f"lc={around_left[-1]}|{codes[:6]}",
            f"rc={around_right[0]}|{codes[:6]}",
            f"lr={around_left}_{codes[:6]}_{around_right[0]}",
            f"lt={' '.join(typed[max(0, left - 2) : left])}|{codes[:4]}",
            f"rt={' '.join(typed[right + 1 : right + 3])}|{codes[:4]}",
            f"ka={a.entities[0].kind.value[:4]}|{codes[:3]}",
            f"kb={b.entities[0].kind.value[:4]}|{codes[-3:]}",
            f"ea={event_a}|{coarse[:6]}",
            f"eb={event_b}|{coarse[-6:]}",
            f"ee={event_a}_{event_b}",
            f"nv={min(4, between.count('V') + between.count('W') + between.count('B'))}",
            f"nn={min(6, between.count('N') + between.count('E'))}",
            f"d={_bucket(len(between))}{_bucket(len(kept))}",
            f"wall={between.count('(') - between.count(')')}{int(';' in between or ':' in between)}"
            f"{between.count('S')}{between.count('R')}",
            f"list={min(3, len(a.entities))}{min(3, len(b.entities))}",
            f"flip={int(a.flip)}{int(b.flip)}{LETTER[a.modifier]}{LETTER[b.modifier]}",
        ]
        if kept:
            features += [
                f"c1l={names[0]}_{typed[kept[-1]]}",
                f"c2={' '.join(names[:2])}",
                f"l2={' '.join([typed[at] for at in kept[-2:]])}",
            ]
        features += [f"p={row.chunks[at].word}" for at in kept if row.codes[at] == "P"]
        triggers = [at for at in kept if row.codes[at] in _TRIGGERS]
        if triggers:
            features += [f"v={row.codes[at]}{row.chunks[at].word}|{codes[:2]}" for at in triggers[:4]]
            features.append(f"vv={typed[triggers[0]]}|{typed[triggers[-1]]}|{min(3, len(triggers))}")
        before = range(max(0, left - 3), left)
        return features + [f"lv={typed[at]}|{codes[:3]}" for at in before if row.codes[at] in _TRIGGERS]


def _bucket(count: int) -> int:
    return count if count < 4 else 4 if count < 6 else 6 if count < 9 else 9


def frame_features(
    row: Row,
    readings: Sequence[Reading],
    left: Entity,
    counts: tuple[Counter[int], Counter[int]],
    all_readings: Sequence[Reading],
) -> list[str]:
    """Return which frames read the pair and how far their arguments stand; what else the names take part in."""
    if not readings:
        return ["frame=none"]
    features = ["framed", f"nf={min(4, len(readings))}", f"of={min(5, len(all_readings) // 4)}"]
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
            f"la={frame}{row.code(a - 1) or '^'}",
            f"rb={frame}{row.code(b + 1) or '$'}",
            f"fe={frame}{reading.source.event}",
            f"ff={frame}{reading.target.event}",
            f"fx={frame}{look(reading.source.entity).source}|{look(reading.target.entity).source}",
        ]
    entities = readings[0].source.entity, readings[0].target.entity
    features += [
        f"n{side}={min(4, counts[0][id(entity)])}{min(4, counts[1][id(entity)])}"
        for side, entity in zip("ab", entities, strict=True)
    ]
    return list(dict.fromkeys(features))
