"""An account on an NDEx server, one method a call."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pfocr_net import __version__
from pfocr_net.errors import CredentialsError, NdexRefusedError
from pfocr_net.ndex.answers import (
    Account,
    Summary,
    passes,
    read_account,
    read_folders,
    read_listing,
    read_size,
    read_summaries,
    read_uuid,
    read_version,
    translated,
)
from pfocr_net.ndex.credentials import Credentials
from pfocr_net.ndex.session import Pace, Turnstile, open_session

if TYPE_CHECKING:
    import requests
    from ndex2.transport import HttpTransport
    from tenacity import RetryCallState

#: Most UUIDs that a batch call takes.
BATCH = 2_000

#: Networks asked for at a time in a listing.
PAGE = 1_000

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class Ndex:
    """An account on an NDEx server. Threads may share it: each talks over a session of its own.

    Parameters
    ----------
    url : str
        The server, as `checked_url` gives it.
    credentials : Credentials
        The account.
    pace : Pace
        How long to wait for what.
    rate : float, optional
        Most requests a second.

    Raises
    ------
    NdexRefusedError, NdexSilentError
        By every method.
    """

    def __init__(
        self, url: str, credentials: Credentials, *, pace: Pace | None = None, rate: float | None = None
    ) -> None:
        self.url, self.pace = url, pace or Pace()
        self._credentials, self._turnstile = credentials, Turnstile(rate)
        self._own = threading.local()
        self._sessions: list[requests.Session] = []

    def __enter__(self) -> Ndex:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for session in self._sessions:
            session.close()

    def server_version(self) -> str:
        """Ask for the version of the server."""
        return read_version(self._ask("GET", "/admin/status", version="/v2"))

    def account(self) -> Account:
        """Ask whose name and password these are."""
        try:
            return read_account(self._ask("GET", "/user", version="/v2", params={"valid": "true"}))
        except NdexRefusedError as error:
            if error.status != 401:
                raise
            name = self._credentials.username
            raise CredentialsError(f"{self.url} does not know {name!r} with this password.") from None

    def create(self, document: Sequence[object], *, visibility: str = "PRIVATE", folder: str = "") -> str:
        """Send a new network and return its UUID; whether NDEx can read it shows later, in its summary."""
        where = {"visibility": visibility, "folderId": folder or None}
        request = {"params": where, "json_body": document, "return_response": True}
        return read_uuid(self._ask("POST", "/networks", again=False, **request))

    def update(self, uuid: str, document: Sequence[object], *, visibility: str | None = None) -> None:
        """Send new content for a network; its visibility stays unless one is named."""
        self._ask("PUT", f"/networks/{uuid}", params={"visibility": visibility}, json_body=document)

    def summaries(self, uuids: Iterable[str]) -> dict[str, Summary]:
        """Ask about many networks; what is gone, not ours to read, or no UUID at all is left out."""
        wanted = [uuid for uuid in dict.fromkeys(uuids) if _UUID.fullmatch(uuid)]  # NDEx refuses all for one
        found: dict[str, Summary] = {}
        for start in range(0, len(wanted), BATCH):
            some = wanted[start : start + BATCH]
            found |= read_summaries(self._ask("POST", "/batch/networks/summary", json_body=some))
        return found

    def listed_networks(self, account: Account) -> Iterator[str]:
        """List the UUIDs on the account's page, newest first, each once: its networks, and what shortcuts show."""
        seen: set[str] = set()
        for offset in count(step=PAGE):
            where = {"offset": offset, "limit": PAGE}
            answer = self._ask("GET", f"/user/{account.uuid}/networksummary", version="/v2", params=where)
            fresh = [uuid for uuid in read_listing(answer) if uuid not in seen]
            if not fresh:  # shortcuts at the top come on every page: no page is ever empty
                return
            seen.update(fresh)
            yield from fresh

    def trash(self, uuid: str) -> bool:
        """Move a network to the trash, where it stays for 30 days; false where there is no such network."""
        if not _UUID.fullmatch(uuid):  # what a page says must not become another call
            return False
        try:
            self._ask("DELETE", f"/networks/{uuid}", params={"permanent": "false"})
        except NdexRefusedError as error:
            if error.status != 404:
                raise
            return False
        return True

    def set_visibility(self, uuids: Iterable[str], visibility: str) -> None:
        """Show or hide networks."""
        body = {"visibility": visibility, "files": dict.fromkeys(uuids, "NETWORK")}
        self._ask("POST", "/batch/files/setvisibility", json_body=body)

    def folders(self) -> dict[str, str]:
        """List the account's top folders, name to UUID."""
        return read_folders(self._ask("GET", "/files/folders/home/list", params={"type": "FOLDER"}))

    def folder_size(self, uuid: str) -> int:
        """Count what lies in a folder."""
        return read_size(self._ask("GET", f"/files/folders/{uuid}/count"))

    def create_folder(self, name: str, *, visibility: str = "PRIVATE") -> str:
        """Make a top folder, and return its UUID."""
        body = {"name": name, "visibility": visibility}
        return read_uuid(self._ask("POST", "/files/folders/", again=False, json_body=body, return_response=True))

    @property
    def _transport(self) -> HttpTransport:
        if not hasattr(self._own, "transport"):
            from ndex2.transport import HttpTransport  # takes a second: pandas comes along

            session = open_session(self.url, self.pace)
            self._sessions.append(session)
            self._own.transport = HttpTransport(
                self.url,
                self._credentials.username.encode(),  # text of requests ends at Latin-1
                self._credentials.password.encode(),
                timeout=(self.pace.connect, self.pace.read),
                user_agent=f" pfocr-net/{__version__}",
                session=session,
            )
        return self._own.transport

    def _ask(self, method: str, route: str, *, again: bool = True, **request: Any) -> Any:
        """Make a call, again while NDEx is busy, and after a fault of its own where that is safe (``again``)."""
        from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

        pause = wait_random_exponential(multiplier=self.pace.first, max=self.pace.longest)

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            return max(pause(state), getattr(error, "retry_after", 0.0))

        patient = Retrying(
            retry=retry_if_exception(partial(passes, again=again)),
            stop=stop_after_attempt(self.pace.attempts),
            wait=wait,
            reraise=True,
        )
        return patient(self._ask_once, method, route, **request)

    def _ask_once(self, method: str, route: str, **request: Any) -> Any:
        from ndex2.exceptions import NDExError

        self._turnstile.wait()
        try:
            return self._transport.request(method, route, extra_headers={"Accept": "*/*"}, **request)
        except NDExError as error:
            raise translated(error, f"{method} {request.get('version', '/v3')}{route}") from None
