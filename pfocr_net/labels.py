"""How much room a label takes: estimated, so that nodes can be sized and placed without drawing them."""

from __future__ import annotations

import functools
from typing import NamedTuple

#: Labels break into lines at this many points, between words only.
LINE_WIDTH = 120.0
FONT_SIZE = 12.0

#: Widths in ems of a sans-serif face, by kind of letter; everything else is as wide as a small letter.
_NARROW, _SMALL, _CAPITAL, _WIDE = 0.3, 0.55, 0.68, 0.88
_EMS = (
    dict.fromkeys(" fijlrtI.,:;'’|!()[]/-", _NARROW)
    | dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", _CAPITAL)
    | dict.fromkeys("mwMW@%", _WIDE)
)


class Box(NamedTuple):
    """Width and height in points."""

    width: float
    height: float


@functools.lru_cache(maxsize=16384)
def label_box(text: str, font_size: float = FONT_SIZE) -> Box:
    """Return the room that a centred label takes, broken into lines as the viewers break it.

    Examples
    --------
    >>> label_box("TP53")
    Box(width=29.5, height=14.4)
    >>> label_box("endosomal sorting complexes required for transport").height
    43.2
    """
    lines, words = [0.0], [sum(map(_em, word)) * font_size for word in text.split()]
    space = _NARROW * font_size
    for word in words:
        if lines[-1] and lines[-1] + space + word > LINE_WIDTH:
            lines.append(word)
        else:
            lines[-1] += word + (space if lines[-1] else 0)
    return Box(round(max(lines), 1), round(1.2 * font_size * len(lines), 1))


def _em(letter: str) -> float:
    return _EMS.get(letter, _SMALL)
