"""How long a corpus takes, and how much memory: its pages repeated with changed ids, built by the command line.

    python -m tests.bench.scale FOLDER [--sizes 1000 10000 100000] [--jobs 2]

FOLDER is a site: pages in _figures, tables in _data. Each size is built with --jobs processes; the first also with
one, and the last once more when nothing has changed. Memory is what all processes of a run hold together at its
height, shared pages counted once (Linux).
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import psutil

from pfocr_net.errors import PageError
from pfocr_net.pages import find_figures, read_figure


def repeat(site: Path, copy: Path, pages: int) -> None:
    """Write so many pages: those of a site again and again, each with a figid of its own."""
    (copy / "_figures").mkdir(parents=True)
    (copy / "_data").mkdir()
    found = []
    for page in find_figures([site]):
        with suppress(PageError):
            figid = read_figure(page).figid
            tables = {
                table.name.removeprefix(figid): table.read_bytes() for table in site.glob(f"_data/{figid}-*")
            }
            found.append((figid, page.read_text("utf-8"), tables))
    for number, (figid, text, tables) in zip(range(pages), cycle(found), strict=False):
        name = f"{figid}.{number}"
        page = copy / f"_figures/{name}.md"
        page.write_text(text.replace(f"figid: {figid}\n", f"figid: {name}\n"), "utf-8")
        for ending, table in tables.items():
            (copy / f"_data/{name}{ending}").write_bytes(table)


def build(site: Path, out: Path, jobs: int, what: str) -> None:
    """Build a site, and print what it took."""
    report = out.with_suffix(".json")
    options = ["-f", "cx2", "--jobs", str(jobs), "-o", str(out), "--report", str(report)]
    command = [sys.executable, "-c", "from pfocr_net.cli import main; main()", "build", str(site), *options]
    start = time.monotonic()
    run = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while run.poll() is None:
        most = max(most, memory(run))
        with suppress(psutil.TimeoutExpired):
            run.wait(0.5)
    seconds = time.monotonic() - start
    told = json.loads(report.read_text())
    pages = told["built"] + told["unchanged"] + told["failed"]
    print(
        f"{pages:>9,} pages, {jobs} jobs, {what:<10}{seconds:8.1f} s {1000 * seconds / pages:8.2f} ms a page"
        f" {pages / seconds:8.0f} a second {most / 2**20:8.0f} MB"
        f"  ({told['built']:,} built, {told['unchanged']:,} unchanged, {told['failed']:,} failed)",
        flush=True,
    )


def memory(run: psutil.Process) -> int:
    """Bytes that a process and its children hold, shared pages counted once."""
    held = 0
    for process in (run, *run.children(recursive=True)):
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            held += process.memory_full_info().pss
    return held


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", help="where the copies go, gigabytes  [default: the system's for such]")
    given = parser.parse_args()
    for size in given.sizes:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            site, out = Path(folder, "site"), Path(folder, "out")
            repeat(given.site, site, size)
            if size == given.sizes[0] and given.jobs > 1:
                build(site, out, 1, "new")
                out = Path(folder, "again")
            build(site, out, given.jobs, "new")
            if size == given.sizes[-1]:
                build(site, out, given.jobs, "unchanged")


if __name__ == "__main__":
    main()
