"""States of notes: exact, moved, changed, ambiguous, orphan, and how an editor settles them."""

import re
from collections.abc import Callable

import pytest
from conftest import SiteBuilder

from readingroom.anchors import FOLDER
from readingroom.cli import main
from readingroom.model import AnchoredNote
from readingroom.pipeline import Options, read_archive

TEXT = "content/texts/report.md"
NOTES = "content/notes/report.md"
RECORD = f"{FOLDER}/report.json"

FIRST = (
    "In the first year the council met on every Monday. The harbour dues were raised by a tenth, "
    "and no merchant spoke against it."
)
SECOND = (
    "Five years later the town had doubled. The harbour dues were raised by a tenth, to pay for "
    "the new lighthouse on the northern pier."
)
THIRD = "The lighthouse keeper was paid in coal and candles until the end of the war."
TWIN = "The harbour dues were raised by a tenth"


@pytest.fixture
def report(empty_site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> SiteBuilder:
    """Two paragraphs share a sentence; one note is on it where it stands first, one on other words."""
    monkeypatch.chdir(empty_site.root)
    empty_site.text("report", f"{FIRST}\n\n{SECOND}\n\n{THIRD}")
    return empty_site.notes(
        "report",
        f"# Notes\n\n## dues\n\n> every Monday. =={TWIN}==, and no\n\nThe first rise.\n\n"
        "## coal\n\nkind: question\n\n> paid in coal and candles\n\nA custom.  \nTwo  spaces.",
        text="report",
    )


@pytest.fixture
def accept(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Calls ``notes accept`` and gives what it printed, errors first."""

    def accepting(*ids: str, status: int = 0) -> str:
        left = main(["notes", "accept", *ids])
        said = capsys.readouterr()
        assert left == status, said
        return said.err + said.out

    return accepting


def anchored(site: SiteBuilder) -> dict[str, AnchoredNote]:
    archive, _ = read_archive(site.root, Options())
    return {one.note.id: one for one in archive.notes}


def states(site: SiteBuilder) -> dict[str, str]:
    return {id_: one.state for id_, one in anchored(site).items()}


def words(site: SiteBuilder, id_: str) -> list[str]:
    """The words that a note stands on."""
    archive, _ = read_archive(site.root, Options())
    text = archive.texts[0].document.text
    note = next(one for one in archive.notes if one.note.id == id_)
    return [text[t.start : t.end] for t in note.targets]


def read(site: SiteBuilder, path: str) -> str:
    return (site.root / path).read_text("utf-8")


def test_notes_stand_where_they_quote_with_and_without_a_record(
    report: SiteBuilder, accept: Callable[..., str]
):
    assert states(report) == {"dues": "exact", "coal": "exact"}
    before = read(report, NOTES)
    accept()
    assert states(report) == {"dues": "exact", "coal": "exact"}
    assert read(report, NOTES) == before, "nothing had changed, so no quote is rewritten"
    record = read(report, RECORD)
    accept()
    assert read(report, RECORD) == record
    report.check(strict=True)
    assert not report.found, report.told()


# --- the case to get right above all


@pytest.mark.parametrize("quote", [f"=={TWIN}==, and no", TWIN, f"=={TWIN}=="])
@pytest.mark.parametrize("cut", ["sentence", "paragraph"])
def test_a_sentence_is_deleted_and_its_twin_stays(
    report: SiteBuilder, accept: Callable[..., str], quote: str, cut: str
):
    """The note was accepted on the first place; when that is gone it is not shown on the second."""
    report.change(NOTES, f"every Monday. =={TWIN}==, and no", quote)
    if quote.strip("=") == TWIN:
        # A quote of these words alone is certain only while they stand once.
        report.change(TEXT, f"{TWIN}, to pay", "Two taxes were laid on it, to pay")
    accept()
    assert states(report)["dues"] == "exact"
    if quote.strip("=") == TWIN:
        report.change(TEXT, "Two taxes were laid on it, to pay", f"{TWIN}, to pay")
    gone = f" {TWIN}, and no merchant spoke against it." if cut == "sentence" else FIRST + "\n\n"
    report.change(TEXT, gone, "")
    assert states(report)["dues"] in ("changed", "orphan")
    assert words(report, "dues") == [], "a lookalike was taken for the passage"
    report.check()
    (told,) = report.found
    assert told.code in ("note-changed", "note-orphan")
    assert told.path == NOTES
    assert "dues" in told.message or TWIN in told.message
    assert told.hint
    assert not report.build(strict=True).result.done
    report.build()
    page = report.page("texts/report/")
    assert "The first rise." in page.text, "readers still see the note, as unplaced"
    # Nothing in the text is marked for it.
    assert not [a for a in page.all("mark") if TWIN.split()[1] in "".join(a.itertext())]


def test_without_a_record_a_quote_with_its_context_does_not_move_to_the_twin(report: SiteBuilder):
    report.change(TEXT, f" {TWIN}, and no merchant spoke against it.", "")
    assert words(report, "dues") == []
    assert states(report)["dues"] in ("changed", "orphan", "ambiguous")
    report.check()
    assert len(report.found) == 1


def test_the_twin_that_comes_later_does_not_disturb_an_accepted_note(
    report: SiteBuilder, accept: Callable[..., str]
):
    report.change(NOTES, f"every Monday. =={TWIN}==, and no", TWIN)
    assert states(report)["dues"] == "ambiguous"
    report.change(TEXT, f"{TWIN}, to pay", "It was, to pay")
    accept()
    report.change(TEXT, "It was, to pay", f"{TWIN}, to pay")
    assert states(report)["dues"] == "exact"
    (place,) = anchored(report)["dues"].targets
    assert place.start < len(FIRST)


def test_accepting_the_twin_moves_the_note_there_and_says_so_in_the_markdown(
    report: SiteBuilder, accept: Callable[..., str]
):
    report.change(NOTES, f"every Monday. =={TWIN}==, and no", TWIN)
    report.change(TEXT, f"{TWIN}, to pay", "It was, to pay")
    accept()
    report.change(TEXT, "It was, to pay", f"{TWIN}, to pay")
    report.change(TEXT, f" {TWIN}, and no merchant spoke against it.", "")
    assert words(report, "dues") == []
    accept("dues")
    assert words(report, "dues") == [TWIN]
    report.check(strict=True)
    assert not report.found, report.told()


# --- moved


def test_a_paragraph_that_is_moved_takes_its_notes_along(
    report: SiteBuilder, accept: Callable[..., str]
):
    accept()
    report.change(TEXT, f"{FIRST}\n\n{SECOND}\n\n{THIRD}", f"{THIRD}\n\n{SECOND}\n\n{FIRST}")
    assert set(states(report).values()) <= {"exact", "moved"}
    assert words(report, "dues") == [TWIN]
    (place,) = anchored(report)["dues"].targets
    assert place.start > len(THIRD) + len(SECOND)
    report.check(strict=True)
    assert not report.found, report.told()


def test_other_words_on_one_side_are_a_move_that_needs_no_one(
    report: SiteBuilder, accept: Callable[..., str]
):
    accept()
    report.change(TEXT, "until the end of the war", "from the day that it was built")
    assert states(report)["coal"] in ("exact", "moved")
    report.check(strict=True)
    assert not report.found, report.told()


# --- changed


@pytest.mark.parametrize("recorded", [True, False])
def test_corrected_words_are_shown_as_a_difference(
    report: SiteBuilder, accept: Callable[..., str], recorded: bool
):
    if recorded:
        accept()
    report.change(NOTES, "paid in coal and candles", "keeper was paid in coal and candles until")
    if recorded:
        accept()
    report.change(TEXT, "paid in coal and candles", "paid in coals and candles")
    assert states(report)["coal"] == "changed"
    assert words(report, "coal") == ["keeper was paid in coals and candles until"]
    report.check()
    (told,) = report.found
    assert told.code == "note-changed"
    assert "[-coal-] {+coals+}" in told.message
    assert "notes accept report#coal" in told.hint
    assert report.build().result.done
    assert not report.build(strict=True).result.done


def test_accept_rewrites_the_quote_and_no_other_line(
    report: SiteBuilder, accept: Callable[..., str]
):
    accept()
    report.change(TEXT, "paid in coal and candles", "paid in coals and candles")
    before = read(report, NOTES)
    assert "1 note accepted" in accept()
    after = read(report, NOTES)
    assert after == before.replace("> paid in coal and candles", "> paid in coals and candles")
    report.check(strict=True)
    assert not report.found, report.told()
    record = read(report, RECORD)
    assert "0 notes accepted" in accept()
    assert (read(report, NOTES), read(report, RECORD)) == (after, record)


@pytest.mark.parametrize("named", ["coal", "report#coal"])
def test_accept_of_one_note_leaves_the_others(
    report: SiteBuilder, accept: Callable[..., str], named: str
):
    accept()
    report.change(TEXT, "paid in coal and candles", "paid in coals and candles")
    report.change(TEXT, f"{TWIN}, and no", "The harbor dues were raised by a tenth, and no")
    assert states(report) == {"dues": "changed", "coal": "changed"}
    accept(named)
    assert states(report) == {"dues": "changed", "coal": "exact"}
    assert f"=={TWIN}==" in read(report, NOTES)
    accept()
    assert states(report) == {"dues": "exact", "coal": "exact"}
    assert words(report, "dues") == ["The harbor dues were raised by a tenth"]


def test_a_record_made_for_one_note_does_not_settle_another(
    report: SiteBuilder, accept: Callable[..., str]
):
    """``accept coal`` must not forget what was recorded of a note that is still unsettled."""
    accept()
    report.change(TEXT, "paid in coal and candles", "paid in coals and candles")
    report.change(NOTES, f"every Monday. =={TWIN}==, and no", TWIN)
    report.change(TEXT, f" {TWIN}, and no merchant spoke against it.", "")
    before = words(report, "dues")
    accept("coal")
    assert words(report, "dues") == before


# --- ambiguous and orphan


def test_words_that_stand_twice_are_ambiguous(report: SiteBuilder, accept: Callable[..., str]):
    report.change(NOTES, f"every Monday. =={TWIN}==, and no", TWIN)
    assert states(report)["dues"] == "ambiguous"
    assert words(report, "dues") == []
    report.check()
    assert report.codes() == ["note-ambiguous"]
    assert "report#dues stands nowhere for certain" in accept("dues", status=1)
    assert not report.build(strict=True).result.done


@pytest.mark.parametrize("recorded", [True, False])
def test_words_that_are_gone_leave_an_orphan_that_readers_still_see(
    report: SiteBuilder, accept: Callable[..., str], recorded: bool
):
    if recorded:
        accept()
    report.change(TEXT, THIRD, "Nothing more is known of him.")
    assert states(report)["coal"] == "orphan"
    report.check()
    assert report.codes() == ["note-orphan"]
    before = read(report, NOTES)
    accept("coal", status=1)
    assert read(report, NOTES) == before
    assert not report.build(strict=True).result.done
    report.build()
    assert "A custom." in report.page("texts/report/").text


def test_a_damaged_record_is_one_message_and_counts_as_absent(
    report: SiteBuilder, accept: Callable[..., str]
):
    accept()
    damaged = re.sub(
        r"^(\"coal.*)$", r"<<<<<<< ours\n\1\n=======", read(report, RECORD), flags=re.MULTILINE
    )
    report.write(RECORD, damaged)
    report.check()
    assert report.codes() == ["anchors-unreadable"]
    assert report.found[0].path == RECORD
    assert states(report) == {"dues": "exact", "coal": "exact"}
    accept()
    report.check(strict=True)
    assert not report.found, report.told()


# --- addresses


def test_a_corrected_paragraph_answers_to_its_former_address(
    report: SiteBuilder, accept: Callable[..., str]
):
    accept()
    archive, _ = read_archive(report.root, Options())
    old = archive.texts[0].document.blocks[2].address
    report.page_file("about", f"See [[report#p-{old}]].")
    report.change(TEXT, "coal and candles", "coal, bread and candles")
    report.check()
    assert report.codes() == ["note-changed"], "the link still leads there"
    report.build()
    ids = report.page("texts/report/").ids
    assert f"p-{old}" in ids
    assert len(ids) == len(set(ids))
    accept()
    report.change(TEXT, "until the end of the war", "until the war had ended")
    accept()
    assert f"p-{old}" in report.build().page("texts/report/").ids, "two corrections later"


def test_a_twin_that_shares_one_side_of_the_context_does_not_take_the_note(
    site: SiteBuilder, accept: Callable[..., str], monkeypatch: pytest.MonkeyPatch
):
    """The case that the mean of both sides once let through."""
    passage = "One came, and on this the White Rabbit blew three blasts on the trumpet."
    twin = "So said the King; and the White Rabbit blew three blasts on the trumpet."
    between = "Nothing else was heard in the hall for a while."
    site.text("trial", f"{passage}\n\n{between}\n\n{twin}")
    site.notes(
        "trial", "## rabbit\n\n> this the ==White Rabbit blew== three\n\nA herald.", text="trial"
    )
    monkeypatch.chdir(site.root)
    accept()
    site.built()
    site.text("trial", f"{between}\n\n{twin}").build()
    assert site.codes() == ["note-changed"]
    assert "no longer in trial" in site.told()
    assert not site.page("texts/trial/").all("mark[data-note=rabbit]")


MONDAY = (
    "The board met on Monday at nine. Present were Mr Hale, Mrs Orr and the clerk. The accounts were "
    "approved. The meeting rose at ten."
)
TUESDAY = MONDAY.replace("Monday at nine", "Tuesday at noon")


@pytest.mark.parametrize("edit", [("noon", "one"), ("The clerk", "The weary clerk"), ("", "")])
@pytest.mark.parametrize("whole", [True, False], ids=["paragraph", "sentence"])
def test_a_twin_in_a_paragraph_of_the_same_form_never_takes_the_note(
    empty_site: SiteBuilder,
    accept: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    edit: tuple[str, str],
    whole: bool,
):
    monkeypatch.chdir(empty_site.root)
    empty_site.text("report", f"{MONDAY}\n\n{THIRD}\n\n{TUESDAY}")
    context = "Monday at nine. Present were Mr Hale, Mrs Orr and the clerk."
    quote = f"{context} ==The accounts were approved.=="
    empty_site.notes("report", f"# Notes\n\n## accounts\n\n> {quote}\n\nOn Monday.", text="report")
    accept()
    left = "" if whole else MONDAY.replace(" The accounts were approved.", "")
    later = TUESDAY.replace("the clerk", "The clerk").replace(*edit) if edit[0] else TUESDAY
    empty_site.text("report", f"{left}\n\n{THIRD}\n\n{later}")
    state = anchored(empty_site)["accounts"].state
    assert state in ("changed", "orphan")
    assert words(empty_site, "accounts") == []


def test_accept_takes_the_place_that_check_named_and_keeps_the_target(
    report: SiteBuilder, accept: Callable[..., str], capsys: pytest.CaptureFixture[str]
):
    accept()
    report.change(TEXT, f" {TWIN}, and no merchant spoke against it.", "")
    main(["check"])
    assert "had doubled. The harbour dues" in capsys.readouterr().out
    accept("dues")
    assert words(report, "dues") == [TWIN]
    assert "every Monday" not in (report.root / NOTES).read_text("utf-8")


def test_accept_keeps_an_elision(report: SiteBuilder, accept: Callable[..., str]):
    report.change(
        NOTES, "paid in coal and candles", "The lighthouse keeper was paid […] the end of the war"
    )
    accept()
    report.change(TEXT, "was paid in coal", "was paid half in coal")
    report.change(TEXT, "keeper was", "keepers were")
    accept("coal")
    said = (report.root / NOTES).read_text("utf-8")
    assert "[…]" in said
    assert words(report, "coal") == [
        THIRD.replace("keeper was paid", "keepers were paid half")[:-1]
    ]


def test_a_count_that_is_out_of_date_is_told_and_accept_writes_it_anew(
    report: SiteBuilder, accept: Callable[..., str]
):
    report.change(NOTES, f"> every Monday. =={TWIN}==, and no", f"nth: 1/2\n\n> {TWIN}")
    accept()
    report.change(TEXT, "until the end of the war.", f"until the end of the war. {TWIN}.")
    assert anchored(report)["dues"].state == "changed"
    accept("dues")
    assert anchored(report)["dues"].state == "exact"
    assert words(report, "dues") == [TWIN]


def test_a_renamed_text_keeps_its_record(report: SiteBuilder, accept: Callable[..., str]):
    accept()
    report.change(TEXT, f" {TWIN}, and no merchant spoke against it.", "")
    accept("coal")
    old = report.root / RECORD
    gone = old.read_text("utf-8")
    assert '"gone": []' in gone
    (report.root / TEXT).rename(report.root / "content/texts/minutes.md")
    report.change(NOTES, "text: report", "text: minutes")
    assert words(report, "dues") == [], "the passage is still gone, and its twin stays what it was"
    accept()
    assert not old.exists()
    new = (report.root / FOLDER / "minutes.json").read_text("utf-8")
    former = re.findall(r'"([0-9a-f]{6})"', gone)
    assert set(former) <= set(re.findall(r'"([0-9a-f]{6})"', new))
