"""What decides the order of results, in one place: the weights of the index and of a query.

Those of the index are within its scores; those of a query go into the manifest, from which the
browser reads them. So whoever tunes changes this file alone and builds the site again.
"""

from __future__ import annotations

#: The fields of the index and how much more than the body's a match in each counts. A title or
#: another name says what a document is about, so it outweighs any number of mentions in the body
#: (BM25 lets repeats add no more than 2.2 times one); a tag or an author puts it with others, so it
#: counts less.
FIELDS = {"title": 4.0, "aliases": 4.0, "tags": 2.0, "author": 2.0, "body": 1.0}

#: BM25's parameters as Lunr sets them: how much a field's length counts, how soon repeats do not.
B = 0.75
K1 = 1.2

#: A term that only begins like the word being typed counts less than the word itself.
GUESS = 0.3
#: Of the words that begin so, the commonest are guessed; more would fetch more than they find.
GUESSES = 5

#: So many of the best documents that have all the words in their titles or aliases are looked at for
#: one that is called just that; it has the fewest other words there and so stands among the first.
EXACT = 8
