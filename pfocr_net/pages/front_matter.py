"""Front matter: the YAML between a page's two ``---`` lines, its text left as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from pfocr_net.errors import FrontMatterError
from pfocr_net.pages.text import clean, known

_OPENING = re.compile(r"\ufeff?---[ \t]*\r?$", re.MULTILINE)
_CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_FIRST_LINE = 2  # of the page, that of the first entry


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a page's front matter says, and where in the page it says so.

    ``values`` holds text, lists and mappings (``NO`` and ``2023`` are text), ``nodes`` the key and value of each
    entry as YAML marked them, ``start`` and ``end`` the place of the YAML in the text of the page.
    """

    values: Mapping[str, object]
    nodes: Mapping[str, tuple[yaml.Node, yaml.Node]]
    start: int
    end: int
    path: Path

    def text(self, key: str) -> str:
        """Text of an entry as it stands, empty where it is missing or unknown."""
        value = self.values.get(key) or ""
        if not isinstance(value, str):
            raise self.wrong(key, "should be text")
        return known(value)

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Texts of a list, found key by key; R writes a list of one as plain text."""
        value: object = self.values
        for key in keys:
            value = value.get(key) if isinstance(value, Mapping) else None
        texts = [value] if isinstance(value, str) else value or []
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise self.wrong(keys[0], "should hold a list of texts")
        return tuple(clean(text) for text in texts if known(text))

    def rows(self, key: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
        """Rows of an embedded table, each a mapping with text in all of ``columns``."""
        rows = self.values.get(key) or []
        if not isinstance(rows, list) or not all(_has_text(row, columns) for row in rows):
            raise self.wrong(key, f"should be a list of rows with {', '.join(columns)}")
        return [{column: clean(row[column]) for column in columns} for row in rows]

    def wrong(self, key: str, what: str) -> FrontMatterError:
        """Make an error that points at an entry."""
        line = _line(self.nodes[key][0].start_mark)
        return FrontMatterError(f"The entry {key!r} {what}.", path=self.path, line=line)


def read_front_matter(text: str, path: Path) -> FrontMatter:
    """Find and parse the front matter of a page.

    Parameters
    ----------
    text : str
        The whole page, byte order mark and line endings as they are.
    path : Path
        The page, for errors.

    Raises
    ------
    FrontMatterError
        There is none, or it is not one YAML mapping with each key once, or it uses aliases.
    """
    opening = _OPENING.match(text)
    if opening is None:
        what = "No front matter: a page begins with YAML between two lines of ---."
        raise FrontMatterError(what, path=path, line=1)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        what = "The front matter does not end: the closing line --- is missing."
        raise FrontMatterError(what, path=path, line=text.count("\n") + 1)
    start, end = opening.end() + 1, closing.start() + 1
    yaml_text = text[start:end]
    try:
        root, values = _parse(yaml_text, path)
    except yaml.MarkedYAMLError as error:
        what = f"Broken YAML: {error.problem}."
        raise FrontMatterError(what, path=path, line=_line(error.problem_mark)) from error
    except yaml.reader.ReaderError as error:
        line = yaml_text.encode().count(b"\n", 0, error.position) + _FIRST_LINE
        raise FrontMatterError(f"Broken YAML: {error.reason}.", path=path, line=line) from error
    except RecursionError as error:
        raise FrontMatterError("The front matter is nested too deeply.", path=path) from error
    return FrontMatter(values, _by_key(root, path), start, end, path)


def _parse(text: str, path: Path) -> tuple[yaml.MappingNode, dict[str, object]]:
    if "&" in text and "*" in text:
        _refuse_aliases(text, path)
    root = _Loader(text).get_single_node()
    if not isinstance(root, yaml.MappingNode):
        raise FrontMatterError("The front matter should be keys with values.", path=path, line=_FIRST_LINE)
    return root, _mapping(root)


class _Loader(yaml.CBaseLoader):
    """Marks where everything stands, and asks of nothing what else it might be than text."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        return ""


def _mapping(node: yaml.MappingNode) -> dict[str, object]:
    values = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.MarkedYAMLError(problem="a key should be text", problem_mark=key.start_mark)
        values[key.value] = _value(value)
    return values


def _value(node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    return _mapping(node) if isinstance(node, yaml.MappingNode) else [_value(item) for item in node.value]


def _refuse_aliases(text: str, path: Path) -> None:
    """Refuse what a few lines can blow up to gigabytes with."""
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.AliasEvent):
            what = "An alias (*name). Write the value itself."
            raise FrontMatterError(what, path=path, line=_line(event.start_mark))


def _by_key(root: yaml.MappingNode, path: Path) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    nodes: dict[str, tuple[yaml.Node, yaml.Node]] = {}
    for key, value in root.value:
        if key.value in nodes:
            what = f"The entry {key.value!r} stands there twice."
            raise FrontMatterError(what, path=path, line=_line(key.start_mark))
        nodes[key.value] = key, value
    return nodes


def _has_text(row: object, columns: tuple[str, ...]) -> bool:
    return isinstance(row, dict) and all(isinstance(row.get(column), str) for column in columns)


def _line(mark: yaml.error.Mark | yaml._yaml.Mark | None) -> int | None:
    return mark.line + _FIRST_LINE if mark else None
