"""What the preview notices: saves as editors make them, and what happens to whole folders."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from conftest import EditedSite, SiteBuilder
from hypothesis import given, settings
from hypothesis import strategies as st

from readingroom.diagnostics import has_errors
from readingroom.pipeline import Generation, Options
from readingroom.results import SupersededError
from readingroom.server import Preview
from readingroom.server import noticing as noticing_module
from readingroom.server import preview as module
from readingroom.server import watching as watching_module
from readingroom.server.preview import Built
from readingroom.server.watching import ALL, Look, Watch, differing, is_whole, look

NOTES = "content/notes/letter.md"
#: Seconds after which a test gives up; what is waited for takes a small part of it.
LONG = 30


class Watching:
    """A preview that watches, and what it said of each build.

    ``shown`` is the site of the last build of which it was heard: the preview may be further.
    """

    def __init__(self, root: Path) -> None:
        self.preview = Preview(root, Options(drafts=True))
        self.preview.build()
        self.preview.finish()
        assert self.preview.generation
        self.shown = self.preview.generation
        self.told: Queue[tuple[Generation | None, tuple[str, ...]]] = Queue()
        self.thread = threading.Thread(target=self.preview.watch, args=(self._hear,), daemon=True)
        self.thread.start()

    def _hear(self, _built: Built, changed: tuple[str, ...]) -> None:
        self.told.put((self.preview.generation, changed))

    def next(self) -> tuple[str, ...]:
        """The changed files of the next build, which is waited for."""
        shown, changed = self.told.get(timeout=LONG)
        assert shown
        self.shown = shown
        return changed

    def until(self, wanted: Callable[[Generation], bool]) -> list[tuple[str, ...]]:
        """The changed files of each build until the site is as wanted."""
        heard: list[tuple[str, ...]] = []
        while not wanted(self.shown):
            heard.append(self.next())
        return heard

    def shows(self, words: str, page: str = "texts/letter/index.html") -> list[tuple[str, ...]]:
        """Wait until a page holds words."""
        return self.until(lambda made: words.encode() in made.files.get(page, b""))

    def end(self) -> None:
        self.preview.stop()
        self.thread.join(LONG)
        assert not self.thread.is_alive()


@pytest.fixture
def site(site: SiteBuilder) -> SiteBuilder:
    """The small archive, saved as editors save."""
    return EditedSite(site.root)


@pytest.fixture
def watching(site: SiteBuilder) -> Iterator[Watching]:
    made = Watching(site.root)
    yield made
    made.end()


def saved_as_editors_do(path: Path, words: str) -> None:
    """A new file over the old one."""
    fresh = path.with_name(f".{path.name}.tmp")
    fresh.write_text(words)
    fresh.replace(path)


# --- saves


def test_a_new_file_over_the_old_is_one_change(site: SiteBuilder, watching: Watching):
    said = (site.root / NOTES).read_text()
    for word in ("Bristol", "Hull"):
        saved_as_editors_do(site.root / NOTES, said.replace("From", f"From {word}"))
        assert watching.shows(f"From {word}") == [(NOTES,)]


def test_a_backup_made_first_is_one_change(site: SiteBuilder, watching: Watching):
    path = site.root / NOTES
    said = path.read_text()
    path.rename(path.with_name("letter.md~"))
    path.write_text(said.replace("From", "From Bristol"))
    # One; or two where the machine made a long pause between these lines.
    assert set(watching.shows("From Bristol")) == {(NOTES,)}


def test_site_yaml_is_noticed_however_it_is_saved(site: SiteBuilder, watching: Watching):
    said = (site.root / "site.yaml").read_text()
    for title in ("The first", "The second", "The third"):
        saved_as_editors_do(site.root / "site.yaml", said.replace("A small archive", title))
        assert watching.shows(title) == [("site.yaml",)]


def test_the_notes_places_are_noticed(site: SiteBuilder, watching: Watching):
    site.write("content/notes/.anchors/letter.json", "{}\n")
    assert watching.next() == ("content/notes/.anchors/letter.json",)


def test_a_renamed_text_is_another_page(site: SiteBuilder, watching: Watching):
    site.rename("content/texts/letter.md", "content/texts/epistle.md")
    watching.until(lambda made: "texts/epistle/index.html" in made.files)
    watching.until(lambda made: "texts/letter/index.html" not in made.files)


def test_files_in_a_new_folder_are_noticed(site: SiteBuilder, watching: Watching):
    site.notes("more/even/letter", "## post\n\n> the ==post==\n\nLetters.", text="letter")
    watching.shows("Letters.")
    site.change("content/notes/more/even/letter.md", "Letters.", "Letters and parcels.")
    watching.shows("Letters and parcels.")


# --- whole folders


def test_content_that_is_deleted_and_made_again_is_followed(
    site: SiteBuilder, watching: Watching, tmp_path: Path
):
    shutil.copytree(site.root / "content", tmp_path / "kept")
    before = watching.shown
    shutil.rmtree(site.root / "content")
    heard = watching.until(lambda made: "content-missing" in {d.code for d in made.diagnostics})
    # A machine that made a long pause in the midst of the deletion has built what was left.
    assert len(heard) > 1 or watching.shown.files == before.files
    assert watching.shown.files
    shutil.copytree(tmp_path / "kept", site.root / "content")
    watching.until(sound)
    site.change(NOTES, "From", "Out of")
    watching.shows("Out of")


def sound(made: Generation) -> bool:
    """Whether nothing is wrong with a site."""
    return not has_errors(made.diagnostics)


def test_every_file_of_a_burst_is_shown(site: SiteBuilder, watching: Watching):
    for number in range(60):
        site.page_file(f"page-{number}", f"Page {number}.")
        time.sleep(0.005)
    pages = {f"page-{number}/index.html" for number in range(60)}
    heard = watching.until(lambda made: pages <= made.files.keys())
    assert {name for changed in heard for name in changed} == {
        f"content/pages/page-{number}.md" for number in range(60)
    }


def test_another_branch_and_back(site: SiteBuilder, watching: Watching):
    git = shutil.which("git")
    assert git, "git: this is a git repository"

    def run(*words: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run([git, *who, *words], cwd=site.root, check=True, capture_output=True)

    run("init", "-q", "-b", "first")
    run("add", ".")
    run("commit", "-qm", "first")
    run("checkout", "-qb", "second")
    for number in range(20):
        site.page_file(f"page-{number}", f"Page {number}.")
    site.rename("content/texts/letter.md", "content/texts/epistle.md")
    site.change(NOTES, "text: letter", "text: epistle")
    site.change("content/pages/about.md", "[[letter]]", "[[epistle]]")
    site.change("content/glossary/harwich.md", "letter.md", "epistle.md")
    run("add", ".")
    run("commit", "-qm", "second")
    for branch, there, gone in (
        ("first", "texts/letter/index.html", "page-3/index.html"),
        ("second", "texts/epistle/index.html", "texts/letter/index.html"),
        ("first", "texts/letter/index.html", "texts/epistle/index.html"),
    ):
        run("checkout", "-q", branch)
        watching.until(lambda made, t=there, g=gone: t in made.files and g not in made.files)
        watching.until(sound)


# --- files that are not yet what they will be


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("", False),
        ("  \n", False),
        ("---\ntitle: A\n", False),
        ("---\ntitle: A\n---\n", True),
        ("---\r\ntitle: A\r\n---\r\n", True),
        ("Words.", True),
    ],
)
def test_what_looks_half_written(words: str, whole: bool):
    assert is_whole("a.md", words.encode()) is whole


@pytest.fixture
def preview(site: SiteBuilder) -> Preview:
    made = Preview(site.root, Options())
    made.build()
    return made


class Later:
    """Does one thing after another while a preview waits: each between two of its looks."""

    def __init__(self, does: Iterable[Callable[[], object]]) -> None:
        self.does, self.glances = iter(does), 0

    def wait(self, _seconds: float) -> bool:
        self.glances += 1
        next(self.does, lambda: None)()
        return False

    def is_set(self) -> bool:
        return False


def when_waiting(preview: Preview, monkeypatch: pytest.MonkeyPatch, *does: Callable[[], object]):
    later = Later(does)
    monkeypatch.setattr(preview, "_stopped", later)
    monkeypatch.setattr(preview.noticing, "_stopped", later)
    # However long this machine takes for them.
    for patience in ("PATIENCE", "_BURST_ENDS"):
        monkeypatch.setattr(noticing_module, patience, LONG)
    return later


def test_an_emptied_file_is_waited_for(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    path = site.root / NOTES
    said = path.read_text()
    path.write_text("")
    later = when_waiting(preview, monkeypatch, lambda: path.write_text(said + "More.\n"))
    assert preview.noticing.changes(frozenset({NOTES})) == (NOTES,)
    assert later.glances == 1
    preview.build()
    assert preview.built
    assert not preview.built.problems


def test_a_file_that_goes_and_comes_back_as_it_was_is_no_change(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    path = site.root / NOTES
    said = path.read_text()
    path.unlink()
    when_waiting(preview, monkeypatch, lambda: path.write_text(said))
    assert preview.noticing.changes(frozenset({NOTES})) == ()


def test_a_backup_made_first_is_waited_for(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    path = site.root / NOTES
    said = path.read_text()
    path.rename(path.with_name("letter.md~"))
    later = when_waiting(preview, monkeypatch, lambda: path.write_text(f"{said}More.\n"))
    assert preview.noticing.changes(frozenset({NOTES})) == (NOTES,)
    assert later.glances == 1


def test_a_burst_of_changes_is_built_together(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    names = [f"page-{number}" for number in range(60)]
    for name in names[:10]:
        site.page_file(name, "Of many.")
    more = (partial(site.page_file, name, "Of many.") for name in names[10:])
    later = when_waiting(preview, monkeypatch, *more)
    assert set(preview.noticing.changes()) == {f"content/pages/{name}.md" for name in names}
    assert later.glances == 51, "one more, in which nothing came"


def test_files_that_are_waited_for_make_the_looks_no_rarer(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    preview.finish()
    path = site.root / NOTES
    said = path.read_text()
    path.unlink()
    clock = SimpleNamespace(now=0.0, time=time.time, monotonic=lambda: clock.now)
    monkeypatch.setattr(noticing_module, "time", clock)
    minutes = partial(setattr, clock, "now", 100.0)
    later = when_waiting(preview, monkeypatch, minutes, lambda: path.write_text(said))
    monkeypatch.setattr(noticing_module, "PATIENCE", 1000)
    pauses = []

    class Deaf(Watch):
        def begin(self) -> None:
            pass

        def follow(self, folders: Iterable[str]) -> None:
            pass

        def wait(self, seconds: float) -> frozenset[str]:
            pauses.append(seconds)
            if len(pauses) == 2:
                monkeypatch.setattr(later, "is_set", lambda: True)
            return frozenset({ALL})

    monkeypatch.setattr(preview.noticing, "watch", Deaf(site.root))
    preview.watch(lambda *_: None)
    assert pauses == [module.LOOK_AGAIN] * 2


def test_one_that_stays_half_written_is_shown_with_its_mistake(site: SiteBuilder, preview: Preview):
    site.write("content/pages/about.md", "---\ntitle: About\n")
    assert preview.noticing.changes() == ("content/pages/about.md",)
    assert [d.code for d in preview.build().diagnostics] == ["front-matter-unclosed"]
    # From now on it is what it is, and nobody waits for it again.
    assert preview.noticing.changes() == ()


def test_where_the_program_fails_the_site_stays_and_it_is_said(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    assert preview.generation
    files = preview.generation.files

    def fails(*_: object) -> None:
        raise ZeroDivisionError("at last")

    with monkeypatch.context() as patched:
        patched.setattr(module, "generate", fails)
        built = preview.build()
    assert "ZeroDivisionError: at last" in built.failure
    assert preview.generation.files == files
    assert preview.build().failure == ""


def test_an_unreadable_site_yaml_leaves_the_site_as_it_was(site: SiteBuilder, preview: Preview):
    assert preview.generation
    files = preview.generation.files
    site.write("site.yaml", "title: [unclosed")
    built = preview.build()
    assert {d.path for d in built.diagnostics} >= {"site.yaml"}
    assert preview.generation.files == files


# --- looking


class Heard:
    """What a watcher has to say, each at another glance."""

    def __init__(self, *names: str) -> None:
        self.names = list(names)

    @property
    def quiet(self) -> bool:
        return not self.names

    def wait(self, _seconds: float) -> frozenset[str]:
        return frozenset({self.names.pop(0)}) if self.names else frozenset()


def listening(preview: Preview, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(watching_module, "_GLANCES", 1)
    monkeypatch.setattr(preview.noticing, "watch", Heard(*names))


def test_a_save_comes_before_a_look_at_all_files_which_goes_on_behind_it(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    listening(preview, monkeypatch, "content/pages/nothing.md", NOTES)
    site.change(NOTES, "From", "Out of")
    site.change("site.yaml", "A small archive", "Another")
    assert preview.noticing.noticed(frozenset()) == (NOTES,)
    preview.build((NOTES,))
    assert preview.noticing.noticed(frozenset()) == ("site.yaml",)
    preview.build(("site.yaml",))
    assert preview.noticing.noticed(frozenset()) == ()


def test_what_was_named_comes_before_the_folder_it_stands_in(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    """Some editors try a folder with a file of no suffix before they write."""
    listening(preview, monkeypatch)
    site.change(NOTES, "From", "Out of")
    site.page_file("new", "New.")
    assert preview.noticing.noticed(frozenset({ALL, NOTES})) == (NOTES,)
    preview.build((NOTES,))
    assert preview.noticing.noticed(frozenset()) == ("content/pages/new.md",)


def test_folders_that_keep_changing_start_no_look_over(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    listening(preview, monkeypatch, *[ALL] * 1000)
    site.change(NOTES, "From", "Out of")
    assert preview.noticing.noticed(frozenset()) == (NOTES,)
    assert not preview.noticing.watch.quiet, "it ended while there was more to hear"


def test_what_a_look_had_passed_by_is_found_by_one_more_behind_it(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    # Else all that the fixture wrote this moment would be read again.
    monkeypatch.setattr(watching_module, "TICK", 0)
    preview.noticing.changes()
    listening(preview, monkeypatch, NOTES, ALL)
    site.change(NOTES, "From", "Out of")
    assert preview.noticing.noticed(frozenset()) == (NOTES,)
    preview.build((NOTES,))
    site.change("site.yaml", "A small archive", "Another")
    # The first that is looked at: the look under way is further, and ends before the next begins.
    assert preview.noticing.noticed(frozenset()) == ()
    assert preview.noticing.noticed(frozenset()) == ("site.yaml",)


def test_a_look_that_is_owed_is_made_in_the_midst_of_the_rest(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    while not preview.finished:
        preview.finish()
    site.change(NOTES, "From", "Out of")
    preview.build((NOTES,))
    assert not preview.finished
    listening(preview, monkeypatch, "content/pages/nothing.md", ALL)
    assert preview.noticing.noticed(frozenset()) == ()
    site.change("site.yaml", "A small archive", "Another")
    assert preview.finish() is None
    preview.build(preview._meanwhile)
    assert preview.noticing.noticed(frozenset()) == ()


def test_a_save_comes_before_the_reading_of_files_that_were_only_touched(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    """As after another branch and back: thousands have another time, and the contents they had."""
    monkeypatch.setattr(watching_module, "TICK", 0)
    preview.noticing.changes()
    listening(preview, monkeypatch)
    touched = {path for path in (site.root / "content").rglob("*.md") if path != site.root / NOTES}
    for path in touched:
        os.utime(path, (1, 1))
    read: list[Path] = []
    reading = Path.read_bytes

    def saved_meanwhile(path: Path) -> bytes:
        read.append(path)
        if len(read) == 1:
            site.change(NOTES, "From", "Out of")
            monkeypatch.setattr(preview.noticing, "watch", Heard(NOTES))
        return reading(path)

    monkeypatch.setattr(Path, "read_bytes", saved_meanwhile)
    assert preview.noticing.noticed(frozenset()) == (NOTES,)
    assert read[1:] == [site.root / NOTES]
    preview.noticing.take(("content", "theme"))
    assert preview.noticing.noticed(frozenset()) == ()
    assert set(read[2:]) == touched - {read[0]}
    assert len(read[2:]) == len(touched) - 1, "each is read once"


NAMED = "theme: {folders: [themes/own]}\n"


def test_a_theme_that_is_named_no_more_is_not_read(site: SiteBuilder, preview: Preview):
    folder = "themes/own"
    site.write(f"{folder}/theme.yaml", "name: Own\n")
    site.write("site.yaml", (site.root / "site.yaml").read_text() + NAMED)
    preview.build(preview.noticing.noticed(frozenset()))
    preview.noticing.noticed(frozenset())
    site.change("site.yaml", NAMED, "")
    preview.build(preview.noticing.noticed(frozenset()))
    assert preview.noticing.noticed(frozenset()) == (f"{folder}/theme.yaml",)
    preview.build()
    assert preview.noticing.noticed(frozenset()) == ()


NAMES = [f"content/{folder}{name}.md" for folder in ("", "a/", "a/b/") for name in "xyz"]
EDITS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(["", "Words.", "Other words."])), max_size=12
)


@given(before=EDITS, early=EDITS, late=st.lists(EDITS, max_size=4))
@settings(deadline=None, max_examples=60)
def test_a_look_in_steps_misses_nothing_that_nobody_heard_of(
    before: list[tuple[str, str]],
    early: list[tuple[str, str]],
    late: list[list[tuple[str, str]]],
):
    """``early`` was heard by nobody; what happens between the steps was, or is seen the next time."""

    def write(edits: list[tuple[str, str]]) -> None:
        for name, words in edits:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words) if words else path.unlink(missing_ok=True)

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        root = Path(folder)
        patched.setattr(watching_module, "_GLANCES", 1)
        write(before)
        known = look(root, ("content",), {})
        write(early)
        unheard = differing(known, look(root, ("content",), {}))
        steps, left, names = Look(root, ("content",)), list(late), None
        while names is None:
            if left:
                write(left.pop())
            names = steps.go_on(known, lambda: bool(left))
        assert names - {name for one in late for name, _ in one} >= set(unheard) - {
            name for one in late for name, _ in one
        }


def test_a_rest_that_a_save_ended_took_as_long_as_it_lasted(
    site: SiteBuilder, preview: Preview, monkeypatch: pytest.MonkeyPatch
):
    """Else the next save would find it under way again, and so on while saves keep coming."""
    while not preview.finished:
        preview.finish()
    site.change(NOTES, "From", "Out of")
    preview.build((NOTES,))
    preview._rest = 0
    clock = SimpleNamespace(now=0.0, time=time.time, monotonic=lambda: clock.now)
    monkeypatch.setattr(module, "time", clock)

    def ended(_make: object) -> Built:
        clock.now += 0.5
        raise SupersededError

    monkeypatch.setattr(preview, "_show", ended)
    assert preview.finish() is None
    assert preview._patience(1) == 0.5


def test_only_files_that_look_changed_are_read(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch):
    time.sleep(0.05)
    seen = look(site.root, ("content",), {})
    assert set(seen) > {"site.yaml", NOTES}

    def refuse(_path: Path) -> bytes:
        raise AssertionError("read")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert look(site.root, ("content",), seen) == seen


def test_a_site_yaml_that_is_being_replaced_is_not_there(
    site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
):
    """Some systems refuse to say anything of a file that another one is put over."""
    own, glance = site.root / "site.yaml", Path.stat

    def refuses(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == own:
            raise PermissionError
        return glance(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refuses)
    seen = look(site.root, ("content", "nothing"), {})
    assert NOTES in seen
    assert "site.yaml" not in seen


def test_a_file_of_this_very_moment_is_read_again(site: SiteBuilder):
    """Of two saves within one tick of the file system's clock only the first would be seen."""
    path = site.root / NOTES
    now = (time.time_ns() + 3600 * 10**9,) * 2
    os.utime(path, ns=now)
    seen = look(site.root, ("content",), {})
    again = look(site.root, ("content",), seen)
    assert seen[NOTES].sign is None
    assert differing(seen, again) == ()


def test_editors_temporary_files_are_nothing(site: SiteBuilder):
    for name in (".letter.md.swp", "letter.md~", ".git/x.md"):
        site.write(f"content/notes/{name}", "x")
    assert not [n for n in look(site.root, ("content",), {}) if n.endswith(("swp", "~", "x.md"))]


def test_a_watcher_that_cannot_watch_says_so(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch):
    import watchfiles

    def refuses(*_: object, **__: object) -> None:
        raise OSError("no more watches")

    monkeypatch.setattr(watchfiles, "watch", refuses)
    watch = Watch(site.root)
    watch.begin()
    watch.wait(LONG)
    assert watch.trouble == "no more watches"
    watch.stop()


def test_a_watcher_that_was_told_to_stop_before_it_began_is_over(
    site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
):
    watch = Watch(site.root)

    def interrupted(_thread: threading.Thread) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", interrupted)
        with pytest.raises(KeyboardInterrupt):
            watch.begin()
    watch.stop()
