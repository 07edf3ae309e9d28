"""``import`` as a person calls it: again, over edited texts, with odd files, stopped half-way."""

import io
import json
import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from conftest import SiteBuilder, files_of
from rich.console import Console

from readingroom.cli import import_archive, import_memory, import_shares, importing, main
from readingroom.importing import parse_record, rules, source
from readingroom.importing.rules.words import remaining_words

REPORT = (
    "A minister resigns\n\nPhoto: AP/Jane Doe\n\nThe minister resigned on Wednesday, officials "
    "said, and left the building by a side door.\n\nHe said no more than that.\n\nFull story\n"
)
SPEECH = (
    "The ship left Harwich on Monday with tea and the post, and nobody had come to see her off but "
    "the pilot's daughter, who stood in the rain until the lights were gone from the water."
)


class Importing:
    """An archive, a folder of raw files beside it, and calls of ``import``."""

    def __init__(self, site: SiteBuilder, inbox: Path, said: pytest.CaptureFixture[str]) -> None:
        self.site, self.inbox, self.said = site, inbox, said
        self.status = 0
        inbox.mkdir()

    def raw(self, name: str, words: str | bytes = REPORT) -> Path:
        path = self.inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
        return path

    def __call__(self, *words: object) -> str:
        """What was printed; ``status`` keeps the exit status."""
        self.status = main(["--root", str(self.site.root), "import", *map(str, words)])
        printed = self.said.readouterr()
        assert "Traceback" not in printed.err
        return printed.out + printed.err

    def text(self, slug: str) -> Path:
        return self.site.root / "content" / "texts" / f"{slug}.md"

    def source(self, name: str) -> Path:
        return self.site.root / "content" / "sources" / name

    def edit(self, slug: str, old: str, new: str) -> None:
        words = self.text(slug).read_text()
        assert old in words
        self.text(slug).write_text(words.replace(old, new))


@pytest.fixture
def imports(site: SiteBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Importing:
    return Importing(site, tmp_path / "inbox", capsys)


@pytest.fixture
def worse_rules(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The rules of an earlier version, which knew no titles and no litter; call it for today's."""
    monkeypatch.setattr(source, "apply", partial(rules.apply, rules=(remaining_words,)))
    return monkeypatch.undo


DEBATE = (
    f"The budget debate\n\n03/04/2016\n\nBy Jane Smith\n\n{SPEECH}\n\nMembers cheered at length.\n"
)


# --- which day is meant --------------------------------------------------------------------------


def test_a_date_that_may_be_two_days_is_a_question_until_it_is_answered(imports: Importing) -> None:
    said = imports(imports.raw("a.txt", DEBATE))
    assert "date: 03/04/2016 (line 3) may be 4 March 2016 or 3 April 2016" in said
    assert "to answer: import content/sources/a.txt --date 2016-03-04 --yes" in said
    text = imports.text("the-budget-debate").read_text()
    assert "date:" not in text
    assert "review: needed" in text
    assert "03/04/2016 (line 3) may be" in imports.source("a.txt.import.yaml").read_text()

    imports(imports.source("a.txt"), "--date", "2016-04-03", "--yes")
    text = imports.text("the-budget-debate").read_text()
    assert "date: 2016-04-03\n" in text
    assert "review" not in text
    assert "03/04/2016" not in text
    assert 'answered: {date: "2016-04-03"}' in imports.source("a.txt.import.yaml").read_text()
    assert "nothing to do" in imports(imports.source("a.txt"))


@pytest.mark.parametrize(
    ("option", "day"), [("--day-first", "2016-04-03"), ("--month-first", "2016-03-04")]
)
def test_the_order_of_numbers_is_said_for_a_whole_folder(
    imports: Importing, option: str, day: str
) -> None:
    imports.raw("a.txt", DEBATE)
    imports.raw(
        "b.txt", DEBATE.replace("03/04/2016", "Date: 13/04/2016").replace("budget", "other")
    )
    imports(imports.inbox, option)
    assert f"date: {day}\n" in imports.text("the-budget-debate").read_text()
    assert "date: 2016-04-13\n" in imports.text("the-other-debate").read_text()
    # The answer is remembered, whatever is said later.
    assert "2 sources: 2 unchanged" in imports(imports.source(""))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "a.html",
            "<article><h1>The budget debate</h1><p>Posted: 03/04/2016</p><p>{}</p></article>",
        ),
        ("a.md", "---\ntitle: The budget debate\ndate: 03/04/2016\n---\n\n{}\n"),
        ("a.txt", "The budget debate\n\nDate: 03/04/2016\n\n{}\n"),
        ("a.txt", "The budget debate\n\nBy Ann Lee | 03/04/2016\n\n{}\n"),
    ],
)
def test_pages_and_markdown_ask_too(imports: Importing, name: str, words: str) -> None:
    path = imports.raw(name, words.replace("{}", SPEECH))
    said = imports(path)
    assert "03/04/2016" in said
    assert "to answer:" in said
    assert "date:" not in imports.text("the-budget-debate").read_text()
    imports(path, "--date", "2016-04-03", "--yes")
    assert "date: 2016-04-03\n" in imports.text("the-budget-debate").read_text()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1", "2016-03-04"),
        ("2", "2016-04-03"),
        ("d", "2016-04-03"),
        ("m", "2016-03-04"),
        ("x\n2", "2016-04-03"),
    ],
)
def test_at_a_terminal_the_day_is_asked_for(
    imports: Importing, at_a_terminal: Callable[[str], None], typed: str, day: str
) -> None:
    at_a_terminal(typed + "\n")
    said = imports(imports.raw("a.txt", DEBATE))
    assert "which day is 03/04/2016 (line 3)?" in said
    assert f"date: {day}\n" in imports.text("the-budget-debate").read_text()


