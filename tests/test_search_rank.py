"""The browser's reader of the index against lunr.js, and what it makes of what people type."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lunr.index import Index
from search.node import run
from search.samples import ARCHIVE, manual, random_queries

from readingroom.search import (
    SearchDocument,
    analyse,
    answer,
    build_search,
    meant,
    rank,
    searchable,
)
from readingroom.search import files as written
from readingroom.search.reader import Wanted

Documents = Sequence[SearchDocument]


@pytest.fixture(scope="module")
def archive() -> list[SearchDocument]:
    """Some hundreds of documents: paragraphs of Python's manual, which repeats its words."""
    return [
        SearchDocument(
            "text", " ".join(body.split()[:4]), f"texts/{i}/", body, tags=(body.split()[0],)
        )
        for i, body in enumerate(manual()[::12])
    ]


def clauses(documents: Documents, count: int) -> list[list[dict[str, Any]]]:
    """Queries of every kind of clause, of words that the documents have or lack."""
    chance = random.Random(0)
    terms = sorted({term for d in documents for term in analyse(d.body) if term.isalpha()})
    fields = ["title", "body", "tags"]
    made = []
    for _ in range(count):
        query = []
        for _ in range(chance.randint(1, 4)):
            prefix = chance.random() < 0.3
            chosen = chance.choices([*terms, "zzz"], k=1 if prefix else chance.randint(1, 3))
            clause = {"terms": [t[:3] if prefix else t for t in chosen], "prefix": prefix}
            clause["presence"] = chance.choice(["optional", "optional", "required", "prohibited"])
            clause["boost"] = chance.choice([1, 1, 0.3, 10])
            if chance.random() < 0.3:
                clause["fields"] = chance.sample(fields, chance.randint(1, 2))
            query.append(clause)
        made.append(query)
    return made


