"""What a caption states, read from sentences of our own."""

import json
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pfocr_net import extract_relations
from pfocr_net.benchmark import read_gold, score, words
from pfocr_net.benchmark.names import same
from pfocr_net.captions import MIN_CONFIDENCE, find_mentions
from pfocr_net.captions.examples import check_verbs
from pfocr_net.captions.words import DATA, read_verbs
from pfocr_net.curation.scorer import lesson
from pfocr_net.errors import DataError, ReaderError
from pfocr_net.explain import explain


def stated(caption, **options):
    """Return what a caption states, a line each."""
    return [f"{r.source.text} {r.type} {r.target.text}" for r in extract_relations(caption, **options)]


def fails(*values, why):
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.mark.parametrize(
    ("caption", "lines"),
    [
        ("MTOR is activated by AKT1.", {"AKT1 activates MTOR"}),
        ("MTOR activated by AKT1 stimulates S6K1.", {"AKT1 activates MTOR", "MTOR activates S6K1"}),
        ("MTOR, activated by AKT1, stimulates S6K1.", {"AKT1 activates MTOR"}),
        ("Inhibition of GSK3B by AKT1 was seen.", {"AKT1 inhibits GSK3B"}),
        (
            "Activation of MTOR by AKT1 drives autophagy.",
            {"AKT1 activates MTOR", "MTOR activates autophagy", "AKT1 activates autophagy"},
        ),
        ("PTEN inhibits AKT1 phosphorylation.", {"PTEN inhibits AKT1"}),
        ("EGF binds EGFR, activating RAS.", {"EGF binds EGFR", "EGF activates RAS", "EGFR activates RAS"}),
        ("TNF stimulates IKK to phosphorylate IkBα.", {"TNF activates IKK", "TNF modifies IkBα"}),
        ("LPS activates TLR4, which induces IL-6.", {"LPS activates TLR4", "TLR4 activates IL-6"}),
        ("MTOR depends on RAGA.", {"RAGA activates MTOR"}),
        ("IL-6 acts via JAK2.", {"IL-6 regulates JAK2"}),
        (
            "AKT1 activates MTOR via TSC2.",
            {"AKT1 activates MTOR", "AKT1 regulates TSC2", "TSC2 regulates MTOR"},
        ),
        ("BAX inhibited by BCL2 stays inactive.", {"BCL2 inhibits BAX"}),
        ("MDM2 fine-tunes p53.", {"MDM2 regulates p53"}),
    ],
)
def test_sentences(caption, lines):
    assert lines <= {*stated(caption)}


@pytest.mark.parametrize(
    ("caption", "lines"),
    [
        ("AKT1 inhibits TSC2 after activation by PDK1.", {"AKT1 inhibits TSC2", "PDK1 activates AKT1"}),
        ("JAK2 phosphorylates STAT3 after binding to EPOR.", {"JAK2 modifies STAT3", "JAK2 binds EPOR"}),
    ],
)
def test_what_an_earlier_event_says_is_its_own(caption, lines):
    assert {*stated(caption)} == lines


def test_a_panel_begins_a_sentence():
    [relation] = extract_relations("Autophagy in yeast. b AKT1 inhibits MTOR.")
    assert relation.sentence == "b AKT1 inhibits MTOR."


@pytest.mark.parametrize(
    ("caption", "line"),
    [
        ("IL-6 activates STAT3. This promotes apoptosis.", "STAT3 activates apoptosis"),
        ("TNF stimulates IKK to phosphorylate IkBα.", "IKK modifies IkBα"),
        ("Monocytes become macrophages.", "Monocytes converts macrophages"),
        ("VPS34 belongs to ESCRT.", "ESCRT contains VPS34"),
        ("The BECN1-VPS34 complex initiates autophagy.", "BECN1 binds VPS34"),
        ("BECN1 forms a complex with VPS34.", "BECN1 binds VPS34"),
        ("The RAF1-MEK1-ERK2 axis is active.", "MEK1 activates ERK2"),
        fails("Bone arises from osteoblasts.", "osteoblasts converts Bone", why="read, but held unlikely"),
    ],
)
def test_what_is_drawn_only_on_demand(caption, line):
    """Of their kind too few are marked: ``--min-confidence`` brings them."""
    assert line in stated(caption, min_confidence=0.2)


