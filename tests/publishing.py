"""A small site to publish from, for tests."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from pfocr_net.journal import Entry, Journal, State
from pfocr_net.ndex import Ndex
from pfocr_net.pages import read_figure
from pfocr_net.publish import Options, Outcome, Page, prepare, publish
from tests.ndex_server import NdexServer
from tests.ndex_server.documents import small_document


class Site:
    """Three pages, their map and their journal, and an account to publish to."""

    def __init__(self, pages: list[Path], ndex: Ndex) -> None:
        self.pages, self.ndex = pages, ndex
        self.folder = pages[0].parents[1]
        self.map = self.folder / "_data" / "ndex_map.tsv"
        self.journal = self.folder / ".pfocr-net" / "journal.sqlite"

    def publish(self, build: Any = small_document, **options: Any) -> dict[str, Outcome]:
        pages = map(partial(prepare, build=build), self.pages)
        with Journal(self.journal, self.ndex.url, "me", rehearsal=options.get("dry_run", False)) as journal:
            outcomes = list(publish(pages, self.ndex, journal, Options(map=self.map, **options)))
        return {outcome.figid: outcome for outcome in outcomes}

    def actions(self, **options: Any) -> list[str]:
        """Publish, and tell what became of the pages, in their order."""
        outcomes = self.publish(**options)
        return [str(outcomes[page.stem].action) for page in self.pages]

    def intend(self, place: int) -> Page:
        """Leave one of the pages as a run does that is killed right before it sends."""
        page = prepare(self.pages[place], small_document)
        assert isinstance(page, Page)
        with Journal(self.journal, self.ndex.url, "me") as journal:
            journal.record([Entry(page.figure.figid, State.INTENT, digest=page.digest)])
        return page

    def fields(self) -> dict[str, str]:
        return {page.stem: read_figure(page).ndex for page in self.pages}


def make_site(make_page: Callable[..., Path], ndex: Ndex) -> Site:
    captions = {"PMC1__f1": "A activates B.", "PMC2__f1": "C inhibits D.", "PMC3__f1": "E binds F."}
    return Site([make_page(figid, caption=caption) for figid, caption in captions.items()], ndex)


def edit(page: Path, old: str, new: str) -> None:
    page.write_text(page.read_text().replace(old, new))


def only(server: NdexServer) -> dict[str, str]:
    """The one network of each figure on the server."""
    server.store.settle()
    return {figid: network.uuid for figid, (network,) in server.networks().items()}
