"""Words with a hyphen: ``BH3-only`` is one word, ``LPS-induced`` and ``RAF1-MEK1`` are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pfocr_net.captions.names import Name
from pfocr_net.captions.parts import PROTEINS
from pfocr_net.captions.tokens import Token, Word, states_relation
from pfocr_net.captions.words import Words
from pfocr_net.model import Kind

#: Heads that stay words of their own: "JAK-STAT-*signaling*".
_HEADS = ("pathway_heads", "cell_heads", "complex_heads")


def join_hyphens(
    sentence: str, tokens: Sequence[Token], names: Sequence[Name], words: Words
) -> tuple[Sequence[Token], Sequence[Name]]:
    """Make one token of each word with a hyphen, but for chains of names and compounds that state a relation."""
    if not any(token.tag == "-" for token in tokens):
        return tokens, names
    named = {at: name for name in names for at in range(name.first, name.last + 1)}
    runs = [run for run in _runs(tokens, words) if _is_one_word(tokens, named, run, words)]
    if not runs:
        return tokens, names
    joined: list[Token] = []
    place_of: dict[int, int] = {}
    ends = {run[0]: run[1] for run in runs}
    at = 0
    while at < len(tokens):
        last = ends.get(at, at)
        place_of |= dict.fromkeys(range(at, last + 1), len(joined))
        joined.append(tokens[at] if last == at else _joined(sentence, tokens, at, last, words))
        at = last + 1
    return joined, [*_moved(names, runs, place_of, joined)]


def _runs(tokens: Sequence[Token], words: Words) -> Iterator[tuple[int, int]]:
    """Yield the first and last token of each word with a hyphen, without a last part that states a relation."""
    last = 0
    for hyphen, token in enumerate(tokens):
        if token.tag != "-" or hyphen <= last or not _goes_on(tokens, hyphen - 1):
            continue
        first = last = hyphen - 1
        while _goes_on(tokens, last):
            last += 2
        end = last
        while (
            end > first
            and not words.is_in(tokens[end].lower, "descriptive")
            and states_relation(tokens[end], words)
        ):
            end -= 2
        if end > first:
            yield first, end


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    return (
        0 <= at < len(tokens) - 2
        and tokens[at + 1].tag == "-"
        and tokens[at + 1].text != "+"
        and tokens[at + 1].glued
        and tokens[at + 2].glued
        and tokens[at].text[0].isalnum()
        and tokens[at + 2].text[0].isalnum()
    )


def _is_one_word(tokens: Sequence[Token], named: Mapping[int, Name], run: tuple[int, int], words: Words) -> bool:
    first, last = run
    parts = range(first, last + 1, 2)
    rest_is_named = all(at in named for at in parts[:-1])
    form = tokens[last].form
    if rest_is_named and (
        last in named or words.is_in(tokens[last].lower, *_HEADS) or (form is not None and form.names_event)
    ):
        return False
    # "*p*-AKT1", but not "*p*-menthane"
    if last in named and named[last].kind in PROTEINS and words.is_in(tokens[first].lower, "states"):
        return False
    return not any(tokens[at].tag in "tCF" for at in parts[1:-1])


def _joined(sentence: str, tokens: Sequence[Token], first: int, last: int, words: Words) -> Token:
    """Return one token over some, of the kind of its last part."""
    head = tokens[last]
    start, end = tokens[first].start, head.end
    text = sentence[start:end]
    describes = head.tag in "aruP!" or (head.form is not None and head.form.form in ("ed", "ing"))
    is_noun = head.form is not None and head.form.form == "base" and not head.form.names_event
    form = None if describes or is_noun else head.form
    word = Word(text.lower(), "a" if describes else "v" if form else "n", form, opens=False)
    return Token(text, start, end, tokens[first].glued, word)


def _moved(
    names: Sequence[Name], runs: Sequence[tuple[int, int]], place_of: Mapping[int, int], joined: Sequence[Token]
) -> Iterator[Name]:
    """Yield the names at their new places; a part of a word is none, but a noun that ends with a name is."""
    inside = {at: run for run in runs for at in range(run[0], run[1] + 1)}
    for name in names:
        run = inside.get(name.first)
        if run is None or name.last > run[1] or (name.first, name.last) == run:
            yield name._replace(first=place_of[name.first], last=place_of[name.last])
        elif name.last == run[1] and joined[place_of[name.last]].tag == "n":
            at = place_of[name.last]
            yield Name(at, at, name.kind if name.kind is not Kind.CELL else Kind.GENE, "look")