@pytest.mark.parametrize(
    ("caption", "lines"),
    [
        (
            "AKT1 and PKA inhibit BAD and GSK3B.",
            {f"{a} inhibits {b}" for a in ("AKT1", "PKA") for b in ("BAD", "GSK3B")},
        ),
        (
            "Growth factors such as EGF and VEGF activate RAS.",
            {"Growth factors activates RAS", "EGF activates RAS", "VEGF activates RAS"},
        ),
        ("RAF1 phosphorylates ERK1/2.", {"RAF1 modifies ERK1/2"}),
        ("TGF-β activates Smad2/3/4.", {"TGF-β activates Smad2/3/4"}),
        ("PINK1-mediated mitophagy.", {"PINK1 regulates mitophagy"}),
        (
            "Caspases-3, -6 and -7 trigger apoptosis.",
            {"Caspases-3, -6 and -7 activates apoptosis"},
        ),
        (
            "RAF1 → MEK1 → ERK2.",
            {"RAF1 activates MEK1", "MEK1 activates ERK2"},
        ),
    ],
)
def test_lists_compounds_and_chains(caption, lines):
    assert {*stated(caption)} == lines


@pytest.mark.parametrize("caption", ["LPS-induced TNF release promotes inflammation.", "LPS-induced TNF."])
def test_a_compound_holds_a_relation_of_its_own(caption):
    assert "LPS activates TNF" in stated(caption)


def test_respectively_goes_in_pairs():
    lines = stated("AKT1 and PTEN activate MTOR and PI3K, respectively.")
    assert lines == ["AKT1 activates MTOR", "PTEN activates PI3K"]


@pytest.mark.parametrize(
    ("caption", "line"),
    [
        ("Knockdown of BECN1 reduces autophagy.", "BECN1 activates autophagy"),
        ("TNF inhibits the activation of AKT1 by insulin.", "TNF inhibits AKT1"),
        ("TNF inhibits the activation of AKT1 by insulin.", "insulin activates AKT1"),
        ("Inhibition of MTOR by rapamycin induces autophagy.", "rapamycin inhibits MTOR"),
        ("The MTOR inhibitor rapamycin promotes autophagy.", "rapamycin activates autophagy"),
        ("The MTOR inhibitor rapamycin promotes autophagy.", "rapamycin inhibits MTOR"),
        ("Loss of PTEN activates AKT1.", "PTEN inhibits AKT1"),
        ("Inhibition of MTOR by rapamycin induces autophagy.", "MTOR inhibits autophagy"),
    ],
)
def test_loss_and_inhibitors_turn_signs(caption, line):
    assert line in stated(caption)


@pytest.mark.parametrize(
    ("caption", "hedged"),
    [
        ("AKT1 activates MTOR.", False),
        ("AKT1 may activate MTOR.", True),
        ("AKT1 could activate MTOR.", True),
        ("It is proposed that AKT1 activates MTOR.", True),
    ],
)
def test_hedges_are_kept_and_flagged(caption, hedged):
    (relation,) = extract_relations(caption)
    assert relation.hedged is hedged


@pytest.mark.parametrize("caption", ["AKT1 does not activate MTOR.", "TP53 is not inhibited by MDM2."])
def test_what_is_negated_is_dropped(caption):
    assert stated(caption) == []


def test_not_only_is_no_negation():
    assert stated("AKT1 not only activates MTOR but also inhibits FOXO1.") == [
        "AKT1 activates MTOR",
        "AKT1 inhibits FOXO1",
    ]


