"""The search files of a large archive: parts of the index, each Lunr's, and parts of the documents."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lunr.index import Index
from search.node import run
from search.samples import ARCHIVE, manual

from readingroom.search import SearchDocument, analyse, build_search, terms_of
from readingroom.search import files as written
from readingroom.search.index import Writer, compressed_size
from readingroom.search.postings import utf16_order
from readingroom.search.scores import Scores
from readingroom.search.scoring import FIELDS
from readingroom.values import replace

DOCUMENTS = [
    SearchDocument("text", " ".join(body.split()[:4]), f"texts/{i}/", body, places=((0, "p-1"),))
    for i, body in enumerate(manual()[::12])
]


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is written in parts, of some terms and documents each."""
    for name in ("WHOLE_INDEX", "WHOLE_DOCUMENTS"):
        monkeypatch.setattr(written, name, 0)
    for name in ("INDEX_PART", "DOCUMENTS_PART"):
        monkeypatch.setattr(written, name, 2000)
    monkeypatch.setattr(written, "LEXICON_PART", 100)
    monkeypatch.setattr(written, "DOCUMENTS_GROUP", 16)


def read(files: dict[str, bytes]) -> dict[str, Any]:
    return {name: json.loads(data) for name, data in files.items()}


def writer(documents: list[SearchDocument]) -> Writer:
    return Writer(FIELDS, written.searched(map(terms_of, documents)))


def test_parts_have_the_terms_in_order_and_each_once(small_parts: None):
    files = read(build_search(DOCUMENTS))
    index = files["manifest.json"]["index"]
    found = []
    for first, name in zip(index["first"], index["files"], strict=True):
        terms = [term for term, _ in files[name]["invertedIndex"]]
        assert terms[0] == first
        found += terms
    assert len(index["files"]) > 10
    assert found == sorted(set(found), key=utf16_order)
    assert set(found) >= {term for document in DOCUMENTS for term in analyse(document.body)}


def test_each_part_is_an_index_of_its_own_with_the_scores_of_the_whole(small_parts: None):
    files = read(build_search(DOCUMENTS))
    parts = [part for name, part in files.items() if name.startswith("index/")]
    whole = json.loads(writer(DOCUMENTS).whole())
    loaded = Index.load(json.dumps({**whole, "pipeline": []}))
    chance = random.Random(0)
    for part in (parts[0], *chance.sample(parts[1:-1], 6), parts[-1]):
        terms = [term for term, _ in part["invertedIndex"] if term.isascii() and term.isalpha()]
        words = chance.sample(terms, 3)
        # lunr.py and lunr.js are asked for the terms as they are.
        asked = {**part, "pipeline": []}, {**whole, "pipeline": []}
        there, everywhere = (
            run("load.mjs", {"index": i, "words": words}, packages=True) for i in asked
        )
        assert there == everywhere
        its_own = Index.load(json.dumps(asked[0]))
        for word in words:
            mine, theirs = its_own.search(word), loaded.search(word)
            assert [(m["ref"], m["score"]) for m in mine] == [
                (m["ref"], m["score"]) for m in theirs
            ]


def test_parts_are_of_the_size_that_is_asked_for():
    found = writer(DOCUMENTS)
    parts = found.ranges(3000)
    assert [number for part in parts for number in part] == list(range(len(found.terms)))
    for part in parts[:-1]:
        sizes = [compressed_size(found.having[number]) for number in part]
        assert sum(sizes[:-1]) < 3750
        assert len(sizes) == 1 or sum(sizes) <= 6000
    assert sum(sum(compressed_size(found.having[n]) for n in part) >= 3000 for part in parts) > (
        len(parts) * 0.8
    )


def test_a_term_that_nearly_all_have_stands_in_a_part_of_its_own():
    bodies = [f"common {chr(97 + n % 26)}{n:03} quay{n:03}" for n in range(200)]
    found = writer([SearchDocument("text", "", f"{i}/", body) for i, body in enumerate(bodies)])
    size = compressed_size(200) // 2
    number = found.terms.index("common")
    assert range(number, number + 1) in found.ranges(size)


def test_an_index_of_nothing_has_no_parts():
    assert Writer({"body": 1.0}, []).ranges(1000) == []


def test_documents_in_parts_are_all_there(small_parts: None):
    files = build_search(DOCUMENTS)
    shown = read(files)["manifest.json"]["documents"]
    assert len(shown["sizes"]) > 10
    assert len(shown["files"]) > 2
    rows: list[Any] = []
    for size in shown["sizes"]:
        folder = shown["files"][len(rows) // shown["group"]]
        part = json.loads(files[folder.replace("*", str(len(rows)))])
        assert len(part) == size
        rows += part
    assert [row[1] for row in rows] == [document.path for document in DOCUMENTS]


def test_an_edit_leaves_the_documents_of_other_groups_as_they_are(small_parts: None):
    edited = [*DOCUMENTS]
    edited[20] = replace(edited[20], body=edited[20].body + " And more.")
    before, after = (build_search(several) for several in (DOCUMENTS, edited))
    shown = [json.loads(files["manifest.json"])["documents"] for files in (before, after)]
    pairs = enumerate(zip(*(one["files"] for one in shown), strict=True))
    assert [number for number, (was, now) in pairs if was != now] == [1]
    assert sum(name.startswith("documents/") and before.get(name) != data
               for name, data in after.items()) <= 16  # fmt: skip


class Kept(dict[tuple[str, str], Any]):
    """A memory, and of what was asked for how much it did not have."""

    missing = 0

    def get(self, kind: str, name: str) -> Any | None:  # type: ignore[override]
        self.missing += (kind, name) not in self
        return dict.get(self, (kind, name))

    def keep(self, kind: str, name: str, value: Any) -> None:
        self[kind, name] = value


class Remembered(written.Given):
    """Documents by what they say."""

    def digest(self, places: range) -> str:
        return repr(self.documents(places))


def remembering(
    documents: list[SearchDocument], kept: Kept, before: dict[str, bytes]
) -> dict[str, bytes]:
    """The files by what was kept; where they are not made again, those of an earlier build."""
    found = Remembered([(document, terms_of(document)) for document in documents])
    files = {}
    for name, data in written.index_of(found, kept):
        files[name] = data if isinstance(data, bytes) else data()
        assert isinstance(data, bytes) or before[name] == files[name]
    return files


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["more", "other", "gone", "new", "tag"]),
        st.integers(0, len(DOCUMENTS) - 1),
        st.sampled_from(["quay", "the", "module of functions", "zebra's ﬂag", "𠮷 and 﨑"]),
    ),
    min_size=1,
    max_size=4,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(EDITS)
