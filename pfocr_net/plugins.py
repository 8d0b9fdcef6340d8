"""What packages register as entry points, ours in the same way as others'."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from pfocr_net.errors import UsageError

EXPORTERS = "pfocr_net.exporters"
READERS = "pfocr_net.readers"

_CALLED = {EXPORTERS: "format", READERS: "reader"}


def registered(group: str) -> Mapping[str, EntryPoint]:
    """Return the entry points of a group, `EXPORTERS` or `READERS`, by name.

    Examples
    --------
    >>> "cx2" in registered(EXPORTERS)
    True
    """
    return installed()[group]


@cache
def installed() -> dict[str, dict[str, EntryPoint]]:
    """Go through all that is installed, once a process; return what is there for us, by group."""
    found = entry_points()
    return {group: {entry.name: entry for entry in found.select(group=group)} for group in (EXPORTERS, READERS)}


def told(group: str, name: str) -> str:
    """Say what an entry point is, what it is called, and which package it is from.

    Examples
    --------
    >>> told(READERS, "built-in").split()[:4]
    ['reader', "'built-in'", 'of', 'pfocr-net']
    """
    package = registered(group)[name].dist
    return f"{_CALLED[group]} {name!r}" + (f" of {package.name} {package.version}" if package else "")


def fault(group: str, name: str, what: str, error: BaseException) -> str:
    """Say what went wrong with an entry point, and in which package.

    Examples
    --------
    >>> fault(EXPORTERS, "sif", "failed", ValueError("no")).split(": ", 1)[1]
    'ValueError: no.'
    """
    return f"The {told(group, name)} {what}: {type(error).__name__}: {error}."


@cache
def load(group: str, name: str) -> Callable[..., object]:
    """Return the function that an entry point names; its module is imported now.

    Raises
    ------
    UsageError
        There is none of this name, or it cannot be loaded; lists those there are.

    Examples
    --------
    >>> load(EXPORTERS, "sif").__module__
    'pfocr_net.formats.sif'
    """
    what, there = _CALLED[group], f"there are {', '.join(sorted(registered(group)))}."
    if name not in registered(group):
        raise UsageError(f"There is no {what} {name!r}; {there}")
    try:
        function: Callable[..., object] = registered(group)[name].load()
        asked(function)  # a module or a value is no function, and told here
    except (Exception, SystemExit) as error:
        failed = fault(group, name, "cannot be loaded", error)
        raise UsageError(f"{failed} Mend or remove that package; {there}") from error
    return function


@cache
def asked(function: Callable[..., object]) -> frozenset[str]:
    """Return the parameters that a function names.

    Examples
    --------
    >>> sorted(asked(registered))
    ['group']
    """
    return frozenset(inspect.signature(function).parameters)
