"""What `notes import` says of what it does: nothing is put anywhere, left out or renamed in silence."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SiteBuilder
from interchanged import SPEECH, archive_of, exported, imported, quoted, read_back, row

from readingroom.archive import Archive
from readingroom.cli.interchange import run_notes_import, shelf_of
from readingroom.config import Editor, Site
from readingroom.model import Document, Note, Quote
from readingroom.notes.interchange import Imported, to_markdown
from readingroom.pipeline import Options, read_archive

PAGE = "https://example.org/texts/t/"


def said(made: Imported) -> str:
    return "\n".join(f"{report.note} {report.says}" for report in made.reports)


def annotation(**more: Any) -> dict[str, Any]:
    return {"type": "Annotation", "bodyValue": "So.", "target": PAGE} | more


# --- what has no place -------------------------------------------------------------------------------


def test_an_answer_to_what_is_not_there_is_reported():
    rows = [
        row("a", "Yes.", "security comes first"),
        row("b", "To whom?", references=["gone"]),
        row("c", "To whom, below?", references=["a", "lost"]),
        row("d", "With words.", "And then he left", references=["far"]),
    ]
    archive = archive_of(SPEECH)
    made = imported(rows, archive)
    nowhere = "which is neither in the file nor in the archive, and"
    assert [line for line in said(made).split("\n") if " tag " not in line] == [
        f"to-whom-below answers “lost”, {nowhere} is under what that one answers",
        f"and-then-he-left answers “far”, {nowhere} stands by itself",
        f"to-whom answers “gone”, {nowhere} is on the whole text now",
    ]
    assert read_back(made, archive)["t", "to-whom-below"].note.parent == "security-comes-first"


def test_an_answer_to_a_w3c_annotation_that_is_not_there_is_reported():
    data = annotation(target=["https://far.example/anno/1", PAGE], motivation="oa:replying")
    assert "so answers “https://far.example/anno/1”" in said(imported([data], archive_of(SPEECH)))


@pytest.mark.parametrize(
    ("selector", "named"),
    [
        ({"type": "CssSelector", "value": "p"}, "CssSelector"),
        ([{"type": "XPathSelector", "value": "/p"}], "XPathSelector"),
        ({"type": "RangeSelector", "startContainer": "/p[1]"}, "RangeSelector"),
        ({"type": "TextPositionSelector", "start": 1, "end": 4}, "TextPositionSelector"),
        ("https://example.org/selector", "a selector that stands elsewhere"),
        ({"value": "x"}, "a selector without a type"),
    ],
)
def test_a_place_that_is_not_understood_is_reported(selector: Any, named: str):
    data = annotation(target={"source": PAGE, "selector": selector})
    made = imported([data], archive_of(SPEECH))
    assert said(made) == (
        f"so has its place in a form that is not understood ({named}); "
        "it is on no words of the text now"
    )
    assert made.tally.whole == 1


def test_offsets_in_another_form_of_the_text_decide_nothing():
    """Hypothesis counts in the words of the page as a browser has them."""
    archive = archive_of("The old ship. The new ship.")
    at = archive.texts[0].document.text.rindex("ship")
    selector = [*quoted("ship"), {"type": "TextPositionSelector", "start": at, "end": at + 4}]
    made = imported([row("a", "Which?", target=[{"source": PAGE, "selector": selector}])], archive)
    assert "has no certain place, for its words stand more than once: “ship”" in said(made)
    assert read_back(made, archive)["t", "ship"].state == "ambiguous"
    assert (made.tally.unplaced, made.tally.anchored) == (1, 0)


@pytest.mark.parametrize(
    ("source", "name"), [(f"{PAGE}index.txt", ""), (PAGE, f"{PAGE}#note-ship")]
)
def test_offsets_in_the_index_txt_decide_between_equals(source: str, name: str):
    archive = archive_of("The old ship. The new ship.")
    at = archive.texts[0].document.text.rindex("ship")
    selector = [*quoted("ship"), {"type": "TextPositionSelector", "start": at, "end": at + 4}]
    made = imported([annotation(id=name, target={"source": source, "selector": selector})], archive)
    (note,) = read_back(made, archive).values()
    assert [t.start for t in note.targets] == [at]


def test_words_of_a_second_source_are_reported():
    targets = [
        {"source": PAGE, "selector": quoted("security comes first")},
        {"source": "https://far.example/", "selector": quoted("of another page")},
    ]
    made = imported([annotation(target=targets)], archive_of(SPEECH))
    assert "quotes words of another source: “of another page”" in said(made)


# --- what an annotation does not say -----------------------------------------------------------------


def test_a_kind_is_written_only_where_one_is_given():
    archive = archive_of(SPEECH)
    rows = [row("a", "A note.", "security comes first"), row("b", "Reply.", references=["a"])]
    assert "kind:" not in imported(rows, archive).files["t"]
    questions = [
        annotation(motivation="questioning"),
        annotation(motivation="replying", body={"value": "note", "purpose": "classifying"}),
        annotation(motivation="moderating", body={"value": "joke", "purpose": "classifying"}),
    ]
    made = imported(questions, archive)
    assert made.files["t"].count("kind: question") == 1
    assert made.files["t"].count("kind: note") == 1
    assert made.files["t"].count("kind:") == 2
    assert "is classed as “joke”, which is no kind of this archive" in said(made)


def test_authors_whom_site_yaml_does_not_list_keep_their_names():
    people: list[Any] = [
        {"name": "Ann Lee"},
        {"name": "Ann Lée", "id": "https://lee.example/"},
        {"nickname": "editor", "name": "The editor"},
        {"name": "Editor"},
        "https://orcid.example/0000-1",
    ]
    archive = archive_of(SPEECH)
    archive = replace(archive, site=Site(editors=(Editor("editor", "The editor"),)))
    made = imported([annotation(creator=creator) for creator in people], archive)
    by = [line.removeprefix("by: ") for line in made.files["t"].split("\n") if "by:" in line]
    assert by == ["ann-lee", "ann-lee-2", "editor", "editor-2", "0000-1"]
    assert made.editors == (
        Editor("ann-lee", "Ann Lee"),
        Editor("ann-lee-2", "Ann Lée", "https://lee.example/"),
        Editor("editor-2", "Editor"),
        Editor("0000-1", "https://orcid.example/0000-1", "https://orcid.example/0000-1"),
    )


def test_an_account_is_an_id_and_its_display_name_a_name():
    one = row("a", "So.", user_info={"display_name": "Ann: Lee"})
    made = imported([one, one | {"id": "b"}], archive_of(SPEECH))
    assert made.files == {}  # a page note of an unknown page
    assert made.rest.count("by: ann\n") + made.rest.count("by: ann ·") == 2
    assert made.editors == (Editor("ann", "Ann: Lee"),)


# --- what is there already ---------------------------------------------------------------------------


def test_what_was_exported_from_here_is_left_out():
    archive, _ = read_archive(ROOT, Options())
    made = to_markdown(exported(archive), shelf_of(archive, ""))
    assert made is not None
    assert (made.files, made.rest, made.reports) == ({}, "", ())
    assert (made.tally.known, made.tally.written) == (len(archive.notes), 0)


def archive_with(*notes: Note) -> Archive:
    return archive_of(SPEECH, *notes)


def note(id_: str, comment: str, quote: str = "", **more: Any) -> Note:
    quotes = (Quote(quote, 1, 1),) if quote else ()
    words = Document(comment)
    path = "content/notes/t.md"
    return Note(id_, "t", path, 1, 1, words, quotes, kind="note", by="ann", **more)


def test_one_with_the_same_words_author_and_day_is_left_out_once_for_each_that_is_there():
    archive = archive_with(note("left", "Did *he*?", "then ==he left==", date="2024-03-01"))
    again = row("a", "Did **he**?", "he left")
    for other in (
        {"created": "2024-03-02T00:00:00Z"},
        {"user": "acct:ben@x"},
        {"text": "Did she?"},
        {"id": "b"},
    ):
        made = to_markdown([again, again | {"id": "c"} | other], shelf_of(archive, ""))
        assert made is not None
        assert (made.tally.known, made.tally.anchored) == (1, 1), other


def test_a_new_answer_to_what_is_there_already_names_it():
    archive = archive_with(note("left", "Did he?", "he left", date="2024-03-01"))
    rows = [row("a", "Did he?", "he left"), row("bb", "He did.", references=["a"], tags=[])]
    made = to_markdown(rows, shelf_of(archive, ""))
    assert made is not None
    assert "re: t.md#left" in made.files["t"]
    assert "He did." in made.files["t"]
    assert (made.tally.known, made.tally.replies, made.reports) == (1, 1, ())


def test_other_words_under_the_name_of_a_note_are_told():
    archive = archive_with(note("left", "Did he?", "he left"))
    target = {"source": PAGE, "selector": quoted("he left")}
    mine = annotation(id=f"{PAGE}#note-left", target=target, bodyValue="Did she?")
    made = to_markdown([mine], shelf_of(archive, ""))
    assert made is not None
    assert (made.files, made.tally.known) == ({}, 1)
    assert said(made) == "left has another comment in the archive than in the file, and keeps it"


def test_a_name_that_another_archive_gave_is_no_proof():
    archive = archive_with(note("left", "Did he?", "he left"))
    target = {"source": PAGE, "selector": quoted("security comes first")}
    other = annotation(id=f"{PAGE}#note-left", target=target, bodyValue="A policy.")
    made = to_markdown([other], shelf_of(archive, ""))
    assert made is not None
    assert "## left-2\n" in made.files["t"]


# --- the command -------------------------------------------------------------------------------------


def test_the_command_imports_a_file_once(
    site: SiteBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "in.json"
    letter = "https://example.org/texts/letter/"
    rows = [
        row("a", "Mail.", "the post"),
        row("b", "All of it.", uri=letter, target=[{"source": letter}]),
        row("c", "Which?", references=["a"]),
        row("d", "Nothing.", "words that nobody wrote"),
        row("e", "Elsewhere.", uri="https://far.example/[x]", target=[]),
    ]
    file.write_text(json.dumps(rows))
    assert run_notes_import(site.root, file, None) == 0
    first = capsys.readouterr().out
    assert "4 notes written: 1 on their words, 1 on a whole text, 1 replies, 1 unplaced." in first
    rest = tmp_path / "in-unplaced.md"
    assert f"{rest} written" in first
    assert "1 note on what is no text of this archive (https://far.example/[x])" in first
    before = {p: p.read_bytes() for p in (*site.root.rglob("*.md"), *tmp_path.glob("*.md"))}
    assert run_notes_import(site.root, file, None) == 0
    again = capsys.readouterr().out
    assert "No note written; 4 left out, since the archive has them already." in again
    assert f"{rest} is there already" in again
    after = {p: p.read_bytes() for p in (*site.root.rglob("*.md"), *tmp_path.glob("*.md"))}
    assert after == before


def test_the_command_says_what_to_add_to_site_yaml(
    site: SiteBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "in.json"
    target = "https://example.org/texts/letter/"
    people = [{"name": "Ann: Lee"}, {"name": "Ann: Lee"}, {"name": "Yes", "nickname": "yes"}]
    file.write_text(json.dumps([annotation(target=target, creator=person) for person in people]))
    assert run_notes_import(site.root, file, None) == 0
    told = capsys.readouterr().out
    yaml = told[told.index("editors:\n") :]
    assert yaml == 'editors:\n  ann-lee: {name: "Ann: Lee"}\n  "yes": {name: "Yes"}\n'
    site.change("site.yaml", "format: 1\n", f"format: 1\n{yaml}")
    assert site.check().codes() == []


def test_the_command_writes_new_files_only(
    site: SiteBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "in.json"
    target = {"source": "https://example.org/texts/letter/", "selector": quoted("the post")}
    file.write_text(json.dumps({"type": "Annotation", "bodyValue": "Mail.", "target": target}))
    notes = site.root / "content" / "notes"
    assert run_notes_import(site.root, file, "jo") == 0
    first = (notes / "letter-imported.md").read_text("utf-8")
    assert run_notes_import(site.root, file, None) == 0
    assert (notes / "letter-imported.md").read_text("utf-8") == first
    assert "by: jo" in first
    assert "## the-post-2\n" in (notes / "letter-imported-2.md").read_text("utf-8")
    assert "letter-imported-2.md written" in capsys.readouterr().out
    assert site.check().codes() == []


@pytest.mark.parametrize("data", [b"{", b'{"a": 1}', b"\xff\xfe", b"[" * 100_000])
def test_the_command_refuses_what_it_does_not_understand(
    site: SiteBuilder, tmp_path: Path, data: bytes
):
    file = tmp_path / "in.json"
    file.write_bytes(data)
    assert run_notes_import(site.root, file, None) == 1
    assert run_notes_import(site.root, tmp_path / "none.json", None) == 1


def test_a_reply_to_a_note_that_is_there_names_it(site: SiteBuilder, tmp_path: Path):
    file = tmp_path / "in.json"
    target = "https://example.org/texts/letter/#note-tea"
    file.write_text(json.dumps([{"type": "Annotation", "bodyValue": "So.", "target": target}]))
    assert run_notes_import(site.root, file, None) == 0
    assert "re: letter.md#tea" in (site.root / "content/notes/letter-imported.md").read_text(
        "utf-8"
    )
    assert site.check().codes() == []
