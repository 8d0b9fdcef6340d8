"""Pathway figures become networks.

>>> import pfocr_net
>>> pfocr_net.__version__
'0.1.0'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pfocr_net.analysis.enrichment import enrich as enrich
    from pfocr_net.analysis.merge import merge_networks as merge_networks
    from pfocr_net.analysis.tables import edge_table as edge_table
    from pfocr_net.analysis.tables import figure_table as figure_table
    from pfocr_net.build import build_figure as build_figure
    from pfocr_net.captions import extract_relations as extract_relations
    from pfocr_net.cytoscape import push_to_cytoscape as push_to_cytoscape
    from pfocr_net.families import group_genes as group_genes
    from pfocr_net.network import build_network as build_network
    from pfocr_net.pages import find_figures as find_figures
    from pfocr_net.pages import read_figure as read_figure
    from pfocr_net.pages import set_ndex as set_ndex

__version__ = "0.1.0"

#: Public name -> the room it lives in; imported at first use, so that start-up stays short.
_ROOMS = {
    "build_figure": "build",
    "build_network": "network",
    "edge_table": "analysis.tables",
    "enrich": "analysis.enrichment",
    "extract_relations": "captions",
    "figure_table": "analysis.tables",
    "find_figures": "pages",
    "group_genes": "families",
    "merge_networks": "analysis.merge",
    "push_to_cytoscape": "cytoscape",
    "read_figure": "pages",
    "set_ndex": "pages",
}

__all__ = ["__version__", *_ROOMS]


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return getattr(importlib.import_module(f"pfocr_net.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'pfocr_net' has no attribute {name!r}")
