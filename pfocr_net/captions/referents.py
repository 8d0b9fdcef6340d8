"""What a noun group stands for: the names it is about, with the sign of what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pfocr_net.captions.arguments import Row
from pfocr_net.captions.parts import Chunk, Entity
from pfocr_net.captions.words import word_class
from pfocr_net.model import Kind

_DEEPEST = 4
#: Pronouns that stand for what was named before.
_PRONOUNS = frozenset(("it", "itself", "they", "them", "themselves", "this", "these", "those", "both"))
#: Prepositions that lead to the members of a class.
_EXAMPLES = frozenset(("such-as", "including", "like", "that-is"))
#: What is no part of what its "of" leads to: "*those* of A".
_OWN_THINGS = frozenset(("that", "those", "not"))
#: What is said of those that are listed behind their class.
LISTED = ("member", "bracket")


class Referent(NamedTuple):
    """One name a noun group stands for.

    ``sign`` is -1 for "loss of A"; ``at`` the chunk it stands in; ``event`` what is said of it: the type of the
    event noun that governs it ("*activation* of A"), ``member`` or ``bracket`` for a member of the class named.
    """

    entity: Entity
    sign: int
    at: int
    event: str = ""


def named(found: Iterable[Referent]) -> list[Referent]:
    """Return those known by name; "proteins involved in A" tells of A alone."""
    return [referent for referent in found if referent.entity.source not in ("open", "figure")]


def names_doer(chunk: Chunk) -> bool:
    """Whether a noun group names who does it: "a *regulator* of A", "MEK *inhibitors*"."""
    form = chunk.event or chunk.form
    is_doer = chunk.code in "EN" and form is not None and form.form == "agent"
    return is_doer and chunk.word not in word_class("empty_heads")


def points_back(row: Row, head: int) -> bool:
    """Whether a noun group stands for something named before: "it", "this process", "its loss"."""
    chunk = row.chunks[head]
    if chunk.code == "O":
        return chunk.word in _PRONOUNS
    return bool(chunk.this) and row.code(head + 1) != "F" and (chunk.code == "E" or chunk.is_class)


def referents(row: Row, at: int, depth: int = 0) -> list[Referent]:
    """Return what the noun group at a place stands for.

    Event nouns hand over to their theme ("inhibition of A" is A with sign -1), compounds to their second part
    ("X-induced A" is A), classes bring the members that are listed behind them.
    """
    chunk, after = row.chunks[at], row.code(at + 1)
    if after == "H" and row.is_noun(at + 2) and depth < _DEEPEST:
        return _of_compound(row, at, depth)
    sign = -1 if chunk.flip or chunk.modifier == "inhibits" else 1
    if chunk.code == "E":
        return _of_event(row, at, sign, depth)
    event = chunk.event.verb.type if chunk.event else ""
    if event == "inhibits":
        sign = -1
    found = [Referent(entity, abs(sign) if _is_loss(entity) else sign, at, event) for entity in chunk.entities]
    if chunk.event is not None and row.is_phrase(at + 1, "F") and depth < _DEEPEST:
        return [r._replace(sign=1) for r in found] + _governed(row, at + 2, sign, event, depth)
    if _hands_over(row, at) and depth < _DEEPEST:
        return found[:-1] + _governed(row, at + 2, sign, event, depth) + _partners(row, at, event, depth)
    found += _partners(row, at, event, depth)
    if depth < _DEEPEST and (told := _told_by(row, at)) is not None:
        found += _governed(row, told, sign, event, depth)
    if depth < _DEEPEST and after in ("(", ",", ":", "P", "Q", "F"):
        found += _listed_members(row, at, 1 if names_doer(chunk) else sign, depth)
    elif depth < _DEEPEST and after == "/" and row.is_noun(at + 2):
        found += referents(row, at + 2, depth + 1)
    return found


def _is_loss(entity: Entity) -> bool:
    """Whether a name is that of a loss, so that what is said is said of the loss: "*glucose starvation*"."""
    return entity.text.rsplit(maxsplit=1)[-1].lower() in word_class("flips")


def _of_compound(row: Row, at: int, depth: int) -> list[Referent]:
    """Return what "A-induced B" stands for: B, and A too where all that is said of B is that it happens."""
    found = referents(row, at + 2, depth + 1)
    if row.codes[at + 2] != "E" or theme_of(row, at + 2) is not None or row.chunks[at + 1].type == "none":
        return found
    return [Referent(entity, 1, at) for entity in row.chunks[at].entities] + found


def acting(row: Row, at: int, event: str = "") -> list[Referent]:
    """Return the names in front of a compound as those that act: "*A*-induced B"; a lost one does not."""
    chunk = row.chunks[at]
    return [Referent(one, -1 if chunk.flip and not _is_loss(one) else 1, at, event) for one in chunk.entities]


def included(row: Row, at: int) -> list[Referent]:
    """Return what is named behind a class: "genes induced by A include *B*"."""
    return [member for head in row.included(at) for member in referents(row, head)]


def _governed(row: Row, at: int, sign: int, event: str, depth: int) -> list[Referent]:
    return [r._replace(sign=r.sign * sign, event=event) for r in referents(row, at, depth + 1)]


def _of_event(row: Row, at: int, sign: int, depth: int) -> list[Referent]:
    chunk = row.chunks[at]
    if chunk.type == "inhibits":
        sign = -1
    theme = theme_of(row, at)
    if theme is not None and depth < _DEEPEST:
        themes = referents(row, theme, depth + 1)
        members = [r for r in themes if names_doer(chunk) and r.event in LISTED]
        done = [r._replace(sign=r.sign * sign, event=chunk.type) for r in themes if r not in members]
        return done + members + _partners(row, at, chunk.type, depth)
    found = [Referent(entity, 1, at) for entity in chunk.entities] + _partners(row, at, chunk.type, depth)
    return found + _listed_members(row, at, sign, depth) if depth < _DEEPEST else found


def _partners(row: Row, at: int, type_: str, depth: int) -> list[Referent]:
    """Return what else acts: "binding of A *to B*" stands for both, "infection *with B*" for B."""
    if depth or not (type_ == "binds" or row.chunks[at].word in word_class("dosing_events")):
        return []
    heads = [phrase.head for phrase in row.phrases(at) if phrase.word in ("to", "with")]
    return [partner for head in heads for partner in _governed(row, head, 1, type_, depth)]


def theme_of(row: Row, at: int) -> int | None:
    """Return the theme's place of an event noun: "activation *of A*", "rise *in A*", "loss and repair *of A*"."""
    chunk, after = row.chunks[at], row.skip_right(at + 1)
    if row.is_phrase(after, "F"):
        return after + 1
    if (
        not names_doer(chunk)
        and row.is_phrase(after)
        and (chunk.word, row.chunks[after].word) != ("respond", "in")
    ):
        leads_on = row.chunks[after].word in ("in", "to", "on", "between", "at")
        if leads_on and chunk.type in ("activates", "inhibits", "regulates", "binds"):
            return after + 1
    return shared_theme(row, at)


