"""What the caption puts inside something stands below it: a whole and its parts are one block."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pfocr_net.labels import Box

GAP = 18.0


class Block(NamedTuple):
    """A node and its parts in ``columns`` below it; the width of all, the height above and below the node."""

    node: str
    parts: tuple[str, ...]
    columns: int
    width: float
    above: float
    below: float


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
    Block(node='MVBs', parts=('exosomes', 'CD63'), columns=2, width=38.0, above=5.0, below=33.0)
    """
    whole: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    for outer, inner in inside:
        if outer != inner and outer not in whole and inner not in whole and inner not in parts:
            whole[inner] = outer
            parts.setdefault(outer, []).append(inner)
    return [_block(node, parts.get(node, ()), boxes) for node in boxes if node not in whole]


def places(
    block: Block, boxes: Mapping[str, Box], x: float, y: float
) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield the place of each node of a block; its own node stands at ``x`` and ``y``."""
    yield block.node, (x, y)
    if block.parts:
        width, height = _cell(block.parts, boxes)
        left, top = x - (block.columns - 1) / 2 * width, y + block.above + height / 2
        for number, part in enumerate(block.parts):
            yield part, (left + number % block.columns * width, top + number // block.columns * height)


def _block(node: str, parts: Sequence[str], boxes: Mapping[str, Box]) -> Block:
    """Put parts in an even number of columns, so that lines from the whole can pass down the middle."""
    width, half = boxes[node].width, boxes[node].height / 2
    if not parts:
        return Block(node, (), 0, width, half, half)
    columns = 2 * max(1, round(math.sqrt(len(parts)) / 2))
    cell = _cell(parts, boxes)
    below = half + math.ceil(len(parts) / columns) * cell.height
    return Block(node, tuple(parts), columns, max(width, columns * cell.width - GAP), half, below)


def _cell(parts: Sequence[str], boxes: Mapping[str, Box]) -> Box:
    """Room of the largest part, and the gap to the next."""
    return Box(max(boxes[part].width for part in parts) + GAP, max(boxes[part].height for part in parts) + GAP)
