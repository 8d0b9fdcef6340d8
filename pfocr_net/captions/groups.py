"""Noun groups: which name a group of tokens stands for, what event heads it, what is said of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pfocr_net.captions.names import Name
from pfocr_net.captions.parts import PROTEINS, Chunk, Entity
from pfocr_net.captions.tokens import Token
from pfocr_net.captions.words import Form, Words
from pfocr_net.lexicon import Lexicon
from pfocr_net.model import Kind

#: Head nouns that make a new thing of the name before them: "Wnt *pathway*", "T *cells*", "liver *injury*".
_NEW_THINGS = (
    ("pathway_heads", Kind.PROCESS),
    ("cell_heads", Kind.CELL),
    ("complex_heads", Kind.COMPLEX),
    ("component_heads", Kind.COMPONENT),
    ("disorder_heads", Kind.DISEASE),
)
_CLASS_WORDS = ("generic_heads", "empty_heads", "figure_nouns", "pathway_heads")
_POINTING = frozenset(("this", "these", "such", "those", "latter", "both", "its", "their"))
_TAKES_MODIFIERS = frozenset((Kind.CELL, Kind.COMPONENT, Kind.PROCESS, Kind.DISEASE))
_TAKES_ATTRIBUTES = _TAKES_MODIFIERS | {Kind.CHEMICAL, Kind.FAMILY}
#: The class words that make a class of a name of a kind: "ER *proteins*", "antioxidant *enzymes*", no "Ca2+ ions".
_CLASSES_OF = {
    **dict.fromkeys(_TAKES_MODIFIERS, ("generic_heads", "carrier_heads")),
    Kind.CHEMICAL: ("carrier_heads",),
}
#: How adjectives end that name nothing by themselves, unlike "retinal" and "terpenoid".
_DESCRIBES = ("ic", "ive", "ory")


class Group(NamedTuple):
    """The tokens ``first`` to ``last`` of one noun group, with the sentence's tags and names."""

    sentence: str
    tokens: Sequence[Token]
    tags: str
    names: Mapping[int, Name]
    words: Words
    first: int
    last: int

    def entity(self, first: int, last: int, kind: Kind, source: str) -> Entity:
        """Return the entity over some of the tokens."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return Entity(self.sentence[start:end], start, end, kind, source)

    def is_in(self, at: int, *classes: str) -> bool:
        """Whether a token is a word of one of the classes."""
        return self.words.is_in(self.tokens[at].lower, *classes)


def read_group(group: Group) -> Chunk:
    """Return the chunk of a noun group, of code ``N``, ``E`` or ``O``."""
    tokens, tags, first, head = group.tokens, group.tags, group.first, group.last
    while head > first and tags[head] in "ard":
        head -= 1
    form = tokens[head].form if tags[head] != "M" else None
    event = form if form and form.verb.type != "none" and _names_event(form) else None
    chunk = _described(group, tokens[head].lower)
    names = [name for k in range(first, group.last + 1) if (name := group.names.get(k))]
    specific = [name for name in names if not _is_class_word(group, name)]
    if specific and (named_event := _event_of(group, specific[-1])):
        event, specific = named_event, specific[:-1]
    if specific:
        entity, event = _named(group, head, specific, event)
        name = specific[-1]
        link = _link(group, specific)
        heads_class = group.is_in(head, "generic_heads", "empty_heads")
        if heads_class and name.source != "own" and entity.end == tokens[head].end and entity.text[1:].islower():
            entity.source = "figure" if _says_nothing(group, _first_telling(group, head), head) else "class"
        chunk.entities, chunk.event, chunk.links = (entity,), event, (link,)
        return chunk
    if event is None and tags[head] in "dOr!":
        return Chunk("O", chunk.start, chunk.end, word=tokens[first].lower)
    chunk.entities = (_unnamed(group, head),)
    if event is not None:
        type_ = group.words.stated(event, (token.lower for token in tokens[first:head]))
        chunk.code, chunk.word, chunk.type, chunk.form = "E", event.verb.lemma, type_, event
    return chunk


def _event_of(group: Group, name: Name) -> Form | None:
    """Return the event that a group's last name is: "*nuclear import* of A", "A *nuclear import*"."""
    form, behind = group.tokens[name.last].form, group.tags[group.last + 1 : group.last + 2]
    is_theirs = behind == "F" or (name.first > group.first and group.tags[name.first - 1] == "M")
    if name.kind is not Kind.PROCESS or name.last != group.last or not is_theirs:
        return None
    lacks_theme = all(
        group.tokens[k].tag == "a" or group.is_in(k, "carrier_heads") for k in range(name.first, name.last)
    )
    return form if lacks_theme and form is not None and form.names_event else None


