"""The frames met from nouns and hyphens.

nominal-           "activation of B by A", "binding of A to B", "interaction between A and B"
compound-event-    "B activation by A"; ``compound-of`` "A inhibition of B"; ``compound-pair`` "A-B binding"
compound-to        "A to B conversion"
compound           "A-induced B"; ``compound-on`` "A-dependent B"; ``compound-ing`` "B-producing A",
                   ``compound-agent`` "B inhibitor A": A to B
apposition         "A, an inhibitor of B", "the B inhibitor, A"
chain, arrow       "A-B-C axis", "A → B"
including          "class including A": the class contains A
included           "enzymes of A are B": A contains B
parts              "the complex (A, B)": it contains A
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pfocr_net.captions.arguments import Phrase, Row
from pfocr_net.captions.parts import MOLECULES, PROTEINS, Chunk, Entity
from pfocr_net.captions.readings import CAUSE, SIGN, Reading, becomes, by_means, pair, worked_on
from pfocr_net.captions.referents import LISTED, Referent, acting, named, names_doer, referents, shared_theme
from pfocr_net.captions.words import word_class
from pfocr_net.model import Kind

#: What is no part of a thing.
_NO_PARTS = frozenset((Kind.PROCESS, Kind.DISEASE, Kind.CELL))
#: What those do that are listed behind a name for their deed: "*inhibitors* such as A", not "products such as A".
_ACTS = frozenset(("activates", "inhibits", "regulates", "binds"))
#: What an arrow has that inhibits: a bar.
_BARS = frozenset("⊣⟞|")


def read_compound(row: Row, at: int) -> Iterator[Reading]:
    """``A-induced B``, ``A-dependent B``, ``B-producing A``, ``B inhibitor A``."""
    chunk = row.chunks[at]
    if not row.is_noun(at - 1) or row.code(at + 1) not in ("N", "E", "C") or chunk.type in ("none", "flip", ""):
        return
    left = acting(row, at - 1)
    shared = row.codes[at + 1 : at + 5] == "CNHN"  # "A-dependent and B-independent C"
    if row.code(at + 1) == "C" and not shared:
        return
    right = referents(row, at + 4 if shared else at + 1)
    if chunk.form is not None and chunk.names_doer:
        yield from pair(named(right), left, chunk.type, f"compound-{chunk.form.form}", at)
    else:
        frame = "compound-on" if chunk.word in word_class("dependence") else "compound"
        yield from pair(left, right, chunk.type, frame, at)


def read_event(row: Row, at: int) -> Iterator[Reading]:
    """``activation of B by A``, ``A, an inhibitor of B``."""
    chunk = row.chunks[at]
    themes: list[Referent] = []
    if row.code(at + 1) == "F" and row.is_noun(at + 2):
        themes = referents(row, at + 2)
    elif (theme := shared_theme(row, at)) is not None:
        themes = referents(row, theme)
    elif row.codes[at - 3 : at] == "VNP" and row.chunks[at - 1].word == "from":
        themes = referents(row, at - 2)  # "rescues *A* from inhibition by B"
    elif row.code(at - 1) == "C" and row.code(at - 2) == "N" and row.chunks[at - 2].event is not None:
        themes = [Referent(entity, 1, at - 2) for entity in row.chunks[at - 2].entities]
    members = [theme for theme in themes if names_doer(chunk) and theme.event in LISTED]
    themes = [theme for theme in themes if theme not in members]
    members += _included(row, at)
    yield from event_phrases(row, at, chunk.type, themes, "nominal")
    if names_doer(chunk):
        yield from pair(members if chunk.type in _ACTS else (), themes, chunk.type, "agents-such-as", at)
        yield from pair(_apposed(row, at) + _given_name(row, at), themes, chunk.type, "apposition", at)


def _apposed(row: Row, at: int) -> list[Referent]:
    """Return who a noun group in apposition tells of: "*A*, an inhibitor of B", "*A* (a B inhibitor)"."""
    before = row.skip_left(at - 1)
    doer = row.skip_left(before - 1)
    return referents(row, doer) if row.code(before) in (",", "-", ":", "(") and row.is_noun(doer) else []


def _given_name(row: Row, at: int) -> list[Referent]:
    """Return who is named behind the name of a deed: "the A inhibitor, *B*, activates C"."""
    comma = row.chain_end(at) + 1
    is_name = row.codes.startswith(",N", comma) and not row.chunks[comma + 1].is_class
    ends = row.code(row.skip_right(comma + 2)) in ("", ",", "V", "W", "B")
    return named(referents(row, comma + 1)) if is_name and ends else []


def event_phrases(row: Row, at: int, type_: str, themes: Sequence[Referent], frame: str) -> Iterator[Reading]:
    """Read the phrases behind an event noun."""
    phrases = [phrase for phrase in row.phrases(at) if phrase.word != "of"]
    has_goal = any(phrase.word in ("to", "into") for phrase in phrases)
    for phrase in phrases:
        word, others = phrase.word, referents(row, phrase.head)
        if word == "by":
            yield from pair(others, themes, worked_on(type_, has_goal), f"{frame}-by", at)
        elif word in ("via", "through"):
            yield from by_means(others, themes, type_, f"{frame}-via", phrase.place)
        elif word == "between" and row.chunks[at].word not in word_class("compared"):
            yield from pair(
                others[:1], others[1:], "binds" if type_ == "binds" else "regulates", f"{frame}-between", at
            )
        elif word in CAUSE:
            yield from pair(others, themes, type_ if type_ in SIGN else "activates", "cause", phrase.place)
        elif word == "leading-to":
            yield from pair(themes, others, "activates", "leading-to", phrase.place)
        else:
            yield from _event_goal(row, type_, phrase, themes, others, frame, at)
    is_mutual = type_ == "binds" and row.chunks[at].word not in word_class("one_sided_verbs")
    if is_mutual and len(themes) > 1 and not phrases:
        yield from pair(themes[:1], themes[1:], "binds", f"{frame}-of", at)


def _event_goal(
    row: Row,
    type_: str,
    phrase: Phrase,
    themes: Sequence[Referent],
    others: Sequence[Referent],
    frame: str,
    at: int,
) -> Iterator[Reading]:
    """Read "binding of A to B", "conversion of A to B", "release of A from B", "effect of A on B"."""
    word = phrase.word
    if type_ == "binds" and word in ("to", "with", "onto"):
        yield from pair(themes, others, "binds", f"{frame}-to", at)
    elif type_ == "transports" and word in ("to", "with", "into", "onto", "from", "toward", "towards"):
        yield from pair(themes, others, "transports", f"{frame}-to", at)
    elif type_ == "contains" and word in ("in", "into", "within"):
        yield from pair(themes, others, "transports", f"{frame}-into", at)
    elif word in word_class("housing_prepositions") and (
        type_ == "transports" or row.chunks[at].word == "accumulate"
    ):
        places = [other for other in others if other.entity.kind is Kind.COMPONENT]
        yield from pair(themes, places, "transports", f"{frame}-into", at)
    elif becomes(type_, word, themes, others):
        yield from pair(themes, others, "converts", f"{frame}-to", at)
    elif type_ == "converts" and word == "from" and any(r.entity.kind is Kind.COMPONENT for r in others):
        yield from pair(themes, others, "transports", f"{frame}-to", at)
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
    if row.chunks[at].is_class and row.chunks[at].word.endswith("s") and row.is_phrase(at + 1, "F"):
        yield from pair(named(referents(row, at + 2)), _included(row, at), "contains", "included", at)


def _included(row: Row, at: int) -> list[Referent]:
    """Return what is named behind a class: "enzymes of A *include B*", "inhibitors of A *are B and C*"."""
    return [member for head in row.included(at) for member in referents(row, head)]


def _named_event(row: Row, at: int, type_: str, own: Sequence[Referent]) -> Iterator[Reading]:
    """Read "*B phosphorylation* by A", "*A inhibition* of B", "A, a *B inhibitor*"."""
    chunk = row.chunks[at]
    yield from event_phrases(row, at, type_, own, "compound-event")
    if row.code(at + 1) == "F" and row.is_noun(at + 2):
        yield from pair(own, referents(row, at + 2), type_, "compound-of", at)
    if type_ == "binds":
        yield from pair(own[:1], own[1:], "binds", "compound-pair", at)
    elif names_doer(chunk):
        listed = [referent for referent in referents(row, at) if referent.event in LISTED]
        yield from pair(listed if type_ in _ACTS else (), own[-1:], type_, "agents-such-as", at)
        yield from pair(_given_name(row, at), own[-1:], type_, "apposition", at)
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
    if row.is_noun(at + 2) and (after == ">" or _is_chained(row, at + 1)):
        frame = "arrow" if after == ">" else "chain"
        following = [Referent(entity, 1, at + 2) for entity in row.chunks[at + 2].entities[:1]]
        are_linked = after == ">" or _are_links(chunk.entities[-1], following)
        if chunk.entities[-1].kind in MOLECULES and are_linked:
            ends = named(own[-1:]), named(following)
            yield from _along(row.chunks[at + 1].word, *ends, frame, at + 1)


def _is_chained(row: Row, at: int) -> bool:
    """Whether a hyphen links names of a chain, "A-B-C"; one alone makes a name of two, as "Snf1-Snf4"."""
    return row.is_glued(at) and (row.is_glued(at - 2) or row.is_glued(at + 2))


def _along(
    arrow: str, left: Sequence[Referent], right: Sequence[Referent], frame: str, at: int
) -> Iterator[Reading]:
    """Read along an arrow or a hyphen: from where it starts to its head, or to its bar."""
    backward, forward = arrow[0] in "←<|", arrow[-1] in ">→⊣|"
    type_ = "activates" if _BARS.isdisjoint(arrow) else "inhibits"
    if arrow in ("↔", "⇌") or (backward and forward):
        yield from pair(left, right, "regulates", frame, at)
    elif backward:
        yield from pair(right, left, type_, frame, at)
    else:
        yield from pair(left, right, type_, frame, at)


def _are_links(left: Entity, right: Sequence[Referent]) -> bool:
    """Whether a hyphen links two names, rather than making one: "*methanol-choline* oxidoreductase"."""
    return not left.text.islower() and (" " in left.text or all(" " not in it.entity.text for it in right))


def _members(row: Row, at: int, own: Sequence[Referent]) -> Iterator[Reading]:
    """Read the members of a class, pathway or complex: "kinases including A", "the complex (A, B)".

    "Kinases *such as* A" only tells of A what it tells of kinases.
    """
    chunk, after = row.chunks[at], row.code(at + 1)
    if after == "(" and chunk.entities[-1].kind is Kind.COMPLEX:
        yield from pair(own[-1:], _parts(row, at + 1), "contains", "parts", at + 1)
    if after not in ("(", ",", "P") or names_doer(chunk) or _is_done_to(row, at):
        return
    place = row.skip_right(at + 1)
    place += row.code(place) == ","
    word = row.chunks[place].word if row.is_phrase(place) else ""
    if word in ("including", "such-as"):
        classes = [it for it in named(own[-1:]) if _holds_members(it.entity.kind, word)]
        members = [it for it in referents(row, place + 1) if it.entity.kind not in _NO_PARTS]
        yield from pair(classes, members, "contains", "including", place)


def _holds_members(kind: Kind, word: str) -> bool:
    """Whether a thing contains what is listed behind it."""
    return kind is Kind.PROCESS or (word == "including" and kind not in (Kind.CELL, Kind.COMPONENT))


def _parts(row: Row, opening: int) -> list[Referent]:
    """Return the parts that a bracket behind a complex lists: "the complex (*A*, *B* and *C*)"."""
    inside = range(opening + 1, row.skip_right(opening) - 1)
    parts = [Referent(entity, 1, k) for k in inside for entity in row.chunks[k].entities]
    is_list = len(parts) > 1 and all(row.codes[k] in "NC,/;" for k in inside)
    return parts if is_list and all(part.entity.kind in PROTEINS for part in parts) else []


def _is_done_to(row: Row, at: int) -> bool:
    """Whether a name tells what those listed behind it do: "inhibitors of *A* such as B"."""
    return row.code(at - 1) == "F" and row.code(at - 2) == "E" and names_doer(row.chunks[at - 2])


def is_event(chunk: Chunk) -> bool:
    """Whether a noun group names an event: "activation", "STAT3 activation"."""
    return chunk.code == "E" or chunk.event is not None