def test_what_is_kept_of_earlier_builds_gives_the_files_of_a_clean_one(
    small_parts: None, edits: list[tuple[str, int, str]]
):
    documents, kept = [*DOCUMENTS], Kept()
    before = remembering(documents, kept, {})
    assert before == build_search(documents)
    for what, number, words in edits:
        one = documents[min(number, len(documents) - 1)]
        changed = {
            "more": [replace(one, body=f"{one.body} {words}")],
            "other": [replace(one, body=words)],
            "gone": [],
            "new": [one, SearchDocument("text", words, f"{number}/{words}", words)],
            "tag": [replace(one, tags=(*one.tags, words))],
        }[what]
        place = documents.index(one)
        documents[place : place + 1] = changed
        now = remembering(documents, kept, before)
        assert now == build_search(documents)
        before |= now


def test_an_edit_writes_the_parts_that_say_of_it_and_hardly_others(small_parts: None):
    # Among so many an edit of one does not change the figures of all.
    many = [
        SearchDocument("text", f"Part {i}", f"{i}/", body[:99]) for i, body in enumerate(manual())
    ]
    kept = Kept()
    before = remembering(many, kept, {})
    edited = [*many]
    edited[20] = replace(edited[20], body=f"{edited[20].body} zebra")
    kept.missing = 0
    after = remembering(edited, kept, before)
    terms = set(terms_of(edited[20])["body"][0].split())
    parts = [name for name in after if name.startswith("index/")]
    about = [
        name
        for name in parts
        if terms & {term for term, _ in json.loads(after[name])["invertedIndex"]}
    ]
    fresh = after.keys() - before.keys() - {name for name in after if not name.startswith("index")}
    assert fresh <= set(about)
    assert len(about) < len(parts) / 2
    # Its group, and these parts.
    assert kept.missing == 1 + len(fresh)


def test_figures_of_all_documents_are_exact_for_few_and_near_for_many():
    assert Scores((1.0,), 200, (12_345,)).given == (200, 12_345 / 200)
    few, many = Scores((1.0,), 30_000, (900_001,)).given, Scores((1.0,), 30_010, (900_600,)).given
    assert few == many
    assert few == pytest.approx((30_000, 30), rel=0.004)


#: In a program of its own: threads of these tests would keep it from forking.
SEVERAL = """
import os, sys
sys.path.insert(0, "tests")
from readingroom.search import index_of
from test_search_files import DOCUMENTS, build_search, terms_of, written
for name in ("WHOLE_INDEX", "WHOLE_DOCUMENTS"):
    setattr(written, name, 0)
written.INDEX_PART = written.DOCUMENTS_PART = 2000
written.DOCUMENTS_GROUP = 16
written._WORTH_PROCESSES, asked, as_done = 2, [], written.as_done
def seen(work, things, jobs, least):
    return as_done(lambda thing: (asked.append(os.getpid()), work(thing))[1], things, jobs, least=least)
written.as_done = seen
several = dict(index_of(written.Given([(one, terms_of(one)) for one in DOCUMENTS]), jobs=2))
elsewhere = not asked
print(elsewhere, several == build_search(DOCUMENTS), len(several) > 20)
"""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="fork: not on this system")
def test_an_index_may_be_written_by_several_processes():
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", SEVERAL], capture_output=True, text=True, check=False, cwd=root
    )
    assert (done.stdout, done.stderr) == ("True True True\n", "")


def test_passages_are_the_body_by_its_places():
    body = "Before.\n\nFirst one.\n\nSecond."
    document = SearchDocument("text", "", "a/", body, places=((9, "p-a"), (21, "p-b")))
    ((*_, passages),) = json.loads(build_search([document])["documents.json"])
    assert passages == [["", "Before."], ["p-a", "First one."], ["p-b", "Second."]]


def test_a_small_archive_has_one_file_of_each_kind_whose_address_changes_with_it():
    manifest = read(build_search(ARCHIVE))["manifest.json"]
    other = read(build_search(ARCHIVE[:3]))["manifest.json"]
    assert manifest["index"]["first"] == [""]
    assert manifest["kinds"] == [["text", 1], ["entry", 1], ["note", 1], ["text", 1]]
    for files in (manifest["index"]["files"], other["index"]["files"]):
        assert files[0].startswith("index.json?")
    assert manifest["index"]["files"] != other["index"]["files"]
    assert manifest["documents"]["files"] != other["documents"]["files"]
