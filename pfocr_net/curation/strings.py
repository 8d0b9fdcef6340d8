"""List the strings that captions use as names, commonest first, and what the lexicon makes of each.

::

    python -m pfocr_net.curation.strings FOLDER... [--top N] > strings.tsv

FOLDER is a page, a folder of pages or a site. A string that resolves to nothing, to the wrong thing or to several
(``also``) wants a row in ``pfocr_net/data/overrides.tsv``; one that an override decides has ``yes`` there.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pfocr_net.captions import find_mentions
from pfocr_net.lexicon import key, open_lexicon, spelling
from pfocr_net.model import Mention
from pfocr_net.pages import find_figures, read_figure

_WORD = re.compile(r"[^\W_][\w+/-]*")
_NAME_LIKE = re.compile(r"(?=.*[A-Z])(?:.*\d|.*[α-ω]|.*[A-Z].*[A-Z]|.*[a-z][A-Z])")


#: What is printed of each string; ``also`` is what else it may stand for.
COLUMNS = ("count", "string", "kind", "identifier", "name", "source", "override", "also")


def names_in(caption: str, mentions: Iterable[Mention]) -> Iterator[str]:
    """Yield what a caption uses as names: its mentions, and words elsewhere that look like a name.

    Examples
    --------
    >>> from pfocr_net.model import Kind
    >>> list(names_in("Foxp3 and XYZ1 bind.", [Mention("Foxp3", 0, 5, Kind.GENE)]))
    ['Foxp3', 'XYZ1']
    """
    end = 0
    for mention in mentions:
        yield from _name_like(caption[end : mention.start])
        yield mention.text
        end = max(end, mention.end)
    yield from _name_like(caption[end:])


def _name_like(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(text) if _NAME_LIKE.match(word))


def count_strings(captions: Iterable[str]) -> list[tuple[str, int]]:
    """Count the names in captions; spellings that the lexicon cannot tell apart count as the commonest of them."""
    spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for caption in captions:
        for name in names_in(caption, find_mentions(caption)):
            spellings[key(name), spelling(name)][name] += 1
    counts = ((names.most_common(1)[0][0], names.total()) for names in spellings.values())
    return sorted(counts, key=lambda item: (-item[1], item[0]))


def resolve(name: str) -> tuple[str, ...]:
    """Return what the lexicon makes of a string: the `COLUMNS` after it.

    Examples
    --------
    >>> resolve("HDAC")
    ('family', 'fplx:HDAC', 'HDAC', 'famplex', '', 'HDAC9 (gene)')
    """
    decided = "yes" if open_lexicon().override(name) else ""
    groundings = open_lexicon().look_up(name)
    if not groundings:
        return "", "", "", "", decided, ""
    best, *others = groundings
    also = "; ".join(f"{other.name} ({other.kind})" for other in others)
    return str(best.kind), best.identifier, best.name, best.source, decided, also


def main() -> None:
    """Print the commonest strings of the captions of some pages, each figure once."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--top", type=int, metavar="N", help="only the N commonest")
    arguments = parser.parse_args()
    figures = map(read_figure, find_figures(arguments.folders))
    captions = {figure.figid: figure.caption for figure in figures}
    table = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    for name, count in count_strings(captions.values())[: arguments.top]:
        table.writerow((count, name, *resolve(name)))


if __name__ == "__main__":
    main()
