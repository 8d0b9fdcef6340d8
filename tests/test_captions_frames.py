"""What the frames read, before the scorer decides: from sentences of our own."""

import pytest

from pfocr_net.explain import explain


def readings(caption):
    """Return what the frames read in a caption, a line each."""
    return {f"{r.source} {r.type} {r.target}" for sentence in explain(caption) for r in sentence.readings}


@pytest.mark.parametrize(
    ("caption", "lines"),
    [
        ("AKT1 leads to loss of PTEN and activation of MTOR.", {"AKT1 activates MTOR", "AKT1 inhibits PTEN"}),
        ("AKT1 activates MTOR, inhibits PTEN.", {"AKT1 inhibits PTEN"}),
        ("IL-6 binds to GP130 to activate STAT3.", {"IL-6 activates STAT3", "GP130 activates STAT3"}),
        ("LPS is used by TLR4 to activate MYD88.", {"TLR4 activates MYD88"}),
        ("AKT1 is a protein that inhibits GSK3B.", {"AKT1 inhibits GSK3B"}),
        ("EGF activates EGFR, which, upon dimerization, activates RAS.", {"EGFR activates RAS"}),
        ("TNF binds to TNFR1 in macrophages, which activates IKK.", {"TNF activates IKK"}),
        ("Release of IL-6 by macrophages, which activates STAT3.", {"IL-6 activates STAT3"}),
        ("The stability of MYC depends on AKT1.", {"AKT1 activates MYC"}),
        ("Apoptosis via TP53.", {"TP53 regulates Apoptosis"}),
        ("PTEN is required for apoptosis through TP53.", {"PTEN regulates TP53"}),
        (
            "AKT1 promotes survival by activating MTOR and inhibiting FOXO1.",
            {"AKT1 inhibits FOXO1", "FOXO1 inhibits survival", "MTOR activates survival"},
        ),
        ("AKT1 results in apoptosis through TP53.", {"TP53 regulates apoptosis"}),
        ("LPS-induced IL-6 activates STAT3.", {"LPS activates STAT3", "IL-6 activates STAT3"}),
        ("Infection with HIV activates TLR7.", {"HIV activates TLR7"}),
        ("Binding to EGFR activates RAS.", {"EGFR activates RAS"}),
        ("In the absence of PTEN, AKT1 is activated.", {"PTEN inhibits AKT1"}),
        ("ADH reduces acetaldehyde to ethanol.", {"acetaldehyde converts ethanol"}),
        ("BACE1 cleaves APP into amyloid beta.", {"APP converts amyloid beta"}),
        ("Bone arises from osteoblasts.", {"osteoblasts converts Bone"}),
        ("VPS34 belongs to ESCRT.", {"ESCRT contains VPS34"}),
        ("BECN1 forms a complex with VPS34.", {"BECN1 binds VPS34"}),
        ("The pathway (composed of AKT1 and MTOR) inhibits PTEN.", {"pathway contains AKT1"}),
        ("PI3K signaling comprises the following proteins: AKT1 and MTOR.", {"PI3K signaling contains AKT1"}),
        ("AKT1 has an effect on apoptosis.", {"AKT1 regulates apoptosis"}),
        ("AKT1 plays a role in proliferation, migration, and apoptosis.", {"AKT1 regulates apoptosis"}),
        ("TLR4 binds members of the MYD88 family.", {"TLR4 binds MYD88"}),
        ("PTEN acts as an inhibitor of AKT1.", {"PTEN inhibits AKT1"}),
        ("Resveratrol protects against diabetes.", {"Resveratrol inhibits diabetes"}),
        ("Treatment of macrophages with LPS induces IL-6.", {"LPS activates IL-6"}),
        ("Apoptosis is under the control of TP53.", {"TP53 regulates Apoptosis"}),
        ("SOD1 is found in mitochondria.", {"mitochondria contains SOD1"}),
        ("GGPP, a precursor of carotenoids, accumulates.", {"GGPP converts carotenoids"}),
        ("TLR4 signaling is followed by NF-kB activation.", {"TLR4 signaling activates NF-kB"}),
        ("The conversion of pyruvate towards lactate is slow.", {"pyruvate converts lactate"}),
        ("Cells were treated with the EGFR inhibitor gefitinib.", {"gefitinib inhibits EGFR"}),
        ("The AMPK activator metformin inhibits MTOR.", {"metformin activates AMPK", "metformin inhibits MTOR"}),
        ("MTOR, activated by AKT1, stimulates S6K1.", {"AKT1 activates MTOR", "MTOR activates S6K1"}),
        ("IL-6 activates STAT3. This promotes apoptosis.", {"STAT3 activates apoptosis"}),
        ("Monocytes become macrophages.", {"Monocytes converts macrophages"}),
        ("The BECN1-VPS34 complex initiates autophagy.", {"BECN1 binds VPS34"}),
        ("CK2 mediates degradation of PTEN.", {"CK2 inhibits PTEN"}),
        ("TP53 activates and MDM2 inhibits BAX.", {"TP53 activates BAX", "MDM2 inhibits BAX"}),
        ("AKT1 phosphorylates but does not activate MTOR.", {"AKT1 modifies MTOR"}),
        ("TP53 binds to and activates BAX.", {"TP53 binds BAX", "TP53 activates BAX"}),
        ("The RAS-RAF-MEK-ERK signalling pathway drives growth.", {"RAF activates MEK", "MEK activates ERK"}),
        ("WNT binds Frizzled and LRP6.", {"WNT binds Frizzled", "WNT binds LRP6"}),
        ("CASP3 cleavage of PARP1 causes apoptosis.", {"PARP1 activates apoptosis", "CASP3 modifies PARP1"}),
        ("The balance between BAX and BCL2 regulates apoptosis.", {"BAX regulates apoptosis"}),
        ("An antibody against IL-6 suppresses fever.", {"IL-6 activates fever"}),
        ("Nuclear translocation of YAP1 drives apoptosis.", {"YAP1 activates apoptosis"}),
        ("Exocytosis of SNAP25 in response to TNF.", {"TNF activates SNAP25"}),
        ("The destruction complex (AXIN1, APC and GSK3B) binds MYC.", {"destruction complex contains APC"}),
        ("MAVS at the outer membrane binds RIG-I.", {"outer membrane contains MAVS"}),
        ("ERK2, downstream of RAF1, kills cells.", {"RAF1 regulates ERK2"}),
        ("A mutation in PTEN causes cancer.", {"PTEN inhibits cancer"}),
        ("MYC is degraded by GSK3B-mediated phosphorylation.", {"GSK3B inhibits MYC"}),
        ("AXIN1-, APC- and GSK3B-induced MYC rises.", {"AXIN1 activates MYC", "APC activates MYC"}),
        ("RAF1-MEK1 binding is enhanced by KSR1.", {"RAF1 binds MEK1", "KSR1 activates MEK1"}),
        ("Trametinib, a MEK1 inhibitor, kills cells.", {"Trametinib inhibits MEK1"}),
        ("Empagliflozin (SGLT2 inhibitor) reduces glucose.", {"Empagliflozin inhibits SGLT2"}),
        ("Wnt antagonists such as DKK1 block LRP6.", {"DKK1 inhibits Wnt", "DKK1 inhibits LRP6"}),
        (
            "JAK2 inhibitors (ruxolitinib, fedratinib) block STAT5.",
            {"ruxolitinib inhibits JAK2", "fedratinib inhibits STAT5", "JAK2 activates STAT5"},
        ),
        (
            "Inhibitors of PARP1 (olaparib, niraparib) block BRCA1.",
            {"niraparib inhibits PARP1", "olaparib inhibits BRCA1", "PARP1 activates BRCA1"},
        ),
        (
            "Negative regulators of TLR4, such as A20, attenuate fever.",
            {"A20 inhibits TLR4", "A20 inhibits fever", "TLR4 activates fever"},
        ),
        ("PTEN loss allows FOXO1 to enter the nucleus.", {"FOXO1 transports nucleus"}),
        ("ATM-mediated phosphorylation of TP53 is rapid.", {"ATM modifies TP53"}),
        ("IL-6 induces apoptosis via inhibition of AKT1.", {"IL-6 inhibits AKT1", "AKT1 inhibits apoptosis"}),
        ("LDHA converts pyruvate to lactate.", {"LDHA modifies pyruvate", "pyruvate converts lactate"}),
        ("PTEN is a substrate of CK2.", {"CK2 modifies PTEN"}),
        ("Pyruvate is converted to lactate via LDHA.", {"LDHA regulates lactate", "Pyruvate regulates LDHA"}),
        ("PTEN was identified as an inhibitor of AKT1.", {"PTEN inhibits AKT1"}),
        ("AKT1 inhibits PTEN, reducing apoptosis.", {"AKT1 inhibits apoptosis", "PTEN activates apoptosis"}),
        ("PTEN is inhibited by AKT1, reducing apoptosis.", {"PTEN activates apoptosis"}),
        ("AKT1 inhibits PTEN. This reduces apoptosis.", {"PTEN activates apoptosis"}),
        ("Loss of PTEN and activation of AKT1 leading to survival.", {"PTEN inhibits survival"}),
        ("IL-6 activates kinases such as JAK2 (a kinase), and TYK2.", {"IL-6 activates TYK2"}),
        ("LPS triggers stress responses, such as autophagy.", {"LPS activates autophagy"}),
        ("Hepatocytes express GLUT2.", {"Hepatocytes converts GLUT2"}),
        ("GLUT2 is expressed in hepatocytes.", {"hepatocytes converts GLUT2"}),
        ("RAF1 → MEK1 → ERK2.", {"RAF1 activates MEK1", "MEK1 activates ERK2"}),
        ("BAX inhibited by BCL2 stays inactive.", {"BCL2 inhibits BAX"}),
        ("Stress causes ethanol to acetaldehyde conversion.", {"ethanol converts acetaldehyde"}),
        ("AKT1 binds MTOR, generating cAMP from ATP.", {"ATP converts cAMP"}),
        ("MYC degradation is performed by FBXW7.", {"FBXW7 inhibits MYC"}),
        ("Macrophages undergo apoptosis.", {"Macrophages regulates apoptosis"}),
        ("Incorporation of selenium into selenoproteins is slow.", {"selenium transports selenoproteins"}),
        ("Kinases (such as AKT1) trigger apoptosis.", {"AKT1 activates apoptosis"}),
        ("AKT1 activates MTOR and/or S6K1.", {"AKT1 activates MTOR", "AKT1 activates S6K1"}),
        ("Cytokines such as: IL-6 and IL-8 activate STAT3.", {"IL-6 activates STAT3", "IL-8 activates STAT3"}),
    ],
)
def test_read(caption, lines):
    assert lines <= readings(caption)


