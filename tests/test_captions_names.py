"""Which stretches of a caption are names, read from sentences of our own."""

import pytest

from pfocr_net.captions.extract import read


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
        "caption", ["SOD1, GPX4 and NOX2 act in stress.", "AKT1, activated by RAC1, inhibits BAD; MTOR grows."]
    )
    def test_a_sentence_is_no_glossary(self, caption):
        assert named(caption)
        assert not read(caption).aliases


@pytest.mark.parametrize(
    ("caption", "names"),
    [
        ("NRAS Q61R activates MEK1.", ["NRAS Q61R", "MEK1"]),
        ("AKT1 raises inflammation somehow.", ["AKT1", "inflammation"]),
        ("XBP1 mRNA binds IRE1.", ["XBP1", "IRE1"]),
        ("It cuts 3‚Ä≤-adenylated tRNAs.", ["3‚Ä≤-adenylated tRNAs"]),
    ],
)
def test_what_belongs_to_a_name(caption, names):
    assert named(caption) == names
