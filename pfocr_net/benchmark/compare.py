"""Which relations that were read are among those marked, and where the two disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pfocr_net.benchmark.gold import Marked, MarkedCaption
from pfocr_net.benchmark.names import is_named, words
from pfocr_net.captions.text import split_sentences
from pfocr_net.model import Relation, RelationType

#: How strictly a relation is compared.
LEVELS = ("link", "directed", "typed")


class Disagreement(NamedTuple):
    """A relation that was read and not marked, or marked and not read, or read in another way than marked.

    ``found`` and ``marked`` say it, empty where there is none; marked names are as `words` compares them. Of a
    relation that was not read, ``sentence`` is the first that holds both names, if any does.
    """

    figid: str
    what: str
    found: str
    marked: str
    confidence: float | None
    frame: str
    sentence: str


def match(marked: Sequence[Marked], relations: Sequence[Relation], level: str) -> dict[int, Marked]:
    """Return which of the relations, by place, are among those marked, and which they are."""
    left, right = list(marked), {}
    for number, relation in enumerate(relations):
        met = next((one for one in left if _agree(one, relation, level)), None)
        if met is not None:
            left.remove(met)
            right[number] = met
    return right


def _agree(marked: Marked, relation: Relation, level: str) -> bool:
    if level == "typed" and (marked.type, marked.sign) != (relation.type, relation.sign):
        return False
    source, target = words(relation.source.text), words(relation.target.text)
    if is_named(marked.source, source) and is_named(marked.target, target):
        return True
    either_way = level == "link" or marked.type == relation.type == RelationType.BINDS
    return either_way and is_named(marked.source, target) and is_named(marked.target, source)


def disagreements(gold: MarkedCaption, relations: Sequence[Relation]) -> Iterator[Disagreement]:
    """Yield where the relations read in a caption are not those marked in it."""
    left, found = list(gold.relations), list(relations)
    for level, what in (("typed", ""), ("directed", "another type"), ("link", "another direction")):
        met = match(left, found, level)
        for number, marked in met.items():
            left.remove(marked)
            if what:
                yield _found(gold.figid, what, found[number], _told(marked))
        found = [relation for number, relation in enumerate(found) if number not in met]
    for relation in found:
        yield _found(gold.figid, "not marked", relation, "")
    for marked in left:
        yield Disagreement(
            gold.figid, "not found", "", _told(marked), None, "", _sentence_of(marked, gold.caption)
        )


def _found(figid: str, what: str, relation: Relation, marked: str) -> Disagreement:
    said = _statement(relation.source.text, relation.type, relation.sign, relation.target.text)
    return Disagreement(figid, what, said, marked, relation.confidence, relation.frame, relation.sentence)


def _told(marked: Marked) -> str:
    source, target = (" ".join(names[0]) for names in (marked.source, marked.target))
    return _statement(source, marked.type, marked.sign, target)


def _statement(source: str, type_: RelationType, sign: int, target: str) -> str:
    told = {1: " (+)", -1: " (-)"}.get(sign, "")
    return f"{source} {type_}{told} {target}"


def _sentence_of(marked: Marked, caption: str) -> str:
    def holds(text: str, names: Sequence[Sequence[str]]) -> bool:
        return any(f" {' '.join(name)} " in text for name in names)

    spoken = ((sentence.text, f" {' '.join(words(sentence.text))} ") for sentence in split_sentences(caption))
    return next((text for text, said in spoken if holds(said, marked.source) and holds(said, marked.target)), "")