def test_an_order_typed_once_holds_for_all_that_follow(
    imports: Importing, at_a_terminal: Callable[[str], None]
) -> None:
    for number in range(3):
        imports.raw(f"{number}.txt", DEBATE.replace("budget", f"year{number}"))
    at_a_terminal("\nd\n")
    said = imports(imports.inbox)
    assert said.count("which day is") == 2
    days = ["date: 2016-04-03" in imports.text(f"the-year{n}-debate").read_text() for n in range(3)]
    assert days == [False, True, True]


def test_without_an_answer_and_in_a_look_nothing_is_asked_again(
    imports: Importing, at_a_terminal: Callable[[str], None]
) -> None:
    path = imports.raw("a.txt", DEBATE)
    at_a_terminal("")
    assert "which day is" not in imports(path, "--dry-run")
    assert "which day is" in imports(path)
    assert "date:" not in imports.text("the-budget-debate").read_text()
    assert "which day is" not in imports(path)


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A person at a terminal who types these lines."""

    class Typed(io.StringIO):
        def isatty(self) -> bool:
            return True

    def types(lines: str) -> None:
        monkeypatch.setattr("sys.stdin", Typed(lines))
        monkeypatch.setattr(Console, "is_terminal", True)

    return types


@pytest.mark.parametrize("date", ["2016-31-31", "03/04/2016", "yesterday", "2016-02-30", "", "16"])
def test_an_answer_that_is_no_date_is_a_wrong_call(imports: Importing, date: str) -> None:
    said = imports(imports.raw("a.txt", DEBATE), "--date", date)
    assert imports.status == 2
    assert "--date" in said
    assert not imports.text("the-budget-debate").exists()


def test_a_date_is_for_one_file(imports: Importing) -> None:
    imports(imports.raw("a.txt", DEBATE), imports.raw("b.txt"), "--date", "2016")
    assert imports.status == 2


@pytest.mark.parametrize(
    ("date", "told", "kept"),
    [
        ("31/02/2016", "no calendar has this day: 31/02/2016 (line 3)", None),
        ("February 30, 2016", "no calendar has this day: February 30, 2016 (line 3)", None),
        ("April 2016", "the source gives no day: April 2016 (line 3)", 'date: "2016-04"'),
        ("4 avril 2016", "", "date: 2016-04-04"),
        ("4. März 2016", "", "date: 2016-03-04"),
        ("Sunday 03/04/2016", "", "date: 2016-04-03"),
    ],
)
def test_days_that_are_none_or_not_whole_are_told(
    imports: Importing, date: str, told: str, kept: str | None
) -> None:
    said = imports(imports.raw("a.txt", DEBATE.replace("03/04/2016", date)))
    assert told in said
    looks = [line for line in said.splitlines() if "look at" in line]
    assert any("day" in line or "date" in line for line in looks) == bool(told)
    text = imports.text("the-budget-debate").read_text()
    assert (kept or "") in text
    assert ("date:" in text) == bool(kept)


def test_a_date_may_be_named_where_the_source_has_none(imports: Importing) -> None:
    imports(imports.raw("a.txt", DEBATE.replace("03/04/2016\n\n", "")), "--date", "1911-06")
    assert 'date: "1911-06"' in imports.text("the-budget-debate").read_text()


# --- what is told --------------------------------------------------------------------------------


def test_what_is_removed_from_the_midst_of_prose_is_told_with_its_line(imports: Importing) -> None:
    words = (
        f"A ship\n\n{SPEECH}\n\nADVERTISEMENT\n\n{SPEECH.replace('ship', 'boat')}\n\nFull story\n"
    )
    said = imports(imports.raw("a.txt", words))
    assert "removed between paragraphs: “ADVERTISEMENT” (line 5)\n" in said
    blob = f"{SPEECH} {SPEECH.replace('ship', 'boat')} Advertisement {SPEECH.replace('ship', 'barge')} "
    said = imports(imports.raw("b.txt", blob * 2))
    assert "removed within a paragraph: “Advertisement”" in said


def test_remarks_of_one_kind_are_one_line(imports: Importing) -> None:
    words = f"MINUTES\n\nPRESENT:\n\nTHE CHAIR\n\nTHE CLERK\n\n{SPEECH}\n\n{SPEECH}\n"
    said = imports(imports.raw("a.txt", words))
    kinds = [line.split(":")[1] for line in said.splitlines() if "look at: " in line]
    assert len(kinds) == len(set(kinds))
    assert "punctuation" not in said


# --- again ---------------------------------------------------------------------------------------


def test_a_whole_archive_imported_again_is_one_line(imports: Importing) -> None:
    imports.raw("a.txt")
    imports.raw("b.txt", f"A ship\n\n{SPEECH}\n")
    assert "2 sources: 2 new" in imports(imports.inbox)
    before = files_of(imports.site.root)
    for where in (imports.inbox, imports.source("")):
        assert imports(where, "--yes") == "2 sources: 2 unchanged\n"
    assert files_of(imports.site.root) == before


def test_better_rules_are_told_and_written_only_when_told(
    imports: Importing, worse_rules: Callable[[], None]
) -> None:
    imports(imports.raw("a.txt"), "--slug", "minister")
    worse_rules()
    before = files_of(imports.site.root)
    said = imports(imports.source("a.txt"))
    assert "the rules now make another content/texts/minister.md: see --diff, then --yes" in said
    assert "-Full story" in imports(imports.source("a.txt"), "--diff")
    assert "-Full story" in imports(imports.source("a.txt"), "--dry-run", "--yes")
    assert files_of(imports.site.root) == before
    imports(imports.source("a.txt"), "--yes")
    assert "title: A minister resigns" in imports.text("minister").read_text()
    assert "nothing to do" in imports(imports.source("a.txt"))


def test_an_edited_text_gets_what_the_rules_changed_and_keeps_what_she_did(
    imports: Importing, worse_rules: Callable[[], None]
) -> None:
    imports(imports.raw("a.txt"), "--slug", "minister")
    imports.edit("minister", "officials said", "two officials said")
    worse_rules()
    said = imports(imports.source("a.txt"), "--diff")
    assert "your words kept" in said
    for head in ("(as import wrote it)", "(as the rules now make it)", "(merged)"):
        assert head in said
    imports(imports.source("a.txt"), "--yes")
    merged = imports.text("minister").read_text()
    assert "two officials said" in merged
    assert "title: A minister resigns" in merged
    assert "Full story" not in merged
    before = files_of(imports.site.root)
    assert "was edited" in imports(imports.source("a.txt"), "--yes")
    assert "+The minister" in imports(imports.source("a.txt"), "--diff")
    assert files_of(imports.site.root) == before


def test_where_both_changed_a_place_hers_stays_and_that_is_told(
    imports: Importing, worse_rules: Callable[[], None]
) -> None:
    imports(imports.raw("a.txt"), "--slug", "minister")
    imports.edit("minister", "Full story", "The full story")
    worse_rules()
    said = imports(imports.source("a.txt"), "--yes")
    assert "stays as you have it: your “The full story”" in said
    assert "\n\nThe full story\n" in imports.text("minister").read_text()


def test_without_what_import_wrote_first_nothing_is_written(
    imports: Importing, worse_rules: Callable[[], None]
) -> None:
    """A record of an earlier version, which kept no front matter."""
    imports(imports.raw("a.txt"), "--slug", "minister")
    record = imports.source("a.txt.import.yaml")
    kept = [line for line in record.read_text().splitlines(keepends=True) if line[:2] != "  "]
    record.write_text("".join(line for line in kept if line != "front_matter:\n"))
    imports.edit("minister", "no more", "nothing more")
    worse_rules()
    before = files_of(imports.site.root)
    for options in (["--yes"], ["--yes", "--diff"]):
        said = imports(imports.source("a.txt"), *options)
        assert "too old to tell one from the other" in said
        assert ("-He said nothing more" in said) == ("--diff" in options)
    assert files_of(imports.site.root) == before


def test_a_lost_record_is_written_anew_and_the_text_stays(imports: Importing) -> None:
    imports(imports.raw("a.txt"))
    imports.edit("a-minister-resigns", "no more", "nothing more")
    edited = imports.text("a-minister-resigns").read_bytes()
    imports.source("a.txt.import.yaml").unlink()
    assert "lost its record" in imports(imports.source("a.txt"))
    assert not imports.source("a.txt.import.yaml").exists()
    imports(imports.source("a.txt"), "--yes")
    assert imports.source("a.txt.import.yaml").exists()
    assert imports.text("a-minister-resigns").read_bytes() == edited


def test_a_source_that_was_changed_is_refused(imports: Importing) -> None:
    imports(imports.raw("a.txt"))
    imports.source("a.txt").write_text(f"Another title\n\n{REPORT}")
    before = files_of(imports.site.root)
    assert "error[source-changed]" in imports(imports.source("a.txt"), "--yes")
    assert imports.status == 1
    assert files_of(imports.site.root) == before


# --- what is there already -----------------------------------------------------------------------


def test_a_text_that_shares_much_is_told_and_recorded(imports: Importing) -> None:
    imports(imports.raw("a.txt", f"A ship leaves\n\n{SPEECH}\n\nIt was the first of the year.\n"))
    assert "shares" not in imports(imports.raw("c.txt"))
    said = imports(imports.raw("b.txt", f"The mail\n\nA report came in today.\n\n{SPEECH}\n"))
    assert "% of its words are in content/texts/a-ship-leaves.md" in said
    assert "“The ship left Harwich on Monday with tea …”" in said
    kept = imports.source("b.txt.import.yaml").read_text()
    record, _ = parse_record(kept, "b")
    assert record
    (shared,) = record.shares
    words = imports.source("b.txt").read_text()
    assert shared.text == "a-ship-leaves"
    assert [words[a:b] for a, b in shared.passages] == [SPEECH.removesuffix(".")]
    assert imports(imports.source("b.txt"))
    assert imports.source("b.txt.import.yaml").read_text() == kept


def test_all_words_are_shared_only_where_none_differs(imports: Importing) -> None:
    imports(imports.raw("a.txt", f"A ship\n\n{SPEECH}\n"))
    assert "shares: 100% of its words" in imports(imports.raw("b.txt", f"A boat\n\n{SPEECH} \n"))
    other = SPEECH.replace("Monday", "Tuesday")
    said = imports(imports.raw("c.txt", f"A raft\n\n{other}\n"))
    assert "shares: 9" in said
    assert "100%" not in said


def test_a_relation_follows_a_text_that_was_renamed(imports: Importing) -> None:
    imports(imports.raw("a.txt", f"A ship\n\n{SPEECH}\n"))
    imports(imports.raw("b.txt", f"A boat\n\n{SPEECH} No more was heard of her.\n"))
    imports.text("a-ship").rename(imports.text("the-ship"))
    said = imports(imports.source(""), "--yes")
    assert "2 updated" in said
    assert "shares:\n  - {text: the-ship," in imports.source("b.txt.import.yaml").read_text()
    assert "2 sources: 2 unchanged" in imports(imports.source(""))


def test_the_same_bytes_are_not_imported_twice(imports: Importing) -> None:
    imports(imports.raw("a.txt"))
    before = files_of(imports.site.root)
    said = imports(imports.raw("copy.txt"))
    assert "content/texts/a-minister-resigns.md was made of the same bytes" in said
    assert files_of(imports.site.root) == before


def test_the_archives_two_reports_of_one_speech_are_known(imports: Importing) -> None:
    sources = Path(__file__).parents[1] / "content" / "sources"
    said = imports(*sorted(sources.glob("*.txt")))
    assert "of its words are in content/texts/chinese-president-xi-jinping-calls" in said


def test_only_hashes_of_texts_are_kept(imports: Importing) -> None:
    texts = import_shares.Texts(imports.site.root)
    texts.add("speech", f"---\ntitle: a\n---\n\n{SPEECH}")
    assert "Harwich" not in repr(vars(texts))


# --- names and files -----------------------------------------------------------------------------


def test_folders_keep_files_of_one_name_apart(imports: Importing) -> None:
    imports.raw("a/x.txt")
    imports.raw("b/x.txt", f"A ship\n\n{SPEECH}\n")
    imports(imports.inbox)
    assert imports.source("a/x.txt.import.yaml").exists()
    assert imports.source("b/x.txt.import.yaml").exists()
    assert main(["--root", str(imports.site.root), "check", "--strict"]) == 0


def test_in_folders_only_texts_are_taken_and_the_rest_is_told(imports: Importing) -> None:
    imports.raw("a.txt")
    for name in ("scan.pdf", "README.md", "site.yaml", "letter", "figures/a.png"):
        imports.raw(name, f"A ship of {name}\n\n{SPEECH}\n")
    for name in (".hidden.txt", "a.txt~", "b.txt.import.yaml"):
        imports.raw(name)
    said = imports(imports.inbox)
    assert imports.status == 0
    assert "Skipped 5 files: README.md, letter, scan.pdf, site.yaml, a.png." in said
    assert "a.txt: content/texts/a-minister-resigns.md written" in said
    assert {path.name for path in imports.source("").rglob("*.*")} == {"a.txt", "a.txt.import.yaml"}
    assert "content/texts/a-ship-of-letter.md written" in imports(imports.inbox / "letter")
    # What has a record was imported by name, and is gone through again.
    assert "2 sources: 2 unchanged" in imports(imports.source(""))


def test_a_folder_without_texts_is_a_wrong_call(imports: Importing) -> None:
    imports.raw("scan.pdf")
    said = imports(imports.inbox)
    assert imports.status == 2
    assert "Skipped 1 file: scan.pdf." in said
    assert "no file to import" in said


def test_a_file_named_twice_is_imported_once(imports: Importing) -> None:
    path = imports.raw("a.txt")
    assert "a.txt: content/texts/a-minister-resigns.md written" in imports(
        path, imports.inbox, path
    )
    assert "source" not in imports(path, path)


def test_files_of_one_name_named_one_by_one_are_told_apart(imports: Importing) -> None:
    a, b = imports.raw("a/x.txt"), imports.raw("b/x.txt", f"A ship\n\n{SPEECH}\n")
    assert "another source called x.txt is there already" in imports(a, b)
    assert imports.status == 1


def test_any_name_imports_or_is_refused(imports: Importing, hostile_names: list[str]) -> None:
    for number, name in enumerate(hostile_names):
        imports.raw(name, f"Ship {number}\n\nIt left on day {number}, and nobody saw it.\n")
    said = imports(imports.inbox)
    refused = [name for name in hostile_names if not imports.source(name).exists()]
    assert all(not name.isprintable() or f"{name}: on Windows" in said for name in refused)
    assert main(["--root", str(imports.site.root), "check"]) == 0
    imports.said.readouterr()
    assert f"{len(hostile_names) - len(refused)} unchanged" in imports(imports.inbox)


@pytest.fixture
def hostile_names() -> list[str]:
    """Every tenth of the naughty strings that can be a file's name here."""
    file = Path(__file__).parents[2] / "shared" / "conformance" / "hostile" / "naughty-strings.json"
    if not file.exists():
        pytest.skip("the naughty strings are not here")
    names = [f"{words[:60]}.txt" for words in json.loads(file.read_text())]
    fit = [name for name in names if not {"/", "\0"} & set(name) and len(os.fsencode(name)) < 240]
    return list(dict.fromkeys(name for name in fit if not name.startswith(".")))[::10]


