"""Networks of pathway figures as Graphviz DOT: all there is to an exporter of your own.

Install it beside pfocr-net, and ``pfocr-net build PAGE --formats dot`` writes DOT.
"""

import json
from pathlib import Path

from pfocr_net.files import write_whole
from pfocr_net.style import read_style

_ARROWS = {"triangle": "normal", "tee": "tee", "none": "none"}


def to_dot(network, style):
    """Return a network as DOT, in the colours of a style."""
    lines = ["digraph {", f"  label={json.dumps(network.graph.get('name', ''))}"]
    for node, attributes in network.nodes(data=True):
        look = {"label": attributes["name"], "color": style.node(attributes)["border"]}
        lines.append(f"  {json.dumps(node)} [{_listed(look)}]")
    for source, target, attributes in network.edges(data=True):
        look = style.edge(attributes)
        drawn = {"color": look["colour"], "arrowhead": _ARROWS.get(look["arrow"], "vee")}
        lines.append(f"  {json.dumps(source)} -> {json.dumps(target)} [{_listed(drawn)}]")
    return "\n".join([*lines, "}", ""])


def write(network, path: Path, *, style="pfocr") -> Path:
    """Write a network; pfocr-net hands over ``style`` because it is named here."""
    return write_whole(path, to_dot(network, read_style(style)))


def _listed(values):
    return ", ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
