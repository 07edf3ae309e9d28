"""Passages that two texts share, found by the words they have in common, whatever their dress.

Texts are compared as folded words (``folding``). Winnowing (Schleimer, Wilkerson and Aiken, SIGMOD
2003, doi:10.1145/872757.872770) keeps a few hashes of each text's word shingles and still meets every
shared run of words above a length; the pairs of texts that it names are then compared word by word.
"""

from readingroom.parallels.finding import Parallel, find
from readingroom.parallels.fingerprints import Fingerprints
from readingroom.parallels.words import count_words

__all__ = ["Fingerprints", "Parallel", "count_words", "find"]
