"""Workers of a Dask cluster: they get the software from here, once each, and share a file system with us."""

from __future__ import annotations

import io
import os
import pickle
import sys
import zipfile
from collections.abc import Callable, Hashable, Iterable, Iterator
from hashlib import sha256
from importlib.metadata import distribution
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pfocr_net import __version__
from pfocr_net.build import Failed
from pfocr_net.corpus.recipe import package_files
from pfocr_net.corpus.work import Chunk, Done, Task, Work
from pfocr_net.errors import ServiceError, UsageError

if TYPE_CHECKING:
    from distributed import Client, Future, Worker, WorkerPlugin

#: Chunks that are under way at a time: enough for some hundred workers.
AHEAD = 1000


def on_cluster(
    chunks: Iterable[Chunk], work: Work, *, out: Path, scheduler: str | None = None, jobs: int = 1
) -> Iterator[list[Done]]:
    """Hand chunks to the workers of a Dask cluster.

    Each worker gets this very software, lexicon included, when it joins: what is installed there does not count,
    besides the libraries that the software needs. What a worker that dies was working on goes to another one; a
    chunk with which several die is tried page by page, and a page with which they still die once more, alone.

    Parameters
    ----------
    chunks : iterable of sequences of Task
        Taken as they are needed.
    work : callable
        What to do with a chunk.
    out : Path
        The folder that all workers must see.
    scheduler : str, optional
        Address of the scheduler, as ``tcp://host:8786``; without it a cluster of processes is started here.
    jobs : int
        How many processes that has.

    Yields
    ------
    list of Done
        A chunk at a time, as they are ready.

    Raises
    ------
    UsageError
        Dask is not installed, a worker lacks a library, or does not see ``out``.
    ServiceError
        The scheduler does not answer, or not any more.
    """
    from asyncio import CancelledError

    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("Dask is not installed: pip install 'pfocr-net[dask]'.") from error

    here = {"n_workers": jobs, "threads_per_worker": 1, "dashboard_address": None}
    try:
        with Client(**({"address": scheduler} if scheduler else here)) as client:
            _check_sight(client, out)
            client.register_plugin(_shipment(_packed_software()))
            yield from _work_off(client, iter(chunks), work)
    except ImportError as error:
        what = f"A worker lacks a library: {error}. Install there what it needs: pip install 'pfocr-net[dask]'."
        raise UsageError(what) from error
    except (OSError, CancelledError) as error:
        what = f"The Dask scheduler does not answer: {error}. What is built stays; run again to go on."
        raise ServiceError(what) from error


def _work_off(client: Client, chunks: Iterator[Chunk], work: Work) -> Iterator[list[Done]]:
    from distributed import KilledWorker, as_completed

    unpack = _unpacking()
    running: dict[Hashable, Chunk] = {}
    doubtful: list[Task] = []

    def hand(chunk: Chunk) -> Future[list[Done]]:
        future = client.submit(unpack, pickle.dumps((work, chunk)), pure=False)
        running[future.key] = chunk
        return future

    futures = as_completed([hand(chunk) for chunk in islice(chunks, AHEAD)])
    for future in futures:
        chunk = running.pop(future.key)
        try:
            yield future.result()
        except KilledWorker:
            if len(chunk) > 1:
                futures.update([hand([task]) for task in chunk])
            else:
                doubtful += chunk
        futures.update([hand(chunk) for chunk in islice(chunks, 1)])
    for task in doubtful:  # alone, so that none is blamed for its neighbour
        try:
            yield hand([task]).result()
        except KilledWorker:
            yield [_died(task)]


def _unpacking() -> Callable[[bytes], list[Done]]:
    """Return a function that a scheduler without our software can pass on: it goes there as code, not by name."""

    def unpack(packed: bytes) -> list[Done]:
        work, chunk = pickle.loads(packed)
        return cast("list[Done]", work(chunk))

    return unpack


def _packed_software() -> bytes:
    """Return this package, and what names its formats, as a ZIP file."""
    names = distribution("pfocr-net")
    contents = {f"pfocr_net/{name}": file.read_bytes() for name, file in package_files()} | {
        f"pfocr_net-{__version__}.dist-info/{name}": names.read_text(name) or ""
        for name in ("METADATA", "entry_points.txt")
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _shipment(packed: bytes) -> WorkerPlugin:
    """Return what unpacks the software when a worker joins; it goes there as code, not by name."""
    from distributed import WorkerPlugin

    class Shipment(WorkerPlugin):
        name = f"pfocr-net-{sha256(packed).hexdigest()}"
        idempotent = True

        def setup(self, worker: Worker) -> None:
            folder = Path(worker.local_directory, self.name)
            if str(folder) not in sys.path:
                zipfile.ZipFile(io.BytesIO(packed)).extractall(folder)
                for module in [name for name in sys.modules if name.split(".")[0] == "pfocr_net"]:
                    del sys.modules[module]
                sys.path.insert(0, str(folder))

    return Shipment()


def _check_sight(client: Client, out: Path) -> None:
    """Make sure that all workers see the folder for the files."""
    blind = [worker for worker, sees in client.run(os.path.isdir, str(out)).items() if not sees]
    if blind:
        what = f"This folder is not seen by {', '.join(blind)}. Pages and networks must lie where all workers are."
        raise UsageError(what, path=out)


def _died(task: Task) -> Done:
    why = f"{task.page}: The workers that built it died, one after the other. Please report the page."
    return Done(task, Failed(task.page, why, task.page))
