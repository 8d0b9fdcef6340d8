"""The forms under which names are compared: keys, tokens with their places, spellings."""

from __future__ import annotations

import functools
import re
import unicodedata

#: Characters that are not seen inside a word: spaces without width, joiners, the soft hyphen, marks of direction,
#: selectors of variants.
UNSEEN = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
    "\ufe0e\ufe0f\ufeff"
)
_WITHOUT_UNSEEN = dict.fromkeys(map(ord, UNSEEN))

_LETTERS = {
    "α": "alpha", "β": "beta", "ß": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "o", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Γ": "gamma", "Δ": "delta", "Θ": "theta", "Λ": "lambda", "Ξ": "xi", "Π": "pi", "Σ": "sigma",
    "Φ": "phi", "Ψ": "psi", "Ω": "omega",
}  # fmt: skip
_LOOK_ALIKES = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
_LOOK_ALIKE = re.compile(f"[{''.join(_LOOK_ALIKES)}]")
_GREEK = "".join(_LETTERS) + "µϵϑϕϰ"
_SPELLED = r"(?:alpha|beta|gamma|delta|epsilon|zeta|theta|kappa|lambda|sigma|omega)(?![a-z])"
#: Letters, up to a Greek one, or to one that is spelled behind a capital (TGF|beta).
_LETTER_RUN = rf"(?:[^\W\d_A-Z{_GREEK}]+|[A-Z](?!{_SPELLED}))+[A-Z]?|[A-Z]"
_TOKEN = re.compile(rf"(?![\W_])(?:{_SPELLED}|{_LETTER_RUN}|\d+|[{_GREEK}])")

_NUMBERED_MIRNA = re.compile(r"\bmirna(?= \d)")

#: Parts of words as British spelling has them, and as American has.
_AMERICAN = {
    "umour": "umor", "ignalling": "ignaling", "aemi": "emi", "haem": "hem", "Haem": "Hem", "oestr": "estr",
    "Oestr": "Estr", "oedema": "edema", "Oedema": "Edema", "sulph": "sulf", "Sulph": "Sulf", "fibre": "fiber",
    "Fibre": "Fiber", "oesoph": "esoph", "Oesoph": "Esoph", "foet": "fet", "Foet": "Fet", "luminium": "luminum",
    "ehaviour": "ehavior", "isation": "ization",
}  # fmt: skip
_BRITISH = re.compile("|".join(_AMERICAN))


def visible(text: str) -> str:
    r"""Return a text without the characters that are not seen inside a word.

    Examples
    --------
    >>> visible("NF-\u200bκB"), visible("phos\u00adphorylation")
    ('NF-κB', 'phosphorylation')
    """
    return text if text.isascii() else text.translate(_WITHOUT_UNSEEN)


def split(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Split a `visible` text into tokens: the normal forms that `key` joins, and where each stands.

    Examples
    --------
    >>> split("via TGF-β1")
    (['via', 'tgf', 'beta', '1'], [(0, 3), (4, 7), (8, 9), (9, 10)])
    """
    found = list(_TOKEN.finditer(_latin(text)))
    return [_fold(match[0]).lower() for match in found], [match.span() for match in found]


@functools.lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """Return the normal form under which a name is looked up.

    Greek letters are spelled, Greek capitals that look Latin are read as Latin, accents dropped, and runs of
    letters and runs of digits are joined with one space, in lower case; a numbered miRNA is a miR.

    Examples
    --------
    >>> key("TGF-β1"), key("TGFbeta1"), key("IL6"), key("NF-κB"), key("p53"), key("miRNA-22")
    ('tgf beta 1', 'tgf beta 1', 'il 6', 'nf kappa b', 'p 53', 'mir 22')
    """
    normal = _fold(" ".join(_TOKEN.findall(_latin(visible(name))))).lower()
    return _NUMBERED_MIRNA.sub("mir", normal) if "mirna" in normal else normal


def spelling(name: str) -> str:
    """Return a name without anything but its letters, digits and telling capitals.

    A capital that merely begins a word says nothing, so two names agree in case if their spellings are equal.

    Examples
    --------
    >>> spelling("Early endosomes"), spelling("cAMP"), spelling("IL-6"), spelling("TNF-α")
    ('earlyendosomes', 'cAMP', 'IL6', 'TNFalpha')
    """
    words = map(_fold, _TOKEN.findall(_latin(visible(name))))
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
    return text if text.isascii() else _LOOK_ALIKE.sub(lambda match: _LOOK_ALIKES[match[0]], text)


def _fold(text: str) -> str:
    """Spell a text in ASCII, case kept."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(_LETTERS.get(letter, letter) for letter in plain).encode("ascii", "ignore").decode()
