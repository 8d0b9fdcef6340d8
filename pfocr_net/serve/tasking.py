"""Addresses of the service apps, as Cytoscape Web asks them: what it is, begin, how far, the result, forget."""

from __future__ import annotations

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pfocr_net.serve.answers import refuse
from pfocr_net.serve.services import Service
from pfocr_net.serve.site import Site
from pfocr_net.serve.tasks import Task


def about(request: Request) -> Response:
    """Answer with what a service is and takes."""
    return JSONResponse(_service(request).about)


async def begin(request: Request) -> Response:
    """Begin a task."""
    service = _service(request)
    try:
        asked = orjson.loads(await request.body())
        data, parameters = asked.get("data"), asked.get("parameters") or {}
    except ClientDisconnect:
        return Response(status_code=400)
    except (ValueError, AttributeError) as error:
        raise HTTPException(400, "A task is a JSON object with algorithm, data and parameters.") from error
    if not isinstance(parameters, dict):
        raise HTTPException(400, "The parameters of a task are an object.")
    task = _site(request).tasks.begin(lambda: service.work(data, parameters))
    if task is None:
        return refuse(503, "Too many tasks are under way. Try again in a moment.")
    return JSONResponse({"id": task.id}, 202)


def status(request: Request) -> Response:
    """Answer with how far a task is."""
    return JSONResponse(_task(request).state())


def result(request: Request) -> Response:
    """Answer with what a task gave."""
    task = _task(request)
    return JSONResponse(task.state() | {"result": task.result})


def forget(request: Request) -> Response:
    """Forget a task, whether it is still there or not."""
    _service(request)
    _site(request).tasks.forget(request.path_params["id"])
    return JSONResponse({})


ROUTES = [
    Route("/services/{service}", about),
    Route("/services/{service}", begin, methods=["POST"]),
    Route("/services/{service}/{id}/status", status),
    Route("/services/{service}/{id}", result),
    Route("/services/{service}/{id}", forget, methods=["DELETE"]),
]


def _site(request: Request) -> Site:
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def _service(request: Request) -> Service:
    found = _site(request).services.get(request.path_params["service"])
    if found is None:
        raise HTTPException(404, "There is no such service.")
    return found


def _task(request: Request) -> Task:
    _service(request)
    task = _site(request).tasks.get(request.path_params["id"])
    if task is None:
        raise HTTPException(404, "There is no such task, or it has been forgotten.")
    return task
