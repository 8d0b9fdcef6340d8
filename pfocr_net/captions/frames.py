# ruff: noqa
# mypy: ignore-errors
"""The frames: how a caption says that one thing acts on another.

Each frame is met from a trigger word and yields readings; how often each is right is measured, not assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pfocr_net.captions.arguments import FINITE, NOUNS, Referent, Row
from pfocr_net.captions.chunks import Entity

SIGN = {"activates": 1, "inhibits": -1}
_SWAP = frozenset(("require", "need", "depend", "respond", "rely", "lack"))
_TO = frozenset(("to", "into", "onto", "toward", "towards", "in", "within", "from", "with", "across", "through", "via", "at", "on", "inside"))
_CAUSE = frozenset(("due-to", "in-response-to", "upon", "after", "following", "under", "in-presence-of", "downstream-of"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What one frame reads: ``source`` acts on ``target``."""

    source: Referent
    target: Referent
    type: str
    sign: int
    frame: str
    trigger: int


def read_frames(row: Row, before: list[list[Referent]]) -> Iterator[Reading]:
    """Yield the readings of one sentence; ``before`` holds what "this" may stand for (subjects, objects)."""
    subjects: dict[int, tuple[list[Referent], str]] = {}
    objects: dict[int, list[Referent]] = {}
    for at, code in enumerate(row.codes):
        if code in "VWB":
            yield from finite(row, at, subjects, objects, before)
        elif code == "Q":
            yield from participle(row, at, subjects, objects)
        elif code in "GI":
            yield from dependent(row, at, subjects, objects)
        elif code == "H":
            yield from compound(row, at)
        elif code == "E":
            yield from nominal(row, at)
        elif code == "N":
            yield from named(row, at)
        elif code in "PLT":
            yield from preposition(row, at)


def pairs(
    sources: Iterable[Referent], targets: Iterable[Referent], type_: str, sign: int, frame: str, trigger: int
) -> Iterator[Reading]:
    targets = list(targets)
    for a in sources:
        for b in targets:
            if a.entity is not b.entity:
                s = a.sign * b.sign * sign
                kind = type_
                if type_ in SIGN or (type_ == "modifies" and sign):
                    kind = ("activates" if s > 0 else "inhibits") if type_ in SIGN else type_
                elif b.event in SIGN and type_ == "regulates" and b.event == "inhibits":
                    pass
                yield Reading(a, b, kind, s if kind in SIGN or kind == "modifies" else 0, frame, trigger)


def effect(type_: str) -> tuple[str, int]:
    return type_, SIGN.get(type_, 0)


