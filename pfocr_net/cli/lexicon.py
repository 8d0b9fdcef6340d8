"""``lexicon``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

import click

from pfocr_net.errors import UsageError
from pfocr_net.families.known import open_families
from pfocr_net.lexicon import Lexicon, open_lexicon
from pfocr_net.model import Grounding

#: Members of a family that are shown by name.
MEMBERS = 8


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
def lexicon(names: tuple[str, ...], as_json: bool) -> None:
    """Show what a name stands for, and why: the first row is what is taken.

    Exits with 1 if a name stands for nothing.
    """
    if not all(map(str.strip, names)):
        raise UsageError("A name is empty.")
    opened = open_lexicon()
    found = {name: opened.look_up(name) for name in names}
    if as_json:
        click.echo(json.dumps([_values(name, groundings) for name, groundings in found.items()], indent=1))
    else:
        for name, groundings in found.items():
            _print(name, groundings, opened)
    if not all(found.values()):
        raise SystemExit(1)


def _values(name: str, groundings: Iterable[Grounding]) -> dict[str, object]:
    return {
        "name": name,
        "groundings": [asdict(grounding) | {"members": _members(grounding)} for grounding in groundings],
    }


def _print(name: str, groundings: Iterable[Grounding], opened: Lexicon) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(name), title_justify="left")
    for column in ("kind", "name", "identifier", "NCBI Gene", "why", "members"):
        table.add_column(column, overflow="fold")
    for grounding in groundings:
        members = _members(grounding)
        shown = " ".join(members[:MEMBERS]) + (f" and {len(members) - MEMBERS} more" if members[MEMBERS:] else "")
        texts = (grounding.kind, grounding.name, grounding.identifier, grounding.ncbigene_id)
        table.add_row(*map(Text, (*texts, _why(name, grounding, opened), shown)))
    if table.row_count:
        Console().print(table)
    else:
        click.echo(f"{name}: {_why_nothing(name, opened)}", err=True)


def _members(grounding: Grounding) -> tuple[str, ...]:
    families = open_families().of_key(grounding.identifier or grounding.name)
    return families[0].members if families else ()


def _why(name: str, grounding: Grounding, opened: Lexicon) -> str:
    override = opened.override(name)
    return f"{grounding.source}: {override.note}" if override and override.note else grounding.source


def _why_nothing(name: str, opened: Lexicon) -> str:
    override = opened.override(name)
    if override:
        return f"stands for nothing, by an override: {override.note or 'no note'}."
    if opened.is_english(name):
        return "a common English word, and as such no gene."
    return "not in the lexicon. Add it to pfocr_net/data/overrides.tsv."
