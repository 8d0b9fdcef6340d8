"""A user's genes: a list, or a table with a value for each."""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from pfocr_net.errors import DataError


def read_genes(path: Path, column: str | None = None) -> dict[str, float]:
    """Read genes, each with its value.

    Parameters
    ----------
    path : Path
        One gene a line, or a table (tabs, commas or semicolons) whose first column has the genes; ``-`` is
        standard input.
    column : str, optional
        Name of the column with the values; by default the second one, if it has numbers.

    Returns
    -------
    dict
        Gene to value, NaN where there is none; of a gene that is there twice the last value.

    Raises
    ------
    DataError
        The file cannot be read, has no gene, or not that column.
    """
    rows = _rows(path)
    if not rows:
        raise DataError("There is no gene in the file; write one a line.", path=path)
    head, *body = rows
    if column is not None and column not in head:
        raise DataError(f"There is no column {column!r}; there are {', '.join(head)}.", path=path, line=1)
    at = head.index(column) if column is not None else 1
    has_head = column is not None or (len(rows) > 1 and len(head) > 1 and math.isnan(_number(head, at)))
    return {row[0]: _number(row, at) for row in (body if has_head else rows) if row[0]}


def _rows(path: Path) -> list[list[str]]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"The genes cannot be read: {error}", path=path) from error
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    between = next((mark for mark in "\t,;" if any(mark in line for line in lines[:1])), "\t")
    return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=between)]


def _number(row: Sequence[str], at: int) -> float:
    try:
        return float(row[at])
    except (IndexError, ValueError):
        return math.nan
