"""Network attributes: what the network is, where it comes from, and a digest of what is in it."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import orjson

from pfocr_net import __version__
from pfocr_net.model import Figure, Kind
from pfocr_net.network.nodes import known, unique

if TYPE_CHECKING:
    import networkx

NCBI = "https://www.ncbi.nlm.nih.gov"
PMC = f"{NCBI}/pmc/articles/"
PFOCR = "https://pfocr.wikipathways.org/figures/"

#: NDEx takes no longer name.
NAME_LENGTH = 500

_METHODS = (
    "Genes, chemicals and diseases as PFOCR read them in the figure; gene families as single nodes; "
    "edges read from the caption by rules, each with its sentence and a confidence."
)
#: What may differ between networks of the same content.
_VOLATILE = frozenset(("graphHash", "version", "prov:wasGeneratedBy"))


def network_attributes(figure: Figure) -> dict[str, Any]:
    """Return the network attributes of a figure, named as the PFOCR networks on NDEx name them.

    Returns
    -------
    dict
        Those of `pfocr_net.model.NETWORK_ATTRIBUTES` that are known, without ``graphHash``.

    Examples
    --------
    >>> about = network_attributes(Figure("PMC1__f1", pmcid="PMC1", figtitle="Wnt", filename="f1.jpg"))
    >>> about["name"], about["labels"], about["__iconurl"]
    ('Wnt', ['pfocr:PMC1__f1'], 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/bin/f1.jpg')
    """
    title = figure.figtitle or figure.figid
    paper = f"{PMC}{quote(figure.pmcid)}/" if figure.pmcid else ""
    picture = f"{paper}bin/{quote(figure.filename)}" if paper and figure.filename else ""
    link = f"{NCBI}{quote(figure.figlink)}" if figure.figlink.startswith("/pmc/") else paper
    software = f"pfocr-net {__version__}"
    return known(
        name=title if len(title) <= NAME_LENGTH else f"{title[: NAME_LENGTH - 1]}…",
        description=_description(figure, link, picture),
        version=__version__,
        organism=figure.organism,
        networkType=["pathway"],
        methods=_METHODS,
        reference=_reference(figure),
        rights="Waiver-No Rights Reserved (CC0)",
        rightsHolder="WikiPathways",
        author="WikiPathways",
        labels=[f"pfocr:{figure.figid}"],
        figureLink=link,
        figureNumber=figure.number,
        figureTitle=figure.figtitle,
        paperLink=paper,
        paperTitle=figure.papertitle,
        pfocrId=figure.figid,
        pmcId=figure.pmcid,
        publicationYear=figure.year,
        disease="; ".join(unique(term.name or term.word for term in figure.terms if term.kind is Kind.DISEASE)),
        __iconurl=picture,
    ) | {"prov:wasGeneratedBy": software, "prov:wasDerivedFrom": f"{PFOCR}{quote(figure.figid)}.html"}


def graph_hash(network: networkx.MultiDiGraph[str]) -> str:
    """Return a digest of a network's content: equal for the same nodes, edges and attributes in any order.

    The version of the software is not part of the content.
    """
    content = {
        "network": {name: value for name, value in network.graph.items() if name not in _VOLATILE},
        "nodes": dict(network.nodes),
        "edges": {
            f"{(source, target, key)}": attributes
            for source, targets in network.adjacency()
            for target, edges in targets.items()
            for key, attributes in edges.items()
        },
    }
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _description(figure: Figure, link: str, picture: str) -> str:
    """Caption and picture as HTML; what the page says is text, never markup."""
    image = _element("img", {"src": picture, "alt": "The figure", "width": "600"}) if picture else ""
    parts = (
        html.escape(figure.caption),
        f"{_element('a', {'href': link})}{image or 'Figure at PMC'}</a>" if link else image,
    )
    return "".join(f"<p>{part}</p>" for part in parts if part)


def _reference(figure: Figure) -> str:
    citation = html.escape(figure.reftext or figure.papertitle)
    if not figure.doi:
        return citation
    link = _element("a", {"href": f"https://doi.org/{quote(figure.doi, safe='/:;()')}"})
    return f"{citation} {link}doi:{html.escape(figure.doi)}</a>".strip()


def _element(name: str, attributes: Mapping[str, str]) -> str:
    values = (f'{key}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{' '.join((name, *values))}>"
