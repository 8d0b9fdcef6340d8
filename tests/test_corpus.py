"""Many figures: the same files whoever builds them, nothing built twice, nothing lost whatever dies."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from pfocr_net.corpus import (
    Ledger,
    Outcome,
    Task,
    build_corpus,
    find_recipe,
    in_processes,
    on_cluster,
    sum_up,
    write_report,
)
from pfocr_net.corpus.work import build_chunk
from pfocr_net.errors import LedgerError, UsageError

OPTIONS = {"formats": ["cx2"]}

#: A format of somebody else's that ends its process, or hangs, when it comes to a figure of theirs.
DEADLY = """
import os, signal
from pathlib import Path

def write(network, path):
    figid, marker = network.graph["pfocrId"], Path(__file__).with_name("died")
    if figid.endswith("always") or (figid.endswith("once") and not marker.exists()):
        marker.write_text(str(os.getpid()))
        {end}
    path.write_text("alive")
    return path
"""


@pytest.fixture
def site(make_page):
    """Six pages, each with one edge."""
    return [make_page(f"PMC{number}__f", caption=f"AKT{number} activates MTOR.") for number in range(1, 7)]


@pytest.fixture
def run(tmp_path):
    """Build pages into a folder; give back outcomes by page, and the report."""

    def run(pages, out, *, recipe=None, fresh=False, engine=None, **options):
        options = OPTIONS | options
        with Ledger(out / "ledger", recipe or find_recipe(options), fresh=fresh) as ledger:
            done = {
                one.task.page: one.outcome for one in build_corpus(pages, out, ledger, engine=engine, **options)
            }
            report = sum_up(ledger, 1)
            write_report(out / "report.json", report, ledger, {})
        return done, report

    return run


@pytest.fixture
def deadly(tmp_path, monkeypatch):
    """Install a format ``deadly`` for the processes that are started from now on."""

    def install(end="os.kill(os.getpid(), signal.SIGKILL)"):
        folder = tmp_path / "deadly"
        (folder / "deadly-1.0.dist-info").mkdir(parents=True)
        (folder / "deadly.py").write_text(DEADLY.format(end=end))
        (folder / "deadly-1.0.dist-info/METADATA").write_text("Name: deadly\nVersion: 1.0\n")
        (folder / "deadly-1.0.dist-info/entry_points.txt").write_text(
            "[pfocr_net.exporters]\ndeadly = deadly:write\n"
        )
        monkeypatch.syspath_prepend(folder)
        monkeypatch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
        return folder / "died"

    return install


def files(out):
    return {file.name: file.read_bytes() for file in out.glob("*.cx2")}


def report_in(out):
    return json.loads((out / "report.json").read_text())


class TestTheSameFiles:
    def test_whoever_works_and_in_whatever_order(self, run, site, tmp_path):
        run(site, tmp_path / "here")
        run(site[::-1], tmp_path / "there", engine=partial(in_processes, jobs=2))
        assert len(files(tmp_path / "here")) == len(site)
        assert files(tmp_path / "here") == files(tmp_path / "there")

    def test_of_pages_with_one_figid_the_first_by_name_counts(self, run, site, tmp_path):
        first, double = site[0], site[0].with_name("double.md")
        double.write_text(first.read_text().replace("AKT1 activates", "AKT1 inhibits"))
        run([first], tmp_path / "alone")
        for pages in ([first, double], [double, first], [double, first]):
            done, report = run(pages, tmp_path / "out")
            assert files(tmp_path / "out") == files(tmp_path / "alone")
            assert done[double] == Outcome.FAILED
            assert sum(report.outcomes.values()) == 2
            (failure,) = report_in(tmp_path / "out")["failures"]
            assert f"{double}: Has the figid of {first}" in failure["why"]

    def test_a_page_with_the_figid_of_another_never_replaces_its_files(self, run, site, tmp_path):
        first, double, out = site[0], site[0].with_name("double.md"), tmp_path / "out"
        text = first.read_text().replace("AKT1 activates", "AKT1 inhibits")
        double.write_text(text.replace(f"figid: {first.stem}", f"figid: '{first.stem}'"))
        run([first], tmp_path / "alone")
        seen = []
        with Ledger(out / "ledger", find_recipe(OPTIONS)) as ledger:
            for done in build_corpus([double, first], out, ledger, **OPTIONS):
                seen.append((done.task.page, done.outcome))
                assert files(out).items() <= files(tmp_path / "alone").items()
        assert seen == [(double, Outcome.FAILED), (first, Outcome.BUILT)]


class TestUnchanged:
    @pytest.fixture
    def again(self, run, site, tmp_path):
        """Build all, change something, and build again; give back the pages that were built the second time."""

        def again(change=lambda: None, **options):
            out = tmp_path / "out"
            run(site, out)
            change()
            done, report = run(site, out, **options)
            assert sum(report.outcomes.values()) == len(site)
            return [page for page, outcome in done.items() if outcome == Outcome.BUILT]

        return again

    def test_is_left_alone(self, again, site, tmp_path):
        before = []
        assert again(lambda: before.extend(file.stat() for file in tmp_path.glob("out/*.cx2"))) == []
        assert [file.stat() for file in tmp_path.glob("out/*.cx2")] == before

    def test_counts_in_the_report(self, again, tmp_path):
        again()
        report = report_in(tmp_path / "out")
        assert (report["unchanged"], report["built"], report["nodes"], report["edges"]) == (6, 0, 12, 6)

    def test_a_changed_page_is_built(self, again, site):
        assert again(lambda: site[2].write_text(site[2].read_text().replace("MTOR", "TP53"))) == [site[2]]

    def test_a_changed_table_is_built(self, again, site, make_page):
        def change():
            make_page("PMC4__f", caption="AKT4 activates MTOR.", genes=[("9606", "Homo sapiens", *["TP53"] * 5)])

        assert again(change) == [site[3]]

    def test_a_lost_file_is_built(self, again, site, tmp_path):
        assert again((tmp_path / "out/PMC5__f.cx2").unlink) == [site[4]]

    @pytest.mark.parametrize(
        "options", [{"min_confidence": 0.99}, {"organism": "10090"}, {"formats": ["sif"]}, {"style": "print"}]
    )
    def test_other_options_build_all(self, again, site, options):
        assert again(**options) == site

    @pytest.mark.parametrize("part", ["version", "code", "data"])
    def test_other_software_or_lexicon_builds_all(self, again, site, part):
        assert again(recipe=find_recipe(OPTIONS) | {part: "other"}) == site

    def test_fresh_builds_all(self, again, site):
        assert again(fresh=True) == site

    def test_a_page_that_failed_is_tried_again(self, run, site, tmp_path):
        good = site[1].read_text()
        site[1].write_text("---\nfigid: a: b\n---\n")
        assert run(site, tmp_path / "out")[1].outcomes[Outcome.FAILED] == 1
        site[1].write_text(good)
        done, _ = run(site, tmp_path / "out")
        assert [page for page, outcome in done.items() if outcome == Outcome.BUILT] == [site[1]]


class TestReport:
    def test_failures_have_file_and_line(self, run, make_page, site, tmp_path):
        torn = make_page("PMC8__torn", genes=[("9606", "Homo sapiens", *["TP53"] * 5)])
        table = tmp_path / "_data/PMC8__torn-genes.tsv"
        table.write_text(table.read_text() + "9606\n")
        broken = make_page("PMC9__broken")
        broken.write_text("---\nfigid: PMC9__broken\ncaption: a: b\n---\n")
        run([broken, *site, torn], tmp_path / "out", engine=partial(in_processes, jobs=2))
        report = report_in(tmp_path / "out")
        assert (report["built"], report["failed"]) == (6, 2)
        assert [(failure["page"], failure["line"]) for failure in report["failures"]] == [
            (str(broken), 3),
            (str(torn), 3),
        ]
        assert report["failures"][0]["file"] == str(broken)
        assert Path(report["failures"][1]["file"]).resolve() == table
        assert all(failure["why"] for failure in report["failures"])

    def test_what_was_written_before_a_format_failed(self, run, site, tmp_path):
        (tmp_path / "out" / "PMC1__f.sif").mkdir(parents=True)
        run(site, tmp_path / "out", formats=["cx2", "sif"])
        (failure,) = report_in(tmp_path / "out")["failures"]
        assert f"These were written before: {tmp_path / 'out' / 'PMC1__f.cx2'}." in failure["why"]

    def test_figures_and_the_slowest(self, run, site, tmp_path):
        run(site, tmp_path / "out")
        report = report_in(tmp_path / "out")
        assert [figure["page"] for figure in report["figures"]] == [str(page) for page in site]
        assert sum(figure["edges"] for figure in report["figures"]) == report["edges"] == 6
        seconds = [slow["seconds"] for slow in report["slowest"]]
        assert len(seconds) == 6
        assert seconds == sorted(seconds, reverse=True)


class TestLocalWorkers:
    def test_one_that_is_killed_loses_nothing(self, run, deadly, site, make_page, tmp_path):
        marker = deadly()
        pages = [*site, make_page("PMC7__once", caption="AKT1 activates MTOR.")]
        _, report = run(pages, tmp_path / "out", engine=partial(in_processes, jobs=2), formats=["cx2", "deadly"])
        assert marker.exists()
        assert report.outcomes[Outcome.BUILT] == 7
        run(pages, tmp_path / "other")
        assert files(tmp_path / "out") == files(tmp_path / "other")

    def test_a_page_that_kills_them_fails_alone(self, run, deadly, site, make_page, tmp_path):
        deadly()
        bad = make_page("PMC7__always")
        pages = [site[0], bad, *site[1:]]
        done, report = run(pages, tmp_path / "out", engine=partial(in_processes, jobs=2), formats=["deadly"])
        assert [page for page, outcome in done.items() if outcome == Outcome.FAILED] == [bad]
        assert sum(report.outcomes.values()) == 7
        assert "died, twice" in report_in(tmp_path / "out")["failures"][0]["why"]

    def test_a_page_that_never_ends_fails_alone(self, run, deadly, site, make_page, tmp_path):
        deadly("signal.pause()")
        pages = [make_page("PMC7__always"), *site]
        engine = partial(in_processes, jobs=2, patience=2)
        _, report = run(pages, tmp_path / "out", engine=engine, formats=["deadly"])
        assert (report.outcomes[Outcome.BUILT], report.outcomes[Outcome.FAILED]) == (6, 1)

    def test_what_is_wrong_with_all_pages_ends_the_run(self, run, site, tmp_path):
        with pytest.raises(UsageError, match="no format 'cx3'"):
            run(site, tmp_path / "out", engine=partial(in_processes, jobs=2), formats=["cx3"])

    def test_only_a_few_chunks_are_under_way(self, site, tmp_path):
        taken = []
        chunks = ([Task(number, site[number % 6])] for number in range(10**6) if not taken.append(number))
        work = partial(build_chunk, out=tmp_path, options=OPTIONS)
        done = in_processes(chunks, work, jobs=2)
        for answers in range(1, 9):
            next(done)
            assert len(taken) <= answers + 4
        done.close()


class TestARunThatEnds:
    @pytest.fixture
    def command(self, site, make_page, tmp_path):
        """Start the command line on 50 pages, the last of which ends the run; give back exit code and messages."""
        for number in range(10, 53):
            make_page(f"PMC{number}__f", caption="AKT1 activates MTOR.")
        make_page("PMC99__once", caption="AKT1 activates MTOR.")

        def command(out, *arguments):
            run = "from pfocr_net.cli import main; main()"
            ended = subprocess.run(
                [sys.executable, "-c", run, "build", tmp_path, "-o", tmp_path / out, *arguments],
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )  # returns when the last process that holds the pipes has ended: no worker outlives the run
            return ended.returncode, ended.stderr

        return command

    def test_killed_goes_on_where_it_was(self, command, deadly, tmp_path):
        deadly("os.kill(os.getppid(), signal.SIGKILL); signal.pause()")
        arguments = ("-f", "cx2,deadly", "--jobs", "1")
        assert command("out", *arguments)[0] == -signal.SIGKILL
        code, told = command("out", *arguments, "--report", tmp_path / "out/report.json")
        report = report_in(tmp_path / "out")
        assert (code, report["built"] + report["unchanged"]) == (0, 50), told
        assert report["unchanged"] >= 40
        command("other", "-f", "cx2")
        assert files(tmp_path / "out") == files(tmp_path / "other")
        assert not list(tmp_path.glob("out/.*.part"))

    def test_interrupted_goes_on_where_it_was(self, command, deadly):
        deadly("os.kill(os.getppid(), signal.SIGINT)")
        code, told = command("out", "-f", "cx2,deadly", "--jobs", "1")
        assert code == 130
        assert "Run the same command again to go on" in told
        code, told = command("out", "-f", "cx2,deadly", "--jobs", "1")
        assert (code, "unchanged" in told) == (0, True)


class TestLedger:
    def test_one_run_at_a_time(self, tmp_path):
        with Ledger(tmp_path / "ledger", {}), pytest.raises(LedgerError, match="Another pfocr-net is building"):
            Ledger(tmp_path / "ledger", {})

    def test_what_is_none_is_told(self, tmp_path):
        (tmp_path / "ledger").write_text("not one" * 1000)
        with pytest.raises(LedgerError, match="no ledger of pfocr-net"):
            Ledger(tmp_path / "ledger", {})

    def test_one_of_another_version_is_begun_anew(self, run, site, tmp_path):
        run(site, tmp_path / "out")
        with sqlite3.connect(tmp_path / "out/ledger") as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
        assert run(site, tmp_path / "out")[1].outcomes[Outcome.BUILT] == len(site)


class TestCluster:
    @pytest.fixture
    def cluster(self, deadly):
        """Two workers, and the mark that one has died."""
        import dask
        from distributed import LocalCluster

        marker = deadly()
        with (
            dask.config.set({"distributed.scheduler.allowed-failures": 1}),
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        ):
            yield cluster.scheduler_address, marker

    def test_a_killed_worker_loses_nothing_and_all_run_what_was_sent(
        self, run, cluster, site, make_page, tmp_path
    ):
        address, marker = cluster
        bad = make_page("PMC8__always")
        pages = [*site[:3], make_page("PMC7__once", caption="AKT1 activates MTOR."), *site[3:], bad]
        out = tmp_path / "out"
        engine = partial(on_cluster, out=out, scheduler=address)
        done, _ = run(pages, out, engine=engine, formats=["cx2", "deadly"])
        assert marker.exists()
        assert [page for page, outcome in done.items() if outcome == Outcome.FAILED] == [bad]
        run(pages[:-1], tmp_path / "local")
        (out / "PMC8__always.cx2").unlink()
        assert files(out) == files(tmp_path / "local")
        assert all(place.startswith(folder) for place, folder in software(address))

    def test_a_worker_without_a_library_is_told(self, run, site, tmp_path):
        from distributed import Client, LocalCluster

        with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
            with Client(cluster) as client:
                client.run(lambda: sys.modules.update(marisa_trie=None))
            engine = partial(on_cluster, out=tmp_path / "out", scheduler=cluster.scheduler_address)
            with pytest.raises(UsageError, match=r"lacks a library: .*marisa_trie.* pip install"):
                run(site, tmp_path / "out", engine=engine)


def software(address):
    """Say of each worker of a cluster where its pfocr_net lies, and which folder is its own."""
    from distributed import Client

    def where():
        import pfocr_net

        return pfocr_net.__file__

    with Client(address) as client:
        folders = client.run(lambda dask_worker: dask_worker.local_directory)
        return [(place, folders[worker]) for worker, place in client.run(where).items()]
