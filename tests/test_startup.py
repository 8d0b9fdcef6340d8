"""What a command imports: start-up stays short, and no command needs what only another one uses."""

import json
import subprocess
import sys

import pytest

#: Runs the command line, then prints the modules that are there.
RUN = """
import json, sys
from pfocr_net.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps([*sys.modules]))
"""

HEAVY = {"pandas", "ndex2", "py4cytoscape", "scipy", "distributed", "dask", "jsonschema", "gseapy", "starlette"}


@pytest.fixture
def imported(tmp_path):
    """Run a command in a process of its own; give back the modules that it has imported."""

    def imported(*arguments):
        command = [sys.executable, "-c", RUN, *map(str, arguments)]
        run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
        return json.loads(run.stdout.splitlines()[-1])

    return imported


def top(modules):
    return {module.split(".")[0] for module in modules}


def test_help_imports_the_command_line_alone(imported):
    modules = imported("--help")
    assert not top(modules) & (HEAVY | {"networkx", "numpy", "yaml", "rich", "marisa_trie", "orjson", "requests"})
    assert {m for m in modules if m.startswith("pfocr_net")} == {"pfocr_net", "pfocr_net.cli", "pfocr_net.errors"}
    assert len(modules) < 200


def test_build_imports_what_it_uses(imported, make_page):
    modules = imported("build", make_page(caption="AKT1 activates MTOR."), "-f", "cx2")
    assert not top(modules) & (HEAVY | {"requests", "urllib3", "keyring"})
    assert "networkx" in modules
    rooms = {module.split(".")[1] for module in modules if module.startswith("pfocr_net.")}
    assert not rooms & {"publish", "ndex", "sync", "cytoscape", "analysis", "store", "serve", "curation"}
    assert len(modules) < 900
