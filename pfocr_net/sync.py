"""Comparing pages, map, journal and NDEx, and repairing what can be repaired safely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from pfocr_net.errors import NdexRefusedError, PageError
from pfocr_net.journal import Entry, Journal, State
from pfocr_net.ndex import Ndex, Summary
from pfocr_net.ndex_map import read_map, update_map
from pfocr_net.pages import set_ndex
from pfocr_net.publish import Options, Outcome, Page


class Finding(StrEnum):
    """What is not as it should be. The first four are repaired."""

    UNWRITTEN = "not in the page"  #: our network, an empty field
    UNRECORDED = "not in the journal"  #: our network, in the page
    UNMAPPED = "not in the map"  #: our network; the map has no row, or one that names nothing
    REJECTED = "rejected by NDEx"  #: without name and content, from a run that was stopped
    MISSING = "missing on NDEx"
    ORPHANED = "orphaned on NDEx"  #: our network; no page, journal or map knows it
    DUPLICATED = "duplicated on NDEx"
    CHANGED_HERE = "changed here"
    CHANGED_THERE = "changed on NDEx"
    DISAGREE = "field, map and journal disagree"
    UNREADABLE = "page cannot be read"


REPAIRED = (Finding.UNWRITTEN, Finding.UNRECORDED, Finding.UNMAPPED, Finding.REJECTED)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be; ``repaired`` says what was done about it, if anything."""

    finding: Finding
    figid: str
    uuid: str = ""
    why: str = ""
    repaired: str = ""


@dataclass(frozen=True, slots=True)
class Here:
    """A page: where it lies, what its field holds, the digests of its files and of its document."""

    path: Path
    field: str
    files: str
    document: str


@dataclass(frozen=True, slots=True)
class View:
    """All four sides, by figure: pages, journal, map, and our networks; and any network by UUID."""

    pages: Mapping[str, Here]
    entries: Mapping[str, Entry]
    mapped: Mapping[str, str]
    ours: Mapping[str, list[Summary]]
    networks: Mapping[str, Summary]
    unreadable: tuple[Outcome, ...] = ()


def view(pages: Iterable[Page | Outcome], ndex: Ndex, journal: Journal, options: Options) -> View:
    """Look at all four sides; NDEx is asked about 2,000 networks at a time.

    Parameters
    ----------
    pages : iterable of Page or Outcome
        As ``publish.prepare`` makes them.
    ndex, journal, options
        As for ``publish.publish``.
    """
    here: dict[str, Here] = {}
    unreadable = []
    for page in pages:
        if isinstance(page, Outcome):
            unreadable.append(page)
        else:
            figure = page.figure
            here[figure.figid] = Here(page.path, figure.ndex.lower(), figure.digest, page.digest)
    mapped = read_map(options.map) if options.map else {}
    entries = {entry.figid: entry for entry in journal.all()}
    account = ndex.account()
    own = list(ndex.listed_networks(account))
    named = [page.field for page in here.values()] + [entry.uuid for entry in entries.values()]
    networks = ndex.summaries(filter(None, own + named + list(mapped.values())))
    ours = defaultdict(list)
    for uuid in own:
        if uuid in networks and networks[uuid].owner == account.name:
            ours[networks[uuid].figid].append(networks[uuid])
    return View(here, entries, mapped, ours, networks, tuple(unreadable))


def compare(sides: View, *, with_map: bool) -> Iterator[Difference]:
    """Tell what differs, figure by figure."""
    for outcome in sides.unreadable:
        yield Difference(Finding.UNREADABLE, outcome.figid, why=outcome.why)
    recorded = {entry.uuid for entry in sides.entries.values()}
    for network in sides.ours.get("", ()):
        if network.error and network.uuid not in recorded:
            yield Difference(Finding.REJECTED, "", network.uuid, network.error)
    for figid in sorted(
        (sides.pages.keys() | sides.entries.keys() | sides.ours.keys() | sides.mapped.keys()) - {""}
    ):
        yield from _figure(figid, sides, with_map)


