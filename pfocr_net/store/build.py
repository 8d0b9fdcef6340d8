"""Pages to a store."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pfocr_net import __version__
from pfocr_net.build import Failed, read_story
from pfocr_net.errors import PageError, PfocrNetError, UsageError
from pfocr_net.network import build_network
from pfocr_net.network.names import name_key
from pfocr_net.network.participants import genes_of

if TYPE_CHECKING:
    import networkx

#: So many pages go to a worker at a time.
_CHUNK = 32


@dataclass(frozen=True, slots=True)
class Report:
    """What a store was built from: figures, their nodes and edges, and the pages that could not be read."""

    path: Path
    figures: int
    nodes: int
    edges: int
    failed: tuple[Failed, ...]


class Entry(NamedTuple):
    """All that the store keeps of one figure."""

    figure: dict[str, Any]
    participants: list[tuple[str, str, str, tuple[tuple[str, str], ...], bool]]
    relations: list[tuple[int, int, dict[str, Any]]]


def build_store(
    pages: Iterable[Path],
    path: Path | str,
    *,
    data: Path | str | None = None,
    organism: str | None = None,
    jobs: int | None = None,
    told: Callable[[], object] = lambda: None,
) -> Report:
    """Read pages, and keep their networks in one file.

    Parameters
    ----------
    pages : iterable of Path
    path : Path or str
        The file; one that is there is replaced, in one step, when the new one is complete.
    data, organism
        As for `pfocr_net.read_figure`.
    jobs : int, optional
        Processes; by default one a core.
    told : callable, optional
        Called after each page.

    Returns
    -------
    Report
        A page that cannot be read is reported, and stops no other. Of two with the same figid the first counts.

    Raises
    ------
    UsageError
        The folder of ``path`` is not there, or no page could be read.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {str(path.parent)!r} to put the store into; make it first.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        report = _fill(part, path, _entries([*pages], partial(_read, data=data, organism=organism), jobs), told)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return report


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


def _entries(
    pages: list[Path], read: Callable[[Path], Entry | Failed], jobs: int | None
) -> Iterator[Entry | Failed]:
    workers = min(jobs or os.cpu_count() or 1, 1 + len(pages) // _CHUNK)
    if workers == 1:
        yield from map(read, pages)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(read, pages, chunksize=_CHUNK)


def _read(page: Path, *, data: Path | str | None, organism: str | None) -> Entry | Failed:
    try:
        story = read_story(page, data=data, organism=organism)
    except PfocrNetError as error:
        if error.exit_code != PageError.exit_code:
            raise
        return Failed(page, str(error))
    figure, network = story.figure, build_network(story.figure, story.families, story.relations)
    place = {node: at for at, node in enumerate(network)}
    return Entry(
        figure={
            "figid": figure.figid,
            "pmcid": figure.pmcid,
            "title": figure.figtitle,
            "paper": figure.papertitle,
            "citation": figure.reftext,
            "year": int(figure.year) if figure.year.isdecimal() else None,
            "doi": figure.doi,
            "organism": figure.organism,
            "nodes": len(network),
            "edges": network.number_of_edges(),
            "network": pack(network),
        },
        participants=[
            (
                node,
                attributes["name"],
                attributes["type"],
                tuple((gene.symbol, gene.ncbigene_id) for gene in genes_of(attributes)),
                attributes.get("origin") != "caption",
            )
            for node, attributes in network.nodes(data=True)
        ],
        relations=[
            (place[source], place[target], attributes)
            for source, target, attributes in network.edges(data=True)
            if attributes["interaction"] != "member"
        ],
    )


def _fill(part: Path, path: Path, entries: Iterable[Entry | Failed], told: Callable[[], object]) -> Report:
    numbers: dict[tuple[str, str, str, tuple[tuple[str, str], ...]], int] = {}
    figids: set[str] = set()
    failed, nodes, edges = [], 0, 0
    database = sqlite3.connect(part)
    try:
        database.executescript("pragma journal_mode = off; pragma synchronous = off;")
        database.executescript(_script("schema.sql"))
        for entry in entries:
            told()
            if isinstance(entry, Failed):
                failed.append(entry)
            elif entry.figure["figid"] not in figids:
                figids.add(entry.figure["figid"])
                _insert(database, entry, numbers)
                nodes, edges = nodes + len(entry.participants), edges + len(entry.relations)
        if not figids:
            first = f" The first: {failed[0].why}" if failed else ""
            raise UsageError(f"No page could be read, so there is no store.{first}")
        database.execute("insert into about values ('software', ?)", (f"pfocr-net {__version__}",))
        database.commit()
        database.executescript(_script("indexes.sql"))
    finally:
        database.close()
    return Report(path, len(figids), nodes, edges, tuple(failed))


def _insert(
    database: sqlite3.Connection,
    entry: Entry,
    numbers: dict[tuple[str, str, str, tuple[tuple[str, str], ...]], int],
) -> None:
    columns = ", ".join(entry.figure)
    marks = ", ".join(f":{name}" for name in entry.figure)
    figure = database.execute(f"insert into figure ({columns}) values ({marks})", entry.figure).lastrowid
    here = []
    for node, name, kind, genes, is_drawn in entry.participants:
        same = (node, name, kind, genes)
        if same not in numbers:
            numbers[same] = number = len(numbers) + 1
            database.execute(
                "insert into participant values (?, ?, ?, ?, ?)", (number, node, name, name_key(name), kind)
            )
            database.executemany(
                "insert or ignore into gene values (?, ?, ?)", ((symbol, number, ncbi) for symbol, ncbi in genes)
            )
        here.append((figure, numbers[same], is_drawn))
    database.executemany("insert into appearance values (?, ?, ?)", here)
    database.executemany(
        "insert into relation values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                figure,
                here[source][1],
                here[target][1],
                edge["interaction"],
                edge.get("sign", 0),
                edge.get("confidence", 1.0),
                edge.get("hedged", False),
                edge.get("trigger", ""),
                edge.get("evidence", ""),
            )
            for source, target, edge in entry.relations
        ),
    )


def _script(name: str) -> str:
    return resources.files("pfocr_net.store").joinpath(name).read_text("utf-8")
