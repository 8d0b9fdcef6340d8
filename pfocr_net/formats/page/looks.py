"""Looks in the words of cytoscape.js, which differ from those of a style in a few places."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pfocr_net.style import Style

#: The library's own rhomboid slants so much that labels stand out of it; the page draws one that slants less.
_SHAPES: Mapping[str, str] = MappingProxyType({"parallelogram": "polygon"})

_ARROWS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "arrow": ("vee", "filled"),
        "open_circle": ("circle", "hollow"),
        "open_diamond": ("diamond", "hollow"),
        "open_square": ("square", "hollow"),
        "open_delta": ("triangle", "hollow"),
    }
)


def node_look(style: Style, attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Look of a node.

    Examples
    --------
    >>> from pfocr_net.style import read_style
    >>> node_look(read_style("pfocr"), {"type": "smallmolecule", "name": "ATP"})["shape"]
    'polygon'
    """
    look = style.node(attributes)
    return look | {"shape": _SHAPES.get(look["shape"], look["shape"])}


def edge_look(style: Style, attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Look of an edge.

    Examples
    --------
    >>> from pfocr_net.style import read_style
    >>> look = edge_look(read_style("pfocr"), {"interaction": "transports"})
    >>> look["arrow"], look["arrowFill"]
    ('triangle', 'hollow')
    """
    look = style.edge(attributes)
    arrow, fill = _ARROWS.get(look["arrow"], (look["arrow"], "filled"))
    return look | {"arrow": arrow, "arrowFill": fill}
