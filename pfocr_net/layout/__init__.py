"""Where the nodes stand: a drawing that reads like a pathway.

::

    blocks.py  what the caption puts inside something stands below it
    layers.py  the rest in layers along the edges
    spread.py  places within the layers
    pack.py    the pieces side by side, and what has no edges in rows below
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pfocr_net.labels import Box, label_box
from pfocr_net.layout.blocks import GAP, Block, find_blocks, places
from pfocr_net.layout.layers import Layers, make_layers
from pfocr_net.layout.pack import ASPECT, Piece, Places, grid, shelves, stack
from pfocr_net.layout.spread import spread

if TYPE_CHECKING:
    import networkx

_INSIDE = frozenset(("contains", "member"))
#: Nodes without edges stand in this order of types.
_TYPES = (
    "proteinfamily", "complex", "gene", "smallmolecule", "disease", "biologicalprocess", "compartment", "cell", "",
)  # fmt: skip
#: Between the layers, between nodes of a layer, and between pieces of the drawing, in points.
_ALONG, _ACROSS, _APART = 64.0, 26.0, 48.0


def place(network: networkx.MultiDiGraph[str]) -> Places:
    """Find a place for every node.

    Nodes stand in layers along the edges, from left to right or from the top down, whichever leaves them larger on
    a screen. What the caption puts inside something stands below it. Nodes without edges stand in rows below all,
    by type and name. Nodes do not overlap, their labels counted. The same network gives the same places.

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
    blocks = find_blocks(boxes, ((one, other) for one, other, edge in edges if edge.get("interaction") in _INSIDE))
    home = {node: block.node for block in blocks for row in ((block.node,), *block.rows) for node in row}
    ties = [(home[one], home[other]) for one, other, _ in edges]
    pieces = [_draw(part, ties_of_it, boxes) for part, ties_of_it in _parts(blocks, ties)]
    story = shelves(sorted(pieces, key=lambda piece: -piece.box.width * piece.box.height), _APART)
    alone = {node: data for node, data in network.nodes(data=True) if node not in story.places}
    return stack([*([story] if pieces else []), *_rows(alone, boxes, story.box.width)], _APART)


def _room(name: str) -> Box:
    """Room of a node in any of the shapes that a style may give it."""
    text = label_box(name)
    return Box(max(60.0, 1.15 * text.width + 32), max(38.0, text.height + 22))


def _parts(
    blocks: Sequence[Block], ties: Sequence[tuple[str, str]]
) -> Iterator[tuple[list[Block], list[tuple[int, int]]]]:
    """Yield the connected parts: blocks in the order of the story, and the ties between their numbers."""
    part_of = _connected(ties)
    by_node = {block.node: block for block in blocks}
    parts: dict[str, list[Block]] = {}
    number: dict[str, int] = {}
    for node, part in part_of.items():
        told = parts.setdefault(part, [])
        number[node] = len(told)
        told.append(by_node[node])
    inner: dict[str, list[tuple[int, int]]] = {part: [] for part in parts}
    for one, other in ties:
        if one != other:
            inner[part_of[one]].append((number[one], number[other]))
    yield from zip(parts.values(), inner.values(), strict=True)


def _connected(ties: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Map each node that has a tie to the first node of its connected part, in the order of the ties."""
    beside: dict[str, list[str]] = {}
    for one, other in ties:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    first: dict[str, str] = {}
    for start in beside:
        reached = [] if start in first else [start]
        first.setdefault(start, start)
        for node in reached:
            for other in beside[node]:
                if other not in first:
                    first[other] = start
                    reached.append(other)
    return {node: first[node] for node in beside}


def _draw(blocks: Sequence[Block], ties: Sequence[tuple[int, int]], boxes: Mapping[str, Box]) -> Piece:
    """Draw one connected part along its edges."""
    layered = make_layers(len(blocks), ties)
    widths, heights = [block.box.width for block in blocks], [block.box.height for block in blocks]
    length, breadth = _extent(layered, widths, heights)
    depth, width = _extent(layered, heights, widths)
    if min(ASPECT / width, 1 / depth) >= min(ASPECT / length, 1 / breadth):
        ys, xs = _along(layered, heights), spread(layered, widths, _ACROSS)
    else:
        xs, ys = _along(layered, widths), spread(layered, heights, _ACROSS)
    left = min(x - block.box.width / 2 for x, block in zip(xs, blocks, strict=True))
    top = min(y - block.box.height / 2 for y, block in zip(ys, blocks, strict=True))
    right = max(x + block.box.width / 2 for x, block in zip(xs, blocks, strict=True))
    bottom = max(y + block.box.height / 2 for y, block in zip(ys, blocks, strict=True))
    centres = {
        node: centre
        for x, y, block in zip(xs, ys, blocks, strict=True)
        for node, centre in places(block, boxes, x - left, y - top)
    }
    return Piece(centres, Box(right - left, bottom - top))


def _extent(layered: Layers, along: Sequence[float], across: Sequence[float]) -> tuple[float, float]:
    """Length and breadth that the layers take."""
    real = [[vertex for vertex in layer if vertex < layered.real] for layer in layered.layers]
    length = sum(max(along[vertex] for vertex in layer) + _ALONG for layer in real)
    return length, max(sum(across[vertex] + _ACROSS for vertex in layer) for layer in real)


def _along(layered: Layers, sizes: Sequence[float]) -> list[float]:
    """Centre of each vertex along the edges: that of its layer."""
    centres = [0.0] * layered.real
    end = 0.0
    for layer in layered.layers:
        real = [vertex for vertex in layer if vertex < layered.real]
        size = max(sizes[vertex] for vertex in real)
        for vertex in real:
            centres[vertex] = end + size / 2
        end += size + _ALONG
    return centres


def _rows(alone: Mapping[str, Mapping[str, Any]], boxes: Mapping[str, Box], width: float) -> list[Piece]:
    """Rows of nodes without edges, a block for each type."""
    by_type: dict[str, list[str]] = {}
    for node, data in sorted(alone.items(), key=lambda item: str(item[1].get("name", "")).casefold()):
        by_type.setdefault(str(data.get("type", "")), []).append(node)
    order = sorted(by_type, key=lambda kind: (_TYPES.index(kind) if kind in _TYPES else len(_TYPES), kind))
    return [grid(by_type[kind], boxes, GAP, width) for kind in order]
