"""Why a caption's relations are what they are: each sentence, what was read in it, and what became of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pfocr_net.captions import extract_relations, read
from pfocr_net.captions.extract import score_candidates
from pfocr_net.captions.scorer import open_scorer
from pfocr_net.captions.unseen import seen_places
from pfocr_net.lexicon import visible
from pfocr_net.model import Gene, Relation, RelationType


@dataclass(frozen=True, slots=True)
class Part:
    """A chunk of a sentence: its one-letter code, its text, the names in it, and what it states, if anything."""

    code: str
    text: str
    names: tuple[str, ...]
    states: str


@dataclass(frozen=True, slots=True)
class Read:
    """What one frame read: ``source`` acts on ``target``, stated by ``trigger``."""

    frame: str
    source: str
    type: RelationType
    sign: int
    target: str
    trigger: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence, as the caption has it from ``start`` on; ``legend`` if it explains how the figure is drawn.

    Relations are all, however unlikely.
    """

    text: str
    start: int
    legend: bool
    parts: tuple[Part, ...]
    readings: tuple[Read, ...]
    relations: tuple[Relation, ...]


def explain(caption: str, *, genes: Iterable[Gene] = (), verbs: Path | None = None) -> Iterator[Explained]:
    """Yield what was read in each sentence of a caption; parameters are those of `extract_relations`.

    Examples
    --------
    >>> (sentence,) = explain("AKT1 activates MTOR.")
    >>> [part.code for part in sentence.parts], sentence.readings[0].frame, len(sentence.relations)
    (['N', 'V', 'N'], 'active', 1)
    """
    genes, places = tuple(genes), seen_places(caption)
    found = read(visible(caption), genes=genes, verbs=verbs)

    def quoted(start: int, end: int) -> str:
        return caption[places[start] : places[end - 1] + 1]

    relations = extract_relations(caption, genes=genes, verbs=verbs, min_confidence=0)
    readings: dict[int, list[Read]] = {}
    for scored in score_candidates(found, open_scorer()):
        start, chunks = scored.read.sentence.start, scored.read.chunks
        for r in scored.candidate.readings:
            trigger = chunks[r.trigger]
            stated = quoted(start + trigger.start, start + trigger.end)
            type_ = RelationType(r.type or "regulates")  # an unknown verb
            one = Read(r.frame, r.source.entity.text, type_, r.sign, r.target.entity.text, stated)
            readings.setdefault(start, []).append(one)
    for sentence in found.sentences:
        start, end = sentence.sentence.start, sentence.sentence.end
        parts = (
            Part(
                chunk.code,
                quoted(start + chunk.start, start + chunk.end),
                tuple(quoted(start + entity.start, start + entity.end) for entity in chunk.entities),
                chunk.type,
            )
            for chunk in sentence.chunks
        )
        yield Explained(
            quoted(start, end),
            places[start],
            sentence.legend,
            tuple(parts),
            tuple(readings.get(start, ())),
            tuple(relation for relation in relations if relation.start == places[start]),
        )
