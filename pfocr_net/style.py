"""Looks, read from YAML files: what nodes of each type and edges of each interaction look like.

The styles that ship with the package lie in ``styles/``; ``data/style.schema.json`` says what a style file may
hold, and editors that know JSON Schema can check one while it is written.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

from pfocr_net.errors import StyleError
from pfocr_net.labels import Box, label_box

if TYPE_CHECKING:
    from jsonschema import ValidationError

DEFAULT = "pfocr"

_HERE = Path(__file__).parent
_SCHEMA = _HERE / "data/style.schema.json"

#: Room that a shape needs around its label: times the label's width, and points to each side.
_ROOM = {
    "rectangle": (1.0, 10.0),
    "round-rectangle": (1.0, 11.0),
    "parallelogram": (1.0, 20.0),
    "hexagon": (1.05, 18.0),
    "octagon": (1.05, 14.0),
    "ellipse": (1.15, 14.0),
    "diamond": (1.5, 20.0),
    "triangle": (1.6, 20.0),
    "vee": (1.6, 20.0),
}
_VERTICAL_ROOM = 16.0

#: Colours for measured values, where a style names none.
_SCALE = {"low": "#7FB9E0", "middle": "#FFFFFF", "high": "#F0A35E"}


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a network looks, as plain values.

    ``nodes`` maps each node type to its whole look, ``edges`` each interaction; ``default`` in both is for
    anything else. ``signs`` maps +1 and -1, and ``unsure`` a hedged edge or one whose confidence is under
    ``unsure_below``, to what they change. ``support`` is how much wider an edge is with each doubling of the
    figures that state it. A look has the keys that ``data/style.schema.json`` lists. ``scale`` has the colours
    ``low``, ``middle`` and ``high`` for measured values.
    """

    name: str
    description: str
    background: str
    nodes: Mapping[str, Mapping[str, Any]]
    edges: Mapping[str, Mapping[str, Any]]
    signs: Mapping[int, Mapping[str, Any]]
    unsure: Mapping[str, Any]
    unsure_below: float
    support: float
    scale: Mapping[str, str]

    def node(self, attributes: Mapping[str, Any]) -> dict[str, Any]:
        """Return the look of one node, wide and high enough for its label.

        Parameters
        ----------
        attributes : mapping
            Node attributes, as `pfocr_net.model.NODE_ATTRIBUTES`.

        Returns
        -------
        dict
            ``shape fill opacity border borderWidth borderStyle ink fontSize width height``, sizes in points.

        Examples
        --------
        >>> look = read_style().node({"type": "gene", "name": "PDCD6IP"})
        >>> look["shape"], look["width"], look["height"]
        ('rectangle', 71.0, 30.4)
        """
        look = dict(self.nodes.get(attributes.get("type", "")) or self.nodes["default"])
        look["width"], look["height"] = self.size(attributes)
        return look

    def size(self, attributes: Mapping[str, Any]) -> Box:
        """Return the width and height of one node in points: those of its type, or what its label needs."""
        look = self.nodes.get(attributes.get("type", "")) or self.nodes["default"]
        least = _least_size(look["shape"], attributes.get("name", ""), look["fontSize"])
        return Box(max(look["width"], least.width), max(look["height"], least.height))

    def edge(self, attributes: Mapping[str, Any]) -> dict[str, Any]:
        """Return the look of one edge.

        Parameters
        ----------
        attributes : mapping
            Edge attributes, as `pfocr_net.model.EDGE_ATTRIBUTES`.

        Returns
        -------
        dict
            ``colour line width opacity arrow``, width in points.

        Examples
        --------
        >>> read_style().edge({"interaction": "modifies", "sign": -1, "hedged": True})["arrow"]
        'tee'
        """
        look = dict(self.edges.get(attributes.get("interaction", ""), self.edges["default"]))
        look |= self.signs.get(attributes.get("sign", 0), {})
        if self.is_unsure(attributes):
            look |= self.unsure
        look["width"] += self.support * math.log2(attributes.get("figure_count", 1))
        return look

    def is_unsure(self, attributes: Mapping[str, Any]) -> bool:
        """Tell whether an edge is stated with reserve, or little likely."""
        return bool(attributes.get("hedged")) or attributes.get("confidence", 1.0) < self.unsure_below


def _least_size(shape: str, label: str, font_size: float) -> Box:
    text, (factor, side) = label_box(label, font_size), _ROOM[shape]
    return Box(round(text.width * factor + 2 * side, 1), round(text.height + _VERTICAL_ROOM, 1))


