"""Decide whether a form of a verb is a verb here, and in which voice, or part of a noun group.

The tags before and after it tell, as to a reader's eye: "receptor *binding*", "A *binding* B",
"the *increased* level", "is *increased* by", "X *controls* Y", "under the *control* of".
"""

from __future__ import annotations

from dataclasses import dataclass

from pfocr_net.captions.auxiliaries import Auxiliaries
from pfocr_net.captions.tokens import Token

#: The answer "part of a noun group".
NOUN = "n"

_AGENT = frozenset("TL")
_PREPOSITION = frozenset("PTLFt")
_JOINT = frozenset("C,")


@dataclass(slots=True)
class Setting:
    """What stands around a verb form.

    ``before`` and ``after`` are the tags of the nearest tokens that are no adverbs (``M`` inside a name, empty at
    the ends), ``following`` the one behind; ``follows_plural`` whether the word in front ends like a plural;
    ``may_be_noun`` whether the form is a noun as well ("release"); ``waiting`` which auxiliaries are open;
    ``clause_verb`` whether the clause has a finite verb already; ``last_verb`` the code of the last verb chunk in
    it; ``opens_clause`` whether a new one may begin with what stands before it: "A inhibits B, and *C* activated
    D".
    """

    token: Token
    form: str
    before: str
    after: str
    may_be_noun: bool
    following: Token | None
    next_reading: str
    follows_adverb: bool
    follows_plural: bool
    after_plural: bool
    waiting: Auxiliaries
    clause_verb: bool
    last_verb: str
    opens_clause: bool

    @property
    def next_may_be_noun(self) -> bool:
        """Whether the verb form behind may be a noun."""
        if self.following is None or self.following.form is None:
            return False
        form = self.following.form
        return form.form in ("noun", "ed", "ing") or self.following.lower in form.verb.nouns

    @property
    def event_follows(self) -> bool:
        """Whether an event noun stands behind: "*activation*"."""
        form = self.following.form if self.following else None
        return form is not None and form.form == "noun"

    @property
    def states_effect(self) -> bool:
        """Whether the verb says that something is raised or lowered."""
        form = self.token.form
        return form is not None and form.verb.type in ("activates", "inhibits")

    @property
    def noun_group_follows(self) -> bool:
        """Whether what stands behind may be an object."""
        return self.after in ("d", "M", "n", "a", "u", "O") or (self.after == "v" and self.next_may_be_noun)

    @property
    def takes_preposition(self) -> bool:
        """Whether the preposition behind leads to the verb's object ("leads *to*")."""
        form = self.token.form
        return form is not None and self.next_reading in form.verb.prepositions

    @property
    def moves(self) -> bool:
        """Whether the verb states a movement, so that a preposition names where to."""
        form = self.token.form
        return form is not None and form.verb.type == "transports"


def decide(at: Setting) -> str:
    """Return the chunk code of a form that may be a verb (``V W Q G I``, ``H`` for "X *induced* Y"), or `NOUN`."""
    if at.waiting.to and at.form == "base":
        return "I"
    if at.waiting.modal and at.form == "base" and not at.waiting.be:
        return "V"
    return {"ed": _past, "ing": _ing, "s": _third_person}.get(at.form, _base)(at)


def _past(at: Setting) -> str:
    if at.waiting.be:
        return "W"
    if at.waiting.have or at.before in ("R", "O"):
        return "V"
    if at.before in ("M", "n", "v", "u", ")"):
        return _past_after_noun(at)
    if at.before in _JOINT:
        return _past_after_joint(at)
    if at.noun_group_follows and at.after not in ("d", "O"):
        return NOUN
    return "Q" if at.after in ("T", "L", "P", "F", "t") else NOUN


def _past_after_noun(at: Setting) -> str:
    if at.after in _AGENT or (at.after in ("P", "t", ",", "C", "") and at.clause_verb):
        return "Q"
    if at.after in ("P", "t"):
        return "V" if at.takes_preposition or at.moves else "Q"
    if at.opens_clause and at.before == "M" and at.token.form and at.noun_group_follows:
        return "V"
    if at.noun_group_follows and at.clause_verb and at.after not in ("d", "O"):
        return "H" if at.before == "M" and at.token.form else NOUN
    if at.noun_group_follows:
        return "V" if at.token.form else NOUN
    return "Q" if at.clause_verb or at.token.form is None else "V"


def _past_after_joint(at: Setting) -> str:
    if at.after in ("T", "L", "P", "F", "t"):
        if at.last_verb in ("W", "Q"):
            return at.last_verb
        return "V" if at.last_verb == "V" and at.before == "C" else "Q"
    if at.noun_group_follows:
        return "V" if at.last_verb == "V" and at.after in ("d", "O") else NOUN
    return at.last_verb or "Q"


def _ing(at: Setting) -> str:
    if at.waiting.be:
        return "V"
    if at.before in ("d", "a"):
        return NOUN
    if at.before in ("M", "n", "v", "u") and not at.follows_adverb:
        if at.follows_plural and at.noun_group_follows and not at.may_be_noun:
            return "G"  # "genes *encoding* enzymes"
        if at.before == "M" and at.event_follows and at.states_effect and not at.may_be_noun:
            return "G"  # "A *causing* activation of B"
        return "G" if at.takes_preposition or at.after in ("d", "M", "O", "a") else NOUN
    return "G" if at.noun_group_follows or at.takes_preposition else NOUN


def _third_person(at: Setting) -> str:
    if at.waiting.be or at.before in _PREPOSITION or at.before in ("d", "a", "u"):
        return NOUN
    if at.before in ("R", "O") or not at.may_be_noun:
        return "V"
    if at.before in ("M", "n", "v", ")", "-"):
        verb_like = at.noun_group_follows or at.takes_preposition or at.after in ("P", "L", "t", "S")
        return "V" if verb_like or (at.after in ("C", ",", "", ".") and not at.clause_verb) else NOUN
    if at.before in _JOINT:
        goes_on = at.takes_preposition or (at.moves and at.after in ("P", "t"))
        return "V" if at.noun_group_follows or goes_on else NOUN
    return NOUN


def _base(at: Setting) -> str:
    if at.waiting.be or at.before in _PREPOSITION or at.before in ("d", "a", "u"):
        return NOUN
    if at.before in ("R", "O") or not at.may_be_noun:
        return "V"
    if at.before in ("M", "n", "v", ")", "-"):
        return _base_after_noun(at)
    if at.before in _JOINT:
        return "V" if at.clause_verb and (at.after in ("d", "M", "n", "a", "O") or at.takes_preposition) else NOUN
    return NOUN if at.after in ("F", "P", "n", "M", "b", "h", "m") else "V"


def _base_after_noun(at: Setting) -> str:
    verb_like = (
        at.noun_group_follows or at.takes_preposition or (at.after in (",", "P", "L") and not at.clause_verb)
    )
    if at.token.form and not at.token.form.names_event:
        verb_like |= at.after in ("P", "L", "t", "S") or not at.clause_verb
    may_agree = at.after_plural or at.follows_adverb or at.before == ")" or _lacks_its_ending(at)
    return "V" if may_agree and verb_like and at.after != "F" else NOUN


def _lacks_its_ending(at: Setting) -> bool:
    """Whether a base form is a verb all the same: "A *activate* B" if it means an effect, "A *release* the B"."""
    type_ = at.token.form.verb.type if at.token.form is not None else "none"
    acts = type_ != "none" if at.after == "d" else at.after == "M" and type_ in ("activates", "inhibits")
    return acts and at.before == "M" and not at.clause_verb
