"""CX2, the format of Cytoscape and NDEx: nodes, edges and the look in one JSON document.

It holds everything that a network has. `check_cx2` knows what NDEx and Cytoscape Web refuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from pfocr_net.files import write_whole
from pfocr_net.formats.columns import columns
from pfocr_net.formats.cx2.check import check_cx2
from pfocr_net.formats.cx2.look import edge_bypasses, node_bypasses, visual_properties
from pfocr_net.formats.cx2.read import from_cx2
from pfocr_net.model import EDGE_ATTRIBUTES, NETWORK_ATTRIBUTES, NODE_ATTRIBUTES
from pfocr_net.style import DEFAULT, Style, read_style

if TYPE_CHECKING:
    import networkx

__all__ = ["Document", "check_cx2", "dump", "from_cx2", "to_cx2", "write"]

Document = list[dict[str, Any]]


def to_cx2(
    network: networkx.MultiDiGraph[str],
    positions: Mapping[str, tuple[float, float]] | None = None,
    style: Style | str | Path = DEFAULT,
) -> Document:
    """Make a CX2 document.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As `pfocr_net.network.build_network` makes it. Attributes of your own are kept: text, numbers, booleans and
        lists of them.
    positions : mapping, optional
        Node to (x, y) in points, y down, of every node; without it the document has no layout.
    style : Style, str or Path
        A style, its name or its file.

    Returns
    -------
    list of dict
        The aspects, for ``json``. Nodes, then edges, are numbered from 0, in the network's order: some viewers
        keep both in one place.

    Raises
    ------
    FormatError
        An attribute holds what CX2 cannot; says which.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph(name="One gene")
    >>> network.add_node("ncbigene:7157", name="TP53", type="gene")
    >>> document = to_cx2(network, {"ncbigene:7157": (0, 0)})
    >>> document[4]
    {'nodes': [{'id': 0, 'x': 0, 'y': 0, 'v': {'name': 'TP53', 'type': 'gene'}}]}
    >>> check_cx2(document)
    []
    """
    style = read_style(style)
    number = {node: place for place, node in enumerate(network)}
    about_types, [about] = columns([network.graph], NETWORK_ATTRIBUTES, "network")
    ties = [
        (source, target, data)
        for source, around in network.adjacency()  # half the time that network.edges takes
        for target, parallel in around.items()
        for data in parallel.values()
    ]
    node_types, nodes = columns([data for _, data in network.nodes(data=True)], NODE_ATTRIBUTES, "node")
    edge_types, edges = columns([data for _, _, data in ties], EDGE_ATTRIBUTES, "edge")
    declared = {"networkAttributes": about_types, "nodes": node_types, "edges": edge_types}
    aspects: dict[str, list[Any]] = {
        "attributeDeclarations": [
            {aspect: {name: {"d": kind} for name, kind in types.items()} for aspect, types in declared.items()}
        ],
        "networkAttributes": [about],
        "nodes": [
            {"id": place, "v": values} if positions is None else _placed(place, positions[node], values)
            for place, (node, values) in enumerate(zip(network, nodes, strict=True))
        ],
        "edges": [
            {"id": place, "s": number[source], "t": number[target]} | ({"v": values} if values else {})
            for place, ((source, target, _), values) in enumerate(zip(ties, edges, strict=True), len(network))
        ],
        "visualProperties": [visual_properties(style)],
        "nodeBypasses": node_bypasses(style, nodes),
        "edgeBypasses": edge_bypasses(style, edges, len(network)),
        "visualEditorProperties": [{"properties": {"nodeSizeLocked": False, "arrowColorMatchesEdge": True}}],
    }
    return [
        {"CXVersion": "2.0", "hasFragments": False},
        {"metaData": [{"name": name, "elementCount": len(elements)} for name, elements in aspects.items()]},
        *({name: elements} for name, elements in aspects.items()),
        {"status": [{"error": "", "success": True}]},
    ]


def _placed(number: int, position: tuple[float, float], values: Mapping[str, Any]) -> dict[str, Any]:
    x, y = position
    return {"id": number, "x": x, "y": y, "v": values}


def write(
    network: networkx.MultiDiGraph[str],
    path: Path,
    *,
    positions: Mapping[str, tuple[float, float]] | None = None,
    style: Style | str | Path = DEFAULT,
) -> Path:
    """Write a CX2 file.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As for `to_cx2`.
    path : Path
        The file; Cytoscape wants it to end in ``.cx2``.
    positions : mapping, optional
        Node to (x, y); by default `pfocr_net.layout.place` finds them.
    style : Style, str or Path
        A style, its name or its file.

    Returns
    -------
    Path
        ``path``.
    """
    if positions is None:
        from pfocr_net.layout import place

        positions = place(network)
    return write_whole(path, dump(to_cx2(network, positions, style)))


def dump(document: Document) -> bytes:
    """Return a document as JSON, the same bytes for the same document."""
    return orjson.dumps(document)
