"""The client and the stand-in it is tried on: the contract, patience, and secrets kept."""

import io
import json
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ndex2.client import Ndex2

from pfocr_net.errors import CredentialsError, NdexError, NdexRefusedError, NdexSilentError, UsageError
from pfocr_net.model import Figure
from pfocr_net.ndex import Account, Credentials, Ndex, Pace, checked_url, find_credentials
from pfocr_net.ndex.session import Turnstile
from tests.ndex_server import Fault, NdexServer, User
from tests.ndex_server.documents import small_document, with_network_name

FIGURE = Figure(figid="PMC1__F1", figtitle="Exosomes", caption="RAB5A activates RAB7A.")
DOCUMENT = small_document(FIGURE)


def wait_for(ndex: Ndex, server: NdexServer, uuid: str) -> Any:
    server.store.settle()
    return ndex.summaries([uuid])[uuid]


# -- what NDEx holds --


def test_a_network_is_taken_before_it_is_read(ndex: Ndex, ndex_server: NdexServer) -> None:
    ndex_server.store.load_time = 0.5
    uuid = ndex.create(DOCUMENT)
    assert ndex.summaries([uuid])[uuid].in_flight
    summary = wait_for(ndex, ndex_server, uuid)
    assert (summary.completed, summary.error, summary.name) == (True, "", "Exosomes")
    assert (summary.figid, summary.labelled, summary.owner) == ("PMC1__F1", True, "me")
    assert summary.visibility == "PRIVATE"


def test_a_network_that_cannot_be_read_says_so_later(ndex: Ndex, ndex_server: NdexServer) -> None:
    uuid = ndex.create(with_network_name(DOCUMENT, 7), visibility="PUBLIC")
    summary = wait_for(ndex, ndex_server, uuid)
    assert summary.error
    assert (summary.name, summary.visibility) == ("", "PRIVATE")


def test_new_content_for_a_network_that_is_still_being_read_waits(ndex_server: NdexServer) -> None:
    ndex_server.store.load_time = 0.5
    pace = Pace(first=0.01, longest=0.1, attempts=100)
    with Ndex(ndex_server.url, Credentials("me", "secret word"), pace=pace) as ndex:
        uuid = ndex.create(DOCUMENT)
        ndex.update(uuid, with_network_name(DOCUMENT, "Endosomes"))
        assert wait_for(ndex, ndex_server, uuid).name == "Endosomes"
    assert ndex_server.calls.count(f"PUT /v3/networks/{uuid}") > 1


def test_new_content_leaves_visibility_alone_unless_told(ndex: Ndex, ndex_server: NdexServer) -> None:
    uuid = ndex.create(DOCUMENT, visibility="PUBLIC")
    ndex_server.store.settle()
    ndex.update(uuid, DOCUMENT)
    assert wait_for(ndex, ndex_server, uuid).visibility == "PUBLIC"
    ndex.update(uuid, DOCUMENT, visibility="UNLISTED")
    assert wait_for(ndex, ndex_server, uuid).visibility == "UNLISTED"
    ndex.set_visibility([uuid], "PRIVATE")
    assert ndex.summaries([uuid])[uuid].visibility == "PRIVATE"


def test_many_networks_are_asked_about_2000_at_a_time(ndex: Ndex, ndex_server: NdexServer) -> None:
    me = ndex_server.store.users["me"]
    made = [ndex_server.store.create(me, DOCUMENT, 1, None, None, None).uuid for _ in range(2_100)]
    gone = "85034b42-de8a-11ea-99da-0ac135e8bacf"
    found = ndex.summaries([*made, gone, made[0]])
    assert found.keys() == set(made)
    assert ndex_server.calls == ["POST /v3/batch/networks/summary"] * 2


def test_the_listing_ends_though_shortcuts_come_on_every_page(ndex: Ndex, ndex_server: NdexServer) -> None:
    me = ndex_server.store.users["me"]
    made = [ndex_server.store.create(me, DOCUMENT, 1, None, None, None).uuid for _ in range(1_200)]
    ndex_server.store.root_shortcuts["me"] = made[:3]
    listed = list(ndex.listed_networks(ndex.account()))
    assert sorted(listed) == sorted(made)


