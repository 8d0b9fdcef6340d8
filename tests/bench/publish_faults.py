"""Kill publishing at random moments, let the server fail at random, and see that nothing is lost or doubled.

    python -m tests.bench.publish_faults --runs 300

Each run has its own seed, 40 pages and an empty server. It publishes again and again; each time the process may
be killed with SIGKILL, at a random moment or at a random opening, renaming or sending, and every request may meet
one of the faults of `tests.ndex_server.faults`. Some captions change in between. Then the faults stop, publishing
is run to its end, and all must be well: one network a page, with its content; its UUID in the page and in the map,
and no other byte changed; rows of others kept; and one more run that sends nothing.
"""

import argparse
import os
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import ndex2.transport  # noqa: F401  (before forking, so that each run need not)

from pfocr_net.errors import PfocrNetError
from pfocr_net.journal import Journal
from pfocr_net.ndex import Credentials, Ndex, Pace
from pfocr_net.pages import read_figure
from pfocr_net.publish import Action, Options, Outcome, Page, prepare, publish, stamped
from pfocr_net.sync import Finding, compare, repair, view
from tests.ndex_server.documents import small_document
from tests.ndex_server.process import ServerProcess

PAGES = 40
WAVE = 15
PACE = Pace(connect=5, read=5, look=0.01, first=0.01, longest=0.1, attempts=5, patience=20, grace=0.6)
FOREIGN_ROW = "PMC0__old\t85034b42-de8a-11ea-99da-0ac135e8bacf\r\n"

#: Moments to be killed at: audit events of Python, and how many of them a run has, about.
MOMENTS = (
    (("open", "os.rename", "http.client.send", "http.client.connect"), 650),
    (("http.client.send",), 90),
)


