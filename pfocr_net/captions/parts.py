"""Chunks of a sentence: noun groups with their names, verb groups with voice and sign, and what joins them.

Each chunk has a one-letter code, so that a stretch of a sentence is a short string:

====  =======================================  ====  =========================================
N     noun group with a name                   F     of
E     event noun ("activation")                T L P by; via, through; any other preposition
V     active verb                              C ,   and, or; comma
W     passive verb                             R S   which; while, when, because
Q     participle after its noun                ( )   brackets
G     -ing form                                - / > hyphen, slash, arrow between names
I     to + verb                                B     is, are (no verb follows)
H     hyphen compound ("X-induced")            O     it, they, this
; :   walls between clauses                    =     respectively
====  =======================================  ====  =========================================
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pfocr_net.captions.words import Form
from pfocr_net.model import Kind

#: Kinds of names that stand for proteins, for what binds and reacts, for where things are.
PROTEINS = frozenset((Kind.GENE, Kind.FAMILY, Kind.COMPLEX))
MOLECULES = PROTEINS | {Kind.CHEMICAL}
PLACES = frozenset((Kind.COMPONENT, Kind.CELL))


@dataclass(slots=True)
class Entity:
    """A name inside a noun group, ``sentence[start:end]``; ``source`` says how it was known."""

    text: str
    start: int
    end: int
    kind: Kind
    source: str

    @property
    def is_guessed(self) -> bool:
        """Whether it was only guessed that this is a name: "a protein", "the mechanism"."""
        return self.source in ("open", "figure", "class")


@dataclass(slots=True)
class Chunk:
    """One chunk of a sentence, ``sentence[start:end]``; see the module's table for ``code``.

    ``word`` is a verb's lemma, a joint's reading, a noun group's head; ``type`` what a verb or event noun states;
    ``thus`` whether "thereby" or "thus" stands in front of the verb; ``event`` the event noun that heads a named
    group ("STAT3 *phosphorylation*"); ``flip`` whether the group says that the thing is lost or inhibited;
    ``modifier`` the type of a participle in front ("*activated* STAT3"); ``this`` the word by which it points back
    ("*this* process", "*its* loss"); ``links`` the names of a chain inside it ("*A-B-C* pathway").
    """

    code: str
    start: int
    end: int
    word: str = ""
    type: str = ""
    form: Form | None = None
    negated: bool = False
    hedged: bool = False
    thus: bool = False
    flip: bool = False
    modifier: str = ""
    this: str = ""
    event: Form | None = None
    entities: Sequence[Entity] = ()
    links: Sequence[Entity] = ()

    @property
    def names_doer(self) -> bool:
        """Whether a compound says what the thing behind does: "A-*producing* B", "A *inhibitor* B"."""
        return self.form is not None and self.form.form in ("ing", "agent")

    @property
    def is_class(self) -> bool:
        """Whether a noun group names a mere class: "a protein", "the mechanism"."""
        return bool(self.entities) and self.entities[0].is_guessed
