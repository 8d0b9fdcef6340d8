"""From a caption to its read sentences: the steps of this room in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pfocr_net.captions.chunks import read_chunks
from pfocr_net.captions.glossary import cut_abbreviations, find_glossary
from pfocr_net.captions.groups import kind_by_head
from pfocr_net.captions.hyphens import join_hyphens
from pfocr_net.captions.lists import join_names, merge_lists
from pfocr_net.captions.names import Name, find_names
from pfocr_net.captions.parts import Chunk
from pfocr_net.captions.text import Sentence, blank, split_sentences
from pfocr_net.captions.tokens import Token, read_tokens
from pfocr_net.captions.words import Words
from pfocr_net.lexicon import Lexicon, key
from pfocr_net.model import Gene, Kind

#: Words of these classes stand between phrases.
_JOIN_PHRASES = ("prepositions", "conjunctions", "relatives", "auxiliaries_be")


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """One sentence: its tokens, their names, its chunks; ``legend`` if it explains how the figure is drawn."""

    sentence: Sentence
    tokens: Sequence[Token]
    names: Sequence[Name]
    chunks: Sequence[Chunk]
    legend: bool


@dataclass(frozen=True, slots=True)
class ReadCaption:
    """All sentences of a caption, and its own abbreviations (normal form -> that of the other form)."""

    caption: str
    sentences: Sequence[ReadSentence]
    aliases: Mapping[str, str]


def read_caption(caption: str, words: Words, lexicon: Lexicon, genes: Iterable[Gene] = ()) -> ReadCaption:
    """Read a caption: blank what is no text, learn its abbreviations, read each sentence."""
    text, pairs = cut_abbreviations(blank(caption))
    sentences = []
    for sentence in split_sentences(text):
        glossary = find_glossary(sentence.text)
        if glossary and _verbs(glossary.text, words) * 3 <= len(glossary.pairs):
            pairs += glossary.pairs
            sentence = sentence.until(glossary.start)
        sentences.append(sentence)
    own = {gene.symbol.lower(): Kind.GENE for gene in genes}
    aliases = {key(short): key(long) for short, long in pairs}
    for short, long in pairs:
        long_found = lexicon.look_up(long)
        if not long_found:
            aliases.setdefault(key(long), key(short))
        found = long_found or lexicon.look_up(short)
        is_name = bool(long_found) or _is_noun_phrase(long, words)
        if found or is_name:
            own[short.lower()] = found[0].kind if found else kind_by_head(long, words, lexicon)
        if is_name:
            own[long.lower()] = own[short.lower()]
    read = (_read_sentence(caption, sentence, words, lexicon, own) for sentence in sentences)
    return ReadCaption(caption, [sentence for sentence in read if sentence is not None], aliases)


def _is_noun_phrase(name: str, words: Words) -> bool:
    """Whether no word joins phrases, but "of" and "for"."""
    spoken = name.lower().split()
    return not any(words.is_in(word, *_JOIN_PHRASES) and word not in ("of", "for") for word in spoken)


def _verbs(text: str, words: Words) -> int:
    """Count the words that are finite verbs by their form; a glossary has hardly any."""
    return sum(
        word in words.classes["auxiliaries_be"] or (word in words.forms and words.forms[word].form == "s")
        for word in text.lower().split()
    )


def _read_sentence(
    caption: str, sentence: Sentence, words: Words, lexicon: Lexicon, own: Mapping[str, Kind]
) -> ReadSentence | None:
    tokens: Sequence[Token] = read_tokens(sentence.text, words)
    if not tokens:
        return None
    tokens, names = join_hyphens(
        sentence.text, tokens, find_names(sentence.text, tokens, words, lexicon, own), words
    )
    original = caption[sentence.start : sentence.end]
    chunks = merge_lists(join_names(read_chunks(original, tokens, names, words), original, words, lexicon))
    spoken = {token.lower for token in tokens}
    legend = not (
        spoken.isdisjoint(words.classes["legend_nouns"]) or spoken.isdisjoint(words.classes["legend_verbs"])
    )
    return ReadSentence(sentence, tokens, names, chunks, legend)
