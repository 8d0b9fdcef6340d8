"""A corpus, read once and kept in one file: which figures state what, in well under a second.

The file is an SQLite database: part of Python, so nothing to install; one file to copy; an index finds a gene
among millions of rows in microseconds, where a column store would scan. ``schema.sql`` documents its tables.

::

    schema.sql  the tables, documented
    page.py     a page, read for the store
    open.py     a store, opened: figures, networks, gene sets
    grow.py     pages put into a store while it is asked
    build.py    pages to a store
    find.py     which figures state a relation
    search.py   figures found by words
"""

from pfocr_net.store.build import Report, build_store, by_name
from pfocr_net.store.find import Statement, find
from pfocr_net.store.grow import GrowingStore
from pfocr_net.store.open import Store, is_store, open_store
from pfocr_net.store.page import Page, page_stamp, read_page
from pfocr_net.store.search import Card, Order, Query, Where, search, unread

__all__ = [
    "Card",
    "GrowingStore",
    "Order",
    "Page",
    "Query",
    "Report",
    "Statement",
    "Store",
    "Where",
    "build_store",
    "by_name",
    "find",
    "is_store",
    "open_store",
    "page_stamp",
    "read_page",
    "search",
    "unread",
]
