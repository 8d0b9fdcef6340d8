"""The plain values that flow through the project, and the network's attribute table.

``read_figure`` makes a `Figure`; ``group_genes`` its `Family` groups; ``extract_relations`` the
`Relation` values between `Mention` values; ``build_network`` turns all of them into one
``networkx.MultiDiGraph`` with the attributes named in `NODE_ATTRIBUTES`, `EDGE_ATTRIBUTES` and
`NETWORK_ATTRIBUTES`.

Words: a *relation* is what the caption states, an *edge* is what stands in the graph, a *mention* is one
occurrence of a name, a *family* is one node for several genes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType


class Kind(StrEnum):
    """What a name stands for."""

    GENE = "gene"  #: gene, protein, miRNA, lncRNA
    FAMILY = "family"  #: gene or protein family or class ("Rab proteins", "integrins")
    COMPLEX = "complex"  #: "ESCRT", "NF-kB", "mTORC1"
    COMPONENT = "component"  #: cell part, vesicle, place
    PROCESS = "process"  #: process, phenotype, response, a pathway as a thing
    CHEMICAL = "chemical"  #: metabolite, drug, ion, lipid, sugar
    DISEASE = "disease"
    CELL = "cell"  #: cell type, organism, virus, tissue


class RelationType(StrEnum):
    """The eight things a caption may state of two participants; the source acts on the target."""

    ACTIVATES = "activates"  #: sign +1
    INHIBITS = "inhibits"  #: sign -1
    REGULATES = "regulates"  #: sign 0
    BINDS = "binds"  #: sign 0, no direction
    MODIFIES = "modifies"  #: covalent change; a sign only where the caption states the effect
    CONVERTS = "converts"  #: substrate to product, also enzyme to product
    TRANSPORTS = "transports"  #: moved thing to destination
    CONTAINS = "contains"  #: whole to part


class Origin(StrEnum):
    """How a family came to be."""

    DRAWN = "drawn"  #: one drawn word stood for all of its genes
    RELATED = "related"  #: genes drawn one by one that belong together
    CAPTION = "caption"  #: the caption names it; it adopts the figure's genes that belong to it


@dataclass(frozen=True, slots=True)
class Gene:
    """One gene found in a figure.

    ``symbol`` is the HGNC (or organism's official) symbol, ``ncbigene_id`` the NCBI Gene ID as text (empty
    if unknown), ``word`` what OCR read in the figure (empty without a table), ``match`` the lexicon entry
    that the word hit, ``source`` one of ``ncbigene_symbol``, ``ncbigene_synonym``, ``famplex_relations``
    (2022 pages: ``hgnc_symbol``, ``hgnc_alias_symbol``, ``hgnc_prev_symbol``, ``bioentities_symbol``),
    or ``keyword`` where only the keyword list is known.
    """

    symbol: str
    ncbigene_id: str = ""
    word: str = ""
    match: str = ""
    source: str = "keyword"
    taxid: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One chemical or disease found in a figure; ``identifiers`` are CURIEs such as ``chebi:28790``."""

    kind: Kind
    word: str
    name: str = ""
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One page: what its front matter and its tables say, unknown values as empty strings.

    ``genes`` are those of the chosen ``organism`` only, ``keywords`` the flat list of all organisms.
    ``front_matter`` is everything the page carries, text left as text.
    """

    figid: str
    caption: str = ""
    figtitle: str = ""
    pmcid: str = ""
    papertitle: str = ""
    reftext: str = ""
    year: str = ""
    doi: str = ""
    number: str = ""
    filename: str = ""
    figlink: str = ""
    journal_title: str = ""
    ndex: str = ""
    organism: str = ""  #: name of the chosen organism, e.g. ``Homo sapiens``
    taxid: str = ""  #: its NCBI taxonomy ID, as text
    organism_choice: str = ""  #: why that organism was chosen, one sentence
    organisms: tuple[str, ...] = ()  #: all that the page or its table names
    genes: tuple[Gene, ...] = ()
    terms: tuple[Term, ...] = ()
    keywords: tuple[str, ...] = ()
    has_gene_table: bool = False
    path: Path | None = None
    digest: str = ""  #: SHA-256 of the page and its tables
    front_matter: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), repr=False)


@dataclass(frozen=True, slots=True)
class Family:
    """Several genes that stand as one node.

    ``name`` is the word a reader would use (FamPlex name or the drawn word), ``identifier`` a CURIE such as
    ``fplx:RAB`` (empty if none), ``kind`` `Kind.FAMILY` or `Kind.COMPLEX`, ``why`` one sentence for the reader.
    """

    name: str
    genes: tuple[Gene, ...]
    origin: Origin
    kind: Kind = Kind.FAMILY
    identifier: str = ""
    words: tuple[str, ...] = ()
    why: str = ""

    @property
    def members(self) -> tuple[str, ...]:
        """Symbols of the member genes, in the figure's order."""
        return tuple(gene.symbol for gene in self.genes)


