"""Attributes as columns of one type each, told from all of their values."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable, Mapping
from typing import Any

from pfocr_net.errors import FormatError

Row = dict[str, Any]

#: Type of an empty list, until another value tells more.
_EMPTY_LIST = "list_of_"


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
    plain: list[Row] = []
    for row in rows:
        values = {}
        for name, value in row.items():
            kind, value = _plain(value, f"{what} attribute {name!r}")
            if kind:
                values[name] = value
                seen = types.get(name)
                if kind != seen:
                    types[name] = _common(seen or kind, kind, f"{what} attribute {name!r}")
        plain.append(values)
    return {
        name: _declared(kind, known.get(name), f"{what} attribute {name!r}") for name, kind in types.items()
    }, plain


def _plain(value: object, name: str) -> tuple[str, Any]:
    """Return type and plain value; no type where the value is missing."""
    match value:
        case str():
            return "string", str(value)
        case bool():
            return "boolean", value
        case float() if not math.isfinite(value):
            if math.isnan(value):
                return "", None
            raise FormatError(f"The {name} is infinite; no format can hold that.")
        case float():
            return "double", float(value)
        case int() | numbers.Integral():
            return _integer(int(value), name), int(value)
        case list() | tuple():
            return _list([_plain(item, name) for item in value], name)
        case numbers.Real():
            return _plain(float(value), name)
        case None:
            return "", None
        case _:
            what = type(value).__name__
            raise FormatError(f"The {name} is a {what}; it can be text, a number, a boolean or a list of them.")


def _integer(value: int, name: str) -> str:
    if -(2**31) <= value < 2**31:
        return "integer"
    if -(2**63) <= value < 2**63:
        return "long"
    raise FormatError(f"The {name} is {value}; no format can hold a whole number of more than 64 bits.")


def _list(items: list[tuple[str, Any]], name: str) -> tuple[str, list[Any]]:
    kind = ""
    for item_kind, _ in items:
        if not item_kind or item_kind.startswith(_EMPTY_LIST):
            raise FormatError(f"The {name} is a list that holds {'a list' if item_kind else 'a missing value'}.")
        kind = _common(kind or item_kind, item_kind, name)
    return _EMPTY_LIST + kind, [value for _, value in items]


def _common(one: str, other: str, name: str) -> str:
    """Return the type that holds values of both."""
    if one == other:
        return one
    if {one, other} & {_EMPTY_LIST}:
        longer = max(one, other, key=len)
        if longer.startswith(_EMPTY_LIST):
            return longer
    prefix = _EMPTY_LIST if one.startswith(_EMPTY_LIST) and other.startswith(_EMPTY_LIST) else ""
    kinds = {one.removeprefix(prefix), other.removeprefix(prefix)}
    for wide in ("long", "double"):
        if kinds <= {"integer", "long", wide}:
            return prefix + wide
    raise FormatError(f"The {name} holds both {one} and {other}.")


def _declared(kind: str, known: tuple[str, str] | None, name: str) -> str:
    must = known[0] if known else kind
    if must != kind and _common(must, kind, name) != must:
        raise FormatError(f"The {name} must be {must}, not {kind}.")
    return "list_of_string" if must == _EMPTY_LIST else must
