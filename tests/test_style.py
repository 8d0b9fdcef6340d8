"""Styles: what ships is sound, signs can be told without colours, and a mistake is told where it is."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from pfocr_net.errors import StyleError
from pfocr_net.model import NODE_ATTRIBUTES, RelationType
from pfocr_net.style import read_style, style_names

NODE_TYPES = [name.strip() for name in NODE_ATTRIBUTES["type"][1].split(",")]


@pytest.fixture
def write_style(tmp_path):
    """Copy the default style with one piece of text replaced."""

    def write(old: str, new: str) -> Path:
        text = Path(__file__).parents[1].joinpath("styles/pfocr.yaml").read_text("utf-8")
        assert old in text
        path = tmp_path / "mine.yaml"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return path

    return write


def test_three_styles_ship():
    assert style_names() == ["ndex", "pfocr", "print"]


@pytest.mark.parametrize("name", ["ndex", "pfocr", "print"])
def test_a_shipped_style_would_pass_as_ones_own(name, tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(Path(__file__).parents[1].joinpath(f"styles/{name}.yaml").read_text("utf-8"), "utf-8")
    assert read_style(own).nodes == read_style(name).nodes
    assert {*read_style(name).nodes} == {"default", *NODE_TYPES}
    assert {*read_style(name).edges} == {"default", *RelationType, "member"}


@pytest.mark.parametrize("name", ["ndex", "pfocr", "print"])
def test_every_node_type_looks_different(name):
    looks = [json.dumps(read_style(name).node({"type": kind, "name": "X"})) for kind in NODE_TYPES]
    assert len(set(looks)) == len(NODE_TYPES)


@pytest.mark.parametrize("name", ["ndex", "pfocr", "print"])
def test_sign_is_told_by_arrow_and_by_colour_or_width(name):
    style = read_style(name)
    raised, lowered = (style.edge({"interaction": "modifies", "sign": sign}) for sign in (+1, -1))
    plain = style.edge({"interaction": "modifies", "sign": 0})
    assert len({look["arrow"] for look in (raised, lowered, plain)}) == 3
    assert raised["arrow"] == style.edge({"interaction": "activates", "sign": 1})["arrow"]
    assert lowered["arrow"] == style.edge({"interaction": "inhibits", "sign": -1})["arrow"]


def test_the_default_style_can_be_told_apart_by_the_colour_blind():
    """Under simulated protanopia and deuteranopia (Viénot 1999) raising and lowering edges stay far apart."""
    style = read_style()
    colours = [style.edge({"interaction": kind, "sign": sign})["colour"] for kind, sign in SIGNED]
    for simulate in (PROTANOPIA, DEUTERANOPIA):
        for first, second in combinations(colours, 2):
            apart = [a - b for a, b in zip(seen(first, simulate), seen(second, simulate), strict=True)]
            assert sum(d * d for d in apart) ** 0.5 > 40


SIGNED = [("activates", 1), ("inhibits", -1), ("regulates", 0)]
PROTANOPIA = ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1))
DEUTERANOPIA = ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1))


def seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> list[float]:
    linear = [(int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
    mixed = [sum(part * value for part, value in zip(row, linear, strict=True)) for row in matrix]
    return [255 * max(value, 0) ** (1 / 2.2) for value in mixed]


@pytest.mark.parametrize("attributes", [{"hedged": True}, {"confidence": 0.3}])
def test_a_hedged_or_unlikely_edge_is_dashed(attributes):
    style = read_style()
    sure = {"interaction": "activates", "sign": 1, "confidence": 0.9, "hedged": False}
    assert style.edge(sure)["line"] == "solid"
    assert style.edge(sure | attributes) == style.edge(sure) | {"line": "dashed"}


def test_a_node_is_as_large_as_its_label():
    style = read_style()
    short, long, wrapped = (
        style.node({"type": "compartment", "name": name})
        for name in ("MVBs", "plasma membrane", "endosomal sorting complexes required for transport")
    )
    assert short["width"] < long["width"] < wrapped["width"] < 200
    assert short["height"] == long["height"] < wrapped["height"]


def test_an_unknown_type_or_interaction_gets_the_default_look():
    style = read_style()
    assert style.node({"type": "planet"})["fill"] == style.nodes["default"]["fill"]
    assert style.edge({"interaction": "orbits"}) == style.edges["default"]


MISTAKES = [
    (
        "{shape: rectangle,",
        "{shape: square,",
        8,
        "nodes.gene.shape is 'square'; allowed: rectangle, round-rectangle,",
    ),
    ("arrow: tee", "arrow: T", 20, "edges.inhibits.arrow is 'T'; allowed: triangle, tee,"),
    (
        'colour: "#0072B2"',
        "colour: blue",
        19,
        "edges.activates.colour is 'blue'; allowed: a colour such as '#0072B2'",
    ),
    ("  cell:", "  organelle:", 15, "nodes.organelle is not known; allowed here: default, gene, proteinfamily,"),
    ("inhibits: {", "inhibits: {width: 99, ", 20, "edges.inhibits.width: 99 is greater than the maximum of 20"),
    ("  below: 0.6\n", "", 33, "unsure: 'below' is a required property"),
]


@pytest.mark.parametrize(("old", "new", "line", "told"), MISTAKES)
def test_a_mistake_is_told_with_file_line_key_and_what_is_allowed(write_style, old, new, line, told):
    path = write_style(old, new)
    with pytest.raises(StyleError) as caught:
        read_style(path)
    assert str(caught.value).startswith(f"{path}:{line}: {told}")


def test_the_first_of_several_mistakes_is_told(write_style):
    path = write_style("arrow: tee", "arrow: T")
    path.write_text(path.read_text("utf-8").replace("shape: hexagon", "shape: star"), "utf-8")
    with pytest.raises(StyleError, match=r"nodes\.disease\.shape is 'star'"):
        read_style(path)


def test_a_style_that_is_no_yaml_says_where(write_style):
    with pytest.raises(StyleError, match=r"mine\.yaml:\d+: The style is no YAML"):
        read_style(write_style("nodes:", "nodes: ]"))


def test_an_empty_file_is_no_style(tmp_path):
    path = tmp_path / "empty.yaml"
    path.write_text("", "utf-8")
    with pytest.raises(StyleError, match=r"empty\.yaml:1: The style: None is not of type 'object'"):
        read_style(path)


def test_an_unknown_name_lists_the_styles():
    with pytest.raises(
        StyleError, match=r"There is no style 'pfcr'; name one of ndex, pfocr, print, or a YAML file"
    ):
        read_style("pfcr")
