"""What NDEx answers, as plain values: accounts, summaries of networks, errors."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pfocr_net.errors import NdexError, NdexRefusedError, NdexSilentError

if TYPE_CHECKING:
    import requests

#: A network of ours says whose it is by a label: this and the figid.
LABEL = "pfocr:"

#: What NDEx says while it still reads what was sent last.
LOCKED = "NDEx_Concurrent_Modification_Exception"


@dataclass(frozen=True, slots=True)
class Account:
    """The account in use; sizes in bytes, 0 where NDEx does not tell."""

    name: str
    uuid: str
    quota: int = 0
    used: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What NDEx says of a network.

    ``figid`` is the figure that its label or, in networks made by others, its property ``pfocrId`` names;
    ``labelled`` tells which. ``digest`` is its ``graphHash``, ``modified`` in milliseconds since 1970.
    """

    uuid: str
    name: str = ""
    owner: str = ""
    visibility: str = ""
    read_only: bool = False
    completed: bool = False
    error: str = ""
    modified: int = 0
    figid: str = ""
    labelled: bool = False
    digest: str = ""

    @property
    def in_flight(self) -> bool:
        """Whether NDEx has yet to read what was sent last."""
        return not self.completed and not self.error


def read_account(answer: object) -> Account:
    """Read the answer to ``GET /v2/user``."""
    user = mapping(answer)
    return Account(
        name=str(user.get("userName", "")),
        uuid=str(user.get("externalId", "")),
        quota=int(user.get("diskQuota") or 0),
        used=int(user.get("diskUsed") or 0),
    )


def read_summary(row: Mapping[str, Any]) -> Summary:
    """Read one summary of version 3.

    >>> read_summary({"uuid": "u1", "properties": {"labels": {"t": "list_of_string", "v": ["pfocr:F1"]}}}).figid
    'F1'
    """
    values = {name: pair.get("v") for name, pair in (row.get("properties") or {}).items()}
    labels = [label for label in values.get("labels") or () if str(label).startswith(LABEL)]
    return Summary(
        uuid=str(row["uuid"]),
        name=str(row.get("name") or ""),
        owner=str(row.get("owner") or ""),
        visibility=str(row.get("visibility") or ""),
        read_only=bool(row.get("isReadOnly")),
        completed=bool(row.get("completed")),
        error=printable(row.get("errorMessage") or ""),
        modified=int(row.get("modificationTime") or 0),
        figid=labels[0].removeprefix(LABEL) if labels else str(values.get("pfocrId") or ""),
        labelled=bool(labels),
        digest=str(values.get("graphHash") or ""),
    )


def read_uuid(response: requests.Response) -> str:
    """Read the UUID of what was just created, from the body or the ``Location``."""
    from ndex2.exceptions import NDExError
    from ndex2.transport import HttpTransport

    try:
        return str(uuids.UUID(HttpTransport.uuid_from_created(response)))
    except (NDExError, ValueError):
        raise NdexSilentError(f"{response.url} did not tell the UUID of what it created.") from None


def mapping(answer: object) -> Mapping[str, Any]:
    """Take an answer that must be a mapping."""
    if not isinstance(answer, Mapping):
        raise NdexError(f"NDEx answered {printable(answer)!r} where an object was expected.")
    return answer


def rows(answer: object) -> list[Mapping[str, Any]]:
    """Take an answer that must be a list of mappings."""
    if not isinstance(answer, list):
        raise NdexError(f"NDEx answered {printable(answer)!r} where a list was expected.")
    return [mapping(row) for row in answer]


def translated(error: Exception, call: str) -> NdexError:
    """Say what an error of ndex2 means: refused by NDEx, or left without an answer.

    NDEx answers conflicts and mistakes with status 500 too; what counts is whether there is an ``errorCode``.
    """
    from requests.exceptions import ChunkedEncodingError

    cause = error.__context__
    response: requests.Response | None = getattr(cause, "response", None)
    if response is None:
        silent = NdexSilentError(f"No answer to {call}: {printable(cause or error)}.")
        silent.passing = isinstance(cause, ChunkedEncodingError)  # the connection broke within the answer
        return silent
    said = _said(response)
    code, status = str(said.get("errorCode") or ""), response.status_code
    words = printable(said.get("message") or response.text or response.reason).rstrip(".")
    if 300 <= status < 400:
        words = f"Sent on to {response.headers.get('Location')}: use that address"
    words = f"{words} (HTTP {status} {code or response.reason} to {call})."
    found: NdexError
    if code or status < 500:
        found = NdexRefusedError(words)
    else:
        found = NdexSilentError(words)
        found.passing = status == 500
    found.status, found.code, found.retry_after = status, code, _seconds(response.headers.get("Retry-After"))
    return found


def passes(error: BaseException, *, again: bool) -> bool:
    """Say whether a call may succeed if it is made once more, for a call that may be made ``again`` in doubt."""
    match error:
        case NdexRefusedError():
            return error.code == LOCKED or error.status == 429
        case NdexSilentError():
            return again and error.passing
    return False


def printable(text: object) -> str:
    """One line of a foreign text, fit for a terminal."""
    line = " ".join(str(text).split())
    return "".join(letter for letter in line if letter.isprintable())[:300]


def _said(response: requests.Response) -> Mapping[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, Mapping) else {}


def _seconds(retry_after: str | None) -> float:
    return float(retry_after) if retry_after and retry_after.isdigit() else 0.0
