"""What stands in front of a verb and waits for it: "may *not* have been", "thereby", "to"."""

from __future__ import annotations

from dataclasses import dataclass, field

from pfocr_net.captions.tokens import Token
from pfocr_net.captions.words import word_class


@dataclass(slots=True)
class Auxiliaries:
    """The auxiliaries, adverbs and negations read since the last verb.

    ``be``, ``have``, ``modal``, ``to`` tell which auxiliary is open; ``negated``, ``hedged`` and ``thus`` what is
    said of the verb to come; ``beside`` holds the words, in lower case.
    """

    be: bool = False
    have: bool = False
    modal: bool = False
    to: bool = False
    negated: bool = False
    hedged: bool = False
    thus: bool = False
    beside: list[str] = field(default_factory=list)

    def take(self, token: Token, tag: str) -> None:
        """Take in an auxiliary or an adverb."""
        self.be = tag != "m" and (self.be or tag == "b")
        self.have |= tag == "h"
        self.modal |= tag == "m"
        self.beside.append(token.lower)
        self.thus |= token.reading == "thus"
        self.hedged |= tag in "mr" and token.lower in word_class("hedges")
