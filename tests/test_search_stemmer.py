"""The stemmers of both twins against lunr.js's, word by word."""

import pytest
from search.node import run
from search.samples import many_words, word_like

from readingroom.search.stemmer import stem


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("money", "money"),  # lunr.py: monei
        ("country", "countri"),
        ("try", "tri"),  # lunr.py: try
        ("by", "by"),
        ("lay", "lay"),  # lunr.py: lai
        ("ies", "ie"),  # lunr.py: i
        ("sses", "sse"),
        ("eed", "e"),
        ("busyyed", "busyi"),
        ("relational", "relat"),
        ("yes", "ye"),
        ("2010s", "2010"),
    ],
)
def test_stems_are_those_of_lunr_js(word: str, stemmed: str):
    assert stem(word) == stemmed


def test_both_stemmers_are_lunr_js():
    words = sorted({w for w in many_words() if w.isalpha() and w.isascii()} | {*word_like()})
    assert len(words) >= 60_000
    found = run("stem.mjs", words, packages=True)
    theirs = found["theirs"]
    assert [(w, o, t) for w, o, t in zip(words, found["ours"], theirs, strict=True) if o != t] == []
    assert [(w, stem(w), t) for w, t in zip(words, theirs, strict=True) if stem(w) != t] == []
