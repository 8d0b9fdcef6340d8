"""Room for new networks in the account's folders."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, repeat

from pfocr_net.ndex import Ndex

#: Networks put into one folder; the server takes 100,000 items.
FOLDER_LIMIT = 90_000


def room_in(ndex: Ndex, name: str, visibility: str, *, limit: int = FOLDER_LIMIT) -> Iterator[str]:
    """Give, for one new network after the other, the folder to put it in.

    Parameters
    ----------
    ndex : Ndex
        The account.
    name : str
        The folder, made where it is missing; once it is full, ``NAME 2`` and so on. Empty: the top.
    visibility : str
        Who sees a folder that is made.
    limit : int
        Items in a folder.

    Yields
    ------
    str
        UUID of a folder, or nothing for the top.
    """
    if not name:
        yield from repeat("")
    folders = ndex.folders()
    for number in count(1):
        shard = name if number == 1 else f"{name} {number}"
        uuid = folders.get(shard) or ndex.create_folder(shard, visibility=visibility)
        yield from repeat(uuid, limit - ndex.folder_size(uuid))
