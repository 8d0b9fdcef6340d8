"""Small regression trees, read from a file: their sum over a row of numbers.

A row of the file is a node: tree, node, then the number it asks for, the threshold, the nodes for "at most" and
"more"; or, for a leaf, tree, node, an empty column and the value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pfocr_net.errors import DataError

#: A leaf's value, or the number asked for, its threshold, and the branches for "at most" and "more".
Node: TypeAlias = "float | tuple[int, float, Node, Node]"


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees whose values are added up; ``base`` is what they start from."""

    base: float
    roots: tuple[Node, ...]

    def sum(self, numbers: Sequence[float]) -> float:
        """Return the base and what each tree says to these numbers.

        Examples
        --------
        >>> Trees(0.5, ((0, 1.0, -2.0, (1, 3.0, 4.0, 8.0)),)).sum([2.0, 3.5])
        8.5
        """
        total = self.base
        for node in self.roots:
            while type(node) is tuple:
                asked, threshold, at_most, more = node
                node = at_most if numbers[asked] <= threshold else more
            total += node  # type: ignore[operator]  # a leaf
        return total


def read_trees(path: Path, names: Sequence[str]) -> Trees:
    """Read trees; ``names`` are those of the numbers, in their order.

    Raises
    ------
    DataError
        A row that is none; names the line.
    """
    base = 0.0
    rows: dict[tuple[str, str], list[str]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        columns = line.split("\t")
        if line.startswith("# base"):
            base = float(columns[1])
        elif not line.startswith("#"):
            if len(columns) not in (4, 6) or (columns[2] and columns[2] not in names):
                raise DataError("A node needs a known number, a threshold and two nodes.", path=path, line=number)
            rows[columns[0], columns[1]] = columns[2:]

    def grown(tree: str, node: str) -> Node:
        asked, value, *branches = rows[tree, node]
        if not asked:
            return float(value)
        at_most, more = (grown(tree, branch) for branch in branches)
        return names.index(asked), float(value), at_most, more

    return Trees(base, tuple(grown(tree, node) for tree, node in rows if node == "0"))
