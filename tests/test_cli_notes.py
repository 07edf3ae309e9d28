"""``note`` and ``notes``: what a person types, what they are told, the exit status, the files."""

from collections.abc import Callable

import pytest
from conftest import Answer, SiteBuilder, files_of

from readingroom.anchors import FOLDER

TEXT = "content/texts/letter.md"
NOTES = "content/notes/letter.md"


@pytest.fixture
def here(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> SiteBuilder:
    """The small site, with its folder as the current one."""
    monkeypatch.chdir(site.root)
    return site


def read(site: SiteBuilder, path: str) -> str:
    return (site.root / path).read_text("utf-8")


def check_when_said(call: Callable[..., Answer], site: SiteBuilder) -> Answer:
    """The strict check once each stub, which alone is told of, has its comment."""
    told = call("check").out
    assert "says nothing" in told
    assert "error[" not in told
    for path in sorted((site.root / "content/notes").glob("*.md")):
        path.write_text(path.read_text("utf-8").replace("\n…\n", "\nIt is so.\n"), "utf-8")
    return call("check", "--strict")


# --- note


def test_a_note_is_begun_in_the_file_of_its_text(call: Callable[..., Answer], here: SiteBuilder):
    before = read(here, NOTES)
    done = call("note", "letter", "left Harwich", "--kind", "question", "--by", "me")
    assert (done.status, done.err) == (0, "")
    after = read(here, NOTES)
    stub = "## left-harwich\n\nkind: question · by: me\n\n> left Harwich\n\n…\n"
    assert after == f"{before.rstrip()}\n\n{stub}"
    line = after.splitlines().index("## left-harwich") + 1
    assert done.out == f"{NOTES}:{line}: the note `left-harwich` waits for its comment\n"
    assert check_when_said(call, here).status == 0


def test_a_first_note_makes_the_file(call: Callable[..., Answer], here: SiteBuilder):
    here.text("speech", "Friends, Romans, countrymen.")
    assert call("note", "speech", "Romans").status == 0
    made = read(here, "content/notes/speech.md")
    assert made.startswith("---\ntext: speech\n---\n\n# Notes on Speech\n\n## romans\n")
    assert check_when_said(call, here).status == 0


def test_a_repeated_quote_is_refused_with_its_places(
    call: Callable[..., Answer], here: SiteBuilder
):
    here.change(TEXT, "The ship", "The post and the post: the ship")
    before = files_of(here.root)
    done = call("note", "letter", "the post")
    assert done.status == 1
    assert "stands 2 times" in done.err
    assert files_of(here.root) == before
    assert call("note", "letter", "the post", "--nth", "3").status == 1
    assert call("note", "letter", "the post", "--nth", "2").status == 0
    assert "## the-post\n\nkind: note\n\n> ==the post==." in read(here, NOTES)
    assert check_when_said(call, here).status == 0


def test_words_that_are_not_there_are_refused(call: Callable[..., Answer], here: SiteBuilder):
    before = files_of(here.root)
    done = call("note", "letter", "an albatross was shot")
    assert done.status == 1
    assert "is not in the text" in done.err
    assert files_of(here.root) == before


def test_a_note_on_several_passages_and_one_on_the_whole(
    call: Callable[..., Answer], here: SiteBuilder
):
    assert call("note", "letter", "left Harwich", "the post").status == 0
    assert "> left Harwich\n\n> the post\n\n…" in read(here, NOTES)
    assert call("note", "letter").status == 0
    assert "letter#letter" in call("notes", "list").out
    assert check_when_said(call, here).status == 0


def test_a_target_with_its_context_and_an_elision_are_taken_as_they_are(
    call: Callable[..., Answer], here: SiteBuilder
):
    assert call("note", "letter", "ship ==left Harwich== on").status == 0
    assert call("note", "letter", "The ship […] the post").status == 0
    made = read(here, NOTES)
    assert "## left-harwich\n\nkind: note\n\n> ship ==left Harwich== on\n" in made
    assert "> The ship […] the post\n" in made
    assert check_when_said(call, here).status == 0
    assert (here.root / FOLDER / "letter.json").exists(), "where it stands is recorded"


def test_an_id_that_is_taken_is_counted(call: Callable[..., Answer], here: SiteBuilder):
    call("note", "letter", "left Harwich")
    assert "`left-harwich-2`" in call("note", "letter", "left Harwich").out
    assert check_when_said(call, here).status == 0


def test_a_text_that_is_not_there(call: Callable[..., Answer], here: SiteBuilder):
    done = call("note", "leter", "tea")
    assert (done.status, done.err) == (1, "there is no text leter; did you mean letter?\n")


# --- notes list


def test_notes_are_listed_with_their_states(call: Callable[..., Answer], here: SiteBuilder):
    here.notes("more", "## rum\n\n> carried a cask of rum\n\nNo.", text="letter")
    done = call("notes", "list")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].split() == ["orphan", "letter#rum"] or lines[0].startswith("exact")
    assert any(line.split()[:2] == ["exact", "letter#tea"] and "tea" in line for line in lines)
    assert lines[-1] == "2 notes: 1 exact, 1 orphan."
    unsettled = call("notes", "list", "--unsettled").out.splitlines()
    assert [line.split()[1] for line in unsettled[:-1]] == ["letter#rum"]


