"""CX2: what we write NDEx takes and Cytoscape Web draws, and what they refuse is told beforehand."""

import copy
import enum
import json
import math

import networkx
import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfocr_net.errors import FormatError
from pfocr_net.formats.cx2 import check_cx2, dump, from_cx2, to_cx2, write
from pfocr_net.model import Kind
from pfocr_net.network import build_network, draw_network
from pfocr_net.style import read_style
from tests.figures import FIGURE, RAB, TEXT, drawings, every_look, mention, relation

MVBS = mention("MVBs", Kind.COMPONENT, "go:0005771", "multivesicular body")
RAB5 = mention("Rab5", Kind.GENE, "hgnc:9783", "RAB5A", "5868")


@pytest.fixture
def network():
    told = [relation(RAB5, "modifies", MVBS, sign=-1, hedged=True), relation(MVBS, "contains", RAB5)]
    return build_network(FIGURE, [RAB], told)


@pytest.fixture
def document(network):
    return to_cx2(network, {node: (10.5 * place, 0) for place, node in enumerate(network)})


def aspect(document, name):
    return next(aspect[name] for aspect in document if name in aspect)


def same(one, other):
    """Whether two graphs have the same nodes, edges and attributes."""
    return (
        one.graph == other.graph
        and dict(one.nodes(data=True)) == dict(other.nodes(data=True))
        and {edge[:3]: edge[3] for edge in one.edges(keys=True, data=True)}
        == {edge[:3]: edge[3] for edge in other.edges(keys=True, data=True)}
    )


def test_the_aspects_come_in_order(document):
    assert [next(iter(aspect)) for aspect in document] == [
        "CXVersion",
        "metaData",
        "attributeDeclarations",
        "networkAttributes",
        "nodes",
        "edges",
        "visualProperties",
        "nodeBypasses",
        "edgeBypasses",
        "visualEditorProperties",
        "status",
    ]
    assert check_cx2(document) == []


def test_a_family_node_carries_its_members_as_a_list(document):
    [rab] = [node for node in aspect(document, "nodes") if node["v"]["name"] == "RAB"]
    assert rab["v"]["type"] == "proteinfamily"
    assert rab["v"]["member"] == ["hgnc.symbol:RAB5A", "hgnc.symbol:RAB7A"]
    assert aspect(document, "attributeDeclarations")[0]["nodes"]["member"] == {"d": "list_of_string"}
    assert (rab["x"], rab["y"]) == (0, 0)


def test_an_edge_carries_its_evidence(document):
    [edge] = [edge for edge in aspect(document, "edges") if edge["v"]["interaction"] == "modifies"]
    names = {node["id"]: node["v"]["name"] for node in aspect(document, "nodes")}
    assert (names[edge["s"]], names[edge["t"]]) == ("RAB", "MVBs")
    assert edge["v"] == {
        "interaction": "modifies",
        "sign": -1,
        "evidence": "It is so.",
        "trigger": "is",
        "source_text": "Rab5",
        "target_text": "MVBs",
        "why": "“Rab5” stands for RAB5A, a member of RAB.",
        "frame": "frame",
        "confidence": 0.9,
        "hedged": True,
        "start": 0,
        "end": 9,
        "figid": "PMC1__f1",
        "pmcid": "PMC1",
        "doi": "10.1/x",
    }


def drawn(document, kind, id_):
    """The look of one node or edge: default, mapping, bypass, in this order."""
    [look] = aspect(document, "visualProperties")
    element = next(element for element in aspect(document, f"{kind}s") if element["id"] == id_)
    values = dict(look["default"][kind])
    for name, mapping in look[f"{kind}Mapping"].items():
        found = element["v"].get(mapping["definition"]["attribute"])
        values[name] = {entry["v"]: entry["vp"] for entry in mapping["definition"].get("map", ())}.get(
            found, values.get(name)
        )
    bypasses = {bypass["id"]: bypass["v"] for bypass in aspect(document, f"{kind}Bypasses")}
    return values | bypasses.get(id_, {})


NODE_LOOK = {
    "shape": "SHAPE",
    "fill": "BACKGROUND_COLOR",
    "opacity": "BACKGROUND_OPACITY",
    "border": "BORDER_COLOR",
    "borderWidth": "BORDER_WIDTH",
    "borderStyle": "BORDER_STYLE",
    "ink": "LABEL_COLOR",
    "fontSize": "LABEL_FONT_SIZE",
    "width": "WIDTH",
    "height": "HEIGHT",
}
EDGE_LOOK = {
    "colour": "LINE_COLOR",
    "line": "LINE_STYLE",
    "width": "WIDTH",
    "opacity": "OPACITY",
    "arrow": "TARGET_ARROW_SHAPE",
}


