"""Pages to workers, what became of them to the ledger."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from pfocr_net.build import Failed
from pfocr_net.corpus.ledger import Ledger
from pfocr_net.corpus.work import Chunk, Done, Engine, Task, Work, build_chunk
from pfocr_net.errors import PageError
from pfocr_net.pages import find_figid

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
        One a page, as they are ready.

    Raises
    ------
    PfocrNetError
        What would go wrong with every page: an option, a style, a data file, the ledger.
    """
    out.mkdir(parents=True, exist_ok=True)
    for part in out.glob(f".{'[0-9a-f]' * 32}.part"):
        part.unlink()  # of a run that was killed
    work = partial(build_chunk, out=out.absolute(), options=options)
    absolute = [str(Path(page).absolute()) for page in pages]
    first = _first_of_doubles(absolute)
    doubles = [
        _double(Task(place, Path(page)), first[page]) for place, page in enumerate(absolute) if page in first
    ]
    single = ((place, Path(page)) for place, page in enumerate(absolute) if page not in first)
    tasks = (Task(place, page, ledger.before(page)) for place, page in single)
    built = (engine or _here)(_chunks(tasks, len(pages)), work)
    for done in itertools.chain([doubles], built):
        ledger.record(done)
        yield from done


def _here(chunks: Iterable[Chunk], work: Work) -> Iterator[list[Done]]:
    return map(work, chunks)


def _chunks(tasks: Iterable[Task], count: int) -> Iterator[Chunk]:
    """Cut many tasks into chunks of `CHUNK`, a few into smaller ones."""
    size = max(1, min(CHUNK, count // CHUNK))
    while chunk := list(itertools.islice(tasks, size)):
        yield chunk


def _first_of_doubles(pages: Iterable[str]) -> dict[str, str]:
    """Map each page that has the figid of another one to the first of them by name."""
    by_figid: dict[str, str] = {}
    first = {}
    for page in sorted(pages):
        with suppress(PageError):  # building it will say what is wrong
            other = by_figid.setdefault(find_figid(Path(page)), page)
            if other != page:
                first[page] = other
    return first


def _double(task: Task, first: str) -> Done:
    what = f"{task.page}: Has the figid of {first}, whose files stand. Give it one of its own."
    return Done(task, Failed(task.page, what, task.page))
