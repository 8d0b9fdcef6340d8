r"""How many participants of a figure a random list of genes hits: exact, families included.

A figure has participants: genes, and families that were drawn as one. A participant is hit if any of its genes
is in the list. Of :math:`N` genes in the background a random list has :math:`k`, every choice as likely as any
other. How likely is it to hit :math:`h` participants?

A family of :math:`m` genes is hit with probability :math:`1 - \binom{N-m}{k} / \binom{N}{k}`, more often than a
gene (:math:`k/N`), and the hits depend on each other, since the list has exactly :math:`k` genes. So neither
does the hypergeometric distribution hold for participants, nor a sum of independent ones.

Take each gene of the background independently with a probability :math:`p` instead, and look only at the cases
in which :math:`k` were taken: every choice of :math:`k` genes is then as likely as any other, whatever
:math:`p` is. This is the null above, and independence is gained. Let :math:`M` be the number of genes that the
figure's participants have together, and :math:`G(h, j)` the probability that :math:`j` of these are taken and
:math:`h` participants hit. Then

.. math:: P(H = h) = \sum_j G(h, j)\, b(k - j; N - M, p) \,/\, b(k; N, p)

with :math:`b` the binomial distribution. For participants without a gene in common, :math:`G` is the product (over
participants, as polynomials in :math:`x` for genes and :math:`y` for hits) of

.. math:: (1-p)^m + y \left[ (1 - p + p x)^m - (1-p)^m \right]

which for single genes alone gives back the hypergeometric distribution. With :math:`p = k/N` all numbers stay near
their typical size, so that nothing is lost to rounding; all terms are positive, so that small tails are as exact.

Counting each member for itself is exact, too, but for another question. Where the members of a family come
together, as they do when a list is made of words or of co-regulated genes, it finds far too much:
``tests/bench/calibration.py`` counts how often.

Participants that share genes (RAC1 in RAC and in NADPH oxidase; RAB5A by itself and in RAB) are taken apart into
pieces, each the genes of the same participants. The pieces are taken one by one, and beside hits and genes it is
remembered which participants, of those that still have pieces to come, were hit: `_families`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]


#: What is less likely does not change a sum of floating-point numbers.
_NOUGHT = 1e-18


class Piece(NamedTuple):
    """Genes that belong to the same participants: which ones, by number, and how many genes."""

    owners: frozenset[int]
    size: int


class Shape(NamedTuple):
    """All that the null needs to know of a figure: its single genes, counted, and the pieces of all else."""

    singles: int
    pieces: tuple[Piece, ...] = ()


def shape_of(participants: Iterable[Iterable[str]]) -> Shape:
    """Return the shape of a figure, the same for figures that differ only in which genes they show.

    Parameters
    ----------
    participants : iterable of iterable of str
        The genes of each, those outside the background left out already, each participant with at least one.

    Examples
    --------
    >>> shape_of([["TP53"], ["MDM2"], ["RAB5A", "RAB7A"]])
    Shape(singles=2, pieces=(Piece(owners=frozenset({0}), size=2),))
    """
    groups = [frozenset(genes) for genes in participants]
    sizes = [len(genes) for genes in groups]
    if len(frozenset().union(*groups)) == sum(sizes):
        larger = sorted(size for size in sizes if size > 1)
        return Shape(sizes.count(1), tuple(Piece(frozenset((at,)), size) for at, size in enumerate(larger)))
    return _overlapping(groups, sizes)


def _overlapping(groups: Sequence[frozenset[str]], sizes: Sequence[int]) -> Shape:
    owners: dict[str, list[int]] = {}
    for number, genes in enumerate(groups):
        for gene in genes:
            owners.setdefault(gene, []).append(number)
    pieces: dict[tuple[int, ...], int] = {}
    for shared in owners.values():
        pieces[tuple(shared)] = pieces.get(tuple(shared), 0) + 1
    crowded = {number for shared in pieces if len(shared) > 1 for number in shared}
    singles = [(n,) for n, size in enumerate(sizes) if size == 1 and n not in crowded]
    for single in singles:
        del pieces[single]
    rank = {number: (sizes[number], number) for shared in pieces for number in shared}
    order = {number: at for at, number in enumerate(sorted(rank, key=lambda number: rank[number]))}
    ordered = sorted((tuple(sorted(order[number] for number in shared)), size) for shared, size in pieces.items())
    return Shape(len(singles), tuple(Piece(frozenset(shared), size) for shared, size in ordered))


class Null:
    """The null for lists of ``drawn`` genes out of a background of ``background`` genes.

    Examples
    --------
    Two single genes and a list of 3 out of 10: a hypergeometric distribution.

    >>> null = Null(background=10, drawn=3)
    >>> null.probabilities(Shape(singles=2)).round(4).tolist()
    [0.4667, 0.4667, 0.0667]

    A family of five genes counts once, and is hit more often.

    >>> null.probabilities(shape_of(["ABCDE"])).round(4).tolist()
    [0.0833, 0.9167]
    """

    def __init__(self, background: int, drawn: int) -> None:
        import numpy

        self.background, self.drawn = background, drawn
        self._rate = drawn / background if background else 0.0
        counts = numpy.arange(1, background + 1, dtype=numpy.longdouble)
        self._log_factorials = numpy.concatenate([counts[:0], [0], numpy.cumsum(numpy.log(counts))])
        self._just_so_many = self._binomial(numpy.array([drawn]), background)
        self._chance = lru_cache(maxsize=4096)(self._chance_of)
        self._families_of = lru_cache(maxsize=65536)(self._families)
        self._step = lru_cache(maxsize=4096)(self._make_step)
        self._tails = lru_cache(maxsize=262144)(self._tail)

    def tail(self, shape: Shape, hits: int) -> float:
        """Return the probability of at least so many hits."""
        return float(self._tails(shape)[hits])

    def expected(self, sizes: Iterable[int]) -> float:
        """Return how many participants of these sizes are hit on average.

        Examples
        --------
        >>> round(Null(background=10, drawn=3).expected([1, 5]), 4)
        1.2167
        """
        return sum(map(self._chance, sizes))

    def _chance_of(self, size: int) -> float:
        """Return the probability that a participant of so many genes is hit."""
        if self.background - size < self.drawn:
            return 1.0
        logs = self._log_factorials
        missed = logs[self.background - size] + logs[self.background - self.drawn]
        return 1.0 - math.exp(missed - (logs[self.background - size - self.drawn] + logs[self.background]))

    def probabilities(self, shape: Shape) -> Floats:
        """Return the probability of 0, 1, 2 ... hits."""
        import numpy

        families = self._families_of(shape.pieces)
        others = self.background - shape.singles - sum(piece.size for piece in shape.pieces)
        hits = numpy.arange(shape.singles + 1)
        taken = numpy.add.outer(hits, numpy.arange(families.shape[1]))
        rest = self._binomial(self.drawn - taken, others) / self._just_so_many
        both = (self._binomial(hits, shape.singles)[:, None] * rest) @ families.T
        found = numpy.zeros(shape.singles + families.shape[0])
        for hit in range(families.shape[0]):
            found[hit : hit + shape.singles + 1] += both[:, hit]
        return found

    def _tail(self, shape: Shape) -> Floats:
        import numpy

        return numpy.minimum(numpy.cumsum(self.probabilities(shape)[::-1])[::-1], 1.0)

    def _families(self, pieces: tuple[Piece, ...]) -> Floats:
        """Return the probability of each number of participants hit (row) and of genes taken (column)."""
        import numpy

        last = {owner: at for at, piece in enumerate(pieces) for owner in piece.owners}
        start = numpy.zeros((len(last) + 1, self._columns(pieces, len(last))))
        start[0, 0] = 1.0
        states: Mapping[frozenset[int], Floats] = {frozenset(): start}
        for at, (owners, size) in enumerate(pieces):
            none, some = self._step(size, start.shape[1])
            after: dict[frozenset[int], Floats] = {}
            for hit, table in states.items():
                _add(after, hit, none * table)
                _add(after, hit | owners, table @ some)
            states = _close(after, frozenset(owner for owner in owners if last[owner] == at))
        return states[frozenset()]

    def _columns(self, pieces: Iterable[Piece], owners: int) -> int:
        """Return how many genes can be taken, and none, without those too many to matter.

        Beyond the first gene of each participant that is hit, at most as many are taken as out of all genes.
        """
        import numpy

        genes = sum(piece.size for piece in pieces)
        beyond = numpy.cumsum(self._binomial(numpy.arange(genes + 1), genes)[::-1])[::-1]
        return min(genes, owners + int(numpy.count_nonzero(beyond > _NOUGHT))) + 1

    def _make_step(self, size: int, columns: int) -> tuple[float, Floats]:
        """Return the probability that no gene of a piece is taken, and the matrix that adds one or more."""
        import numpy

        taken = numpy.zeros(max(size + 1, columns))
        taken[: size + 1] = self._binomial(numpy.arange(size + 1), size)
        some = numpy.zeros((columns, columns))
        for before in range(columns):
            some[before, before + 1 :] = taken[1 : columns - before]
        return float(taken[0]), some

    def _binomial(self, taken: NDArray[numpy.int64], of: int) -> Floats:
        """Return the probability that so many of so many genes are taken, each by itself."""
        import numpy

        possible = (taken >= 0) & (taken <= of)
        some = numpy.where(possible, taken, 0)
        logs = self._log_factorials[of] - self._log_factorials[some] - self._log_factorials[of - some]
        logs += _weighted(some, self._rate) + _weighted(of - some, 1 - self._rate)
        return numpy.asarray(numpy.where(possible, numpy.exp(logs), 0.0), numpy.float64)


def _weighted(counts: NDArray[numpy.int64], rate: float) -> Floats:
    """Return the logarithm of a power; nought to the power of nought is one."""
    import numpy

    if rate > 0:
        return numpy.asarray(counts * math.log(rate), numpy.float64)
    return numpy.where(counts > 0, -numpy.inf, 0.0)


def _add(states: dict[frozenset[int], Floats], hit: frozenset[int], table: Floats) -> None:
    states[hit] = states[hit] + table if hit in states else table


def _close(states: Mapping[frozenset[int], Floats], done: frozenset[int]) -> dict[frozenset[int], Floats]:
    """Count the participants that have no pieces to come, and forget which they were."""
    import numpy

    closed: dict[frozenset[int], Floats] = {}
    for hit, table in states.items():
        counted = numpy.zeros_like(table)
        count = len(hit & done)
        counted[count:] = table[: len(table) - count]
        _add(closed, hit - done, counted)
    return closed
