"""Files that commands write: that there is no place for one is told before the work, not after it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pfocr_net.errors import UsageError


class OutFile(click.Path):
    """A file to write, in a folder that is there."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Path:
        """Return the path.

        Raises
        ------
        UsageError
            Its folder is not there.
        """
        super().convert(value, parameter, context)
        path = Path(value)
        if not path.parent.is_dir():
            raise UsageError("There is no such folder. Make it, or name another.", path=path.parent)
        return path
