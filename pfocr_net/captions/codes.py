"""The chunk codes of one sentence, and steps over its brackets and chains of noun groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from pfocr_net.captions.parts import Chunk

#: Codes of noun groups, of walls between clauses.
NOUNS = frozenset("NEO")
WALLS = frozenset(";:")


class Codes:
    """The chunks of one sentence, their codes as a string, and steps over them; places are chunk numbers."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self.chunks = chunks
        self.codes = "".join([chunk.code for chunk in chunks])
        self.end = len(self.codes)

    def code(self, at: int) -> str:
        """Return the code at a place, empty beyond the ends."""
        return self.codes[at] if 0 <= at < self.end else ""

    def is_noun(self, at: int) -> bool:
        """Whether a noun group stands at a place."""
        return self.code(at) in NOUNS

    def is_phrase(self, at: int, codes: str = "P") -> bool:
        """Whether a preposition of these codes with a noun group behind it stands at a place."""
        return self.code(at) != "" and self.code(at) in codes and self.is_noun(at + 1)

    def is_glued(self, at: int) -> bool:
        """Whether a hyphen stands at a place with no space around it: "A-B", not "A - B"."""
        if self.code(at) != "-" or self.chunks[at].word == "+":
            return False
        before, here, after = self.chunks[at - 1 : at + 2]
        return before.end == here.start and here.end == after.start

    def tells_of_last(self, comma: int) -> bool:
        """Whether what stands behind a comma tells of what is before it: "A, an inhibitor of B", "A, a B that"."""
        behind = self.codes[comma : comma + 3]
        tells = behind == ",NR" or (behind.startswith(",E") and self.chunks[comma + 1].names_doer)
        return tells and len(self.chunks[comma + 1].entities) == 1

    def is_same_clause(self, left: int, right: int) -> bool:
        """Whether no wall stands between two places."""
        return WALLS.isdisjoint(self.codes[left:right])

    def skip_left(self, at: int) -> int:
        """Step over a closed bracket that ends at a place, and over "respectively"."""
        while self.code(at) in (")", "="):
            at = self._other_bracket.get(at, at) - 1
        return at

    def skip_right(self, at: int) -> int:
        """Step over a bracket that opens at a place."""
        while self.code(at) == "(":
            at = self._other_bracket.get(at, at) + 1
        return at

    @cached_property
    def _other_bracket(self) -> Mapping[int, int]:
        """Where each bracket ends, or begins; those that have no other are left out."""
        open_, other = [], {}
        for place, code in enumerate(self.codes):
            if code == "(":
                open_.append(place)
            elif code == ")" and open_:
                begin = open_.pop()
                other[begin], other[place] = place, begin
        return other

    def chain_start(self, at: int) -> int:
        """Return the head of the chain of noun groups that ends at a place: "*activation* of A in B"."""
        while (start := self._link_before(at)) is not None:
            at = start
        return at

    def _link_before(self, at: int) -> int | None:
        before = self.skip_left(at - 1)
        code, previous = self.code(before), self.skip_left(before - 1)
        if code in ("F", "P", "T", "L"):
            if self.is_noun(previous):
                return previous
            governor = self.skip_left(previous - 1)
            is_told = self.code(previous) == "Q" or (self.code(previous) == "G" and self.chunks[governor].is_class)
            return governor if is_told and self.is_noun(governor) else None
        if code == "G":
            return previous if self.is_noun(previous) else None
        if code in ("H", "-", "/", ">"):
            return before - 1 if self.is_noun(before - 1) else None
        return None

    def chain_end(self, at: int) -> int:
        """Return the last place of the chain that starts at a place: over "of", brackets, hyphens."""
        while True:
            after = self.skip_right(at + 1)
            if self.code(after) in ("F", "H", "-", "/") and self.is_noun(after + 1):
                at = after + 1
            else:
                return after - 1
