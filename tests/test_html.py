"""The HTML page, as a reader meets it in Chromium from a file, without a network."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from pfocr_net.formats.html import embed, to_html, write
from pfocr_net.formats.page.links import LINKS, address, picture_address
from pfocr_net.layout import place
from pfocr_net.model import Figure
from pfocr_net.style import read_style

PICTURE = "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/bin/f1.jpg"
CAPTION = (
    "𝛂 Cargo waits. ESCRT may drive early endosomes into MVBs. Wortmannin blocks the Rab proteins. Nothing more."
)
FIGURE = Figure(
    figid="PMC1__f1",
    figtitle="How cargo is sorted",
    caption=CAPTION,
    pmcid="PMC1",
    papertitle="On sorting",
    reftext="A. Nobody. J Nothing. 2023.",
    figlink="/pmc/articles/PMC1/figure/f1/",
    doi="10.1000/sorting",
)


def stated(sentence: str, **attributes: object) -> dict[str, object]:
    start = CAPTION.index(sentence)
    return attributes | {"evidence": sentence, "start": start, "end": start + len(sentence)}


@pytest.fixture
def network() -> networkx.MultiDiGraph:
    graph = networkx.MultiDiGraph(__iconurl=PICTURE, methods="Read by rules.")
    rabs = [("RAB5A", "5868"), ("RAB7A", "7879"), ("RAB11A", "8766"), ("RAB27A", "5873"), ("RAB1A", "5861")]
    graph.add_node(
        "rab",
        name="RAB",
        type="proteinfamily",
        represents="fplx:RAB",
        member=[f"hgnc.symbol:{symbol}" for symbol, _ in rabs],
        member_ncbigene=[gene for _, gene in rabs],
        alias=[symbol for symbol, _ in rabs],
        drawn=["Rab"],
        mentioned=["Rab proteins"],
        why="Drawn once as Rab.",
    )
    graph.add_node("escrt", name="ESCRT", type="complex", mentioned=["ESCRT"], why="The caption names it.")
    graph.add_node("ee", name="early endosomes", type="compartment", mentioned=["early endosomes"])
    graph.add_node("mvb", name="MVBs", type="compartment", mentioned=["MVBs"])
    graph.add_node("wort", name="Wortmannin", type="smallmolecule", mentioned=["Wortmannin"])
    graph.add_node("icam", name="ICAM1", type="gene", ncbigene="3383", represents="hgnc:5344", drawn=["ICAM-1"])
    drives = stated("ESCRT may drive early endosomes into MVBs.", trigger="drive", frame="active", hedged=True)
    escrt, ee, mvb = {"source_text": "ESCRT"}, "early endosomes", {"target_text": "MVBs"}
    graph.add_edge(
        "escrt", "ee", interaction="activates", sign=1, confidence=0.62, target_text=ee, **escrt, **drives
    )
    graph.add_edge("ee", "mvb", interaction="converts", sign=0, confidence=0.81, source_text=ee, **mvb, **drives)
    blocks = stated("Wortmannin blocks the Rab proteins.", trigger="blocks", frame="active", hedged=False)
    graph.add_edge("wort", "rab", interaction="inhibits", sign=-1, confidence=0.35, **blocks)
    return graph


class Reader:
    """Someone with the page open: what they see and what the page asked the network for."""

    def __init__(self, page: Page) -> None:
        self.page, self.requests, self.complaints = page, [], []
        page.route(
            re.compile("^(?!file:)"), lambda route: (self.requests.append(route.request.url), route.abort())
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console", lambda said: self.complaints.append(said.text) if "ERR_FAILED" not in said.text else None
        )

    def open(self, path: Path) -> "Reader":
        self.page.goto(path.as_uri())
        return self

    def place_of(self, finder: str) -> tuple[float, float]:
        """Where on the screen the middle of a node or an edge is; ``finder`` is cytoscape.js on `graph`."""
        x, y = self.page.evaluate(
            f"""() => {{
                const drawn = {finder}, box = document.getElementById("network").getBoundingClientRect();
                const middle = drawn.isNode() ? drawn.renderedPosition() : drawn.renderedMidpoint();
                return [box.x + middle.x, box.y + middle.y];
            }}"""
        )
        return x, y

    def click(self, finder: str) -> None:
        self.page.mouse.click(*self.place_of(finder))

    def marked(self) -> str:
        return "".join(self.page.locator("#caption .marked").all_inner_texts())

    def settle(self) -> None:
        """Wait until nothing in the network moves."""
        self.page.evaluate(
            """() => new Promise((done) => {
                const moving = () => graph.animated() || graph.nodes().some((node) => node.animated());
                const look = () => (moving() ? requestAnimationFrame(look) : done());
                look();
            })"""
        )


def node(name: str) -> str:
    return f"graph.nodes().filter((node) => node.data('name') === {json.dumps(name)})"


def edge(interaction: str) -> str:
    return f"graph.edges().filter((edge) => edge.data('interaction') === {json.dumps(interaction)})"


@pytest.fixture
def read(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Reader]]:
    """Write a network's page and open it; the reader must end without a complaint from the page."""
    readers: list[Reader] = []

    def open_page(network: networkx.MultiDiGraph, figure: Figure = FIGURE, **options: object) -> Reader:
        path = tmp_path / "page.html"
        path.write_text(to_html(network, place(network), read_style(), figure), encoding="utf-8")
        page = chromium.new_page(viewport={"width": 1400, "height": 900}, **options)
        readers.append(Reader(page))
        return readers[-1].open(path)

    yield open_page
    for reader in readers:
        reader.page.close()
        assert reader.complaints == []
        assert set(reader.requests) <= {PICTURE}


