"""Which sets stand at the top or the bottom of a ranking: gseapy's prerank on our sets."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence

from pfocr_net.analysis.enrichment import Enrichment, check_match
from pfocr_net.analysis.genesets import GeneSet
from pfocr_net.analysis.ids import match_genes
from pfocr_net.errors import UsageError

#: Column of gseapy's result -> ours.
_COLUMNS = {"Term": "set", "ES": "es", "NES": "nes", "NOM p-val": "p", "FDR q-val": "q"}


def enrich_ranked(
    scores: Mapping[str, float],
    sets: Sequence[GeneSet],
    *,
    min_size: int = 5,
    max_size: int = 500,
    permutations: int = 1000,
    seed: int = 0,
) -> Enrichment:
    """Test which sets stand at the top or the bottom of a ranking: gseapy's prerank, every gene for itself.

    Parameters
    ----------
    scores : mapping
        Gene to score, such as a fold change; of names for the same gene, the largest score in size counts.
    sets : sequence of GeneSet
    min_size, max_size : int
        Test sets with so many ranked genes.
    permutations, seed : int

    Returns
    -------
    Enrichment
        ``table`` has the columns ``set``, ``description``, ``es``, ``nes``, ``p``, ``q`` and ``hit`` (the leading
        edge).

    Raises
    ------
    UsageError
        No gene of the ranking is in a set, or no set is large enough.
    """
    from pandas import Series

    try:
        import gseapy
    except ImportError as error:
        raise UsageError("gseapy is not installed: pip install 'pfocr-net[analysis]'.") from error

    known = frozenset().union(*(one.genes for one in sets))
    matched = match_genes(scores, known)
    check_match(matched, matched.genes & known, known)
    ranked: dict[str, float] = {}
    for name, gene in matched.symbols.items():
        ranked[gene] = max(ranked.get(gene, 0.0), scores[name], key=abs)
    large = {one.name: sorted(one.genes) for one in sets if min_size <= len(one.genes & ranked.keys()) <= max_size}
    if not large:
        raise UsageError(f"No set has {min_size} to {max_size} of the ranked genes; nothing was tested.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # gseapy's, of what pandas is about to drop
        found = gseapy.prerank(
            rnk=Series(ranked).sort_values(ascending=False),
            gene_sets=large,
            min_size=min_size,
            max_size=max_size,
            permutation_num=permutations,
            outdir=None,
            seed=seed,
            threads=1,
            no_plot=True,
        ).res2d
    table = found.rename(columns=_COLUMNS).astype(dict.fromkeys(("es", "nes", "p", "q"), float))
    table["description"] = table["set"].map({one.name: one.description for one in sets})
    table["hit"] = table["Lead_genes"].str.split(";")
    table = table[["set", "description", "es", "nes", "p", "q", "hit"]]
    table = table.assign(size=abs(table["nes"])).sort_values(["q", "p", "size"], ascending=[True, True, False])
    return Enrichment(
        table.drop(columns="size").reset_index(drop=True), matched, len(ranked), len(ranked), (), len(large)
    )
