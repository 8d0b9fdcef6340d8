"""The local site: found, read and fetched, in a browser and by hand, and closed to strangers."""

import concurrent.futures
import contextlib
import json
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
import requests
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as BrowserPage

from pfocr_net.build import Story
from pfocr_net.errors import DataError, UsageError
from pfocr_net.formats import format_names
from pfocr_net.formats.cx2 import check_cx2, from_cx2
from pfocr_net.model import Figure, Gene
from pfocr_net.serve import CYTOSCAPE_WEB, open_port, open_shelf
from pfocr_net.serve.guard import LARGEST
from pfocr_net.store import GrowingStore, Page, Query, build_store, find, open_store, search
from pfocr_net.store.page import entry_of
from pfocr_net.store.search import PAGE
from tests.cyrest_server import CyrestServer
from tests.serving import served

AKT = [
    ("9606", "Homo sapiens", "AKT", "AKT", symbol, number, "famplex_relations")
    for symbol, number in (("AKT1", "207"), ("AKT2", "208"), ("AKT3", "10000"))
]
MTOR = ("9606", "Homo sapiens", "mTOR", "MTOR", "MTOR", "2475", "ncbigene_symbol")
expect.set_options(timeout=20_000)  # where many tests share a machine
HOSTILE = '</title><script>document.title = "taken"</script>"onload=\'x\' & <b>'


@pytest.fixture
def pages(make_page):
    """Four figures, one of them hostile, one torn."""
    akt = {"caption": "AKT activates mTOR.", "genes": [*AKT, MTOR]}
    make_page("PMC1__f1", figtitle="Growth of cells", year="2014", **akt)
    make_page("PMC2__f1", figtitle="Death of neurons", year="2020", caption="TNF-α inhibits CD9 in MVBs.")
    make_page("PMC3__f.1", figtitle=HOSTILE, caption=f"RAB5A activates CD63. {HOSTILE}", year="2021")
    return make_page("PMC4__f1").parent


@pytest.fixture
def torn(pages):
    (pages / "PMC4__f1.md").write_text("---\nfigid: PMC4__f1\ncaption: a: b\n---\n")
    return pages


@pytest.fixture
def site(torn):
    with served(torn) as site:
        site.read()
        yield site


def ask(site, path, **options):
    return requests.get(site.url + path, timeout=20, **options)


def found(site, **query):
    return [figure["figid"] for figure in ask(site, "/figures.json", params=query).json()["figures"]]


