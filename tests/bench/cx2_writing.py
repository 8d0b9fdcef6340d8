"""How fast CX2 is written: our writer against ndex2's, the same networks to the same JSON.

    python -m tests.bench.cx2_writing PAGE...

ndex2's ``CX2Network`` is filled node by node and given types, positions, look and bypasses, which it would else
lack or guess; they are made beforehand. Its networkx factory writes nodes and edges alone.
"""

import argparse
import copy
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
from ndex2.cx2 import CX2Network, NetworkXToCX2NetworkFactory

from pfocr_net.build import read_story
from pfocr_net.formats.cx2 import dump, to_cx2
from pfocr_net.layout import place
from pfocr_net.network import build_network
from pfocr_net.style import read_style

Places = dict[str, tuple[float, float]]


def ours(network: networkx.MultiDiGraph, places: Places, _: dict[str, Any]) -> bytes:
    return dump(to_cx2(network, places, STYLE))


def by_network(network: networkx.MultiDiGraph, places: Places, aspects: dict[str, Any]) -> str:
    cx2 = CX2Network()
    cx2.set_attribute_declarations(copy.deepcopy(aspects["attributeDeclarations"][0]))
    cx2.set_network_attributes(network.graph)
    ids = {
        node: cx2.add_node(attributes=data, x=places[node][0], y=places[node][1])
        for node, data in network.nodes(data=True)
    }
    for source, target, data in network.edges(data=True):
        cx2.add_edge(source=ids[source], target=ids[target], attributes=data)
    cx2.set_visual_properties(aspects["visualProperties"][0])
    for bypass in aspects["nodeBypasses"]:
        cx2.add_node_bypass(bypass["id"], bypass["v"])
    for bypass in aspects["edgeBypasses"]:
        cx2.add_edge_bypass(bypass["id"], bypass["v"])
    return json.dumps(cx2.to_cx2())


def by_factory(network: networkx.MultiDiGraph, _: Places, __: dict[str, Any]) -> str:
    return json.dumps(NetworkXToCX2NetworkFactory().get_cx2network(network).to_cx2())


def milliseconds(writers: list[Callable[..., object]], drawn: list[tuple[Any, ...]]) -> list[float]:
    """Processor time a network takes each writer: the best of nine, by turns, as the machine may be busy."""
    sums = [0.0] * len(writers)
    for arguments in drawn:
        best = [float("inf")] * len(writers)
        for _ in range(9):
            for number, write in enumerate(writers):
                start = time.process_time()
                write(*arguments)
                best[number] = min(best[number], time.process_time() - start)
        sums = [whole + part for whole, part in zip(sums, best, strict=True)]
    return [1000 * whole / len(drawn) for whole in sums]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    drawn = []
    for page in parser.parse_args().pages:
        story = read_story(page)
        network = build_network(story.figure, story.families, story.relations)
        places = place(network)
        aspects = {name: value for aspect in to_cx2(network, places, STYLE) for name, value in aspect.items()}
        drawn.append((network, places, aspects))
    nodes = sum(len(network) for network, *_ in drawn) / len(drawn)
    edges = sum(network.number_of_edges() for network, *_ in drawn) / len(drawn)
    print(f"{len(drawn)} networks, {nodes:.1f} nodes and {edges:.1f} edges on average")
    names = {ours: "pfocr_net", by_network: "ndex2 CX2Network", by_factory: "ndex2 networkx factory"}
    times = milliseconds([*names], drawn)
    for name, taken in zip(names.values(), times, strict=True):
        print(f"{name:24}{taken:8.3f} ms a network, {taken / times[0]:.1f} times as long")


STYLE = read_style()

if __name__ == "__main__":
    main()
