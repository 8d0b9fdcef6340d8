"""What to do with a page: create, update, go on, or leave it, and why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from pfocr_net.errors import FormatError, fault_of
from pfocr_net.formats.cx2 import Document, check_cx2
from pfocr_net.journal import Entry, State
from pfocr_net.model import Figure
from pfocr_net.ndex import LABEL, Account, Summary
from pfocr_net.pages import read_figure


class Action(StrEnum):
    """What is, or would be, done with a page."""

    CREATED = "created"
    UPDATED = "updated"
    FINISHED = "finished"  #: an earlier run had sent it; the rest was done now
    SHOWN = "shown"  #: or hidden: the content stays, who sees it changes
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    LEFT = "left"  #: on purpose
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page; ``why`` is for the reader, and empty where there is nothing to say."""

    figid: str
    action: Action
    path: Path | None = None
    uuid: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How to publish.

    ``visibility`` is ``PUBLIC``, ``UNLISTED`` or ``PRIVATE``; without it new networks are private and others stay
    as they are. ``folder`` names a folder of the account for new networks, ``map`` the site's map to keep,
    ``data`` the folder of the tables. Networks with fewer than ``min_edges`` edges or ``min_nodes`` nodes are left
    out. ``force`` also updates networks that the journal does not know.
    """

    visibility: str | None = None
    folder: str = ""
    map: Path | None = None
    data: Path | None = None
    jobs: int = 4
    min_edges: int = 0
    min_nodes: int = 0
    force: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be published: its figure, its document, and the document's digest."""

    figure: Figure
    path: Path
    document: Document
    digest: str

    def count(self, aspect: str) -> int:
        """Count the nodes or edges."""
        return sum(len(part[aspect]) for part in self.document if aspect in part)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a figure: the journal's entry, NDEx's summary of its network, the UUID in the map.

    ``doubles`` are networks of ours for this figure, where there should be one.
    """

    entry: Entry | None = None
    summary: Summary | None = None
    mapped: str = ""
    doubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A page, what is to be done with it, where it stands, and where it stood when the run found it."""

    page: Page
    action: Action
    entry: Entry
    why: str = ""
    before: Entry | None = None

    def at(self, state: State, **changes: Any) -> Step:
        """Go on to a state."""
        return replace(self, entry=replace(self.entry, state=state, **changes))

    def outcome(self, action: Action | None = None, why: str = "") -> Outcome:
        """Say what became of it."""
        figid, action = self.page.figure.figid, action or self.action
        return Outcome(figid, action, self.page.path, self.entry.uuid, why or self.why)


def prepare(
    path: Path, build: Callable[[Figure], Document], *, data: Path | None = None, organism: str | None = None
) -> Page | Outcome:
    """Read a page, build its network and check it as NDEx will.

    Parameters
    ----------
    path : Path
        The page.
    build : callable
        Makes a CX2 document of a figure, with ``pfocr:<figid>`` among its network attribute ``labels``.
    data, organism
        As for ``read_figure``.

    Returns
    -------
    Page or Outcome
        The outcome where something is wrong with the page or its network.

    Raises
    ------
    PfocrNetError
        What would go wrong with every page: an option, a data file.
    """
    figid = path.stem
    try:
        figure = read_figure(path, data=data, organism=organism)
        figid = figure.figid
        document, digest = stamped(build(figure), figid)
        if faults := check_cx2(document):
            raise FormatError(f"NDEx would not read its network: {' '.join(faults[:3])}", path=path)
    except Exception as error:  # noqa: BLE001
        return Outcome(figid, Action.FAILED, path, why=fault_of(path, error))
    return Page(figure, path, document, digest)


def stamped(document: Document, figid: str) -> tuple[Document, str]:
    """Give a document the digest that says whether it must be sent, as network attribute ``graphHash``.

    Returns
    -------
    tuple
        A copy with the attribute, and the digest: SHA-256 of all the rest.

    Raises
    ------
    FormatError
        The network does not carry its label, by which it is found again after a crash.

    Examples
    --------
    >>> document, digest = stamped([{"networkAttributes": [{"labels": ["pfocr:F1"]}]}], "F1")
    >>> document[0]["networkAttributes"][0]["graphHash"] == digest
    True
    """
    bare = [_with_hash(aspect, {}) for aspect in document]
    labels = [
        attributes.get("labels") or [] for aspect in bare for attributes in aspect.get("networkAttributes", ())
    ]
    if LABEL + figid not in chain.from_iterable(labels):
        raise FormatError(f"The network lacks the label {LABEL}{figid}.", figid=figid)
    digest = hashlib.sha256(json.dumps(bare, sort_keys=True).encode()).hexdigest()
    return [_with_hash(aspect, {"graphHash": digest}) for aspect in bare], digest


def _with_hash(aspect: dict[str, Any], hashed: dict[str, str]) -> dict[str, Any]:
    if "networkAttributes" not in aspect:
        return aspect
    return {
        "networkAttributes": [
            {**attributes, "graphHash": "", **hashed} for attributes in aspect["networkAttributes"]
        ]
    }


def decide(page: Page, known: Known, account: Account, options: Options) -> Step:
    """Decide what to do with a page.

    Returns
    -------
    Step
        Left with the reason, or created, updated, finished, unchanged; the entry says from which state to go on.
    """
    figid, entry = page.figure.figid, known.entry
    leave = partial(Step, page, Action.LEFT, entry or Entry(figid, State.INTENT))
    for aspect, least in (("nodes", options.min_nodes), ("edges", options.min_edges)):
        if (number := page.count(aspect)) < least:
            return leave(f"It has {number} {aspect}, fewer than {least}.")
    if known.doubles:
        return leave(f"NDEx holds several networks of it: {', '.join(known.doubles)}. Delete all but one.")
    strange = {page.figure.ndex.lower(), known.mapped.lower()} - {"", entry.uuid if entry else ""}
    if strange and not options.force:
        return leave(
            f"It holds {' and '.join(sorted(strange))}, which the journal does not know. --force overrides."
        )
    if entry is None and len(strange) > 1:
        return leave("Field and map name different networks: pfocr-net sync tells more.")
    if entry is None and not strange:
        return Step(page, Action.CREATED, Entry(figid, State.INTENT, digest=page.digest))
    entry = entry or Entry(figid, State.INTENT, strange.pop())
    return _go_on(page, entry, known, account, options)


def _go_on(page: Page, entry: Entry, known: Known, account: Account, options: Options) -> Step:
    """Decide about a page that has a network."""
    leave = partial(Step, page, Action.LEFT, entry)
    summary = known.summary
    if summary is None:
        return leave("Its network is gone from NDEx. To make a new one, pfocr-net unpublish it first.")
    if summary.owner != account.name:
        return leave(f"Its network belongs to {summary.owner}.")
    overtaken = summary.digest not in ("", entry.digest)  # by content of ours that reached NDEx late
    changed = entry.digest != page.digest or entry.state is State.INTENT or overtaken
    hidden = options.visibility not in (None, summary.visibility)
    if (changed or hidden) and summary.read_only:
        return leave("Its network is read-only on NDEx.")
    if changed:
        meant = replace(entry, state=State.INTENT, digest=page.digest)
        return Step(page, Action.UPDATED, meant, before=known.entry)
    in_map = not options.map or known.mapped == entry.uuid
    if entry.state is State.DONE and page.figure.ndex == entry.uuid and in_map:
        return Step(page, Action.SHOWN if hidden else Action.UNCHANGED, entry)
    return Step(
        page, Action.FINISHED, entry if entry.state is State.SENT else replace(entry, state=State.ACCEPTED)
    )