@pytest.mark.parametrize(
    "name", ["CON.txt", "aux", "lpt1.old.txt", "a./b.txt", "letter. ", "nul.html"]
)
def test_names_that_windows_cannot_have_are_refused(imports: Importing, name: str) -> None:
    imports.raw(name)
    said = imports(imports.inbox / name) if "/" not in name else imports(imports.inbox)
    assert imports.status == 1
    assert "on Windows" in said
    assert not imports.source("").exists()


@pytest.mark.parametrize("name", ["console.txt", "com.txt", "What now?.txt", "“quoted” 😀.txt"])
def test_names_that_only_look_so_are_taken(imports: Importing, name: str) -> None:
    imports(imports.raw(name))
    assert imports.source(name).exists()


def test_links_out_special_files_and_records_are_refused(imports: Importing) -> None:
    real = imports.raw("a.txt")
    outside = imports.site.root.parent / "outside.txt"
    outside.write_text(REPORT)
    (imports.inbox / "link.txt").symlink_to(outside)
    (imports.inbox / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(imports.inbox / "pipe.txt")
    imports.raw(".hidden.txt")
    said = imports(imports.inbox)
    assert "4 sources: 1 new" in said
    assert "3 refused" in said
    imports.source("link.txt").symlink_to(outside)
    assert "a link out of its folder" in imports(imports.source("link.txt"))
    assert "record of an import" in imports(imports.source("a.txt.import.yaml"))
    assert "the archive's own files" in imports(imports.text("a-minister-resigns"))
    assert "too long" in imports(imports.raw("n" * 246 + ".txt"))
    assert "hidden files" in imports(imports.inbox / ".hidden.txt")
    assert imports(real)


def test_a_text_that_is_not_utf8_is_not_written_over(imports: Importing) -> None:
    imports(imports.raw("a.txt"))
    imports.text("a-minister-resigns").write_bytes(b"caf\xe9")
    assert "not UTF-8" in imports(imports.source("a.txt"), "--yes")
    assert imports.text("a-minister-resigns").read_bytes() == b"caf\xe9"


def test_a_slug_is_not_given_to_a_source_that_has_one(imports: Importing) -> None:
    imports(imports.raw("a.txt"), "--slug", "one")
    assert "rename that file" in imports(imports.source("a.txt"), "--slug", "two")
    assert imports.status == 2


# --- stopped -------------------------------------------------------------------------------------


def test_ctrl_c_ends_with_130_and_one_line(
    imports: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        imports.raw(f"{number}.txt", f"Ship {number}\n\nIt left, and nobody saw it go.\n")
    calls = []

    def stopped(*given: object, **named: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return read(*given, **named)  # type: ignore[arg-type]

    read = importing.read_import
    monkeypatch.setattr(importing, "read_import", stopped)
    said = imports(imports.inbox)
    assert imports.status == 130
    assert said.splitlines()[-1] == "Stopped after 1 of 3 sources; import again to go on."
    monkeypatch.undo()
    assert "3 sources: 2 new, 1 unchanged" in imports(imports.inbox)


@pytest.mark.parametrize("written", [0, 1, 2])
def test_an_import_that_was_stopped_half_way_is_gone_on_with(
    imports: Importing, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    """A new text is three files; whichever of them is the last, the next import makes the rest."""
    done = []

    def stopped(path: Path, words: bytes) -> None:
        if len(done) == written:
            raise KeyboardInterrupt
        done.append(path)
        write(path, words)

    write = import_archive.write
    monkeypatch.setattr(import_archive, "write", stopped)
    assert "Stopped" in imports(imports.raw("a.txt"), "--slug", "minister")
    monkeypatch.undo()
    assert not list(imports.site.root.rglob(".import*"))
    imports(imports.inbox / "a.txt", "--slug", "minister")
    assert "no more" in imports.text("minister").read_text()
    assert "nothing to do" in imports(imports.source("a.txt"))


@pytest.mark.parametrize("written", [0, 1])
def test_a_merge_that_was_stopped_half_way_is_gone_on_with(
    imports: Importing,
    monkeypatch: pytest.MonkeyPatch,
    worse_rules: Callable[[], None],
    written: int,
) -> None:
    imports(imports.raw("a.txt"), "--slug", "minister")
    imports.edit("minister", "officials said", "two officials said")
    worse_rules()
    done = []

    def stopped(path: Path, words: bytes) -> None:
        if len(done) == written:
            raise KeyboardInterrupt
        done.append(path)
        write(path, words)

    write = import_archive.write
    monkeypatch.setattr(import_archive, "write", stopped)
    imports(imports.source("a.txt"), "--yes")
    monkeypatch.undo()
    imports(imports.source("a.txt"), "--yes")
    merged = imports.text("minister").read_text()
    assert "two officials said" in merged
    assert "Full story" not in merged
    assert "was edited" in imports(imports.source("a.txt"))


def test_the_help_teaches(imports: Importing) -> None:
    said = imports("--help")
    for word in ("content/sources", "--dry-run", "--diff", "--yes", "docs/import.md"):
        assert word in said


# --- records and texts that are not where they should be -----------------------------------------


@pytest.mark.parametrize(
    "damage",
    [
        lambda record: record[: len(record) // 2],
        lambda _: b"",
        lambda _: b"\x00\xff\xfe" * 90,
        lambda record: record.replace(b"file: texts/minister.md", b"file: ../../minister.md"),
        lambda record: record.replace(b"- [20, 26,", b"- [21, 26,"),
    ],
)
@pytest.mark.parametrize("edited", [False, True])
def test_a_damaged_record_is_written_anew_only_when_told(
    imports: Importing, damage: Callable[[bytes], bytes], edited: bool
) -> None:
    imports(imports.raw("a.txt"), "--slug", "minister")
    if edited:
        imports.edit("minister", "no more", "nothing more")
    record, text = imports.source("a.txt.import.yaml"), imports.text("minister").read_bytes()
    whole = record.read_bytes()
    assert damage(whole) != whole
    record.write_bytes(damage(whole))
    main(["--root", str(imports.site.root), "check"])
    assert "run: import content/sources/a.txt --yes" in "".join(imports.said.readouterr())
    before = files_of(imports.site.root)
    for options in ([], ["--diff"], ["--dry-run"], ["--diff", "--yes"]):
        imports(imports.source("a.txt"), *options)
        assert files_of(imports.site.root) == before
    assert "cannot be read, and --yes" in imports(imports.source("a.txt"))
    imports(imports.source("a.txt"), "--yes")
    assert imports.text("minister").read_bytes() == text
    assert [path.stem for path in imports.text("minister").parent.glob("minister*")] == ["minister"]
    assert main(["--root", str(imports.site.root), "check", "--strict"]) == 0


def test_a_newer_record_is_never_written_over(imports: Importing) -> None:
    imports(imports.raw("a.txt"), "--slug", "minister")
    record = imports.source("a.txt.import.yaml")
    record.write_text(record.read_text().replace("format: 1", "format: 2").replace("- [", "- {"))
    before = files_of(imports.site.root)
    assert "update the program" in imports(imports.source("a.txt"), "--yes")
    assert imports.status == 1
    assert files_of(imports.site.root) == before
    main(["--root", str(imports.site.root), "check"])
    assert "update the program" in "".join(imports.said.readouterr())


@pytest.mark.parametrize("option", ["--diff", "--dry-run"])
def test_a_look_at_new_files_writes_nothing(imports: Importing, option: str) -> None:
    before = files_of(imports.site.root)
    said = imports(imports.raw("a.txt"), option, "--yes")
    assert "would be written" in said
    assert "The minister resigned on Wednesday" in said
    assert files_of(imports.site.root) == before


@pytest.mark.parametrize("edited", [False, True])
def test_a_text_renamed_by_hand_is_followed(imports: Importing, edited: bool) -> None:
    imports(imports.raw("a.txt"), "--slug", "council")
    imports.text("council").rename(imports.text("market"))
    if edited:
        imports.edit("market", "no more", "nothing more")
    text = imports.text("market").read_bytes()
    main(["--root", str(imports.site.root), "check"])
    said = "".join(imports.said.readouterr())
    assert "names content/texts/council.md, which is not there" in said
    assert "content/texts/market.md has this source" in said
    before = files_of(imports.site.root)
    said = imports(imports.source("a.txt"))
    assert "council.md, which its record names, is not there" in said
    assert files_of(imports.site.root) == before
    imports(imports.source("a.txt"), "--yes")
    assert imports.text("market").read_bytes() == text
    assert not imports.text("council").exists()
    assert "file: texts/market.md" in imports.source("a.txt.import.yaml").read_text()
    assert main(["--root", str(imports.site.root), "check", "--strict"]) == 0


def test_a_text_that_cites_its_source_by_name_alone_is_known(imports: Importing) -> None:
    imports(imports.raw("a.txt"))
    text = imports.text("a-minister-resigns")
    words = re.sub("source: {.*", "source: {file: a.txt}", text.read_text())
    text.write_text(words)
    for damage in (lambda path: path.unlink(), lambda path: path.write_bytes(b"")):
        damage(imports.source("a.txt.import.yaml"))
        before = files_of(imports.site.root)
        assert "writes" in imports(imports.source("a.txt"))
        assert files_of(imports.site.root) == before
        imports(imports.source("a.txt"), "--yes")
        assert text.read_text() == words
        assert not imports.text("a-minister-resigns-2").exists()
        assert main(["--root", str(imports.site.root), "check", "--strict"]) == 0


def test_a_text_moved_to_a_folder_by_hand_is_as_before(imports: Importing) -> None:
    imports(imports.raw("a.txt"), "--slug", "council")
    moved = imports.text("1912/council")
    moved.parent.mkdir()
    imports.text("council").rename(moved)
    imports(imports.source("a.txt"), "--yes")
    assert not imports.text("council").exists()
    assert "nothing to do" in imports(imports.source("a.txt"), "--yes")
    assert main(["--root", str(imports.site.root), "check", "--strict"]) == 0


def test_a_deleted_text_is_written_again_only_when_told(imports: Importing) -> None:
    imports(imports.raw("a.txt"), "--slug", "council")
    text = imports.text("council").read_bytes()
    imports.text("council").unlink()
    main(["--root", str(imports.site.root), "check"])
    assert "council.md, which is not there" in "".join(imports.said.readouterr())
    before = files_of(imports.site.root)
    assert "was deleted" in imports(imports.source("a.txt"))
    assert files_of(imports.site.root) == before
    imports(imports.source("a.txt"), "--yes")
    assert imports.text("council").read_bytes() == text
    assert "nothing to do" in imports(imports.source("a.txt"))


def test_an_encoding_that_nobody_has_is_a_wrong_call(imports: Importing) -> None:
    for encoding in ("klingon", "hex", ""):
        imports(imports.raw("a.txt"), "--encoding", encoding)
        assert imports.status == 2


def test_another_source_of_one_name_has_a_way_in(imports: Importing) -> None:
    a, b = imports.raw("a/x.txt"), imports.raw("b/x.txt", f"A ship\n\n{SPEECH}\n")
    said = imports(a, b)
    assert "slug-duplicate" not in said
    assert "content/sources/b/x.txt" in said.replace("\n", "")


# --- what was imported before and is as it was ---------------------------------------------------


@pytest.fixture
def understood(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of sources that were read, not passed over."""
    names: list[str] = []
    plainly = importing.read_import

    def read(data: bytes, name: str, **given: object) -> object:
        names.append(name)
        return plainly(data, name, **given)

    monkeypatch.setattr(importing, "read_import", read)
    return names


@pytest.fixture
def three(imports: Importing, understood: list[str]) -> Importing:
    """An archive of three sources, two of which share most of their words."""
    imports.raw("a.txt")
    imports.raw("b.txt", f"A ship\n\n{SPEECH}\n")
    imports.raw("c.txt", f"The ship once more\n\nAll of it again.\n\n{SPEECH}\n")
    assert "3 sources: 3 new" in imports(imports.inbox)
    understood.clear()
    return imports


def test_what_is_as_it_was_is_not_read_again(three: Importing, understood: list[str]) -> None:
    before = files_of(three.site.root)
    for where in (three.inbox, three.source("")):
        assert three(where) == "3 sources: 3 unchanged\n"
        assert three(where, "--dry-run") == "3 sources: 3 unchanged\n"
    assert understood == []
    three(three.inbox, "--day-first")
    assert understood == ["a.txt", "b.txt", "c.txt"]
    assert files_of(three.site.root) == before


def test_an_edited_text_is_read_again_until_it_is_known_as_edited(
    three: Importing, understood: list[str]
) -> None:
    three.edit("a-ship", "Harwich", "Yarmouth")
    for seen in (["b.txt"], []):
        assert three(three.inbox) == "3 sources: 2 unchanged, 1 edited\n"
        assert understood == seen
        understood.clear()
    three.edit("a-ship", "Yarmouth", "Harwich")
    assert three(three.inbox) == "3 sources: 3 unchanged\n"
    assert understood == ["b.txt"]


def test_another_source_record_or_text_is_seen(three: Importing, understood: list[str]) -> None:
    three.source("a.txt").write_text("Another report.\n")
    record = three.source("b.txt.import.yaml")
    record.write_text(record.read_text().replace("0.9", "0.8", 1))
    three.source("c.txt.import.yaml").unlink()
    said = three(three.source(""))
    assert understood == ["a.txt", "b.txt", "c.txt"]
    assert "its bytes have changed" in said
    assert "1 refused" in said
    assert "2 to update" in said
    three(three.source(""), "--yes")
    assert "shares" not in three.source("c.txt.import.yaml").read_text()


def test_another_version_reads_all_again(
    three: Importing, understood: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_memory, "code_digest", lambda: "0" * 64)
    assert three(three.inbox) == "3 sources: 3 unchanged\n"
    assert understood == ["a.txt", "b.txt", "c.txt"]


def test_a_new_text_is_held_against_those_that_were_passed_over(
    three: Importing, understood: list[str]
) -> None:
    three.raw("d.txt", f"A third time\n\n{SPEECH}\n\nSo it is told here.\n")
    said = three(three.inbox)
    assert understood == ["d.txt"]
    assert "shares" in said
    assert "a-ship" in three.source("d.txt.import.yaml").read_text()


def test_a_relation_to_a_text_that_was_renamed_is_seen(
    three: Importing, understood: list[str]
) -> None:
    assert "{text: a-ship, " in three.source("c.txt.import.yaml").read_text()
    three.text("a-ship").rename(three.text("the-ship"))
    assert "2 to update" in three(three.inbox)
    assert understood == ["b.txt", "c.txt"]


def test_a_damaged_memory_is_none(three: Importing, understood: list[str]) -> None:
    for file in Path(os.environ["READINGROOM_CACHE"]).rglob("imports-*.memory"):
        file.write_bytes(b"nothing of the kind")
    assert three(three.inbox) == "3 sources: 3 unchanged\n"
    assert understood == ["a.txt", "b.txt", "c.txt"]
