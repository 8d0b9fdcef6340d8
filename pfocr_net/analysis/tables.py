"""Many figures as pandas frames: one row a figure, or one row an edge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pfocr_net.analysis.sources import read_networks
from pfocr_net.model import EDGE_ATTRIBUTES
from pfocr_net.network.participants import participants

if TYPE_CHECKING:
    import pandas

_ABOUT = {
    "figid": "pfocrId",
    "title": "figureTitle",
    "year": "publicationYear",
    "pmcid": "pmcId",
    "paper": "paperTitle",
    "organism": "organism",
    "link": "figureLink",
}


def figure_table(*sources: Path | str) -> pandas.DataFrame:
    """Return one row a figure.

    Parameters
    ----------
    *sources : Path or str
        Stores, pages, folders of pages.

    Returns
    -------
    pandas.DataFrame
        ``figid title year pmcid paper organism link``, ``nodes``, ``edges``, ``families`` and ``genes`` (a list of
        symbols, members of families included).

    Examples
    --------
    >>> figure_table("examples")[["figid", "year"]].values.tolist()
    [['PMC8660802__41419_2021_4430_Fig2_HTML', '2021']]
    """
    from pandas import DataFrame

    rows = []
    for network in read_networks(sources):
        stands_for = participants(network)
        genes = dict.fromkeys(gene.symbol for members in stands_for.values() for gene in members)
        counts = {
            "nodes": len(network),
            "edges": network.number_of_edges(),
            "families": sum(network.nodes[node]["type"] != "gene" for node in stands_for),
        }
        about = {column: network.graph.get(name, "") for column, name in _ABOUT.items()}
        rows.append({**about, **counts, "genes": [*genes]})
    return DataFrame(rows, columns=[*_ABOUT, "nodes", "edges", "families", "genes"])


def edge_table(*sources: Path | str) -> pandas.DataFrame:
    """Return one row an edge.

    Parameters
    ----------
    *sources : Path or str
        Stores, pages, folders of pages.

    Returns
    -------
    pandas.DataFrame
        ``source`` and ``target`` (names), ``source_id`` and ``target_id`` (nodes in the figure's network), and the
        attributes of `pfocr_net.model.EDGE_ATTRIBUTES`.

    Examples
    --------
    >>> edge_table("examples")["figid"].unique().tolist()
    ['PMC8660802__41419_2021_4430_Fig2_HTML']
    """
    from pandas import DataFrame

    rows = [
        {
            "source": network.nodes[source]["name"],
            "target": network.nodes[target]["name"],
            "source_id": source,
            "target_id": target,
            **data,
        }
        for network in read_networks(sources)
        for source, target, data in network.edges(data=True)
    ]
    return DataFrame(rows, columns=["source", "target", "source_id", "target_id", *EDGE_ATTRIBUTES])
