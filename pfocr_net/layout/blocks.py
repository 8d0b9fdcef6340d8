"""What the caption puts inside something stands below it: a whole and its parts are one block."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pfocr_net.labels import Box

GAP = 18.0
_ONE_ROW = 4


class Block(NamedTuple):
    """A node with its parts in rows below it; ``box`` is the room of all of them."""

    node: str
    rows: tuple[tuple[str, ...], ...]
    box: Box


def find_blocks(boxes: Mapping[str, Box], inside: Iterable[tuple[str, str]]) -> list[Block]:
    """Make blocks of nodes.

    Parameters
    ----------
    boxes : mapping
        Node to its room.
    inside : iterable of tuple
        Wholes and their parts. The first whole takes a part; a whole is nobody's part, nor a part anybody's whole.

    Returns
    -------
    list of Block
        One for each node that is no part, in the nodes' order.

    Examples
    --------
    >>> small = Box(10, 10)
    >>> [block] = find_blocks({"MVBs": small, "exosomes": small, "CD63": small},
    ...                       [("MVBs", "exosomes"), ("MVBs", "CD63"), ("exosomes", "CD63")])
    >>> block
    Block(node='MVBs', rows=(('exosomes', 'CD63'),), box=Box(width=38.0, height=38.0))
    """
    whole: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    for outer, inner in inside:
        if outer != inner and outer not in whole and inner not in whole and inner not in parts:
            whole[inner] = outer
            parts.setdefault(outer, []).append(inner)
    return [
        _block(node, parts[node], boxes) if node in parts else Block(node, (), boxes[node])
        for node in boxes
        if node not in whole
    ]


def places(
    block: Block, boxes: Mapping[str, Box], x: float, y: float
) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield each node of a block with the place of its centre; ``x`` and ``y`` are the block's centre."""
    top = y - block.box.height / 2
    for row in ((block.node,), *block.rows):
        left, height = x - _width(row, boxes) / 2, _height(row, boxes)
        for node in row:
            yield node, (left + boxes[node].width / 2, top + height / 2)
            left += boxes[node].width + GAP
        top += height + GAP


def _block(node: str, parts: Sequence[str], boxes: Mapping[str, Box]) -> Block:
    columns = len(parts) if len(parts) <= _ONE_ROW else math.ceil(math.sqrt(2 * len(parts)))
    rows = tuple(tuple(parts[at : at + columns]) for at in range(0, len(parts), columns))
    every = ((node,), *rows)
    height = sum(_height(row, boxes) for row in every) + GAP * len(rows)
    return Block(node, rows, Box(max(_width(row, boxes) for row in every), height))


def _width(row: Sequence[str], boxes: Mapping[str, Box]) -> float:
    return sum(boxes[node].width for node in row) + GAP * (len(row) - 1)


def _height(row: Sequence[str], boxes: Mapping[str, Box]) -> float:
    return max(boxes[node].height for node in row)
