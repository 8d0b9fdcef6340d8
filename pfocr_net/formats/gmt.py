"""GMT, the format of gene sets: one line a set, with its name, what it is, and its genes.

It holds which genes a figure shows; not the edges, nor which of them are one family. Three sets of a figure can be
had: ``all`` that it draws, members of families included; ``drawn`` by a word of their own; and those that the
``caption`` relates to something. Readers such as clusterProfiler and gseapy take the first two fields for name and
description, and an empty last field for a gene: there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pfocr_net.files import write_whole
from pfocr_net.formats.text import one_line
from pfocr_net.network.participants import Which, participants

if TYPE_CHECKING:
    import networkx


def to_gmt(
    network: networkx.MultiDiGraph[str],
    which: Iterable[Which] = ("all",),
    *,
    ncbigene: bool = False,
    min_size: int = 1,
) -> str:
    r"""Write the sets of one figure.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As `pfocr_net.network.build_network` makes it.
    which : iterable of {"all", "drawn", "caption"}
        The sets. With more than one, each is named by figure and kind: ``PMC1__f1 drawn``.
    ncbigene : bool
        NCBI Gene IDs instead of symbols; a gene without one is left out.
    min_size : int
        Leave out sets with fewer genes.

    Returns
    -------
    str
        One line a set, maybe none.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph(pfocrId="PMC1__f1", figureTitle="p53 and its inhibitor")
    >>> network.add_node("ncbigene:7157", type="gene", name="TP53", ncbigene="7157")
    >>> network.add_node("ncbigene:4193", type="gene", name="MDM2", ncbigene="4193")
    >>> to_gmt(network)
    'PMC1__f1\tp53 and its inhibitor\tTP53\tMDM2\n'
    >>> to_gmt(network, ncbigene=True)
    'PMC1__f1\tp53 and its inhibitor\t7157\t4193\n'
    """
    kinds, about = tuple(which), network.graph
    figid = about.get("pfocrId") or about.get("name", "network")
    lines = []
    for kind in kinds:
        genes = dict.fromkeys(
            gene.ncbigene_id if ncbigene else gene.symbol
            for stands_for in participants(network, kind).values()
            for gene in stands_for
        )
        name = figid if len(kinds) == 1 else f"{figid} {kind}"
        lines.append(gmt_line(name, about.get("figureTitle", ""), filter(None, genes), min_size))
    return "".join(lines)


def gmt_line(name: str, description: str, genes: Iterable[str], min_size: int = 1) -> str:
    r"""Write one set, or nothing if it has fewer than ``min_size`` genes.

    Examples
    --------
    >>> gmt_line("a\tset", "", ["TP53"])
    'a set\tna\tTP53\n'
    """
    fields = [one_line(gene) for gene in genes]
    if len(fields) < max(min_size, 1):
        return ""
    return "\t".join((one_line(name), one_line(description) or "na", *fields)) + "\n"


def write(network: networkx.MultiDiGraph[str], path: Path) -> Path:
    """Write the set of all genes that a figure draws, as symbols; a figure without genes makes an empty file."""
    return write_whole(path, to_gmt(network))
