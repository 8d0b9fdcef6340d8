"""GPML2021, the format of WikiPathways and PathVisio: the network as a pathway that can be drawn on.

It holds nodes with their identifiers, places and looks, families with their members in a property, and edges with
arrowheads, the sentence as a comment, and interaction, sign and confidence as properties. Of the network's own
attributes it holds title, organism and licence; attributes of yours it does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from xml.etree.ElementTree import SubElement

from pfocr_net.files import write_whole
from pfocr_net.formats.graphml import plain_xml
from pfocr_net.style import DEFAULT, Style, read_style

if TYPE_CHECKING:
    import networkx

_SPACE = "http://pathvisio.org/GPML/2021"
_MARGIN = 60.0
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "gene": "GeneProduct",
        "proteinfamily": "GeneProduct",
        "complex": "Complex",
        "smallmolecule": "Metabolite",
        "biologicalprocess": "Pathway",
        "disease": "Disease",
    }
)
#: Prefix of our identifiers -> the data source's name in BridgeDb.
_SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "ncbigene": "Entrez Gene",
        "hgnc": "HGNC Accession number",
        "chebi": "ChEBI",
        "go": "GeneOntology",
        "mesh": "MeSH",
        "doid": "Disease Ontology",
        "fplx": "FamPlex",
        "mirbase": "miRBase",
    }
)
_SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "ellipse": "Oval",
        "round-rectangle": "RoundedRectangle",
        "hexagon": "Hexagon",
        "octagon": "Octagon",
        "triangle": "Triangle",
    }
)
_HEADS: Mapping[str, str] = MappingProxyType(
    {
        "activates": "Stimulation",
        "inhibits": "Inhibition",
        "converts": "Conversion",
        "binds": "Binding",
        "transports": "Translocation",
        "modifies": "Conversion",
        "regulates": "Directed",
    }
)
_HEADS_BY_SIGN: Mapping[int, str] = MappingProxyType({1: "Stimulation", -1: "Inhibition"})


def to_gpml(
    network: networkx.MultiDiGraph[str], positions: Mapping[str, tuple[float, float]], style: Style
) -> str:
    """Write a network as GPML.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As `pfocr_net.network.build_network` makes it.
    positions : mapping
        Node to (x, y) in points, y down.
    style : Style

    Returns
    -------
    str
        An XML document, in the element order of GPML2021.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph(name="One gene")
    >>> network.add_node("ncbigene:7157", name="TP53", type="gene", represents="ncbigene:7157")
    >>> gpml = to_gpml(network, {"ncbigene:7157": (0, 0)}, read_style())
    >>> '<Xref identifier="7157" dataSource="Entrez Gene" />' in gpml
    True
    """
    about = network.graph
    places = _moved(positions)
    width, height = (max((place[axis] for place in places.values()), default=0.0) + _MARGIN for axis in (0, 1))
    root = ElementTree.Element("Pathway", xmlns=_SPACE, title=plain_xml(about.get("name", "")))
    for attribute, name in (("organism", "organism"), ("license", "rights")):
        if about.get(name):
            root.set(attribute, plain_xml(about[name]))
    for name in ("prov:wasDerivedFrom", "methods"):
        if about.get(name):
            SubElement(root, "Comment", source=name).text = plain_xml(about[name])
    SubElement(root, "Graphics", boardWidth=f"{width:.1f}", boardHeight=f"{height:.1f}")
    ids = {node: f"n{number}" for number, node in enumerate(network)}
    nodes = SubElement(root, "DataNodes")
    for node, data in network.nodes(data=True):
        _add_node(nodes, ids[node], data, places[node], style.node(data))
    edges = SubElement(root, "Interactions")
    for number, (source, target, data) in enumerate(network.edges(data=True)):
        ends = [(ids[node], places[node]) for node in (source, target)]
        _add_edge(edges, f"e{number}", ends, data, style.edge(data))
    SubElement(root, "InfoBox", centerX="0.0", centerY="0.0")
    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def write(
    network: networkx.MultiDiGraph[str],
    path: Path,
    *,
    positions: Mapping[str, tuple[float, float]] | None = None,
    style: Style | str | Path = DEFAULT,
) -> Path:
    """Write a network to a file; by default `pfocr_net.layout.place` finds the positions."""
    if positions is None:
        from pfocr_net.layout import place

        positions = place(network)
    return write_whole(path, to_gpml(network, positions, read_style(style)))


def _moved(positions: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Move the drawing so that it begins at the top left, with a margin."""
    left = min((x for x, _ in positions.values()), default=0.0) - _MARGIN
    top = min((y for _, y in positions.values()), default=0.0) - _MARGIN
    return {node: (x - left, y - top) for node, (x, y) in positions.items()}


def _add_node(
    nodes: ElementTree.Element,
    identifier: str,
    data: Mapping[str, Any],
    place: tuple[float, float],
    look: Mapping[str, Any],
) -> None:
    kind = _TYPES.get(data.get("type", ""), "Unknown")
    node = SubElement(nodes, "DataNode", elementId=identifier, textLabel=plain_xml(data["name"]), type=kind)
    prefix, _, local = data.get("represents", "").partition(":")
    source = _SOURCES.get(prefix, "")
    SubElement(node, "Xref", identifier=plain_xml(local) if source else "", dataSource=source)
    SubElement(
        node,
        "Graphics",
        centerX=f"{place[0]:.1f}",
        centerY=f"{place[1]:.1f}",
        width=str(look["width"]),
        height=str(look["height"]),
        textColor=look["ink"].removeprefix("#"),
        fontSize=str(round(look["fontSize"])),
        borderColor=look["border"].removeprefix("#"),
        borderWidth=str(look["borderWidth"]),
        fillColor=look["fill"].removeprefix("#"),
        shapeType=_SHAPES.get(look["shape"], "Rectangle"),
    )
    if data.get("why"):
        SubElement(node, "Comment", source="pfocr-net").text = plain_xml(data["why"])
    _add_properties(node, data, ("represents", "member"))


def _add_edge(
    edges: ElementTree.Element,
    identifier: str,
    ends: list[tuple[str, tuple[float, float]]],
    data: Mapping[str, Any],
    look: Mapping[str, Any],
) -> None:
    interaction = data.get("interaction", "")
    edge = SubElement(edges, "Interaction", elementId=identifier)
    SubElement(edge, "Xref", identifier="", dataSource="")
    points = SubElement(edge, "Waypoints")
    head = _HEADS_BY_SIGN.get(data.get("sign", 0)) or _HEADS.get(interaction, "Undirected")
    for at, ((node, (x, y)), arrow) in enumerate(zip(ends, ("Undirected", head), strict=True)):
        point = {"elementId": f"{identifier}p{at}", "elementRef": node, "arrowHead": arrow}
        SubElement(points, "Point", point, x=f"{x:.1f}", y=f"{y:.1f}", relX="0.0", relY="0.0")
    SubElement(
        edge,
        "Graphics",
        lineColor=look["colour"].removeprefix("#"),
        lineStyle="Solid" if look["line"] == "solid" else "Broken",
        lineWidth=str(look["width"]),
        connectorType="Straight",
    )
    if data.get("evidence"):
        SubElement(edge, "Comment", source="evidence").text = plain_xml(data["evidence"])
    _add_properties(edge, data, ("interaction", "sign", "confidence", "figid", "pmcid", "doi"))


def _add_properties(element: ElementTree.Element, data: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        value = data.get(name, "")
        if value != "":
            text = " ".join(value) if isinstance(value, list) else str(value)
            SubElement(element, "Property", key=name, value=plain_xml(text))