@pytest.mark.parametrize(
    ("caption", "line"),
    [
        ("Proteins involved in autophagy are red.", "Proteins regulates autophagy"),
        ("AKT1 is indicated by a star.", "star"),
        ("Inhibition of MTOR by rapamycin induces autophagy.", "rapamycin activates autophagy"),
        ("AKT1 activates MTOR. This was performed by PTEN.", "PTEN"),
        ("AKT1 promotes the degradation of MYC by FBXW7.", "AKT1 regulates FBXW7"),
        ("This figure activates AKT1.", "figure activates AKT1"),
        ("After injury, AKT1 activates MTOR.", "injury activates MTOR"),
        ("AKT1 - protein kinase B.", "AKT1 activates protein kinase B"),
        ("Inhibition of PI3K (LY294002 or wortmannin) helps.", "PI3K contains"),
        ("Glucose in the cytosol rises.", "cytosol contains"),
        ("Inhibitors of PARP1 such as olaparib kill cells.", "PARP1 contains olaparib"),
        ("Lipid peroxidation products such as MDA rise.", "MDA converts lipid"),
        ("NRF2 translocates from the cytoplasm to the nucleus.", "NRF2 transports cytoplasm"),
        ("PTEN loss allows FOXO1 to enter the nucleus.", "PTEN transports nucleus"),
        ("BECN1 forms a complex with VPS34.", "BECN1 converts complex"),
        ("Acetylation of TP53 by EP300 enhances its activity.", "TP53 activates EP300"),
    ],
)
def test_not_read(caption, line):
    assert not any(line in read for read in readings(caption))


def test_respectively_goes_in_pairs():
    assert readings("AKT1 and PTEN activate MTOR and PI3K, respectively.") == {
        "AKT1 activates MTOR",
        "PTEN activates PI3K",
    }
