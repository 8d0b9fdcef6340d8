"""NDEx's viewer code (``@js4cytoscape/cx-viz-converter``) and cytoscape.js draw our CX2 as the style asks.

The converter knows labels, shapes, colours and sizes. Of arrowheads, rims and lines it knows nothing; `test_cx2`
reads these out of every look of every style, as Cytoscape Web does.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pfocr_net.formats.cx2 import check_cx2, to_cx2
from pfocr_net.formats.page import asset
from pfocr_net.layout import place
from pfocr_net.style import read_style
from tests.figures import every_look

HERE = Path(__file__).parent
NODE = Path(os.environ.get("PFOCR_NODE", HERE.parent / ".node")) / "node_modules"


@pytest.fixture(scope="module")
def draw(tmp_path_factory):
    """Draw a document; give back what stands on the screen, by number of node and edge."""
    converter = NODE / "@js4cytoscape/cx-viz-converter"
    if not converter.is_dir() or not shutil.which("node"):
        missing = f"no cx-viz-converter in {NODE} (tests/run installs it)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    library = tmp_path_factory.mktemp("library") / "cytoscape.js"
    library.write_text(asset("cytoscape.min.js"), "utf-8")

    def draw(document: list) -> dict:
        command = ["node", str(HERE / "draw_cx2.js"), str(converter), str(library)]
        done = subprocess.run(
            command, input=json.dumps(document), capture_output=True, text=True, check=True, timeout=60
        )
        return json.loads(done.stdout)

    return draw


def rgb(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def css(colour: str) -> str:
    return f"rgb({','.join(map(str, rgb(colour)))})"


def points(size: str) -> float:
    return float(size.removesuffix("px"))


@pytest.mark.parametrize("name", ["pfocr", "ndex", "print"])
def test_everything_is_drawn_as_the_style_asks(draw, name):
    style = read_style(name)
    network = every_look(style)
    document = to_cx2(network, place(network), style)
    assert check_cx2(document) == []
    screen = draw(document)
    assert (len(screen["nodes"]), len(screen["edges"])) == (len(network), network.number_of_edges())
    for number, (_, attributes) in enumerate(network.nodes(data=True)):
        look = style.node(attributes)
        drawn, large = screen["nodes"][str(number)], screen["largeNodes"][str(number)]
        assert drawn["label"] == large["label"] == attributes["name"]
        if look["shape"] != "parallelogram":  # cytoscape.js has it as rhomboid, which the converter does not know
            assert drawn["shape"] == look["shape"]
        assert drawn["background-color"] == css(look["fill"])
        assert drawn["color"] == css(look["ink"])
        assert [points(drawn[key]) for key in ("width", "height", "font-size")] == [
            pytest.approx(look[key]) for key in ("width", "height", "fontSize")
        ]
        assert large["color"] == [*rgb(look["fill"]), round(255 * look["opacity"])]
    for number, (*_, attributes) in enumerate(network.edges(data=True), len(network)):
        look = style.edge(attributes)
        drawn, large = screen["edges"][str(number)], screen["largeEdges"][str(number)]
        assert drawn["line-color"] == css(look["colour"])
        assert points(drawn["width"]) == pytest.approx(look["width"])
        assert float(drawn["opacity"]) == pytest.approx(look["opacity"])
        assert large["color"] == [*rgb(look["colour"]), round(255 * look["opacity"])]
