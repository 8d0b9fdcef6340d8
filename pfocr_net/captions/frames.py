"""The frames met from verbs: how a caption says that one thing acts on another.

A frame is a function from a trigger's place to readings. What the readings of each are worth is measured on marked
captions by ``pfocr_net.curation.scorer``, not assumed. Those of one verb are in `pfocr_net.captions.predicates`,
the others in `pfocr_net.captions.nominals`:

active             "A activates B", "A leads to B" (``active-prep``), "A binds to B", "A enters B" (``moves``)
passive, reduced   "B is activated by A", "B activated by A"; also via, to, from, of, in
active-back        "A arises from B", "A belongs to B": B to A
is-a-of, is-of     "A is an inhibitor of B", "A acts as a source of B"
ing-, to-          "A ..., activating B", "A ... to activate B": the ``subject`` or ``object`` of the verb before,
                   the objects of the nearest verb (``chain``), or the ``noun`` before acts
by-ing-            "A ... by activating B"; ``by-ing-means`` what comes about by it
via-subject, -object   "A activates B via C": A to C, C to B
swap               "A requires B", "B is followed by A": B to A
against            "A protects B against C": A to C
forms-with         "A forms a complex with B"
light-verb         "A undergoes phosphorylation by B"; ``light-by`` "degradation of B is performed by A"
undergoes          "A undergoes B"
reciprocal         "A and B interact"
relative-far       "A in B, which activates C": A to C; ``relative-closure`` "A binds B, which activates C": A to C
object-to, -from   "A converts B to C", "A recruits B to C": B to C; "A makes C from B": B to C
cause              "A rises upon B"
anaphora           "This activates B": what the sentence before spoke of
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pfocr_net.captions.arguments import NOUNS, VERBS, Row, goals
from pfocr_net.captions.nominals import read_compound, read_event, read_name, read_preposition
from pfocr_net.captions.parts import Entity
from pfocr_net.captions.predicates import conversions, made, read_active, read_copula, read_passive
from pfocr_net.captions.readings import (
    AGENT,
    SIGN,
    Reading,
    as_done,
    by_means,
    felt,
    pair,
    worked_on,
)
from pfocr_net.captions.referents import Referent, named, points_back, referents
from pfocr_net.captions.words import word_class


@dataclass(slots=True)
class Clauses:
    """What the verbs read so far act with: subjects and objects by the place of the verb."""

    row: Row
    before: Sequence[Sequence[Referent]]
    subjects: dict[int, list[Referent]] = field(default_factory=dict)
    objects: dict[int, list[Referent]] = field(default_factory=dict)

    def verb_before(self, at: int) -> int | None:
        """Return the nearest verb to the left whose objects are known, in the same clause."""
        nearest = next(reversed(self.objects), None)
        return nearest if nearest is not None and self.row.is_same_clause(nearest, at) else None

    def is_means(self, at: int) -> bool:
        """Whether an -ing form says how: "by activating A *and inhibiting* B"."""
        codes, code = self.row.codes, self.row.code(self.row.skip_left(at - 1))
        if codes[at] != "G" or code != "C":
            return codes[at] == "G" and code in ("T", "L")
        earlier = codes.rfind("G", 0, at)
        return earlier >= 0 and VERBS.isdisjoint(codes[earlier + 1 : at]) and self.is_means(earlier)

    def stand_for(self, heads: Sequence[int]) -> list[Referent]:
        """Return what several noun groups stand for; "this", "it" and "its loss" for what was spoken of before."""
        return [referent for head in heads for referent in self._resolve(head)]

    def _resolve(self, head: int) -> list[Referent]:
        row, chunk = self.row, self.row.chunks[head]
        if not points_back(row, head):
            return referents(row, head)
        earlier = max((verb for verb in self.subjects if verb < head and row.codes[verb] in "VW"), default=None)
        here = earlier is not None and bool(self.subjects[earlier])
        before = self.before
        if earlier is not None and here:
            before = [self.subjects[earlier], felt(self.objects[earlier], row.chunks[earlier].type)]
        sign = -1 if chunk.type == "inhibits" or chunk.flip else 1
        return [
            Referent(referent.entity, referent.sign * sign, head, f"anaphor{number}{'-here' if here else ''}")
            for number, found in enumerate(before if here or chunk.word != "it" else before[:1])
            for referent in named(found)
            if referent.event != "agent"
        ]


def read_frames(row: Row, before: Sequence[Sequence[Referent]] = ()) -> Iterator[Reading]:
    """Yield the readings of one sentence; ``before`` is what "this" may stand for: subjects, objects."""
    readings = (as_done(reading, row.chunks[reading.trigger].word) for reading in _read(row, before))
    return (reading for reading in readings if in_pairs(row, reading)) if "=" in row.codes else readings


def in_pairs(row: Row, reading: Reading) -> bool:
    """Whether a reading goes with "respectively": of two lists of one length, the first with the first."""
    source, target = reading.source, reading.target
    return go_together(
        row.chunks[source.at].entities, source.entity, row.chunks[target.at].entities, target.entity
    )


def go_together(some: Sequence[Entity], one: Entity, others: Sequence[Entity], other: Entity) -> bool:
    """Whether two names stand at one place in their lists, or the lists differ in length."""
    places = [next((k for k, e in enumerate(es) if e is it), 0) for es, it in ((some, one), (others, other))]
    return len(some) != len(others) or places[0] == places[1]


def _read(row: Row, before: Sequence[Sequence[Referent]]) -> Iterator[Reading]:
    clauses = Clauses(row, before)
    for at, code in enumerate(row.codes):
        if code in "VWB":
            yield from _finite(clauses, at)
        elif code == "Q":
            yield from _participle(clauses, at)
        elif code in "GI":
            yield from _dependent(clauses, at)
        elif code == "H":
            yield from read_compound(row, at)
        elif code == "E":
            yield from read_event(row, at)
        elif code == "N":
            yield from read_name(row, at)
        elif code in "PLT":
            yield from read_preposition(row, at)


def antecedents(row: Row) -> list[list[Referent]]:
    """Return what "this" in the next sentence may stand for: subjects and objects of the last finite verb."""
    verb = max((at for at, code in enumerate(row.codes) if code in "VW"), default=None)
    if verb is None:
        return []
    heads = [head for head in row.subject(verb)[0] if row.codes[head] != "O"]
    subjects = [referent for head in heads for referent in referents(row, head)]
    objects = [r for head in row.objects(verb) or goals(row.phrases(verb)) for r in referents(row, head)]
    return [subjects, felt(objects, row.chunks[verb].type)]


def _finite(clauses: Clauses, at: int) -> Iterator[Reading]:
    row, chunk = clauses.row, clauses.row.chunks[at]
    heads, how = row.subject(at)
    subject = clauses.stand_for(heads)
    for head in heads:
        subject += _agents(row, head)
    clauses.subjects[at] = subject
    clauses.objects[at] = subject if chunk.code == "W" else []
    if chunk.negated:
        return
    phrases = row.phrases(at)
    if chunk.code == "V":
        objects = clauses.stand_for(row.objects(at))
        clauses.objects[at] = objects or clauses.stand_for(goals(phrases))
        if how == "relative":
            yield from _relative(clauses, at, heads)
        yield from read_active(row, at, subject, objects, phrases)
    elif chunk.code == "W":
        yield from read_passive(row, at, subject, phrases)
    else:
        yield from read_copula(row, at, subject, phrases)


def _relative(clauses: Clauses, at: int, heads: Sequence[int]) -> Iterator[Reading]:
    """Read "which" of what stands farther off than ``heads``: "loss of A in B, which", "A binds B, which"."""
    row, type_, targets = clauses.row, clauses.row.chunks[at].type, clauses.objects[at]
    far = [head for head in map(row.chain_start, heads) if head not in heads]
    yield from pair(named(clauses.stand_for(far)), targets, type_, "relative-far", at)
    previous = max((verb for verb in clauses.subjects if verb < at and row.codes[verb] in "VW"), default=None)
    if previous is not None and type_ in ("activates", "inhibits"):
        subject = [r for r in named(clauses.subjects[previous]) if not r.event.startswith("anaphor")]
        yield from pair(felt(subject, row.chunks[previous].type), targets, type_, "relative-closure", at)


def _agents(row: Row, head: int) -> list[Referent]:
    """Return who else stands behind a subject: "phosphorylation of B *by A*", "*A*-induced B".

    Not who inhibits it: in "inhibition of B by A promotes C" it is B that inhibits C.
    """
    chunk, place = row.chunks[head], head
    behind = row.chunks[head + 1] if row.code(head + 1) == "H" else None
    if behind is not None and behind.type in ("activates", "regulates") and not behind.names_doer:
        return [Referent(entity, -1 if chunk.flip else 1, head, "agent") for entity in chunk.entities]
    if row.code(head + 1) == "Q" and chunk.code == "N" and chunk.entities[0].source in ("open", "figure"):
        place = head + 1
    elif chunk.type == "inhibits" or chunk.flip or (chunk.code != "E" and chunk.event is None):
        return []
    heads = [phrase.head for phrase in row.phrases(place) if phrase.word in ("by", "using", "via", "through")]
    return [agent._replace(event="agent") for head in heads for agent in referents(row, head)]


def _participle(clauses: Clauses, at: int) -> Iterator[Reading]:
    """``B activated by A``."""
    row = clauses.row
    before = row.skip_left(at - 1)
    if row.code(before) in (",", "("):
        before = row.skip_left(before - 1)
    if not row.is_noun(before):
        return
    theme = clauses.subjects[at] = clauses.objects[at] = referents(row, before)
    if not row.chunks[at].negated:
        yield from read_passive(row, at, theme, row.phrases(at))


def _dependent(clauses: Clauses, at: int) -> Iterator[Reading]:
    """-ing forms and infinitives borrow the subject of the verb they hang on, or act through its object."""
    row, chunk = clauses.row, clauses.row.chunks[at]
    before = row.skip_left(at - 1)
    governor = _governing_verb(clauses, at)
    sources = _borrowed_subjects(clauses, at, before, governor)
    clauses.subjects[at] = sources[0][0] if sources else []
    phrases = row.phrases(at)
    objects = clauses.stand_for(row.objects(at))
    targets = clauses.objects[at] = objects or clauses.stand_for(goals(phrases))
    if chunk.negated or chunk.type in ("none", ""):
        return
    products = made(row, chunk.type, objects, phrases)
    for source, frame in sources:
        if chunk.word in word_class("swapped_verbs"):
            yield from pair(targets, source, "activates", frame, at)
        else:
            yield from pair(source, targets, worked_on(chunk.type, bool(products)), frame, at)
    if clauses.is_means(at):
        sign = SIGN.get(chunk.type, 1)
        means = [target._replace(sign=target.sign * sign, event=chunk.type) for target in targets]
        type_, results = _brought_about(clauses, at)
        yield from by_means(means, results, type_, "by-ing-means", at)
    yield from conversions(row, at, objects, products, phrases)
    for phrase in phrases:
        others = referents(row, phrase.head)
        if phrase.word in ("to", "into") and chunk.type in ("binds", "transports"):
            yield from pair(objects, others, "transports", "object-to", at)
        elif phrase.word in AGENT:
            yield from by_means(others, targets, chunk.type, "via-object", phrase.place)


def _brought_about(clauses: Clauses, at: int) -> tuple[str, list[Referent]]:
    """Return what comes about "by activating A", and how: the objects of the verb before, or the noun."""
    row = clauses.row
    earlier = [verb for verb in clauses.objects if verb < at and not clauses.is_means(verb)]
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


def _borrowed_subjects(
    clauses: Clauses, at: int, before: int, governor: int | None
) -> list[tuple[list[Referent], str]]:
    """Return who may act, most likely first, with the name of the frame."""
    row, code = clauses.row, clauses.row.code(before)
    form = "ing" if row.chunks[at].code == "G" else "to"
    means = clauses.is_means(at)
    frame = f"by-{form}" if means else form
    sources = []
    if code in NOUNS and before >= 0:
        heads = row.coordinated(row.chain_start(before)) if form == "ing" else [before]
        sources.append(([r for head in heads for r in referents(row, head)], f"{form}-noun"))
        if form == "to" and row.chunks[at].type == "transports" and governor is not None and row.objects(governor):
            return sources  # "A allows *B* to enter C"
    if governor is not None:
        passive = "-passive" if row.codes[governor] in "WQ" else ""
        objects = felt(clauses.objects.get(governor, []), row.chunks[governor].type)
        sources.append((objects if passive else clauses.subjects[governor], f"{frame}-subject{passive}"))
        if objects and not means and not passive:
            sources.append((objects, f"{frame}-object"))
    elif not means and code in (",", "P") and row.is_noun(row.skip_left(before - 1)):
        sources.append((referents(row, row.chain_start(row.skip_left(before - 1))), f"{frame}-noun"))
    nearest = clauses.verb_before(at)
    if not means and nearest is not None and nearest != governor and clauses.objects[nearest]:
        objects = felt(clauses.objects[nearest], row.chunks[nearest].type)
        sources.append((objects, f"{frame}-chain"))
    return sources
