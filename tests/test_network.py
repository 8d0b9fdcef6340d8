"""The network of a figure: who becomes a node, whom a mention names, which edges stand, and what is left out."""

from dataclasses import replace

import pytest
from hypothesis import given

from pfocr_net.errors import UsageError
from pfocr_net.model import (
    EDGE_ATTRIBUTES,
    NETWORK_ATTRIBUTES,
    NODE_ATTRIBUTES,
    Family,
    Figure,
    Gene,
    Grounding,
    Kind,
    Origin,
    RelationType,
)
from pfocr_net.network import build_network, draw_network
from tests.figures import FIGURE, RAB, TETRASPANINS, drawings, mention, relation

EARLY, MVBS = (
    mention("early endosomes", Kind.COMPONENT, "go:0005769", "early endosome"),
    mention("MVBs", Kind.COMPONENT),
)
RABS = mention("Rab proteins", Kind.FAMILY, "fplx:RAB", "RAB")
RAB5 = mention("Rab5", Kind.GENE, "hgnc:9783", "RAB5A", "5868")
RAB7 = mention("Rab7", Kind.GENE, "hgnc:9788", "RAB7A", "7879")
CD63 = mention("CD63", Kind.GENE, "hgnc:1692", "CD63", "967")


def edges(network):
    return {
        (network.nodes[source]["name"], edge["interaction"], network.nodes[target]["name"])
        for source, target, edge in network.edges(data=True)
    }


def names(network):
    return [name for _, name in network.nodes(data="name")]


def test_the_whole_story_of_a_figure():
    told = [
        relation(EARLY, "converts", MVBS, sentence="Early endosomes mature into MVBs."),
        relation(RABS, "regulates", mention("release", Kind.PROCESS), confidence=0.7, hedged=True),
        relation(CD63, "activates", mention("sorting", Kind.PROCESS), sign=1),
    ]
    network, left_out = draw_network(FIGURE, [RAB, TETRASPANINS], told)
    assert [(data["name"], data["type"]) for _, data in network.nodes(data=True)] == [
        ("RAB", "proteinfamily"),
        ("tetraspanins", "proteinfamily"),
        ("PECAM1", "gene"),
        ("ATP", "smallmolecule"),
        ("glioma", "disease"),
        ("early endosomes", "compartment"),
        ("MVBs", "compartment"),
        ("release", "biologicalprocess"),
        ("sorting", "biologicalprocess"),
    ]
    assert edges(network) == {
        ("early endosomes", "converts", "MVBs"),
        ("RAB", "regulates", "release"),
        ("tetraspanins", "activates", "sorting"),
    }
    assert not any((left_out.suspects, left_out.weak, left_out.inside, left_out.repeated))


def test_a_family_is_one_node_that_lists_its_members():
    network = build_network(FIGURE, [RAB], [])
    assert network.nodes["fplx:RAB"] == {
        "name": "RAB",
        "type": "proteinfamily",
        "represents": "fplx:RAB",
        "alias": ["Rab", "RAB5A", "RAB7A"],
        "member": ["hgnc.symbol:RAB5A", "hgnc.symbol:RAB7A"],
        "member_ncbigene": ["5868", "7879"],
        "drawn": ["Rab"],
        "origin": "family",
        "why": "One drawn word, Rab, stands for 2 genes.",
    }
    assert not {"RAB5A", "RAB7A"} & {*names(network)}


def test_a_gene_is_one_node_however_often_it_is_drawn():
    rows = (Gene("PECAM1", "5175", "PECAM-1", source="ncbigene_synonym"), Gene("PECAM1", "5175", "CD31"))
    network = build_network(Figure("f", genes=rows, organism="Homo sapiens"), [], [])
    assert network.nodes["ncbigene:5175"] == {
        "name": "PECAM1",
        "type": "gene",
        "represents": "ncbigene:5175",
        "alias": ["PECAM-1", "CD31"],
        "ncbigene": "5175",
        "drawn": ["PECAM-1", "CD31"],
        "origin": "gene table",
        "why": "The figure says “PECAM-1”, a synonym of PECAM1.",
        "organism": "Homo sapiens",
    }


def test_a_gene_drawn_by_its_own_name_stays_beside_its_family():
    own = Gene("RAB5A", "5868", "Rab5a", "RAB5A", "ncbigene_symbol", "9606")
    figure = replace(FIGURE, genes=(*RAB.genes, own))
    network = build_network(figure, [RAB], [relation(RAB5, "binds", EARLY)])
    assert edges(network) == {("RAB5A", "binds", "early endosomes")}


