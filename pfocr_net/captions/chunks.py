# ruff: noqa
# mypy: ignore-errors
"""Chunks of a sentence: noun groups with their names, verb groups with voice and sign, and what joins them.

Each chunk has a one-letter code, so that the stretch between two names is a short string:

====  =======================================  ====  =========================================
N     noun group with a name                   F     of
E     event noun ("activation")                T L P by; via, through; any other preposition
V     active verb                              C ,   and/or; comma
W     passive verb                             R S   which; while, when, because
Q     participle after its noun                ( )   brackets
G     -ing form                                - / > hyphen, slash, arrow between names
I     to + verb                                B     is, are (no verb follows)
H     hyphen compound ("X-induced")            O     it, they, this
====  =======================================  ====  =========================================
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pfocr_net.captions.mentions import Name, Token
from pfocr_net.captions.words import Form, Words
from pfocr_net.model import Kind

#: Relation type of a verb -> the letter used in feature strings.
TYPE_LETTER = {
    "activates": "+", "inhibits": "-", "regulates": "r", "binds": "b", "modifies": "m", "converts": "c",
    "transports": "t", "contains": "k", "none": "0", "flip": "f", "": ".",
}  # fmt: skip


@dataclass(slots=True)
class Entity:
    """A name inside a noun group: ``sentence[start:end]``."""

    text: str
    start: int
    end: int
    kind: Kind
    source: str


@dataclass(slots=True)
class Chunk:
    """One chunk of a sentence; see the module's table for ``code``."""

    code: str
    start: int
    end: int
    word: str = ""
    type: str = ""
    form: Form | None = None
    negated: bool = False
    hedged: bool = False
    flip: bool = False
    entities: list[Entity] = field(default_factory=list)
    event: Form | None = None
    modifier: str = ""
    this: bool = False
    links: list[Entity] = field(default_factory=list)

    @property
    def letter(self) -> str:
        return TYPE_LETTER[self.type]


