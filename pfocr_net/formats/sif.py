"""SIF, the simple interaction format of Cytoscape: one line an edge, and one for each node without edges.

It holds names, interactions and signs, nothing else. A sign stands behind its interaction where that does not say
it by itself: ``modifies(-)``, but ``inhibits``. Nodes that share a name are told apart by their identifier.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pfocr_net.files import write_whole
from pfocr_net.formats.text import one_line

if TYPE_CHECKING:
    import networkx

_SIGNS = MappingProxyType({1: "(+)", -1: "(-)", 0: ""})
_SAID = MappingProxyType({"activates": 1, "inhibits": -1})


def to_sif(network: networkx.MultiDiGraph[str]) -> str:
    r"""Write a network.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph()
    >>> network.add_nodes_from([(1, {"name": "MDM2"}), (2, {"name": "TP53"}), (3, {"name": "nucleus"})])
    >>> _ = network.add_edge(1, 2, interaction="modifies", sign=-1)
    >>> to_sif(network)
    'MDM2\tmodifies(-)\tTP53\nnucleus\n'
    """
    names = {node: one_line(data.get("name", node)) for node, data in network.nodes(data=True)}
    shared = Counter(names.values())
    names = {node: name if shared[name] == 1 else f"{name} ({one_line(node)})" for node, name in names.items()}
    edges = [
        f"{names[source]}\t{_interaction(**data)}\t{names[target]}\n"
        for source, target, data in network.edges(data=True)
    ]
    return "".join((*edges, *(f"{name}\n" for node, name in names.items() if not network.degree(node))))


def write(network: networkx.MultiDiGraph[str], path: Path) -> Path:
    """Write a network to a file."""
    return write_whole(path, to_sif(network))


def _interaction(interaction: str = "", sign: int = 0, **_: object) -> str:
    return one_line(interaction) if sign == _SAID.get(interaction) else f"{one_line(interaction)}{_SIGNS[sign]}"
