"""The layout reads like a pathway: along the edges, parts below their whole, nothing on top of anything else."""

import itertools

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfocr_net.layout import place
from pfocr_net.layout.layers import make_layers
from pfocr_net.network import draw_network
from pfocr_net.style import read_style, style_names
from tests.figures import drawings


def graph(*edges, alone=()):
    """A graph of edges (source, interaction, target), told in this order, and of nodes without any."""
    network = networkx.MultiDiGraph()
    for start, (source, interaction, target) in enumerate(edges):
        for node in (source, target):
            network.add_node(node, name=node, type="compartment")
        network.add_edge(source, target, interaction=interaction, start=start)
    network.add_nodes_from((name, {"name": name, "type": kind}) for name, kind in alone)
    return network


def overlaps(network, places, style):
    """Pairs of nodes that stand on each other as a style draws them."""
    sizes = {node: style.node(data) for node, data in network.nodes(data=True)}
    for one, other in itertools.combinations(network, 2):
        (x, y), (u, v) = places[one], places[other]
        wide = (sizes[one]["width"] + sizes[other]["width"]) / 2
        high = (sizes[one]["height"] + sizes[other]["height"]) / 2
        if abs(x - u) < wide and abs(y - v) < high:
            yield one, other


STORY = graph(
    ("plasma membrane", "transports", "early endosomes"),
    ("early endosomes", "converts", "MVBs"),
    ("MVBs", "contains", "exosomes"),
    ("exosomes", "contains", "DNA"),
    ("exosomes", "contains", "RNA"),
    ("exosomes", "transports", "lysosomes"),
    ("RAB", "activates", "exosomes"),
    ("p53", "inhibits", "MDM2"),
    alone=[("PECAM1", "gene"), ("integrins", "proteinfamily"), ("ICAM1", "gene"), ("ATP", "smallmolecule")],
)


def test_the_story_runs_from_left_to_right():
    places = place(STORY)
    path = ["plasma membrane", "early endosomes", "MVBs", "exosomes", "lysosomes"]
    assert [places[node][0] for node in path] == sorted(places[node][0] for node in path)
    assert len({places[node][0] for node in path}) == len(path)


def test_what_acts_stands_just_before_what_it_acts_on():
    places = place(STORY)
    assert places["RAB"][0] == places["MVBs"][0]


def test_contents_of_which_nothing_else_is_said_stand_below_their_whole():
    places = place(STORY)
    (x, y), (dna, below), (rna, below_too) = (places[node] for node in ("exosomes", "DNA", "RNA"))
    assert y < below == below_too
    assert dna < x < rna


def test_nodes_without_edges_stand_in_rows_below_by_type_and_name():
    places = place(STORY)
    alone = ["integrins", "ICAM1", "PECAM1", "ATP"]
    lowest = max(y for node, (_, y) in places.items() if node not in alone)
    assert {places[node][1] for node in alone} == {places["ATP"][1]}
    assert places["ATP"][1] > lowest
    assert [places[node][0] for node in alone] == sorted(places[node][0] for node in alone)


def test_parts_of_an_open_family_stand_around_its_middle():
    family = graph(*[("RAB", "member", f"RAB{number}") for number in range(60)])
    places = place(family)
    columns = {x for node, (x, _) in places.items() if node != "RAB"}
    assert len(columns) == 8
    assert sum(columns) / 8 == pytest.approx(places["RAB"][0], abs=0.1)
    assert min(y for node, (_, y) in places.items() if node != "RAB") > places["RAB"][1]


def test_many_nodes_with_the_same_edges_stand_in_a_grid():
    expanded = graph(*[(f"RAB{number}", "regulates", "release") for number in range(60)])
    places = place(expanded)
    columns = {x for node, (x, _) in places.items() if node != "release"}
    assert len(columns) == 6
    assert max(columns) < places["release"][0]


def test_a_circle_goes_forward_all_but_once():
    cycle = graph(*[(f"n{at}", "activates", f"n{(at + 1) % 6}") for at in range(6)])
    places = place(cycle)
    backward = [edge for edge in cycle.edges() if places[edge[0]][0] >= places[edge[1]][0]]
    assert backward == [("n5", "n0")]


def test_lines_that_need_not_cross_do_not():
    crossed = [(0, 4), (0, 5), (1, 3), (2, 3), (2, 5), (1, 5)]
    layered = make_layers(6, crossed)
    place_in = {vertex: at for layer in layered.layers for at, vertex in enumerate(layer)}
    crossings = [
        (one, other)
        for one, other in itertools.combinations(crossed, 2)
        if (place_in[one[0]] - place_in[other[0]]) * (place_in[one[1]] - place_in[other[1]]) < 0
    ]
    assert len(crossings) <= 1


def test_a_straight_line_of_nodes_is_straight():
    places = place(graph(("a", "activates", "b"), ("b", "activates", "c"), ("c", "activates", "d")))
    assert len({y for _, y in places.values()}) == 1


def test_a_longer_label_gets_more_room():
    short, long = (place(graph((name, "activates", "b"))) for name in ("a", "a much longer name of something"))
    assert long["b"][0] > short["b"][0] + 60


def test_the_order_in_which_nodes_were_added_does_not_matter():
    turned = networkx.MultiDiGraph()
    turned.add_nodes_from(reversed([*STORY.nodes(data=True)]))
    turned.add_edges_from(reversed([*STORY.edges(data=True)]))
    assert place(turned) == place(STORY)


def test_nothing_has_no_places():
    assert place(networkx.MultiDiGraph()) == {}


@pytest.mark.parametrize("shape", [networkx.path_graph, networkx.cycle_graph, networkx.star_graph])
def test_large_networks_are_placed_without_overlap(shape):
    network = networkx.MultiDiGraph(shape(2000, create_using=networkx.DiGraph))
    places = place(network)
    assert len({*places.values()}) == len(network)


@given(drawings(), st.sampled_from(style_names()))
def test_nothing_stands_on_anything_else(drawing, name):
    network, _ = draw_network(*drawing.parts, **drawing.options)
    places = place(network)
    assert places.keys() == {*network}
    assert list(overlaps(network, places, read_style(name))) == []
    assert place(network) == places


EDGES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda edge: edge[0] != edge[1]), max_size=30
)


@given(EDGES)
def test_layers_hold_every_vertex_once_and_every_edge(edges):
    layered = make_layers(10, edges)
    where = {vertex: at for at, layer in enumerate(layered.layers) for vertex in layer}
    assert sorted(vertex for vertex in where if vertex < 10) == list(range(10))
    assert all(where[after] == where[vertex] + 1 for vertex in where for after in layered.after[vertex])
    assert all(where[source] != where[target] for source, target in edges)
