"""How likely two names are related, which acts on which, and how.

A first look weighs each candidate by itself, with a linear model over its features; a second look sees what came
out beside the other candidates of the caption, with a few small trees. Both are data, trained on marked captions
by ``pfocr_net.curation.scorer``: ``scorer.tsv`` has a row a feature, with its weight for the link, for the
direction, and for the types it speaks for; ``trees.tsv`` a row a node.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from pfocr_net.captions.candidates import Candidate
from pfocr_net.captions.company import NUMBERS, Look, in_company, likely
from pfocr_net.captions.features import Evidence
from pfocr_net.captions.trees import Trees, read_trees
from pfocr_net.captions.words import DATA
from pfocr_net.errors import DataError
from pfocr_net.model import RelationType

#: What a relation can be: type and sign, in the order of the weights.
KINDS: tuple[tuple[RelationType, int], ...] = (
    (RelationType.ACTIVATES, 1),
    (RelationType.INHIBITS, -1),
    (RelationType.REGULATES, 0),
    (RelationType.BINDS, 0),
    (RelationType.MODIFIES, 0),
    (RelationType.MODIFIES, 1),
    (RelationType.MODIFIES, -1),
    (RelationType.CONVERTS, 0),
    (RelationType.TRANSPORTS, 0),
    (RelationType.CONTAINS, 0),
)

#: What frames that agree on direction or kind add to the weights of the features: so much that they decide.
_VOICE = 100.0
#: Taken from all log odds: captions that nobody read are read a little worse than those we were trained on.
_CAUTION = 0.2


@dataclass(frozen=True, eq=False)
class Scorer:
    """The weights by feature; ``usual_paths`` make a pair a candidate without a frame."""

    link: Mapping[str, float]
    direction: Mapping[str, float]
    kinds: Mapping[str, str]
    bias: int
    usual_paths: frozenset[str]
    trees: Trees

    def first_look(self, candidate: Candidate) -> Look:
        """Return what speaks for a relation of the two names, judged by themselves."""
        between, left, right, together = candidate.evidence
        return self._weight(between), self._weight(left), self._weight(right), self._weight(together)

    def _weight(self, evidence: Evidence) -> float:
        if evidence.weight is None:
            evidence.weight = sum(map(self.link.get, evidence.features, repeat(0.0)))
        return evidence.weight

    def confidences(self, candidates: Sequence[Candidate], name: Callable[[str], str]) -> list[float]:
        """Return the estimated probability that the names of each candidate of a caption are related.

        Parameters
        ----------
        name
            The normal form of a name, so that two spellings agree.
        """
        looks = [self.first_look(candidate) for candidate in candidates]
        second = {at: self.trees.sum(numbers) for at, numbers in in_company(candidates, looks, name)}
        return [likely(second.get(at, sum(look)) - _CAUTION) for at, look in enumerate(looks)]

    def direction_of(self, candidate: Candidate, features: Sequence[str]) -> float:
        """Return how much speaks for the name that comes first acting on the other; below 0 for the reverse.

        The frames have a voice where they agree.
        """
        said = {reading.source.entity is candidate.left for reading in candidate.readings}
        voice = 0.0 if len(said) != 1 else _VOICE if True in said else -_VOICE
        return sum(map(self.direction.get, features, repeat(0.0))) + voice

    def kinds_of(self, candidate: Candidate, features: Sequence[str]) -> list[float]:
        """Return how much speaks for each of `KINDS`: the frames have a voice where they agree."""
        scores = _unpacked(self.bias + sum(map(_packed, filter(None, map(self.kinds.get, features)))))
        said = {(reading.type, reading.sign) for reading in candidate.readings}
        voice = _VOICE if len(said) == 1 else 0.0
        return [score / 1000 + voice * (kind in said) for kind, score in zip(KINDS, scores, strict=True)]


#: Bits that a kind's weight takes in one whole number for all kinds: one addition adds all ten.
_BITS = 24


@functools.lru_cache(maxsize=1 << 14)  # most rows are never met: they are read when they are
def _packed(row: str) -> int:
    """Read ``"0:-0.14 3:0.28"``, numbers of `KINDS` with their weights, as thousandths in one whole number.

    Examples
    --------
    >>> _unpacked(_packed("0:-0.14 3:0.28") + _packed("0:-0.1"))[:4]
    [-240, 0, 0, 280]
    """
    pairs = (pair.split(":") for pair in row.split(" "))
    return sum(round(1000 * float(weight)) << (_BITS * int(kind)) for kind, weight in pairs)


def _unpacked(packed: int) -> list[int]:
    """Return the weight of each kind, in thousandths."""
    half, weights = 1 << (_BITS - 1), []
    for _ in KINDS:
        weight = (packed + half) % (1 << _BITS) - half
        weights.append(weight)
        packed = (packed - weight) >> _BITS
    return weights


def read_scorer(path: Path, trees: Path) -> Scorer:
    """Read the weights of the first look and the trees of the second.

    Raises
    ------
    DataError
        A row that is none; names the line.
    """
    link: dict[str, float] = {}
    direction: dict[str, float] = {}
    kinds: dict[str, str] = {}
    weight = functools.cache(float)  # two decimals: a few hundred values for all rows
    head: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            if line.startswith("#"):
                name, *values = line[1:].split("\t")
                head[name.strip()] = values
                continue
            feature, linked, directed, typed = line.split("\t")
            if linked:
                link[feature] = weight(linked)
            if directed:
                direction[feature] = weight(directed)
            if typed:
                kinds[feature] = typed
        except ValueError as error:
            raise DataError("A row of weights needs four columns.", path=path, line=number) from error
    return Scorer(
        link,
        direction,
        kinds,
        _packed(" ".join(f"{kind}:{weight}" for kind, weight in enumerate(head["bias"]))),
        frozenset(head["paths"]),
        read_trees(trees, NUMBERS),
    )


@functools.cache
def open_scorer() -> Scorer:
    """Read the weights that ship with the package, once a process."""
    return read_scorer(DATA / "scorer.tsv", DATA / "trees.tsv")
