"""Node and edge tables, as tab-separated text with a head: what spreadsheets, pandas and R read.

Together they hold all nodes and edges with their attributes, those of your own included. Items of a list have a
bar between them (a bar within one becomes a broken bar), a missing value is an empty field, and line ends and tabs
in a text become blanks. They do not hold the network's own attributes, nor its look.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pfocr_net.files import write_whole
from pfocr_net.formats.columns import columns
from pfocr_net.formats.text import table
from pfocr_net.model import EDGE_ATTRIBUTES, NODE_ATTRIBUTES

if TYPE_CHECKING:
    import networkx


def to_nodes(network: networkx.MultiDiGraph[str]) -> str:
    r"""Write the node table: ``id`` and a column for each attribute.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph()
    >>> network.add_node("ncbigene:7157", name="TP53", alias=["p53", "LFS1"])
    >>> to_nodes(network)
    'id\tname\talias\nncbigene:7157\tTP53\tp53|LFS1\n'
    """
    types, rows = columns((data for _, data in network.nodes(data=True)), NODE_ATTRIBUTES, "node")
    return table(["id", *types], ({"id": node, **row} for node, row in zip(network, rows, strict=True)))


def to_edges(network: networkx.MultiDiGraph[str]) -> str:
    r"""Write the edge table: ``source`` and ``target`` as in the node table, and a column for each attribute.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph()
    >>> _ = network.add_edge("ncbigene:4193", "ncbigene:7157", interaction="inhibits", sign=-1)
    >>> to_edges(network)
    'source\ttarget\tinteraction\tsign\nncbigene:4193\tncbigene:7157\tinhibits\t-1\n'
    """
    types, rows = columns((data for *_, data in network.edges(data=True)), EDGE_ATTRIBUTES, "edge")
    ends = ({"source": source, "target": target} for source, target in network.edges())
    return table(["source", "target", *types], ({**end, **row} for end, row in zip(ends, rows, strict=True)))


def write_nodes(network: networkx.MultiDiGraph[str], path: Path) -> Path:
    """Write the node table to a file."""
    return write_whole(path, to_nodes(network))


def write_edges(network: networkx.MultiDiGraph[str], path: Path) -> Path:
    """Write the edge table to a file."""
    return write_whole(path, to_edges(network))
