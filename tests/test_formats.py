"""The registry of formats: found by name or by file name, a stranger's in the same way as ours."""

from pathlib import Path

import networkx
import pytest

from pfocr_net import plugins
from pfocr_net.errors import FormatError, UsageError
from pfocr_net.formats import find_exporter, find_format, format_names, write_network

#: Writes a network unless it is empty; its other exporter is broken at import.
STRANGER = """
import sys

def write(network, path, *, figure=None, positions=None):
    if figure == "gone":
        sys.exit()
    if figure == "greedy":
        for values in network.nodes.values():
            values["alias"].append("mine")
        network.add_node("mine")
        positions.clear()
    if figure != "nothing":
        path.write_text(f"{1 / len(network):g} {figure}")
    return path
"""


@pytest.fixture
def stranger(tmp_path, monkeypatch):
    """An installed package with two exporters, one of which is broken at import."""
    (tmp_path / "stranger.py").write_text(STRANGER)
    metadata = tmp_path / "stranger-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text(
        "[pfocr_net.exporters]\ntsv = not_there:write\nkgx.tsv = stranger:write\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    plugins.installed.cache_clear()
    plugins.load.cache_clear()
    yield
    plugins.installed.cache_clear()
    plugins.load.cache_clear()


def test_ours_are_registered():
    assert {"cx2", "html"} <= {*format_names()}
    assert find_exporter("cx2").__module__ == "pfocr_net.formats.cx2"


@pytest.mark.parametrize(
    ("name", "format_name"),
    [("a.cx2", "cx2"), ("PMC1__f.1.CX2", "cx2"), ("a.kgx.tsv", "kgx.tsv"), ("a.x.tsv", "tsv")],
)
def test_the_longest_suffix_wins(stranger, name, format_name):
    assert find_format(Path(name)) == format_name


@pytest.mark.parametrize("name", ["a.docx", "cx2", "a."])
def test_an_unknown_suffix_lists_the_formats(name):
    with pytest.raises(UsageError, match=r"ends like no format; there are .*cx2, .*html"):
        find_format(Path(name))


def test_an_unknown_name_lists_the_formats():
    with pytest.raises(UsageError, match=r"There is no format 'cx3'; there are .*cx2, .*html"):
        find_exporter("cx3")


def test_a_strangers_exporter_is_told_what_it_asks_for(stranger, tmp_path):
    written = write_network({"a": 1}, tmp_path / "a.kgx.tsv", figure="F1", style="print", positions={})
    assert written.read_text() == "1 F1"


def test_a_strangers_exporter_cannot_change_what_others_write(stranger, tmp_path):
    network = networkx.MultiDiGraph()
    network.add_node("a", alias=["b"])
    positions = {"a": (0, 0)}
    write_network(network, tmp_path / "a.kgx.tsv", figure="greedy", positions=positions)
    assert dict(network.nodes(data=True)) == {"a": {"alias": ["b"]}}
    assert positions == {"a": (0, 0)}


def test_a_broken_exporter_does_no_harm_until_it_is_used(stranger):
    assert "tsv" in format_names()
    told = r"The format 'tsv' of stranger 1 cannot be loaded: ModuleNotFoundError: .*not_there.*; there are .*cx2"
    with pytest.raises(UsageError, match=told):
        find_exporter("tsv")


def test_a_strangers_failure_is_told_as_theirs(stranger, tmp_path):
    with pytest.raises(FormatError, match=r"The format 'kgx\.tsv' of stranger 1 failed: ZeroDivisionError: "):
        write_network({}, tmp_path / "a.kgx.tsv")
    with pytest.raises(FormatError, match=r"of stranger 1 failed: SystemExit: "):
        write_network({"a": 1}, tmp_path / "a.kgx.tsv", figure="gone")
    with pytest.raises(FormatError, match=r"'kgx\.tsv' of stranger 1 wrote no file"):
        write_network({"a": 1}, tmp_path / "a.kgx.tsv", figure="nothing")
