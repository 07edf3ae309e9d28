"""What people type, read by both twins; and words corrected."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search.node import run
from search.samples import ARCHIVE, manual, random_queries

from readingroom.search import SearchDocument, meant, searchable
from readingroom.search.lexicon import correction, lexicon
from readingroom.search.query import Clause, parse, read, unquoted

QUERIES = json.loads((Path(__file__).parent / "search" / "queries.json").read_text("utf-8"))
WHOLE = searchable(ARCHIVE)


def without_start(clause: Clause) -> dict[str, Any]:
    """A clause's parts that are not as they mostly are."""
    return {k: v for k, v in asdict(clause).items() if v and k != "start"}


@pytest.mark.parametrize("case", QUERIES, ids=lambda case: case["typed"])
def test_vectors(case: dict[str, Any]):
    found = parse(case["typed"])
    assert [without_start(clause) for clause in found] == case["clauses"]
    for clause in found:
        assert case["typed"][clause.start :].startswith(clause.text)


def read_here(typed: str, languages: list[str]) -> dict[str, Any]:
    """A query as JSON has it."""
    query = asdict(read(typed, languages))
    query["kinds"] = sorted(query["kinds"])
    query["without"] = sorted(query["without"])
    found: dict[str, Any] = json.loads(json.dumps(query))
    return found


def test_both_twins_read_queries_alike():
    typed = [case["typed"] for case in QUERIES]
    typed += json.loads((Path(__file__).parent / "search" / "naughty.json").read_text("utf-8"))
    typed += random_queries(2000)
    cases = [(t, languages) for t in typed for languages in (["en"], ["de", "en", "fr"])]
    for (t, languages), theirs in zip(cases, run("read.mjs", cases), strict=True):
        ours = read_here(t, languages)
        theirs["kinds"], theirs["without"] = (
            sorted(set(theirs["kinds"])),
            sorted(set(theirs["without"])),
        )
        for one in (*ours["asked"], *theirs["asked"]):
            one["clause"].pop("start")  # code points here, UTF-16 units there
        assert ours == theirs, t


def test_what_is_quoted_can_be_read_as_words():
    assert unquoted('"state of the-art" tax') == "state of the art tax"
    assert unquoted('title:"state law" -"first draft" -x kind:note') == (
        'title:state title:law -"first draft" -x kind:note'
    )
    assert unquoted('-"first  draft"') == '-"first  draft"'
    typed = [case["typed"] for case in QUERIES] + random_queries(1000)
    assert run("unquote.mjs", typed) == [unquoted(one) for one in typed]


@given(st.text(), st.sampled_from([["en"], ["zh"], ["en", "fr"], []]))
def test_any_string_is_a_query(typed: str, languages: list[str]):
    read(typed, languages)


def test_the_lexicon_has_words_as_they_stand():
    documents = [
        SearchDocument(
            "text", "The U.S. Networks", "a/", "networks; 5G in 2016, the network’s café."
        ),
        SearchDocument("entry", "X", "b/", "中国网络", aliases=("Fifth Generation",)),
    ]
    assert lexicon(documents) == {
        "cafe": 1, "fifth": 1, "generation": 1, "network": 1, "networks": 2,
    }  # fmt: skip


def test_only_what_is_not_there_is_corrected():
    assert meant(WHOLE, "symposuim on monye") == "symposium on money"
    assert meant(WHOLE, "“symposuim” -monye") == "“symposium” -monye"
    for typed in ("symposium", "monetary", "2017", "zzzzzz", "teh", "网洛", ""):
        assert meant(WHOLE, typed) == "", typed


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("statment", "statement"),
        ("statementt", "statement"),
        ("sattement", "statement"),
        ("statemint", "statement"),
        ("stotemint", "statement"),
        ("ststst", ""),
        ("1statment", ""),
        ("satt", ""),
        ("stast", "start"),  # the commoner of start and stats
    ],
)
def test_corrections(word: str, right: str):
    assert correction(word, {"stats": 1, "statement": 3, "start": 2, "statements": 1}) == right


def test_both_twins_correct_alike():
    known = lexicon([SearchDocument("text", "", "", body) for body in manual()])
    words = sorted(known)[::7]
    wrong = [w[:i] + c + w[i + 1 :] for w in words for i, c in ((1, "x"), (3, "e"), (4, ""))]
    wrong += [w[:2] + w[3:4] + w[2:3] + w[4:] for w in words]
    theirs = run("correct.mjs", {"known": list(known.items()), "words": wrong})
    assert theirs == [correction(word, known) for word in wrong]
    assert sum(map(bool, theirs)) > len(wrong) / 2
