"""CyREST, the interface of Cytoscape desktop, spoken by py4cytoscape over a session of ours.

Left to itself, py4cytoscape 1.13 writes all it sends into ``./logs``, waits without limit, repeats a call that may
have been heard, and without a Cytoscape asks a bridge on the internet for ever. All that happens below its
``cyrest_get`` and the like, in one function, for which `Cyrest` stands in while it calls them.
"""

from __future__ import annotations

import importlib
import logging
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from pfocr_net.errors import CytoscapeError, UsageError

if TYPE_CHECKING:
    import requests

DEFAULT_URL = "http://127.0.0.1:1234/v1"

#: The first Cytoscape that reads CX2.
OLDEST = (3, 10)

#: py4cytoscape's state belongs to the whole process: one call at a time.
_ONE_AT_A_TIME = threading.Lock()


class Patience(NamedTuple):
    """How long to wait, in seconds: for a first sign of life, and for an answer."""

    sign: float = 2.0
    answer: float = 120.0


PATIENCE = Patience()


class Cyrest:
    """Calls to one Cytoscape.

    Parameters
    ----------
    url : str
        Its address, with or without the closing ``/v1``.
    patience : Patience

    Raises
    ------
    UsageError
        No such address.
    """

    def __init__(self, url: str = DEFAULT_URL, patience: Patience = PATIENCE) -> None:
        import requests

        self.url = _checked(url)
        self._patience = patience
        self._session = requests.Session()
        self._session.trust_env = False  # neither proxy nor .netrc lies between us and our own machine
        self._session.max_redirects = 0

    def version(self) -> str:
        """Return Cytoscape's version.

        Raises
        ------
        CytoscapeError
            Nothing answers within a moment, or something else, or a Cytoscape that is too old.
        """
        try:
            answer = self._send("GET", f"{self.url}/version", timeout=self._patience.sign).json()
            version = str(answer["cytoscapeVersion"])
        except (CytoscapeError, ValueError, TypeError, KeyError) as error:
            what = "No Cytoscape answers" if isinstance(error, CytoscapeError) else "Something else answers"
            raise CytoscapeError(
                f"{what} at {self.url}. Start Cytoscape 3.10 or later, which listens there by itself; "
                "if yours listens elsewhere, name its address: --cytoscape-url."
            ) from error
        if tuple(map(int, re.findall(r"\d+", version)[:2])) < OLDEST:
            raise CytoscapeError(f"Cytoscape {version} at {self.url} cannot read CX2. Update it to 3.10 or later.")
        return version

    def get(self, path: str, **parameters: str) -> Any:
        """Get what lies at a path."""
        return self._call("cyrest_get", path, parameters=parameters)

    def post(self, path: str, body: object, **parameters: str) -> Any:
        """Post JSON."""
        return self._call("cyrest_post", path, body=body, parameters=parameters)

    def put(self, path: str, body: object) -> Any:
        """Put JSON."""
        return self._call("cyrest_put", path, body=body)

    def delete(self, path: str) -> Any:
        """Delete what lies at a path."""
        return self._call("cyrest_delete", path)

    def picture(self, suid: int, suffix: str, height: int) -> bytes:
        """Return the first view of a network as it is drawn, as ``.png``, ``.svg`` or ``.pdf``.

        py4cytoscape would read the picture as text.
        """
        path = f"{self.url}/networks/{suid}/views/first{suffix}"
        return self._send("GET", path, params={"h": height}, timeout=self._patience).content

    def _call(self, function: str, path: str, **given: Any) -> Any:
        with _py4cytoscape(self._transport) as commands:
            return getattr(commands, function)(path, **given, base_url=self.url, require_json=False)

    def _transport(
        self, method: str, url: str, base_url: str = "", raw_request: bool = False, **given: Any
    ) -> requests.Response:
        return self._send(method, url, timeout=self._patience, **given)

    def _send(self, method: str, url: str, **given: Any) -> requests.Response:
        from requests import RequestException, Timeout

        try:
            response = self._session.request(method, url, **given)
        except RequestException as error:
            what = "takes too long to answer" if isinstance(error, Timeout) else "has hung up"
            raise CytoscapeError(f"Cytoscape at {self.url} {what} ({method} {urlsplit(url).path}).") from error
        if response.status_code >= 400:
            refusal = CytoscapeError(f"Cytoscape refused {method} {urlsplit(url).path}: {_reason(response)}")
            refusal.status = response.status_code
            raise refusal
        return response


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(f"{url!r} is no address of a Cytoscape; it must look like {DEFAULT_URL}.")
    return url.rstrip("/").removesuffix("/v1") + "/v1"


def _reason(response: requests.Response) -> str:
    """Return what Cytoscape says of an error, which it says in one of three ways."""
    try:
        said = response.json()
        return str(said["errors"][0]["message"] if "errors" in said else said["message"])
    except (ValueError, TypeError, KeyError, IndexError):
        return f"{response.status_code} {response.text[:200]}".strip()


@contextmanager
def _py4cytoscape(transport: Callable[..., requests.Response]) -> Iterator[Any]:
    """Lend py4cytoscape our transport for the time of a call."""
    with _ONE_AT_A_TIME:
        commands: Any = _imported()
        own, commands._do_request = commands._do_request, transport
        try:
            yield commands
        finally:
            commands._do_request = own


def _imported() -> Any:
    """Import py4cytoscape; unless its log is wanted, without the file that it opens for it at import."""
    folder = "PY4CYTOSCAPE_DETAIL_LOGGER_DIR"
    if "py4cytoscape" in sys.modules or folder in os.environ:
        return importlib.import_module("py4cytoscape.commands")
    with TemporaryDirectory() as os.environ[folder]:
        commands = importlib.import_module("py4cytoscape.commands")
        log = logging.getLogger("py4...")
        log.setLevel(logging.CRITICAL)
        for handler in log.handlers:
            handler.close()
        log.handlers.clear()
    del os.environ[folder]
    return commands