@pytest.mark.parametrize("name", ["pfocr", "ndex", "print"])
def test_what_is_drawn_is_what_the_style_says(name):
    style = read_style(name)
    network = every_look(style)
    document = to_cx2(network, style=style)
    for id_, (_, attributes) in enumerate(network.nodes(data=True)):
        look, values = style.node(attributes), drawn(document, "node", id_)
        assert look == {key: values[f"NODE_{called}"] for key, called in NODE_LOOK.items()}
    for id_, (*_, attributes) in enumerate(network.edges(data=True), len(network)):
        look, values = style.edge(attributes), drawn(document, "edge", id_)
        assert look == {key: values[f"EDGE_{called}"] for key, called in EDGE_LOOK.items()}


def test_labels_show_and_arrowheads_have_the_edges_colour(document):
    [look] = aspect(document, "visualProperties")
    assert look["nodeMapping"]["NODE_LABEL"] == {
        "type": "PASSTHROUGH",
        "definition": {"attribute": "name", "type": "string"},
    }
    assert aspect(document, "visualEditorProperties") == [
        {"properties": {"nodeSizeLocked": False, "arrowColorMatchesEdge": True}}
    ]


def test_the_same_network_gives_the_same_bytes(network, tmp_path):
    first, second = (write(network, tmp_path / name) for name in ("a.cx2", "b.cx2"))
    assert first.read_bytes() == second.read_bytes()
    assert check_cx2(json.loads(first.read_bytes())) == []


def test_what_is_written_reads_back_as_it_was(network, document):
    assert same(from_cx2(json.loads(dump(document))), network)


def test_aliases_and_defaults_of_others_are_resolved():
    document = [
        {
            "attributeDeclarations": [
                {"nodes": {"name": {"d": "string", "a": "n"}, "up": {"d": "boolean", "v": True}}}
            ]
        },
        {"nodes": [{"id": 7, "v": {"n": "TP53"}}, {"id": 9, "v": {"n": "TP53", "up": False}}]},
        {"edges": [{"id": 1, "s": 7, "t": 9}, {"id": 2, "s": 7, "t": 9}]},
    ]
    network = from_cx2(document)
    assert [*network.nodes(data=True)] == [
        (":tp 53", {"name": "TP53", "up": True}),
        (":tp 53#9", {"name": "TP53", "up": False}),
    ]
    assert network.number_of_edges() == 2


def read_by_ndex2(document):
    from ndex2.cx2 import RawCX2NetworkFactory

    return RawCX2NetworkFactory().get_cx2network(document)


def test_ndex2_reads_what_we_write(network, document):
    read = read_by_ndex2(json.loads(dump(document)))
    assert read.get_network_attributes() == network.graph
    assert [node["v"] for node in read.get_nodes().values()] == [data for _, data in network.nodes(data=True)]
    assert [edge["v"] for edge in read.get_edges().values()] == [data for *_, data in network.edges(data=True)]


class Colour(enum.StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("values", "kind", "written"),
    [
        ([1, 0.7], "double", [1, 0.7]),
        ([1, 2**40], "long", [1, 2**40]),
        ([True, False], "boolean", [True, False]),
        ([[], ["a"]], "list_of_string", [[], ["a"]]),
        ([[1], [0.5]], "list_of_double", [[1], [0.5]]),
        ([[], []], "list_of_string", [[], []]),
        ([("a", "b"), None], "list_of_string", [["a", "b"], None]),
        ([math.nan, 1.5], "double", [None, 1.5]),
        ([numpy.int64(3), numpy.float64(0.5)], "double", [3, 0.5]),
        ([Colour.RED, "blue"], "string", ["red", "blue"]),
    ],
)
def test_a_column_of_ones_own_gets_the_type_that_holds_all_its_values(values, kind, written):
    network = networkx.MultiDiGraph(name="x")
    for place, value in enumerate(values):
        network.add_node(place, name="n", own=value)
    document = json.loads(dump(to_cx2(network)))
    assert aspect(document, "attributeDeclarations")[0]["nodes"]["own"] == {"d": kind}
    assert [node["v"].get("own") for node in aspect(document, "nodes")] == written
    assert check_cx2(document) == []


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ({"own": math.inf}, "The node attribute 'own' is infinite"),
        ({"own": {}}, "The node attribute 'own' is a dict; it can be text, a number"),
        ({"own": [None]}, "The node attribute 'own' is a list that holds a missing value"),
        ({"own": [[]]}, "The node attribute 'own' is a list that holds a list"),
        ({"own": ["a", 1]}, "The node attribute 'own' holds both string and integer"),
        ({"own": 2**63}, "more than 64 bits"),
        (
            {"member": "hgnc.symbol:RAB5A"},
            "The node attribute 'member' must be list_of_string, not string",
        ),
        ({"name": 5}, "The node attribute 'name' must be string, not integer"),
    ],
)
def test_what_cx2_cannot_hold_is_refused_by_name(attributes, told):
    network = networkx.MultiDiGraph()
    network.add_node("a", **attributes)
    with pytest.raises(FormatError, match=told):
        to_cx2(network)


