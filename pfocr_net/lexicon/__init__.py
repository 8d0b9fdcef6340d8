"""Names and what they stand for: genes, families, complexes, components, processes, chemicals, diseases.

The compiled lexicon (``data/*.marisa``, made by ``pfocr_net.curation.lexicon`` from the tables named in
``data/SOURCES.md``) is mapped into memory, not loaded. ``data/overrides.tsv``, checked by hand, comes first;
its own head says how to add a row.
"""

from pfocr_net.lexicon.keys import UNSEEN, key, spelling, visible
from pfocr_net.lexicon.overrides import Override, read_overrides
from pfocr_net.lexicon.store import DATA, RECORD, SOURCES, Lexicon, open_lexicon

__all__ = [
    "DATA",
    "RECORD",
    "SOURCES",
    "UNSEEN",
    "Lexicon",
    "Override",
    "key",
    "open_lexicon",
    "read_overrides",
    "spelling",
    "visible",
]