class TestSearch:
    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ({"q": "growth"}, ["PMC1__f1"]),
            ({"q": "AKT2"}, ["PMC1__f1"]),
            ({"q": "akt"}, ["PMC1__f1"]),
            ({"q": "TNFα"}, ["PMC2__f1"]),
            ({"q": "tnf"}, ["PMC2__f1"]),
            ({"q": "TNF-alpha"}, ["PMC2__f1"]),
            ({"q": "2020"}, ["PMC2__f1"]),
            ({"q": "of 2014"}, ["PMC1__f1"]),
            ({"q": "cd"}, ["PMC2__f1", "PMC3__f.1"]),
            ({"q": "akt", "in": "title"}, []),
            ({"q": "akt", "in": "families"}, ["PMC1__f1"]),
            ({"q": "akt3", "in": "genes"}, ["PMC1__f1"]),
            ({"from": "2020", "to": "2020"}, ["PMC2__f1"]),
            ({"from": "2014", "sort": "newest"}, ["PMC3__f.1", "PMC2__f1", "PMC1__f1"]),
            ({"q": '"* OR title:x) NEAR', "in": "genes"}, []),
            ({"q": "nothing of the kind"}, []),
        ],
    )
    def test_by_title_gene_family_and_year(self, site, query, names):
        assert sorted(found(site, **query)) == sorted(names)

    def test_order(self, site):
        assert found(site, sort="newest", **{"from": 2000})[0] == "PMC3__f.1"
        assert found(site, sort="title", **{"from": 2000})[-1] == "PMC1__f1"

    def test_what_was_found_is_named(self, site):
        (figure,) = ask(site, "/figures.json?q=akt").json()["figures"]
        assert figure["matched"] == ["AKT", "AKT1", "AKT2", "AKT3"]
        assert (figure["edges"], figure["genes"], figure["year"]) == (1, 4, 2014)

    def test_a_page_that_cannot_be_read_is_counted_and_says_why(self, site):
        answer = ask(site, "/figures.json?q=PMC4__f1").json()
        assert (answer["read"], answer["of"], answer["failed"]) == (4, 4, 1)
        (torn,) = answer["unread"]
        assert torn["name"] == "PMC4__f1"
        assert "Broken YAML" in torn["why"]
        assert ask(site, "/figures.json?q=akt").json()["unread"] == []

    @pytest.mark.parametrize(
        "query", ["in=captions", "sort=random", "from=MMXX", "offset=-1", "to=1e9", f"offset={9**20}"]
    )
    def test_what_cannot_be_asked(self, site, query):
        answer = ask(site, f"/figures.json?{query}")
        assert answer.status_code == 422
        assert answer.json()["message"]

    def test_thousands_are_searched_at_once(self):
        with GrowingStore() as store:
            for number in range(3000):
                genes = [Gene(f"GENE{number}"), *([Gene("TP53")] if number % 2 else [])]
                figure = Figure(
                    f"f{number:04}",
                    figtitle=f"Figure {number} of signalling",
                    year=str(1990 + number % 30),
                    genes=tuple(genes),
                )
                store.put(Page(figure.figid, "", entry_of(Story(figure, (), ()))))
            cards, total = search(store, Query("signal tp53", first=2000, last=2009, offset=PAGE))
            assert (len(cards), total) == (PAGE, 500)
            assert len(store.with_gene("tp53")) == 1500

    def test_a_store_that_is_kept_reads_only_what_has_changed(self, pages, make_page, tmp_path):
        file = tmp_path / "figures.sqlite"

        def stamps(site):
            return dict(map(tuple, site.site.shelf.store.rows("select name, stamp from page")))

        for _ in range(2):
            with served(pages, kept=file) as site:
                site.read()
                first = stamps(site)
                assert len(first) == 4
        make_page("PMC1__f1", figtitle="Decline of cells", caption="AKT activates mTOR.")
        (pages / "PMC2__f1.md").unlink()
        with served(pages, kept=file) as site:
            site.read()
            now = stamps(site)
            assert [name for name in now if first[name] != now[name]] == ["PMC1__f1"]
            assert found(site, q="decline") == ["PMC1__f1"]
            assert found(site, q="growth") == []
            assert found(site, q="neurons") == []
        with open_store(file) as store:
            assert [said.figid for said in find(store, "AKT1", to="MTOR")[0]] == ["PMC1__f1"]

    def test_a_store_that_was_built_before_is_brought_up_to_date(self, torn, tmp_path):
        built = build_store(torn.glob("*.md"), tmp_path / "figures.sqlite").path
        with served(torn, kept=built) as site:
            site.read()
            assert ask(site, "/figures.json").json()["read"] == 4
            assert found(site, q="akt") == ["PMC1__f1"]

    def test_a_store_of_other_pages_is_left_alone(self, torn, tmp_path, example):
        built = build_store(torn.glob("*.md"), tmp_path / "figures.sqlite").path
        with pytest.raises(UsageError, match=r"4 of its 4 pages are not here\. Name another store"):
            open_shelf([example], built)
        with open_store(built) as store:
            assert len(store) == 3

    def test_a_file_that_is_no_store(self, torn, tmp_path):
        (tmp_path / "x").write_bytes(b"nothing of the kind" * 100)
        with pytest.raises(DataError, match="x: This file is no store"):
            open_shelf([torn], tmp_path / "x")


