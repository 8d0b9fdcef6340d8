"""Hand-made figures, families and relations, and strategies that make any others."""

from itertools import product
from typing import Any, NamedTuple

import networkx
from hypothesis import strategies as st

from pfocr_net.model import (
    Family,
    Figure,
    Gene,
    Grounding,
    Kind,
    Mention,
    Origin,
    Relation,
    RelationType,
    Term,
)
from pfocr_net.style import Style


def gene(symbol: str, ncbigene_id: str, word: str, source: str = "ncbigene_symbol") -> Gene:
    return Gene(symbol, ncbigene_id, word, word.upper(), source, "9606")


RAB = Family(
    "RAB",
    (gene("RAB5A", "5868", "Rab", "famplex_relations"), gene("RAB7A", "7879", "Rab", "famplex_relations")),
    Origin.DRAWN,
    identifier="fplx:RAB",
    words=("Rab",),
    why="One drawn word, Rab, stands for 2 genes.",
)
TETRASPANINS = Family(
    "tetraspanins",
    (gene("CD9", "928", "CD9"), gene("CD63", "967", "CD63")),
    Origin.RELATED,
    words=("CD9", "CD63"),
    why="Drawn one by one; tetraspanins share a fold.",
)
FIGURE = Figure(
    "PMC1__f1",
    caption="Rab <script>alert(1)</script> acts.",
    figtitle="Release of <exosomes>",
    pmcid="PMC1",
    reftext="A & B. 2020.",
    doi="10.1/x",
    filename="f1.jpg",
    figlink="/pmc/articles/PMC1/figure/F1/",
    organism="Homo sapiens",
    taxid="9606",
    genes=(*RAB.genes, gene("PECAM1", "5175", "PECAM1"), *TETRASPANINS.genes),
    terms=(
        Term(Kind.CHEMICAL, "ATP", "Adenosine Triphosphate", ("mesh:D000255", "chebi:15422")),
        Term(Kind.DISEASE, "glioma", "Glioma", ("mesh:D005910",)),
    ),
    has_gene_table=True,
)


def mention(text: str, kind: Kind, identifier: str = "", name: str = "", ncbigene_id: str = "") -> Mention:
    """A mention, grounded where it has an identifier."""
    symbol = name if identifier.startswith("hgnc:") else ""
    grounding = Grounding(kind, identifier, name, symbol, ncbigene_id) if identifier else None
    return Mention(text, 0, len(text), kind, grounding)


def relation(
    source: Mention,
    kind: str,
    target: Mention,
    *,
    sign: int = 0,
    confidence: float = 0.9,
    sentence: str = "It is so.",
    hedged: bool = False,
) -> Relation:
    """A relation with its sentence at the caption's beginning."""
    return Relation(
        source, target, RelationType(kind), sign, confidence, "is", "frame", sentence, 0, len(sentence), hedged
    )


class Drawing(NamedTuple):
    """Arguments of draw_network."""

    parts: tuple[Figure, list[Family], list[Relation]]
    options: dict[str, Any]


WORDS = st.sampled_from(
    ["Rab", "RAB5A", "p53", "TP53", "β-catenin", "", "s", "MVBs", "a<b>&\"'", "x" * 600, "名前", "\u2028", "Wnt/β"]
)
TEXT = WORDS | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = st.sampled_from(["", "1", "5868", "7157"])
GENES = st.builds(
    Gene, symbol=TEXT.filter(bool), ncbigene_id=IDS, word=TEXT, taxid=st.sampled_from(["", "9606", "10090"])
)
GROUNDINGS = st.builds(
    Grounding,
    kind=st.sampled_from(Kind),
    identifier=st.sampled_from(["", "fplx:RAB", "hgnc:1", "go:0005768"]),
    name=TEXT,
    symbol=st.sampled_from(["", "RAB5A", "TP53"]),
    ncbigene_id=IDS,
)
MENTIONS = st.builds(
    Mention,
    text=TEXT.filter(bool),
    start=st.just(0),
    end=st.just(1),
    kind=st.sampled_from(Kind),
    grounding=st.none() | GROUNDINGS,
)
RELATIONS = st.builds(
    Relation,
    source=MENTIONS,
    target=MENTIONS,
    type=st.sampled_from(RelationType),
    sign=st.sampled_from([-1, 0, 1]),
    confidence=st.floats(0, 1),
    trigger=TEXT,
    frame=TEXT,
    sentence=TEXT,
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    hedged=st.booleans(),
)
FAMILIES = st.builds(
    Family,
    name=TEXT.filter(bool),
    genes=st.lists(GENES, max_size=4).map(tuple),
    origin=st.sampled_from(Origin),
    kind=st.sampled_from([Kind.FAMILY, Kind.COMPLEX]),
    identifier=st.sampled_from(["", "fplx:RAB", "fplx:AKT"]),
    words=st.lists(TEXT, max_size=2).map(tuple),
    why=TEXT,
)
TERMS = st.builds(
    Term,
    kind=st.sampled_from([Kind.CHEMICAL, Kind.DISEASE]),
    word=TEXT.filter(bool),
    name=TEXT,
    identifiers=st.lists(st.sampled_from(["mesh:D1", "chebi:1"]), unique=True).map(tuple),
)


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Any figure with any families and relations, in any mode."""
    genes = draw(st.lists(GENES, max_size=6))
    families = draw(st.lists(FAMILIES, max_size=3))
    figure = Figure(
        "PMC1__f1",
        caption=draw(TEXT),
        figtitle=draw(TEXT),
        pmcid=draw(st.sampled_from(["", "PMC1"])),
        doi=draw(TEXT),
        figlink=draw(TEXT),
        filename=draw(TEXT),
        genes=(*genes, *(member for family in families for member in family.genes)),
        terms=tuple(draw(st.lists(TERMS, max_size=3))),
    )
    options = {
        "families_as": draw(st.sampled_from(["collapse", "expand", "both"])),
        "min_confidence": draw(st.sampled_from([0.0, 0.5])),
    }
    return Drawing((figure, families, draw(st.lists(RELATIONS, max_size=6))), options)


def every_look(style: Style) -> networkx.MultiDiGraph:
    """Make a network with every type of node, and every interaction with every sign, sure and unsure."""
    network = networkx.MultiDiGraph(name="every look")
    for type in style.nodes:
        network.add_node(type, name=f"A rather long name of a {type} β", type=type)
    for interaction, sign, hedged in product(style.edges, (-1, 0, 1), (False, True)):
        said = {"interaction": interaction, "sign": sign, "hedged": hedged, "confidence": 0.9}
        network.add_edge("gene", "proteinfamily", **said)
    return network