def test_every_participant_is_drawn_in_its_colour_where_the_layout_put_it(read, network):
    reader = read(network)
    placed = place(network)
    drawn = reader.page.evaluate("graph.nodes().map((node) => [node.data('name'), node.position()])")
    assert {name: (at["x"], at["y"]) for name, at in drawn} == {
        attributes["name"]: pytest.approx(placed[key]) for key, attributes in network.nodes(data=True)
    }
    colours = reader.page.evaluate(
        """() => {
            const canvas = document.querySelector("canvas[data-id='layer2-node']");
            const scale = canvas.width / graph.width();
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return graph.nodes().map((node) => {
                const { x, y } = node.renderedPosition(); // under the label, inside the rim
                const [left, top] = [x, y + 0.36 * node.renderedHeight()].map((at) => Math.round(at * scale));
                const at = 4 * (top * canvas.width + left);
                return [[...data.slice(at, at + 3)], node.data("look").fill];
            });
        }"""
    )
    assert colours
    for pixel, fill in colours:
        assert f"#{bytes(pixel).hex()}" == fill.lower()


def test_click_on_an_edge_marks_its_sentence_and_says_how_it_was_read(read, network):
    reader = read(network)
    reader.click(edge("activates"))
    assert reader.marked() == "ESCRT may drive early endosomes into MVBs."
    assert reader.page.locator("#caption mark.trigger").all_inner_texts() == ["drive"]
    assert reader.page.locator("#caption mark.participant").all_inner_texts() == ["ESCRT", "early endosomes"]
    selection = reader.page.locator("#selection")
    for said in ("ESCRT", "early endosomes", "activates (+), with reserve", "drive", "active", "0.62"):
        expect(selection).to_contain_text(said)
    expect(reader.page.locator("#relations [aria-current]")).to_contain_text("ESCRT")
    reader.page.mouse.click(20, 400)
    assert reader.marked() == ""


def test_pointing_at_an_edge_shows_its_sentence_until_the_pointer_leaves(read, network):
    reader = read(network)
    reader.page.mouse.move(*reader.place_of(edge("inhibits")))
    expect(reader.page.locator("#caption .marked")).to_have_text("Wortmannin blocks the Rab proteins.")
    reader.page.mouse.move(20, 400)
    expect(reader.page.locator("#caption .marked")).to_have_count(0)


def test_a_sentence_leads_to_each_of_its_edges_in_turn(read, network):
    reader = read(network)
    sentence = reader.page.get_by_role("button", name="ESCRT may drive")
    sentence.click()
    expect(reader.page.locator("#selection")).to_contain_text("activates")
    sentence.press("Enter")
    expect(reader.page.locator("#selection")).to_contain_text("converts")


def test_click_on_a_family_says_why_it_stands_there_and_links_its_members(read, network):
    reader = read(network)
    reader.click(node("RAB"))
    selection = reader.page.locator("#selection")
    for said in ("Drawn once as Rab.", "Rab proteins", "fplx:RAB"):
        expect(selection).to_contain_text(said)
    expect(selection.get_by_role("link", name="RAB7A")).to_have_attribute(
        "href", "https://www.ncbi.nlm.nih.gov/gene/7879"
    )
    assert reader.page.locator("#caption mark").all_inner_texts() == ["Rab proteins"]