def shared_theme(row: Row, at: int) -> int | None:
    """Return the theme that the first of coordinated event nouns borrows from the last."""
    step = at + 1
    while row.code(step) in (",", "C"):
        while row.code(step) in (",", "C"):
            step += 1
        if row.code(step) != "E":
            return None
        if row.code(step + 1) == "F" and row.is_noun(step + 2):
            return step + 2
        step += 1
    return None


def _hands_over(row: Row, at: int) -> bool:
    """Whether a group's last name tells only what is said of the things behind it.

    So do "A and *loss* of B", "the *balance* between A and B", "the *pathway* for A", "*antibodies* against A",
    "*mutations* in A", "*most* of A", but not "the Rab *proteins* for A".
    """
    chunk = row.chunks[at]
    if row.is_phrase(at + 1) and row.chunks[at + 1].word == "member-of" and (chunk.code == "O" or chunk.is_class):
        return True
    if chunk.code == "O":
        return row.is_phrase(at + 1, "F") and chunk.word not in _OWN_THINGS
    if chunk.code != "N" or not row.is_phrase(at + 1, "FP"):
        return False
    last = chunk.entities[-1]
    if not last.is_guessed and last.text.lower() not in word_class("flips"):
        return False
    leads_on = ("of", "between", *(("against", "in", "to") if chunk.flip else ()))
    word = row.chunks[at + 1].word
    return word in leads_on or (word == "for" and (last.kind is Kind.PROCESS or chunk.word in ("gene", "genes")))


def _told_by(row: Row, at: int) -> int | None:
    """Return the place of what tells which of a class are meant: "genes encoding *A*", "genes related to *A*"."""
    if not row.chunks[at].is_class or row.code(at + 1) not in ("G", "Q"):
        return None
    place = at + 2 + (row.code(at + 1) == "Q")
    tells = row.chunks[at + 1].word in word_class("telling_verbs") and row.is_noun(place)
    return place if tells else None


def _listed_members(row: Row, at: int, sign: int, depth: int) -> list[Referent]:
    """Return the members behind "such as" or in a bracket behind a class name."""
    found: list[Referent] = []
    place = _behind_phrases(row, at)
    place += row.code(place) == ","
    heads = _such_as(row, place) or (_such_as(row, at + 2) if row.code(at + 1) == "(" else [])
    for head in heads:
        found += _governed(row, head, sign, "member", depth)
    if row.codes.startswith(":N", at + 1) and row.chunks[at].is_class:
        found += _governed(row, at + 2, sign, "member", depth)
    if row.codes.startswith("(N", at + 1) and _opens_bracket(row, at):
        inside = range(at + 2, row.skip_right(at + 1) - 1)
        if all(row.codes[k] in "NC,/-" for k in inside):
            found += [
                r._replace(sign=r.sign * sign, event="bracket")
                for k in inside
                if row.codes[k] == "N"
                for r in referents(row, k, _DEEPEST)
            ]
    return found


def _behind_phrases(row: Row, at: int) -> int:
    """Return the place behind a noun group and, if it is of many, what hangs on it: "genes *in A*, such as B"."""
    place = row.skip_right(at + 1)
    while row.chunks[at].word.endswith("s"):
        phrase = place + (row.code(place) == "Q")
        if not row.is_phrase(phrase, "PTLF") or row.chunks[phrase].word in _EXAMPLES:
            break
        place = row.skip_right(phrase + 2)
    return place


def _opens_bracket(row: Row, at: int) -> bool:
    """Whether a bracket behind a noun group holds members: "kinases (A, B)", "*inhibitors* of C (A)"."""
    chunk = row.chunks[at]
    if names_doer(chunk) and chunk.event is not None:
        return chunk.event.names_actor
    if row.code(at - 1) == "F" and names_doer(row.chunks[at - 2]):
        return row.chunks[at - 2].entities[0].text.endswith("s")
    return chunk.is_class and chunk.word.endswith("s")


def _such_as(row: Row, place: int) -> list[int]:
    """Return the heads of the list behind a "such as" at a place."""
    if row.code(place) != "P" or row.chunks[place].word not in _EXAMPLES:
        return []
    before = place + 1 if row.code(place + 1) == "," else place
    return row.phrase_heads(before) if row.is_noun(before + 1) else []
