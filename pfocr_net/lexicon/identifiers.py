"""Human genes by their identifiers: ``data/gene_ids.marisa``, made by ``pfocr_net.curation.ids``."""

from __future__ import annotations

import functools

import marisa_trie

from pfocr_net.errors import LexiconError
from pfocr_net.lexicon.store import DATA

_PREFIXES = ("NCBIGENE:", "ENTREZ:", "ENSEMBL:", "UNIPROT:")


def symbol_of(identifier: str) -> str:
    """Return the HGNC symbol of the human gene that an identifier names, or nothing.

    Parameters
    ----------
    identifier : str
        Of HGNC, NCBI Gene, Ensembl (a version allowed), UniProt (an isoform's number allowed); or, of the mouse or
        rat gene of the same name, of MGI or RGD.

    Examples
    --------
    >>> [symbol_of(name) for name in ("P04637-2", "ENSG00000141510.18", "ncbigene:7157", "HGNC:11998", "TP53")]
    ['TP53', 'TP53', 'TP53', 'TP53', '']
    """
    upper = identifier.upper()
    local = upper.split(":")[-1] if upper.startswith(_PREFIXES) else upper
    stem = local.split(".")[0] if local.startswith("ENS") else local.split("-")[0]
    found = open_identifiers().get(stem)
    return found[0].decode() if found else ""


@functools.cache
def open_identifiers() -> marisa_trie.BytesTrie:
    """Open the table of identifiers, once a process."""
    path = DATA / "gene_ids.marisa"
    try:
        return marisa_trie.BytesTrie().mmap(str(path))
    except (OSError, RuntimeError) as error:
        raise LexiconError("The table of gene identifiers is missing; reinstall pfocr-net.", path=path) from error
