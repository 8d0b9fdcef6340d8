"""What NDEx holds, and the rules by which it changes."""

import queue
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

VISIBILITIES = ("PUBLIC", "PRIVATE", "UNLISTED")


class Refusal(Exception):
    """An answer in NDEx's own error format."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, f"NDEx_{code}", message


def not_found(what: str) -> Refusal:
    return Refusal(404, "Object_Not_Found_Exception", f"{what} not found in NDEx.")


def forbidden(message: str) -> Refusal:
    return Refusal(403, "Forbidden_Operation_Exception", message)


def unauthorized(message: str) -> Refusal:
    return Refusal(401, "Unauthorized_Operation_Exception", message)


@dataclass
class User:
    name: str
    password: str
    quota: int = 10_000_000_000
    uuid: str = field(default_factory=lambda: str(uuid.uuid1()))


@dataclass
class Network:
    uuid: str
    owner: User
    created: int
    modified: int
    size: int
    folder: str | None = None
    visibility: str = "PRIVATE"
    content: list[Any] | None = None
    completed: bool = False
    error: str | None = None
    locked: bool = True
    read_only: bool = False
    trashed: bool = False
    loads: int = 0

    @property
    def attributes(self) -> dict[str, Any]:
        """Network attributes, once the network is read; before, and after a failure, there are none."""
        if not self.completed or self.error or self.content is None:
            return {}
        found = [part["networkAttributes"] for part in self.content if "networkAttributes" in part]
        return found[0][0] if found and found[0] else {}

    @property
    def types(self) -> dict[str, str]:
        declared = [
            part["attributeDeclarations"] for part in self.content or () if "attributeDeclarations" in part
        ]
        types = declared[0][0].get("networkAttributes", {}) if declared and declared[0] else {}
        return {name: (declaration or {}).get("d", "string") for name, declaration in types.items()}


@dataclass
class Folder:
    uuid: str
    owner: User
    name: str
    visibility: str
    shortcuts: list[str] = field(default_factory=list)


class Store:
    def __init__(
        self, check: Callable[[Any], object], load_time: float = 0.0, folder_limit: int = 100_000
    ) -> None:
        self.users = {user.name: user for user in (User("me", "secret word"), User("other", "other word"))}
        self.networks: dict[str, Network] = {}
        self.folders: dict[str, Folder] = {}
        self.root_shortcuts: dict[str, list[str]] = {}
        self.load_time, self.folder_limit = load_time, folder_limit
        self.lock = threading.RLock()
        self._check = check
        self._queue: queue.Queue[tuple[Network, str | None, str | None] | None] = queue.Queue()
        self._loader = threading.Thread(target=self._load_all, daemon=True)
        self._loader.start()

    def close(self) -> None:
        self._queue.put(None)
        self._loader.join()

    def settle(self) -> None:
        """Wait until the queue is empty."""
        self._queue.join()

    # -- networks -----------------------------------------------------------------------------------------------

    def create(
        self,
        user: User,
        content: list[Any],
        size: int,
        visibility: str | None,
        folder: str | None,
        reject: str | None,
    ) -> Network:
        _known(visibility)
        with self.lock:
            self._check_quota(user)
            if folder:
                self._check_room(self.folder(user, folder))
            now = _now()
            network = Network(str(uuid.uuid1()), user, now, now, size, folder, content=content)
            self.networks[network.uuid] = network
            self._queue.put((network, visibility, reject))
        return network

    def update(
        self, user: User, id: str, content: list[Any], size: int, visibility: str | None, reject: str | None
    ) -> Network:
        _known(visibility)
        with self.lock:
            self._check_quota(user)
            network = self.writeable(user, id)
            if network.locked:
                raise Refusal(
                    500, "Concurrent_Modification_Exception", "Network is locked by another updating process."
                )
            network.locked, network.completed, network.error = True, False, None
            network.content, network.size, network.modified = content, size, _now()
            self._queue.put((network, visibility, reject))
        return network

    def readable(self, user: User | None, id: str) -> Network:
        with self.lock:
            network = self.networks.get(_uuid(id))
            if network is None or network.trashed:
                raise not_found(f"Network {id}")
            if network.owner is not user and network.visibility == "PRIVATE":
                raise unauthorized("User doesn't have read access to this network.")
            return network

    def writeable(self, user: User, id: str) -> Network:
        with self.lock:
            network = self.networks.get(_uuid(id))
            if network is None or network.trashed:
                raise not_found(f"Network {id}")
            if network.owner is not user:
                raise unauthorized("You do not have write permissions for this network.")
            if network.read_only:
                raise forbidden("Unable to update a read-only network.")
            return network

    def delete(self, user: User, id: str, permanent: bool) -> None:
        with self.lock:
            network = self.writeable(user, id)
            if network.locked:
                raise Refusal(
                    500, "Concurrent_Modification_Exception", "Network is locked by another updating process."
                )
            if permanent:
                del self.networks[network.uuid]
            network.trashed = True

    def set_visibility(self, user: User, visibility: str, files: dict[str, str]) -> None:
        _known(visibility)
        with self.lock:
            networks = [self.writeable(user, id) for id, kind in files.items() if kind == "NETWORK"]
            for network in networks:
                network.visibility, network.modified = visibility, _now()

    def summaries(self, user: User | None, ids: list[str]) -> list[Network]:
        if len(ids) > 2_000:
            raise Refusal(500, "Exception", "You can only send up to 2000 network ids in this function.")
        with self.lock:
            found = [self.networks.get(_uuid(id)) for id in ids]
            return [n for n in found if n and not n.trashed and (n.owner is user or n.visibility != "PRIVATE")]

    def listing(self, user: User, offset: int, limit: int) -> list[Network]:
        """The account page: newest first, and on every page what the shortcuts at the top point at."""
        with self.lock:
            own = [n for n in self.networks.values() if n.owner is user and not n.trashed]
            own.sort(key=lambda n: n.modified, reverse=True)
            pointed = [self.networks[id] for id in self.root_shortcuts.get(user.name, ()) if id in self.networks]
            return (own[offset : offset + limit] if limit else own) + pointed

    # -- folders ------------------------------------------------------------------------------------------------

    def create_folder(self, user: User, name: str, visibility: str | None) -> Folder:
        _known(visibility)
        with self.lock:
            folder = Folder(str(uuid.uuid1()), user, name, visibility or "PRIVATE")
            self.folders[folder.uuid] = folder
            return folder

    def folder(self, user: User, id: str) -> Folder:
        folder = self.folders.get(_uuid(id))
        if folder is None:
            raise not_found(f"Folder {id}")
        if folder.owner is not user:
            raise unauthorized("User doesn't have access to this folder.")
        return folder

    def inside(self, folder: Folder) -> list[Network]:
        with self.lock:
            return [n for n in self.networks.values() if n.folder == folder.uuid and not n.trashed]

    # -- the rules ----------------------------------------------------------------------------------------------

    def _check_quota(self, user: User) -> None:
        if sum(n.size for n in self.networks.values() if n.owner is user) >= user.quota:
            raise forbidden("Disk quota exceeded.")

    def _check_room(self, folder: Folder) -> None:
        if len(self.inside(folder)) + len(folder.shortcuts) >= self.folder_limit:
            raise forbidden(f"Folder {folder.name} holds {self.folder_limit} items, no more fit in.")

    def _load_all(self) -> None:
        while task := self._queue.get():
            self._load(*task)
            self._queue.task_done()

    def _load(self, network: Network, visibility: str | None, reject: str | None) -> None:
        time.sleep(self.load_time)
        error = reject or self._fault_in(network.content)
        with self.lock:
            network.error, network.completed, network.locked = error, True, False
            network.loads += 1
            if error:
                network.content, network.visibility, network.read_only = None, "PRIVATE", False
            elif visibility:
                network.visibility = visibility

    def _fault_in(self, content: list[Any] | None) -> str | None:
        try:
            return "; ".join(map(str, self._check(content) or ())) or None
        except Exception as error:  # noqa: BLE001  (as the server does)
            return str(error) or "Unknow server error."


def _now() -> int:
    return time.time_ns() // 1_000_000


def _known(visibility: str | None) -> None:
    if visibility not in (None, *VISIBILITIES):
        raise Refusal(500, "Exception", f"No enum constant VisibilityType.{visibility}")


def _uuid(id: str) -> str:
    try:
        return str(uuid.UUID(id))
    except ValueError:
        raise Refusal(400, "Bad_Request_Exception", f"Invalid UUID string: {id}") from None
