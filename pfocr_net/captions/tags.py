"""The tags of a sentence as one string, a letter a token (`pfocr_net.captions.tokens`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pfocr_net.captions.names import Name
from pfocr_net.captions.tokens import Token

#: An adverb between commas, in front of a verb or behind what opens one: "A, *in turn*, activates B".
_ASIDE = re.compile(r"(?<=[CbhmR]),r+,(?=.)|,r+,(?=[vbmh!])")


def read_tags(tokens: Sequence[Token], names: Sequence[Name]) -> str:
    """Return the tag of each token: ``M`` inside a name, that of an adverb in an aside with its commas.

    "Either" and "both" are adverbs between a verb and what opens it: "may *either* activate A or inhibit B".
    """
    tags = [token.tag for token in tokens]
    for name in names:
        tags[name.first : name.last + 1] = "M" * (name.last + 1 - name.first)
    for at, token in enumerate(tokens[1:-1], 1):
        if token.lower in ("either", "both") and tags[at - 1] in "mtbhR" and tags[at + 1] == "v":
            tags[at] = "r"
    joined = "".join(tags)
    for aside in _ASIDE.finditer(joined):
        if not tokens[aside.end()].lower.endswith("ing"):
            joined = joined[: aside.start()] + "r" * len(aside[0]) + joined[aside.end() :]
    return joined
