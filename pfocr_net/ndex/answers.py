"""What NDEx answers, as plain values: accounts, summaries of networks, errors."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from pfocr_net.errors import NdexError, NdexRefusedError, NdexSilentError

if TYPE_CHECKING:
    import requests

Value = TypeVar("Value")

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


def _understood(read: Callable[[Any], Value]) -> Callable[[object], Value]:
    """Let a reader say so when an answer is not what the contract promises."""

    @wraps(read)
    def reading(answer: object) -> Value:
        try:
            return read(answer)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise NdexError(
                f"Is this an NDEx server? It answered what cannot be understood: {printable(answer)!r:.200}."
            ) from error

    return reading


@_understood
def read_version(status: Any) -> str:
    """Read the version of the server off the answer to ``GET /v2/admin/status``."""
    return str(status.get("properties", {}).get("ServerVersion", "unknown"))


@_understood
def read_account(user: Any) -> Account:
    """Read the answer to ``GET /v2/user``."""
    return Account(
        name=str(user["userName"]),
        uuid=str(user["externalId"]),
        quota=int(user.get("diskQuota") or 0),
        used=int(user.get("diskUsed") or 0),
    )


@_understood
def read_summaries(answer: Any) -> dict[str, Summary]:
    """Read summaries of version 3, by UUID; what lies in the trash is left out."""
    found = (read_summary(row) for row in _listed(answer) if not row.get("showInTrash"))
    return {summary.uuid: summary for summary in found}


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


@_understood
def read_listing(answer: Any) -> list[str]:
    """Read the UUIDs in a list of summaries of version 2, each once."""
    return list(dict.fromkeys(str(row["externalId"]) for row in _listed(answer) if not row.get("isDeleted")))


@_understood
def read_folders(answer: Any) -> dict[str, str]:
    """Read a list of files: the folders in it, name to UUID."""
    return {str(row["name"]): str(row["uuid"]) for row in _listed(answer) if row["type"] == "FOLDER"}


@_understood
def read_size(counts: Any) -> int:
    """Read how much lies in a folder, kind by kind."""
    return sum(map(int, counts.values()))


def _listed(answer: Any) -> Iterator[Any]:
    if not isinstance(answer, list):
        raise TypeError
    return iter(answer)


def read_uuid(response: requests.Response) -> str:
    """Read the UUID of what was just created, from the body or the ``Location``."""
    from ndex2.exceptions import NDExError
    from ndex2.transport import HttpTransport

    try:
        return str(uuids.UUID(HttpTransport.uuid_from_created(response)))
    except (NDExError, ValueError):
        raise NdexSilentError(f"{response.url} did not tell the UUID of what it created.") from None


def translated(error: Exception, call: str) -> NdexError:
    """Say what an error of ndex2 means: refused by NDEx, or left without an answer.

    NDEx answers conflicts and mistakes with status 500 too; what counts is whether there is an ``errorCode``.
    """
    from requests.exceptions import ChunkedEncodingError

    cause = error.__context__
    response: requests.Response | None = getattr(cause, "response", None)
    if response is None:
        silent = NdexSilentError(f"No answer to {call}: {printable(_reason(cause or error))}.")
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


def _reason(error: BaseException) -> object:
    """Unwrap what ended the last of many tries."""
    tries = error.args[0] if error.args else error
    return getattr(tries, "reason", None) or error


def _said(response: requests.Response) -> Mapping[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, Mapping) else {}


def _seconds(retry_after: str | None) -> float:
    return float(retry_after) if retry_after and retry_after.isdigit() else 0.0
