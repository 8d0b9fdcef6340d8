"""The tags of a sentence as one string, a letter a token (`pfocr_net.captions.tokens`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pfocr_net.captions.names import Name
from pfocr_net.captions.tokens import Token
from pfocr_net.captions.words import word_class

#: An adverb between commas, in front of a verb or behind what opens one: "A, *in turn*, activates B".
_ASIDE = re.compile(r"(?<=[CbhmR]),r+,(?=.)|,r+,(?=[vbmh!])")


def read_tags(tokens: Sequence[Token], names: Sequence[Name]) -> str:
    """Return the tag of each token: ``M`` inside a name, that of an adverb in an aside with its commas.

    "First" is an adverb in front of a verb: "A is *first* activated", "A *first* activates B".
    """
    tags = [token.tag for token in tokens]
    for at, (token, behind) in enumerate(pairwise(tokens)):
        if token.lower == "lack" and behind.tag == "F":
            tags[at] = "n"  # "*lack* of A"
    for name in names:
        tags[name.first : name.last + 1] = "M" * (name.last + 1 - name.first)
    orders = word_class("orders")
    for at in range(1, len(tokens) - 1):
        if tokens[at].lower in orders and tags[at - 1] in "bhmMn" and tags[at + 1] in "vu":
            tags[at] = "r"
    joined = "".join(tags)
    for aside in _ASIDE.finditer(joined):
        if not tokens[aside.end()].lower.endswith("ing"):
            joined = joined[: aside.start()] + "r" * len(aside[0]) + joined[aside.end() :]
    return joined