def test_double_click_opens_a_family_among_the_others_and_closes_it(read, network):
    reader = read(network)
    before = reader.page.evaluate("graph.nodes().map((node) => node.position())")
    reader.page.mouse.dblclick(*reader.place_of(node("RAB")))
    reader.settle()
    members = reader.page.evaluate(f"{node('RAB')}.children().map((node) => node.data('name'))")
    assert members == ["RAB5A", "RAB7A", "RAB11A", "RAB27A", "RAB1A"]
    overlaps = reader.page.evaluate(
        """() => {
            const boxes = graph.nodes(":orphan").map((node) => node.boundingBox({ includeLabels: false }));
            const meet = (a, b) => a !== b && a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
            return boxes.map((one) => boxes.filter((other) => meet(one, other)).length);
        }"""
    )
    assert not any(overlaps)
    reader.page.mouse.dblclick(*reader.place_of(node("RAB7A")))
    reader.settle()
    after = reader.page.evaluate("graph.nodes().map((node) => node.position())")
    assert [pytest.approx(place) for place in before] == after


def test_search_for_a_gene_finds_the_family_that_holds_it(read, network):
    reader = read(network)
    search = reader.page.get_by_role("searchbox").or_(reader.page.get_by_role("combobox"))
    search.fill("rab7a")
    expect(reader.page.locator("#found")).to_have_text("RAB7A is in RAB")
    expect(reader.page.locator("#selection h2")).to_contain_text("RAB")
    expect(reader.page.locator(".sought")).to_have_text("RAB7A")
    search.fill("icam-1")
    expect(reader.page.locator("#selection h2")).to_contain_text("ICAM1")
    search.fill("TP53")
    expect(reader.page.locator("#found")).to_have_text("not in this network")


def test_png_is_a_picture_of_the_network_named_after_the_figure(read, network):
    reader = read(network)
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="PNG").click()
    assert download.value.suggested_filename == "PMC1__f1.png"
    content = download.value.path().read_bytes()
    assert content.startswith(b"\x89PNG")
    width = int.from_bytes(content[16:20], "big")
    assert width > 3 * reader.page.evaluate("graph.elements().boundingBox().w") - 3


def test_threshold_hides_what_is_less_sure(read, network):
    reader = read(network)
    least = min(confidence for *_, confidence in network.edges(data="confidence"))
    start = float(reader.page.locator("#threshold output").text_content())
    assert start <= least < start + 0.05
    reader.page.locator("#sureness").fill("0.5")
    expect(reader.page.locator("#relations li:visible")).to_have_count(2)
    reader.settle()
    assert reader.page.evaluate("graph.edges(':visible').map((edge) => edge.data('interaction'))") == [
        "activates",
        "converts",
    ]


def test_whole_page_can_be_read_from_the_keyboard(read, network):
    reader = read(network)
    keyboard = reader.page.keyboard
    reader.page.locator("#network").focus()
    keyboard.press("ArrowRight")
    expect(reader.page.locator("#selection h2")).to_contain_text("RAB")
    keyboard.press("Enter")
    assert reader.page.evaluate(f"{node('RAB')}.children().length") == 5
    keyboard.press("Enter")
    reader.settle()
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"):
        keyboard.press(key)
    expect(reader.page.locator("#selection h2")).not_to_be_empty()
    keyboard.press("Escape")
    expect(reader.page.locator("#selection")).to_contain_text("3 relations between 5 of 6 participants")
    reader.page.get_by_role("button", name="early endosomes converts MVBs").press("Enter")
    assert reader.marked() == "ESCRT may drive early endosomes into MVBs."


def test_without_a_network_the_page_says_that_the_picture_is_missing(read, network):
    reader = read(network)
    expect(reader.page.locator("#picture")).to_contain_text("could not be loaded")
    expect(reader.page.locator("#picture a")).to_have_attribute(
        "href", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/figure/f1/"
    )
    assert reader.requests == [PICTURE]


HOSTILE = (
    "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
    "<!-- \u2028 ${hacked} $title"
)


def test_hostile_text_is_shown_and_never_run(read):
    graph = networkx.MultiDiGraph(__iconurl="https://example.org/f.jpg", methods=HOSTILE)
    words = {"name": HOSTILE, "why": HOSTILE, "drawn": [HOSTILE], "mentioned": [HOSTILE], "alias": [HOSTILE]}
    links = {"represents": "javascript:window.hacked=1", "ncbigene": "1/../x", "organism": HOSTILE}
    graph.add_node("a", type="proteinfamily", member=[HOSTILE], member_ncbigene=["javascript:1"], **words, **links)
    graph.add_node("b", type="gene", **words)
    sentence = {"evidence": HOSTILE, "start": 0, "end": len(HOSTILE), "trigger": HOSTILE, "frame": HOSTILE}
    graph.add_edge("a", "b", interaction="activates", sign=1, confidence=0.5, hedged=False, **sentence)
    figure = Figure(
        figid=HOSTILE,
        figtitle=HOSTILE,
        caption=HOSTILE,
        papertitle=HOSTILE,
        reftext=HOSTILE,
        doi="javascript:1",
        figlink="//example.org",
        ndex=HOSTILE,
    )
    reader = read(graph, figure)
    reader.page.locator("#relations button").click()
    expect(reader.page.locator("#caption")).to_have_text(HOSTILE)
    expect(reader.page.locator("#selection blockquote")).to_have_text(HOSTILE)
    reader.page.locator("#families button").click()
    expect(reader.page.locator("#selection p").first).to_have_text(HOSTILE)
    assert reader.page.title() == HOSTILE
    assert reader.page.evaluate("window.hacked") is None
    assert reader.page.locator("img, iframe, object, a[href]").count() == 0
    assert reader.requests == []


