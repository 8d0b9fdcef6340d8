"""CyREST's calls, as far as we make them."""

import json
import re
import socket
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

from tests.cyrest_server.looks import PROPERTIES, Style
from tests.cyrest_server.refusal import Refusal

PNG = b"\x89PNG\r\n\x1a\n"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    routes: ClassVar[list[tuple[str, re.Pattern[str], str]]] = []

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.answer()

    do_POST = do_PUT = do_DELETE = do_GET

    def answer(self) -> None:
        url = urlsplit(self.path)
        self.query = {name: values[-1] for name, values in parse_qs(url.query).items()}
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.server.owner.hear(f"{self.command} {unquote(url.path)}"):
            self.close_connection = True
            return self.connection.shutdown(socket.SHUT_RDWR)
        try:
            status, body = self.act(url.path)
        except Refusal as refusal:
            error = {"status": refusal.status, "type": "urn:cytoscape:ci", "message": refusal.message, "link": ""}
            status, body = refusal.status, {"data": {}, "errors": [error]}
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            status, body = 500, {"message": repr(error), "stackTrace": []}
        kind = "image/png" if isinstance(body, bytes) else "application/json"
        raw = body if isinstance(body, bytes) else b"" if body is None else self.text(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)
        return None

    def text(self, body: Any) -> str:
        return body if isinstance(body, str) else json.dumps(body)

    def act(self, path: str) -> tuple[int, Any]:
        with self.server.owner.lock:
            for method, pattern, name in self.routes:
                found = pattern.fullmatch(path)
                if found and method == self.command:
                    return getattr(self, name)(*map(unquote, found.groups()))
        raise Refusal(404, "Not found")

    @property
    def session(self) -> Any:
        return self.server.owner.session

    def json(self) -> Any:
        if self.headers.get("Content-Type") != "application/json":
            raise Refusal(415, "Unsupported Media Type")
        return json.loads(self.body)


def route(method: str, pattern: str) -> Any:
    path = re.compile("/v1/" + re.sub(r"\{\}", r"([^/]+)", pattern))

    def register(function: Any) -> Any:
        Handler.routes.append((method, path, function.__name__))
        setattr(Handler, function.__name__, function)
        return function

    return register


@route("GET", "version")
def version(self: Handler) -> Any:
    return 200, {"apiVersion": "v1", "cytoscapeVersion": self.session.version}


@route("GET", "networks")
def networks(self: Handler) -> Any:
    if "column" in self.query:  # one network without the column is enough to break it
        for network in self.session.networks.values():
            network.row[self.query["column"]]
    return 200, [*self.session.networks]


@route("POST", "networks")
def create(self: Handler) -> Any:
    wanted = (self.query.get(name) for name in ("format", "collection", "title"))
    return 200, {"networkSUID": self.session.create(self.json(), *wanted).suid}


@route("DELETE", "networks/{}")
def delete(self: Handler, suid: str) -> Any:
    del self.session.networks[self.session.network(suid).suid]
    return 200, None


@route("GET", "networks/{}/tables/defaultnetwork/rows/{}")
def network_row(self: Handler, suid: str, key: str) -> Any:
    if suid != key:
        raise Refusal(404, f"Could not find the row with key: {key}")
    return 200, self.session.network(suid).row


@route("GET", "networks/{}/groups")
def groups(self: Handler, suid: str) -> Any:
    return 200, [*self.session.network(suid).groups]


@route("GET", "networks/{}/groups/{}")
def group(self: Handler, suid: str, group_suid: str) -> Any:
    found = self.session.network(suid).groups.get(int(group_suid))
    if found is None:
        raise Refusal(404, "Could not find group.")
    return 200, {"SUID": int(group_suid), "internal_edges": [], "external_edges": [], **found}


@route("GET", "networks/{}/groups/{}/(expand|collapse)")
def toggle(self: Handler, suid: str, group_suid: str, how: str) -> Any:
    self.session.network(suid).groups[int(group_suid)]["collapsed"] = how == "collapse"
    return 204, None


@route("GET", "networks/{}/views/first")
def view(self: Handler, suid: str) -> Any:
    network = self.session.network(suid)
    nodes = [
        {"data": {"id": str(node), **network.nodes[node]}, "position": dict(zip("xy", place, strict=True))}
        for node, place in network.positions.items()
        if node in network.shown
    ]
    return 200, {"elements": {"nodes": nodes, "edges": []}}


@route("GET", "networks/{}/views/first(.png|.svg|.pdf)")
def picture(self: Handler, suid: str, suffix: str) -> Any:
    if not self.query["h"].isdecimal():
        raise Refusal(404, "Not found")
    return 200, (PNG if suffix == ".png" else b"") + self.session.network(suid).name.encode()


@route("GET", "styles")
def styles(self: Handler) -> Any:
    return 200, [*self.session.styles]


@route("POST", "styles")
def create_style(self: Handler) -> Any:
    wanted = self.json()
    style = Style(wanted["title"])
    style.set_defaults(wanted["defaults"])
    style.add_mappings(wanted["mappings"])
    return 201, f'{{"title": "{self.session.add_style(style).title}"}}'


@route("GET", "styles/{}/defaults/{}")
def default(self: Handler, title: str, name: str) -> Any:
    if name not in PROPERTIES:
        raise Refusal(404, f"Could not find Visual Property: {name}")
    return 200, {"visualProperty": name, "value": self.session.style(title).defaults.get(name, "")}


@route("PUT", "styles/{}/defaults")
def set_defaults(self: Handler, title: str) -> Any:
    self.session.style(title).set_defaults(self.json())
    return 200, None


@route("GET", "styles/{}/mappings")
def mappings(self: Handler, title: str) -> Any:
    return 200, [*self.session.style(title).mappings.values()]


@route("POST", "styles/{}/mappings")
def add_mappings(self: Handler, title: str) -> Any:
    self.session.style(title).add_mappings(self.json())
    return 201, None


@route("DELETE", "styles/{}/mappings/{}")
def delete_mapping(self: Handler, title: str, name: str) -> Any:
    if self.session.style(title).mappings.pop(name, None) is None:
        raise Refusal(404, f"Could not find mapping for: {name}")
    return 204, None


@route("PUT", "styles/{}/dependencies")
def set_dependencies(self: Handler, title: str) -> Any:
    self.session.style(title).set_dependencies(self.json())
    return 204, None


@route("GET", "apply/layouts")
def layouts(self: Handler) -> Any:
    return 200, self.session.layouts


@route("GET", "apply/layouts/{}/{}")
def apply_layout(self: Handler, name: str, suid: str) -> Any:
    if name not in self.session.layouts:
        raise Refusal(404, f"No such layout algorithm: {name}")
    self.session.network(suid).layouts.append(name)
    return 200, {"message": "Layout finished."}


@route("GET", "apply/styles/{}/{}")
def apply_style(self: Handler, title: str, suid: str) -> Any:
    self.session.network(suid).style = self.session.style(title).title
    return 200, {"message": "Visual Style applied."}


@route("GET", "apply/fit/{}")
def fit(self: Handler, suid: str) -> Any:
    self.session.network(suid).fitted = True
    return 200, {"message": "Fit content success."}
