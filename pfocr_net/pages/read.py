"""Reading a page and its tables: one figure, both generations."""

from __future__ import annotations

from pathlib import Path

from pfocr_net.model import Figure, Kind, Term
from pfocr_net.pages.organisms import choose_organism
from pfocr_net.pages.source import Source, open_source
from pfocr_net.pages.tables import Hit, embedded_hits, embedded_terms, read_hits, read_terms
from pfocr_net.pages.text import clean, prose

#: Entries taken over as they are, and those in which entities and encoding are mended.
_PLAIN = ("pmcid", "year", "doi", "number", "filename", "figlink", "ndex")
_PROSE = ("caption", "figtitle", "papertitle", "reftext", "journal_title")


def read_figure(path: Path | str, *, data: Path | str | None = None, organism: str | None = None) -> Figure:
    """Read one figure: its page, and the tables that belong to it.

    Values that are unknown (``.na.character``, ``NA``, ``~``, nothing) become empty text. In captions and titles
    HTML entities are resolved and misread UTF-8 is mended; everything else stays as it stands.

    Parameters
    ----------
    path : Path or str
        The page.
    data : Path or str, optional
        Folder of the tables; by default ``_data`` beside the page's folder.
    organism : str, optional
        Name or NCBI taxonomy ID of the organism whose genes to take, or ``all``. By default human where the gene
        table has human rows, else the organism that most drawn words speak for.

    Returns
    -------
    Figure
        Genes of the chosen organism only; without a gene table none, and all names in ``keywords``.

    Raises
    ------
    FrontMatterError
        The front matter is missing or broken, or lacks the figid.
    TableError
        A table is torn.
    PageError
        A file cannot be read, is too large or is not UTF-8, the figid cannot name a file, or the figure has no
        gene of ``organism``.
    UsageError
        ``data`` is no folder.

    Examples
    --------
    >>> figure = read_figure("examples/_figures/PMC8660802__41419_2021_4430_Fig2_HTML.md")
    >>> figure.figtitle, figure.genes[0].symbol, figure.genes[0].word
    ('Biogenesis and release of exosomes', 'CLTA', 'Clathrin')
    >>> figure.organism_choice
    'Homo sapiens: human has 109 of the 109 rows.'
    """
    source = open_source(Path(path), None if data is None else Path(data))
    front_matter = source.front_matter
    hits = _hits(source)
    named = dict.fromkeys(front_matter.texts("organisms") + front_matter.texts("organisms_ner"))
    choice = choose_organism(hits, tuple(named), organism, source.path)
    return Figure(
        figid=source.figid,
        organism=choice.organism,
        taxid=choice.taxid,
        organism_choice=choice.why,
        organisms=tuple(named | dict.fromkeys(hit.organism for hit in hits)),
        genes=tuple(hit.gene for hit in choice.hits),
        terms=_terms(source, "chemicals", Kind.CHEMICAL) + _terms(source, "diseases", Kind.DISEASE),
        keywords=front_matter.texts("schema-jsonld", "keywords"),
        has_gene_table=bool(hits),
        path=source.path,
        digest=source.digest,
        front_matter=front_matter.values,
        **{name: clean(front_matter.text(name)) for name in _PLAIN},
        **{name: prose(front_matter.text(name)) for name in _PROSE},
    )


def _hits(source: Source) -> list[Hit]:
    table = source.tables["genes"]
    return read_hits(table.raw, table.path) or embedded_hits(source.front_matter)


def _terms(source: Source, name: str, kind: Kind) -> tuple[Term, ...]:
    table = source.tables[name]
    return read_terms(table.raw, table.path, kind) or embedded_terms(source.front_matter, name, kind)
