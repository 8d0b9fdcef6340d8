"""PFOCR's figure pages: found, read, and told the UUID of their network.

A figure is one Markdown page, ``_figures/<figid>.md``, that is nothing but YAML front matter, and up to three
tables, ``_data/<figid>-genes.tsv``, ``-chemicals.tsv`` and ``-diseases.tsv``. Two generations are alive: pages of
2023 and later have tables, pages of 2022 carry their genes in the front matter.
"""

from pfocr_net.pages.edit import set_ndex
from pfocr_net.pages.find import find_figures
from pfocr_net.pages.read import read_figure
from pfocr_net.pages.source import find_digest, find_figid

__all__ = ["find_digest", "find_figid", "find_figures", "read_figure", "set_ndex"]
