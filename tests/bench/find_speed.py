"""How fast the store answers: its figures repeated with changed names, then asked for relations of many genes.

    python -m tests.bench.find_speed STORE --figures 100000

Each copy of a figure is a figure of its own, with all its participants and relations. Times are of one question
each, asked of a store that was just opened; every gene, family and pair that states anything in the corpus is
asked for.
"""

import argparse
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from pfocr_net.store import find, open_store

_COPY = (
    "insert into figure select number + :by, figid || '-' || :copy, pmcid, title, caption, paper, citation,"
    " journal, year, doi, place, link, ndex, organism, nodes, edges from figure where number <= :there",
    "insert into network select figure + :by, packed from network where figure <= :there",
    "insert into page select name || '-' || :copy, stamp, figure + :by, why from page where figure <= :there",
    "insert into words (rowid, title, families, genes, other)"
    " select rowid + :by, title, families, genes, other from words where rowid <= :there",
    "insert into appearance select figure + :by, participant, is_drawn from appearance where figure <= :there",
    "insert into relation select null, figure + :by, source, target, interaction, sign, confidence, hedged,"
    " trigger, evidence from relation where figure <= :there",
)


def repeat(path: Path, figures: int) -> int:
    """Copy the figures of a store until there are so many."""
    database = sqlite3.connect(path)
    (there,) = database.execute("select max(number) from figure").fetchone()
    for copy in range(1, -(-figures // there)):
        for statement in _COPY:
            database.execute(statement, {"by": copy * there, "copy": copy, "there": there})
    database.execute("analyze")
    database.commit()
    (count,) = database.execute("select count(*) from figure").fetchone()
    database.close()
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--figures", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(options.store, folder))
        start = time.perf_counter()
        count = repeat(path, options.figures)
        seconds = time.perf_counter() - start
        print(f"{count:,} figures, {path.stat().st_size / 1e6:,.0f} MB, copied in {seconds:.0f} s")
        with open_store(path) as store:
            pairs = store.rows(
                "select distinct one.name, interaction, other.name from relation"
                " join participant one on one.number = source join participant other on other.number = target"
            )
        asked = random.Random(3).sample([tuple(pair) for pair in pairs], min(options.questions, len(pairs)))
        for what in ("--gene", "--gene --relation", "--gene --relation --to"):
            times, answers = [], 0
            for gene, relation, to in asked:
                more = {"relation": relation} if "--relation" in what else {}
                more |= {"to": to} if "--to" in what else {}
                start = time.perf_counter()
                with open_store(path) as store:
                    answers += find(store, gene, limit=20, **more)[1]
                times.append(time.perf_counter() - start)
            middle, most = 1000 * statistics.median(times), 1000 * max(times)
            each = answers / len(times)
            print(
                f"  {what:<24} {middle:6.1f} ms in the middle, {most:7.1f} ms at most; {each:,.0f} statements each"
            )


if __name__ == "__main__":
    main()