def test_policy_stops_a_script_that_got_into_the_page_all_the_same(chromium, network, tmp_path):
    page = tmp_path / "page.html"
    html = to_html(network, place(network), read_style(), FIGURE)
    page.write_text(html.replace("<noscript>", "<script>window.hacked = 1</script><noscript>"), encoding="utf-8")
    reader = Reader(chromium.new_page()).open(page)
    assert reader.page.evaluate("[window.hacked ?? null, graph.nodes().length]") == [None, 6]
    assert "Content Security Policy" in reader.complaints[0]
    reader.page.close()


def test_figure_without_relations_still_shows_its_participants(read, network):
    network.remove_edges_from(list(network.edges))
    reader = read(network, Figure(figid="PMC1__f1"))
    expect(reader.page.locator("#selection")).to_contain_text(
        "no relation that could be read; the figure names 6 participants"
    )
    expect(reader.page.locator("#relations")).to_be_hidden()
    expect(reader.page.locator("#picture")).to_contain_text("could not be loaded")


def test_families_already_opened_in_the_network_are_not_opened_twice(read, network):
    network.add_node("RAB5A", name="RAB5A", type="gene")
    network.add_edge("rab", "RAB5A", interaction="member")
    reader = read(network)
    reader.page.mouse.dblclick(*reader.place_of(node("RAB")))
    assert reader.page.evaluate("graph.nodes().length") == 7


@pytest.mark.parametrize(("width", "height"), [(390, 844), (820, 1180)])
def test_page_fits_a_small_screen(read, network, width, height):
    reader = read(network)
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.page.reload()
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    box = reader.page.evaluate("graph.elements().renderedBoundingBox()")
    assert box["x1"] >= 0
    assert box["x2"] <= width
    reader.click(edge("converts"))
    expect(reader.page.locator("#selection blockquote")).to_have_text("ESCRT may drive early endosomes into MVBs.")


def test_dark_scheme_is_dark_and_its_png_is_not(read, network):
    reader = read(network, color_scheme="dark")
    line = reader.page.evaluate(f"{edge('inhibits')}.style('line-color')")
    assert line != reader.page.evaluate(f"{edge('inhibits')}.data('look').colour")
    ground = reader.page.evaluate("getComputedStyle(document.getElementById('drawing')).backgroundColor")
    assert max(map(int, re.findall(r"\d+", ground))) < 60


@given(st.text())
def test_embedded_text_comes_back_and_cannot_end_its_element(text):
    embedded = embed({"text": text})
    assert json.loads(embedded) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(embedded)


@given(st.sampled_from(sorted(LINKS)), st.text())
def test_links_are_of_known_forms_only(label, value):
    prefix = LINKS[label][1].split("{")[0]
    href = address(label, value)
    assert href == "" or (href.startswith(prefix) and not set(" \"'<>\\") & set(href))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "http://www.ncbi.nlm.nih.gov/f.jpg",
        "https://www.ncbi.nlm.nih.gov.example.org/f.jpg",
        "https://example.org/ncbi.nlm.nih.gov/f.jpg",
        "https://user@ncbi.nlm.nih.gov/f.jpg",
        "javascript:alert(1)",
        "data:text/html,x",
    ],
)
def test_pictures_come_from_known_places_only(value):
    assert picture_address(value) == ""


def test_picture_cannot_widen_the_policy():
    sly = "https://www.ncbi.nlm.nih.gov/f.jpg; script-src *"
    assert ";" not in picture_address(sly)
    assert " " not in picture_address(sly)


def test_write_puts_the_page_in_its_place(network, tmp_path):
    path = write(network, tmp_path / "a.html", figure=FIGURE)
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [path]


def test_figure_without_participants_still_shows_its_caption(read):
    reader = read(networkx.MultiDiGraph(__iconurl=PICTURE))
    expect(reader.page.locator("#caption")).to_have_text(CAPTION)
    expect(reader.page.locator("#selection")).to_contain_text("names 0 participants")
    reader.page.get_by_role("button", name="Fit").click()
    reader.page.locator("#network").press("ArrowRight")