@pytest.mark.parametrize(
    "caption",
    [
        "(A) AKT1 activates MTOR.",
        "AKT1 () activates MTOR (; ).",
        "AKT1 [1, 2] activates MTOR (Fig. 2).",
        "AKT1 activates MTOR. MTOR, mechanistic target of rapamycin; AKT1, AKT serine kinase 1.",
        "Arrows show activation. AKT1 activates MTOR.",
    ],
)
def test_panels_holes_glossaries_and_legends_add_nothing(caption):
    assert stated(caption) == ["AKT1 activates MTOR"]


@pytest.mark.parametrize(
    "caption",
    [
        "",
        " \n ",
        "()",
        "Red boxes show genes that are upregulated; green boxes denote downregulated genes.",
        "Solid arrows indicate activation, dashed arrows indicate inhibition.",
        "AKT1, protein kinase B; MTOR, mechanistic target of rapamycin.",
        "Data are mean ± SEM (n = 3), * p < 0.05 by Student's t-test.",
    ],
)
def test_silence_where_nothing_is_stated(caption):
    assert stated(caption) == []


@pytest.mark.parametrize(
    ("caption", "line"),
    [
        ("NRF2 translocates from the cytoplasm to the nucleus.", "NRF2 transports nucleus"),
        ("Lysosomes fuse with autophagosomes.", "Lysosomes transports autophagosomes"),
        ("Early endosomes mature into late endosomes.", "Early endosomes converts late endosomes"),
        ("Cytochrome c is released into the cytosol.", "Cytochrome c transports cytosol"),
        (
            "Glucose is converted to glucose-6-phosphate by hexokinase.",
            "Glucose converts glucose-6-phosphate",
        ),
        ("Glucose is converted to glucose-6-phosphate by hexokinase.", "hexokinase modifies Glucose"),
        ("Hexokinase converts glucose to glucose-6-phosphate.", "glucose converts glucose-6-phosphate"),
        ("The BECN1-VPS34 complex initiates autophagy.", "BECN1-VPS34 complex activates autophagy"),
    ],
)
def test_transport_conversion_and_complexes(caption, line):
    assert line in stated(caption)


def test_the_place_that_is_left_is_no_goal():
    lines = stated("NRF2 translocates from the cytoplasm to the nucleus.")
    assert "NRF2 transports cytoplasm" not in lines


@pytest.mark.parametrize("name", ["MYC", "AKT1", "MTOR", "STAT3"])
@pytest.mark.parametrize("caption", ["RAF1 activates {}, and TP53 inhibits it.", "RAF1 <- {} <- TP53."])
def test_who_acts_does_not_depend_on_the_names(caption, name):
    acting = [(r.source.text, r.target.text) for r in extract_relations(caption.format(name), min_confidence=0)]
    assert ("TP53", name) in acting
    assert (name, "TP53") not in acting


def test_an_abbreviation_is_its_long_form():
    first, second = extract_relations("Tumor necrosis factor (TNF) activates NF-kB. TNF induces IL-6.")
    assert first.source.text == "Tumor necrosis factor"
    assert first.source.grounding == second.source.grounding
    assert first.source.grounding.symbol == "TNF"


def test_offsets_are_those_of_the_caption():
    caption = "  (A) TGF‐β () activates  SMAD3. (B) Thus, PTEN\nmay inhibit AKT1 [3]."
    relations = extract_relations(caption)
    assert len(relations) == 2
    for relation in relations:
        assert caption[relation.start : relation.end] == relation.sentence
        for mention in (relation.source, relation.target):
            assert caption[mention.start : mention.end] == mention.text
            assert relation.start <= mention.start < mention.end <= relation.end


PIECES = st.sampled_from(
    [
        *("AKT1", "TGF-β", "ERK1/2", "activates", "is inhibited by", "of", "which", "loss of", "such as", "not"),
        *("both", "these", "its", "it", "where", "to", "in turn", "respectively", "neither", "by activating", "a"),
        *("may", "(A)", "induced", "phosphorylation", "ß", "İ", "😀", "--->", "<-|"),
        *"()[]{}.,;:/-–→>+*&'\n\u00a0",
    ]
)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join)))
@example("TP53 both")
@example("TP53 activates MDM2. They inhibit it.")
@example("\u200bTP53 activates MDM2. They inhibit it.")
def test_any_text_can_be_read(caption):
    relations = extract_relations(caption, min_confidence=0)
    for mention in (*find_mentions(caption), *(end for r in relations for end in (r.source, r.target))):
        assert caption[mention.start : mention.end] == mention.text
    for relation in relations:
        assert caption[relation.start : relation.end] == relation.sentence
        assert 0 <= relation.confidence <= 1
    assert extract_relations(caption, min_confidence=0) == relations


