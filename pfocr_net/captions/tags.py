"""The tags of a sentence as one string, a letter a token (`pfocr_net.captions.tokens`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pfocr_net.captions.names import Name
from pfocr_net.captions.tokens import Token, states_relation
from pfocr_net.captions.words import Words, word_class

#: An adverb between commas, in front of a verb or behind what opens one: "A, *in turn*, activates B".
_ASIDE = re.compile(r"(?<=[CbhmR]),r+,(?=.)|,r+,(?=[vbmh!])")
#: How a word is read between certain tags: (tags before it, if any tell; tags behind it; what it is there).
#: "*lack* of A"; "may *either* activate A or inhibit B"; "A is *first* activated";
#: "A *related* proteins".
_BETWEEN = {
    "lack": ("", "F", "n"),
    "related": ("nMv", "nMaut", "a"),
    **dict.fromkeys(("either", "both"), ("mtbhR", "v", "r")),
}
_ORDER = ("bhmMn", "vu", "r")
#: A determiner -> the form that is a verb behind it, as no noun of that number can follow: "*this* causes".
_STANDS_ALONE = {"this": "s", "that": "s", "these": "base", "those": "base", "both": "base"}


def read_tags(tokens: Sequence[Token], names: Sequence[Name]) -> str:
    """Return the tag of each token: ``M`` inside a name, that of an adverb in an aside with its commas."""
    tags = [token.tag for token in tokens]
    for name in names:
        tags[name.first : name.last + 1] = "M" * (name.last + 1 - name.first)
    orders = word_class("orders")
    for at, token in enumerate(tokens[:-1]):
        place = _ORDER if token.lower in orders else _BETWEEN.get(token.lower)
        if place and (not place[0] or (at and tags[at - 1] in place[0])) and tags[at + 1] in place[1]:
            tags[at] = place[2]
    joined = "".join(tags)
    for aside in _ASIDE.finditer(joined):
        if not tokens[aside.end()].lower.endswith("ing"):
            joined = joined[: aside.start()] + "r" * len(aside[0]) + joined[aside.end() :]
    return joined


class Tagged(NamedTuple):
    """The tokens of a sentence with their tags, and what both tell of a place."""

    tokens: Sequence[Token]
    tags: str
    words: Words

    def tag(self, at: int) -> str:
        """Return the tag of a token; ``M`` inside a name, empty beyond the ends."""
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def stands_alone(self, at: int, before: int) -> bool:
        """Whether a determiner is a pronoun here: the form behind it does not agree with it as a noun would."""
        form = self.tokens[at].form if at < len(self.tokens) else None
        if before < 0 or form is None or _STANDS_ALONE.get(self.tokens[before].lower) != form.form:
            return False
        return self.tokens[before].lower != "both" or not self.words.may_be_noun(form, self.tokens[at].lower)

    def is_compound(self, at: int) -> bool:
        """Whether a token is the second part of a compound such as ``X-induced``, not ``X—induced``."""
        if not 0 <= at < len(self.tokens) or not self.tokens[at].glued or self.tag(at) == "M":
            return False
        return self.tokens[at - 1].text != "—" and states_relation(self.tokens[at], self.words)

    def is_doer(self, at: int) -> bool:
        """Whether a noun tells what the name behind does to the one before: "MTOR *inhibitor* rapamycin"."""
        form = self.tokens[at].form if self.tag(at - 1) == "M" and self.tag(at + 1) == "M" else None
        return form is not None and form.names_actor
