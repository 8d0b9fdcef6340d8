"""A corpus, read once and kept in one file: which figures state what, in well under a second.

The file is an SQLite database: part of Python, so nothing to install; one file to copy; an index finds a gene
among millions of rows in microseconds, where a column store would scan. ``schema.sql`` documents its tables.

::

    schema.sql  the tables, documented
    build.py    pages to a store
    open.py     a store, opened: figures, networks, gene sets
    find.py     which figures state a relation
"""

from pfocr_net.store.build import Report, build_store
from pfocr_net.store.find import Statement, find
from pfocr_net.store.open import Store, is_store, open_store

__all__ = ["Report", "Statement", "Store", "build_store", "find", "is_store", "open_store"]
