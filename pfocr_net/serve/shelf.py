"""The figures that are served: those of a store, or of pages that are read into one."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pfocr_net.errors import UsageError
from pfocr_net.layout import place
from pfocr_net.pages import find_figures
from pfocr_net.store import GrowingStore, Store, by_name, is_store, open_store, page_stamp, read_page

if TYPE_CHECKING:
    import networkx

    from pfocr_net.model import Figure

#: Networks kept in memory.
_KEPT = 128


class Drawn(NamedTuple):
    """A figure with its network, and where the nodes stand."""

    figure: Figure
    network: networkx.MultiDiGraph[str]
    positions: Mapping[str, tuple[float, float]]


class Shelf:
    """The figures of a store, drawn when they are asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._drawn = lru_cache(_KEPT)(self._draw)

    def __len__(self) -> int:
        return self.store.pages()[0]

    def __contains__(self, name: str) -> bool:
        return name in self.store

    def draw(self, name: str) -> Drawn:
        """Return a figure with its network; what has not changed is drawn once.

        Raises
        ------
        PageError
            The page cannot be read.
        UsageError
            There is no such figure.
        """
        self.refresh(name)
        return self._drawn(name, self.store.stamp(name))

    def refresh(self, name: str) -> None:
        """See to it that the store knows a figure as it is now."""

    def refresh_all(self, stop: threading.Event) -> None:
        """See to it that the store knows all figures as they are now."""

    def _draw(self, name: str, _stamp: str) -> Drawn:
        network = self.store.network(name)
        return Drawn(self.store.figure(name), network, place(network))


class PageShelf(Shelf):
    """The figures of pages: these are read into a store, and again when they have changed on disk.

    Parameters
    ----------
    pages : mapping of str to Path
        Pages by their files' names without suffix. Nothing else is read but the tables that belong to them.
    store : GrowingStore
        It knows no other pages.
    data, organism
        As for `pfocr_net.read_figure`.
    """

    def __init__(
        self,
        pages: Mapping[str, Path],
        store: GrowingStore,
        data: Path | None = None,
        organism: str | None = None,
    ) -> None:
        super().__init__(store)
        self._pages, self._growing = pages, store
        self._data, self._organism = data, organism
        self._reading = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, name: str) -> bool:
        return name in self._pages and self._pages[name].exists()

    def refresh(self, name: str) -> None:
        """Read a page into the store if it is new or has changed."""
        page = self._pages[name]
        with self._reading:
            if self.store.stamp(name) != page_stamp(page, self._data, self._organism):
                self._growing.put(read_page(page, data=self._data, organism=self._organism))

    def refresh_all(self, stop: threading.Event) -> None:
        """Read all pages into the store that are new or have changed, until told to stop."""
        for name in self._pages:
            if stop.is_set():
                return
            self.refresh(name)
        self._growing.analyze()


def open_shelf(
    paths: Sequence[Path | str],
    kept: Path | None = None,
    data: Path | None = None,
    organism: str | None = None,
) -> Shelf:
    """Open a store, or pages.

    Parameters
    ----------
    paths : sequence of Path or str
        One store; or pages, folders of pages, checkouts of the site.
    kept : Path, optional
        The store that pages are read into; by default one that is gone at the end.
    data, organism
        As for `pfocr_net.read_figure`.

    Raises
    ------
    UsageError
        A folder without pages; a store together with anything else; a store to keep that is of other pages.
    DataError
        The store is none, or cannot be written.
    """
    if not any(map(is_store, paths)):
        pages, store = by_name(find_figures(paths)), GrowingStore(kept)
        _forget_others(store, pages.keys())
        return PageShelf(pages, store, data, organism)
    if len(paths) > 1 or kept or data or organism:
        raise UsageError("A store is served as it is: name no other PATH, and no --store, --data or --organism.")
    return Shelf(open_store(paths[0]))


def _forget_others(store: GrowingStore, pages: Set[str]) -> None:
    """Take pages that are gone out of a store; but one that is mostly of other pages was hardly meant."""
    known = store.names()
    others = known - pages
    if len(others) > len(known) / 2:
        store.close()
        counted = f"{len(others):,} of its {len(known):,} pages are not here"
        raise UsageError(f"{counted}. Name another store, or serve this one alone.", path=store.path)
    store.forget(others)