def test_a_threshold_only_leaves_out():
    caption = "LPS activates TLR4, which may induce IL-6 via NF-kB and inhibits PPARG."
    everything = extract_relations(caption, min_confidence=0)
    assert extract_relations(caption) == [r for r in everything if r.confidence >= MIN_CONFIDENCE]


class TestVerbs:
    def test_every_example_is_read_as_it_says(self):
        checked = list(check_verbs(DATA / "verbs.toml"))
        assert [(verb.lemma, wrong) for verb, wrong in checked if wrong] == []
        assert len(checked) > 500

    def test_an_example_shows_the_verb_itself(self):
        for verb in read_verbs(DATA / "verbs.toml"):
            assert not verb.example or verb.lemma[:3] in verb.example.lower() or verb.past, verb

    def test_a_verb_of_your_own(self, tmp_path):
        file = tmp_path / "mine.toml"
        file.write_text('[zorch]\ntype = "inhibits"\nexample = "A zorches B."\n')
        assert "PTEN inhibits AKT1" not in stated("PTEN zorches AKT1.")
        (relation,) = extract_relations("PTEN zorches AKT1.", verbs=file)
        assert (relation.source.text, relation.type, relation.target.text) == ("PTEN", "inhibits", "AKT1")
        assert [wrong for _, wrong in check_verbs(file)] == [""]


def test_explaining_tells_how_a_relation_came_to_be():
    first, second = explain("AKT1 activates MTOR. Arrows indicate inhibition.")
    assert [(part.code, part.text) for part in first.parts] == [("N", "AKT1"), ("V", "activates"), ("N", "MTOR")]
    assert [(r.frame, r.source, r.type, r.target) for r in first.readings] == [
        ("active", "AKT1", "activates", "MTOR")
    ]
    assert [*first.relations] == extract_relations("AKT1 activates MTOR.")
    assert (first.legend, second.legend) == (False, True)


def test_what_is_explained_stands_where_it_says():
    caption = "Ar\u200brows are shown.\u200b NF-\u200bκB acti\u00advates MTOR."
    _, sentence = explain(caption)
    assert sentence.text == "NF-\u200bκB acti\u00advates MTOR."
    assert caption[sentence.start :] == sentence.text
    assert [part.text for part in sentence.parts] == ["NF-\u200bκB", "acti\u00advates", "MTOR"]
    assert [*sentence.relations] == extract_relations(caption)


ACTIVATES = {"source": "AKT1", "target": "MTOR", "type": "activates", "sign": 1}


