"""Pieces of a drawing side by side, and nodes without edges in rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pfocr_net.labels import Box

Places = dict[str, tuple[float, float]]

#: A drawing is about this much wider than high, as screens and pages on their side are.
ASPECT = 1.5


class Piece(NamedTuple):
    """Centres of nodes, and the room they take from (0, 0) on."""

    places: Places
    box: Box


def shelves(pieces: Sequence[Piece], gap: float, least_width: float = 0.0) -> Piece:
    """Put pieces in rows from left to right, in their order.

    Examples
    --------
    >>> one, two = Piece({"a": (5, 5)}, Box(10, 10)), Piece({"b": (10, 5)}, Box(20, 10))
    >>> shelves([one, two], 4, least_width=40)
    Piece(places={'a': (5.0, 5.0), 'b': (24.0, 5.0)}, box=Box(width=34.0, height=10.0))
    """
    area = sum((piece.box.width + gap) * (piece.box.height + gap) for piece in pieces)
    widest = max([least_width, math.sqrt(area * ASPECT), *(piece.box.width for piece in pieces)])
    places: Places = {}
    left = top = right = bottom = 0.0
    for piece in pieces:
        if left and left + piece.box.width > widest:
            left, top = 0.0, bottom + gap
        places |= {node: (x + left, y + top) for node, (x, y) in piece.places.items()}
        right, bottom = max(right, left + piece.box.width), max(bottom, top + piece.box.height)
        left += piece.box.width + gap
    return Piece(places, Box(right, bottom))


def grid(nodes: Sequence[str], boxes: Mapping[str, Box], gap: float, least_width: float) -> Piece:
    """Put nodes in rows and columns, each column as wide as the widest node."""
    width = max(boxes[node].width for node in nodes)
    height = max(boxes[node].height for node in nodes)
    widest = max(least_width, math.sqrt(len(nodes) * (width + gap) * (height + gap) * ASPECT))
    columns = min(len(nodes), max(1, int((widest + gap) / (width + gap))))
    places = {
        node: (place % columns * (width + gap) + width / 2, place // columns * (height + gap) + height / 2)
        for place, node in enumerate(nodes)
    }
    rows = math.ceil(len(nodes) / columns)
    return Piece(places, Box(columns * (width + gap) - gap, rows * (height + gap) - gap))


def stack(pieces: Iterable[Piece], gap: float) -> Places:
    """Put pieces one below the other."""
    places: Places = {}
    top = 0.0
    for piece in pieces:
        places |= {node: (round(x, 1), round(y + top, 1)) for node, (x, y) in piece.places.items()}
        top += piece.box.height + gap
    return places
