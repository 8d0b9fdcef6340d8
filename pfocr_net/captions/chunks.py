"""From tokens to chunks (`pfocr_net.captions.parts`), from left to right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pfocr_net.captions.auxiliaries import Auxiliaries
from pfocr_net.captions.groups import Group, read_group
from pfocr_net.captions.names import Name
from pfocr_net.captions.parts import Chunk
from pfocr_net.captions.tags import Tagged, read_tags
from pfocr_net.captions.tokens import Token
from pfocr_net.captions.voice import NOUN, Setting, decide
from pfocr_net.captions.words import Words, word_class
from pfocr_net.model import Kind

_JOINTS = frozenset("PFTLCRSO,();:/>-")
_WALLS = frozenset("SR;:")
_VERBS = frozenset("VWQGIB")
#: Tags that go on with a noun group: nouns and names, adjectives but those behind a noun ("proteins *necessary*
#: for A"), determiners ("*all the*", "the *most*").
_GROUP = re.compile(r"(?:[nM]|a(?=[nMavu])|(?<![nM])a|(?<=[dr])d|(?<=d)r)*")
#: Tags that may go on with one: verb forms that may be nouns, hyphens, "active *and* inactive A".
_DOUBTFUL = frozenset("vu-C/")
#: Codes in front of a clause's subject, and with it: "A inhibits B, and", "A inhibits B, and C".
_OPENS_CLAUSE = re.compile(r"V[NE](F[NE])*,CN?$")


class Chunker:
    """Reads the chunks of one sentence from left to right; `read_chunks` runs it."""

    def __init__(self, sentence: str, tokens: Sequence[Token], names: Sequence[Name], words: Words) -> None:
        self.text, self.tokens, self.words = sentence, tokens, words
        self.names = {name.first: name for name in names}
        self.tags = read_tags(tokens, names)
        self.tagged = Tagged(tokens, self.tags, words)
        self.tag = self.tagged.tag
        self.many = {n.last for n in names if n.kind is Kind.FAMILY and tokens[n.last].text[0].isdigit()}
        self.chunks: list[Chunk] = []
        self.at = 0
        self.doubted = self.neither = False
        self.has_finite, self.last_verb, self.verb_at = False, "", -1
        self.waiting = Auxiliaries()

    def add(self, code: str, first: int, last: int, **values: object) -> None:
        """Append a chunk over the tokens ``first`` to ``last``, and note what verbs the running clause has."""
        self.chunks.append(Chunk(code, self.tokens[first].start, self.tokens[last].end, **values))  # type: ignore[arg-type]
        if code in _WALLS:
            self.has_finite, self.last_verb, self.neither = False, "", False
        elif code in _VERBS:
            self.has_finite |= code in "VWB"
            self.verb_at = last
            self.last_verb = self.last_verb if code == "B" else code

    def read(self) -> list[Chunk]:
        """Read the sentence."""
        while self.at < len(self.tokens):
            self._step()
        self._close_copula()
        return self.chunks

    def _step(self) -> None:
        tag = self.tags[self.at]
        if tag == "d" and self.tag(self.at - 1) in ("M", "n") and self.tagged.stands_alone(self.at + 1, self.at):
            self.at += 1  # "A and B *both* activate C"
        elif tag in "Mdan":
            self._noun_group()
        elif tag in "vu":
            self._verb_form()
        elif tag in "bhm!r":
            self._auxiliary(tag)
        elif tag == "t":
            self._to()
        else:
            self._close_copula()
            self._joint(tag)

    # -- auxiliaries and joints ---------------------------------------------------------------------------------

    def _auxiliary(self, tag: str) -> None:
        token = self.tokens[self.at]
        self.waiting.take(token, tag)
        if token.lower == "respectively":
            self.add("=", self.at, self.at, word=token.lower)
        if tag == "!":
            self.neither |= token.lower == "neither"
            if token.lower in ("without", "neither", "nor"):
                code = "P" if token.lower == "without" else "C"
                self.add(code, self.at, self.at, word=token.lower, negated=True)
            else:
                self.waiting.negated = [it.lower for it in self.tokens[self.at + 1 : self.at + 2]] != ["only"]
        self.at += 1

    def _close_copula(self) -> None:
        """No verb followed the waiting auxiliary: "is" or "has" stands alone."""
        if self.waiting.have and not self.waiting.be:
            self.add("V", self.at - 1, self.at - 1, word="have", type="none", negated=self.waiting.negated)
        if self.waiting.be:
            form = self.tokens[self.at - 1].form
            verb = form.verb if form is not None and form.verb.type != "none" else None
            self.add(
                "V" if verb else "B",
                self.at - 1,
                self.at - 1,
                word=verb.lemma if verb else "be",
                type=verb.type if verb else "",
                form=form if verb else None,
                negated=self.waiting.negated,
                hedged=self.waiting.hedged,
            )
        self.waiting = Auxiliaries()

    def _to(self) -> None:
        following = self._next(self.at)
        token = self.tokens[following] if following < len(self.tokens) else None
        verb_follows = token is not None and (
            self.tag(following) == "b"
            or (self.tag(following) == "v" and token.form is not None and token.form.form == "base")
        )
        if verb_follows:
            self.waiting.to, self.waiting.be = True, False
        else:
            self._close_copula()
            self.add("P", self.at, self.at, word="to")
        self.at += 1

    def _joint(self, tag: str) -> None:
        token = self.tokens[self.at]
        heads_group = token.reading == "member-of" and (not self.chunks or self.chunks[-1].code not in "NEOB)")
        if tag in _JOINTS and not heads_group:
            code = tag
            if token.lower == "that" and (not self.chunks or self.chunks[-1].code in "PC"):
                code = "O"
            denied = tag in "PTL" and self.tag(self.at - 1) == "!"  # "but not *by* A"
            self.add(code, self.at, self.at, word=token.reading, negated=denied or token.reading == "instead-of")
        self.at += 1

    # -- verbs --------------------------------------------------------------------------------------------------

    def _next(self, at: int) -> int:
        """Return the next token that is no adverb."""
        at += 1
        while self.tag(at) == "r":
            at += 1
        return at

    def voice(self, at: int, before: int) -> str:
        """Decide what the verb form at ``at`` is, with ``before`` the token in front of it."""
        token = self.tokens[at]
        form = token.form.form if token.form else ("ing" if token.lower.endswith("ing") else "ed")
        if form in ("noun", "agent"):
            return NOUN
        after = self._next(at)
        if form == "ing" and self.tag(after) == "C" and self._is_gerund(after + 1):
            after = self._next(after + 1)  # "by *phosphorylating* and inactivating A"
        following = self.tokens[after] if after < len(self.tokens) else None
        previous = self.tokens[before].lower if before >= 0 else ""
        is_plural = (previous.endswith("s") and not previous.endswith("ss")) or previous in word_class("plurals")
        may_be_noun = token.form is not None and self.words.may_be_noun(token.form, token.lower)
        is_object = form == "s" and may_be_noun and before == self.verb_at >= 0  # "causes *changes* in A"
        return decide(
            Setting(
                token=token,
                form=form,
                before="d" if is_object else "O" if self.tagged.stands_alone(at, before) else self.tag(before),
                after=self.tag(after),
                may_be_noun=may_be_noun,
                following=following,
                next_reading=self.tokens[at + 1].reading if at + 1 < len(self.tokens) else "",
                follows_adverb=self.tag(at - 1) == "r",
                follows_plural=is_plural,
                after_plural=is_plural or before in self.many or self._is_of_many(),
                waiting=self.waiting,
                clause_verb=self.has_finite,
                last_verb=self.last_verb,
                opens_clause=self._opens_clause(),
            )
        )

    def _is_of_many(self) -> bool:
        """Whether the running noun group ends a list or tells of many things: "A and *B*", "mutations of *A*"."""
        before = self.chunks[-4:]
        codes = "".join([chunk.code for chunk in before])
        hangs = re.search("NFN?$", codes)
        return "C" in codes or (hangs is not None and before[hangs.start()].word.endswith("s"))

    def _is_gerund(self, at: int) -> bool:
        form = self.tokens[at].form if at < len(self.tokens) else None
        return form is not None and form.form == "ing"

    def _opens_clause(self) -> bool:
        """Whether the running noun group may be a subject: behind a verb, one object, and ", and"."""
        return bool(_OPENS_CLAUSE.search("".join([chunk.code for chunk in self.chunks[-9:]])))

    def _verb_form(self) -> None:
        before = self.at - 1
        while self.tag(before) == "r":
            before -= 1
        is_joined = self.tag(self.at - 1) == "-" and self.tagged.is_compound(self.at)
        if is_joined and self.chunks and self.chunks[-1].code in "-NE":
            self._compound()
            return
        code = self.voice(self.at, before)
        if code == NOUN:
            self._noun_group()
            return
        if code == "H":
            self._compound()  # "A *induced* B"
            return
        form = self.tokens[self.at].form
        self.add(
            "I" if self.waiting.to else code,
            self.at,
            self.at,
            word=form.verb.lemma if form else self.tokens[self.at].lower,
            type=self.words.stated(form, self.waiting.beside) if form else "",
            form=form,
            negated=self.waiting.negated or (self.neither and code in "VW"),
            hedged=self.waiting.hedged or self.doubted,
            thus=self.waiting.thus,
        )
        self.doubted |= self.tokens[self.at].lower in self.words.classes["hedges"]
        self.waiting = Auxiliaries()
        self.at += 1

    def _compound(self) -> None:
        """``X-induced``, ``X inhibitor``: the verb form, with its hyphen, becomes one chunk."""
        token = self.tokens[self.at]
        if self.chunks[-1].code == "-":
            self.chunks.pop()
        verb = token.form.verb if token.form else None
        type_ = self.words.compounds.get(token.lower) or (verb.type if verb else "")
        self.add("H", self.at, self.at, word=verb.lemma if verb else token.lower, type=type_, form=token.form)
        self.at += 1

    # -- noun groups --------------------------------------------------------------------------------------------

    def _noun_group(self) -> None:
        """Read determiners, modifiers and nouns up to what cannot belong to them."""
        first = self.at
        end = self._group_end(first)
        is_denied = self._is_denied()
        self._close_copula()
        self.at = end
        if is_denied:
            self.add("O", first, end - 1, word="not")
            return
        group = Group(self.text, self.tokens, self.tags, self.names, self.words, first, end - 1)
        self.chunks.append(read_group(group))
        if self.tag(end) == "-" and self.tagged.is_compound(end + 1):
            self.at = end + 1
            self._compound()
        elif self.tagged.is_doer(end):
            self._compound()

    def _is_denied(self) -> bool:
        """Whether nothing is stated of the thing that follows: "A but *not B or C*", "*no A*"."""
        word = self.tokens[self.at - 1].lower if self.waiting.negated else ""
        if word in ("no", "not"):
            return word == "no" or not (self.waiting.be or self.waiting.have or self.waiting.modal)
        before = [(chunk.code, chunk.word) for chunk in self.chunks[-2:]]
        return len(before) == 2 and before[0] == ("O", "not") and before[1] in (("C", "or"), ("C", "nor"))

    def _group_end(self, first: int) -> int:
        at = first + 1
        while True:
            at = _GROUP.match(self.tags, at).end()  # type: ignore[union-attr]
            if not (step := self._doubtful_step(at)):
                return at
            at += step

    def _doubtful_step(self, at: int) -> int:
        """Return how many tokens belong to a noun group where the tags alone do not tell: none ends it."""
        tag, before = self.tag(at), self.tags[at - 1]
        if tag not in _DOUBTFUL or self.tagged.is_doer(at):
            return 0
        if tag == "-":
            return self._hyphen_step(at)
        if tag in "C/":
            return 2 * (before == "a" and self.tag(at + 1) == "a" and self.tag(at + 2) in ("n", "M", "v"))
        if before == "d":
            return int(not self.tagged.stands_alone(at, at - 1))
        return int(before == "a" or self.voice(at, at - 1) == NOUN)

    def _hyphen_step(self, at: int) -> int:
        """Return how many tokens a hyphen brings in: none between two names or before a compound's verb."""
        after = self.tag(at + 1)
        if not self.tokens[at].glued or at + 1 >= len(self.tokens) or not self.tokens[at + 1].glued:
            return 0
        if self.tagged.is_compound(at + 1) or (after == "M" and self.tag(at - 1) == "M"):
            return 0
        return 0 if after in ",;:()/-" else 1 if after == "M" else 2


def read_chunks(sentence: str, tokens: Sequence[Token], names: Sequence[Name], words: Words) -> list[Chunk]:
    """Return the chunks of a sentence."""
    return Chunker(sentence, tokens, names, words).read()
