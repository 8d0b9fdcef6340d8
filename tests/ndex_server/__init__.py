"""A stand-in for NDEx on 127.0.0.1 that keeps to the documented contract, and can be told to misbehave.

    with NdexServer() as server:
        server.url, server.store.networks, server.calls

`store` holds accounts, networks and folders and the one queue in which networks are read after they were taken;
`handler` speaks HTTP, in the `shapes` of NDEx; `faults` says what goes wrong; `process` runs the server in a
process of its own.
"""

from tests.ndex_server.faults import Fault, Faults
from tests.ndex_server.server import NdexServer
from tests.ndex_server.store import Network, Store, User

__all__ = ["Fault", "Faults", "NdexServer", "Network", "Store", "User"]
