"""Publishing when something goes wrong: still one network a page, and nothing lost."""

import shutil
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pfocr_net.errors import NdexError, NdexRefusedError, NdexSilentError
from pfocr_net.journal import Journal
from pfocr_net.ndex import Ndex
from pfocr_net.ndex_map import read_map
from pfocr_net.pages import read_figure, set_ndex
from pfocr_net.publish import Action, prepare
from tests.ndex_server import Fault, NdexServer
from tests.ndex_server.documents import small_document
from tests.ndex_server.store import Refusal
from tests.publishing import Site, edit, make_site, only


@pytest.fixture
def site(make_page: Callable[..., Path], ndex: Ndex) -> Site:
    return make_site(make_page, ndex)


SILENT = [fault for fault in Fault if fault not in (Fault.SLOW, Fault.REJECT)]


@pytest.mark.parametrize("fault", SILENT)
def test_a_post_without_an_answer_makes_one_network(fault: Fault, site: Site, ndex_server: NdexServer) -> None:
    ndex_server.faults.script.append(("POST", "/v3/networks", fault))
    actions = site.actions()
    assert actions.count("created") >= 2
    assert set(actions) <= {"created", "finished"}
    assert site.fields() == read_map(site.map) == only(ndex_server)


@pytest.mark.parametrize("fault", SILENT)
def test_a_put_without_an_answer_is_repeated(fault: Fault, site: Site, ndex_server: NdexServer) -> None:
    site.publish()
    edit(site.pages[0], "A activates B", "A inhibits B")
    ndex_server.faults.script.append(("PUT", "/v3/networks", fault))
    assert site.actions() == ["updated", "unchanged", "unchanged"]
    assert site.fields() == only(ndex_server)
    assert site.actions() == ["unchanged"] * 3


def test_content_that_was_overtaken_is_sent_again(site: Site, ndex_server: NdexServer) -> None:
    """An update that nobody answered may reach NDEx after the one that followed it."""
    site.publish()
    network = ndex_server.store.networks[site.fields()["PMC1__f1"]]
    late = network.content
    edit(site.pages[0], "A activates B", "A inhibits B")
    site.publish()
    ndex_server.store.update(network.owner, network.uuid, late, 1, None, None)
    ndex_server.store.settle()
    assert site.actions() == ["updated", "unchanged", "unchanged"]
    assert "A inhibits B." in str(network.content)


def test_a_network_rejected_later_is_not_put_into_the_page(site: Site, ndex_server: NdexServer) -> None:
    ndex_server.faults.script.append(("POST", "/v3/networks", Fault.REJECT))
    failed = [outcome for outcome in site.publish(jobs=1).values() if outcome.action is Action.FAILED]
    assert [outcome.why for outcome in failed] == ["NDEx cannot read its network: Unknow server error."]
    assert Counter(site.fields().values())[""] == 1
    assert Counter(site.actions()) == {"updated": 1, "unchanged": 2}
    assert site.fields() == only(ndex_server)


def test_a_stopped_run_adopts_what_ndex_has(site: Site, ndex_server: NdexServer) -> None:
    """As after a kill between the sending and the answer."""
    pages = [site.intend(place) for place in range(3)]
    for page in pages[:2]:
        site.ndex.create(page.document)
    assert site.actions() == ["finished", "finished", "created"]
    assert site.fields() == only(ndex_server)


def test_a_network_that_ndex_is_still_reading_is_waited_for(site: Site, ndex_server: NdexServer) -> None:
    ndex_server.store.load_time = 0.5
    page = site.intend(0)
    site.ndex.create(page.document)
    site.pages = site.pages[:1]
    assert site.actions() == ["finished"]
    assert len(ndex_server.store.networks) == 1


def test_a_lost_journal_is_made_anew(site: Site, ndex_server: NdexServer) -> None:
    site.publish()
    sent = len(ndex_server.writes)
    shutil.rmtree(site.journal.parent)
    set_ndex(site.pages[0], "")
    assert site.actions() == ["finished"] * 3
    assert len(ndex_server.writes) == sent
    assert site.actions() == ["unchanged"] * 3


def test_networks_of_others_that_shortcuts_show_are_not_adopted(site: Site, ndex_server: NdexServer) -> None:
    other = ndex_server.store.users["other"]
    theirs = ndex_server.store.create(other, small_document(read_figure(site.pages[0])), 1, "PUBLIC", None, None)
    ndex_server.store.settle()
    ndex_server.store.root_shortcuts["me"] = [theirs.uuid]
    assert site.actions() == ["created"] * 3
    assert site.fields()["PMC1__f1"] != theirs.uuid


def test_doubles_are_told_and_left(site: Site, ndex_server: NdexServer) -> None:
    document = prepare(site.pages[0], small_document).document  # type: ignore[union-attr]
    twins = [site.ndex.create(document) for _ in range(2)]
    ndex_server.store.settle()
    outcome = site.publish()["PMC1__f1"]
    assert outcome.action is Action.LEFT
    assert all(uuid in outcome.why for uuid in twins)
    assert site.fields()["PMC1__f1"] == ""


