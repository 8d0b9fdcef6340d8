"""A stand-in for CyREST on 127.0.0.1: it takes, refuses and passes over what Cytoscape 3.10 does.

    with CyrestServer() as server:
        server.url, server.session.networks, server.session.styles, server.calls

`session` holds networks and styles, `documents` reads CX2 and CX, `looks` knows the visual properties, `handler`
speaks HTTP. Read from the sources of CyREST and CX Support; no line of theirs is here.
"""

from tests.cyrest_server.server import CyrestServer
from tests.cyrest_server.session import Network, Session

__all__ = ["CyrestServer", "Network", "Session"]
