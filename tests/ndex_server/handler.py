"""NDEx's calls, version 2 and 3, as far as clients of ours or ndex2 make them."""

import base64
import contextlib
import json
import re
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from requests_toolbelt import MultipartDecoder

from tests.ndex_server.faults import Fault
from tests.ndex_server.shapes import file_item, summary_v2, summary_v3
from tests.ndex_server.store import Refusal, User, unauthorized

SERVER_VERSION = "3.0.1"


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
        self.url = urlsplit(self.path)
        self.query = {name: values[-1] for name, values in parse_qs(self.url.query).items()}
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        if len(self.body) < length:
            raise ConnectionError("The client is gone.")
        fault = self.server.owner.meet(self.command, self.url.path)
        if fault is Fault.BUSY:
            waiting = {"Retry-After": self.server.owner.retry_after}
            return self.send(503, "text/html", b"<html>Service Temporarily Unavailable</html>", waiting)
        if fault is Fault.PLAIN_BEFORE:
            return self.send(500, "text/plain", b"java.lang.NullPointerException")
        if fault in (Fault.DROP_BEFORE, Fault.LATE):
            self.hang_up()
        if fault is Fault.DROP_BEFORE:
            return None
        if fault in (Fault.SLOW, Fault.LATE):
            time.sleep(self.server.owner.moment)
        answer = self.act(fault)
        if fault is Fault.PLAIN_AFTER:
            return self.send(500, "text/plain", b"java.sql.SQLException: connection reset")
        if fault in (Fault.DROP_AFTER, Fault.LATE):
            return self.hang_up()
        return self.send(*answer, cut=fault is Fault.CUT)

    def act(self, fault: Fault | None) -> tuple[int, str, bytes, dict[str, str]]:
        self.reject = "Unknow server error." if fault is Fault.REJECT else None
        try:
            user = self.user()
            for method, pattern, name in self.routes:
                found = pattern.fullmatch(self.url.path)
                if found and method == self.command:
                    status, body, *headers = getattr(self, name)(user, *found.groups())
                    kind = "text/plain" if isinstance(body, str) else "application/json"
                    if kind == "text/plain" and not re.search(
                        r"\*/\*|text/plain", self.headers.get("Accept", "*/*")
                    ):
                        return 406, "text/plain", b"", {}
                    raw = body if isinstance(body, str) else "" if body is None else json.dumps(body)
                    return status, kind, raw.encode(), headers[0] if headers else {}
            return 404, "text/html", b"<html>Not Found</html>", {}
        except Refusal as refusal:
            error = {
                "errorCode": refusal.code,
                "message": refusal.message,
                "description": None,
                "threadId": threading.current_thread().name,
                "timeStamp": time.strftime("%Y-%m-%dT%H:%M:%S"),
            }
            return refusal.status, "application/json", json.dumps(error).encode(), {}

    def send(
        self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None, *, cut: bool = False
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        if self.close_connection:  # as the client asked
            self.send_header("Connection", "close")
        if status != 204:
            self.send_header("Content-Length", str(len(body) + cut))
        self.end_headers()
        self.wfile.write(body)
        if cut:
            self.hang_up()

    def hang_up(self) -> None:
        self.close_connection = True
        self.wfile.flush()
        with contextlib.suppress(OSError):  # the client may have been quicker
            self.connection.shutdown(socket.SHUT_RDWR)

    def user(self) -> User | None:
        kind, _, token = self.headers.get("Authorization", "").partition(" ")
        if kind != "Basic":
            return None
        name, _, password = base64.b64decode(token).decode().partition(":")
        user = self.store.users.get(name)
        if user is None or user.password != password:
            raise unauthorized(f"Invalid username or password for NDEx user account {name}.")
        return user

    @property
    def store(self) -> Any:
        return self.server.owner.store

    def json(self) -> Any:
        if not self.headers.get("Content-Type", "").startswith("application/json"):
            raise Refusal(415, "Unsupported_Media_Type", "Cannot consume content type")
        return json.loads(self.body)

    def cx2(self) -> list[Any]:
        if self.headers.get("Content-Encoding"):
            raise Refusal(415, "Unsupported_Media_Type", "Send it as it is, not packed.")
        if self.headers.get("Content-Type", "").startswith("multipart/form-data"):
            (part,) = MultipartDecoder(self.body, self.headers["Content-Type"]).parts
            return json.loads(part.content)
        return self.json()


def route(method: str, pattern: str) -> Any:
    path = re.compile(re.sub(r"\{\}", r"([^/]+)", pattern))

    def register(function: Any) -> Any:
        Handler.routes.append((method, path, function.__name__))
        setattr(Handler, function.__name__, function)
        return function

    return register


def signed_in(user: User | None) -> User:
    if user is None:
        raise unauthorized("User is not authenticated.")
    return user


@route("GET", "/(?:v2|v3|rest)/admin/status")
def status(self: Handler, user: User | None) -> Any:
    return 200, {"networkCount": len(self.store.networks), "properties": {"ServerVersion": SERVER_VERSION}}


@route("GET", "/v2/user")
def get_user(self: Handler, user: User | None) -> Any:
    found = signed_in(user) if self.query.get("valid") == "true" else self.store.users.get(self.query["username"])
    return 200, {"userName": found.name, "externalId": found.uuid, "diskQuota": found.quota, "isVerified": True}


@route("GET", "/v2/user/{}/networksummary")
def listing(self: Handler, user: User | None, id: str) -> Any:
    if signed_in(user).uuid != id:
        raise unauthorized("Userid has to be the same as the authenticated user's")
    found = self.store.listing(user, int(self.query.get("offset", 0)), int(self.query.get("limit", 0)))
    return 200, [summary_v2(network) for network in found]


@route("POST", "/v3/networks")
def create(self: Handler, user: User | None) -> Any:
    where = self.query.get("visibility"), self.query.get("folderId")
    network = self.store.create(signed_in(user), self.cx2(), len(self.body), *where, self.reject)
    location = f"{self.server.owner.url}/v3/networks/{network.uuid}"
    return 201, {"uuid": network.uuid, "modificationTime": network.modified}, {"Location": location}


@route("PUT", "/v3/networks/{}")
def update(self: Handler, user: User | None, id: str) -> Any:
    visibility = self.query.get("visibility")
    network = self.store.update(signed_in(user), id, self.cx2(), len(self.body), visibility, self.reject)
    return 200, {"uuid": network.uuid, "modificationTime": network.modified}


@route("GET", "/v3/networks/{}")
def content(self: Handler, user: User | None, id: str) -> Any:
    network = self.store.readable(user, id)
    if network.content is None or not network.completed:
        raise Refusal(500, "Exception", "Ndex server IO error: network.cx2 (No such file or directory)")
    return 200, network.content


@route("GET", "/v3/networks/{}/summary")
def summary(self: Handler, user: User | None, id: str) -> Any:
    return 200, summary_v3(self.store.readable(user, id))


@route("GET", "/v2/network/{}/summary")
def old_summary(self: Handler, user: User | None, id: str) -> Any:
    return 200, summary_v2(self.store.readable(user, id))


@route("DELETE", "/v3/networks/{}")
def trash(self: Handler, user: User | None, id: str) -> Any:
    self.store.delete(signed_in(user), id, self.query.get("permanent") == "true")
    return 204, None


@route("DELETE", "/v2/network/{}")
def delete(self: Handler, user: User | None, id: str) -> Any:
    self.store.delete(signed_in(user), id, True)
    return 204, None


@route("POST", "/v3/batch/networks/summary")
def summaries(self: Handler, user: User | None) -> Any:
    return 200, [summary_v3(network) for network in self.store.summaries(user, self.json())]


@route("POST", "/v3/batch/files/setvisibility")
def set_visibility(self: Handler, user: User | None) -> Any:
    body = self.json()
    self.store.set_visibility(signed_in(user), body["visibility"], body["files"])
    return 204, None


@route("PUT", "/v2/network/{}/systemproperty")
def system_property(self: Handler, user: User | None, id: str) -> Any:
    properties = self.json()
    network = self.store.readable(signed_in(user), id)
    if not network.completed or network.error:
        raise Refusal(500, "Modify_Invalid_Network_Exception", "Network is not validated.")
    network.read_only = bool(properties.get("readOnly", network.read_only))
    network.visibility = properties.get("visibility", network.visibility)
    return 204, None


@route("POST", "/v2/networkset")
def create_set(self: Handler, user: User | None) -> Any:
    folder = self.store.create_folder(signed_in(user), self.json()["name"], None)
    return 201, f"{self.server.owner.url}/v2/networkset/{folder.uuid}"


@route("POST", "/v2/networkset/{}/members")
def add_members(self: Handler, user: User | None, id: str) -> Any:
    ids = [self.store.readable(user, network).uuid for network in self.json()]
    self.store.folder(signed_in(user), id).shortcuts.extend(ids)
    return 200, ""


@route("POST", "/v3/files/folders/?")
def create_folder(self: Handler, user: User | None) -> Any:
    body = self.json()
    folder = self.store.create_folder(signed_in(user), body["name"], body.get("visibility"))
    return 201, {"uuid": folder.uuid, "modificationTime": 0}


@route("GET", "/v3/files/folders/home/list")
def list_home(self: Handler, user: User | None) -> Any:
    mine = [folder for folder in self.store.folders.values() if folder.owner is signed_in(user)]
    top = [n for n in self.store.networks.values() if n.owner is user and n.folder is None and not n.trashed]
    found = [file_item(item) for item in (*mine, *top)]
    return 200, [item for item in found if self.query.get("type") in (None, item["type"])]


@route("GET", "/v3/files/folders/{}/list")
def list_folder(self: Handler, user: User | None, id: str) -> Any:
    return 200, [file_item(network) for network in self.store.inside(self.store.folder(signed_in(user), id))]


@route("GET", "/v3/files/folders/{}/count")
def count_folder(self: Handler, user: User | None, id: str) -> Any:
    folder = self.store.folder(signed_in(user), id)
    return 200, {"network": len(self.store.inside(folder)), "folder": 0, "shortcut": len(folder.shortcuts)}