class TestBenchmark:
    @pytest.fixture
    def gold(self, tmp_path):
        def gold(*captions):
            entities = [{"id": name, "mentions": [name]} for name in ("AKT1", "MTOR", "PTEN")]
            lines = [
                {"figid": "f", "caption": caption, "entities": entities, "relations": relations}
                for caption, relations in captions
            ]
            file = tmp_path / "gold.jsonl"
            file.write_text("".join(json.dumps(line) + "\n" for line in lines))
            return file

        return gold

    @pytest.mark.parametrize(
        ("caption", "right"),
        [
            ("AKT1 activates MTOR.", (1, 1, 1)),
            ("AKT1 inhibits MTOR.", (1, 1, 0)),
            ("MTOR activates AKT1.", (1, 0, 0)),
            ("AKT1 is shown. MTOR activates PTEN.", (0, 0, 0)),
        ],
    )
    def test_levels(self, gold, caption, right):
        (tier,) = score([*read_gold([gold((caption, [ACTIVATES]))])], extract_relations, (0.45,)).tiers
        assert (tier.found, tier.marked, tuple(tier.right.values())) == (1, 1, right)

    def test_false_alarms_and_frames(self, gold):
        file = gold(("AKT1 activates MTOR.", [ACTIVATES]), ("PTEN inhibits AKT1.", []))
        result = score([*read_gold([file])], extract_relations, (0.45, 1.0))
        assert (result.captions, result.silent, result.false_alarms) == (2, 1, 1)
        assert result.frames == {"active": (2, 1)}
        assert [(tier.found, tier.precision("link"), tier.f1("link")) for tier in result.tiers] == [
            (2, 0.5, pytest.approx(2 / 3)),
            (0, 0.0, 0.0),
        ]

    @pytest.mark.parametrize("line", ["{", '{"caption": "x"}', "[]"])
    def test_a_broken_line_is_named(self, tmp_path, line):
        file = tmp_path / "gold.jsonl"
        file.write_text(f"\n{line}\n".lstrip("\n"))
        with pytest.raises(DataError, match=r"gold\.jsonl:1: This is no marked caption"):
            [*read_gold([file])]

    def test_places_are_those_of_the_page(self, make_page, tmp_path):
        page = make_page("PMC1__f1", caption="AKT1 activates MTOR.")
        file = tmp_path / "places.jsonl"
        entities = [{"id": "a", "mentions": [[0, 4]]}, {"id": "b", "mentions": [[15, 19]]}]
        relation = {"source": "a", "target": "b", "type": "activates", "sign": 1}
        record = {"figid": "PMC1__f1", "entities": entities, "relations": [relation]}
        file.write_text("".join(json.dumps(record | {"figid": f}) + "\n" for f in ("PMC1__f1", "PMC2__f1")))
        (marked,) = read_gold([file], [page])
        assert marked.relations[0].source == (("akt1",),)
        assert marked.relations[0].target == (("mtor",),)

    @pytest.mark.parametrize(
        ("a", "b", "agree"),
        [
            ("TGF-β", "TGFbeta", True),
            ("Rab proteins", "rab protein", True),
            ("endosomes", "early endosomes", True),
            ("Wnt", "canonical Wnt signaling", False),
            ("AKT1", "AKT2", False),
            ("", "AKT1", False),
        ],
    )
    def test_names_that_agree(self, a, b, agree):
        assert same(words(a), words(b)) is same(words(b), words(a)) is agree

    def test_candidates_learn_from_marks(self, gold):
        (marked,) = read_gold([gold(("MTOR is activated by AKT1.", [ACTIVATES]))])
        (example,) = lesson(marked).examples
        assert (example.linked, example.forward, example.kind) == (True, False, 0)

    def test_marked_captions_are_read_well(self, shared):
        """A guard, no measure: these captions had their part in the training."""
        gold = [*read_gold([shared / "bench/relations_dev.jsonl"])]
        (tier,) = score(gold, extract_relations, (MIN_CONFIDENCE,)).tiers
        assert tier.precision("link") >= 0.60
        assert tier.f1("link") >= 0.40


@pytest.mark.parametrize(
    ("caption", "line"),
    [
        ("AKT1 negatively regulates autophagy.", "AKT1 inhibits autophagy"),
        ("Autophagy is positively regulated by BECN1.", "BECN1 activates Autophagy"),
        ("PTEN is a negative regulator of AKT1.", "PTEN inhibits AKT1"),
        ("Negative regulation of AKT1 promotes autophagy.", "AKT1 inhibits autophagy"),
        ("AKT1 has an inhibitory effect on autophagy.", "AKT1 inhibits autophagy"),
    ],
)
def test_a_word_beside_tells_the_way_of_regulation(caption, line):
    assert stated(caption) == [line]


def test_all_sentences_vote_and_the_one_that_says_so_is_shown():
    [relation] = extract_relations("IL-6 is a regulator of STAT3. IL-6 activates STAT3. IL-6 stimulates STAT3.")
    assert (relation.type, relation.sign) == ("activates", 1)
    assert relation.sentence in ("IL-6 activates STAT3.", "IL-6 stimulates STAT3.")


