"""Writing the site: the old one stands until the new one is whole, and what did not change stays."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from properties import given, settings, st

from readingroom import output
from readingroom.output import Draft, Written, listed, recover, refuse

#: What shows that a folder is a site (see output._SIGNS).
SITE = {".nojekyll": b"", "404.html": b"not found", "static/a.css": b"css"}


def write_site(out: Path, changed: Mapping[str, bytes], kept: Iterable[str]) -> Written:
    """A site as a build writes it: ``changed``, and from the site that is there ``kept``."""
    recover(out)
    kept = set(kept)
    gone = listed(out).keys() - kept - changed.keys()
    draft = Draft(out)
    fresh = [name for name, data in changed.items() if draft.put(name, data).fresh]
    if fresh or gone or not out.is_dir():
        draft.publish(kept - changed.keys(), changed)
    else:
        draft.abandon()
    return Written(len(fresh), len(kept | changed.keys()) - len(fresh), len(gone))


def content(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in listed(folder)}


def beside(out: Path) -> list[str]:
    """What stands beside the site when a build is over: nothing but it."""
    return sorted(p.name for p in out.parent.iterdir() if p != out)


def test_a_site_is_written_and_replaced(tmp_path: Path):
    out = tmp_path / "public"
    first = write_site(out, {"index.html": b"1", "a/b/index.html": b"2"}, [])
    assert (first.written, first.kept, first.removed) == (2, 0, 0)
    second = write_site(out, {"index.html": b"3", "c.txt": b"4"}, [])
    assert (second.written, second.kept, second.removed) == (2, 0, 1)
    assert content(out) == {"index.html": b"3", "c.txt": b"4"}
    assert not (out / "a").exists()
    assert beside(out) == []


def test_unchanged_files_are_not_rewritten(tmp_path: Path):
    out = tmp_path / "public"
    write_site(out, {"a.html": b"a", "b.html": b"b", "c.html": b"c"}, [])
    before = {name: (out / name).stat() for name in listed(out)}
    made = write_site(out, {"a.html": b"a", "b.html": b"new"}, ["c.html"])
    assert (made.written, made.kept, made.removed) == (1, 2, 0)
    for name in ("a.html", "c.html"):
        now = (out / name).stat()
        assert (now.st_ino, now.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns)
    assert content(out)["b.html"] == b"new"


def test_where_nothing_changed_nothing_is_touched(tmp_path: Path):
    out = tmp_path / "public"
    write_site(out, {"a.html": b"a"}, [])
    folder = out.stat()
    made = write_site(out, {"a.html": b"a"}, [])
    assert (made.written, made.kept, made.removed) == (0, 1, 0)
    assert out.stat().st_ino == folder.st_ino
    assert write_site(out, {}, ["a.html"]).kept == 1
    assert out.stat().st_ino == folder.st_ino


def test_a_changed_file_of_the_same_size_is_seen(tmp_path: Path):
    out = tmp_path / "public"
    write_site(out, {"a.html": b"old"}, [])
    write_site(out, {"a.html": b"new"}, [])
    assert content(out) == {"a.html": b"new"}


def test_where_files_cannot_be_linked_they_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refused(*_: Any) -> None:
        raise OSError("no links here")

    out = tmp_path / "public"
    write_site(out, {"a.html": b"a", "b.html": b"b"}, [])
    before = (out / "a.html").stat().st_mtime_ns
    monkeypatch.setattr(os, "link", refused)
    write_site(out, {"b.html": b"c"}, ["a.html"])
    assert content(out) == {"a.html": b"a", "b.html": b"c"}
    assert (out / "a.html").stat().st_mtime_ns == before


FILES = st.dictionaries(
    st.sampled_from(["index.html", "a/index.html", "a/b/index.html", "été/x.txt", "a.b"]),
    st.binary(max_size=2),
)


@settings(max_examples=40)
@given(st.lists(FILES, max_size=4))
def test_the_folder_holds_just_what_was_last_asked_for(sites: list[dict[str, bytes]]):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "public"
        for files in sites:
            write_site(out, files, [])
            assert content(out) == files
            assert out.is_dir()
        assert beside(out) == []


# --- the site before the last, in which the next is made


def write_spared(out: Path, changed: Mapping[str, bytes], kept: Iterable[str] = ()) -> None:
    draft = Draft(out, spare=out.parent / "spare")
    for name, data in changed.items():
        draft.put(name, data)
    draft.publish(set(kept), changed)


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(
            FILES,
            # A file where there were folders, and the other way round.
            st.sampled_from([{"a": b"1", "b": b""}, {"a/index.html": b"2", "b/c/d": b"3"}]),
        ),
        max_size=6,
    )
)
def test_what_was_in_the_spare_is_not_in_the_site(sites: list[dict[str, bytes]]):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "public"
        before: dict[str, bytes] = {}
        for files in sites:
            kept = {name for name, data in files.items() if before.get(name) == data}
            write_spared(out, {n: d for n, d in files.items() if n not in kept}, kept)
            assert content(out) == files
            wanted = {parent for name in files for parent in (out / name).parents}
            assert {path for path in out.rglob("*") if path.is_dir()} <= wanted
            before = files


def test_a_site_is_made_in_the_one_before_the_last(tmp_path: Path):
    out, spare = tmp_path / "public", tmp_path / "spare"
    same = {"same.html": b"same", "a/b/same.html": b"too"}
    write_spared(out, {"a/page.html": b"1", **same})
    write_spared(out, {"a/page.html": b"2"}, same)
    first = {name: (spare / name).stat().st_ino for name in listed(spare)}
    folder = (spare / "a" / "b").stat().st_ino
    write_spared(out, {"a/page.html": b"third"}, same)
    assert content(out) == {"a/page.html": b"third", **same}
    assert {name: (out / name).stat().st_ino for name in listed(out)} == first
    assert (out / "a" / "b").stat().st_ino == folder
    assert content(spare) == {"a/page.html": b"2", **same}


def test_a_file_that_the_site_has_as_well_is_not_written_over(tmp_path: Path):
    out, spare = tmp_path / "public", tmp_path / "spare"
    write_spared(out, {"a.html": b"1"})
    write_spared(out, {"b.html": b"2"}, {"a.html"})
    draft = Draft(out, spare=spare)
    draft.put("a.html", b"3")
    assert content(out) == {"a.html": b"1", "b.html": b"2"}
    draft.abandon()
    assert content(out) == {"a.html": b"1", "b.html": b"2"}


def test_a_spare_that_leads_elsewhere_leads_nowhere(tmp_path: Path):
    out, spare, mine = tmp_path / "public", tmp_path / "spare", tmp_path / "mine"
    mine.mkdir()
    (mine / "page.html").write_bytes(b"mine")
    write_spared(out, {"same.html": b"same"})
    (spare / "deep").mkdir(parents=True)
    for name in ("page.html", "same.html", "deep/page.html"):
        (spare / name).symlink_to(mine / "page.html")
    (spare / "folder").symlink_to(mine)
    (spare / "whole").symlink_to(mine)
    made = {"page.html": b"site's", "deep/page.html": b"too", "folder/page.html": b"three"}
    write_spared(out, made, {"same.html"})
    assert content(out) == {**made, "same.html": b"same"}
    assert not any(path.is_symlink() for path in out.rglob("*"))
    assert content(mine) == {"page.html": b"mine"}
    shutil.rmtree(spare)
    spare.symlink_to(mine)
    write_spared(out, {"page.html": b"again"})
    assert content(out) == {"page.html": b"again"}
    assert content(mine) == {"page.html": b"mine"}


# --- killed builds


class Killed(BaseException):
    """The build's end, which nothing catches."""


