"""Writing files whole: a reader sees the old content or the new one, never a part."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def write_whole(path: Path, content: str | bytes, *, durable: bool = False) -> Path:
    r"""Write ``content`` beside ``path``, then put it in its place in one step.

    Parameters
    ----------
    path : Path
        The file to write; its folder must exist. The mode of a file that is already there is kept.
    content : str or bytes
        Text is written as UTF-8, line endings as they are.
    durable : bool
        Return only once the content has reached the disk, so that it survives a power cut.

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    OSError
        The disk is full, or the folder is missing or cannot be written. Nothing is left behind.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder, "a.txt"), "α\r\n").read_bytes()
    b'\xce\xb1\r\n'
    """
    with new_file(path, durable=durable) as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return path


@contextmanager
def new_file(path: Path, *, durable: bool = False) -> Iterator[BinaryIO]:
    """Open a file to write beside ``path``; it is put in its place when all is written, or not at all.

    Parameters and errors are those of `write_whole`.
    """
    if (
        path.exists() and not path.is_file() and not path.is_dir()
    ):  # a device or a pipe is written to, not replaced
        with path.open("wb") as file:
            yield file
        return
    path = Path(os.path.realpath(path))
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise
    if durable and os.name == "posix":
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
