"""Many figures used for science: gene sets, enrichment, merged networks, tables.

::

    ids.py         gene names of any kind to the symbols that sets use
    genesets.py    gene sets whose members may be families
    null.py        how many participants a random list hits: exact, families included
    enrichment.py  which sets hold more of a list than chance would have it
    ranking.py     which sets stand at the top or the bottom of a ranking
    sources.py     figures from pages or a store
    tables.py      figures and edges as pandas frames
    merge.py       one network of many figures
    report/        enrichment as a page
"""
