"""What NDEx's parser refuses in the look of a document, and Cytoscape Web does not draw."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parents[2] / "data/cx2_properties.toml"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FONT = frozenset(("FONT_FAMILY", "FONT_STYLE", "FONT_WEIGHT"))


def look_faults(aspects: Mapping[str, list[Any]]) -> Iterator[str]:
    """Say what is wrong with visual properties, bypasses and the editor's properties of a document."""
    declared = {
        aspect: {name: (how or {}).get("d", "") for name, how in attributes.items()}
        for element in aspects.get("attributeDeclarations", ())
        for aspect, attributes in element.items()
    }
    looks = aspects.get("visualProperties", ())
    if not any("NODE_LABEL" in look.get("nodeMapping", {}) for look in looks):
        yield "No visualProperties map NODE_LABEL, so that Cytoscape Web shows no labels."
    for look in looks:
        for what, values in look.get("default", {}).items():
            yield from _values(values, f"The default {what}")
        yield from _mappings(look.get("nodeMapping", {}), declared.get("nodes", {}))
        yield from _mappings(look.get("edgeMapping", {}), declared.get("edges", {}))
    yield from _bypasses(aspects, "nodes", "nodeBypasses")
    yield from _bypasses(aspects, "edges", "edgeBypasses")
    locked = (
        "nodeSizeLocked" in element.get("properties", {}) for element in aspects.get("visualEditorProperties", ())
    )
    if aspects.get("nodeBypasses") and not any(locked):
        yield "There are nodeBypasses, but visualEditorProperties do not say nodeSizeLocked."


def _mappings(mappings: Mapping[str, Any], declared: Mapping[str, object]) -> Iterator[str]:
    for name, mapping in mappings.items():
        kind, definition = mapping.get("type"), mapping.get("definition", {})
        attribute = definition.get("attribute")
        if name not in _properties():
            yield f"The mapping of {name} is for no visual property of CX2."
        if kind not in ("PASSTHROUGH", "DISCRETE", "CONTINUOUS"):
            yield f"The mapping of {name} has the type {kind!r}."
        if not definition.get("type"):
            yield f"The mapping of {name} lacks definition.type."
        if kind == "DISCRETE":
            if str(declared.get(attribute, "")).startswith("list_of_"):
                yield f"The mapping of {name} is by {attribute!r}, a list, which Cytoscape Web cannot look up."
            for entry in definition.get("map", ()):
                yield from _values({name: entry.get("vp")}, f"The mapping for {entry.get('v')!r}")


def _bypasses(aspects: Mapping[str, list[Any]], elements: str, bypasses: str) -> Iterator[str]:
    there = {element.get("id") for element in aspects.get(elements, ())}
    for bypass in aspects.get(bypasses, ()):
        if bypass.get("id") not in there:
            yield f"{bypasses} name {bypass.get('id')!r}, which is not among the {elements}."
        yield from _values(bypass.get("v", {}), f"The bypass of {elements[:-1]} {bypass.get('id')}")


def _values(look: Mapping[str, Any], where: str) -> Iterator[str]:
    for name, value in look.items():
        if allowed := _refused(_properties().get(name, ""), value):
            yield f"{where} sets {name} to {value!r}; allowed: {allowed}."


def _refused(kind: str, value: Any) -> str:
    """Return what a kind of visual property allows, if it does not allow a value."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    match kind:
        case "colour":
            return "" if isinstance(value, str) and _COLOUR.fullmatch(value) else "a colour such as #0072B2"
        case "opacity":
            return "" if is_number and 0 <= value <= 1 else "a number from 0 to 1"
        case "size":
            return "" if is_number and value >= 0 else "a number, 0 or more"
        case "font":
            return (
                ""
                if isinstance(value, Mapping) and {*value} >= _FONT
                else "an object with " + ", ".join(sorted(_FONT))
            )
        case _:
            words = _vocabulary()["words"].get(kind)
            return "" if words is None or value in words else ", ".join(words)


@functools.cache
def _vocabulary() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_DATA.read_text("utf-8"))


@functools.cache
def _properties() -> dict[str, str]:
    """Visual property -> the kind of its values."""
    return {name: kind for kind, names in _vocabulary()["kinds"].items() for name in names}
