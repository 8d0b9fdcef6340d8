"""How well captions are read, against marked ones: the comparison that training and ``pfocr-net score`` share.

A marked caption is a JSON object a line: ``figid``, ``caption``, ``entities`` (``id`` and ``mentions``) and
``relations`` (``source``, ``target``, ``type``, ``sign``). Where mentions are places instead of texts, the caption
is that of the figure's page.

Two names agree if they are equal in lower case without punctuation and plural s, or one is a run of whole words
of the other and at least half as long. A relation that was read meets at most one that was marked: as a *link* in
either order, as *directed* the right way round (binding has none), as *typed* with type and sign too.
"""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pfocr_net.errors import DataError, ReaderError
from pfocr_net.model import Relation, RelationType
from pfocr_net.pages import find_figures, read_figure

#: How strictly a relation is compared.
LEVELS = ("link", "directed", "typed")

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "λ": "lambda", "μ": "mu", "σ": "sigma", "ω": "omega",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """A relation as it was marked; each end by all its names, as `words`."""

    source: tuple[tuple[str, ...], ...]
    target: tuple[tuple[str, ...], ...]
    type: RelationType
    sign: int


@dataclass(frozen=True, slots=True)
class MarkedCaption:
    """A caption with all that a careful reader found stated in it."""

    figid: str
    caption: str
    relations: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """The relations of at least this ``confidence``: of those ``found`` so many are right at each level."""

    confidence: float
    found: int
    marked: int
    right: Mapping[str, int]

    def precision(self, level: str) -> float:
        """Return how many of those found are right, 0 to 1."""
        return self.right[level] / self.found if self.found else 0.0

    def recall(self, level: str) -> float:
        """Return how many of those marked are found, 0 to 1."""
        return self.right[level] / self.marked if self.marked else 0.0

    def f1(self, level: str) -> float:
        """Return the harmonic mean of both."""
        both = self.found + self.marked
        return 2 * self.right[level] / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """How a reader did: by ``tiers``, by frame (how many found, how many of them linked rightly), and how fast.

    ``silent`` counts captions without marked relations, ``false_alarms`` what was read in them all the same;
    frames and false alarms are those of the first tier. ``failures`` say on which captions the reader failed, and
    how: nothing was found in them.
    """

    captions: int
    tiers: tuple[Tier, ...]
    frames: Mapping[str, tuple[int, int]]
    silent: int
    false_alarms: int
    failures: tuple[str, ...]
    seconds: float