def test_a_column_of_mixed_types_is_refused():
    network = networkx.MultiDiGraph()
    network.add_node("a", own="1")
    network.add_node("b", own=1)
    with pytest.raises(FormatError, match="The node attribute 'own' holds both string and integer"):
        to_cx2(network)


@given(drawings(), st.booleans())
def test_any_figure_gives_a_document_that_ndex_takes(drawing, placed):
    network, _ = draw_network(*drawing.parts, **drawing.options)
    positions = {node: (place, -0.5) for place, node in enumerate(network)} if placed else None
    document = to_cx2(network, positions, read_style("print"))
    assert check_cx2(document) == []
    assert same(from_cx2(json.loads(dump(document))), network)


VALUES = st.one_of(
    *(st.lists(kind, min_size=3, max_size=3) for kind in (TEXT, st.booleans(), st.integers(-(2**63), 2**63 - 1))),
    st.lists(st.floats(allow_infinity=False) | st.integers(-9, 9), min_size=3, max_size=3),
    st.lists(st.lists(TEXT, max_size=2), min_size=3, max_size=3),
)


@given(st.dictionaries(TEXT, VALUES, max_size=3), TEXT)
def test_any_attributes_give_a_document_that_ndex_takes(table, name):
    network = networkx.MultiDiGraph(**{"title": name})
    for place in range(3):
        network.add_node(place, **{f"own {key}": column[place] for key, column in table.items()})
    network.add_edge(0, 1)
    network.add_edge(0, 1, **{f"own {key}": column[0] for key, column in table.items()})
    document = to_cx2(network)
    assert check_cx2(document) == []
    read_by_ndex2(json.loads(dump(document)))


def broken(document, change):
    """A copy of a sound document with one thing made wrong."""
    copied = copy.deepcopy(document)
    change(copied)
    return copied


def put(*path, value):
    """Set the value at a path through the document; the first step names an aspect."""

    def change(document):
        *steps, last = path[1:]
        where = aspect(document, path[0])
        for step in steps:
            where = where[step]
        where[last] = value

    return change


def drop(*path):
    """Remove what is at a path through the document."""

    def change(document):
        *steps, last = path[1:]
        where = aspect(document, path[0])
        for step in steps:
            where = where[step]
        del where[last]

    return change


def without(name):
    def change(document):
        document[:] = [aspect for aspect in document if name not in aspect]

    return change


def swap(document):
    document[2], document[4] = document[4], document[2]


DISCRETE = {"type": "DISCRETE", "definition": {"attribute": "type", "type": "string", "map": []}}

