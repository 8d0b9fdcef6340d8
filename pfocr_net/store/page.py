"""A page, read for the store: all that is kept of its figure, or why nothing is."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pfocr_net import __version__
from pfocr_net.build import Failed, Story, read_story
from pfocr_net.errors import fault_of
from pfocr_net.model import Figure
from pfocr_net.network import build_network
from pfocr_net.network.participants import genes_of
from pfocr_net.pages.source import TABLES

if TYPE_CHECKING:
    import networkx


class Participant(NamedTuple):
    """What a node is in any network, with sorted symbols and NCBI Gene IDs of the genes that it stands for."""

    node: str
    name: str
    type: str
    genes: tuple[tuple[str, str], ...]


class Entry(NamedTuple):
    """All that the store keeps of one figure.

    ``figure`` are the columns of its row, ``network`` is packed; ``participants`` are its nodes, each with whether
    it is drawn; ``relations`` name source and target by their places among these; ``words`` are the texts that it
    is found by: title, families, genes, other.
    """

    figure: dict[str, Any]
    network: bytes
    participants: list[tuple[Participant, bool]]
    relations: list[tuple[int, int, dict[str, Any]]]
    words: tuple[str, str, str, str]


class Page(NamedTuple):
    """A page: its file's name without suffix, what tells its state when it was read, and what it became."""

    name: str
    stamp: str
    became: Entry | Failed


def read_page(page: Path, *, data: Path | str | None = None, organism: str | None = None) -> Page:
    """Read a page for the store; what is wrong with one stops no other.

    Raises
    ------
    PfocrNetError
        What would go wrong with every page.
    """
    stamp = page_stamp(page, data, organism)
    became: Entry | Failed
    try:
        became = entry_of(read_story(page, data=data, organism=organism))
    except Exception as error:  # noqa: BLE001
        became = Failed(page, fault_of(page, error))
    return Page(page.stem, stamp, became)


def entry_of(story: Story) -> Entry:
    """Return what the store keeps of a figure, its families and relations."""
    network = build_network(story.figure, story.families, story.relations)
    place = {node: at for at, node in enumerate(network)}
    participants = [
        (Participant(node, attributes["name"], attributes["type"], _genes(attributes)), _is_drawn(attributes))
        for node, attributes in network.nodes(data=True)
    ]
    return Entry(
        figure=_row(story.figure, network),
        network=pack(network),
        participants=participants,
        relations=[
            (place[source], place[target], attributes)
            for source, target, attributes in network.edges(data=True)
            if attributes["interaction"] != "member"
        ],
        words=(
            story.figure.figtitle,
            _apart(named.name for named, _ in participants if named.genes and named.type != "gene"),
            _apart(symbol for named, _ in participants for symbol, _ in named.genes),
            _apart(_other_words(story.figure, network)),
        ),
    )


def page_stamp(page: Path, data: Path | str | None = None, organism: str | None = None) -> str:
    """Return what tells whether a page or a table of it has changed, or what we make of it."""
    folder = Path(data) if data else page.parent / ".." / "_data"
    files = (page, *(folder / f"{page.stem}-{table}.tsv" for table in TABLES))
    states = (file.stat() for file in files if file.exists())
    return " ".join([__version__, organism or "-", *(f"{state.st_mtime_ns}:{state.st_size}" for state in states)])


def pack(network: networkx.MultiDiGraph[str]) -> bytes:
    """Return a network as bytes.

    Examples
    --------
    >>> import networkx
    >>> network = networkx.MultiDiGraph(name="One gene")
    >>> network.add_node("ncbigene:7157", name="TP53")
    >>> unpack(pack(network)).nodes["ncbigene:7157"]
    {'name': 'TP53'}
    """
    values = [network.graph, [*network.nodes(data=True)], [*network.edges(keys=True, data=True)]]
    return zlib.compress(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())


def unpack(packed: bytes) -> networkx.MultiDiGraph[str]:
    """Return the network that `pack` made bytes of."""
    from networkx import MultiDiGraph

    about, nodes, edges = json.loads(zlib.decompress(packed))
    network: networkx.MultiDiGraph[str] = MultiDiGraph(**about)
    network.add_nodes_from(nodes)
    network.add_edges_from(edges)
    return network


def _row(figure: Figure, network: networkx.MultiDiGraph[str]) -> dict[str, Any]:
    return {
        "figid": figure.figid,
        "pmcid": figure.pmcid,
        "title": figure.figtitle,
        "caption": figure.caption,
        "paper": figure.papertitle,
        "citation": figure.reftext,
        "journal": figure.journal_title,
        "year": int(figure.year) if re.fullmatch("[0-9]{4}", figure.year) else None,
        "doi": figure.doi,
        "place": figure.number,
        "link": figure.figlink,
        "ndex": figure.ndex,
        "organism": figure.organism,
        "nodes": len(network),
        "edges": network.number_of_edges(),
    }


def _genes(attributes: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((gene.symbol, gene.ncbigene_id) for gene in genes_of(attributes)))


def _is_drawn(attributes: Mapping[str, Any]) -> bool:
    return attributes.get("origin") != "caption"


def _other_words(figure: Figure, network: networkx.MultiDiGraph[str]) -> Iterator[str]:
    yield from (figure.figid, figure.pmcid, figure.year, figure.papertitle, figure.journal_title)
    for _, node in network.nodes(data=True):
        yield from (node["name"], *node.get("alias", ()), *node.get("mentioned", ()))


def _apart(names: Iterable[str]) -> str:
    """Join names; no word of one is a neighbour of a word of the next."""
    return " ; ".join(names)