def test_trash_can_be_repeated(ndex: Ndex, ndex_server: NdexServer) -> None:
    uuid = ndex.create(DOCUMENT)
    ndex_server.store.settle()
    assert ndex.trash(uuid)
    assert not ndex.trash(uuid)
    assert ndex.summaries([uuid]) == {}


def test_folders(ndex: Ndex, ndex_server: NdexServer) -> None:
    folder = ndex.create_folder("Figures", visibility="PUBLIC")
    ndex.create(DOCUMENT, folder=folder)
    assert ndex.folders() == {"Figures": folder}
    assert ndex.folder_size(folder) == 1


def test_networks_of_others_are_not_ours_to_change(ndex: Ndex, ndex_server: NdexServer) -> None:
    other = ndex_server.store.users["other"]
    network = ndex_server.store.create(other, DOCUMENT, 1, "PUBLIC", None, None)
    with pytest.raises(NdexRefusedError, match="write permissions") as error:
        ndex.update(network.uuid, DOCUMENT)
    assert error.value.status == 401


# -- patience --

PASSING = [Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.CUT, Fault.BUSY, Fault.PLAIN_BEFORE, Fault.PLAIN_AFTER]


@pytest.mark.parametrize("fault", PASSING)
def test_what_can_be_asked_twice_is(fault: Fault, ndex: Ndex, ndex_server: NdexServer) -> None:
    uuid = ndex.create(DOCUMENT)
    ndex_server.store.settle()
    for method in ("GET", "PUT", "POST"):
        ndex_server.faults.script.append((method, "", fault))
    assert ndex.account().name == "me"
    ndex.update(uuid, DOCUMENT)
    assert ndex.summaries([uuid])
    assert ndex_server.faults.script == []


@pytest.mark.parametrize("fault", PASSING)
def test_a_network_is_never_created_twice(fault: Fault, ndex: Ndex, ndex_server: NdexServer) -> None:
    ndex_server.faults.script.append(("POST", "/networks", fault))
    with pytest.raises(NdexSilentError):
        ndex.create(DOCUMENT)
    assert ndex_server.calls == ["POST /v3/networks"]


def test_a_refusal_is_not_argued_with(ndex: Ndex, ndex_server: NdexServer) -> None:
    with pytest.raises(NdexRefusedError, match="No enum constant") as error:
        ndex.create(DOCUMENT, visibility="SECRET")
    assert (error.value.status, error.value.code) == (500, "NDEx_Exception")
    assert len(ndex_server.calls) == 1


def test_a_busy_server_names_the_time_to_wait(ndex: Ndex, ndex_server: NdexServer) -> None:
    ndex_server.retry_after = "1"
    ndex_server.faults.script.append(("GET", "", Fault.BUSY))
    begun = time.monotonic()
    ndex.account()
    assert time.monotonic() - begun >= 1


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        url = f"http://127.0.0.1:{reserved.getsockname()[1]}"
    with (
        Ndex(url, Credentials("me", "secret word"), pace=Pace(first=0.001, attempts=2)) as ndex,
        pytest.raises(NdexSilentError, match=r"No answer to GET /v2/admin/status: .*Connection refused") as error,
    ):
        ndex.server_version()
    assert "Max retries" not in str(error.value)


def test_a_time_limit_holds(ndex_server: NdexServer) -> None:
    ndex_server.moment = 1.0
    ndex_server.faults.script.append(("POST", "/networks", Fault.SLOW))
    with (
        Ndex(ndex_server.url, Credentials("me", "secret word"), pace=Pace(read=0.1)) as ndex,
        pytest.raises(NdexSilentError, match="timed out"),
    ):
        ndex.create(DOCUMENT)


