# ruff: noqa
# mypy: ignore-errors
"""Which noun groups belong to which verb or event noun: subjects, objects, prepositional arguments.

Works on the chunk row of one sentence (`pfocr_net.captions.chunks`) by looking left and right from a trigger.
"""

from __future__ import annotations

from dataclasses import dataclass

from pfocr_net.captions.chunks import Chunk, Entity

VERBS = frozenset("VWQGIB")
FINITE = frozenset("VWB")
NOUNS = frozenset("NEO")
WALLS = frozenset(";:")


@dataclass(frozen=True, slots=True)
class Referent:
    """What a noun group stands for: a name, with the sign of what is said of it ("loss of A" is -1)."""

    entity: Entity
    sign: int
    at: int
    event: str = ""


class Row:
    """The chunk row of a sentence with the look-ups that frames need."""

    def __init__(self, chunks: list[Chunk]) -> None:
        self.chunks = chunks
        self.codes = "".join(chunk.code for chunk in chunks)

    def code(self, at: int) -> str:
        return self.codes[at] if 0 <= at < len(self.codes) else ""

    def skip_left(self, at: int) -> int:
        """Step over a closed bracket that ends at ``at``."""
        while self.code(at) == ")":
            depth = 0
            while at >= 0:
                depth += (self.code(at) == ")") - (self.code(at) == "(")
                at -= 1
                if depth == 0:
                    break
        return at

    def skip_right(self, at: int) -> int:
        """Step over a bracket that opens at ``at``."""
        while self.code(at) == "(":
            depth = 0
            while at < len(self.codes):
                depth += (self.code(at) == "(") - (self.code(at) == ")")
                at += 1
                if depth == 0:
                    break
        return at

    def group_start(self, at: int) -> int:
        """First chunk of the noun group chain that ends at ``at``: "activation of A in B" -> activation."""
        while True:
            before = self.skip_left(at - 1)
            if self.code(before) == "H" and self.code(before - 1) in NOUNS and before >= 1:
                at = before - 1
                continue
            if self.code(before) in ("F", "P", "T", "L") and before >= 1:
                previous = self.skip_left(before - 1)
                if self.code(previous) in NOUNS and previous >= 0:
                    at = previous
                    continue
                if self.code(previous) == "Q" and self.code(self.skip_left(previous - 1)) in NOUNS and previous >= 1:
                    at = self.skip_left(previous - 1)
                    continue
            if self.code(before) == "G" and before >= 1 and self.code(self.skip_left(before - 1)) in NOUNS:
                at = self.skip_left(before - 1)
                continue
            if self.code(before) in ("-", "/", ">") and before >= 1 and self.code(before - 1) in NOUNS:
                at = before - 1
                continue
            return at

    def subject(self, at: int) -> tuple[list[int], str]:
        """Return the heads of what is the subject of the verb at ``at``, and how it was found."""
        before = self.skip_left(at - 1)
        code = self.code(before)
        if code == "R":
            return self.antecedent(before), "relative"
        if code == "C" or (code == "," and self.code(self.skip_left(before - 1)) not in NOUNS):
            previous = self.previous_finite(before)
            if previous is not None:
                heads, how = self.subject(previous)
                return heads, how if how != "near" else "shared"
        if code == ",":
            before = self.skip_left(before - 1)
            relative = self.codes.rfind("R", 0, before + 1)
            if relative > 0 and self.code(before) in NOUNS:
                heads = self.antecedent(relative)
                if heads:
                    return heads, "over-relative"
            code = self.code(before)
        if code == "C":
            before = self.skip_left(before - 1)
            code = self.code(before)
        if code in NOUNS and before >= 0:
            start = self.group_start(before)
            heads = [start]
            # coordinated heads: "activation of A, inhibition of B and C V"
            probe, closed = start, False
            while True:
                left = probe - 1
                if self.code(left) == "C" and left >= 1:
                    left, closed = (left - 1 if self.code(left - 1) != "," else left - 2), True
                elif self.code(left) == "," and closed and left >= 1:
                    left -= 1
                else:
                    break
                left = self.skip_left(left)
                if left < 0 or self.code(left) not in NOUNS:
                    break
                first = self.group_start(left)
                if first > 0 and self.code(first - 1) in VERBS | frozenset("PTLF"):
                    break
                heads.insert(0, first)
                probe = first
            # the head of an adverbial ("In cells, ...") is no subject
            return heads, "near"
        previous = self.previous_finite(at)
        if previous is not None and code in ("", "C", ","):
            return self.subject(previous)[0], "shared"
        return [], ""

    def previous_finite(self, at: int) -> int | None:
        for k in range(at - 1, -1, -1):
            if self.codes[k] in WALLS or self.codes[k] == "S":
                return None
            if self.codes[k] in FINITE:
                return k
        return None

    def antecedent(self, relative: int) -> list[int]:
        """Heads that "which" may stand for: the nearest noun, and the event head it hangs on."""
        at = relative - 1
        while at >= 0 and self.code(at) in (",", ")", "P", "L"):
            at = self.skip_left(at) if self.code(at) == ")" else at - 1
        if self.code(at) in NOUNS and at >= 0:
            start = self.group_start(at)
            return [at] if start == at or self.codes[start] == "N" else [start]
        return []

    def group_end(self, at: int) -> int:
        """Last chunk of the chain that starts at ``at``: over "of", brackets, hyphens."""
        while True:
            after = self.skip_right(at + 1)
            if self.code(after) == "F" and self.code(after + 1) in NOUNS and self.code(after + 1):
                at = after + 1
            elif self.code(after) == "H" and self.code(after + 1) in NOUNS and self.code(after + 1):
                at = after + 1
            elif self.code(after) in ("-", "/") and self.code(after + 1) in NOUNS and self.code(after + 1):
                at = after + 1
            else:
                return after - 1

    def objects(self, at: int) -> list[int]:
        """Heads of the direct objects of the verb at ``at``."""
        after = self.skip_right(at + 1)
        if self.code(after) not in NOUNS or not self.code(after):
            return []
        heads = [after]
        while True:
            end = self.group_end(heads[-1])
            step = end + 1
            # prepositional phrases between coordinated objects
            while self.code(step) in ("P",) and self.code(step) and self.code(step + 1) in NOUNS and self.code(step + 1):
                step = self.group_end(step + 1) + 1
            if self.code(step) == "," and self.code(step + 1) == "C":
                step += 1
            if self.code(step) in ("C", ",") and self.code(step) and self.code(step + 1) in NOUNS and self.code(step + 1):
                follow = self.group_end(step + 1) + 1
                if self.code(follow) in FINITE and self.code(follow):
                    return heads
                heads.append(step + 1)
                continue
            return heads

    def phrases(self, at: int) -> list[tuple[str, int, int]]:
        """Return ``(preposition, its place, head)`` for the prepositional phrases behind the trigger at ``at``."""
        found = []
        step = at + 1
        while step < len(self.codes):
            code = self.codes[step]
            if code == "(":
                step = self.skip_right(step)
                continue
            if code in VERBS or code in "RS;:":
                if code in ("I", "G", "Q") and found is not None:
                    break
                break
            if code in "PTLF" and self.code(step + 1) in NOUNS and self.code(step + 1):
                word = self.chunks[step].word
                found.append((word, step, step + 1))
                last = step + 1
                # coordinated phrases' heads: "to A and to B", "of A and B of C"
                end = self.group_end(last) if code != "F" else last
                nxt = end + 1
                while self.code(nxt) == "," and self.code(nxt + 1) in NOUNS and self.code(nxt + 1) and self.code(self.group_end(nxt + 1) + 1) in ("", ",", "C"):
                    found.append((word, step, nxt + 1))
                    end = self.group_end(nxt + 1)
                    nxt = end + 1
                if self.code(nxt) == "C" and self.code(nxt + 1) in NOUNS and self.code(nxt + 1) and self.code(self.group_end(nxt + 1) + 1) not in FINITE - {""}:
                    found.append((word, step, nxt + 1))
                    end = self.group_end(nxt + 1)
                step = end + 1
                continue
            if code == "," and len(found) > 0 and self.code(step + 1) not in ("P", "T", "L", "C"):
                break
            step += 1
        return found

    def shared_theme(self, at: int) -> int | None:
        """Theme of the first of two coordinated event nouns: "recruitment and activation of A"."""
        step = at + 1
        while self.code(step) in (",", "C") and self.code(step):
            while self.code(step) in (",", "C") and self.code(step):
                step += 1
            if self.code(step) != "E":
                return None
            if self.code(step + 1) == "F" and self.code(step + 2) in NOUNS and self.code(step + 2):
                return step + 2
            step += 1
        return None

    def referents(self, at: int, depth: int = 0) -> list[Referent]:
        """Return what the noun group that starts at ``at`` stands for."""
        chunk = self.chunks[at]
        sign = -1 if chunk.flip else 1
        if chunk.modifier == "inhibits":
            sign = -1
        found: list[Referent] = []
        if chunk.code == "E" and depth < 4:
            event = chunk.type
            if event == "inhibits":
                sign = -1
            if self.code(at + 1) == "F" or (self.code(at + 1) == "P" and self.chunks[at + 1].word in ("in", "to", "on", "between") and event in ("activates", "inhibits", "regulates", "binds")):
                heads = [at + 2] if self.code(at + 2) in NOUNS and self.code(at + 2) else []
                for head in heads:
                    found += [Referent(r.entity, r.sign * sign, r.at, event) for r in self.referents(head, depth + 1)]
            if self.code(at + 1) == "H" and self.code(at + 2) in NOUNS and self.code(at + 2):
                return self.referents(at + 2, depth + 1)
            if not found and (theme := self.shared_theme(at)) is not None:
                found = [Referent(r.entity, r.sign * sign, r.at, event) for r in self.referents(theme, depth + 1)]
            if not found:
                found = [Referent(entity, 1, at, "") for entity in chunk.entities]
            return found
        if self.code(at + 1) == "H" and self.code(at + 2) in NOUNS and self.code(at + 2) and depth < 4:
            return self.referents(at + 2, depth + 1)
        event = ""
        if chunk.event is not None:
            event = chunk.event.verb.type
            if event == "inhibits":
                sign = -1
        found = [Referent(entity, sign, at, event) for entity in chunk.entities]
        generic = not chunk.entities or chunk.entities[0].source in ("figure",) or chunk.word in (
            "level", "levels", "role", "roles", "function", "functions", "activity", "amount", "number", "rate", "effect", "effects",
            "concentration", "concentrations", "members", "member", "types", "variety", "presence", "absence", "loss", "lack", "action",
        )
        if chunk.code == "N" and self.code(at + 1) == "F" and self.code(at + 2) in NOUNS and self.code(at + 2) and depth < 4 and (generic or chunk.flip and chunk.entities[0].source == "open"):
            return [Referent(r.entity, r.sign * sign, r.at, event) for r in self.referents(at + 2, depth + 1)]
        # members behind "such as"
        step = self.skip_right(at + 1)
        probe = step + 1 if self.code(step) == "," else step
        if self.code(probe) == "P" and self.chunks[probe].word in ("such-as", "like") and depth < 4:
            follow = probe + 2 if self.code(probe + 1) == "," else probe + 1
            if self.code(follow) in NOUNS and self.code(follow):
                found += [Referent(r.entity, r.sign * sign, r.at, "member") for r in self.referents(follow, depth + 1)]
        if self.code(at + 1) == "(" and self.code(at + 2) == "P" and self.chunks[at + 2].word == "such-as" and depth < 4:
            follow = at + 4 if self.code(at + 3) == "," else at + 3
            if self.code(follow) in NOUNS and self.code(follow):
                found += [Referent(r.entity, r.sign * sign, r.at, "member") for r in self.referents(follow, depth + 1)]
        # members of a class in a bracket: "transcription factors (A, B)"
        if self.code(at + 1) == "(" and self.code(at + 2) == "N" and chunk.entities and depth < 4 and (
            chunk.entities[0].source == "open" or chunk.entities[0].text[1:].islower()
        ):
            inside = [k for k in range(at + 2, self.skip_right(at + 1) - 1)]
            if all(self.codes[k] in "NC,/-" for k in inside):
                found += [Referent(r.entity, r.sign * sign, r.at, "bracket") for k in inside if self.codes[k] == "N" for r in self.referents(k, 4)]
        # apposition after dash or slash
        if self.code(at + 1) == "/" and self.code(at + 2) in NOUNS and self.code(at + 2) and depth < 4:
            found += self.referents(at + 2, depth + 1)
        return found
