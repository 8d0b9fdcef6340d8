"""What can go wrong between a client and NDEx."""

import random
import threading
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    DROP_BEFORE = "the connection is lost before the server acts"
    DROP_AFTER = "the connection is lost after the server acted"
    LATE = "the connection is lost, and the server acts a moment later"
    CUT = "the connection is lost in the middle of the answer"
    BUSY = "503 of a proxy"
    PLAIN_BEFORE = "500 in plain text, before the server acts"
    PLAIN_AFTER = "500 in plain text, after the server acted"
    SLOW = "the answer takes a moment"
    REJECT = "the network is rejected after it was taken"


@dataclass
class Faults:
    """Chosen at random, each request with the same chance, or from a list of (method, part of the path, fault)."""

    chance: float = 0.0
    seed: int = 0
    script: list[tuple[str, str, Fault]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._lock = threading.Lock()

    def next(self, method: str, path: str) -> Fault | None:
        with self._lock:
            for planned in self.script:
                if planned[0] == method and planned[1] in path:
                    self.script.remove(planned)
                    return planned[2]
            return self._random.choice(list(Fault)) if self._random.random() < self.chance else None