def finite(row, at, subjects, objects, before):
    chunk = row.chunks[at]
    heads, how = row.subject(at)
    subject: list[Referent] = []
    for head in heads:
        if row.codes[head] == "O" or (row.chunks[head].this and (row.codes[head] == "E" or row.chunks[head].entities[0].source in ("open", "figure")) and row.code(head + 1) != "F"):
            for k, refs in enumerate(before):
                subject += [Referent(r.entity, r.sign, head, "anaphor%d" % k) for r in refs]
            how = "anaphora" if before and any(before) else how
        else:
            subject += row.referents(head)
    subjects[at] = (subject, how)
    if how == "shared" and chunk.code == "V":
        for k in range(at - 1, -1, -1):
            if row.codes[k] in "VI" and objects.get(k):
                targets = [r for head in row.objects(at) for r in row.referents(head)]
                if not targets:
                    targets = [r for word, _, head in row.phrases(at)[:1] for r in row.referents(head) if word in ("to", "in")]
                if not chunk.negated:
                    yield from pairs(objects[k], targets, *effect(chunk.type), "shared-object", at)
                break
        objects[at] = []
        return
    type_, sign = effect(chunk.type)
    phrases = row.phrases(at) if chunk.code != "V" or not row.objects(at) else row.phrases(at)
    if chunk.code == "V":
        direct = [r for head in row.objects(at) for r in row.referents(head)]
        objects[at] = direct
        if type_ in ("none", "") :
            # light verb: "STAT1 undergoes phosphorylation by JAK2"
            for head in row.objects(at):
                if row.codes[head] == "E":
                    for word, _, agent in row.phrases(head):
                        if word in ("by", "via", "through"):
                            yield from pairs(row.referents(agent), subject, *effect(row.chunks[head].type), "light-verb", head)
            for word, _, head in phrases:
                if word in ("required-for", "responsible-for", "role-in"):
                    yield from pairs(subject, row.referents(head), "regulates", 0, "active-prep", at)
        elif type_ == "binds":
            for word, _, head in phrases:
                if word in ("to", "with", "onto") and not direct:
                    yield from pairs(subject, row.referents(head), type_, 0, "active-prep", at)
                elif word in ("to", "into", "onto") and direct:
                    yield from pairs(direct, row.referents(head), "transports", 0, "object-to", at)
            yield from pairs(subject, direct, type_, 0, "active", at)
            if not direct and len(subject) > 1 and not any(w in ("to", "with") for w, _, _ in phrases):
                yield from pairs(subject[:1], subject[1:], type_, 0, "reciprocal", at)
        elif type_ == "transports":
            for word, _, head in phrases:
                if word in _TO:
                    moved = direct or subject
                    yield from pairs(moved, row.referents(head), type_, 0, "moves", at)
            yield from pairs(subject, direct, type_, 0, "active", at)
        elif direct:
            if chunk.word in _SWAP:
                yield from pairs(direct, subject, "activates", 1, "swap", at)
            else:
                yield from pairs(subject, direct, type_, sign, "active", at)
            if type_ == "converts":
                for word, _, head in phrases:
                    if word in ("to", "into"):
                        yield from pairs(direct, row.referents(head), "converts", 0, "object-to", at)
                    elif word == "from":
                        yield from pairs(row.referents(head), direct, "converts", 0, "object-from", at)
        else:
            done = False
            for word, _, head in phrases:
                if chunk.word in _SWAP and word in ("on", "upon", "to"):
                    yield from pairs(row.referents(head), subject, "activates", 1, "swap", at)
                    done = True
                elif not done and word in ("to", "in", "on", "upon", "with", "into", "as", "for", "of", "about", "up", "from", "against"):
                    yield from pairs(subject, row.referents(head), type_, sign, "active-prep", at)
                    done = True
        for word, place, head in phrases:
            if word in ("via", "through", "by"):
                agents = row.referents(head)
                yield from pairs(subject, agents, "regulates", 0, "via-subject", place)
                yield from pairs(agents, direct, "regulates", 0, "via-object", place)
            elif word in _CAUSE:
                yield from pairs(row.referents(head), direct or subject, "activates" if word != "downstream-of" else "regulates", 1 if word != "downstream-of" else 0, "cause", place)
    elif chunk.code == "W":
        objects[at] = subject
        yield from passive(row, at, subject, phrases)
    else:
        objects[at] = []
        for word, place, head in phrases:
            yield from special(word, subject, row.referents(head), place)
        for head in row.objects(at):
            if row.codes[head] == "E" and row.code(head + 1) in ("F", "P") and row.code(head + 2) in NOUNS and row.code(head + 2):
                event = row.chunks[head]
                yield from pairs(subject, row.referents(head + 2), *effect(event.type), "is-a-of", head)


def special(word, left, right, place):
    """Prepositions that state a relation by themselves; ``left`` and ``right`` of them."""
    if word in ("required-for", "responsible-for"):
        yield from pairs(left, right, "activates", 1, "required-for", place)
    elif word in ("role-in", "effect-on"):
        yield from pairs(left, right, "regulates", 0, "role-in", place)
    elif word in ("due-to", "in-response-to", "depending-on"):
        yield from pairs(right, left, "activates", 1, "due-to", place)
    elif word == "downstream-of":
        yield from pairs(right, left, "regulates", 0, "downstream", place)
    elif word == "upstream-of":
        yield from pairs(left, right, "regulates", 0, "downstream", place)
    elif word in ("receptor-of", "ligand-of", "substrate-of", "complex-with"):
        yield from pairs(left, right, "binds", 0, "ligand-of", place)
    elif word == "member-of":
        yield from pairs(right, left, "contains", 0, "member-of", place)
    elif word in ("target-of",):
        yield from pairs(right, left, "regulates", 0, "target-of", place)
    elif word in ("effector-of", "precursor-of"):
        yield from pairs(left, right, "converts" if word == "precursor-of" else "regulates", 0, "target-of", place)