class Site:
    """Forty pages of both line endings, and a map with a row of somebody else's."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.map = folder, folder / "_data" / "ndex_map.tsv"
        (folder / "_figures").mkdir()
        self.map.parent.mkdir()
        self.map.write_bytes(FOREIGN_ROW.encode())
        self.texts = {f"PMC{number}__F1": self._text(number, 0) for number in range(PAGES)}
        for figid, text in self.texts.items():
            self.page(figid).write_bytes(text.encode())

    def page(self, figid: str) -> Path:
        return self.folder / "_figures" / f"{figid}.md"

    def change(self, number: int, edition: int) -> None:
        """Give a page another caption; its field keeps what it holds."""
        figid = f"PMC{number}__F1"
        held = re.search(r"ndex: (.*?)\r?\n", self.page(figid).read_bytes().decode()).group(1)
        self.texts[figid] = self._text(number, edition)
        self.page(figid).write_bytes(self.texts[figid].replace("ndex: ''", f"ndex: {held}").encode())

    def prepared(self) -> Iterator[Page | Outcome]:
        return map(partial(prepare, build=small_document), map(self.page, self.texts))

    @staticmethod
    def _text(number: int, edition: int) -> str:
        lines = ["---", f"figid: PMC{number}__F1", f"figtitle: Figure {number}"]
        lines += [f"caption: Edition {edition} of {number}.  µ", "ndex: ''", "seo: CreativeWork", "---", ""]
        return ("\r\n" if number % 2 else "\n").join(lines)


def publish_once(site: Site, url: str) -> Counter[Action]:
    options = Options(map=site.map, jobs=8)
    with (
        Ndex(url, Credentials("me", "secret word"), pace=PACE) as ndex,
        Journal(site.folder / ".pfocr-net" / "journal.sqlite", url, "me") as journal,
    ):
        return Counter(outcome.action for outcome in publish(site.prepared(), ndex, journal, options, wave=WAVE))


def publish_and_die(site: Site, url: str, dice: random.Random) -> bool:
    """Publish in a process that may be killed; tell whether it was."""
    way, seconds = dice.choice(["time", "event", "event", "none"]), dice.uniform(0, 0.6)
    events, number = dice.choice(MOMENTS)
    left = [dice.randrange(number)]
    child = os.fork()
    if child == 0:
        if way == "event":
            sys.addaudithook(partial(_die_at, events, left))
        os._exit(_exit_code(site, url))
    if way == "time":
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) in (0, 3)
    return os.WIFSIGNALED(status)


def _exit_code(site: Site, url: str) -> int:
    try:
        publish_once(site, url)
    except PfocrNetError as error:
        return error.exit_code
    except BaseException:  # noqa: BLE001  (this is a fork: nothing may leave it)
        traceback.print_exc()
        return 99
    return 0


def _die_at(events: tuple[str, ...], left: list[int], event: str, _: object) -> None:
    if event in events:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)


def survive(seed: int, server: ServerProcess) -> Counter[str]:
    """One run; what is wrong in the end raises AssertionError."""
    dice = random.Random(seed)
    told: Counter[str] = Counter()
    server.ask("fail", 0.0, 0)
    server.ask("empty")
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        for edition in range(1, dice.randint(2, 5)):
            server.ask("fail", dice.choice([0.0, 0.05, 0.2]), dice.random())
            told["killed"] += publish_and_die(site, server.url, dice)
            told["started"] += 1
            for number in dice.sample(range(PAGES), dice.choice([0, 0, 3])):
                site.change(number, edition)
        server.ask("fail", 0.0, 0)
        for _ in range(3):
            told["started"] += 1
            if not publish_once(site, server.url)[Action.FAILED]:
                break
        clean(site, server.url)
        check(site, server, seed)
        told["requests"] += server.ask("calls")
    return told


def clean(site: Site, url: str) -> None:
    """Put what the server rejected after its answer was lost into the trash."""
    options = Options(map=site.map)
    with (
        Ndex(url, Credentials("me", "secret word"), pace=PACE) as ndex,
        Journal(site.folder / ".pfocr-net" / "journal.sqlite", url, "me") as journal,
    ):
        sides = view(site.prepared(), ndex, journal, options)
        left = [d for d in repair(compare(sides, with_map=True), sides, ndex, journal, options) if not d.repaired]
    # Content that reached NDEx twice was changed there, but is the same.
    assert [d for d in left if d.figid != "PMC0__old" and d.finding is not Finding.CHANGED_THERE] == [], left


def check(site: Site, server: ServerProcess, seed: int) -> None:
    networks = server.ask("networks")
    rows = dict(line.split("\t") for line in site.map.read_text().splitlines())
    assert dict.fromkeys(site.texts, 1) == {figid: len(uuids) for figid, uuids in networks.items()}, seed
    for figid, text in site.texts.items():
        ((uuid, digest),) = networks[figid]
        assert digest == stamped(small_document(read_figure(site.page(figid))), figid)[1], (seed, figid)
        assert site.page(figid).read_bytes() == text.replace("ndex: ''", f"ndex: {uuid}").encode(), (seed, figid)
        assert rows.pop(figid) == uuid, (seed, figid)
    assert site.map.read_bytes().startswith(FOREIGN_ROW.encode()), seed
    assert len(rows) == 1, (seed, rows)
    sent, before = server.ask("writes"), site.map.read_bytes()
    assert publish_once(site, server.url) == {Action.UNCHANGED: PAGES}, seed
    assert server.ask("writes") == sent, seed
    assert site.map.read_bytes() == before, seed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    arguments = parser.parse_args()
    told: Counter[str] = Counter()
    begun = time.monotonic()
    with ServerProcess(load_time=0.002, moment=0.05) as server:
        for seed in range(arguments.seed, arguments.seed + arguments.runs):
            told += survive(seed, server)
    print(
        f"{arguments.runs} runs of {PAGES} pages, {told['started']} starts, {told['killed']} killed, "
        f"{told['requests']:,} requests, {time.monotonic() - begun:.0f} s: nothing lost, nothing doubled"
    )


if __name__ == "__main__":
    main()
