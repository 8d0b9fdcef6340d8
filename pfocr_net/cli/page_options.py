"""What the commands that read pages have in common: where the tables lie, whose genes to take."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from pfocr_net.captions import MIN_CONFIDENCE
from pfocr_net.errors import UsageError
from pfocr_net.readers import DEFAULT

Command = TypeVar("Command", bound=Callable[..., None])


class Probability(click.FloatRange):
    """A number from 0 to 1, of which ``nan`` is none."""

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> float:
        """Read a number from 0 to 1."""
        number = float(super().convert(value, parameter, context))
        if math.isnan(number):
            self.fail(f"{value!r} is not a number from 0 to 1.", parameter, context)
        return number


def confidence_option(default: float = MIN_CONFIDENCE) -> Callable[[Command], Command]:
    """Give a command the option ``min_confidence``."""
    return click.option(
        "--min-confidence",
        type=Probability(),
        default=default,
        show_default=True,
        metavar="P",
        help="Leave out relations that are less likely.",
    )


def page_options(command: Command) -> Command:
    """Give a command the options ``data`` and ``organism`` of `pfocr_net.read_figure`."""
    data = click.option(
        "--data",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Folder of the tables.  [default: _data beside the pages' folder]",
    )
    organism = click.option(
        "--organism",
        metavar="NAME|TAXID|all",
        help="Whose genes to take.  [default: human, else the best supported]",
    )
    return data(organism(command))


verbs_option = click.option(
    "--verbs",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path),
    help="A file of further verbs, as data/verbs.toml.",
)


def reader_options(command: Command) -> Command:
    """Give a command the options ``reader`` and ``verbs`` of `pfocr_net.readers.read_relations`."""
    reader = click.option(
        "--reader", default=DEFAULT, show_default=True, metavar="NAME", help="What reads the captions."
    )
    return reader(verbs_option(command))


def listed(paths: Iterable[str]) -> Iterator[str]:
    """Put the pages named on standard input in the place of ``-``.

    Raises
    ------
    UsageError
        A path that was typed is not there; one in a list is left to fail alone.
    """
    for path in paths:
        if path == "-":
            yield from (line.strip() for line in sys.stdin if line.strip())
        elif Path(path).exists():
            yield path
        else:
            raise UsageError("There is no such page or folder.", path=path)
