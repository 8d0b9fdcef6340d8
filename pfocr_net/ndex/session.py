"""How NDEx is reached: over https, with time limits, not too often, again after a passing fault."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pfocr_net.errors import UsageError

if TYPE_CHECKING:
    import requests


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait for what, in seconds.

    ``connect`` and ``read`` limit one request. Before a call is made again there is a pause, ``first`` at first,
    then twice as long each time up to ``longest``, times a random number; at most ``attempts`` calls. ``patience``
    is how long NDEx may take to read a network, ``look`` the first pause before looking again whether it has,
    ``grace`` how long a request that nobody answered may still be at work there.
    """

    connect: float = 10.0
    read: float = 60.0
    first: float = 0.5
    longest: float = 10.0
    attempts: int = 10
    patience: float = 900.0
    look: float = 0.1
    grace: float = 60.0

    def looks(self) -> Iterator[None]:
        """Come back after a pause, and again, until patience ends."""
        deadline, pause = time.monotonic() + self.patience, self.look
        yield
        while time.monotonic() < deadline:
            time.sleep(pause)
            pause = min(2 * pause, self.longest)
            yield


class Turnstile:
    """Lets ``rate`` requests through a second, whichever threads they come from; without a rate, all at once."""

    def __init__(
        self,
        rate: float | None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gap = 1 / rate if rate else 0.0
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._next = clock()

    def wait(self) -> None:
        """Wait for one's turn."""
        if not self._gap:
            return
        with self._lock:
            now = self._clock()
            turn = max(now, self._next)
            self._next = turn + self._gap
        if turn > now:
            self._sleep(turn - now)


def checked_url(url: str, *, insecure: bool = False) -> str:
    """Check the address of a server, and write it one way only.

    Parameters
    ----------
    url : str
        The address.
    insecure : bool
        Allow plain http, over which the password can be read on its way, elsewhere than on 127.0.0.1.

    Raises
    ------
    UsageError
        No such address, one with a password in it, or plain http.

    Examples
    --------
    >>> checked_url("https://Www.NDExBio.org/")
    'https://www.ndexbio.org'
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError("The address of the server must look like https://www.ndexbio.org.")
    if parts.username or parts.password:
        raise UsageError("Leave name and password out of the address: NDEX_USERNAME and NDEX_PASSWORD hold them.")
    if parts.scheme == "http" and parts.hostname != "127.0.0.1" and not insecure:
        raise UsageError(
            f"{url} would send your password readable to all on its way. Use https, or --insecure if you must."
        )
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def open_session(url: str, pace: Pace) -> requests.Session:
    """Open a session that tries again what may be tried again.

    That is: any call that did not reach the server; reading, putting and deleting after a lost connection or the
    status 429, 502, 503 or 504, heeding ``Retry-After``; under ``/v3/batch/`` posting too, as nothing is created
    there. Redirects are not followed: they would turn a post into a get.
    """
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3 import Retry

    again = Retry(
        total=pace.attempts // 2,
        status_forcelist=(429, 502, 503, 504),
        allowed_methods=("GET", "PUT", "DELETE"),
        backoff_factor=pace.first,
        backoff_jitter=pace.first,
        backoff_max=pace.longest,
        raise_on_status=False,
    )
    session = requests.Session()
    session.max_redirects = 0
    session.mount(url, HTTPAdapter(max_retries=again, pool_connections=1, pool_maxsize=1))
    anything = again.new(allowed_methods=None)
    session.mount(f"{url}/v3/batch/", HTTPAdapter(max_retries=anything, pool_connections=1, pool_maxsize=1))
    return session
