"""GPML: elements, their order, their attributes and references are those of the published GPML2021 schema.

The rules below say in our words what https://github.com/PathVisio/GPML (GPML2021.xsd, Apache 2.0) asks of the
elements that we write.
"""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given

from pfocr_net.formats.gpml import to_gpml
from pfocr_net.layout import place
from pfocr_net.model import Kind
from pfocr_net.network import build_network, draw_network
from pfocr_net.style import read_style
from tests.figures import FIGURE, RAB, drawings, mention, relation

SPACE = "{http://pathvisio.org/GPML/2021}"
ANY = {"Comment": 0, "Property": 0}
RECT = {"centerX", "centerY", "width", "height"}
FONT = {"textColor", "fontSize"}
SHAPE = {"borderColor", "borderWidth", "borderStyle", "fillColor", "shapeType"}
LINE = {"lineColor", "lineStyle", "lineWidth", "connectorType"}
#: Element -> (its children in order, each with how often it must be there; attributes it must have; those it may).
RULES = {
    "Pathway": (
        {**ANY, "Graphics": 0, "DataNodes": 0, "Interactions": 0, "InfoBox": 1},
        {"title"},
        {"organism", "source", "version", "license"},
    ),
    "Pathway/Graphics": ({}, {"boardWidth", "boardHeight"}, set()),
    "DataNodes": ({"DataNode": 0}, set(), set()),
    "DataNode": (
        {"Xref": 1, "Graphics": 1, **ANY},
        {"elementId", "textLabel"},
        {"type", "elementRef", "groupRef"},
    ),
    "DataNode/Graphics": ({}, RECT, FONT | SHAPE),
    "Interactions": ({"Interaction": 0}, set(), set()),
    "Interaction": ({"Xref": 1, "Waypoints": 1, "Graphics": 1, **ANY}, {"elementId"}, {"groupRef"}),
    "Interaction/Graphics": ({}, set(), LINE),
    "Waypoints": ({"Point": 2}, set(), set()),
    "Point": ({}, {"elementId", "x", "y"}, {"elementRef", "arrowHead", "relX", "relY"}),
    "Xref": ({}, {"identifier", "dataSource"}, set()),
    "Comment": ({}, set(), {"source"}),
    "Property": ({}, {"key", "value"}, set()),
    "InfoBox": ({}, {"centerX", "centerY"}, set()),
}
NUMBERS = {*RECT, "x", "y", "relX", "relY", "boardWidth", "boardHeight", "lineWidth", "borderWidth"}


def breaches(element, parent=""):
    """Yield what an element and those inside it have against the rules."""
    name = element.tag.removeprefix(SPACE)
    children, must, may = RULES[f"{parent}/{name}" if f"{parent}/{name}" in RULES else name]
    inside = [child.tag.removeprefix(SPACE) for child in element]
    order = [*children]
    if any(child not in order for child in inside) or inside != sorted(inside, key=order.index):
        yield f"{name} holds {inside}"
    yield from (f"{name} lacks {child}" for child, least in children.items() if inside.count(child) < least)
    if not must <= {*element.keys()} <= must | may:
        yield f"{name} has {element.keys()}"
    for key, value in element.items():
        if key in NUMBERS:
            float(value)
        if key.endswith("Color") and not re.fullmatch(r"(?:[0-9A-Fa-f]{2})+", value):
            yield f"{key} is {value}"
        if key == "fontSize" and not value.isdecimal():
            yield f"{key} is {value}"
    for child in element:
        yield from breaches(child, name)


def read(text):
    root = ElementTree.fromstring(text)
    ids = [element.get("elementId") for element in root.iter() if element.get("elementId")]
    assert len(ids) == len({*ids})
    assert {element.get("elementRef") for element in root.iter() if element.get("elementRef")} <= {*ids}
    assert list(breaches(root)) == []
    return root


@pytest.fixture
def network():
    rab5 = mention("Rab5", Kind.GENE, "hgnc:9783", "RAB5A", "5868")
    mvbs = mention("MVBs", Kind.COMPONENT, "go:0005771", "multivesicular body")
    told = [relation(rab5, "modifies", mvbs, sign=-1, hedged=True), relation(mvbs, "contains", rab5)]
    return build_network(FIGURE, [RAB], told)


def test_nodes_and_edges_read_back_with_their_signs(network):
    root = read(to_gpml(network, place(network), read_style()))
    names = {node.get("elementId"): node.get("textLabel") for node in root.iter(f"{SPACE}DataNode")}
    assert sorted(names.values()) == sorted(name for _, name in network.nodes(data="name"))
    edges = []
    for edge in root.iter(f"{SPACE}Interaction"):
        source, target = (names[point.get("elementRef")] for point in edge.iter(f"{SPACE}Point"))
        told = {one.get("key"): one.get("value") for one in edge.iter(f"{SPACE}Property")}
        edges.append((source, told["interaction"], int(told["sign"]), target))
    assert sorted(edges) == [("MVBs", "contains", 0, "RAB"), ("RAB", "modifies", -1, "MVBs")]
    heads = [point.get("arrowHead") for point in root.iter(f"{SPACE}Point")]
    assert sorted(heads) == ["Inhibition", "Undirected", "Undirected", "Undirected"]


def test_identifiers_and_members_are_there(network):
    root = read(to_gpml(network, place(network), read_style()))
    nodes = {node.get("textLabel"): node for node in root.iter(f"{SPACE}DataNode")}
    assert nodes["PECAM1"].find(f"{SPACE}Xref").attrib == {"identifier": "5175", "dataSource": "Entrez Gene"}
    told = {one.get("key"): one.get("value") for one in nodes["RAB"].iter(f"{SPACE}Property")}
    assert told["member"] == "hgnc.symbol:RAB5A hgnc.symbol:RAB7A"


@given(drawings())
def test_any_network_keeps_to_the_schema(drawing):
    network = draw_network(*drawing.parts, **drawing.options)[0]
    root = read(to_gpml(network, place(network), read_style("print")))
    assert len([*root.iter(f"{SPACE}DataNode")]) == len(network)
