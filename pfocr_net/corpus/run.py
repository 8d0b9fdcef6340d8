"""Pages to workers, what became of them to the ledger."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pfocr_net.build import Failed
from pfocr_net.corpus.ledger import Ledger
from pfocr_net.corpus.work import Chunk, Done, Engine, Task, Work, build_chunk

#: Pages that go to a worker at a time: some tenths of a second.
CHUNK = 32


def build_corpus(
    pages: Sequence[Path | str],
    out: Path,
    ledger: Ledger,
    *,
    engine: Engine | None = None,
    **options: Any,
) -> Iterator[Done]:
    """Build the networks of many pages.

    A page that the ledger knows as built, from the same content and by the same recipe, is left as it is if its
    files are still there. What became of a page is in the ledger when it is told here. The same pages give the
    same files, however many workers there are and in whatever order they work: of pages with one figid, the first
    by name counts.

    Parameters
    ----------
    pages : sequence of Path or str
    out : Path
        Folder for the files; made if missing.
    ledger : Ledger
    engine : callable
        Who does the work: by default this process; else `in_processes` or `on_cluster`, their options filled in.
    **options
        As for `pfocr_net.build.build_figure`; ``formats`` must be given.

    Yields
    ------
    Done
        One a page, as they are ready; and once more for pages with the figid of another.

    Raises
    ------
    PfocrNetError
        What would go wrong with every page: an option, a style, a data file, the ledger.
    """
    out.mkdir(parents=True, exist_ok=True)
    for part in out.glob(".*.part"):
        part.unlink()  # of a run that was killed
    work = partial(build_chunk, out=out.absolute(), options=options)
    absolute = (Path(page).absolute() for page in pages)
    tasks = (Task(place, page, ledger.before(page)) for place, page in enumerate(absolute))
    for done in (engine or _here)(_chunks(tasks, len(pages)), work):
        ledger.record(done)
        yield from done
    yield from _each_figid_once(ledger, work)


def _here(chunks: Iterable[Chunk], work: Work) -> Iterator[list[Done]]:
    return map(work, chunks)


def _chunks(tasks: Iterable[Task], count: int) -> Iterator[Chunk]:
    """Cut many tasks into chunks of `CHUNK`, a few into smaller ones."""
    size = max(1, min(CHUNK, count // CHUNK))
    while chunk := list(itertools.islice(tasks, size)):
        yield chunk


def _each_figid_once(ledger: Ledger, work: Work) -> Iterator[Done]:
    """Where several pages have one figid, build the first by name once more, and let the others fail."""
    for first, *others in ledger.doubles():
        done = work([first])
        for task in others:
            what = f"{task.page}: Has the figid of {first.page}, whose files stand. Give it one of its own."
            done.append(Done(task, Failed(task.page, what, task.page)))
        ledger.record(done)
        yield from done