@dataclass(frozen=True, slots=True)
class Grounding:
    """What a name resolves to, and why.

    ``identifier`` is a CURIE (``hgnc:11998``, ``fplx:RAB``, ``go:0005768``, ``chebi:15422``, ``mesh:D009369``,
    ``doid:162``); ``name`` the standard name; ``symbol`` and ``ncbigene_id`` are a gene's HGNC symbol and NCBI ID.
    ``source`` says where the answer is from (``glossary``, ``override``, ``hgnc symbol``, ``hgnc alias``,
    ``famplex``, ``go``, ...).
    """

    kind: Kind
    identifier: str = ""
    name: str = ""
    symbol: str = ""
    ncbigene_id: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a name in a caption: ``caption[start:end] == text``."""

    text: str
    start: int
    end: int
    kind: Kind
    grounding: Grounding | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What one stretch of the caption states of two mentions.

    ``sentence`` is the evidence, ``start`` and ``end`` its place in the caption, ``trigger`` the word that states
    the relation, ``frame`` the rule that read it, ``confidence`` an estimated probability (0 to 1) that the
    two are linked as a careful reader would link them, ``hedged`` whether the caption says so with reserve.
    """

    source: Mention
    target: Mention
    type: RelationType
    sign: int
    confidence: float
    trigger: str
    frame: str
    sentence: str
    start: int
    end: int
    hedged: bool = False


#: Node attributes of a network: name -> (type in CX2, what it holds).
NODE_ATTRIBUTES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "name": ("string", "label; a gene's official symbol, else the name a reader would use"),
        "type": (
            "string",
            "gene, proteinfamily, complex, compartment, biologicalprocess, smallmolecule, disease, cell",
        ),
        "represents": ("string", "CURIE, e.g. hgnc:11998, ncbigene:7157, fplx:RAB, go:0005768"),
        "alias": ("list_of_string", "other names and, for a family, its members' symbols"),
        "member": ("list_of_string", "members of a family or complex, as hgnc.symbol:RAB5A"),
        "member_ncbigene": ("list_of_string", "the members' NCBI Gene IDs, in the same order"),
        "ncbigene": ("string", "NCBI Gene ID of a gene"),
        "drawn": ("list_of_string", "the words as drawn in the figure"),
        "mentioned": ("list_of_string", "the names the caption uses"),
        "origin": ("string", "gene table, keywords, family, caption, chemical table, disease table"),
        "why": ("string", "one sentence that says how the node came to be"),
        "organism": ("string", "organism of a gene"),
        "suspect": ("boolean", "a common word that met a gene synonym; only with keep_suspect"),
    }
)

#: Edge attributes of a network: name -> (type in CX2, what it holds).
EDGE_ATTRIBUTES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "interaction": ("string", "one of RelationType, or member (family to gene, where families are opened)"),
        "sign": ("integer", "+1, -1 or 0"),
        "evidence": ("string", "the caption's sentence"),
        "trigger": ("string", "the word that states it"),
        "source_text": ("string", "what the caption calls the source"),
        "target_text": ("string", "what the caption calls the target"),
        "why": ("string", "how these words became these nodes, where they are not the nodes' own names"),
        "frame": ("string", "the rule that read it"),
        "confidence": ("double", "0 to 1"),
        "hedged": ("boolean", "stated with reserve"),
        "start": ("integer", "where the sentence begins in the caption, in characters"),
        "end": ("integer", "where it ends"),
        "figid": ("string", "figure"),
        "pmcid": ("string", "paper"),
        "doi": ("string", "paper"),
    }
)

#: Network attributes, named as the PFOCR networks on NDEx name them: name -> (type in CX2, what it holds).
NETWORK_ATTRIBUTES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "name": ("string", "the figure's title"),
        "description": ("string", "HTML: caption and figure"),
        "version": ("string", "version of this software"),
        "organism": ("string", "organism of the genes"),
        "networkType": ("list_of_string", "pathway"),
        "methods": ("string", "how the network was made"),
        "reference": ("string", "citation with link"),
        "rights": ("string", "licence"),
        "rightsHolder": ("string", "who holds them"),
        "author": ("string", "who made it"),
        "labels": ("list_of_string", "pfocr:<figid>"),
        "graphHash": ("string", "digest of the content"),
        "figureLink": ("string", "the figure at PubMed Central"),
        "figureNumber": ("string", ""),
        "figureTitle": ("string", ""),
        "paperLink": ("string", ""),
        "paperTitle": ("string", ""),
        "pfocrId": ("string", "figid"),
        "pmcId": ("string", ""),
        "publicationYear": ("string", ""),
        "disease": ("string", "diseases drawn in the figure"),
        "prov:wasGeneratedBy": ("string", ""),
        "prov:wasDerivedFrom": ("string", ""),
        "__iconurl": ("string", "the figure's picture"),
    }
)