REFUSED = {
    "no version": (without("CXVersion"), "The first element is not"),
    "no status": (without("status"), "The last aspect is not the status"),
    "failed status": (put("status", 0, "success", value=False), "The last aspect is not the status"),
    "no metaData": (without("metaData"), "The second element is not metaData"),
    "count too low": (
        put("metaData", 2, "elementCount", value=1),
        "metaData counts 1 elements of nodes, but there are",
    ),
    "count of nothing": (put("metaData", 2, "name", value="moons"), "elements of moons, but there are 0"),
    "declarations after nodes": (swap, "nodes stands before attributeDeclarations"),
    "declaration without d": (drop("attributeDeclarations", 0, "nodes", "type", "d"), "'type' has d None"),
    "d is null": (put("attributeDeclarations", 0, "nodes", "type", "d", value=None), "'type' has d None"),
    "unknown type": (put("attributeDeclarations", 0, "nodes", "type", "d", value="text"), "has d 'text'"),
    "network attribute with alias": (
        put("attributeDeclarations", 0, "networkAttributes", "name", value={"d": "string", "a": "n"}),
        "network attribute 'name' has an alias",
    ),
    "member declared as text": (
        put("attributeDeclarations", 0, "nodes", "member", "d", value="string"),
        "'member' must be declared list_of_string, not string",
    ),
    "undeclared attribute": (
        put("nodes", 0, "v", "moon", value="x"),
        "The attribute 'moon' of node 0 is not declared",
    ),
    "null network attribute": (
        put("networkAttributes", 0, "author", value=None),
        "'author' of the network is None",
    ),
    "null in a network list": (
        put("networkAttributes", 0, "labels", value=["a", None]),
        "'labels' of the network is",
    ),
    "text for a number": (
        put("edges", 0, "v", "start", value="5"),
        "'start' of edge 7 is '5', which is no integer",
    ),
    "text for a list": (
        put("nodes", 0, "v", "member", value="x"),
        "'member' of node 0 is 'x', which is no list_of_",
    ),
    "truth for a number": (put("edges", 0, "v", "start", value=True), "'start' of edge 7 is True"),
    "number too large": (put("edges", 0, "v", "start", value=2**31), "'start' of edge 7 is 2147483648"),
    "NaN": (put("edges", 0, "v", "confidence", value=math.nan), "'confidence' of edge 7 is nan"),
    "dangling edge": (put("edges", 0, "t", value=99), "Edge 7 ends at node 99, which is not there"),
    "duplicate node": (put("nodes", 1, "id", value=0), "The id 0 stands 2 times among nodes"),
    "duplicate edge": (put("edges", 1, "id", value=7), "The id 7 stands 2 times among edges"),
    "id as text": (put("edges", 0, "id", value="0"), "The id '0' among edges is no whole number"),
    "some nodes without place": (drop("nodes", 0, "x"), "Node 0 stands at (None, 0), which is no place"),
    "one node without place": (
        put("nodes", 0, value={"id": 0, "v": {"name": "RAB"}}),
        "nodes have a position; all must have one, or none",
    ),
    "place of NaN": (put("nodes", 0, "x", value=math.nan), "Node 0 stands at (nan, 0)"),
    "long name": (put("networkAttributes", 0, "name", value="x" * 501), "name has more than 500 characters"),
    "empty v of an edge": (put("edges", 0, "v", value={}), "Edge 7 has an empty v"),
    "no look": (without("visualProperties"), "No visualProperties map NODE_LABEL"),
    "no label": (drop("visualProperties", 0, "nodeMapping", "NODE_LABEL"), "No visualProperties map NODE_LABEL"),
    "unknown visual property": (
        put("visualProperties", 0, "nodeMapping", "NODE_LABEL_TRANSPARENCY", value=DISCRETE),
        "NODE_LABEL_TRANSPARENCY is for no visual property",
    ),
    "mapping without definition.type": (
        drop("visualProperties", 0, "nodeMapping", "NODE_SHAPE", "definition", "type"),
        "NODE_SHAPE lacks definition.type",
    ),
    "mapping of no type": (
        put("visualProperties", 0, "edgeMapping", "EDGE_WIDTH", "type", value="ANY"),
        "EDGE_WIDTH has the type 'ANY'",
    ),
    "discrete mapping on a list": (
        put("visualProperties", 0, "nodeMapping", "NODE_SHAPE", "definition", "attribute", value="member"),
        "NODE_SHAPE is by 'member', a list",
    ),
    "font as text": (
        put("visualProperties", 0, "default", "node", "NODE_LABEL_FONT_FACE", value="sans-serif,plain,12"),
        "NODE_LABEL_FONT_FACE to 'sans-serif,plain,12'; allowed: an object with FONT_FAMILY",
    ),
    "shape in capitals": (
        put("visualProperties", 0, "default", "node", "NODE_SHAPE", value="ELLIPSE"),
        "NODE_SHAPE to 'ELLIPSE'; allowed: rectangle, round-rectangle",
    ),
    "unknown arrow": (
        put(
            "visualProperties",
            0,
            "edgeMapping",
            "EDGE_TARGET_ARROW_SHAPE",
            "definition",
            "map",
            0,
            "vp",
            value="T",
        ),
        "The mapping for 'activates' sets EDGE_TARGET_ARROW_SHAPE to 'T'; allowed: triangle, tee",
    ),
    "opacity of 255": (
        put("visualProperties", 0, "default", "edge", "EDGE_OPACITY", value=255),
        "a number from 0 to 1",
    ),
    "colour by name": (
        put("visualProperties", 0, "default", "network", "NETWORK_BACKGROUND_COLOR", value="white"),
        "a colour such as #0072B2",
    ),
    "negative width": (put("edgeBypasses", 0, "v", "EDGE_WIDTH", value=-1), "The bypass of edge"),
    "visible by truth": (put("nodeBypasses", 0, "v", "NODE_VISIBILITY", value=True), "allowed: element, none"),
    "bypass of nothing": (put("nodeBypasses", 0, "id", value=99), "nodeBypasses name 99"),
    "bypasses without nodeSizeLocked": (
        drop("visualEditorProperties", 0, "properties", "nodeSizeLocked"),
        "do not say nodeSizeLocked",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_ndex_or_cytoscape_web_refuse_is_told(document, case):
    change, told = REFUSED[case]
    faults = check_cx2(broken(document, change))
    assert any(told in fault for fault in faults), faults