def _figure(figid: str, sides: View, with_map: bool) -> Iterator[Difference]:
    page, entry, mapped = sides.pages.get(figid), sides.entries.get(figid), sides.mapped.get(figid, "").lower()
    networks = sides.ours.get(figid, [])
    held = {page.field if page else "", entry.uuid if entry else "", mapped} - {""}
    for uuid in sorted(held - sides.networks.keys()):
        if not (mapped == uuid and networks):
            yield Difference(Finding.MISSING, figid, uuid, "Deleted, or not ours to read.")
    if len(networks) > 1:
        yield Difference(Finding.DUPLICATED, figid, why=", ".join(network.uuid for network in networks))
    if len(networks) != 1:
        return
    (network,) = networks
    uuid = network.uuid
    others = {other for other in held - {uuid} if other in sides.networks or other != mapped}
    if others:
        why = f"Another network is named too: {', '.join(sorted(others))}."
        yield Difference(Finding.DISAGREE, figid, uuid, why)
    elif network.labelled and sides.pages and not page and not held:
        yield Difference(Finding.ORPHANED, figid, uuid, "None of the pages given is its page.")
    elif with_map and mapped != uuid:
        yield Difference(Finding.UNMAPPED, figid, uuid)
    if network.labelled and page and not others:
        yield from _ours(figid, network, page, entry)
    if entry and entry.modified and network.modified > entry.modified:
        yield Difference(Finding.CHANGED_THERE, figid, uuid, "Changed by someone since it was sent.")


def _ours(figid: str, network: Summary, page: Here, entry: Entry | None) -> Iterator[Difference]:
    """Compare a network that this software made with its page and its entry."""
    if not page.field:
        yield Difference(Finding.UNWRITTEN, figid, network.uuid)
    elif entry is None:
        yield Difference(Finding.UNRECORDED, figid, network.uuid)
    if page.document != (entry.digest if entry else network.digest):
        yield Difference(Finding.CHANGED_HERE, figid, network.uuid, "pfocr-net publish sends it.")


def repair(
    differences: Iterable[Difference], sides: View, ndex: Ndex, journal: Journal, options: Options
) -> Iterator[Difference]:
    """Repair what is safe, one difference after the other; the map last, in one go.

    Yields
    ------
    Difference
        Each of them, with what was done.
    """
    rows = {}
    for difference in differences:
        try:
            if difference.finding is Finding.UNMAPPED:
                rows[difference.figid] = difference.uuid
            yield _repaired(difference, sides, ndex, journal, options)
        except (PageError, NdexRefusedError) as error:
            yield replace(difference, why=str(error))
    if rows and options.map:
        update_map(options.map, rows)


def _repaired(difference: Difference, sides: View, ndex: Ndex, journal: Journal, options: Options) -> Difference:
    figid, uuid = difference.figid, difference.uuid
    match difference.finding:
        case Finding.REJECTED:
            ndex.trash(uuid)
            return replace(difference, repaired="moved to the trash")
        case Finding.UNWRITTEN:
            journal.record([_adopted(figid, sides.networks[uuid], State.ACCEPTED)])
            page = sides.pages[figid]
            set_ndex(page.path, uuid, expected_digest=page.files, data=options.data)
            journal.record([_adopted(figid, sides.networks[uuid], State.DONE)])
            return replace(difference, repaired="written into the page")
        case Finding.UNRECORDED:
            journal.record([_adopted(figid, sides.networks[uuid], State.DONE)])
            return replace(difference, repaired="recorded")
        case Finding.UNMAPPED:
            return replace(difference, repaired="put into the map")
    return difference


def _adopted(figid: str, network: Summary, state: State) -> Entry:
    return Entry(figid, state, network.uuid, network.digest, network.modified)
