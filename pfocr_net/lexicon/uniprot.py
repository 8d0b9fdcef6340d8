"""Human proteins by their UniProt accession."""

from __future__ import annotations

import functools
from pathlib import Path

import marisa_trie

from pfocr_net.errors import LexiconError

TABLE = Path(__file__).parent.parent / "data/uniprot.marisa"


def symbol_of(accession: str) -> str:
    """Return the HGNC symbol of a human protein, or nothing.

    Parameters
    ----------
    accession : str
        Its UniProt accession, an isoform's number allowed.

    Examples
    --------
    >>> symbol_of("P04637"), symbol_of("P04637-2"), symbol_of("TP53")
    ('TP53', 'TP53', '')
    """
    found = _opened().get(accession.partition("-")[0])
    return found[0].decode() if found else ""


@functools.cache
def _opened() -> marisa_trie.BytesTrie:
    try:
        return marisa_trie.BytesTrie().mmap(str(TABLE))
    except (OSError, RuntimeError) as error:
        raise LexiconError(
            "The table of UniProt accessions is missing; reinstall pfocr-net.", path=TABLE
        ) from error
