"""The command line: what a person types, what they are told, and the exit status."""

import datetime
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Answer, SiteBuilder, files_of

LETTER = (
    "A LETTER FROM HARWICH\n\nThe ship left Harwich on Monday. She carried tea and the post.\n\n"
    "It was raining, and nobody had come to see her off but the pilot's daughter.\n"
)


@pytest.fixture
def here(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> SiteBuilder:
    """The small site, with its folder as the current one."""
    monkeypatch.chdir(site.root)
    return site


def process(*words: object, cwd: Path) -> Answer:
    """The program in a process of its own, as a person calls it."""
    done = subprocess.run(
        [sys.executable, "-m", "readingroom", *map(str, words)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        capture_output=True,
        check=False,
        timeout=120,  # only to end what hangs
        encoding="utf-8",
    )
    return Answer(done.returncode, done.stdout, done.stderr)


# --- a person's calls, in processes of their own -------------------------------------------------


def test_without_a_command_the_site_is_built(site: SiteBuilder):
    done = process(cwd=site.root)
    assert (done.status, done.err) == (0, "")
    for said in ("Built public: 1 text, 1 note, 1 entry", "links", "pages", "written", " s."):
        assert said in done.out
    assert (site.out / "index.html").is_file()
    again = process("build", "--strict", cwd=site.root)
    assert again.status == 0
    assert "nothing changed" in again.out


def test_mistakes_end_with_1_and_wrong_calls_with_2(site: SiteBuilder, tmp_path: Path):
    site.page_file("rights", "See [[harwch]].")
    wrong = process("build", cwd=site.root)
    assert wrong.status == 1
    assert "content/pages/rights.md:5:5: error[link-broken]" in wrong.err
    assert "did you mean `harwich`?" in wrong.err
    assert "Traceback" not in wrong.err
    away = process("build", cwd=tmp_path)
    assert away.status == 2
    assert "site.yaml" in away.err


# --- the call itself -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["bild", "--bse-url x", "check --format xml", "import", "search", "build extra"]
)
def test_a_wrong_call_ends_with_2(call: Callable[..., Answer], here: SiteBuilder, words: str):
    done = call(*words.split())
    assert done.status == 2
    assert done.err
    assert not here.out.exists()


@pytest.mark.parametrize("command", ["", "build", "serve", "check", "import", "search"])
def test_every_command_has_help(call: Callable[..., Answer], command: str):
    said = call(*command.split(), "--help")
    assert said.status == 0
    assert "Usage:" in said.out
    assert "--help" in said.out


def test_the_options_are_those_of_design(call: Callable[..., Answer]):
    options = {
        "build": "--out --base-url --strict --keep-going --no-cache --explain --drafts --profile",
        "serve": "--port --open --drafts",
        "import": "--slug --encoding --dry-run --diff --yes",
        "check": "--strict --format",
    }
    for command, names in options.items():
        said = call(command, "--help").out
        assert not [name for name in names.split() if name not in said], command


def test_build_takes_the_jobs_that_design_names(call: Callable[..., Answer], here: SiteBuilder):
    assert call("build", "--jobs", 2).status == 0


def test_the_version_is_told(call: Callable[..., Answer]):
    assert call("--version").out.startswith("Reading Room ")


@pytest.mark.parametrize(
    "words",
    [
        ["--root", "ARCHIVE"],
        ["--root=ARCHIVE", "build"],
        ["build", "--root", "ARCHIVE"],
        ["build", "--strict", "--root=ARCHIVE"],
        ["--strict", "--root", "ARCHIVE"],
    ],
)
def test_an_archive_elsewhere_is_named_by_its_root(
    site: SiteBuilder,
    call: Callable[..., Answer],
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    away = tmp_path / "away"
    away.mkdir()
    monkeypatch.chdir(away)
    done = call(*(word.replace("ARCHIVE", str(site.root)) for word in words))
    assert done.status == 0, done.err
    assert (site.out / "texts" / "letter" / "index.html").is_file()
    assert list(away.iterdir()) == []


def test_a_root_that_is_no_archive_is_a_wrong_call(call: Callable[..., Answer], tmp_path: Path):
    done = call("check", "--root", tmp_path)
    assert done.status == 2
    assert "site.yaml" in done.err
    assert call("check", "--root").status == 2


# --- build ---------------------------------------------------------------------------------------


def test_the_site_goes_where_out_says(call: Callable[..., Answer], here: SiteBuilder):
    assert call("build", "--out", "www", "--base-url", "https://example.org/repo").status == 0
    assert b"https://example.org/repo/texts/letter/" in (here.root / "www/sitemap.xml").read_bytes()
    assert not here.out.exists()
    assert call("build", "--base-url", "example.org").status == 2


def test_the_current_folder_as_the_output_is_built_or_refused(
    call: Callable[..., Answer],
    site: SiteBuilder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    (tmp_path / "www").mkdir()
    monkeypatch.chdir(tmp_path / "www")
    done = call("build", "--root", site.root, "--out", ".")
    if done.status:
        assert "error[output-refused]" in done.err
        return
    assert (tmp_path / "www" / "index.html").is_file()


def test_explain_says_why_and_profile_how_long(call: Callable[..., Answer], here: SiteBuilder):
    first = call("build", "--explain", "--profile").out
    assert "texts/letter/index.html: there is no memory of a build" in first
    assert "render" in first
    here.change("content/pages/about.md", "About [[letter]]", "Of [[letter]]")
    again = call("build", "--explain").out
    assert "about/index.html: content/pages/about.md has changed" in again
    assert "search/index.html" not in again
    here.change("content/notes/letter.md", "From ", "Out of ")
    again = call("build", "--explain").out
    assert "texts/letter/index.html: content/notes/letter.md has changed" in again
    assert "notes/index.html: it shows something of content/notes/letter.md, which changed" in again
    here.write("theme/templates/base.html", '{% extends "base.html" %}{# ours #}')
    assert "404.html: the theme has changed" in call("build", "--explain").out


def test_a_failed_build_says_that_the_old_site_stands(
    call: Callable[..., Answer], here: SiteBuilder
):
    call("build")
    here.page_file("rights", "See [[harwch]].")
    assert "Not built: 1 error; public is as it was." in call("build").out
    kept = call("build", "--keep-going")
    assert kept.status == 1
    assert "(1 error)" in kept.out
    assert (here.out / "rights" / "index.html").is_file()


# --- check ---------------------------------------------------------------------------------------


@pytest.fixture
def wrong(here: SiteBuilder) -> SiteBuilder:
    """An error and a warning."""
    return here.page_file("rights", "See [[harwch]].").notes(
        "more", "## rum\n\n> carried ==rum==\n\n100 % from\nJamaica.", text="letter"
    )


def test_check_writes_nothing(call: Callable[..., Answer], here: SiteBuilder):
    before = files_of(here.root)
    done = call("check")
    assert (done.status, done.out) == (0, "1 text, 1 note, 1 entry: no mistakes found.\n")
    assert files_of(here.root) == before


def test_check_tells_people(call: Callable[..., Answer], wrong: SiteBuilder):
    done = call("check")
    assert done.status == 1
    assert "content/pages/rights.md:5:5: error[link-broken]" in done.out
    assert "     5 | See [[harwch]].\n       |     ^\n" in done.out
    assert "1 error, 1 warning" in done.out
    assert "2 errors" in call("check", "--strict").out


def test_check_tells_programs(call: Callable[..., Answer], wrong: SiteBuilder):
    done = call("check", "--format", "json")
    assert done.status == 1
    found = json.loads(done.out)
    assert [(d["code"], d["severity"], d["path"], d["line"]) for d in found] == [
        ("note-orphan", "warning", "content/notes/more.md", 7),
        ("link-broken", "error", "content/pages/rights.md", 5),
    ]
    assert all(isinstance(d[key], str) for d in found for key in ("message", "hint"))
    wrong.remove("content/pages/rights.md").remove("content/notes/more.md")
    assert json.loads(call("check", "--format", "json").out) == []


def test_check_tells_pull_requests(call: Callable[..., Answer], wrong: SiteBuilder):
    done = call("check", "--format", "github")
    assert done.status == 1
    lines = done.out.splitlines()
    assert len(lines) == 2, "one command a line, whatever its message holds"
    assert lines[0].startswith(
        "::warning file=content/notes/more.md,line=7,col=3,title=note-orphan::"
    )
    assert lines[1].startswith("::error file=content/pages/rights.md,line=5,col=5,")
    assert "%0A" in lines[1]
    strict = call("check", "--format", "github", "--strict").out.splitlines()
    assert all(line.startswith("::error ") for line in strict)


def test_warnings_end_with_1_only_under_strict(call: Callable[..., Answer], wrong: SiteBuilder):
    wrong.remove("content/pages/rights.md")
    assert call("check").status == 0
    assert call("check", "--strict").status == 1
    assert call("build").status == 0
    assert call("build", "--strict").status == 1


# --- import --------------------------------------------------------------------------------------


def test_a_dry_run_shows_both_files_and_writes_none(
    call: Callable[..., Answer], here: SiteBuilder, tmp_path: Path
):
    (tmp_path / "letter.txt").write_text(LETTER)
    before = files_of(here.root)
    done = call("import", "--dry-run", tmp_path / "letter.txt")
    assert done.status == 0
    assert "She carried tea and the post." in done.out
    assert "segments:" in done.out
    assert files_of(here.root) == before


def test_importing_copies_the_source_and_makes_a_text_that_checks(
    call: Callable[..., Answer], here: SiteBuilder, tmp_path: Path
):
    (tmp_path / "from-harwich.txt").write_bytes(LETTER.encode())
    done = call("import", tmp_path / "from-harwich.txt")
    assert done.status == 0, done.err
    assert (here.root / "content/sources/from-harwich.txt").read_bytes() == LETTER.encode()
    assert (here.root / "content/sources/from-harwich.txt.import.yaml").is_file()
    assert len(list((here.root / "content/texts").iterdir())) == 2
    assert call("check", "--strict").status == 0


def test_importing_again_changes_nothing_on_any_day(
    call: Callable[..., Answer],
    here: SiteBuilder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    source = tmp_path / "letter.txt"
    source.write_text(LETTER)
    call("import", source)
    before = files_of(here.root)
    tomorrow(monkeypatch)
    for path in (source, here.root / "content/sources/letter.txt", here.root / "content/sources"):
        for option in ([], ["--yes"]):
            assert call("import", path, *option).status == 0
            assert files_of(here.root) == before


def tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be another day."""

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> "Later":
            return cls(2040, 1, 1, tzinfo=tz)

    monkeypatch.setattr(datetime, "datetime", Later)


@pytest.mark.parametrize("options", [[], ["--yes"], ["--diff"], ["--yes", "--diff"]])
def test_an_editors_words_are_never_overwritten(
    call: Callable[..., Answer], here: SiteBuilder, tmp_path: Path, options: list[str]
):
    (tmp_path / "harbour.txt").write_text(LETTER)
    call("import", tmp_path / "harbour.txt", "--slug", "harbour")
    here.change("content/texts/harbour.md", "tea", "some tea")
    before = files_of(here.root)
    done = call("import", here.root / "content/sources/harbour.txt", *options)
    assert done.status == 0
    assert "edited" in done.out
    assert files_of(here.root) == before
    if "--diff" in options:
        assert "some tea" in done.out


def test_a_text_that_was_there_before_is_not_taken_for_an_imported_one(
    call: Callable[..., Answer], here: SiteBuilder, tmp_path: Path
):
    before = (here.root / "content/texts/letter.md").read_bytes()
    (tmp_path / "letter.txt").write_text(LETTER)
    call("import", "--slug", "letter", "--yes", tmp_path / "letter.txt")
    assert (here.root / "content/texts/letter.md").read_bytes() == before


def test_another_source_of_the_same_name_is_refused(
    call: Callable[..., Answer], here: SiteBuilder, tmp_path: Path
):
    (tmp_path / "letter.txt").write_text(LETTER)
    call("import", tmp_path / "letter.txt")
    before = files_of(here.root)
    (tmp_path / "letter.txt").write_text(LETTER + "\nAnother ending.\n")
    done = call("import", tmp_path / "letter.txt")
    assert done.status == 1
    assert "another source called letter.txt" in done.err
    assert files_of(here.root) == before


def test_one_source_that_cannot_be_read_does_not_keep_the_others(
    call: Callable[..., Answer], here: SiteBuilder, tmp_path: Path
):
    (tmp_path / "a.txt").write_bytes(bytes(range(128, 256)) * 2)
    (tmp_path / "b.txt").write_text(LETTER)
    done = call("import", tmp_path / "a.txt", tmp_path / "b.txt")
    assert done.status == 1
    assert "error[source-undecodable]" in done.err
    assert (here.root / "content/sources/b.txt").is_file()
    assert not (here.root / "content/sources/a.txt").exists()


def test_what_import_says_names_the_file_as_the_archive_does(
    call: Callable[..., Answer], here: SiteBuilder
):
    here.write("content/sources/a.txt", bytes(range(128, 256)) * 2)
    assert "content/sources/a.txt: error[" in call("import", "content/sources/a.txt").err


@pytest.mark.parametrize(
    "words",
    [
        ["import", "none.txt"],
        ["import", "--slug", "s", "site.yaml", "content/pages/about.md"],
        ["import", "--slug", "Not A Slug", "site.yaml"],
        ["import", "--slug", "search", "site.yaml"],
    ],
)
def test_wrong_calls_of_import_write_nothing(
    call: Callable[..., Answer], here: SiteBuilder, words: list[str]
):
    before = files_of(here.root)
    assert call(*words).status == 2
    assert files_of(here.root) == before


# --- search --------------------------------------------------------------------------------------


def test_words_are_found_with_where_they_stand(call: Callable[..., Answer], here: SiteBuilder):
    done = call("search", "tea")
    assert done.status == 0
    assert "Letter" in done.out
    assert "texts/letter/" in done.out
    assert "tea and the post" in done.out
    assert "glossary/harwich/" in call("search", "port").out
    assert call("search", "carrying", "(TEA)").status == 0
    apart = call("search", '"tea carrying"')
    assert apart.status == 0
    assert "word for word" in apart.out
    none = call("search", "submarine")
    assert none.status == 1
    assert "submarine" in none.out
    assert call("search", "...").status == 1


# --- this repository's two sources ---------------------------------------------------------------


def test_the_sources_of_this_repository_can_be_tried(tmp_path: Path):
    """``import --dry-run`` of both, in a copy of the archive that has nothing else of them."""
    site = SiteBuilder(tmp_path / "copy")
    shutil.copytree(ROOT / "content" / "sources", site.root / "content" / "sources")
    for record in site.root.rglob("*.import.yaml"):
        record.unlink()
    site.write("site.yaml", "format: 1\ntitle: A copy\n")
    before = files_of(site.root)
    done = process("import", "--dry-run", "content/sources", cwd=site.root)
    assert (done.status, done.err) == (0, "")
    assert "Chinese President Xi Jinping calls for cyberspace security" in done.out
    assert "[Symposium on cyberspace security and informatization]" in done.out
    assert files_of(site.root) == before
