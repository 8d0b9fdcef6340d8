"""Enrichment from the command line: lists and tables of any make, the report, the example."""

import json
import runpy
import zlib

import pandas
import pytest
from click.testing import CliRunner

from pfocr_net.cli import pfocr_net
from pfocr_net.cli.gene_list import read_genes
from pfocr_net.errors import DataError
from tests.conftest import ROOT

HUMAN = ("9606", "Homo sapiens")


@pytest.fixture
def figures(make_page):
    def rows(*symbols):
        return [(*HUMAN, name, name, name, str(zlib.crc32(name.encode())), "ncbigene_symbol") for name in symbols]

    caption = "MDM2 inhibits TP53. </script><script>globalThis.hacked = true</script>"
    page = make_page("PMC1__a", genes=rows("TP53", "MDM2", "ATM"), caption=caption, figtitle="The <b>p53</b> loop")
    for number in range(6):
        make_page(f"PMC2__{number}", genes=rows(*(f"ZNF{number}{digit}" for digit in "0123456789")))
    return page.parent


def run(*words, given=None):
    ran = CliRunner().invoke(pfocr_net, ["enrich", *map(str, words)], input=given)
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return ran


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("TP53\nMDM2\n", None, {"TP53": None, "MDM2": None}),
        ("# mine\r\nTP53\r\n\r\nTP53\r\n", None, {"TP53": None}),
        ("gene\tlogFC\nTP53\t-1.5\nMDM2\tNA\n", None, {"TP53": -1.5, "MDM2": None}),
        ("TP53,2\nMDM2,3\n", None, {"TP53": 2, "MDM2": 3}),
        ("gene;p;fc\nTP53;0.1;4\n", "fc", {"TP53": 4}),
        ("\ufeffTP53\n", None, {"TP53": None}),
    ],
)
def test_lists_and_tables_are_read(tmp_path, text, column, found):
    path = tmp_path / "genes"
    path.write_text(text, newline="")
    assert read_genes(path, column) == pytest.approx(
        {gene: float("nan") if value is None else value for gene, value in found.items()}, nan_ok=True
    )


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", None, "no gene in the file"),
        ("gene\tfc\nTP53\t1\n", "p", "There is no column 'p'; there are gene, fc"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, text, column, message):
    path = tmp_path / "genes"
    path.write_text(text)
    with pytest.raises(DataError, match=message):
        read_genes(path, column)


def test_the_figure_is_found_and_every_name_accounted_for(figures):
    ran = run("-", "--figures", figures, "--json", "--min-size", 2, given="Mdm2\nENSG00000141510\nfoo1\nATM\n")
    row = json.loads(ran.stdout.splitlines()[0])
    assert (row["set"], row["hits"], row["size"], row["hit"]) == ("PMC1__a", 3, 3, ["TP53", "MDM2", "ATM"])
    assert row["p"] == pytest.approx(1 / 39711)  # of 63 genes over 3
    table = run("-", "--store", figures, given="Mdm2\nENSG00000141510\nfoo1\nATM\n").stdout
    assert "3 of 63 background genes listed; 7 sets tested." in table
    assert "1 unknown: foo1." in " ".join(table.split())


def test_the_table_is_written_whole(figures, tmp_path):
    tsv = tmp_path / "a.tsv"
    run("-", "--figures", figures, "--tsv", tsv, given="TP53\nZNF10\n")
    assert list(pandas.read_csv(tsv, sep="\t")["set"]) == ["PMC1__a", "PMC2__1"]


def test_gmt_and_background_are_taken(tmp_path):
    gmt, background = tmp_path / "sets.txt", tmp_path / "all.txt"
    gmt.write_bytes(b"one\td\tTP53\tMDM2\tATM\r\n")
    background.write_text("\n".join(["TP53", "MDM2", "ATM", *(f"ENSG9{at:010}" for at in range(97))]))
    ran = run("-", "--gmt", gmt, "--background", background, "--json", given="TP53\n")
    assert json.loads(ran.stdout)["p"] == pytest.approx(0.03)


def test_a_ranking_is_tested(figures, tmp_path):
    ranking = tmp_path / "ranked.tsv"
    scores = {f"ZNF{number}{digit}": number - 3 for number in range(6) for digit in "0123456789"}
    ranking.write_text("".join(f"{gene}\t{score + at / 100}\n" for at, (gene, score) in enumerate(scores.items())))
    row = json.loads(run(ranking, "--figures", figures, "--ranked", "--json", "--top", 1).stdout)
    assert row["set"] in ("PMC2__0", "PMC2__5")
    assert abs(row["nes"]) > 1.2


def test_a_ranking_without_values_is_told(figures):
    with pytest.raises(DataError, match="No gene has a value to rank it by; name the column with --column"):
        run("-", "--figures", figures, "--ranked", given="TP53\nMDM2\n")


def test_neither_figures_nor_sets_is_told(tmp_path):
    ran = run("-", given="TP53\n")
    assert ran.exit_code == 2
    assert "Name --figures" in ran.stderr


def test_the_report_shows_each_network_in_the_users_colours(figures, tmp_path, chromium):
    report = tmp_path / "report.html"
    run("-", "--figures", figures, "--html", report, given="gene,fc\nTP53,-2\nMDM2,2\n")
    page = chromium.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    page.goto(report.as_uri())
    page.wait_for_function("globalThis.graphs")
    fill = "(name) => graphs[0].nodes().filter((node) => node.data('name') === name).style('background-color')"
    assert page.evaluate(fill, "TP53") == "rgb(127,185,224)"
    assert page.evaluate(fill, "MDM2") == "rgb(240,163,94)"
    assert page.evaluate(fill, "ATM") == "rgb(255,255,255)"
    assert page.locator("h2").inner_text() == "The <b>p53</b> loop"
    assert page.get_by_role("link", name="PFOCR").get_attribute("href").endswith("PMC1__a.html")
    assert page.get_by_role("row").nth(1).inner_text().split("\t")[1] == "2 of 3"
    assert not page.evaluate("globalThis.hacked")
    assert errors == []
    page.close()


def test_the_example_runs(tmp_path, capsys):
    example = runpy.run_path(str(ROOT / "examples/expression/expression.py"))
    example["main"](str(ROOT / "examples"), str(tmp_path))
    assert "Biogenesis and release of exosomes" in capsys.readouterr().out
    assert (tmp_path / "report.html").stat().st_size > 100_000
    assert pandas.read_csv(tmp_path / "enriched.tsv", sep="\t")["p"][0] < 1e-3
