"""CX2 to a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pfocr_net.network import edge_key, node_key

if TYPE_CHECKING:
    import networkx


def from_cx2(document: Iterable[Mapping[str, Any]]) -> networkx.MultiDiGraph[str]:
    """Make a graph of a CX2 document: ours, or any that NDEx or Cytoscape wrote.

    Parameters
    ----------
    document : iterable of mapping
        The aspects. Attributes that are declared with an alias or a default get their name and value.

    Returns
    -------
    networkx.MultiDiGraph
        With the attributes of the document. Nodes are named as `pfocr_net.network.build_network` names them, by
        their number where that does not tell them apart. Look and layout are not kept.

    Examples
    --------
    >>> from pfocr_net.formats.cx2 import to_cx2
    >>> import networkx
    >>> network = networkx.MultiDiGraph(name="One gene")
    >>> network.add_node("ncbigene:7157", name="TP53", type="gene", represents="ncbigene:7157")
    >>> from_cx2(to_cx2(network)).nodes(data="name")
    NodeDataView({'ncbigene:7157': 'TP53'}, data='name')
    """
    from networkx import MultiDiGraph

    aspects: dict[str, list[Any]] = {}
    for aspect in document:
        for name, elements in aspect.items():
            if isinstance(elements, list):
                aspects.setdefault(name, []).extend(elements)
    declared = {
        name: value for element in aspects.get("attributeDeclarations", ()) for name, value in element.items()
    }
    network: networkx.MultiDiGraph[str] = MultiDiGraph()
    for element in aspects.get("networkAttributes", ()):
        network.graph.update(element)
    keys: dict[int, str] = {}
    for node in aspects.get("nodes", ()):
        attributes = _values(node, declared.get("nodes", {}))
        key = node_key({"name": str(node["id"])} | attributes)
        keys[node["id"]] = key if key not in network else f"{key}#{node['id']}"
        network.add_node(keys[node["id"]], **attributes)
    for edge in aspects.get("edges", ()):
        attributes = _values(edge, declared.get("edges", {}))
        source, target = keys[edge["s"]], keys[edge["t"]]
        key = edge_key(source, target, {"interaction": ""} | attributes)
        if network.has_edge(source, target, key):
            key = f"{key}#{edge['id']}"
        network.add_edge(source, target, key, **attributes)
    return network


def _values(element: Mapping[str, Any], declared: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the attributes of a node or edge, under their names and with their defaults."""
    given = element.get("v", {})
    names = {column["a"]: name for name, column in declared.items() if column and "a" in column}
    defaults = {name: column["v"] for name, column in declared.items() if column and "v" in column}
    return defaults | {names.get(name, name): value for name, value in given.items()}
