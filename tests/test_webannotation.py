"""The export as W3C annotations: it passes the model's own tests, and says the text's very words."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conformance import conformance
from conftest import ROOT, SiteBuilder
from interchanged import annotation_files
from jsonschema import Draft4Validator, FormatChecker
from properties import given, settings, st
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from readingroom.archive import Archive, Contents
from readingroom.assembling import Desk, assemble
from readingroom.config import Site
from readingroom.model import Document, Note, Quote, Text
from readingroom.pipeline import Options, read_archive
from readingroom.readers import read_markdown

FORMATS = FormatChecker(formats=())


@FORMATS.checks("uri")
def is_uri(value: object) -> bool:
    """RFC 3986's outer form: a scheme, then none of the characters that it leaves out."""
    return not isinstance(value, str) or bool(
        re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+", value)
    )


@FORMATS.checks("date-time")
def is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value)
    )


@cache
def musts(name: str) -> tuple[tuple[str, bool, Draft4Validator], ...]:
    """The assertions that a list of MUSTs names: error message, whether it must hold, schema."""
    folder = conformance("w3c-annotation")
    registry: Registry[Any] = Registry().with_resources(
        (path.name, Resource(json.loads(path.read_text("utf-8")), DRAFT4))
        for path in sorted((folder / "definitions").glob("*.json"))
    )
    made = []
    for assertion in json.loads((folder / name).read_text("utf-8"))["assertions"]:
        schema = json.loads((folder / assertion).read_text("utf-8"))
        validator = Draft4Validator(schema, registry=registry, format_checker=FORMATS)
        made.append((assertion, schema["expectedResult"] == "valid", validator))
    return tuple(made)


ANNOTATION = "annotations/annotationMusts.test"
COLLECTION = "collections/collectionMusts.test"
PAGE = "collections/pages/pageMusts.test"


def broken(value: object, name: str) -> list[str]:
    """The assertions that a value does not pass."""
    return [says for says, holds, validator in musts(name) if validator.is_valid(value) != holds]


# --- the harness itself ------------------------------------------------------------------------------


def samples(kind: str) -> list[Path]:
    return sorted((conformance("w3c-annotation") / "tools" / "samples" / kind).glob("*.json"))


def kind_of(value: dict[str, Any]) -> str:
    return COLLECTION if value["type"] == "AnnotationCollection" else ANNOTATION


#: The schemas know no set of targets but Choice, and want the collection of a page described where the
#: model lets it be named alone.
DISPUTED = {"anno11.json", "anno12.json", "anno13.json", "example42.json", "example43.json"}


def test_the_validator_accepts_the_correct_samples():
    wrong = {}
    for path in samples("correct"):
        value = json.loads(path.read_text("utf-8"))
        name = PAGE if value["type"] == "AnnotationPage" else kind_of(value)
        wrong[path.name] = broken(value, name)
    assert len(wrong) > 40
    assert {name for name, says in wrong.items() if says} == DISPUTED


def test_the_validator_refuses_the_incorrect_samples():
    accepted = []
    for path in samples("incorrect"):
        try:
            value = json.loads(re.sub(r",(\s*[}\]])", r"\1", path.read_text("utf-8")))
        except ValueError:
            continue
        if not broken(value, ANNOTATION):
            accepted.append(path.name)
    assert accepted == []


# --- what is exported --------------------------------------------------------------------------------


def archive_at(root: Path, base_url: str | None = None) -> Archive:
    archive, _ = read_archive(root, Options(base_url=base_url))
    return archive


def exported(archive: Archive) -> dict[str, Any]:
    return {path: json.loads(data) for path, data in annotation_files(archive).items()}


def passes(files: dict[str, Any]) -> int:
    """Hold every file and each annotation in it against the MUSTs; how many annotations there are."""
    count = 0
    collection = files["annotations.jsonld"]
    assert broken(collection, COLLECTION) == []
    pages = [page for path, page in files.items() if path != "annotations.jsonld"]
    for page in pages:
        assert broken(page, PAGE) == []
        assert page["startIndex"] == count
        count += len(page["items"])
        for item in page["items"]:
            assert broken(item, ANNOTATION) == [], item
    assert collection["total"] == count
    if pages:
        ids = [page["id"] for page in pages]
        assert (collection["first"], collection["last"]) == (ids[0], ids[-1])
        assert [p.get("next") for p in pages] == [*ids[1:], None]
        assert [p.get("prev") for p in pages] == [None, *ids[:-1]]
        assert {p["partOf"]["id"] for p in pages} == {collection["id"]}
        assert {p["partOf"]["total"] for p in pages} == {count}
    return count


@pytest.mark.parametrize("base", [None, "https://example.org/archive/"])
def test_the_repositorys_archive_passes_every_must(base: str | None):
    assert passes(exported(archive_at(ROOT, base))) > 30