class TestStore:
    """The same figures, served from a store; their pages may be gone."""

    @pytest.fixture
    def stored(self, torn, tmp_path):
        path = build_store(torn.glob("*.md"), tmp_path / "figures.sqlite").path
        shutil.rmtree(torn)
        with served(path) as site:
            yield site

    def test_its_figures_are_found_and_drawn(self, stored):
        assert found(stored, q="akt2") == ["PMC1__f1"]
        page = ask(stored, "/figures/PMC1__f1").text
        assert all(said in page for said in ("Growth of cells", "AKT activates mTOR.", "2014"))
        network = from_cx2(ask(stored, "/figures/PMC1__f1/network.cx2").json())
        assert sorted(name for _, name in network.nodes(data="name")) == ["AKT", "MTOR"]

    def test_what_could_not_be_read_says_why(self, stored):
        answer = ask(stored, "/figures.json").json()
        assert (answer["read"], answer["of"], answer["failed"]) == (4, 4, 1)
        assert "Broken YAML" in answer["unread"][0]["why"]
        assert ask(stored, "/figures/PMC9__f1").status_code == 404

    def test_it_is_served_as_it_is(self, torn, tmp_path):
        path = build_store(torn.glob("*.md"), tmp_path / "figures.sqlite").path
        with pytest.raises(UsageError, match="A store is served as it is"):
            open_shelf([path, torn])


class TestFiles:
    def test_every_format_can_be_fetched(self, site):
        for name in format_names():
            answer = ask(site, f"/figures/PMC1__f1/network.{name}")
            assert answer.status_code == 200, (name, answer.text)
            assert answer.content
            assert f"PMC1__f1.{name}" in answer.headers["Content-Disposition"]

    def test_cytoscape_web_gets_sound_cx2(self, site):
        address = f"{site.url}/figures/PMC1__f1/network.cx2"
        assert requests.head(address, timeout=20).status_code == 200
        answer = requests.get(address, headers={"Origin": CYTOSCAPE_WEB}, timeout=20)
        assert answer.headers["Access-Control-Allow-Origin"] == CYTOSCAPE_WEB
        assert check_cx2(answer.json()) == []
        assert sorted(name for _, name in from_cx2(answer.json()).nodes(data="name")) == ["AKT", "MTOR"]

    def test_a_sketch_draws_every_node_and_edge_and_no_text(self, site):
        answer = ask(site, "/figures/PMC3__f.1/sketch.svg")
        assert answer.headers["Content-Type"] == "image/svg+xml"
        tags = [element.tag.split("}")[1] for element in ElementTree.fromstring(answer.text).iter()]
        network = from_cx2(ask(site, "/figures/PMC3__f.1/network.cx2").json())
        assert tags.count("line") == network.number_of_edges() > 0
        assert len(tags) - tags.count("line") == 2 + len(network)
        assert not {*tags} & {"text", "title", "script"}

    @pytest.mark.parametrize(
        "path",
        [
            "/figures/PMC9__f1",
            "/figures/PMC9__f1/network.cx2",
            "/figures/PMC9__f1/sketch.svg",
            "/figures/PMC1__f1/network.exe",
            "/figures/PMC1__f1/network.",
            "/figures/../../etc/passwd",
            "/figures/..%2f..%2f_data%2fPMC1__f1-genes.tsv/network.cx2",
            "/figures/%2e%2e/network.cx2",
            "/figures/PMC1__f1.md",
            "/figures/PMC1__f1%00/network.cx2",
            "/web/../__init__.py",
            "/web/..%2f__init__.py",
            "/web/frame.html",
            "/services/PMC1__f1",
            "/_data/PMC1__f1-genes.tsv",
            "/nothing",
        ],
    )
    def test_nothing_else_is_there(self, site, path):
        host = urlsplit(site.url).netloc
        with socket.create_connection(host.split(":")) as line:  # requests would tidy the path
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            head, _, body = b"".join(iter(lambda: line.recv(65536), b"")).partition(b"\r\n\r\n")
        assert b" 404 " in head.split(b"\r\n")[0]
        error = json.loads(body)
        assert {"errorCode", "message", "description", "stackTrace", "threadId", "timestamp"} == {*error}
        assert error["errorCode"] == "NOT_FOUND"

    def test_a_torn_page_is_told(self, site):
        answer = ask(site, "/figures/PMC4__f1/network.cx2")
        assert answer.status_code == 422
        assert "Broken YAML" in answer.json()["message"]

    def test_a_page_that_has_gone_is_not_there(self, site, torn):
        (torn / "PMC2__f1.md").unlink()
        assert ask(site, "/figures/PMC2__f1/network.cx2").status_code == 404

    def test_a_page_that_changes_is_drawn_anew(self, site, make_page):
        ask(site, "/figures/PMC2__f1/network.cx2")
        make_page("PMC2__f1", caption="CD9 activates CD63.")
        network = from_cx2(ask(site, "/figures/PMC2__f1/network.cx2").json())
        assert sorted(name for _, name in network.nodes(data="name")) == ["CD63", "CD9"]


