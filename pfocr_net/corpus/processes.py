"""Workers on this machine: one process a core."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import cast

from pfocr_net.build import Failed, document_of
from pfocr_net.corpus.work import Chunk, Done, Task, Work
from pfocr_net.errors import UsageError
from pfocr_net.model import Figure

#: A worker that needs longer for a chunk, in seconds, is taken to hang.
PATIENCE = 120


def core_count() -> int:
    """Return how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(
    chunks: Iterable[Chunk], work: Work, *, jobs: int, patience: int = PATIENCE
) -> Iterator[list[Done]]:
    """Hand chunks to processes of this machine.

    When a process dies, or does not finish a chunk, the pages that were under way are tried once more, one by one.
    A page with which a process dies again has failed.

    Parameters
    ----------
    chunks : iterable of sequences of Task
        Taken as they are needed: two for each process are under way.
    work : callable
        What to do with a chunk.
    jobs : int
        Number of processes.
    patience : int
        Seconds that a chunk may take (not on Windows).

    Yields
    ------
    list of Done
        A chunk at a time, as they are ready.

    Raises
    ------
    UsageError
        Processes cannot be started.
    """
    chunks, work = iter(chunks), partial(_in_time, pickle.dumps(work), patience)
    while lost := (yield from _work_off(chunks, work, jobs, ahead=2 * jobs)):
        alone = iter([[task] for task in lost])
        while died := (yield from _work_off(alone, work, jobs=1, ahead=1)):
            yield [_died(task) for task in died]


def _work_off(
    chunks: Iterator[Chunk], work: Work, jobs: int, ahead: int
) -> Generator[list[Done], None, list[Task]]:
    """Work until all is done, or a process dies; return the tasks that were under way then."""
    running: dict[Future[list[Done]], Chunk] = {}
    others = set(active_children())
    pool = _open_pool(jobs)
    try:
        for chunk in chunks:
            running[_submit(pool, work, chunk)] = chunk
            if len(running) >= ahead:
                yield from _take(running)
        while running:
            yield from _take(running)
    except BrokenProcessPool:
        return [task for chunk in running.values() for task in chunk]
    except (KeyboardInterrupt, GeneratorExit):  # nobody waits for the rest; no file is left half-written
        for worker in set(active_children()) - others:
            worker.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
    return []


def _open_pool(jobs: int) -> ProcessPoolExecutor:
    """Start all processes at once, for each first reads lexicon and rules; return when the first is ready."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin)
    try:
        wait([pool.submit(os.getpid) for _ in range(jobs)], return_when=FIRST_COMPLETED).done.pop().result()
    except BrokenProcessPool as error:
        what = "Processes cannot be started. A script needs `if __name__ == '__main__':` around what calls this."
        raise UsageError(what) from error
    return pool


def _submit(pool: ProcessPoolExecutor, work: Work, chunk: Chunk) -> Future[list[Done]]:
    try:
        return pool.submit(work, chunk)
    except BrokenProcessPool as error:
        broken: Future[list[Done]] = Future()
        broken.set_exception(error)
        return broken


def _take(running: dict[Future[list[Done]], Chunk]) -> Iterator[list[Done]]:
    """Wait for answers, and take them out of what is running."""
    answered, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in answered:
        done = future.result()
        del running[future]
        yield done


def _died(task: Task) -> Done:
    why = f"{task.page}: The process that built it died, twice: out of memory, or it hung. Please report the page."
    return Done(task, Failed(task.page, why, task.page))


def _begin() -> None:
    """Leave Ctrl-C to the parent, end when it ends, however that comes about, and read lexicon and rules once.

    The garbage collector need not look at these again.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()
    document_of(Figure("", caption="A activates B."))
    gc.freeze()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _in_time(packed: bytes, patience: int, chunk: Chunk) -> list[Done]:
    """Work on a chunk; the alarm ends this process."""
    work = _unpacked(packed)
    if sys.platform == "win32":
        return work(chunk)
    signal.alarm(patience)
    try:
        return work(chunk)
    finally:
        signal.alarm(0)


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Work:
    """Unpack what to do once a process: what is remembered of its style then holds for all chunks."""
    return cast(Work, pickle.loads(packed))
