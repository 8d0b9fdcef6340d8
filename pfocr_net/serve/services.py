"""Service apps of Cytoscape Web: figures loaded by name or gene, families opened and closed.

A user adds each by its address under Apps > Manage Apps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from pfocr_net import __version__
from pfocr_net.errors import FormatError, UsageError
from pfocr_net.formats.cx2 import Document, from_cx2, to_cx2
from pfocr_net.layout import place
from pfocr_net.network.members import close_families, member_genes, open_families
from pfocr_net.serve.shelf import Shelf
from pfocr_net.style import Style

Parameters = Mapping[str, Any]
Result = list[dict[str, Any]]

FIGURE, MOST = "Figure or gene", "At most"
_NO_DATA = {"type": "none", "scope": "all", "inputColumns": None, "inputNetwork": None}
_NETWORK = {
    "type": "network",
    "scope": "all",
    "inputColumns": None,
    "inputNetwork": {"model": "network", "format": "cx2"},
}
_UNUSED = dict.fromkeys(
    ("valueList", "validationType", "validationHelp", "validationRegex", "minValue", "maxValue"), None
)


class Service(NamedTuple):
    """A service: what Cytoscape Web is told of it, and what it does with data and parameters."""

    about: dict[str, Any]
    work: Callable[[Any, Parameters], Result]


def services(shelf: Shelf, style: Style) -> dict[str, Service]:
    """Return the services, by the last part of their address."""

    def load(_data: Any, parameters: Parameters) -> Result:
        names = _wanted(str(parameters.get(FIGURE, "")).strip(), shelf)
        drawn = (shelf.draw(name) for name in names[: _most(parameters)])
        return _add([to_cx2(network, positions, style) for _, network, positions in drawn])

    def reopen(data: Any, _parameters: Parameters) -> Result:
        network = open_families(_with_families(data))
        network.graph["name"] = f"{network.graph.get('name', 'Network')}, families open"
        return _add([to_cx2(network, place(network), style)])

    def reclose(data: Any, _parameters: Parameters) -> Result:
        network = close_families(_with_families(data))
        network.graph["name"] = str(network.graph.get("name", "Network")).removesuffix(", families open")
        return _add([to_cx2(network, place(network), style)])

    return {
        "load": Service(
            _about(
                "Load figure",
                "Load a pathway figure by its PFOCR name, or the figures that have a gene.",
                _NO_DATA,
                [
                    _text(FIGURE, "Name of a figure, as PMC8660802__41419_2021_4430_Fig2_HTML, or a gene symbol."),
                    _text(MOST, "How many figures of a gene to load.", "3")
                    | {"validationType": "digits", "minValue": 1, "maxValue": 20, "validationHelp": "1 to 20"},
                ],
                1,
            ),
            load,
        ),
        "open": Service(
            _about("Open families", "Show the members of families and complexes as nodes.", _NETWORK, [], 2),
            reopen,
        ),
        "close": Service(
            _about("Close families", "Show families and complexes as single nodes again.", _NETWORK, [], 3),
            reclose,
        ),
    }


def _about(
    name: str, description: str, data: dict[str, Any], parameters: list[dict[str, Any]], gravity: int
) -> dict[str, Any]:
    return {
        "name": f"PFOCR: {name}",
        "version": __version__,
        "description": description,
        "author": "pfocr-net",
        "citation": "Hanspers K et al. Pathway information extracted from 25 years of pathway figures. "
        "Genome Biol. 2020;21:273. doi:10.1186/s13059-020-02181-2",
        "cyWebActions": ["addNetworks"],
        "cyWebMenuItem": {
            "root": "Apps",
            "path": [{"name": "PFOCR", "gravity": 1}, {"name": name, "gravity": gravity}],
        },
        "serviceInputDefinition": data,
        "parameters": parameters,
    }


def _text(name: str, description: str, default: str = "") -> dict[str, Any]:
    return {"displayName": name, "description": description, "type": "text", "defaultValue": default, **_UNUSED}


def _add(documents: Iterable[Document]) -> Result:
    return [{"action": "addNetworks", "data": list(documents)}]


def _wanted(figure_or_gene: str, shelf: Shelf) -> list[str]:
    if figure_or_gene in shelf:
        return [figure_or_gene]
    if found := shelf.store.with_gene(figure_or_gene):
        return found
    read, of = shelf.store.pages()[0], len(shelf)
    reading = f" Of {of:,} figures, {read:,} have been read so far; try again in a moment." if read < of else ""
    raise UsageError(f"No figure here is called {figure_or_gene!r}, and none has a gene of that symbol.{reading}")


def _most(parameters: Parameters) -> int:
    most = str(parameters.get(MOST) or 3)
    if not most.isdecimal() or not 1 <= int(most) <= 20:
        raise UsageError(f"{MOST} must be 1 to 20, not {most!r}.")
    return int(most)


def _with_families(data: Any) -> Any:
    try:
        network = from_cx2(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise FormatError(f"What was sent cannot be read as CX2: {type(error).__name__}: {error}.") from error
    if not any(member_genes(attributes) for _, attributes in network.nodes(data=True)):
        raise FormatError("This network has no families: no node has the attribute “member”.")
    return network
