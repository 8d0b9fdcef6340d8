"""From a read caption to its relations: candidates, their confidence, one relation a pair of things."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pfocr_net.captions.candidates import Candidate, find_candidates
from pfocr_net.captions.parts import Entity
from pfocr_net.captions.reader import ReadCaption, ReadSentence, read_caption
from pfocr_net.captions.readings import up_to_most
from pfocr_net.captions.referents import Referent
from pfocr_net.captions.scorer import KINDS, Scorer, open_scorer
from pfocr_net.captions.unseen import without_unseen
from pfocr_net.captions.words import open_words
from pfocr_net.errors import ReaderError
from pfocr_net.lexicon import Lexicon, key, open_lexicon
from pfocr_net.model import Gene, Grounding, Mention, Relation, RelationType

#: A caption of more characters is not read: it would take minutes. The longest known has 9,763.
LONGEST = 100_000
#: Below this confidence, more likely wrong than right, a relation is left out unless asked for. Of those above it
#: about seven of ten are right on captions that nobody read; the README has precision and recall of each tier.
MIN_CONFIDENCE = 0.5
#: Below this confidence two names are only named together: such pairs are not even counted as relations left out.
FAINT = 0.2
#: Relation types that a frame's signs decide between.
_EFFECTS = frozenset((RelationType.ACTIVATES, RelationType.INHIBITS))


class Scored(NamedTuple):
    """A candidate with its confidence and the sentence it stands in."""

    candidate: Candidate
    confidence: float
    read: ReadSentence


def read(caption: str, *, genes: Iterable[Gene] = (), verbs: Path | None = None) -> ReadCaption:
    """Read a caption with the shipped words and lexicon, and a file of further verbs if given.

    Raises
    ------
    ReaderError
        It is longer than `LONGEST`.
    """
    if len(caption) > LONGEST:
        raise ReaderError(f"The caption has more than {LONGEST:,} characters. Shorten it.")
    return read_caption(caption, open_words(verbs), open_lexicon(), genes)


@without_unseen
def find_mentions(caption: str, *, genes: Iterable[Gene] = ()) -> list[Mention]:
    """Return the known names in a caption, in its order.

    Parameters
    ----------
    caption : str
        The caption as the page has it.
    genes : iterable of Gene
        The figure's genes: their symbols are names too.

    Returns
    -------
    list of Mention
        ``caption[mention.start:mention.end] == mention.text``.

    Raises
    ------
    ReaderError
        The caption is longer than `LONGEST`.

    Examples
    --------
    >>> [(m.text, m.grounding.symbol) for m in find_mentions("LPS induces COX-2.")]
    [('LPS', ''), ('COX-2', 'PTGS2')]
    """
    found = read(caption, genes=genes)
    starts = _starts(found)
    return [
        _mention(found, starts, entity)
        for sentence in found.sentences
        for chunk in sentence.chunks
        for entity in chunk.entities
        if not entity.is_guessed
    ]


@without_unseen
def extract_relations(
    caption: str,
    *,
    genes: Iterable[Gene] = (),
    min_confidence: float = MIN_CONFIDENCE,
    verbs: Path | None = None,
) -> list[Relation]:
    """Return what a caption states of the names in it, one relation a pair of things, in the caption's order.

    Parameters
    ----------
    caption : str
        The caption as the page has it.
    genes : iterable of Gene
        The figure's genes: their symbols are names too.
    min_confidence : float
        Relations less likely than this are left out; 0 gives every candidate.
    verbs : Path, optional
        A file of further verbs.

    Returns
    -------
    list of Relation

    Raises
    ------
    ReaderError
        The caption is longer than `LONGEST`, or relates more pairs of names than `MOST` of
        `pfocr_net.captions.readings`.

    Examples
    --------
    >>> for r in extract_relations("MDM2 inhibits p53. IL-6 activates STAT3."):
    ...     print(r.source.text, r.type, r.target.text)
    MDM2 inhibits p53
    IL-6 activates STAT3
    """
    found = read(caption, genes=genes, verbs=verbs)
    scorer = open_scorer()
    thing = functools.cache(functools.partial(_thing, found, open_lexicon()))
    mention = functools.partial(_mention, found, _starts(found))
    pairs: dict[tuple[str, ...], list[Scored]] = {}
    for scored in score_candidates(found, scorer):
        things = thing(scored.candidate.left.text), thing(scored.candidate.right.text)
        if things[0] != things[1]:
            pairs.setdefault(tuple(sorted(things)), []).append(scored)
    relations = [
        _relation(found, said, scorer, thing, mention)
        for said in pairs.values()
        if max(scored.confidence for scored in said) >= min_confidence
    ]
    return sorted(relations, key=lambda relation: (relation.start, relation.source.start, relation.target.start))


def score_candidates(found: ReadCaption, scorer: Scorer) -> Iterator[Scored]:
    """Yield every candidate of a read caption with its confidence, in thousandths."""
    candidates = up_to_most(candidates_of(found, scorer.usual_paths))
    name = functools.cache(functools.partial(normal_name, found))
    confidences = scorer.confidences([candidate for candidate, _ in candidates], name)
    for (candidate, sentence), confidence in zip(candidates, confidences, strict=True):
        yield Scored(candidate, round(confidence, 3), sentence)


def candidates_of(
    found: ReadCaption, usual_paths: Collection[str] | None
) -> Iterator[tuple[Candidate, ReadSentence]]:
    """Yield the candidates of a read caption, each with its sentence; without ``usual_paths`` however unusual."""
    before: list[list[Referent]] = []
    caption = found.caption.lower()
    for sentence in found.sentences:
        candidates, before = find_candidates(sentence, caption, before, usual_paths)
        yield from ((candidate, sentence) for candidate in candidates)


def normal_name(found: ReadCaption, text: str) -> str:
    """Return the normal form of a name: that of its long form, if the caption defines it, without a plural's s."""
    normal = key(text)
    return max(normal, found.aliases.get(normal, ""), key=len).removesuffix("s")


