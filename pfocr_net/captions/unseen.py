"""Characters that nobody sees inside a caption: it is read without them, and told with them in their place."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from pfocr_net.lexicon import UNSEEN, visible
from pfocr_net.model import Mention, Relation

Read = TypeVar("Read", bound=Callable[..., Sequence[Mention | Relation]])


def without_unseen(reads: Read) -> Read:
    r"""Let a function read what can be seen of a caption, and place what it tells in the whole caption.

    Examples
    --------
    >>> from pfocr_net.captions import find_mentions
    >>> (mention,) = find_mentions("NF-\u200bκB")
    >>> mention.text, mention.start, mention.end, mention.grounding.identifier
    ('NF-\u200bκB', 0, 6, 'fplx:NFkappaB')
    """

    @functools.wraps(reads)
    def read(caption: str, **options: Any) -> Sequence[Mention | Relation]:
        seen = visible(caption)
        found = reads(seen, **options)
        if len(seen) == len(caption):
            return found
        places = seen_places(caption)
        return [_placed(one, caption, places) for one in found]

    return cast(Read, read)


def seen_places(caption: str) -> list[int]:
    r"""Return where in a caption each character stands that can be seen.

    Examples
    --------
    >>> seen_places("A\u200bB")
    [0, 2]
    """
    return [place for place, letter in enumerate(caption) if letter not in UNSEEN]


def _placed(told: Mention | Relation, caption: str, places: Sequence[int]) -> Mention | Relation:
    if isinstance(told, Mention):
        return _mention(told, caption, places)
    source, target = (_mention(end, caption, places) for end in (told.source, told.target))
    trigger = told.start + told.sentence.index(told.trigger)
    stated = caption[places[trigger] : places[trigger + len(told.trigger) - 1] + 1]
    start, end = places[told.start], places[told.end - 1] + 1
    whole = caption[start:end]
    return replace(told, source=source, target=target, trigger=stated, sentence=whole, start=start, end=end)


def _mention(mention: Mention, caption: str, places: Sequence[int]) -> Mention:
    start, end = places[mention.start], places[mention.end - 1] + 1
    return replace(mention, text=caption[start:end], start=start, end=end)