_NP_START = frozenset("danMu")
class Chunker:
    """Reads the chunks of one sentence from left to right."""

    def __init__(self, sentence: str, tokens: list[Token], names: list[Name], words: Words) -> None:
        self.sentence, self.tokens, self.words = sentence, tokens, words
        self.names = {name.first: name for name in names}
        self.inside = {k for name in names for k in range(name.first, name.last + 1)}
        self.chunks: list[Chunk] = []
        self.at = 0
        self.be = self.have = self.modal = self.to = False
        self.negated = self.hedged = False

    # -- what stands where ---------------------------------------------------------------------------

    def tag(self, number: int) -> str:
        """Tag of a token; ``M`` inside a name, empty beyond the end."""
        if not 0 <= number < len(self.tokens):
            return ""
        return "M" if number in self.inside else self.tokens[number].tag

    def last(self) -> str:
        return self.chunks[-1].code if self.chunks else ""

    def add(self, code: str, first: int, last: int, **values: object) -> Chunk:
        chunk = Chunk(code, self.tokens[first].start, self.tokens[last].end, **values)  # type: ignore[arg-type]
        self.chunks.append(chunk)
        return chunk

    # -- reading -------------------------------------------------------------------------------------

    def read(self) -> list[Chunk]:
        while self.at < len(self.tokens):
            self.step()
        if self.be:
            self.flush_copula()
        return self.chunks

    def step(self) -> None:
        at, tag, token = self.at, self.tag(self.at), self.tokens[self.at]
        if tag == "M" or tag in ("d", "a", "n"):
            self.noun_group()
        elif tag in ("v", "u"):
            self.verb_or_noun()
        elif tag == "b":
            self.be = True
            self.at += 1
        elif tag == "h":
            self.have = True
            self.at += 1
        elif tag == "m":
            self.modal = True
            self.hedged |= token.lower in self.words.classes["hedges"]
            self.at += 1
        elif tag == "!":
            self.negated |= token.lower != "not" or self.tag(at + 1) != "r" or self.tokens[at + 1].lower != "only"
            if token.lower in ("without", "neither", "nor"):
                self.add("P" if token.lower == "without" else "C", at, at, word=token.lower, negated=True)
                self.negated = False
            self.at += 1
        elif tag == "r":
            self.hedged |= token.lower in self.words.classes["hedges"]
            self.at += 1
        elif tag == "t":
            self.infinitive_or_preposition()
        else:
            self.flush_copula()
            self.joint(tag)

    def joint(self, tag: str) -> None:
        token = self.tokens[self.at]
        code = {"P": "P", "F": "F", "T": "T", "L": "L", "C": "C", "R": "R", "S": "S", "O": "O", ",": ",", "(": "(",
                ")": ")", ";": ";", ":": ":", "-": "-", "/": "/", ">": ">", "+": "-"}.get(tag)  # fmt: skip
        if code == "R" and token.lower == "that" and self.last() in ("", "P", "C", ",") :
            code = "O"
        if code:
            self.add(code, self.at, self.at, word=token.reading, negated=self.negated)
        if code in ("S", "R", ";", ":"):
            self.clear()
        self.at += 1

    def clear(self) -> None:
        self.be = self.have = self.modal = self.to = self.negated = self.hedged = False

    def flush_copula(self) -> None:
        if self.be:
            self.add("B", self.at - 1, self.at - 1, word="be", negated=self.negated, hedged=self.hedged)
        self.clear()

    def infinitive_or_preposition(self) -> None:
        at = self.at + 1
        while self.tag(at) == "r":
            at += 1
        form = self.tokens[at].form if self.tag(at) in ("v", "b") else None
        if self.tag(at) == "b" or (form and form.form == "base"):
            self.to = True
            if self.be:
                self.be = False
        else:
            self.flush_copula()
            self.add("P", self.at, self.at, word="to")
        self.at += 1

    # -- verbs ---------------------------------------------------------------------------------------

    def verb_or_noun(self) -> None:
        token = self.tokens[self.at]
        form = token.form.form if token.form else ("ing" if token.lower.endswith("ing") else "ed")
        before = self.at - 1
        while self.tag(before) == "r":
            before -= 1
        before_tag, next_tag = self.tag(before), self.next_tag()
        if self.tag(self.at - 1) == "-" and token.glued and self.last() in ("-", "N", "E") and form in ("ed", "ing"):
            self.compound()
            return
        code = self.verb_code(form, before_tag, next_tag)
        if code == "n":
            self.noun_group()
        else:
            self.add_verb(code)

    def next_tag(self) -> str:
        at = self.at + 1
        while self.tag(at) == "r":
            at += 1
        return self.tag(at)

    def clause_has_verb(self) -> bool:
        for chunk in reversed(self.chunks):
            if chunk.code in "SR;:":
                return False
            if chunk.code in "VWB":
                return True
        return False

    def verb_code(self, form: str, before: str, after: str) -> str:
        """Decide whether a verb form is a verb, and with which voice, or (``n``) part of a noun group."""
        starts_np = after in ("d", "M", "n", "a", "u", "O") or (after == "v" and self.next_may_be_noun())
        if form in ("noun", "agent"):
            return "n"
        if self.to and form == "base":
            return "I"
        if self.modal and form == "base" and not self.be:
            return "V"
        if form == "ed":
            if self.be:
                return "W"
            if self.have:
                return "V"
            if before in ("d", "a", "P", "F", "T", "L", "t", "S", "", "(", ".", ":", ";", "-"):
                return "n" if starts_np and after not in ("d", "O") else ("Q" if after in ("T", "L", "P", "t") else "n")
            if before in ("C", ","):
                previous = self.previous_verb()
                if after in ("T", "L", "P", "t") and previous in ("W", "Q"):
                    return previous
                if starts_np and after in ("d", "O", "M", "n", "a") and previous == "V" and after in ("d", "O"):
                    return "V"
                if after in ("T", "L", "t", "P"):
                    return previous if previous in ("W", "Q", "V") and before == "C" else "Q"
                return "n" if starts_np else (previous or "Q")
            if before in ("M", "n", "v", "u", "R", "O", ")"):
                if before == "R" or (before == "O"):
                    return "V"
                if after in ("T", "L") or (after in ("P", "t", ",", "C", "") and self.clause_has_verb()):
                    return "Q"
                if after in ("P", "t") and not self.takes_preposition() and not self.moves():
                    return "Q"
                if starts_np and after in ("d", "O"):
                    return "V"
                if starts_np:
                    return "V" if not self.clause_has_verb() else "n"
                return "Q" if self.clause_has_verb() or self.tokens[self.at].form is None else "V"
            return "Q"
        if form == "ing":
            if self.be:
                return "V"
            if before in ("d", "a") :
                return "n"
            if before in ("T", "L", "P", "F", "t", "S"):
                return "G" if starts_np or after in ("P",) and self.takes_preposition() else "n"
            if before in ("", ",", "C", "r", ";", ":", "(", ")") or (self.at and self.tag(self.at - 1) == "r"):
                return "G" if starts_np or self.takes_preposition() else "n"
            if before in ("M", "n", "v", "u"):
                if self.takes_preposition():
                    return "G"
                return "G" if starts_np and after in ("d", "M", "O", "a") else "n"
            return "G" if starts_np else "n"
        # base and -s forms
        if before in ("d", "a", "P", "F", "T", "L", "t", "u"):
            return "n"
        if self.be:
            return "n"
        verb_like = starts_np or self.takes_preposition() or after in ("P", "L", "t", "S")
        if before in ("R", "O"):
            return "V"
        if form == "s":
            if before in ("M", "n", "v", ")", "-"):
                return "V" if verb_like or after in ("C", ",", "", ".") and not self.clause_has_verb() else "n"
            if before in ("C", ","):
                return "V" if starts_np or self.takes_preposition() else "n"
            return "n"
        if before in ("M", "n", "v", ")", "-"):
            nouns = self.tokens[self.at].form.verb.nouns if self.tokens[self.at].form else ()
            if self.tokens[self.at].lower in nouns:
                plural = self.plural_before()
                verb = starts_np or self.takes_preposition() or (after in (",", "P", "L") and not self.clause_has_verb())
                return "V" if plural and verb and after != "F" else "n"
            return "V" if verb_like or not self.clause_has_verb() else "n"
        if before in ("C", ","):
            return "V" if starts_np and after in ("d", "M", "n", "a", "O") and self.clause_has_verb() else "n"
        return "n" if after in ("F", "P", "n", "M") else "V"

    def next_may_be_noun(self) -> bool:
        at = self.at + 1
        while self.tag(at) == "r":
            at += 1
        form = self.tokens[at].form if at < len(self.tokens) else None
        return form is not None and (form.form in ("noun", "ed", "ing") or self.tokens[at].lower in form.verb.nouns)

    def takes_preposition(self) -> bool:
        form = self.tokens[self.at].form
        at = self.at + 1
        return bool(form and at < len(self.tokens) and self.tokens[at].reading in form.verb.prepositions)

    def moves(self) -> bool:
        form = self.tokens[self.at].form
        return form is not None and form.verb.type == "transports"

    def plural_before(self) -> bool:
        if self.at == 0:
            return False
        before = self.tokens[self.at - 1]
        return before.lower.endswith("s") and not before.lower.endswith("ss") or any(c.code == "C" for c in self.chunks[-4:])

    def previous_verb(self) -> str:
        for chunk in reversed(self.chunks):
            if chunk.code in "VWQGI":
                return chunk.code
            if chunk.code in "SR;:":
                break
        return ""

    def add_verb(self, code: str) -> None:
        token = self.tokens[self.at]
        verb = token.form.verb if token.form else None
        if code != "I" and self.to:
            code = "I"
        self.add(
            code, self.at, self.at,
            word=verb.lemma if verb else token.lower, type=verb.type if verb else "", form=token.form,
            negated=self.negated, hedged=self.hedged,
        )  # fmt: skip
        self.clear()
        self.at += 1

    def compound(self) -> None:
        """``X-induced``: the hyphen becomes a compound chunk."""
        token = self.tokens[self.at]
        type_ = self.words.compounds.get(token.lower) or (token.form.verb.type if token.form else "")
        if self.last() == "-":
            self.chunks.pop()
        self.add("H", self.at, self.at, word=token.form.verb.lemma if token.form else token.lower, type=type_)
        self.at += 1

    # -- noun groups ---------------------------------------------------------------------------------

    def noun_group(self) -> None:
        """Read determiners, modifiers and nouns up to what cannot belong to them."""
        first = at = self.at
        while True:
            tag = self.tag(at)
            if tag == "M":
                name = self.names.get(at)
                at = name.last + 1 if name else at + 1
            elif tag == "d" and (at == first or self.tag(at - 1) in ("d", "r")):
                at += 1
            elif tag in ("a", "n", "r") and not (tag == "r" and at == first):
                if tag == "r" and self.tag(at - 1) != "d":
                    break
                if tag == "a" and at > first and self.tag(at - 1) in ("n", "M") and self.tag(at + 1) not in ("n", "M", "a", "v", "u"):
                    if not self.tokens[at].lower in ("alpha", "beta"):
                        break
                at += 1
            elif tag in ("v", "u"):
                if at > first and self.tag(at - 1) not in ("d", "a"):
                    keep, self.at = self.at, at
                    form = self.tokens[at].form.form if self.tokens[at].form else ("ing" if self.tokens[at].lower.endswith("ing") else "ed")
                    code = self.verb_code(form, self.tag(at - 1), self.next_tag())
                    self.at = keep
                    if code != "n":
                        break
                at += 1
            elif tag == "-" and at > first and self.tokens[at].glued and at + 1 < len(self.tokens) and self.tokens[at + 1].glued:
                following = self.tokens[at + 1]
                if self.tag(at + 1) != "M" and self.is_compound(at + 1):
                    break
                if self.tag(at + 1) == "M" and self.tag(at - 1) == "M":
                    break
                if self.tag(at + 1) in ("n", "a", "M", "v", "u", "r", "P", "m", "t", "O", "d"):
                    at += 2 if self.tag(at + 1) != "M" else 1
                else:
                    break
            else:
                break
        if at == first:
            at += 1
        self.flush_copula()
        self.finish_group(first, at - 1)
        self.at = at
        if at + 1 < len(self.tokens) and self.tag(at) == "-" and self.is_compound(at + 1) and self.tag(at + 1) != "M":
            self.at = at + 1
            self.add("-", at, at, word="-")
            self.compound()

    def is_compound(self, at: int) -> bool:
        token = self.tokens[at]
        if not token.glued:
            return False
        return token.lower in self.words.compounds or (token.form is not None and token.form.form in ("ed", "ing") and token.form.verb.type != "none")

    def finish_group(self, first: int, last: int) -> None:
        """Turn the tokens of a noun group into one chunk: its name, the event that heads it, its sign."""
        tokens, classes = self.tokens, self.words.classes
        outside = [k for k in range(first, last + 1) if k not in self.inside]
        flip = any(tokens[k].lower in classes["flips"] for k in outside)
        modifier = next(
            (f.verb.type for k in outside if k < last and (f := tokens[k].form) and f.form in ("ed", "ing")), ""
        )
        head = last
        while head > first and head not in self.inside and self.tag(head) in ("a", "r", "d"):
            head -= 1
        form = tokens[head].form if head not in self.inside else None
        event = form if form and form.verb.type != "none" else None
        values = {
            "flip": flip, "modifier": modifier, "negated": tokens[first].text in ("no", "No", "neither", "Neither"),
            "this": tokens[first].lower in ("this", "these", "such", "those", "latter"),
        }  # fmt: skip
        names = [self.names[k] for k in range(first, last + 1) if k in self.names]
        specific = [name for name in names if not self.generic(name)]
        if specific:
            entity, event = self.named_entity(first, head, specific, event)
            self.add("N", first, last, entities=[entity], event=event, word=tokens[head].lower, **values)
        elif event is not None:
            entity = self.open_entity(first, head)
            self.add("E", first, last, word=event.verb.lemma, type=event.verb.type, form=event, entities=[entity], **values)
        elif self.tag(head) in ("d", "O", "r", "!"):
            self.add("O", first, last, word=tokens[first].lower)
        else:
            self.add("N", first, last, entities=[self.open_entity(first, head)], word=tokens[head].lower, **values)

    def generic(self, name: Name) -> bool:
        """Whether a name is a mere class word ("kinase", "cells")."""
        token = self.tokens[name.last]
        if name.first != name.last or not token.text[1:].islower():
            return False
        classes = self.words.classes
        return any(token.lower in classes[c] for c in ("generic_heads", "empty_heads", "figure_nouns", "pathway_heads"))

    def entity(self, first: int, last: int, kind: Kind, source: str) -> Entity:
        start, end = self.tokens[first].start, self.tokens[last].end
        return Entity(self.sentence[start:end], start, end, kind, source)

    def named_entity(
        self, first: int, head: int, names: list[Name], event: Form | None
    ) -> tuple[Entity, Form | None]:
        """Return the entity of a group with known names, and the event if its head is one."""
        tokens, classes = self.tokens, self.words.classes
        name = names[-1]
        for k in range(head, name.last, -1):
            for heads, kind in _NEW_THINGS:
                if tokens[k].lower in classes[heads]:
                    begin = name.first
                    for other in reversed(names[:-1]):
                        if begin - other.last <= 2:
                            begin = other.first
                    return self.entity(begin, k, kind, name.source + "+head"), event if kind is Kind.PROCESS else None
        if head > name.last:
            if event is None and all(
                tokens[k].lower not in classes["generic_heads"] and tokens[k].lower not in classes["empty_heads"]
                for k in range(name.last + 1, head + 1)
            ):
                return self.entity(name.first, min(head, name.last + 2), name.kind, name.source + "+tail"), None
            return self.entity(name.first, name.last, name.kind, name.source), event
        begin = name.first
        if name.kind in (Kind.CELL, Kind.COMPONENT, Kind.PROCESS, Kind.DISEASE):
            for other in reversed(names[:-1]):
                if other.last == begin - 1:
                    begin = other.first
            while begin > first and begin > name.first - 2 and self.extends(begin - 1):
                begin -= 1
        return self.entity(begin, name.last, name.kind, name.source), None

    def extends(self, at: int) -> bool:
        """Whether the token before a name of a cell, place or process belongs to the name."""
        token, tag = self.tokens[at], self.tag(at)
        if tag == "n":
            return True
        return tag == "a" and token.lower not in self.words.classes["adjectives"]

    def open_entity(self, first: int, head: int) -> Entity:
        """The entity of a group without known names: its head and what belongs to it."""
        tokens, classes = self.tokens, self.words.classes
        begin = first
        while begin < head and self.is_plain(begin):
            begin += 1
        lower = tokens[head].lower
        kind = next((kind for heads, kind in _NEW_THINGS if lower in classes[heads]), Kind.PROCESS)
        if lower in classes["empty_heads"] or lower in classes["generic_heads"]:
            kind = Kind.FAMILY
        begin = max(begin, head - 3)
        return self.entity(begin, head, kind, "figure" if lower in classes["figure_nouns"] else "open")

    def is_plain(self, at: int) -> bool:
        """Whether a token in front of a noun group says nothing of what the thing is."""
        token, tag, classes = self.tokens[at], self.tag(at), self.words.classes
        return (
            tag in ("d", "r", "!", "O", "-")
            or token.lower in classes["adjectives"]
            or token.lower in classes["flips"]
            or (tag in ("v", "u") and token.form is not None and token.form.form == "ed")
        )


