"""Which stretches of a caption are names, read from sentences of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pfocr_net
from pfocr_net.captions import extract_relations, find_mentions, read
from pfocr_net.lexicon import visible
from pfocr_net.model import Figure


def named(caption):
    """Return the names of a caption's noun groups, guessed ones too."""
    return [e.text for s in read(caption).sentences for chunk in s.chunks for e in chunk.entities]


class TestHyphens:
    @pytest.mark.parametrize(
        ("caption", "names"),
        [
            ("BH4-only proteins bind BCL2.", ["BH4-only proteins", "BCL2"]),
            ("RIDD cleaves Golgi-localized mRNAs.", ["RIDD", "Golgi-localized mRNAs"]),
            ("Butane-9-phosphate activates TP53.", ["Butane-9-phosphate", "TP53"]),
            ("Clathrin-coated pits contain EGFR.", ["Clathrin-coated pits", "EGFR"]),
            ("O-nitrosation of TP53.", ["O-nitrosation", "TP53"]),
            (
                "Yeast-derived peptides bind MyD88-independent proteins.",
                ["Yeast-derived peptides", "MyD88-independent proteins"],
            ),
            ("AKT1 inhibits STAT3-specific transcription.", ["AKT1", "STAT3-specific transcription"]),
        ],
    )
    def test_a_word_with_a_hyphen_is_not_torn(self, caption, names):
        assert named(caption) == names

    @pytest.mark.parametrize(
        ("caption", "names"),
        [
            ("LPS-induced IL-6 rises.", ["LPS", "IL-6"]),
            ("The p-AKT1 kinase binds GRB2.", ["AKT1", "GRB2"]),
            ("TP53-deficient mice lack BAX.", ["TP53", "mice", "BAX"]),
            ("TP53-silenced mice lack BAX.", ["TP53", "mice", "BAX"]),
            ("Wild-type TP53 activates BAX.", ["TP53", "BAX"]),
        ],
    )
    def test_what_acts_or_is_in_a_state_is_named_alone(self, caption, names):
        assert named(caption) == names


class TestGlossaries:
    GLOSSARIES = (
        "mvb = multivesicular body, ALIX = ALG-2-interacting protein X.",
        "gpx, glutathione peroxidase; nox, NADPH oxidase; sod, superoxide dismutase.",
        "Glutathione peroxidase, GPX; NADPH oxidase, NOX; superoxide dismutase, SOD.",
        "Abbreviations: GPX, glutathione peroxidase; γ-GC, γ-glutamylcysteine.",
        "The enzymes are as follows: GPX, glutathione peroxidase; NOX, NADPH oxidase.",
        "GPX: glutathione peroxidase, NOX: NADPH oxidase.",
        "GPX—glutathione peroxidase, NOX—NADPH oxidase, SOD—superoxide dismutase.",
    )

    @pytest.mark.parametrize("glossary", GLOSSARIES)
    @pytest.mark.parametrize("caption", ["", "AKT1 activates MTOR. "])
    def test_a_glossary_is_no_sentence(self, caption, glossary):
        assert named(caption + glossary) == (["AKT1", "MTOR"] if caption else [])

    def test_a_glossary_in_brackets_is_cut_out(self):
        caption = "AKT1 activates MTOR in gills (GPX, glutathione peroxidase; NOX, NADPH oxidase)."
        assert named(caption) == ["AKT1", "MTOR", "gills"]
        assert read(caption).aliases == {"gpx": "glutathione peroxidase", "nox": "nadph oxidase"}

    def test_what_stands_before_a_glossary_is_kept(self):
        caption = "AKT1 activates MTOR; GPX, glutathione peroxidase; NOX, NADPH oxidase."
        assert named(caption) == ["AKT1", "MTOR"]

    @pytest.mark.parametrize(
        ("caption", "names"),
        [
            ("AKT1 makes quill glycerol esters (QGEs).", ["AKT1", "quill glycerol esters"]),
            ("The dawn triggered immunity (DTI) pathway fails.", ["dawn triggered immunity (DTI) pathway"]),
            ("AKT1 binds a small piece of TP53 (sPT).", ["AKT1", "small piece of TP53"]),
        ],
    )
    def test_a_long_form_is_one_name(self, caption, names):
        assert named(caption) == names

    def test_a_long_form_joins_no_phrases(self):
        assert named("RHOA blocks EGFR traffic via its Rho kinase (ROCK).")[:2] == ["RHOA", "EGFR traffic"]
        assert named("AKT1 converts GSNO into nitrous peptide (GINP).") == ["AKT1", "GSNO", "nitrous peptide"]

    @pytest.mark.parametrize(
        "caption", ["SOD1, GPX4 and NOX2 act in stress.", "AKT1, activated by RAC1, inhibits BAD; MTOR grows."]
    )
    def test_a_sentence_is_no_glossary(self, caption):
        assert named(caption)
        assert not read(caption).aliases


