"""The forms under which names are compared: keys, tokens with their places, spellings."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

_LETTERS = {
    "α": "alpha", "β": "beta", "ß": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "o", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Γ": "gamma", "Δ": "delta", "Θ": "theta", "Λ": "lambda", "Ξ": "xi", "Π": "pi", "Σ": "sigma",
    "Φ": "phi", "Ψ": "psi", "Ω": "omega",
}  # fmt: skip
_LOOK_ALIKES = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
_LOOK_ALIKE = re.compile(f"[{''.join(_LOOK_ALIKES)}]")
_GREEK = "".join(_LETTERS)
_SPELLED = "alpha|beta|gamma|delta|epsilon|zeta|theta|kappa|lambda|sigma|omega"
_TOKEN = re.compile(
    rf"\d+|[{_GREEK}µϵϑϕϰ]|(?:{_SPELLED})(?![a-z])"
    rf"|(?:(?!(?<=[A-Z])(?:{_SPELLED})(?![a-z]))[^\W\d_{_GREEK}µϵϑϕϰ])+"
)

#: Parts of words as British spelling has them, and as American has.
_AMERICAN = {
    "umour": "umor", "ignalling": "ignaling", "aemi": "emi", "haem": "hem", "Haem": "Hem", "oestr": "estr",
    "Oestr": "Estr", "oedema": "edema", "Oedema": "Edema", "sulph": "sulf", "Sulph": "Sulf", "fibre": "fiber",
    "Fibre": "Fiber", "oesoph": "esoph", "Oesoph": "Esoph", "foet": "fet", "Foet": "Fet", "luminium": "luminum",
    "ehaviour": "ehavior", "isation": "ization",
}  # fmt: skip
_BRITISH = re.compile("|".join(_AMERICAN))


class Token(NamedTuple):
    """One token of a text: its normal form and where it stands, ``text[start:end]``."""

    key: str
    start: int
    end: int


def token_spans(text: str) -> list[Token]:
    """Split a text into the tokens that `key` joins, with their places.

    Examples
    --------
    >>> token_spans("via TGF-β1")
    [Token(key='via', start=0, end=3), Token(key='tgf', start=4, end=7), Token(key='beta', start=8, end=9), \
Token(key='1', start=9, end=10)]
    """
    if text.isascii():
        return [Token(match[0].lower(), *match.span()) for match in _TOKEN.finditer(text)]
    return [Token(_fold(match[0]).lower(), *match.span()) for match in _TOKEN.finditer(_latin(text))]


@functools.lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """Return the normal form under which a name is looked up.

    Greek letters are spelled, Greek capitals that look Latin are read as Latin, accents dropped, and runs of
    letters and runs of digits are joined with one space, in lower case.

    Examples
    --------
    >>> key("TGF-β1"), key("TGFbeta1"), key("IL6"), key("NF-κB"), key("p53")
    ('tgf beta 1', 'tgf beta 1', 'il 6', 'nf kappa b', 'p 53')
    """
    return " ".join(token.key for token in token_spans(name))


def spelling(name: str) -> str:
    """Return a name without anything but its letters, digits and telling capitals.

    A capital that merely begins a word says nothing, so two names agree in case if their spellings are equal.

    Examples
    --------
    >>> spelling("Early endosomes"), spelling("cAMP"), spelling("IL-6"), spelling("TNF-α")
    ('earlyendosomes', 'cAMP', 'IL6', 'TNFalpha')
    """
    words = (_fold(match[0]) for match in _TOKEN.finditer(_latin(name)))
    return "".join(word.lower() if word[1:].islower() else word for word in words)


def american(text: str) -> str:
    """Return a text in American spelling, as most names of the lexicon have it.

    Examples
    --------
    >>> american("Wnt signalling in a tumour")
    'Wnt signaling in a tumor'
    """
    return _BRITISH.sub(lambda match: _AMERICAN[match[0]], text)


def _latin(text: str) -> str:
    """Read Greek capitals that look Latin as Latin."""
    return _LOOK_ALIKE.sub(lambda match: _LOOK_ALIKES[match[0]], text)


def _fold(token: str) -> str:
    """Spell a token in ASCII, case kept."""
    if token.isascii():
        return token
    plain = unicodedata.normalize("NFKD", token)
    return "".join(_LETTERS.get(letter, letter) for letter in plain).encode("ascii", "ignore").decode()
