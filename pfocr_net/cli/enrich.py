"""``enrich``: which figures hold more of a list of genes than chance would have it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pfocr_net.cli.gene_list import read_genes
from pfocr_net.cli.out_file import OutFile
from pfocr_net.errors import DataError

if TYPE_CHECKING:
    from pfocr_net.analysis.enrichment import Count, Enrichment
    from pfocr_net.network.participants import Which


@click.command()
@click.argument("genes", type=click.Path(path_type=Path), metavar="GENES")
@click.option(
    "--figures",
    "--store",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    metavar="PATH",
    help="A store, pages or folders of pages.",
)
@click.option("--gmt", type=click.Path(exists=True, path_type=Path), multiple=True, help="Gene sets of your own.")
@click.option("--background", type=click.Path(exists=True, path_type=Path), help="All genes that could be listed.")
@click.option("--ranked", is_flag=True, help="Take the genes' values as a ranking (gseapy's prerank).")
@click.option("--column", metavar="NAME", help="Column with the values.  [default: the second]")
@click.option(
    "--count",
    type=click.Choice(["families", "genes"]),
    default="families",
    show_default=True,
    help="A family counts once, or each of its members.",
)
@click.option(
    "--genes-of",
    "which",
    type=click.Choice(["all", "drawn", "caption"]),
    default="all",
    show_default=True,
    help="Genes of a figure: all, those drawn by a word of their own, those its caption relates.",
)
@click.option("--min-size", type=click.IntRange(1), default=3, show_default=True, help="Participants at least.")
@click.option("--max-size", type=click.IntRange(1), default=500, show_default=True, help="Participants at most.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the permutations of a ranking.")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Show so many.")
@click.option("--tsv", type=OutFile(), help="Write the whole table there.")
@click.option("--html", type=OutFile(), help="Write a report with networks there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line instead of a table.")
def enrich(
    genes: Path,
    figures: tuple[Path, ...],
    gmt: tuple[Path, ...],
    background: Path | None,
    ranked: bool,
    column: str | None,
    count: Count,
    which: Which,
    min_size: int,
    max_size: int,
    seed: int,
    top: int,
    tsv: Path | None,
    html: Path | None,
    as_json: bool,
) -> None:
    """Tell which figures hold more of a list of genes than chance would have it.

    GENES is a file with one gene a line, or a table whose first column has the genes; - is standard input.
    Symbols, previous symbols, aliases and identifiers of HGNC, NCBI Gene, Ensembl, UniProt, MGI and RGD are
    understood.
    """
    from pfocr_net.analysis import enrichment, ranking
    from pfocr_net.analysis.genesets import read_gmt
    from pfocr_net.analysis.sources import read_sets
    from pfocr_net.files import write_whole
    from pfocr_net.formats.text import table as as_text

    if not figures and not gmt:
        raise click.UsageError("Name --figures (a store, pages) or --gmt.")
    values = read_genes(genes, column)
    sets = [*read_sets(figures, which), *(one for file in gmt for one in read_gmt(file))]
    if ranked:
        scores = {name: value for name, value in values.items() if math.isfinite(value)}
        if not scores:
            raise DataError("No gene has a value to rank it by; name the column with --column.", path=genes)
        found = ranking.enrich_ranked(scores, sets, min_size=min_size, max_size=max_size, seed=seed)
    else:
        everything = read_genes(background) if background else None
        found = enrichment.enrich(
            values,
            sets,
            background=everything,
            count=count,
            min_size=min_size,
            max_size=max_size,
        )
    rows = found.table.to_dict("records")
    if tsv:
        write_whole(tsv, as_text([*map(str, found.table.columns)], rows))
    if html:
        from pfocr_net.analysis.report import write_report

        write_report(found, values, figures, html, top=top)
    if as_json:
        for row in rows[:top]:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        _print(found, top)


def _print(found: Enrichment, top: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(caption=found.told(), caption_justify="left")
    numbers = [name for name in ("expected", "es", "nes", "p", "q") if name in found.table]
    table.add_column("set", overflow="fold")
    for name in (*(["hits"] if "hits" in found.table else []), *numbers):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("hit", overflow="fold")
    for row in found.table.head(top).to_dict("records"):
        counts = [f"{row['hits']} of {row['size']}"] if "hits" in row else []
        cells = (f"{row['set']}\n{row['description']}", *counts, *(f"{row[name]:.2g}" for name in numbers))
        table.add_row(*map(Text, (*cells, ", ".join(row["hit"]))))
    Console().print(table)
