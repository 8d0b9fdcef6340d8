"""Merged networks: every node and edge says which figures it is from; contradictions are marked."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from pfocr_net.analysis.merge import merge_networks, only, quoted, supported
from pfocr_net.cli import pfocr_net
from pfocr_net.errors import UsageError
from pfocr_net.formats import write_network
from pfocr_net.formats.cx2 import check_cx2, from_cx2, to_cx2
from pfocr_net.layout import place
from pfocr_net.model import Family, Figure, Gene, Grounding, Kind, Mention, Origin
from pfocr_net.network import build_network
from pfocr_net.style import read_style
from tests.figures import relation


def gene(symbol, number):
    return Gene(symbol, number, symbol, symbol, "ncbigene_symbol", "9606")


def named(symbol, number, text=""):
    return Mention(
        text or symbol, 0, 1, Kind.GENE, Grounding(Kind.GENE, f"hgnc:x{number}", symbol, symbol, number)
    )


RAB5A, RAB7A, RAB11A = gene("RAB5A", "5868"), gene("RAB7A", "7879"), gene("RAB11A", "8766")
AKT, MTOR = named("AKT1", "207"), named("MTOR", "2475")


def family(*genes):
    return Family(
        "RAB",
        tuple(replace(one, word="Rab") for one in genes),
        Origin.DRAWN,
        identifier="fplx:RAB",
        words=("Rab",),
        why="One word, Rab.",
    )


def network(figid, relations=(), families=(), genes=()):
    members = [replace(member, word="Rab") for one in families for member in one.genes]
    figure = Figure(figid, pmcid=figid.split("__")[0], figtitle=f"Title of {figid}", genes=(*members, *genes))
    return build_network(figure, families, relations)


@pytest.fixture
def merged():
    up = relation(AKT, "activates", MTOR, sign=1, confidence=0.8, sentence="AKT1 activates MTOR.")
    weak = relation(
        AKT, "activates", MTOR, sign=1, confidence=0.5, sentence="AKT1 may activate MTOR.", hedged=True
    )
    down = relation(AKT, "inhibits", MTOR, sign=-1, confidence=0.6, sentence="AKT1 inhibits MTOR.")
    return merge_networks(
        [
            network("PMC1__a", [up], [family(RAB5A, RAB7A)]),
            network("PMC1__b", [weak], [family(RAB7A, RAB11A)]),
            network("PMC2__c", [weak], genes=[RAB5A]),
            network("PMC3__d", [down]),
        ]
    )


def edge(merged, interaction):
    return next(data for *_, data in merged.edges(data=True) if data["interaction"] == interaction)


def test_evidence_of_all_figures_is_on_one_edge(merged):
    stated = edge(merged, "activates")
    assert stated["figures"] == ["PMC1__a", "PMC1__b", "PMC2__c"]
    assert stated["sentences"] == ["AKT1 activates MTOR.", "AKT1 may activate MTOR.", "AKT1 may activate MTOR."]
    assert stated["confidences"] == [0.8, 0.5, 0.5]
    assert (stated["figure_count"], stated["papers"], stated["paper_count"]) == (3, ["PMC1", "PMC2"], 2)
    assert (stated["evidence"], stated["figid"], stated["hedged"]) == ("AKT1 activates MTOR.", "PMC1__a", False)


def test_figures_of_one_paper_are_no_independent_evidence(merged):
    assert edge(merged, "activates")["confidence"] == pytest.approx(1 - (1 - 0.8) * (1 - 0.5))


def test_an_edge_says_which_figures_state_it_and_which_the_opposite(merged):
    assert (
        edge(merged, "activates")["why"]
        == "Stated in PMC1__a, PMC1__b, PMC2__c. The opposite is stated in PMC3__d."
    )
    assert edge(merged, "inhibits")["why"] == "The opposite is stated in PMC1__a, PMC1__b, PMC2__c."


def test_contradictions_are_marked_on_both_sides(merged):
    assert edge(merged, "activates")["against"] == ["PMC3__d"]
    assert edge(merged, "inhibits")["against"] == ["PMC1__a", "PMC1__b", "PMC2__c"]
    assert edge(merged, "inhibits")["contradicted"]
    assert not edge(merged, "member")["contradicted"]


def test_a_family_has_the_members_of_all_figures(merged):
    rab = merged.nodes["fplx:RAB"]
    assert rab["member"] == ["hgnc.symbol:RAB5A", "hgnc.symbol:RAB7A", "hgnc.symbol:RAB11A"]
    assert rab["member_ncbigene"] == ["5868", "7879", "8766"]
    assert rab["figures"] == ["PMC1__a", "PMC1__b"]


def test_a_gene_drawn_alone_is_tied_to_the_family_it_is_in_elsewhere(merged):
    ties = [(s, t, data["figures"]) for s, t, data in merged.edges(data=True) if data["interaction"] == "member"]
    assert ties == [("fplx:RAB", "ncbigene:5868", ["PMC1__a"])]
    assert merged.nodes["ncbigene:5868"]["figures"] == ["PMC2__c"]


def test_each_figure_can_be_taken_out_again(merged):
    part = only(merged, "PMC3__d")
    assert sorted(name for _, name in part.nodes(data="name")) == ["AKT1", "MTOR"]
    assert [data["interaction"] for *_, data in part.edges(data=True)] == ["inhibits"]


def test_what_few_figures_state_can_be_left_out(merged):
    often = supported(merged, 2)
    assert [data["interaction"] for *_, data in often.edges(data=True)] == ["activates"]
    assert "fplx:RAB" in often
    assert "ncbigene:5868" not in often


def test_binding_has_no_direction():
    one = relation(AKT, "binds", MTOR)
    other = relation(MTOR, "binds", AKT)
    both = merge_networks([network("PMC1__a", [one]), network("PMC2__b", [other])])
    assert both.number_of_edges() == 1
    assert edge(both, "binds")["paper_count"] == 2


def test_merging_one_network_changes_nothing_but_adds_its_figure():
    alone = network("PMC1__a", [relation(AKT, "activates", MTOR, sign=1)], [family(RAB5A, RAB7A)])
    merged = merge_networks([alone])
    assert list(merged) == list(alone)
    for node, data in alone.nodes(data=True):
        assert data.items() <= {name: merged.nodes[node][name] for name in data}.items()


def test_a_figure_that_comes_twice_counts_once():
    one = network("PMC1__F1", [relation(AKT, "activates", MTOR, sign=1, confidence=0.5)])
    [edge] = [data for *_, data in merge_networks([one, one]).edges(data=True)]
    assert (edge["figures"], edge["confidence"]) == (["PMC1__F1"], 0.5)


def test_no_network_is_told():
    with pytest.raises(UsageError, match="no figure to merge"):
        merge_networks([])


def test_support_shows_as_width(merged):
    style = read_style()
    widths = {data["interaction"]: style.edge(data)["width"] for *_, data in merged.edges(data=True)}
    assert widths["activates"] > widths["inhibits"] == style.edges["inhibits"]["width"]


def test_cx2_holds_a_merged_network(merged):
    document = to_cx2(merged, place(merged))
    assert check_cx2(document) == []
    read = from_cx2(document)
    assert edge(read, "activates") == edge(merged, "activates")


def test_the_page_quotes_all_sentences(merged):
    figure = quoted(merged)
    stated = edge(merged, "inhibits")
    assert figure.caption[stated["start"] : stated["end"]] == "AKT1 inhibits MTOR."
    assert figure.figtitle == "4 pathway figures"


def test_the_page_speaks_of_several_figures(merged, chromium, tmp_path):
    figure = quoted(merged)
    page = chromium.new_page()
    page.goto(write_network(merged, tmp_path / "merged.html", figure=figure).as_uri())
    expect(page.locator("#picture")).to_contain_text("Several figures have no picture in common")
    expect(page.locator("#selection")).to_contain_text("The captions state 2 relations between")
    expect(page.locator("#relations h2")).to_have_text("What the captions state")
    expect(page.locator("#relations li")).to_have_count(2)
    page.close()


def test_commands(make_page, tmp_path):
    human = ("9606", "Homo sapiens")
    pages = [
        make_page(
            f"PMC{n}__x",
            caption="MDM2 inhibits TP53.",
            genes=[(*human, "MDM2", "MDM2", "MDM2", "4193", "ncbigene_symbol")],
        )
        for n in (1, 2)
    ]
    make_page("PMC3__y", genes=[(*human, "ATM", "ATM", "ATM", "472", "ncbigene_symbol")])
    genes = tmp_path / "genes.txt"
    genes.write_text("Mdm2\n")
    out = tmp_path / "m.cx2"
    words = ["merge", str(pages[0].parent), "--genes", str(genes), "-o", str(out), "-o", str(tmp_path / "m.html")]
    ran = CliRunner().invoke(pfocr_net, words)
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith(
        "2 pathway figures: 2 nodes, 1 relations (0 contradicted), 0 ties of genes to families: "
    )
    read = from_cx2(json.loads(out.read_text()))
    assert edge(read, "inhibits")["figures"] == ["PMC1__x", "PMC2__x"]
