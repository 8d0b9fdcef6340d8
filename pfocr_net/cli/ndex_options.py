"""What the commands that talk to NDEx have in common: the server, the account, what lies beside the pages."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from pfocr_net.journal import Journal
from pfocr_net.ndex import Credentials, Ndex, checked_url, find_credentials

FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Server:
    """A server, and how often to ask it."""

    ndex_url: str
    insecure: bool
    rate: float | None

    def connect(self) -> Ndex:
        """Open an account; the user is asked for name and password where there is someone to ask."""
        url = checked_url(self.ndex_url, insecure=self.insecure)
        ask = _ask if sys.stdin.isatty() else None
        return Ndex(url, find_credentials(url, os.environ, ask=ask), rate=self.rate)


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside the pages."""

    journal: Path | None
    map: Path | None

    def open_journal(self, pages: Sequence[Path], ndex: Ndex, *, rehearsal: bool = False) -> Journal:
        """Open the journal named, or the one of the site that the first page belongs to, or of this folder."""
        folder = (pages[0] if pages else Path("page")).absolute().parent
        site = folder.parent if folder.name == "_figures" else folder
        path = self.journal or site / ".pfocr-net" / "journal.sqlite"
        return Journal(path, ndex.url, ndex.account().name, rehearsal=rehearsal)


def server_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that name a server, as its argument ``server``."""
    return _collected(
        command,
        "server",
        Server,
        click.option("--ndex-url", default="https://www.ndexbio.org", show_default=True, help="The server."),
        click.option("--insecure", is_flag=True, help="Allow plain http: your password can be read on its way."),
        click.option("--rate", type=click.FloatRange(min=0.01), metavar="N", help="At most N requests a second."),
    )


def site_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that name what lies beside the pages, as its argument ``beside``."""
    return _collected(
        command,
        "beside",
        Beside,
        click.option(
            "--journal", type=FILE, help="Journal of what was sent.  [default: SITE/.pfocr-net/journal.sqlite]"
        ),
        click.option("--map", type=FILE, help="Also keep this map, figid TAB UUID: SITE/_data/ndex_map.tsv."),
    )


def _collected(
    command: Callable[..., Any], name: str, kind: type[Server] | type[Beside], *options: Callable[..., Any]
) -> Callable[..., Any]:
    fields = kind.__dataclass_fields__

    @functools.wraps(command)
    def collecting(**given: Any) -> Any:
        own = {field: given.pop(field) for field in fields}
        return command(**given, **{name: kind(**own)})

    for option in reversed(options):
        option(collecting)
    return collecting


def _ask(host: str) -> Credentials:
    username = click.prompt(f"Account on {host}", err=True)
    return Credentials(username, click.prompt("Password", hide_input=True, err=True))
