"""How fast enrichment is, beside gseapy's hypergeometric test in the same run.

    python -m tests.bench.enrich_speed STORE_OR_PAGES --sets 100000 --genes 500

The figures given are repeated with changed names, once as they are and once with their genes renamed at random
in each copy, so that no two sets hold the same genes. Both tools get the same sets and the same list; where
both count plain genes, their p-values must agree to 1e-9. Memory is what the process has in use at its highest,
above what it had before the test.
"""

import argparse
import multiprocessing
import random
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import gseapy

from pfocr_net.analysis.enrichment import enrich
from pfocr_net.analysis.genesets import GeneSet, Participant
from pfocr_net.analysis.sources import read_sets

#: What the process that is measured has to do; inherited, not sent.
WORK = []


def repeated(sets, wanted, *, shuffled, seed=1):
    """Repeat the sets; shuffled, each copy swaps all genes of the background for others."""
    generator = random.Random(seed)
    everything = sorted(frozenset().union(*(one.genes for one in sets)))
    copies, copy = [], 0
    while len(copies) < wanted:
        other = (
            dict(zip(everything, generator.sample(everything, len(everything)), strict=True)) if shuffled else {}
        )
        for one in sets[: wanted - len(copies)]:
            members = tuple(
                Participant(name, tuple(other.get(gene, gene) for gene in genes))
                for name, genes in one.participants
            )
            copies.append(GeneSet(f"{one.name}-{copy}", one.description, members))
        copy += 1
    return copies


def by_us(listed, sets, count):
    return enrich(listed, sets, count=count, max_size=10**6).table.set_index("set")["p"]


def by_gseapy(listed, sets, everything):
    found = gseapy.enrich(listed, sets, background=everything, outdir=None, cutoff=1).results
    return found.set_index("Term")["P-value"].astype(float)


def timed(what, work):
    """Do it in a process of its own, which has in memory what this one has; return the p-values."""
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, mp_context=fork, initializer=WORK.append, initargs=(work,)) as one:
        seconds, more, p_values = one.submit(_measured).result()
    print(f"  {what:<42} {seconds:7.2f} s   +{more:,.0f} MB")
    return p_values


def _measured():
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    p_values = WORK[-1]()
    seconds = time.perf_counter() - start
    return seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, p_values


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--sets", type=int, default=100_000)
    parser.add_argument("--genes", type=int, default=500)
    options = parser.parse_args()
    figures = [one for one in read_sets(options.sources) if len(one.participants) >= 3]
    everything = sorted(frozenset().union(*(one.genes for one in figures)))
    listed = random.Random(2).sample(everything, min(options.genes, len(everything)))
    print(f"{len(figures):,} figures, {len(everything):,} genes, a list of {len(listed):,}")
    for shuffled in (False, True):
        sets = repeated(figures, options.sets, shuffled=shuffled)
        print(f"{len(sets):,} sets, {'genes renamed in each copy' if shuffled else 'as they are'}:")
        as_dict = {one.name: [*one.genes] for one in sets}
        timed("pfocr-net, families", partial(by_us, listed, sets, "families"))
        ours = timed("pfocr-net, genes", partial(by_us, listed, sets, "genes"))
        theirs = timed("gseapy.enrich, genes", partial(by_gseapy, listed, as_dict, everything))
        worst = (ours - theirs[ours.index]).abs().max()
        print(f"  p-values that both have: {len(ours):,}, apart by {worst:.1e} at most")


if __name__ == "__main__":
    main()
