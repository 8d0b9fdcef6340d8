"""Reading pages: both generations, their tables, the organism, and what counts as unknown."""

import pickle

import pytest

from pfocr_net import find_figures, read_figure
from pfocr_net.errors import PageError, UsageError
from pfocr_net.model import Gene, Kind, Term

MOUSE = ("10090", "Mus musculus")
FLY = ("7227", "Drosophila melanogaster")
HUMAN = ("9606", "Homo sapiens")

AKT1 = (*HUMAN, "AKT,", "AKT", "AKT1", "207", "famplex_relations")
AKT2 = (*HUMAN, "AKT,", "AKT", "AKT2", "208", "famplex_relations")
FLY_AKT = (*FLY, "AKT,", "AKT", "Akt", "41957", "ncbigene_symbol")

EMBEDDED = """\
genes:
- word: SHC/PI3K
  symbol: PI3K
  source: bioentities_symbol
  hgnc_symbol: PIK3CD
  entrez: '5293'
chemicals:
- word: ethanol
  source: MESH
  identifier: D000431
- word: ethanol
  source: MESH
  identifier: D000431
"""


def test_the_customers_page(example):
    figure = read_figure(example)
    assert figure.figid == "PMC8660802__41419_2021_4430_Fig2_HTML"
    assert figure.figtitle == "Biogenesis and release of exosomes"
    assert figure.caption.startswith(
        "Exosome biogenesis begins with early endosome formation through endocytosis at"
    )
    assert (figure.pmcid, figure.year, figure.doi) == ("PMC8660802", "2021", "10.1038/s41419-021-04430-z")
    assert (figure.number, figure.figlink) == ("F2", "/pmc/articles/PMC8660802/figure/Fig2/")
    assert (figure.organism, figure.taxid, figure.organisms) == ("Homo sapiens", "9606", ("Homo sapiens",))
    assert figure.ndex == ""
    assert len(figure.genes) == len(figure.keywords) == 109
    assert figure.genes[0] == Gene("CLTA", "1211", "Clathrin", "CLATHRIN", "famplex_relations", "9606")
    assert Gene("IRF6", "3664", "pit", "PIT", "ncbigene_synonym", "9606") in figure.genes


def test_a_page_of_2022_carries_its_genes_in_the_front_matter(make_page):
    page = make_page(organisms="Mus musculus", organisms_ner=None, doi=None, diseases=[])
    page.write_text(page.read_text().replace("seo:", EMBEDDED + "seo:"))
    figure = read_figure(page)
    assert figure.has_gene_table
    assert figure.genes == (Gene("PIK3CD", "5293", "SHC/PI3K", "PI3K", "bioentities_symbol", "9606"),)
    assert figure.terms == (Term(Kind.CHEMICAL, "ethanol", identifiers=("mesh:D000431",)),)
    assert (figure.organism, figure.organisms, figure.doi) == (
        "Homo sapiens",
        ("Mus musculus", "Homo sapiens"),
        "",
    )


def test_a_table_goes_before_genes_in_the_front_matter(shared):
    figure = read_figure(shared / "corpus/real/_figures/PMC100005__mb2410575011.md")
    assert figure.front_matter["genes"]
    assert {gene.source for gene in figure.genes} == {"famplex_relations", "ncbigene_symbol", "ncbigene_synonym"}


def test_without_a_table_only_the_keywords_speak(make_page):
    page = make_page(**{"schema-jsonld": {"keywords": ["AKT1", ".na.character", "Akt", "glucose"]}})
    figure = read_figure(page)
    assert figure.genes == ()
    assert not figure.has_gene_table
    assert figure.keywords == ("AKT1", "Akt", "glucose")
    assert figure.organism_choice == "Homo sapiens: no gene table; the page names it."


@pytest.mark.parametrize(("keywords", "read"), [("TP53", ("TP53",)), ("", ()), (None, ()), ([], ())])
def test_keywords_that_are_one_or_none(make_page, keywords, read):
    assert read_figure(make_page(**{"schema-jsonld": {"keywords": keywords}})).keywords == read


def test_text_stays_text(make_page):
    page = make_page(figtitle="X", number="Y", year="Z", organisms=["P"])
    page.write_text(page.read_text().replace(" X", " NO").replace(" Y", " 1e5").replace("- P", "- true"))
    figure = read_figure(page)
    assert (figure.figtitle, figure.number, figure.organisms[0]) == ("NO", "1e5", "true")
    assert figure.front_matter["figtitle"] == "NO"


