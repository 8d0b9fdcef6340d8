"""Finding pages: a page, a folder of pages, a checkout of the site."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pfocr_net.errors import UsageError


def find_figures(paths: Iterable[Path | str]) -> Iterator[Path]:
    """Find the pages that ``paths`` stand for.

    Parameters
    ----------
    paths : iterable of Path or str
        A page, a folder of pages, or a folder that holds ``_figures``. Whatever is no folder is taken for a
        page, so that reading it says what is wrong with it.

    Yields
    ------
    Path
        The pages in the order of ``paths``, those of a folder by name, each once, by whatever path it is named.

    Raises
    ------
    UsageError
        A folder without pages.

    Examples
    --------
    >>> [page.name for page in find_figures(["examples"])]
    ['PMC8660802__41419_2021_4430_Fig2_HTML.md']
    """
    folders: set[Path] = set()
    alone: set[Path] = set()
    for path in map(Path, paths):
        if path.is_dir():
            folder = path / "_figures" if (path / "_figures").is_dir() else path
            if (place := _place(folder)) not in folders:
                folders.add(place)
                yield from (page for page in _pages_in(folder) if not alone or _place(page) not in alone)
        elif (place := _place(path)) not in alone and not _is_page_in(place, folders):
            alone.add(place)
            yield path


def _place(path: Path) -> Path:
    """Return where a path leads; of links that lead in a circle, where they start to."""
    return Path(os.path.realpath(path))


def _is_page_in(place: Path, folders: set[Path]) -> bool:
    return place.parent in folders and place.suffix == ".md" and place.is_file()


def _pages_in(folder: Path) -> Iterator[Path]:
    names = sorted(page.name for page in folder.glob("*.md"))
    if not names:
        raise UsageError("No page here. Name a page, a folder of *.md pages, or one with _figures.", path=folder)
    return map(folder.joinpath, names)
