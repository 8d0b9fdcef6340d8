"""Editing a page: the value of ``ndex``, and not one byte besides."""

from __future__ import annotations

import uuid as uuids
from pathlib import Path

import yaml

from pfocr_net.errors import FrontMatterError, PageChangedError, PageError, UsageError
from pfocr_net.files import write_whole
from pfocr_net.pages.front_matter import FrontMatter, read_front_matter
from pfocr_net.pages.source import open_source


def set_ndex(
    path: Path | str, uuid: str, *, expected_digest: str | None = None, data: Path | str | None = None
) -> bool:
    """Write a network's UUID into the ``ndex`` field of a page.

    Only the characters of the value change: line endings, byte order mark, quotes elsewhere and the file's mode
    stay. A missing field is added in front of ``seo``, or at the end of the front matter. The page is replaced in
    one step and read again before it counts.

    Parameters
    ----------
    path : Path or str
        The page; a link is followed.
    uuid : str
        The network's UUID; empty text empties the field.
    expected_digest : str, optional
        ``Figure.digest`` of the page that was read; another page on disk is left alone.
    data : Path or str, optional
        Folder of the tables that ``expected_digest`` covers, as for ``read_figure``.

    Returns
    -------
    bool
        Whether the page was changed; false where the field holds ``uuid`` already.

    Raises
    ------
    PageChangedError
        The page or a table is not what it was, before or while it was edited.
    FrontMatterError
        The front matter is broken, or the value cannot be written on its own.
    PageError
        The page cannot be read or written.
    UsageError
        ``uuid`` is none.
    """
    source = open_source(Path(path), None if data is None else Path(data))
    if expected_digest not in (None, source.digest):
        raise PageChangedError(
            "The page or a table was changed since it was read. Read it again.", path=source.path
        )
    text = with_ndex(source.text, _canonical(uuid), source.path)
    if text == source.text:
        return False
    _replace(source.path.resolve(), source.raw, text.encode())
    return True


def with_ndex(text: str, uuid: str, path: Path) -> str:
    r"""Give the text of a page with another value of ``ndex``.

    >>> with_ndex("---\nndex: ''\nseo: x\n---\n", "f8d44b29-dec4-11ea-99da-0ac135e8bacf", Path("a.md"))
    '---\nndex: f8d44b29-dec4-11ea-99da-0ac135e8bacf\nseo: x\n---\n'
    """
    front_matter = read_front_matter(text, path)
    if front_matter.values.get("ndex") == uuid:
        return text
    start, end, words = _edit(front_matter, text, uuid or "''")
    edited = text[:start] + words + text[end:]
    if not _differs_only_in_ndex(edited, front_matter, uuid):
        raise FrontMatterError(
            "The value of 'ndex' cannot be changed on its own. Write it as one line, ndex: '', and try again.",
            path=path,
        )
    return edited


def _edit(front_matter: FrontMatter, text: str, value: str) -> tuple[int, int, str]:
    """Say which stretch of the page to replace, and by what."""
    start = front_matter.start
    if "ndex" in front_matter.nodes:
        _, node = front_matter.nodes["ndex"]
        begin, end = start + node.start_mark.index, start + node.end_mark.index
        old = text[begin:end]
        return begin, end, (value if old else f" {value}") + old[len(old.rstrip()) :]
    newline = "\r\n" if text[:start].endswith("\r\n") else "\n"
    place = front_matter.end
    if "seo" in front_matter.nodes:
        place = start + front_matter.nodes["seo"][0].start_mark.index
    return place, place, f"ndex: {value}{newline}"


def _differs_only_in_ndex(edited: str, front_matter: FrontMatter, uuid: str) -> bool:
    _, node = front_matter.nodes.get("ndex", (None, None))
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return False  # such a value reaches to the next entry, over comments between them
    try:
        found = read_front_matter(edited, front_matter.path).values
    except FrontMatterError:
        return False
    return found == {**front_matter.values, "ndex": uuid}


def _canonical(uuid: str) -> str:
    try:
        return uuid and str(uuids.UUID(uuid))
    except ValueError as error:
        raise UsageError(f"{uuid!r} is not the UUID of a network.") from error


def _replace(path: Path, old: bytes, new: bytes) -> None:
    try:
        if not path.stat().st_mode & 0o222:
            raise PageError("The page is read-only.", path=path)
        if path.read_bytes() != old:
            raise PageChangedError("The page was changed while it was edited. Try again.", path=path)
        write_whole(path, new, durable=True)
        written = path.read_bytes()
    except OSError as error:
        raise PageError(f"Cannot be written: {error.strerror}.", path=path) from error
    if written != new:
        raise PageChangedError("The page was changed by someone else right after it was written.", path=path)
