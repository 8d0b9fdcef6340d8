# ruff: noqa
# mypy: ignore-errors
"""Reading captions: text to relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pfocr_net.captions.chunks import Chunk, Entity, read_chunks
from pfocr_net.captions.frames import Reading, read_frames
from pfocr_net.captions.mentions import class_tags, find_names, tag_tokens, tokenise
from pfocr_net.captions.arguments import Row
from pfocr_net.captions.paths import fill_slots
from pfocr_net.captions.text import Sentence, abbreviations, blank, glossary_items, split_sentences
from pfocr_net.captions.words import open_words
from pfocr_net.lexicon import key, open_lexicon
from pfocr_net.model import Gene, Kind, Mention, Relation, RelationType

_PRIOR = {
    "active": 0.75, "passive-by": 0.7, "reduced-by": 0.6, "nominal-by": 0.75, "compound": 0.5, "active-prep": 0.55, "moves": 0.8,
    "passive-to": 0.8, "reduced-to": 0.7, "nominal-to": 0.75, "object-to": 0.8, "required-for": 0.7, "via-subject": 0.5,
    "via-object": 0.45, "ing-subject": 0.45, "ing-object": 0.45, "ing-noun": 0.5, "to-subject": 0.5, "to-object": 0.45, "due-to": 0.5,
    "passive-from": 0.7, "nominal-from": 0.7, "by-ing-subject": 0.5, "passive-prep": 0.4, "reduced-of": 0.6, "passive-via": 0.5,
}  # fmt: skip


def _rows(caption: str, genes: Iterable[Gene]) -> Iterator[tuple[Sentence, Row, bool]]:
    words, lexicon = open_words(), open_lexicon()
    tags = class_tags(words)
    text = blank(caption)
    own: dict[str, Kind] = {gene.symbol.lower(): Kind.GENE for gene in genes}
    for short, start, end, long_start, long_end in abbreviations(text):
        found = lexicon.look_up(text[long_start:long_end]) or lexicon.look_up(short)
        if found:
            own[short.lower()] = found[0].kind
        text = text[: start - 1] + " " * (end - start + 2) + text[end + 1 :]
    for sentence in split_sentences(text):
        if glossary_items(sentence.text):
            continue
        tokens = tag_tokens(tokenise(sentence.text), words, tags)
        names = find_names(sentence.text, tokens, lexicon, own, words.classes["empty_heads"])
        chunks = read_chunks(sentence.text, tokens, names, words)
        legend = any(t.lower in words.classes["legend_nouns"] for t in tokens) and any(
            t.lower in words.classes["legend_verbs"] for t in tokens
        )
        yield sentence, Row(fill_slots(chunks)[1]), legend


def _mention(caption: str, sentence: Sentence, entity: Entity) -> Mention:
    start, end = sentence.start + entity.start, sentence.start + entity.end
    found = open_lexicon().look_up(caption[start:end])
    return Mention(caption[start:end], start, end, entity.kind, found[0] if found else None)


def find_mentions(caption: str, *, genes: Iterable[Gene] = ()) -> list[Mention]:
    """Return the names in a caption, in its order."""
    return [
        _mention(caption, sentence, entity)
        for sentence, row, _ in _rows(caption, genes)
        for chunk in row.chunks
        for entity in chunk.entities
        if entity.source not in ("open", "figure")
    ]


def extract_relations(caption: str, *, genes: Iterable[Gene] = (), min_confidence: float = 0.0) -> list[Relation]:
    """Return what a caption states of the names in it."""
    best: dict[tuple[str, str], Relation] = {}
    for sentence, row, legend in _rows(caption, genes):
        if legend:
            continue
        for reading in read_frames(row, []):
            relation = _relation(caption, sentence, row, reading)
            if relation is None or relation.confidence < max(min_confidence, 0.4):
                continue
            pair = tuple(sorted((key(relation.source.text), key(relation.target.text))))
            if pair[0] != pair[1] and (pair not in best or best[pair].confidence < relation.confidence):  # type: ignore[index]
                best[pair] = relation  # type: ignore[index]
    return list(best.values())


def _relation(caption: str, sentence: Sentence, row: Row, reading: Reading) -> Relation | None:
    prior = _PRIOR.get(reading.frame, 0.3)
    ends = (reading.source.entity, reading.target.entity)
    if any(entity.source == "figure" for entity in ends) or reading.type in ("", "none"):
        return None
    prior *= 0.75 ** sum(entity.source == "open" for entity in ends)
    source, target = (_mention(caption, sentence, entity) for entity in ends)
    trigger: Chunk = row.chunks[reading.trigger]
    start = sentence.start + trigger.start
    return Relation(
        source, target, RelationType(reading.type), reading.sign, round(prior, 2),
        caption[start : sentence.start + trigger.end] , reading.frame,
        caption[sentence.start : sentence.end], sentence.start, sentence.end, trigger.hedged,
    )  # fmt: skip
