"""Genes become families: from a table, from keywords alone, by the caption, by kind; and what is suspect."""

import dataclasses
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfocr_net.families import figure_genes, group_genes, single_genes, suspect_genes
from pfocr_net.families.known import open_families
from pfocr_net.lexicon import DATA, open_lexicon
from pfocr_net.model import Family, Figure, Gene, Grounding, Kind, Mention, Origin
from pfocr_net.pages import read_figure

EXAMPLE = Path(__file__).parents[1] / "examples/_figures/PMC8660802__41419_2021_4430_Fig2_HTML.md"


def by_name(families: list[Family]) -> dict[str, Family]:
    named = {family.name: family for family in families}
    assert len(named) == len(families)
    return named


def hit(symbol: str, word: str, source: str = "ncbigene_symbol", match: str = "") -> Gene:
    return Gene(symbol, "", word, match or word.upper(), source, "9606")


def table(*genes: Gene, caption: str = "") -> Figure:
    return Figure("f", caption, genes=genes, has_gene_table=True)


@pytest.fixture(scope="module", params=["with its table", "without its table"])
def example(request: pytest.FixtureRequest) -> Figure:
    figure = read_figure(EXAMPLE)
    if request.param == "with its table":
        return figure
    return dataclasses.replace(figure, genes=(), has_gene_table=False)


def test_example_has_the_same_families_with_and_without_its_table(example: Figure) -> None:
    families = by_name(group_genes(example))
    members = {name: set(family.members) for name, family in families.items()}
    assert members.keys() == {"Clathrin", "RAB", "Integrins", "ESCRT", "tetraspanins", "HLA/MHC class I"}
    assert members["Clathrin"] == {"CLTA", "CLTB", "CLTC"}
    assert len(members["RAB"]) == 68
    assert {"RAB5A", "RAB7A", "RAB27A", "IFT22"} < members["RAB"]
    assert len(members["Integrins"]) == 27
    assert members["ESCRT"] == {"TSG101", "PDCD6IP"}
    assert members["tetraspanins"] == {"CD9", "CD63", "CD81"}
    assert members["HLA/MHC class I"] == {"HLA-C", "HLA-G"}
    assert {name: str(family.origin) for name, family in families.items()} == {
        "Clathrin": "drawn",
        "RAB": "drawn",
        "Integrins": "drawn",
        "ESCRT": "caption",
        "tetraspanins": "related",
        "HLA/MHC class I": "related",
    }
    assert families["RAB"].identifier == "fplx:RAB"
    assert families["ESCRT"].kind is Kind.COMPLEX


def test_example_has_two_suspects_and_two_single_genes(example: Figure) -> None:
    suspects = suspect_genes(example)
    reasons = {gene.symbol: why for gene, why in suspects}
    assert reasons.keys() == {"IRF6", "AGFG1"}
    assert "pit" in reasons["IRF6"]
    assert "RAB" in reasons["AGFG1"]
    singles = single_genes(example, group_genes(example), suspects)
    assert [gene.symbol for gene in singles] == ["PECAM1", "ICAM1"]


def test_example_loses_no_gene(example: Figure) -> None:
    families, suspects = group_genes(example), suspect_genes(example)
    found = {gene.symbol for family in families for gene in family.genes}
    found |= {gene.symbol for gene, _ in suspects} | {
        gene.symbol for gene in single_genes(example, families, suspects)
    }
    assert found == {gene.symbol for gene in figure_genes(example)} == set(example.keywords)


def test_every_family_says_why_and_every_member_has_its_ncbi_gene(example: Figure) -> None:
    for family in group_genes(example):
        assert family.why.endswith(".")
        assert all(gene.ncbigene_id.isdigit() for gene in family.genes)


def test_table_keeps_the_words_as_drawn() -> None:
    families = by_name(group_genes(read_figure(EXAMPLE)))
    assert families["RAB"].words == ("Rab",)
    assert "“Rab”" in families["RAB"].why
    assert families["tetraspanins"].words == ("CD9", "CD63", "CD81")