def test_a_member_that_is_no_node_reaches_its_family_and_says_so():
    network = build_network(FIGURE, [RAB], [relation(RAB5, "activates", EARLY, sign=1)])
    [(source, _, edge)] = network.edges(data=True)
    assert source == "fplx:RAB"
    assert (edge["source_text"], edge["target_text"]) == ("Rab5", "early endosomes")
    assert edge["why"] == "“Rab5” stands for RAB5A, a member of RAB."
    assert network.nodes["fplx:RAB"]["mentioned"] == ["Rab5"]


def test_members_drawn_one_by_one_are_not_names_of_their_family():
    network = build_network(FIGURE, [TETRASPANINS], [relation(CD63, "binds", EARLY)])
    [(_, _, why)] = network.edges(data="why")
    assert why == "“CD63” stands for CD63, a member of tetraspanins."


@pytest.mark.parametrize(
    "called",
    [
        mention("Rab GTPases", Kind.FAMILY, "fplx:RAB", "RAB"),
        mention("Rab proteins", Kind.FAMILY),
        mention("RAB family", Kind.FAMILY),
        mention("Rabs", Kind.GENE),
    ],
)
def test_a_family_is_found_by_identifier_or_name(called):
    assert edges(build_network(FIGURE, [RAB], [relation(called, "regulates", EARLY)])) == {
        ("RAB", "regulates", "early endosomes")
    }


def test_what_the_figure_says_comes_before_the_lexicon():
    figure = Figure("f", genes=(Gene("MAPK14", "1432", "p38"),))
    by_lexicon = mention("p38", Kind.FAMILY, "fplx:p38", "p38")
    assert edges(build_network(figure, [], [relation(by_lexicon, "binds", EARLY)])) == {
        ("MAPK14", "binds", "early endosomes")
    }


def test_two_names_with_one_identifier_are_one_node():
    spelled = mention("multivesicular bodies", Kind.COMPONENT, "go:0005771", "multivesicular body")
    short = mention("MVBs", Kind.COMPONENT, "go:0005771", "multivesicular body")
    network = build_network(FIGURE, [], [relation(EARLY, "converts", spelled), relation(short, "contains", CD63)])
    assert network.nodes["go:0005771"]["mentioned"] == ["multivesicular bodies", "MVBs"]
    assert names(network).count("multivesicular bodies") == 1


def test_an_ungrounded_name_is_the_same_in_singular_and_plural():
    one, many = mention("exosome", Kind.COMPONENT), mention("Exosomes", Kind.COMPONENT)
    network = build_network(FIGURE, [], [relation(EARLY, "converts", one), relation(many, "transports", MVBS)])
    assert network.in_degree("compartment:exosome") == network.out_degree("compartment:exosome") == 1


def test_one_name_for_two_kinds_is_two_nodes():
    wnt = Grounding(Kind.FAMILY, "fplx:WNT", "WNT")
    gene, pathway = mention("Wnt", Kind.GENE), mention("Wnt", Kind.PROCESS)
    network = build_network(
        FIGURE, [], [relation(replace(gene, grounding=wnt), "activates", replace(pathway, grounding=wnt), sign=1)]
    )
    assert [*network.edges()] == [("fplx:WNT", "biologicalprocess:wnt")]


def test_a_gene_that_only_the_caption_names_is_called_by_its_symbol():
    nfkb = mention("p65", Kind.GENE, "hgnc:9955", "RELA", "5970")
    network = build_network(FIGURE, [], [relation(nfkb, "activates", EARLY, sign=1)])
    node = network.nodes["ncbigene:5970"]
    assert (node["name"], node["origin"], node["alias"]) == ("RELA", "caption", ["p65"])
    assert node["why"] == "The caption says “p65”."


def test_a_chemical_of_the_table_is_found_by_any_of_its_identifiers():
    atp = mention("adenosine-5'-triphosphate", Kind.CHEMICAL, "mesh:D000255", "adenosine triphosphate")
    network = build_network(FIGURE, [], [relation(atp, "activates", EARLY, sign=1)])
    assert [*network.edges()] == [("chebi:15422", "go:0005769")]


def test_signs_and_types_between_the_same_nodes_are_edges_of_their_own():
    told = [relation(CD63, "modifies", EARLY, sign=sign) for sign in (1, -1, 0)]
    network = build_network(FIGURE, [], [*told, relation(CD63, "binds", EARLY)])
    keys = [key for _, _, key in network.edges(keys=True)]
    assert keys == [
        "ncbigene:967 modifies(+) go:0005769",
        "ncbigene:967 modifies(-) go:0005769",
        "ncbigene:967 modifies go:0005769",
        "ncbigene:967 binds go:0005769",
    ]


