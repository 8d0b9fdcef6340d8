"""Enrichment as one self-contained page: a table, and each top figure's network coloured by the user's values."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from statistics import fmean, quantiles
from string import Template
from typing import TYPE_CHECKING, Any

from pfocr_net.analysis.ids import match_genes
from pfocr_net.analysis.sources import read_networks
from pfocr_net.files import write_whole
from pfocr_net.formats.html import embed, policy
from pfocr_net.formats.page import asset
from pfocr_net.formats.page.values import page_values
from pfocr_net.layout import place
from pfocr_net.model import Figure
from pfocr_net.network.about import PMC
from pfocr_net.network.participants import genes_of
from pfocr_net.style import DEFAULT, Style, read_style

if TYPE_CHECKING:
    import networkx

    from pfocr_net.analysis.enrichment import Enrichment

#: The page's scripts in the order in which they need each other.
_SCRIPTS = ("cytoscape.min.js", "caption.js", "glyphs.js", "graph.js", "panels.js")

#: Column -> (its head, whether it holds numbers).
_COLUMNS = {
    "counted": ("Hits", True),
    "expected": ("By chance", True),
    "es": ("ES", True),
    "nes": ("NES", True),
    "p": ("p", True),
    "q": ("q", True),
    "genes": ("Which", False),
}
_HOW = (
    "A family counts as one participant, hit if any of its members is listed. p is exact for lists of as many "
    "genes at random from the background, q is Benjamini and Hochberg's. A family has the colour of its members' "
    "mean; what has no value is left blank."
)


def write_report(
    found: Enrichment,
    values: Mapping[str, float],
    sources: Iterable[Path | str],
    path: Path,
    *,
    top: int = 10,
    style: Style | str | Path = DEFAULT,
) -> Path:
    """Write the report.

    Parameters
    ----------
    found : Enrichment
        What `pfocr_net.analysis.enrichment.enrich` or `pfocr_net.analysis.ranking.enrich_ranked` returned.
    values : mapping
        The user's names, each with its value, also those that were not tested; NaN for none, so that a listed gene
        just stands out.
    sources : iterable of Path or str
        Where the figures' networks are: stores, pages, folders of pages.
    path : Path
        The file.
    top : int
        So many figures.
    style : Style, str or Path

    Returns
    -------
    Path
        ``path``.
    """
    look = read_style(style)
    rows = found.table.head(top).to_dict("records")
    networks = {
        network.graph["pfocrId"]: network for network in read_networks(sources, [str(row["set"]) for row in rows])
    }
    shown = {
        gene.symbol for network in networks.values() for data in network.nodes.values() for gene in genes_of(data)
    }
    coloured = Colours(match_genes(values, shown).symbols, values, look)
    figures = [
        _figure(row, number, networks.get(row["set"]), coloured, look) for number, row in enumerate(rows, 1)
    ]
    columns = [
        {"key": key, "name": name, "number": number}
        for key, (name, number) in _COLUMNS.items()
        if figures and key in figures[0]
    ]
    css = _beside("report.css")
    scripts = [*map(asset, _SCRIPTS), _beside("report.js")]
    page = Template(_beside("report.html")).substitute(
        title="Pathway figures enriched for your genes",
        told=html.escape(found.told()),
        how=_HOW,
        policy=policy(css, scripts),
        css=css,
        values=embed({"figures": figures, "columns": columns, "scale": coloured.scale()}),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )
    return write_whole(path, page)


class Colours:
    """Colours of genes by the user's values; without any value, listed genes have the colour of high ones.

    Examples
    --------
    >>> colours = Colours({"TP53": "TP53", "x": "MDM2"}, {"TP53": -2.0, "x": 1.0}, read_style())
    >>> colours.fill(["TP53"]) == read_style().scale["low"], colours.fill(["ATM"])
    (True, '#FFFFFF')
    """

    def __init__(self, symbols: Mapping[str, str], values: Mapping[str, float], style: Style) -> None:
        self._style = style
        self._listed = frozenset(symbols.values())
        self._values = {
            symbols[name]: value for name, value in values.items() if name in symbols and math.isfinite(value)
        }
        self._limit = _limit([abs(value) for value in self._values.values()])

    def fill(self, genes: Iterable[str]) -> str:
        """Return the colour of a participant with these genes: that of their mean, or of the ground."""
        listed = [gene for gene in genes if gene in self._listed]
        values = [self._values[gene] for gene in listed if gene in self._values]
        if not values:
            return self._style.scale["high"] if listed and not self._values else self._style.background
        share = max(-1.0, min(1.0, fmean(values) / self._limit))
        end = self._style.scale["high" if share > 0 else "low"]
        return _mixed(self._style.scale["middle"], end, abs(share))

    def scale(self) -> dict[str, Any] | None:
        """Return the ends of the scale and its colours, if there are values."""
        if not self._values:
            return None
        colours = [self._style.scale[name] for name in ("low", "middle", "high")]
        return {"low": -self._limit, "high": self._limit, "colours": colours}


def _figure(
    row: Mapping[Any, Any],
    number: int,
    network: networkx.MultiDiGraph[str] | None,
    colours: Colours,
    style: Style,
) -> dict[str, Any]:
    numbers = {name: row[name] for name in ("expected", "es", "nes", "p", "q") if name in row}
    counted = {"counted": f"{row['hits']} of {row['size']}"} if "hits" in row else {}
    genes = ", ".join(row["hit"])
    shown: dict[str, Any] = {"anchor": "", "network": None}
    if network is not None:
        shown = {"anchor": f"figure-{number}", "network": _coloured(network, colours, style)}
    return {
        "title": row["description"] or row["set"],
        **counted,
        **numbers,
        "genes": genes,
        "told": f"{counted.get('counted', '')} {genes} (p = {row['p']:.2g}, q = {row['q']:.2g})".strip(),
        **shown,
    }


def _coloured(network: networkx.MultiDiGraph[str], colours: Colours, style: Style) -> dict[str, Any]:
    values = page_values(network, place(network), style, _told(network.graph))
    for node, attributes in zip(values["nodes"], network.nodes.values(), strict=True):
        if genes := genes_of(attributes):
            node["look"] |= {"fill": colours.fill(gene.symbol for gene in genes), "opacity": 1}
    return values


def _told(about: Mapping[str, Any]) -> Figure:
    """Return the figure as far as its network tells of it."""
    return Figure(
        figid=about["pfocrId"],
        figtitle=about.get("figureTitle", ""),
        papertitle=about.get("paperTitle", ""),
        figlink=about.get("figureLink", "").replace(PMC, "/pmc/articles/"),
    )


def _limit(sizes: list[float]) -> float:
    """Return the end of the scale: the 95th percentile, so that few extremes do not make all others white."""
    if len(sizes) < 2:
        return max([*sizes, 1e-9])
    return max(quantiles(sizes, n=20, method="inclusive")[-1], 1e-9)


def _mixed(one: str, other: str, share: float) -> str:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(low + (high - low) * share):02X}" for low, high in pairs)


def _beside(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text("utf-8")
