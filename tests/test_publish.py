"""Publishing: one network a page, whatever happens between."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pfocr_net.errors import FormatError
from pfocr_net.journal import Entry, Journal, State
from pfocr_net.ndex import Ndex
from pfocr_net.ndex_map import read_map
from pfocr_net.pages import read_figure, set_ndex
from pfocr_net.publish import Action, Options, Outcome, prepare, publish, unpublish
from pfocr_net.publish.folders import room_in
from tests.ndex_server import NdexServer
from tests.ndex_server.documents import small_document, with_network_name
from tests.publishing import Site, edit, make_site, only

FOREIGN = "85034b42-de8a-11ea-99da-0ac135e8bacf"


@pytest.fixture
def site(make_page: Callable[..., Path], ndex: Ndex) -> Site:
    return make_site(make_page, ndex)


# -- create, update, leave --


def test_each_page_gets_its_network(site: Site, ndex_server: NdexServer) -> None:
    before = {page: page.read_text() for page in site.pages}
    assert site.actions() == ["created"] * 3
    networks = only(ndex_server)
    assert site.fields() == read_map(site.map) == networks
    for page, text in before.items():
        assert page.read_text() == text.replace("ndex: ''", f"ndex: {networks[page.stem]}")
    assert {network.visibility for network in ndex_server.store.networks.values()} == {"PRIVATE"}


def test_the_same_again_sends_nothing(site: Site, ndex_server: NdexServer) -> None:
    site.publish()
    sent, asked = list(ndex_server.writes), len(ndex_server.calls)
    assert site.actions() == ["unchanged"] * 3
    assert ndex_server.writes == sent
    assert len(ndex_server.calls) - asked == 2  # who we are, and how the networks are


def test_new_content_goes_to_the_same_network(site: Site, ndex_server: NdexServer) -> None:
    site.publish(visibility="PUBLIC")
    fields = site.fields()
    edit(site.pages[1], "C inhibits D", "C activates D")
    assert site.actions() == ["unchanged", "updated", "unchanged"]
    assert site.fields() == only(ndex_server) == fields
    network = ndex_server.store.networks[fields["PMC2__f1"]]
    assert "C activates D." in str(network.content)
    assert (network.loads, network.visibility) == (2, "PUBLIC")


def test_who_sees_a_network_can_change_alone(site: Site, ndex_server: NdexServer) -> None:
    site.publish()
    asked = len(ndex_server.calls)
    assert site.actions(visibility="PUBLIC") == ["shown"] * 3
    assert ndex_server.calls[asked:].count("POST /v3/batch/files/setvisibility") == 1
    assert {network.visibility for network in ndex_server.store.networks.values()} == {"PUBLIC"}
    assert site.actions() == site.actions(visibility="PUBLIC") == ["unchanged"] * 3


def test_a_field_that_was_emptied_is_written_again(site: Site, ndex_server: NdexServer) -> None:
    site.publish()
    fields, sent = site.fields(), len(ndex_server.writes)
    set_ndex(site.pages[0], "")
    assert site.actions() == ["finished", "unchanged", "unchanged"]
    assert (site.fields(), len(ndex_server.writes)) == (fields, sent)


def test_a_network_of_somebody_else_is_left(site: Site, ndex_server: NdexServer) -> None:
    set_ndex(site.pages[0], FOREIGN)
    site.map.parent.mkdir()
    site.map.write_text(f"PMC2__f1\t{FOREIGN}\n")
    outcomes = site.publish()
    assert [outcomes[page.stem].action for page in site.pages] == [Action.LEFT, Action.LEFT, Action.CREATED]
    assert "the journal does not know. --force overrides" in outcomes["PMC1__f1"].why
    assert site.fields()["PMC1__f1"] == read_map(site.map)["PMC2__f1"] == FOREIGN
    assert only(ndex_server).keys() == {"PMC3__f1"}


def test_force_updates_a_network_of_ours_only(site: Site, ndex_server: NdexServer) -> None:
    ours = site.ndex.create(small_document(read_figure(site.pages[0])))
    other = ndex_server.store.users["other"]
    theirs = ndex_server.store.create(other, small_document(read_figure(site.pages[1])), 1, "PUBLIC", None, None)
    ndex_server.store.settle()
    set_ndex(site.pages[0], ours)
    set_ndex(site.pages[1], theirs.uuid)
    edit(site.pages[0], "A activates B", "A inhibits B")
    site.pages = site.pages[:2]
    with Journal(site.journal, site.ndex.url, "me") as journal:
        journal.record([Entry("PMC9__f1", State.DONE, FOREIGN)])
    assert site.actions() == ["left", "left"]
    outcomes = site.publish(force=True)
    assert outcomes["PMC1__f1"].uuid == ours
    assert ndex_server.store.networks[ours].loads == 2
    assert (outcomes["PMC2__f1"].action, outcomes["PMC2__f1"].why) == (
        Action.LEFT,
        "Its network belongs to other.",
    )
    assert ndex_server.store.networks[theirs.uuid].loads == 1


def test_networks_that_are_gone_or_read_only_are_left(site: Site, ndex_server: NdexServer) -> None:
    site.publish()
    fields = site.fields()
    site.ndex.trash(fields["PMC1__f1"])
    ndex_server.store.networks[fields["PMC2__f1"]].read_only = True
    for page in site.pages[:2]:
        edit(page, "caption: ", "caption: See ")
    outcomes = site.publish()
    assert [outcomes[page.stem].action for page in site.pages] == [Action.LEFT, Action.LEFT, Action.UNCHANGED]
    assert "gone from NDEx" in outcomes["PMC1__f1"].why
    assert "read-only" in outcomes["PMC2__f1"].why
    assert site.fields() == fields


def test_small_networks_can_be_left_out(site: Site, ndex_server: NdexServer) -> None:
    assert {outcome.why for outcome in site.publish(min_edges=2).values()} == {"It has 1 edges, fewer than 2."}
    assert {outcome.why for outcome in site.publish(min_nodes=3).values()} == {"It has 2 nodes, fewer than 3."}
    assert ndex_server.writes == []


def test_a_rehearsal_changes_nothing(site: Site, ndex_server: NdexServer) -> None:
    before = [page.read_bytes() for page in site.pages]
    assert site.actions(dry_run=True) == ["created"] * 3
    assert [page.read_bytes() for page in site.pages] == before
    assert ndex_server.writes == []
    assert not site.journal.parent.exists()
    assert not site.map.exists()


@pytest.mark.parametrize("wave", [1, 10])
def test_two_pages_of_one_figure_make_one_network(wave: int, site: Site, ndex_server: NdexServer) -> None:
    twin = site.pages[0].with_name("twin.md")
    twin.write_text(site.pages[0].read_text().replace("activates", "inhibits"))
    for first in ("created", "unchanged"):
        pages = map(partial(prepare, build=small_document), [site.pages[0], twin])
        with Journal(site.journal, site.ndex.url, "me") as journal:
            outcomes = {o.path: o for o in publish(pages, site.ndex, journal, Options(), wave=wave)}
        assert outcomes[site.pages[0]].action == first
        assert outcomes[twin].why == f"{site.pages[0]} has the same figid."
    assert len(ndex_server.store.networks) == 1
    assert read_figure(twin).ndex == ""


def test_a_field_that_holds_no_uuid_stops_no_other(site: Site, ndex_server: NdexServer) -> None:
    edit(site.pages[0], "ndex: ''", "ndex: ../../v2/user")
    assert site.actions() == ["left", "created", "created"]
    outcome = site.publish(force=True)["PMC1__f1"]
    assert outcome.action is Action.LEFT
    assert "pfocr-net unpublish it first" in outcome.why
    with Journal(site.journal, site.ndex.url, "me") as journal:
        (taken,) = unpublish(site.pages[:1], site.ndex, journal, Options(force=True))
    assert taken.action is Action.WITHDRAWN
    assert site.actions() == ["created", "unchanged", "unchanged"]
    assert site.fields() == only(ndex_server)


# -- what must not be sent --


def test_a_network_that_ndex_would_not_read_is_not_sent(site: Site, ndex_server: NdexServer) -> None:
    def build(figure: Any) -> Any:
        document = small_document(figure)
        return with_network_name(document, 7) if figure.figid == "PMC1__f1" else document

    outcomes = site.publish(build)
    assert outcomes["PMC1__f1"].action is Action.FAILED
    assert "NDEx would not read its network" in outcomes["PMC1__f1"].why
    assert only(ndex_server).keys() == {"PMC2__f1", "PMC3__f1"}


def test_a_network_without_its_label_is_not_sent(site: Site, ndex_server: NdexServer) -> None:
    outcomes = site.publish(lambda figure: small_document(replace(figure, figid="another")))
    assert {outcome.why for outcome in outcomes.values()} >= {
        "PMC1__f1: The network lacks the label pfocr:PMC1__f1."
    }
    assert ndex_server.writes == []


@pytest.mark.parametrize("mistake", [FormatError("No.", figid="PMC2__f1"), KeyError("a mistake of ours")])
def test_a_page_that_cannot_be_built_stops_no_other(
    mistake: Exception, site: Site, ndex_server: NdexServer
) -> None:
    def build(figure: Any) -> Any:
        if figure.figid == "PMC2__f1":
            raise mistake
        return small_document(figure)

    site.pages[2].write_text("no front matter")
    assert [outcome.action for outcome in site.publish(build).values()].count(Action.FAILED) == 2
    assert only(ndex_server).keys() == {"PMC1__f1"}


# -- at scale --


def test_pages_are_taken_as_they_are_needed(site: Site) -> None:
    taken: list[int] = []

    def pages() -> Iterator[Outcome]:
        for number in range(100):
            taken.append(number)
            yield Outcome(f"F{number}", Action.FAILED)

    with Journal(site.journal, site.ndex.url, "me") as journal:
        outcomes = publish(pages(), site.ndex, journal, Options(), wave=10)
        next(outcomes)
        assert len(taken) <= 20
        assert len(list(outcomes)) == 99


def test_folders_are_made_and_filled_in_turn(ndex: Ndex, ndex_server: NdexServer) -> None:
    ndex_server.store.folder_limit = 4
    first = ndex.create_folder("Figures")
    document = small_document(read_figure("examples/_figures/PMC8660802__41419_2021_4430_Fig2_HTML.md"))
    ndex.create(document, folder=first)
    room = room_in(ndex, "Figures", "PUBLIC", limit=3)
    for _ in range(6):
        ndex.create(document, folder=next(room))
    folders = {folder.name: folder for folder in ndex_server.store.folders.values()}
    sizes = {name: len(ndex_server.store.inside(folder)) for name, folder in folders.items()}
    assert sizes == {"Figures": 3, "Figures 2": 3, "Figures 3": 1}
    assert [folder.visibility for folder in folders.values()] == ["PRIVATE", "PUBLIC", "PUBLIC"]


def test_new_networks_go_into_the_folder(site: Site, ndex_server: NdexServer) -> None:
    site.publish(folder="Figures")
    (folder,) = ndex_server.store.folders.values()
    assert len(ndex_server.store.inside(folder)) == 3


# -- taking back --


def test_unpublish_empties_field_map_and_journal(site: Site, ndex_server: NdexServer) -> None:
    before = [page.read_bytes() for page in site.pages]
    site.publish()
    for expected in (Action.WITHDRAWN, Action.LEFT):
        with Journal(site.journal, site.ndex.url, "me") as journal:
            outcomes = list(unpublish(site.pages[:2], site.ndex, journal, Options(map=site.map)))
        assert {outcome.action for outcome in outcomes} == {expected}
    assert [page.read_bytes() for page in site.pages[:2]] == before[:2]
    assert only(ndex_server).keys() == read_map(site.map).keys() == {"PMC3__f1"}
    assert site.actions() == ["created", "created", "unchanged"]


def test_unpublish_leaves_networks_of_others(site: Site, ndex_server: NdexServer) -> None:
    set_ndex(site.pages[0], FOREIGN)
    with Journal(site.journal, site.ndex.url, "me") as journal:
        (outcome,) = unpublish(site.pages[:1], site.ndex, journal, Options())
    assert outcome.action is Action.LEFT
    assert site.fields()["PMC1__f1"] == FOREIGN


def test_unpublish_frees_a_page_whose_network_is_gone(site: Site, ndex_server: NdexServer) -> None:
    site.publish()
    site.ndex.trash(site.fields()["PMC1__f1"])
    with Journal(site.journal, site.ndex.url, "me") as journal:
        (outcome,) = unpublish(site.pages[:1], site.ndex, journal, Options(map=site.map))
    assert outcome.why == "NDEx had it no longer."
    assert site.actions() == ["created", "unchanged", "unchanged"]
    assert site.fields() == only(ndex_server)