def test_of_the_same_statement_the_likelier_one_stands_and_the_other_is_told():
    weaker, stronger = (relation(CD63, "binds", EARLY, confidence=c, sentence=str(c)) for c in (0.6, 0.8))
    backwards = relation(EARLY, "binds", CD63, confidence=0.7)
    network, left_out = draw_network(FIGURE, [], [weaker, stronger, backwards])
    assert [evidence for _, _, evidence in network.edges(data="evidence")] == ["0.8"]
    assert left_out.repeated == (weaker, backwards)


def test_weak_relations_and_those_inside_one_family_are_left_out_and_told():
    weak, inside = relation(RAB5, "activates", EARLY, confidence=0.2), relation(RAB5, "activates", RAB7, sign=1)
    network, left_out = draw_network(FIGURE, [RAB], [weak, inside])
    assert (left_out.weak, left_out.inside) == ((weak,), (inside,))
    assert "early endosomes" not in names(network)
    assert edges(build_network(FIGURE, [RAB], [weak], min_confidence=0.1)) == {
        ("RAB", "activates", "early endosomes")
    }


def test_a_gene_that_a_common_word_met_is_told_and_kept_only_on_request():
    pit = Gene("IRF6", "3664", "pit", "PIT", "ncbigene_synonym")
    figure = replace(FIGURE, genes=(*FIGURE.genes, pit))
    network, left_out = draw_network(figure, [RAB], [])
    why = "The drawn word “pit” met IRF6 by a synonym only, and is a common English word."
    assert "IRF6" not in names(network)
    assert left_out.suspects == ((pit, why),)
    network, left_out = draw_network(figure, [RAB], [], keep_suspect=True)
    assert (network.nodes["ncbigene:3664"]["suspect"], network.nodes["ncbigene:3664"]["why"]) == (True, why)
    assert left_out.suspects == ()


def test_a_gene_of_two_families_is_found_in_the_smaller():
    large = replace(RAB, name="GTPases", identifier="", words=(), genes=(*RAB.genes, Gene("RHOA", "387")))
    network = build_network(FIGURE, [large, RAB], [relation(RAB5, "binds", EARLY)])
    assert edges(network) == {("RAB", "binds", "early endosomes")}


def test_an_expanded_family_is_its_members_and_each_has_the_familys_edges():
    network = build_network(
        FIGURE, [RAB], [relation(RABS, "regulates", EARLY, confidence=0.7)], families_as="expand"
    )
    assert edges(network) == {("RAB5A", "regulates", "early endosomes"), ("RAB7A", "regulates", "early endosomes")}
    for _, _, edge in network.edges(data=True):
        assert (edge["confidence"], edge["why"]) == (0.7, "“Rab proteins” stands for each member of RAB.")
    assert (
        network.nodes["ncbigene:5868"]["why"]
        == "RAB5A is a member of RAB. One drawn word, Rab, stands for 2 genes."
    )


def test_an_expanded_family_without_genes_stays_a_family():
    empty = Family("SNARE", (), Origin.CAPTION)
    assert "SNARE" in names(build_network(FIGURE, [empty], [], families_as="expand"))


def test_both_keeps_the_family_and_ties_its_members_to_it():
    told = [relation(RAB5, "activates", RAB7, sign=1), relation(RABS, "regulates", EARLY)]
    network, left_out = draw_network(FIGURE, [RAB], told, families_as="both")
    assert edges(network) == {
        ("RAB", "member", "RAB5A"),
        ("RAB", "member", "RAB7A"),
        ("RAB", "regulates", "early endosomes"),
        ("RAB5A", "activates", "RAB7A"),
    }
    assert left_out.inside == ()


def test_families_cannot_be_shown_otherwise():
    with pytest.raises(UsageError, match="Families can be shown as collapse, expand, both; not as 'open'"):
        build_network(FIGURE, [], [], families_as="open")


def test_families_with_one_identifier_are_one_node():
    other = replace(RAB, genes=(Gene("RAB27A", "5873", "Rab27"),), words=("Rab27",))
    network = build_network(FIGURE, [RAB, other], [])
    assert network.nodes["fplx:RAB"]["member_ncbigene"] == ["5868", "7879", "5873"]


def test_a_page_without_tables_gives_its_keywords():
    page = Figure("f", keywords=("TP53", "Trp53", "Kcna3", "calcium"))
    network = build_network(page, [], [])
    assert [(data["name"], data["type"]) for _, data in network.nodes(data=True)] == [
        ("TP53", "gene"),
        ("Trp53", "gene"),
        ("Kcna3", "gene"),
        ("calcium", "smallmolecule"),
    ]
    assert network.nodes["ncbigene:7157"]["why"] == "TP53 is one of the page's keywords."


