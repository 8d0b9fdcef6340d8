"""The frames of one verb: what its subject does to its objects and to what stands behind its prepositions.

`pfocr_net.captions.frames` finds the subjects and objects; here the verb's type and prepositions decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pfocr_net.captions.arguments import Phrase, Row, goals, nearest
from pfocr_net.captions.nominals import is_event
from pfocr_net.captions.parts import Chunk
from pfocr_net.captions.prepositions import special
from pfocr_net.captions.readings import (
    AGENT,
    CAUSE,
    SIGN,
    Reading,
    becomes,
    by_means,
    done,
    felt,
    pair,
    undergone,
    worked_on,
)
from pfocr_net.captions.referents import Referent, named, referents, theme_of
from pfocr_net.captions.words import TYPES, word_class
from pfocr_net.model import Kind

#: A verb's type and preposition that let what stands behind act on the subject: "A arises *from* B".
_BACKWARD = frozenset(
    (("converts", "from"), ("activates", "from"), ("contains", "to"), ("contains", "in"), ("contains", "on"))
)

#: Prepositions that tell when something changes, and so why: "A is raised *during* B".
_MEANWHILE = frozenset(("during", "following", "under"))

#: Prepositions that lead to what is acted on: "is involved *in* A", "is linked *to* A".
_AIMS = ("in", "on", "with", "to", "for")


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
    plays_a_role = any(_is_role(row.chunks[head]) for head in row.objects(at))
    if chunk.type in ("none", "") or plays_a_role:
        yield from _light_verb(row, at, subject, phrases)
    elif chunk.type == "binds":
        yield from _binds(row, at, subject, objects, phrases)
    elif chunk.type == "transports":
        places = word_class("place_prepositions")
        goes_on = any(phrase.word in places and phrase.word != "from" for phrase in phrases)
        for phrase in phrases:
            is_how = objects and phrase.word in AGENT  # "enters the cell *via A*"
            if phrase.word in places and not is_how and not (phrase.word == "from" and goes_on):
                yield from pair(objects or subject, referents(row, phrase.head), "transports", "moves", at)
        yield from pair(subject, objects, "transports", "active", at)
    elif objects:
        yield from _acts_on(row, at, subject, objects, phrases)
    else:
        yield from _acts_through_preposition(row, at, subject, phrases)
    yield from _is_what(row, [phrase.head for phrase in phrases if phrase.word == "as"], subject)
    kept_from = [phrase.head for phrase in phrases if phrase.word == "from"]
    names_event = any(is_event(row.chunks[head]) for head in kept_from + (row.objects(at) or goals(phrases)))
    for phrase in phrases:
        others = referents(row, phrase.head)
        if phrase.word == "by" and names_event:
            continue  # "A raises the loss of B *by C*": C does not act through A
        if phrase.word in AGENT:
            brought_about = undergone(subject) if chunk.type not in SIGN and not objects else []
            for theme in brought_about:
                yield from by_means(others, [theme._replace(sign=1)], theme.event, "via-object", phrase.place)
            doers = [it for it in subject if it not in brought_about]
            yield from pair(doers, others, "regulates", "via-subject", phrase.place)
            targets = (
                made(row, chunk.type, objects, phrases)
                or objects
                or [referent for head in goals(phrases) for referent in referents(row, head)]
            )
            if chunk.type != "transports":  # "A enters *B* via C"
                yield from by_means(others, targets, chunk.type, "via-object", phrase.place)
        elif phrase.word in CAUSE:
            yield from pair(others, objects or subject, "activates", "cause", phrase.place)
        elif phrase.word == "leading-to":
            yield from pair(subject, others, "activates", "leading-to", phrase.place)


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
    elif (chunk.type, word) in _BACKWARD:
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
    yield from _is_what(row, row.objects(at), subject)


def _is_what(row: Row, heads: Sequence[int], subject: Sequence[Referent]) -> Iterator[Reading]:
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


def read_passive(row: Row, at: int, theme: Sequence[Referent]) -> Iterator[Reading]:
    """Read ``B is activated by A`` and ``B activated by A``."""
    chunk = row.chunks[at]
    frame = _frame(row, at)
    agents: list[Referent] = []
    origins: list[Referent] = []
    phrases = _agent_phrases(row, at)
    yield from _is_what(row, [phrase.head for phrase in phrases if phrase.word == "as"], theme)
    products = made(row, chunk.type, theme, phrases)
    aims = nearest(phrases, _AIMS)
    for phrase in phrases:
        word, others = phrase.word, referents(row, phrase.head)
        if word == "by" and chunk.word in word_class("swapped_verbs"):
            done_before = theme if row.code(at - 1) != "," else []  # "moves to B, followed by A"
            yield from pair(done_before, others, "activates", f"{frame}-swap", at)
        elif word == "by" and chunk.type == "none":
            for one in theme:
                type_ = one.event if one.event in TYPES else "none"
                yield from pair(others, [one._replace(sign=1)], type_, "light-by", at)
        elif word == "by":
            agents += others
            yield from pair(others, theme, worked_on(chunk.type, bool(products)), f"{frame}-by", at)
        elif word in ("via", "through"):
            yield from _passive_means(row, at, phrase, theme, products, is_aimed=bool(aims))
            yield from pair(agents, others, "regulates", "via-subject", at)
        elif word in CAUSE:
            type_ = chunk.type if chunk.type in SIGN else "activates"
            yield from pair(others, theme, type_, "cause", phrase.place)
        elif word == "in-absence-of":
            yield from pair(felt(others, "inhibits"), theme, chunk.type, "cause", phrase.place)
        elif word == "leading-to":
            yield from pair(theme, others, "activates", "leading-to", phrase.place)
        elif word in _MEANWHILE and chunk.type in SIGN:
            yield from pair(others, theme, chunk.type, "meanwhile", phrase.place)
        else:
            origins += others if (chunk.type, word) == ("converts", "from") else []
            yield from _passive_phrase(row, at, phrase, theme, others, is_aim=phrase in aims)
    yield from pair(agents, origins, "modifies", f"{frame}-by", at)


def _passive_means(
    row: Row, at: int, phrase: Phrase, theme: Sequence[Referent], products: Sequence[Referent], *, is_aimed: bool
) -> Iterator[Reading]:
    """Read "is activated *via A*", "is sensed *via A*", "is turned into B *via A*", "is involved in B *via A*"."""
    type_, frame, means = row.chunks[at].type, f"{_frame(row, at)}-via", referents(row, phrase.head)
    if row.chunks[at].word in word_class("swapped_verbs"):
        yield from pair(theme, means, "regulates", f"{_frame(row, at)}-swap", at)
    elif is_aimed and type_ == "regulates":
        yield from pair(theme, means, "regulates", "via-subject", phrase.place)
    elif products:
        yield from by_means(means, products, type_, frame, at)
        yield from pair(means, theme, "modifies", frame, at)
    else:
        makers = [it for it in means if type_ == "converts" and it.entity.kind is not Kind.PROCESS]
        yield from pair(makers, theme, "converts", frame, at)
        yield from by_means([it for it in means if it not in makers], theme, type_, frame, at)


def _frame(row: Row, at: int) -> str:
    return "passive" if row.codes[at] == "W" else "reduced"


def _agent_phrases(row: Row, at: int) -> list[Phrase]:
    """Return the phrases behind a passive verb, with the agent it shares: "is bound *and activated by* A"."""
    verb = at + 2 if row.code(at + 1) == "C" else at + 3 if row.codes.startswith(",C", at + 1) else at
    if verb == at or row.code(verb) not in ("W", "Q"):
        return row.phrases(at)
    return [phrase for phrase in _agent_phrases(row, verb) if phrase.word == "by"]


def _is_place(referents: Sequence[Referent]) -> bool:
    return any(referent.entity.kind is Kind.COMPONENT for referent in referents)


def _passive_phrase(
    row: Row, at: int, phrase: Phrase, theme: Sequence[Referent], others: Sequence[Referent], *, is_aim: bool
) -> Iterator[Reading]:
    """Read "is converted to", "is derived from", "is composed of", "is located in", "is involved in"."""
    type_, lemma, word = row.chunks[at].type, row.chunks[at].word, phrase.word
    frame = _frame(row, at)
    if becomes(type_, word, theme, others):
        yield from pair(theme, others, "converts", f"{frame}-to", at)
    elif type_ == "converts" and word in ("from", "of"):
        yield from pair(others, theme, "converts", f"{frame}-from", at)
    elif lemma in word_class("resting_verbs") and word in word_class("place_prepositions") and _is_place(others):
        yield from pair(others, theme, "contains", f"{frame}-in", at)
    elif type_ == "transports" and word in word_class("place_prepositions"):
        yield from pair(theme, others, "transports", f"{frame}-to", at)
    elif type_ == "binds" and word in ("to", "with", "into", "onto"):
        yield from pair(theme, others, "transports" if lemma == "recruit" else "binds", f"{frame}-to", at)
    elif lemma == "incorporate" and word == "into":
        yield from pair(theme, others, "transports", f"{frame}-to", at)
    elif type_ == "contains" and word in ("of", "into", "with"):
        yield from pair(theme, others, "contains", f"{frame}-of", at)
    elif type_ in ("contains", "converts") and word in ("in", "on", "at", "within"):
        yield from pair(others, theme, "contains" if _is_place(others) else type_, f"{frame}-in", at)
    elif is_aim and (word in ("with", "to", "for") or type_ == "regulates") and type_ in ("regulates", *SIGN):
        # "is involved in A"; but "is raised in A" tells where
        yield from pair(named(theme), others, type_, f"{frame}-prep", at)