@pytest.mark.parametrize(
    ("source", "synonym"), [("famplex_relations", "ncbigene_synonym"), ("bioentities_symbol", "hgnc_alias_symbol")]
)
def test_member_met_as_synonym_belongs_and_a_namesake_does_not(source: str, synonym: str) -> None:
    figure = table(
        hit("MAPK8", "JNK", synonym),
        hit("MAPK9", "JNK", source),
        hit("MAPK10", "JNK", source),
        hit("AGFG1", "Rab", synonym),
        hit("RAB5A", "Rab", source),
        hit("RAB7A", "Rab", source),
    )
    families = by_name(group_genes(figure))
    assert families["JNK"].members == ("MAPK8", "MAPK9", "MAPK10")
    assert families["RAB"].members == ("RAB5A", "RAB7A")
    assert [gene.symbol for gene, _ in suspect_genes(figure)] == ["AGFG1"]


def test_two_words_for_one_family_are_one_node() -> None:
    rows = [hit(symbol, word, "famplex_relations") for word in ("Fzd", "Frizzled") for symbol in ("FZD1", "FZD2")]
    (family,) = group_genes(table(*rows))
    assert (family.members, family.words) == (("FZD1", "FZD2"), ("Fzd", "Frizzled"))


def test_gene_also_drawn_by_its_own_word_stands_for_itself_too() -> None:
    figure = table(*(hit(f"AKT{n}", "AKT", "famplex_relations") for n in "123"), hit("AKT1", "AKT1"))
    families = group_genes(figure)
    assert families[0].members == ("AKT1", "AKT2", "AKT3")
    assert [gene.word for gene in single_genes(figure, families, [])] == ["AKT1"]


def test_family_is_there_once() -> None:
    drawn = [hit(f"AKT{n}", "AKT", "famplex_relations") for n in "123"]
    figure = table(*drawn, *(hit(f"AKT{n}", f"AKT{n}") for n in "123"), caption="AKT acts.")
    assert [(family.name, family.origin) for family in group_genes(figure)] == [("AKT", Origin.DRAWN)]


def test_word_expanded_to_one_gene_is_that_gene() -> None:
    figure = table(hit("IFNB1", "IFNB", "famplex_relations"))
    assert group_genes(figure) == []
    assert [gene.symbol for gene in single_genes(figure, [], [])] == ["IFNB1"]


@given(st.permutations(["GSK3A", "MAPK1", "GSK3B", "AKT2", "TP53", "AKT1", "AKT3", "CLTC", "CLTA", "CLTB"]))
def test_order_of_keywords_does_not_matter(keywords: list[str]) -> None:
    families = by_name(group_genes(keywords))
    assert {name: set(family.members) for name, family in families.items()} == {
        "GSK3": {"GSK3A", "GSK3B"},
        "AKT": {"AKT1", "AKT2", "AKT3"},
        "Clathrin": {"CLTA", "CLTB", "CLTC"},
    }
    assert all(
        list(family.members) == [k for k in keywords if k in family.members] for family in families.values()
    )


@given(st.lists(st.sampled_from(sorted(open_families().by_gene)), max_size=60, unique=True))
def test_families_are_made_of_the_keywords(keywords: list[str]) -> None:
    families = group_genes(keywords)
    later = [symbol for family in families if family.origin is not Origin.DRAWN for symbol in family.members]
    assert len(later) == len(set(later)), "a gene is in two families that no word was drawn for"
    for family in families:
        assert len(family.members) > 1
        assert set(family.members) <= set(keywords)


def test_genes_that_figures_draw_apart_are_not_taken_for_one_word() -> None:
    (family,) = group_genes(["TSC1", "TSC2"])
    assert family.origin is Origin.RELATED


def test_only_what_famplex_expands_is_taken_for_one_word() -> None:
    (family,) = group_genes(["CDK4", "CDK6"])
    assert (family.name, family.origin) == ("CDK4/6", Origin.RELATED)


