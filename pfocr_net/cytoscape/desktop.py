"""An open Cytoscape, and the figures in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pfocr_net.cytoscape.cyrest import DEFAULT_URL, PATIENCE, Cyrest, Patience
from pfocr_net.cytoscape.groups import to_cx, with_members
from pfocr_net.cytoscape.looks import Colours, VisualStyle, visual_style, with_looks
from pfocr_net.cytoscape.styles import keep_style
from pfocr_net.errors import CytoscapeError, UsageError
from pfocr_net.files import write_whole
from pfocr_net.formats.cx2 import Document, to_cx2
from pfocr_net.style import DEFAULT, Style, read_style

if TYPE_CHECKING:
    import networkx

#: The layout that leaves every node where we put it.
OURS = "ours"
COLLECTION = "Pathway figures"

#: By this network attribute a figure is found again.
_FIGURE = "pfocrId"
_PICTURES = (".png", ".svg", ".pdf")
_PICTURE_HEIGHT = 1200

#: Aspects by which Cytoscape would make a style a network, under our own style out of reach.
_LOOK = frozenset(("visualProperties", "nodeBypasses", "edgeBypasses", "visualEditorProperties"))


@dataclass(frozen=True, slots=True)
class Pushed:
    """A network as it stands in Cytoscape now.

    ``suid`` is its number there, ``style`` the title of its visual style, ``groups`` how many families open and
    close, ``replaced`` how many earlier networks of the same figure it took the place of.
    """

    suid: int
    style: str
    groups: int = 0
    replaced: int = 0


class Desktop:
    """A Cytoscape that answers.

    Parameters
    ----------
    url : str
        Where it listens.
    patience : Patience

    Raises
    ------
    CytoscapeError
        None answers, or it is older than 3.10.
    UsageError
        No such address.
    """

    def __init__(self, url: str = DEFAULT_URL, patience: Patience = PATIENCE) -> None:
        self.cyrest = Cyrest(url, patience)
        self.version = self.cyrest.version()
        self._figures: dict[str, list[int]] = {}
        for suid in self.cyrest.get("networks"):
            row = self.cyrest.get(f"networks/{suid}/tables/defaultnetwork/rows/{suid}")
            self._figures.setdefault(str(row.get(_FIGURE, "")), []).append(suid)

    def layouts(self) -> list[str]:
        """Return the names of all layouts, ours first."""
        return [OURS, *sorted(self.cyrest.get("apply/layouts"))]

    def push(
        self,
        network: networkx.MultiDiGraph[str],
        *,
        positions: Mapping[str, tuple[float, float]] | None = None,
        style: Style | Path | str = DEFAULT,
        collection: str = COLLECTION,
        layout: str = OURS,
        groups: bool = False,
        colours: Colours | None = None,
        picture: Path | None = None,
    ) -> Pushed:
        """Put a network into Cytoscape, in the place of earlier ones of the same figure.

        Parameters are those of `push_to_cytoscape`.
        """
        look = read_style(style)
        _check_picture(picture)
        self._check_layout(layout)
        if positions is None:
            from pfocr_net.layout import place

            positions = place(network)
        suid, grouped = self._send(network, positions, look, collection, groups)
        title = self.dress(suid, visual_style(look, colours))
        if layout != OURS:
            self.cyrest.get(f"apply/layouts/{layout}/{suid}")
        self.cyrest.get(f"apply/fit/{suid}")
        if picture:
            write_whole(picture, self.cyrest.picture(suid, picture.suffix.lower(), _PICTURE_HEIGHT))
        figid = str(network.graph.get(_FIGURE, ""))
        replaced = self.remove(figid) if figid else 0
        self._figures[figid] = [suid]
        return Pushed(suid, title, grouped, replaced)

    def dress(self, suid: int, style: VisualStyle) -> str:
        """Give a network a visual style; return the title under which Cytoscape has it."""
        title = keep_style(self.cyrest, style)
        self.cyrest.get(f"apply/styles/{title}/{suid}")
        return title

    def remove(self, figid: str) -> int:
        """Remove all networks of a figure; return how many there were."""
        return sum(map(self._delete, self._figures.pop(figid, ())))

    def _send(
        self,
        network: networkx.MultiDiGraph[str],
        positions: Mapping[str, tuple[float, float]],
        style: Style,
        collection: str,
        groups: bool,
    ) -> tuple[int, int]:
        """Send a network as one document; return its number and how many groups it has."""
        title = str(network.graph.get("name", ""))
        if not groups:
            document = _bare(to_cx2(with_looks(network, style), positions, style))
            return self._create(document, "cx2", collection, title), 0
        peopled, places, members = with_members(network, positions, style)
        suid = self._create(to_cx(with_looks(peopled, style), places, members), "cx", collection, title)
        self._check_groups(suid, members)
        return suid, len(members)

    def _check_groups(self, suid: int, members: Mapping[str, Sequence[str]]) -> None:
        """Read back whether every family is a group with all of its members."""
        groups = self.cyrest.get(f"networks/{suid}/groups")
        if len(groups) != len(members):
            raise CytoscapeError(f"Cytoscape made {len(groups)} groups of {len(members)} families.")
        made = sorted(len(self.cyrest.get(f"networks/{suid}/groups/{group}")["nodes"]) for group in groups)
        if made != (sent := sorted(map(len, members.values()))):
            raise CytoscapeError(f"Cytoscape's groups have {made} members, the families {sent}.")

    def _create(self, document: object, format: str, collection: str, title: str) -> int:
        answer = self.cyrest.post("networks", document, format=format, collection=collection, title=title)
        return int(answer["networkSUID"])

    def _delete(self, suid: int) -> bool:
        """Delete a network; tell whether it was still there."""
        try:
            self.cyrest.delete(f"networks/{suid}")
        except CytoscapeError as error:
            if error.status != 404:
                raise
            return False
        return True

    def _check_layout(self, layout: str) -> None:
        if layout != OURS and layout not in (known := self.layouts()):
            raise UsageError(f"Cytoscape has no layout {layout!r}; it has {', '.join(known)}.")


def push_to_cytoscape(
    network: networkx.MultiDiGraph[str],
    *,
    url: str = DEFAULT_URL,
    positions: Mapping[str, tuple[float, float]] | None = None,
    style: Style | Path | str = DEFAULT,
    collection: str = COLLECTION,
    layout: str = OURS,
    groups: bool = False,
    colours: Colours | None = None,
    picture: Path | None = None,
) -> Pushed:
    """Put a network into an open Cytoscape.

    Parameters
    ----------
    network : networkx.MultiDiGraph
        As `pfocr_net.network.build_network` makes it.
    url : str
        Where Cytoscape listens.
    positions : mapping, optional
        Node to (x, y) in points, y down; by default `pfocr_net.layout.place` finds them.
    style : Style, Path or str
        A style, its file or its name. Cytoscape gets it as a visual style, made once.
    collection : str
        Where the network lies among Cytoscape's.
    layout : str
        ``ours`` keeps the positions; any other name is a layout of Cytoscape's, such as ``force-directed``.
    groups : bool
        Make families groups that open and close.
    colours : Colours, optional
        Fill nodes by the values of a column.
    picture : Path, optional
        Also save the drawing, as ``.png``, ``.svg`` or ``.pdf``.

    Returns
    -------
    Pushed
        What now stands in Cytoscape. Earlier networks of the same figure (attribute ``pfocrId``) are gone from it.

    Raises
    ------
    CytoscapeError
        None answers, it is older than 3.10, or it refused.
    UsageError
        There is no such layout, address or kind of picture.
    StyleError
        There is no such style, or it has a mistake.
    """
    return Desktop(url).push(
        network,
        positions=positions,
        style=style,
        collection=collection,
        layout=layout,
        groups=groups,
        colours=colours,
        picture=picture,
    )


def _bare(document: Document) -> Document:
    """Leave out how nodes and edges look, which our visual style says."""
    kept = [aspect for aspect in document if not aspect.keys() & _LOOK]
    listed = [entry for entry in kept[1]["metaData"] if entry["name"] not in _LOOK]
    return [kept[0], {"metaData": listed}, *kept[2:]]


def _check_picture(picture: Path | None) -> None:
    if picture and picture.suffix.lower() not in _PICTURES:
        raise UsageError(f"Cytoscape saves pictures as {', '.join(_PICTURES)}.", path=picture)
