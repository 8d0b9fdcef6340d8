"""The site's map of figures to networks, ``_data/ndex_map.tsv``: no header, figid, tab, UUID."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pfocr_net.errors import DataError
from pfocr_net.files import write_whole


def read_map(path: Path) -> dict[str, str]:
    """Read the map; one that is not there yet is empty.

    Parameters
    ----------
    path : Path
        The map.

    Returns
    -------
    dict of str to str
        Figure to UUID; where a figure has several rows the last one counts.

    Raises
    ------
    DataError
        A line is not a figid, a tab and a UUID, or the file cannot be read.
    """
    return dict(_row(line, path, number) for number, line in enumerate(_lines(path), 1) if line.strip())


def update_map(path: Path, rows: Mapping[str, str] | None = None, *, drop: Iterable[str] = ()) -> bool:
    r"""Set rows of the map and drop others; every other row keeps its bytes and its place.

    Parameters
    ----------
    path : Path
        The map; it is made, and its folder too, where there is none.
    rows : mapping of str to str
        Figure to UUID. A figure's row stays where it is, a new one goes to the end.
    drop : iterable of str
        Figures whose rows go.

    Returns
    -------
    bool
        Whether the map was changed.

    Raises
    ------
    DataError
        The map cannot be read or written, or holds a broken line. It is left as it was.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "ndex_map.tsv")
    ...     _ = path.write_bytes(b"PMC1__F1\tu1\r\nPMC2__F1\tu2\r\n")
    ...     update_map(path, {"PMC3__F1": "u3", "PMC1__F1": "u9"}), path.read_bytes()
    (True, b'PMC1__F1\tu9\r\nPMC2__F1\tu2\r\nPMC3__F1\tu3\r\n')
    """
    old = _lines(path)
    dropped, new = set(drop), dict(rows or {})
    newline = "\r\n" if old and old[0].endswith("\r\n") else "\n"
    kept = []
    for number, line in enumerate(old, 1):
        figid, uuid = _row(line, path, number) if line.strip() else ("", "")
        if figid in dropped:
            continue
        wanted = new.pop(figid, uuid)
        kept.append(line if wanted == uuid else line.replace(f"\t{uuid}", f"\t{wanted}"))
    if new and kept and not kept[-1].endswith("\n"):
        kept[-1] += newline
    kept += [f"{figid}\t{uuid}{newline}" for figid, uuid in new.items()]
    if kept == old:
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, "".join(kept), durable=True)
    except OSError as error:
        raise DataError(f"The map cannot be written: {error.strerror}.", path=path) from error
    return True


def _lines(path: Path) -> list[str]:
    try:
        return path.read_bytes().decode().splitlines(keepends=True) if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"The map cannot be read: {error}.", path=path) from error


def _row(line: str, path: Path, number: int) -> tuple[str, str]:
    figid, tab, uuid = line.lstrip("\ufeff").strip().partition("\t")
    if not (figid and tab and uuid) or "\t" in uuid:
        raise DataError("Should be a figid, a tab and a UUID.", path=path, line=number)
    return figid, uuid
