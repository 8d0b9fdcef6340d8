"""The figures of some folders: which there are, and each with its network, drawn when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pfocr_net import __version__
from pfocr_net.build import Story, read_story
from pfocr_net.layout import place
from pfocr_net.network import build_network
from pfocr_net.pages import find_figures
from pfocr_net.pages.source import TABLES

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
    """Figure pages, each under its file's name without the suffix.

    Parameters
    ----------
    paths : iterable of Path or str
        Pages, folders of pages, checkouts of the site. Nothing else is read but the tables that belong to them.
    data, organism
        As for `pfocr_net.read_figure`.

    Raises
    ------
    UsageError
        A folder without pages.
    """

    def __init__(self, paths: Iterable[Path | str], data: Path | None = None, organism: str | None = None) -> None:
        self.pages: dict[str, Path] = {}
        for page in find_figures(paths):
            self.pages.setdefault(page.stem, page)
        self._data, self._organism = data, organism
        self._drawn = lru_cache(_KEPT)(self._draw)

    def read(self, name: str) -> Story:
        """Read a page, its families and relations.

        Raises
        ------
        KeyError
            There is no such page.
        PageError
            The page cannot be read.
        """
        return read_story(self.pages[name], data=self._data, organism=self._organism)

    def draw(self, name: str) -> Drawn:
        """Return a figure with its network; what has not changed on disk is drawn once.

        Raises
        ------
        KeyError
            There is no such page.
        PageError
            The page cannot be read.
        """
        return self._drawn(name, self.stamp(name))

    def stamp(self, name: str) -> str:
        """Return what tells whether a page or a table of it has changed, or what we make of it."""
        page = self.pages[name]
        folder = self._data or page.parent.parent / "_data"
        files = (page, *(folder / f"{name}-{table}.tsv" for table in TABLES))
        states = [file.stat() for file in files if file.exists()]
        return " ".join([__version__, *(f"{state.st_mtime_ns}:{state.st_size}" for state in states)])

    def _draw(self, name: str, _stamp: str) -> Drawn:
        story = self.read(name)
        network = build_network(story.figure, story.families, story.relations)
        return Drawn(story.figure, network, place(network))
