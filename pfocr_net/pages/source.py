"""A page as it lies on disk, with its tables."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pfocr_net.errors import FrontMatterError, PageError, UsageError
from pfocr_net.pages.front_matter import FrontMatter, read_front_matter
from pfocr_net.pages.text import decode

TABLES = ("genes", "chemicals", "diseases")

#: Largest page or table that is read, in bytes. The largest page known has 35 kB.
LARGEST = 4_000_000

#: A figid names files: one part of a path, not hidden, not too long for any file system.
_FIGID = re.compile(r"[^\W_][^/\\:\x00-\x1f\x7f]{0,199}")

#: A figid as nearly all pages have it, with nothing in it that YAML would read otherwise.
_PLAIN_FIGID = re.compile(rb"^figid: (\w[\w.-]*)\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Table:
    """A table's place and its bytes, none where there is no such table."""

    path: Path
    raw: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a page and of its tables, and what the front matter says."""

    path: Path
    raw: bytes
    text: str
    front_matter: FrontMatter
    figid: str
    tables: Mapping[str, Table]

    @property
    def digest(self) -> str:
        """SHA-256 of the page and its tables."""
        return _digest(self.raw, *(table.raw for table in self.tables.values()))


def open_source(path: Path, data: Path | None = None) -> Source:
    """Read the bytes of a page and of its tables, those in ``data`` or in ``../_data`` beside the page's folder.

    Raises
    ------
    PageError
        A file cannot be read, is too large or is not UTF-8, or the figid cannot name a file.
    FrontMatterError
        The front matter is missing or broken, or lacks the figid.
    UsageError
        ``data`` is no folder.
    """
    if data is not None and not data.is_dir():
        raise UsageError("There is no such folder for the tables.", path=data)
    raw = _read(path)
    text = decode(raw, path)
    front_matter = read_front_matter(text, path)
    figid = front_matter.text("figid")
    if not figid:
        raise FrontMatterError("The front matter has no figid.", path=path, line=1)
    if not _FIGID.fullmatch(figid):
        raise front_matter.wrong("figid", f"{figid[:40]!r} cannot name a file")
    tables = {kind: Table(file, _read(file, absent=b"")) for kind, file in _table_files(path, figid, data).items()}
    return Source(path, raw, text, front_matter, figid, tables)


def find_digest(path: Path, figid: str, data: Path | None = None) -> str:
    """Tell what ``Figure.digest`` of a page would be, if its figid is known, without reading what it says.

    Raises
    ------
    PageError
        A file cannot be read or is too large.
    """
    tables = _table_files(path, figid, data)
    return _digest(_read(path), *(_read(table, absent=b"") for table in tables.values()))


def find_figid(path: Path) -> str:
    """Tell the figid of a page, without reading what else it says where that can be.

    Raises
    ------
    PageError
        The page cannot be read, or its front matter is broken.
    """
    plain = _PLAIN_FIGID.search(_read(path))
    return plain[1].decode() if plain else open_source(path).figid


def _table_files(path: Path, figid: str, data: Path | None) -> dict[str, Path]:
    folder = path.parent / ".." / "_data" if data is None else data
    return {kind: folder / f"{figid}-{kind}.tsv" for kind in TABLES}


def _digest(*contents: bytes) -> str:
    digest = hashlib.sha256()
    for content in contents:
        digest.update(b"%d:" % len(content) + content)
    return digest.hexdigest()


def _read(path: Path, absent: bytes | None = None) -> bytes:
    try:
        with path.open("rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                raise PageError(f"Larger than {LARGEST:,} bytes; no figure needs that much.", path=path)
            return file.read()
    except OSError as error:
        if absent is not None and isinstance(error, FileNotFoundError):
            return absent
        raise PageError(f"Cannot be read: {error.strerror}.", path=path) from error
