"""Formats for other tools: what independent readers find in our files is what the network holds."""

import io
import json
import shutil
import subprocess
import sys

import networkx
import pandas
import pytest
from hypothesis import given

from pfocr_net import plugins
from pfocr_net.formats import format_names, write_network
from pfocr_net.formats.cyjs import to_cyjs
from pfocr_net.formats.gmt import to_gmt
from pfocr_net.formats.graphml import from_graphml, to_graphml
from pfocr_net.formats.indra import left_out, to_indra
from pfocr_net.formats.kgx import to_edges, to_nodes
from pfocr_net.formats.page import asset
from pfocr_net.formats.sif import to_sif
from pfocr_net.formats.tables import to_edges as edge_table
from pfocr_net.formats.tables import to_nodes as node_table
from pfocr_net.model import Kind
from pfocr_net.network import build_network, draw_network
from tests.conftest import ROOT
from tests.figures import FIGURE, RAB, TETRASPANINS, drawings, mention, relation

RAB5 = mention("Rab5", Kind.GENE, "hgnc:9783", "RAB5A", "5868")
PECAM1 = mention("PECAM1", Kind.GENE, "hgnc:8823", "PECAM1", "5175")
MVBS = mention("MVBs", Kind.COMPONENT, "go:0005771", "multivesicular body")
ATP = mention("ATP", Kind.CHEMICAL, "chebi:15422", "ATP")


@pytest.fixture
def network():
    told = [
        relation(RAB5, "modifies", MVBS, sign=-1, hedged=True, sentence="Rab5\tmay\nchange | MVBs."),
        relation(PECAM1, "activates", RAB5, sign=1),
        relation(MVBS, "contains", RAB5),
        relation(ATP, "binds", PECAM1),
    ]
    return build_network(FIGURE, [RAB, TETRASPANINS], told)


def stated(network):
    return sorted(
        (source, data["interaction"], data["sign"], target) for source, target, data in network.edges(data=True)
    )


def contents(network):
    return (
        network.graph,
        dict(network.nodes(data=True)),
        {edge[:3]: edge[3] for edge in network.edges(keys=True, data=True)},
    )


def test_every_format_writes_every_network(network, tmp_path):
    for name in {*format_names()} - {"html"}:
        path = tmp_path / f"a.{name}"
        assert write_network(network, path) == path
        assert path.stat().st_size > 0


def test_graphml_reads_back_whole(network):
    assert contents(from_graphml(to_graphml(network))) == contents(network)


@given(drawings())
def test_graphml_holds_any_network(drawing):
    network = draw_network(*drawing.parts, **drawing.options)[0]
    read = from_graphml(to_graphml(network))
    assert len(read) == len(network)
    assert sorted(data["sign"] for *_, data in read.edges(data=True)) == sorted(
        data["sign"] for *_, data in network.edges(data=True)
    )


def test_igraph_reads_graphml(network, tmp_path):
    igraph = pytest.importorskip("igraph")
    path = write_network(network, tmp_path / "a.graphml")
    graph = igraph.Graph.Read_GraphML(str(path))
    assert sorted(graph.vs["name"]) == sorted(name for _, name in network.nodes(data="name"))
    rab = graph.vs.find(name="RAB")
    assert json.loads(rab["member"]) == ["hgnc.symbol:RAB5A", "hgnc.symbol:RAB7A"]
    found = (
        (graph.vs[e.source]["id"], e["interaction"], int(e["sign"]), graph.vs[e.target]["id"]) for e in graph.es
    )
    assert sorted(found) == stated(network)


def test_pandas_reads_the_tables(network):
    nodes = pandas.read_csv(io.StringIO(node_table(network)), sep="\t", dtype=str, keep_default_na=False)
    edges = pandas.read_csv(io.StringIO(edge_table(network)), sep="\t", keep_default_na=False, quoting=3)
    assert list(nodes["id"]) == list(network)
    assert nodes.set_index("id").loc["fplx:RAB", "member"] == "hgnc.symbol:RAB5A|hgnc.symbol:RAB7A"
    read = edges[["source", "interaction", "sign", "target"]].itertuples(index=False, name=None)
    assert sorted(read) == stated(network)
    assert "Rab5 may change | MVBs." in set(edges["evidence"])


def test_cytoscape_js_draws_the_document(network, chromium):
    page = chromium.new_page()
    page.add_script_tag(content=asset("cytoscape.min.js"))
    places = {node: (10.0 * at, 5.0) for at, node in enumerate(network)}
    draw = "(document) => cytoscape({headless: true, layout: {name: 'preset'}, ...document}).json()"
    read = page.evaluate(draw, to_cyjs(network, places))
    page.close()
    nodes, edges = ([element["data"] for element in read["elements"][kind]] for kind in ("nodes", "edges"))
    assert {node["id"]: node["name"] for node in nodes} == dict(network.nodes(data="name"))
    assert [node["position"] for node in read["elements"]["nodes"]][1] == {"x": 10, "y": 5}
    found = ((edge["source"], edge["interaction"], edge["sign"], edge["target"]) for edge in edges)
    assert sorted(found) == stated(network)


def test_sif_tells_signs_and_lone_nodes(network):
    lines = to_sif(network).splitlines()
    assert "RAB\tmodifies(-)\tMVBs" in lines
    assert "PECAM1\tactivates\tRAB" in lines
    assert "tetraspanins" in lines
    assert len(lines) == network.number_of_edges() + networkx.number_of_isolates(network)


