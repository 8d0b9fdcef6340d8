"""How long it takes to make the map of figures to networks anew from an account on NDEx.

    python -m tests.bench.rebuild_map --networks 32000

The stand-in runs in a process of its own and answers each request after 50 ms. Its networks name their figures as
those do that lie on NDEx today, in ``pfocrId``. What is timed is `pfocr-net sync --apply --map`, without pages.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from operator import not_
from pathlib import Path

from pfocr_net.ndex_map import read_map
from tests.ndex_server.process import ServerProcess

LATENCY = 0.05


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--networks", type=int, default=32_000)
    arguments = parser.parse_args()
    account = {"NDEX_USERNAME": "me", "NDEX_PASSWORD": "secret word"}
    # To check all those networks would take the stand-in minutes.
    with ServerProcess(latency=LATENCY, check=not_) as server, tempfile.TemporaryDirectory() as folder:
        server.ask("fill", arguments.networks)
        path = Path(folder, "ndex_map.tsv")
        program = "from pfocr_net.cli import main; main()"
        typed = [sys.executable, "-c", program, "sync", "-", "--apply", "--map", path, "--ndex-url", server.url]
        begun = time.monotonic()
        subprocess.run(
            typed, cwd=folder, env=os.environ | account, check=True, stdin=subprocess.DEVNULL, capture_output=True
        )
        seconds = time.monotonic() - begun
        assert len(read_map(path)) == arguments.networks
        megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        asked = server.ask("calls")
        print(f"{arguments.networks:,} rows in {seconds:.0f} s, {asked} requests, at most {megabytes} MB")


if __name__ == "__main__":
    main()
