"""Names decided by hand: ``data/overrides.tsv``, and the names of ``data/families.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pfocr_net.errors import LexiconError
from pfocr_net.model import Grounding, Kind


@dataclass(frozen=True, slots=True)
class Override:
    """One name of the override file; without a grounding, it stands for nothing."""

    name: str
    exact: bool
    grounding: Grounding | None
    note: str = ""


def read_overrides(path: Path) -> Iterator[Override]:
    """Read an override file, name by name; several names in one row stand for one thing.

    Yields
    ------
    Override

    Raises
    ------
    LexiconError
        A row without six columns, or with a kind that is none of `Kind`; names the line.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        try:
            names, case, kind, identifier, standard, note = line.split("\t")
            grounding = None if kind == "none" else Grounding(Kind(kind), identifier, standard, source="override")
        except ValueError as error:
            raise LexiconError(
                "An override needs six columns: names, case (exact or empty), kind, identifier, standard, note; "
                f"kind is one of {', '.join(Kind)} or none.",
                path=path,
                line=number,
            ) from error
        for name in names.split("|"):
            yield Override(name, case == "exact", grounding, note)


def read_family_names(path: Path) -> Iterator[Override]:
    """Read the names of the families that FamPlex lacks; they rank with the overrides."""
    for row in path.read_text("utf-8").splitlines():
        if not row.startswith("#"):
            standard, identifier, kind, names, *_, source = row.split("\t")
            for name in names.split("|"):
                yield Override(name, False, Grounding(Kind(kind), identifier, standard, source="families"), source)