def test_sif_tells_nodes_of_one_name_apart():
    network = networkx.MultiDiGraph()
    network.add_node("hgnc:1", name="RAB")
    network.add_node("fplx:RAB", name="RAB")
    assert to_sif(network) == "RAB (hgnc:1)\nRAB (fplx:RAB)\n"


def test_gmt_has_the_set_that_is_asked_for(network):
    sets = {
        line.split("\t")[0]: line.split("\t")[2:]
        for line in to_gmt(network, ("all", "drawn", "caption")).splitlines()
    }
    assert sets["PMC1__f1 all"] == ["RAB5A", "RAB7A", "CD9", "CD63", "PECAM1"]
    assert sets["PMC1__f1 drawn"] == ["PECAM1"]
    assert sorted(sets["PMC1__f1 caption"]) == ["PECAM1", "RAB5A", "RAB7A"]


def test_gmt_is_as_other_tools_read_it(network, tmp_path):
    gseapy = pytest.importorskip("gseapy")
    path = write_network(network, tmp_path / "a.gmt")
    assert gseapy.read_gmt(str(path)) == {"PMC1__f1": ["RAB5A", "RAB7A", "CD9", "CD63", "PECAM1"]}
    assert not any(line.endswith("\t") for line in path.read_text().splitlines())
    assert to_gmt(network, ncbigene=True) == "PMC1__f1\tRelease of <exosomes>\t5868\t7879\t928\t967\t5175\n"


def test_gmt_leaves_out_small_sets(network):
    assert to_gmt(network, min_size=6) == ""
    assert to_gmt(networkx.MultiDiGraph(pfocrId="PMC1__f1")) == ""


@pytest.fixture(scope="module")
def biolink():
    return pytest.importorskip("biolink_model.datamodel.pydanticmodel_v2")


def test_kgx_nodes_are_of_biolink_classes(network, biolink):
    for row in to_nodes(network):
        known = {name: value for name, value in row.items() if value} | {"category": [row["category"]]}
        node = getattr(biolink, row["category"].removeprefix("biolink:"))(**known)
        assert ":" in node.id


def test_kgx_edges_are_biolink_associations(network, biolink):
    qualified = biolink.ChemicalAffectsBiologicalEntityAssociation
    for row in to_edges(network):
        said = {name: value for name, value in row.items() if value is not None}
        said["supporting_text"] = [said["supporting_text"]]
        qualifiers = {name: said.pop(name) for name in [*said] if "qualifie" in name}
        biolink.Association(**said | {"category": [said["category"]]})
        if qualifiers:
            qualified(**said | qualifiers | {"category": [f"biolink:{qualified.__name__}"]})


def test_kgx_tells_direction_and_keeps_what_was_said(network):
    rows = {row["original_predicate"]: row for row in to_edges(network)}
    assert rows["activates(+)"]["object_direction_qualifier"] == "increased"
    assert rows["modifies(-)"]["object_direction_qualifier"] == "decreased"
    assert rows["binds"]["predicate"] == "biolink:physically_interacts_with"
    assert rows["binds"]["publications"] == ["PMC:1", "doi:10.1/x"]
    assert {row["subject"] for row in rows.values()} <= {row["id"] for row in to_nodes(network)}


def test_kgx_names_what_has_no_identifier_by_its_figure():
    nobody = mention("the weird place", Kind.COMPONENT)
    network = build_network(FIGURE, [], [relation(RAB5, "activates", nobody, sign=1)])
    assert "PFOCR:PMC1__f1#compartment%3Athe%20weird%20place" in {row["id"] for row in to_nodes(network)}


def test_indra_statements_say_the_same(network):
    said = {statement["type"]: statement for statement in to_indra(network)}
    assert said.keys() == {"Inhibition", "Activation", "Complex"}
    assert said["Activation"]["subj"]["db_refs"] == {"EGID": "5175", "HGNC": "8823", "TEXT": "PECAM1"}
    assert said["Inhibition"]["obj"]["db_refs"] == {"GO": "GO:0005771", "TEXT": "MVBs"}
    assert said["Inhibition"]["evidence"][0]["epistemics"] == {"hypothesis": True}
    assert left_out(network) == {"contains": 1}


def test_a_modification_is_named_by_its_word():
    network = networkx.MultiDiGraph()
    network.add_edge("a", "b", interaction="modifies", sign=1, trigger="dephosphorylates")
    assert to_indra(network)[0]["type"] == "Dephosphorylation"


@pytest.mark.filterwarnings("ignore")
def test_indra_loads_the_statements(network):
    statements = pytest.importorskip("indra.statements")
    loaded = statements.stmts_from_json(to_indra(network))
    assert sorted(type(statement).__name__ for statement in loaded) == ["Activation", "Complex", "Inhibition"]
    activation = next(statement for statement in loaded if isinstance(statement, statements.Activation))
    assert (activation.subj.name, activation.obj.name) == ("PECAM1", "RAB")
    assert activation.evidence[0].text == "It is so."


def test_an_exporter_of_your_own_is_installed_and_used(network, tmp_path, monkeypatch):
    example = shutil.copytree(ROOT / "examples/exporter", tmp_path / "exporter")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    place = tmp_path / "installed"
    subprocess.run([sys.executable, "-m", "pip", "install", *options, "--target", place, example], check=True)
    monkeypatch.syspath_prepend(place)
    plugins.installed.cache_clear()
    try:
        written = write_network(network, tmp_path / "a.dot").read_text()
    finally:
        plugins.installed.cache_clear()
    assert '"ncbigene:5175" -> "fplx:RAB" [color="#0072B2", arrowhead="normal"]' in written
