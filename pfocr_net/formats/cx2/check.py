"""What NDEx's parser refuses and Cytoscape Web cannot draw, told before a document is sent.

The rules are those of ndex-rest 3.0 with ndex-object-model 3.0, and of Cytoscape Web 1.0, read from their sources.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pfocr_net.formats.cx2.check_look import look_faults
from pfocr_net.network.about import NAME_LENGTH

Aspects = Mapping[str, list[Any]]

_TYPES = frozenset(("string", "boolean", "integer", "long", "double"))
_BITS: Mapping[str, int] = MappingProxyType({"integer": 31, "long": 63})
#: Attributes whose type readers rely on; ``member`` as text stops the index that iQuery searches.
_RESERVED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "networkAttributes": {"name": "string", "description": "string", "version": "string"},
        "nodes": {"name": "string", "represents": "string", "alias": "list_of_string", "member": "list_of_string"},
        "edges": {"interaction": "string"},
    }
)


def check_cx2(document: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say everything for which NDEx would refuse a document, or Cytoscape Web draw it wrongly.

    Parameters
    ----------
    document : sequence of mapping
        The aspects, as `pfocr_net.formats.cx2.to_cx2` makes them.

    Returns
    -------
    list of str
        One sentence a fault; empty if the document is sound.

    Examples
    --------
    >>> from pfocr_net.formats.cx2 import to_cx2
    >>> import networkx
    >>> document = to_cx2(networkx.MultiDiGraph(name="Nothing"))
    >>> check_cx2(document)
    []
    >>> check_cx2(document[:-1])
    ['The last aspect is not the status [{"error": "", "success": true}].']
    """
    aspects = {name: value for aspect in document for name, value in aspect.items() if isinstance(value, list)}
    rules = (_envelope(document), _counts(aspects), _declarations(aspects), _attributes(aspects), _name(aspects))
    return [fault for rule in (*rules, _ids(aspects), _positions(aspects), look_faults(aspects)) for fault in rule]


def _envelope(document: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    order = [name for aspect in document for name in aspect]
    if document[:1] != [{"CXVersion": "2.0", "hasFragments": False}]:
        yield 'The first element is not {"CXVersion": "2.0", "hasFragments": false}.'
    if document[-1:] != [{"status": [{"error": "", "success": True}]}]:
        yield 'The last aspect is not the status [{"error": "", "success": true}].'
    if not any("metaData" in aspect for aspect in document[1:2]):
        yield "The second element is not metaData."
    for name in _RESERVED:
        if name in order and "attributeDeclarations" not in order[: order.index(name)]:
            yield f"{name} stands before attributeDeclarations."


def _counts(aspects: Aspects) -> Iterator[str]:
    counted = {entry["name"]: entry["elementCount"] for entry in aspects.get("metaData", ())}
    there = {name: len(elements) for name, elements in aspects.items() if name not in ("metaData", "status")}
    for name in counted | there:
        if counted.get(name) != there.get(name, 0):
            yield f"metaData counts {counted.get(name)} elements of {name}, but there are {there.get(name, 0)}."


def _declarations(aspects: Aspects) -> Iterator[str]:
    for aspect, name, declared in _declared(aspects):
        kind = (declared or {}).get("d")
        if not isinstance(kind, str) or kind.removeprefix("list_of_") not in _TYPES:
            yield f"The declaration of {aspect} attribute {name!r} has d {kind!r}, which is no type."
        elif (must := _RESERVED.get(aspect, {}).get(name, kind)) != kind:
            yield f"The {aspect} attribute {name!r} must be declared {must}, not {kind}."
        if aspect == "networkAttributes" and {"a", "v"} & {*(declared or {})}:
            yield f"The declaration of network attribute {name!r} has an alias or a default."


def _attributes(aspects: Aspects) -> Iterator[str]:
    types: dict[tuple[str, str], str] = {}
    for aspect, name, declared in _declared(aspects):
        for called in (name, (declared or {}).get("a", name)):
            types[aspect, called] = (declared or {}).get("d") or ""
    for aspect, where, values in _valued(aspects):
        for name, value in values.items():
            if (aspect, name) not in types:
                yield f"The attribute {name!r} of {where} is not declared."
            elif not _is(kind := types[aspect, name], value):
                yield f"The attribute {name!r} of {where} is {value!r}, which is no {kind}."


def _name(aspects: Aspects) -> Iterator[str]:
    for attributes in aspects.get("networkAttributes", ()):
        if len(str(attributes.get("name", ""))) > NAME_LENGTH:
            yield f"The network's name has more than {NAME_LENGTH} characters."


def _ids(aspects: Aspects) -> Iterator[str]:
    for aspect in ("nodes", "edges"):
        ids = Counter(element.get("id") for element in aspects.get(aspect, ()))
        for id_, count in ids.items():
            if type(id_) is not int:
                yield f"The id {id_!r} among {aspect} is no whole number."
            if count > 1:
                yield f"The id {id_!r} stands {count} times among {aspect}."
    nodes = {node.get("id") for node in aspects.get("nodes", ())}
    for edge in aspects.get("edges", ()):
        for end in ("s", "t"):
            if edge.get(end) not in nodes:
                yield f"Edge {edge.get('id')} ends at node {edge.get(end)!r}, which is not there."
        if edge.get("v") == {}:
            yield f"Edge {edge.get('id')} has an empty v, which Cytoscape Web cannot read."


def _positions(aspects: Aspects) -> Iterator[str]:
    nodes = aspects.get("nodes", ())
    placed = [node for node in nodes if "x" in node or "y" in node]
    if placed and len(placed) < len(nodes):
        yield f"{len(placed)} of {len(nodes)} nodes have a position; all must have one, or none."
    for node in placed:
        if not (_is("double", node.get("x")) and _is("double", node.get("y"))):
            yield f"Node {node.get('id')} stands at ({node.get('x')!r}, {node.get('y')!r}), which is no place."


def _declared(aspects: Aspects) -> Iterator[tuple[str, str, Mapping[str, Any] | None]]:
    """Aspect, attribute and declaration."""
    for element in aspects.get("attributeDeclarations", ()):
        for aspect, attributes in element.items():
            for name, declared in attributes.items():
                yield aspect, name, declared


def _valued(aspects: Aspects) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Aspect, what has the attributes, and the attributes."""
    for attributes in aspects.get("networkAttributes", ()):
        yield "networkAttributes", "the network", attributes
    for aspect, what in (("nodes", "node"), ("edges", "edge")):
        for element in aspects.get(aspect, ()):
            yield aspect, f"{what} {element.get('id')}", element.get("v", {})


def _is(kind: str, value: object) -> bool:
    match value:
        case list():
            item = kind.removeprefix("list_of_")
            return item != kind and all(_is(item, one) for one in value)
        case bool():
            return kind == "boolean"
        case int():
            return kind == "double" or (kind in _BITS and -(2 ** _BITS[kind]) <= value < 2 ** _BITS[kind])
        case float():
            return kind == "double" and math.isfinite(value)
        case _:
            return isinstance(value, str) and kind == "string"