class TestDoor:
    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:80"])
    def test_it_answers_to_its_own_names_only(self, site, host):
        answer = ask(site, "/", headers={"Host": host})
        assert answer.status_code == 421
        assert "does not answer to that name" in answer.json()["message"]

    def test_localhost_is_one_of_them(self, site):
        port = urlsplit(site.url).port
        assert ask(site, "/", headers={"Host": f"localhost:{port}"}).status_code == 200

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/figures.json"),
            ("GET", "/figures/PMC1__f1/network.cx2"),
            ("POST", "/figures/PMC1__f1/desktop"),
            ("POST", "/services/load"),
            ("DELETE", "/services/load/1"),
        ],
    )
    def test_a_strangers_page_is_sent_away(self, site, origin, method, path):
        answer = requests.request(method, site.url + path, headers={"Origin": origin}, json={}, timeout=20)
        assert answer.status_code == 403
        assert "Access-Control-Allow-Origin" not in answer.headers

    def test_a_strangers_form_without_origin_is_sent_away(self, site):
        headers = {"Sec-Fetch-Site": "cross-site"}
        answer = requests.post(f"{site.url}/figures/PMC1__f1/desktop", headers=headers, timeout=20)
        assert answer.status_code == 403

    @pytest.mark.parametrize("path", ["/figures.json", "/figures/PMC1__f1", "/figures/PMC1__f1/desktop"])
    def test_cytoscape_web_gets_only_what_it_needs(self, site, path):
        answer = requests.post(site.url + path, headers={"Origin": CYTOSCAPE_WEB}, timeout=20)
        assert answer.status_code == 403

    def test_cytoscape_web_may_reach_into_this_machine(self, site):
        asked = {
            "Origin": CYTOSCAPE_WEB,
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "content-type",
            "Access-Control-Request-Private-Network": "true",
        }
        answer = requests.options(f"{site.url}/figures/PMC1__f1/network.cx2", headers=asked, timeout=20)
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Private-Network"] == "true"
        assert "content-type" in answer.headers["Access-Control-Allow-Headers"]

    @pytest.mark.parametrize("announced", [True, False])
    def test_more_than_ten_million_bytes_are_too_many(self, site, announced):
        pieces = (b"x" * 1_000_000 for _ in range(11))
        data = b"x" * (LARGEST + 1) if announced else pieces
        answer = requests.post(f"{site.url}/services/open", data=data, timeout=20)
        assert answer.status_code == 413
        assert answer.json()["message"] == "At most 10,000,000 bytes can be sent."

    def test_a_client_that_goes_away_leaves_nothing_behind(self, site, capfd):
        host = urlsplit(site.url).netloc
        for _ in range(5):
            with socket.create_connection(host.split(":")) as line:
                head = f"POST /services/open HTTP/1.1\r\nHost: {host}\r\nContent-Length: 500000\r\n\r\n"
                line.sendall(head.encode() + b"[" * 1000)
            with socket.create_connection(host.split(":")) as line:
                line.sendall(f"GET /figures/PMC1__f1 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert ask(site, "/figures.json").status_code == 200
        assert len(site.site.tasks) == 0
        assert capfd.readouterr().err == ""

    def test_a_mistake_of_ours_is_told_as_json(self, site):
        site.site.shelf.store.rows("drop table page")
        answer = ask(site, "/figures.json")
        assert (answer.status_code, answer.json()["errorCode"]) == (500, "INTERNAL_SERVER_ERROR")
        assert answer.json()["message"] == "OperationalError: a mistake in pfocr-net; please report it."

    def test_two_hundred_at_once(self, site):
        here = "/figures/PMC1__f1"
        paths = ["/figures.json?q=akt", f"{here}/network.cx2", here, "/figures/PMC9/network.cx2"]
        with concurrent.futures.ThreadPoolExecutor(200) as clients:
            statuses = [*clients.map(lambda number: ask(site, paths[number % 4]).status_code, range(200))]
        assert statuses == [200, 200, 200, 404] * 50

    def test_a_port_that_is_taken(self):
        with contextlib.closing(open_port("127.0.0.1", 0)) as taken:
            number = taken.getsockname()[1]
            with pytest.raises(UsageError, match=rf"Port {number} of 127\.0\.0\.1 cannot be opened: .* --port"):
                open_port("127.0.0.1", number)

    def test_a_folder_without_pages(self, tmp_path):
        with pytest.raises(UsageError, match="No page here"):
            open_shelf([tmp_path])


class Visitor:
    """Someone with the site open; whatever the page complains of fails the test."""

    def __init__(self, page: BrowserPage, url: str) -> None:
        self.page, self.url, self.complaints = page, url, []
        page.route(re.compile("^(?!http://127)"), lambda route: route.abort())
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.hear(said.text))

    def hear(self, text: str) -> None:
        if "ERR_FAILED" not in text and "502" not in text:
            self.complaints.append(text)

    def titles(self) -> list[str]:
        return self.page.locator(".card h2").all_inner_texts()


