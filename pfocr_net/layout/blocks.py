"""Nodes that stand together: a whole with its parts below it, or many nodes with the same neighbours in a grid."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pfocr_net.labels import Box

GAP = 18.0
#: As many nodes with the same neighbours still make a good column.
_COLUMN = 8

Edge = tuple[str, str]


class Spot(NamedTuple):
    """A node and where it stands from the middle of its block."""

    node: str
    x: float
    y: float


class Block(NamedTuple):
    """Nodes that stand together; the width of all, and their height above and below the block's middle."""

    spots: tuple[Spot, ...]
    width: float
    above: float
    below: float


def find_blocks(boxes: Mapping[str, Box], edges: Iterable[Edge], inside: Iterable[Edge]) -> list[Block]:
    """Put every node into a block, most of them alone.

    Parameters
    ----------
    boxes : mapping
        Node to its room.
    edges : iterable of tuple
        All sources and targets.
    inside : iterable of tuple
        Wholes and their parts. A part of which nothing else is said stands below its whole.

    Examples
    --------
    >>> small, inside = Box(10, 10), [("exosomes", "DNA"), ("exosomes", "RNA")]
    >>> find_blocks(dict.fromkeys(("exosomes", "DNA", "RNA"), small), inside, inside)
    [Block(spots=(Spot(node='exosomes', x=0.0, y=0.0), Spot(node='DNA', x=-14.0, y=28.0), \
Spot(node='RNA', x=14.0, y=28.0)), width=38.0, above=5.0, below=33.0)]
    """
    sources: dict[str, set[str]] = {node: set() for node in boxes}
    targets: dict[str, set[str]] = {node: set() for node in boxes}
    for source, target in edges:
        sources[target].add(source)
        targets[source].add(target)
    parts: dict[str, list[str]] = {}
    placed: set[str] = set()
    for whole, part in inside:
        alone = sources[part] | targets[part] == {whole} != {part}
        if alone and part not in placed and part not in parts:
            parts.setdefault(whole, []).append(part)
            placed.add(part)
    twins: dict[tuple[frozenset[str], frozenset[str]], list[str]] = {}
    for node in boxes:
        if node not in placed and node not in parts:
            twins.setdefault((frozenset(sources[node]), frozenset(targets[node])), []).append(node)
    grids = [same for near, same in twins.items() if any(near) and len(same) > _COLUMN]
    placed.update(node for same in grids for node in same)
    return [
        *(_whole(node, parts.get(node, ()), boxes) for node in boxes if node not in placed),
        *(_grid(same, boxes) for same in grids),
    ]


def _whole(node: str, parts: Sequence[str], boxes: Mapping[str, Box]) -> Block:
    """Put parts in an even number of columns, so that lines from the whole can pass down the middle."""
    width, half = boxes[node].width, boxes[node].height / 2
    spot = Spot(node, 0.0, 0.0)
    if not parts:
        return Block((spot,), width, half, half)
    columns = 2 * max(1, round(math.sqrt(len(parts)) / 2))
    spots, box = _cells(parts, columns, boxes)
    shifted = (Spot(part, x, y + half + GAP + box.height / 2) for part, x, y in spots)
    return Block((spot, *shifted), max(width, box.width), half, half + GAP + box.height)


def _grid(nodes: Sequence[str], boxes: Mapping[str, Box]) -> Block:
    """Put nodes in a grid about as wide as high."""
    cell = _cell(nodes, boxes)
    columns = max(1, round(math.sqrt(len(nodes) * cell.height / cell.width)))
    spots, box = _cells(nodes, columns, boxes)
    return Block(tuple(spots), box.width, box.height / 2, box.height / 2)


def _cells(nodes: Sequence[str], columns: int, boxes: Mapping[str, Box]) -> tuple[list[Spot], Box]:
    """Return spots in rows and columns around (0, 0), and the room they take."""
    cell, rows = _cell(nodes, boxes), math.ceil(len(nodes) / columns)
    spots = [
        Spot(node, (at % columns - (columns - 1) / 2) * cell.width, (at // columns - (rows - 1) / 2) * cell.height)
        for at, node in enumerate(nodes)
    ]
    return spots, Box(columns * cell.width - GAP, rows * cell.height - GAP)


def _cell(nodes: Sequence[str], boxes: Mapping[str, Box]) -> Box:
    """Room of the largest node, and the gap to the next."""
    return Box(max(boxes[node].width for node in nodes) + GAP, max(boxes[node].height for node in nodes) + GAP)