def passive(row, at, theme, phrases):
    """``B is activated by A``."""
    chunk = row.chunks[at]
    type_, sign = effect(chunk.type)
    frame = "passive" if chunk.code == "W" else "reduced"
    agents = []
    for word, place, head in phrases:
        refs = row.referents(head)
        if word == "by":
            agents += refs
            kind = ("modifies", 0) if type_ == "converts" and any(w in ("to", "into") for w, _, _ in phrases) else (type_, sign)
            yield from pairs(refs, theme, *kind, frame + "-by", at)
        elif word in ("via", "through"):
            yield from pairs(refs, theme, "regulates" if type_ not in SIGN else type_, sign, frame + "-via", at)
            yield from pairs(agents, refs, "regulates", 0, "via-subject", at)
        elif type_ == "converts" and word in ("to", "into"):
            yield from pairs(theme, refs, "converts", 0, frame + "-to", at)
        elif type_ == "converts" and word in ("from", "of"):
            yield from pairs(refs, theme, "converts", 0, frame + "-from", at)
        elif type_ in ("transports",) and word in _TO:
            yield from pairs(theme, refs, "transports", 0, frame + "-to", at)
        elif type_ == "binds" and word in ("to", "with", "into"):
            yield from pairs(theme, refs, "binds" if chunk.word != "recruit" else "transports", 0, frame + "-to", at)
        elif type_ == "contains" and word in ("of", "into", "in", "on", "at", "within"):
            if word == "of" or word == "into":
                yield from pairs(theme, refs, "contains", 0, frame + "-of", at)
            else:
                yield from pairs(refs, theme, "contains", 0, frame + "-in", at)
        elif word in _CAUSE:
            yield from pairs(refs, theme, "activates", sign or 1, "cause", place)
        elif type_ in ("regulates",) and word in ("in", "with", "to", "on", "for"):
            yield from pairs(theme, refs, "regulates", 0, frame + "-prep", at)
        elif type_ in ("activates", "inhibits") and word in ("in", "for", "to"):
            yield from pairs(theme, refs, type_, sign, frame + "-prep", at)


def participle(row, at, subjects, objects):
    before = row.skip_left(at - 1)
    if row.code(before) == ",":
        before = row.skip_left(before - 1)
    if row.code(before) in NOUNS and before >= 0:
        theme = row.referents(before)
        start = row.group_start(before)
        if start != before and row.codes[start] == "E" and row.codes[before] != "E":
            theme = theme
        subjects[at], objects[at] = (theme, "reduced"), theme
        if not row.chunks[at].negated:
            yield from passive(row, at, theme, row.phrases(at))


def dependent(row, at, subjects, objects):
    """-ing forms and infinitives: they borrow the subject of the verb they hang on."""
    chunk = row.chunks[at]
    governor = governing_verb(row, at, subjects)
    before = row.skip_left(at - 1)
    code = row.code(before)
    name = "ing" if chunk.code == "G" else "to"
    sources: list[tuple[list[Referent], str]] = []
    if code in NOUNS and before >= 0 and chunk.code == "G":
        sources.append((row.referents(row.group_start(before)), name + "-noun"))
    if governor is not None:
        link = "by-" + name if code in ("T", "L") else name
        g = row.chunks[governor]
        sources.append((subjects[governor][0], link + "-subject" + ("P" if g.code in "WQ" else "")))
        if code not in ("T", "L") and objects.get(governor) and objects[governor] is not subjects[governor][0]:
            sources.append((objects[governor], link + "-object"))
    elif code in ("T", "L", "P") and before >= 1:
        previous = row.skip_left(before - 1)
        if row.code(previous) in NOUNS:
            sources.append((row.referents(row.group_start(previous)), name + "-noun"))
    subjects[at] = (sources[0][0] if sources else [], name)
    direct = [r for head in row.objects(at) for r in row.referents(head)]
    type_, sign = effect(chunk.type)
    objects[at] = direct
    if chunk.negated or chunk.type in ("none", ""):
        return
    phrases = row.phrases(at)
    targets = direct
    if not direct:
        targets = []
        for word, _, head in phrases:
            if word in ("to", "in", "on", "upon", "with", "into", "from", "for"):
                targets = row.referents(head)
                break
    for refs, frame in sources:
        if chunk.word in _SWAP:
            yield from pairs(targets, refs, "activates", 1, frame, at)
        else:
            yield from pairs(refs, targets, type_, sign, frame, at)
    if code in ("T", "L") and governor is not None:
        main = objects.get(governor) or []
        yield from pairs([Referent(r.entity, r.sign * (sign or 1), r.at, r.event) for r in targets], main, "regulates", 0, "by-ing-means", at)
    if direct and chunk.type in ("binds", "transports", "converts"):
        for word, _, head in phrases:
            if word in ("to", "into"):
                yield from pairs(direct, row.referents(head), "transports" if chunk.type != "converts" else "converts", 0, "object-to", at)
    for word, place, head in phrases:
        if word in ("via", "through", "by"):
            agents = row.referents(head)
            yield from pairs(agents, direct, "regulates", 0, "via-object", place)


