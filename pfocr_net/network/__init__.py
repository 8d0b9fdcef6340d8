"""Figure, families and relations become one graph, in which every node and edge says why it is there.

::

    names.py     when two names, or two nodes, are the same
    keywords.py  genes and terms of a page without tables
    nodes.py     node attributes
    cast.py      the nodes of one figure, and which of them a mention names
    edges.py     relations to edges
    about.py     network attributes and the digest
    members.py   families of a finished network: opened, closed
    participants.py  the genes and families of a finished network
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from pfocr_net.captions import MIN_CONFIDENCE
from pfocr_net.errors import UsageError
from pfocr_net.families import sift_genes, suspect_genes
from pfocr_net.model import Family, Figure, Gene, Relation, Term
from pfocr_net.network.about import graph_hash, network_attributes
from pfocr_net.network.cast import Cast
from pfocr_net.network.edges import Edge, edge, member_edge, most_likely, state
from pfocr_net.network.keywords import read_keywords
from pfocr_net.network.names import edge_key, name_key, node_key

if TYPE_CHECKING:
    import networkx

__all__ = ["MIN_CONFIDENCE", "FamiliesAs", "LeftOut", "build_network", "draw_network", "edge_key", "node_key"]

FamiliesAs = Literal["collapse", "expand", "both"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a figure holds and its network does not.

    ``suspects`` are genes that a word met by mistake, each with the reason; ``weak`` relations are less likely
    than was asked for; ``inside`` relations have both ends in one node, as where one member of a family acts on
    another; ``repeated`` ones state again what a more likely relation states.
    """

    suspects: tuple[tuple[Gene, str], ...] = ()
    weak: tuple[Relation, ...] = ()
    inside: tuple[Relation, ...] = ()
    repeated: tuple[Relation, ...] = ()


def build_network(
    figure: Figure,
    families: Sequence[Family] | None = None,
    relations: Sequence[Relation] | None = None,
    *,
    families_as: FamiliesAs = "collapse",
    keep_suspect: bool = False,
    min_confidence: float = MIN_CONFIDENCE,
) -> networkx.MultiDiGraph[str]:
    """Build the network of a figure.

    Nodes are the figure's families, its single genes, the chemicals and diseases of its tables, and whatever else
    the caption's relations need. A mention in the caption is the node that the figure itself calls so, else that
    with its identifier or standard name, else the family of which it is a member; else it becomes a new node.

    Parameters
    ----------
    figure : Figure
    families : sequence of Family, optional
        By default those that `pfocr_net.group_genes` finds.
    relations : sequence of Relation, optional
        By default those that `pfocr_net.extract_relations` reads in the caption.
    families_as : {"collapse", "expand", "both"}
        A family is one node; or each member takes its place, and its edges; or the family stays, with an edge
        ``member`` to each member.
    keep_suspect : bool
        Keep genes that a common word met by chance, marked ``suspect``.
    min_confidence : float
        Leave out relations that are less likely.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes, edges and graph have attributes of `pfocr_net.model.NODE_ATTRIBUTES`, ``EDGE_ATTRIBUTES`` and
        ``NETWORK_ATTRIBUTES``; one that is unknown is not there. A node is named by its identifier where it has
        one, an edge by what it states (`edge_key`). Two relations of the same type and sign between the same nodes
        make one edge, with the evidence of the more likely.

    Raises
    ------
    UsageError
        ``families_as`` is none of the three.

    See Also
    --------
    draw_network : the same, with what was left out.
    """
    return draw_network(
        figure,
        families,
        relations,
        families_as=families_as,
        keep_suspect=keep_suspect,
        min_confidence=min_confidence,
    )[0]