def words(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared.

    >>> words("TGF-β receptors")
    ('tgf', 'beta', 'receptor')
    """
    text = unicodedata.normalize("NFKC", text).lower()
    for sign, name in _GREEK.items():
        text = text.replace(sign, name)
    found = re.findall(r"[a-z0-9]+", re.sub(r"['’]s\b", "", text))
    return tuple(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in found)


def same(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names agree: equal, or one a run of the other and half as long.

    >>> same(words("early endosomes"), words("endosome")), same(words("Rab"), words("Rab5 effector"))
    (True, False)
    """
    if not a or not b:
        return False
    short, long = sorted((tuple(a), tuple(b)), key=len)
    if short == long or "".join(short) == "".join(long):
        return True
    return len(short) * 2 >= len(long) and any(long[k : k + len(short)] == short for k in range(len(long)))


def read_gold(paths: Iterable[Path], pages: Sequence[Path] = ()) -> Iterator[MarkedCaption]:
    """Yield the marked captions of files, except those that have places only and no page in ``pages``.

    Raises
    ------
    DataError
        A line that is no marked caption; names file and line.
    """
    captions = {figure.figid: figure.caption for figure in map(read_figure, find_figures(pages))} if pages else {}
    for path in paths:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                caption = record.get("caption") or captions.get(record["figid"])
                if caption:
                    yield _marked(record, caption)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise DataError(f"This is no marked caption ({error!r}).", path=path, line=number) from error


def _marked(record: Mapping[str, Any], caption: str) -> MarkedCaption:
    if not isinstance(caption, str):
        raise TypeError("the caption is no text")
    if any(isinstance(entity["mentions"], str) for entity in record["entities"]):
        raise TypeError("mentions are a list")
    if any(relation["sign"] not in (-1, 0, 1) for relation in record["relations"]):
        raise ValueError("a sign is -1, 0 or 1")
    names = {
        entity["id"]: tuple(
            words(mention if isinstance(mention, str) else caption[slice(*mention)])
            for mention in entity["mentions"]
        )
        for entity in record["entities"]
    }
    relations = tuple(
        Marked(names[r["source"]], names[r["target"]], RelationType(r["type"]), r["sign"])
        for r in record["relations"]
    )
    return MarkedCaption(record["figid"], caption, relations)


def match(marked: Sequence[Marked], relations: Sequence[Relation], level: str) -> set[int]:
    """Return which of the relations, by place, are among those marked."""
    left, right = list(marked), set()
    for number, relation in enumerate(relations):
        met = next((one for one in left if _agree(one, relation, level)), None)
        if met is not None:
            left.remove(met)
            right.add(number)
    return right


def _agree(marked: Marked, relation: Relation, level: str) -> bool:
    if level == "typed" and (marked.type, marked.sign) != (relation.type, relation.sign):
        return False
    source, target = words(relation.source.text), words(relation.target.text)
    if is_named(marked.source, source) and is_named(marked.target, target):
        return True
    either_way = level == "link" or marked.type == relation.type == RelationType.BINDS
    return either_way and is_named(marked.source, target) and is_named(marked.target, source)


def is_named(names: Iterable[Sequence[str]], name: Sequence[str]) -> bool:
    """Whether a name agrees with one of several."""
    return any(same(known, name) for known in names)


def score(
    gold: Sequence[MarkedCaption], reader: Callable[[str], list[Relation]], confidences: Sequence[float]
) -> Score:
    """Read the marked captions and compare.

    Parameters
    ----------
    gold : sequence of MarkedCaption
    reader : callable
        From a caption to its relations.
    confidences : sequence of float
        The tiers, lowest first: each holds the relations of at least that confidence.

    Returns
    -------
    Score
    """
    failures: list[str] = []

    def try_caption(one: MarkedCaption) -> list[Relation]:
        try:
            return reader(one.caption)
        except ReaderError as error:
            failures.append(f"{one.figid}: {error}")
            return []

    with suppress(ReaderError):
        reader("AKT1 activates MTOR.")  # words and lexicon are opened outside the clock
    begun = time.perf_counter()
    read = [try_caption(one) for one in gold]
    seconds = time.perf_counter() - begun
    pairs = [(one.relations, relations) for one, relations in zip(gold, read, strict=True)]
    lowest = [(marked, _likely(relations, confidences[0])) for marked, relations in pairs]
    silent = [relations for marked, relations in lowest if not marked]
    return Score(
        len(gold),
        tuple(_tier(pairs, confidence) for confidence in confidences),
        _frames(lowest),
        len(silent),
        sum(map(len, silent)),
        tuple(failures),
        seconds,
    )


def _likely(relations: Iterable[Relation], confidence: float) -> list[Relation]:
    return [relation for relation in relations if relation.confidence >= confidence]


def _tier(pairs: Iterable[tuple[Sequence[Marked], Sequence[Relation]]], confidence: float) -> Tier:
    likely = [(marked, _likely(relations, confidence)) for marked, relations in pairs]
    right = {level: sum(len(match(*pair, level)) for pair in likely) for level in LEVELS}
    return Tier(confidence, sum(len(r) for _, r in likely), sum(len(m) for m, _ in likely), right)


def _frames(pairs: Iterable[tuple[Sequence[Marked], Sequence[Relation]]]) -> dict[str, tuple[int, int]]:
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for marked, relations in pairs:
        found.update(relation.frame for relation in relations)
        right.update(relations[number].frame for number in match(marked, relations, "link"))
    return {frame: (count, right[frame]) for frame, count in found.most_common()}
