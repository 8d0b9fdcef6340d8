"""One self-contained HTML page: the network beside its figure, each edge beside its sentence.

The page needs no other file and asks the network for nothing but the figure's picture. All text is data to
it: embedded as JSON that cannot end its element, shown as text only, linked only in known forms, under a
policy that runs no script and applies no style but the page's own.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from pfocr_net.files import write_whole
from pfocr_net.formats.page import SCRIPTS, asset
from pfocr_net.formats.page.values import page_values
from pfocr_net.style import DEFAULT, Style, read_style

if TYPE_CHECKING:
    import networkx

    from pfocr_net.model import Figure


class Frame(NamedTuple):
    """What a server puts around the page: markup before all else, a style and a script, and whom these may ask."""

    markup: str = ""
    css: str = ""
    script: str = ""
    connects_to: str = "'none'"


NO_FRAME = Frame()


def to_html(
    network: networkx.MultiDiGraph[str],
    positions: Mapping[str, tuple[float, float]],
    style: Style,
    figure: Figure,
    frame: Frame = NO_FRAME,
) -> str:
    """Write the page as one string.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        Nodes, edges and graph with the attributes of `pfocr_net.model`.
    positions : mapping
        Node to (x, y) in points, y down, as `pfocr_net.layout.place` gives them.
    style : Style
        How nodes and edges look.
    figure : Figure
        The figure the network was read from; the edges' ``start`` and ``end`` count in its caption.
    frame : Frame
        What stands around the page; by default nothing.

    Returns
    -------
    str
        An HTML document.
    """
    values = page_values(network, positions, style, figure)
    css, scripts = asset("page.css") + frame.css, [asset(name) for name in SCRIPTS]
    if frame.script:
        scripts.append(frame.script)
    return Template(asset("page.html")).substitute(
        title=html.escape(values["figure"]["title"]),
        policy=policy(css, scripts, values["figure"]["picture"], frame.connects_to),
        css=css,
        frame=frame.markup,
        values=embed(values),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )


def write(
    network: networkx.MultiDiGraph[str],
    path: Path,
    *,
    figure: Figure,
    positions: Mapping[str, tuple[float, float]] | None = None,
    style: Style | str | Path = DEFAULT,
) -> Path:
    """Write the page to a file.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As for `to_html`.
    path : Path
        The file.
    figure : Figure
        The figure the network was read from.
    positions : mapping, optional
        Node to (x, y); by default `pfocr_net.layout.place` finds them.
    style : Style, str or Path
        A style, its name or its file.

    Returns
    -------
    Path
        ``path``.
    """
    if positions is None:
        from pfocr_net.layout import place

        positions = place(network)
    return write_whole(path, to_html(network, positions, read_style(style), figure))


def embed(values: object) -> str:
    r"""JSON that can stand inside a ``<script>`` element, whatever its strings say.

    Examples
    --------
    >>> print(embed("</script><!-- \u2028 &"))
    "\u003c/script\u003e\u003c!-- \u2028 \u0026"
    """
    text = json.dumps(values, separators=(",", ":"))
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def policy(css: str, scripts: list[str], picture: str = "", connects_to: str = "'none'") -> str:
    """Forbid everything but these very scripts, this very style and this very picture."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_digest, scripts))}",
            f"style-src {_digest(css)}",
            f"img-src data: blob: {picture}",
            f"connect-src {connects_to}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
