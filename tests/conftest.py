"""Fixtures for all tests: where the shared material lies, and small pages made on the spot."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
import yaml

from pfocr_net.ndex import Credentials, Ndex, Pace
from tests.ndex_server import NdexServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: A busy machine is no fault of the code.
hypothesis.settings.register_profile("steady", deadline=None)
hypothesis.settings.load_profile("steady")

ROOT = Path(__file__).parents[1]

GENE_COLUMNS = [
    *("organism_id", "organism_name", "word", "match", "ncbigene_symbol", "ncbigene_id", "source"),
    *("count_direct", "count_synonym", "count_match"),
]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Material that is not part of the repository: PFOCR_SHARED, or ../shared."""
    folder = Path(os.environ.get("PFOCR_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        missing = f"no shared material at {folder} (set PFOCR_SHARED)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return folder


@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    """Debian's Chromium; it asks nothing of the network by itself."""
    from playwright.sync_api import sync_playwright

    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", *quiet],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def example() -> Path:
    """The customer's page; its gene table lies where it is found."""
    return ROOT / "examples/_figures/PMC8660802__41419_2021_4430_Fig2_HTML.md"


@pytest.fixture
def make_page(tmp_path: Path) -> Callable[..., Path]:
    """Write a page under ``tmp_path/_figures``, and give back its path.

    ``genes`` are rows of `GENE_COLUMNS` that may end early (the counts are then unknown); without it there is no
    table. Other keywords are entries of the front matter; ``None`` leaves one out.
    """

    def make(figid: str = "PMC1__f1", *, genes: list[tuple[str, ...]] | None = None, **entries: object) -> Path:
        front_matter = {
            "figid": figid,
            "figtitle": "A figure",
            "organisms": ["NA"],
            "organisms_ner": ["Homo sapiens"],
            "pmcid": figid.split("__")[0],
            "caption": "Nothing happens here.",
            "year": "2023",
            "doi": "10.1/x",
            "ndex": "",
            "seo": "CreativeWork",
        }
        known = {key: value for key, value in (front_matter | entries).items() if value is not None}
        text = yaml.safe_dump(known, sort_keys=False, allow_unicode=True)
        page = tmp_path / "_figures" / f"{figid}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"---\n{text}---\n", encoding="utf-8")
        if genes is not None:
            rows = [GENE_COLUMNS, *([*row, "NA", "NA", "NA"][: len(GENE_COLUMNS)] for row in genes)]
            table = tmp_path / "_data" / f"{figid}-genes.tsv"
            table.parent.mkdir(exist_ok=True)
            table.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
        return page

    return make


@pytest.fixture
def ndex_server() -> Iterator[NdexServer]:
    """A stand-in for NDEx, with the accounts `me` and `other`."""
    with NdexServer() as server:
        yield server


@pytest.fixture
def ndex(ndex_server: NdexServer) -> Iterator[Ndex]:
    """The account `me` there, with little patience."""
    pace = Pace(connect=5, read=5, look=0.01, first=0.005, longest=0.05, attempts=6, patience=10, grace=0.3)
    with Ndex(ndex_server.url, Credentials("me", "secret word"), pace=pace) as account:
        yield account
