"""Which genes the nodes of a network stand for: a gene for itself, a family for its members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args

from pfocr_net.errors import UsageError
from pfocr_net.model import Gene
from pfocr_net.network.members import member_genes

if TYPE_CHECKING:
    import networkx

Which = Literal["all", "drawn", "caption"]


def participants(network: networkx.MultiDiGraph[str], which: Which = "all") -> dict[str, tuple[Gene, ...]]:
    """Return the genes that each node stands for.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As `pfocr_net.network.build_network` makes it.
    which : {"all", "drawn", "caption"}
        What the figure draws: genes and families; or only genes, each by a word of its own; or what the caption
        relates to something, drawn or not.

    Returns
    -------
    dict
        Node to its genes, for nodes that stand for any. With families opened beside their members
        (``families_as="both"``) a family's node still stands for them.

    Raises
    ------
    UsageError
        ``which`` is none of the three.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph()
    >>> network.add_node("ncbigene:1", type="gene", name="A1BG", origin="gene table")
    >>> network.add_node("fplx:RAB", type="proteinfamily", name="RAB", member=["hgnc.symbol:RAB5A"])
    >>> [[gene.symbol for gene in genes] for genes in participants(network).values()]
    [['A1BG'], ['RAB5A']]
    """
    if which not in get_args(Which):
        raise UsageError(f"Genes can be those of {', '.join(get_args(Which))}; not of {which!r}.")
    related = {
        node
        for source, target, data in network.edges(data=True)
        if data.get("interaction") != "member"
        for node in (source, target)
    }
    return {
        node: genes
        for node, attributes in network.nodes(data=True)
        if (genes := genes_of(attributes)) and _counts(attributes, which, is_related=node in related)
    }


def genes_of(attributes: Mapping[str, Any]) -> tuple[Gene, ...]:
    """Return the genes that a node with these attributes stands for; none for a place, a process, a chemical."""
    if attributes.get("type") == "gene":
        return (Gene(attributes["name"], attributes.get("ncbigene", "")),)
    return tuple(member_genes(attributes))


def _counts(attributes: Mapping[str, Any], which: Which, *, is_related: bool) -> bool:
    if which == "caption":
        return is_related
    is_drawn = attributes.get("origin") != "caption"
    return is_drawn and (which == "all" or attributes.get("type") == "gene")
