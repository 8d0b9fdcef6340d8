"""What browsers get besides figures: the page of all figures, the frame around one, styles and scripts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from string import Template
from types import MappingProxyType

#: Files a browser may ask for, and their types.
FILES: Mapping[str, str] = MappingProxyType({"figures.css": "text/css", "figures.js": "text/javascript"})

#: No page of ours runs what is not ours, or stands within another.
PAGE_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    }
)

#: The page of a figure has a policy of its own, stricter; only what that cannot say is said here.
FIGURE_HEADERS: Mapping[str, str] = MappingProxyType({"Content-Security-Policy": "frame-ancestors 'none'"})


@cache
def web_asset(name: str) -> str:
    """Text of one of the files beside this module."""
    return resources.files(__name__).joinpath(name).read_text("utf-8")


def fill(name: str, **values: str) -> str:
    """Fill the places of a template with values that are HTML already."""
    return Template(web_asset(name)).substitute(values)
