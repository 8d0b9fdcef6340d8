"""From an expression table to coloured networks: which published figures explain what changed?

The table is synthetic, and called so: 3,000 genes at random, whose fold changes mean nothing, and some that make
and release exosomes, which were raised on purpose. With your own table, replace `synthetic_table`.

::

    python examples/expression/expression.py examples out

reads the figures under ``examples`` (a store, or a folder of pages) and writes ``out/report.html``, which shows
each figure that holds more of the raised genes than chance would have it, its network coloured by fold change, and
``out/enriched.tsv``.
"""

import random
import sys
from pathlib import Path

import pandas

from pfocr_net.analysis.enrichment import enrich
from pfocr_net.analysis.report import write_report
from pfocr_net.analysis.sources import read_sets
from pfocr_net.lexicon.identifiers import open_identifiers

RAISED = [
    *("RAB5A", "RAB7A", "RAB27A", "RAB27B", "CD9", "CD63", "CD81", "TSG101"),
    *("PDCD6IP", "VPS4B", "HGS", "STAM", "FLOT1", "SDCBP", "SDC1", "CHMP4B"),
]


def synthetic_table(seed: int = 7) -> pandas.DataFrame:
    """Return a table of genes with log2 fold change and p-value, as tools for differential expression do."""
    generator = random.Random(seed)
    symbols = sorted({symbol.decode() for _, symbol in open_identifiers().items()} - {*RAISED})
    rows = [(symbol, generator.gauss(0, 0.4), generator.random()) for symbol in generator.sample(symbols, 3000)]
    rows += [(symbol, generator.gauss(2, 0.4), generator.random() / 1000) for symbol in RAISED]
    return pandas.DataFrame(rows, columns=["gene", "log2fc", "p"])


def main(figures: str, out: str) -> None:
    """Find the figures, and write the report."""
    table = synthetic_table()
    raised = table[(table["p"] < 0.01) & (table["log2fc"] > 1)]
    found = enrich(raised["gene"], read_sets([figures]), background=table["gene"], min_size=2)
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    found.table.to_csv(folder / "enriched.tsv", sep="\t", index=False)
    changes = dict(zip(table["gene"], table["log2fc"], strict=True))
    write_report(found, changes, [figures], folder / "report.html")
    print(found.table.head(10).to_string())
    print(found.told())


if __name__ == "__main__":
    main(*sys.argv[1:])