def _thing(found: ReadCaption, lexicon: Lexicon, text: str) -> str:
    """Return what a name stands for, so that two names of one thing agree."""
    grounding = _ground(found, lexicon, text)
    return grounding.identifier if grounding is not None and grounding.identifier else normal_name(found, text)


def _ground(found: ReadCaption, lexicon: Lexicon, text: str) -> Grounding | None:
    """Resolve a name: the caption's own long form first, then as written."""
    long_form = found.aliases.get(key(text))
    groundings = (lexicon.look_up(long_form) if long_form else ()) or lexicon.look_up(text)
    return groundings[0] if groundings else None


def _relation(
    found: ReadCaption,
    said: Sequence[Scored],
    scorer: Scorer,
    thing: Callable[[str], str],
    mention: Callable[[Entity], Mention],
) -> Relation:
    """Return the relation of two things from all that names them; what says it best, or in a frame, is shown."""
    source, type_, sign = _vote(said, scorer, thing)
    confidence = max(scored.confidence for scored in said)
    shown = max(said, key=lambda scored: scored.confidence * (1 + _says(scored.candidate, type_, sign)))
    candidate, sentence = shown.candidate, shown.read.sentence
    ends = [candidate.left, candidate.right]
    if thing(candidate.left.text) != source:
        ends.reverse()
    trigger = shown.read.chunks[candidate.trigger]
    start = sentence.start
    return Relation(
        source=mention(ends[0]),
        target=mention(ends[1]),
        type=type_,
        sign=sign,
        confidence=confidence,
        trigger=found.caption[start + trigger.start : start + trigger.end],
        frame=candidate.readings[0].frame if candidate.readings else "path",
        sentence=found.caption[start : sentence.end],
        start=start,
        end=sentence.end,
        hedged=trigger.hedged,
    )


def _says(candidate: Candidate, type_: RelationType, sign: int) -> bool:
    """Whether a frame reads this type and sign."""
    return any((reading.type, reading.sign) == (type_, sign) for reading in candidate.readings)


def _vote(said: Sequence[Scored], scorer: Scorer, thing: Callable[[str], str]) -> tuple[str, RelationType, int]:
    """Return which of two things acts on the other, and how: all that names the two has a voice.

    A voice counts as much as it is likely that the two are related there.
    """
    acts: dict[str, float] = defaultdict(float)
    kinds: dict[tuple[RelationType, int], float] = defaultdict(float)
    effects: dict[tuple[str, int], float] = defaultdict(float)
    for candidate, confidence, _ in said:
        features = candidate.features()
        forward = confidence * scorer.direction_of(candidate, features)
        acts[thing(candidate.left.text)] += forward
        acts[thing(candidate.right.text)] -= forward
        for kind, score in zip(KINDS, scorer.kinds_of(candidate, features), strict=True):
            kinds[kind] += confidence * score
        for reading in candidate.readings:
            if reading.type in _EFFECTS:
                effects[reading.type, reading.sign] += confidence
    return max(acts, key=acts.__getitem__), *_signed(max(kinds, key=kinds.__getitem__), effects)


def _signed(kind: tuple[RelationType, int], effects: Mapping[tuple[str, int], float]) -> tuple[RelationType, int]:
    """Give an effect the sign that the frames worked out: "loss of A activates B" is A inhibits B."""
    if kind[0] not in _EFFECTS or not effects:
        return kind
    type_, sign = max(effects, key=effects.__getitem__)
    return RelationType(type_), sign


def _starts(found: ReadCaption) -> dict[int, int]:
    """Return where the sentence of each name starts: a pronoun may stand for a name of one before."""
    return {
        id(entity): sentence.sentence.start
        for sentence in found.sentences
        for chunk in sentence.chunks
        for entity in (*chunk.entities, *chunk.links)
    }


def _mention(found: ReadCaption, starts: Mapping[int, int], entity: Entity) -> Mention:
    start = starts[id(entity)] + entity.start
    grounding = None if entity.is_guessed else _ground(found, open_lexicon(), entity.text)
    return Mention(entity.text, start, start + len(entity.text), entity.kind, grounding)
