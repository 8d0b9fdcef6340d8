"""Setting the ndex field: the characters of its value change, and nothing else."""

import re
import resource
import stat
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pfocr_net import find_figures, read_figure, set_ndex
from pfocr_net.errors import FrontMatterError, PageChangedError, PageError, UsageError
from pfocr_net.pages.edit import with_ndex
from pfocr_net.pages.front_matter import read_front_matter

UUID = "f8d44b29-dec4-11ea-99da-0ac135e8bacf"
PAGE = Path("page.md")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ndex: ''", f"ndex: {UUID}"),
        ('ndex:   ""   # to come', f"ndex:   {UUID}   # to come"),
        ("ndex:", f"ndex: {UUID}"),
        ("ndex: # to come", f"ndex: {UUID} # to come"),
        ("ndex: ~", f"ndex: {UUID}"),
        ("ndex: null", f"ndex: {UUID}"),
        ("ndex: []", f"ndex: {UUID}"),
        ("ndex: e93dea57-deb4-11ea-99da-0ac135e8bacf", f"ndex: {UUID}"),
        ("'ndex' : 'two\n  lines'", f"'ndex' : {UUID}"),
        ("ndex: two\n  lines", f"ndex: {UUID}"),
        ("ndex: |-\n  a block\n  of text\n# note", f"ndex: {UUID}\n# note"),
        ("note: 'ndex: no'\nndex: ''", f"note: 'ndex: no'\nndex: {UUID}"),
        ("caption: |\n  text\n  ndex: ''\n\nndex: ''", f"caption: |\n  text\n  ndex: ''\n\nndex: {UUID}"),
        ("inner:\n  ndex: ''\nndex: ''", f"inner:\n  ndex: ''\nndex: {UUID}"),
        ("year: '2021'", f"year: '2021'\nndex: {UUID}"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["---\n", "\ufeff--- \n"])
@pytest.mark.parametrize(
    "rest", ["\nseo: CreativeWork\n---\n", "\nseo: CreativeWork\n---\n\n# Body\n---\nndex: ''"]
)
def test_only_the_value_changes(before, after, newline, start, rest):
    before, after = (
        (start + f"figid: αβ\U0001d6fc\n{middle}{rest}").replace("\n", newline) for middle in (before, after)
    )
    assert with_ndex(before, UUID, PAGE) == after


def test_a_missing_field_goes_to_the_end_where_there_is_no_seo():
    assert with_ndex("---\nfigid: x\n---\nbody", UUID, PAGE) == f"---\nfigid: x\nndex: {UUID}\n---\nbody"


def test_an_emptied_field_is_written_as_the_site_writes_it():
    assert with_ndex(f"---\nndex: {UUID}\n---", "", PAGE) == "---\nndex: ''\n---"


@pytest.mark.parametrize(
    "page",
    [
        "---\nndex:\n- a\n- b\n---\n",
        "---\nndex:\n  a: b\n# note\nseo: x\n---\n",
        "---\n{figid: x, seo: y}\n---\n",
    ],
)
def test_a_value_that_cannot_be_changed_alone_is_refused(page):
    with pytest.raises(FrontMatterError, match="cannot be changed on its own"):
        with_ndex(page, UUID, PAGE)


KEYS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=12)
TEXT = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"], include_characters="\n\t"), max_size=60)
VALUES = st.recursive(
    TEXT | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@given(
    entries=st.dictionaries(KEYS | st.sampled_from(["ndex", "seo", "caption"]), VALUES, min_size=1, max_size=6),
    style=st.sampled_from([None, "'", '"', "|", ">"]),
    width=st.sampled_from([20, 80, 10_000]),
    indent=st.integers(2, 6),
    newline=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
    uuid=st.uuids().map(str),
)
def test_any_front_matter_keeps_everything_else(entries, style, width, indent, newline, mark, uuid):
    text = yaml.dump(entries, default_style=style, width=width, indent=indent, allow_unicode=True, sort_keys=False)
    page = mark + f"---\n{text}---\nbody\n".replace("\n", newline)
    old = read_front_matter(page, PAGE)
    try:
        edited = with_ndex(page, uuid, PAGE)
    except FrontMatterError:
        assert isinstance(entries.get("ndex"), list | dict)
        return
    new = read_front_matter(edited, PAGE)
    assert new.values == {**old.values, "ndex": uuid}
    assert edited.count(uuid) == page.count(uuid) + 1
    before, after = edited.split(uuid)
    assert page.startswith(before.removesuffix("ndex: ").removesuffix(" "))
    assert page.endswith(after.removeprefix(newline))
    assert with_ndex(edited, uuid, PAGE) == edited


class TestOnDisk:
    def test_bytes_mode_and_links_stay(self, make_page, tmp_path):
        page = make_page(caption="Ünïcödé, ()  &amp;")
        page.chmod(0o640)
        link = tmp_path / "link.md"
        link.symlink_to(page)
        before = page.read_bytes()
        assert set_ndex(link, UUID.upper())
        assert page.read_bytes() == before.replace(b"ndex: ''", b"ndex: " + UUID.encode())
        assert stat.S_IMODE(page.stat().st_mode) == 0o640
        assert link.is_symlink()
        assert [file.name for file in page.parent.iterdir()] == [page.name]
        assert read_figure(page).ndex == UUID

    def test_the_same_value_is_not_written_again(self, make_page):
        page = make_page(ndex=UUID)
        before = page.stat()
        assert not set_ndex(page, UUID)
        assert (page.stat().st_mtime_ns, page.stat().st_ino) == (before.st_mtime_ns, before.st_ino)

    def test_a_page_that_changed_since_it_was_read_is_left_alone(self, make_page, tmp_path):
        page = make_page(genes=[("9606", "Homo sapiens", "AKT", "AKT", "AKT1", "207", "ncbigene_synonym")])
        read = read_figure(page).digest
        table = tmp_path / "_data/PMC1__f1-genes.tsv"
        table.write_text(table.read_text().replace("207", "208"))
        with pytest.raises(PageChangedError, match="changed since it was read"):
            set_ndex(page, UUID, expected_digest=read)
        assert read_figure(page).ndex == ""
        assert set_ndex(page, UUID, expected_digest=read_figure(page).digest)

    def test_a_read_only_page_is_left_alone(self, make_page):
        page = make_page()
        page.chmod(0o444)
        with pytest.raises(PageError, match="page is read-only"):
            set_ndex(page, UUID)
        assert read_figure(page).ndex == ""

    def test_a_full_disk_leaves_the_page_as_it_was(self, make_page):
        page = make_page()
        before = page.read_bytes()
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
        try:
            with pytest.raises(PageError, match="Cannot be written: File too large"):
                set_ndex(page, UUID)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert page.read_bytes() == before
        assert [file.name for file in page.parent.iterdir()] == [page.name]

    @pytest.mark.parametrize("uuid", ["42", "f8d44b29-dec4-11ea-99da-0ac135e8bac", "x\nseo: y"])
    def test_only_a_uuid_is_written(self, make_page, uuid):
        with pytest.raises(UsageError, match="is not the UUID of a network"):
            set_ndex(make_page(), uuid)


def test_every_page_of_the_corpus(shared):
    corpus = shared / "corpus"
    for path in find_figures([corpus, corpus / "real"]):
        page = path.read_bytes().decode()
        assert with_ndex(page, UUID, path) == re.sub(r"(?m)^ndex: .*$", f"ndex: {UUID}", page)
