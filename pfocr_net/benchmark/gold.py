"""Marked captions: what a careful reader found stated in a caption.

A file holds a JSON object a line, as ``data/gold.schema.json`` tells: ``figid``, ``caption``, ``entities`` (``id``
and ``mentions``) and ``relations`` (``source``, ``target``, ``type``, ``sign``). Where mentions are places instead
of texts, the caption is that of the figure's page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pfocr_net.benchmark.names import words
from pfocr_net.errors import DataError
from pfocr_net.model import RelationType
from pfocr_net.pages import find_figures, read_figure

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_SCHEMA = Path(__file__).parents[1] / "data" / "gold.schema.json"


@dataclass(frozen=True, slots=True)
class Marked:
    """A relation as it was marked; each end by all its names, as `words`."""

    source: tuple[tuple[str, ...], ...]
    target: tuple[tuple[str, ...], ...]
    type: RelationType
    sign: int


@dataclass(frozen=True, slots=True)
class MarkedCaption:
    """A caption with all that a careful reader found stated in it."""

    figid: str
    caption: str
    relations: tuple[Marked, ...]


def read_gold(paths: Iterable[Path], pages: Sequence[Path] = ()) -> Iterator[MarkedCaption]:
    """Yield the marked captions of files, except those of which no page is in ``pages``.

    Raises
    ------
    DataError
        A line that is no marked caption, or one without its caption where no pages are named; names file and line.
    """
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json.loads(_SCHEMA.read_text("utf-8")))
    captions = {figure.figid: figure.caption for figure in map(read_figure, find_figures(pages))} if pages else {}
    for path in paths:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if not line.strip():
                continue
            try:
                record = _checked(line, validator)
                caption = record.get("caption") or captions.get(record["figid"])
                if caption:
                    yield _marked(record, caption)
                elif not pages:
                    raise ValueError("it has no caption, and no pages are named that have it")
            except (ValueError, RecursionError) as error:
                raise DataError(f"This is no marked caption: {error}.", path=path, line=number) from error


def _checked(line: bytes, validator: Draft202012Validator) -> Mapping[str, Any]:
    from jsonschema.exceptions import best_match

    record: Mapping[str, Any] = json.loads(line)
    if mistake := best_match(validator.iter_errors(record)):
        raise ValueError(f"{mistake.json_path}: {mistake.message}")
    return record


def _marked(record: Mapping[str, Any], caption: str) -> MarkedCaption:
    mentions = {entity["id"]: entity["mentions"] for entity in record["entities"]}

    def names(end: str) -> tuple[tuple[str, ...], ...]:
        if end not in mentions:
            raise ValueError(f"no entity has the id {end!r} that a relation names")
        texts = [one if isinstance(one, str) else caption[slice(*one)] for one in mentions[end]]
        if not any(text and text in caption for text in texts):
            raise ValueError(f"the caption has none of {mentions[end]!r}, the mentions of {end!r}")
        return tuple(map(words, texts))

    relations = tuple(
        Marked(names(r["source"]), names(r["target"]), RelationType(r["type"]), r["sign"])
        for r in record["relations"]
    )
    return MarkedCaption(record["figid"], caption, relations)
