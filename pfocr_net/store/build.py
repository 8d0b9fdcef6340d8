"""Pages to a store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pfocr_net.build import Failed
from pfocr_net.errors import UsageError
from pfocr_net.store.grow import GrowingStore
from pfocr_net.store.page import Page, read_page

#: So many pages go to a worker at a time.
_CHUNK = 32


@dataclass(frozen=True, slots=True)
class Report:
    """What a store was built from: figures, their nodes and edges, and the pages that could not be read."""

    path: Path
    figures: int
    nodes: int
    edges: int
    failed: tuple[Failed, ...]


def build_store(
    pages: Iterable[Path],
    path: Path | str,
    *,
    data: Path | str | None = None,
    organism: str | None = None,
    jobs: int | None = None,
    told: Callable[[], object] = lambda: None,
) -> Report:
    """Read pages, and keep their networks in one file.

    Parameters
    ----------
    pages : iterable of Path
    path : Path or str
        The file; one that is there is replaced, in one step, when the new one is complete.
    data, organism
        As for `pfocr_net.read_figure`.
    jobs : int, optional
        Processes; by default one a core.
    told : callable, optional
        Called after each page.

    Returns
    -------
    Report
        A page that cannot be read is reported, and stops no other. Of files with the same name the first counts.

    Raises
    ------
    UsageError
        The folder of ``path`` is not there, or no page could be read.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {str(path.parent)!r} to put the store into; make it first.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    read = partial(read_page, data=data, organism=organism)
    try:
        report = _fill(part, path, _read_all([*by_name(pages).values()], read, jobs), told)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return report


def by_name(pages: Iterable[Path]) -> dict[str, Path]:
    """Return pages by their files' names without suffix; of those with the same name the first."""
    named: dict[str, Path] = {}
    for page in pages:
        named.setdefault(page.stem, page)
    return named


def _read_all(pages: list[Path], read: Callable[[Path], Page], jobs: int | None) -> Iterator[Page]:
    workers = min(jobs or os.cpu_count() or 1, 1 + len(pages) // _CHUNK)
    if workers == 1:
        yield from map(read, pages)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(read, pages, chunksize=_CHUNK)


def _fill(part: Path, path: Path, pages: Iterable[Page], told: Callable[[], object]) -> Report:
    failed = []
    with GrowingStore(part) as store:
        for page in pages:
            told()
            became = store.put(page)
            if isinstance(became, Failed):
                failed.append(became)
        if not len(store):
            first = f" The first: {failed[0].why}" if failed else ""
            raise UsageError(f"No page could be read, so there is no store.{first}")
        store.analyze()
        known = store.info()
    return Report(path, known["figures"], known["nodes"], known["edges"], tuple(failed))
