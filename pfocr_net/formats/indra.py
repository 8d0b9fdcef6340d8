"""INDRA Statements as JSON: for INDRA, its assemblers and its databases.

It holds relations with a meaning in INDRA: what activates, inhibits, binds, modifies, converts or transports, each
with agents, their identifiers and the sentence. It does not hold regulation whose sign the caption leaves open,
what contains, membership, nor nodes without such relations: `left_out` says how many edges of each.
"""

from __future__ import annotations

import functools
import json
import uuid
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pfocr_net.files import write_whole

if TYPE_CHECKING:
    import networkx

Json = dict[str, Any]

#: Beginning of the word that states a modification -> the statement's type.
_MODIFICATIONS: Mapping[str, str] = MappingProxyType(
    {
        "dephosphorylat": "Dephosphorylation",
        "phosphorylat": "Phosphorylation",
        "deubiquitin": "Deubiquitination",
        "ubiquitin": "Ubiquitination",
        "ubiquityl": "Ubiquitination",
        "desumoyl": "Desumoylation",
        "sumoyl": "Sumoylation",
        "deacetyl": "Deacetylation",
        "acetyl": "Acetylation",
        "demethyl": "Demethylation",
        "methyl": "Methylation",
        "glycosyl": "Glycosylation",
        "hydroxyl": "Hydroxylation",
        "palmitoyl": "Palmitoylation",
        "myristoyl": "Myristoylation",
        "farnesyl": "Farnesylation",
    }
)
#: Prefix of our identifiers -> INDRA's name space, and whether its identifiers repeat the prefix.
_SPACES: Mapping[str, tuple[str, bool]] = MappingProxyType(
    {
        "ncbigene": ("EGID", False),
        "hgnc": ("HGNC", False),
        "fplx": ("FPLX", False),
        "go": ("GO", True),
        "chebi": ("CHEBI", True),
        "mesh": ("MESH", False),
        "doid": ("DOID", True),
        "mirbase": ("MIRBASE", False),
    }
)


def to_indra(network: networkx.MultiDiGraph[str]) -> list[Json]:
    """Make INDRA's JSON of a network's relations.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As `pfocr_net.network.build_network` makes it.

    Returns
    -------
    list of dict
        For ``indra.statements.stmts_from_json``.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph()
    >>> network.add_node("ncbigene:4193", name="MDM2", represents="ncbigene:4193")
    >>> network.add_node("ncbigene:7157", name="TP53", represents="ncbigene:7157")
    >>> _ = network.add_edge("ncbigene:4193", "ncbigene:7157", interaction="inhibits", sign=-1)
    >>> [(said["type"], said["subj"]["name"], said["obj"]["db_refs"]) for said in to_indra(network)]
    [('Inhibition', 'MDM2', {'EGID': '7157', 'HGNC': '11998'})]
    """
    return [
        statement | {"id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{data.get('figid', '')} {key}"))}
        for source, target, key, data in network.edges(keys=True, data=True)
        if (statement := _statement(network.nodes[source], network.nodes[target], data))
    ]


def left_out(network: networkx.MultiDiGraph[str]) -> Counter[str]:
    """Count the edges that INDRA has no statement for, by interaction."""
    return Counter(
        data.get("interaction", "")
        for source, target, data in network.edges(data=True)
        if not _statement(network.nodes[source], network.nodes[target], data)
    )


def write(network: networkx.MultiDiGraph[str], path: Path) -> Path:
    """Write the statements to a file."""
    return write_whole(path, json.dumps(to_indra(network), ensure_ascii=False, indent=1))


def _statement(source: Mapping[str, Any], target: Mapping[str, Any], data: Mapping[str, Any]) -> Json | None:
    subject = _agent(source, data.get("source_text", ""))
    object_ = _agent(target, data.get("target_text", ""))
    evidence = {"evidence": [_evidence(data)]}
    match data.get("interaction"), data.get("sign", 0):
        case "modifies", sign:
            kind = _modification(data.get("trigger", "")) or {1: "Activation", -1: "Inhibition"}.get(
                sign, "Modification"
            )
            if kind in ("Activation", "Inhibition"):
                return {"type": kind, "subj": subject, "obj": object_, **evidence}
            return {"type": kind, "enz": subject, "sub": object_, **evidence}
        case ("activates", _) | ("regulates", 1):
            return {"type": "Activation", "subj": subject, "obj": object_, **evidence}
        case ("inhibits", _) | ("regulates", -1):
            return {"type": "Inhibition", "subj": subject, "obj": object_, **evidence}
        case "binds", _:
            return {"type": "Complex", "members": [subject, object_], **evidence}
        case "converts", _:
            return {"type": "Conversion", "obj_from": [subject], "obj_to": [object_], **evidence}
        case "transports", _:
            return {"type": "Translocation", "agent": subject, "to_location": target.get("name", ""), **evidence}
    return None


def _agent(node: Mapping[str, Any], text: str) -> Json:
    identifier, name = node.get("represents", ""), node.get("name", "")
    prefix, _, local = identifier.partition(":")
    space, is_repeated = _SPACES.get(prefix, ("", False))
    refs = {space: f"{space}:{local}" if is_repeated else local} if space else {}
    if space == "EGID" and (hgnc := _hgnc(name)):
        refs["HGNC"] = hgnc
    if text:
        refs["TEXT"] = text
    return {"name": name, "db_refs": refs}


def _evidence(data: Mapping[str, Any]) -> Json:
    refs = {"PMCID": data.get("pmcid"), "DOI": data.get("doi")}
    return {
        "source_api": "pfocr_net",
        "source_id": data.get("figid", ""),
        "text": data.get("evidence", ""),
        "annotations": {name: data[name] for name in ("confidence", "trigger", "frame") if name in data},
        "epistemics": {"hypothesis": True} if data.get("hedged") else {},
        "text_refs": {name: value for name, value in refs.items() if value},
    }


def _modification(trigger: str) -> str | None:
    word = trigger.lower()
    return next((kind for stem, kind in _MODIFICATIONS.items() if stem in word), None)


@functools.lru_cache(maxsize=16384)
def _hgnc(symbol: str) -> str:
    from pfocr_net.lexicon import open_lexicon

    gene = open_lexicon().gene(symbol)
    return gene.identifier.removeprefix("hgnc:") if gene else ""
