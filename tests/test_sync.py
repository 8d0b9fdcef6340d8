"""Four sides compared: pages, map, journal, NDEx; and what is repaired."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pfocr_net.journal import Entry, Journal, State
from pfocr_net.ndex import Ndex
from pfocr_net.ndex_map import read_map, update_map
from pfocr_net.pages import read_figure, set_ndex
from pfocr_net.publish import Options, prepare, publish
from pfocr_net.sync import Difference, Finding, compare, repair, view
from tests.ndex_server import Fault, NdexServer
from tests.ndex_server.documents import documents_of_others, small_document, with_network_name

FOREIGN = "85034b42-de8a-11ea-99da-0ac135e8bacf"


class Site:
    """Three published pages, and a way to compare."""

    def __init__(self, pages: list[Path], ndex: Ndex) -> None:
        self.pages, self.ndex = pages, ndex
        self.folder = pages[0].parents[1]
        self.options = Options(map=self.folder / "_data" / "ndex_map.tsv")
        self.map = self.folder / "_data" / "ndex_map.tsv"
        with self.journal() as journal:
            list(publish(map(partial(prepare, build=small_document), pages), ndex, journal, self.options))
        self.uuids = read_map(self.map)

    def journal(self) -> Journal:
        return Journal(self.folder / ".pfocr-net" / "journal.sqlite", self.ndex.url, "me")

    def sync(self, *, repairing: bool = False) -> list[Difference]:
        with self.journal() as journal:
            prepared = map(partial(prepare, build=small_document), self.pages)
            sides = view(prepared, self.ndex, journal, self.options)
            differences = compare(sides, with_map=True)
            if repairing:
                differences = repair(differences, sides, self.ndex, journal, self.options)
            return list(differences)

    def found(self) -> list[tuple[Finding, str]]:
        return [(difference.finding, difference.figid) for difference in self.sync()]

    def repaired(self) -> list[str]:
        """Repair, and see that what was said to be repaired is no longer found."""
        done = [difference for difference in self.sync(repairing=True) if difference.repaired]
        left = self.found()
        assert not [d for d in done if (d.finding, d.figid) in left]
        return [difference.repaired for difference in done]


@pytest.fixture
def site(make_page: Callable[..., Path], ndex: Ndex) -> Site:
    return Site([make_page(f"PMC{number}__f1", caption=f"Caption {number}.") for number in (1, 2, 3)], ndex)


def test_all_is_well_after_publishing(site: Site, ndex_server: NdexServer) -> None:
    asked = len(ndex_server.calls)
    assert site.found() == []
    assert [call.split("/")[-1] for call in ndex_server.calls[asked:]] == [
        "user",
        *["networksummary"] * 2,
        "summary",
    ]


def test_an_empty_field_is_written(site: Site) -> None:
    set_ndex(site.pages[0], "")
    assert site.found() == [(Finding.UNWRITTEN, "PMC1__f1")]
    assert site.repaired() == ["written into the page"]
    assert read_figure(site.pages[0]).ndex == site.uuids["PMC1__f1"]


def test_a_lost_journal_is_made_anew(site: Site) -> None:
    shutil.rmtree(site.folder / ".pfocr-net")
    assert site.found() == [(Finding.UNRECORDED, page.stem) for page in site.pages]
    assert site.repaired() == ["recorded"] * 3
    assert site.found() == []


def test_a_lost_map_is_made_anew(site: Site) -> None:
    site.map.unlink()
    assert site.repaired() == ["put into the map"] * 3
    assert read_map(site.map) == site.uuids


def test_the_map_of_networks_made_by_others_is_made_from_their_ids(site: Site, ndex_server: NdexServer) -> None:
    """Those that lie on NDEx already name their figure in ``pfocrId``; they are not ours to overwrite."""
    (document,) = documents_of_others(1)
    uuid = site.ndex.create(document)
    ndex_server.store.settle()
    assert site.found() == [(Finding.UNMAPPED, "PMC0__F1")]
    assert site.repaired() == ["put into the map"]
    assert read_map(site.map) == {**site.uuids, "PMC0__F1": uuid}
    with site.journal() as journal:
        assert journal.entries(["PMC0__F1"]) == {}


def test_the_map_can_be_made_from_the_account_alone(site: Site) -> None:
    site.map.unlink()
    shutil.rmtree(site.folder / ".pfocr-net")
    site.pages = []
    assert site.repaired() == ["put into the map"] * 3
    assert read_map(site.map) == site.uuids


def test_a_deleted_network_is_missing(site: Site) -> None:
    site.ndex.trash(site.uuids["PMC2__f1"])
    (difference,) = site.sync(repairing=True)
    assert (difference.finding, difference.uuid) == (Finding.MISSING, site.uuids["PMC2__f1"])
    assert not difference.repaired


def test_a_network_without_page_is_orphaned(site: Site) -> None:
    with site.journal() as journal:
        journal.forget(["PMC3__f1"])
    update_map(site.map, drop=["PMC3__f1"])
    site.pages.pop().unlink()
    assert site.found() == [(Finding.ORPHANED, "PMC3__f1")]
    assert site.repaired() == []


def test_doubles_are_told(site: Site, ndex_server: NdexServer) -> None:
    twin = site.ndex.create(prepare(site.pages[0], small_document).document)  # type: ignore[union-attr]
    ndex_server.store.settle()
    (difference,) = site.sync(repairing=True)
    assert difference.finding is Finding.DUPLICATED
    assert twin in difference.why
    assert site.uuids["PMC1__f1"] in difference.why


def test_changes_on_both_sides(site: Site, ndex_server: NdexServer) -> None:
    site.pages[0].write_text(site.pages[0].read_text().replace("Caption 1", "Caption one"))
    network = ndex_server.store.networks[site.uuids["PMC2__f1"]]
    network.modified += 5_000
    assert site.found() == [(Finding.CHANGED_HERE, "PMC1__f1"), (Finding.CHANGED_THERE, "PMC2__f1")]


def test_field_and_map_disagree(site: Site, ndex_server: NdexServer) -> None:
    other = ndex_server.store.users["other"]
    theirs = ndex_server.store.create(other, small_document(read_figure(site.pages[0])), 1, "PUBLIC", None, None)
    update_map(site.map, {"PMC1__f1": theirs.uuid})
    (difference,) = site.sync(repairing=True)
    assert difference.finding is Finding.DISAGREE
    assert theirs.uuid in difference.why
    assert read_map(site.map)["PMC1__f1"] == theirs.uuid


def test_a_row_that_names_nothing_is_replaced(site: Site) -> None:
    update_map(site.map, {"PMC1__f1": FOREIGN})
    assert site.found() == [(Finding.UNMAPPED, "PMC1__f1")]
    assert site.repaired() == ["put into the map"]
    assert read_map(site.map) == site.uuids


def test_odd_uuids_are_told_and_stop_nothing(site: Site) -> None:
    update_map(site.map, {"PMC1__f1": "foo", "PMC8__f1": "bar"})
    site.pages[1].write_text(site.pages[1].read_text().replace(site.uuids["PMC2__f1"], "foo"))
    found = site.found()
    assert (Finding.UNMAPPED, "PMC1__f1") in found
    assert (Finding.MISSING, "PMC2__f1") in found
    assert (Finding.MISSING, "PMC8__f1") in found


def test_what_was_rejected_of_a_stopped_run_goes_to_the_trash(site: Site, ndex_server: NdexServer) -> None:
    uuid = site.ndex.create(with_network_name(small_document(read_figure(site.pages[0])), 7))
    ndex_server.store.settle()
    assert site.found() == [(Finding.REJECTED, "")]
    assert site.repaired() == ["moved to the trash"]
    assert ndex_server.store.networks[uuid].trashed


def test_an_intent_whose_network_exists_is_finished(site: Site) -> None:
    set_ndex(site.pages[0], "")
    with site.journal() as journal:
        journal.record([Entry("PMC1__f1", State.INTENT)])
    assert site.repaired() == ["written into the page"]
    with site.journal() as journal:
        assert journal.entries(["PMC1__f1"])["PMC1__f1"].uuid == site.uuids["PMC1__f1"]


def test_a_page_that_cannot_be_read_is_told(site: Site) -> None:
    site.pages[0].write_text("no front matter")
    (difference,) = site.sync()
    assert difference.finding is Finding.UNREADABLE
    assert str(site.pages[0]) in difference.why


def test_a_repair_that_fails_is_told(site: Site, ndex_server: NdexServer) -> None:
    set_ndex(site.pages[0], "")
    site.pages[0].chmod(0o400)
    (difference,) = site.sync(repairing=True)
    assert not difference.repaired
    assert "read-only" in difference.why


def test_a_slow_server_is_asked_again(site: Site, ndex_server: NdexServer) -> None:
    for fault in (Fault.BUSY, Fault.CUT, Fault.PLAIN_AFTER):
        ndex_server.faults.script.append(("POST", "/batch/", fault))
    assert site.found() == []
    assert ndex_server.faults.script == []
