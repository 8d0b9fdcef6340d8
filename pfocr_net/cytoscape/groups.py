"""Families as groups that open and close in Cytoscape: CX, whose aspect ``cyGroups`` keeps the family's own node.

CX2 has no groups, and a group made by CyREST would be a new node beside the family's. Each group has members of
its own, so that a gene that also stands alone, or in two families, stays where it is when one of them closes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pfocr_net.formats.columns import columns
from pfocr_net.model import EDGE_ATTRIBUTES, NETWORK_ATTRIBUTES, NODE_ATTRIBUTES
from pfocr_net.network.members import member_nodes

if TYPE_CHECKING:
    import networkx

    from pfocr_net.style import Style

#: Between members of an opened family, in points.
_GAP = 12.0

#: By this number readers of CX tell that they read whole numbers rightly.
_LONG = 281474976710655

#: What nodes and edges say themselves, not by an attribute.
_OWN = frozenset(("name", "represents", "interaction"))


def with_members(
    network: networkx.MultiDiGraph[str], positions: Mapping[str, tuple[float, float]], style: Style
) -> tuple[networkx.MultiDiGraph[str], dict[str, tuple[float, float]], dict[str, list[str]]]:
    """Copy a network, with a node for every member of every family, in rows around the family's place.

    Returns
    -------
    tuple
        Network and positions with the members, and the members of each family.
    """
    peopled, places, groups = network.copy(), dict(positions), {}
    for family, attributes in network.nodes(data=True):
        members = {
            f"{family}/{member['name']}": member
            for member in member_nodes(attributes, network.graph.get("organism", ""))
        }
        if members:
            groups[family] = list(members)
            peopled.add_nodes_from(members.items())
            places |= zip(members, _rows(members.values(), positions[family], style), strict=True)
    return peopled, places, groups


def to_cx(
    network: networkx.MultiDiGraph[str],
    positions: Mapping[str, tuple[float, float]],
    groups: Mapping[str, list[str]],
) -> list[dict[str, Any]]:
    """Make a CX document with groups, closed.

    Parameters
    ----------
    network : networkx.MultiDiGraph
    positions : mapping
        Node to (x, y), of every node.
    groups : mapping
        Node of a family to the nodes of its members.

    Returns
    -------
    list of dict
        The aspects, for ``json``.
    """
    number = {node: place for place, node in enumerate(network)}
    about, [network_row] = columns([network.graph], NETWORK_ATTRIBUTES, "network")
    node_types, nodes = columns((data for _, data in network.nodes(data=True)), NODE_ATTRIBUTES, "node")
    edge_types, edges = columns((data for *_, data in network.edges(data=True)), EDGE_ATTRIBUTES, "edge")
    aspects = {
        "networkAttributes": [_attribute(name, value, about) for name, value in network_row.items()],
        "nodes": [
            {"@id": place, "n": row.get("name", ""), "r": row.get("represents", "")}
            for place, row in enumerate(nodes)
        ],
        "edges": [
            {"@id": place, "s": number[source], "t": number[target], "i": row.get("interaction", "")}
            for place, ((source, target), row) in enumerate(zip(network.edges(), edges, strict=True))
        ],
        "nodeAttributes": list(_attributes(nodes, node_types)),
        "edgeAttributes": list(_attributes(edges, edge_types)),
        "cartesianLayout": [
            {"node": number[node], "x": positions[node][0], "y": positions[node][1]} for node in network
        ],
        "cyGroups": [
            {
                "@id": number[family],
                "n": network.nodes[family]["name"],
                "nodes": [number[member] for member in members],
                "internal_edges": [],
                "external_edges": [],
                "collapsed": True,
            }
            for family, members in groups.items()
        ],
    }
    there = {name: elements for name, elements in aspects.items() if elements}
    return [
        {"numberVerification": [{"longNumber": _LONG}]},
        {"metaData": [_metadata(name, len(elements)) for name, elements in there.items()]},
        *({name: elements} for name, elements in there.items()),
        {"status": [{"error": "", "success": True}]},
    ]


def _rows(
    members: Iterable[Mapping[str, Any]], centre: tuple[float, float], style: Style
) -> list[tuple[float, float]]:
    """Return a place for each member, row by row in a block about twice as wide as high."""
    looks = [style.node(member) for member in members]
    width = max(look["width"] for look in looks) + _GAP
    height = max(look["height"] for look in looks) + _GAP
    across = math.ceil(math.sqrt(2 * len(looks) * height / width))
    down = math.ceil(len(looks) / across)
    return [
        (
            centre[0] + (place % across - (across - 1) / 2) * width,
            centre[1] + (place // across - (down - 1) / 2) * height,
        )
        for place in range(len(looks))
    ]


def _attributes(rows: Iterable[Mapping[str, Any]], types: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(rows):
        for name in [name for name in row if name not in _OWN]:
            yield {"po": place} | _attribute(name, row[name], types)


def _attribute(name: str, value: Any, types: Mapping[str, str]) -> dict[str, Any]:
    return {"n": name, "v": _text(value), "d": types[name]}


def _text(value: Any) -> str | list[str]:
    """Return a value as CX writes it: numbers and booleans as text."""
    if isinstance(value, list):
        return [item if isinstance(item, str) else json.dumps(item) for item in value]
    return value if isinstance(value, str) else json.dumps(value)


def _metadata(name: str, count: int) -> dict[str, Any]:
    numbered = {"idCounter": count} if name in ("nodes", "edges") else {}
    return {"name": name, "version": "1.0", "consistencyGroup": 1, "elementCount": count, **numbered}
