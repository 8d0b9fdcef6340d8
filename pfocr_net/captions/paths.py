# ruff: noqa
# mypy: ignore-errors
"""Pairs of names in one sentence and what stands between and around them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pfocr_net.captions.chunks import TYPE_LETTER, Chunk, Entity


@dataclass(slots=True)
class Slot:
    """One place in a sentence: the coordinated names that fill it, and its chunks ``first..last``."""

    first: int
    last: int
    chunks: list[Chunk]


def fill_slots(chunks: list[Chunk]) -> tuple[list[Slot], list[Chunk]]:
    """Merge coordinated noun groups ("A, B and C") into one slot each; return slots and the shorter chunk row."""
    row: list[Chunk] = []
    slots: list[Slot] = []
    at = 0
    verb_seen = False
    while at < len(chunks):
        chunk = chunks[at]
        if chunk.code in "SR;:":
            verb_seen = False
        elif chunk.code in "VWB":
            verb_seen = True
        if chunk.code in "NEO":
            members, last = [chunk], at
            if chunk.code == "N":
                last = list_end(chunks, at, verb_seen)
                members = [c for c in chunks[at : last + 1] if c.code == "N"]
            slots.append(Slot(len(row), len(row), members))
            row.append(chunk if len(members) == 1 else merged(members))
            at = last + 1
        else:
            row.append(chunk)
            at += 1
    return slots, row


def merged(members: list[Chunk]) -> Chunk:
    first = members[0]
    last = members[-1]
    return Chunk("N", first.start, last.end, word=last.word, entities=[e for m in members for e in m.entities],
                 event=last.event if len({m.event and m.event.verb.lemma for m in members[-2:]}) <= 2 else None,
                 flip=any(m.flip for m in members), modifier=first.modifier, negated=first.negated, this=first.this)  # fmt: skip


def list_end(chunks: list[Chunk], at: int, verb_seen: bool) -> int:
    """Where a list of noun groups that starts at ``at`` ends: "A, B and C", "A/B", "A and B"."""
    last = at
    probe = at
    closed = False
    front = at >= 1 and chunks[at - 1].code in "PTL" and (at < 2 or chunks[at - 2].code in ",;:SC")
    while True:
        step = probe + 1
        joint = ""
        while step < len(chunks) and chunks[step].code in ",C/" and len(joint) < 2:
            joint += chunks[step].code
            step += 1
        if not joint or step >= len(chunks) or chunks[step].code != "N" or joint in (",,",):
            break
        if front and joint.startswith(","):
            break
        after = chunks[step + 1].code if step + 1 < len(chunks) else ""
        if verb_seen and after in ("V", "W", "B") and "/" not in joint:
            break
        if joint == "/":
            probe = step
            last = step
            continue
        probe = step
        if "C" in joint:
            last, closed = step, True
            if not (step + 1 < len(chunks) and chunks[step + 1].code == "/"):
                break
    if not closed and probe > last:
        # commas only: a list without "and" counts when it has three members or ends the sentence part
        after = chunks[probe + 1].code if probe + 1 < len(chunks) else ""
        if probe - at >= 4 or after in (")", ";"):
            last = probe
    return last


_REDUCTIONS = (
    re.compile(r"\([^()]*\)"),
    re.compile(r",?R[VWB][^,VWBSR]*,(?=[VWB])"),
    re.compile(r"(?<=^)(?:[FP][NEO])+(?=,?[VWBQGRI])"),
    re.compile(r"[VWB][^VWBSR;:]*,?C(?=[VWB])"),
    re.compile(r"(?<=[VWQGI])(?:P[NEO])+(?=[TLI])"),
    re.compile(r",P[NEO],"),
)


@functools.lru_cache(maxsize=1 << 15)
def reduce_path(codes: str) -> tuple[int, ...]:
    """Return which positions of a path remain once side remarks are taken out."""
    keep = list(range(len(codes)))
    for pattern in _REDUCTIONS:
        text = "".join(codes[k] for k in keep)
        while match := pattern.search(text):
            if match.end() == match.start():
                break
            del keep[match.start() : match.end()]
            text = text[: match.start()] + text[match.end() :]
    return tuple(keep)
