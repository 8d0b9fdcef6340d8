"""Small regression trees, read from a file: their sum over a row of numbers.

A row of the file is a node: tree, node, then the number it asks for, the threshold, the nodes for "at most" and
"more"; or, for a leaf, tree, node, an empty column and the value.

All trees are asked at once, as in QuickScorer (Lucchese et al. 2015, doi:10.1145/2766462.2767733): each tree has
a byte with a bit a leaf, lowest first. A number above a threshold rules out the leaves of the "at most" side. Once
all numbers have spoken, the lowest bit left in its byte is the leaf a tree arrives at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import and_, getitem
from pathlib import Path

from pfocr_net.errors import DataError

#: Leaves a tree may have: one bit each in its byte.
_MOST_LEAVES = 8
#: The place of the lowest bit of each byte.
_LOWEST = bytes([0, *((byte & -byte).bit_length() - 1 for byte in range(1, 256))])


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees whose values are added up.

    Attributes
    ----------
    base
        What they start from.
    thresholds
        For each number, the thresholds it is asked for, ascending.
    remaining
        For each number, the leaves that remain if it is above none, one, two ... of its thresholds.
    leaves
        For each tree, the values of its leaves.
    """

    base: float
    thresholds: tuple[tuple[float, ...], ...]
    remaining: tuple[tuple[int, ...], ...]
    leaves: tuple[tuple[float, ...], ...]

    def sum(self, numbers: Sequence[float]) -> float:
        """Return the base and what each tree says to these numbers.

        Examples
        --------
        >>> one = Trees(0.5, ((1.0,), (3.0,)), ((0b111, 0b110), (0b111, 0b101)), ((-2.0, 4.0, 8.0),))
        >>> one.sum([1.0, 3.5]), one.sum([2.0, 3.0]), one.sum([2.0, 3.5])
        (-1.5, 4.5, 8.5)
        """
        left = -1
        for number, thresholds, remaining in zip(numbers, self.thresholds, self.remaining, strict=True):
            left &= remaining[bisect_left(thresholds, number)]
        arrived = left.to_bytes(len(self.leaves), "little").translate(_LOWEST)
        return sum(map(getitem, self.leaves, arrived), self.base)


def read_trees(path: Path, names: Sequence[str]) -> Trees:
    """Read trees; ``names`` are those of the numbers, in their order.

    Raises
    ------
    DataError
        A row that is none, or a tree of more than eight leaves; names the line.
    """
    base = 0.0
    trees: dict[str, dict[str, list[str]]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        tree, *columns = line.split("\t")
        if tree == "# base":
            base = float(columns[0])
        elif not line.startswith("#"):
            if len(columns) not in (3, 5) or (columns[1] and columns[1] not in names):
                raise DataError("A node needs a known number, a threshold and two nodes.", path=path, line=number)
            nodes = trees.setdefault(tree, {})
            nodes[columns[0]] = columns[1:]
            if sum(not asked for asked, *_ in nodes.values()) > _MOST_LEAVES:
                raise DataError(f"A tree has {_MOST_LEAVES} leaves at most.", path=path, line=number)
    return _side_by_side(base, list(trees.values()), names)


def _side_by_side(base: float, trees: Sequence[Mapping[str, Sequence[str]]], names: Sequence[str]) -> Trees:
    every = (1 << (8 * len(trees))) - 1
    left: dict[str, list[tuple[float, int]]] = {name: [] for name in names}
    leaves: list[list[float]] = []
    for place, nodes in enumerate(trees):
        leaves.append([])
        for asked, threshold, ruled_out in _splits(nodes, "0", leaves[-1]):
            left[asked].append((threshold, every ^ (ruled_out << (8 * place))))
    splits = [sorted(rows) for rows in left.values()]
    return Trees(
        base,
        tuple(tuple(threshold for threshold, _ in rows) for rows in splits),
        tuple(tuple(accumulate((bits for _, bits in rows), and_, initial=every)) for rows in splits),
        tuple(map(tuple, leaves)),
    )


def _splits(
    nodes: Mapping[str, Sequence[str]], node: str, leaves: list[float]
) -> Iterator[tuple[str, float, int]]:
    """Yield what a node and those below ask for, the threshold and the leaves' bits up to it; collect leaves."""
    asked, value, *branches = nodes[node]
    if not asked:
        leaves.append(float(value))
        return
    first = len(leaves)
    yield from _splits(nodes, branches[0], leaves)
    yield asked, float(value), (1 << len(leaves)) - (1 << first)
    yield from _splits(nodes, branches[1], leaves)
