"""The store: every figure is in it whole, and it is asked for relations with their sentences."""

import json
import sqlite3

import pytest
from click.testing import CliRunner

from pfocr_net.analysis.sources import read_networks, read_sets
from pfocr_net.analysis.tables import edge_table, figure_table
from pfocr_net.cli import pfocr_net
from pfocr_net.errors import DataError, UsageError
from pfocr_net.store import GrowingStore, build_store, find, is_store, open_store, read_page

HUMAN = ("9606", "Homo sapiens")


def row(word, symbol, identifier, source="ncbigene_symbol"):
    return (*HUMAN, word, word.upper(), symbol, identifier, source)


RAB = [
    row("Rab", symbol, number, "famplex_relations") for symbol, number in (("RAB5A", "5868"), ("RAB7A", "7879"))
]


@pytest.fixture
def pages(make_page):
    return [
        make_page("PMC1__a", genes=[row("MDM2", "MDM2", "4193")], caption="MDM2 inhibits TP53.", year="2020"),
        make_page("PMC2__b", genes=[row("AKT1", "AKT1", "207")], caption="AKT1 activates MDM2.", year="NA"),
        make_page("PMC3__c", genes=[*RAB], caption="Rab activates mTOR."),
        make_page("PMC4__d", caption="Nothing."),
    ]


@pytest.fixture
def path(pages, tmp_path):
    return build_store(pages, tmp_path / "figures.sqlite").path


@pytest.fixture
def store(path):
    with open_store(path) as opened:
        yield opened


def asked(store, gene, **options):
    found, count = find(store, gene, **options)
    assert count == len(found)
    return [(said.source, said.interaction, said.target, said.figid) for said in found]


def test_networks_come_out_as_they_went_in(pages, store):
    for ours, theirs in zip(store.networks(), read_networks(pages), strict=True):
        assert ours.graph == theirs.graph
        assert dict(ours.nodes(data=True)) == dict(theirs.nodes(data=True))
        assert list(ours.edges(keys=True, data=True)) == list(theirs.edges(keys=True, data=True))


@pytest.mark.parametrize("which", ["all", "drawn", "caption"])
def test_gene_sets_are_those_of_the_pages(pages, path, which):
    def sorted_sets(sources):
        return [
            (one.name, one.description, sorted((name, sorted(genes)) for name, genes in one.participants))
            for one in read_sets(sources, which)
        ]

    assert sorted_sets([path]) == sorted_sets(pages)


def test_find_tells_who_states_it_with_the_sentence(store):
    found, count = find(store, "MDM2", relation="inhibits", to="TP53")
    assert count == 1
    assert (found[0].figid, found[0].year, found[0].sign) == ("PMC1__a", 2020, -1)
    assert found[0].evidence == "MDM2 inhibits TP53."


def test_names_are_looked_up(store):
    expected = [("MDM2", "inhibits", "TP53", "PMC1__a")]
    for name in ("p53", "TP53", "ncbigene:7157", "tp53"):
        assert asked(store, "MDM2", to=name) == expected


def test_without_a_target_either_end_counts(store):
    assert {said[3] for said in asked(store, "MDM2")} == {"PMC1__a", "PMC2__b"}
    assert {said[3] for said in asked(store, "MDM2", relation="activates")} == set()
    assert {said[3] for said in asked(store, "AKT1", relation="activates")} == {"PMC2__b"}


def test_a_family_stands_for_its_members_unless_told_otherwise(store):
    assert asked(store, "RAB5A", to="MTOR") == asked(store, "Rab proteins", to="MTOR") != []
    with pytest.raises(UsageError, match="No figure of the store has 'RAB5A'"):
        find(store, "RAB5A", families=False)


def test_what_is_less_sure_can_be_left_out_and_counted(store):
    assert find(store, "MDM2", min_confidence=1.1) == ([], 0)
    found, count = find(store, "MDM2", limit=1)
    assert (len(found), count) == (1, 2)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"gene": "xyzzy"}, "No figure of the store has 'xyzzy'"),
        ({"gene": "MDM2", "relation": "eats"}, "A relation can be activates, .*; not 'eats'"),
        ({"gene": "'; drop table figure; --"}, "No figure of the store has"),
    ],
)
def test_what_cannot_be_found_is_told(store, options, message):
    with pytest.raises(UsageError, match=message):
        find(store, **options)