@pytest.mark.parametrize(
    ("caption", "names"),
    [
        ("CXCL1-8 and miR-21, -155 and -146a bind.", ["CXCL1-8", "miR-21, -155 and -146a"]),
        ("PKC-alpha and -beta bind Dectin-1/-2.", ["PKC-alpha and -beta", "Dectin-1/-2"]),
        ("TP53 binds ATF4/CHOP, MEK/ERK and p62/SQSTM1.", ["TP53", "ATF4", "CHOP", "MEK/ERK", "p62/SQSTM1"]),
        ("Xylose reductase binds WRKY transcription factors.", ["Xylose reductase", "WRKY transcription factors"]),
        (
            "TP53 binds WRKY71/WRKY72 and blocks Wnt/β-catenin-driven growth.",
            ["TP53", "WRKY71", "WRKY72", "Wnt/β-catenin", "growth"],
        ),
        ("Branched-chain alcohols bind γ-seryl transferase.", ["Branched-chain alcohols", "γ-seryl transferase"]),
        ("Type I (IFN-α, IFN-β) IFNs bind IFNAR1.", ["Type I", "IFN-α", "IFN-β", "IFNs", "IFNAR1"]),
        ("AKT1 starts the RAF1-MEK1-ERK signalling pathway.", ["AKT1", "RAF1-MEK1-ERK signalling pathway"]),
        ("AKT1 attenuates liver injury.", ["AKT1", "liver injury"]),
        ("TLR7, 8, and 9 bind STATs 1 and 3.", ["TLR7, 8, and 9", "STATs 1 and 3"]),
        ("IL-6 and 2 drugs bind TNF-α and β-catenin.", ["IL-6", "drugs", "TNF-α", "β-catenin"]),
        ("AKT1 makes C40 carotenoids.", ["AKT1", "carotenoids"]),
        ("NRAS Q61R activates MEK1.", ["NRAS Q61R", "MEK1"]),
        ("AKT1 raises inflammation somehow.", ["AKT1", "inflammation"]),
        ("XBP1 mRNA binds IRE1.", ["XBP1", "IRE1"]),
        ("STAT5A/B and Aurora B/C bind TP53.", ["STAT5A/B", "Aurora B/C", "TP53"]),
        (
            "The phosphoinositide 3-kinase (PI3K)/Akt pathway makes NO ⑧.",
            ["phosphoinositide 3-kinase (PI3K)/Akt pathway", "NO"],
        ),
        ("Axin binds the TP53 hinge domain.", ["Axin", "TP53 hinge domain"]),
        ("The EGFR inhibitor gefitinib kills cells.", ["EGFR", "gefitinib", "cells"]),
        (
            "AXL binds single-sense RNAs and forked-chain lactate.",
            ["AXL", "single-sense RNAs", "forked-chain lactate"],
        ),
        ("AKT1 raises up-regulated lactate.", ["AKT1", "lactate"]),
        ("AKT1 moves ER storage proteins.", ["AKT1", "ER storage proteins"]),
        (
            "AKT1 binds antioxidant storage proteins and Ca2+ ions.",
            ["AKT1", "antioxidant storage proteins", "Ca2+"],
        ),
        (
            "Cold-attenuated viruses start ATP-consuming reactions.",
            ["Cold-attenuated viruses", "ATP-consuming reactions"],
        ),
        ("CLOCK:BMAL1 and the p50:RelB dimer bind.", ["CLOCK", "BMAL1", "p50:RelB dimer"]),
        ("Extra- and intracellular AKT1 rises.", ["Extra", "AKT1"]),
        ("It cuts 3‚Ä≤-adenylated tRNAs.", ["3‚Ä≤-adenylated tRNAs"]),
        ("STAT3’s role in Crohn’s disease.", ["STAT3", "Crohn’s disease"]),
        ("AKT1 blocks autophagic membrane formation.", ["AKT1", "autophagic membrane"]),
        ("AKT1 blocks special membrane formation.", ["AKT1", "membrane"]),
        ("PKA holoenzyme binds anthocyanin glycosides.", ["PKA holoenzyme", "anthocyanin glycosides"]),
        ("AKT1 makes the flavonoids quercetin and rutin.", ["AKT1", "quercetin", "rutin"]),
        ("AKT1 raises blood calcium.", ["AKT1", "calcium"]),
        ("NRF2 binds cytoprotective and regulatory enzymes.", ["NRF2", "cytoprotective and regulatory enzymes"]),
        ("Cells expressing receptors make TNF.", ["Cells", "receptors", "TNF"]),
        ("AKT1 binds the HBV glycoprotein coat.", ["AKT1", "HBV glycoprotein coat"]),
        ("AKT1 makes C40 and leaf volatile terpenes.", ["AKT1", "C40", "volatile terpenes"]),
        ("AKT1 binds ROS detoxifying enzymes.", ["AKT1", "ROS detoxifying enzymes"]),
        ("AKT1 makes a terpenoid, and steroid hormones.", ["AKT1", "terpenoid", "steroid hormones"]),
        ("AKT1 activates neurons ④ and lipase (XII).", ["AKT1", "neurons", "lipase"]),
    ],
)
def test_what_belongs_to_a_name(caption, names):
    assert named(caption) == names


