"""What a frame yields: one thing acts on another, read from one trigger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pfocr_net.captions.referents import Referent
from pfocr_net.captions.words import word_class
from pfocr_net.model import Kind

#: Sign of the relation types that have one by themselves.
SIGN = {"activates": 1, "inhibits": -1}
#: Prepositions that name the agent; that name a cause.
AGENT = frozenset(("by", "via", "through"))
CAUSE = frozenset(("due-to", "in-response-to", "upon", "in-presence-of", "downstream-of"))
#: Frames whose subject does what their target's event noun names: "acts via *loss* of B", "is involved in *loss* of B".
_DONE_BY_SUBJECT = frozenset(("via-subject", "passive-prep"))
#: What binds where it is said to be associated.
MOLECULES = frozenset((Kind.GENE, Kind.FAMILY, Kind.COMPLEX, Kind.CHEMICAL))


class Reading(NamedTuple):
    """What one frame reads: ``source`` acts on ``target``; ``trigger`` is the chunk that states it."""

    source: Referent
    target: Referent
    type: str
    sign: int
    frame: str
    trigger: int


def as_worded(reading: Reading, lemma: str) -> Reading:
    """Type a reading by the words around its verb: "is *associated* with B", "*releases* A into B", "via *loss* of B"."""
    if reading.type == "converts" and reading.frame.endswith("-to") and lemma in word_class("releasing_verbs"):
        return reading._replace(type="transports")
    if reading.type != "regulates":
        return reading
    deed = _deed(reading, lemma)
    if deed:
        sign = reading.source.sign * reading.target.sign if deed in SIGN else 0
        return reading._replace(type=_signed(deed, sign), sign=sign)
    joins = lemma in word_class("joining_verbs") and reading.frame.endswith(("-prep", "-on"))
    are_molecules = {reading.source.entity.kind, reading.target.entity.kind} <= MOLECULES
    return reading._replace(type="binds") if joins and are_molecules else reading


def _deed(reading: Reading, lemma: str) -> str:
    """Return what a bare influence does to its target, if it is said: "mediates *loss* of B", "involved in *loss* of B"."""
    deed = reading.target.event
    if deed == "converts":
        return "activates" if reading.frame == "via-subject" else deed if lemma == "catalyze" else ""
    if deed == "binds":
        return deed if reading.frame == "via-subject" else ""
    does_it = reading.frame in _DONE_BY_SUBJECT or lemma in word_class("carrying_verbs")
    return deed if does_it and deed in ("activates", "inhibits", "modifies") else ""


def _signed(type_: str, sign: int) -> str:
    return ("activates" if sign > 0 else "inhibits") if type_ in SIGN else type_


def becomes(type_: str, word: str, before: Sequence[Referent], after: Sequence[Referent]) -> bool:
    """Whether a verb's object turns into what stands behind "to": "converts A *to* B", "reduces A *to* B"."""
    if word in ("into", "toward", "towards"):
        return type_ not in ("transports", "contains", "binds")
    chemistry = all(referent.entity.kind is Kind.CHEMICAL for referent in (*before, *after))
    return word == "to" and (type_ in ("converts", "modifies") or (type_ == "inhibits" and chemistry))


def felt(objects: list[Referent], type_: str) -> list[Referent]:
    """Turn the signs behind a verb that inhibits: where "A inhibits B, which reduces C", B raises C."""
    return [referent._replace(sign=-referent.sign) for referent in objects] if type_ == "inhibits" else objects


def done(subject: Sequence[Referent]) -> list[Referent]:
    """Return a subject without who acts on it: "*A*-induced B requires C"."""
    return [referent for referent in subject if referent.event != "agent"]


def worked_on(type_: str, becomes_another: bool) -> str:
    """Return what a verb does to its object, which it modifies where it turns it into another thing."""
    return "modifies" if becomes_another and type_ in ("converts", "inhibits") else type_


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
            yield Reading(source, target, _signed(type_, sign), sign, frame, trigger)


def by_means(
    means: Iterable[Referent], targets: Sequence[Referent], type_: str, frame: str, trigger: int
) -> Iterator[Reading]:
    """Yield what the means do to the targets: what the verb says, if a sign is told ("by *loss* of A")."""
    for source in means:
        told = type_ in SIGN and source.event in SIGN
        yield from pair([source], targets, type_ if told else "regulates", frame, trigger)
