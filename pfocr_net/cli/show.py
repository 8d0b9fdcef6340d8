"""``show``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from pfocr_net.build import Story, read_story
from pfocr_net.cli.page_options import page_options, reader_options
from pfocr_net.model import Family, Relation

#: Members of a family that are shown by name.
MEMBERS = 8


@click.command()
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@page_options
@reader_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(page: Path, as_json: bool, **options: Any) -> None:
    """Print the families of a figure and the relations of its caption, each with its sentence."""
    story = read_story(page, **options)
    if as_json:
        click.echo(json.dumps(_values(story), indent=1, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(story)))


def _values(story: Story) -> dict[str, object]:
    figure = story.figure
    return {
        "figid": figure.figid,
        "figtitle": figure.figtitle,
        "caption": figure.caption,
        "organism": figure.organism,
        "organism_choice": figure.organism_choice,
        "families": [asdict(family) for family in story.families],
        "relations": [asdict(relation) for relation in story.relations],
    }


def _lines(story: Story) -> Iterator[str]:
    yield f"{story.figure.figid}: {story.figure.figtitle}"
    yield story.figure.organism_choice
    yield f"\nFamilies ({len(story.families)})"
    yield from map(_family, story.families)
    yield f"\nRelations ({len(story.relations)})"
    yield from map(_relation, story.relations)


def _family(family: Family) -> str:
    members = ", ".join(family.members[:MEMBERS])
    more = f" and {len(family.members) - MEMBERS} more" if len(family.members) > MEMBERS else ""
    return f"  {family.name} {family.identifier}\n    {members}{more}\n    {family.why}"


def _relation(relation: Relation) -> str:
    sign = {1: " (+)", -1: " (-)"}.get(relation.sign, "")
    hedged = ", hedged" if relation.hedged else ""
    return (
        f"  {relation.source.text} {relation.type}{sign} {relation.target.text}"
        f'\n    {relation.confidence:.2f}, by "{relation.trigger}"{hedged}'
        f"\n    {relation.sentence}"
    )
