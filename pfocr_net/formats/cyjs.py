"""Cytoscape.js JSON, as Cytoscape writes and reads it: for web pages of your own.

It holds nodes, edges, all attributes and the positions; not the look. ``id``, ``source`` and ``target`` are the
format's own names: attributes of yours that are called so give way to them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pfocr_net import __version__
from pfocr_net.files import write_whole
from pfocr_net.formats.columns import columns
from pfocr_net.model import EDGE_ATTRIBUTES, NETWORK_ATTRIBUTES, NODE_ATTRIBUTES

if TYPE_CHECKING:
    import networkx


def to_cyjs(
    network: networkx.MultiDiGraph[str], positions: Mapping[str, tuple[float, float]] | None = None
) -> dict[str, Any]:
    """Make a Cytoscape.js document.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As `pfocr_net.network.build_network` makes it.
    positions : mapping, optional
        Node to (x, y), y down; without it the document has no layout.

    Returns
    -------
    dict
        For ``json``; ``elements`` is what ``cytoscape({elements})`` takes.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph()
    >>> network.add_node("ncbigene:7157", name="TP53")
    >>> to_cyjs(network, {"ncbigene:7157": (1.0, 2.0)})["elements"]["nodes"]
    [{'data': {'name': 'TP53', 'id': 'ncbigene:7157'}, 'position': {'x': 1.0, 'y': 2.0}}]
    """
    _, [about] = columns([network.graph], NETWORK_ATTRIBUTES, "network")
    _, nodes = columns((data for _, data in network.nodes(data=True)), NODE_ATTRIBUTES, "node")
    _, edges = columns((data for *_, data in network.edges(data=True)), EDGE_ATTRIBUTES, "edge")
    places = [{"position": dict(zip("xy", positions[node], strict=True))} if positions else {} for node in network]
    return {
        "format_version": "1.0",
        "generated_by": f"pfocr-net {__version__}",
        "target_cytoscapejs_version": "~3.30",
        "data": about,
        "elements": {
            "nodes": [
                {"data": {**values, "id": node}, **place}
                for node, values, place in zip(network, nodes, places, strict=True)
            ],
            "edges": [
                {"data": {**values, "id": f"e{number}", "source": source, "target": target}}
                for number, ((source, target), values) in enumerate(zip(network.edges(), edges, strict=True))
            ],
        },
    }


def write(
    network: networkx.MultiDiGraph[str],
    path: Path,
    *,
    positions: Mapping[str, tuple[float, float]] | None = None,
) -> Path:
    """Write a network to a file; by default `pfocr_net.layout.place` finds the positions."""
    if positions is None:
        from pfocr_net.layout import place

        positions = place(network)
    document = to_cyjs(network, positions)
    return write_whole(path, json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1))