def test_a_bad_page_stops_no_other_and_is_told(pages, tmp_path):
    bad = tmp_path / "_figures/bad.md"
    bad.write_text("no front matter")
    report = build_store([bad, *pages], tmp_path / "a.sqlite", jobs=2)
    assert (report.figures, [failure.page for failure in report.failed]) == (4, [bad])


@pytest.mark.parametrize(("year", "kept"), [("2020", 2020), ("9" * 20, None), ("in press", None)])
def test_a_year_is_four_digits_or_none(make_page, tmp_path, year, kept):
    with open_store(build_store([make_page(year=year)], tmp_path / "a.sqlite").path) as store:
        assert [figure["year"] for figure in store.figures()] == [kept]


def test_a_store_that_cannot_be_made_leaves_the_old_one(path, tmp_path):
    before = path.read_bytes()
    bad = tmp_path / "bad.md"
    bad.write_text("no front matter")
    with pytest.raises(UsageError, match=r"No page could be read, so there is no store. The first: .*bad.md"):
        build_store([bad], path)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_of_two_pages_of_one_figure_the_first_counts(pages, tmp_path):
    assert build_store([pages[0], pages[0]], tmp_path / "a.sqlite").figures == 1


def test_another_page_of_a_figure_that_is_there_is_told(pages, tmp_path):
    again = tmp_path / "_figures/again.md"
    again.write_bytes(pages[0].read_bytes())
    report = build_store([*pages, again], tmp_path / "a.sqlite")
    assert report.figures == 4
    assert [failure.why for failure in report.failed] == [
        "again: The figure PMC1__a has another page, which counts."
    ]


def test_a_store_that_grows_later_is_as_one_built_at_once(pages, path, tmp_path):
    build_store(pages[:2], tmp_path / "grown.sqlite")
    with GrowingStore(tmp_path / "grown.sqlite") as grown:
        for page in [*pages, pages[0]]:
            grown.put(read_page(page))
    tables = ("page", "participant", "gene", "appearance", "relation", "words")
    with open_store(path) as ours, open_store(tmp_path / "grown.sqlite") as theirs:
        assert {name: len(ours.rows(f"select * from {name}")) for name in tables} == {
            name: len(theirs.rows(f"select * from {name}")) for name in tables
        }
        assert asked(ours, "MDM2") == asked(theirs, "MDM2") != []


def test_what_is_no_store_is_told(tmp_path, pages):
    with pytest.raises(UsageError, match=r"There is no store .* make one with: pfocr-net store build"):
        open_store(tmp_path / "none.sqlite")
    with pytest.raises(DataError, match="no store"):
        open_store(pages[0])
    assert not is_store(pages[0])
    other = tmp_path / "other.sqlite"
    database = sqlite3.connect(other)
    database.execute("create table a (b)")
    database.commit()
    database.close()
    with pytest.raises(DataError, match="no store of this version"):
        open_store(other)


def test_a_store_is_read_only(store):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.rows("delete from figure")


def test_an_unknown_figure_is_told(store):
    assert "PMC1__a" in store
    assert "PMC9__z" not in store
    with pytest.raises(UsageError, match="PMC9__z: The figure is not in the store"):
        store.network("PMC9__z")


def test_frames_have_a_row_for_each_figure_and_edge(path):
    figures, edges = figure_table(path), edge_table(path)
    assert list(figures["figid"]) == ["PMC1__a", "PMC2__b", "PMC3__c", "PMC4__d"]
    assert figures.set_index("figid").loc["PMC3__c", "genes"] == ["RAB5A", "RAB7A"]
    assert ("MDM2", "inhibits", "TP53") in set(
        edges[["source", "interaction", "target"]].itertuples(index=False, name=None)
    )


def test_commands(pages, tmp_path):
    def run(*words):
        return CliRunner().invoke(pfocr_net, [*map(str, words)])

    path = tmp_path / "a.sqlite"
    built = run("store", "build", pages[0].parent, "-o", path, "--jobs", 1)
    assert (built.exit_code, built.stdout) == (0, f"{path}: 4 figures, 6 nodes, 3 edges.\n")
    assert json.loads(run("store", "info", path, "--json").stdout)["figures"] == 4
    found = run("find", "--gene", "MDM2", "--to", "p53", "--store", path, "--json")
    assert json.loads(found.stdout)["evidence"] == "MDM2 inhibits TP53."
    assert "MDM2 inhibits (-) TP53" in run("find", "--gene", "MDM2", "--to", "p53", "--figures", path).stdout
    assert run("find", "--gene", "MDM2", "--relation", "converts", "--store", path).exit_code == 1
