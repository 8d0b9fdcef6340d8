"""A network as a small drawing without words: enough to tell one figure from another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pfocr_net.serve.shelf import Drawn
from pfocr_net.style import Style

_MARGIN = 20.0
#: Nodes that would be less than a dot are drawn this much larger.
_RIM = 2.5

_LOOK = (
    "line{stroke:var(--c);stroke-linecap:round}"
    "@media (prefers-color-scheme:dark)"
    "{line{stroke:color-mix(in srgb,var(--c) 60%,#fff)}.n{filter:brightness(.86)}}"
)


def sketch(drawn: Drawn, style: Style) -> str:
    """Draw a network as SVG.

    Parameters
    ----------
    drawn : Drawn
    style : Style
        Shapes, fills and rims of the nodes, colours and widths of the edges.

    Returns
    -------
    str
        An SVG document that holds numbers and colours of the style, and nothing of the figure's text.
    """
    _, network, positions = drawn
    looks = {node: style.node(attributes) for node, attributes in network.nodes(data=True)}
    left, top, width, height = _bounds(looks, positions)
    edges = (
        _line(positions[source], positions[target], style.edge(attributes))
        for source, target, attributes in network.edges(data=True)
    )
    nodes = (_outline(positions[node], look) for node, look in looks.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}">'
        f"<style>{_LOOK}</style>{''.join(edges)}{''.join(nodes)}</svg>"
    )


def _bounds(looks: dict[str, dict[str, Any]], positions: Any) -> tuple[float, float, float, float]:
    """Return left, top, width and height of everything with a margin."""
    boxes = [(*positions[node], look["width"] / 2, look["height"] / 2) for node, look in looks.items()]
    left = min((x - w for x, _, w, _ in boxes), default=0.0) - _MARGIN
    top = min((y - h for _, y, _, h in boxes), default=0.0) - _MARGIN
    right = max((x + w for x, _, w, _ in boxes), default=0.0) + _MARGIN
    bottom = max((y + h for _, y, _, h in boxes), default=0.0) + _MARGIN
    return left, top, right - left, bottom - top


def _line(source: tuple[float, float], target: tuple[float, float], look: dict[str, Any]) -> str:
    (x1, y1), (x2, y2) = source, target
    dashes = {"dashed": ' stroke-dasharray="9 7"', "dotted": ' stroke-dasharray="2 6"'}.get(look["line"], "")
    return (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" style="--c:{look["colour"]}"'
        f' stroke-width="{_RIM * look["width"]:.1f}"{dashes}/>'
    )


def _outline(centre: tuple[float, float], look: dict[str, Any]) -> str:
    (x, y), w, h = centre, look["width"] / 2, look["height"] / 2
    rim = f'stroke="{look["border"]}" stroke-width="{_RIM * look["borderWidth"]:.1f}"'
    paint = f'class="n" fill="{look["fill"]}" {rim}'
    corners = "".join(f" {x + w * across:.0f},{y + h * down:.0f}" for across, down in _corners(look["shape"]))
    if corners:
        return f'<polygon points="{corners.strip()}" {paint}/>'
    if look["shape"] == "ellipse":
        return f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{w:.0f}" ry="{h:.0f}" {paint}/>'
    radius = 10 if look["shape"] == "round-rectangle" else 0
    box = f'x="{x - w:.0f}" y="{y - h:.0f}" width="{2 * w:.0f}" height="{2 * h:.0f}"'
    return f'<rect {box} rx="{radius}" {paint}/>'


def _corners(shape: str) -> Iterator[tuple[float, float]]:
    """Yield the corners of a shape, from -1 to 1 across and down; none for rectangles and ellipses."""
    yield from {
        "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
        "hexagon": ((-0.7, -1), (0.7, -1), (1, 0), (0.7, 1), (-0.7, 1), (-1, 0)),
        "octagon": (
            *((-0.8, -1), (0.8, -1), (1, -0.4), (1, 0.4)),
            *((0.8, 1), (-0.8, 1), (-1, 0.4), (-1, -0.4)),
        ),
        "parallelogram": ((-0.75, -1), (1, -1), (0.75, 1), (-1, 1)),
        "triangle": ((0, -1), (1, 1), (-1, 1)),
        "vee": ((-1, -1), (0, -0.5), (1, -1), (0, 1)),
    }.get(shape, ())