def test_part_of_a_drawn_family_needs_the_caption() -> None:
    mapk = ["MAPK1", "MAPK3", "MAPK8", "MAPK9", "MAPK10", "MAPK11", "MAPK12", "MAPK13", "MAPK14"]
    assert [family.name for family in group_genes(mapk)] == ["MAPK"]
    figure = Figure("f", "Stress activates JNK.", keywords=tuple(mapk))
    assert {family.name for family in group_genes(figure)} == {"MAPK", "JNK"}


def test_old_and_new_members_of_a_family_are_both_known() -> None:
    old = ["PIK3CA", "PIK3CB", "PIK3CD", "PIK3CG", "PIK3R3", "PIK3R4", "PIK3R5", "PIK3R6"]
    for genes in (old, [*old, "PIK3R1", "PIK3R2"]):
        (family,) = group_genes(genes)
        assert (family.identifier, set(family.members)) == ("fplx:PI3K", set(genes))


def test_caption_family_adopts_and_leaves_what_the_caption_names_itself() -> None:
    keywords = ("TSG101", "PDCD6IP", "CHMP4B", "VPS4A", "TP53")
    figure = Figure("f", "ESCRT proteins cut the neck; VPS4A recycles them.", keywords=keywords)
    (family,) = group_genes(figure)
    assert (family.name, family.members, family.origin) == (
        "ESCRT",
        ("TSG101", "PDCD6IP", "CHMP4B"),
        Origin.CAPTION,
    )
    assert "The caption names ESCRT" in family.why


def test_smaller_of_two_named_families_adopts_first() -> None:
    keywords = ("TSG101", "PDCD6IP", "CHMP4B", "CHMP2A")
    figure = Figure("f", "ESCRT-III is a part of ESCRT.", keywords=keywords)
    families = by_name(group_genes(figure))
    assert families["ESCRT-III"].members == ("CHMP4B", "CHMP2A")
    assert families["ESCRT"].members == ("TSG101", "PDCD6IP")


def test_mentions_replace_the_reading_of_the_caption() -> None:
    figure = Figure("f", "The machinery cuts the neck.", keywords=("TSG101", "PDCD6IP"))
    grounding = Grounding(Kind.COMPLEX, "go:0036452", "ESCRT")
    mention = Mention("machinery", 4, 13, Kind.COMPLEX, grounding)
    assert [family.name for family in group_genes(figure, [mention])] == ["ESCRT"]
    assert group_genes(figure, []) == []


def test_unrelated_and_distant_relatives_stay_single() -> None:
    assert group_genes(["CASP3", "CASP9", "STAT1", "STAT3", "AGTR1", "TP53"]) == []


def test_complete_small_family_is_related() -> None:
    figure = table(hit("MAPK3", "ERK1"), hit("MAPK1", "ERK2"))
    (family,) = group_genes(figure)
    assert (family.name, family.members, family.origin) == ("ERK", ("MAPK3", "MAPK1"), Origin.RELATED)


@pytest.mark.parametrize(
    ("gene", "reason"),
    [
        (hit("IRF6", "pit", "ncbigene_synonym"), "common English word"),
        (hit("TNFSF14", "light;", "ncbigene_synonym", "LIGHT"), "common English word"),
        (hit("WDTC1", "ADP,Pi", "ncbigene_synonym", "ADP"), "stands for ADP"),
        (hit("IRF6", "LPS", "hgnc_prev_symbol"), "stands for lipopolysaccharide"),
        (hit("TYR", "Tyr"), "met the symbol TYR, but stands for tyrosine"),
        (hit("HCC", "HCC"), "met the symbol HCC, but stands for hepatocellular carcinoma"),
    ],
)
def test_row_is_suspect(gene: Gene, reason: str) -> None:
    ((suspect, why),) = suspect_genes(table(gene))
    assert suspect == gene
    assert reason in why


