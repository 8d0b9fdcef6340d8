"""Visual properties of Cytoscape desktop, how it reads their values, and the mappings that CyREST builds."""

import re
from typing import Any

from tests.cyrest_server.refusal import Refusal

SHAPES = {
    "RECTANGLE",
    "ROUND_RECTANGLE",
    "ELLIPSE",
    "DIAMOND",
    "HEXAGON",
    "OCTAGON",
    "PARALLELOGRAM",
    "TRIANGLE",
    "VEE",
}
LINES = {"SOLID", "EQUAL_DASH", "LONG_DASH", "DOT", "DASH_DOT", "PARALLEL_LINES", "SEPARATE_ARROW", "SINEWAVE"}
ARROWS = {
    *("NONE", "DELTA", "T", "CIRCLE", "DIAMOND", "SQUARE", "ARROW", "CROSS_DELTA", "HALF_TOP", "HALF_BOTTOM"),
    *("OPEN_DELTA", "OPEN_CIRCLE", "OPEN_DIAMOND", "OPEN_SQUARE", "OPEN_HALF_CIRCLE", "HALF_CIRCLE"),
}
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}").fullmatch


def number(least: float = 0, most: float = 1e6) -> Any:
    def reads(text: str) -> bool:
        try:
            return least <= float(text) <= most
        except ValueError:
            return False

    return reads


def whole(least: int, most: int) -> Any:
    return lambda text: text.isdecimal() and least <= int(text) <= most


def anything(text: str) -> bool:
    return True


PROPERTIES = {
    "NETWORK_BACKGROUND_PAINT": COLOUR,
    "NODE_SHAPE": SHAPES.__contains__,
    "NODE_FILL_COLOR": COLOUR,
    "NODE_TRANSPARENCY": whole(0, 255),
    "NODE_BORDER_PAINT": COLOUR,
    "NODE_BORDER_WIDTH": number(),
    "NODE_BORDER_STROKE": LINES.__contains__,
    "NODE_LABEL": anything,
    "NODE_LABEL_COLOR": COLOUR,
    "NODE_LABEL_FONT_SIZE": whole(1, 1000),
    "NODE_LABEL_WIDTH": number(),
    "NODE_TOOLTIP": anything,
    "NODE_WIDTH": number(),
    "NODE_HEIGHT": number(),
    "EDGE_UNSELECTED_PAINT": COLOUR,
    "EDGE_STROKE_UNSELECTED_PAINT": COLOUR,
    "EDGE_TARGET_ARROW_UNSELECTED_PAINT": COLOUR,
    "EDGE_LINE_TYPE": LINES.__contains__,
    "EDGE_WIDTH": number(),
    "EDGE_TRANSPARENCY": whole(0, 255),
    "EDGE_TARGET_ARROW_SHAPE": ARROWS.__contains__,
    "EDGE_TOOLTIP": anything,
}
COLUMN_TYPES = {"Double", "Long", "Integer", "Float", "Boolean", "String"}
DEPENDENCIES = {"nodeSizeLocked": True, "arrowColorMatchesEdge": False, "nodeCustomGraphicsSizeSync": True}


def read_value(name: str, text: object) -> str:
    """A value that Cytoscape cannot read becomes null there, and breaks when the network is drawn."""
    if not isinstance(text, str) or not PROPERTIES[name](text):
        raise Refusal(500, f"Could not read the value {text!r} of {name}.")
    return text


class Style:
    def __init__(self, title: str) -> None:
        self.title = title
        self.defaults: dict[str, str] = {}
        self.mappings: dict[str, dict[str, Any]] = {}
        self.dependencies = dict(DEPENDENCIES)

    def set_defaults(self, entries: list[dict[str, Any]]) -> None:
        for entry in entries:
            name, value = entry["visualProperty"], entry["value"]
            if name in PROPERTIES:  # others are passed over without a word
                self.defaults[name] = read_value(name, value if isinstance(value, str) else str(value))

    def add_mappings(self, entries: list[dict[str, Any]]) -> None:
        for entry in entries:
            kind, column = entry["mappingType"], entry["mappingColumn"]
            known = entry["visualProperty"] in PROPERTIES and entry["mappingColumnType"] in COLUMN_TYPES
            if not known or kind not in ("discrete", "continuous", "passthrough"):
                continue
            name = entry["visualProperty"]
            if kind == "discrete":
                for pair in entry["map"]:
                    if not isinstance(pair["key"], str):
                        raise Refusal(500, "Could not create new Mapping.")
                    read_value(name, pair["value"])
            if kind == "continuous":
                for point in entry["points"]:
                    float(point["value"])
                    for side in ("lesser", "equal", "greater"):
                        read_value(name, point[side])
            assert column
            self.mappings[name] = entry

    def set_dependencies(self, entries: list[dict[str, Any]]) -> None:
        for entry in entries:
            if entry["visualPropertyDependency"] in self.dependencies:
                self.dependencies[entry["visualPropertyDependency"]] = bool(entry["enabled"])

    def value(self, name: str, row: dict[str, Any]) -> str | None:
        """What an element looks like: by its mapping, else by default."""
        mapping = self.mappings.get(name)
        found = row.get(mapping["mappingColumn"]) if mapping else None
        if found is None:
            return self.defaults.get(name)
        if mapping["mappingType"] == "passthrough":
            return str(found)
        if mapping["mappingType"] == "discrete":
            by_key = {pair["key"]: pair["value"] for pair in mapping["map"]}
            return by_key.get(str(found), self.defaults.get(name))
        return f"between {mapping['points'][0]['equal']} and {mapping['points'][-1]['equal']} at {found}"
