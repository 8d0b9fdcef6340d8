"""Which organism a figure is read for, and why."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pfocr_net.errors import PageError
from pfocr_net.pages.tables import HUMAN, HUMAN_TAXID, Hit

_DATA = Path(__file__).parent.parent / "data/organisms.toml"


@dataclass(frozen=True, slots=True)
class Choice:
    """An organism, the hits that belong to it, and one sentence on why it was chosen."""

    organism: str
    taxid: str
    why: str
    hits: tuple[Hit, ...] = ()


def choose_organism(hits: Sequence[Hit], named: Sequence[str], wanted: str | None, path: Path) -> Choice:
    """Choose one of the organisms that a gene table has rows for.

    Parameters
    ----------
    hits : sequence of Hit
        The gene table, all organisms one after the other.
    named : sequence of str
        Organisms that the front matter names; they decide where there is no table.
    wanted : str, optional
        A scientific name, a common one of ``data/organisms.toml``, a taxonomy ID, or ``all``. Without it human is
        chosen where it has rows, else the organism with the most matched words, then the most direct matches, then
        the most rows, then the first.
    path : Path
        The page, for errors.

    Raises
    ------
    PageError
        ``wanted`` has no row.
    """
    if wanted is not None:
        wanted = _common_names().get(wanted.casefold(), wanted)
    if not hits:
        return _without_table(named, wanted)
    rows: dict[str, list[Hit]] = {}
    for hit in hits:
        rows.setdefault(hit.organism, []).append(hit)
    if wanted is None and HUMAN in rows:
        return _choice(rows[HUMAN], f"human has {len(rows[HUMAN])} of the {len(hits)} rows")
    if wanted is None:
        best = max(rows.values(), key=_support)
        return _choice(best, f"no human row; {len(best)} of the {len(hits)} rows match {best[0].matched} words")
    if wanted.casefold() == "all":
        return Choice(", ".join(rows), "", "All organisms of the gene table, as asked.", tuple(hits))
    for some in rows.values():
        if wanted.casefold() in (some[0].organism.casefold(), some[0].gene.taxid):
            return _choice(some, f"asked for; {len(some)} of the {len(hits)} rows")
    there = ", ".join(f"{some[0].organism} ({some[0].gene.taxid})" for some in rows.values())
    raise PageError(f"No gene of {wanted!r} in this figure. Its gene table has {there}.", path=path)


@functools.cache
def _common_names() -> Mapping[str, str]:
    return tomllib.loads(_DATA.read_text("utf-8"))


def _support(hits: Sequence[Hit]) -> tuple[int, int, int]:
    return hits[0].matched, hits[0].direct, len(hits)


def _choice(hits: Sequence[Hit], why: str) -> Choice:
    organism = hits[0].organism
    return Choice(organism, hits[0].gene.taxid, f"{organism}: {why}.", tuple(hits))


def _without_table(named: Sequence[str], wanted: str | None) -> Choice:
    if wanted is not None:
        return Choice(wanted, "", f"{wanted}: asked for; there is no gene table to choose from.")
    if HUMAN in named:
        return Choice(HUMAN, HUMAN_TAXID, f"{HUMAN}: no gene table; the page names it.")
    if named:
        return Choice(named[0], "", f"{named[0]}: no gene table; the page names it first.")
    return Choice("", "", "No gene table, and the page names no organism.")
