"""Which noun groups belong to a verb or event noun: its subject, its objects, its prepositional phrases.

Works on the chunk codes of one sentence (`pfocr_net.captions.parts`) by looking left and right from a trigger.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from pfocr_net.captions.codes import WALLS, Codes
from pfocr_net.captions.words import word_class
from pfocr_net.model import Kind

#: Codes of finite verbs, of all verbs.
FINITE = frozenset("VWB")
VERBS = frozenset("VWQGIB")
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


def nearest(phrases: Sequence[Phrase], words: Container[str]) -> list[Phrase]:
    """Return the first phrase with one of some prepositions, a phrase for each of its heads: "*in* A in B"."""
    first = next((phrase.place for phrase in phrases if phrase.word in words), None)
    return [phrase for phrase in phrases if phrase.place == first]


class Row(Codes):
    """The chunks of one sentence with the look-ups that frames need; places are chunk numbers."""

    def subject(self, at: int) -> tuple[list[int], str]:
        """Return the heads of the subject of the verb at a place, and how it was found.

        ``near`` right in front of it, ``shared`` with the verb before, ``relative`` the antecedent of a "which",
        ``over-relative`` beyond a relative clause, empty if there is none.
        """
        before = self.skip_left(at - 1)
        code = self.code(before)
        relative = before if code == "R" else self._relative_before_insertion(before)
        if relative is not None:
            return self.antecedent(relative), "relative"
        if antecedent := self.object_before(before - (code == ",")):
            return antecedent, "over-relative"
        if code == "C" or (code == "," and not self.is_noun(self.skip_left(before - 1))):
            previous = self.finite_before(before)
            if previous is not None:
                heads, how = self.subject(previous)
                return heads, how if how != "near" else "shared"
        if code == ",":
            before = self.skip_left(before - 1)
            relative = self.codes.rfind("R", 0, before + 1)
            if relative > 0 and self.is_noun(before) and (heads := self.antecedent(relative)):
                return heads, "over-relative"
            if (noun := self._before_insertion(before)) is not None:
                heads = self._given_name(noun, before) or self.coordinated(self.chain_start(noun))
                return heads, "over-insertion"
            if (previous := self.finite_before(at)) is not None:
                return self.subject(previous)[0], "shared"
        if self.code(before) == "C":
            before = self.skip_left(before - 1)
        if self.is_noun(before):
            start = self._clause_start(self.chain_start(before), before)
            relative = self._relative_around(start)
            if relative is not None and self.chunks[at].type != "contains":  # "Genes that inhibit *A include B*"
                return self.antecedent(relative), "over-relative"
            if self.code(start - 1) == "R" and self.chunks[start - 1].word == "whose":
                return self.antecedent(start - 1), "relative"
            if self.code(start - 2) == "R" and self.is_phrase(start - 1, "PTL"):
                return self.antecedent(start - 2), "relative"
            return self.coordinated(start), "near"
        previous = self.finite_before(at)
        if previous is not None and self.code(before) in ("", "C", ","):
            return self.subject(previous)[0], "shared"
        return [], ""

    def _clause_start(self, start: int, end: int) -> int:
        """Return where a subject begins whose chain hangs on the verb of the clause before."""
        opening = word_class("opening_prepositions")
        openers = [k for k in range(start + 1, end) if self.codes[k] == "P" and self.chunks[k].word in opening]
        verb = self.finite_before(start)
        return openers[-1] + 1 if openers and verb is not None and self.code(verb - 1) != "R" else start

    def _relative_around(self, at: int) -> int | None:
        """Return the "that" whose clause ends with the noun at a place: "A *that inhibits B* activates C"."""
        verb = at - 1 if self.code(at - 1) in ("V", "W") else at - 2
        hangs_on = verb == at - 1 or self.code(at - 1) in ("P", "T", "L")
        return verb - 1 if hangs_on and self.code(verb) in ("V", "W") and self.code(verb - 1) == "R" else None

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

    def _given_name(self, noun: int, inserted: int) -> list[int]:
        """Return the name that an insertion gives: "the kinase, *A*, inhibits", "the B inhibitor, *A*, blocks"."""
        chunk = self.chunks[noun]
        is_name = self.codes[inserted - 1 : inserted + 1] == ",N" and not self.chunks[inserted].is_class
        is_doer = chunk.event is not None and chunk.event.form == "agent"
        names_class = chunk.code == "N" and (chunk.is_class or is_doer or chunk.entities[0].kind is Kind.FAMILY)
        return [inserted] if is_name and names_class else []

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
            if self.codes[k] in WALLS or self.codes[k] == "S":
                return None
            if self.codes[k] in FINITE:
                return k
        return None

    def antecedent(self, relative: int) -> list[int]:
        """Return what "which" stands for: the noun before it, or the event that noun hangs on."""
        at = relative - 1
        while self.code(at) in (",", ")", "P", "L", "T", "F") or (
            self.code(at) == "O" and self.code(at + 1) == "F"
        ):
            at = self.skip_left(at) if self.code(at) == ")" else at - 1
        if not self.is_noun(at):
            return []
        if self.code(at - 1) == "B" and (identified := self._identified(at, relative)):
            return identified
        at = self.apposed(at)
        start = self.chain_start(at)
        lists = self.code(at - 1) == "P" and self.chunks[at - 1].word in ("such-as", "including")
        return [start] if lists or self.codes[start] == "E" else [at]

    def _identified(self, at: int, relative: int) -> list[int]:
        """Return what a noun behind "is" tells of: "*A* is a protein that", "*A* is a B kinase that"."""
        subject = self.subject(at - 1)[0]
        names_all = not any(self.chunks[head].is_class for head in subject)
        return subject if self.chunks[at].is_class or (names_all and at == relative - 1) else []

    def included(self, at: int) -> list[int]:
        """Return the heads of what is named behind a class of things: "genes induced by A *include B and C*"."""
        verb = next((k for k in range(at + 1, self.end) if self.codes[k] in FINITE | WALLS | {"S", "R"}), at)
        names = self.codes[verb] == "B" or (self.codes[verb] == "V" and self.chunks[verb].type == "contains")
        if not names or at not in self.subject(verb)[0]:
            return []
        return [head for head in self.objects(verb) if not self.chunks[head].is_class]

    def object_before(self, at: int) -> list[int]:
        """Return the antecedent a verb acts on in a relative clause with a subject: "*A*, which B inhibits"."""
        subject = self.skip_left(at - 1)
        if self.code(at) != "V" or not self.is_noun(subject) or self.chunks[at].type == "contains":
            return []
        relative = self.chain_start(subject) - 1
        opens = self.code(relative) == "R" and self.chunks[relative].word in ("which", "that", "whom")
        opens = opens and self.is_noun(self.skip_left(relative - 1 - (self.code(relative - 1) == ",")))
        ends = self.code(self.skip_right(at + 1)) in ("", ",", ";", ":", "V", "W", "B")
        return self.antecedent(relative) if opens and ends else []

    def objects(self, at: int) -> list[int]:
        """Return the heads of the direct objects of the verb at a place."""
        first = self.skip_right(at + 1 + (self.is_phrase(at + 1) and self.chunks[at + 1].word in _PARTICLES))
        if not self.is_noun(first):
            return self._shared_objects(first)
        heads = [first]
        while True:
            step = self.chain_end(heads[-1]) + 1
            while self.is_phrase(step) and self.chunks[step].word != "against":
                step = self.chain_end(step + 1) + 1
            step += self.codes.startswith(",C", step)
            if self.code(step) not in ("C", ",") or not self.is_noun(step + 1):
                return heads
            if self.code(self.chain_end(step + 1) + 1) in FINITE or self.chunks[step + 1].word == "they":
                return heads  # a new clause: "A activates B and C inhibits D"
            if self.tells_of_last(step):
                return heads
            heads.append(step + 1)

    def _shared_objects(self, joint: int) -> list[int]:
        """Return the objects that a verb without any shares with one behind: "A binds to *and* activates C"."""
        joint += self.code(joint) == "P" and self.code(joint + 1) == "C"  # "binds to and activates"
        joint += self.code(joint) == "," and self.code(joint + 1) in ("C", "S")
        if self.code(joint) not in ("C", "S"):
            return []
        verb = self.chain_end(joint + 1) + 1 if self.is_noun(joint + 1) else joint + 1
        return self.objects(verb) if self.code(verb) == "V" else []

    def ing_before(self, at: int) -> int | None:
        """Return the -ing form whose list goes on at a place: "*activating* A, inhibiting B and raising C"."""
        joint = self.code(self.skip_left(at - 1))
        earlier = next((k for k in range(at - 1, 0, -1) if self.codes[k] in VERBS | WALLS), 0)
        is_listed = joint == "C" or (joint == "," and self._goes_on_with_ing(at))
        return earlier if self.codes[at] == self.codes[earlier] == "G" and is_listed else None

    def _goes_on_with_ing(self, at: int) -> bool:
        """Whether an "and" with an -ing form closes the list in which one stands."""
        following = next((k for k in range(at + 1, self.end) if self.codes[k] in VERBS | WALLS | {"R", "S"}), at)
        joint = self.code(self.skip_left(following - 1)) if self.codes[following] == "G" else ""
        return joint == "C" or (joint == "," and following > at and self._goes_on_with_ing(following))

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
                if not self.chunks[step].negated:
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
        end = place + 1 if self.codes[place] == "F" else self._item_end(place + 1)
        while self.code(end + 1) == "," and self.is_noun(end + 2) and self._ends_item(end + 2):
            heads.append(end + 2)
            end = self.chain_end(end + 2)
        end += self.codes.startswith(",C", end + 1)
        joined = self.code(end + 1) == "C" and self.is_noun(end + 2)
        if joined and self.code(self.chain_end(end + 2) + 1) not in FINITE:
            heads.append(end + 2)
        if self.code(end + 1) == "C" and self.is_phrase(end + 2, "PTL") and self._repeats(place, end + 2):
            heads += self.phrase_heads(end + 2)
        return heads

    def _item_end(self, at: int) -> int:
        """Return the last place of an item of a list: of "rise *in A* and fall in B" more than its chain."""
        end = self.chain_end(at)
        changes = self.code(at) == "E" and self.is_phrase(end + 1) and self.chunks[end + 1].word == "in"
        return self.chain_end(end + 2) if changes else end

    def _repeats(self, place: int, later: int) -> bool:
        """Whether one preposition stands at two places: "leads *to* A and *to* B", not "and then to B"."""
        first, joint, again = self.chunks[place], self.chunks[later - 1], self.chunks[later]
        return first.word == again.word and again.start == joint.end + 1 and not first.negated

    def _ends_item(self, at: int) -> bool:
        return self.code(self.chain_end(at) + 1) in ("", ",", "C")
