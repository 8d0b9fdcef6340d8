"""One page, one network, its files: the plain composition of all rooms below.

::

    read_figure -> group_genes, read_relations -> draw_network -> place -> write_network
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pfocr_net.captions import FAINT
from pfocr_net.errors import PfocrNetError, fault_of
from pfocr_net.families import sift_genes
from pfocr_net.formats import write_network
from pfocr_net.formats.cx2 import Document, to_cx2
from pfocr_net.layout import place
from pfocr_net.model import Family, Figure, Gene, Relation
from pfocr_net.network import MIN_CONFIDENCE, FamiliesAs, build_network, draw_network
from pfocr_net.pages import read_figure
from pfocr_net.readers import DEFAULT as DEFAULT_READER
from pfocr_net.readers import read_relations
from pfocr_net.style import DEFAULT, Style, read_style

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, slots=True)
class Story:
    """What a page tells: its figure, the families drawn in it, the relations that its caption states.

    ``suspects`` are genes that a word met by mistake, each with the reason.
    """

    figure: Figure
    families: tuple[Family, ...]
    relations: tuple[Relation, ...]
    suspects: tuple[tuple[Gene, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a page: the files written, what is in the network, and what was left out of it.

    ``suspects`` are symbols of genes that a word met by mistake, each with the reason; ``weak`` counts relations
    under the threshold down to `pfocr_net.captions.FAINT`, ``inside`` others within one node, ``repeated`` those
    that say what another one says. Where each family is one node, these and ``edges`` are all that was read.
    ``digest`` is that of the page and its tables.
    """

    figid: str
    page: Path
    digest: str
    files: tuple[Path, ...]
    organism_choice: str
    nodes: int
    families: int
    edges: int
    suspects: tuple[tuple[str, str], ...]
    weak: int
    inside: int
    repeated: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A page that became nothing, and why; if known, the file and line to mend, which ``why`` names too."""

    page: Path
    why: str
    file: Path | None = None
    line: int | None = None


def read_story(
    path: Path | str,
    *,
    data: Path | str | None = None,
    organism: str | None = None,
    reader: str = DEFAULT_READER,
    verbs: Path | None = None,
    min_confidence: float = MIN_CONFIDENCE,
) -> Story:
    """Read a page, group its genes and extract the relations that its caption states.

    Parameters and errors are those of `read_figure` and `read_relations`.

    Examples
    --------
    >>> story = read_story("examples/_figures/PMC8660802__41419_2021_4430_Fig2_HTML.md")
    >>> [family.name for family in story.families][:2]
    ['Clathrin', 'RAB']
    """
    figure = read_figure(path, data=data, organism=organism)
    relations = read_relations(
        figure.caption, genes=figure.genes, reader=reader, verbs=verbs, min_confidence=min_confidence
    )
    families, suspects = sift_genes(figure)
    return Story(figure, tuple(families), tuple(relations), tuple(suspects))


def build_figure(
    path: Path | str,
    out: Path | str,
    *,
    formats: Sequence[str] = ("cx2", "html"),
    data: Path | str | None = None,
    organism: str | None = None,
    reader: str = DEFAULT_READER,
    verbs: Path | None = None,
    families_as: FamiliesAs = "collapse",
    keep_suspect: bool = False,
    min_confidence: float = MIN_CONFIDENCE,
    style: Style | Path | str = DEFAULT,
) -> Built:
    """Build the network of one page and write it in each format.

    Parameters
    ----------
    path : Path or str
        The page.
    out : Path or str
        Folder for the files ``<figid>.<format>``; made if missing.
    formats : sequence of str
        Names of formats, as `pfocr_net.formats` knows them.
    data, organism
        As for `read_figure`.
    reader, verbs
        As for `pfocr_net.readers.read_relations`.
    families_as, keep_suspect, min_confidence
        As for `build_network`.
    style : Style, Path or str
        A style, its name or its file.

    Returns
    -------
    Built

    Raises
    ------
    PageError
        The page or a table cannot be read.
    FormatError
        A format cannot hold the network.
    ReaderError
        The reader failed on the caption.
    UsageError, StyleError, VerbError
        There is no such format, reader or style; the file of verbs has a mistake.
    """
    least = min(min_confidence, FAINT)
    story = read_story(path, data=data, organism=organism, reader=reader, verbs=verbs, min_confidence=least)
    figure = story.figure
    network, left_out = draw_network(
        figure,
        story.families,
        story.relations,
        story.suspects,
        families_as=families_as,
        keep_suspect=keep_suspect,
        min_confidence=min_confidence,
    )
    known = {"figure": figure, "positions": place(network), "style": read_style(style)}
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    return Built(
        figid=figure.figid,
        page=Path(path),
        digest=figure.digest,
        files=_write(network, folder, figure.figid, formats, known),
        organism_choice=figure.organism_choice,
        nodes=len(network),
        families=len(story.families),
        edges=network.number_of_edges(),
        suspects=tuple((gene.symbol, why) for gene, why in left_out.suspects),
        weak=len(left_out.weak),
        inside=len(left_out.inside),
        repeated=len(left_out.repeated),
    )


def _write(
    network: networkx.MultiDiGraph[str], folder: Path, figid: str, formats: Sequence[str], known: Mapping[str, Any]
) -> tuple[Path, ...]:
    files = {name: folder / f"{figid}.{name}" for name in formats}
    for number, (name, file) in enumerate(files.items()):
        try:
            write_network(network, file, format=name, **known)
        except (PfocrNetError, OSError) as error:
            if number:
                error.add_note(f"These were written before: {', '.join(map(str, [*files.values()][:number]))}.")
            raise
    return tuple(files.values())


def document_of(figure: Figure, style: Style | Path | str = DEFAULT) -> Document:
    """Make the CX2 document of a figure, as it is published.

    Examples
    --------
    >>> document = document_of(Figure("PMC1__f1", caption="AKT1 activates MTOR."))
    >>> sorted(node["v"]["name"] for node in document[4]["nodes"])
    ['AKT1', 'MTOR']
    """
    network = build_network(figure)
    return to_cx2(network, place(network), style)


def try_figure(path: Path, out: Path, **options: Any) -> Built | Failed:
    """Build one page of many: what is wrong with it stops no other.

    Parameters are those of `build_figure`.

    Raises
    ------
    PfocrNetError
        What would go wrong with every page: an option, a style, a data file.
    """
    try:
        return build_figure(path, out, **options)
    except PfocrNetError as error:
        return Failed(
            path, _told(error, fault_of(path, error)), Path(error.path) if error.path else None, error.line
        )
    except OSError as error:
        return Failed(path, _told(error, f"{path}: Its files cannot be written: {error}."))
    except Exception as error:  # noqa: BLE001
        return Failed(path, fault_of(path, error))


def _told(error: Exception, what: str) -> str:
    return " ".join((what, *getattr(error, "__notes__", ())))
