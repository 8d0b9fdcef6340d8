"""Where the nodes stand: a drawing that reads like a pathway.

::

    blocks.py  nodes that stand together, as parts below their whole
    layers.py  blocks in layers along the edges
    across.py  places within the layers
    pack.py    the pieces side by side, and what has no edges in a grid below
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pfocr_net.labels import FONT_SIZE, Box, label_box
from pfocr_net.layout.across import spread
from pfocr_net.layout.blocks import GAP, Block, find_blocks
from pfocr_net.layout.layers import make_layers
from pfocr_net.layout.pack import Piece, Places, grid, shelves, stack

if TYPE_CHECKING:
    import networkx

Tie = tuple[int, int]

_INSIDE = frozenset(("contains", "member"))
#: Nodes without edges stand in this order of types.
_TYPES = (
    "proteinfamily", "complex", "gene", "smallmolecule", "disease", "biologicalprocess", "compartment", "cell",
)  # fmt: skip
#: Between the layers, between nodes of a layer, and between pieces of the drawing, in points.
_ALONG, _ACROSS, _APART = 64.0, 26.0, 48.0
#: Layers stand farther apart where edges between them climb, up to a bound.
_SLOPE, _FARTHEST = 0.5, 240.0


def place(network: networkx.MultiDiGraph[str]) -> Places:
    """Find a place for every node.

    Nodes stand in layers along the edges, from left to right as one reads. What the caption puts inside something
    stands below it. Nodes without edges stand in a grid below all, by type and name. Nodes do not overlap, their
    labels counted. The same network gives the same places.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        Node attributes ``name`` and ``type``, edge attributes ``interaction`` and ``start`` are read.

    Returns
    -------
    dict
        Node to (x, y) of its centre in points, y down.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph([("A", "B"), ("B", "C")])
    >>> [x for x, _ in place(network).values()] == sorted(x for x, _ in place(network).values())
    True
    """
    boxes = {node: _room(str(name)) for node, name in network.nodes(data="name", default="")}
    edges = sorted(network.edges(data=True), key=lambda edge: edge[2].get("start", 0))
    tied = {end for one, other, _ in edges for end in (one, other)}
    blocks = find_blocks(
        {node: box for node, box in boxes.items() if node in tied},
        ((one, other) for one, other, _ in edges),
        ((one, other) for one, other, edge in edges if edge.get("interaction") in _INSIDE),
    )
    home = {spot.node: at for at, block in enumerate(blocks) for spot in block.spots}
    ties = [(home[one], home[other]) for one, other, _ in edges]
    drawn = [_draw(part, inner) for part, inner in _parts(blocks, ties)]
    pieces = [shelves(sorted(drawn, key=lambda piece: -len(piece.places)), _APART)] if drawn else []
    alone = sorted(
        ((node, data) for node, data in network.nodes(data=True) if node not in tied), key=_kind_and_name
    )
    if alone:
        above = pieces[0].box if pieces else Box(0, 0)
        pieces.append(grid((node for node, _ in alone), boxes, GAP, above))
    return stack(pieces, _APART)


@functools.lru_cache(maxsize=16384)
def _room(name: str) -> Box:
    """Room of a node in any of the shapes that a style may give it."""
    text = label_box(name, FONT_SIZE)
    return Box(max(60.0, 1.15 * text.width + 32), max(38.0, text.height + 22))


def _parts(blocks: Sequence[Block], ties: Sequence[Tie]) -> Iterator[tuple[list[Block], list[Tie]]]:
    """Yield the connected parts: blocks in the order of the story, and the ties between their numbers in it."""
    part_of = _connected(ties)
    parts: dict[int, list[Block]] = {}
    number: dict[int, int] = {}
    for block, part in part_of.items():
        told = parts.setdefault(part, [])
        number[block] = len(told)
        told.append(blocks[block])
    inner: dict[int, list[Tie]] = {part: [] for part in parts}
    for one, other in ties:
        if one != other:
            inner[part_of[one]].append((number[one], number[other]))
    yield from zip(parts.values(), inner.values(), strict=True)


def _connected(ties: Sequence[Tie]) -> dict[int, int]:
    """Map each block that has a tie to the first block of its connected part, in the order of the ties."""
    beside: dict[int, list[int]] = {}
    for one, other in ties:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    first: dict[int, int] = {}
    for start in beside:
        reached = [] if start in first else [start]
        first.setdefault(start, start)
        for block in reached:
            for other in beside[block]:
                if other not in first:
                    first[other] = start
                    reached.append(other)
    return {block: first[block] for block in beside}


def _draw(blocks: Sequence[Block], ties: Sequence[Tie]) -> Piece:
    """Draw one connected part along its edges."""
    layered = make_layers(len(blocks), ties)
    above, below = [block.above for block in blocks], [block.below for block in blocks]
    ys = spread(layered, above, below, _ACROSS)
    top = min(y - room for y, room in zip(ys, above, strict=False))
    bottom = max(y + room for y, room in zip(ys, below, strict=False))
    centres: Places = {}
    left = 0.0
    for layer in layered.layers:
        real = [vertex for vertex in layer if vertex < layered.real]
        width = max(blocks[vertex].width for vertex in real)
        for vertex in real:
            middle, y = left + width / 2, ys[vertex] - top
            centres |= {spot.node: (middle + spot.x, y + spot.y) for spot in blocks[vertex].spots}
        right = left + width
        climb = max(
            (abs(ys[target] - ys[vertex]) for vertex in layer for target in layered.after[vertex]), default=0
        )
        left = right + min(max(_ALONG, _SLOPE * climb), _FARTHEST)
    return Piece(centres, Box(right, bottom - top))


def _kind_and_name(item: tuple[str, Mapping[str, Any]]) -> tuple[int, str]:
    kind, name = (str(item[1].get(key, "")) for key in ("type", "name"))
    return _TYPES.index(kind) if kind in _TYPES else len(_TYPES), name.casefold()
