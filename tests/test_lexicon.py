"""What names resolve to: the traps that the raw tables fall into, keys, plurals, and the data files themselves."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pfocr_net.cli import pfocr_net
from pfocr_net.errors import LexiconError
from pfocr_net.lexicon import DATA, Lexicon, key, open_lexicon, read_overrides, spelling, token_spans
from pfocr_net.model import Kind

TRAPS = {
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
}
OTHERS = {
    "cAMP": (Kind.CHEMICAL, "chebi:17489"),
    "EC": (Kind.CELL, "mesh:D042783"),
    "ECs": (Kind.CELL, "mesh:D042783"),
    "AD": (Kind.DISEASE, "doid:10652"),
    "MS": (Kind.DISEASE, "doid:2377"),
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
    "NF-κB": (Kind.COMPLEX, "fplx:NFkappaB"),
    "MVBs": (Kind.COMPONENT, "go:0005771"),
    "early endosomes": (Kind.COMPONENT, "go:0005769"),
    "plasma membrane": (Kind.COMPONENT, "go:0005886"),
    "exosomes": (Kind.COMPONENT, "go:0070062"),
    "lysosomes": (Kind.COMPONENT, "go:0005764"),
    "ROS": (Kind.CHEMICAL, "chebi:26523"),
    "NO": (Kind.CHEMICAL, "chebi:16480"),
    "Ca2+": (Kind.CHEMICAL, "chebi:29108"),
    "apoptosis": (Kind.PROCESS, "go:0006915"),
    "cats": (Kind.CELL, "mesh:D002415"),
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon()


@pytest.mark.parametrize(("name", "symbol"), TRAPS.items())
def test_gene_is_the_one_that_captions_mean(lexicon: Lexicon, name: str, symbol: str) -> None:
    best = lexicon.look_up(name)[0]
    assert (best.kind, best.symbol, best.name) == (Kind.GENE, symbol, symbol)
    assert best.identifier.startswith("hgnc:")
    assert best.ncbigene_id.isdigit()


@pytest.mark.parametrize(("name", "expected"), OTHERS.items())
def test_name_is_no_gene(lexicon: Lexicon, name: str, expected: tuple[Kind, str]) -> None:
    best = lexicon.look_up(name)[0]
    assert (best.kind, best.identifier) == expected


@pytest.mark.parametrize("word", ["pit", "pits", "Pit", "how", "rest", "Rest", "was", "impact", "light", "of"])
def test_common_word_is_no_gene(lexicon: Lexicon, word: str) -> None:
    assert all(grounding.kind is not Kind.GENE for grounding in lexicon.look_up(word))


def test_each_answer_says_its_source(lexicon: Lexicon) -> None:
    sources = [grounding.source for grounding in lexicon.look_up("ERK")]
    assert sources[0] == "famplex"
    assert "hgnc alias" in sources[1:]


@pytest.mark.parametrize(
    "names",
    [
        ("TGF-β1", "TGFβ1", "TGF-beta1", "TGFbeta1", "TGF beta 1", "tgf-β1"),
        ("NF-κB", "NF-kappaB", "NFκB", "NFkappaB", "NF kappa B"),
        ("IL-6", "IL6", "il 6"),
        ("GSK3β", "GSK-3ß", "GSK3beta"),
        ("MAPK", "ΜΑΡΚ"),
        ("Sjögren's", "Sjogren’s"),
    ],
)
def test_ways_to_write_a_name_share_a_key(names: tuple[str, ...]) -> None:
    assert len({key(name) for name in names}) == 1


def test_spelling_keeps_the_capitals_that_tell() -> None:
    assert spelling("Early Endosomes") == spelling("early endosomes")
    assert spelling("cAMP") != spelling("CAMP")


@given(st.text())
def test_tokens_lie_in_the_text_and_make_the_key(text: str) -> None:
    tokens = token_spans(text)
    assert key(text) == " ".join(token.key for token in tokens)
    ends = [0, *(token.end for token in tokens)]
    assert all(end <= token.start < token.end for end, token in zip(ends, tokens, strict=False))


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_key_of_a_key_is_itself(text: str) -> None:
    assert key(key(text)) == key(text)


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(text: str) -> None:
    assert isinstance(open_lexicon().look_up(text), tuple)


def test_longest_names_are_found_in_running_text(lexicon: Lexicon) -> None:
    caption = "Early endosomes mature into MVBs; Rab proteins and TGF-β1 act at the plasma membrane."
    found = [name for name, _ in lexicon.find(caption)]
    assert {"Early endosomes", "MVBs", "Rab proteins", "TGF-β1", "plasma membrane"} <= set(found)


def test_prefixes_end_with_a_token(lexicon: Lexicon) -> None:
    assert lexicon.prefixes("mvbs fuse") == ["mvbs"]
    assert "tgf beta" in lexicon.prefixes("tgf beta 1 signals")
    assert lexicon.prefixes("mvbx fuse") == []


def test_overrides_can_be_relied_on(lexicon: Lexicon) -> None:
    overrides = list(read_overrides(DATA / "overrides.tsv"))
    places = [(key(row.name), spelling(row.name) if row.exact else "") for row in overrides]
    assert len(set(places)) == len(places), "two rows decide the same name"
    for row in overrides:
        if row.grounding is None:
            assert row.note, f"{row.name} stands for nothing without a note"
        elif row.grounding.kind is Kind.GENE:
            assert lexicon.gene(row.grounding.name), f"{row.grounding.name} is no HGNC symbol"
        else:
            assert re.fullmatch(r"(fplx|go|chebi|mesh|doid|hgnc|mirbase):\w+", row.grounding.identifier), row.name


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("EC\texact\tcel\tmesh:D042783\tendothelial cell\t", "kind is one of gene, family"),
        ("EC\texact\tcell", "six columns"),
    ],
)
def test_broken_override_is_named_with_its_line(tmp_path: Path, row: str, what: str) -> None:
    path = tmp_path / "overrides.tsv"
    path.write_text(f"# head\nAD\texact\tdisease\tdoid:10652\tAlzheimer's disease\t\n{row}\n", "utf-8")
    with pytest.raises(LexiconError, match=what) as error:
        list(read_overrides(path))
    assert (error.value.path, error.value.line) == (path, 3)


def test_missing_lexicon_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="reinstall"):
        Lexicon(tmp_path)


def test_command_shows_what_a_name_stands_for_and_why() -> None:
    result = CliRunner().invoke(pfocr_net, ["lexicon", "COX-2", "tetraspanins"], env={"COLUMNS": "160"})
    assert result.exit_code == 0
    assert "PTGS2" in result.stdout
    assert "5743" in result.stdout
    assert "override: cyclooxygenase 2, not mitochondrial MT-CO2" in result.stdout
    assert "CD9 CD37" in result.stdout


def test_command_prints_json() -> None:
    result = CliRunner().invoke(pfocr_net, ["lexicon", "--json", "MEK", "nosuchname"])
    assert result.exit_code == 1
    mek, unknown = json.loads(result.stdout)
    assert mek["groundings"][0]["identifier"] == "fplx:MEK"
    assert mek["groundings"][0]["members"] == ["MAP2K1", "MAP2K2"]
    assert unknown == {"name": "nosuchname", "groundings": []}


def test_command_says_why_a_word_stands_for_nothing() -> None:
    result = CliRunner().invoke(pfocr_net, ["lexicon", "pit"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "common English word" in result.stderr
