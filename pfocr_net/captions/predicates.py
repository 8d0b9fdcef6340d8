"""The frames of one active verb: what its subject does to its objects and to what stands behind its prepositions.

`pfocr_net.captions.frames` finds the subjects and objects; here the verb's type and prepositions decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pfocr_net.captions.arguments import Phrase, Row, goals, nearest
from pfocr_net.captions.nominals import is_event
from pfocr_net.captions.parts import Chunk
from pfocr_net.captions.prepositions import special
from pfocr_net.captions.readings import (
    AFTER,
    AGENT,
    CAUSE,
    SIGN,
    Reading,
    becomes,
    by_means,
    done,
    pair,
    undergone,
    worked_on,
)
from pfocr_net.captions.referents import Referent, named, referents, theme_of
from pfocr_net.captions.words import word_class

#: A verb's type and preposition that let what stands behind act on the subject: "A arises *from* B".
_BACKWARD = frozenset(
    (("converts", "from"), ("activates", "from"), ("contains", "to"), ("contains", "in"), ("contains", "on"))
)


def made(row: Row, type_: str, objects: Sequence[Referent], phrases: Sequence[Phrase]) -> list[Referent]:
    """Return what a verb's objects become: "converts A *to B*"."""
    behind = ((phrase.word, referents(row, phrase.head)) for phrase in phrases)
    return [product for word, others in behind if becomes(type_, word, objects, others) for product in others]


def conversions(
    row: Row, at: int, objects: Sequence[Referent], products: Sequence[Referent], phrases: Sequence[Phrase]
) -> Iterator[Reading]:
    """Read "converts A *to B*", "makes B *from A*"."""
    yield from pair(objects, products, "converts", "object-to", at)
    if row.chunks[at].type == "converts":
        for phrase in phrases:
            if phrase.word == "from":
                yield from pair(referents(row, phrase.head), objects, "converts", "object-from", at)


def read_active(
    row: Row, at: int, subject: Sequence[Referent], objects: Sequence[Referent], phrases: Sequence[Phrase]
) -> Iterator[Reading]:
    """Read an active verb."""
    chunk = row.chunks[at]
    phrases = [phrase for phrase in phrases if not _is_of_event(row, phrase.place)]
    plays_a_role = any(_is_role(row.chunks[head]) for head in row.objects(at))
    if chunk.type in ("none", "") or plays_a_role:
        yield from _light_verb(row, at, subject, phrases)
    elif chunk.type == "binds":
        yield from _binds(row, at, subject, objects, phrases)
    elif chunk.type == "transports":
        places = word_class("place_prepositions")
        moved = objects if row.objects(at) else subject  # "A brings it to B": not A
        goes_on = any(phrase.word in places and phrase.word != "from" for phrase in phrases)
        for phrase in phrases:
            is_how = objects and phrase.word in AGENT  # "enters the cell *via A*"
            if phrase.word in places and not is_how and not (phrase.word == "from" and goes_on):
                yield from pair(moved, referents(row, phrase.head), "transports", "moves", at)
        yield from pair(subject, objects, "transports", "active", at)
    elif objects:
        yield from _acts_on(row, at, subject, objects, phrases)
    else:
        yield from _acts_through_preposition(row, at, subject, phrases)
    yield from is_what(row, [phrase.head for phrase in phrases if phrase.word == "as"], subject)
    kept_from = [phrase.head for phrase in phrases if phrase.word == "from"]
    names_event = any(is_event(row.chunks[head]) for head in kept_from + (row.objects(at) or goals(phrases)))
    for phrase in phrases:
        others = referents(row, phrase.head)
        if phrase.word == "by" and names_event:
            continue  # "A raises the loss of B *by C*": C does not act through A
        if phrase.word in AGENT:
            goal = [referent for head in goals(phrases) for referent in referents(row, head)]
            targets = made(row, chunk.type, objects, phrases) or objects or goal
            happens = chunk.type not in SIGN and not objects
            yield from _active_means(chunk.type, phrase.place, others, subject, targets, happens=happens)
        elif phrase.word in CAUSE:
            yield from pair(others, objects or subject, "activates", "cause", phrase.place)
        elif phrase.word == "leading-to":
            yield from pair(subject, others, "activates", "leading-to", phrase.place)


def _is_of_event(row: Row, place: int) -> bool:
    """Whether a phrase hangs on an event that tells when: "A inhibits B after activation *by C*"."""
    return row.code(place - 1) == "E" and row.code(place - 2) == "P" and row.chunks[place - 2].word in AFTER


def _active_means(
    type_: str,
    place: int,
    means: Sequence[Referent],
    subject: Sequence[Referent],
    targets: Sequence[Referent],
    *,
    happens: bool,
) -> Iterator[Reading]:
    """Read "A activates B *via C*", "activation of A happens *via C*"."""
    themes = undergone(subject) if happens else []
    for theme in themes:
        yield from by_means(means, [theme._replace(sign=1)], theme.event, "via-object", place)
    yield from pair([it for it in subject if it not in themes], means, "regulates", "via-subject", place)
    if type_ != "transports":  # "A enters *B* via C"
        yield from by_means(means, targets, type_, "via-object", place)


def _is_role(chunk: Chunk) -> bool:
    """Whether a noun group says that something acts: "a *role*", not "AKT1 *function*"."""
    return chunk.code == "N" and chunk.word in word_class("role_nouns") and chunk.is_class


