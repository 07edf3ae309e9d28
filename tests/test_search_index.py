"""The index against lunr.py's own builder, and loaded by both Lunrs."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.builder import Builder
from lunr.index import Index
from search.node import run

from readingroom.search.counts import TermCounts
from readingroom.search.index import Writer
from readingroom.search.postings import postings, utf16_order

#: {field: [term, …]} of each document.
Documents = list[dict[str, list[str]]]

#: Characters that JSON escapes, that Lunr's refs part at, and that UTF-16 writes as two.
AWKWARD = st.text(st.sampled_from('a"\\/\n\x7f\u2028中😀\ud800'), max_size=4)

FIELDS = {"title": 3, "body": 1, "tags": 1.5}

TERMS = st.sampled_from(
    ["a", "b", "word", "two", "__proto__", "constructor", "😀", "ﬂ", "中国", "_index"]
)
DOCUMENTS = st.lists(
    st.fixed_dictionaries({name: st.lists(TERMS, max_size=12) for name in FIELDS}),
    min_size=1,
    max_size=8,
)


def counted(document: dict[str, list[str]]) -> TermCounts:
    """The term counts of a document given as {field: [term, …]}."""
    counts = {name: Counter(terms) for name, terms in document.items()}
    return {name: (" ".join(found), tuple(found.values())) for name, found in counts.items()}


def whole_index(
    fields: dict[str, float], documents: Documents, portion: int = 3, pipeline: Sequence[str] = ()
) -> str:
    """Our index of documents, which came in portions."""
    several = [documents[at : at + portion] for at in range(0, len(documents), portion)]
    found = [postings(tuple(fields), map(counted, portion)) for portion in several]
    return Writer(fields, found, pipeline).whole()


def written(documents: Documents) -> str:
    """Our index of documents given as {field: [term, …]}, with refs 0, 1, …"""
    return whole_index(FIELDS, documents)


def ours(documents: Documents) -> dict[str, Any]:
    """The same, read back."""
    read: dict[str, Any] = json.loads(written(documents))
    return read


def theirs(documents: Documents) -> dict[str, Any]:
    """The index of lunr.py's builder, given the same terms."""
    builder = Builder()
    for name, boost in FIELDS.items():
        builder.field(name, boost)
    for ref, document in enumerate(documents):
        builder.add({"id": ref, **document})
    return builder.build().serialize()


def by_term(index: dict[str, Any]) -> tuple[dict[str, dict[str, float]], dict[str, Any]]:
    """The vectors and the postings of an index, however it numbers its terms."""
    numbers = {posting["_index"]: term for term, posting in index["invertedIndex"]}
    assert sorted(numbers) == list(range(len(index["invertedIndex"])))
    vectors = {}
    for ref, vector in index["fieldVectors"]:
        assert vector[::2] == sorted(vector[::2])
        vectors[ref] = dict(zip(map(numbers.__getitem__, vector[::2]), vector[1::2], strict=True))
    places = {
        term: {name: refs for name, refs in posting.items() if name != "_index"}
        for term, posting in index["invertedIndex"]
    }
    return vectors, places


@settings(deadline=None)
@given(DOCUMENTS)
def test_postings_and_scores_are_those_of_lunr_py(documents: Documents):
    mine, lunrs = ours(documents), theirs(documents)
    assert mine["fields"] == lunrs["fields"]
    assert by_term(mine) == by_term(lunrs)
    assert [ref for ref, _ in mine["fieldVectors"]] == [ref for ref, _ in lunrs["fieldVectors"]]
    terms = [term for term, _ in mine["invertedIndex"]]
    assert terms == sorted(terms, key=utf16_order)
    assert [posting["_index"] for _, posting in mine["invertedIndex"]] == list(range(len(terms)))


@settings(deadline=None)
@given(
    st.lists(AWKWARD.map(lambda name: name.replace("/", "")), unique=True, min_size=1),
    st.lists(AWKWARD.map(lambda term: term.replace("\n", "").replace("\u2028", "")), min_size=1),
)
def test_json_is_written_as_json_dumps_writes_it(fields: list[str], terms: list[str]):
    one = {name: [term for term in terms if term] for name in fields}
    index = whole_index(dict.fromkeys(fields, 1.0), [one, one], pipeline=["stemmer"])
    read = json.loads(index)
    assert index == json.dumps(read, ensure_ascii=False, separators=(",", ":"))
    assert [ref for ref, _ in read["fieldVectors"]] == [
        f"{f}/{ref}" for ref in (0, 1) for f in fields
    ]


@given(DOCUMENTS)
def test_scores_are_written_as_json_dumps_writes_them(documents: Documents):
    index = written(documents)
    assert index == json.dumps(json.loads(index), ensure_ascii=False, separators=(",", ":"))
    assert ".0," not in index


def test_terms_stand_in_the_order_of_utf_16():
    index = ours([{"body": ["\uff5e", "😀", "a", "中"]}])
    assert [term for term, _ in index["invertedIndex"]] == ["a", "中", "😀", "\uff5e"]


def test_an_index_of_nothing():
    index = ours([])
    assert (index["fieldVectors"], index["invertedIndex"]) == ([], [])
    assert Index.load(json.dumps(index)).search("word") == []
    assert run("load.mjs", {"index": index, "words": ["word"]}, packages=True) == [[]]


def test_fields_may_be_empty_or_left_out():
    index = ours([{"title": ["a"], "body": []}, {"body": []}])
    assert [ref for ref, _ in index["fieldVectors"]] == [
        "title/0", "body/0", "tags/0", "title/1", "body/1", "tags/1",
    ]  # fmt: skip


def test_lunr_js_loads_every_term():
    terms = ["__proto__", "constructor", "😀", "\uff5e", "中国", "word"]
    index = ours([{"body": [term]} for term in terms])
    found = run("load.mjs", {"index": index, "words": terms}, packages=True)
    assert found == [[str(ref)] for ref in range(len(terms))]