@pytest.fixture
def visit(chromium: Browser, site):
    visitors = []

    def visit(path: str = "/", **options) -> Visitor:
        page = chromium.new_page(**{"viewport": {"width": 1280, "height": 900}} | options)
        visitors.append(Visitor(page, site.url))
        page.goto(site.url + path)
        return visitors[-1]

    yield visit
    for visitor in visitors:
        visitor.page.close()
        assert visitor.complaints == []


class TestPages:
    def test_all_figures_are_listed_with_what_they_hold(self, visit):
        visitor = visit()
        expect(visitor.page.locator(".card")).to_have_count(4)
        first = visitor.page.locator(".card", has_text="Growth of cells")
        expect(first).to_contain_text("2014")
        expect(first).to_contain_text("1 relation · 1 family · 4 genes")
        expect(visitor.page.locator("#count")).to_have_text("4 figures · 1 cannot be read")
        assert first.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")

    def test_typing_finds_and_the_address_keeps_it(self, visit):
        visitor = visit()
        visitor.page.fill("#words", "akt2 2014")
        expect(visitor.page.locator(".card")).to_have_count(1)
        expect(visitor.page.locator("#count")).to_contain_text("1 figure of 4")
        expect(visitor.page.locator("mark")).to_have_text("AKT2")
        assert parse_qs(urlsplit(visitor.page.url).query) == {"q": ["akt2 2014"]}
        visitor.page.reload()
        expect(visitor.page.locator(".card")).to_have_count(1)
        visitor.page.fill("#words", "nothing of the kind")
        expect(visitor.page.locator("#figures.none")).to_be_visible()

    def test_keys_lead_to_a_figure_and_back(self, visit):
        visitor = visit("/?sort=newest&from=2000")
        expect(visitor.page.locator(".card")).to_have_count(3)
        page = visitor.page
        page.keyboard.press("ArrowDown")
        expect(page.locator(".card a").first).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(page.locator(".card a").nth(1)).to_be_focused()
        page.keyboard.press("/")
        expect(page.locator("#words")).to_be_focused()
        page.keyboard.type("growth")
        expect(page.locator(".card")).to_have_count(1)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Growth of cells")
        page.locator("#back").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#words")).to_have_value("growth")

    def test_a_figure_stands_beside_its_network_with_evidence_on_click(self, visit):
        page = visit("/figures/PMC1__f1").page
        place = page.evaluate(
            """() => {
                const middle = graph.edges()[0].renderedMidpoint();
                const box = document.getElementById("network").getBoundingClientRect();
                return [box.x + middle.x, box.y + middle.y];
            }"""
        )
        page.mouse.click(*place)
        expect(page.locator("#selection blockquote")).to_have_text("AKT activates mTOR.")
        expect(page.locator("#caption .marked")).to_have_text("AKT activates mTOR.")

    def test_files_are_fetched_from_the_page(self, visit):
        page = visit("/figures/PMC1__f1").page
        page.click("#files summary")
        expect(page.locator("#files a")).to_have_count(len(format_names()))
        with page.expect_download() as download:
            page.click("#files a:text-is('cx2')")
        assert download.value.suggested_filename == "PMC1__f1.cx2"
        assert check_cx2(json.loads(Path(download.value.path()).read_text())) == []
        page.keyboard.press("Escape")
        expect(page.locator("#files ul")).to_be_hidden()

    def test_cytoscape_web_is_given_the_address_of_the_network(self, visit, site):
        address = urlsplit(visit("/figures/PMC3__f.1").page.get_attribute("#frame a[target]", "href"))
        assert f"{address.scheme}://{address.netloc}" == CYTOSCAPE_WEB
        (network,) = parse_qs(address.query)["import"]
        assert network == f"{site.url}/figures/PMC3__f.1/network.cx2"
        assert requests.get(network, timeout=20).status_code == 200

    def test_without_cytoscape_the_page_says_what_to_do(self, visit):
        page = visit("/figures/PMC1__f1").page
        page.click("#desktop")
        expect(page.locator("#told")).to_contain_text("No Cytoscape answers at http://127.0.0.1:9/v1. Start")

    def test_markup_in_a_page_stays_text(self, visit):
        visitor = visit()
        expect(visitor.page.locator(".card", has_text="document.title")).to_have_count(1)
        visitor.page.goto(f"{visitor.url}/figures/PMC3__f.1")
        expect(visitor.page.locator("h1")).to_have_text(HOSTILE)
        assert visitor.page.title() == HOSTILE

    def test_what_is_not_there_is_told_on_a_page(self, site, visit):
        answer = ask(site, "/figures/<b>x", headers={"Accept": "text/html"})
        assert answer.status_code == 404
        assert "&lt;b&gt;x" in answer.text
        assert "<b>x" not in answer.text

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("path", ["/", "/figures/PMC1__f1"])
    def test_a_phone_shows_it_whole_and_readable(self, visit, path, scheme):
        page = visit(path, viewport={"width": 390, "height": 844}, color_scheme=scheme).page
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        contrast = page.evaluate(
            """() => {
                const grey = (colour) => {
                    const [red, green, blue] = colour.match(/[0-9.]+/g).map((part) => {
                        const share = part / 255;
                        return share <= 0.04 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
                    });
                    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
                };
                const look = getComputedStyle(document.body);
                const tones = [grey(look.color), grey(look.backgroundColor)].sort((one, other) => other - one);
                return (tones[0] + 0.05) / (tones[1] + 0.05);
            }"""
        )
        assert contrast > 7


