"""The journal and the map: on disk before the next step, for one run at a time, whole whatever happens."""

import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfocr_net.errors import DataError, JournalError
from pfocr_net.journal import Entry, Journal, State
from pfocr_net.ndex_map import read_map, update_map

SERVER = "https://ndex.example"
UUIDS = [f"85034b42-de8a-11ea-99da-0ac135e8bac{digit}" for digit in range(4)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".pfocr-net" / "journal.sqlite"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal(path, SERVER, "me") as opened:
        yield opened


def test_entries_are_found_again(path: Path) -> None:
    with Journal(path, SERVER, "me") as journal:
        assert journal.is_new()
        journal.record([Entry("F1", State.INTENT, digest="d1"), Entry("F2", State.SENT, UUIDS[2], "d2")])
        journal.record([Entry("F2", State.DONE, UUIDS[2], "d2", 1700000000000)])
    with Journal(path, SERVER, "me") as journal:
        assert not journal.is_new()
        assert [entry.figid for entry in journal.open_intents()] == ["F1"]
        found = journal.entries(["F2", "F3"])
        assert found.keys() == {"F2"}
        assert (found["F2"].state, found["F2"].modified) == (State.DONE, 1700000000000)
        journal.forget(["F1"])
        assert [entry.figid for entry in journal.all()] == ["F2"]


def test_an_account_sees_its_own_entries_only(path: Path) -> None:
    with Journal(path, SERVER, "me") as journal:
        journal.record([Entry("F1", State.DONE, UUIDS[1])])
    for server, account in [(SERVER, "other"), ("https://test.example", "me")]:
        with Journal(path, server, account) as journal:
            assert journal.is_new()


def test_what_is_recorded_survives_a_kill(path: Path) -> None:
    child = os.fork()
    if child == 0:
        journal = Journal(path, SERVER, "me")
        journal.record([Entry("F1", State.SENT, UUIDS[1])])
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    with Journal(path, SERVER, "me") as journal:
        assert journal.entries(["F1"])["F1"].uuid == UUIDS[1]


def test_a_second_run_is_told(path: Path, journal: Journal) -> None:
    with pytest.raises(JournalError, match="Another pfocr-net is publishing"):
        Journal(path, SERVER, "other", wait=0.05)


def test_a_second_run_waits_for_the_first(path: Path, journal: Journal) -> None:
    opened = threading.Event()

    def open_too() -> None:
        Journal(path, SERVER, "me").close()
        opened.set()

    second = threading.Thread(target=open_too)
    second.start()
    assert not opened.wait(0.2)
    journal.close()
    assert opened.wait(10)
    second.join()


def test_a_rehearsal_knows_everything_and_changes_nothing(path: Path) -> None:
    with Journal(path, SERVER, "me", rehearsal=True) as rehearsal:
        rehearsal.record([Entry("F1", State.DONE, UUIDS[1])])
    assert not path.parent.exists()
    with Journal(path, SERVER, "me") as journal:
        journal.record([Entry("F2", State.DONE, UUIDS[2])])
    with Journal(path, SERVER, "me", rehearsal=True) as rehearsal:
        assert [entry.figid for entry in rehearsal.all()] == ["F2"]
        rehearsal.forget(["F2"])
    with Journal(path, SERVER, "me") as journal:
        assert [entry.figid for entry in journal.all()] == ["F2"]


def test_a_rehearsal_needs_no_right_to_write(path: Path) -> None:
    with Journal(path, SERVER, "me") as journal:
        journal.record([Entry("F1", State.DONE, UUIDS[1])])
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        with Journal(path, SERVER, "me", rehearsal=True) as rehearsal:
            assert [entry.figid for entry in rehearsal.all()] == ["F1"]
    finally:
        path.parent.chmod(0o700)


def test_another_file_is_not_taken_for_a_journal(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("---\nfigid: F1\n---\n" * 100)
    with pytest.raises(JournalError, match=r"page\.md: This file is no journal"):
        Journal(page, SERVER, "me")
    assert page.read_text() == "---\nfigid: F1\n---\n" * 100


def test_a_full_disk_is_told_and_loses_nothing(path: Path) -> None:
    writer = f"""
import resource, signal
from pathlib import Path
from pfocr_net.errors import JournalError
from pfocr_net.journal import Entry, Journal, State
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
journal = Journal(Path({str(path)!r}), {SERVER!r}, "me")
journal.record([Entry("F0", State.DONE, {UUIDS[0]!r})])
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, {resource.RLIM_INFINITY}))
try:
    journal.record(Entry(f"G{{number}}", State.DONE) for number in range(10_000))
except JournalError as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", writer], capture_output=True, text=True, check=True).stdout
    assert "nothing that was sent is lost" in said
    with Journal(path, SERVER, "me") as journal:
        assert [entry.figid for entry in journal.all()] == ["F0"]


# -- the map --


def test_a_map_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "_data" / "ndex_map.tsv"
    assert read_map(path) == {}
    assert update_map(path, {"F1": UUIDS[1]})
    assert path.read_bytes() == f"F1\t{UUIDS[1]}\n".encode()
    assert not update_map(path, {"F1": UUIDS[1]})


def test_a_byte_order_mark_hides_no_row(tmp_path: Path) -> None:
    path = tmp_path / "ndex_map.tsv"
    path.write_bytes(f"\ufeffF1\t{UUIDS[1]}\r\n\r\nF2\t{UUIDS[2]}".encode())
    assert read_map(path) == {"F1": UUIDS[1], "F2": UUIDS[2]}
    assert update_map(path, {"F1": UUIDS[3]})
    assert path.read_bytes() == f"\ufeffF1\t{UUIDS[3]}\r\n\r\nF2\t{UUIDS[2]}".encode()


def test_a_broken_map_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ndex_map.tsv"
    path.write_text(f"F1\t{UUIDS[1]}\nF2 {UUIDS[2]}\n")
    with pytest.raises(DataError, match=r"ndex_map\.tsv:2: Should be a figid, a tab and a UUID"):
        update_map(path, {"F3": UUIDS[3]})
    assert path.read_text() == f"F1\t{UUIDS[1]}\nF2 {UUIDS[2]}\n"


figids = st.from_regex(r"PMC[0-9]{1,3}__[A-Za-zé]{1,4}", fullmatch=True)


@given(
    rows=st.dictionaries(figids, st.sampled_from(UUIDS)),
    newline=st.sampled_from(["\n", "\r\n"]),
    last=st.booleans(),
    new=st.dictionaries(figids, st.sampled_from(UUIDS)),
    drop=st.sets(figids),
)
def test_rows_of_others_keep_their_bytes_and_order(
    tmp_path_factory: pytest.TempPathFactory,
    rows: dict[str, str],
    newline: str,
    last: bool,
    new: dict[str, str],
    drop: set[str],
) -> None:
    path = tmp_path_factory.mktemp("map") / "ndex_map.tsv"
    text = newline.join(f"{figid}\t{uuid}" for figid, uuid in rows.items()) + (newline if last and rows else "")
    path.write_bytes(text.encode())
    update_map(path, {figid: uuid for figid, uuid in new.items() if figid not in drop}, drop=drop)
    assert read_map(path) == {f: u for f, u in (rows | new).items() if f not in drop}
    kept = [f"{figid}\t{uuid}".encode() for figid, uuid in rows.items() if figid not in drop and figid not in new]
    assert [line for line in path.read_bytes().splitlines() if line in kept] == kept
