"""When two names, or two nodes, are the same."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from pfocr_net.lexicon import key
from pfocr_net.model import Grounding, Kind, Mention

#: Kinds that share their names with genes.
_LIKE_GENES = (Kind.FAMILY, Kind.COMPLEX)
_HEAD_NOUN = re.compile(r" (?:protein|family|familie|complex|complexe|member|molecule)$")
_PLURAL = re.compile(r"(?<=[^\W\d_]{2})(?<![siu])s$")


@functools.lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the form in which names are compared: as `pfocr_net.lexicon.key`, in the singular, without head noun.

    Examples
    --------
    >>> name_key("MVBs") == name_key("MVB"), name_key("Rab proteins") == name_key("RAB"), name_key("virus")
    (True, True, 'virus')
    """
    return _HEAD_NOUN.sub("", _PLURAL.sub("", key(name))) or name


def meaning(mention: Mention) -> Grounding:
    """Return what a mention is grounded to, if that is of the kind the caption uses it for.

    Examples
    --------
    >>> wnt = Grounding(Kind.FAMILY, "fplx:WNT", "WNT")
    >>> meaning(Mention("Wnt", 0, 3, Kind.GENE, wnt)).identifier
    'fplx:WNT'
    >>> meaning(Mention("Wnt signaling", 0, 13, Kind.PROCESS, wnt))
    Grounding(kind=<Kind.PROCESS: 'process'>, identifier='', name='', symbol='', ncbigene_id='', source='')
    """
    grounding = mention.grounding
    return grounding if grounding and group(grounding.kind) == group(mention.kind) else Grounding(mention.kind)


def group(kind: Kind) -> Kind:
    """Return the kind within which names are compared: genes, families and complexes share their names."""
    return Kind.GENE if kind in _LIKE_GENES else kind


def node_key(attributes: Mapping[str, Any]) -> str:
    """Return a node's name in the graph: its identifier, or else its type and what it is called.

    Examples
    --------
    >>> node_key({"type": "gene", "name": "TP53", "represents": "ncbigene:7157"})
    'ncbigene:7157'
    >>> node_key({"type": "compartment", "name": "early endosomes"})
    'compartment:early endosome'
    """
    called = attributes.get("represents")
    return str(called or f"{attributes.get('type', '')}:{name_key(attributes['name'])}")


def edge_key(source: str, target: str, attributes: Mapping[str, Any]) -> str:
    """Return an edge's name, unique in the graph: what is stated, and of which nodes.

    Examples
    --------
    >>> edge_key("fplx:RAB", "go:0005768", {"interaction": "activates", "sign": 1})
    'fplx:RAB activates(+) go:0005768'
    """
    sign = {1: "(+)", -1: "(-)"}.get(attributes.get("sign", 0), "")
    return f"{source} {attributes['interaction']}{sign} {target}"
