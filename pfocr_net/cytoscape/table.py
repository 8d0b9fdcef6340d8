"""A user's own table joined to a network: measured values on genes, mean and range on families."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from pfocr_net.cytoscape.looks import COLUMNS, Colours
from pfocr_net.errors import DataError, UsageError
from pfocr_net.lexicon.identifiers import symbol_of
from pfocr_net.model import NODE_ATTRIBUTES, Gene
from pfocr_net.network.members import member_genes

if TYPE_CHECKING:
    import networkx
    import pandas

_SEPARATORS = ",\t;"
_NUMBERS_ARE_GENES = re.compile(r"entrez|ncbi|gene", re.IGNORECASE)

#: The ends of the colour scale, so that a few extreme values do not make all others white.
_ENDS = (0.02, 0.98)

#: Names that a column of the table cannot have in Cytoscape.
_TAKEN = frozenset((*NODE_ATTRIBUTES, *COLUMNS, "suid", "selected", "shared name"))


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row a gene.

    ``values`` maps ``ncbigene:<id>`` or a symbol to the gene's values by column, numbers the mean of the rows that
    name the gene; ``numeric`` are the columns of numbers, ``key`` is the one that names the genes; ``infinite``
    counts values left out because nothing can show them.
    """

    path: Path
    key: str
    values: Mapping[str, Mapping[str, Any]]
    numeric: tuple[str, ...]
    rows: int
    infinite: int
    ends: Mapping[str, tuple[float, float]]

    def colours(self, column: str | None = None) -> Colours | None:
        """Return the colour scale of a column, by default the first one of numbers, over all genes of the table.

        Raises
        ------
        UsageError
            There is no such column of numbers.
        """
        if column is None and not self.numeric:
            return None
        name = _free(column) if column else self.numeric[0]
        if name not in self.numeric:
            listed = ", ".join(self.numeric) or "none"
            raise UsageError(f"There is no column of numbers {column!r}; there are {listed}.", path=self.path)
        return Colours(name, *self.ends[name])


@dataclass(frozen=True, slots=True)
class Match:
    """How many of a network's genes, members of families among them, a table has values for."""

    genes: int
    matched: int

    def __str__(self) -> str:
        share = f" ({self.matched / self.genes:.0%})" if self.genes else ""
        return f"{self.matched} of {self.genes} genes{share}"


def read_table(path: Path, networks: Sequence[networkx.MultiDiGraph[str]], key: str | None = None) -> Table:
    """Read a table of values by gene: comma, tab or semicolon between columns, their names in the first row.

    Parameters
    ----------
    path : Path
        The table. Genes are named by official symbol, NCBI Gene ID, UniProt accession or Ensembl gene ID.
    networks : sequence of networkx.MultiDiGraph
        What it will be joined to.
    key : str, optional
        The column that names the genes; by default the one that names most genes of the networks. A column of
        numbers is taken for NCBI Gene IDs only if its name says so.

    Returns
    -------
    Table

    Raises
    ------
    DataError
        The table cannot be read, or no column names genes of the networks.
    UsageError
        There is no column ``key``.
    """
    frame = _read(path)
    if key is None:
        key = _find_key(frame, {name for network in networks for gene in _genes(network) for name in _names(gene)})
    elif key not in frame:
        raise UsageError(f"There is no column {key!r}; there are {', '.join(frame.columns)}.", path=path)
    if key is None:
        raise DataError("No column names genes of these figures; name the one that does: --key.", path=path)
    return _gathered(frame, key, path)


def join_table(network: networkx.MultiDiGraph[str], table: Table) -> tuple[networkx.MultiDiGraph[str], Match]:
    """Join a table to a network.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As `pfocr_net.network.build_network` makes it.
    table : Table

    Returns
    -------
    tuple of networkx.MultiDiGraph and Match
        A copy whose genes have the table's values. A family or complex has, of each column of numbers, the mean
        of its members under the column's name, the least and the greatest as ``<name> min`` and ``<name> max``,
        and in ``genes in table`` how many of its members have values.
    """
    joined = network.copy()
    for _, attributes in joined.nodes(data=True):
        if attributes.get("type") == "gene":
            attributes |= _values(table, _gene(attributes))
        elif rows := list(filter(None, (_values(table, gene) for gene in member_genes(attributes)))):
            attributes |= _summary(rows, table.numeric) | {"genes in table": len(rows)}
    genes = {gene.ncbigene_id or gene.symbol: gene for gene in _genes(network)}.values()
    return joined, Match(len(genes), sum(bool(_values(table, gene)) for gene in genes))


