"""The pieces of the page that shows one figure: its values, its links, its looks, its assets.

The HTML file holds all of them in one document; a server can hand them out one by one.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

#: The page's own scripts in the order in which they need each other, the library first.
SCRIPTS = (
    "cytoscape.min.js",
    "graph.js",
    "families.js",
    "caption.js",
    "glyphs.js",
    "panels.js",
    "selection.js",
    "search.js",
    "page.js",
)


@cache
def asset(name: str) -> str:
    """Text of one of the files beside this module.

    Examples
    --------
    >>> asset("page.html").startswith("<!doctype html>")
    True
    """
    return resources.files(__name__).joinpath(name).read_text("utf-8")
