"""What a frame yields: one thing acts on another, read from one trigger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pfocr_net.captions.referents import Referent
from pfocr_net.model import Kind

#: Sign of the relation types that have one by themselves.
SIGN = {"activates": 1, "inhibits": -1}
#: Prepositions that name the agent; that name a cause; that lead a moved thing to its place.
AGENT = frozenset(("by", "via", "through", "using"))
CAUSE = frozenset(("due-to", "in-response-to", "upon", "in-presence-of", "downstream-of"))
PLACE = frozenset((
    "to", "into", "onto", "toward", "towards", "in", "within", "from", "with", "across", "through", "via", "at",
    "on", "inside",
))  # fmt: skip
#: Nouns that say that their thing acts: "role of A in B".
ROLES = frozenset((
    "role", "roles", "effect", "effects", "function", "functions", "involvement", "impact", "influence",
    "action", "actions",
))  # fmt: skip
#: Verbs whose object acts on their subject: "A requires B".
SWAPPED = frozenset(("require", "need", "depend", "respond", "rely", "lack"))


class Reading(NamedTuple):
    """What one frame reads: ``source`` acts on ``target``; ``trigger`` is the chunk that states it."""

    source: Referent
    target: Referent
    type: str
    sign: int
    frame: str
    trigger: int


def becomes(type_: str, word: str, before: Sequence[Referent], after: Sequence[Referent]) -> bool:
    """Whether a verb's object turns into what stands behind "to": "converts A *to* B", "reduces A *to* B"."""
    if word == "into":
        return type_ not in ("transports", "contains", "binds")
    chemistry = all(referent.entity.kind is Kind.CHEMICAL for referent in (*before, *after))
    return word == "to" and (type_ in ("converts", "modifies") or (type_ == "inhibits" and chemistry))


def pair(
    sources: Iterable[Referent], targets: Iterable[Referent], type_: str, frame: str, trigger: int
) -> Iterator[Reading]:
    """Yield a reading for each source with each target; signs multiply through what is said of them.

    Nothing is read from verbs that state no relation ("none"), nor of words that are about the figure itself.
    """
    if type_ == "none":
        return
    targets = [target for target in targets if target.entity.source != "figure"]
    for source in sources:
        if source.entity.source == "figure":
            continue
        for target in targets:
            if source.entity is target.entity:
                continue
            sign = source.sign * target.sign * SIGN.get(type_, 0)
            signed = ("activates" if sign > 0 else "inhibits") if type_ in SIGN else type_
            yield Reading(source, target, signed, sign, frame, trigger)
