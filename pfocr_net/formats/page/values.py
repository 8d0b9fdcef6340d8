"""What the page shows, as plain values that JSON can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pfocr_net.formats.page.links import address, picture_address
from pfocr_net.formats.page.looks import edge_look, node_look

if TYPE_CHECKING:
    import networkx

    from pfocr_net.model import Figure
    from pfocr_net.style import Style

#: Node type -> what a reader calls it.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "proteinfamily": "family",
        "compartment": "component",
        "biologicalprocess": "process",
        "smallmolecule": "chemical",
        "cell": "cell or organism",
    }
)


def page_values(
    network: networkx.MultiDiGraph[str],
    positions: Mapping[str, tuple[float, float]],
    style: Style,
    figure: Figure,
) -> dict[str, Any]:
    """Everything the page shows of one figure.

    Parameters
    ----------
    network, positions, style, figure
        As for `pfocr_net.formats.html.to_html`.

    Returns
    -------
    dict
        ``figure``, ``nodes`` and ``edges``, named ``n0``, ``n1`` ... and ``e0``, ``e1`` ... in the network's
        order; ``ground``, the colour behind them, and the look of an ``unsure`` edge.
    """
    ids = {node: f"n{index}" for index, node in enumerate(network)}
    opened = {source for source, _, edge in network.edges(data=True) if edge["interaction"] == "member"}
    return {
        "figure": _figure(figure, network.graph),
        "nodes": [
            {"id": ids[node], "x": positions[node][0], "y": positions[node][1]}
            | _node(attributes, style, opens=node not in opened)
            for node, attributes in network.nodes(data=True)
        ],
        "edges": [
            {"id": f"e{index}", "source": ids[source], "target": ids[target]} | _edge(attributes, style)
            for index, (source, target, attributes) in enumerate(network.edges(data=True))
        ],
        "ground": style.background,
        "unsure": edge_look(style, {"hedged": True}),
    }


def _figure(figure: Figure, graph: Mapping[str, Any]) -> dict[str, Any]:
    values = {
        "Figure at PMC": figure.figlink,
        "Paper": figure.doi,
        "PFOCR": figure.figid,
        "NDEx": figure.ndex,
    }
    links = {label: address(label, value) for label, value in values.items()}
    return {
        "figid": figure.figid,
        "merged": len(graph.get("figures", ())) > 1,
        "title": figure.figtitle or figure.figid,
        "caption": figure.caption,
        "facts": [
            fact for fact in (_numbered(figure.number), figure.journal_title, figure.year, figure.organism) if fact
        ],
        "paper": figure.papertitle,
        "citation": figure.reftext,
        "links": [{"label": label, "href": href} for label, href in links.items() if href],
        "picture": picture_address(str(graph.get("__iconurl", ""))),
        "methods": graph.get("methods", ""),
    }


def _numbered(number: str) -> str:
    """Spell out the number of a figure, which pages write in many ways: ``F2``, ``Fig. 2``, ``FIGURE 2``."""
    found = re.fullmatch(r"F(?:IG(?:URE)?)?\W*(\d+\w*)\W*", number, re.IGNORECASE)
    return f"Figure {found[1]}" if found else number


def _node(attributes: Mapping[str, Any], style: Style, *, opens: bool) -> dict[str, Any]:
    symbols = [member.removeprefix("hgnc.symbol:") for member in attributes.get("member", ())]
    genes = attributes.get("member_ncbigene", ())
    kind = attributes.get("type", "")
    links = {attributes.get("represents", ""): "identifier", attributes.get("ncbigene", ""): "NCBI Gene"}
    return {
        "name": attributes["name"],
        "kind": KINDS.get(kind, kind),
        "why": attributes.get("why", ""),
        "organism": attributes.get("organism", ""),
        "drawn": list(attributes.get("drawn", ())),
        "mentioned": list(attributes.get("mentioned", ())),
        "alias": [name for name in attributes.get("alias", ()) if name not in symbols],
        "links": [
            {"label": value if label == "identifier" else f"NCBI Gene {value}", "href": href}
            for value, label in links.items()
            if (href := address(label, value))
        ],
        "members": [
            {"name": symbol, "href": address("NCBI Gene", gene)}
            for symbol, gene in zip_longest(symbols, genes, fillvalue="")
        ],
        "opens": opens and bool(symbols),
        "look": node_look(style, attributes),
        "memberLook": node_look(style, {"type": "gene", "name": max(symbols, key=len, default="")}),
    }


def _edge(attributes: Mapping[str, Any], style: Style) -> dict[str, Any]:
    return {
        "interaction": attributes["interaction"],
        "sign": attributes.get("sign", 0),
        "evidence": attributes.get("evidence", ""),
        "trigger": attributes.get("trigger", ""),
        "called": [attributes.get("source_text", ""), attributes.get("target_text", "")],
        "why": attributes.get("why", ""),
        "frame": attributes.get("frame", ""),
        "confidence": attributes.get("confidence", 1.0),
        "hedged": attributes.get("hedged", False),
        "start": attributes.get("start", 0),
        "end": attributes.get("end", 0),
        "look": edge_look(style, attributes),
    }
