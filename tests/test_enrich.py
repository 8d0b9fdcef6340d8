"""Enrichment: exact against counting every list, against scipy and gseapy, and calibrated on real figures."""

import itertools
import random

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, hypergeom, kstest

from pfocr_net.analysis.enrichment import enrich
from pfocr_net.analysis.genesets import GeneSet, Participant
from pfocr_net.analysis.null import Null, Shape, shape_of
from pfocr_net.analysis.ranking import enrich_ranked
from pfocr_net.analysis.sources import read_sets
from pfocr_net.errors import UsageError


def gene_set(name, *participants):
    return GeneSet(
        name, f"about {name}", tuple(Participant("/".join(genes), tuple(genes)) for genes in participants)
    )


def by_counting(participants, background, drawn):
    """Probability of each number of hits, over all lists there are."""
    genes = sorted({gene for member in participants for gene in member})
    everything = [*genes, *range(background - len(genes))]
    counts = numpy.zeros(len(participants) + 1)
    for chosen in itertools.combinations(everything, drawn):
        counts[sum(not set(chosen).isdisjoint(member) for member in participants)] += 1
    return counts / counts.sum()


SMALL = st.lists(st.frozensets(st.sampled_from("ABCDEFG"), min_size=1, max_size=4), min_size=1, max_size=6)


@given(SMALL, st.integers(7, 9), st.integers(0, 9))
def test_the_null_is_exact_whatever_overlaps(participants, background, drawn):
    drawn = min(drawn, background)
    found = Null(background, drawn).probabilities(shape_of(participants))
    numpy.testing.assert_allclose(found, by_counting(participants, background, drawn), atol=1e-12)


@given(SMALL, st.integers(0, 9))
def test_expected_hits_are_the_mean(participants, drawn):
    null = Null(9, drawn)
    found = null.probabilities(shape_of(participants))
    assert null.expected(map(len, participants)) == pytest.approx(found @ numpy.arange(len(found)), abs=1e-12)


@pytest.mark.parametrize(("background", "drawn"), [(20_000, 500), (100_000, 2_000), (300, 150)])
def test_single_genes_are_hypergeometric(background, drawn):
    null = Null(background, drawn)
    for size in (1, 7, 40, 150):
        hits = numpy.arange(size + 1)
        theirs = hypergeom.sf(hits - 1, background, size, drawn)
        ours = [null.tail(Shape(size), hit) for hit in hits]
        numpy.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-300)


def test_large_families_do_not_overflow():
    participants = [
        [f"{family}.{gene}" for gene in range(size)] for family, size in enumerate((700, 400, 60, 3, 1))
    ]
    found = Null(20_000, 500).probabilities(shape_of(participants))
    assert found.sum() == pytest.approx(1, abs=1e-9)
    assert found[0] < 1e-10


@pytest.fixture(scope="module")
def random_sets():
    generator = random.Random(5)
    genes = [f"X{number}Z" for number in range(900)]
    sets = [
        gene_set(f"s{at}", *([gene] for gene in generator.sample(genes, generator.randint(3, 60))))
        for at in range(80)
    ]
    return sets, generator.sample(genes, 70)


def test_plain_counting_equals_gseapy_and_scipy(random_sets):
    gseapy = pytest.importorskip("gseapy")
    sets, chosen = random_sets
    ours = enrich(chosen, sets, count="genes").table.set_index("set")
    as_dict = {one.name: sorted(one.genes) for one in sets}
    theirs = gseapy.enrich(gene_list=chosen, gene_sets=as_dict, background=None, outdir=None, cutoff=1).results
    theirs = theirs.set_index("Term")["P-value"]
    assert set(ours.index) == set(theirs.index)
    numpy.testing.assert_allclose(ours["p"], theirs[ours.index].astype(float), atol=1e-9, rtol=1e-9)
    everything = frozenset().union(*(one.genes for one in sets))
    sizes = {one.name: len(one.genes) for one in sets}
    scipys = [
        hypergeom.sf(row.hits - 1, len(everything), sizes[name], len(everything & {*chosen}))
        for name, row in ours.iterrows()
    ]
    numpy.testing.assert_allclose(ours["p"], scipys, rtol=1e-9)
    every_p = [*ours["p"], *[1.0] * (len(sets) - len(ours))]
    numpy.testing.assert_allclose(ours["q"], false_discovery_control(every_p)[: len(ours)], rtol=1e-12)


def test_single_genes_count_alike_in_both_ways(random_sets):
    sets, chosen = random_sets
    one, other = (enrich(chosen, sets, count=count).table for count in ("families", "genes"))
    numpy.testing.assert_allclose(one["p"], other["p"], rtol=1e-12)


def test_a_family_counts_once_where_expansion_counts_each_member():
    rab = [f"RAB{number}A" for number in range(1, 40)]
    sets = [gene_set("f", rab, ["TP53"], ["MDM2"]), gene_set("other", *([f"G{at}X"] for at in range(2000)))]
    chosen = [*rab[:12], *(f"G{at}X" for at in range(60))]
    as_family = enrich(chosen, sets, max_size=5000).table.set_index("set").loc["f"]
    as_genes = enrich(chosen, sets, max_size=5000, count="genes").table.set_index("set").loc["f"]
    assert (as_family.hits, as_family["size"], as_genes.hits, as_genes["size"]) == (1, 3, 12, 41)
    assert as_family.p > 0.5 > 1e-6 > as_genes.p
    assert as_family.hit[0].endswith("RAB11A, RAB12A)")


