"""Addresses of figures: the page of all, the page of one, its sketch, its files, its way to Cytoscape desktop."""

from __future__ import annotations

import html
import mimetypes
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from pfocr_net.cytoscape import push_to_cytoscape
from pfocr_net.formats import format_names, write_network
from pfocr_net.formats.html import Frame, to_html
from pfocr_net.formats.page import asset
from pfocr_net.serve.shelf import Drawn
from pfocr_net.serve.site import Site
from pfocr_net.serve.sketch import sketch
from pfocr_net.serve.web import FIGURE_HEADERS, FILES, PAGE_HEADERS, fill, web_asset
from pfocr_net.store import Order, Query, Where, search, unread

#: Names shown of what a figure holds, in the list of all figures.
_NAMES_SHOWN = 8

_LONGEST_QUERY = 200


def home(_request: Request) -> Response:
    """Answer with the page of all figures."""
    return HTMLResponse(web_asset("figures.html"), headers=PAGE_HEADERS)


def file(request: Request) -> Response:
    """Answer with a style or script of the pages."""
    name = request.path_params["name"]
    if name not in FILES:
        raise HTTPException(404, "There is no such file.")
    shared = asset("page.css") if name.endswith(".css") else ""
    return Response(shared + web_asset(name), media_type=FILES[name])


def listing(request: Request) -> Response:
    """Answer with some of the figures that are looked for."""
    shelf, query = _site(request).shelf, _query(request)
    cards, total = search(shelf.store, query)
    read, failed = shelf.store.pages()
    figures = [
        {
            **card._asdict(),
            "families": card.families[:_NAMES_SHOWN],
            "more": max(0, len(card.families) - _NAMES_SHOWN),
            "genes": len(card.genes),
            "matched": card.matched[:_NAMES_SHOWN],
        }
        for card in cards
    ]
    is_last = query.offset + len(cards) == total
    torn = unread(shelf.store, query) if is_last else []
    counts = {"total": total, "read": read, "of": len(shelf), "failed": failed}
    return JSONResponse(counts | {"figures": figures, "unread": torn})


def figure(request: Request) -> Response:
    """Answer with the page of one figure, as it is written to a file, in a frame."""
    site, name = _site(request), request.path_params["name"]
    drawn = _drawn(request)
    base, here = str(request.base_url), f"/figures/{quote(name)}"
    links = "".join(
        f'<li><a href="{here}/network.{quote(format)}" download>{html.escape(format)}</a></li>'
        for format in format_names()
    )
    markup = fill(
        "frame.html",
        web=html.escape(f"{site.web}/?import={quote(f'{base}figures/{quote(name)}/network.cx2', safe='')}"),
        desktop=html.escape(f"{here}/desktop"),
        files=links,
    )
    frame = Frame(markup, web_asset("frame.css"), web_asset("frame.js"), "'self'")
    page = to_html(drawn.network, drawn.positions, site.style, drawn.figure, frame)
    return HTMLResponse(page, headers=FIGURE_HEADERS)


def sketched(request: Request) -> Response:
    """Answer with a small drawing of a network."""
    headers = {"Cache-Control": "private, max-age=60"}
    return Response(sketch(_drawn(request), _site(request).style), media_type="image/svg+xml", headers=headers)


def download(request: Request) -> Response:
    """Answer with a network in one of the formats."""
    name, format = request.path_params["name"], request.path_params["format"]
    if format not in format_names():
        raise HTTPException(404, f"There is no format {format!r}; there are {', '.join(format_names())}.")
    drawn = _drawn(request)
    with TemporaryDirectory() as folder:
        path = write_network(
            drawn.network,
            Path(folder, f"network.{format}"),
            format=format,
            figure=drawn.figure,
            positions=drawn.positions,
            style=_site(request).style,
        )
        content = path.read_bytes()
    kind = "application/json" if format == "cx2" else mimetypes.guess_type(f"a.{format}")[0]
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(f'{name}.{format}', safe='')}"}
    return Response(content, media_type=kind or "application/octet-stream", headers=headers)


def desktop(request: Request) -> Response:
    """Put a network into Cytoscape desktop."""
    site, drawn = _site(request), _drawn(request)
    with site.one_push_at_a_time:
        pushed = push_to_cytoscape(
            drawn.network, url=site.cytoscape_url, positions=drawn.positions, style=site.style, groups=True
        )
    families = " Its families open and close." if pushed.groups else ""
    message = f"It is open in Cytoscape, in the style “{pushed.style}”.{families}"
    return JSONResponse({"suid": pushed.suid, "message": message})


ROUTES = [
    Route("/", home),
    Route("/web/{name}", file),
    Route("/figures.json", listing),
    Route("/figures/{name}", figure),
    Route("/figures/{name}/sketch.svg", sketched),
    Route("/figures/{name}/network.{format}", download),
    Route("/figures/{name}/desktop", desktop, methods=["POST"]),
]


def _site(request: Request) -> Site:
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def _drawn(request: Request) -> Drawn:
    shelf, name = _site(request).shelf, request.path_params["name"]
    if name not in shelf:
        raise HTTPException(404, f"There is no figure called {name!r} here.")
    return shelf.draw(name)


def _query(request: Request) -> Query:
    asked = request.query_params
    numbers = [asked.get(name) or "0" for name in ("from", "to", "offset")]
    if not all(re.fullmatch(r"[0-9]{1,9}", number) for number in numbers):
        raise HTTPException(422, "from, to and offset are whole numbers.")
    first, last, offset = map(int, numbers)
    return Query(
        words=asked.get("q", "")[:_LONGEST_QUERY],
        where=cast(Where, asked.get("in", "")),
        first=first,
        last=last or 9999,
        order=cast(Order, asked.get("sort", "match")),
        offset=offset,
    )