def test_the_network_says_what_it_is_and_where_it_comes_from():
    about = build_network(FIGURE, [], []).graph
    assert about["name"] == about["figureTitle"] == "Release of <exosomes>"
    assert about["labels"] == ["pfocr:PMC1__f1"]
    assert about["figureLink"] == "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/figure/F1/"
    assert about["__iconurl"] == "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/bin/f1.jpg"
    assert about["prov:wasDerivedFrom"] == "https://pfocr.wikipathways.org/figures/PMC1__f1.html"
    assert about["disease"] == "Glioma"
    assert about["reference"] == 'A &amp; B. 2020. <a href="https://doi.org/10.1/x">doi:10.1/x</a>'
    assert about["description"] == (
        "<p>Rab &lt;script&gt;alert(1)&lt;/script&gt; acts.</p>"
        '<p><a href="https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/figure/F1/">'
        '<img src="https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/bin/f1.jpg" alt="The figure" width="600">'
        "</a></p>"
    )


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil.example/x", '/pmc/articles/"><script>'])
def test_a_hostile_link_stays_at_pmc_and_is_no_markup(link):
    about = build_network(replace(FIGURE, figlink=link), [], []).graph
    assert about["figureLink"].startswith("https://www.ncbi.nlm.nih.gov/pmc/articles/")
    assert "<script" not in about["description"].replace("&lt;script", "")


def test_a_title_too_long_for_ndex_is_cut():
    about = build_network(replace(FIGURE, figtitle="x" * 501), [], []).graph
    assert len(about["name"]) == 500
    assert about["name"].endswith("…")
    assert len(about["figureTitle"]) == 501


def test_the_digest_is_of_the_content_alone(monkeypatch):
    told = [relation(EARLY, "converts", MVBS), relation(CD63, "binds", EARLY)]
    digest = build_network(FIGURE, [RAB, TETRASPANINS], told).graph["graphHash"]
    assert build_network(FIGURE, [TETRASPANINS, RAB], told[::-1]).graph["graphHash"] == digest
    assert build_network(FIGURE, [RAB, TETRASPANINS], told[:1]).graph["graphHash"] != digest
    assert build_network(replace(FIGURE, caption="x"), [RAB, TETRASPANINS], told).graph["graphHash"] != digest
    monkeypatch.setattr("pfocr_net.network.about.__version__", "99")
    assert build_network(FIGURE, [RAB, TETRASPANINS], told).graph["graphHash"] == digest


PYTHON_TYPES = {
    "string": str, "integer": int, "double": float, "boolean": bool, "list_of_string": list,
}  # fmt: skip


@given(drawings())
def test_attributes_are_those_of_the_table_and_of_its_types(drawing):
    network, _ = draw_network(*drawing.parts, **drawing.options)
    tables = [
        (NETWORK_ATTRIBUTES, [network.graph]),
        (NODE_ATTRIBUTES, [data for _, data in network.nodes(data=True)]),
        (EDGE_ATTRIBUTES, [data for _, _, data in network.edges(data=True)]),
    ]
    for table, rows in tables:
        for name, value in ((name, value) for row in rows for name, value in row.items()):
            assert type(value) is PYTHON_TYPES[table[name][0]], (name, value)


@given(drawings())
def test_every_relation_stands_or_is_told(drawing):
    *_, relations = drawing.parts
    network, left_out = draw_network(*drawing.parts, **drawing.options)
    standing = {
        (edge["interaction"], edge["sign"], edge["source_text"], edge["target_text"], edge["confidence"])
        for _, _, edge in network.edges(data=True)
        if edge["interaction"] != "member"
    }
    told = {*left_out.weak, *left_out.inside, *left_out.repeated}
    for one in relations:
        said = (one.type, one.sign, one.source.text, one.target.text, one.confidence)
        assert one in told or said in standing


@given(drawings())
def test_no_node_is_bare_and_keys_are_unique(drawing):
    network, _ = draw_network(*drawing.parts, **drawing.options)
    assert all({"name", "type", "origin"} <= {*data} for _, data in network.nodes(data=True))
    keys = [key for _, _, key in network.edges(keys=True)]
    assert len(set(keys)) == len(keys)
    assert not [edge for edge in network.edges() if edge[0] == edge[1]]


def test_relation_types_are_the_interactions():
    told = [relation(CD63, kind, EARLY) for kind in RelationType]
    assert {kind for _, _, kind in build_network(FIGURE, [], told).edges(data="interaction")} == {*RelationType}
