"""The only addresses that the page may link or load, each checked against the form it must have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

#: Label -> (form of the value, address).
LINKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Figure at PMC": (r"/pmc/articles/PMC\d+/[\w/.-]*", "https://www.ncbi.nlm.nih.gov{}"),
        "Paper": (r"10\.\d{4,9}/\S+", "https://doi.org/{}"),
        "PFOCR": (r"PMC\d+__[\w.-]+", "https://pfocr.wikipathways.org/figures/{}.html"),
        "NDEx": (r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "https://www.ndexbio.org/viewer/networks/{}"),
        "NCBI Gene": (r"\d+", "https://www.ncbi.nlm.nih.gov/gene/{}"),
        "identifier": (r"[a-z][a-z0-9.]*:[\w.-]+", "https://bioregistry.io/{}"),
    }
)

_PICTURE = re.compile(
    r"https://(?:[\w-]+\.)*(?:ncbi\.nlm\.nih\.gov|europepmc\.org|wikipathways\.org)/[^?#]+", re.ASCII
)


def address(label: str, value: str) -> str:
    """Address of a value if it has the form that its label asks for, else nothing.

    Examples
    --------
    >>> address("NCBI Gene", "7157")
    'https://www.ncbi.nlm.nih.gov/gene/7157'
    >>> address("NCBI Gene", "javascript:alert(1)")
    ''
    """
    form, pattern = LINKS[label]
    return pattern.format(quote(value, safe="/:")) if re.fullmatch(form, value, re.ASCII) else ""


def picture_address(value: str) -> str:
    """Address of a figure's picture if it is an https address at PMC, Europe PMC or WikiPathways, else nothing.

    Examples
    --------
    >>> picture_address("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/bin/f1.jpg")
    'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/bin/f1.jpg'
    >>> picture_address("https://ncbi.nlm.nih.gov.example.org/f1.jpg")
    ''
    """
    return quote(value, safe="/:%") if _PICTURE.fullmatch(value) else ""
