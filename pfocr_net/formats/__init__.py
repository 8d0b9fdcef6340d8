"""File formats, one module each, registered as entry points: yours in the same way as ours.

An exporter is a function ``write(network, path)`` that returns the path. It may name, as keywords, what else it
wants to know: ``figure`` (`pfocr_net.model.Figure`), ``positions`` (node to x and y) and ``style`` (name, file or
`pfocr_net.style.Style`). One from another package gets the network and the positions as copies: what it changes in
them, no other sees. Its entry point in the group ``pfocr_net.exporters`` has the name of the files' suffix::

    [project.entry-points."pfocr_net.exporters"]
    "kgx.tsv" = "my_package.kgx:write"
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pfocr_net.errors import FormatError, PfocrNetError, UsageError
from pfocr_net.plugins import EXPORTERS, asked, fault, load, registered, told

if TYPE_CHECKING:
    import networkx

    Exporter = Callable[..., Path]


def format_names() -> list[str]:
    """Return the names of all formats that are installed.

    Examples
    --------
    >>> {"cx2", "html"} <= {*format_names()}
    True
    """
    return sorted(registered(EXPORTERS))


def find_format(path: Path) -> str:
    """Return the format of a file, told from its name; the longest suffix wins.

    Raises
    ------
    UsageError
        No format has this suffix; lists those there are.

    Examples
    --------
    >>> find_format(Path("PMC1__fig.1.cx2"))
    'cx2'
    """
    _, *suffixes = path.name.lower().split(".")
    endings = (".".join(suffixes[at:]) for at in range(len(suffixes)))
    found = next((ending for ending in endings if ending in registered(EXPORTERS)), None)
    if found is None:
        raise UsageError(f"The name {path.name!r} ends like no format; there are {', '.join(format_names())}.")
    return found


def find_exporter(name: str) -> Exporter:
    """Return the function that writes a format; its module is imported now.

    Raises
    ------
    UsageError
        There is no such format, or it cannot be loaded; lists those there are.
    """
    return cast("Exporter", load(EXPORTERS, name))


def write_network(
    network: networkx.MultiDiGraph[str], path: Path, *, format: str | None = None, **known: Any
) -> Path:
    """Write a network in the format that its file's name tells, or in the one named.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As `pfocr_net.network.build_network` makes it.
    path : Path
        The file.
    format : str, optional
        Name of a format.
    **known
        ``figure``, ``positions``, ``style``: an exporter is told those that it asks for.

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    UsageError
        There is no such format, or it cannot be loaded.
    FormatError
        It cannot hold the network, or fails on it.
    """
    name = format or find_format(path)
    write = find_exporter(name)
    given = {option: known[option] for option in known.keys() & asked(write)}
    if not _is_ours(name):
        network = deepcopy(network)
        given |= {option: deepcopy(given[option]) for option in given.keys() & {"positions"}}
    try:
        write(network, path, **given)
    except (PfocrNetError, OSError):
        raise
    except (Exception, SystemExit) as error:
        failed = fault(EXPORTERS, name, "failed", error)
        raise FormatError(f"{failed} Report it to those who make it, or take another.") from error
    if not path.is_file():
        raise FormatError(f"The {told(EXPORTERS, name)} wrote no file.", path=path)
    return path


def _is_ours(name: str) -> bool:
    """Whether a format is written by this package."""
    return registered(EXPORTERS)[name].module.startswith(f"{__package__}.")
