"""What names resolve to: the traps that the raw tables fall into, keys, plurals, and the data files themselves."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pfocr_net.cli import pfocr_net
from pfocr_net.errors import LexiconError, UsageError
from pfocr_net.lexicon import Lexicon, key, open_lexicon, read_overrides, spelling
from pfocr_net.lexicon.keys import split, visible
from pfocr_net.model import Kind


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon()


@pytest.mark.parametrize("word", ["pit", "pits", "Pit", "how", "rest", "Rest", "was", "impact", "light", "of"])
def test_common_word_is_no_gene(lexicon: Lexicon, word: str) -> None:
    assert all(grounding.kind is not Kind.GENE for grounding in lexicon.look_up(word))


def test_each_answer_says_its_source(lexicon: Lexicon) -> None:
    sources = [grounding.source for grounding in lexicon.look_up("HDAC")]
    assert sources[0] == "famplex"
    assert "hgnc alias" in sources[1:]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("JAK-STAT signalling pathway", "JAK-STAT signaling pathway"),
        ("Haemoglobin", "Hemoglobin"),
        ("oedema", "edema"),
    ],
)
def test_british_spelling_is_understood(lexicon: Lexicon, british: str, american: str) -> None:
    assert lexicon.look_up(british)[0].identifier == lexicon.look_up(american)[0].identifier


def test_two_names_with_a_slash_stand_for_what_both_name(lexicon: Lexicon) -> None:
    assert [gene.symbol for gene in lexicon.look_up("p62/SQSTM1")] == ["SQSTM1"]
    assert not lexicon.look_up("ATF4/CHOP")


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
    text = visible(text)
    keys, spans = split(text)
    assert key(text) == " ".join(keys)
    ends = [0, *(end for _, end in spans)]
    assert all(before <= start < end for before, (start, end) in zip(ends, spans, strict=False))


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


def test_names_end_with_a_token(lexicon: Lexicon) -> None:
    assert [name for name, _ in lexicon.find("MVBs fuse")] == ["MVBs"]
    assert [name for name, _ in lexicon.find("TGF-β signals")] == ["TGF-β"]
    assert list(lexicon.find("MVBx fuse")) == []


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


def test_command_refuses_an_empty_name() -> None:
    result = CliRunner().invoke(pfocr_net, ["lexicon", "AKT1", " "])
    assert result.stdout == ""
    assert isinstance(result.exception, UsageError)
