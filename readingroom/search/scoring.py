"""What decides the order of results, in one place: the weights of the index and of a query.

Those of the index are within its scores; those of a query go into the manifest, from which the
browser reads them. So whoever tunes changes this file alone and builds the site again.
"""

from __future__ import annotations

#: The fields of the index and what a match in each counts. The body holds the names, too, so that a
#: word of the title counts three halves; a tag or an author puts a document with others and counts half.
#: On the six collections of ``benchmarks/relevance_collections.py`` that have titles, with at most 120
#: queries of each, the mean nDCG@10 was 0.5355; with a title of 1, also in the body, 0.5357, but less on
#: four of the six; with a title of 1 that is not in the body 0.529; with no weight of its own 0.513. A
#: title of 4 cost a third where questions did not use the titles' words.
FIELDS = {"title": 0.5, "aliases": 0.5, "tags": 0.5, "author": 0.5, "body": 1.0}

#: BM25's parameters as Lunr sets them: how much a field's length counts, how soon repeats do not.
B = 0.75
K1 = 1.2

#: A term that only begins like the word being typed counts less than the word itself.
GUESS = 0.3
#: Of the words that begin so, the commonest are guessed; more would fetch more than they find.
GUESSES = 5

#: Documents that have all the words stand first, unless somebody asks in a sentence: with more words
#: than FEW, and SENTENCE stop words among them. The right answer to a sentence may well lack a word,
#: and long documents have them all by chance; so there they stand first only with NEAR_BEST of the best
#: score. With all of them first whatever is asked, nDCG@10 of questions to a manual was 0.304, with all
#: of up to three words 0.349, so 0.352; of sentences taken out of it 0.531, 0.549 and 0.551; of
#: packages' descriptions 0.885, 0.879 and 0.885. With a share of 0.8 or 0.95 questions had 0.349, with
#: three stop words for two 0.347. Nothing of it changed five other collections by more than 0.003.
FEW = 3
SENTENCE = 2
NEAR_BEST = 0.9

#: So many of the best documents that have all the words in their titles or aliases are looked at for
#: one that is called just that: those with the fewest other words there.
EXACT = 5
