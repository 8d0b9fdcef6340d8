"""A style as a visual style of Cytoscape desktop: defaults and mappings by columns, so that users can restyle.

What CX2 says with one bypass a node or edge, columns say here: ``width`` and ``height`` of a node, and the
``look`` of an edge for its interaction, its sign and its sureness.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pfocr_net.labels import LINE_WIDTH

if TYPE_CHECKING:
    import networkx

    from pfocr_net.style import Style

#: Columns that `with_looks` adds to nodes and edges.
COLUMNS = ("width", "height", "look")

#: With it begins the default tooltip by which our styles are told from a user's own; a digest follows.
MARK = "pfocr-net "

_SIGNS = {1: " (+)", -1: " (-)"}

_LINES = {"solid": "SOLID", "dashed": "EQUAL_DASH", "dotted": "DOT"}
_ARROWS = {"triangle": "DELTA", "tee": "T", "triangle-cross": "CROSS_DELTA"}


def _shout(value: str) -> str:
    return value.upper().replace("-", "_")


def _transparency(opacity: float) -> str:
    return str(round(255 * opacity))


def _points(size: float) -> str:
    return str(round(size))


def _arrow(value: str) -> str:
    return _ARROWS.get(value, _shout(value))


#: Key of a look, the visual property of Cytoscape desktop that shows it, and how it writes the value.
Properties = tuple[tuple[str, str, Callable[[Any], str]], ...]

_NODE: Properties = (
    ("shape", "NODE_SHAPE", _shout),
    ("fill", "NODE_FILL_COLOR", str),
    ("opacity", "NODE_TRANSPARENCY", _transparency),
    ("border", "NODE_BORDER_PAINT", str),
    ("borderWidth", "NODE_BORDER_WIDTH", str),
    ("borderStyle", "NODE_BORDER_STROKE", _LINES.__getitem__),
    ("ink", "NODE_LABEL_COLOR", str),
    ("fontSize", "NODE_LABEL_FONT_SIZE", _points),
)
_EDGE: Properties = (
    ("colour", "EDGE_UNSELECTED_PAINT", str),
    ("colour", "EDGE_STROKE_UNSELECTED_PAINT", str),
    ("colour", "EDGE_TARGET_ARROW_UNSELECTED_PAINT", str),
    ("line", "EDGE_LINE_TYPE", _LINES.__getitem__),
    ("width", "EDGE_WIDTH", str),
    ("opacity", "EDGE_TRANSPARENCY", _transparency),
    ("arrow", "EDGE_TARGET_ARROW_SHAPE", _arrow),
)
_PASSED_THROUGH = (
    ("NODE_LABEL", "name", "String"),
    ("NODE_TOOLTIP", "why", "String"),
    ("NODE_WIDTH", "width", "Double"),
    ("NODE_HEIGHT", "height", "Double"),
    ("EDGE_TOOLTIP", "evidence", "String"),
)


class Colours(NamedTuple):
    """Measured values that colour the nodes: the column, and the values at both ends of the scale."""

    column: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class VisualStyle:
    """What Cytoscape calls a style: ``defaults`` by visual property, ``mappings`` as CyREST takes them."""

    title: str
    defaults: Mapping[str, Any]
    mappings: tuple[Mapping[str, Any], ...]

    @property
    def mark(self) -> str:
        """What tells this very style from any other."""
        content = json.dumps([dict(self.defaults), self.mappings], sort_keys=True)
        return MARK + hashlib.sha256(content.encode()).hexdigest()[:12]


def with_looks(network: networkx.MultiDiGraph[str], style: Style) -> networkx.MultiDiGraph[str]:
    """Copy a network and add the columns that its visual style maps.

    Examples
    --------
    >>> import networkx
    >>> from pfocr_net.style import read_style
    >>> network = networkx.MultiDiGraph()
    >>> _ = network.add_edge("a", "b", interaction="modifies", sign=-1, hedged=True)
    >>> [look for *_, look in with_looks(network, read_style()).edges(data="look")]
    ['modifies (-), unsure']
    """
    dressed = network.copy()
    for _, attributes in dressed.nodes(data=True):
        look = style.node(attributes)
        attributes |= {"width": float(look["width"]), "height": float(look["height"])}
    for *_, attributes in dressed.edges(data=True):
        unsure = style.is_unsure(attributes)
        attributes["look"] = _look(attributes.get("interaction", ""), attributes.get("sign", 0), unsure)
    return dressed


def visual_style(style: Style, colours: Colours | None = None) -> VisualStyle:
    """Make the visual style of a style.

    Parameters
    ----------
    style : Style
    colours : Colours, optional
        Fill nodes by measured values instead of their type; nodes without a value are white.

    Examples
    --------
    >>> from pfocr_net.style import read_style
    >>> visual_style(read_style()).title, visual_style(read_style(), Colours("log FC", -2, 2)).title
    ('pfocr (pfocr-net)', 'pfocr, coloured by log FC (pfocr-net)')
    """
    coloured = f", coloured by {colours.column}" if colours else ""
    edges = {_look(*said): _edge_look(style, *said) for said in _said(style)}
    defaults = {
        "NETWORK_BACKGROUND_PAINT": style.background,
        "NODE_LABEL_WIDTH": str(LINE_WIDTH),
        **_written(_NODE, style.nodes["default"]),
        **_written(_EDGE, style.edges["default"]),
    }
    mappings = [
        *(_passed_through(*mapping) for mapping in _PASSED_THROUGH),
        *_discrete(_NODE, style.nodes, "type"),
        *_discrete(_EDGE, {"default": style.edges["default"], **edges}, "look"),
    ]
    if colours:
        defaults["NODE_FILL_COLOR"] = style.scale["middle"]
        mappings = [mapping for mapping in mappings if mapping["visualProperty"] != "NODE_FILL_COLOR"]
        mappings.append(_continuous(style, colours))
    return VisualStyle(_title(f"{style.name}{coloured} (pfocr-net)"), defaults, tuple(mappings))


def _said(style: Style) -> Iterator[tuple[str, int, bool]]:
    return itertools.product((name for name in style.edges if name != "default"), (0, 1, -1), (False, True))


def _look(interaction: str, sign: int, unsure: bool) -> str:
    return f"{interaction}{_SIGNS.get(sign, '')}{', unsure' if unsure else ''}"


def _edge_look(style: Style, interaction: str, sign: int, unsure: bool) -> dict[str, Any]:
    return style.edge({"interaction": interaction, "sign": sign, "hedged": unsure})


def _written(properties: Properties, look: Mapping[str, Any]) -> dict[str, str]:
    return {visual: write(look[key]) for key, visual, write in properties}


def _passed_through(visual: str, column: str, kind: str) -> dict[str, Any]:
    return {
        "mappingType": "passthrough",
        "mappingColumn": column,
        "mappingColumnType": kind,
        "visualProperty": visual,
    }


def _discrete(
    properties: Properties, looks: Mapping[str, Mapping[str, Any]], column: str
) -> Iterator[dict[str, Any]]:
    """Map each visual property that is not the same for all values of a column."""
    written = {value: _written(properties, look) for value, look in looks.items()}
    for visual, usual in written["default"].items():
        entries = [
            {"key": value, "value": look[visual]} for value, look in written.items() if look[visual] != usual
        ]
        if entries:
            yield {
                "mappingType": "discrete",
                "mappingColumn": column,
                "mappingColumnType": "String",
                "visualProperty": visual,
                "map": entries,
            }


def _continuous(style: Style, colours: Colours) -> dict[str, Any]:
    """Map values to colours; where they lie on both sides of zero, zero is in the middle."""
    column, low, high = colours
    ends = max(-low, high)
    stops = {-ends: "low", 0.0: "middle", ends: "high"} if low < 0 < high else {low: "middle", high: "high"}
    return {
        "mappingType": "continuous",
        "mappingColumn": column,
        "mappingColumnType": "Double",
        "visualProperty": "NODE_FILL_COLOR",
        "points": [
            {"value": value, **dict.fromkeys(("lesser", "equal", "greater"), style.scale[end])}
            for value, end in stops.items()
        ],
    }


def _title(text: str) -> str:
    """Drop what cannot stand in an address, or between the quotes of CyREST's answer."""
    return " ".join(re.sub(r'[/\\"%?#;\x00-\x1f]', " ", text).split())
