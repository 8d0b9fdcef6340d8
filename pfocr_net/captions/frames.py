"""The frames met from verbs: how a caption says that one thing acts on another.

A frame is a function from a trigger's place to readings. What the readings of each are worth is measured on marked
captions by ``pfocr_net.curation.scorer``, not assumed. Those of one verb are in ``predicates`` and ``passives``,
the others in ``nominals``, ``prepositions`` and ``circumstances``:

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
cause              "A rises upon B"; ``meanwhile`` "A is raised during B": B to A
leading-to         "A activates B with subsequent loss of C": A to C, B to C
anaphora           "This activates B": what the sentence before spoke of
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pfocr_net.captions.arguments import Row, goals
from pfocr_net.captions.circumstances import read_by_which, read_its_event, read_manner, read_subject_event
from pfocr_net.captions.clauses import Clauses, borrowed_subjects, brought_about, main_verb
from pfocr_net.captions.nominals import read_compound, read_event, read_name
from pfocr_net.captions.parts import Entity
from pfocr_net.captions.passives import read_passive
from pfocr_net.captions.predicates import conversions, made, read_active, read_copula
from pfocr_net.captions.prepositions import read_preposition
from pfocr_net.captions.readings import (
    AGENT,
    SIGN,
    Reading,
    as_worded,
    by_means,
    done,
    felt,
    pair,
    up_to_most,
    with_effects,
    worked_on,
)
from pfocr_net.captions.referents import Referent, acting, included, named, referents
from pfocr_net.captions.words import word_class
from pfocr_net.model import Kind

#: What names the company of a subject, if it is more than a bare "with": "together with", "in complex with".
_WITH = frozenset(("with", "complex-with"))
_LONG = len("along with")
#: What verbs state that turn one thing into another, done by an agent.
_TURNED = frozenset(("converts", "modifies"))


def read_frames(row: Row, before: Sequence[Sequence[Referent]] = ()) -> list[Reading]:
    """Return the readings of one sentence; ``before`` is what "this" may stand for: subjects, objects."""
    worded = (as_worded(reading, row.chunks[reading.trigger].word) for reading in _read(row, before))
    return with_effects(up_to_most(it for it in worded if "=" not in row.codes or in_pairs(row, it)))


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
            yield from read_manner(clauses, at)
        elif code == "E":
            yield from read_event(row, at)
            yield from read_its_event(clauses, at)
            yield from read_subject_event(clauses, at)
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
    if how == "relative" and chunk.code == "W":
        heads = _turned_by(row, at, heads)
    subject = clauses.stand_for(heads)
    for head in heads:
        subject += _agents(row, head) + _company(row, head, at)
    clauses.subjects[at] = done(subject)
    clauses.objects[at] = clauses.subjects[at] if chunk.code == "W" else []
    if chunk.negated:
        return
    phrases = row.phrases(at)
    yield from read_by_which(clauses, at, heads)
    if chunk.code == "V":
        objects = clauses.stand_for(row.objects(at) or row.object_before(at))
        clauses.objects[at] = objects or clauses.stand_for(goals(phrases))
        if how == "relative":
            yield from _relative(clauses, at, heads)
            subject = felt(subject, "inhibits") if _is_relieved(row, heads) else subject
        elif chunk.thus and how == "shared":
            yield from _consequence(clauses, at)
        yield from read_active(row, at, subject, objects, phrases)
    elif chunk.code == "W":
        yield from read_passive(row, at, subject)
    else:
        yield from read_copula(row, at, subject, phrases)


def _turned_by(row: Row, at: int, heads: list[int]) -> list[int]:
    """Return what "which" stands for behind an agent: "A is turned into *B* by C, which is turned into D"."""
    verb = row.codes.rfind("W", 0, heads[0]) if heads and row.code(heads[0] - 1) == "T" else -1
    if verb < 0 or not {row.chunks[verb].type, row.chunks[at].type} <= _TURNED:
        return heads
    products = (phrase.head for phrase in row.phrases(verb) if phrase.word in ("to", "into"))
    return [product for product in products if product < heads[0]] or heads


def _is_relieved(row: Row, heads: Sequence[int]) -> bool:
    """Whether "which" stands behind a loss that is undone: "relieves *inhibition of A*, which"."""
    places = (heads[0] - 1, heads[0]) if heads else ()
    return [row.code(at) for at in places] == ["V", "E"] and {row.chunks[at].type for at in places} == {"inhibits"}


def _relative(clauses: Clauses, at: int, heads: Sequence[int]) -> Iterator[Reading]:
    """Read "which" of what stands farther off than ``heads``: "loss of A in B, which", "A binds B, which"."""
    row, type_, targets = clauses.row, clauses.row.chunks[at].type, clauses.objects[at]
    far = [head for head in map(row.chain_start, heads) if head not in heads]
    yield from pair(named(clauses.stand_for(far)), targets, type_, "relative-far", at)
    previous = max((verb for verb in clauses.subjects if verb < at and row.codes[verb] in "VW"), default=None)
    if previous is not None and type_ in ("activates", "inhibits") and _tells_of_event(clauses, at, previous):
        subject = [r for r in named(clauses.subjects[previous]) if not r.event.startswith("anaphor")]
        type_before = "" if _is_relieved(row, heads) else row.chunks[previous].type
        yield from pair(felt(subject, type_before), targets, type_, "relative-closure", at)


def _tells_of_event(clauses: Clauses, at: int, previous: int) -> bool:
    """Whether what a relative clause says may come about by all that the verb before it says.

    Not so "*that* activates", "which *activate*" (it agrees with things), "is bound *by A*, which activates", nor
    "raises the thing *A*, which activates".
    """
    row = clauses.row
    relative, verb = row.codes.rfind("R", 0, at), row.chunks[at]
    is_raised = row.chunks[previous].type == "activates"
    acts_itself = is_raised and any(it.entity.kind is not Kind.PROCESS for it in clauses.subjects[at])
    is_bare = verb.form is not None and verb.form.form == "base" and verb.start - row.chunks[at - 1].end == 1
    has_agent = row.codes[previous] == "W" and "T" in row.codes[previous:relative]
    return row.chunks[relative].word == "which" and not (is_bare or has_agent or acts_itself)


def _consequence(clauses: Clauses, at: int) -> Iterator[Reading]:
    """Read what the objects of a verb bring about by themselves: "A activates *B* and thereby inhibits *C*"."""
    row = clauses.row
    previous = row.finite_before(at)
    if previous is not None and row.codes[previous] == "V":
        causes = felt(clauses.objects[previous], row.chunks[previous].type)
        yield from pair(causes, clauses.objects[at], row.chunks[at].type, "ing-chain", at)


def _agents(row: Row, head: int) -> list[Referent]:
    """Return who else stands behind a subject: "phosphorylation of B *by A*", "*A*-induced B".

    Not who inhibits it: in "inhibition of B by A promotes C" it is B that inhibits C.
    """
    chunk, place = row.chunks[head], head
    behind = row.chunks[head + 1] if row.code(head + 1) == "H" else None
    if behind is not None and behind.type in ("activates", "regulates") and not behind.names_doer:
        return acting(row, head, "agent")
    if row.code(head + 1) == "Q" and chunk.code == "N" and chunk.entities[0].source in ("open", "figure"):
        place = head + 1
    elif chunk.type == "inhibits" or chunk.flip or (chunk.code != "E" and chunk.event is None):
        return []
    heads = [phrase.head for phrase in row.phrases(place) if phrase.word in ("by", "using", "via", "through")]
    return [agent._replace(event="agent") for head in heads for agent in referents(row, head)]


def _company(row: Row, head: int, verb: int) -> list[Referent]:
    """Return who acts with a subject: "A, together with *B*, activates C", "A in complex with *B* activates C"."""
    place = row.skip_right(head + 1)
    place += row.code(place) == ","
    joins = row.codes[head] == "N" and place < verb and row.is_phrase(place)
    if not joins or row.chunks[place].word not in _WITH or row.chunks[place].end - row.chunks[place].start < _LONG:
        return []
    return named(referents(row, place + 1))


def _participle(clauses: Clauses, at: int) -> Iterator[Reading]:
    """``B activated by A``."""
    row = clauses.row
    before = row.skip_left(at - 1)
    if row.code(before) in (",", "("):
        before = row.skip_left(before - 1)
    if (verb := main_verb(row, at)) is not None:
        theme = clauses.stand_for(row.subject(verb)[0])
    elif row.is_noun(before):
        theme = [it for it in referents(row, row.apposed(before)) if it.event != "member" and it.at < at]
        theme += included(row, before) + _done_in(clauses, before)
    else:
        return
    clauses.subjects[at] = clauses.objects[at] = theme
    if not row.chunks[at].negated:
        yield from read_passive(row, at, theme)


def _done_in(clauses: Clauses, at: int) -> list[Referent]:
    """Return what happens in a process: "A is turned into B in a *reaction* catalyzed by C"."""
    row, verb = clauses.row, clauses.verb_before(at)
    is_process = row.chunks[at].word in word_class("doings") and row.is_phrase(at - 1, "PTL")
    return clauses.objects[verb] if is_process and verb is not None else []


def _dependent(clauses: Clauses, at: int) -> Iterator[Reading]:
    """-ing forms and infinitives borrow the subject of the verb they hang on, or act through its object."""
    row, chunk = clauses.row, clauses.row.chunks[at]
    sources = clauses.borrowed[at] = borrowed_subjects(clauses, at)
    clauses.subjects[at] = sources[0][0] if sources else []
    phrases = row.phrases(at)
    objects = clauses.stand_for(row.objects(at))
    targets = clauses.objects[at] = objects or clauses.stand_for(goals(phrases))
    if chunk.negated or (at and row.chunks[at - 1].negated) or chunk.type in ("none", ""):
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
        type_, results = brought_about(clauses, at)
        yield from by_means(means, results, type_, "by-ing-means", at)
    yield from conversions(row, at, objects, products, phrases)
    for phrase in phrases:
        others = referents(row, phrase.head)
        if phrase.word in ("to", "into") and chunk.type in ("binds", "transports"):
            yield from pair(objects, others, "transports", "object-to", at)
        elif phrase.word == "against":
            for source, _ in sources:
                yield from pair(source, others, "inhibits", "against", at)
        elif phrase.word in AGENT:
            for source, frame in sources:
                if chunk.type in SIGN and frame.endswith("subject"):
                    yield from pair(named(source), others, "regulates", "via-subject", phrase.place)
            yield from by_means(others, targets, chunk.type, "via-object", phrase.place)
