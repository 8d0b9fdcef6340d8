"""Which sets hold more of a list of genes than a random list would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from pfocr_net.analysis.genesets import GeneSet, Participant
from pfocr_net.analysis.ids import Matched, match_genes
from pfocr_net.analysis.null import Null, shape_of
from pfocr_net.errors import UsageError

if TYPE_CHECKING:
    import pandas

Count = Literal["families", "genes"]

#: Columns of the table but for q.
_COLUMNS = ["set", "description", "hits", "size", "expected", "p", "hit"]

#: So many names are shown of those that stand for nothing.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Enrichment:
    """The table, and what it was counted from.

    ``table`` has a row for each set with a hit, most telling first; ``matched`` says what became of the names
    given; ``background`` is the number of genes, ``drawn`` how many of them are in the list, ``outside`` those
    of the list that are not among them; ``tested`` counts the sets.
    """

    table: pandas.DataFrame
    matched: Matched
    background: int
    drawn: int
    outside: tuple[str, ...]
    tested: int

    def told(self) -> str:
        """Say what was tested, and what became of every name that was given.

        Examples
        --------
        >>> rab = GeneSet("f1", "", (Participant("RAB", ("RAB5A", "RAB7A")),))
        >>> print(enrich(["RAB5A", "Rab5a", "nosuchgene"], [rab], min_size=1).told())
        1 of 2 background genes listed; 1 set tested.
        Names as they were found: 1 as written, 1 other capitals. 1 for a gene listed twice. 1 unknown: nosuchgene.
        """
        matched = self.matched
        ways = ", ".join(f"{count:,} {way}" for way, count in matched.how.items())
        parts = (
            f"Names as they were found: {ways}." if ways else "",
            f"{matched.repeated:,} for a gene listed twice." if matched.repeated else "",
            _some("unknown", matched.unknown),
            _some("ambiguous", tuple(f"{name} ({'/'.join(genes)})" for name, genes in matched.ambiguous.items())),
            _some("outside the background", self.outside),
        )
        sets = f"{self.tested:,} set{'s' if self.tested != 1 else ''} tested"
        return f"{self.drawn:,} of {self.background:,} background genes listed; {sets}.\n" + " ".join(
            filter(None, parts)
        )


def enrich(
    genes: Iterable[str],
    sets: Sequence[GeneSet],
    *,
    background: Iterable[str] | None = None,
    count: Count = "families",
    min_size: int = 3,
    max_size: int = 500,
) -> Enrichment:
    """Test which sets hold more of a list of genes than a random list would.

    Parameters
    ----------
    genes : iterable of str
        Symbols or identifiers, as `pfocr_net.analysis.ids.match_genes` takes them.
    sets : sequence of GeneSet
    background : iterable of str, optional
        All genes that could have been in the list; by default all genes of the sets.
    count : {"families", "genes"}
        A family counts as one participant, hit if any of its members is in the list, with a null that allows for
        its size (`pfocr_net.analysis.null`); or every gene counts for itself, with the hypergeometric null.
    min_size, max_size : int
        Test sets with so many participants, of those in the background.

    Returns
    -------
    Enrichment
        ``table`` has the columns ``set``, ``description``, ``hits``, ``size`` (participants), ``expected`` (by
        chance), ``p`` (at least so many hits), ``q`` (Benjamini and Hochberg's, over all sets that were tested)
        and ``hit`` (which participants, a family with those of its members that are in the list).

    Raises
    ------
    UsageError
        The list is empty, or none of its genes is in the background; there is no set to test.

    Examples
    --------
    >>> rab = Participant("RAB", ("RAB5A", "RAB7A", "RAB11A"))
    >>> tp53, mdm2 = (Participant(gene, (gene,)) for gene in ("TP53", "MDM2"))
    >>> sets = [GeneSet("f1", "", (rab, tp53)), GeneSet("f2", "", (tp53, mdm2))]
    >>> found = enrich(["RAB5A", "RAB7A"], sets, min_size=2)
    >>> found.table[["set", "hits", "size", "hit"]].values.tolist()
    [['f1', 1, 2, ['RAB (RAB5A, RAB7A)']]]
    """
    from pandas import DataFrame

    try:
        from scipy.stats import false_discovery_control
    except ImportError as error:
        raise UsageError("SciPy is not installed: pip install 'pfocr-net[analysis]'.") from error

    if count not in get_args(Count):
        raise UsageError(f"What counts can be {' or '.join(get_args(Count))}; not {count!r}.")
    known = frozenset().union(*(one.genes for one in sets))
    everything = known if background is None else _background(background, known)
    matched = match_genes(genes, known | everything)
    chosen = matched.genes & everything
    check_match(matched, chosen, known)
    null = Null(len(everything), len(chosen))
    limits = None if everything >= known else everything
    cut = ((one, _within(one if count == "families" else one.by_gene(), limits)) for one in sets)
    tested = [_row(one, members, chosen, null) for one, members in cut if min_size <= len(members) <= max_size]
    if not tested:
        raise UsageError(
            f"No set has {min_size} to {max_size} participants in the background; nothing was tested."
        )
    table = DataFrame(filter(None, tested), columns=_COLUMNS).sort_values(
        ["p", "hits"], ascending=[True, False], ignore_index=True
    )
    every_p = [*table["p"], *[1.0] * (len(tested) - len(table))]
    table.insert(_COLUMNS.index("p") + 1, "q", false_discovery_control(every_p)[: len(table)])
    outside = tuple(name for name, gene in matched.symbols.items() if gene not in everything)
    return Enrichment(table, matched, len(everything), len(chosen), outside, len(tested))


def _background(names: Iterable[str], known: frozenset[str]) -> frozenset[str]:
    """Return the genes of a background; a name that no set and no table knows is a gene, too."""
    matched = match_genes(names, known)
    return matched.genes | {*matched.unknown, *matched.ambiguous}


def _row(
    one: GeneSet, members: Sequence[Participant], chosen: frozenset[str], null: Null
) -> tuple[object, ...] | None:
    """Return a set's row of the table; none if nothing of it is in the list."""
    hit = [member for member in members if not chosen.isdisjoint(member.genes)]
    if not hit:
        return None
    sizes = [len(member.genes) for member in members]
    p = null.tail(shape_of(member.genes for member in members), len(hit))
    told = [_told(member, chosen) for member in hit]
    return one.name, one.description, len(hit), len(members), null.expected(sizes), p, told


def _within(one: GeneSet, everything: frozenset[str] | None) -> Sequence[Participant]:
    """Return the participants with genes in the background, and of their genes those."""
    if everything is None:
        return one.participants
    cut = (
        Participant(name, tuple(gene for gene in genes if gene in everything)) for name, genes in one.participants
    )
    return [member for member in cut if member.genes]


def _some(what: str, names: Sequence[str]) -> str:
    more = ", ..." if len(names) > _SHOWN else ""
    return f"{len(names):,} {what}: {', '.join(names[:_SHOWN])}{more}." if names else ""


def _told(member: Participant, chosen: frozenset[str]) -> str:
    if member.genes == (member.name,):
        return member.name
    return f"{member.name} ({', '.join(gene for gene in member.genes if gene in chosen)})"


def check_match(matched: Matched, chosen: frozenset[str], known: frozenset[str]) -> None:
    """Refuse a list without a gene that counts, and say what it and the sets look like."""
    if not (matched.symbols or matched.unknown or matched.ambiguous):
        raise UsageError("The list of genes is empty.")
    if not known:
        raise UsageError("None of the figures has a gene, so there is nothing to test.")
    if not chosen:
        theirs = ", ".join([*matched.unknown, *matched.symbols][:3])
        ours = ", ".join(sorted(known)[:3])
        raise UsageError(f"None of the genes ({theirs} ...) is in the background of the sets ({ours} ...).")
