"""A stand-in for NDEx on 127.0.0.1 that keeps to the documented contract, and can be told to misbehave.

    with NdexServer() as server:
        server.url, server.store.networks, server.calls

`store` holds accounts, networks and folders and the one queue in which networks are read after they were taken;
`handler` speaks HTTP; `faults` says what goes wrong. `python -m tests.ndex_server` runs it as a process.
"""

from tests.ndex_server.faults import Fault, Faults
from tests.ndex_server.server import NdexServer
from tests.ndex_server.store import Network, Store, User

__all__ = ["Fault", "Faults", "NdexServer", "Network", "Store", "User"]
