"""What decides the order of results, in one place: the weights of the index and of a query.

Those of the index are within its scores; those of a query go into the manifest, from which the
browser reads them. So whoever tunes changes this file alone and builds the site again.
"""

from __future__ import annotations

#: The fields of the index and what a match in each counts. The body holds the names, too, so that a
#: word of the title counts about twice; a tag or an author puts a document with others and counts half.
#: Over eight collections of ``benchmarks/relevance_collections.py``, 120 queries of each, nDCG@10 was
#: 0.602 so; with a title of 4 and none of it in the body, 0.565 (all queries). Where questions do not
#: use a title's words, as those from one dictionary to another, a title of 4 cost a third.
FIELDS = {"title": 1.0, "aliases": 1.0, "tags": 0.5, "author": 0.5, "body": 1.0}

#: BM25's parameters as Lunr sets them: how much a field's length counts, how soon repeats do not.
B = 0.75
K1 = 1.2

#: A term that only begins like the word being typed counts less than the word itself.
GUESS = 0.3
#: Of the words that begin so, the commonest are guessed; more would fetch more than they find.
GUESSES = 5

#: Up to so many words, documents that have all of them stand first. Of a longer question the right
#: document may well lack a word: with all words first at any length, nDCG@10 of questions to a manual
#: was 0.298, so 0.308, and of whole sentences 0.499 and 0.515. With short ones it is the other way:
#: pairs of subjects lost 0.012 without it.
ALL_FIRST = 4

#: So many of the best documents that have all the words in their titles or aliases are looked at for
#: one that is called just that: those with the fewest other words there.
EXACT = 5
