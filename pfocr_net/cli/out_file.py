"""Files that commands write: that there is no place for one is told before the work, not after it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import click

from pfocr_net.errors import UsageError

#: How the names of a site's own files end: pages, and their tables.
_OF_A_SITE = (".md", "-genes.tsv", "-chemicals.tsv", "-diseases.tsv")


def keep_apart(out: Path | None, *read: Path | None) -> None:
    """Refuse to write over a file that the same command reads."""
    if out is not None and out.exists() and any(path is not None and out.samefile(path) for path in read):
        raise UsageError("This file is read, and would be lost. Name another.", path=out)


class OutFile(click.Path):
    """A file to write, in a folder that is there."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Path:
        """Return the path.

        Raises
        ------
        UsageError
            It has no name, is a page or a page's table, or its folder is not there, is none or cannot be written.
        """
        super().convert(value, parameter, context)
        path = Path(value)
        if not path.name:
            raise UsageError(f"{value!r} names no file.")
        if path.exists() and path.resolve().name.endswith(_OF_A_SITE):
            raise UsageError("This is a page, or its table, which would be lost. Name another file.", path=path)
        folder = path.parent
        if not folder.exists():
            raise UsageError("There is no such folder. Make it, or name another.", path=folder)
        try:
            TemporaryFile(dir=folder).close()
        except OSError as error:
            what = f"No file can be written here: {error.strerror}. Name another."
            raise UsageError(what, path=folder) from error
        return path
