"""Names that stand together: ``PI3K/Akt/mTOR pathway`` is one name, ``A, B and C`` fill one place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pfocr_net.captions.parts import Chunk, Entity
from pfocr_net.captions.words import Words, word_class
from pfocr_net.lexicon import Lexicon
from pfocr_net.model import Kind

#: Heads that a compound in front of them names: "X-dependent *pathway*", "X-derived *peptides*".
_OPEN_HEADS = ("pathway_heads", "generic_heads", "empty_heads")
#: Prepositions that a list of members stands behind.
_OPENS_LIST = frozenset(("such-as", "including", "that-is", "like", "between", "among"))
#: A bracket that gives another name, already read: "kinase A* (KA)*/kinase B pathway".
_GLOSS = re.compile(r" ?\([^()]*\)")


def join_names(chunks: Sequence[Chunk], sentence: str, words: Words, lexicon: Lexicon) -> list[Chunk]:
    """Join ``PI3K/Akt/mTOR pathway``, ``Fz-Ror2 complex`` and ``MyD88-dependent pathway`` into one name each."""
    joined: list[Chunk] = []
    for chunk in chunks:
        if chunk.code == "N":
            chunk = _join_chain(joined, chunk, sentence, words, lexicon)
            chunk = _join_partner(joined, chunk)
        if chunk.code in ",C" and _hangs(joined, chunk):
            joined.pop()
        if _names_a_class(joined, chunk, words) or _names_doers(joined, chunk, words):
            first, last = joined[-2].entities[-1], chunk.entities[0]
            entity = Entity(
                sentence[first.start : last.end], first.start, last.end, last.kind, first.source + "+head"
            )
            del joined[-2:]
            chunk = Chunk("N", first.start, chunk.end, word=chunk.word, entities=[entity])
        joined.append(chunk)
    return joined


def _has_new_head(chunk: Chunk, words: Words) -> bool:
    """Whether a name ends with a head that makes a new thing of it, or with one the lexicon knows it by."""
    entity = chunk.entities[0]
    return entity.source.endswith("+head") or (
        entity.kind is Kind.PROCESS and words.is_in(chunk.word, "pathway_heads")
    )


def _join_chain(joined: list[Chunk], chunk: Chunk, sentence: str, words: Words, lexicon: Lexicon) -> Chunk:
    """Take the names that are tied to a chunk by slash or hyphen off the end of ``joined`` into it."""
    while _is_tied(joined, chunk, sentence, words, lexicon):
        first, last = joined[-2].entities[-1], chunk.entities[0]
        links = [*joined[-2].links[-1:], *chunk.links] if joined[-1].code == "-" else ()
        entity = Entity(sentence[first.start : last.end], first.start, last.end, last.kind, last.source)
        chunk = Chunk(
            "N",
            joined[-2].start,
            chunk.end,
            word=chunk.word,
            entities=[entity],
            event=chunk.event,
            flip=chunk.flip or joined[-2].flip,
            modifier=joined[-2].modifier,
            this=joined[-2].this,
            links=links,
        )
        del joined[-2:]
    return chunk


def _hangs(joined: Sequence[Chunk], chunk: Chunk) -> bool:
    """Whether a hyphen behind a name stands for what the last of a list is tied to: "A*-* and B-induced"."""
    return (
        len(joined) >= 2
        and joined[-1].code == "-"
        and joined[-2].code == "N"
        and not joined[-2].is_class
        and len(joined[-2].entities[-1].text) > 1
        and joined[-2].end == joined[-1].start
        and (chunk.code == "C" or joined[-1].end == chunk.start)
    )


def _join_partner(joined: list[Chunk], chunk: Chunk) -> Chunk:
    """Take the first partner of "A-B binding" into the chunk of the second."""
    if chunk.event is None or chunk.event.verb.type != "binds" or [c.code for c in joined[-2:]] != ["N", "-"]:
        return chunk
    first, hyphen = joined[-2:]
    if first.end != hyphen.start or hyphen.end != chunk.start or first.event is not None:
        return chunk
    del joined[-2:]
    return _merged([first, chunk])


def _is_tied(joined: Sequence[Chunk], chunk: Chunk, sentence: str, words: Words, lexicon: Lexicon) -> bool:
    """Whether the name before a slash or hyphen belongs to the name behind it: ``A/B``, ``A-B pathway``."""
    if len(joined) < 2 or joined[-2].code != "N" or joined[-2].event is not None:
        return False
    gap = sentence[joined[-2].end : joined[-1].start]
    if _has_new_head(chunk, words):
        return joined[-1].code in "/-" and len(_GLOSS.sub("", gap)) <= 1
    if joined[-1].code != "/" or gap or chunk.start != joined[-1].end:
        return False
    return not _are_two_genes(joined[-2].entities[-1], chunk.entities[0], lexicon)


def _are_two_genes(first: Entity, second: Entity, lexicon: Lexicon) -> bool:
    """Whether two names stand for two genes, each known or not."""
    if first.kind is not Kind.GENE or second.kind is not Kind.GENE:
        return False
    genes = [{gene.identifier for gene in lexicon.look_up(entity.text)[:1]} for entity in (first, second)]
    return genes[0] != genes[1] or not all(genes)


def _names_a_class(joined: Sequence[Chunk], chunk: Chunk, words: Words) -> bool:
    """Whether ``X-dependent`` stands before a mere "pathway" or "proteins", which then are named by it."""
    return (
        len(joined) >= 2
        and joined[-1].code == "H"
        and joined[-1].type != "flip"
        and joined[-2].code == "N"
        and chunk.code in "EN"
        and chunk.is_class
        and words.is_in(chunk.word, *_OPEN_HEADS)
    )


def _names_doers(joined: Sequence[Chunk], chunk: Chunk, words: Words) -> bool:
    """Whether a bare "enzymes" or "factor" is named by what it does: "*ROS scavenging* enzymes"."""
    return (
        len(joined) >= 2
        and [c.code for c in joined[-2:]] == ["N", "G"]
        and not joined[-2].is_class
        and joined[-2].event is None
        and chunk.code == "N"
        and chunk.end - chunk.start == len(chunk.word)
        and words.is_in(chunk.word, "carrier_heads")
        and not joined[-2].entities[-1].text.endswith("s")
    )


def merge_lists(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Merge coordinated noun groups ("A, B and C", "A/B") into one chunk each."""
    row: list[Chunk] = []
    at, verb_seen = 0, False
    while at < len(chunks):
        chunk = chunks[at]
        if chunk.code in "SR;:":
            verb_seen = False
        elif chunk.code in "VWB":
            verb_seen = True
        last = _list_end(chunks, at, verb_seen) if chunk.code == "N" else at
        row.append(chunk if last == at else _merged([c for c in chunks[at : last + 1] if c.code == "N"]))
        at = last + 1
    return row


