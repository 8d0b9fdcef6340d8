"""KGX, the tables of NCATS Translator and its kin: knowledge graphs in the words of the Biolink Model.

Nodes and edges are two files, as KGX reads them. ``data/biolink.toml`` says what becomes what: what activates or
inhibits ``affects``, with a direction; interaction and sign as they were stand in ``original_predicate``. It does
not hold why a node is there, what was drawn, whether a sentence is hedged, nor the look.
"""

from __future__ import annotations

import functools
import tomllib
import uuid
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pfocr_net.files import write_whole
from pfocr_net.formats.text import one_line, table
from pfocr_net.network.participants import genes_of

if TYPE_CHECKING:
    import networkx

Row = dict[str, Any]

NODE_COLUMNS = ("id", "category", "name", "synonym", "has_gene_or_gene_product", "provided_by")
EDGE_COLUMNS = (
    *("id", "subject", "predicate", "object", "category", "qualified_predicate"),
    *("object_aspect_qualifier", "object_direction_qualifier", "original_predicate", "supporting_text"),
    *("has_confidence_score", "publications", "knowledge_level", "agent_type", "primary_knowledge_source"),
)
SOURCE = "infores:pfocr"

_DIRECTIONS = MappingProxyType({1: "increased", -1: "decreased"})
_BIOLINK = Path(__file__).parent.parent / "data/biolink.toml"


def to_nodes(network: networkx.MultiDiGraph[str]) -> list[Row]:
    """Make the rows of the node table.

    A node without an identifier is called by the figure and its own name, so that it meets no other figure's.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph()
    >>> network.add_node("ncbigene:7157", name="TP53", type="gene", represents="ncbigene:7157")
    >>> to_nodes(network)[0]["id"], to_nodes(network)[0]["category"]
    ('NCBIGene:7157', 'biolink:Gene')
    """
    categories = _biolink()["categories"]
    names = _curies(network)
    return [
        {
            "id": names[node],
            "category": categories.get(data.get("type", ""), categories["other"]),
            "name": data.get("name", node),
            "synonym": list(data.get("alias", ())),
            "has_gene_or_gene_product": _members(data),
            "provided_by": [SOURCE],
        }
        for node, data in network.nodes(data=True)
    ]


def to_edges(network: networkx.MultiDiGraph[str]) -> list[Row]:
    """Make the rows of the edge table.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph(pfocrId="PMC1__f1")
    >>> _ = network.add_edge("ncbigene:4193", "ncbigene:7157", interaction="inhibits", sign=-1)
    >>> edge = to_edges(network)[0]
    >>> edge["predicate"], edge["object_direction_qualifier"], edge["original_predicate"]
    ('biolink:affects', 'decreased', 'inhibits(-)')
    """
    names = _curies(network)
    return [
        {
            "id": uuid.uuid5(uuid.NAMESPACE_URL, f"{data.get('figid', '')} {key}").urn,
            "subject": names[source],
            "object": names[target],
            **_statement(data.get("interaction", ""), data.get("sign", 0)),
            "supporting_text": data.get("sentences") or data.get("evidence"),
            "has_confidence_score": data.get("confidence"),
            "publications": _publications(data),
        }
        for source, target, key, data in network.edges(keys=True, data=True)
    ]


def write_nodes(network: networkx.MultiDiGraph[str], path: Path) -> Path:
    """Write the node table to a file, which KGX wants to end in ``nodes.tsv``."""
    return write_whole(path, table(NODE_COLUMNS, to_nodes(network)))


def write_edges(network: networkx.MultiDiGraph[str], path: Path) -> Path:
    """Write the edge table to a file, which KGX wants to end in ``edges.tsv``."""
    return write_whole(path, table(EDGE_COLUMNS, to_edges(network)))


def _statement(interaction: str, sign: int) -> Row:
    predicates, aspects = _biolink()["predicates"], _biolink()["aspects"]
    direction = _DIRECTIONS.get(sign) if interaction in aspects else None
    is_read = interaction != "member"
    return {
        "category": "biolink:Association",
        "predicate": predicates.get(interaction, predicates["other"]),
        "qualified_predicate": "biolink:causes" if direction else None,
        "object_aspect_qualifier": aspects.get(interaction),
        "object_direction_qualifier": direction,
        "original_predicate": interaction + {1: "(+)", -1: "(-)"}.get(sign, ""),
        "knowledge_level": "not_provided" if is_read else "knowledge_assertion",
        "agent_type": "text_mining_agent" if is_read else "automated_agent",
        "primary_knowledge_source": SOURCE,
    }


def _publications(data: Mapping[str, Any]) -> list[str]:
    papers = [*data.get("papers", ()), data.get("pmcid", "")]
    dois = [f"doi:{data['doi']}"] if data.get("doi") else []
    return [f"PMC:{paper.removeprefix('PMC')}" for paper in dict.fromkeys(papers) if paper] + dois


def _members(data: Mapping[str, Any]) -> list[str]:
    genes = genes_of(data) if data.get("type") == "proteinfamily" else ()
    return [f"NCBIGene:{gene.ncbigene_id}" for gene in genes if gene.ncbigene_id]


def _curies(network: networkx.MultiDiGraph[str]) -> dict[str, str]:
    return {
        node: _curie(one_line(data.get("represents", "")))
        or f"PFOCR:{quote(network.graph.get('pfocrId', ''))}#{quote(node)}"
        for node, data in network.nodes(data=True)
    }


def _curie(identifier: str) -> str:
    prefix, colon, local = identifier.partition(":")
    return f"{_biolink()['prefixes'].get(prefix, prefix)}:{local}" if colon else ""


@functools.cache
def _biolink() -> dict[str, dict[str, str]]:
    return tomllib.loads(_BIOLINK.read_text("utf-8"))