def governing_verb(row, at, subjects):
    for k in range(at - 1, -1, -1):
        code = row.codes[k]
        if code in ";:":
            return None
        if code in "VWQB" and k in subjects:
            return k
        if code in "GI" and k in subjects and row.code(at - 1) == "C":
            return k if subjects[k][0] else None
    return None


def compound(row, at):
    chunk = row.chunks[at]
    if at < 1 or row.code(at - 1) not in NOUNS or row.code(at + 1) not in NOUNS or not row.code(at + 1):
        return
    if chunk.type in ("none", "flip", ""):
        return
    left = [Referent(e, -1 if row.chunks[at - 1].flip else 1, at - 1) for e in row.chunks[at - 1].entities]
    right = row.referents(at + 1)
    type_, sign = effect(chunk.type)
    if chunk.word in ("bind",):
        type_, sign = "binds", 0
    yield from pairs(left, right, type_, sign, "compound", at)


def nominal(row, at):
    """``activation of B by A``, ``binding of A to B``, ``conversion of A to B``."""
    chunk = row.chunks[at]
    themes: list[Referent] = []
    type_, sign = effect(chunk.type)
    agent_noun = chunk.form is not None and chunk.form.form == "agent"
    if row.code(at + 1) == "F" and row.code(at + 2) in NOUNS and row.code(at + 2):
        themes = row.referents(at + 2)
    if not themes and (theme := row.shared_theme(at)) is not None:
        themes = row.referents(theme)
    if not themes and row.code(at - 1) == "C" and at >= 2 and row.codes[at - 2] == "N" and row.chunks[at - 2].event is not None:
        themes = [Referent(e, 1, at - 2) for e in row.chunks[at - 2].entities]
    phrases = [p for p in row.phrases(at) if p[0] != "of"]
    yield from event_arguments(row, at, type_, sign, themes, phrases, "nominal")
    if agent_noun and themes:
        # apposition: "A, an inhibitor of B"
        before = row.skip_left(at - 1)
        if row.code(before) in (",", "-", ":") and before >= 1 and row.code(row.skip_left(before - 1)) in NOUNS:
            yield from pairs(row.referents(row.skip_left(before - 1)), themes, type_, sign, "apposition", at)


