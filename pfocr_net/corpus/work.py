"""What is asked of a worker, and what it answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from pfocr_net.build import Built, Failed, try_figure
from pfocr_net.errors import PageError
from pfocr_net.pages import find_digest


class Outcome(StrEnum):
    """What became of a page in a run."""

    BUILT = "built"
    UNCHANGED = "unchanged"  #: built before from the same content, in the same way; its files stand
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Before:
    """A page that was built before: its figid then, and the digest of its content."""

    figid: str
    digest: str


@dataclass(frozen=True, slots=True)
class Task:
    """A page to build, unless nothing has changed since ``before``; ``place`` is its number in the run."""

    place: int
    page: Path
    before: Before | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task, and in how many seconds; no result where the page is unchanged."""

    task: Task
    result: Built | Failed | None
    seconds: float = 0.0

    @property
    def outcome(self) -> Outcome:
        """The result in a word."""
        if self.result is None:
            return Outcome.UNCHANGED
        return Outcome.BUILT if isinstance(self.result, Built) else Outcome.FAILED


Chunk = Sequence[Task]
Work = Callable[[Chunk], list[Done]]
#: Hands chunks to workers, as many as keep them busy, and yields their answers in any order.
Engine = Callable[[Iterable[Chunk], Work], Iterator[list[Done]]]


def build_chunk(chunk: Chunk, *, out: Path, options: Mapping[str, Any]) -> list[Done]:
    """Build some pages, one after the other.

    Parameters
    ----------
    chunk : sequence of Task
    out : Path
        Folder for the files.
    options : mapping
        Those of `pfocr_net.build.build_figure`, ``formats`` among them.

    Raises
    ------
    PfocrNetError
        What would go wrong with every page: an option, a style, a data file.
    """
    return [_build(task, out, options) for task in chunk]


def _build(task: Task, out: Path, options: Mapping[str, Any]) -> Done:
    begun = time.perf_counter()
    result = None if _stands(task, out, options) else try_figure(task.page, out, **options)
    return Done(task, result, time.perf_counter() - begun)


def _stands(task: Task, out: Path, options: Mapping[str, Any]) -> bool:
    """Tell whether a page is what it was, and its files are still there."""
    before = task.before
    if before is None or not all((out / f"{before.figid}.{name}").exists() for name in options["formats"]):
        return False
    try:
        return find_digest(task.page, before.figid, options.get("data")) == before.digest
    except PageError:
        return False  # building it will say what is wrong
