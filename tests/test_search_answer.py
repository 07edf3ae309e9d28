"""Answers on the command line."""

from hypothesis import given, settings
from hypothesis import strategies as st
from search.samples import ARCHIVE

from readingroom.search import Hit, Searchable, SearchDocument, Snippet, answer, searchable
from readingroom.search.snippets import snippet

WHOLE = searchable(ARCHIVE)


def ask(words: str, archive: Searchable = WHOLE, limit: int = 20) -> tuple[Hit, ...]:
    return answer(archive, words, limit)


def titles(words: str, archive: Searchable = WHOLE) -> list[str]:
    return [hit.title for hit in ask(words, archive)]


def test_words_are_found_as_they_are_typed():
    assert titles("money") == ["Symposium on cybersecurity"]
    assert titles("“TURKEY’S”") == ["Note on Turkey"]
    assert titles("(CETC)") == ["CETC"]
    assert titles("网络") == titles("网") == ["中国网络安全"]


def test_documents_with_all_words_come_first():
    archive = searchable([
        SearchDocument("text", "Tea tea tea", "a/", "tea " * 9),
        SearchDocument("text", "Other", "b/", "A cup of tea among other words that say little."),
    ])  # fmt: skip
    assert titles("tea", archive) == ["Tea tea tea", "Other"]
    assert titles("a cup of tea", archive) == ["Other", "Tea tea tea"]


def test_an_alias_finds_its_entry_and_a_title_is_worth_more_than_a_mention():
    assert titles("China Electronics")[0] == "CETC"
    assert titles("symposium")[0] == "Symposium on cybersecurity"


def test_capitals_find_an_initialism_that_would_be_a_stop_word():
    archive = searchable([
        SearchDocument("text", "Talks", "a/", "The U.S. and China spoke."),
        SearchDocument("text", "Us", "b/", "They told us nothing."),
    ])  # fmt: skip
    assert titles("US", archive) == ["Talks"]
    assert titles("us talks", archive) == ["Talks"]


def test_each_language_of_the_archive_is_read():
    archive = searchable([
        SearchDocument("text", "A", "a/", "two economies"),
        SearchDocument("text", "B", "b/", "les économies de l’Europe", language="fr"),
    ])  # fmt: skip
    assert set(titles("économies", archive)) == {"A", "B"}
    assert titles("europe", archive) == titles("l'Europe", archive) == ["B"]


def test_a_hit_shows_the_words_and_what_is_round_them():
    (hit,) = ask("money")
    assert hit.snippet == Snippet(
        "China’s president chaired a symposium in Beijing. ", "Money", " was not the subject."
    )
    assert hit.path == "texts/symposium/"
    assert hit.score > 0


def test_limit():
    assert len(ask("symposium turkey cetc", limit=2)) == 2
    assert ask("symposium", limit=0) == ask("symposium", limit=-1) == ()


def test_a_long_text_is_cut_between_words_where_most_of_the_words_stand():
    text = "apple " + "filler " * 60 + "an apple and a (pear), " + "filler " * 60
    found = snippet(text, {"appl", "pear"}, "en")
    assert found.before.startswith("…filler ")
    assert (found.before[-4:], found.words) == (" an ", "apple")
    assert found.after.startswith(" and a (pear), filler")
    assert found.after.endswith("filler…")


def test_a_text_without_the_words_shows_how_it_begins():
    assert snippet("Some\nwords.", {"other"}, "en") == Snippet("", "", "Some words.")


@settings(deadline=None)
@given(st.text())
def test_nothing_that_is_typed_raises(typed: str):
    for hit in ask(typed + " symposium"):
        assert hit.path


@given(st.text(), st.sets(st.text(max_size=3)))
def test_a_snippet_is_of_the_text(text: str, terms: set[str]):
    found = snippet(text, terms, "en")
    assert found.words in text
