"""Gene sets with families in them, GMT files of any make, and gene names of any kind."""

import pytest
from click.testing import CliRunner

from pfocr_net.analysis.genesets import GeneSet, Participant, read_gmt, set_of, to_gmt
from pfocr_net.analysis.ids import match_genes
from pfocr_net.analysis.sources import read_sets
from pfocr_net.cli import pfocr_net
from pfocr_net.errors import DataError, UsageError
from pfocr_net.model import Kind
from pfocr_net.network import build_network
from tests.figures import FIGURE, RAB, TETRASPANINS, mention, relation

TP53 = mention("p53", Kind.GENE, "hgnc:11998", "TP53", "7157")
PECAM1 = mention("PECAM1", Kind.GENE, "hgnc:8823", "PECAM1", "5175")


@pytest.fixture
def network():
    return build_network(FIGURE, [RAB, TETRASPANINS], [relation(TP53, "activates", PECAM1, sign=1)])


def test_a_family_is_one_participant(network):
    found = set_of(network)
    assert (found.name, found.description) == ("PMC1__f1", "Release of <exosomes>")
    assert {member.name: set(member.genes) for member in found.participants} == {
        "RAB": {"RAB5A", "RAB7A"},
        "tetraspanins": {"CD9", "CD63"},
        "PECAM1": {"PECAM1"},
    }


def test_the_caption_may_relate_what_is_not_drawn(network):
    assert set_of(network, "caption").genes == {"TP53", "PECAM1"}
    assert set_of(network, "drawn").genes == {"PECAM1"}


def test_an_unknown_kind_of_set_lists_those_there_are(network):
    with pytest.raises(UsageError, match="all, drawn, caption; not of 'every'"):
        set_of(network, "every")


def test_figures_make_sets_also_without_genes(make_page):
    rows = [("9606", "Homo sapiens", "p53", "P53", "TP53", "7157", "ncbigene_synonym")]
    pages = [make_page("PMC1__a", genes=rows), make_page("PMC2__b", caption="Nothing.")]
    assert [(one.name, one.genes) for one in read_sets(pages)] == [
        ("PMC1__a", {"TP53"}),
        ("PMC2__b", frozenset()),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_gmt_reads_back(tmp_path, end):
    sets = [
        GeneSet("a", "first", (Participant("RAB", ("RAB5A", "RAB7A")), Participant("TP53", ("TP53",)))),
        GeneSet("b", "second", (Participant("MDM2", ("MDM2",)),)),
    ]
    path = tmp_path / "a.gmt"
    path.write_bytes(to_gmt(sets).replace("\n", end).encode())
    assert [(one.name, one.description, one.genes) for one in read_gmt(path)] == [
        ("a", "first", {"RAB5A", "RAB7A", "TP53"}),
        ("b", "second", {"MDM2"}),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\tx\tTP53\nb only\n", r"bad.gmt:2: A set needs a name, a description and genes"),
        ("a\tx\tTP53\na\tx\tMDM2\n", r"bad.gmt:2: There are two sets 'a'"),
        ("\n\n", "no gene set in the file"),
        ("a\tx\t\t\n", "no gene set in the file"),
    ],
)
def test_a_bad_gmt_file_is_told(tmp_path, text, message):
    path = tmp_path / "bad.gmt"
    path.write_text(text)
    with pytest.raises(DataError, match=message):
        read_gmt(path)


def test_a_missing_gmt_file_is_told(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read_gmt(tmp_path / "none.gmt")


@pytest.mark.parametrize(
    ("name", "symbol", "how"),
    [
        ("TP53", "TP53", "as written"),
        ("mdm2", "MDM2", "other capitals"),
        ("Brca1", "BRCA1", "other capitals"),
        ("ENSG00000141510", "TP53", "identifier"),
        ("ENSG00000141510.18", "TP53", "identifier"),
        ("P04637-2", "TP53", "identifier"),
        ("7157", "TP53", "identifier"),
        ("HGNC:11998", "TP53", "identifier"),
        ("MGI:98834", "TP53", "identifier"),
        ("p53", "TP53", "alias"),
        ("PRKCN", "PRKD3", "previous symbol"),
    ],
)
def test_names_of_every_kind_find_their_gene(name, symbol, how):
    matched = match_genes([name], {"TP53"})
    assert matched.symbols == {name: symbol}
    assert matched.how == {how: 1}


def test_what_is_not_found_is_reported_not_dropped():
    matched = match_genes(["TP53", " TP53 ", "p53", "", "nosuchgene", "CAP"])
    assert matched.genes == {"TP53"}
    assert matched.unknown == ("nosuchgene",)
    assert set(matched.ambiguous) == {"CAP"}
    assert matched.repeated == 1


def test_names_that_only_the_sets_know_are_genes():
    assert match_genes(["dmel_x", "FBGN1"], {"Dmel_X", "FBgn1"}).genes == {"Dmel_X", "FBgn1"}


def test_many_figures_are_exported_as_sets_and_rows(make_page, tmp_path):
    human = ("9606", "Homo sapiens")
    rows = [
        (*human, "Rab", "RAB", name, number, "famplex_relations")
        for name, number in (("RAB5A", "5868"), ("RAB7A", "7879"))
    ]
    rows.append((*human, "MDM2", "MDM2", "MDM2", "4193", "ncbigene_symbol"))
    page = make_page("PMC1__a", genes=rows, caption="MDM2 inhibits TP53.", figtitle="A loop")
    make_page("PMC2__b")

    def run(*words):
        ran = CliRunner().invoke(pfocr_net, ["export", *map(str, words), "-o", str(tmp_path / "out")])
        assert ran.exit_code == 0, ran.output
        return ran.stdout, (tmp_path / "out").read_text()

    folder = page.parent
    kinds = [word for kind in ("drawn", "all", "caption") for word in ("--genes-of", kind)]
    told, sets = run("gmt", folder, *kinds, "--ncbigene", "--min-size", 2)
    assert told.endswith("2 sets of 2 figures\n")
    assert sets == "PMC1__a all\tA loop\t5868\t7879\t4193\nPMC1__a caption\tA loop\t4193\t7157\n"
    assert run("gmt", folder)[1] == "PMC1__a\tA loop\tRAB5A\tRAB7A\tMDM2\n"
    told, table = run("edges", folder)
    assert "MDM2\tTP53\tncbigene:4193\tncbigene:7157\tinhibits\t-1\tMDM2 inhibits TP53." in table
    told, table = run("figures", folder)
    assert "RAB5A|RAB7A|MDM2" in table
    assert told.endswith("2 rows\n")
