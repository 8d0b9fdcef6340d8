"""Which noun groups belong to a verb or event noun: its subject, its objects, its prepositional phrases.

Works on the chunk codes of one sentence (`pfocr_net.captions.parts`) by looking left and right from a trigger.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pfocr_net.captions.parts import Chunk

#: Codes of finite verbs, of all verbs, of noun groups.
FINITE = frozenset("VWB")
VERBS = frozenset("VWQGIB")
NOUNS = frozenset("NEO")
_WALLS = frozenset(";:")
#: Prepositions that open a clause as well: "A falls *after* B rises".
_OPENERS = frozenset(("after", "before", "until", "as", "since"))
#: Particles that belong to their verb: "takes up", "carries out".
_PARTICLES = frozenset(("up", "out", "down", "off", "about"))


class Phrase(NamedTuple):
    """A prepositional phrase: its preposition, where that stands, and the head of the noun group behind it."""

    word: str
    place: int
    head: int


#: Prepositions behind which an object may stand: "leads *to* B".
_LEADS_ON = frozenset((
    "to", "in", "on", "upon", "with", "into", "for", "of", "about", "up", "from", "against",
))  # fmt: skip


def goals(phrases: Sequence[Phrase]) -> list[int]:
    """Return the heads of the first phrase that may hold a verb's object: "leads to *loss* of A and *B*"."""
    first = next((phrase.place for phrase in phrases if phrase.word in _LEADS_ON), None)
    return [phrase.head for phrase in phrases if phrase.place == first]


