"""Taking networks back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pfocr_net.errors import DataError, NdexRefusedError, PageError
from pfocr_net.journal import Journal
from pfocr_net.ndex import Ndex
from pfocr_net.ndex_map import update_map
from pfocr_net.pages import read_figure, set_ndex
from pfocr_net.publish.plan import Action, Options, Outcome


def unpublish(paths: Iterable[Path], ndex: Ndex, journal: Journal, options: Options) -> Iterator[Outcome]:
    """Move the networks of pages to NDEx's trash, and empty their fields.

    Each step can be taken twice, so a run that was stopped is simply run again: a network that is gone already
    counts as taken back. What the journal does not know is left, unless ``options.force``.

    Yields
    ------
    Outcome
        One a page.
    """
    for path in paths:
        try:
            yield _withdraw(path, ndex, journal, options)
        except (PageError, DataError, NdexRefusedError) as error:
            yield Outcome(path.stem, Action.FAILED, path, why=str(error))


def _withdraw(path: Path, ndex: Ndex, journal: Journal, options: Options) -> Outcome:
    figure = read_figure(path, data=options.data)
    figid = figure.figid
    entry = journal.entries([figid]).get(figid)
    uuid = entry.uuid if entry else figure.ndex
    if not uuid:
        return Outcome(figid, Action.LEFT, path, why="It has no network.")
    if not options.force and (entry is None or figure.ndex not in ("", uuid)):
        why = f"It holds {figure.ndex}, which the journal does not know. --force overrides."
        return Outcome(figid, Action.LEFT, path, figure.ndex, why)
    if options.dry_run:
        return Outcome(figid, Action.WITHDRAWN, path, uuid)
    there = ndex.trash(uuid)
    if figure.ndex:
        set_ndex(path, "", expected_digest=figure.digest, data=options.data)
    if options.map:
        update_map(options.map, drop=[figid])
    journal.forget([figid])
    return Outcome(figid, Action.WITHDRAWN, path, uuid, "" if there else "NDEx had it no longer.")