def _read(path: Path) -> pandas.DataFrame:
    import pandas

    try:
        with path.open(encoding="utf-8-sig") as file:
            separator = max(_SEPARATORS, key=file.readline().count)
        frame = pandas.read_csv(path, sep=separator, dtype=str, encoding="utf-8-sig", skipinitialspace=True)
    except (OSError, ValueError) as error:
        raise DataError(f"The table cannot be read: {str(error).strip()}", path=path) from error
    return frame.rename(columns=lambda name: str(name).strip())


def _find_key(frame: pandas.DataFrame, wanted: set[str]) -> str | None:
    """Return the column that names most of the genes wanted, the first of equals."""
    found = {
        column: len(wanted.intersection(map(_reference, frame[column].dropna().unique())))
        for column in map(str, frame)
        if _NUMBERS_ARE_GENES.search(column) or not frame[column].dropna().str.fullmatch(r"[\d.]+").all()
    }
    best = max(found, key=lambda column: found[column], default=None)
    return best if best and found[best] else None


def _gathered(frame: pandas.DataFrame, key: str, path: Path) -> Table:
    """Gather the rows of each gene: the mean of numbers, the first of all else."""
    import pandas

    columns = {column: _free(column) for column in map(str, frame) if column != key}
    named = frame.dropna(subset=[key])
    values = named.drop(columns=key).rename(columns=columns)
    infinite = 0
    for column in values:
        numbers = pandas.to_numeric(values[column], errors="coerce")
        if numbers.notna().sum() == values[column].notna().sum() > 0:
            finite = numbers.where(numbers.abs() != float("inf"))
            infinite += int(numbers.notna().sum() - finite.notna().sum())
            values[column] = finite
    numeric = [str(column) for column in values.select_dtypes("number")]
    gathered = values.groupby(named[key].map(_reference), sort=False).agg(
        {column: "mean" if column in numeric else "first" for column in values}
    )
    return Table(
        path=path,
        key=key,
        values={
            str(gene): {str(column): value for column, value in row.items() if pandas.notna(value)}
            for gene, row in gathered.to_dict("index").items()
        },
        numeric=tuple(numeric),
        rows=len(named),
        infinite=infinite,
        ends={column: _ends(gathered[column]) for column in numeric},
    )


def _ends(values: pandas.Series[float]) -> tuple[float, float]:
    low, high = values.quantile(_ENDS)
    return low, high


def _free(column: str) -> str:
    """Return a name for a column that nothing of ours or of Cytoscape's has."""
    return f"{column} (table)" if column.lower() in _TAKEN else column


def _reference(name: str) -> str:
    """Return how a gene is looked up: ``ncbigene:<id>`` for a number, else its symbol."""
    name = name.strip()
    number = name.removesuffix(".0")
    return f"ncbigene:{number}" if number.isdecimal() else symbol_of(name) or name


def _genes(network: networkx.MultiDiGraph[str]) -> Iterator[Gene]:
    for _, attributes in network.nodes(data=True):
        if attributes.get("type") == "gene":
            yield _gene(attributes)
        else:
            yield from member_genes(attributes)


def _gene(attributes: Mapping[str, Any]) -> Gene:
    return Gene(str(attributes.get("name", "")), attributes.get("ncbigene", ""))


def _names(gene: Gene) -> tuple[str, str]:
    return f"ncbigene:{gene.ncbigene_id}", gene.symbol


def _values(table: Table, gene: Gene) -> Mapping[str, Any]:
    return next((table.values[name] for name in _names(gene) if name in table.values), {})


def _summary(rows: Iterable[Mapping[str, Any]], numeric: Iterable[str]) -> dict[str, float]:
    """Return mean and range of each column of numbers."""
    found: dict[str, float] = {}
    for column in numeric:
        if values := [row[column] for row in rows if column in row]:
            found |= {column: fmean(values), f"{column} min": min(values), f"{column} max": max(values)}
    return found