class Row:
    """The chunks of one sentence with the look-ups that frames need; places are chunk numbers."""

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
        """Whether a hyphen stands at a place with no space around it: "A-B", not "A - B" nor "A—B"."""
        if self.code(at) != "-" or self.chunks[at].word in ("—", "+"):
            return False
        before, here, after = self.chunks[at - 1 : at + 2]
        return before.end == here.start and here.end == after.start

    def is_same_clause(self, left: int, right: int) -> bool:
        """Whether no wall stands between two places."""
        return _WALLS.isdisjoint(self.codes[left:right])

    def skip_left(self, at: int) -> int:
        """Step over a closed bracket that ends at a place, and over "respectively"."""
        while self.code(at) in (")", "="):
            at = self._other_bracket(at, -1) - 1
        return at

    def skip_right(self, at: int) -> int:
        """Step over a bracket that opens at a place."""
        while self.code(at) == "(":
            at = self._other_bracket(at, 1) + 1
        return at

    def _other_bracket(self, at: int, step: int) -> int:
        """Return where the bracket at a place begins or ends; the place itself if it has no other."""
        depth, place = 0, at
        while 0 <= place < self.end:
            depth += {"(": step, ")": -step}.get(self.codes[place], 0)
            if depth == 0:
                return place
            place += step
        return at

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
            return governor if self.code(previous) == "Q" and self.is_noun(governor) else None
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

    def subject(self, at: int) -> tuple[list[int], str]:
        """Return the heads of the subject of the verb at a place, and how it was found.

        ``near`` right in front of it, ``shared`` with the verb before, ``relative`` the antecedent of a "which",
        ``over-relative`` beyond a relative clause, empty if there is none.
        """
        before = self.skip_left(at - 1)
        code = self.code(before)
        relative = before if code == "R" else self._relative_before_insertion(before)
        if relative is not None:
            return self._antecedent(relative), "relative"
        if code == "C" or (code == "," and not self.is_noun(self.skip_left(before - 1))):
            previous = self.finite_before(before)
            if previous is not None:
                heads, how = self.subject(previous)
                return heads, how if how != "near" else "shared"
        if code == ",":
            before = self.skip_left(before - 1)
            relative = self.codes.rfind("R", 0, before + 1)
            if relative > 0 and self.is_noun(before) and (heads := self._antecedent(relative)):
                return heads, "over-relative"
            if (noun := self._before_insertion(before)) is not None:
                return self.coordinated(self.chain_start(noun)), "over-insertion"
            if (previous := self.finite_before(at)) is not None:
                return self.subject(previous)[0], "shared"
        if self.code(before) == "C":
            before = self.skip_left(before - 1)
        if self.is_noun(before):
            start = self._clause_start(self.chain_start(before), before)
            if self.code(start - 1) == "R" and self.chunks[start - 1].word == "whose":
                return self._antecedent(start - 1), "relative"
            if self.code(start - 2) == "R" and self.is_phrase(start - 1, "PTL"):
                return self._antecedent(start - 2), "relative"
            return self.coordinated(start), "near"
        previous = self.finite_before(at)
        if previous is not None and self.code(before) in ("", "C", ","):
            return self.subject(previous)[0], "shared"
        return [], ""

    def _clause_start(self, start: int, end: int) -> int:
        """Return where a subject begins whose chain hangs on the verb of the clause before."""
        openers = [k for k in range(start + 1, end) if self.codes[k] == "P" and self.chunks[k].word in _OPENERS]
        verb = self.finite_before(start)
        return openers[-1] + 1 if openers and verb is not None and self.code(verb - 1) != "R" else start

    def _relative_before_insertion(self, end: int) -> int | None:
        """Return the "which" before an insertion that ends at a place: "which, *upon A*, activates"."""
        comma = self.codes.rfind(",", 0, max(end, 0))
        opened = self.code(end) == "," and self.code(comma - 1) == "R"
        return comma - 1 if opened and FINITE.isdisjoint(self.codes[comma:end]) else None

    def _before_insertion(self, end: int) -> int | None:
        """Return the noun before an insertion that ends at a place: "*A*, by activating B, inhibits"."""
        comma = self.codes.rfind(",", 0, max(end, 0))
        inside = self.codes[comma + 1 : end + 1]
        noun = self.skip_left(comma - 1)
        if comma < 1 or not self.is_noun(noun) or not FINITE.isdisjoint(inside) or "C" in inside[:1]:
            return None
        return noun

    def apposed(self, at: int) -> int:
        """Return the name that a class behind it explains: "*A*, a kinase that"; else the place itself."""
        before, chunk = self.skip_left(at - 2), self.chunks[at]
        explains = self.code(at - 1) == "," and chunk.is_class and not chunk.word.endswith("s")
        if not explains or self.code(before) != "N" or self.chunks[before].is_class:
            return at
        start = self.chain_start(before)
        is_fronted = self.code(start - 1) in ("P", "T", "L") and self.code(start - 2) in ("", ",", ";", ":", "S")
        return at if is_fronted else before

    def coordinated(self, start: int) -> list[int]:
        """Return the heads to the left that belong to one list: "activation of A, loss of B and C"."""
        heads, closed = [start], len(self.chunks[start].entities) > 1
        while True:
            left = heads[0] - 1
            if self.code(left) == "C" and left >= 1:
                left, closed = left - (2 if self.code(left - 1) == "," else 1), True
            elif self.code(left) == "," and closed and left >= 1:
                left -= 1
            else:
                return heads
            left = self.skip_left(left)
            if not self.is_noun(left):
                return heads
            first = self.chain_start(left)
            if first > 0 and self.code(first - 1) in VERBS | frozenset("PTLF"):
                return heads
            heads.insert(0, first)

    def finite_before(self, at: int) -> int | None:
        """Return the nearest finite verb to the left in the same clause."""
        for k in range(at - 1, -1, -1):
            if self.codes[k] in _WALLS or self.codes[k] == "S":
                return None
            if self.codes[k] in FINITE:
                return k
        return None

    def _antecedent(self, relative: int) -> list[int]:
        """Return what "which" stands for: the noun before it, or the event that noun hangs on."""
        at = relative - 1
        while self.code(at) in (",", ")", "P", "L", "F") or (self.code(at) == "O" and self.code(at + 1) == "F"):
            at = self.skip_left(at) if self.code(at) == ")" else at - 1
        if not self.is_noun(at):
            return []
        if self.code(at - 1) == "B" and self.chunks[at].is_class:
            return self.subject(at - 1)[0]  # "A is a protein that ..."
        at = self.apposed(at)
        start = self.chain_start(at)
        lists = self.code(at - 1) == "P" and self.chunks[at - 1].word == "such-as"
        return [start] if lists or self.codes[start] == "E" else [at]

    def objects(self, at: int) -> list[int]:
        """Return the heads of the direct objects of the verb at a place."""
        particle = self.is_phrase(at + 1) and self.chunks[at + 1].word in _PARTICLES
        first = self.skip_right(at + (2 if particle else 1))
        if not self.is_noun(first):
            return self._shared_objects(first)
        heads = [first]
        while True:
            step = self.chain_end(heads[-1]) + 1
            while self.is_phrase(step):
                step = self.chain_end(step + 1) + 1
            if self.code(step) == "," and self.code(step + 1) == "C":
                step += 1
            if self.code(step) not in ("C", ",") or not self.is_noun(step + 1):
                return heads
            if self.code(self.chain_end(step + 1) + 1) in FINITE:
                return heads  # a new clause: "A activates B and C inhibits D"
            heads.append(step + 1)

    def _shared_objects(self, joint: int) -> list[int]:
        """Return the objects that a verb without any shares with one behind: "A binds to *and* activates C"."""
        joint += self.code(joint) == "P" and self.code(joint + 1) == "C"  # "binds to and activates"
        joint += self.code(joint) == "," and self.code(joint + 1) in ("C", "S")
        if self.code(joint) not in ("C", "S"):
            return []
        verb = self.chain_end(joint + 1) + 1 if self.is_noun(joint + 1) else joint + 1
        return self.objects(verb) if self.code(verb) == "V" else []

    def phrases(self, at: int) -> list[Phrase]:
        """Return the prepositional phrases behind the trigger at a place, up to the next verb."""
        found: list[Phrase] = []
        step = at + 1
        while step < len(self.codes):
            code = self.codes[step]
            if code == "(":
                step = self.skip_right(step)
            elif code in VERBS or code in "RS;:":
                break
            elif self.is_phrase(step, "PTLF"):
                heads = self.phrase_heads(step)
                found += [Phrase(self.chunks[step].word, step, head) for head in heads]
                step = (heads[-1] if code == "F" and len(heads) == 1 else self.chain_end(heads[-1])) + 1
            elif code == "," and found and self.code(step + 1) not in ("P", "T", "L", "C"):
                break
            else:
                step += 1
        return found

    def phrase_heads(self, place: int) -> list[int]:
        """Return the heads behind the preposition (or comma) at a place: "to A, B of C and D"."""
        heads = [place + 1]
        end = place + 1 if self.codes[place] == "F" else self.chain_end(place + 1)
        while self.code(end + 1) == "," and self.is_noun(end + 2) and self._ends_item(end + 2):
            heads.append(end + 2)
            end = self.chain_end(end + 2)
        end += self.codes.startswith(",C", end + 1)
        joined = self.code(end + 1) == "C" and self.is_noun(end + 2)
        if joined and self.code(self.chain_end(end + 2) + 1) not in FINITE:
            heads.append(end + 2)
        return heads

    def _ends_item(self, at: int) -> bool:
        return self.code(self.chain_end(at) + 1) in ("", ",", "C")
