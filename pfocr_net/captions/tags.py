"""The tags of a sentence as one string, a letter a token (`pfocr_net.captions.tokens`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pfocr_net.captions.names import Name
from pfocr_net.captions.tokens import Token
from pfocr_net.captions.words import word_class

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
