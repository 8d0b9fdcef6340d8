"""``explain``, ``score``, ``verbs check``, and readers of captions from other packages."""

import csv
import json
import sys

import pytest

from pfocr_net import plugins, readers
from pfocr_net.captions import MIN_CONFIDENCE
from pfocr_net.cli import main
from pfocr_net.corpus import find_recipe
from pfocr_net.errors import UsageError
from pfocr_net.formats.cx2 import from_cx2

#: A reader that knows one sentence pattern: ``X - Y`` alone in a caption.
READER = """
from pfocr_net.model import Kind, Mention, Relation, RelationType

def read(caption, *, genes=()):
    symbols = {gene.symbol for gene in genes}
    left, dash, right = caption.rstrip(".").partition(" - ")
    if not dash or not {left, right} <= symbols:
        return []
    source, target = Mention(left, 0, len(left), Kind.GENE), Mention(right, len(left) + 3, len(caption), Kind.GENE)
    return [Relation(source, target, RelationType.BINDS, 0, 0.9, "-", "dash", caption, 0, len(caption))]
"""

AKT1 = ("9606", "Homo sapiens", "AKT1", "AKT1", "AKT1", "207", "ncbigene_symbol")
MTOR = ("9606", "Homo sapiens", "MTOR", "MTOR", "MTOR", "2475", "ncbigene_symbol")


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command; give back exit code, output and messages."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["pfocr-net", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        printed = capsys.readouterr()
        return end.value.code or 0, printed.out, printed.err

    return run


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a package whose module ``dash_reader`` has this source; its reader is named ``dashes``."""
    site = tmp_path / "site"
    metadata = site / "dash_reader-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: dash-reader\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[pfocr_net.readers]\ndashes = dash_reader:read\n")
    monkeypatch.syspath_prepend(site)
    plugins.installed.cache_clear()
    plugins.load.cache_clear()

    def install(source):
        (site / "dash_reader.py").write_text(source)
        return "dashes"

    yield install
    sys.modules.pop("dash_reader", None)
    plugins.installed.cache_clear()
    plugins.load.cache_clear()


@pytest.fixture
def dashes(install):
    """A package that brings a reader named ``dashes``."""
    return install(READER)


@pytest.fixture
def mine(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('[zorch]\ntype = "inhibits"\nexample = "A zorches B."\n')
    return file


@pytest.fixture
def gold(tmp_path):
    entities = [{"id": name, "mentions": [name]} for name in ("AKT1", "MTOR")]
    relation = {"source": "AKT1", "target": "MTOR", "type": "activates", "sign": 1}
    record = {"figid": "f", "caption": "AKT1 activates MTOR.", "entities": entities, "relations": [relation]}
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(record) + "\n")
    return file


class TestExplain:
    @pytest.mark.parametrize("options", [[], ["--json"]])
    def test_no_control_character_reaches_the_terminal(self, run, make_page, options):
        caption = "\x1b[31mAKT1 \x9b2Jactivates\x07 MTOR."
        page = make_page()
        page.write_text(page.read_text().replace("Nothing happens here.", json.dumps(caption)))
        for what in (caption, page):
            code, out, _ = run("explain", what, *options)
            assert code == 0
            assert "MTOR" in out
            assert out.replace("\n", "").isprintable()
            assert "\\u00" not in out

    def test_a_sentence(self, run):
        code, out, _ = run("explain", "AKT1 may activate MTOR.")
        assert code == 0
        assert out.splitlines()[0] == "AKT1 may activate MTOR."
        assert "N AKT1 | V=activates activate | N MTOR" in out
        assert 'AKT1 activates MTOR   by active, "activate"' in out
        assert "by active, hedged" in out

    def test_a_page_and_its_genes(self, run, make_page):
        page = make_page(caption="AKT1 activates MTOR. Arrows indicate inhibition.", genes=[AKT1, MTOR])
        code, out, _ = run("explain", page, "--json")
        first, second = json.loads(out)
        assert code == 0
        assert [relation["target"]["text"] for relation in first["relations"]] == ["MTOR"]
        assert second["legend"] is True

    def test_markup_in_a_caption_is_text(self, run):
        _, out, _ = run("explain", "[red]AKT1 activates MTOR[/red].")
        assert "[red]AKT1 activates MTOR[/red]." in out

    @pytest.mark.parametrize("caption", ["", " "])
    def test_an_empty_caption(self, run, caption):
        code, out, err = run("explain", caption)
        assert (code, out) == (2, "")
        assert "the caption is empty" in err

    def test_with_verbs_of_your_own(self, run, mine):
        _, out, _ = run("explain", "PTEN zorches AKT1.", "--verbs", mine)
        assert "PTEN inhibits AKT1" in out


class TestScore:
    def test_as_json(self, run, gold):
        code, out, _ = run("score", gold, "--json")
        result = json.loads(out)
        assert code == 0
        assert result["captions"] == 1
        assert result["captions_per_second"] > 0
        assert result["frames"] == {"active": {"found": 1, "right": 1}}
        assert [tier["confidence"] for tier in result["tiers"]] == [MIN_CONFIDENCE, 0.6, 0.7, 0.8]
        assert result["tiers"][0]["typed"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}

    def test_a_threshold_of_your_own(self, run, gold):
        found = []
        for threshold in ("0.75", "1"):
            _, out, _ = run("score", gold, "--json", "--min-confidence", threshold)
            found.append([(tier["confidence"], tier["found"]) for tier in json.loads(out)["tiers"]])
        assert [confidence for confidence, _ in found[0]] == [0.75, 0.8]
        assert found[1] == [(1.0, 0)]

    def test_where_found_and_marked_differ(self, run, gold, tmp_path):
        record = json.loads(gold.read_text())
        names = ("AKT1", "MTOR", "PTEN", "TP53", "MDM2", "IL6")
        record["entities"] = [{"id": name, "mentions": [name]} for name in names]
        record["caption"] = (
            "AKT1 activates MTOR. PTEN inhibits AKT1. TP53 activates MDM2. IL6, MTOR. TP53 binds PTEN."
        )
        record["relations"] = [
            {"source": source, "target": target, "type": type_, "sign": sign}
            for source, target, type_, sign in (
                ("AKT1", "MTOR", "activates", 1),
                ("AKT1", "PTEN", "inhibits", -1),
                ("TP53", "MDM2", "inhibits", -1),
                ("IL6", "MTOR", "binds", 0),
            )
        ]
        gold.write_text(json.dumps(record))
        code, _, _ = run("score", gold, "--disagreements", tmp_path / "look.tsv")
        with (tmp_path / "look.tsv").open() as file:
            rows = [{**row} for row in csv.DictReader(file, delimiter="\t")]
        assert code == 0
        assert [(row["what"], row["found"], row["marked"], row["sentence"]) for row in rows] == [
            ("another type", "TP53 activates (+) MDM2", "tp53 inhibits (-) mdm2", "TP53 activates MDM2."),
            ("another direction", "PTEN inhibits (-) AKT1", "akt1 inhibits (-) pten", "PTEN inhibits AKT1."),
            ("not marked", "TP53 binds PTEN", "", "TP53 binds PTEN."),
            ("not found", "", "il6 binds mtor", "IL6, MTOR."),
        ]
        assert (rows[0]["figid"], rows[0]["frame"], rows[3]["confidence"]) == ("f", "active", "")
        assert float(rows[0]["confidence"]) >= MIN_CONFIDENCE

    def test_as_tables(self, run, gold):
        _, out, _ = run("score", gold)
        assert "0 false alarms on 0 captions without relations" in out
        assert "1 relations marked" in out

    def test_another_reader_is_scored_alike(self, run, gold, dashes):
        _, out, _ = run("score", gold, "--json", "--reader", dashes)
        assert json.loads(out)["tiers"][0]["found"] == 0


class TestVerbsCheck:
    def test_examples_that_hold(self, run, mine):
        code, out, _ = run("verbs", "check", mine)
        assert (code, out) == (0, f"{mine}: all examples (1) are read as they say.\n")

    def test_an_example_that_does_not(self, run, mine):
        mine.write_text(mine.read_text() + '[splop]\ntype = "binds"\nexample = "B was seen, A splops."\n')
        code, _, err = run("verbs", "check", mine)
        assert code == 2
        assert f"{mine}: 1 of 2 examples fail." in err
        assert "'splop': 'B was seen, A splops.' should say 'A binds B', but says nothing" in err

    def test_what_cannot_be_checked_is_told(self, run, mine):
        mine.write_text('[zorch]\ntype = "binds"\n[inhibit]\ntype = "activates"\nexample = "A inhibits B."\n')
        code, out, _ = run("verbs", "check", mine)
        assert code == 0
        assert out.splitlines()[1:] == [
            "No example, so not checked: zorch.",
            "In the place of a verb that ships: inhibit.",
        ]
        mine.write_text("")
        code, _, err = run("verbs", "check", mine)
        assert (code, "There is no verb in it" in err) == (2, True)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ('[zorch]\ntype = "zaps"\n', "The verb 'zorch' needs a type, one of activates, inhibits"),
            ("[zorch\n", "Not a TOML file"),
            (f"zorch = {'[' * 5000}", "Not a TOML file"),
            ('[y]\ntype = "binds"\n', "The verb 'y' should be called by one word in lower case, of two letters"),
            ('[zorch]\nnouns = ["zorching"]\n', "The verb 'zorch' needs a type, one of activates, inhibits"),
            ('[""]\ntype = "binds"\n', "The verb '' should be called by one word in lower case"),
            ('["zorch out"]\ntype = "binds"\n', "The verb 'zorch out' should be called by one word in lower case"),
            ('[Zorch]\ntype = "binds"\n', "The verb 'Zorch' should be called by one word in lower case"),
            ('type = "binds"\n', "The verb 'type' should be a table [type] with the keys type, past, nouns"),
            (
                '[zorch]\ntyp = "binds"\n',
                "The verb 'zorch' has no key 'typ'; there are type, past, nouns, agents, prepositions, example.",
            ),
            (
                '[zorch]\ntype = "binds"\nnouns = "zorching"\n',
                "The verb 'zorch' needs as nouns words in lower case, as in [\"kindling\"], not 'zorching'",
            ),
            ('[zorch]\ntype = "binds"\nagents = [""]\n', "The verb 'zorch' needs as agents words in lower case"),
            ('[zorch]\ntype = "binds"\npast = [3]\n', "The verb 'zorch' needs as past words in lower case"),
            ('[zorch]\ntype = "binds"\nexample = ["A"]\n', "The verb 'zorch' needs as example a sentence"),
        ],
    )
    @pytest.mark.parametrize("command", [["verbs", "check"], ["explain", "A zorches B.", "--verbs"]], ids=" ".join)
    def test_a_broken_file(self, run, mine, command, text, why):
        mine.write_text(text)
        code, _, err = run(*command, mine)
        assert code == 2
        assert err.startswith(f"pfocr-net: {mine}: {why}")

    def test_a_broken_file_stops_a_build(self, run, make_page, mine, tmp_path):
        mine.write_text('[zorch]\ntyp = "binds"\n')
        code, out, err = run("build", make_page(), "-o", tmp_path / "nets", "--verbs", mine)
        assert (code, out) == (2, "")
        assert err.startswith(f"pfocr-net: {mine}: The verb 'zorch' has no key 'typ'; there are type, past")


class TestReaders:
    def test_show_with_another_reader(self, run, make_page, dashes):
        page = make_page(caption="AKT1 - MTOR.", genes=[AKT1, MTOR])
        _, out, _ = run("show", page, "--json", "--reader", dashes)
        (relation,) = json.loads(out)["relations"]
        assert (relation["source"]["text"], relation["type"], relation["target"]["text"]) == (
            "AKT1",
            "binds",
            "MTOR",
        )

    def test_build_with_another_reader(self, run, make_page, dashes, tmp_path):
        page = make_page(caption="AKT1 - MTOR.", genes=[AKT1, MTOR])
        for reader, edges in ((dashes, ["dash"]), ("built-in", [])):
            code, _, _ = run("build", page, "-f", "cx2", "-o", tmp_path / "nets", "--reader", reader)
            network = from_cx2(json.loads((tmp_path / "nets/PMC1__f1.cx2").read_text()))
            assert code == 0
            assert [frame for *_, frame in network.edges(data="frame")] == edges

    def test_a_name_that_is_none(self, run, make_page, dashes):
        code, _, err = run("show", make_page(), "--reader", "mind")
        assert code == 2
        assert "There is no reader 'mind'; there are built-in, dashes." in err

    def test_verbs_are_not_lost_on_a_reader_that_takes_none(self, dashes, mine):
        with pytest.raises(UsageError, match="'dashes' takes no file of verbs"):
            readers.read_relations("AKT1 - MTOR.", reader=dashes, verbs=mine)


def test_gold_without_a_marked_caption_is_no_score(run, tmp_path):
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n")
    code, out, err = run("score", empty)
    assert (code, out) == (2, "")
    assert f"{empty}: There is no marked caption in it" in err


class TestFaultyReaders:
    """What another package does wrong is told as its fault, with its name, and stops nothing else."""

    #: Reads every caption but one.
    PICKY = """
