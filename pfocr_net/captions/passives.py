"""The frames of one passive verb or participle: what is done to its subject, by, through, into and out of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pfocr_net.captions.arguments import Phrase, Row, nearest
from pfocr_net.captions.predicates import is_what, made
from pfocr_net.captions.readings import CAUSE, SIGN, Reading, becomes, by_means, felt, pair, worked_on
from pfocr_net.captions.referents import Referent, named, referents
from pfocr_net.captions.words import TYPES, word_class
from pfocr_net.model import Kind

#: Prepositions that tell when something changes, and so why: "A is raised *during* B".
_MEANWHILE = frozenset(("during", "following", "under"))
#: Prepositions that lead to what is acted on: "is involved *in* A", "is linked *to* A".
_AIMS = ("in", "on", "with", "to", "for")


def read_passive(row: Row, at: int, theme: Sequence[Referent]) -> Iterator[Reading]:
    """Read ``B is activated by A`` and ``B activated by A``."""
    chunk = row.chunks[at]
    frame = _frame(row, at)
    agents: list[Referent] = []
    origins: list[Referent] = []
    phrases = _agent_phrases(row, at)
    yield from is_what(row, [phrase.head for phrase in phrases if phrase.word == "as"], theme)
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
        elif word == "in-absence-of" and not agents:
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
