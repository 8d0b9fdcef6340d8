"""One network of many figures, in which every node and edge says which figures it is from.

Nodes are merged by their name in the graph: identifier, or else type and name. A family has the members that
any figure gives it; a gene that is drawn by itself somewhere and is inside a family elsewhere is tied to it by
an edge ``member``. Edges of the same interaction and sign between the same nodes are one, with all their
evidence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pfocr_net import __version__
from pfocr_net.errors import UsageError
from pfocr_net.model import Figure
from pfocr_net.network import edge_key
from pfocr_net.network.edges import member_edge
from pfocr_net.network.members import member_genes
from pfocr_net.network.nodes import known, unique

if TYPE_CHECKING:
    import networkx

Attributes = dict[str, Any]
#: Figid and attributes of one figure's node or edge.
Part = tuple[str, Mapping[str, Any]]

_LISTS = ("alias", "drawn", "mentioned")


def merge_networks(networks: Iterable[networkx.MultiDiGraph[str]]) -> networkx.MultiDiGraph[str]:
    r"""Merge the networks of figures.

    Parameters
    ----------
    networks : iterable of networkx.MultiDiGraph
        As `pfocr_net.build_network` makes them, each with its ``pfocrId``; one that comes again counts once.

    Returns
    -------
    networkx.MultiDiGraph
        Attributes are those of `pfocr_net.model`, and: of nodes and edges ``figures`` (figids) and
        ``figure_count``; of edges ``papers``, ``paper_count``, ``sentences`` and ``confidences`` (each as the
        figure in the same place of ``figures`` has it), ``contradicted`` and ``against`` (figures that state
        the opposite). ``evidence`` and what belongs to it are of the most certain figure. ``confidence`` is
        that at least one paper is read rightly: :math:`1 - \prod (1 - c)` over papers, each with its most
        certain figure, since figures of one paper are not independent.

    Raises
    ------
    UsageError
        There is no network.

    Examples
    --------
    >>> import networkx
    >>> def one(figid, sign, interaction):
    ...     network = networkx.MultiDiGraph(pfocrId=figid)
    ...     network.add_nodes_from([("a", {"name": "A", "type": "gene"}), ("b", {"name": "B", "type": "gene"})])
    ...     _ = network.add_edge("a", "b", interaction=interaction, sign=sign, confidence=0.5, pmcid=figid)
    ...     return network
    >>> merged = merge_networks([one("f1", 1, "activates"), one("f2", 1, "activates"), one("f3", -1, "inhibits")])
    >>> [(edge["figures"], edge["confidence"], edge["against"]) for *_, edge in merged.edges(data=True)]
    [(['f1', 'f2'], 0.75, ['f3']), (['f3'], 0.5, ['f1', 'f2'])]
    """
    from networkx import MultiDiGraph

    figids: dict[str, None] = {}
    nodes: dict[str, list[Part]] = {}
    edges: dict[tuple[str, str, str, int], list[Part]] = {}
    for number, network in enumerate(networks, 1):
        figid = str(network.graph.get("pfocrId") or f"figure {number}")
        if figid in figids:
            continue
        figids[figid] = None
        for node, data in network.nodes(data=True):
            nodes.setdefault(node, []).append((figid, data))
        for source, target, data in network.edges(data=True):
            ends = sorted((source, target)) if data["interaction"] == "binds" else (source, target)
            edges.setdefault((*ends, data["interaction"], data.get("sign", 0)), []).append((figid, data))
    if not figids:
        raise UsageError("There is no figure to merge.")
    merged: networkx.MultiDiGraph[str] = MultiDiGraph(**_about(list(figids)))
    merged.add_nodes_from((node, _node(parts)) for node, parts in nodes.items())
    for (source, target, interaction, sign), parts in edges.items():
        attributes = {"interaction": interaction, "sign": sign, **_edge(parts)}
        merged.add_edge(source, target, edge_key(source, target, attributes), **attributes)
    _tie_members(merged, nodes)
    _mark_contradictions(merged)
    return merged


def only(merged: networkx.MultiDiGraph[str], figid: str) -> networkx.MultiDiGraph[str]:
    """Return that part of a merged network which one figure shows or states.

    Examples
    --------
    >>> import networkx
    >>> merged = networkx.MultiDiGraph()
    >>> merged.add_nodes_from([("a", {"figures": ["f1"]}), ("b", {"figures": ["f1", "f2"]})])
    >>> list(only(merged, "f2"))
    ['b']
    """
    stated = [edge for *edge, data in merged.edges(keys=True, data=True) if figid in data["figures"]]
    part: networkx.MultiDiGraph[str] = merged.edge_subgraph(map(tuple, stated)).copy()
    part.add_nodes_from((node, data) for node, data in merged.nodes(data=True) if figid in data["figures"])
    part.graph.update(merged.graph)
    return part


def supported(merged: networkx.MultiDiGraph[str], figures: int) -> networkx.MultiDiGraph[str]:
    """Return that part of a merged network which so many figures state or, of nodes without edges, show."""
    part = merged.copy()
    for source, target, key, data in merged.edges(keys=True, data=True):
        if data["figure_count"] < figures:
            part.remove_edge(source, target, key)
    few = [
        node for node, data in part.nodes(data=True) if data["figure_count"] < figures and not part.degree(node)
    ]
    part.remove_nodes_from(few)
    return part


def quoted(merged: networkx.MultiDiGraph[str]) -> Figure:
    """Return a figure that a page can show beside a merged network: its caption is the sentences of all edges.

    Edges get ``start`` and ``end`` in that caption.
    """
    caption = ""
    places: dict[str, int] = {}
    for *_, data in merged.edges(data=True):
        sentence = data.get("evidence", "")
        if sentence and sentence not in places:
            places[sentence] = len(caption)
            caption += f"{sentence} ({data['figid']})\n"
        if sentence:
            data["start"] = places[sentence]
            data["end"] = places[sentence] + len(sentence)
    return Figure(figid="merged", figtitle=merged.graph["name"], caption=caption.rstrip())


def _about(figids: Sequence[str]) -> Attributes:
    return {
        "name": f"{len(figids):,} pathway figures" if len(figids) > 1 else "1 pathway figure",
        "description": "Networks of published pathway figures (PFOCR), merged by identifier.",
        "version": __version__,
        "networkType": ["pathway"],
        "labels": [f"pfocr:{figid}" for figid in figids],
        "figures": list(figids),
        "rights": "Waiver-No Rights Reserved (CC0)",
        "rightsHolder": "WikiPathways",
        "prov:wasGeneratedBy": f"pfocr-net {__version__}",
    }


def _node(parts: Sequence[Part]) -> Attributes:
    figures = unique(figid for figid, _ in parts)
    first = max((data for _, data in parts), key=len)
    members = {
        name: gene.ncbigene_id
        for _, data in parts
        for name, gene in zip(data.get("member", ()), member_genes(data), strict=True)
    }
    lists = {name: unique(item for _, data in parts for item in data.get(name, ())) for name in _LISTS}
    return {
        **{name: value for name, value in first.items() if not isinstance(value, list)},
        "name": Counter(data["name"] for _, data in parts).most_common(1)[0][0],
        **known(**lists, member=[*members], member_ncbigene=[*members.values()] if any(members.values()) else []),
        "figures": figures,
        "figure_count": len(figures),
        "why": f"In {len(figures)} figures; {first.get('why', '')}" if len(figures) > 1 else first.get("why", ""),
    }


def _edge(parts: Sequence[Part]) -> Attributes:
    best = max((data for _, data in parts), key=lambda data: data.get("confidence", 0.0))
    papers: dict[str, float] = {}
    for figid, data in parts:
        paper = data.get("pmcid") or figid
        papers[paper] = max(papers.get(paper, 0.0), data.get("confidence", 1.0))
    kept = {name: value for name, value in best.items() if name not in ("start", "end", "interaction", "sign")}
    figures = unique(figid for figid, _ in parts)
    if len(figures) > 1:
        kept["why"] = f"Stated in {_listed(figures)}. {best.get('why', '')}".rstrip()
    return {
        **kept,
        "confidence": round(1.0 - math.prod(1.0 - confidence for confidence in papers.values()), 6),
        "hedged": all(data.get("hedged", False) for _, data in parts),
        "figures": [figid for figid, _ in parts],
        "figure_count": len(figures),
        "papers": [*papers],
        "paper_count": len(papers),
        "sentences": [data.get("evidence", "") for _, data in parts],
        "confidences": [data.get("confidence", 1.0) for _, data in parts],
    }


def _tie_members(merged: networkx.MultiDiGraph[str], nodes: Mapping[str, Sequence[Part]]) -> None:
    """Tie each family to those of its members that are nodes, with the figures that put them into it."""
    genes = {data["name"]: node for node, data in merged.nodes(data=True) if data.get("type") == "gene"}
    for family, parts in nodes.items():
        figures: dict[str, list[str]] = {}
        for figid, data in parts:
            for gene in member_genes(data):
                if gene.symbol in genes:
                    figures.setdefault(genes[gene.symbol], []).append(figid)
        for gene_node, figids in figures.items():
            source, target, key, attributes = member_edge(family, gene_node)
            if not merged.has_edge(source, target, key):
                counted = {"figures": figids, "figure_count": len(figids)}
                merged.add_edge(source, target, key, **attributes, **counted)


def _mark_contradictions(merged: networkx.MultiDiGraph[str]) -> None:
    """Mark edges between the same nodes of which some raise and some lower."""
    signs: dict[tuple[str, str], dict[int, list[str]]] = {}
    for source, target, data in merged.edges(data=True):
        signs.setdefault((source, target), {}).setdefault(data["sign"], []).extend(data["figures"])
    for source, target, data in merged.edges(data=True):
        against = signs[source, target].get(-data["sign"], []) if data["sign"] else []
        data["contradicted"] = bool(against)
        data["against"] = unique(against)
        if against:
            data["why"] = f"{data.get('why', '')} The opposite is stated in {_listed(data['against'])}.".lstrip()


def _listed(figids: Sequence[str]) -> str:
    """Name figures, of many the first three."""
    more = f" and {len(figids) - 3:,} more" if len(figids) > 3 else ""
    return f"{', '.join(figids[:3])}{more}"