def read(caption):
    if "MTOR" in caption:
        raise KeyError("no model")
    return []
"""

    @pytest.mark.parametrize("source", ["import no_such_model", "1 / 0", "read = 3", "def other(): ..."])
    @pytest.mark.parametrize("command", ["build", "show", "score"])
    def test_one_that_cannot_be_loaded(self, run, make_page, gold, install, command, source):
        what = gold if command == "score" else make_page()
        code, _, err = run(command, what, "--reader", install(source))
        assert code == 2
        assert err.startswith("pfocr-net: The reader 'dashes' of dash-reader 1.0 cannot be loaded: ")
        assert "there are built-in, dashes" in err

    def test_a_page_it_fails_on_stops_no_other(self, run, make_page, install, tmp_path):
        good, bad = make_page("PMC1__f1"), make_page("PMC2__f1", caption="AKT1 activates MTOR.")
        code, out, err = run("build", bad, good, "-f", "cx2", "-o", tmp_path, "--reader", install(self.PICKY))
        assert (code, out.splitlines()) == (1, [str(tmp_path / "PMC1__f1.cx2")])
        assert f"{bad}: The reader 'dashes' of dash-reader 1.0 failed: KeyError: 'no model'." in err
        assert "a mistake in pfocr-net" not in err

    def test_a_marked_caption_it_fails_on_is_one_in_which_it_finds_nothing(self, run, gold, install):
        record = json.loads(gold.read_text())
        silent = {"figid": "g", "caption": "Nothing happens.", "entities": [], "relations": []}
        gold.write_text(f"{json.dumps(record)}\n{json.dumps(silent)}\n")
        code, out, err = run("score", gold, "--json", "--reader", install(self.PICKY))
        result = json.loads(out)
        assert code == 1
        assert err.startswith("f: The reader 'dashes' of dash-reader 1.0 failed: KeyError: 'no model'.")
        assert (result["captions"], len(result["failures"])) == (2, 1)
        assert (result["tiers"][0]["marked"], result["tiers"][0]["found"]) == (1, 0)

    #: Answers with a relation that is surer than sure can be.
    TOO_SURE = """
