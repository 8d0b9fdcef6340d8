"""Attributes as columns of one type each, told from all of their values."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from pfocr_net.errors import FormatError

Row = dict[str, Any]

#: What list types begin with; alone it is the type of an empty list.
_LIST = "list_of_"
_EXACT: Mapping[type, str] = MappingProxyType({str: "string", bool: "boolean"})
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
    rows: Iterable[Mapping[str, Any]], known: Mapping[str, tuple[str, str]], what: str
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
    types: dict[str, str] = {}
    plain = []
    for row in rows:
        values = {}
        for name, value in row.items():
            try:
                kind, plain_value = _plain(value)
                if kind:
                    types[name] = _common(types.get(name, kind), kind)
                    values[name] = plain_value
            except ValueError as fault:
                raise FormatError(f"The {what} attribute {name!r} {fault}.") from None
        plain.append(values)
    for name, kind in types.items():
        must = known[name][0] if name in known else "list_of_string" if kind == _LIST else kind
        if not _holds(must, kind):
            raise FormatError(f"The {what} attribute {name!r} must be {must}, not {kind}.")
        types[name] = must
    return types, plain


def _plain(value: object) -> tuple[str, Any]:
    """Return type and plain value; no type where the value is missing."""
    kind = _EXACT.get(type(value))
    if kind:
        return kind, value
    match value:
        case str():
            return "string", str(value)
        case int() | numbers.Integral():
            return _whole(int(value))
        case float() | numbers.Real():
            return _real(float(value))
        case list() | tuple():
            return _list([_plain(item) for item in value])
        case None:
            return "", None
    raise ValueError(f"is a {type(value).__name__}; it can be text, a number, a boolean or a list of them")


def _whole(value: int) -> tuple[str, int]:
    if -(2**31) <= value < 2**31:
        return "integer", value
    if -(2**63) <= value < 2**63:
        return "long", value
    raise ValueError(f"is {value}; no format can hold a whole number of more than 64 bits")


def _real(value: float) -> tuple[str, float]:
    if math.isinf(value):
        raise ValueError("is infinite; no format can hold that")
    return "" if math.isnan(value) else "double", value


def _list(items: list[tuple[str, Any]]) -> tuple[str, list[Any]]:
    kind = ""
    for item_kind, _ in items:
        if not item_kind or item_kind.startswith(_LIST):
            raise ValueError(f"is a list that holds {'a list' if item_kind else 'a missing value'}")
        kind = _common(kind or item_kind, item_kind)
    return _LIST + kind, [value for _, value in items]


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