def _light_verb(row: Row, at: int, subject: Sequence[Referent], phrases: Sequence[Phrase]) -> Iterator[Reading]:
    for head in row.objects(at):
        if row.codes[head] == "E":
            for phrase in row.phrases(head):
                if phrase.word in AGENT:
                    yield from pair(
                        referents(row, phrase.head), subject, row.chunks[head].type, "light-verb", head
                    )
        elif row.chunks[at].word == "undergo":
            yield from pair(named(subject), named(referents(row, head)), "regulates", "undergoes", at)
        elif row.chunks[head].word in word_class("role_nouns"):
            type_ = row.chunks[head].modifier if row.chunks[head].modifier in SIGN else "regulates"
            for phrase in nearest(row.phrases(head), ("in", "on", "for")):
                yield from pair(subject, referents(row, phrase.head), type_, "role-in", head)
    for phrase in phrases:
        yield from special(phrase.word, subject, referents(row, phrase.head), phrase.place)


def _binds(
    row: Row, at: int, subject: Sequence[Referent], objects: Sequence[Referent], phrases: Sequence[Phrase]
) -> Iterator[Reading]:
    for phrase in phrases:
        others = referents(row, phrase.head)
        if phrase.word in ("to", "with", "onto") and not objects:
            yield from pair(subject, others, "binds", "active-prep", at)
        elif phrase.word in ("to", "into", "onto"):
            yield from pair(objects, others, "transports", "object-to", at)
    yield from pair(subject, objects, "binds", "active", at)
    if not objects and len(subject) > 1 and not any(phrase.word in ("to", "with") for phrase in phrases):
        yield from pair(subject[:1], subject[1:], "binds", "reciprocal", at)


def _acts_on(
    row: Row, at: int, subject: Sequence[Referent], objects: Sequence[Referent], phrases: Sequence[Phrase]
) -> Iterator[Reading]:
    chunk = row.chunks[at]
    products = made(row, chunk.type, objects, phrases)
    partners = [r for phrase in phrases if phrase.word == "with" for r in referents(row, phrase.head)]
    if chunk.word in word_class("swapped_verbs"):
        yield from pair(objects, done(subject), "activates", "swap", at)
    elif chunk.type == "converts" and partners:
        yield from pair(subject, partners, "binds", "forms-with", at)
        formed = [it for it in objects if not row.chunks[it.at].is_class]  # more than "a complex"
        yield from pair(subject, formed, "converts", "active", at)
    else:
        yield from pair(subject, objects, worked_on(chunk.type, bool(products)), "active", at)
    yield from conversions(row, at, objects, products, phrases)
    for phrase in phrases:
        if phrase.word == "against":
            yield from pair(subject, referents(row, phrase.head), "inhibits", "against", at)


def _acts_through_preposition(
    row: Row, at: int, subject: Sequence[Referent], phrases: Sequence[Phrase]
) -> Iterator[Reading]:
    chunk = row.chunks[at]
    for phrase in phrases:
        yield from special(phrase.word, subject, referents(row, phrase.head), phrase.place)
    heads = goals(phrases)
    word = next((phrase.word for phrase in phrases if phrase.head in heads), "")
    others = [referent for head in heads for referent in referents(row, head)]
    if chunk.word in word_class("swapped_verbs"):
        yield from pair(others, done(subject), "activates", "swap", at)
    elif (chunk.type, word) in _BACKWARD and not (word == "to" and phrases[0].word in AGENT):
        yield from pair(others, subject, chunk.type, "active-back", at)
    elif chunk.type == "modifies" and becomes(chunk.type, word, subject, others):
        yield from pair(subject, others, "converts", "active-prep", at)
    else:
        yield from pair(subject, others, "inhibits" if word == "against" else chunk.type, "active-prep", at)


def read_copula(row: Row, at: int, subject: Sequence[Referent], phrases: Sequence[Phrase]) -> Iterator[Reading]:
    """Read ``A is an inhibitor of B``, ``A is downstream of B``, ``A is capable of binding to B``."""
    for phrase in phrases:
        others = referents(row, phrase.head)
        if phrase.word in AGENT:
            yield from pair(subject, others, "regulates", "via-subject", phrase.place)
        elif phrase.word == "under" and row.codes[phrase.head] == "E":
            yield from pair(others, subject, "regulates", "under", phrase.place)
        elif phrase.word == "able-to" and (theme := theme_of(row, phrase.head)) is not None:
            yield from pair(subject, referents(row, theme), row.chunks[phrase.head].type, "is-a-of", phrase.head)
        yield from special(phrase.word, subject, others, phrase.place)
    yield from is_what(row, row.objects(at), subject)


def is_what(row: Row, heads: Sequence[int], subject: Sequence[Referent]) -> Iterator[Reading]:
    """Read "is *an inhibitor of A*", "acts as *a source of A*"."""
    for head in heads:
        event = row.chunks[head].event if row.code(head + 1) != "F" else None
        if event is not None and event.names_actor:  # "is an A inhibitor"
            themes = [Referent(entity, 1, head) for entity in row.chunks[head].entities]
            yield from pair(named(subject), themes, event.verb.type, "is-a-of", head)
        elif row.codes[head] == "E" and row.is_phrase(head + 1, "FP"):
            yield from pair(subject, referents(row, head + 2), row.chunks[head].type, "is-a-of", head)
        elif (
            row.chunks[head].is_class
            and row.is_phrase(head + 1, "FP")
            and row.chunks[head + 1].word in ("of", "for")
        ):
            yield from pair(named(subject), referents(row, head + 2), "regulates", "is-of", head)
