"""Answers that are errors: JSON in the form that Cytoscape's services use, or a page for a reader."""

from __future__ import annotations

import html
import threading
from datetime import UTC, datetime
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from pfocr_net.errors import PfocrNetError
from pfocr_net.formats.page import asset
from pfocr_net.serve.web import PAGE_HEADERS, fill


def refuse(status: int, message: str) -> JSONResponse:
    """Return an error as JSON."""
    content = {
        "errorCode": HTTPStatus(status).name,
        "message": message,
        "description": HTTPStatus(status).description,
        "stackTrace": "",
        "threadId": threading.current_thread().name,
        "timestamp": datetime.now(UTC).isoformat(),
    }
    return JSONResponse(content, status)


def error_answer(request: Request, status: int, message: str) -> Response:
    """Return an error in the form that who asked can read."""
    if "text/html" not in request.headers.get("accept", ""):
        return refuse(status, message)
    said = {"title": html.escape(HTTPStatus(status).phrase), "message": html.escape(message)}
    return HTMLResponse(fill("error.html", css=asset("page.css"), **said), status, PAGE_HEADERS)


async def on_http_error(request: Request, error: Exception) -> Response:
    """Answer an address that is not there, or a method that is not for it."""
    assert isinstance(error, HTTPException)
    return error_answer(request, error.status_code, error.detail)


async def on_own_error(request: Request, error: Exception) -> Response:
    """Answer what is wrong with a page, or with a service behind us."""
    assert isinstance(error, PfocrNetError)
    return error_answer(request, 502 if error.exit_code == 3 else 422, str(error))


async def on_mistake(request: Request, error: Exception) -> Response:
    """Answer what nobody foresaw; the server tells it on its standard error, too."""
    return error_answer(request, 500, f"{type(error).__name__}: a mistake in pfocr-net; please report it.")
