"""What captions' names stand for: the known traps, the commonest names, and the tables decided by hand."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pfocr_net.curation.strings import count_strings, main, resolve
from pfocr_net.families.known import open_families
from pfocr_net.lexicon import DATA, Lexicon, key, open_lexicon, read_overrides, spelling
from pfocr_net.model import Kind

#: Names of genes that raw tables resolve to something else, or to several things.
GENES = {
    "COX-2": "PTGS2",
    "COX2": "PTGS2",
    "COX-1": "PTGS1",
    "iNOS": "NOS2",
    "eNOS": "NOS3",
    "GSK3β": "GSK3B",
    "GSK-3β": "GSK3B",
    "E-cadherin": "CDH1",
    "N-cadherin": "CDH2",
    "VE-cadherin": "CDH5",
    "IFN-gamma": "IFNG",
    "IFN-γ": "IFNG",
    "IFNγ": "IFNG",
    "IFN-β": "IFNB1",
    "PKC-delta": "PRKCD",
    "PKCδ": "PRKCD",
    "TGF-β1": "TGFB1",
    "TGFβ1": "TGFB1",
    "TGFB1": "TGFB1",
    "IL-6": "IL6",
    "IL-1β": "IL1B",
    "TNF-α": "TNF",
    "HIF-1α": "HIF1A",
    "β-catenin": "CTNNB1",
    "p53": "TP53",
    "p65": "RELA",
    "p62": "SQSTM1",
    "c-Myc": "MYC",
    "caspase-3": "CASP3",
    "Src": "SRC",
    "insulin": "INS",
    "CAMP": "CAMP",
    "CAN": "NUP214",
    "CA2": "CA2",
    "MET": "MET",
    "CAT": "CAT",
    "miR-21": "MIR21",
    "RIG-I": "RIGI",
    "MDA5": "IFIH1",
    "IPS-1": "MAVS",
    "STING": "STING1",
    "PERK": "EIF2AK3",
    "IRE1α": "ERN1",
    "CHOP": "DDIT3",
    "GRP78": "HSPA5",
    "PD-L1": "CD274",
    "PKR": "EIF2AK2",
    "TRIF": "TICAM1",
    "LKB1": "STK11",
    "Nrf2": "NFE2L2",
    "HO-1": "HMOX1",
    "α-synuclein": "SNCA",
    "furin": "FURIN",
    "tetherin": "BST2",
    "thrombin": "F2",
    "HER2": "ERBB2",
    "Stat3": "STAT3",
    "Foxo1": "FOXO1",
    "BiP": "HSPA5",
    "FPPS": "FDPS",
}
OTHERS = {
    "cAMP": (Kind.CHEMICAL, "chebi:17489"),
    "EC": (Kind.CELL, "mesh:D042783"),
    "ECs": (Kind.CELL, "mesh:D042783"),
    "AD": (Kind.DISEASE, "doid:10652"),
    "Alzheimer's disease": (Kind.DISEASE, "doid:10652"),
    "MS": (Kind.DISEASE, "doid:2377"),
    "HCC": (Kind.DISEASE, "doid:684"),
    "GAP": (Kind.FAMILY, "fplx:GAP"),
    "SM": (Kind.CHEMICAL, "mesh:D013109"),
    "CaN": (Kind.COMPLEX, "fplx:PPP3"),
    "14-3-3": (Kind.FAMILY, "fplx:p14_3_3"),
    "14-3-3 proteins": (Kind.FAMILY, "fplx:p14_3_3"),
    "ESCRT": (Kind.COMPLEX, "go:0036452"),
    "ESCRT-III": (Kind.COMPLEX, "go:0000815"),
    "MHC II": (Kind.COMPLEX, "go:0042613"),
    "MHC class I": (Kind.COMPLEX, "go:0042612"),
    "LC3-II": (Kind.FAMILY, "fplx:MAP1LC3"),
    "CDK4/6": (Kind.FAMILY, ""),
    "tetraspanins": (Kind.FAMILY, "mesh:D059470"),
    "Rab": (Kind.FAMILY, "fplx:RAB"),
    "Rab proteins": (Kind.FAMILY, "fplx:RAB"),
    "integrins": (Kind.FAMILY, "fplx:Integrins"),
    "Akt": (Kind.FAMILY, "fplx:AKT"),
    "ERK1/2": (Kind.FAMILY, "fplx:ERK"),
    "PI3K": (Kind.COMPLEX, "fplx:PI3K"),
    "NF-κB": (Kind.COMPLEX, "fplx:NFkappaB"),
    "mTORC1": (Kind.COMPLEX, "fplx:mTORC1"),
    "PRRs": (Kind.FAMILY, "mesh:D051192"),
    "IP3R": (Kind.FAMILY, "fplx:ITPR"),
    "ADH": (Kind.FAMILY, "fplx:ADH"),
    "ALS": (Kind.FAMILY, "mesh:D000095"),
    "PDC": (Kind.FAMILY, "mesh:D011767"),
    "DXS": (Kind.FAMILY, "eccode:2.2.1.7"),
    "DXR": (Kind.FAMILY, "eccode:1.1.1.267"),
    "limonene synthase": (Kind.FAMILY, "eccode:4.2.3.20"),
    "MVBs": (Kind.COMPONENT, "go:0005771"),
    "early endosomes": (Kind.COMPONENT, "go:0005769"),
    "plasma membrane": (Kind.COMPONENT, "go:0005886"),
    "PM": (Kind.COMPONENT, "go:0005886"),
    "TGN": (Kind.COMPONENT, "go:0005802"),
    "ER": (Kind.COMPONENT, "go:0005783"),
    "exosomes": (Kind.COMPONENT, "go:0070062"),
    "lysosomes": (Kind.COMPONENT, "go:0005764"),
    "nuclei": (Kind.COMPONENT, "go:0005634"),
    "ROS": (Kind.CHEMICAL, "chebi:26523"),
    "NO": (Kind.CHEMICAL, "chebi:16480"),
    "Ca2+": (Kind.CHEMICAL, "chebi:29108"),
    "CO2": (Kind.CHEMICAL, "chebi:16526"),
    "H2O2": (Kind.CHEMICAL, "chebi:16240"),
    "acetyl-CoA": (Kind.CHEMICAL, "chebi:15351"),
    "AcCoA": (Kind.CHEMICAL, "chebi:15351"),
    "pyruvate": (Kind.CHEMICAL, "chebi:15361"),
    "PEP": (Kind.CHEMICAL, "chebi:18021"),
    "G6P": (Kind.CHEMICAL, "chebi:14314"),
    "glucose-6-phosphate": (Kind.CHEMICAL, "chebi:14314"),
    "IPP": (Kind.CHEMICAL, "chebi:16584"),
    "DMAPP": (Kind.CHEMICAL, "chebi:16057"),
    "FPP": (Kind.CHEMICAL, "chebi:50277"),
    "GGPP": (Kind.CHEMICAL, "chebi:15831"),
    "GSH": (Kind.CHEMICAL, "chebi:16856"),
    "Asp": (Kind.CHEMICAL, "chebi:132943"),
    "PA": (Kind.CHEMICAL, "chebi:16337"),
    "LPA": (Kind.CHEMICAL, "chebi:132742"),
    "GA": (Kind.CHEMICAL, "chebi:24250"),
    "GAs": (Kind.CHEMICAL, "chebi:24250"),
    "ABA": (Kind.CHEMICAL, "chebi:2365"),
    "JA": (Kind.CHEMICAL, "chebi:18292"),
    "SA": (Kind.CHEMICAL, "chebi:16914"),
    "BR": (Kind.CHEMICAL, "chebi:22921"),
    "ethylene": (Kind.CHEMICAL, "chebi:18153"),
    "apoptosis": (Kind.PROCESS, "go:0006915"),
    "UPR": (Kind.PROCESS, "go:0030968"),
    "TCA cycle": (Kind.PROCESS, "go:0006099"),
    "MEP pathway": (Kind.PROCESS, "go:0019288"),
    "Wnt signaling": (Kind.PROCESS, "go:0016055"),
    "NF-κB pathway": (Kind.PROCESS, "go:0007249"),
    "NK cells": (Kind.CELL, "mesh:D007694"),
    "Treg": (Kind.CELL, "mesh:D050378"),
    "B cells": (Kind.CELL, "mesh:D001402"),
    "HCV": (Kind.CELL, "mesh:D016174"),
    "DENV": (Kind.CELL, "mesh:D003716"),
    "cats": (Kind.CELL, "mesh:D002415"),
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon()


@pytest.mark.parametrize(("name", "symbol"), GENES.items())
def test_gene_is_the_one_that_captions_mean(lexicon: Lexicon, name: str, symbol: str) -> None:
    best = lexicon.look_up(name)[0]
    assert (best.kind, best.symbol, best.name) == (Kind.GENE, symbol, symbol)
    assert best.identifier.startswith("hgnc:")
    assert best.ncbigene_id.isdigit()


@pytest.mark.parametrize(("name", "expected"), OTHERS.items())
def test_name_is_no_gene(lexicon: Lexicon, name: str, expected: tuple[Kind, str]) -> None:
    best = lexicon.look_up(name)[0]
    assert (best.kind, best.identifier) == expected


@pytest.mark.parametrize(
    "word", ["kinase", "receptor", "ligands", "proteins", "gene", "enzymes", "cells", "reductase"]
)
def test_class_word_is_nothing_in_particular(lexicon: Lexicon, word: str) -> None:
    assert not any(grounding.identifier for grounding in lexicon.look_up(word))


@pytest.mark.parametrize(
    "word", ["KEGG", "DEGs", "FPKM", "II", "star", "diamonds", "trans", "qPCR", "13C", "donor"]
)
def test_word_stands_for_nothing(lexicon: Lexicon, word: str) -> None:
    assert lexicon.look_up(word) == ()


@pytest.mark.parametrize(("whole", "part"), [("APP", "Aβ"), ("C3", "C3b"), ("ATP", "ADP"), ("TYR", "Tyr")])
def test_what_is_made_of_something_is_something_else(lexicon: Lexicon, whole: str, part: str) -> None:
    assert lexicon.look_up(whole)[0] != lexicon.look_up(part)[0]


@pytest.mark.parametrize(
    "names",
    [
        ("acetyl-CoA", "acetyl coenzyme A", "AcCoA"),
        ("PEP", "phosphoenolpyruvate"),
        ("TCA cycle", "Krebs cycle", "citric acid cycle"),
        ("prostaglandin E2", "PGE2"),
        ("HMG-CoA reductase", "HMGR"),
        ("Parkinson’s disease", "PD"),
        ("Jagged1", "JAG1"),
        ("Wnt signaling pathway", "Wnt signalling", "Wnt pathway"),
    ],
)
def test_one_thing_has_one_identifier(lexicon: Lexicon, names: tuple[str, ...]) -> None:
    assert len({lexicon.look_up(name)[0].identifier for name in names}) == 1


def test_no_name_is_decided_twice() -> None:
    overrides = list(read_overrides(DATA / "overrides.tsv"))
    assert len(overrides) >= 2000
    places = [(key(row.name), spelling(row.name) if row.exact else "") for row in overrides]
    assert [place for place in set(places) if places.count(place) > 1] == []


def test_overridden_names_are_genes_or_carry_a_curie(lexicon: Lexicon) -> None:
    for row in read_overrides(DATA / "overrides.tsv"):
        if row.grounding is None:
            assert row.note, f"{row.name} stands for nothing without a note"
        elif row.grounding.kind is Kind.GENE:
            known = lexicon.gene(row.grounding.name)
            assert known or row.note, f"{row.grounding.name} is no HGNC symbol, and no note says why"
        elif row.grounding.identifier:
            assert re.fullmatch(r"(fplx|go|chebi|mesh|doid|eccode):[\w.]+", row.grounding.identifier), row.name


def test_one_identifier_has_one_standard_name() -> None:
    standard: dict[str, str] = {}
    for row in read_overrides(DATA / "overrides.tsv"):
        if row.grounding and row.grounding.identifier:
            assert standard.setdefault(row.grounding.identifier, row.grounding.name) == row.grounding.name


def test_families_beside_famplex_have_human_members(lexicon: Lexicon) -> None:
    for line in (DATA / "families.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, identifier, _, names, *_ = line.split("\t")
            (family, *_) = open_families().of_key(identifier or name)
            assert len(family.members) > 1, name
            assert [symbol for symbol in family.members if not lexicon.gene(symbol)] == []
            assert all(lexicon.look_up(text) for text in names.split("|")), name


def test_strings_that_want_a_row_are_found() -> None:
    captions = ["Foo9 binds JAK2.", "Foo9 inhibits JAK2 and Jak2. Foo9, no such thing."]
    assert count_strings(captions)[:2] == [("Foo9", 3), ("JAK2", 2)]
    assert resolve("Foo9") == ("", "", "", "", "", "")
    assert resolve("JAK2")[:4] == ("gene", "hgnc:6192", "JAK2", "hgnc symbol")
    assert resolve("COX-2")[4] == "yes"


def test_script_prints_one_row_a_string(
    make_page: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = make_page(caption="IL-6 activates STAT3; IL6 does so by JAK2.")
    monkeypatch.setattr("sys.argv", ["strings", str(page.parent), "--top", "1"])
    main()
    head, row = capsys.readouterr().out.splitlines()
    assert head.split("\t")[:3] == ["count", "string", "kind"]
    assert row.split("\t")[:5] == ["2", "IL-6", "gene", "hgnc:6018", "IL6"]
