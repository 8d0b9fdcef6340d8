"""Pieces of a drawing side by side, and nodes without edges in a grid."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pfocr_net.labels import Box

Places = dict[str, tuple[float, float]]

#: A drawing is best about this much wider than high, as screens are.
ASPECT = 1.5
_CELL = 112.0
_TRIES = 8


class Piece(NamedTuple):
    """Centres of nodes, and the room they take from (0, 0) on."""

    places: Places
    box: Box


def shelves(pieces: Sequence[Piece], gap: float) -> Piece:
    """Put pieces in rows from left to right, in their order, in the width that leaves them largest on a screen.

    Examples
    --------
    >>> one, two = Piece({"a": (5, 5)}, Box(10, 10)), Piece({"b": (10, 5)}, Box(20, 10))
    >>> shelves([one, two], 4)
    Piece(places={'a': (5.0, 5.0), 'b': (24.0, 5.0)}, box=Box(width=34.0, height=10.0))
    """
    widest = max(piece.box.width for piece in pieces)
    firsts = itertools.accumulate(piece.box.width + gap for piece in pieces[:_TRIES])
    area = sum((piece.box.width + gap) * (piece.box.height + gap) for piece in pieces)
    widths = {max(widest, width) for width in (*firsts, math.sqrt(area * ASPECT))}
    return max((_shelve(pieces, gap, width) for width in sorted(widths)), key=lambda piece: _scale(piece.box))


def _shelve(pieces: Iterable[Piece], gap: float, width: float) -> Piece:
    places: Places = {}
    left = top = right = bottom = 0.0
    for piece in pieces:
        if left and left + piece.box.width > width:
            left, top = 0.0, bottom + gap
        places |= {node: (x + left, y + top) for node, (x, y) in piece.places.items()}
        right, bottom = max(right, left + piece.box.width), max(bottom, top + piece.box.height)
        left += piece.box.width + gap
    return Piece(places, Box(right, bottom))


def _scale(box: Box) -> float:
    return min(ASPECT / box.width, 1 / box.height)


def grid(nodes: Iterable[str], boxes: Mapping[str, Box], gap: float, above: Box) -> Piece:
    """Put nodes into the cells of a grid, as many to a row as suits what stands above it."""
    spans = {node: math.ceil((boxes[node].width + gap) / _CELL) for node in nodes}
    height = max(boxes[node].height for node in spans) + gap
    area = sum(spans.values()) * _CELL * height + above.width * above.height
    columns = max([int(max(above.width + gap, math.sqrt(area * ASPECT)) / _CELL), *spans.values()])
    places: Places = {}
    row = column = 0
    for node, span in spans.items():
        if column + span > columns:
            row, column = row + 1, 0
        places[node] = ((column + span / 2) * _CELL - gap / 2, (row + 0.5) * height - gap / 2)
        column += span
    return Piece(places, Box(columns * _CELL - gap, (row + 1) * height - gap))


def stack(pieces: Iterable[Piece], gap: float) -> Places:
    """Put pieces one below the other."""
    places: Places = {}
    top = 0.0
    for piece in pieces:
        places |= {node: (round(x, 1), round(y + top, 1)) for node, (x, y) in piece.places.items()}
        top += piece.box.height + gap
    return places