def test_the_background_decides_what_counts():
    sets = [gene_set("a", ["TP53"], ["MDM2"], ["ATM"], ["CHEK2"])]
    background = ["TP53", "MDM2", "ATM", *(f"G{at}X" for at in range(97))]
    found = enrich(["TP53", "MDM2", "CHEK2", "G1X"], sets, background=background)
    assert (found.background, found.drawn, found.outside) == (100, 3, ("CHEK2",))
    row = found.table.iloc[0]
    assert (row.hits, row["size"]) == (2, 3)
    assert row.p == pytest.approx(hypergeom.sf(1, 100, 3, 3), rel=1e-12)


def test_a_background_of_100_000_names_is_taken():
    sets = [gene_set("a", ["TP53"], ["MDM2"], ["ATM"])]
    found = enrich(["TP53"], sets, background=["TP53", "MDM2", "ATM", *(f"ENSG{at:011}" for at in range(99_997))])
    assert found.background == 100_000
    assert found.table["p"][0] == pytest.approx(3e-5)


@pytest.mark.parametrize(
    ("genes", "options", "message"),
    [
        ([], {}, "list of genes is empty"),
        (["", " "], {}, "list of genes is empty"),
        (["xyzzy"], {}, r"None of the genes \(xyzzy ...\) is in the background of the sets \(ATM, MDM2, TP53"),
        (["TP53"], {"min_size": 4}, "No set has 4 to 500 participants"),
        (["TP53"], {"count": "words"}, "families or genes; not 'words'"),
    ],
)
def test_what_cannot_be_tested_is_told(genes, options, message):
    with pytest.raises(UsageError, match=message):
        enrich(genes, [gene_set("a", ["TP53"], ["MDM2"], ["ATM"])], **options)


def test_figures_without_genes_are_told():
    with pytest.raises(UsageError, match="None of the figures has a gene"):
        enrich(["TP53"], [GeneSet("a", "", ())])


@pytest.fixture(scope="module")
def real_sets(shared):
    pages = sorted((shared / "corpus/_figures").glob("*.md"))[::6]
    return [one for one in read_sets(pages) if len(one.participants) >= 3]


def test_p_is_uniform_under_random_lists_on_real_figures(real_sets):
    """With ties of a discrete p broken at random, it is uniform; a null that takes families for genes is not."""
    everything = sorted(frozenset().union(*(one.genes for one in real_sets)))
    with_families = [one for one in real_sets if any(len(member.genes) > 1 for member in one.participants)]
    generator = random.Random(1)
    null = Null(len(everything), 120)
    exact, naive = [], []
    for one in with_families:
        chosen = {*generator.sample(everything, 120)}
        shape, size = shape_of(member.genes for member in one.participants), len(one.participants)
        hits = sum(not chosen.isdisjoint(member.genes) for member in one.participants)
        tie = generator.random()
        exact.append(null.tail(shape, hits) - tie * null.probabilities(shape)[hits])
        more, equal = (f(hits, len(everything), size, 120) for f in (hypergeom.sf, hypergeom.pmf))
        naive.append(more + (1 - tie) * equal)
    assert len(exact) > 80
    assert kstest(exact, "uniform").pvalue > 0.01
    assert kstest(naive, "uniform").pvalue < 1e-4


def test_p_is_what_permutations_give_on_real_figures(real_sets):
    everything = sorted(frozenset().union(*(one.genes for one in real_sets)))
    generator, lists = random.Random(2), 2000
    richest = sorted(real_sets, key=lambda one: len(one.genes) - len(one.participants))[-8:]
    null = Null(len(everything), 100)
    chosen = [{*generator.sample(everything, 100)} for _ in range(lists)]
    for one in richest:
        hits = [sum(not genes.isdisjoint(member.genes) for member in one.participants) for genes in chosen]
        told = null.probabilities(shape_of(member.genes for member in one.participants))
        seen = numpy.bincount(hits, minlength=len(told)) / lists
        assert numpy.abs(numpy.cumsum(seen) - numpy.cumsum(told)).max() < 0.045, one.name


def test_ranking_is_gseapys(random_sets):
    pytest.importorskip("gseapy")
    sets, _ = random_sets
    generator = random.Random(3)
    genes = sorted(frozenset().union(*(one.genes for one in sets)))
    top = {*sets[0].genes}
    scores = {gene: generator.gauss(3 if gene in top else 0, 1) for gene in genes}
    found = enrich_ranked(scores, sets, permutations=100)
    assert found.table["set"][0] == "s0"
    assert found.table["nes"][0] > 2
    assert {*found.table["hit"][0]} <= top


def test_a_ranking_that_meets_no_set_is_told():
    with pytest.raises(UsageError, match="None of the genes"):
        enrich_ranked({"xyzzy": 1.0}, [gene_set("a", ["TP53"])])