def test_a_synonym_is_suspect_where_its_word_is_the_symbol_of_another_gene() -> None:
    genes = [hit("SP1", "Sp1", match="SP1"), hit("PSG1", "Sp1", "ncbigene_synonym", "SP1")]
    ((suspect, why),) = suspect_genes(table(*genes))
    assert suspect.symbol == "PSG1"
    assert "met PSG1 by a synonym only; it stands for SP1" in why


@pytest.mark.parametrize(
    "genes",
    [
        [hit("TYR", "TYR")],
        [hit("IRF6", "PIT", "ncbigene_synonym")],
        [hit("IRF6", "IRF6")],
        [hit("IRF6", "pit", "ncbigene_synonym"), hit("IRF6", "IRF6")],
        [hit("PDCD6IP", "Alix", "ncbigene_synonym")],
        [hit("HLA-C", "MHC", "ncbigene_synonym")],
        [hit("PTGS2", "COX-2", "ncbigene_synonym")],
        [hit("DDX58", "RIG-I", "ncbigene_synonym")],
        [hit("TMEM173", "STING", "ncbigene_synonym")],
        [hit("CAMK2B", "CaMKII", "ncbigene_synonym", "CAMK2")],
    ],
)
def test_row_is_not_suspect(genes: list[Gene]) -> None:
    assert suspect_genes(table(*genes)) == []


def test_keyword_is_suspect_only_on_evidence() -> None:
    keywords = ("CASP14", "AGFG1", "TP53")
    assert suspect_genes(Figure("f", "TP53 acts.", keywords=keywords)) == []
    assert suspect_genes(Figure("f", "CASP14 acts in mice.", keywords=keywords)) == []
    ((gene, why),) = suspect_genes(Figure("f", "Mice without TP53.", keywords=keywords))
    assert gene.symbol == "CASP14"
    assert "common word “mice”" in why


def test_keyword_is_suspect_where_tables_mostly_show_it_by_another_word() -> None:
    ((gene, why),) = suspect_genes(["WDTC1", "TP53"])
    assert gene.symbol == "WDTC1"
    assert "“ADP”" in why


def test_keywords_that_are_no_human_genes_are_left_out() -> None:
    figure = Figure("f", keywords=("TP53", "Trp53", "glucose", "ARNTL"))
    assert [gene.symbol for gene in figure_genes(figure)] == ["TP53", "ARNTL"]


def test_known_families_have_real_genes() -> None:
    lexicon = open_lexicon()
    rows = [row.split("\t") for row in (DATA / "families.tsv").read_text("utf-8").splitlines() if row[0] != "#"]
    for name, identifier, *_, members, source in rows:
        assert not [symbol for symbol in members.split() if not lexicon.gene(symbol)], name
        assert source, name
        assert len(open_families().of_key(identifier or name)) == 1, f"{name} is there twice"


def test_dev_figures_are_grouped_as_well_as_promised(shared: Path) -> None:
    bench = shared / "bench"
    command = [sys.executable, f"{bench}/score_grouping.py", f"{bench}/grouping_dev.jsonl", "--json"]
    score = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert score["pairs_f1"] >= 0.997
    assert score["mean_f1"] >= 0.995
    assert score["name"] >= 0.985


def test_real_tables_and_their_keywords_give_the_same_drawn_families(shared: Path) -> None:
    pages = sorted((shared / "corpus/_figures").glob("*.md"))
    figures = [read_figure(path) for path in random.Random(5).sample(pages, 100)]
    drawn = same = 0
    for figure in figures:
        bare = dataclasses.replace(
            figure, genes=(), keywords=tuple(dict.fromkeys(gene.symbol for gene in figure.genes))
        )
        with_table = {f.identifier: set(f.members) for f in group_genes(figure) if f.origin is Origin.DRAWN}
        without = {f.identifier: set(f.members) for f in group_genes(bare) if f.origin is Origin.DRAWN}
        drawn += len(with_table)
        same += sum(without.get(identifier) == members for identifier, members in with_table.items())
    assert same >= 0.95 * drawn > 0
