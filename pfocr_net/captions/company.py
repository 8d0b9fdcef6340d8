"""What the other candidates of a caption say of one: whether its names have better partners.

The first look weighs each candidate alone. Here its confidence is seen beside those of its company: the candidates
that share a name, a pair of places, or a third name that lies between.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

from pfocr_net.captions.candidates import Candidate

#: What each evidence of a candidate weighs at first look; their sum are the log odds of a relation.
Look = tuple[float, float, float, float]

#: The numbers that `in_company` gives for each candidate, in this order: its odds at first look, what of them each
#: evidence gives, how many candidates its sentence has. ``left_`` and ``right_`` speak of the other candidates of
#: that name where it stands, ``left_name_`` and ``right_name_`` of the same name anywhere.
NUMBERS = (
    "odds", "between", "left", "right", "together", "crowd", "framed", "left_best", "left_better", "left_sum",
    "right_best", "right_better", "right_sum", "bridge", "elsewhere", "left_name_best", "left_name_mean",
    "right_name_best", "right_name_mean", "sibling_best", "sibling_worst", "caption_mean", "caption_sum",
)  # fmt: skip
#: A candidate that looks less likely at first is not looked at again.
DISMISSED = 0.1
#: Log odds below this are none at all.
_LEAST = 500.0


class _Group:
    """Confidences of candidates that have something in common."""

    __slots__ = ("total", "values")

    def __init__(self, values: list[float]) -> None:
        values.sort()
        self.values, self.total = values, sum(values)

    def others(self, own: float) -> tuple[float, int, float]:
        """Return the best, how many are better, and the sum of all but one."""
        better = len(self.values) - bisect_right(self.values, own)
        return self._best(own, 0.0), better, self.total - own

    def best_and_mean(self, own: float) -> tuple[float, float]:
        """Return the best and the mean of all but one."""
        return self._best(own, 0.0), (self.total - own) / max(1, len(self.values) - 1)

    def span(self, own: float) -> tuple[float, float]:
        """Return the best and the worst of all but one, -1 if there are none."""
        values = self.values
        worst = -1.0 if len(values) < 2 else values[own == values[0]]
        return self._best(own, -1.0), worst

    def _best(self, own: float, alone: float) -> float:
        """Return the best of all but one; ``alone`` if that is all."""
        values = self.values
        return alone if len(values) < 2 else values[-1 - (own == values[-1])]


def _grouped(*keys: Sequence[Hashable], by: Sequence[float]) -> dict[Hashable, _Group]:
    """Group confidences by their candidates' keys."""
    groups: dict[Hashable, list[float]] = {}
    for column in keys:
        for key, confidence in zip(column, by, strict=True):
            groups.setdefault(key, []).append(confidence)
    return {key: _Group(values) for key, values in groups.items()}


def likely(odds: float) -> float:
    """Return the probability, 0 to 1, that has these log odds.

    Examples
    --------
    >>> likely(0.0), likely(-1000.0)
    (0.5, 0.0)
    """
    return 1.0 / (1.0 + math.exp(-odds)) if odds > -_LEAST else 0.0


def in_company(
    candidates: Sequence[Candidate], looks: Sequence[Look], name: Callable[[str], str]
) -> Iterator[tuple[int, tuple[float, ...]]]:
    """Yield the place and the `NUMBERS` of each candidate of a caption that is not `DISMISSED`.

    Parameters
    ----------
    looks
        Each candidate's first look.
    name
        The normal form of a name, so that two spellings agree.
    """
    odds = [sum(look) for look in looks]
    first = [likely(one) for one in odds]
    lefts, rights = [id(c.left) for c in candidates], [id(c.right) for c in candidates]
    left_names, right_names = [name(c.left.text) for c in candidates], [name(c.right.text) for c in candidates]
    pairs = [frozenset(ends) for ends in zip(left_names, right_names, strict=True)]
    places = [(id(c.evidence[0]), c.trigger) for c in candidates]
    here, anywhere = _grouped(lefts, rights, by=first), _grouped(left_names, right_names, by=first)
    same_pair, siblings = _grouped(pairs, by=first), _grouped(places, by=first)
    partners: dict[int, dict[int, float]] = {}
    for left, right, confidence in zip(lefts, rights, first, strict=True):
        partners.setdefault(left, {})[right] = confidence
        partners.setdefault(right, {})[left] = confidence
    crowd = Counter([id(c.row) for c in candidates])
    total = sum(first)
    mean = total / max(1, len(first))
    for at, own in enumerate(first):
        if own < DISMISSED:
            continue
        yield (
            at,
            (
                odds[at],
                *looks[at],
                crowd[id(candidates[at].row)],
                float(bool(candidates[at].readings)),
                *here[lefts[at]].others(own),
                *here[rights[at]].others(own),
                _bridge(partners[lefts[at]], partners[rights[at]]) * own,
                same_pair[pairs[at]].best_and_mean(own)[0],
                *anywhere[left_names[at]].best_and_mean(own),
                *anywhere[right_names[at]].best_and_mean(own),
                *siblings[places[at]].span(own),
                mean,
                total,
            ),
        )


def _bridge(left: dict[int, float], right: dict[int, float]) -> float:
    """Return how likely the two names are related by a third that both are related to."""
    return max([left[third] * right[third] for third in left.keys() & right.keys()], default=0.0)