_NEW_THINGS = (
    ("pathway_heads", Kind.PROCESS),
    ("cell_heads", Kind.CELL),
    ("complex_heads", Kind.COMPLEX),
    ("component_heads", Kind.COMPONENT),
)


def join_compounds(chunks: list[Chunk], sentence: str) -> list[Chunk]:
    """Join ``PI3K / Akt / mTOR pathway`` and ``Fz - Ror2 complex`` into one name each; keep the links of a chain."""
    joined: list[Chunk] = []
    for chunk in chunks:
        head = chunk.entities[0].source.endswith("+head") if chunk.code == "N" and chunk.entities else False
        links: list[Entity] = []
        while (
            head
            and len(joined) >= 2
            and joined[-1].code in ("/", "-")
            and joined[-2].code == "N"
            and joined[-2].event is None
            and joined[-1].start - joined[-2].end <= 1
        ):
            links.insert(0, joined[-2].entities[-1])
            hyphen = joined[-1].code == "-"
            first = joined[-2]
            del joined[-2:]
            last = chunk.entities[0]
            entity = Entity(sentence[first.entities[0].start : last.end], first.entities[0].start, last.end, last.kind, last.source)
            links_all = links + ([] if chunk.links else [last])
            chunk = Chunk(
                "N", first.start, chunk.end, word=chunk.word, entities=[entity], event=chunk.event, flip=chunk.flip or first.flip,
                modifier=first.modifier, this=first.this, links=links_all if hyphen else [],
            )  # fmt: skip
        if (
            len(joined) >= 2
            and joined[-1].code == "H"
            and joined[-1].type not in ("none", "flip")
            and joined[-2].code == "N"
            and (chunk.code == "E" or chunk.code == "N")
            and chunk.entities
            and chunk.entities[0].source == "open"
            and " " not in chunk.entities[0].text.replace("signaling pathway", "pathway").replace("signal ", "")
            and chunk.word in _OPEN_HEADS
        ):
            first, last = joined[-2].entities[-1], chunk.entities[0]
            entity = Entity(sentence[first.start : last.end], first.start, last.end, Kind.PROCESS, first.source + "+head")
            joined[-2:] = []
            chunk = Chunk("N", first.start, chunk.end, word=chunk.word, entities=[entity])
        joined.append(chunk)
    return joined


_OPEN_HEADS = frozenset("pathway pathways signaling signalling signal signals cascade genes gene axis mechanism process".split())


def read_chunks(sentence: str, tokens: list[Token], names: list[Name], words: Words) -> list[Chunk]:
    """Return the chunks of a sentence."""
    return join_compounds(Chunker(sentence, tokens, names, words).read(), sentence)
