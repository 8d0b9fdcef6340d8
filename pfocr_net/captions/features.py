"""What speaks for a candidate, as strings that the scorer has weights for.

Three kinds: the path between the two names and what stands around them, the names themselves, the frames that read
the pair.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pfocr_net.captions.arguments import Row
from pfocr_net.captions.parts import Chunk, Entity
from pfocr_net.captions.reader import ReadSentence
from pfocr_net.captions.readings import Reading

#: Relation type -> the letter it has in features.
LETTER = {
    "activates": "+", "inhibits": "-", "regulates": "r", "binds": "b", "modifies": "m", "converts": "c",
    "transports": "t", "contains": "k", "none": "0", "flip": "f", "": ".",
}  # fmt: skip
_TRIGGERS = frozenset("VWQGIHE")
_LAST_WORD = re.compile(r"\w+(?=\W*$)")


@dataclass(frozen=True, slots=True)
class Place:
    """The two names of a candidate."""

    left: Entity
    right: Entity

    def features(self) -> list[str]:
        """Return what the names themselves say."""
        a, b = self.left, self.right
        sources = _source(a), _source(b)
        return [
            f"k={a.kind.value[:4]}{b.kind.value[:4]}",
            f"x={sources[0]}_{sources[1]}",
            f"xa={sources[0]}",
            f"xb={sources[1]}",
            f"ha={_head(a)}",
            f"hb={_head(b)}",
            f"w={min(4, a.text.count(' '))}{min(4, b.text.count(' '))}",
            f"sh={_shape(a.text)}{_shape(b.text)}",
        ]


def _source(entity: Entity) -> str:
    return entity.source.partition(" ")[0]


def _head(entity: Entity) -> str:
    match = _LAST_WORD.search(entity.text)
    return match[0].lower() if match else ""


def _shape(text: str) -> str:
    return "U" if text.isupper() else "l" if text.islower() else "T" if text[1:].islower() else "M"


def place_features(read: ReadSentence, number: int) -> list[str]:
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


def pair_features(row: Row, left: int, right: int, kept: Sequence[int], sentence: Sequence[str]) -> list[str]:
    """Return what stands between and around two places."""
    between = row.codes[left + 1 : right]
    path = [row.chunks[left + 1 + k] for k in kept]
    codes = "".join(chunk.code for chunk in path)
    names = [typed(chunk) for chunk in path[:8]]
    coarse = "".join(
        name[:2] if chunk.code in _TRIGGERS else chunk.code for chunk, name in zip(path, names, strict=False)
    )
    a, b = row.chunks[left], row.chunks[right]
    around_left, around_right = row.codes[max(0, left - 2) : left] or "^", row.codes[right + 1 : right + 3] or "$"
    event_a, event_b = _event(a) or a.code, _event(b) or b.code
    features = [
        *sentence,
        f"rp={codes[:9]}",
        f"tp={' '.join(names) if len(path) < 9 else 'long'}",
        f"cp={coarse}",
        f"lc={around_left[-1]}|{codes[:6]}",
        f"rc={around_right[0]}|{codes[:6]}",
        f"lr={around_left}_{codes[:6]}_{around_right[0]}",
        f"lt={' '.join(map(typed, row.chunks[max(0, left - 2) : left]))}|{codes[:4]}",
        f"rt={' '.join(map(typed, row.chunks[right + 1 : right + 3]))}|{codes[:4]}",
        f"ka={a.entities[0].kind.value[:4]}|{codes[:3]}",
        f"kb={b.entities[0].kind.value[:4]}|{codes[-3:]}",
        f"ea={event_a}|{coarse[:6]}",
        f"eb={event_b}|{coarse[-6:]}",
        f"ee={event_a}_{event_b}",
        f"nv={min(4, sum(code in 'VWB' for code in between))}",
        f"nn={min(6, sum(code in 'NE' for code in between))}",
        f"d={_bucket(len(between))}{_bucket(len(path))}",
        f"wall={between.count('(') - between.count(')')}{int(';' in between or ':' in between)}"
        f"{between.count('S')}{between.count('R')}",
        f"list={min(3, len(a.entities))}{min(3, len(b.entities))}",
        f"flip={int(a.flip)}{int(b.flip)}{LETTER[a.modifier]}{LETTER[b.modifier]}",
    ]
    if path:
        features += [
            f"c1l={names[0]}_{typed(path[-1])}",
            f"c2={' '.join(names[:2])}",
            f"l2={' '.join(map(typed, path[-2:]))}",
        ]
    features += [f"p={chunk.word}" for chunk in path if chunk.code == "P"]
    triggers = [chunk for chunk in path if chunk.code in _TRIGGERS]
    features += [f"v={chunk.code}{chunk.word}|{codes[:2]}" for chunk in triggers[:4]]
    if triggers:
        features.append(f"vv={typed(triggers[0])}|{typed(triggers[-1])}|{min(3, len(triggers))}")
    features += [f"lv={typed(c)}|{codes[:3]}" for c in row.chunks[max(0, left - 3) : left] if c.code in _TRIGGERS]
    return features


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
            f"fx={frame}{_source(reading.source.entity)}|{_source(reading.target.entity)}",
        ]
    entities = readings[0].source.entity, readings[0].target.entity
    features += [
        f"n{side}={min(4, counts[0][id(entity)])}{min(4, counts[1][id(entity)])}"
        for side, entity in zip("ab", entities, strict=True)
    ]
    return list(dict.fromkeys(features))