@contextmanager
def server_that_says(status: int, body: bytes, **headers: str) -> Iterator[str]:
    """A server with one answer to everything."""

    class Parrot(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Parrot) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_a_post_is_not_sent_on() -> None:
    with (
        server_that_says(301, b"", Location="https://elsewhere.example/v3/networks") as url,
        Ndex(url, Credentials("me", "secret word")) as ndex,
        pytest.raises(NdexRefusedError, match="Sent on to https://elsewhere"),
    ):
        ndex.create(DOCUMENT)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Welcome to our guest network</html>",
        b"null",
        b"[null]",
        b"[7]",
        b'[{"uuid": "x", "properties": 7}]',
        b'{"externalId": null, "diskQuota": "much", "properties": 7, "network": "many"}',
        b'{"torn": ',
        b"\xff\xfe",
    ],
)
def test_an_answer_that_makes_no_sense_is_told(body: bytes) -> None:
    with server_that_says(200, body) as url, Ndex(url, Credentials("me", "secret word")) as ndex:
        calls: list[Callable[[], object]] = [
            ndex.server_version,
            ndex.account,
            ndex.folders,
            partial(ndex.folder_size, "f1"),
            partial(ndex.summaries, ["85034b42-de8a-11ea-99da-0ac135e8bacf"]),
            lambda: list(ndex.listed_networks(Account("me", "u1"))),
        ]
        for call in calls:
            with pytest.raises(NdexError, match="cannot be understood"):
                call()
        with pytest.raises(NdexSilentError, match="did not tell the UUID"):
            ndex.create(DOCUMENT)


@pytest.mark.parametrize("odd", ["foo", "", "{85034b42-de8a-11ea-99da-0ac135e8bacf}", "../../v2/user"])
def test_what_is_no_uuid_is_not_asked_about(odd: str, ndex: Ndex, ndex_server: NdexServer) -> None:
    uuid = ndex.create(DOCUMENT)
    assert ndex.summaries([odd, uuid]).keys() == {uuid}
    sent = len(ndex_server.calls)
    assert ndex.summaries([odd]) == {}
    assert not ndex.trash(odd)
    assert len(ndex_server.calls) == sent


def test_threads_keep_their_connections(ndex: Ndex, ndex_server: NdexServer) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: ndex.account(), range(40)))
    assert ndex_server.connections <= 4


def test_the_rate_is_kept_whatever_the_number_of_threads() -> None:
    now, pauses = [0.0], []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    turnstile = Turnstile(4, clock=lambda: now[0], sleep=sleep)
    for _ in range(9):
        turnstile.wait()
    assert now[0] == pytest.approx(2.0)
    assert len(pauses) == 8


