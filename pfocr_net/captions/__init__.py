"""Reading captions: text to relations.

A caption flows through these modules, each a few functions over plain values::

    text -> tokens -> names -> chunks (tags, auxiliaries, voice, groups, lists) -> reader
    -> codes, arguments -> referents -> clauses
    -> frames, predicates, passives, nominals, prepositions, circumstances (readings)
    -> candidates (features) -> scorer -> extract

What nobody sees in a caption, as spaces without width, is taken out before and put back behind (unseen).

The words, verbs and weights are data in ``pfocr_net/data``.
"""

from pfocr_net.captions.extract import FAINT, MIN_CONFIDENCE, extract_relations, find_mentions, read

__all__ = ["FAINT", "MIN_CONFIDENCE", "extract_relations", "find_mentions", "read"]
