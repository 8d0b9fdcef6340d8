"""What the addresses share: the figures, their index, the tasks, and how all of them look."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from pfocr_net.errors import PageError
from pfocr_net.serve.index import Entry, Index, describe
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
    index: Index
    style: Style
    web: str
    cytoscape_url: str
    tasks: Tasks = field(default_factory=Tasks)
    one_push_at_a_time: threading.Lock = field(default_factory=threading.Lock)
    _closing: threading.Event = field(default_factory=threading.Event)

    @property
    def services(self) -> dict[str, Service]:
        """The service apps, by the last part of their address."""
        return services(self.shelf, self.index, self.style)

    def open(self) -> threading.Thread:
        """Begin to read the figures that the index does not know as they are, one by one."""
        reader = threading.Thread(target=self._read_all, name="reader", daemon=True)
        reader.start()
        return reader

    def close(self, reader: threading.Thread) -> None:
        """Stop reading, finish the tasks, close the index."""
        self._closing.set()
        reader.join()
        self.tasks.close()
        self.index.close()

    def _read_all(self) -> None:
        known = self.index.stamps()
        self.index.remove(known.keys() - self.shelf.pages.keys())
        for name in self.shelf.pages:
            if self._closing.is_set():
                return
            stamp = self.shelf.stamp(name)
            if known.get(name) != stamp:
                self.index.add(self._described(name, stamp))

    def _described(self, name: str, stamp: str) -> Entry:
        """Describe a figure; what is wrong with one stops no other."""
        try:
            return describe(name, stamp, self.shelf.read(name))
        except PageError as error:
            why = str(error)
        except Exception as error:  # noqa: BLE001
            why = f"{type(error).__name__}: {error} (a mistake in pfocr-net: please report it)"
        return Entry(name, stamp, title=name, why=why)
