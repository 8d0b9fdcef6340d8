"""Gene, chemical and disease tables: beside the page, or embedded in it (2022)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from pfocr_net.errors import TableError
from pfocr_net.model import Gene, Kind, Term
from pfocr_net.pages.front_matter import FrontMatter
from pfocr_net.pages.text import clean, decode, known

HUMAN = "Homo sapiens"
HUMAN_TAXID = "9606"

#: Columns that a table must have, and those that it may have.
_GENE_COLUMNS = ("organism_id", "organism_name", "word", "match", "ncbigene_symbol", "ncbigene_id", "source")
_GENE_COUNTS = ("count_direct", "count_match")
_TERM_COLUMNS = ("word", "mesh", "match", "name")
_TERM_IDENTIFIERS = ("chebi", "doid")


class Hit(NamedTuple):
    """One row of a gene table: a gene, its organism, and how many words met that organism's genes.

    ``direct`` counts the drawn words that are symbols, ``matched`` all that met a gene in any way.
    """

    gene: Gene
    organism: str
    direct: int = 0
    matched: int = 0


def read_rows(
    raw: bytes, path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> list[tuple[str, ...]]:
    r"""Read a table of tab-separated values, as R's readr writes them, each row once.

    Parameters
    ----------
    raw : bytes
        UTF-8; empty where there is no table.
    path : Path
        The table, for errors.
    columns : sequence of str
        Columns that must be there, in any order.
    optional : sequence of str
        Columns that may be there.

    Returns
    -------
    list of tuple of str
        The fields of ``columns`` and ``optional``, empty where there is no such column.

    Raises
    ------
    TableError
        A column is missing, or a row has more or fewer fields than the header.

    Examples
    --------
    >>> read_rows(b'word\tmatch\n"5""-AMP"\tAMP\n', Path("t.tsv"), ["match", "word"], ["name"])
    [('AMP', '5"-AMP', '')]
    """
    text = clean(decode(raw, path).removeprefix("\ufeff"))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    rows: dict[tuple[str, ...], None] = {}
    try:
        header = next(lines, None)
        if header is None:
            return []
        if missing := [column for column in columns if column not in header]:
            raise TableError(f"The table lacks {', '.join(missing)}.", path=path, line=1)
        for fields in filter(None, lines):
            if len(fields) != len(header):
                what = f"The row has {len(fields)} fields, not {len(header)}. Is the file cut off?"
                raise TableError(what, path=path, line=lines.line_num)
            rows[*fields, ""] = None
    except csv.Error as error:
        raise TableError(f"Not a table: {error}.", path=path, line=lines.line_num) from error
    places = [header.index(column) if column in header else -1 for column in (*columns, *optional)]
    return list(map(itemgetter(*places), rows))


def read_hits(raw: bytes, path: Path) -> list[Hit]:
    """Read a gene table; a row without a symbol goes by the lexicon entry it met."""
    return [_hit(*row) for row in read_rows(raw, path, _GENE_COLUMNS, _GENE_COUNTS)]


def read_terms(raw: bytes, path: Path, kind: Kind) -> tuple[Term, ...]:
    """Read a chemical or disease table."""
    return tuple(_term(kind, *row) for row in read_rows(raw, path, _TERM_COLUMNS, _TERM_IDENTIFIERS))


def embedded_hits(front_matter: FrontMatter) -> list[Hit]:
    """Make hits of the ``genes`` of a 2022 page, whose lexicon was human."""
    rows = front_matter.rows("genes", ("word", "symbol", "source", "hgnc_symbol", "entrez"))
    return list(dict.fromkeys(map(_embedded_hit, rows)))


def embedded_terms(front_matter: FrontMatter, name: str, kind: Kind) -> tuple[Term, ...]:
    """Make terms of the ``chemicals`` or ``diseases`` of a 2022 page."""
    rows = front_matter.rows(name, ("word", "source", "identifier"))
    return tuple(dict.fromkeys(_embedded_term(row, kind) for row in rows))


def _hit(
    taxid: str,
    organism: str,
    word: str,
    match: str,
    symbol: str,
    ncbigene_id: str,
    source: str,
    direct: str,
    matched: str,
) -> Hit:
    gene = Gene(known(symbol) or match, known(ncbigene_id), word, match, source, known(taxid))
    return Hit(gene, known(organism), _count(direct), _count(matched))


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _term(kind: Kind, word: str, mesh: str, match: str, name: str, chebi: str, doid: str) -> Term:
    identifiers = tuple(curie for curie in (chebi, doid, mesh) if known(curie))
    return Term(kind, word, known(name) or known(match), identifiers)


def _embedded_hit(row: Mapping[str, str]) -> Hit:
    gene = Gene(
        symbol=known(row["hgnc_symbol"]) or row["symbol"],
        ncbigene_id=known(row["entrez"]),
        word=row["word"],
        match=row["symbol"],
        source=row["source"],
        taxid=HUMAN_TAXID,
    )
    return Hit(gene, HUMAN)


def _embedded_term(row: Mapping[str, str], kind: Kind) -> Term:
    identifier = known(row["identifier"])
    return Term(kind, row["word"], identifiers=(f"{row['source'].lower()}:{identifier}",) if identifier else ())
