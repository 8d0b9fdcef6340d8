"""What the addresses share: the figures, the tasks, and how all of them look."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from pfocr_net.serve.services import Service, services
from pfocr_net.serve.shelf import Shelf
from pfocr_net.serve.tasks import Tasks
from pfocr_net.style import Style

CYTOSCAPE_WEB = "https://web.cytoscape.org"


@dataclass(frozen=True, slots=True)
class Site:
    """A site over a shelf of figures; ``open`` and ``close`` it.

    ``web`` is the address of Cytoscape Web, ``cytoscape_url`` where Cytoscape desktop listens.
    """

    shelf: Shelf
    style: Style
    web: str
    cytoscape_url: str
    tasks: Tasks = field(default_factory=Tasks)
    one_push_at_a_time: threading.Lock = field(default_factory=threading.Lock)
    _closing: threading.Event = field(default_factory=threading.Event)

    @property
    def services(self) -> dict[str, Service]:
        """The service apps, by the last part of their address."""
        return services(self.shelf, self.style)

    def open(self) -> threading.Thread:
        """Begin to read the figures that the store does not know as they are, one by one."""
        reader = threading.Thread(target=self.shelf.refresh_all, args=[self._closing], name="reader", daemon=True)
        reader.start()
        return reader

    def close(self, reader: threading.Thread) -> None:
        """Stop reading, finish the tasks, close the store."""
        self._closing.set()
        reader.join()
        self.tasks.close()
        self.shelf.store.close()
