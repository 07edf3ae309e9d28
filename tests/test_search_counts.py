"""The index in its two stages: the term counts of each document, and the files made from all."""

import json
import pickle

from hypothesis import given
from hypothesis import strategies as st
from search.samples import ARCHIVE

from readingroom.search import Given, SearchDocument, analyse, build_search, index_of, terms_of


def test_terms_are_counted_by_field_in_order_of_first_occurrence():
    document = SearchDocument("text", "Money", "texts/a/", "Money, “networks”; money’s networks.")
    assert terms_of(document) == {"title": ("money", (1,)), "body": ("money network", (3, 2))}


def test_tags_and_aliases_do_not_run_into_each_other():
    found = terms_of(
        SearchDocument("entry", "", "glossary/a/", "", tags=("a.", "1"), aliases=("U.", "S."))
    )
    assert found == {
        "tags": ("1", (1,)),
        "aliases": ("u s", (1, 1)),
        "body": ("u s", (1, 1)),
    }


def test_each_document_is_counted_in_its_own_language():
    english, french = (
        terms_of(SearchDocument("text", "", "texts/a/", "l’économie", language=language))
        for language in ("en", "fr-CA")
    )
    assert (english, french) == ({"body": ("leconomi", (1,))}, {"body": ("l economie", (1, 1))})


def test_files_are_the_same_from_counts_that_were_kept():
    kept = [pickle.loads(pickle.dumps(terms_of(document))) for document in ARCHIVE]
    assert dict(index_of(Given([*zip(ARCHIVE, kept, strict=True)]))) == build_search(ARCHIVE)


@given(st.text(), st.sampled_from(["en", "fr", "zh"]))
def test_counts_hold_each_term_of_the_analyser(text: str, language: str):
    found = terms_of(SearchDocument("text", "", "texts/a/", text, language=language))
    terms, counts = found.get("body", ("", ()))
    expected = analyse(text, language)
    assert terms.split() == list(dict.fromkeys(expected))
    assert list(counts) == [expected.count(term) for term in terms.split()]
    json.dumps(found)  # nothing but what any cache can hold
