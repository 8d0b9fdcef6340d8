"""Gene, chemical and disease tables: beside the page, or embedded in it (2022)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pfocr_net.errors import TableError
from pfocr_net.model import Gene, Kind, Term
from pfocr_net.pages.front_matter import FrontMatter
from pfocr_net.pages.text import clean, decode, known

Row = Mapping[str, str]

HUMAN = "Homo sapiens"
HUMAN_TAXID = "9606"

_GENE_COLUMNS = ("organism_id", "organism_name", "word", "match", "ncbigene_symbol", "ncbigene_id", "source")
_TERM_COLUMNS = ("word", "mesh", "match", "name")


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of a gene table: a gene, its organism, and how many words met that organism's genes.

    ``direct`` counts the drawn words that are symbols, ``matched`` all that met a gene in any way.
    """

    gene: Gene
    organism: str
    direct: int = 0
    matched: int = 0


def read_rows(raw: bytes, path: Path, columns: Iterable[str]) -> list[Row]:
    r"""Read a table of tab-separated values, as R's readr writes them, each row once.

    Parameters
    ----------
    raw : bytes
        UTF-8; empty where there is no table.
    path : Path
        The table, for errors.
    columns : iterable of str
        Columns that must be there, in any order.

    Raises
    ------
    TableError
        A column is missing, or a row has more or fewer fields than the header.

    Examples
    --------
    >>> read_rows(b'word\tmatch\n"5""-AMP"\tAMP\n', Path("t.tsv"), ["word"])
    [{'word': '5"-AMP', 'match': 'AMP'}]
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
            rows[tuple(fields)] = None
    except csv.Error as error:
        raise TableError(f"Not a table: {error}.", path=path, line=lines.line_num) from error
    return [dict(zip(header, fields, strict=True)) for fields in rows]


def read_hits(raw: bytes, path: Path) -> list[Hit]:
    """Read a gene table; a row without a symbol goes by the lexicon entry it met."""
    return [_hit(row) for row in read_rows(raw, path, _GENE_COLUMNS)]


def read_terms(raw: bytes, path: Path, kind: Kind) -> tuple[Term, ...]:
    """Read a chemical or disease table."""
    return tuple(_term(row, kind) for row in read_rows(raw, path, _TERM_COLUMNS))


def embedded_hits(front_matter: FrontMatter) -> list[Hit]:
    """Make hits of the ``genes`` of a 2022 page, whose lexicon was human."""
    rows = front_matter.rows("genes", ("word", "symbol", "source", "hgnc_symbol", "entrez"))
    return list(dict.fromkeys(map(_embedded_hit, rows)))


def embedded_terms(front_matter: FrontMatter, name: str, kind: Kind) -> tuple[Term, ...]:
    """Make terms of the ``chemicals`` or ``diseases`` of a 2022 page."""
    rows = front_matter.rows(name, ("word", "source", "identifier"))
    return tuple(dict.fromkeys(_embedded_term(row, kind) for row in rows))


def _hit(row: Row) -> Hit:
    gene = Gene(
        symbol=known(row["ncbigene_symbol"]) or row["match"],
        ncbigene_id=known(row["ncbigene_id"]),
        word=row["word"],
        match=row["match"],
        source=row["source"],
        taxid=known(row["organism_id"]),
    )
    return Hit(gene, known(row["organism_name"]), _count(row, "count_direct"), _count(row, "count_match"))


def _count(row: Row, column: str) -> int:
    text = row.get(column, "")
    return int(text) if text.isdecimal() else 0


def _term(row: Row, kind: Kind) -> Term:
    identifiers = (known(row.get("chebi", "")), known(row.get("doid", "")), known(row["mesh"]))
    return Term(kind, row["word"], known(row["name"]) or known(row["match"]), tuple(filter(None, identifiers)))


def _embedded_hit(row: Row) -> Hit:
    gene = Gene(
        symbol=known(row["hgnc_symbol"]) or row["symbol"],
        ncbigene_id=known(row["entrez"]),
        word=row["word"],
        match=row["symbol"],
        source=row["source"],
        taxid=HUMAN_TAXID,
    )
    return Hit(gene, HUMAN)


def _embedded_term(row: Row, kind: Kind) -> Term:
    identifier = known(row["identifier"])
    return Term(kind, row["word"], identifiers=(f"{row['source'].lower()}:{identifier}",) if identifier else ())