def _link(group: Group, names: Sequence[Name]) -> Entity:
    """Return what a group is as a link of a chain: "A-B-*C* pathway", where the lexicon knows "C pathway".

    In "A-B-*C* MAPK cascade" it is what stands before the pathway.
    """
    name = names[-1]
    if name.kind is Kind.PROCESS and names[0].first == group.first and names[0].kind in PROTEINS:
        name = names[0]
    last = name.last
    while last > name.first and group.is_in(last, "pathway_heads"):
        last -= 1
    kind = name.kind if last == name.last else Kind.GENE
    return group.entity(name.first, last, kind, name.source)


def _names_event(form: Form) -> bool:
    return form.names_event or form.form in ("ed", "ing")


def _described(group: Group, word: str) -> Chunk:
    """Return a chunk with what the group says of its thing: lost, modified, the one just named."""
    first, last, tokens = group.first, group.last, group.tokens
    chunk = Chunk("N", tokens[first].start, tokens[last].end, word)
    outside = [k for k in range(first, last + 1) if group.tags[k] != "M" or _names_loss(group, k)]
    if outside:
        spoken = {tokens[k].reading for k in outside} | {tokens[k].lower for k in outside}
        types = [f.verb.type for k in outside if (f := tokens[k].form) and k < last and f.form in ("ed", "ing")]
        types += [group.words.ways[word] for word in spoken if word in group.words.ways]
        classes = group.words.classes
        chunk.flip = not classes["flips"].isdisjoint(spoken) and classes["keepers"].isdisjoint(spoken)
        chunk.modifier = types[0] if types else ""
        points = tokens[first].lower in _POINTING and "C" not in group.tags[first:last]  # "*both* A and B cells"
        chunk.this = tokens[first].lower if points else ""
    return chunk


def _names_loss(group: Group, at: int) -> bool:
    """Whether a token is a name that says of another that it is lost: "*siRNA* against A", "*mutation* of A"."""
    name = group.names.get(at)
    return name is not None and name.last == at and group.is_in(at, "flips")


def _is_class_word(group: Group, name: Name) -> bool:
    """Whether a name is made of mere class words ("kinase", "cells", "signaling pathway")."""
    tokens = range(name.first, name.last + 1)
    return all(not group.tokens[k].text.isupper() and group.is_in(k, *_CLASS_WORDS) for k in tokens)


def _named(group: Group, head: int, names: Sequence[Name], event: Form | None) -> tuple[Entity, Form | None]:
    """Return the entity of a group with known names, and the event if its head is one."""
    name = names[-1]
    if any(group.is_in(k, "dependence") for k in range(name.last + 1, head + 1)):
        return group.entity(name.first, name.last, name.kind, name.source), None
    for k in range(head, name.last, -1):
        if kind := _kinds_of_heads(group.words).get(group.tokens[k].lower):
            begin = name.first
            for other in reversed(names[:-1]):
                if begin - other.last <= 2:
                    begin = other.first
            return group.entity(begin, k, kind, name.source + "+head"), event if kind is Kind.PROCESS else None
    if head > name.last:
        tail = range(name.last + 1, head + 1)
        if group.is_in(head, "carrier_heads") and any((f := group.tokens[k].form) and f.names_event for k in tail):
            return group.entity(name.first, head, Kind.FAMILY, name.source + "+tail"), None
        if name.kind in _CLASSES_OF and group.is_in(head, *_CLASSES_OF[name.kind]):
            return group.entity(name.first, head, Kind.FAMILY, name.source + "+tail"), None
        # "*PTEN* knockdown", but "*glucose starvation*"
        says_lost = name.kind in PROTEINS and name.source != "look" and group.is_in(head, "flips")
        if event is None and not (says_lost or group.is_in(head, "generic_heads", "empty_heads")):
            return group.entity(name.first, min(head, name.last + 2), name.kind, name.source + "+tail"), None
        return group.entity(_begin(group, names), name.last, name.kind, name.source), event
    return group.entity(_begin(group, names), name.last, name.kind, name.source), None


def _begin(group: Group, names: Sequence[Name]) -> int:
    """Return where the entity of a group's last name begins: with what tells which thing is meant."""
    name = names[-1]
    begin = name.first
    is_many = group.tokens[name.last].text.endswith("s")
    if begin > group.first and (is_many or name.kind in _TAKES_ATTRIBUTES) and _is_attribute(group, begin - 1):
        begin -= 1
    takes_modifiers = name.kind in _TAKES_MODIFIERS or _is_class_of_things(group, name)
    if takes_modifiers or _is_common_noun(group, name):
        for other in reversed(names[:-1]):
            if other.last == begin - 1 and _tells_kind(group, other, name):
                begin = other.first
    if begin == name.first > group.first and is_many and _tells_substances(group, begin - 1, name):
        begin -= 1
    if takes_modifiers:
        while begin > max(group.first, name.first - 2) and _belongs(group, begin - 1):
            begin -= 1
    return begin