def test_a_page_changed_meanwhile_is_not_overwritten(site: Site, ndex_server: NdexServer) -> None:
    def build(figure: Any) -> Any:
        if figure.figid == "PMC1__f1":
            edit(site.pages[0], "A activates B", "A inhibits B")
        return small_document(figure)

    outcome = site.publish(build)["PMC1__f1"]
    assert outcome.action is Action.FAILED
    assert "changed since it was read" in outcome.why
    assert site.fields()["PMC1__f1"] == ""
    assert site.actions() == ["updated", "unchanged", "unchanged"]
    assert site.fields() == only(ndex_server)
    assert "A inhibits B" in site.pages[0].read_text()


def test_a_read_only_page_is_finished_later(site: Site, ndex_server: NdexServer) -> None:
    site.pages[0].chmod(stat.S_IRUSR)
    outcome = site.publish()["PMC1__f1"]
    assert outcome.action is Action.FAILED
    assert "run again to write its UUID" in outcome.why
    sent = len(ndex_server.writes)
    site.pages[0].chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert site.actions() == ["finished", "unchanged", "unchanged"]
    assert len(ndex_server.writes) == sent
    assert site.fields() == only(ndex_server)


def test_a_map_that_breaks_meanwhile_is_finished_later(site: Site, ndex_server: NdexServer) -> None:
    def build(figure: Any) -> Any:
        site.map.parent.mkdir(exist_ok=True)
        site.map.write_text("half a row")
        return small_document(figure)

    outcomes = site.publish(build)
    assert {outcome.action for outcome in outcomes.values()} == {Action.FAILED}
    assert "ndex_map.tsv:1: Should be a figid, a tab and a UUID. Run again to go on." in outcomes["PMC1__f1"].why
    sent = len(ndex_server.writes)
    site.map.unlink()
    assert site.actions() == ["finished"] * 3
    assert len(ndex_server.writes) == sent
    assert site.fields() == read_map(site.map) == only(ndex_server)


def test_a_full_account_stops_the_run(site: Site, ndex_server: NdexServer) -> None:
    ndex_server.store.users["me"].quota = 0
    with pytest.raises(NdexRefusedError, match="Disk quota exceeded"):
        site.publish()
    with Journal(site.journal, site.ndex.url, "me") as journal:
        assert journal.is_new()
    ndex_server.store.users["me"].quota = 10_000_000
    assert site.actions() == ["created"] * 3


def test_a_failure_told_after_ndex_acted_makes_no_double(site: Site, ndex_server: NdexServer) -> None:
    """An error code with status 500 is no promise that nothing was made."""
    site.publish()
    site.pages.append(site.pages[0].with_name("PMC4__f1.md"))
    shutil.copy(site.pages[1], site.pages[3])
    edit(site.pages[3], "PMC2__f1", "PMC4__f1")
    set_ndex(site.pages[3], "")
    create = ndex_server.store.create

    def fail_after(*values: Any) -> Any:
        create(*values)
        raise Refusal(500, "Exception", "Cannot open transaction.")

    ndex_server.store.create = fail_after  # type: ignore[method-assign]
    with pytest.raises(NdexRefusedError, match="Cannot open transaction"):
        site.publish()
    ndex_server.store.create = create  # type: ignore[method-assign]
    assert site.actions() == ["unchanged", "unchanged", "unchanged", "finished"]
    assert site.fields() == only(ndex_server)


def test_a_server_that_is_gone_stops_the_run(site: Site, ndex_server: NdexServer) -> None:
    def build(figure: Any) -> Any:
        ndex_server.faults.chance = 1.0
        ndex_server.faults.next = lambda *_: Fault.DROP_BEFORE  # type: ignore[method-assign]
        return small_document(figure)

    with pytest.raises(NdexSilentError, match="No answer"):
        site.publish(build)
    del ndex_server.faults.next
    ndex_server.faults.chance = 0.0
    assert set(site.actions()) == {"created"}
    assert site.fields() == only(ndex_server)


def test_patience_ends(site: Site, ndex_server: NdexServer) -> None:
    ndex_server.store.load_time = 0.3
    site.ndex.pace = replace(site.ndex.pace, patience=0.05)
    outcomes = site.publish()
    assert {outcome.why for outcome in outcomes.values()} == {"NDEx is still reading its network. Run again."}
    site.ndex.pace = replace(site.ndex.pace, patience=10)
    assert site.actions() == ["finished"] * 3
    assert len(ndex_server.store.networks) == 3


def test_nothing_is_created_while_a_network_may_be_ours(site: Site, ndex_server: NdexServer) -> None:
    ndex_server.store.load_time = 1.0
    page = site.intend(0)
    uuid = site.ndex.create(page.document)
    site.ndex.pace = replace(site.ndex.pace, patience=0.05, grace=0)
    with pytest.raises(NdexError, match=f"still reading {uuid}"):
        site.publish()
    assert len(ndex_server.store.networks) == 1


def test_nothing_is_lost_or_doubled_under_kills_and_faults() -> None:
    """A short run of the fault test; tests/bench/publish_faults.py runs 300 seeds."""
    command = [sys.executable, "-m", "tests.bench.publish_faults", "--runs", "5", "--seed", "1000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "5 runs of 40 pages" in done.stdout
