"""A style as CX2's visual properties: defaults, mappings, and bypasses for what no mapping can say."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from pfocr_net.labels import LINE_WIDTH
from pfocr_net.style import Style

#: Key of a look -> visual property.
NODE_PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "shape": "NODE_SHAPE",
        "fill": "NODE_BACKGROUND_COLOR",
        "opacity": "NODE_BACKGROUND_OPACITY",
        "border": "NODE_BORDER_COLOR",
        "borderWidth": "NODE_BORDER_WIDTH",
        "borderStyle": "NODE_BORDER_STYLE",
        "ink": "NODE_LABEL_COLOR",
        "fontSize": "NODE_LABEL_FONT_SIZE",
        "width": "NODE_WIDTH",
        "height": "NODE_HEIGHT",
    }
)
EDGE_PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "colour": "EDGE_LINE_COLOR",
        "line": "EDGE_LINE_STYLE",
        "width": "EDGE_WIDTH",
        "opacity": "EDGE_OPACITY",
        "arrow": "EDGE_TARGET_ARROW_SHAPE",
    }
)

_FONT = {"FONT_FAMILY": "sans-serif", "FONT_STYLE": "normal", "FONT_WEIGHT": "normal"}
_CENTRED = {
    "HORIZONTAL_ALIGN": "center",
    "VERTICAL_ALIGN": "center",
    "HORIZONTAL_ANCHOR": "center",
    "VERTICAL_ANCHOR": "center",
    "JUSTIFICATION": "center",
    "MARGIN_X": 0,
    "MARGIN_Y": 0,
}
_NODE_DEFAULTS = {
    "NODE_LABEL_FONT_FACE": _FONT,
    "NODE_LABEL_MAX_WIDTH": LINE_WIDTH,
    "NODE_LABEL_POSITION": _CENTRED,
    "NODE_VISIBILITY": "element",
}
_EDGE_DEFAULTS = {
    "EDGE_LABEL_FONT_FACE": _FONT,
    "EDGE_SOURCE_ARROW_SHAPE": "none",
    "EDGE_VISIBILITY": "element",
}


@functools.lru_cache(maxsize=16)
def visual_properties(style: Style) -> Mapping[str, Any]:
    """Return the element of ``visualProperties``: looks of nodes by type, and of edges by interaction.

    All documents of one style share it.
    """
    nodes, edges = style.nodes, style.edges
    edge_default = _named(EDGE_PROPERTIES, edges["default"])
    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": style.background},
            "node": _NODE_DEFAULTS | _named(NODE_PROPERTIES, nodes["default"]),
            "edge": _EDGE_DEFAULTS | edge_default | {"EDGE_TARGET_ARROW_COLOR": edge_default["EDGE_LINE_COLOR"]},
        },
        "nodeMapping": {
            "NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}},
            **_mappings(NODE_PROPERTIES, nodes, "type"),
        },
        "edgeMapping": _mappings(EDGE_PROPERTIES, edges, "interaction"),
    }


def node_bypasses(style: Style, nodes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return how much larger than usual for its type a node is, for its label. Nodes are numbered from 0."""
    beyond = (_beyond_type(style, node.get("type", ""), node.get("name", "")) for node in nodes)
    return [{"id": number, "v": look} for number, look in enumerate(beyond) if look]


def edge_bypasses(style: Style, edges: Iterable[Mapping[str, Any]], first: int) -> list[dict[str, Any]]:
    """Return what an edge looks like beyond its interaction: its sign, and dashes where it is unsure.

    Edges are numbered from ``first``.
    """
    beyond = (
        _beyond_interaction(
            style,
            edge.get("interaction", ""),
            edge.get("sign", 0),
            style.is_unsure(edge),
            edge.get("figure_count", 1),
        )
        for edge in edges
    )
    return [{"id": number, "v": look} for number, look in enumerate(beyond, first) if look]


@functools.lru_cache(maxsize=16384)
def _beyond_type(style: Style, kind: str, name: str) -> dict[str, float]:
    """Return what a node's type does not tell of its look; all nodes of a name share it."""
    usual = style.nodes.get(kind) or style.nodes["default"]
    width, height = style.size({"type": kind, "name": name})
    is_larger = width > usual["width"] or height > usual["height"]
    return {"NODE_WIDTH": width, "NODE_HEIGHT": height} if is_larger else {}


@functools.lru_cache(maxsize=1024)
def _beyond_interaction(
    style: Style, interaction: str, sign: int, is_unsure: bool, figure_count: int
) -> dict[str, Any]:
    """Return what an edge's interaction does not tell of its look; all such edges share it."""
    usual = style.edges.get(interaction) or style.edges["default"]
    told = {"interaction": interaction, "sign": sign, "hedged": is_unsure, "figure_count": figure_count}
    return {EDGE_PROPERTIES[key]: value for key, value in style.edge(told).items() if value != usual[key]}


def _named(properties: Mapping[str, str], look: Mapping[str, Any]) -> dict[str, Any]:
    return {properties[key]: value for key, value in look.items()}


def _mappings(
    properties: Mapping[str, str], looks: Mapping[str, Mapping[str, Any]], attribute: str
) -> dict[str, dict[str, Any]]:
    """Map each property that is not the same for all values of the attribute."""
    default = looks["default"]
    found = {
        visual: [{"v": value, "vp": look[key]} for value, look in looks.items() if look[key] != default[key]]
        for key, visual in properties.items()
    }
    return {
        visual: {"type": "DISCRETE", "definition": {"attribute": attribute, "type": "string", "map": entries}}
        for visual, entries in found.items()
        if entries
    }
