"""How many pages a second: publishing against the loop everybody writes, and memory against the number of pages.

    python -m tests.bench.publish_speed

The stand-in runs in a process of its own and answers each request after 50 ms. The loop takes one page after the
other: ndex2's ``save_new_cx2_network``, then ``get_network_summary`` until the network is complete, then the UUID
into the page. Both sides send the same documents.
"""

import argparse
import multiprocessing
import re
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from ndex2.client import Ndex2

from pfocr_net.journal import Journal
from pfocr_net.ndex import Credentials, Ndex
from pfocr_net.pages import read_figure
from pfocr_net.publish import Action, Options, prepare, publish, stamped
from tests.ndex_server.documents import small_document
from tests.ndex_server.process import ServerProcess

LATENCY = 0.05


def make_site(folder: Path, pages: int) -> list[Path]:
    (folder / "_figures").mkdir(parents=True)
    made = [folder / "_figures" / f"PMC{number}__F1.md" for number in range(pages)]
    for page in made:
        text = f"---\nfigid: {page.stem}\nfigtitle: Figure\ncaption: RAB5A activates RAB7A.\nndex: ''\n---\n"
        page.write_text(text)
    return made


def by_loop(folder: Path, pages: list[Path], url: str, build: Callable[..., Any]) -> None:
    client = Ndex2(url, "me", "secret word", skip_version_check=True)
    for page in pages:
        figure = read_figure(page)
        document, _ = stamped(build(figure), figure.figid)
        uuid = client.save_new_cx2_network(document, visibility="PRIVATE").rsplit("/", 1)[-1]
        while not client.get_network_summary(uuid)["completed"]:
            time.sleep(0.1)
        page.write_text(page.read_text().replace("ndex: ''", f"ndex: {uuid}"))


def by_publish(folder: Path, pages: list[Path], url: str, build: Callable[..., Any], *, jobs: int) -> None:
    with (
        Ndex(url, Credentials("me", "secret word")) as ndex,
        Journal(folder / ".pfocr-net" / "journal.sqlite", url, "me") as journal,
    ):
        prepared = map(partial(prepare, build=build), pages)
        for outcome in publish(prepared, ndex, journal, Options(jobs=jobs, map=folder / "ndex_map.tsv")):
            assert outcome.action is Action.CREATED, outcome


def measure(way: Callable[..., None], pages: int, server: ServerProcess) -> tuple[float, int]:
    """Seconds, and the most memory in megabytes, in a process of its own and with an empty account."""
    server.ask("empty")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(_measured, way, pages, server.url).result()


def _measured(way: Callable[..., None], pages: int, url: str) -> tuple[float, int]:
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder), pages)
        begun = time.monotonic()
        way(Path(folder), site, url, small_document)
        seconds = time.monotonic() - begun
        held = sum(bool(re.search("ndex: [0-9a-f-]{36}\n", page.read_text())) for page in site)
    assert held == pages
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=16)
    arguments = parser.parse_args()
    ours = partial(by_publish, jobs=arguments.jobs)
    with ServerProcess(latency=LATENCY) as server:
        rates = {}
        for name, way in {"ndex2, one by one": by_loop, f"publish --jobs {arguments.jobs}": ours}.items():
            seconds, _ = measure(way, arguments.pages, server)
            rates[name] = arguments.pages / seconds
            print(f"{name:24} {rates[name]:8.1f} pages a second")
        loop, own = rates.values()
        print(f"{'':24} {own / loop:8.1f} times")
        for pages in (1_000, 4_000):
            seconds, megabytes = measure(ours, pages, server)
            print(f"{pages:,} pages: {pages / seconds:8.1f} a second, at most {megabytes} MB")


if __name__ == "__main__":
    main()
