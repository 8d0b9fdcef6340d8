"""What the commands that talk to Cytoscape have in common: where it listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from pfocr_net.cytoscape import DEFAULT_URL

Command = TypeVar("Command", bound=Callable[..., None])


def cytoscape_url(command: Command) -> Command:
    """Give a command the option that says where Cytoscape listens."""
    return click.option(
        "--cytoscape-url", default=DEFAULT_URL, show_default=True, metavar="URL", help="Where Cytoscape listens."
    )(command)
