"""Readers of captions, registered as entry points: yours in the same way as ours.

A reader is a function ``read(caption)`` that returns a list of `pfocr_net.model.Relation`. It may name, as
keywords, what else it wants to know: ``genes`` (those of the figure), ``verbs`` (a file of further verbs),
``min_confidence``::

    [project.entry-points."pfocr_net.readers"]
    indra = "my_package.reader:read"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

from pfocr_net.captions import MIN_CONFIDENCE
from pfocr_net.errors import PfocrNetError, ReaderError, UsageError
from pfocr_net.model import Gene, Mention, Relation, RelationType
from pfocr_net.plugins import READERS, asked, fault, load, registered

Reader = Callable[..., list[Relation]]

#: The one that ships with the package.
DEFAULT = "built-in"


def reader_names() -> list[str]:
    """Return the names of all readers that are installed.

    Examples
    --------
    >>> "built-in" in reader_names()
    True
    """
    return sorted(registered(READERS))


def read_relations(
    caption: str,
    *,
    genes: Iterable[Gene] = (),
    reader: str = DEFAULT,
    verbs: Path | None = None,
    min_confidence: float = MIN_CONFIDENCE,
) -> list[Relation]:
    """Read a caption with a reader.

    Parameters
    ----------
    caption : str
    genes : iterable of Gene
        Those of the figure; a reader is told them if it asks.
    reader : str
        Its name.
    verbs : Path, optional
        A file of further verbs.
    min_confidence : float
        A reader that knows how sure it is leaves out what is less likely.

    Returns
    -------
    list of Relation

    Raises
    ------
    UsageError
        There is no such reader, it cannot be loaded, or it takes no verbs.
    VerbError
        The file of verbs has a mistake.
    ReaderError
        The reader failed on this caption.

    Examples
    --------
    >>> [(r.source.text, r.type.value, r.target.text) for r in read_relations("AKT1 activates MTOR.")]
    [('AKT1', 'activates', 'MTOR')]
    """
    read = cast(Reader, load(READERS, reader))
    wanted = asked(read)
    if verbs is not None and "verbs" not in wanted:
        raise UsageError(f"The reader {reader!r} takes no file of verbs.")
    known = {"genes": genes, "verbs": verbs, "min_confidence": min_confidence}
    try:
        return _checked(read(caption, **{name: value for name, value in known.items() if name in wanted}))
    except PfocrNetError:
        raise
    except (Exception, SystemExit) as error:
        failed = fault(READERS, reader, "failed", error)
        raise ReaderError(f"{failed} Report it to those who make it, or take another --reader.") from error


def _checked(answer: Iterable[object]) -> list[Relation]:
    """Return what a reader answers, if it is what a reader should answer."""
    relations = list(answer)
    for one in relations:
        if not isinstance(one, Relation):
            raise TypeError(f"{one!r} is no Relation")
        if not (isinstance(one.source, Mention) and isinstance(one.target, Mention)):
            raise TypeError(f"{one.source!r} or {one.target!r} is no Mention")
        if not isinstance(one.type, RelationType) or one.sign not in (-1, 0, 1):
            raise ValueError(f"{one.type!r} is no RelationType, or {one.sign!r} no sign")
        if not 0 <= one.confidence <= 1:
            raise ValueError(f"{one.confidence!r} is no confidence from 0 to 1")
    return cast("list[Relation]", relations)
