"""``find``: which figures state it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pfocr_net.cli.page_options import confidence_option
from pfocr_net.model import RelationType

if TYPE_CHECKING:
    from pfocr_net.store import Statement


@click.command()
@click.option("--gene", required=True, metavar="NAME", help="A gene; or a family, process, chemical ...")
@click.option("--relation", type=click.Choice([kind.value for kind in RelationType]), help="What is stated.")
@click.option("--to", metavar="NAME", help="Of what.")
@click.option(
    "--figures",
    "--store",
    "path",
    type=click.Path(path_type=Path),
    default="figures.sqlite",
    show_default=True,
    metavar="PATH",
    help="A store, made with: pfocr-net store build",
)
@confidence_option(0)
@click.option("--no-families", is_flag=True, help="A family does not stand for its members.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Show so many.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def find(
    gene: str,
    relation: str | None,
    to: str | None,
    path: Path,
    min_confidence: float,
    no_families: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Find the figures that state something, with their sentences.

    For example: pfocr-net find --gene TP53 --relation inhibits --to MDM2

    Exits with 1 if no figure does.
    """
    from pfocr_net.store import find as find_statements
    from pfocr_net.store import open_store

    with open_store(path) as store:
        found, count = find_statements(
            store,
            gene,
            relation=relation,
            to=to,
            min_confidence=min_confidence,
            families=not no_families,
            limit=limit,
        )
    for statement in found:
        click.echo(json.dumps(asdict(statement), ensure_ascii=False) if as_json else _told(statement))
    if not as_json:
        click.echo(
            f"{count:,} found" + (f", {len(found)} shown; --limit shows more." if count > len(found) else ".")
        )
    if not count:
        raise SystemExit(1)


def _told(said: Statement) -> str:
    sign = {1: " (+)", -1: " (-)"}.get(said.sign, "")
    line = click.style(f"{said.source} {said.interaction}{sign} {said.target}", bold=True)
    sure = f"{said.confidence:.2f}{', hedged' if said.hedged else ''}"
    where = f"{said.title or 'A figure'} ({said.year or 'no year'}), {said.figid}"
    return f"{line}  [{sure}]\n  “{said.evidence}”\n  {where}\n"
