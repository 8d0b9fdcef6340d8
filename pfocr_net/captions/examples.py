"""The examples of a verb file, read: what each verb says must be what the frames make of it.

In an example ``A`` acts on ``B``; what A does to B is the verb's type, unless brackets at the end say otherwise::

    [activate]
    type = "activates"
    example = "A activates B."

    [require]
    type = "regulates"
    example = "B requires A. [activates]"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pfocr_net.captions.extract import read, score_candidates
from pfocr_net.captions.scorer import open_scorer
from pfocr_net.captions.words import Verb, read_verbs

#: Names that stand in for A and B.
_NAMES = {"A": "RAF1", "B": "MEK1"}
_EXAMPLE = re.compile(r"(.*?)\s*(?:\[(\w+)\])?")


def check_verbs(path: Path) -> Iterator[tuple[Verb, str]]:
    """Yield each verb of a file, with what is wrong with its example; nothing if it reads as it says, or has none.

    Parameters
    ----------
    path : Path
        A verb file; its verbs are read beside those that ship with the package.

    Raises
    ------
    VerbError
        The file cannot be read.

    Examples
    --------
    >>> from pfocr_net.captions.words import DATA
    >>> [verb.lemma for verb, wrong in check_verbs(DATA / "verbs.toml") if wrong]
    []
    """
    for verb in read_verbs(path):
        yield verb, _mistake(verb, path) if verb.example else ""


def _mistake(verb: Verb, path: Path) -> str:
    match = _EXAMPLE.fullmatch(verb.example)
    sentence, type_ = (match[1], match[2] or verb.type) if match else (verb.example, verb.type)
    wanted = set() if type_ == "none" else {f"A {type_} B"}
    said = _read(sentence, path)
    if said & wanted or said == wanted:
        return ""
    return f"should say {_listed(wanted)}, but says {_listed(said)}"


def _read(sentence: str, path: Path) -> set[str]:
    """Return what the frames read of A and B in a sentence, as in ``A activates B``."""
    letters = {name: letter for letter, name in _NAMES.items()}
    found = read(re.sub(r"\b[AB]\b", lambda name: _NAMES[name[0]], sentence), verbs=path)
    return {
        f"{letters[ends[0]]} {reading.type} {letters[ends[1]]}"
        for scored in score_candidates(found, open_scorer())
        for reading in scored.candidate.readings
        if letters.keys() >= {*(ends := (reading.source.entity.text, reading.target.entity.text))}
    }


def _listed(said: set[str]) -> str:
    return " and ".join(repr(one) for one in sorted(said)) or "nothing"
