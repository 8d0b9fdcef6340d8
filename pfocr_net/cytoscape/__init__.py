"""Cytoscape desktop: networks into it, dressed in our style, families as groups, a user's values on the nodes.

::

    cyrest.py   calls to CyREST by py4cytoscape, its traps closed
    looks.py    a style as a visual style, and the columns that it maps
    styles.py   keeping a visual style there
    groups.py   families that open and close
    table.py    a table of values joined to a network
    desktop.py  an open Cytoscape, and the figures in it

Source of the contract: CyREST and CX Support, as of Cytoscape 3.10.
"""

from pfocr_net.cytoscape.cyrest import DEFAULT_URL, Patience
from pfocr_net.cytoscape.desktop import COLLECTION, OURS, Desktop, Pushed, push_to_cytoscape
from pfocr_net.cytoscape.looks import Colours
from pfocr_net.cytoscape.table import Match, Table, join_table, read_table

__all__ = [
    "COLLECTION",
    "DEFAULT_URL",
    "OURS",
    "Colours",
    "Desktop",
    "Match",
    "Patience",
    "Pushed",
    "Table",
    "join_table",
    "push_to_cytoscape",
    "read_table",
]
