"""What a frame yields: one thing acts on another, read from one trigger."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from pfocr_net.captions.parts import MOLECULES
from pfocr_net.captions.referents import Referent
from pfocr_net.captions.words import word_class
from pfocr_net.errors import ReaderError
from pfocr_net.model import Kind

Item = TypeVar("Item")

#: A caption that relates more pairs is not read: it would be lists without end, and take minutes. The most known
#: are 527.
MOST = 5000

#: Sign of the relation types that have one by themselves.
SIGN = {"activates": 1, "inhibits": -1}
#: Prepositions that name the agent; that name a cause.
AGENT = frozenset(("by", "via", "through"))
CAUSE = frozenset(("due-to", "in-response-to", "upon", "in-presence-of", "downstream-of"))
#: Prepositions that tell after what event.
AFTER = frozenset(("upon", "after", "following"))
#: Frames whose subject does what is told of its target: "acts via *loss* of B", "is involved in *loss* of B".
_TAKES_PART = frozenset(("via-subject", "passive-prep"))


class Reading(NamedTuple):
    """What one frame reads: ``source`` acts on ``target``; ``trigger`` is the chunk that states it."""

    source: Referent
    target: Referent
    type: str
    sign: int
    frame: str
    trigger: int


def as_worded(reading: Reading, lemma: str) -> Reading:
    """Type a reading by what its verb says with the words beside it: "*associates* with B", "via *loss* of B"."""
    type_ = _worded(reading, lemma)
    if type_ == reading.type:
        return reading
    sign = reading.source.sign * reading.target.sign if type_ in SIGN else 0
    return reading._replace(type=_signed(type_, sign), sign=sign)


def _worded(reading: Reading, lemma: str) -> str:
    frame, type_ = reading.frame, reading.type
    if type_ in SIGN and lemma in word_class("perceiving_verbs"):
        return "regulates"
    if _goes_on(reading, lemma):
        return "transports"
    if type_ == "transports" and lemma in word_class("moving_verbs") and not _tells_where(reading):
        return "regulates"
    if type_ != "regulates":
        return type_
    joins = frame.endswith(("-prep", "-on")) and lemma in word_class("joining_verbs")
    are_molecules = reading.source.entity.kind in MOLECULES and reading.target.entity.kind in MOLECULES
    return _deed(reading, lemma) or ("binds" if joins and are_molecules else type_)


def _goes_on(reading: Reading, lemma: str) -> bool:
    """Whether a place stands where a product might: "releases A *into B*", "A accumulates *in the nucleus*"."""
    from_place, to_place = (it.entity.kind is Kind.COMPONENT for it in (reading.source, reading.target))
    if reading.frame == "active-prep":
        return to_place and lemma in word_class("gathering_verbs")
    is_goal = reading.type == "converts" and reading.frame.endswith(("-to", "-into"))
    return is_goal and (lemma in word_class("releasing_verbs") or (to_place and not from_place))


def _tells_where(reading: Reading) -> bool:
    """Whether a verb of movement tells where a thing goes, not who moves it: "A is carried *to B*"."""
    goes = reading.frame == "moves" or reading.frame.endswith("-to")
    return goes or reading.target.entity.kind is Kind.COMPONENT


def _deed(reading: Reading, lemma: str) -> str:
    """Return what a bare influence does to its target, if that is told: "mediates *loss* of B"."""
    deed, frame = reading.target.event, reading.frame
    if deed == "converts":
        makes = lemma == "catalyze" or (frame == "noun-for" and reading.source.entity.kind is not Kind.PROCESS)
        return "activates" if frame == "via-subject" else "converts" if makes else ""
    if deed == "binds":
        return "binds" if frame == "via-subject" else ""
    does_it = frame in _TAKES_PART or lemma in word_class("carrying_verbs")
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


def undergone(subject: Sequence[Referent]) -> list[Referent]:
    """Return those of a subject that something is done to: "*synthesis of A* occurs via B"."""
    return [referent for referent in subject if referent.event in (*SIGN, "modifies", "converts", "transports")]


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


def with_effects(readings: Iterable[Reading]) -> list[Reading]:
    """Give a modification the sign of what else is said of its ends: "A phosphorylates *and activates* B"."""
    found = list(readings)
    signs = {_ends(reading): reading.sign for reading in found if reading.type in SIGN}
    return [
        reading._replace(sign=signs.get(_ends(reading), 0)) if reading.type == "modifies" else reading
        for reading in found
    ]


def _ends(reading: Reading) -> tuple[int, int]:
    return id(reading.source.entity), id(reading.target.entity)


def by_means(
    means: Iterable[Referent], targets: Sequence[Referent], type_: str, frame: str, trigger: int
) -> Iterator[Reading]:
    """Yield what the means do to the targets: what the verb says, if a sign is told ("by *loss* of A")."""
    for source in means:
        told = type_ in SIGN and source.event in SIGN
        yield from pair([source], targets, type_ if told else "regulates", frame, trigger)


def up_to_most(items: Iterable[Item]) -> list[Item]:
    """Return readings or candidates, all of them.

    Raises
    ------
    ReaderError
        There are more than `MOST`.
    """
    listed = list(itertools.islice(items, MOST + 1))
    if len(listed) > MOST:
        raise ReaderError(f"The caption relates more than {MOST:,} pairs of names. Shorten its longest lists.")
    return listed
