"""Cytoscape desktop, played by a stand-in: what stands there after a push, what is told when it fails."""

import http.server
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import networkx
import pytest
from hypothesis import HealthCheck, given, settings

from pfocr_net import push_to_cytoscape
from pfocr_net.cytoscape import Colours, Desktop, Patience, join_table, read_table
from pfocr_net.errors import CytoscapeError, DataError, StyleError, UsageError
from pfocr_net.formats.cx2 import check_cx2, from_cx2
from pfocr_net.model import Kind
from pfocr_net.network import build_network
from pfocr_net.style import read_style
from tests.cyrest_server import CyrestServer, Network
from tests.figures import FIGURE, RAB, TETRASPANINS, drawings, mention, relation

HURRIED = Patience(sign=0.2, answer=0.2)
MVBS = mention("MVBs", Kind.COMPONENT, "go:0005771", "multivesicular body")
RABS = mention("Rab", Kind.FAMILY, "fplx:RAB", "RAB")
RAB5 = mention("RAB5A", Kind.GENE, "hgnc:9783", "RAB5A", "5868")
HOSTILE = [
    '"quoted", and word=5',
    "β-catenin/α",
    "<img src=x onerror=alert(1)>",
    "50 % \\ # ?",
    "\u202eright to left",
]


@pytest.fixture
def server():
    with CyrestServer() as server:
        yield server


@pytest.fixture
def network():
    told = [
        relation(RABS, "activates", MVBS, sign=1),
        relation(RABS, "activates", MVBS, sign=-1, hedged=True),
        relation(RABS, "binds", MVBS, confidence=0.55),
        relation(MVBS, "contains", mention("PECAM1", Kind.GENE, "hgnc:8823", "PECAM1", "5175")),
    ]
    return build_network(FIGURE, [RAB, TETRASPANINS], told)


def there(server: CyrestServer, suid: int) -> Network:
    return server.session.networks[suid]


def by_name(network: Network) -> dict[str, int]:
    return {row["name"]: suid for suid, row in network.nodes.items()}


