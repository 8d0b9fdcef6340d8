"""All that we do with a Cytoscape, tried with a tiny network that is removed in the end."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pfocr_net.cytoscape.desktop import Desktop, Pushed
from pfocr_net.errors import CytoscapeError

if TYPE_CHECKING:
    import networkx

_FIGID = "pfocr-net-check"
_PLACES = {"rab": (0.0, 0.0), "mtor": (160.0, -40.0)}


class Step(NamedTuple):
    """What was tried, and what came of it, or why it failed."""

    name: str
    told: str = ""
    error: CytoscapeError | None = None


def try_out(desktop: Desktop) -> Iterator[Step]:
    """Try step by step; a step that fails stops no other.

    Yields
    ------
    Step
    """
    for name, try_step in _STEPS.items():
        try:
            yield Step(name, try_step(desktop))
        except CytoscapeError as error:
            yield Step(name, error=error)
    try:
        yield Step("Removal", f"{desktop.remove(_FIGID)} network removed")
    except CytoscapeError as error:
        yield Step("Removal", error=error)


def _network() -> networkx.MultiDiGraph[str]:
    from networkx import MultiDiGraph

    network: MultiDiGraph[str] = MultiDiGraph(name='pfocr-net check: "β", <b>', pfocrId=_FIGID)
    members = ["hgnc.symbol:RAB5A", "hgnc.symbol:RAB7A"]
    network.add_node("rab", name='RAB "small" GTPases, α', type="proteinfamily", member=members, why="A trial.")
    network.add_node("mtor", name="MTOR", type="gene", ncbigene="2475", why="A trial.")
    network.add_edge(
        "rab", "mtor", interaction="activates", sign=1, confidence=0.9, evidence="Rab activates mTOR."
    )
    network.add_edge("rab", "mtor", interaction="binds", sign=0, confidence=0.4, evidence="Rab may bind mTOR.")
    return network


def _push(desktop: Desktop, *, groups: bool = False) -> Pushed:
    return desktop.push(_network(), positions=_PLACES, groups=groups)


def _places(desktop: Desktop, suid: int) -> dict[str, tuple[float, float]]:
    """Read back where the nodes stand."""
    nodes = desktop.cyrest.get(f"networks/{suid}/views/first")["elements"]["nodes"]
    return {node["data"]["name"]: (node["position"]["x"], node["position"]["y"]) for node in nodes}


def _try_network(desktop: Desktop) -> str:
    names = _places(desktop, _push(desktop).suid).keys()
    if names != {attributes["name"] for _, attributes in _network().nodes(data=True)}:
        raise CytoscapeError(f"Other nodes came back than were sent: {', '.join(names)}.")
    return "sent as CX2, read back with the same names"


def _try_places(desktop: Desktop) -> str:
    there = _places(desktop, _push(desktop).suid)
    for node, attributes in _network().nodes(data=True):
        name = attributes["name"]
        if name not in there or math.dist(there[name], _PLACES[node]) > 1:
            raise CytoscapeError(f"Nodes stand elsewhere than we put them: {there}.")
    return "kept"


def _try_style(desktop: Desktop) -> str:
    title = _push(desktop).style
    mapped = {mapping["visualProperty"] for mapping in desktop.cyrest.get(f"styles/{title}/mappings")}
    if not {"NODE_LABEL", "NODE_SHAPE", "EDGE_TARGET_ARROW_SHAPE"} <= mapped:
        raise CytoscapeError(f"The style {title!r} has lost mappings; it has {', '.join(sorted(mapped))}.")
    return f"“{title}”, {len(mapped)} mappings"


def _try_groups(desktop: Desktop) -> str:
    suid = _push(desktop, groups=True).suid
    (group,) = desktop.cyrest.get(f"networks/{suid}/groups")
    path = f"networks/{suid}/groups/{group}"
    states = [desktop.cyrest.get(path)["collapsed"]]
    for turn in ("expand", "collapse"):
        desktop.cyrest.get(f"{path}/{turn}")
        states.append(desktop.cyrest.get(path)["collapsed"])
    if states != [True, False, True]:
        raise CytoscapeError(f"The family does not close, open and close: {states}.")
    return "a family opens and closes"


def _try_picture(desktop: Desktop) -> str:
    picture = desktop.cyrest.picture(_push(desktop).suid, ".png", 600)
    if not picture.startswith(b"\x89PNG"):
        raise CytoscapeError("The picture is no PNG.")
    return f"{len(picture):,} bytes of PNG"


def _try_replacing(desktop: Desktop) -> str:
    _push(desktop)
    if (replaced := _push(desktop).replaced) != 1:
        raise CytoscapeError(f"Pushed again, a figure took the place of {replaced} networks, not of one.")
    return "pushed again, a figure takes its own place"


_STEPS: Mapping[str, Callable[[Desktop], str]] = MappingProxyType(
    {
        "Network": _try_network,
        "Positions": _try_places,
        "Style": _try_style,
        "Groups": _try_groups,
        "Picture": _try_picture,
        "Again": _try_replacing,
    }
)
