"""What is open in Cytoscape: networks, each in its collection and style, and the styles."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from tests.cyrest_server.documents import Content, Row, read_cx, read_cx2
from tests.cyrest_server.looks import Style
from tests.cyrest_server.refusal import Refusal

#: Larger networks get no view.
VIEWABLE = 200_000


@dataclass
class Network:
    suid: int
    row: Row
    collection: str
    nodes: dict[int, Row]
    edges: dict[int, tuple[int, int, Row]]
    positions: dict[int, tuple[float, float]]
    groups: dict[int, Row]
    style: str = "default"
    layouts: list[str] = field(default_factory=list)
    fitted: bool = False

    @property
    def name(self) -> str:
        return self.row["name"]

    @property
    def shown(self) -> set[int]:
        """Nodes that stand on the screen: members of a closed group do not, nor does an open group's own node."""
        hidden = {node for group in self.groups.values() if group["collapsed"] for node in group["nodes"]}
        opened = {suid for suid, group in self.groups.items() if not group["collapsed"]}
        return {*self.nodes} - hidden - opened


class Session:
    def __init__(self, version: str = "3.10.3") -> None:
        self.version = version
        self.layouts = ["circular", "force-directed", "grid", "hierarchical"]
        self.networks: dict[int, Network] = {}
        self.styles: dict[str, Style] = {"default": Style("default")}
        self.makes_groups = True
        self._suids = itertools.count(52, 7)

    def create(self, document: Any, format: str | None, collection: str | None, title: str | None) -> Network:
        new_enough = tuple(map(int, self.version.split(".")[:2])) >= (3, 10)
        try:
            if format == "cx2" and new_enough:
                content = read_cx2(document)
            elif format == "cx":
                content = read_cx(document)
            else:
                raise Refusal(412, "Could not parse the given network JSON: it is no Cytoscape.js JSON")
        except (KeyError, TypeError, AttributeError, AssertionError, ValueError) as error:
            raise Refusal(412, f"Could not parse the given network JSON: {error!r}") from error
        network = self._network(content, collection or "", title)
        self.networks[network.suid] = network
        if content.has_look:
            network.style = self.add_style(Style(f"{network.name} Style")).title
        return network

    def _network(self, content: Content, collection: str, title: str | None) -> Network:
        suid = next(self._suids)
        suids = {number: next(self._suids) for number in content.nodes}
        return Network(
            suid=suid,
            row=content.row | ({"name": title} if title else {}) | {"SUID": suid},
            collection=collection,
            nodes={suids[number]: row | {"SUID": suids[number]} for number, row in content.nodes.items()},
            edges={
                next(self._suids): (suids[source], suids[target], row)
                for source, target, row in content.edges.values()
            },
            positions={suids[number]: place for number, place in content.positions.items()},
            groups={
                suids[number]: group | {"nodes": [suids[node] for node in group["nodes"]]}
                for number, group in content.groups.items()
                if self.makes_groups
            },
        )

    def network(self, suid: str) -> Network:
        if not suid.isdecimal() or int(suid) not in self.networks:
            raise Refusal(404, f"Could not find network with SUID: {suid}")
        return self.networks[int(suid)]

    def style(self, title: str) -> Style:
        if title not in self.styles:
            raise Refusal(404, f"Could not find Visual Style: {title}")
        return self.styles[title]

    def add_style(self, style: Style) -> Style:
        """Two styles cannot have one title; the later one is renamed."""
        titles = itertools.chain([style.title], (f"{style.title}_{number}" for number in itertools.count()))
        style.title = next(title for title in titles if title not in self.styles)
        self.styles[style.title] = style
        return style
