"""Whether p is what it says: how often it is under 0.05 on real figures when nothing is there to be found.

    python -m tests.bench.calibration STORE_OR_PAGES --tests 5000 --genes 150

Each test draws a figure with a family and a list. Lists are drawn in two ways. *Genes*: every gene of the
background as likely as any other. *Words*: every word of the corpus as likely as any other, with all the genes it
stands for, as where a family is raised or named as a whole. Three ways of counting are held against them: each
family as one participant with its exact null; each family as one participant with the hypergeometric null, as if
it were a gene; each member for itself. Ties are broken at random, so that a calibrated p is under 0.05 in 5 % of
the tests.
"""

import argparse
import random
from pathlib import Path

from scipy.stats import hypergeom, kstest

from pfocr_net.analysis.null import Null, Shape, shape_of
from pfocr_net.analysis.sources import read_sets


def draw_genes(generator, genes, _, wanted):
    return {*generator.sample(genes, wanted)}


def draw_words(generator, _, words, wanted):
    drawn = set()
    while len(drawn) < wanted:
        drawn |= {*generator.choice(words)}
    return drawn


def counted(one, listed, null, total, tie):
    """Return the p-values of the three ways of counting."""
    members = [member.genes for member in one.participants]
    hits, size = sum(not listed.isdisjoint(genes) for genes in members), len(members)
    shape, single = shape_of(members), Shape(len(one.genes))
    own = len(one.genes & listed)
    return {
        "families, exact": null.tail(shape, hits) - tie * null.probabilities(shape)[hits],
        "families, as if genes": hypergeom.sf(hits - 1, total, size, len(listed))
        - tie * hypergeom.pmf(hits, total, size, len(listed)),
        "each member": null.tail(single, own) - tie * null.probabilities(single)[own],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--tests", type=int, default=5000)
    parser.add_argument("--genes", type=int, default=150)
    options = parser.parse_args()
    sets = [one for one in read_sets(options.sources) if len(one.participants) >= 3]
    genes = sorted(frozenset().union(*(one.genes for one in sets)))
    words = sorted({tuple(sorted(member.genes)) for one in sets for member in one.participants})
    drawn = [one for one in sets if len(one.genes) > len(one.participants)]
    generator = random.Random(11)
    print(
        f"{len(drawn):,} figures with families, {len(genes):,} genes, {options.tests:,} lists of {options.genes}"
    )
    for draw in (draw_genes, draw_words):
        found: dict[str, list[float]] = {}
        nulls: dict[int, Null] = {}
        for _ in range(options.tests):
            listed = draw(generator, genes, words, options.genes)
            null = nulls.setdefault(len(listed), Null(len(genes), len(listed)))
            one, tie = generator.choice(drawn), generator.random()
            for how, p in counted(one, listed, null, len(genes), tie).items():
                found.setdefault(how, []).append(p)
        print(f"lists of {draw.__name__.removeprefix('draw_')}:")
        for how, ps in found.items():
            under = sum(p < 0.05 for p in ps) / len(ps)
            print(f"  {how:<24} under 0.05: {under:6.1%}   Kolmogorov-Smirnov: {kstest(ps, 'uniform').pvalue:.2g}")


if __name__ == "__main__":
    main()