def _is_common_noun(group: Group, name: Name) -> bool:
    """Whether a name is one plain word, which the name before it makes another thing: "PKA *holoenzyme*"."""
    return name.first == name.last and re.fullmatch("[a-z]+", group.tokens[name.last].text) is not None


def _tells_kind(group: Group, other: Name, name: Name) -> bool:
    """Whether a name tells what the one behind it is, no class ("*flavonoids* quercetin") or place of it."""
    is_class = re.search("[a-z]{3}(?<![isu])s$", group.tokens[other.last].text) is not None
    return not is_class and not (name.kind is Kind.CHEMICAL and other.kind in (Kind.CELL, Kind.COMPONENT))


def _is_class_of_things(group: Group, name: Name) -> bool:
    """Whether a name is a class, of which the name before it tells the kind: "xylose *reductase*"."""
    is_enzyme = group.tokens[name.last].lower.endswith(("ase", "ases"))
    return name.kind is Kind.FAMILY and (is_enzyme or group.is_in(name.last, "generic_heads"))


def _tells_substances(group: Group, at: int, name: Name) -> bool:
    """Whether a token tells which substances of a class are meant: "*volatile* isoprenoids"."""
    is_word = group.tokens[at].text[1:].islower() and not group.is_in(at, "generic_heads")
    return name.kind is Kind.CHEMICAL and is_word and _belongs(group, at)


def _is_attribute(group: Group, at: int) -> bool:
    """Whether a token is a word with a hyphen that tells which thing is meant: "*ER-localized* RNAs".

    "*Up-regulated* RNAs" are not another thing.
    """
    word = group.tokens[at].lower
    prefix, hyphen, _ = word.partition("-")
    is_state = word.endswith("ed") and group.words.is_in(prefix, "prefixes")
    return bool(hyphen) and group.tags[at] in "anv" and not is_state and not group.is_in(at, "adjectives")


@functools.cache
def _kinds_of_heads(words: Words) -> dict[str, Kind]:
    return {word: kind for heads, kind in reversed(_NEW_THINGS) for word in words.classes[heads]}


def kind_by_head(name: str, words: Words, lexicon: Lexicon) -> Kind:
    """Return what a name of several words is by the last of them; a gene where that does not tell."""
    head = name.split()[-1].lower()
    found = lexicon.look_up(head)
    return _kinds_of_heads(words).get(head) or (found[0].kind if found else Kind.GENE)


def _belongs(group: Group, at: int) -> bool:
    """Whether the token before the name of a cell, place or process belongs to the name."""
    return group.tags[at] == "n" or (group.tags[at] == "a" and not group.is_in(at, "adjectives"))


def _unnamed(group: Group, head: int) -> Entity:
    """Return the entity of a group without known names: its head and up to three words before it."""
    begin = _first_telling(group, head)
    kind = _kinds_of_heads(group.words).get(group.tokens[head].lower, Kind.PROCESS)
    if group.is_in(head, "empty_heads", "generic_heads"):
        kind = Kind.FAMILY
    source = "figure" if _says_nothing(group, begin, head) else "open"
    return group.entity(begin, head, kind, source)


def _first_telling(group: Group, head: int) -> int:
    """Return where the words begin, the head and up to three before it, that say what the thing is."""
    begin = max(group.first, head - 3)
    while begin < head and _is_plain(group, begin):
        begin += 1
    return begin


def _says_nothing(group: Group, begin: int, head: int) -> bool:
    """Whether a group names nothing: "the figure", "7.5", "several", "red", "genes", "signaling molecules"."""
    text = group.tokens[head].text
    if begin < head and text.isdigit():
        return _says_nothing(group, begin, head - 1)  # "group 3"
    if group.is_in(head, "figure_nouns", "legend_nouns"):
        return True
    if begin == head and (len(text) == 1 or not any(map(str.isalpha, text)) or _only_describes(group, head)):
        return True
    return group.is_in(head, "bare_nouns") and all(group.is_in(k, "bare_modifiers") for k in range(begin, head))


def _only_describes(group: Group, at: int) -> bool:
    """Whether a token tells of a thing without naming one: "formed", "providing", "catalytic", "red"."""
    if group.is_in(at, "adjectives", "looks"):
        return True
    form, text, tag = group.tokens[at].form, group.tokens[at].lower, group.tags[at]
    if tag == "a":
        return text.endswith(_DESCRIBES)
    is_form = tag in "vu" and text.endswith(("ed", "ing")) and not group.is_in(at, "pathway_heads")
    return is_form and (form is None or not form.names_event)


def _is_plain(group: Group, at: int) -> bool:
    """Whether a token in front of a noun group says nothing of what the thing is."""
    form = group.tokens[at].form
    return (
        group.tags[at] in "dr!O-C/"
        or group.tokens[at].text.isdigit()
        or group.is_in(at, "adjectives", "flips")
        or (group.tags[at] in "vu" and form is not None and form.form == "ed")
    )
