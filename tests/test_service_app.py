"""The service apps, as Cytoscape Web 1.0 talks to them: preflights, tasks, progress to 100, results, errors."""

import concurrent.futures
import threading

import pytest
import requests

from pfocr_net.errors import FormatError
from pfocr_net.formats.cx2 import check_cx2, from_cx2
from pfocr_net.serve import CYTOSCAPE_WEB
from pfocr_net.serve.tasks import KEPT, Task, Tasks
from tests.serving import served

AKT = [
    ("9606", "Homo sapiens", "AKT", "AKT", symbol, number, "famplex_relations")
    for symbol, number in (("AKT1", "207"), ("AKT2", "208"))
]
DESCRIBED = {
    *("name", "version", "description", "author", "citation", "cyWebActions", "cyWebMenuItem"),
    *("serviceInputDefinition", "parameters"),
}
PARAMETER = {
    *("displayName", "description", "type", "valueList", "defaultValue", "validationType", "validationHelp"),
    *("validationRegex", "minValue", "maxValue"),
}


class CytoscapeWeb:
    """What Cytoscape Web does with a service, as its own code does it."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.states: list[dict] = []

    def call(self, method: str, path: str = "", **options) -> requests.Response:
        """Ask whether it may, as a browser does, then ask."""
        asked = {
            "Origin": CYTOSCAPE_WEB,
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": "content-type",
            "Access-Control-Request-Private-Network": "true",
        }
        leave = requests.options(self.base + path, headers=asked, timeout=20)
        assert leave.ok
        assert leave.headers["Access-Control-Allow-Origin"] == CYTOSCAPE_WEB
        assert method in leave.headers["Access-Control-Allow-Methods"]
        assert "content-type" in leave.headers["Access-Control-Allow-Headers"].lower()
        assert leave.headers["Access-Control-Allow-Private-Network"] == "true"
        headers = {"Origin": CYTOSCAPE_WEB, "Content-Type": "application/json"}
        answer = requests.request(method, self.base + path, headers=headers, timeout=20, **options)
        assert answer.headers["Access-Control-Allow-Origin"] == CYTOSCAPE_WEB
        return answer

    def run(self, data: object = None, **parameters: str) -> dict:
        """Submit, ask until progress is 100, fetch, delete."""
        task = {"algorithm": "PFOCR", "data": {} if data is None else data, "parameters": parameters}
        begun = self.call("POST", json=task)
        assert begun.ok, begun.text
        id = begun.json()["id"]
        while not self.states or self.states[-1]["progress"] != 100:
            status = self.call("GET", f"/{id}/status")
            assert status.ok
            self.states.append(status.json())
            assert {"id", "status", "message", "progress", "wallTime", "startTime"} == {*self.states[-1]}
            assert self.states[-1]["status"] in ("submitted", "processing", "complete", "failed")
        result = self.call("GET", f"/{id}").json()
        assert result["progress"] == 100
        assert self.call("DELETE", f"/{id}").ok
        assert self.call("GET", f"/{id}").status_code == 404
        return result


@pytest.fixture
def site(make_page):
    make_page("PMC1__f1", caption="AKT activates mTOR.", genes=AKT)
    make_page("PMC2__f1", caption="TP53 inhibits MDM2. MDM2 inhibits CD9.")
    make_page("PMC3__f1", caption="TP53 activates CD9.")
    with served(make_page("PMC4__f1").parent) as site:
        site.read()
        yield site


@pytest.fixture
def web(site):
    return lambda name: CytoscapeWeb(f"{site.url}/services/{name}")


def networks(result: dict) -> list:
    assert (result["status"], [action["action"] for action in result["result"]]) == ("complete", ["addNetworks"])
    (action,) = result["result"]
    assert [check_cx2(document) for document in action["data"]] == [[]] * len(action["data"])
    return [from_cx2(document) for document in action["data"]]


def names(network) -> list[str]:
    return sorted(name for _, name in network.nodes(data="name"))


class TestDescription:
    @pytest.mark.parametrize("name", ["load", "open", "close"])
    def test_each_service_says_what_cytoscape_web_asks_for(self, web, name):
        about = web(name).call("GET").json()
        assert {*about} == DESCRIBED
        assert about["cyWebActions"] == ["addNetworks"]
        assert about["cyWebMenuItem"]["root"] == "Apps"
        assert about["cyWebMenuItem"]["path"][0]["name"] == "PFOCR"
        assert all({*part} == {"name", "gravity"} for part in about["cyWebMenuItem"]["path"])
        given = about["serviceInputDefinition"]
        assert {*given} == {"type", "scope", "inputColumns", "inputNetwork"}
        assert given["inputColumns"] is None
        assert given["inputNetwork"] == (None if name == "load" else {"model": "network", "format": "cx2"})
        assert all({*parameter} == PARAMETER for parameter in about["parameters"])

    def test_a_default_passes_its_own_rule(self, web):
        for parameter in web("load").call("GET").json()["parameters"]:
            if parameter["validationType"] == "digits":
                assert parameter["minValue"] <= int(parameter["defaultValue"]) <= parameter["maxValue"]


class TestLoad:
    def test_a_figure_by_its_name(self, web):
        (network,) = networks(web("load").run(**{"Figure or gene": " PMC1__f1 "}))
        assert network.graph["pfocrId"] == "PMC1__f1"
        assert names(network) == ["AKT", "MTOR"]

    def test_figures_by_a_gene_those_with_most_relations_first(self, web):
        found = networks(web("load").run(**{"Figure or gene": "cd9", "At most": "5"}))
        assert [network.graph["pfocrId"] for network in found] == ["PMC2__f1", "PMC3__f1"]
        assert len(networks(web("load").run(**{"Figure or gene": "TP53", "At most": "1"}))) == 1

    def test_a_member_of_a_family_leads_to_its_figure(self, web):
        assert names(networks(web("load").run(**{"Figure or gene": "AKT2"}))[0]) == ["AKT", "MTOR"]

    @pytest.mark.parametrize(
        ("parameters", "why"),
        [
            ({"Figure or gene": "PMC9__f1"}, "No figure here is called 'PMC9__f1', and none has a gene"),
            ({"Figure or gene": "../../etc/passwd"}, "No figure here is called"),
            ({}, "No figure here is called ''"),
            ({"Figure or gene": "PMC1__f1", "At most": "many"}, "At most must be 1 to 20, not 'many'."),
        ],
    )
    def test_a_failure_ends_at_100_and_says_why(self, web, parameters, why):
        result = web("load").run(**parameters)
        assert (result["status"], result["progress"], result["result"]) == ("failed", 100, [])
        assert result["message"].startswith(why)

    def test_while_figures_are_being_read_it_says_so(self, make_page):
        with served(make_page("PMC1__f1").parent) as site:
            site.site._closing.set()
            site.read()
            site.site.shelf.store.forget(["PMC1__f1"])
            result = CytoscapeWeb(f"{site.url}/services/load").run(**{"Figure or gene": "TP53"})
        assert result["message"].endswith("Of 1 figures, 0 have been read so far; try again in a moment.")


class TestFamilies:
    @pytest.fixture
    def document(self, site):
        return requests.get(f"{site.url}/figures/PMC1__f1/network.cx2", timeout=20).json()

    def test_families_open_and_close(self, web, document):
        opened_document = web("open").run(document)["result"][0]["data"][0]
        opened = from_cx2(opened_document)
        assert names(opened) == ["AKT", "AKT1", "AKT2", "MTOR"]
        said = sorted(edge["interaction"] for *_, edge in opened.edges(data=True))
        assert said == ["activates", "member", "member"]
        assert opened.graph["name"] == "A figure, families open"
        (closed,) = networks(web("close").run(opened_document))
        assert names(closed) == ["AKT", "MTOR"]
        assert closed.graph["name"] == "A figure"
        assert {*closed.edges} == {*from_cx2(document).edges}

    def test_a_network_that_cytoscape_web_exported_again(self, web, document):
        """It numbers anew, aliases attributes and adds aspects of its own."""
        for aspect in document:
            for node in aspect.get("nodes", ()):
                node["id"] += 100
            for edge in aspect.get("edges", ()):
                edge |= {"s": edge["s"] + 100, "t": edge["t"] + 100}
        document.insert(-1, {"cyWebNote": [{"x": None}]})
        assert names(networks(web("open").run(document))[0]) == ["AKT", "AKT1", "AKT2", "MTOR"]

    @pytest.mark.parametrize("name", ["open", "close"])
    @pytest.mark.parametrize(
        "data",
        [{}, [], [{"nodes": [{"id": 1, "v": {"name": "A"}}]}], {"nodes": []}, [{"nodes": [{}]}], "text", [[1]], 7],
        ids=["nothing", "empty", "no families", "no list", "no id", "text", "lists", "number"],
    )
    def test_what_cannot_be_opened_is_told(self, web, name, data):
        result = web(name).run(data)
        assert (result["status"], result["progress"]) == ("failed", 100)
        unreadable, childless = "What was sent cannot be read as CX2", "This network has no families"
        assert result["message"].startswith((unreadable, childless))


class TestContract:
    @pytest.mark.parametrize(
        "body", [b"", b"{", b"[]", b"7", b"[" * 100_000, b'{"parameters": []}', b"\xff", rb'{"data": "\ud800"}']
    )
    def test_a_task_that_is_none(self, web, body):
        answer = web("load").call("POST", data=body)
        if body == b'{"parameters": []}':
            assert answer.status_code == 202
            return
        assert answer.status_code == 400
        error = answer.json()
        assert {"errorCode", "message", "description", "stackTrace", "threadId", "timestamp"} == {*error}
        assert error["message"] == "A task is a JSON object with algorithm, data and parameters."

    @pytest.mark.parametrize("path", ["/nothing", "/nothing/status"])
    def test_a_task_that_is_not_there(self, web, path):
        answer = web("load").call("GET", path)
        assert answer.status_code == 404
        assert answer.json()["message"] == "There is no such task, or it has been forgotten."

    def test_forgetting_always_succeeds(self, web):
        assert web("load").call("DELETE", "/nothing").ok

    def test_two_hundred_tasks_at_once(self, web, site):
        with concurrent.futures.ThreadPoolExecutor(200) as clients:
            results = [*clients.map(lambda _: web("load").run(**{"Figure or gene": "PMC1__f1"}), range(200))]
        assert {result["status"] for result in results} == {"complete"}
        assert len(site.site.tasks) == 0

    def test_tasks_that_nobody_fetches_do_not_pile_up(self):
        tasks = Tasks(1)
        for _ in range(3 * KEPT // 100):
            for _ in range(100):
                tasks.begin(list)
            reached = threading.Event()
            last = tasks.begin(lambda reached=reached: reached.set() or [])
            reached.wait()
        tasks.close()
        assert len(tasks) == KEPT
        assert tasks.get(last.id) is last

    def test_more_than_can_be_kept_are_refused_while_all_are_under_way(self):
        tasks, going = Tasks(1), threading.Event()
        assert all(tasks.begin(lambda: going.wait() and []) for _ in range(KEPT))
        assert tasks.begin(list) is None
        going.set()
        tasks.close()

    @pytest.mark.parametrize(
        ("error", "said"), [(ZeroDivisionError("x"), "please report it)"), (FormatError("No"), "No")]
    )
    def test_a_mistake_of_ours_ends_at_100_too(self, error, said):
        def fail() -> list:
            raise error

        task = Task()
        task.run(fail)
        assert (task.status, task.progress) == ("failed", 100)
        assert task.message.endswith(said)