def event_arguments(row, at, type_, sign, themes, phrases, frame):
    between = False
    for word, place, head in phrases:
        refs = row.referents(head)
        if word == "by":
            to = any(w in ("to", "into") for w, _, _ in phrases)
            kind = ("modifies", 0) if type_ == "converts" and to else (type_, sign)
            yield from pairs(refs, themes, *kind, frame + "-by", at)
        elif word in ("via", "through"):
            yield from pairs(refs, themes, "regulates", 0, frame + "-via", place)
        elif word == "between":
            between = True
            if len(refs) > 1:
                yield from pairs(refs[:1], refs[1:], "binds" if type_ == "binds" else "regulates", 0, frame + "-between", at)
        elif word in ("to", "with", "into", "onto", "on", "from"):
            if type_ == "binds" and word in ("to", "with", "onto"):
                yield from pairs(themes, refs, "binds", 0, frame + "-to", at)
            elif type_ == "transports" and word != "on":
                yield from pairs(themes, refs, "transports", 0, frame + "-to", at)
            elif type_ == "converts" and word in ("to", "into"):
                yield from pairs(themes, refs, "converts", 0, frame + "-to", at)
            elif type_ == "converts" and word == "from":
                yield from pairs(refs, themes, "converts", 0, frame + "-from", at)
            elif word in ("on", "to", "with"):
                yield from pairs(themes, refs, "regulates", 0, frame + "-on", at)
        elif word in _CAUSE:
            yield from pairs(refs, themes, "activates", 1, "cause", place)
    if type_ == "binds" and len(themes) > 1 and not phrases and not between:
        yield from pairs(themes[:1], themes[1:], "binds", 0, frame + "-of", at)


def named(row, at):
    """A name headed by an event: ``B phosphorylation by A``; chains ``A-B-C``; ``A > B``."""
    chunk = row.chunks[at]
    if chunk.event is not None:
        themes = [Referent(e, 1, at) for e in chunk.entities]
        type_, sign = effect(chunk.event.verb.type)
        if chunk.event.form == "agent" and row.code(at + 1) in NOUNS:
            pass
        yield from event_arguments(row, at, type_, sign, themes, [p for p in row.phrases(at) if p[0] != "of"], "compound-event")
        if row.code(at + 1) == "F" and row.code(at + 2) in NOUNS and row.code(at + 2):
            yield from pairs(themes, row.referents(at + 2), type_, sign, "compound-of", at)
        if chunk.event.verb.type == "binds" and len(themes) > 1:
            yield from pairs(themes[:1], themes[1:], "binds", 0, "compound-pair", at)
    after = row.code(at + 1)
    if after in ("-", ">") and row.code(at + 2) in NOUNS and row.code(at + 2):
        left, right = chunk.entities[-1:], row.chunks[at + 2].entities[:1]
        for a in left:
            for b in right:
                yield Reading(Referent(a, 1, at), Referent(b, 1, at + 2), "activates", 1, "arrow" if after == ">" else "chain", at + 1)
    # members in a bracket or behind "such as"
    step = row.skip_right(at + 1)
    probe = step + 1 if row.code(step) == "," else step
    if row.code(probe) == "P" and row.chunks[probe].word == "such-as" and row.code(probe + 1) in NOUNS and row.code(probe + 1):
        yield from pairs([Referent(e, 1, at) for e in chunk.entities], row.referents(probe + 1), "contains", 0, "such-as", probe)


def preposition(row, at):
    """Prepositions that state a relation between the noun groups around them, and causes in front."""
    chunk = row.chunks[at]
    word = chunk.word
    if chunk.negated or row.code(at + 1) not in NOUNS or not row.code(at + 1):
        return
    right = row.referents(at + 1)
    before = row.skip_left(at - 1)
    if row.code(before) in NOUNS and before >= 0:
        start = row.group_start(before)
        yield from special(word, row.referents(start), right, at)
        if word in ("via", "through") and row.codes[start] == "N" and not row.chunks[start].event:
            yield from pairs(row.referents(start), right, "regulates", 0, "noun-via", at)
        if word in ("in", "on", "for") and row.chunks[start].word in ("role", "roles", "effect", "effects", "function", "functions", "involvement", "impact", "influence"):
            yield from pairs(row.referents(start), right, "regulates", 0, "role-in", at)
    if before < 0 or row.code(before) in (";", ":", "S", "C", ","):
        # front: "upon A, B is activated"
        if word in _CAUSE | {"by", "via", "through", "in"}:
            for k in range(at + 2, min(len(row.codes), at + 14)):
                if row.codes[k] in FINITE:
                    heads, how = row.subject(k)
                    if heads and heads[0] > at + 1:
                        targets = [r for h in heads for r in row.referents(h)]
                        if row.codes[k] == "V":
                            targets = targets + [r for h in row.objects(k) for r in row.referents(h)]
                        yield from pairs(right, targets, "activates" if word in _CAUSE else "regulates", 1 if word in _CAUSE else 0, "front-" + word, k)
                    break