def style_names() -> list[str]:
    """Return the names of the styles that ship with the package.

    Examples
    --------
    >>> style_names()
    ['ndex', 'pfocr', 'print']
    """
    return sorted(path.stem for path in style_folder().glob("*.yaml"))


def read_style(style: Style | str | Path = DEFAULT) -> Style:
    """Read a style.

    Parameters
    ----------
    style : Style, str or Path
        The name of a style that ships with the package, or a YAML file of your own; one that has been read is
        given back.

    Returns
    -------
    Style

    Raises
    ------
    StyleError
        There is no such style, or its file has a mistake; says file, line, key and the values allowed.

    Examples
    --------
    >>> read_style("print").edges["inhibits"]["arrow"]
    'tee'
    """
    if isinstance(style, Style):
        return style
    if shipped := _read_shipped(str(style)):
        return shipped
    path = Path(style)
    text, looks = _load(path)
    _check(looks, text, path)
    return _style(path.stem, looks)


@functools.lru_cache(maxsize=16)
def _read_shipped(name: str) -> Style | None:
    """Read a style that ships with the package, once a process."""
    return _style(name, _load(style_folder() / f"{name}.yaml")[1]) if name in style_names() else None


def _load(path: Path) -> tuple[str, Any]:
    try:
        text = path.read_text("utf-8")
        return text, yaml.load(text, yaml.CSafeLoader)
    except FileNotFoundError as error:
        names = ", ".join(style_names())
        raise StyleError(f"There is no style {str(path)!r}; name one of {names}, or a YAML file.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise StyleError(f"The style cannot be read: {error}", path=path) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise StyleError(f"The style is no YAML: {error.problem}.", path=path, line=line) from error


def style_folder() -> Path:
    """Where the styles lie: inside the installed package, or beside it in a checkout."""
    inside = _HERE / "styles"
    return inside if inside.is_dir() else _HERE.parent / "styles"


def _style(name: str, looks: Mapping[str, Any]) -> Style:
    signs, unsure = looks.get("signs", {}), looks.get("unsure", {})
    return Style(
        name=name,
        description=looks["description"],
        background=looks.get("background", "#FFFFFF"),
        nodes=_over_default(looks["nodes"]),
        edges=_over_default(looks["edges"]),
        signs={+1: signs.get("positive", {}), -1: signs.get("negative", {})},
        unsure=unsure.get("look", {}),
        unsure_below=unsure.get("below", 0.0),
        support=looks.get("support", 0.0),
        scale={**_SCALE, **looks.get("scale", {})},
    )


def _over_default(looks: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    return {name: {**looks["default"], **look} for name, look in looks.items()}


def _check(looks: object, text: str, path: Path) -> None:
    """Hold a style against the schema; the mistake nearest to the top of the file is told."""
    from jsonschema import Draft202012Validator

    schema = json.loads(_SCHEMA.read_text("utf-8"))
    mistakes = list(Draft202012Validator(schema).iter_errors(looks))
    if mistakes:
        root = yaml.compose(text, yaml.CSafeLoader)
        line, mistake = min(((_line(root, _keys(error)), error) for error in mistakes), key=lambda pair: pair[0])
        raise StyleError(_told(mistake), path=path, line=line)


def _told(mistake: ValidationError) -> str:
    key, rule = ".".join(map(str, _keys(mistake))) or "The style", cast(Any, mistake.validator_value)
    match mistake.validator:
        case "additionalProperties":
            return f"{key} is not known; allowed here: {', '.join(_known(mistake))}."
        case "enum":
            return f"{key} is {mistake.instance!r}; allowed: {', '.join(rule)}."
        case "pattern":
            return f"{key} is {mistake.instance!r}; allowed: a colour such as '#0072B2', in quotes."
        case _:
            return f"{key}: {mistake.message}."


def _keys(mistake: ValidationError) -> list[str | int]:
    """Where a mistake is; of an unknown key, that key."""
    keys = list(mistake.absolute_path)
    if mistake.validator == "additionalProperties":
        keys += [key for key in cast(Any, mistake.instance) if key not in _known(mistake)][:1]
    return keys


def _known(mistake: ValidationError) -> list[str]:
    return list(cast(Any, mistake.schema)["properties"])


def _line(node: yaml.Node | None, keys: Iterable[str | int]) -> int:
    """Line, counted from 1, of the entry that the keys lead to."""
    line = 1
    for key in keys:
        if not isinstance(node, yaml.MappingNode):
            break
        entry, node = next((pair for pair in node.value if pair[0].value == str(key)), (None, None))
        line = entry.start_mark.line + 1 if entry else line
    return line
