"""Pages and tables that are broken, hostile or huge: a clear error that names the place, or a plain figure."""

import pytest

from pfocr_net import read_figure
from pfocr_net.errors import FrontMatterError, PageError, TableError

HEADER = "organism_id\torganism_name\tword\tmatch\tncbigene_symbol\tncbigene_id\tsource\n"
ROW = "9606\tHomo sapiens\tAKT\tAKT\tAKT1\t207\tncbigene_synonym\n"


@pytest.fixture
def read(tmp_path):
    """Read a page that consists of the given bytes or text."""

    def read(content):
        page = tmp_path / "_figures" / "page.md"
        page.parent.mkdir()
        page.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_figure(page)

    return read


@pytest.mark.parametrize(
    ("page", "line", "what"),
    [
        ("", 1, "No front matter"),
        ("# Only Markdown\n", 1, "No front matter"),
        ("---\nfigid: x\n", 3, "the closing line --- is missing"),
        ("\n---\nfigid: x\n---\n", 1, "No front matter"),
        ("---\n---\n", 2, "should be keys with values"),
        ("---\n- figid\n---\n", 2, "should be keys with values"),
        ("---\nfigid: x\ncaption: a: b\n---\n", 3, "Broken YAML: mapping values are not allowed"),
        ("---\nfigid: x\ncaption: 'open\n---\n", 4, "Broken YAML: "),
        ("---\nfigid: x\n\n\ncaption: a\x07b\n---\n", 5, "Broken YAML: control characters are not allowed"),
        ("---\nfigid: x\n? [a]\n: b\n---\n", 3, "Broken YAML: a key should be text"),
        ("---\nfigid: x\ncaption: a\nfigid: y\n---\n", 4, "'figid' stands there twice"),
        ("---\nfigid: x\ncaption: [a, b]\n---\n", 3, "'caption' should be text"),
        ("---\nfigid: x\norganisms: {a: b}\n---\n", 3, "'organisms' should hold a list of texts"),
        (
            "---\nfigid: x\nschema-jsonld:\n  keywords:\n  - [a]\n---\n",
            3,
            "'schema-jsonld' should hold a list of texts",
        ),
        ("---\nfigid: x\ngenes:\n- word: AKT\n---\n", 3, "'genes' should be a list of rows with word, symbol"),
        ("---\nfigid: x\nchemicals: ATP\n---\n", 3, "'chemicals' should be a list of rows with word, source"),
        ("---\ncaption: a\n---\n", 1, "has no figid"),
        ("---\nfigid: NA\n---\n", 1, "has no figid"),
        ("---\nfigid: x\ncaption: a &b *c\nlist: [&a 1, *a]\n---\n", 4, "An alias"),
    ],
)
def test_broken_front_matter(read, page, line, what):
    with pytest.raises(FrontMatterError, match=what) as caught:
        read(page)
    assert caught.value.path.name == "page.md"
    assert caught.value.line == line


@pytest.mark.parametrize(
    "figid",
    ["../up", "..", ".hidden", "a/b", "a\\b", "/etc/passwd", "C:x", '"a\\0b"', '"a\\nb"', "_figures", "x" * 300],
)
def test_a_figid_that_cannot_name_a_file(read, figid):
    with pytest.raises(FrontMatterError, match=r"'figid'.* cannot name a file") as caught:
        read(f"---\ncaption: a\nfigid: {figid}\n---\n")
    assert caught.value.line == 3


def test_a_figure_without_caption(read):
    assert read("---\nfigid: PMC1__a\n---\n").caption == ""


def test_control_characters_reach_nobody(read):
    page = (
        '---\nfigid: x\ncaption: "A\\x1b[2J binds\\0 B"\nyear: "20\\a23"\norganisms: ["Homo\\x1b sapiens"]\n---\n'
    )
    figure = read(page)
    assert (figure.caption, figure.year, figure.organisms) == ("A[2J binds B", "2023", ("Homo sapiens",))


def test_aliases_that_explode(read):
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    with pytest.raises(FrontMatterError, match="An alias"):
        read(f"---\nfigid: x\na0: &a0 lol\n{levels}---\n")


@pytest.mark.parametrize("depth", [400, 100_000])
def test_nesting_without_end(read, depth):
    with pytest.raises(FrontMatterError, match="nest"):
        read(f"---\nfigid: x\ncaption: {'[' * depth}{']' * depth}\n---\n")


@pytest.mark.parametrize(
    ("encoding", "line"), [("latin-1", 3), ("cp1252", 3), ("utf-16", 1), ("utf-16-be", 3), ("utf-16-le", 3)]
)
def test_other_encodings_are_refused_not_guessed(read, encoding, line):
    with pytest.raises(PageError, match=r"not UTF-8\. Save the file as UTF-8|No front matter") as caught:
        read("---\nfigid: x\ncaption: Wüst – ö\n---\n".encode(encoding, "replace"))
    assert caught.value.line in (line, 1)


def test_a_page_of_50_mb_is_not_read(read):
    with pytest.raises(PageError, match="Larger than 4,000,000 bytes"):
        read(b"---\nfigid: x\ncaption: " + b"a" * 50_000_000)


def test_a_large_page_full_of_yaml_marks(read):
    figure = read("---\nfigid: x\ncaption: |\n" + "  - -- --- &a *b <script>\n" * 100_000 + "---\n")
    assert figure.caption.count("<script>") == 100_000


def test_a_folder_is_no_page(tmp_path):
    with pytest.raises(PageError, match="Is a directory"):
        read_figure(tmp_path)


class TestTables:
    @pytest.fixture
    def read(self, make_page, tmp_path):
        """Read a page whose gene table consists of the given text."""

        def read(table):
            page = make_page()
            (tmp_path / "_data").mkdir()
            (tmp_path / "_data/PMC1__f1-genes.tsv").write_bytes(table.encode())
            return read_figure(page)

        return read

    @pytest.mark.parametrize("table", ["", "\ufeff", HEADER, HEADER + "\n\n"])
    def test_an_empty_table_has_no_genes(self, read, table):
        figure = read(table)
        assert (figure.genes, figure.has_gene_table) == ((), False)

    @pytest.mark.parametrize(
        ("table", "line", "what"),
        [
            (HEADER + ROW + ROW[:20], 3, "The row has 3 fields, not 7. Is the file cut off?"),
            (HEADER + ROW + ROW.replace("\n", "\tmore\n") + ROW, 3, "The row has 8 fields, not 7"),
            (HEADER + ROW.replace("AKT1", '"AKT1'), 2, "Not a table: unexpected end of data"),
            (HEADER.replace("word", "Word"), 1, "The table lacks word"),
            (ROW, 1, "The table lacks organism_id, organism_name, word"),
            ("<html>not found</html>", 1, "The table lacks"),
        ],
    )
    def test_a_torn_table(self, read, table, line, what):
        with pytest.raises(TableError, match=what) as caught:
            read(table)
        assert caught.value.path.name == "PMC1__f1-genes.tsv"
        assert caught.value.line == line
