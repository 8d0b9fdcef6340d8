"""Attributes as columns of one type each, told from all of their values."""

from __future__ import annotations

import math
import numbers
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pfocr_net.errors import FormatError

Row = Mapping[str, Any]

#: What list types begin with; alone it is the type of an empty list.
_LIST = "list_of_"
#: Type -> the types that it can hold, too.
_HELD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "long": ("integer",),
        "double": ("integer", "long"),
        "list_of_long": ("list_of_integer",),
        "list_of_double": ("list_of_integer", "list_of_long"),
    }
)


def columns(
    rows: Iterable[Row], known: Mapping[str, tuple[str, str]], what: str
) -> tuple[dict[str, str], list[Row]]:
    """Tell the type of each attribute, and give back the rows in plain values.

    A missing value (None, NaN) is left out. Numbers of numpy and text of enumerations become plain.

    Parameters
    ----------
    rows : iterable of mapping
        Attributes of the network, its nodes or its edges.
    known : mapping
        Attribute -> (type, meaning): the types that must be.
    what : str
        What the rows are, for errors.

    Returns
    -------
    tuple of dict and list
        Attribute -> ``string``, ``long``, ``integer``, ``double``, ``boolean`` or ``list_of_`` one of them, in
        order of appearance; and the rows.

    Raises
    ------
    FormatError
        An attribute holds values of different types, not the known one, an infinite number, or anything else.

    Examples
    --------
    >>> columns([{"fold": 1}, {"fold": 0.7, "x": None}], {}, "node")
    ({'fold': 'double'}, [{'fold': 1}, {'fold': 0.7}])
    """
    rows = list(rows)
    found: defaultdict[str, set[type]] = defaultdict(set)
    for row in rows:
        for name, value in row.items():
            found[name].add(type(value))
    types: dict[str, str] = {}
    mended: dict[str, dict[int, Any]] = {}
    for name, kinds in found.items():
        told = "string" if kinds == {str} else _exact(kinds, [row[name] for row in rows if name in row])
        if not told:
            try:
                told, mended[name] = _mend({at: row[name] for at, row in enumerate(rows) if name in row})
            except ValueError as fault:
                raise FormatError(f"The {what} attribute {name!r} {fault}.") from None
        must = known[name][0] if name in known else "list_of_string" if told == _LIST else told
        if told not in ("", must) and not _holds(must, told):
            raise FormatError(f"The {what} attribute {name!r} must be {must}, not {told}.")
        if told:
            types[name] = must
    return types, _replaced(rows, mended) if mended else rows


def _exact(kinds: set[type], values: Collection[Any]) -> str:
    """Return the type of values that are of one Python type and stay as they are; else nothing."""
    if kinds == {bool}:
        return "boolean"
    if kinds == {list} and {type(item) for items in values for item in items} == {str}:
        return "list_of_string"
    if kinds == {int} and min(values) >= -(2**31) and max(values) < 2**31:
        return "integer"
    if kinds == {float} and all(map(math.isfinite, values)):
        return "double"
    return ""


def _mend(column: Mapping[int, object]) -> tuple[str, dict[int, Any]]:
    """Return the type of values of any kind, and the plain values, None for a missing one."""
    kind, values = "", {}
    for at, value in column.items():
        told, values[at] = _plain(value)
        if told:
            kind = _common(kind or told, told)
    return kind, values


def _replaced(rows: Iterable[Row], columns: Mapping[str, Mapping[int, Any]]) -> list[Row]:
    copies = [dict(row) for row in rows]
    for name, values in columns.items():
        for at, value in values.items():
            copies[at][name] = value
            if value is None:
                del copies[at][name]
    return list(copies)


def _plain(value: object) -> tuple[str, Any]:
    """Return type and plain value; neither where it is missing."""
    match value:
        case str():
            return "string", str(value)
        case bool():
            return "boolean", value
        case int() | numbers.Integral():
            return _whole(int(value))
        case float() | numbers.Real():
            return _real(float(value))
        case list() | tuple():
            return _list(value)
        case None:
            return "", None
    raise ValueError(f"is a {type(value).__name__}; it can be text, a number, a boolean or a list of them")


def _whole(value: int) -> tuple[str, int]:
    if -(2**31) <= value < 2**31:
        return "integer", value
    if -(2**63) <= value < 2**63:
        return "long", value
    raise ValueError(f"is {value}; no format can hold a whole number of more than 64 bits")


def _real(value: float) -> tuple[str, float | None]:
    if math.isinf(value):
        raise ValueError("is infinite; no format can hold that")
    return ("", None) if math.isnan(value) else ("double", value)


def _list(items: Sequence[object]) -> tuple[str, Sequence[Any]]:
    kind, values = "", []
    for item in items:
        told, value = _plain(item)
        if not told or told.startswith(_LIST):
            raise ValueError(f"is a list that holds {'a list' if told else 'a missing value'}")
        kind = _common(kind or told, told)
        values.append(value)
    return _LIST + kind, values


def _common(one: str, other: str) -> str:
    """Return the type that holds values of both."""
    if one == other or _holds(one, other):
        return one
    if _holds(other, one):
        return other
    raise ValueError(f"holds both {one} and {other}")


def _holds(wide: str, narrow: str) -> bool:
    """Tell whether a type holds values of another; any list type holds an empty list."""
    return narrow in (wide, *_HELD.get(wide, ())) or (narrow == _LIST and wide.startswith(_LIST))
