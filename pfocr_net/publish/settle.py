"""Finding networks that NDEx may have and the journal does not know of."""

from __future__ import annotations

import time
import uuid as uuids
from collections import defaultdict

from pfocr_net.errors import NdexError
from pfocr_net.journal import Entry, Journal, State
from pfocr_net.ndex import Account, Ndex, Summary

#: How far the server's clock may be off ours, in seconds.
SKEW = 3600.0

#: Where the time in a UUID of version 1 begins, in seconds before 1970.
_GREGORIAN = 12_219_292_800


def settle(ndex: Ndex, journal: Journal, account: Account) -> dict[str, tuple[str, ...]]:
    """Find out what became of networks that were about to be created, and adopt those that exist.

    A network is adopted if it is ours, its label names a figure without another network, and it is the only one.
    The intent behind a figure without a network is forgotten. In a new journal this finds all networks again, with
    which it starts.

    Returns
    -------
    dict of str to tuple of str
        Figures with several networks, and their UUIDs. They must be left alone.

    Raises
    ------
    NdexError
        A network that may be one of these is still being read by NDEx after all our patience.
    """
    intents = {entry.figid: entry for entry in journal.open_intents()}
    if not intents and not journal.is_new():
        return {}
    if intents:
        time.sleep(ndex.pace.grace)  # a request that nobody answered may still be at work
    since = min((entry.since for entry in intents.values()), default=time.time()) - SKEW
    owned = {entry.figid: entry.uuid for entry in journal.all() if entry.uuid}
    found = defaultdict(list)
    for summary in _strangers(ndex, account, set(owned.values()), since):
        if summary.labelled:
            found[summary.figid].append(summary)
    doubles = {
        figid: tuple(network.uuid for network in networks) + ((owned[figid],) if figid in owned else ())
        for figid, networks in found.items()
        if len(networks) > 1 or figid in owned
    }
    adopted = [networks[0] for figid, networks in found.items() if figid not in doubles]
    journal.record(Entry(n.figid, State.SENT, n.uuid, n.digest) for n in adopted)
    journal.forget(intents.keys() - found.keys())
    return doubles


def _strangers(ndex: Ndex, account: Account, known: set[str], since: float) -> list[Summary]:
    """List our networks that the journal does not know, once none of those begun ``since`` is in flight."""
    flying: list[str] = []
    for _ in ndex.pace.looks():
        strange = [uuid for uuid in ndex.listed_networks(account) if uuid not in known]
        summaries = [s for s in ndex.summaries(strange).values() if s.owner == account.name]
        flying = [s.uuid for s in summaries if s.in_flight and _begun(s.uuid) >= since]
        if not flying:
            return summaries
    raise NdexError(f"NDEx is still reading {', '.join(flying[:5])}. Run again once it is done.")


def _begun(uuid: str) -> float:
    """Read the time of its making off a UUID; of one without, now.

    >>> round(_begun("85034b42-de8a-11ea-99da-0ac135e8bacf"))
    1597449711
    """
    parsed = uuids.UUID(uuid)
    return parsed.time / 1e7 - _GREGORIAN if parsed.version == 1 else time.time()
