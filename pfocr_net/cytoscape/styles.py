"""Keeping a visual style in Cytoscape: made once, changed only when it is another, never a user's own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from pfocr_net.cytoscape.cyrest import Cyrest
from pfocr_net.cytoscape.looks import MARK, VisualStyle

#: Here our styles carry their mark; it is shown for a node only that does not say why it is there.
_MARKED = "NODE_TOOLTIP"

_DEPENDENCIES = {"nodeSizeLocked": False, "arrowColorMatchesEdge": True}


def keep_style(cyrest: Cyrest, style: VisualStyle) -> str:
    """See to it that Cytoscape has a style.

    A style of ours is left as the user may have changed it, until we would make another of it. One that has our
    title and not our mark is the user's, and ours takes the next title that is free.

    Returns
    -------
    str
        The title under which Cytoscape has it.

    Raises
    ------
    CytoscapeError
        Cytoscape refused, or does not answer.
    """
    there = {*cyrest.get("styles")}
    for title in _titles(style.title):
        if title not in there:
            return _make(cyrest, style, title)
        mark = str(cyrest.get(f"styles/{title}/defaults/{_MARKED}")["value"])
        if mark.startswith(MARK):
            if mark != style.mark:
                _change(cyrest, style, title)
            return title
    raise AssertionError("titles do not end")


def _titles(title: str) -> Iterator[str]:
    yield title
    yield from (f"{title} {number}" for number in itertools.count(2))


def _make(cyrest: Cyrest, style: VisualStyle, title: str) -> str:
    made = {"title": title, "defaults": _defaults(style), "mappings": style.mappings}
    title = str(cyrest.post("styles", made)["title"])
    _set_dependencies(cyrest, title)
    return title


def _change(cyrest: Cyrest, style: VisualStyle, title: str) -> None:
    mapped = {mapping["visualProperty"] for mapping in style.mappings}
    for mapping in cyrest.get(f"styles/{title}/mappings"):
        if mapping["visualProperty"] not in mapped:
            cyrest.delete(f"styles/{title}/mappings/{mapping['visualProperty']}")
    cyrest.post(f"styles/{title}/mappings", style.mappings)
    _set_dependencies(cyrest, title)
    cyrest.put(f"styles/{title}/defaults", _defaults(style))


def _set_dependencies(cyrest: Cyrest, title: str) -> None:
    """Let nodes be wider than high, and arrowheads have the colour of their line."""
    wanted = [{"visualPropertyDependency": name, "enabled": enabled} for name, enabled in _DEPENDENCIES.items()]
    cyrest.put(f"styles/{title}/dependencies", wanted)


def _defaults(style: VisualStyle) -> list[dict[str, Any]]:
    """Return the defaults, the mark last: what is marked is complete."""
    values = {**style.defaults, _MARKED: style.mark}
    return [{"visualProperty": visual, "value": value} for visual, value in values.items()]