@pytest.mark.parametrize("unknown", ["NA", ".na.character", ".na", "null", "~", "", "''", "[]"])
def test_unknown_values_are_empty(make_page, unknown):
    page = make_page(doi="DOI", organisms=["ORG"], organisms_ner=[])
    page.write_text(page.read_text().replace("DOI", unknown).replace("- ORG", "- NA"))
    assert (read_figure(page).doi, read_figure(page).organisms) == ("", ())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("TNF-&alpha; &amp; IL&#8209;6 &lt;b&gt;", "TNF-α & IL\u20116 <b>"),
        ("NF-ÎºB (Î²) â†’ â€œdeathâ€\x9d", 'NF-κB (β) → "death"'),
        ("Ângela: ΜΑΡΚ, HIF‐1α, ()  []", "Ângela: ΜΑΡΚ, HIF‐1α, ()  []"),
    ],
)
def test_captions_are_mended_where_it_is_sure(make_page, written, read):
    figure = read_figure(make_page(caption=written))
    assert figure.caption.replace("“", '"').replace("”", '"') == read
    assert figure.front_matter["caption"] == written


def test_line_endings_and_byte_order_mark_do_not_matter(make_page):
    page = make_page(genes=[AKT1], caption="A fairly long caption. " * 12)
    plain = read_figure(page)
    table = page.parents[1] / "_data/PMC1__f1-genes.tsv"
    for file in (page, table):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    figure = read_figure(page)
    assert figure.digest != plain.digest
    assert (figure.caption, figure.genes, figure.front_matter) == (plain.caption, plain.genes, plain.front_matter)


def test_the_digest_covers_page_and_tables(make_page):
    page = make_page(genes=[AKT1])
    table = page.parents[1] / "_data/PMC1__f1-genes.tsv"
    digests = [read_figure(page).digest]
    for file in (page, table):
        file.write_bytes(file.read_bytes() + b"\n")
        digests.append(read_figure(page).digest)
    assert len(set(digests)) == 3
    table.rename(table.with_name("PMC1__f1-chemicals.tsv"))
    with pytest.raises(PageError, match="lacks mesh, name"):
        read_figure(page)


def test_tables_elsewhere(make_page, tmp_path):
    page = make_page(genes=[AKT1])
    (tmp_path / "_data").rename(tmp_path / "tables")
    assert read_figure(page).genes == ()
    assert [gene.symbol for gene in read_figure(page, data=tmp_path / "tables").genes] == ["AKT1"]
    with pytest.raises(UsageError, match=r"nowhere: There is no such folder"):
        read_figure(page, data=tmp_path / "nowhere")


def test_words_are_kept_as_drawn(make_page):
    rows = [
        (*HUMAN, word, "AKT", "AKT1", "207", "ncbigene_synonym") for word in (".....AKT,", "p62/ZIP–«src", "NA")
    ]
    genes = read_figure(make_page(genes=[*rows, rows[0]])).genes
    assert [gene.word for gene in genes] == [".....AKT,", "p62/ZIP–«src", "NA"]


def test_a_quoted_word_and_a_gene_without_symbol(make_page):
    quoted = (*HUMAN, '"5\'-""AMP"""', "AMP", "AMP1", "1", "ncbigene_synonym")
    nameless = (*HUMAN, "B-AR", "BAR", "NA", "44798", "ncbigene_synonym")
    genes = read_figure(make_page(genes=[quoted, nameless])).genes
    assert [(gene.word, gene.symbol) for gene in genes] == [('5\'-"AMP"', "AMP1"), ("B-AR", "BAR")]


def test_chemicals_and_diseases_are_terms_once_each(make_page, tmp_path):
    page = make_page(genes=[AKT1])
    (tmp_path / "_data/PMC1__f1-chemicals.tsv").write_text(
        "word\tmesh\tmatch\tname\tchebi\n"
        + "Re\tmesh:D012211\tRhenium\trhenium atom\tchebi:49882\n" * 2
        + "Asn\tmesh:C528802\tNA\tNA\tNA\n"
    )
    (tmp_path / "_data/PMC1__f1-diseases.tsv").write_text(
        "word\tmesh\tmatch\tname\tdoid\nLipotoxicity\tNA\tNA\tNA\tNA\nNASH\tmesh:D065626\tNAFLD\tNA\tdoid:0080208\n"
    )
    assert read_figure(page).terms == (
        Term(Kind.CHEMICAL, "Re", "rhenium atom", ("chebi:49882", "mesh:D012211")),
        Term(Kind.CHEMICAL, "Asn", "", ("mesh:C528802",)),
        Term(Kind.DISEASE, "Lipotoxicity"),
        Term(Kind.DISEASE, "NASH", "NAFLD", ("doid:0080208", "mesh:D065626")),
    )


