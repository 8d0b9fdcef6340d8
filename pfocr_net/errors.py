"""Everything that can go wrong, in one tree.

::

    PfocrNetError
     +- UsageError            an option or argument that cannot be (exit 2)
     +- PageError             a page that cannot be read or edited (exit 1)
     |   +- FrontMatterError     its front matter is missing, broken or too large
     |   +- TableError           a gene, chemical or disease table is torn
     |   +- PageChangedError     the page on disk is not the one that was read
     +- DataError             a data file of ours or yours (verbs, overrides, style) has a mistake (exit 2)
     |   +- StyleError           a style file
     |   +- VerbError            a verb file
     |   +- LexiconError         the compiled lexicon or an override
     +- ReaderError           a reader of captions failed on one of them (exit 1)
     +- FormatError           a network that a file format cannot hold (exit 1)
     +- JournalError          the publishing journal is in use, or cannot be read or written (exit 1)
     +- LedgerError           the ledger of a folder of networks is in use, or cannot be read or written (exit 1)
     +- ServiceError          a service did not answer, or refused (exit 3)
         +- CredentialsError     no or wrong credentials
         +- NdexError            NDEx
         |   +- NdexRefusedError    it answered with an error
         |   +- NdexSilentError     it did not answer in full: whether it acted is unknown
         +- CytoscapeError       Cytoscape
"""

from __future__ import annotations

from pathlib import Path


class PfocrNetError(Exception):
    """An error that says what happened, where, and what to do.

    Parameters
    ----------
    what : str
        What happened and what to do about it, in full sentences.
    path : Path or str, optional
        The file it happened in.
    line : int, optional
        The line in that file, counted from 1.
    figid : str, optional
        The figure it happened to.

    Examples
    --------
    >>> print(PageError("The page has no caption.", path="a.md", line=3))
    a.md:3: The page has no caption.
    """

    exit_code = 1

    def __init__(
        self, what: str, *, path: Path | str | None = None, line: int | None = None, figid: str | None = None
    ) -> None:
        self.what, self.path, self.line, self.figid = what, path, line, figid
        super().__init__(what, path, line, figid)

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the error whole on its way between processes."""
        return _restore, (type(self), self.what, self.path, self.line, self.figid)

    def __str__(self) -> str:
        place = str(self.path) if self.path is not None else ""
        if self.line is not None:
            place += f":{self.line}"
        return ": ".join(part for part in (place or self.figid, self.what) if part)


def _restore(
    kind: type[PfocrNetError], what: str, path: Path | str | None, line: int | None, figid: str | None
) -> PfocrNetError:
    return kind(what, path=path, line=line, figid=figid)


class UsageError(PfocrNetError):
    """An option or argument that cannot be."""

    exit_code = 2


class PageError(PfocrNetError):
    """A page that cannot be read or edited."""


class FrontMatterError(PageError):
    """Front matter that is missing, broken or too large."""


class TableError(PageError):
    """A gene, chemical or disease table that is torn."""


class PageChangedError(PageError):
    """A page that is no longer, on disk, what it was when it was read."""


class DataError(PfocrNetError):
    """A mistake in a data file: verbs, overrides, style."""

    exit_code = 2


class StyleError(DataError):
    """A mistake in a style file."""


class VerbError(DataError):
    """A mistake in a verb file."""


class LexiconError(DataError):
    """A mistake in the compiled lexicon or in an override."""


class ReaderError(PfocrNetError):
    """A reader of captions failed on one of them."""


class FormatError(PfocrNetError):
    """A network that a file format cannot hold."""


class JournalError(PfocrNetError):
    """The publishing journal is in use by another run, or cannot be read or written."""


class LedgerError(PfocrNetError):
    """The ledger of a folder of networks is in use by another run, or cannot be read or written."""


class ServiceError(PfocrNetError):
    """A service that did not answer, or refused."""

    exit_code = 3


class CredentialsError(ServiceError):
    """Credentials that are missing or wrong."""


class NdexError(ServiceError):
    """NDEx refused, or answered what it should not.

    ``status`` is the HTTP status (0 without an answer), ``code`` NDEx's own ``errorCode``, ``retry_after`` how
    many seconds it asks to wait.
    """

    status = 0
    code = ""
    retry_after = 0.0


class NdexRefusedError(NdexError):
    """NDEx answered with an error: what was asked did not happen."""


class NdexSilentError(NdexError):
    """NDEx did not answer, or not in full: whether it acted is unknown.

    ``passing`` tells whether there was some answer, so that asking once more may do.
    """

    passing = False


class CytoscapeError(ServiceError):
    """Cytoscape did not answer, or refused; ``status`` is the HTTP status (0 without an answer)."""

    status = 0


def fault_of(page: Path, error: Exception) -> str:
    """Say what is wrong with one page of many.

    Raises
    ------
    PfocrNetError
        The error itself, where it would come with every page: an option, a style, a data file.

    Examples
    --------
    >>> fault_of(Path("a.md"), PageError("The page has no caption.", path="a.md"))
    'a.md: The page has no caption.'
    >>> fault_of(Path("a.md"), ReaderError("The reader failed."))
    'a.md: The reader failed.'
    >>> fault_of(Path("a.md"), KeyError("figid"))
    "a.md: KeyError: 'figid' (a mistake in pfocr-net: please report it)"
    """
    if not isinstance(error, PfocrNetError):
        return f"{page}: {type(error).__name__}: {error} (a mistake in pfocr-net: please report it)"
    if error.exit_code != PageError.exit_code:
        raise error
    return str(error) if error.path or error.figid else f"{page}: {error}"
