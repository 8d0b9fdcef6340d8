"""Families of a finished network: what opening adds, closing takes away, and nothing else."""

from hypothesis import given

from pfocr_net.formats.cx2 import from_cx2, to_cx2
from pfocr_net.model import Kind
from pfocr_net.network import build_network
from pfocr_net.network.members import close_families, open_families
from tests.figures import FIGURE, RAB, TETRASPANINS, drawings, mention, relation

WNT = mention("Wnt", Kind.GENE)


def content(network):
    return network.graph, dict(network.nodes(data=True)), dict(network.edges)


def test_every_member_becomes_a_gene_that_says_why_it_is_there():
    opened = open_families(build_network(FIGURE, [RAB, TETRASPANINS], []))
    assert opened.nodes["ncbigene:5868"] == {
        "name": "RAB5A",
        "type": "gene",
        "represents": "ncbigene:5868",
        "ncbigene": "5868",
        "origin": "family",
        "organism": "Homo sapiens",
        "why": "RAB5A is a member of RAB. One drawn word, Rab, stands for 2 genes.",
    }
    assert [edge["interaction"] for _, _, edge in opened.edges(data=True)] == ["member"] * 4


def test_the_same_nodes_and_edges_as_if_built_open():
    opened = open_families(build_network(FIGURE, [RAB, TETRASPANINS], []))
    built = build_network(FIGURE, [RAB, TETRASPANINS], [], families_as="both")
    assert {*opened} == {*built}
    assert {*opened.edges} == {*built.edges}


def test_a_gene_that_acts_by_itself_stays_when_its_family_closes():
    told = [relation(mention("RAB5A", Kind.GENE, "hgnc:9783", "RAB5A", "5868"), "activates", WNT)]
    network = build_network(FIGURE, [RAB], told, families_as="both")
    closed = close_families(network)
    assert "ncbigene:5868" in closed
    assert "ncbigene:7879" not in closed
    assert [edge["interaction"] for _, _, edge in closed.edges(data=True)] == ["activates"]


@given(drawings())
def test_closing_undoes_opening(drawing):
    network = build_network(*drawing.parts, **drawing.options | {"families_as": "collapse"})
    assert content(close_families(open_families(network))) == content(network)


@given(drawings())
def test_a_network_that_went_through_cx2_opens_the_same(drawing):
    network = build_network(*drawing.parts, **drawing.options | {"families_as": "collapse"})
    opened, returned = open_families(network), open_families(from_cx2(to_cx2(network)))
    assert sorted(name for _, name in opened.nodes(data="name")) == sorted(
        name for _, name in returned.nodes(data="name")
    )
    assert opened.number_of_edges() == returned.number_of_edges()