#: Every call by which output changes the disk.
CALLS = [
    (os, "link"), (os, "mkdir"), (os, "rename"), (shutil, "rmtree"), (Path, "write_bytes"), (Path,
     "rename"),
    (Path, "mkdir"),
]  # fmt: skip


def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program die before the call of that number that changes the disk."""
    left = [step]

    def wrap(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def call(*args: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return real(*args, **options)

        monkeypatch.setattr(owner, name, call)

    for owner, name in CALLS:
        wrap(owner, name)


@pytest.mark.parametrize("step", range(20))
def test_a_killed_build_leaves_one_whole_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
):
    old = {**SITE, "index.html": b"old", "a/index.html": b"old a", "gone.html": b"gone"}
    new = {**SITE, "index.html": b"new", "b/index.html": b"new b", "a/index.html": b"old a"}
    out = tmp_path / "public"
    write_site(out, old, [])
    with monkeypatch.context() as patched:
        killed_at(step, patched)
        try:
            write_site(out, new, [])
        except Killed:
            pass
    recover(out)
    assert content(out) in (old, new)
    write_site(out, new, [])
    assert content(out) == new
    assert beside(out) == []


@pytest.mark.parametrize("step", range(20))
def test_so_does_one_where_folders_cannot_change_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
):
    monkeypatch.setattr(output, "_exchanged", lambda *_: False)
    test_a_killed_build_leaves_one_whole_site(tmp_path, monkeypatch, step)


@pytest.mark.parametrize("step", range(8))
def test_a_killed_first_build_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
):
    out = tmp_path / "public"
    with monkeypatch.context() as patched:
        killed_at(step, patched)
        try:
            write_site(out, SITE, [])
        except Killed:
            pass
    assert not out.exists() or content(out) == SITE
    recover(out)
    assert beside(out) == []


def test_recovering_where_there_is_nothing_to_recover(tmp_path: Path):
    recover(tmp_path / "public")
    write_site(tmp_path / "public", SITE, [])
    recover(tmp_path / "public")
    assert content(tmp_path / "public") == SITE


# --- folders that are not the site's


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "work" / "archive"
    for name in ("content/texts", "theme/templates", "docs"):
        (root / name).mkdir(parents=True)
    (root / "site.yaml").write_text("format: 1\n")
    (root / "docs" / "thesis.md").write_text("years of work")
    return root


@pytest.mark.parametrize(
    "out", [".", "..", "../..", "content", "content/texts", "content/public", "theme",
    "theme/static", ".git",
            "docs", "site.yaml", "docs/../content", ".venv"]
)  # fmt: skip
def test_refused(archive: Path, out: str):
    (found,) = refuse(archive, archive / out)
    assert found.code == "output-refused"
    assert (archive / "docs" / "thesis.md").exists()


@pytest.mark.parametrize("out", ["public", "docs/site", "../elsewhere", "../../new/deep"])
def test_new_folders_are_taken(archive: Path, out: str):
    assert refuse(archive, archive / out) == ()


def test_an_empty_folder_and_an_older_site_are_taken(archive: Path):
    out = archive / "public"
    out.mkdir()
    assert refuse(archive, out) == ()
    write_site(out, SITE, [])
    assert refuse(archive, out) == ()


def test_a_link_to_the_archive_is_seen_through(archive: Path):
    (archive.parent / "way").symlink_to(archive / "content")
    assert refuse(archive, archive.parent / "way")
