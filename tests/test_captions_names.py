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
