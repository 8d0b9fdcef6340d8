"""GraphML, which networkx, igraph, Gephi, yEd and Cytoscape read.

It holds nodes, edges and all attributes; neither look nor layout. GraphML knows no lists: one is a JSON array as
text, and the description of its key says so; `from_graphml` makes it a list again. A missing value is not there.
Characters that XML cannot hold become U+FFFD.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from pfocr_net.files import write_whole
from pfocr_net.formats.columns import columns
from pfocr_net.model import EDGE_ATTRIBUTES, NETWORK_ATTRIBUTES, NODE_ATTRIBUTES

if TYPE_CHECKING:
    import networkx

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_LIST = "A list, as a JSON array."
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {"integer": "int", "long": "long", "double": "double", "boolean": "boolean"}


def to_graphml(network: networkx.MultiDiGraph[str]) -> str:
    """Write a network as GraphML.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As `pfocr_net.network.build_network` makes it; attributes of your own are kept.

    Returns
    -------
    str
        An XML document.

    Raises
    ------
    FormatError
        An attribute holds values of different types.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph()
    >>> network.add_node("fplx:RAB", name="RAB", alias=["RAB5A", "RAB7A"])
    >>> from_graphml(to_graphml(network)).nodes["fplx:RAB"]["alias"]
    ['RAB5A', 'RAB7A']
    """
    tables = {
        "graph": columns([network.graph], NETWORK_ATTRIBUTES, "network"),
        "node": columns((data for _, data in network.nodes(data=True)), NODE_ATTRIBUTES, "node"),
        "edge": columns((data for *_, data in network.edges(data=True)), EDGE_ATTRIBUTES, "edge"),
    }
    root = ElementTree.Element("graphml", xmlns=_SPACE)
    keys: dict[str, dict[str, str]] = {domain: {} for domain in tables}
    for domain, (types, _) in tables.items():
        for name, kind in types.items():
            keys[domain][name] = key = f"{domain}{len(keys[domain])}"
            _add_key(root, key, domain, name, kind)
    graph = ElementTree.SubElement(root, "graph", edgedefault="directed")
    _add_values(graph, tables["graph"][1][0], keys["graph"])
    for node, values in zip(network, tables["node"][1], strict=True):
        _add_values(ElementTree.SubElement(graph, "node", id=plain_xml(node)), values, keys["node"])
    for (source, target, key), values in zip(network.edges(keys=True), tables["edge"][1], strict=True):
        ends = {"id": plain_xml(key), "source": plain_xml(source), "target": plain_xml(target)}
        _add_values(ElementTree.SubElement(graph, "edge", ends), values, keys["edge"])
    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def from_graphml(text: str) -> networkx.MultiDiGraph[str]:
    """Read what `to_graphml` wrote: networkx reads it, and the lists become lists again."""
    import networkx

    read: Any = networkx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)
    network: networkx.MultiDiGraph[str] = read
    lists: dict[str, set[str]] = {"graph": set(), "node": set(), "edge": set()}
    for key in ElementTree.fromstring(text).iterfind(f"{{{_SPACE}}}key"):
        if key.findtext(f"{{{_SPACE}}}desc") == _LIST:
            lists[key.attrib["for"]].add(key.attrib["attr.name"])
    network.graph.pop("node_default", None)
    network.graph.pop("edge_default", None)
    _restore(lists["graph"], [network.graph])
    _restore(lists["node"], (data for _, data in network.nodes(data=True)))
    _restore(lists["edge"], (data for *_, data in network.edges(data=True)))
    return network


def write(network: networkx.MultiDiGraph[str], path: Path) -> Path:
    """Write a network to a file."""
    return write_whole(path, to_graphml(network))


def _add_key(root: ElementTree.Element, key: str, domain: str, name: str, kind: str) -> None:
    about = {"id": key, "for": domain, "attr.name": plain_xml(name), "attr.type": _TYPES.get(kind, "string")}
    element = ElementTree.SubElement(root, "key", about)
    if kind.startswith("list_of_"):
        ElementTree.SubElement(element, "desc").text = _LIST


def _add_values(element: ElementTree.Element, values: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    for name, value in values.items():
        ElementTree.SubElement(element, "data", key=keys[name]).text = _text(value)


def _text(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case list():
            return plain_xml(json.dumps(value, ensure_ascii=False))
        case _:
            return plain_xml(str(value))


def plain_xml(text: str) -> str:
    """Return text in which what XML cannot hold is U+FFFD."""
    return _NOT_XML.sub("\ufffd", str(text))


def _restore(lists: Iterable[str], rows: Iterable[dict[str, Any]]) -> None:
    names = frozenset(lists)
    for row in rows:
        row.update({name: json.loads(value) for name, value in row.items() if name in names})
