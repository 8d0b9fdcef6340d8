"""Families of a network that is already built: their members as genes, opened as nodes, closed again."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from pfocr_net.model import Gene
from pfocr_net.network.edges import member_edge
from pfocr_net.network.names import node_key
from pfocr_net.network.nodes import Attributes, member_node

if TYPE_CHECKING:
    import networkx

_HUMAN = "hgnc.symbol:"


def member_genes(family: Mapping[str, Any]) -> list[Gene]:
    """Return the members of a family or complex, from the attributes of its node.

    Examples
    --------
    >>> member_genes({"member": ["hgnc.symbol:RAB5A"], "member_ncbigene": ["5868"]})[0].ncbigene_id
    '5868'
    """
    members = family.get("member", ())
    symbols = [symbol.removeprefix(_HUMAN) for symbol in ([members] if isinstance(members, str) else members)]
    identifiers = family.get("member_ncbigene", ())[: len(symbols)]
    return [Gene(symbol, identifier) for symbol, identifier in zip_longest(symbols, identifiers, fillvalue="")]


def member_nodes(family: Mapping[str, Any], organism: str = "") -> list[Attributes]:
    """Return the attributes of a node for each member of a family or complex."""
    return [member_node(gene, family["name"], family.get("why", ""), organism) for gene in member_genes(family)]


def open_families(network: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """Add the members of every family and complex as nodes, with an edge ``member`` to each.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As `build_network` makes it, or as `pfocr_net.formats.cx2.from_cx2` reads it.

    Returns
    -------
    networkx.MultiDiGraph
        A new graph; a member that was a node already is kept as it was.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph()
    >>> network.add_node("fplx:RAB", name="RAB", type="proteinfamily", member=["hgnc.symbol:RAB5A"])
    >>> list(open_families(network).edges(data="interaction"))
    [('fplx:RAB', 'gene:rab 5 a', 'member')]
    """
    opened = network.copy()
    for family, attributes in network.nodes(data=True):
        for member in member_nodes(attributes, network.graph.get("organism", "")):
            node = node_key(member)
            if node not in opened:
                opened.add_node(node, **member)
            source, target, key, edge = member_edge(family, node)
            opened.add_edge(source, target, key, **edge)
    return opened


def close_families(network: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """Remove the edges ``member``, and the nodes that are there for a family only.

    A member that has other edges, or that the figure also draws by itself, stays.

    Returns
    -------
    networkx.MultiDiGraph
        A new graph.
    """
    closed = network.copy()
    members = [edge for edge in network.edges(keys=True) if network.edges[edge]["interaction"] == "member"]
    closed.remove_edges_from(members)
    closed.remove_nodes_from(
        {
            member
            for _, member, _ in members
            if closed.degree(member) == 0 and network.nodes[member].get("origin") == "family"
        }
    )
    return closed
