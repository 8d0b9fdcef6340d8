"""``merge``: one network of many figures."""

from __future__ import annotations

from pathlib import Path

import click

from pfocr_net.cli.gene_list import read_genes
from pfocr_net.cli.out_file import OutFile


@click.command()
@click.argument(
    "sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="SOURCE..."
)
@click.option("--genes", type=click.Path(path_type=Path), help="Merge the figures that hold most of these genes.")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="So many of them.")
@click.option("--min-figures", type=click.IntRange(1), default=1, metavar="N", help="Keep what N figures state.")
@click.option(
    "-o",
    "--out",
    type=OutFile(),
    multiple=True,
    default=("merged.cx2",),
    show_default=True,
    help="A file, its format told from its name; may be given again.",
)
@click.option("--style", default="pfocr", show_default=True, help="A style, or a file.")
def merge(
    sources: tuple[Path, ...], genes: Path | None, top: int, min_figures: int, out: tuple[Path, ...], style: str
) -> None:
    """Merge the networks of many figures into one.

    SOURCE is a store, a page or a folder of pages. Nodes are merged by identifier; an edge that several figures
    state is one, as wide as its support, with all their sentences; what contradicts each other is marked.
    """
    from pfocr_net.analysis.merge import merge_networks, quoted, supported
    from pfocr_net.analysis.sources import read_networks, top_figures
    from pfocr_net.formats import write_network
    from pfocr_net.layout import place

    chosen = top_figures(read_genes(genes), sources, top) if genes else None
    merged = supported(merge_networks(read_networks(sources, chosen)), min_figures)
    figure, positions = quoted(merged), place(merged)
    for path in out:
        write_network(merged, path, figure=figure, positions=positions, style=style)
    edges = [data for *_, data in merged.edges(data=True)]
    members = sum(data["interaction"] == "member" for data in edges)
    click.echo(
        f"{merged.graph['name']}: {len(merged):,} nodes, {len(edges) - members:,} relations"
        f" ({sum(data['contradicted'] for data in edges):,} contradicted), {members:,} ties of genes to families:"
        f" {', '.join(map(str, out))}"
    )
