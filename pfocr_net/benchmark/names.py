"""When two names are the same: marks and readers cut them differently.

Two names agree if they are equal in lower case without punctuation and plural s, or one is a run of whole words
of the other and at least half as long.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "λ": "lambda", "μ": "mu", "σ": "sigma", "ω": "omega",
}  # fmt: skip


def words(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared.

    >>> words("TGF-β receptors")
    ('tgf', 'beta', 'receptor')
    """
    text = unicodedata.normalize("NFKC", text).lower()
    for sign, name in _GREEK.items():
        text = text.replace(sign, name)
    found = re.findall(r"[a-z0-9]+", re.sub(r"['’]s\b", "", text))
    return tuple(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in found)


def same(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names agree: equal, or one a run of the other and half as long.

    >>> same(words("early endosomes"), words("endosome")), same(words("Rab"), words("Rab5 effector"))
    (True, False)
    """
    if not a or not b:
        return False
    short, long = sorted((tuple(a), tuple(b)), key=len)
    if short == long or "".join(short) == "".join(long):
        return True
    return len(short) * 2 >= len(long) and any(long[k : k + len(short)] == short for k in range(len(long)))


def is_named(names: Iterable[Sequence[str]], name: Sequence[str]) -> bool:
    """Whether a name agrees with one of several."""
    return any(same(known, name) for known in names)
