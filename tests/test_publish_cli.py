"""``publish``, ``unpublish``, ``sync`` and ``check ndex`` as a user types them."""

import base64
import contextlib
import io
import json
import logging
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from pfocr_net.cli import main, pfocr_net
from pfocr_net.journal import Entry, Journal, State
from pfocr_net.ndex import Pace
from pfocr_net.ndex_map import read_map
from pfocr_net.pages import read_figure
from tests.ndex_server import Fault, NdexServer

ROOT = Path(__file__).parents[1]

Run = Callable[..., tuple[int, list[str], str]]

GENES = [("9606", "Homo sapiens", name, name, name, number, "ncbigene_symbol") for name, number in
         (("MTOR", "2475"), ("TP53", "7157"))]  # fmt: skip


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, ndex_server: NdexServer
) -> Run:
    """Run a command in a checkout against the stand-in; give back exit code, lines of output, messages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NDEX_USERNAME", "me")
    monkeypatch.setenv("NDEX_PASSWORD", "secret word")
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: object, stdin: str = "") -> tuple[int, list[str], str]:
        typed = ["pfocr-net", *map(str, arguments), "--ndex-url", ndex_server.url]
        monkeypatch.setattr(sys, "argv", typed)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as end:
            main()
        printed = capsys.readouterr()
        return int(end.value.code or 0), printed.out.splitlines(), printed.err

    return run


@pytest.fixture
def pages(make_page: Callable[..., Path]) -> list[Path]:
    captions = {"PMC1__f1": "MTOR inhibits TP53.", "PMC2__f1": "Nothing here."}
    return [make_page(figid, caption=caption, genes=GENES) for figid, caption in captions.items()]


def test_publish_writes_fields_and_map_and_counts(run: Run, pages: list[Path], ndex_server: NdexServer) -> None:
    code, out, err = run("publish", ".", "--map", "_data/ndex_map.tsv", "--set", "Figures")
    assert (code, out) == (0, [])
    assert "created" in err
    fields = {page.stem: read_figure(page).ndex for page in pages}
    assert read_map(Path("_data/ndex_map.tsv")) == fields
    assert {figid: network.uuid for figid, (network,) in ndex_server.networks().items()} == fields
    (network,) = ndex_server.networks()["PMC1__f1"]
    assert network.attributes["pfocrId"] == "PMC1__f1"
    assert network.error is None
    code, out, err = run("publish", ".", "--map", "_data/ndex_map.tsv")
    assert "unchanged" in err


def test_a_real_network_survives_a_lost_answer(run: Run, pages: list[Path], ndex_server: NdexServer) -> None:
    """The builder gives each network the label by which it is found again."""
    assert run("publish", pages[0], "--dry-run", "--json")[1]
    ndex_server.faults.script.append(("POST", "/v3/networks", Fault.REJECT))
    code, out, _ = run("publish", pages[0])
    assert (code, out) == (1, ["PMC1__f1: failed: NDEx cannot read its network: Unknow server error."])
    assert run("publish", pages[0])[0] == 0
    assert len(ndex_server.networks()["PMC1__f1"]) == 1


def test_taking_up_a_stopped_run_says_why_it_takes_a_minute(
    run: Run, pages: list[Path], ndex_server: NdexServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pfocr_net.ndex.client.Pace", partial(Pace, grace=0.0))
    with Journal(Path(".pfocr-net/journal.sqlite"), ndex_server.url, "me") as journal:
        journal.record([Entry("PMC1__f1", State.INTENT)])
    code, _, err = run("publish", ".")
    assert code == 0
    assert "An earlier run was stopped" in err


def test_json_is_one_object_a_line(run: Run, pages: list[Path]) -> None:
    code, out, _ = run("publish", "-", "--json", "--min-edges", "1", stdin="".join(f"{page}\n" for page in pages))
    assert code == 0
    first, second = sorted(map(json.loads, out), key=lambda line: line["figid"])
    assert (first["action"], first["uuid"]) == ("created", read_figure(pages[0]).ndex)
    assert (second["action"], second["why"]) == ("left", "It has 0 edges, fewer than 1.")


def test_no_pages_is_nothing_to_do(run: Run) -> None:
    assert run("publish", "-")[:2] == (0, [])


def test_a_rehearsal_tells_and_changes_nothing(run: Run, pages: list[Path], ndex_server: NdexServer) -> None:
    code, out, _ = run("publish", ".", "--dry-run", "--json")
    assert code == 0
    assert [json.loads(line)["action"] for line in out] == ["created", "created"]
    assert run("publish", ".", "--dry-run")[1] == ["PMC1__f1: created", "PMC2__f1: created"]
    assert ndex_server.writes == []
    assert not Path(".pfocr-net").exists()


@pytest.mark.parametrize("log", [False, True])
def test_lines_and_progress_share_a_terminal(
    log: bool, tmp_path: Path, pages: list[Path], ndex_server: NdexServer
) -> None:
    program = [sys.executable, "-c", "from pfocr_net.cli import main; main()", "publish", ".", "--dry-run"]
    account = {"NDEX_USERNAME": "me", "NDEX_PASSWORD": "secret word", "TERM": "xterm", "PYTHONPATH": str(ROOT)}
    screen, terminal = pty.openpty()
    with (tmp_path / "log").open("wb") as file, subprocess.Popen(
        [*program, "--ndex-url", ndex_server.url],
        cwd=tmp_path, env=os.environ | account, stdin=subprocess.DEVNULL, stderr=terminal,
        stdout=file if log else terminal,
    ) as process:  # fmt: skip
        os.close(terminal)
        shown = b""
        with contextlib.suppress(OSError):  # the end of a terminal
            while some := os.read(screen, 4096):
                shown += some
    os.close(screen)
    assert process.returncode == 0
    assert b"Figures" in shown
    lines = (tmp_path / "log").read_bytes() if log else shown
    assert len(re.findall(rb"(?m)(?:^|\x1b\[2K)PMC[12]__f1: created\r?$", lines)) == 2


def test_sync_and_unpublish(run: Run, pages: list[Path], ndex_server: NdexServer) -> None:
    run("publish", ".")
    assert run("sync", ".")[:2] == (0, [])
    code, out, _ = run("sync", ".", "--map", "_data/ndex_map.tsv", "--apply")
    assert [line.rsplit(": ", 1)[1] for line in out] == ["put into the map"] * 2
    code, out, _ = run("unpublish", "PMC1__f1", "--map", "_data/ndex_map.tsv")
    assert (code, read_figure(pages[0]).ndex) == (0, "")
    assert read_map(Path("_data/ndex_map.tsv")).keys() == {"PMC2__f1"}


def test_check_ndex_tells_what_matters(run: Run, ndex_server: NdexServer) -> None:
    code, out, err = run("check", "ndex", "--write")
    assert (code, err) == (0, "")
    assert out[0] == f"Server   {ndex_server.url}, version 3.0.1"
    assert out[1:3] == ["Account  me", "Quota    10.0 GB, unknown used"]
    assert ndex_server.networks() == {}
    assert len(ndex_server.store.networks) == 1


def test_a_wrong_password_ends_with_code_3(run: Run, pages: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NDEX_PASSWORD", "wrong word")
    code, out, err = run("publish", ".")
    assert (code, out) == (3, [])
    assert "does not know 'me' with this password" in err


def test_nobody_to_ask(run: Run, pages: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NDEX_USERNAME")
    monkeypatch.delenv("NDEX_PASSWORD")
    monkeypatch.setenv("NETRC", "/nowhere")
    code, _, err = run("publish", ".")
    assert code == 3
    assert "No account for 127.0.0.1" in err


def test_the_password_is_nowhere(
    run: Run,
    pages: list[Path],
    make_page: Callable[..., Path],
    ndex_server: NdexServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[Any] = []
    for fault in (Fault.DROP_BEFORE, Fault.PLAIN_BEFORE, Fault.REJECT, Fault.CUT):
        ndex_server.faults.script += [("GET", "", fault), ("POST", "/batch/", fault)]
        told += run("publish", ".", "--json", "--map", "_data/ndex_map.tsv")
    ndex_server.store.users["me"].quota = 0
    told += run("publish", make_page("PMC3__f1"))
    told += run("sync", ".", "--apply")
    files = b"".join(path.read_bytes() for path in Path().rglob("*") if path.is_file())
    everything = files + f"{told}{caplog.text}".encode()
    assert b"PMC1__f1" in everything
    for secret in (b"secret word", b"secret", base64.b64encode(b"me:secret word")):
        assert secret not in everything


EXAMPLES = ROOT / "examples" / "ndex"


@pytest.mark.parametrize("name", ["publish_networks.yml", "README.md"])
def test_the_examples_use_options_that_exist(name: str) -> None:
    text = (EXAMPLES / name).read_text().replace("\\\n", " ")
    typed = re.findall(r"pfocr-net (publish|unpublish|sync|check ndex)\b([^`\n]*)", text)
    assert typed
    for words, rest in typed:
        command: Any = pfocr_net
        for word in words.split():
            command = command.get_command(click.Context(command), word)
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", rest)) <= known, (words, rest)


def test_the_workflow_names_the_pages_of_a_push(tmp_path: Path, make_page: Callable[..., Path]) -> None:
    workflow = yaml.safe_load((EXAMPLES / "publish_networks.yml").read_text())
    steps = workflow["jobs"]["publish"]["steps"]
    (script,) = [step["run"] for step in steps if step.get("name") == "Name the pages"]

    def call(*words: str, **more: str) -> str:
        environment = {**os.environ, **more}
        done = subprocess.run(words, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit() -> str:
        call("git", "add", "_figures", "_data")
        call("git", "-c", "user.name=me", "-c", "user.email=me@example.org", "commit", "-m", "Figures")
        return call("git", "rev-parse", "HEAD")

    def named(before: str) -> list[str]:
        """Run the script as GitHub does."""
        call("bash", "-e", "-c", script, BEFORE=before, RUNNER_TEMP=str(tmp_path))
        return (tmp_path / "pages").read_text().splitlines()

    call("git", "init", "-q")
    for figid in ("PMC1__f1", "PMC2__f1", "PMC3__f1"):
        make_page(figid, genes=GENES)
    first = commit()
    make_page("PMC1__é", genes=GENES)
    make_page("PMC2__f1", genes=GENES[:1])
    (tmp_path / "_figures" / "PMC3__f1.md").unlink()
    commit()
    assert named(first) == ["_figures/PMC1__é.md", "_figures/PMC2__f1.md"]
    everything = ["_figures/PMC1__f1.md", "_figures/PMC1__é.md", "_figures/PMC2__f1.md"]
    assert sorted(named("")) == sorted(named("0" * 40)) == sorted(everything)


def test_the_workflow_keeps_journal_fields_and_map_whatever_happens() -> None:
    workflow = yaml.safe_load((EXAMPLES / "publish_networks.yml").read_text())
    steps = workflow["jobs"]["publish"]["steps"]
    publishing = next(place for place, step in enumerate(steps) if step.get("name") == "Publish")
    assert [step.get("if") for step in steps[publishing + 1 :]] == ["always()", "always()"]
    assert workflow["concurrency"]["cancel-in-progress"] is False
