"""Where figures come from: pages, or a store made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pfocr_net.analysis.enrichment import enrich
from pfocr_net.analysis.genesets import GeneSet, Participant, read_gmt, set_of
from pfocr_net.network.participants import Which
from pfocr_net.store import is_store, open_store

if TYPE_CHECKING:
    import networkx


def top_figures(genes: Iterable[str], sources: Iterable[Path | str], top: int) -> list[str]:
    """Return the figids of the figures that hold more of a list of genes than chance would have it, best first.

    Raises
    ------
    UsageError
        No figure has any of the genes.
    """
    return [str(figid) for figid in enrich(genes, read_sets(sources), min_size=1).table["set"].head(top)]


def read_networks(
    sources: Iterable[Path | str], figids: Collection[str] | None = None
) -> Iterator[networkx.MultiDiGraph[str]]:
    """Yield the network of each figure.

    Parameters
    ----------
    sources : iterable of Path or str
        Stores, pages, folders of pages.
    figids : collection of str, optional
        Only these figures.

    Yields
    ------
    networkx.MultiDiGraph
        As `pfocr_net.build_network` makes it.

    Examples
    --------
    >>> [network.graph["figureTitle"] for network in read_networks(["examples"])]
    ['Biogenesis and release of exosomes']
    """
    from pfocr_net.build import read_story
    from pfocr_net.network import build_network
    from pfocr_net.pages import find_figures

    for source in sources:
        if is_store(source):
            with open_store(source) as store:
                there = None if figids is None else [figid for figid in figids if figid in store]
                yield from store.networks(there)
        else:
            for page in find_figures([source]):
                if figids is None or page.stem in figids:
                    story = read_story(page)
                    yield build_network(story.figure, story.families, story.relations)


def read_sets(sources: Iterable[Path | str], which: Which = "all") -> Sequence[GeneSet]:
    """Return the gene sets of figures, or of GMT files.

    Parameters
    ----------
    sources : iterable of Path or str
        Stores, pages, folders of pages, files that end in ``.gmt``.
    which : {"all", "drawn", "caption"}
        Which genes of a figure, as for `pfocr_net.network.participants.participants`.
    """
    sets: list[GeneSet] = []
    for source in sources:
        if str(source).endswith(".gmt"):
            sets += read_gmt(source)
        elif is_store(source):
            with open_store(source) as store:
                sets += (
                    GeneSet(figid, title, tuple(Participant(*member) for member in members))
                    for figid, title, members in store.gene_sets(which)
                )
        else:
            sets += (set_of(network, which) for network in read_networks([source]))
    return sets