@pytest.fixture
def various(site: SiteBuilder) -> SiteBuilder:
    """Replies, orphans, ranges, several targets, many tags, a whole text, a text of another script."""
    body = """
## of-the-ship

kind: question · tags: sea, the post, tea's, 1901, a-b
by: jo · date: 1901-05 · modified: 1902-01-02 · lang: fr
title: A “title”

> ==The ship== left

> the post

Une *question*.[^1]

[^1]: Une note.

### an-answer

by: reviewer

Yes.

#### an-answer-to-it

> carried

No.

## of-a-range

> The ship […] tea and

## of-nothing

> words ==that are not== there

Where?

## of-all

About the whole.

## by-another-way

re: letter.md#tea

So it is.
"""
    site.change(
        "site.yaml", "title:", "editors: {jo: {name: Jo, url: 'https://jo.example'}}\ntitle:"
    )
    return site.notes("more", body, text="letter").text("手紙", "東京で書いた。")


def by_id(files: dict[str, Any], slug: str = "letter") -> dict[str, Any]:
    items = files[f"texts/{slug}/annotations.jsonld"]["items"]
    return {item["id"].partition("#note-")[2]: item for item in items}


def test_every_sort_of_note_passes_every_must(various: SiteBuilder):
    assert passes(exported(archive_at(various.root))) == 8


def test_a_note_says_who_when_what_and_where(various: SiteBuilder):
    note = by_id(exported(archive_at(various.root)))["of-the-ship"]
    assert note["id"] == "https://example.org/texts/letter/#note-of-the-ship"
    assert note["motivation"] == "questioning"
    assert note["creator"] == {
        "type": "Person", "name": "Jo", "nickname": "jo", "homepage": "https://jo.example",
    }  # fmt: skip
    assert (note["created"], note["modified"]) == ("1901-05-01T00:00:00Z", "1902-01-02T00:00:00Z")
    comment, kind, *tags = note["body"]
    assert comment["value"].startswith("<p>Une <em>question</em>.")
    assert (comment["format"], comment["language"]) == ("text/html", "fr")
    assert (kind["value"], kind["purpose"]) == ("question", "classifying")
    assert [tag["value"] for tag in tags] == ["sea", "the post", "tea's", "1901", "a-b"]
    ship, post = note["target"]
    assert ship["source"] == "https://example.org/texts/letter/"
    assert [s["type"] for s in ship["selector"]] == ["TextQuoteSelector", "TextPositionSelector"]
    assert ship["selector"][0]["exact"] == "The ship"
    assert post["selector"][0]["exact"] == "the post"


def test_replies_are_on_the_annotation_that_they_answer(various: SiteBuilder):
    notes = by_id(exported(archive_at(various.root)))
    assert notes["an-answer"]["target"] == notes["of-the-ship"]["id"]
    assert notes["an-answer"]["motivation"] == "replying"
    assert notes["by-another-way"]["target"] == notes["tea"]["id"]
    answered, words = notes["an-answer-to-it"]["target"]
    assert answered == notes["an-answer"]["id"]
    assert words["selector"][0]["exact"] == "carried"


def test_an_orphan_keeps_its_words_and_a_whole_text_is_named(various: SiteBuilder):
    notes = by_id(exported(archive_at(various.root)))
    assert notes["of-nothing"]["target"]["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": "that are not",
            "prefix": "words ",
            "suffix": " there",
        }
    ]
    assert notes["of-all"]["target"] == "https://example.org/texts/letter/"


def test_a_range_ends_before_its_end_selector(various: SiteBuilder):
    archive = archive_at(various.root)
    ranged, position = by_id(exported(archive))["of-a-range"]["target"]["selector"]
    text = archive.texts[0].document.text
    assert ranged["type"] == "RangeSelector"
    assert text[position["start"] :].startswith(ranged["startSelector"]["exact"])
    assert text[: position["end"]].endswith(ranged["endSelector"]["prefix"])
    assert text[position["end"] :].startswith(ranged["endSelector"]["exact"])
    assert text[position["start"] : position["end"]].endswith("tea and")


def test_the_bytes_are_the_same_each_time(various: SiteBuilder):
    first, second = archive_at(various.root), archive_at(various.root)
    assert annotation_files(first) == annotation_files(second)


def test_an_archive_without_texts_has_an_empty_collection():
    files = exported(Archive(Site()))
    assert passes(files) == 0
    assert list(files) == ["annotations.jsonld"]


WORDS = st.lists(
    st.sampled_from(["a", "tea", "“so”", "é", "東京", "𝄞", "(1)", "left"]), min_size=3, max_size=40
)


@given(WORDS, st.data())
@settings(max_examples=60)
def test_positions_and_quotes_say_exactly_the_texts_words(words: list[str], data: st.DataObject):
    cut = data.draw(st.integers(0, len(words)))
    markdown = " ".join(words[:cut]) + "\n\n" + " ".join(words[cut:])
    document = read_markdown(markdown).document
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = Quote(" ".join(words[start:end]), 1, 1)
    note = Note("n", "t", "content/notes/t.md", 1, 1, Document("c"), (quote,), kind="note")
    text = Text("t", "content/texts/t.md", "T", document)
    archive, _ = assemble(Desk(Contents(Site(), (text,), notes=(note,))))
    (item,) = exported(archive)["texts/t/annotations.jsonld"]["items"]
    selector = item["target"]["selector"]
    if len(selector) == 1:
        assert archive.notes[0].state != "exact"
        return
    said, place = selector
    whole = document.text
    assert said["exact"] == whole[place["start"] : place["end"]]
    assert said["prefix"] == whole[max(0, place["start"] - 32) : place["start"]]
    assert said["suffix"] == whole[place["end"] : place["end"] + 32]