from dataclasses import replace
from pfocr_net import extract_relations

def read(caption):
    return [replace(one, confidence=float("nan")) for one in extract_relations(caption)]
"""

    @pytest.mark.parametrize(
        ("source", "why"),
        [
            ("def read(caption): ...", "TypeError"),
            ("import sys\ndef read(caption): sys.exit()", "SystemExit"),
            (
                "from pfocr_net.model import Relation\ndef read(c): return [Relation(*[None] * 10)]",
                "TypeError: None or",
            ),
            ("def read(caption): return ['a']", "TypeError: 'a' is no Relation."),
            ("def read(caption): return [None]", "TypeError: None is no Relation."),
            (TOO_SURE, "ValueError: nan is no confidence from 0 to 1."),
        ],
    )
    @pytest.mark.parametrize("command", ["build", "show"])
    def test_an_answer_that_is_none(self, run, make_page, install, command, source, why):
        code, _, err = run(command, make_page(caption="AKT1 activates MTOR."), "--reader", install(source))
        assert code == 1
        assert f"The reader 'dashes' of dash-reader 1.0 failed: {why}" in err
        assert "a mistake in pfocr-net" not in err


def test_a_recipe_knows_verbs_by_their_content(mine, tmp_path):
    other = tmp_path / "other.toml"
    other.write_bytes(mine.read_bytes())
    before = find_recipe({"verbs": mine})
    assert find_recipe({"verbs": other}) == before
    mine.write_text('[zorch]\ntype = "activates"\n')
    assert find_recipe({"verbs": mine}) != before
    assert find_recipe({"verbs": None}) != before


def test_build_with_verbs_of_your_own(run, make_page, mine, tmp_path):
    page = make_page(caption="AKT1 zorches MTOR.", genes=[AKT1, MTOR])
    run("build", page, "-f", "cx2", "-o", tmp_path, "--verbs", mine)
    network = from_cx2(json.loads((tmp_path / "PMC1__f1.cx2").read_text()))
    assert [interaction for *_, interaction in network.edges(data="interaction")] == ["inhibits"]
