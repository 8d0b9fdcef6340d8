"""The frames met from nouns, hyphens and prepositions.

nominal-           "activation of B by A", "binding of A to B", "interaction between A and B"
compound-event-    "B activation by A"; ``compound-of`` "A inhibition of B"; ``compound-pair`` "A-B binding"
compound-to        "A to B conversion"
compound           "A-induced B"; ``compound-ing`` "B-producing A", "B inhibitor A": A to B
apposition         "A, an inhibitor of B"
chain, arrow       "A-B-C axis", "A → B"
such-as            "class such as A": the class contains A
parts              "the complex (A, B)": it contains A; ``noun-in`` "A in the cytosol": which contains A
required-for, role-in, due-to, downstream, ligand-of, member-of, target-of   "A is required for B", ...
noun-via           "A via B" without a verb: B to A
noun-for           "A for production of B"; ``from-to`` "from A to B"; ``noun-into`` "of A into B": A to B
under              "A under the control of B"
front-             "Upon A, B is activated"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pfocr_net.captions.arguments import FINITE, Phrase, Row
from pfocr_net.captions.parts import Chunk
from pfocr_net.captions.readings import CAUSE, SIGN, Reading, becomes, pair
from pfocr_net.captions.referents import LISTED, Referent, named, names_doer, referents, shared_theme
from pfocr_net.captions.words import word_class
from pfocr_net.model import Kind

#: Preposition that states a relation by itself -> (type, frame, whether the right side acts on the left).
_SPECIAL = {
    "required-for": ("activates", "required-for", False),
    "responsible-for": ("activates", "required-for", False),
    "role-in": ("regulates", "role-in", False),
    "effect-on": ("regulates", "role-in", False),
    "due-to": ("activates", "due-to", True),
    "in-response-to": ("activates", "due-to", True),
    "depending-on": ("activates", "due-to", True),
    "downstream-of": ("regulates", "downstream", True),
    "upstream-of": ("regulates", "downstream", False),
    "receptor-of": ("binds", "ligand-of", False),
    "ligand-of": ("binds", "ligand-of", False),
    "substrate-of": ("modifies", "ligand-of", True),
    "complex-with": ("binds", "ligand-of", False),
    "member-of": ("contains", "member-of", True),
    "target-of": ("regulates", "target-of", True),
    "effector-of": ("regulates", "target-of", False),
    "precursor-of": ("converts", "target-of", False),
}
#: Preposition in front of a clause -> what stands behind it does to what the clause is about.
_FRONTED = dict.fromkeys(CAUSE, "activates") | {
    "by": "regulates",
    "with": "regulates",
    "in-absence-of": "inhibits",
}
#: What may act on the next of a chain "A-B-C".
_LINKED = frozenset((Kind.GENE, Kind.FAMILY, Kind.COMPLEX, Kind.CHEMICAL))
_PROTEINS = _LINKED - {Kind.CHEMICAL}
#: What those do that are listed behind a name for their deed: "*inhibitors* such as A", not "products such as A".
_ACTS = frozenset(("activates", "inhibits", "regulates", "binds"))
#: What is at its place rather than on its way.
_HOUSED = frozenset((Kind.GENE, Kind.COMPLEX))
#: How far behind a fronted phrase its verb may stand, in chunks.
_REACH = 12
#: How an arrow ends that inhibits: in a bar.
_BARS = "⊣⟞|"


def special(word: str, left: Sequence[Referent], right: Sequence[Referent], place: int) -> Iterator[Reading]:
    """Read a preposition that states a relation by itself; ``left`` and ``right`` stand around it."""
    if word in _SPECIAL:
        type_, frame, swapped = _SPECIAL[word]
        yield from pair(right, left, type_, frame, place) if swapped else pair(left, right, type_, frame, place)


def read_compound(row: Row, at: int) -> Iterator[Reading]:
    """``A-induced B``, ``B-producing A``, ``B inhibitor A``."""
    chunk = row.chunks[at]
    if not row.is_noun(at - 1) or row.code(at + 1) not in ("N", "E", "C") or chunk.type in ("none", "flip", ""):
        return
    sign = -1 if row.chunks[at - 1].flip else 1
    left = [Referent(entity, sign, at - 1) for entity in row.chunks[at - 1].entities]
    shared = row.codes[at + 1 : at + 5] == "CNHN"  # "A-dependent and B-independent C"
    if row.code(at + 1) == "C" and not shared:
        return
    right = referents(row, at + 4 if shared else at + 1)
    if chunk.names_doer:
        yield from pair(named(right), left, chunk.type, "compound-ing", at)
    else:
        yield from pair(left, right, chunk.type, "compound", at)


def read_event(row: Row, at: int) -> Iterator[Reading]:
    """``activation of B by A``, ``A, an inhibitor of B``."""
    chunk = row.chunks[at]
    themes: list[Referent] = []
    if row.code(at + 1) == "F" and row.is_noun(at + 2):
        themes = referents(row, at + 2)
    elif (theme := shared_theme(row, at)) is not None:
        themes = referents(row, theme)
    elif row.code(at - 1) == "C" and row.code(at - 2) == "N" and row.chunks[at - 2].event is not None:
        themes = [Referent(entity, 1, at - 2) for entity in row.chunks[at - 2].entities]
    members = [theme for theme in themes if names_doer(chunk) and theme.event in LISTED]
    themes = [theme for theme in themes if theme not in members]
    yield from _event(row, at, chunk.type, themes, "nominal")
    if names_doer(chunk):
        yield from pair(members if chunk.type in _ACTS else (), themes, chunk.type, "agents-such-as", at)
        yield from pair(_apposed(row, at), themes, chunk.type, "apposition", at)


def _apposed(row: Row, at: int) -> list[Referent]:
    """Return who a noun group in apposition tells of: "*A*, an inhibitor of B", "*A* (a B inhibitor)"."""
    before = row.skip_left(at - 1)
    doer = row.skip_left(before - 1)
    return referents(row, doer) if row.code(before) in (",", "-", ":", "(") and row.is_noun(doer) else []


def _event(row: Row, at: int, type_: str, themes: Sequence[Referent], frame: str) -> Iterator[Reading]:
    """Read the phrases behind an event noun."""
    phrases = [phrase for phrase in row.phrases(at) if phrase.word != "of"]
    has_goal = any(phrase.word in ("to", "into") for phrase in phrases)
    for phrase in phrases:
        word, others = phrase.word, referents(row, phrase.head)
        if word == "by":
            yield from pair(
                others, themes, "modifies" if type_ == "converts" and has_goal else type_, f"{frame}-by", at
            )
        elif word in ("via", "through"):
            yield from pair(others, themes, "regulates", f"{frame}-via", phrase.place)
        elif word == "between":
            yield from pair(
                others[:1], others[1:], "binds" if type_ == "binds" else "regulates", f"{frame}-between", at
            )
        elif word in CAUSE:
            yield from pair(others, themes, "activates", "cause", phrase.place)
        else:
            yield from _event_goal(type_, phrase, themes, others, frame, at)
    if type_ == "binds" and len(themes) > 1 and not phrases:
        yield from pair(themes[:1], themes[1:], "binds", f"{frame}-of", at)


def _event_goal(
    type_: str, phrase: Phrase, themes: Sequence[Referent], others: Sequence[Referent], frame: str, at: int
) -> Iterator[Reading]:
    """Read "binding of A to B", "conversion of A to B", "release of A from B", "effect of A on B"."""
    word = phrase.word
    if type_ == "binds" and word in ("to", "with", "onto"):
        yield from pair(themes, others, "binds", f"{frame}-to", at)
    elif type_ == "transports" and word in ("to", "with", "into", "onto", "from", "toward", "towards"):
        yield from pair(themes, others, "transports", f"{frame}-to", at)
    elif type_ == "contains" and word in ("in", "into", "within"):
        yield from pair(themes, others, "transports", f"{frame}-into", at)
    elif becomes(type_, word, themes, others):
        yield from pair(themes, others, "converts", f"{frame}-to", at)
    elif type_ == "converts" and word == "from":
        yield from pair(others, themes, "converts", f"{frame}-from", at)
    elif word in ("on", "to", "with") and type_ not in ("converts", "modifies"):
        yield from pair(themes, others, "regulates", f"{frame}-on", at)


def read_name(row: Row, at: int) -> Iterator[Reading]:
    """``B phosphorylation by A``, ``A inhibition of B``, chains ``A-B-C``, ``A → B``, members behind "such as"."""
    own = [Referent(entity, 1, at) for entity in row.chunks[at].entities]
    event = row.chunks[at].event
    if event is not None:
        yield from _named_event(row, at, event.verb.type, own)
    yield from _chain(row, at, own)
    yield from _members(row, at, own)


def _named_event(row: Row, at: int, type_: str, own: Sequence[Referent]) -> Iterator[Reading]:
    """Read "*B phosphorylation* by A", "*A inhibition* of B", "A, a *B inhibitor*"."""
    chunk = row.chunks[at]
    yield from _event(row, at, type_, own, "compound-event")
    if row.code(at + 1) == "F" and row.is_noun(at + 2):
        yield from pair(own, referents(row, at + 2), type_, "compound-of", at)
    if type_ == "binds":
        yield from pair(own[:1], own[1:], "binds", "compound-pair", at)
    elif names_doer(chunk):
        listed = [referent for referent in referents(row, at) if referent.event in LISTED]
        yield from pair(listed if type_ in _ACTS else (), own[-1:], type_, "agents-such-as", at)
        has_determiner = chunk.start < chunk.entities[0].start
        if len(own) == 1 and type_ in SIGN and (has_determiner or row.code(at - 1) == "("):
            yield from pair(_apposed(row, at), own, type_, "apposition", at)
    elif row.codes[at - 2 : at] == "NP" and becomes(type_, row.chunks[at - 1].word, own, ()):
        yield from pair(named(referents(row, at - 2)), named(own), "converts", "compound-to", at)


def _chain(row: Row, at: int, own: Sequence[Referent]) -> Iterator[Reading]:
    """Read the links of "A-B-C axis", of "A → B" and "A-B", and of "A-B complex"."""
    chunk = row.chunks[at]
    is_complex = bool(chunk.links) and chunk.entities[0].kind is Kind.COMPLEX
    type_, frame = ("binds", "complex") if is_complex else ("activates", "axis")
    for left, right in pairwise(chunk.links):
        yield from pair([Referent(left, 1, at)], [Referent(right, 1, at)], type_, frame, at)
    after = row.code(at + 1)
    if row.is_noun(at + 2) and (after == ">" or row.is_glued(at + 1)):
        frame = "arrow" if after == ">" else "chain"
        following = [Referent(entity, 1, at + 2) for entity in row.chunks[at + 2].entities[:1]]
        if chunk.entities[-1].kind in _LINKED:
            type_ = "inhibits" if row.chunks[at + 1].word[-1] in _BARS else "activates"
            yield from pair(named(own[-1:]), named(following), type_, frame, at + 1)


def _members(row: Row, at: int, own: Sequence[Referent]) -> Iterator[Reading]:
    """Read the members of a class or complex: "kinases such as A", "the complex (A, B)"."""
    chunk, after = row.chunks[at], row.code(at + 1)
    if after == "(" and chunk.entities[-1].kind is Kind.COMPLEX:
        yield from pair(own[-1:], _parts(row, at + 1), "contains", "parts", at + 1)
    if after not in ("(", ",", "P") or names_doer(chunk) or _is_done_to(row, at):
        return
    place = row.skip_right(at + 1)
    place += row.code(place) == ","
    if row.is_phrase(place) and row.chunks[place].word == "such-as":
        yield from pair(named(own), referents(row, place + 1), "contains", "such-as", place)


def read_preposition(row: Row, at: int) -> Iterator[Reading]:
    """Prepositions that state a relation between the groups around them, and causes in front of a clause."""
    chunk = row.chunks[at]
    if chunk.negated or not row.is_noun(at + 1):
        return
    right = referents(row, at + 1)
    before = row.skip_left(at - 2 if row.code(at - 1) in ("(", "O") else at - 1)
    is_apposed = row.code(at - 1) == "O" or chunk.word in ("downstream-of", "upstream-of")
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
    elif before < 0 or row.code(before) in (";", ":", "S", "C", ","):
        yield from _front(row, at, right)


def _joined_groups(row: Row, start: int, at: int, right: Sequence[Referent]) -> Iterator[Reading]:
    """Read "A via B", "A in B", "role of A in B": ``start`` is the head in front of the preposition."""
    chunk, left = row.chunks[at], referents(row, start)
    is_thing = row.codes[start] == "N"
    if chunk.word == "for" and is_thing and is_event(row.chunks[at + 1]):
        yield from pair(named(left), right, "regulates", "noun-for", at)
    yield from special(chunk.word, left, right, at)
    if chunk.word in ("into", "toward", "towards") and is_thing:
        yield from pair(named(left), right, "converts", "noun-into", at)
    if chunk.word == "under" and is_event(row.chunks[at + 1]):
        yield from pair(right, left, "regulates", "under", at)
    if chunk.word in word_class("housing_prepositions") and is_thing:
        places = [referent for referent in right if referent.entity.kind is Kind.COMPONENT]
        housed = [referent for referent in named(left) if referent.entity.kind in _HOUSED]
        yield from pair(places, housed, "contains", "noun-in", at)
    if chunk.word == "in" and is_thing and row.chunks[at + 1].word in word_class("pathway_heads"):
        acting = [referent for referent in named(left) if referent.entity.kind in _PROTEINS]
        yield from pair(acting, named(right), "regulates", "role-in", at)
    if chunk.code == "L" and is_thing and row.chunks[start].event is None:
        yield from pair(right, left, "regulates", "noun-via", at)
    plays_a_role = row.chunks[start].word in word_class("role_nouns") and row.code(start + 1) == "F"
    if plays_a_role and chunk.word in ("in", "on", "for", "to"):
        yield from pair(left, right, "regulates", "role-in", at)


def _own_role(row: Row, doer: int, at: int, right: Sequence[Referent]) -> Iterator[Reading]:
    """Read "*A effects* on B", where no "of" leads to who acts."""
    chunk = row.chunks[doer]
    acts = chunk.word in word_class("role_nouns") and not chunk.is_class and chunk.code == "N"
    if acts and row.chunks[at].word in ("in", "on", "for"):
        yield from pair([Referent(entity, 1, doer) for entity in chunk.entities], right, "regulates", "role-in", at)


def _parts(row: Row, opening: int) -> list[Referent]:
    """Return the parts that a bracket behind a complex lists: "the complex (*A*, *B* and *C*)"."""
    inside = range(opening + 1, row.skip_right(opening) - 1)
    parts = [Referent(entity, 1, k) for k in inside for entity in row.chunks[k].entities]
    is_list = len(parts) > 1 and all(row.codes[k] in "NC,/;" for k in inside)
    return parts if is_list and all(part.entity.kind in _PROTEINS for part in parts) else []


def _is_done_to(row: Row, at: int) -> bool:
    """Whether a name tells what those listed behind it do: "inhibitors of *A* such as B"."""
    return row.code(at - 1) == "F" and row.code(at - 2) == "E" and names_doer(row.chunks[at - 2])


def is_event(chunk: Chunk) -> bool:
    """Whether a noun group names an event: "activation", "STAT3 activation"."""
    return chunk.code == "E" or chunk.event is not None


def _front(row: Row, at: int, causes: Sequence[Referent]) -> Iterator[Reading]:
    """``Upon A, B is activated``."""
    word = row.chunks[at].word
    if word not in _FRONTED:
        return
    verb = next((k for k in range(at + 2, min(len(row.codes), at + 2 + _REACH)) if row.codes[k] in FINITE), None)
    if verb is None:
        return
    heads, _ = row.subject(verb)
    if heads and heads[0] > at + 1:
        heads = heads + (row.objects(verb) if row.codes[verb] == "V" else [])
        purpose = next((k for k in range(verb + 1, len(row.codes)) if row.codes[k] in "I;:SRVWB"), None)
        if purpose is not None and row.codes[purpose] == "I":
            heads += row.objects(purpose)
        targets = [referent for head in heads for referent in referents(row, head)]
        yield from pair(causes, targets, _FRONTED[word], f"front-{word}", verb)