class TestDesktop:
    def test_a_figure_goes_to_cytoscape_with_families_that_open(self, torn, chromium):
        with CyrestServer() as cytoscape, served(torn, cytoscape_url=cytoscape.url) as site:
            page = chromium.new_page()
            page.goto(f"{site.url}/figures/PMC1__f1")
            page.click("#desktop")
            expect(page.locator("#told")).to_contain_text("open in Cytoscape, in the style “pfocr (pfocr-net)”")
            page.close()
            (network,) = cytoscape.session.networks.values()
            assert network.row["pfocrId"] == "PMC1__f1"
            assert len(network.groups) == 1

    def test_many_at_once_do_not_get_in_each_others_way(self, torn):
        with CyrestServer() as cytoscape, served(torn, cytoscape_url=cytoscape.url) as site:
            push = f"{site.url}/figures/{{}}/desktop"
            with concurrent.futures.ThreadPoolExecutor(8) as clients:
                names = ["PMC1__f1", "PMC2__f1", "PMC3__f.1"] * 4
                answers = [*clients.map(lambda name: requests.post(push.format(name), timeout=30), names)]
            assert {answer.status_code for answer in answers} == {200}
            assert {*cytoscape.session.styles} == {"default", "pfocr (pfocr-net)"}


class TestCommand:
    def test_it_serves_until_it_is_stopped(self, torn):
        command = [sys.executable, "-c", "from pfocr_net.cli import main; main()", "serve", str(torn)]
        with subprocess.Popen([*command, "--port", "0"], stdout=subprocess.PIPE, text=True) as process:
            said = process.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", said)[0]
            assert said.startswith("4 figures at ")
            assert requests.get(address, timeout=20).status_code == 200
            process.terminate()
            assert process.wait(20) in (0, -15)