def read(files: dict[str, bytes]) -> dict[str, Any]:
    return {name: json.loads(written) for name, written in files.items()}


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is written in parts, of some terms and documents each."""
    for name, size in {
        "WHOLE_INDEX": 0,
        "INDEX_PART": 500,
        "WHOLE_DOCUMENTS": 0,
        "DOCUMENTS_PART": 2000,
        "LEXICON_PART": 100,
    }.items():
        monkeypatch.setattr(written, name, size)


def test_ranking_and_scores_are_those_of_lunr_js(
    archive: list[SearchDocument], request: pytest.FixtureRequest
):
    """In the whole index, and in its parts, of which only those are read that the clauses need."""
    index = json.loads(build_search(archive)["index.json"])
    request.getfixturevalue("small_parts")
    files = read(build_search(archive))
    parts = sum(name.startswith("index/") for name in files)
    assert parts > 50
    # Each term, any of several, all of several, and mixtures of everything.
    queries = clauses(archive, 400)
    queries += [[{"terms": [t]} for t in c["terms"]] for query in queries[:100] for c in query]
    given = {"index": index, "files": files, "queries": queries}
    found = run("rank.mjs", given, packages=True)
    assert sum(map(len, found["theirs"])) > 10_000
    assert found["parted"] == found["ours"]
    assert sum(found["read"]) / len(queries) < parts / 10
    for query, ours, theirs in zip(queries, found["ours"], found["theirs"], strict=True):
        assert [ref for ref, _ in ours] == [ref for ref, _ in theirs], query
        assert [score for _, score in ours] == [score for _, score in theirs], query


def answers(documents: Documents, typed: list[str], *, typing: bool) -> Any:
    files = read(build_search(documents))
    return run("answers.mjs", {"files": files, "typed": typed, "typing": typing})


def test_scores_on_the_command_line_are_lunr_pys(archive: list[SearchDocument]):
    whole = searchable(archive)
    found = json.loads(build_search(archive)["index.json"])
    index = Index.load({**found, "pipeline": []})
    for query in clauses(archive, 100):
        terms = list(dict.fromkeys(term for clause in query for term in clause["terms"]))

        def ask(query: Any, terms: list[str] = terms) -> None:
            for term in terms:
                query.term(term, use_pipeline=False, boost=1 + len(term) % 2)

        theirs = {int(match["ref"]): match["score"] for match in index.query(callback=ask)}
        assert whole.reader.scores([Wanted(t, (), 1 + len(t) % 2) for t in terms]) == theirs


def test_browser_and_command_line_give_the_same_answers(archive: list[SearchDocument]):
    chance = random.Random(2)
    words = chance.sample(sorted({w for d in archive[:60] for w in d.body.split()}), 60)
    words += [
        "import",
        "statement",
        "the",
        "class",
        "of",
        "object",
        "exceptions",
        "with",
        "zzz",
    ] * 5
    typed = random_queries(400, words)
    typed += [
        '"the class"', "“of the” object", "import -statement", "title:import", "tag:the",
        "kind:text class", "kind:note class", '-"the class" class', "The import", "", "-class",
    ]  # fmt: skip
    whole = searchable(archive)
    for one, found in zip(typed, answers(archive, typed, typing=False), strict=True):
        there = rank(whole, one)
        assert [ref for ref, _, _ in found["hits"]] == [ref for ref, _ in there], one
        assert [s for _, s, _ in found["hits"]] == pytest.approx([score for _, score in there])
        assert found["meant"] == meant(whole, one), one


def test_answers_from_parts_are_those_from_the_whole(
    archive: list[SearchDocument], request: pytest.FixtureRequest
):
    typed = random_queries(200, ["import", "statement", "the", "class", "object"])
    typed += ['"of the"', '"the class" object', '-"the class" class', "“import statement”"]
    wholes = answers(archive, typed, typing=False)
    request.getfixturevalue("small_parts")
    assert answers(archive, typed, typing=False) == wholes


def ranked(bodies: Sequence[str], typed: str, titles: Sequence[str] = ()) -> list[int]:
    """The documents with these words in the order of an answer, which both twins give."""
    made = [SearchDocument("text", "", f"{i}/", body) for i, body in enumerate(bodies)]
    made += [SearchDocument("text", title, f"t{i}/", "") for i, title in enumerate(titles)]
    (found,) = answers(made, [typed], typing=False)
    there = [ref for ref, _ in rank(searchable(made), typed)]
    assert [ref for ref, _, _ in found["hits"]] == there
    return there


FILLER = ["the harvest of that year", "a letter from the captain", "notes on a bridge"] * 4


def test_what_has_all_of_a_few_words_stands_first():
    long = "harbour treaty " + "words of another matter " * 40
    assert ranked(["treaty treaty treaty treaty", long, *FILLER], "harbour treaty")[0] == 1


def test_in_a_long_question_one_common_word_may_be_missing():
    question = "which captain signed the harbour treaty of that year in winter"
    right = "The treaty on the harbour: signed by a captain, in winter."
    long = "captain signed harbour treaty year winter " + "words of another matter " * 40
    assert ranked([long, right, *FILLER], question)[0] == 1


def test_a_stop_word_of_a_longer_question_is_an_initialism_only_in_capitals():
    bodies = ["The U.S. and others.", "The harbour treaty.", *FILLER]
    question = "what the harbour treaty brought {} that winter"
    assert ranked(bodies, question.format("us")) == [1]
    assert 0 in ranked(bodies, question.format("US"))
    assert 0 in ranked(bodies, "us treaty")


def test_what_has_all_of_many_words_stands_first_unless_they_are_a_sentence():
    words = "captain signed harbour treaty winter"
    right = "harbour treaty winter captain"
    long = f"{words} " + "words of another matter " * 40
    assert ranked([right, long, *FILLER], words)[0] == 1
    assert ranked([right, long, *FILLER], f"which {words} with the")[0] == 0
    near = "The captain signed the treaty of the harbour this winter."
    assert ranked([right, near, *FILLER], f"which {words} with the")[0] == 1


def test_a_repeated_word_counts_again():
    bodies = ["harbour quay", "treaty quay", *FILLER]
    assert ranked(bodies, "harbour treaty treaty")[0] == 1
    assert ranked(bodies, "harbour treaty harbour")[0] == 0


def test_what_is_called_just_that_stands_before_longer_names_and_many_mentions():
    titles = ["The treaty of the harbour treaty", "Treaty", "Treaty of winter"]
    first = 1 + len(["treaty " * 50])
    assert ranked(["treaty " * 50], "treaty", titles)[0] == first


def refs(documents: Documents, *typed: str) -> list[list[int]]:
    return [
        [ref for ref, _, _ in found["hits"]]
        for found in answers(documents, list(typed), typing=True)
    ]


def test_a_word_being_typed_is_found_by_its_beginning():
    assert refs(ARCHIVE, "sympos", "chin electr", "turk ", "t") == [[0], [1], [], []]


def test_a_half_typed_word_that_stems_otherwise_keeps_its_results():
    universities = [SearchDocument("text", "On universities", "a/", "Words.")]
    for end in range(2, len("universities") + 1):
        assert refs(universities, "universities"[:end]) == [[0]], "universities"[:end]


def test_only_what_is_found_otherwise_is_offered_as_a_completion():
    body = "valley valleys valleyed connects connection connects connect connector"
    found = answers([SearchDocument("text", "", "a/", body)], ["valley", "conn"], typing=True)
    assert [answered["completions"] for answered in found] == [[], ["connect", "connector"]]


def test_the_words_are_marked_where_they_stand():
    found = answers(ARCHIVE, ["money beijing", "主持", "about turk"], typing=True)
    assert [answered["snippet"] for answered in found] == [
        "China’s president chaired a symposium in [Beijing]. [Money] was not the subject.",
        "习近平[主持]召开座谈会。",
        "About [Turkey].",
    ]


def test_nothing_that_is_typed_throws():
    strings = Path(__file__).parent / "search" / "naughty.json"
    typed = json.loads(strings.read_text("utf-8"))
    assert len(answers(ARCHIVE, typed, typing=True)) == len(typed)
    whole = searchable(ARCHIVE)
    for words in typed:
        answer(whole, words)