def _merged(members: Sequence[Chunk]) -> Chunk:
    first, last = members[0], members[-1]
    return Chunk(
        "N",
        first.start,
        last.end,
        word=last.word,
        entities=[entity for member in members for entity in member.entities],
        event=last.event,
        flip=any(member.flip for member in members),
        modifier=first.modifier,
        this=first.this,
    )


def _differs(first: Chunk, other: Chunk) -> bool:
    """Whether what is said of the first of a list does not hold for another: "A and *reduced* B"."""
    is_lost = [chunk.flip or chunk.modifier == "inhibits" for chunk in (first, other)]
    if is_lost[0] == is_lost[1]:
        return False
    if is_lost[1]:
        return first.event is not None or not _is_lost_by_head(other)  # "A and B *loss*" loses both
    return other.modifier == "activates" or _is_lost_by_head(first)


def _is_lost_by_head(chunk: Chunk) -> bool:
    """Whether a word behind a name says that its thing is lost: "A *inhibition*"."""
    return chunk.word in word_class("flips") and chunk.entities[-1].end < chunk.end


def _list_end(chunks: Sequence[Chunk], at: int, verb_seen: bool) -> int:
    """Where a list of noun groups that starts at ``at`` ends."""
    in_front = (
        at >= 1
        and chunks[at - 1].code in "PTL"
        and chunks[at - 1].word not in _OPENS_LIST
        and (at < 2 or chunks[at - 2].code in ",;:SC")
    )
    last = probe = at
    closed = False
    while True:
        step, joint = probe + 1, ""
        while step < len(chunks) and chunks[step].code in ",C/" and len(joint) < 2:
            joint += chunks[step].code
            step += 1
        if joint in ("", ",,") or step >= len(chunks) or chunks[step].code != "N":
            break
        if in_front and joint.startswith(","):
            break  # "After injury, A ..."
        if _differs(chunks[at], chunks[step]):
            break  # "A and reduced B"
        after = chunks[step + 1].code if step + 1 < len(chunks) else ""
        if verb_seen and after in ("V", "W", "B") and "/" not in joint:
            break  # "... B, and C inhibits"
        probe = step
        if joint == "/":
            last = step
        elif "C" in joint:
            last, closed = step, True
            if after != "/":
                break
    if not closed and probe > last:
        after = chunks[probe + 1].code if probe + 1 < len(chunks) else ""
        if probe - at >= 4 or after in (")", ";"):
            last = probe  # three or more with commas alone
    return last