def test_a_chain_of_three_names_has_three_links():
    (sentence,) = read("The Zpk11-Zpk7-Zpk1 MAPK cascade rises.").sentences
    assert [link.text for link in sentence.chunks[0].links] == ["Zpk11", "Zpk7", "Zpk1"]


def test_two_names_of_one_gene_are_one_name():
    mentions = find_mentions("p62/SQSTM1 binds BECN1.")
    assert [mention.grounding.symbol for mention in mentions] == ["SQSTM1", "BECN1"]


def test_what_is_silenced_is_lost():
    (sentence,) = read("TP53-silenced mice lack BAX.").sentences
    assert [chunk.type for chunk in sentence.chunks if chunk.code == "H"] == ["flip"]


class TestUnseen:
    """Spaces without width, joiners and soft hyphens, as publishers leave them for breaking lines."""

    LETTERS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
    CAPTION = "NF-κB activates IL-6. MDM2 inhibits p53 in early endosomes, and ESCRT-III binds ALIX."

    @pytest.mark.parametrize("letter", LETTERS, ids=ascii)
    def test_a_name_is_known_as_if_it_were_whole(self, letter):
        first, second = find_mentions(f"The NF-{letter}κB induces I{letter}L-6.")
        assert (first.grounding.identifier, second.grounding.symbol) == ("fplx:NFkappaB", "IL6")

    @given(st.data())
    def test_they_change_nothing_but_places(self, data):
        spaces = st.text(self.LETTERS, max_size=2)
        torn = "".join(data.draw(spaces) + letter for letter in self.CAPTION) + data.draw(spaces)
        mentions, relations = find_mentions(self.CAPTION), extract_relations(self.CAPTION, min_confidence=0)
        told = find_mentions(torn)
        stated = extract_relations(torn, min_confidence=0)
        for one in (*told, *(end for r in stated for end in (r.source, r.target))):
            assert torn[one.start : one.end] == one.text
        assert [(visible(m.text), m.kind, m.grounding) for m in told] == [
            (m.text, m.kind, m.grounding) for m in mentions
        ]
        assert all(torn[r.start : r.end] == r.sentence and r.trigger in r.sentence for r in stated)
        assert [self.told(r) for r in stated] == [self.told(r) for r in relations]

    def told(self, relation):
        ends = [visible(end.text) for end in (relation.source, relation.target)]
        return *ends, relation.type, relation.sign, relation.confidence, visible(relation.trigger)

    def test_a_network_names_what_it_has_without_them(self):
        caption = "Zo\u00adrch7 activates MTOR. Zorch7 inhibits AKT1."
        network = pfocr_net.build_network(Figure("PMC1__f1", caption=caption))
        assert {name for _, name in network.nodes(data="name")} == {"Zorch7", "MTOR", "AKT1"}