class TestPush:
    def test_a_network_is_one_document_with_its_attributes_and_positions(self, server, network):
        positions = {node: (10.5 * number, -3.0) for number, node in enumerate(network)}
        pushed = push_to_cytoscape(network, url=server.url, positions=positions, collection="Mine")
        found = there(server, pushed.suid)
        assert (found.name, found.collection, found.fitted) == ("Release of <exosomes>", "Mine", True)
        assert found.row["pfocrId"] == "PMC1__f1"
        suids = by_name(found)
        for node, attributes in network.nodes(data=True):
            suid = suids[attributes["name"]]
            assert found.positions[suid] == positions[node]
            assert attributes.items() <= found.nodes[suid].items()
        assert [call for call in server.calls if call.startswith("POST /v1/networks")] == ["POST /v1/networks"]

    def test_parallel_edges_stay_apart_each_with_its_sentence(self, server, network):
        found = there(server, push_to_cytoscape(network, url=server.url).suid)
        assert sorted(row["look"] for *_, row in found.edges.values()) == [
            "activates (+)",
            "activates (-), unsure",
            "binds, unsure",
            "contains",
        ]
        assert {row["evidence"] for *_, row in found.edges.values()} == {"It is so."}

    @pytest.mark.parametrize("name", ["pfocr", "ndex", "print"])
    def test_every_node_and_edge_looks_as_the_style_asks(self, server, network, name):
        pushed = push_to_cytoscape(network, url=server.url, style=name)
        found, style, asked = there(server, pushed.suid), server.session.styles[pushed.style], read_style(name)
        lines = {"solid": "SOLID", "dashed": "EQUAL_DASH", "dotted": "DOT"}
        arrows = {"triangle": "DELTA", "tee": "T"}
        for row in found.nodes.values():
            look = asked.node(row)
            assert style.value("NODE_SHAPE", row) == look["shape"].upper().replace("-", "_")
            assert style.value("NODE_FILL_COLOR", row) == look["fill"]
            assert style.value("NODE_BORDER_PAINT", row) == look["border"]
            assert float(style.value("NODE_BORDER_WIDTH", row)) == look["borderWidth"]
            assert float(style.value("NODE_WIDTH", row)) == look["width"]
            assert float(style.value("NODE_HEIGHT", row)) == look["height"]
            assert style.value("NODE_LABEL", row) == row["name"]
            assert style.value("NODE_TOOLTIP", row) == row["why"]
        for *_, row in found.edges.values():
            look = asked.edge(row)
            assert style.value("EDGE_STROKE_UNSELECTED_PAINT", row) == look["colour"]
            assert style.value("EDGE_TARGET_ARROW_UNSELECTED_PAINT", row) == look["colour"]
            assert style.value("EDGE_LINE_TYPE", row) == lines[look["line"]]
            assert style.value("EDGE_TARGET_ARROW_SHAPE", row) == arrows.get(look["arrow"], look["arrow"].upper())
            assert style.value("EDGE_TOOLTIP", row) == row["evidence"]
        assert (style.dependencies["nodeSizeLocked"], style.dependencies["arrowColorMatchesEdge"]) == (False, True)

    def test_five_thousand_nodes_take_a_few_calls(self, server):
        big = networkx.MultiDiGraph(name="big")
        big.add_nodes_from((f"n{number}", {"name": f"GENE{number}", "type": "gene"}) for number in range(5000))
        big.add_edges_from((f"n{number}", f"n{number + 1}", {"interaction": "binds"}) for number in range(4999))
        positions = {node: (float(number % 70), number // 70) for number, node in enumerate(big)}
        pushed = push_to_cytoscape(big, url=server.url, positions=positions)
        assert len(there(server, pushed.suid).nodes) == 5000
        assert len(server.calls) < 10

    def test_names_arrive_as_they_are(self, server):
        hostile = networkx.MultiDiGraph(name=HOSTILE[0])
        for name in HOSTILE:
            hostile.add_node(name, name=name, type="gene", why=name)
        found = there(server, push_to_cytoscape(hostile, url=server.url, collection=HOSTILE[2]).suid)
        assert {row["name"] for row in found.nodes.values()} == {*HOSTILE}
        assert (found.name, found.collection) == (HOSTILE[0], HOSTILE[2])

    @pytest.mark.parametrize("nodes", [0, 1])
    def test_a_figure_without_edges_or_even_nodes(self, server, nodes):
        lonely = networkx.MultiDiGraph(name="lonely")
        lonely.add_nodes_from([("a", {"name": "TP53", "type": "gene"})][:nodes])
        for groups in (False, True):
            assert len(there(server, push_to_cytoscape(lonely, url=server.url, groups=groups).suid).nodes) == nodes

    def test_a_layout_of_cytoscapes_own(self, server, network):
        pushed = push_to_cytoscape(network, url=server.url, layout="force-directed")
        assert there(server, pushed.suid).layouts == ["force-directed"]

    def test_a_layout_that_is_not_there_is_told_before_anything_is_sent(self, server, network):
        with pytest.raises(UsageError, match=r"no layout 'spring'; it has ours, circular, force-directed, grid"):
            push_to_cytoscape(network, url=server.url, layout="spring")
        assert server.session.networks == {}

    def test_the_drawing_is_saved(self, server, network, tmp_path):
        push_to_cytoscape(network, url=server.url, picture=tmp_path / "a.PNG")
        assert (tmp_path / "a.PNG").read_bytes().startswith(b"\x89PNG")
        with pytest.raises(UsageError, match=r"a\.gif: Cytoscape saves pictures as \.png, \.svg, \.pdf"):
            push_to_cytoscape(network, url=server.url, picture=tmp_path / "a.gif")

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
    @given(drawings())
    def test_whatever_is_built_arrives(self, server, drawing):
        network = build_network(*drawing.parts, **drawing.options)
        desktop = Desktop(server.url)
        for groups in (False, True):
            found = there(server, desktop.push(network, groups=groups).suid)
            names = {row["name"] for row in found.nodes.values()}
            assert {name for _, name in network.nodes(data="name")} <= names
            assert len(found.edges) == network.number_of_edges()


class TestAgain:
    def test_a_figure_takes_its_own_place_and_no_others(self, server, network):
        users_own = server.session.create(
            [{"CXVersion": "2.0"}, {"status": [{"error": "", "success": True}]}], "cx2", "", "mine"
        )
        first = push_to_cytoscape(network, url=server.url)
        second = push_to_cytoscape(network, url=server.url)
        assert (first.replaced, second.replaced) == (0, 1)
        assert {*server.session.networks} == {users_own.suid, second.suid}

    def test_what_the_user_has_closed_is_no_trouble(self, server, network):
        desktop = Desktop(server.url)
        del server.session.networks[desktop.push(network).suid]
        assert desktop.push(network).replaced == 0

    @pytest.mark.parametrize("call", ["POST /v1/networks", "GET /v1/apply/styles", "GET /v1/apply/fit"])
    def test_the_old_network_goes_only_when_the_new_one_stands(self, server, network, call):
        first = push_to_cytoscape(network, url=server.url)
        server.hangs_up_on, server.at = call, 2
        with pytest.raises(CytoscapeError):
            push_to_cytoscape(network, url=server.url)
        assert first.suid in server.session.networks
        push_to_cytoscape(network, url=server.url)
        assert len(server.session.networks) == 1

    def test_networks_of_no_figure_are_all_kept(self, server):
        for _ in range(2):
            push_to_cytoscape(networkx.MultiDiGraph(name="mine"), url=server.url)
        assert len(server.session.networks) == 2


class TestStyle:
    def test_it_is_made_once_and_left_as_the_user_changes_it(self, server, network):
        first = push_to_cytoscape(network, url=server.url)
        style = server.session.styles[first.style]
        style.defaults["NODE_FILL_COLOR"] = "#123456"
        second = push_to_cytoscape(network, url=server.url)
        assert second.style == first.style
        assert style.defaults["NODE_FILL_COLOR"] == "#123456"
        assert {*server.session.styles} == {"default", first.style}

    def test_it_changes_when_it_becomes_another(self, server, network, tmp_path):
        title = push_to_cytoscape(network, url=server.url).style
        text = Path("styles/pfocr.yaml").read_text("utf-8")
        changed = tmp_path / "pfocr.yaml"
        text = text.replace('fill: "#E3F1FB"', 'fill: "#FFFFFF"').replace(
            "borderStyle: solid", "borderStyle: dashed"
        )
        changed.write_text(text, "utf-8")
        server.session.styles[title].mappings["NODE_SIZE"] = {"visualProperty": "NODE_SIZE"}
        assert push_to_cytoscape(network, url=server.url, style=changed).style == title
        style = server.session.styles[title]
        assert style.value("NODE_FILL_COLOR", {"type": "gene"}) == "#FFFFFF"
        assert style.defaults["NODE_BORDER_STROKE"] == "EQUAL_DASH"
        assert "NODE_SIZE" not in style.mappings

    def test_a_users_own_style_of_that_title_stays_theirs(self, server, network):
        own = push_to_cytoscape(network, url=server.url).style
        theirs = server.session.styles[own]
        theirs.defaults = {"NODE_FILL_COLOR": "#123456"}
        assert push_to_cytoscape(network, url=server.url).style == "pfocr (pfocr-net) 2"
        assert push_to_cytoscape(network, url=server.url).style == "pfocr (pfocr-net) 2"
        assert theirs.defaults == {"NODE_FILL_COLOR": "#123456"}

    def test_values_colour_the_nodes(self, server, network):
        colours = Colours('log "FC"/β', -1.0, 2.0)
        pushed = push_to_cytoscape(network, url=server.url, colours=colours)
        style, scale = server.session.styles[pushed.style], read_style().scale
        assert style.title == "pfocr, coloured by log FC β (pfocr-net)"
        assert style.value("NODE_FILL_COLOR", {colours.column: 0.5}) == (
            f"between {scale['low']} and {scale['high']} at 0.5"
        )
        assert style.value("NODE_FILL_COLOR", {"type": "gene"}) == scale["middle"]
        points = style.mappings["NODE_FILL_COLOR"]["points"]
        assert [point["value"] for point in points] == [-2.0, 0.0, 2.0]

    def test_a_style_that_is_not_there(self, server, network):
        with pytest.raises(StyleError, match="no style 'neon'"):
            push_to_cytoscape(network, url=server.url, style="neon")


class TestGroups:
    def test_families_are_groups_by_their_own_node_and_closed(self, server, network):
        pushed = push_to_cytoscape(network, url=server.url, groups=True)
        found = there(server, pushed.suid)
        assert pushed.groups == 2
        names = {suid: row["name"] for suid, row in found.nodes.items()}
        assert {names[suid]: [names[node] for node in group["nodes"]] for suid, group in found.groups.items()} == {
            "RAB": ["RAB5A", "RAB7A"],
            "tetraspanins": ["CD9", "CD63"],
        }
        assert {names[suid] for suid in found.shown} == {name for _, name in network.nodes(data="name")}

    def test_an_open_family_shows_its_members_and_what_stood_there_before(self, server):
        network = build_network(FIGURE, [RAB], [relation(RAB5, "activates", MVBS)], families_as="both")
        found = there(server, push_to_cytoscape(network, url=server.url, groups=True).suid)
        before = [found.nodes[suid]["name"] for suid in found.shown]
        (group,) = found.groups.values()
        group["collapsed"] = False
        after = [found.nodes[suid]["name"] for suid in found.shown]
        assert sorted(after) == sorted([*(name for name in before if name != "RAB"), "RAB5A", "RAB7A"])
        assert "RAB5A" in before

    def test_members_stand_apart_around_their_family(self, server, network):
        found = there(server, push_to_cytoscape(network, url=server.url, groups=True).suid)
        for suid, group in found.groups.items():
            places = [found.positions[node] for node in group["nodes"]]
            assert len({*places}) == len(places)
            assert sum(x for x, _ in places) / len(places) == pytest.approx(found.positions[suid][0])

    def test_groups_that_were_not_made_are_told(self, server, network):
        server.session.makes_groups = False
        with pytest.raises(CytoscapeError, match="made 0 groups of 2 families"):
            push_to_cytoscape(network, url=server.url, groups=True)


class TestTrouble:
    def test_nothing_answers(self, network):
        begin = time.monotonic()
        with pytest.raises(CytoscapeError) as told:
            push_to_cytoscape(network, url="http://127.0.0.1:9")
        assert time.monotonic() - begin < 5
        for said in ("No Cytoscape answers at http://127.0.0.1:9/v1", "Start Cytoscape 3.10", "--cytoscape-url"):
            assert said in str(told.value)
        assert told.value.exit_code == 3

    def test_something_else_answers(self, network):
        with http.server.HTTPServer(("127.0.0.1", 0), Unrelated) as other:
            thread = threading.Thread(target=other.handle_request)
            thread.start()
            with pytest.raises(CytoscapeError, match="Something else answers at"):
                push_to_cytoscape(network, url=f"http://127.0.0.1:{other.server_port}")
            thread.join()

    @pytest.mark.parametrize("version", ["3.9.1", "3.7.0-SNAPSHOT"])
    def test_a_cytoscape_that_is_too_old(self, server, network, version):
        server.session.version = version
        with pytest.raises(CytoscapeError, match=f"{version} at .* cannot read CX2. Update it to 3.10"):
            push_to_cytoscape(network, url=server.url)

    @pytest.mark.parametrize("url", ["127.0.0.1:1234", "ftp://127.0.0.1", "http://127.0.0.1:1234/v1?x=1", ""])
    def test_what_is_no_address(self, network, url):
        with pytest.raises(UsageError, match="is no address of a Cytoscape"):
            push_to_cytoscape(network, url=url)

    def test_a_cytoscape_that_hears_and_never_answers(self, server):
        server.silent = True
        with pytest.raises(CytoscapeError, match="No Cytoscape answers"):
            Desktop(server.url, HURRIED)

    def test_a_cytoscape_that_falls_silent(self, server, network):
        desktop = Desktop(server.url, HURRIED)
        server.silent = True
        with pytest.raises(CytoscapeError, match=r"takes too long to answer \(POST /v1/networks\)"):
            desktop.push(network)

    def test_a_call_that_may_have_been_heard_is_not_made_again(self, server, network):
        server.hangs_up_on = "POST /v1/networks"
        with pytest.raises(CytoscapeError, match=r"has hung up \(POST /v1/networks\)"):
            push_to_cytoscape(network, url=server.url)
        assert server.calls.count("POST /v1/networks") == 1

    def test_a_refusal_is_told_in_cytoscapes_words(self, server):
        desktop = Desktop(server.url)
        with pytest.raises(CytoscapeError, match="refused POST /v1/networks: Could not parse the given network"):
            desktop.cyrest.post("networks", [{"nodes": []}], format="cx2")

    def test_py4cytoscape_leaves_no_log_and_gets_its_own_ways_back(self, server, tmp_path):
        script = (
            "import sys, networkx, pfocr_net\n"
            "pfocr_net.push_to_cytoscape(networkx.MultiDiGraph(name='n'), url=sys.argv[1])\n"
            "from py4cytoscape import commands\n"
            "print(commands._do_request.__module__)\n"
        )
        command = [sys.executable, "-c", script, server.url]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert (done.stdout, done.stderr) == ("py4cytoscape.commands\n", "")
        assert [*tmp_path.iterdir()] == []


class Unrelated(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>A printer</html>")

    def log_message(self, *said):
        pass


class TestTable:
    @pytest.fixture
    def write(self, tmp_path):
        def write(text: str, name: str = "values.csv") -> Path:
            path = tmp_path / name
            path.write_text(text, "utf-8")
            return path

        return write

    def values(self, network, table):
        joined, match = join_table(network, table)
        return {row["name"]: row for _, row in joined.nodes(data=True)}, match

    @pytest.mark.parametrize(
        "text",
        [
            "probe,symbol,logFC\na,RAB5A,1\nb,RAB7A,-2\nc,PECAM1,0.5\nd,TP53,9\n",
            "Entrez Gene ID\tlogFC\n5868\t1\n7879\t-2\n5175.0\t0.5\n7157\t9\n",
            "protein;logFC\nP20339;1\nP51149;-2\nP16284-2;0.5\nP04637;9\n",
            "id,logFC\nENSG00000144566.11,1\nENSG00000075785,-2\nENSG00000261371.6,0.5\nENSG00000141510.18,9\n",
            "\ufefflogFC, symbol\n1, RAB5A\n-2, RAB7A\n0.5, PECAM1\n9, TP53\n",
        ],
        ids=["symbol", "ncbigene", "uniprot", "ensembl", "mark and blanks"],
    )
    def test_genes_are_found_by_whatever_names_them(self, network, write, text):
        table = read_table(write(text), [network])
        rows, match = self.values(network, table)
        assert rows["PECAM1"]["logFC"] == 0.5
        assert (
            rows["RAB"] | {"logFC": -0.5, "logFC min": -2.0, "logFC max": 1.0, "genes in table": 2} == rows["RAB"]
        )
        assert "logFC" not in rows["tetraspanins"]
        assert str(match) == "3 of 5 genes (60%)"

    def test_ranks_are_not_taken_for_gene_ids(self, network, write):
        table = read_table(write("rank,name of gene\n5868,x\n5175,RAB5A\n928,y\n"), [network])
        assert table.key == "name of gene"

    def test_a_gene_in_several_rows_has_their_mean(self, network, write):
        rows, _ = self.values(network, read_table(write("g,v,w\nPECAM1,1,a\nPECAM1,3,b\n"), [network]))
        assert (rows["PECAM1"]["v"], rows["PECAM1"]["w"]) == (2.0, "a")

    def test_infinite_and_missing_values_are_left_out(self, network, write):
        table = read_table(write("g,v\nPECAM1,inf\nRAB5A,\nRAB7A,4\n"), [network])
        rows, match = self.values(network, table)
        assert (table.infinite, match.matched) == (1, 1)
        assert "v" not in rows["PECAM1"]
        assert (rows["RAB"]["v"], rows["RAB"]["genes in table"]) == (4.0, 1)

    def test_columns_do_not_overwrite_ours(self, network, write):
        rows, _ = self.values(network, read_table(write("g,name,Type,width\nPECAM1,x,y,3\n"), [network]))
        assert (rows["PECAM1"]["name"], rows["PECAM1"]["type"]) == ("PECAM1", "gene")
        assert rows["PECAM1"]["name (table)"] == "x"
        assert rows["PECAM1"]["width (table)"] == 3.0

    def test_the_colour_scale_spans_the_table(self, network, write):
        lines = "".join(f"G{number},{number},{number}\n" for number in range(1, 101))
        table = read_table(write(f"g,v,u\nPECAM1,5,5\n{lines}"), [network])
        assert table.colours() == ("v", pytest.approx(3, abs=0.1), pytest.approx(98, abs=0.1))
        assert table.colours("u").column == "u"
        with pytest.raises(UsageError, match=r"no column of numbers 'g'; there are v, u"):
            table.colours("g")

    def test_a_table_without_genes_of_the_figure(self, network, write):
        with pytest.raises(DataError, match="No column names genes of these figures"):
            read_table(write("a,b\n1,2\n"), [network])
        with pytest.raises(UsageError, match="no column 'c'; there are a, b"):
            read_table(write("a,b\n1,2\n"), [network], key="c")
        assert self.values(network, read_table(write("a,b\nx,2\n"), [network], key="a"))[1].matched == 0

    @pytest.mark.parametrize("raw", [b"", b"a,b\n1,2,3,4\n", b"\xff\xfe\x00"], ids=["empty", "ragged", "no text"])
    def test_a_table_that_cannot_be_read(self, network, tmp_path, raw):
        path = tmp_path / "t.csv"
        path.write_bytes(raw)
        with pytest.raises(DataError, match=r"t\.csv: "):
            read_table(path, [network])

    def test_values_arrive_in_cytoscape(self, server, network, write):
        table = read_table(write("g,v\nPECAM1,0.5\nRAB5A,2\n"), [network])
        joined, _ = join_table(network, table)
        found = there(server, push_to_cytoscape(joined, url=server.url, colours=table.colours()).suid)
        assert {row["name"]: row["v"] for row in found.nodes.values() if "v" in row} == {"PECAM1": 0.5, "RAB": 2.0}
        assert there(server, push_to_cytoscape(joined, url=server.url, groups=True).suid).groups


class TestCommand:
    @pytest.fixture
    def run(self, monkeypatch, capsys, tmp_path):
        def run(*arguments: object) -> tuple[int, str, str]:
            from pfocr_net.cli import main

            monkeypatch.chdir(tmp_path)
            monkeypatch.setattr(sys, "argv", ["pfocr-net", *map(str, arguments)])
            with pytest.raises(SystemExit) as end:
                main()
            printed = capsys.readouterr()
            return end.value.code or 0, printed.out, printed.err

        return run

    @pytest.fixture
    def page(self, make_page):
        akt = [
            ("9606", "Homo sapiens", "AKT", "AKT", symbol, number, "famplex_relations")
            for symbol, number in (("AKT1", "207"), ("AKT2", "208"))
        ]
        return make_page("PMC1__f1", caption="AKT activates mTOR.", genes=akt)

    def test_pages_become_networks(self, run, server, page, tmp_path):
        table = tmp_path / "t.csv"
        table.write_text("gene,logFC\nAKT1,2\n")
        asked = ("--cytoscape-url", server.url, "--groups", "--data", table, "--png", "a.png")
        code, out, err = run("cytoscape", page, *asked)
        (network,) = server.session.networks.values()
        assert (code, out) == (
            0,
            f"PMC1__f1: network {network.suid}, style “pfocr, coloured by logFC (pfocr-net)”, 1 groups\n",
        )
        assert "values for 1 of 3 genes (33%)" in err
        assert (tmp_path / "a.png").exists()

    def test_without_cytoscape_the_networks_are_kept(self, run, page, tmp_path):
        code, out, err = run("cytoscape", page, "--cytoscape-url", "http://127.0.0.1:9", "-o", "kept")
        assert (code, out) == (3, "")
        assert "No Cytoscape answers at http://127.0.0.1:9/v1" in err
        assert f"Kept as CX2: {Path('kept/PMC1__f1.cx2')}. File > Import > Network from File" in err
        document = json.loads((tmp_path / "kept/PMC1__f1.cx2").read_text())
        assert check_cx2(document) == []
        assert sorted(name for _, name in from_cx2(document).nodes(data="name")) == ["AKT", "MTOR"]

    def test_only_what_was_not_sent_is_kept(self, run, server, page, make_page, tmp_path):
        make_page("PMC2__f1", caption="AKT1 activates mTOR.")
        server.hangs_up_on, server.at = "GET /v1/apply/fit", 2
        code, out, _ = run("cytoscape", tmp_path, "--cytoscape-url", server.url)
        assert code == 3
        assert out.startswith("PMC1__f1: network ")
        assert [file.name for file in (tmp_path / "out").iterdir()] == ["PMC2__f1.cx2"]

    def test_a_bad_page_stops_no_other(self, run, server, page, make_page, tmp_path):
        make_page("PMC2__f1").write_text("nothing")
        code, out, err = run("cytoscape", tmp_path, "--cytoscape-url", server.url)
        assert code == 1
        assert out.startswith("PMC1__f1: network ")
        assert "PMC2__f1.md" in err

    def test_one_picture_needs_one_page(self, run, server, page, make_page, tmp_path):
        make_page("PMC2__f1")
        code, _, err = run("cytoscape", tmp_path, "--cytoscape-url", server.url, "--png", "a.png")
        assert code == 2
        assert "a.png is one picture, and there are 2 pages" in err

    def test_check_tries_every_step_and_removes_its_traces(self, run, server):
        code, out, _ = run("check", "cytoscape", "--cytoscape-url", server.url)
        assert code == 0
        steps = [line.split()[0] for line in out.splitlines()]
        assert steps == ["Cytoscape", "Network", "Positions", "Style", "Groups", "Picture", "Again", "Removal"]
        assert server.session.networks == {}

    def test_check_tells_which_step_fails_and_goes_on(self, run, server):
        server.session.makes_groups = False
        code, out, _ = run("check", "cytoscape", "--cytoscape-url", server.url)
        assert code == 3
        failed = [line for line in out.splitlines() if "FAILED" in line]
        assert failed == ["Groups      FAILED: Cytoscape made 0 groups of 1 families."]
