"""Whose account: name and password, found where secrets belong and shown nowhere."""

from __future__ import annotations

import netrc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pfocr_net.errors import CredentialsError


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account and its password, which no printed form of this holds.

    >>> Credentials("me", "secret")
    Credentials(username='me')
    """

    username: str
    password: str = field(repr=False)


def find_credentials(
    url: str,
    environment: Mapping[str, str],
    *,
    netrc_file: Path | None = None,
    ask: Callable[[str], Credentials] | None = None,
) -> Credentials:
    """Find the account to use on a server.

    Looked for in turn: ``NDEX_USERNAME`` and ``NDEX_PASSWORD``, the netrc file, the keyring of the desktop (where
    the package ``keyring`` is installed), and last the user.

    Parameters
    ----------
    url : str
        The server.
    environment : mapping of str to str
        ``os.environ``.
    netrc_file : Path, optional
        By default ``NETRC`` of the environment, else ``~/.netrc``.
    ask : callable, optional
        Asks the user, given the server's host.

    Raises
    ------
    CredentialsError
        None found, or the netrc file cannot be read.
    """
    host = urlsplit(url).hostname or url
    found = _from_environment(environment) or _from_netrc(host, netrc_file, environment) or _from_keyring(host)
    if found:
        return found
    if ask:
        return ask(host)
    raise CredentialsError(
        f"No account for {host}. Set NDEX_USERNAME and NDEX_PASSWORD, or add a line "
        f"'machine {host} login NAME password PASSWORD' to ~/.netrc."
    )


def _from_environment(environment: Mapping[str, str]) -> Credentials | None:
    username, password = environment.get("NDEX_USERNAME"), environment.get("NDEX_PASSWORD")
    if bool(username) != bool(password):
        raise CredentialsError("Only one of NDEX_USERNAME and NDEX_PASSWORD is set. Set both, or none.")
    return Credentials(username, password) if username and password else None


def _from_netrc(host: str, file: Path | None, environment: Mapping[str, str]) -> Credentials | None:
    path = file or Path(environment.get("NETRC") or Path.home() / ".netrc")
    if not path.is_file():
        return None
    try:
        found = netrc.netrc(path).authenticators(host)
    except netrc.NetrcParseError as error:
        raise CredentialsError("Is no netrc file: mend it.", path=path, line=error.lineno) from None
    except OSError as error:
        raise CredentialsError(f"Cannot be read: {error.strerror}.", path=path) from None
    return Credentials(found[0], found[2]) if found and found[2] else None


def _from_keyring(host: str) -> Credentials | None:
    try:
        import keyring  # an optional package
    except ImportError:
        return None
    try:
        found = keyring.get_credential(host, None)
    except keyring.errors.KeyringError:  # no desktop, or one that is locked
        return None
    return Credentials(found.username, found.password) if found else None
