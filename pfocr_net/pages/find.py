"""Finding pages: a page, a folder of pages, a checkout of the site."""

from __future__ import annotations

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
        The pages in the order of ``paths``, those of a folder by name, each once.

    Raises
    ------
    UsageError
        A folder without pages.

    Examples
    --------
    >>> [page.name for page in find_figures(["examples"])]
    ['PMC8660802__41419_2021_4430_Fig2_HTML.md']
    """
    seen: set[str] = set()
    for path in map(Path, paths):
        for page in _pages_in(path) if path.is_dir() else [path]:
            if str(page) not in seen:
                seen.add(str(page))
                yield page


def _pages_in(folder: Path) -> Iterator[Path]:
    figures = folder / "_figures"
    inside = figures if figures.is_dir() else folder
    names = sorted(page.name for page in inside.glob("*.md"))
    if not names:
        raise UsageError("No page here. Name a page, a folder of *.md pages, or one with _figures.", path=folder)
    return map(inside.joinpath, names)