# -- where, and who --


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://www.ndexbio.org", "--insecure"),
        ("http://127.0.0.1.example.org", "--insecure"),
        ("https://me:word@www.ndexbio.org", "NDEX_PASSWORD"),
        ("www.ndexbio.org", "https://www.ndexbio.org"),
        ("ftp://www.ndexbio.org", "https://www.ndexbio.org"),
        ("https://www.ndexbio.org/?x=1", "https://www.ndexbio.org"),
    ],
)
def test_addresses_that_are_refused(url: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as error:
        checked_url(url)
    assert "word@" not in str(error.value)


def test_one_server_has_one_address() -> None:
    assert checked_url("HTTPS://NDExBio.org/rest/") == "https://ndexbio.org/rest"
    assert checked_url("http://127.0.0.1:8080") == "http://127.0.0.1:8080"
    assert checked_url("http://ndex.lab", insecure=True) == "http://ndex.lab"


def test_credentials_are_looked_for_in_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine ndex.example login from_netrc password word\n")
    netrc.chmod(0o600)
    url, elsewhere = "https://ndex.example/rest", "https://other.example"
    both = {"NDEX_USERNAME": "from_environment", "NDEX_PASSWORD": "word", "NETRC": str(netrc)}
    assert find_credentials(url, both).username == "from_environment"
    assert find_credentials(url, {"NETRC": str(netrc)}).username == "from_netrc"
    keyring = SimpleNamespace(get_credential=lambda host, _: Credentials("from_keyring", host))
    keyring.errors = SimpleNamespace(KeyringError=LookupError)
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert find_credentials(elsewhere, {"NETRC": str(netrc)}).username == "from_keyring"
    keyring.get_credential = lambda *_: {}["locked"]
    assert find_credentials(elsewhere, {}, ask=lambda _: Credentials("asked", "word")).username == "asked"
    monkeypatch.setitem(sys.modules, "keyring", None)
    asked = find_credentials(elsewhere, {}, netrc_file=netrc, ask=lambda host: Credentials("asked", host))
    assert asked == Credentials("asked", "other.example")
    with pytest.raises(CredentialsError, match="NDEX_USERNAME and NDEX_PASSWORD"):
        find_credentials(elsewhere, {}, netrc_file=netrc)


def test_names_and_passwords_of_any_script(ndex_server: NdexServer) -> None:
    ndex_server.store.users["жук"] = User("жук", "пароль: ñ")
    with Ndex(ndex_server.url, Credentials("жук", "пароль: ñ")) as ndex:
        assert ndex.account().name == "жук"


def test_half_an_account_is_a_mistake() -> None:
    with pytest.raises(CredentialsError, match="Only one of"):
        find_credentials("https://ndex.example", {"NDEX_USERNAME": "me"})


def test_a_broken_netrc_is_named_but_not_quoted(tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine ndex.example login me\nhunter2 password\n")
    with pytest.raises(CredentialsError, match="netrc:") as error:
        find_credentials("https://ndex.example", {}, netrc_file=netrc)
    assert "hunter2" not in "".join(traceback.format_exception(error.value))


def test_a_wrong_password_is_not_repeated(ndex_server: NdexServer) -> None:
    with (
        Ndex(ndex_server.url, Credentials("me", "wrong word")) as ndex,
        pytest.raises(CredentialsError, match="does not know 'me' with this password") as error,
    ):
        ndex.account()
    assert "wrong word" not in "".join(traceback.format_exception(error.value)) + repr(ndex.__dict__)


# -- the stand-in speaks the contract: ndex2's own client finds nothing amiss --


def test_ndex2_gets_along_with_the_stand_in(ndex_server: NdexServer) -> None:
    client = Ndex2(ndex_server.url, "me", "secret word")
    assert client.version == "3.0.1"
    folder = client.files.create_folder("Figures")
    uuid = client.save_new_cx2_network(DOCUMENT, visibility="PRIVATE", folder_id=folder).rsplit("/", 1)[-1]
    ndex_server.store.settle()
    assert client.get_network_summary(uuid)["name"] == "Exosomes"
    assert client.networks.get_summary(uuid)["properties"]["labels"]["v"] == ["pfocr:PMC1__F1"]
    assert [row["uuid"] for row in client.networks.get_summaries([uuid])] == [uuid]
    assert client.get_network_as_cx2_stream(uuid).json() == DOCUMENT
    assert client.files.list_folder_items(folder)[0]["uuid"] == uuid
    assert client.files.folder_child_count(folder)["network"] == 1
    assert [row["externalId"] for row in client.get_user_network_summaries("me")] == [uuid]
    client.update_cx2_network(_stream(with_network_name(DOCUMENT, "Endosomes")), uuid)
    ndex_server.store.settle()
    assert client.get_network_summary(uuid)["name"] == "Endosomes"
    client.files.set_visibility("PUBLIC", {uuid: "NETWORK"})
    client.set_network_system_properties(uuid, {"readOnly": True})
    assert client.networks.get_summary(uuid)["isReadOnly"]
    client.set_network_system_properties(uuid, {"readOnly": False})
    client.networks.delete(uuid)
    assert client.networks.get_summaries([uuid]) == []
    client.s.close()


def _stream(document: Any) -> io.BytesIO:
    return io.BytesIO(json.dumps(document).encode())
