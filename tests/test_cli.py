"""The command line: what a user types, sees, gets as files, and as exit code."""

import io
import json
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import pfocr_net
from pfocr_net.build import try_figure
from pfocr_net.captions import FAINT
from pfocr_net.cli import COMMANDS, main
from pfocr_net.cli import pfocr_net as commands
from pfocr_net.formats.cx2 import from_cx2

AKT1 = ("9606", "Homo sapiens", "AKT", "AKT", "AKT1", "207", "famplex_relations")
AKT2 = ("9606", "Homo sapiens", "AKT", "AKT", "AKT2", "208", "famplex_relations")
MTOR = ("9606", "Homo sapiens", "mTOR", "MTOR", "MTOR", "2475", "ncbigene_symbol")


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run a command in an empty folder; give back exit code, lines of output and text of messages."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)

    def run(*arguments, stdin=""):
        monkeypatch.setattr(sys, "argv", ["pfocr-net", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as end:
            main()
        printed = capsys.readouterr()
        return end.value.code or 0, printed.out.splitlines(), printed.err

    return run


def read_network(path):
    return from_cx2(json.loads(path.read_text()))


@pytest.fixture
def page(make_page):
    return make_page("PMC1__f1", caption="AKT activates mTOR.", genes=[AKT1, AKT2, MTOR])


class TestBuild:
    def test_output_is_the_files_written(self, run, page, tmp_path):
        code, out, err = run("build", page)
        assert (code, out) == (0, ["out/PMC1__f1.cx2", "out/PMC1__f1.html"])
        assert {file.name for file in (tmp_path / "work/out").glob("[!.]*")} == {"PMC1__f1.cx2", "PMC1__f1.html"}
        assert "PMC1__f1" in err
        assert "1 built, 0 failed" in err

    def test_the_network_is_the_figures(self, run, page, tmp_path):
        run("build", page, "-o", tmp_path / "nets", "-f", "cx2")
        network = read_network(tmp_path / "nets/PMC1__f1.cx2")
        names = {node: attributes["name"] for node, attributes in network.nodes(data=True)}
        assert sorted(names.values()) == ["AKT", "MTOR"]
        assert [(names[a], edge["interaction"], names[b]) for a, b, edge in network.edges(data=True)] == [
            ("AKT", "activates", "MTOR")
        ]

    def test_families_can_be_opened(self, run, page, tmp_path):
        run("build", page, "-f", "cx2", "--families", "expand")
        network = read_network(tmp_path / "work/out/PMC1__f1.cx2")
        assert sorted(name for _, name in network.nodes(data="name")) == ["AKT1", "AKT2", "MTOR"]

    def test_a_bad_page_stops_no_other(self, run, make_page, tmp_path):
        _, bad, _ = (make_page(f"PMC1__{name}") for name in "abc")
        bad.write_text("---\nfigid: PMC1__b\ncaption: a: b\n---\n")
        code, out, err = run("build", tmp_path, "-f", "cx2")
        assert (code, out) == (1, ["out/PMC1__a.cx2", "out/PMC1__c.cx2"])
        assert f"{bad}:3: Broken YAML: mapping values are not allowed" in err
        assert "2 built, 1 failed" in err

    def test_a_list_of_pages_on_standard_input(self, run, make_page):
        pages = [make_page(f"PMC{number}__f") for number in (3, 1)]
        code, out, _ = run("build", "-", "-f", "cx2", stdin=f"{pages[0]}\n\n {pages[1]}\r\n")
        assert (code, out) == (0, ["out/PMC3__f.cx2", "out/PMC1__f.cx2"])

    def test_a_missing_page_in_a_list_fails_alone(self, run, page):
        code, out, err = run("build", "-", "-f", "cx2", stdin=f"gone.md\n{page}\n")
        assert (code, out) == (1, ["out/PMC1__f1.cx2"])
        assert "gone.md: Cannot be read: No such file or directory" in err

    def test_pages_with_one_figid_are_told_apart(self, run, page, tmp_path):
        double = tmp_path / "copy.md"
        double.write_bytes(page.read_bytes())
        code, _, err = run("build", page, double, "-f", "cx2")
        assert code == 1
        assert f"{double}: Has the figid of {page}" in err

    def test_the_report_tells_what_was_left_out(self, run, example):
        assert run("build", example, "-f", "cx2", "--report", "report.json")[0] == 0
        report = json.loads(Path("report.json").read_text())
        figure = report["figures"][0]
        assert (report["built"], report["failed"]) == (1, 0)
        assert report["edges"] == figure["edges"] > 0
        assert [symbol for symbol, _ in figure["suspects"]] == ["IRF6", "AGFG1"]
        assert all(why for _, why in figure["suspects"])

    def test_suspects_are_in_the_network_only_if_asked(self, run, example, tmp_path):
        names = []
        for options in ([], ["--keep-suspect"]):
            run("build", example, "-f", "cx2", *options)
            network = read_network(tmp_path / f"work/out/{example.stem}.cx2")
            names.append({name for _, name in network.nodes(data="name")})
        assert names[1] - names[0] == {"IRF6", "AGFG1"}

    def test_figures_without_edges_are_counted(self, run, page, make_page):
        none = make_page("PMC2__f1", caption="这是一张图。")
        _, _, err = run("build", page, none, "-f", "cx2", "--report", "report.json")
        assert "1 without edges: no relation was read in the caption" in err
        assert json.loads(Path("report.json").read_text())["without_edges"] == 1

    def test_relations_under_the_threshold_are_counted(self, run, page):
        assert run("build", page, "-f", "cx2", "--min-confidence", "1", "--report", "report.json")[0] == 0
        report = json.loads(Path("report.json").read_text())
        assert (report["edges"], report["weak"]) == (0, 1)

    def test_what_is_under_the_threshold_is_what_a_lower_one_brings(self, run, make_page):
        caption = "AKT1 activates MTOR. AKT2 is shown beside MTOR, AKT1 and JAK2 in the early endosomes of mice."
        page = make_page(caption=caption, genes=[AKT1, AKT2, MTOR])
        counts, said = [], []
        for threshold in ("0.8", str(FAINT)):
            _, _, err = run("build", page, "-f", "cx2", "--min-confidence", threshold, "--report", "report.json")
            report = json.loads(Path("report.json").read_text())
            counts.append([report[name] for name in ("edges", "weak", "inside", "repeated")])
            said.append(err)
        (edges, weak, *_), (all_edges, none, inside, _) = counts
        assert sum(counts[0]) == sum(counts[1])
        assert (none, weak > all_edges - edges > 0) == (0, True)
        assert f"Relations that are no edges: {weak} under the threshold" in said[0]
        assert f"Relations that are no edges: {inside} within one node" in said[1]

    def test_the_same_page_gives_the_same_bytes(self, run, page, tmp_path):
        run("build", page, "-o", "a")
        run("build", page, "-o", "b")
        for name in ("PMC1__f1.cx2", "PMC1__f1.html"):
            assert (tmp_path / "work/a" / name).read_bytes() == (tmp_path / "work/b" / name).read_bytes()

    def test_a_worker_process_builds_the_same(self, run, page, tmp_path):
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            built = pool.submit(try_figure, page, tmp_path / "out", formats=["cx2"]).result()
        assert built == try_figure(page, tmp_path / "out", formats=["cx2"])
        assert (built.figid, built.families, built.edges) == ("PMC1__f1", 1, 1)

    def test_nothing_escapes_the_folder_or_the_page(self, run, make_page, tmp_path):
        evil = make_page(
            "PMC1__evil", caption="</script><script>alert(1)</script> AKT activates <img src=x onerror=y>."
        )
        escaping = make_page("PMC1__up")
        escaping.write_text(escaping.read_text().replace("figid: PMC1__up", "figid: ../../up"))
        before = {file for file in tmp_path.rglob("*") if file.is_file()}
        code, out, err = run("build", evil, escaping)
        assert (code, len(out)) == (1, 2)
        assert f"{escaping}:2: The entry 'figid' '../../up' cannot name a file" in err
        written = {file for file in tmp_path.rglob("*") if file.is_file()} - before
        assert {str(file.relative_to(tmp_path / "work/out")) for file in written} == {
            "PMC1__evil.cx2",
            "PMC1__evil.html",
            ".pfocr-net/ledger.sqlite",
        }
        page = (tmp_path / "work/out/PMC1__evil.html").read_text()
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page

    @pytest.mark.parametrize(
        ("arguments", "what"),
        [
            ([], "Missing argument 'PATH...'"),
            (["PAGE", "-f", "cx3"], "There is no format 'cx3'; there are"),
            (["PAGE", "--style", "nowhere.yaml"], "nowhere.yaml"),
            (["PAGE", "--families", "close"], "'close' is not one of"),
            (["PAGE", "--min-confidence", "2"], "2.0 is not in the range"),
            (["PAGE", "--min-confidence", "nan"], "'nan' is not a number from 0 to 1"),
            (["PAGE", "--data", "nowhere"], "Directory 'nowhere' does not exist"),
            (["."], "No page here. Name a page"),
            (["PAGE", "nowhere"], "nowhere: There is no such page or folder"),
            (["PAGE", "--report", "nowhere/report.json"], "nowhere: There is no such folder. Make it"),
            (["PAGE", "--report", "PAGE/report.json"], ".md: No file can be written here: Not a directory."),
            (["PAGE", "--report", ""], "'' names no file."),
            (["PAGE", "--report", "PAGE"], "This is a page, or its table, which would be lost."),
            (["PAGE", "--report", "/proc/report.json"], "/proc: No file can be written here: "),
            (["PAGE", "--report", "link.json"], "This is a page, or its table, which would be lost."),
            (["PAGE", "--report", "F-genes.tsv"], "This is a page, or its table, which would be lost."),
            (["PAGE", "--verbs", "verbs.toml", "--report", "verbs.toml"], "This file is read, and would be lost."),
        ],
    )
    def test_what_cannot_be_ends_at_once(self, run, page, tmp_path, arguments, what):
        (tmp_path / "work/link.json").symlink_to(page)
        (tmp_path / "work/F-genes.tsv").touch()
        (tmp_path / "work/verbs.toml").touch()
        code, out, err = run("build", *(argument.replace("PAGE", str(page)) for argument in arguments))
        assert (code, out) == (2, [])
        assert what in err
        assert not (tmp_path / "work/out").exists()

    def test_files_of_others_stay(self, run, page, tmp_path):
        theirs, ours = tmp_path / "work/.mine.part", tmp_path / f"work/.{'0a' * 16}.part"
        for file in (theirs, ours):
            file.write_text("")
        assert run("build", page, "-o", ".", "-f", "sif")[0] == 0
        assert (theirs.exists(), ours.exists()) == (True, False)

    def test_a_report_through_a_link_and_to_a_device(self, run, page, tmp_path):
        link, goal = tmp_path / "work/link.json", tmp_path / "goal.json"
        link.symlink_to(goal)
        assert run("build", page, "-f", "sif", "--report", link)[0] == 0
        assert link.is_symlink()
        assert json.loads(goal.read_text())["edges"] == 1
        assert run("build", page, "-f", "sif", "--report", "/dev/null")[0] == 0
        assert not Path("/dev/null").is_file()

    def test_an_output_folder_that_cannot_be(self, run, page, tmp_path):
        (tmp_path / "work/file").write_text("")
        code, out, err = run("build", page, "-o", "file/out")
        assert (code, out) == (1, [])
        assert "cannot be written" in err


class TestShow:
    def test_families_and_relations_with_their_sentences(self, run, page):
        code, out, _ = run("show", page)
        assert code == 0
        assert out[0] == "PMC1__f1: A figure"
        assert "  AKT fplx:AKT" in out
        assert "    AKT1, AKT2" in out
        assert "  AKT activates (+) mTOR" in out
        assert "    AKT activates mTOR." in out

    def test_as_json(self, run, page):
        story = json.loads("\n".join(run("show", page, "--json")[1]))
        assert story["figid"] == "PMC1__f1"
        assert [gene["ncbigene_id"] for gene in story["families"][0]["genes"]] == ["207", "208"]
        relation = story["relations"][0]
        assert (
            story["caption"][relation["start"] : relation["end"]] == relation["sentence"] == "AKT activates mTOR."
        )

    def test_a_page_that_cannot_be_read(self, run):
        Path("page.md").write_bytes(b"---\nfigid: \xff\n---\n")
        code, out, err = run("show", "page.md")
        assert (code, out) == (1, [])
        assert err.startswith("pfocr-net: page.md")

    def test_a_page_that_is_not_there(self, run):
        code, out, err = run("show", "gone.md")
        assert (code, out) == (2, [])
        assert "'gone.md' does not exist" in err


@pytest.mark.parametrize(
    "command",
    [
        ["merge", "PAGE", "-o"],
        ["export", "gmt", "PAGE", "-o"],
        ["store", "build", "PAGE", "-o"],
        ["enrich", "PAGE", "--figures", "PAGE", "--tsv"],
        ["enrich", "PAGE", "--figures", "PAGE", "--html"],
        ["cytoscape", "PAGE", "--png"],
        ["serve", "PAGE", "--store"],
    ],
    ids=" ".join,
)
def test_a_folder_that_is_missing_is_told_before_any_work(run, make_page, tmp_path, command):
    page = make_page()
    arguments = (page if argument == "PAGE" else argument for argument in command)
    code, out, told = run(*arguments, tmp_path / "missing/file.cx2")
    assert (code, out) == (2, [])
    assert told == f"pfocr-net: {tmp_path / 'missing'}: There is no such folder. Make it, or name another.\n"


@pytest.mark.parametrize("report", ["out/PMC1__f.cx2", "out/.pfocr-net/ledger.sqlite", "out/../out/a.html"])
def test_a_report_takes_the_place_of_no_file_of_its_run(run, make_page, report):
    page = make_page(figid="PMC1__f")
    run("build", page)
    before = {file: file.read_bytes() for file in Path("out").rglob("*") if file.is_file()}
    code, out, told = run("build", page, "--fresh", "--report", report)
    assert (code, out) == (2, [])
    assert told.endswith("The run keeps files of its own by such a name. Name another for the report.\n")
    assert {file: file.read_bytes() for file in Path("out").rglob("*") if file.is_file()} == before
    assert run("build", page, "--report", "out/report.json")[0] == 0


def test_all_public_names_are_there():
    assert all(getattr(pfocr_net, name) for name in pfocr_net.__all__)


class TestHelp:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_and_option_has_help(self, run, command):
        code, out, _ = run(command, "--help")
        assert code == 0
        assert out[2].strip()

    def test_it_lists_all_commands_without_importing_them(self):
        code = (
            "import sys; sys.argv = ['pfocr-net', '--help']\n"
            "from pfocr_net.cli import main\n"
            "try: main()\n"
            "finally: print(*sys.modules, file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        modules = set(done.stderr.split())
        assert all(f"  {command} " in done.stdout for command in COMMANDS)
        assert not modules & {
            "ndex2",
            "py4cytoscape",
            "networkx",
            "pandas",
            "numpy",
            "rich",
            "requests",
            "yaml",
            "ftfy",
        }
        assert len(modules) < 250


def test_what_commands_have_in_common_is_told_in_the_same_words():
    def told(command, name):
        options = commands.get_command(None, command).params
        return next((option.opts, option.help) for option in options if option.name == name)

    assert told("build", "min_confidence") == told("score", "min_confidence") == told("find", "min_confidence")
