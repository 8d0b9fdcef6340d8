"""CX2 and CX as the readers of CX Support read them."""

import math
from collections.abc import Callable
from typing import Any

from tests.cyrest_server.refusal import Refusal

Row = dict[str, Any]
TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "long": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "double": lambda value: (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    ),
}
TEXT: dict[str, Callable[[str], Any]] = {
    "string": str,
    "boolean": {"true": True, "false": False}.__getitem__,
    "integer": int,
    "long": int,
    "double": float,
}


def unreadable(why: str) -> Refusal:
    return Refusal(412, f"Could not parse the given network JSON: {why}")


class Content:
    """What a document says: rows by the document's own numbers."""

    def __init__(self) -> None:
        self.row: Row = {}
        self.nodes: dict[int, Row] = {}
        self.edges: dict[int, tuple[int, int, Row]] = {}
        self.positions: dict[int, tuple[float, float]] = {}
        self.groups: dict[int, Row] = {}
        self.has_look = False


def read_cx2(document: Any) -> Content:
    if not isinstance(document, list) or document[0].get("CXVersion") != "2.0":
        raise unreadable("CXVersion is missing.")
    if document[-1].get("status") != [{"error": "", "success": True}]:
        raise unreadable("The status is missing.")
    content, declared = Content(), None
    for aspect in document[1:]:
        ((name, elements),) = aspect.items()
        if name == "attributeDeclarations":
            declared = elements[0]
        elif name == "networkAttributes":
            content.row = checked(elements[0], declared, name)
        elif name == "nodes":
            for node in elements:
                if node["id"] in content.nodes:
                    raise unreadable(f"Node {node['id']} comes twice.")
                content.nodes[node["id"]] = checked(node.get("v", {}), declared, name)
                if "x" in node:
                    content.positions[node["id"]] = (node["x"], node["y"])
        elif name == "edges":
            for edge in elements:
                if {edge["s"], edge["t"]} - content.nodes.keys():
                    raise unreadable(f"Edge {edge['id']} leads nowhere.")
                content.edges[edge["id"]] = (edge["s"], edge["t"], checked(edge.get("v", {}), declared, name))
        elif name in ("visualProperties", "nodeBypasses", "edgeBypasses"):
            content.has_look |= bool(elements)
    return content


def checked(row: Row, declared: Any, aspect: str) -> Row:
    if declared is None:
        raise unreadable("Nothing is declared.")
    for name, value in row.items():
        if name not in declared.get(aspect, {}):
            raise unreadable(f"{name} of {aspect} is not declared.")
        kind = declared[aspect][name]["d"]
        items = value if kind.startswith("list_of_") and isinstance(value, list) else [value]
        if not all(map(TYPES[kind.removeprefix("list_of_")], items)):
            raise unreadable(f"{name} of {aspect} is not {kind}.")
    return dict(row)


def read_cx(document: Any) -> Content:
    if not any("numberVerification" in aspect for aspect in document):
        raise unreadable("numberVerification is missing.")
    aspects = {name: elements for aspect in document for name, elements in aspect.items()}
    counted = {entry["name"]: entry["elementCount"] for entry in aspects["metaData"]}
    for name, count in counted.items():
        if len(aspects[name]) != count:
            raise unreadable(f"There are not {count} {name}.")
    content = Content()
    content.row = {entry["n"]: read_text(entry) for entry in aspects.get("networkAttributes", ())}
    for node in aspects.get("nodes", ()):
        content.nodes[node["@id"]] = {"name": node["n"], "represents": node.get("r")}
    for edge in aspects.get("edges", ()):
        if {edge["s"], edge["t"]} - content.nodes.keys():
            raise unreadable(f"Edge {edge['@id']} leads nowhere.")
        content.edges[edge["@id"]] = (edge["s"], edge["t"], {"interaction": edge["i"]})
    for entry in aspects.get("nodeAttributes", ()):
        content.nodes[entry["po"]][entry["n"]] = read_text(entry)
    for entry in aspects.get("edgeAttributes", ()):
        content.edges[entry["po"]][2][entry["n"]] = read_text(entry)
    content.positions = {entry["node"]: (entry["x"], entry["y"]) for entry in aspects.get("cartesianLayout", ())}
    for group in aspects.get("cyGroups", ()):
        if group["@id"] not in content.nodes or {*group["nodes"]} - content.nodes.keys():
            raise unreadable(f"Group {group['@id']} has no nodes.")
        assert isinstance(group["internal_edges"], list)
        assert isinstance(group["external_edges"], list)
        content.groups[group["@id"]] = {
            "nodes": group["nodes"],
            "collapsed": group["collapsed"],
            "name": group["n"],
        }
    content.has_look = "cyVisualProperties" in aspects
    return content


def read_text(entry: Row) -> Any:
    kind, value = entry["d"], entry["v"]
    read = TEXT[kind.removeprefix("list_of_")]
    if kind.startswith("list_of_"):
        return [read(item) for item in value]
    if not isinstance(value, str):
        raise unreadable(f"The value of {entry['n']} is no text.")
    return read(value)