@pytest.mark.parametrize(
    ("caption", "lines"),
    [
        ("HRAS activates PI3K but not RAF1.", ["HRAS activates PI3K"]),
        ("TP53 is activated by ATR but not by ATM.", ["ATR activates TP53"]),
        ("ATM hardly activates TP53.", []),
        ("AKT1 is activated by PDK1 in the absence of PI3K.", ["PDK1 activates AKT1"]),
        ("AKT1 phosphorylates GSK3B, but not FOXO1 or BAD.", ["AKT1 modifies GSK3B"]),
        ("AKT1 activates not only MTOR but also GSK3B.", ["AKT1 activates MTOR", "AKT1 activates GSK3B"]),
        ("Neither TLR2 nor TLR4 activated IRF3.", []),
        ("No activation of STAT3 by IL6 was seen.", []),
        ("AKT1 is not an inhibitor of MTOR.", []),
    ],
)
def test_what_is_denied_is_no_relation(caption, lines):
    assert stated(caption) == lines


A_AND_B = '[{"id": "a", "mentions": ["A"]}, {"id": "b", "mentions": ["B"]}]'


def marked(entities, target=None):
    """Return a line of gold that says "A acts on B."."""
    relations = f'{{"source": "a", "target": {target}, "sign": 0}}' if target else ""
    return f'{{"figid": "F", "caption": "A acts on B.", "entities": {entities}, "relations": [{relations}]}}'


@pytest.mark.parametrize("caption", ["PTEN ⊣ AKT1", "PTEN --| AKT1"])
def test_a_blunt_arrow_inhibits(caption):
    assert stated(caption) == ["PTEN inhibits AKT1"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"figid": "F", "caption": 5, "entities": [], "relations": []}', "caption: 5 is not of type 'string'"),
        ('{"figid": "F", "entities": [], "relations": []}', "it has no caption, and no pages are named"),
        ('{"figid": "F", "caption": "A.", "relations": []}', "'entities' is a required property"),
        (marked('[{"id": "a", "mentions": "A"}]'), "mentions: 'A' is not of type 'array'"),
        (marked('[{"id": "a", "mentions": ["AKT1"]}]', '"a", "type": "binds"'), r"none of \['AKT1'\]"),
        (marked('[{"id": "a", "mentions": [[50, 60]]}]', '"a", "type": "binds"'), r"none of \[\[50, 60\]\]"),
        (marked(A_AND_B, '"b", "type": "blocks"'), "'blocks' is not one of .*'inhibits'"),
        (marked(A_AND_B, '"c", "type": "binds"'), "no entity has the id 'c'"),
        ("[" * 5000, "marked caption"),
        ("\udcff", "no marked caption"),
    ],
)
def test_gold_that_is_none_is_told_with_its_line(tmp_path, line, why):
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(b"\n" + line.encode(errors="surrogateescape"))
    with pytest.raises(DataError, match=rf"gold\.jsonl:2: .*{why}"):
        list(read_gold([gold]))


@pytest.mark.parametrize("part", ["(red ", "by activating "])
def test_a_stretch_without_end_takes_no_time_without_end(part):
    begun = time.process_time()
    extract_relations(part * (30_000 // len(part)))
    assert time.process_time() - begun < 10


def test_lists_without_end_are_refused_before_they_fill_the_memory():
    actors, things = (", ".join(f"{letters}{n}" for n in range(500)) for letters in ("ABC", "XYZ"))
    with pytest.raises(ReaderError, match="more than 5,000 pairs of names"):
        extract_relations(f"{actors} activate {things}.")
    with pytest.raises(ReaderError, match="more than 100,000 characters"):
        extract_relations("AKT1 activates MTOR. " * 5000)


def test_a_long_stretch_is_read_to_its_end():
    mentions = find_mentions("AKT1 " + "and so on " * 1000 + "MTOR")
    assert [mention.text for mention in mentions] == ["AKT1", "MTOR"]
