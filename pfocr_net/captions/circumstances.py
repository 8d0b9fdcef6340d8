"""The frames met from what stands beside a verb: events of its subject, in what manner, by what means.

nominal-by         "its activation by B": B to what "its" stands for
manner             "A activates B in a C-dependent manner": C to B
subject-event-     "After binding to B, A activates C": A to B
by-which           "A, through which B is inhibited": A to B
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pfocr_net.captions.arguments import FINITE
from pfocr_net.captions.clauses import Clauses
from pfocr_net.captions.codes import WALLS
from pfocr_net.captions.nominals import event_phrases
from pfocr_net.captions.readings import AFTER, Reading, by_means, felt, pair
from pfocr_net.captions.referents import acting, points_back, referents
from pfocr_net.captions.words import word_class


def read_its_event(clauses: Clauses, at: int) -> Iterator[Reading]:
    """Read "*its* activation by A"."""
    row, chunk = clauses.row, clauses.row.chunks[at]
    phrases = [phrase for phrase in row.phrases(at) if phrase.word == "by"] if points_back(row, at) else []
    themes = felt(clauses.stand_for([at]), chunk.type) if phrases else []
    for phrase in phrases:
        yield from pair(referents(row, phrase.head), themes, chunk.type, "nominal-by", at)


def read_manner(clauses: Clauses, at: int) -> Iterator[Reading]:
    """Read "A activates B in a *C-dependent manner*": C acts on B."""
    row, verb = clauses.row, clauses.verb_before(at)
    is_compound = row.is_noun(at - 1) and row.is_noun(at + 1)
    if verb is not None and is_compound and row.chunks[at + 1].word in word_class("manners"):
        yield from pair(acting(row, at - 1), clauses.objects[verb], row.chunks[at].type, "manner", at)


def read_subject_event(clauses: Clauses, at: int) -> Iterator[Reading]:
    """Read "*after binding* to B, A activates C", of an event that befalls the subject of its clause."""
    row = clauses.row
    is_bare = row.is_phrase(at + 1, "PT") and row.chunks[at + 1].word in ("to", "into", "with", "by")
    if not is_bare or not at or row.chunks[at - 1].word not in AFTER:
        return
    verb = row.finite_before(at) or next((k for k in range(at, row.end) if row.codes[k] in FINITE | WALLS), at)
    if row.codes[verb] in FINITE:
        themes = clauses.stand_for(row.subject(verb)[0])
        yield from event_phrases(row, at, row.chunks[at].type, themes, "subject-event")


def read_by_which(clauses: Clauses, at: int, heads: Sequence[int]) -> Iterator[Reading]:
    """Read "A, *through which* B inhibits C", "A, *by which* C is inhibited"."""
    row = clauses.row
    relative = heads[0] - 1 if heads else -1
    if row.code(relative) != "R" or row.code(relative - 1) not in ("L", "T"):
        return
    means = clauses.stand_for(row.antecedent(relative))
    done_to = clauses.subjects[at] if row.codes[at] == "W" else clauses.stand_for(row.objects(at))
    yield from by_means(means, done_to, row.chunks[at].type, "by-which", at)
