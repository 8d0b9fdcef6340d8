"""Whether memory grows: the same pages built again and again in one process.

    python -m tests.bench.soak FOLDER [--pages 20000] [--times 3]

FOLDER is a site; its pages are repeated with changed ids. Memory is what the process holds after each time.
"""

import argparse
import tempfile
import time
from pathlib import Path

import psutil

from pfocr_net.build import Built, try_figure
from pfocr_net.pages import find_figures
from tests.bench.scale import repeat


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site, out = Path(folder, "site"), Path(folder, "out")
        repeat(given.site, site, given.pages)
        first = 0.0
        for number in range(1, given.times + 1):
            start = time.monotonic()
            built = sum(isinstance(try_figure(page, out, formats=["cx2"]), Built) for page in find_figures([site]))
            held = psutil.Process().memory_info().rss / 2**20
            first = first or held
            print(
                f"{number}: {built:,} built in {time.monotonic() - start:.0f} s,"
                f" {held:.0f} MB, {100 * (held / first - 1):+.1f} %",
                flush=True,
            )


if __name__ == "__main__":
    main()
