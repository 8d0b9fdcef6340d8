"""What the verbs of a sentence act with: subjects and objects, found, stood for by a pronoun, or borrowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pfocr_net.captions.arguments import FINITE, VERBS, Row, goals, nearest
from pfocr_net.captions.parts import PLACES, Chunk, Entity
from pfocr_net.captions.readings import SIGN, felt
from pfocr_net.captions.referents import Referent, named, points_back, referents
from pfocr_net.captions.words import word_class
from pfocr_net.model import Kind

#: Prepositions that lead to what a verb works on, not to where or how it does.
_WORKED_ON = frozenset(("to", "with", "on", "onto", "into", "such-as", "including", "like"))
#: Pronouns that stand for several things.
_MANY = frozenset(("they", "them", "themselves", "these", "those", "both"))


@dataclass(slots=True)
class Clauses:
    """What the verbs read so far act with, by the place of the verb.

    Subjects and objects, and who may act in an -ing form or infinitive (`borrowed_subjects`).
    """

    row: Row
    before: Sequence[Sequence[Referent]]
    subjects: dict[int, list[Referent]] = field(default_factory=dict)
    objects: dict[int, list[Referent]] = field(default_factory=dict)
    borrowed: dict[int, list[tuple[list[Referent], str]]] = field(default_factory=dict)

    def verb_before(self, at: int) -> int | None:
        """Return the nearest verb to the left whose objects are known, in the same clause."""
        nearest = next(reversed(self.objects), None)
        return nearest if nearest is not None and self.row.is_same_clause(nearest, at) else None

    def is_means(self, at: int) -> bool:
        """Whether an -ing form says how: "by activating A *and inhibiting* B"."""
        if self.row.codes[at] != "G" or self.row.code(self.row.skip_left(at - 1)) in ("T", "L"):
            return self.row.codes[at] == "G"
        earlier = self.row.ing_before(at)
        return earlier is not None and self.is_means(earlier)

    def _goes_on(self, verb: int, following: int) -> bool:
        """Whether two verbs have one subject: "A *binds* B and *inhibits* its activity"."""
        return self.subjects[verb] == self.subjects[following]

    def stand_for(self, heads: Sequence[int]) -> list[Referent]:
        """Return what several noun groups stand for; "this", "it" and "its loss" for what was spoken of before."""
        return [referent for head in heads for referent in self._resolve(head)]

    def _resolve(self, head: int) -> list[Referent]:
        chunk = self.row.chunks[head]
        if not points_back(self.row, head):
            return referents(self.row, head)
        sign = -1 if chunk.type == "inhibits" or chunk.flip else 1
        here = self._spoken_of(head)
        is_subject = chunk.code == "E" or chunk.word in ("it", "they")
        before = _agreeing(chunk, here or (self.before[:1] if is_subject else self.before))
        return [
            Referent(referent.entity, referent.sign * sign, head, f"anaphor{number}{'-here' if here else ''}")
            for number, found in enumerate(before)
            for referent in named(found)
        ]

    def _spoken_of(self, head: int) -> list[list[Referent]]:
        """Return what a pronoun may stand for of what this sentence has named so far: nothing if that is none."""
        row, chunk = self.row, self.row.chunks[head]
        verbs = [verb for verb in self.subjects if verb < head and row.codes[verb] in "VW"]
        earlier = verbs.pop() if verbs else -1
        if earlier < 0 or not self.subjects[earlier]:
            return []
        if verbs and earlier == head - 1 and (chunk.word in ("it", "them") or self._goes_on(verbs[-1], earlier)):
            return [self.objects[verbs[-1]] or self.subjects[verbs[-1]]]  # "A binds B and activates *it*"
        objects = felt(self.objects[earlier], row.chunks[earlier].type)
        if row.code(head - 1) == "R" and row.chunks[head - 1].word == "where":
            objects = [thing for thing in objects if thing.entity.kind is not Kind.COMPONENT]  # "in B, where *it*"
        return [self.subjects[earlier], objects]


def _agreeing(chunk: Chunk, before: Sequence[Sequence[Referent]]) -> Sequence[Sequence[Referent]]:
    """Return what was spoken of that a noun group may point back to: "it" to one, "this complex" to a complex."""
    if chunk.word in ("it", "itself"):
        return [[thing for thing in things if not _is_plural(thing.entity)] for things in before]
    if chunk.word in _MANY or chunk.this in ("these", "those", "both"):
        before = [things if len(things) != 1 or _is_plural(things[0].entity) else [] for things in before]
    if chunk.code != "N" or chunk.this in ("its", "their"):
        return before
    kinds = {entity.kind for entity in chunk.entities}
    kinds |= {Kind.GENE, Kind.COMPLEX} if Kind.FAMILY in kinds else set()
    return [[thing for thing in things if thing.entity.kind in kinds] for things in before]


def _is_plural(entity: Entity) -> bool:
    """Whether a name speaks of several things: "STATs", "macrophages", not "Ras" or "apoptosis"."""
    text = entity.text
    return len(text) > len("Ras") and text.endswith("s") and not text.endswith(("ss", "us", "is"))


def main_verb(row: Row, at: int) -> int | None:
    """Return the verb whose subject a form in front of its clause or inside it borrows.

    "*By activating* A, B inhibits C"; "B, *when bound* to A, inhibits C".
    """
    opener = at - 1
    while row.code(opener) in ("P", "T", "L", "S"):
        opener -= 1
    verb = next((k for k in range(at + 1, row.end) if row.codes[k] in "VWBRS;:"), None)
    if verb is None or row.codes[verb] not in FINITE or row.code(opener) not in ("", ",", ";", ":"):
        return None
    if row.code(at) == "I" and row.codes[verb] == "W":
        return None  # "To study A, B is measured"
    heads, how = row.subject(verb)
    if row.code(opener) == ",":
        return verb if how == "over-insertion" and heads[-1] < at else None
    return verb if heads and heads[0] > at and "," in row.codes[at : heads[0]] else None


def _role_in(row: Row, verb: int) -> list[int]:
    """Return the heads of that in which a role is played: "plays a role in *A*"."""
    roles = [head for head in row.objects(verb) if row.chunks[head].word in word_class("role_nouns")]
    return [phrase.head for head in roles for phrase in nearest(row.phrases(head), ("in", "on", "for"))]


def brought_about(clauses: Clauses, at: int) -> tuple[str, list[Referent]]:
    """Return what comes about "by activating A", and how: the objects of the verb before, or the noun."""
    row = clauses.row
    if (main := main_verb(row, at)) is not None:
        heads = row.subject(main)[0] if row.codes[main] != "V" else row.objects(main) or goals(row.phrases(main))
        return row.chunks[main].type, clauses.stand_for(heads)
    earlier = [verb for verb in clauses.objects if verb < at and not clauses.is_means(verb)]
    if earlier and (aims := _role_in(row, earlier[-1])):
        return "regulates", clauses.stand_for(aims)
    if earlier and row.is_same_clause(earlier[-1], at) and clauses.objects[earlier[-1]]:
        return row.chunks[earlier[-1]].type, clauses.objects[earlier[-1]]
    noun = row.skip_left(row.skip_left(at - 1) - 1)
    return "activates", referents(row, row.chain_start(noun)) if row.is_noun(noun) else []


def _governing_verb(clauses: Clauses, at: int) -> int | None:
    row = clauses.row
    for k in range(at - 1, -1, -1):
        if row.codes[k] in ";:":
            return None
        if row.codes[k] in "VWQB" and k in clauses.subjects:
            return k
        if row.codes[k] in "GI" and k in clauses.subjects and row.code(at - 1) == "C":
            return k if clauses.subjects[k] else None
    return None


def _held_back(row: Row, before: int) -> list[int]:
    """Return the heads of what is kept from acting: "A prevents *B* from activating C"."""
    if row.code(before) != "P" or row.chunks[before].word != "from":
        return []
    verb = next((k for k in range(before - 1, -1, -1) if row.codes[k] in VERBS), None)
    return row.objects(verb) if verb is not None else []


def _is_maker(row: Row, governor: int | None, before: int, at: int) -> bool:
    """Whether a noun tells by what one thing is made into another: "A is cleaved *by B* to yield C"."""
    is_done = governor is not None and row.codes[governor] in "WQ"
    return is_done and row.chunks[at].type == "converts" and row.code(row.chain_start(before) - 1) == "T"


def _is_circumstance(row: Row, at: int) -> bool:
    """Whether a noun tells only where or how a thing is done: "is made *in A* to", not "binds *to A* to"."""
    return row.code(at - 1) == "P" and row.chunks[at - 1].word not in _WORKED_ON


def _acts_alone(row: Row, governor: int, direct: Sequence[int], at: int) -> bool:
    """Whether it is but the noun in front that acts: "A allows *B* to enter C", "A binds *B* containing C"."""
    if row.codes[at] == "G":
        return row.chunks[at].type == "contains" and row.codes[governor] == "V"
    lets = row.chunks[governor].type in SIGN and bool(direct)
    return lets and row.chunks[at].type == "transports"


def _is_place(row: Row, found: Referent) -> bool:
    """Whether a thing only tells where: "A moves to *the nucleus* to activate B", not "A binds to *B*"."""
    if found.entity.kind not in PLACES or row.code(found.at - 1) != "P":
        return False
    verb, preposition = row.chunks[max(found.at - 2, 0)], row.chunks[found.at - 1]
    return verb.type != "binds" and preposition.word != "with"


def _thing_before(row: Row, at: int) -> list[Referent]:
    """Return what "thereby" follows upon besides the verb: "A is made from B via *C*, thereby activating D"."""
    comma = row.skip_left(at - 1)
    last = row.skip_left(comma - 1)
    if not row.chunks[at].thus or row.code(comma) != "," or not row.is_noun(last):
        return []
    return [thing for thing in named(referents(row, last)) if thing.entity.kind not in PLACES]


def borrowed_subjects(clauses: Clauses, at: int) -> list[tuple[list[Referent], str]]:
    """Return who may act in an -ing form or infinitive, most likely first, with the name of the frame."""
    sources = _who_may_act(clauses, at)
    return [
        ([it for it in found if "subject" in frame or not _is_place(clauses.row, it)], frame)
        for found, frame in sources
    ]


def _who_may_act(clauses: Clauses, at: int) -> list[tuple[list[Referent], str]]:
    row, before = clauses.row, clauses.row.skip_left(at - 1)
    if (earlier := row.ing_before(at)) is not None:
        return clauses.borrowed[earlier]
    form = "ing" if row.chunks[at].code == "G" else "to"
    means = clauses.is_means(at)
    frame = f"by-{form}" if means else form
    if (main := main_verb(row, at)) is not None:
        return [(clauses.stand_for(row.subject(main)[0]), f"{frame}-subject")]
    governor = _governing_verb(clauses, at)
    direct = row.objects(governor) if governor is not None and row.codes[governor] != "B" else []
    if held := _held_back(row, before):
        return [(clauses.stand_for(held), f"{form}-noun")]
    sources = []
    acts = form == "ing" or not _is_circumstance(row, before)
    if row.is_noun(before) and acts and not _is_maker(row, governor, before, at):
        heads = row.coordinated(row.chain_start(before)) if form == "ing" else [before]
        heads += row.included(heads[0]) if form == "ing" else []
        sources.append(([r for head in heads for r in referents(row, head)], f"{form}-noun"))
        if governor is not None and _acts_alone(row, governor, direct, at):
            return sources
    nearest = clauses.verb_before(at)
    hangs_on_ing = row.is_noun(before) and nearest not in (None, governor) and row.code(nearest or 0) == "G"
    if governor is not None:
        passive = "-passive" if row.codes[governor] in "WQ" else ""
        objects = felt(clauses.objects.get(governor, []), row.chunks[governor].type)
        if passive or not hangs_on_ing:
            sources.append((objects if passive else clauses.subjects[governor], f"{frame}-subject{passive}"))
        if objects and not means and not passive:
            sources.append((objects, f"{frame}-object"))
    elif not means and row.code(before) in (",", "P") and row.is_noun(row.skip_left(before - 1)):
        sources.append((referents(row, row.chain_start(row.skip_left(before - 1))), f"{frame}-noun"))
    if last := _thing_before(row, at):
        sources.append((last, f"{frame}-noun"))
    chains = not means and row.chunks[at].type == "activates"
    if chains and nearest is not None and nearest != governor and clauses.objects[nearest]:
        objects = felt(clauses.objects[nearest], row.chunks[nearest].type)
        sources.append((objects, f"{frame}-chain"))
    return sources