class TestOrganism:
    def test_human_where_it_has_rows(self, make_page):
        figure = read_figure(make_page(genes=[FLY_AKT, (*FLY_AKT[:-1], "x"), AKT1]))
        assert [gene.symbol for gene in figure.genes] == ["AKT1"]
        assert figure.organism_choice == "Homo sapiens: human has 1 of the 3 rows."
        assert figure.organisms == ("Homo sapiens", "Drosophila melanogaster")

    def test_else_the_one_that_most_words_speak_for(self, make_page):
        fly = [(*FLY, word, word, word, "1", "ncbigene_symbol", "2", "NA", "2") for word in ("Akt", "akt", "AKT")]
        mouse = [(*MOUSE, "AKT", "AKT", "Akt1", "11651", "ncbigene_symbol", "NA", "3", "3")]
        figure = read_figure(make_page(genes=fly + mouse))
        assert (figure.organism, figure.taxid) == ("Mus musculus", "10090")
        assert figure.organism_choice == "Mus musculus: no human row; 1 of the 4 rows match 3 words."

    def test_then_the_one_with_more_rows(self, make_page):
        mouse = (*MOUSE, "AKT", "AKT", "Akt1", "11651", "ncbigene_symbol")
        assert read_figure(make_page(genes=[FLY_AKT, mouse, (*mouse[:4], "Akt2", *mouse[5:])])).taxid == "10090"

    @pytest.mark.parametrize("wanted", ["7227", "drosophila melanogaster", "Drosophila melanogaster", "Fly"])
    def test_another_if_asked(self, make_page, wanted):
        figure = read_figure(make_page(genes=[FLY_AKT, AKT1]), organism=wanted)
        assert [gene.symbol for gene in figure.genes] == ["Akt"]
        assert figure.organism_choice == "Drosophila melanogaster: asked for; 1 of the 2 rows."

    def test_all_if_asked(self, make_page):
        figure = read_figure(make_page(genes=[FLY_AKT, AKT1, AKT2]), organism="all")
        assert [(gene.symbol, gene.taxid) for gene in figure.genes] == [
            ("Akt", "7227"),
            ("AKT1", "9606"),
            ("AKT2", "9606"),
        ]
        assert figure.organism == "Drosophila melanogaster, Homo sapiens"

    def test_one_that_is_not_there(self, make_page):
        with pytest.raises(PageError, match=r"No gene of 'Mus muscullus'.* has Homo sapiens \(9606\)"):
            read_figure(make_page(genes=[AKT1]), organism="Mus muscullus")


class TestFind:
    def test_pages_folders_and_sites(self, make_page, tmp_path):
        b, a = make_page("PMC2__b"), make_page("PMC1__a")
        assert list(find_figures([tmp_path])) == list(find_figures([tmp_path / "_figures"])) == [a, b]
        assert list(find_figures([str(b), tmp_path, a])) == [b, a]
        missing = a.with_name("missing.md")
        assert list(find_figures([tmp_path, tmp_path / "_figures", missing])) == [a, b, missing]

    def test_a_page_is_found_once_by_whatever_path(self, make_page, tmp_path, monkeypatch):
        page = make_page("PMC1__a")
        site = tmp_path / "site"
        site.symlink_to(tmp_path, target_is_directory=True)
        monkeypatch.chdir(tmp_path)
        others = [".", site, "_figures/../_figures", f"_figures/{page.name}", site / "_figures" / page.name]
        for other in others:
            assert list(find_figures([tmp_path, other])) == [page]
            assert len(list(find_figures([other, *others, page]))) == 1

    def test_a_link_in_a_circle_is_left_to_the_reader(self, tmp_path):
        loop = tmp_path / "loop.md"
        loop.symlink_to(loop)
        assert list(find_figures([loop, loop])) == [loop]

    def test_a_missing_page_is_left_to_the_reader(self, tmp_path):
        missing = tmp_path / "PMC1__missing.md"
        assert list(find_figures([missing])) == [missing]
        with pytest.raises(PageError, match=r"missing\.md: Cannot be read: No such file or directory"):
            read_figure(missing)

    def test_a_folder_without_pages_says_so(self, tmp_path):
        with pytest.raises(UsageError, match="No page here"):
            list(find_figures([tmp_path]))


def test_every_page_of_the_corpus_reads(shared):
    corpus = shared / "corpus"
    figures = [read_figure(page) for page in find_figures([corpus, corpus / "real"])]
    assert len(figures) == 1047
    assert all(figure.caption and figure.figid == figure.path.stem for figure in figures)
    assert sum(figure.has_gene_table for figure in figures) == 1046
    assert pickle.loads(pickle.dumps(figures)) == figures
