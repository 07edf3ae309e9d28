"""The search files of a site."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.index import Index
from search.node import run
from search.samples import ARCHIVE

from readingroom.search import SearchDocument, answer, build_search, searchable


def test_files_are_the_same_for_the_same_documents():
    files = build_search(ARCHIVE)
    assert sorted(files) == [
        "documents.json",
        "facets.json",
        "index.json",
        "lexicon.json",
        "manifest.json",
    ]
    assert build_search(list(ARCHIVE)) == files


def test_documents_are_kept_for_showing():
    files = build_search(ARCHIVE)
    manifest = json.loads(files["manifest.json"])
    assert manifest["languages"] == ["en", "zh"]
    columns = manifest["documents"]["columns"]
    assert dict(zip(columns, json.loads(files["documents.json"])[2], strict=True)) == {
        "title": "Note on Turkey",
        "path": "texts/symposium/#note-turkey",
        "language": "en",
        "aliases": [],
        "author": "",
        "year": "",
        "tags": [],
        "passages": [["", "About Turkey."]],
    }


def test_stock_lunrs_answer_from_the_index():
    index = json.loads(build_search(ARCHIVE)["index.json"])
    words = ["money", "turkey", "cetc", "symposium"]
    found = run("load.mjs", {"index": index, "words": words}, packages=True)
    assert found == [["0"], ["2"], ["1"], ["0"]]
    # Not "turkey", which lunr.py stems to "turkei": the reason why it is asked through our analyser.
    assert [match["ref"] for match in Index.load(index).search("symposium")] == ["0"]


def test_an_archive_without_english_is_not_stemmed_by_a_stock_lunr():
    index = json.loads(build_search(ARCHIVE[3:])["index.json"])
    assert index["pipeline"] == []


def test_a_site_with_nothing_to_find():
    assert json.loads(build_search(())["documents.json"]) == []
    assert answer(searchable(()), "word") == ()


@settings(deadline=None)
@given(st.lists(st.builds(
    SearchDocument, st.just("text"), st.text(), st.text(), st.text(),
    tags=st.tuples(st.text()), author=st.text(), aliases=st.tuples(st.text()),
), max_size=3))  # fmt: skip
def test_any_documents_make_json(documents: list[SearchDocument]):
    for file in build_search(documents).values():
        json.loads(file)


def test_a_lone_surrogate_is_json_too():
    files = build_search([SearchDocument("text", "a\ud800b", "texts/a/", "x\udfff")])
    assert json.loads(files["documents.json"])[0][0] == "a\ud800b"
