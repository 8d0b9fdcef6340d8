"""The frames met from prepositions: those that state a relation by themselves, and causes in front of a clause.

required-for, role-in, due-to, leading-to, downstream, ligand-of, member-of, target-of   "A is required for B", ...
noun-via           "A via B" without a verb: B to A
noun-for           "A for production of B"; ``from-to`` "from A to B"; ``noun-into`` "of A into B": A to B
noun-in            "A in the cytosol": which contains A
under              "A under the control of B"
front-             "Upon A, B is activated", "During A, B is activated"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pfocr_net.captions.arguments import FINITE, Row
from pfocr_net.captions.nominals import is_event
from pfocr_net.captions.parts import PLACES, PROTEINS
from pfocr_net.captions.readings import CAUSE, SIGN, Reading, by_means, pair
from pfocr_net.captions.referents import Referent, included, named, referents
from pfocr_net.captions.words import word_class
from pfocr_net.model import Kind

#: Preposition that states a relation by itself -> (type, frame, whether the right side acts on the left).
_SPECIAL = {
    "required-for": ("activates", "required-for", False),
    "responsible-for": ("activates", "required-for", False),
    "role-in": ("regulates", "role-in", False),
    "effect-on": ("regulates", "role-in", False),
    "leading-to": ("activates", "leading-to", False),
    "due-to": ("activates", "due-to", True),
    "depending-on": ("activates", "due-to", True),
    "downstream-of": ("activates", "downstream", True),
    "upstream-of": ("activates", "downstream", False),
    "receptor-of": ("binds", "ligand-of", False),
    "ligand-of": ("binds", "ligand-of", False),
    "substrate-of": ("modifies", "ligand-of", True),
    "complex-with": ("binds", "ligand-of", False),
    "member-of": ("contains", "member-of", True),
    "target-of": ("regulates", "target-of", True),
    "effector-of": ("regulates", "target-of", False),
    "precursor-of": ("converts", "target-of", False),
    "product-of": ("converts", "target-of", True),
}
#: Those that hold a noun, so that what stands in front may be its modifier: "a *nuclear* receptor for A".
_ROLES = frozenset(word for word in _SPECIAL if word.endswith("-of")) - {"downstream-of", "upstream-of"}
#: Preposition in front of a clause -> what stands behind it does to what the clause is about.
_FRONTED = dict.fromkeys(CAUSE, "activates") | {
    "by": "regulates",
    "via": "regulates",
    "through": "regulates",
    "with": "regulates",
    "in-absence-of": "inhibits",
}
#: Prepositions that tell when something is done, and may tell why: "*during* A, B is inhibited".
_MEANWHILE = frozenset(("after", "during", "following", "under"))
#: What is at its place rather than on its way.
_HOUSED = frozenset((Kind.GENE, Kind.COMPLEX))
#: How far behind a fronted phrase its verb may stand, in chunks.
_REACH = 12


def special(word: str, left: Sequence[Referent], right: Sequence[Referent], place: int) -> Iterator[Reading]:
    """Read a preposition that states a relation by itself; ``left`` and ``right`` stand around it."""
    if word in _SPECIAL:
        type_, frame, swapped = _SPECIAL[word]
        yield from pair(right, left, type_, frame, place) if swapped else pair(left, right, type_, frame, place)


def read_preposition(row: Row, at: int) -> Iterator[Reading]:
    """Prepositions that state a relation between the groups around them, and causes in front of a clause."""
    chunk = row.chunks[at]
    if chunk.negated or not row.is_noun(at + 1):
        return
    right = referents(row, at + 1)
    is_modified = _is_modified(row, at)
    before = row.skip_left(at - 2 if is_modified or row.code(at - 1) == "(" else at - 1)
    is_apposed = is_modified or chunk.word in ("downstream-of", "upstream-of")
    if chunk.word in _SPECIAL and is_apposed and row.code(before) in (",", "("):
        before = row.skip_left(before - 1)  # "A, a precursor of B", "A (downstream of B)"
    if chunk.word == "from":
        goals = [phrase for phrase in row.phrases(at) if phrase.word in ("to", "into")]
        products = [r for goal in goals[:1] for r in referents(row, goal.head)]
        origins = [r for r in named(right) if r.entity.kind is not Kind.COMPONENT]
        yield from pair(origins, products, "converts", "from-to", at)
    if row.is_noun(before):
        yield from _joined_groups(row, row.chain_start(before), at, right)
        yield from _own_role(row, before, at, right)
    elif chunk.word in _ROLES:
        yield from special(chunk.word, included(row, at + 1), right, at)
    elif before < 0 or row.code(before) in (";", ":", "S", "C", ","):
        yield from _front(row, at, right)


def _is_modified(row: Row, at: int) -> bool:
    """Whether what stands in front of "precursor of" belongs to it: "A, *the* precursor", "*key* precursors"."""
    modifier = row.chunks[at - 1] if at else row.chunks[at]
    return modifier.code == "O" or (row.chunks[at].word in _ROLES and modifier.code == "N" and modifier.is_class)


def _joined_groups(row: Row, start: int, at: int, right: Sequence[Referent]) -> Iterator[Reading]:
    """Read "A via B", "A in B", "role of A in B": ``start`` is the head in front of the preposition."""
    chunk, left = row.chunks[at], referents(row, start)
    is_thing = row.codes[start] == "N"
    if chunk.word == "for" and is_thing and is_event(row.chunks[at + 1]):
        yield from pair([it for it in named(left) if it.at < at], named(right), "regulates", "noun-for", at)
    apposed = row.apposed(start)
    yield from special(chunk.word, left if apposed == start else referents(row, apposed), right, at)
    is_means = row.code(start - 1) in ("T", "L")
    if chunk.word in ("into", "toward", "towards") and is_thing and not is_means:  # "turned by A *into* B"
        yield from pair(named(left), right, "converts", "noun-into", at)
    if chunk.word == "under" and is_event(row.chunks[at + 1]):
        yield from pair(right, left, "regulates", "under", at)
    if chunk.word in word_class("housing_prepositions") and is_thing:
        places = [referent for referent in right if referent.entity.kind is Kind.COMPONENT]
        housed = [referent for referent in named(left) if referent.entity.kind in _HOUSED]
        yield from pair(places, housed, "contains", "noun-in", at)
    if chunk.word == "in" and is_thing and row.chunks[at + 1].word in word_class("pathway_heads"):
        acting = [referent for referent in named(left) if referent.entity.kind in PROTEINS]
        yield from pair(acting, named(right), "regulates", "role-in", at)
    if chunk.code == "L" and is_thing and row.chunks[start].event is None and not _is_end(row, start):
        stated = row.chunks[start - 1].type if row.code(start - 1) in ("V", "G", "I") else ""
        moved = [it for it in left if it.entity.kind not in PLACES]  # "enters *the cell* via A"
        yield from by_means(right, moved, stated, "noun-via", at)
    plays_a_role = row.chunks[start].word in word_class("role_nouns") and row.code(start + 1) == "F"
    if plays_a_role and chunk.word in ("in", "on", "for", "to"):
        yield from pair(left, right, "regulates", "role-in", at)


def _is_end(row: Row, at: int) -> bool:
    """Whether a noun only tells by what or between what something happens: "made *by A*", "made *from A*"."""
    return row.code(at - 1) == "T" or (row.is_phrase(at - 1) and row.chunks[at - 1].word in ("from", "into"))


def _own_role(row: Row, doer: int, at: int, right: Sequence[Referent]) -> Iterator[Reading]:
    """Read "*A effects* on B", where no "of" leads to who acts."""
    chunk = row.chunks[doer]
    acts = chunk.word in word_class("role_nouns") and not chunk.is_class and chunk.code == "N"
    if acts and row.chunks[at].word in ("in", "on", "for"):
        yield from pair(
            [Referent(entity, 1, doer) for entity in chunk.entities], right, "regulates", "role-in", at
        )


def _front(row: Row, at: int, causes: Sequence[Referent]) -> Iterator[Reading]:
    """``Upon A, B is activated``."""
    word = row.chunks[at].word
    verb = next((k for k in range(at + 2, min(len(row.codes), at + 2 + _REACH)) if row.codes[k] in FINITE), None)
    trails = row.code(at) == "L" and row.code(at - 1) in (",", "C")
    if verb is None or trails or word not in _MEANWHILE | _FRONTED.keys():
        return
    heads, _ = row.subject(verb)
    if not heads or heads[0] <= at + 1:
        return
    type_ = row.chunks[verb].type if row.codes[verb] == "W" else ""
    if word in _FRONTED:
        reaches = row.codes[verb] == "V" and word not in CAUSE  # "by A, B activates *C*"
        heads = heads + (row.objects(verb) if reaches else []) + _purpose(row, verb)
    elif type_ not in SIGN:
        return
    sign = -1 if type_ == "inhibits" else 1
    targets = [r._replace(sign=r.sign * sign) for head in heads for r in referents(row, head)]
    yield from pair(causes, targets, _FRONTED.get(word, "activates"), f"front-{word}", verb)


def _purpose(row: Row, verb: int) -> list[int]:
    """Return the heads of what is done on purpose: "B is recruited to inhibit *C*"."""
    purpose = next((k for k in range(verb + 1, len(row.codes)) if row.codes[k] in "I;:SRVWB"), None)
    return row.objects(purpose) if purpose is not None and row.codes[purpose] == "I" else []
