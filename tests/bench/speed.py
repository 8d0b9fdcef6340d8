"""How fast a page becomes CX2 on one core, room by room, with peers beside.

    python -m tests.bench.speed FOLDER [--model en_core_web_sm]

FOLDER holds pages. The peers need spacy and python-frontmatter; --model names an installed spaCy model, whose
parser is then timed, too. Times are processor time a page: of each page the best of some rounds, so that what else
the machine does counts little.
"""

import argparse
import gc
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from pfocr_net.build import build_figure
from pfocr_net.captions import extract_relations
from pfocr_net.errors import PageError
from pfocr_net.families import sift_genes
from pfocr_net.files import write_whole
from pfocr_net.formats.cx2 import dump, to_cx2
from pfocr_net.layout import place
from pfocr_net.model import Figure, Relation
from pfocr_net.network import draw_network
from pfocr_net.pages import find_figures, read_figure
from pfocr_net.style import read_style
from tests.bench.cx2_writing import by_factory, by_network, ours

#: What is timed: a name, and what to do with one page's worth of things.
Row = tuple[str, Callable[..., object], list[tuple[Any, ...]]]


def table(title: str, rows: Iterable[Row], rounds: int) -> float:
    """Print how long each row takes a page, and how many times the first one; return the sum."""
    rows = list(rows)
    print(f"\n{title}")
    times = [milliseconds(do, things, rounds) for _, do, things in rows]
    for (name, *_), taken in zip(rows, times, strict=True):
        print(f"  {name:<40}{taken:8.2f} ms {1000 / taken:10,.0f} a second {taken / times[0]:8.1f} times")
    return sum(times)


def milliseconds(do: Callable[..., object], things: list[tuple[Any, ...]], rounds: int) -> float:
    best = [float("inf")] * len(things)
    for _ in range(rounds):
        for number, thing in enumerate(things):
            start = time.process_time()
            do(*thing)
            best[number] = min(best[number], time.process_time() - start)
    return 1000 * sum(best) / len(best)


def readable(folder: str) -> Iterator[tuple[Path, str]]:
    for page in find_figures([folder]):
        try:
            read_figure(page)
        except PageError as error:
            print(f"left out: {error}")
        else:
            yield page, page.read_text("utf-8").removeprefix("---\n")


def page_peers(texts: list[str]) -> Iterator[Row]:
    matters = [(text.split("\n---", 1)[0], yaml.CSafeLoader) for text in texts]
    yield "PyYAML CSafeLoader, front matter only", yaml.load, matters
    if find_spec("frontmatter"):
        import frontmatter

        yield "python-frontmatter, the page only", frontmatter.loads, [(f"---\n{text}",) for text in texts]


def caption_peers(captions: list[tuple[str, ...]], model: str | None) -> Iterator[Row]:
    if find_spec("spacy"):
        import spacy

        yield "spaCy, blank tokenizer", spacy.blank("en"), captions
        if model:
            yield f"spaCy, {model}", spacy.load(model, exclude=["ner", "lemmatizer"]), captions


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--model")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    pages, texts = (list(column) for column in zip(*readable(given.folder), strict=True))
    figures, style = [read_figure(page) for page in pages], read_style()
    captions = [(figure.caption,) for figure in figures]
    sifted = [sift_genes(figure) for figure in figures]
    told = [
        (figure, families, relations_of(figure), suspects)
        for figure, (families, suspects) in zip(figures, sifted, strict=True)
    ]
    networks = [draw_network(*one)[0] for one in told]
    drawn = [(network, place(network)) for network in networks]
    documents = [to_cx2(*one, style) for one in drawn]
    aspects = [{name: part[name] for part in document for name in part} for document in documents]
    written = [(*one, parts) for one, parts in zip(drawn, aspects, strict=True)]
    contents = [(page, dump(document)) for page, document in zip(pages, documents, strict=True)]
    edges = sum(network.number_of_edges() for network in networks)
    gc.freeze()  # what is made ready here would be looked at again and again
    print(f"{len(pages)} pages, {sum(map(len, networks))} nodes, {edges} edges; best of {given.rounds} rounds")
    print(f"A million steps of a list comprehension take {milliseconds(steps, [(10**6,)] * 9, 3):.0f} ms.")

    def compare(title: str, *rows: Row) -> float:
        return table(title, rows, given.rounds)

    reading: Row = ("read_figure, tables included", read_figure, [(page,) for page in pages])
    relating: Row = ("extract_relations", relations_of, [(figure,) for figure in figures])
    compare("Reading a page", reading, *page_peers(texts))
    compare("Reading a caption", relating, *caption_peers(captions, given.model))
    compare(
        "Writing CX2, without the file",
        ("to_cx2 and dump", ours, written),
        ("ndex2 CX2Network", by_network, written),
        ("ndex2 networkx factory, no look", by_factory, written),
    )
    with tempfile.TemporaryDirectory() as out:
        parts = compare(
            "From page to CX2, where the time goes",
            reading,
            relating,
            ("sift_genes", sift_genes, [(figure,) for figure in figures]),
            ("draw_network", draw_network, told),
            ("place", place, [(network,) for network in networks]),
            ("to_cx2", lambda *one: to_cx2(*one, style), drawn),
            ("dump", dump, [(document,) for document in documents]),
            ("write_whole", write_whole, [(Path(out, page.stem), content) for page, content in contents]),
        )
        whole = compare(
            "From page to CX2, all in one",
            ("build_figure", partial(build_figure, formats=["cx2"], style=style), [(page, out) for page in pages]),
        )
    print(f"\nSum of the parts {parts:.2f} ms, all in one {whole:.2f} ms: {1000 / whole:,.0f} pages a second.")


def relations_of(figure: Figure) -> list[Relation]:
    return extract_relations(figure.caption, genes=figure.genes)


def steps(count: int) -> list[int]:
    return [step for step in range(count)]  # noqa: C416


if __name__ == "__main__":
    main()
