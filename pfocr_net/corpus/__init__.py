"""Many figures: all cores or a cluster, a run that can be stopped, and a report of what became of each page.

::

    work.py       what is asked of a worker, and what it answers
    ledger.py     what became of each page, on disk: what is unchanged is not built again
    recipe.py     all that decides over a network besides its page: software, lexicon, rules, options
    processes.py  workers on this machine
    cluster.py    workers of a Dask cluster
    run.py        pages to workers, answers to the ledger
    report.py     counts, the slowest, the failures

Memory does not grow with the number of pages: a few chunks of pages are under way at a time, and what became of
them goes to the ledger.
"""

from pfocr_net.corpus.cluster import on_cluster
from pfocr_net.corpus.ledger import Ledger
from pfocr_net.corpus.processes import core_count, in_processes
from pfocr_net.corpus.recipe import find_recipe
from pfocr_net.corpus.report import Report, sum_up, write_report
from pfocr_net.corpus.run import build_corpus
from pfocr_net.corpus.work import Done, Engine, Outcome, Task

__all__ = [
    "Done",
    "Engine",
    "Ledger",
    "Outcome",
    "Report",
    "Task",
    "build_corpus",
    "core_count",
    "find_recipe",
    "in_processes",
    "on_cluster",
    "sum_up",
    "write_report",
]