def test_the_notes_of_one_text(call: Callable[..., Answer], here: SiteBuilder):
    here.text("speech", "Friends, Romans.").notes("speech", "## a\n\n> Romans\n\nR.", text="speech")
    out = call("notes", "list", "--text", "speech").out
    assert "speech#a" in out
    assert "letter#tea" not in out
    done = call("notes", "list", "--text", "speach")
    assert done.status == 1
    assert "did you mean speech?" in done.err


def test_an_archive_without_notes(call: Callable[..., Answer], here: SiteBuilder):
    here.remove(NOTES)
    assert call("notes", "list").out == "0 notes.\n"
    assert call("notes", "accept").status == 0


# --- notes accept


def test_accepting_writes_the_record_and_nothing_else(
    call: Callable[..., Answer], here: SiteBuilder
):
    before = files_of(here.root)
    done = call("notes", "accept")
    assert done.status == 0
    assert "0 notes accepted; the places of the notes on 1 text are recorded" in done.out
    after = files_of(here.root)
    assert set(after) - set(before) == {f"{FOLDER}/letter.json"}
    assert {name: after[name] for name in before} == before


def test_accepting_what_changed(call: Callable[..., Answer], here: SiteBuilder):
    here.notes("letter", "## tea\n\n> She carried tea and the post\n\nT.", text="letter")
    call("notes", "accept")
    here.change(TEXT, "carried tea", "carried teas")
    assert call("check", "--strict").status == 1
    done = call("notes", "accept", "letter#tea")
    assert done.status == 0
    assert done.out.startswith("letter#tea: ")
    assert "1 note accepted" in done.out
    assert "> She carried teas and the post" in read(here, NOTES)
    assert call("check", "--strict").status == 0


def test_accepting_a_note_that_is_not_there(call: Callable[..., Answer], here: SiteBuilder):
    done = call("notes", "accept", "letter#tee")
    assert done.status == 1
    assert "there is no note letter#tee; did you mean letter#tea?" in done.err


def test_accepting_what_stands_nowhere(call: Callable[..., Answer], here: SiteBuilder):
    here.notes("more", "## rum\n\n> a cask of old rum\n\nNo.", text="letter")
    done = call("notes", "accept", "rum")
    assert done.status == 1
    assert "letter#rum stands nowhere for certain" in done.err
    assert "> a cask of old rum" in read(here, "content/notes/more.md")


# --- notes add-ids


def test_ids_are_added_once(call: Callable[..., Answer], here: SiteBuilder):
    here.notes("bare", "> left *Harwich*\n\nOn a Monday.", text="letter")
    done = call("notes", "add-ids")
    assert (done.status, done.out) == (
        0,
        "content/notes/bare.md: ids added\n1 files written.\n",
    ) or done.out.endswith("1 file written.\n")
    assert "## left-harwich\n\n> left *Harwich*\n" in read(here, "content/notes/bare.md")
    again = call("notes", "add-ids")
    assert again.out == "Nothing to add: every note has its id.\n"
    assert call("check", "--strict").status == 0


# --- wrong calls


@pytest.mark.parametrize(
    "words",
    [
        ["note"],
        ["note", "letter", "tea", "--colour", "red"],
        ["notes", "lists"],
        ["notes", "add-ids", "letter"],
        ["notes", "list", "letter"],
    ],
)
def test_wrong_calls_end_with_2(call: Callable[..., Answer], here: SiteBuilder, words: list[str]):
    done = call(*words)
    assert done.status == 2
    assert done.err


def test_a_kind_that_the_site_does_not_have_is_refused(
    call: Callable[..., Answer], here: SiteBuilder
):
    before = files_of(here.root)
    done = call("note", "letter", "left Harwich", "--kind", "quesion")
    assert done.status != 0
    assert files_of(here.root) == before