def draw_network(
    figure: Figure,
    families: Sequence[Family] | None = None,
    relations: Sequence[Relation] | None = None,
    suspects: Sequence[tuple[Gene, str]] | None = None,
    *,
    families_as: FamiliesAs = "collapse",
    keep_suspect: bool = False,
    min_confidence: float = MIN_CONFIDENCE,
) -> tuple[networkx.MultiDiGraph[str], LeftOut]:
    """Build the network of a figure, and tell what it leaves out.

    Parameters, graph and errors are those of `build_network`, besides ``suspects``: the genes that are in the
    figure by mistake, by default those that `pfocr_net.families.suspect_genes` finds.

    Returns
    -------
    tuple of networkx.MultiDiGraph and LeftOut
    """
    from networkx import MultiDiGraph

    if families_as not in get_args(FamiliesAs):
        raise UsageError(f"Families can be shown as {', '.join(get_args(FamiliesAs))}; not as {families_as!r}.")
    if relations is None:
        from pfocr_net.captions import extract_relations

        relations = extract_relations(figure.caption, genes=figure.genes)
    if families is None:
        families, suspects = sift_genes(figure)
    elif suspects is None:
        suspects = suspect_genes(figure)
    cast = Cast(figure.organism)
    member_edges = _add_families(cast, families, families_as)
    _add_figure(cast, figure, families, suspects, keep_suspect=keep_suspect)
    likely = [relation for relation in relations if relation.confidence >= min_confidence]
    between = [said for said in state(cast, likely) if said.source != said.target]
    standing = most_likely(between)

    network: networkx.MultiDiGraph[str] = MultiDiGraph(**network_attributes(figure))
    network.add_nodes_from(cast.nodes.items())
    for source, target, key, attributes in (*member_edges, *(edge(said, figure) for said in standing)):
        network.add_edge(source, target, key, **attributes)
    network.graph["graphHash"] = graph_hash(network)
    return network, LeftOut(
        suspects=() if keep_suspect else tuple(suspects),
        weak=_without(relations, likely),
        inside=_without(likely, (said.relation for said in between)),
        repeated=_without((said.relation for said in between), (said.relation for said in standing)),
    )


def _add_families(cast: Cast, families: Iterable[Family], families_as: FamiliesAs) -> list[Edge]:
    """Add families in the way asked for; return the edges to members that stand beside them.

    The smallest come first, so that a gene of two families is found in the more particular one.
    """
    member_edges = []
    for family in sorted(_joined(families), key=lambda family: len(family.genes)):
        if families_as == "expand" and family.genes:
            cast.expand_family(family)
            continue
        node = cast.add_family(family)
        if families_as == "both":
            member_edges += [member_edge(node, member) for member in cast.add_members(family)]
    return member_edges


def _add_figure(
    cast: Cast,
    figure: Figure,
    families: Collection[Family],
    suspects: Collection[tuple[Gene, str]],
    *,
    keep_suspect: bool,
) -> None:
    """Add the terms, and the genes that are in no family or also drawn by a word of their own."""
    words = {word for family in families for word in family.words}
    grouped = {symbol for family in families for symbol in family.members}
    doubts = {gene.symbol: why for gene, why in suspects}
    genes, terms = _named_by(figure)
    single = [gene for gene in genes if gene.symbol not in grouped or (gene.word and gene.word not in words)]
    cast.add_genes(gene for gene in single if gene.symbol not in doubts)
    if keep_suspect:
        cast.add_genes((gene for gene in single if gene.symbol in doubts), doubts)
    for term in terms:
        cast.add_term(term)


def _named_by(figure: Figure) -> tuple[Sequence[Gene], Sequence[Term]]:
    """Return what the tables name or, without a gene table, the keywords."""
    if figure.genes:
        return figure.genes, figure.terms
    genes, terms = read_keywords(figure.keywords)
    words = {term.word for term in figure.terms}
    return genes, (*figure.terms, *(term for term in terms if term.word not in words))


def _joined(families: Iterable[Family]) -> Iterable[Family]:
    """Join families with the same identifier, or else the same name."""
    joined: dict[str, Family] = {}
    for family in families:
        called = family.identifier or name_key(family.name)
        same = joined.get(called)
        joined[called] = (
            replace(same, genes=same.genes + family.genes, words=same.words + family.words) if same else family
        )
    return joined.values()


def _without(relations: Iterable[Relation], others: Iterable[Relation]) -> tuple[Relation, ...]:
    left = {id(relation): relation for relation in relations}
    for other in others:
        left.pop(id(other), None)
    return tuple(left.values())
