"""Bytes to text, and what counts as unknown."""

from __future__ import annotations

import html
import re
from pathlib import Path

from pfocr_net.errors import PageError

#: What R and YAML write for a value that is not known.
_UNKNOWN = frozenset({"", "~", "null", "NA", ".na", ".na.character", ".na.integer", ".na.real", ".na.logical"})

#: A character that begins many a UTF-8 sequence misread as Windows-1252, and one that could continue it.
_MISREAD = re.compile("[ÂÃÎÏÐÑâ][^\x00-\x7f]")

#: Characters that no file format and no terminal should be handed; tab and line ends are none of them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def decode(raw: bytes, path: Path) -> str:
    """Turn UTF-8 into text; other encodings are refused, for guessing would garble names."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"Byte 0x{raw[error.start]:02x} is not UTF-8. Save the file as UTF-8."
        raise PageError(what, path=path, line=line) from error


def clean(text: str) -> str:
    r"""Leave out control characters.

    >>> clean("A\x1b[31m B\n")
    'A[31m B\n'
    """
    return text if text.isprintable() else _CONTROL.sub("", text)


def known(text: str) -> str:
    """Give back ``text``, or nothing where it says that the value is unknown.

    >>> known("2023"), known(".na.character"), known("NA")
    ('2023', '', '')
    """
    return "" if text in _UNKNOWN else text


def prose(text: str) -> str:
    """Resolve HTML entities, mend UTF-8 that was once misread as Windows-1252, and clean what remains.

    >>> prose("NF-&kappa;B &amp; TNF-Î±")
    'NF-κB & TNF-α'
    """
    text = html.unescape(text)
    if not text.isascii() and _MISREAD.search(text):
        from ftfy import fix_encoding

        text = fix_encoding(text)
    return clean(text)
