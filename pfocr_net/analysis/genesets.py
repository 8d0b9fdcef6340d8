"""Gene sets whose members may be families: of figures, of a GMT file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pfocr_net.errors import DataError
from pfocr_net.formats.gmt import gmt_line
from pfocr_net.network.participants import Which, participants

if TYPE_CHECKING:
    import networkx


class Participant(NamedTuple):
    """What counts as one: a gene, or a family with its members."""

    name: str
    genes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GeneSet:
    """A set of participants; ``name`` is a figure's figid, or the name of a set in a GMT file."""

    name: str
    description: str
    participants: tuple[Participant, ...]

    @property
    def genes(self) -> frozenset[str]:
        """All genes, members of families included."""
        return frozenset(gene for participant in self.participants for gene in participant.genes)

    def by_gene(self) -> GeneSet:
        """Return the set in which each gene counts for itself."""
        genes = dict.fromkeys(gene for participant in self.participants for gene in participant.genes)
        return GeneSet(self.name, self.description, tuple(Participant(gene, (gene,)) for gene in genes))


def set_of(network: networkx.MultiDiGraph[str], which: Which = "all") -> GeneSet:
    """Return the gene set of a figure.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph(pfocrId="PMC1__f1", figureTitle="Traffic")
    >>> network.add_node("fplx:RAB", type="proteinfamily", name="RAB", member=["hgnc.symbol:RAB5A", "RAB7A"])
    >>> set_of(network).participants
    (Participant(name='RAB', genes=('RAB5A', 'RAB7A')),)
    """
    about = network.graph
    return GeneSet(
        about.get("pfocrId", ""),
        about.get("figureTitle", ""),
        tuple(
            Participant(network.nodes[node]["name"], tuple(gene.symbol for gene in genes))
            for node, genes in participants(network, which).items()
        ),
    )


def read_gmt(path: Path | str) -> list[GeneSet]:
    r"""Read a GMT file: each gene is a participant of its own.

    Parameters
    ----------
    path : Path or str
        Fields are separated by tabs; line ends may be those of any system; a gene counts once a set.

    Returns
    -------
    list of GeneSet
        In the file's order, without sets that have no gene.

    Raises
    ------
    DataError
        The file cannot be read, a line has no genes' fields, a name is there twice, or there is no set at all.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.gmt")
    ...     _ = path.write_bytes(b"one set\tits description\tTP53\tMDM2\tTP53\t\r\n")
    ...     read_gmt(path)[0].participants
    (Participant(name='TP53', genes=('TP53',)), Participant(name='MDM2', genes=('MDM2',)))
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"The GMT file cannot be read: {error}", path=path) from error
    sets: dict[str, GeneSet] = {}
    for line, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        name, _, rest = row.partition("\t")
        description, tab, genes = rest.partition("\t")
        if not tab:
            raise DataError(
                "A set needs a name, a description and genes, with tabs between them.", path=path, line=line
            )
        if name in sets:
            raise DataError(f"There are two sets {name!r}; give each a name of its own.", path=path, line=line)
        unique = dict.fromkeys(filter(None, map(str.strip, genes.split("\t"))))
        sets[name] = GeneSet(name, description, tuple(Participant(gene, (gene,)) for gene in unique))
    found = [one for one in sets.values() if one.participants]
    if not found:
        raise DataError("There is no gene set in the file.", path=path)
    return found


def to_gmt(sets: Iterable[GeneSet], min_size: int = 1) -> str:
    """Write sets as GMT, families by their members."""
    return "".join(
        gmt_line(one.name, one.description, (member.name for member in one.by_gene().participants), min_size)
        for one in sets
    )
