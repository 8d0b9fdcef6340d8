"""Text as the fields of line-wise formats can hold it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

#: Between the items of a list in one field; within an item a broken bar stands for it.
BAR = "|"


def one_line(text: str) -> str:
    r"""Return text on one line: every run of blanks, tabs and line ends is one blank.

    Examples
    --------
    >>> one_line("two\tfields\r\nand  a line ")
    'two fields and a line'
    """
    return " ".join(str(text).split())


def field(value: Any) -> str:
    """Return a value as text for one field of a table.

    Examples
    --------
    >>> field(["a|b", "c"]), field(0.25), field(True), field(None)
    ('a¦b|c', '0.25', 'true', '')
    """
    match value:
        case None:
            return ""
        case float() if math.isnan(value):
            return ""
        case bool():
            return str(value).lower()
        case list() | tuple():
            return BAR.join(field(item).replace(BAR, "¦") for item in value)
        case _:
            return one_line(value)


def table(columns: Sequence[str], rows: Iterable[Mapping[Any, Any]]) -> str:
    r"""Write a table with a head; a missing value is an empty field.

    Examples
    --------
    >>> table(["id", "sign"], [{"id": "a", "sign": -1}, {"id": "b"}])
    'id\tsign\na\t-1\nb\t\n'
    """
    lines = ("\t".join(field(row.get(name)) for name in columns) for row in rows)
    return "".join(f"{line}\n" for line in ("\t".join(columns), *lines))
