"""Scanning: which files are read, what their slugs are, and what is left alone."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from readingroom.sources import (
    RESERVED,
    ChangedError,
    ContentFile,
    Scan,
    opened,
    read_again,
    scan,
    slug_problem,
)


def write(root: Path, **files: str | bytes) -> None:
    """Files of ``content/``, by path with ``__`` for a slash and ``_dot_`` for a dot."""
    for name, words in files.items():
        put(root, name.replace("__", "/").replace("_dot_", "."), words)


def put(root: Path, name: str, words: str | bytes) -> Path:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return path


def scanned(root: Path) -> Scan:
    scan_, found = scan(root)
    assert found == ()
    return scan_


def files(root: Path) -> list[ContentFile]:
    """The Markdown with its words."""
    return [file for one in scanned(root).files if (file := opened(one, read_again(root, one))[0])]


def codes(root: Path) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in scan(root)[1]]


# --- slugs


@pytest.mark.parametrize(
    "slug",
    [
        "a",
        "1984",
        "xinhua-symposium",
        "習近平",
        "été",
        "straße-2".replace("ß", "ss"),
        "हिन्दी",
        "ไทย",
    ],
)
def test_slugs(slug: str):
    assert slug_problem(slug, "texts") == ""


@pytest.mark.parametrize(
    "slug",
    ["", "-", "a-", "-a", "a--b", "a_b", "a b", "A", "É", "ẞ", "a.b", "..", ".", "a/b", "a\\b",
     "a%2e", "a\n", "a\x00", "a?b", "a#b", "<b>", "con:", "e\u0301", "\u0301a", "x" * 121, "🎉"],
)  # fmt: skip
def test_what_is_no_slug(slug: str):
    assert slug_problem(slug, "texts") != ""


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_the_sites_own_names_are_reserved(slug: str):
    for folder in ("texts", "glossary", "pages"):
        assert "own" in slug_problem(slug, folder)


def test_what_the_design_puts_at_the_top_of_the_site_is_reserved():
    top = "texts notes glossary tags timeline compare search 404 sitemap feed robots static images"
    assert set(top.split()) <= RESERVED


# --- what is read


def test_the_files_of_an_archive_sorted_by_folder_and_path(tmp_path: Path):
    write(tmp_path, texts__b_dot_md="B", texts__a_dot_md="A", notes__a_dot_md="N")
    write(tmp_path, pages__about_dot_md="P", glossary__deep__c_dot_MD="C")
    assert [(f.folder, f.path, f.slug, f.text) for f in files(tmp_path)] == [
        ("texts", "content/texts/a.md", "a", "A"),
        ("texts", "content/texts/b.md", "b", "B"),
        ("notes", "content/notes/a.md", "a", "N"),
        ("glossary", "content/glossary/deep/c.MD", "c", "C"),
        ("pages", "content/pages/about.md", "about", "P"),
    ]


def test_an_empty_archive(tmp_path: Path):
    (tmp_path / "content").mkdir()
    assert scanned(tmp_path) == Scan((), (), ())


def test_images_and_sources_are_listed_by_name(tmp_path: Path):
    write(tmp_path, images__a_dot_PNG=b"", images__b__c_dot_svg=b"", sources__x_dot_txt=b"")
    assert [one.name for one in scanned(tmp_path).images] == ["a.PNG", "b/c.svg"]
    assert [one.name for one in scanned(tmp_path).sources] == ["x.txt"]


def test_a_file_of_another_kind_is_reported(tmp_path: Path):
    write(tmp_path, texts__a_dot_txt="A", images__b_dot_html="<script>")
    assert codes(tmp_path) == [
        ("file-unexpected", "content/texts/a.txt"),
        ("file-unexpected", "content/images/b.html"),
    ]
    assert scan(tmp_path)[0].images == ()


@pytest.mark.parametrize("name", [".DS_Store", ".a.md.swp", "a.md~", ".git/config.md"])
def test_hidden_files_and_backups_are_left_alone(tmp_path: Path, name: str):
    put(tmp_path, f"texts/{name}", "x")
    assert scanned(tmp_path).files == ()


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbfA\r\nB\r", b"A\nB\n", b"A\rB\n"])
def test_byte_order_marks_and_line_ends(tmp_path: Path, raw: bytes):
    put(tmp_path, "texts/a.md", raw)
    assert [f.text for f in files(tmp_path)] == ["A\nB\n"]


def test_the_digest_is_of_the_bytes(tmp_path: Path):
    put(tmp_path, "texts/a.md", b"A\r\n")
    put(tmp_path, "texts/b.md", b"A\n")
    a, b = files(tmp_path)
    assert (a.text, a.digest == b.digest) == (b.text, False)


def test_what_is_not_utf_8_is_said_with_its_line(tmp_path: Path):
    put(tmp_path, "texts/a.md", b"---\ntitle: A\n---\ncaf\xe9\n")
    put(tmp_path, "texts/b.md", "B".encode("utf-16"))
    found = scanned(tmp_path).files
    wrong = [one for file in found for one in opened(file, read_again(tmp_path, file))[1]]
    assert [(one.code, one.place) for one in wrong] == [
        ("file-not-utf8", "content/texts/a.md:4:1"),
        ("file-not-utf8", "content/texts/b.md:1:1"),
    ]


def test_a_file_is_read_again_only_if_its_size_times_or_inode_are_others(tmp_path: Path):
    path = put(tmp_path, "texts/a.md", "A")
    time.sleep(0.05)
    first = scanned(tmp_path)
    again, _ = scan(tmp_path, first.seen)
    assert ([f.raw for f in first.files], [f.raw for f in again.files]) == ([b"A"], [None])
    assert again.files == first.files
    os.utime(path)
    assert [f.raw for f in scan(tmp_path, first.seen)[0].files] == [b"A"]


def test_a_file_of_this_very_moment_is_read_again(tmp_path: Path):
    """Of two changes within one tick of the file system's clock only the first would be seen."""
    # Of an hour hence: it stays of this moment however slow this machine is.
    os.utime(put(tmp_path, "texts/a.md", "A"), ns=(time.time_ns() + 3600 * 10**9,) * 2)
    assert scanned(tmp_path).seen == {}


@pytest.mark.parametrize("change", [lambda path: path.write_text("B"), Path.unlink])
def test_a_file_that_changed_since_the_look_is_no_more_what_was_found(
    tmp_path: Path, change: Callable[[Path], object]
):
    path = put(tmp_path, "texts/a.md", "A")
    time.sleep(0.05)
    (found,) = scan(tmp_path, scanned(tmp_path).seen)[0].files
    change(path)
    with pytest.raises(ChangedError):
        read_again(tmp_path, found)


def test_slugs_are_composed(tmp_path: Path):
    put(tmp_path, "texts/e\u0301te\u0301.md", "")
    assert [f.slug for f in files(tmp_path)] == ["été"]


# --- links that lead out


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    secret = tmp_path / "outside"
    secret.mkdir()
    (secret / "secret.md").write_text("secret")
    (secret / "secret.png").write_text("secret")
    (tmp_path / "archive" / "content" / "texts").mkdir(parents=True)
    return secret


def test_a_link_to_a_file_outside_is_not_read_but_reported(tmp_path: Path, outside: Path):
    content = tmp_path / "archive" / "content"
    (content / "texts" / "a.md").symlink_to(outside / "secret.md")
    (content / "images").mkdir()
    (content / "images" / "a.png").symlink_to("../../../outside/secret.png")
    made, found = scan(tmp_path / "archive")
    assert (made.files, made.images) == ((), ())
    assert [one.code for one in found] == ["file-unexpected", "file-unexpected"]


def test_a_linked_folder_is_not_entered(tmp_path: Path, outside: Path):
    (tmp_path / "archive" / "content" / "texts" / "more").symlink_to(outside)
    assert scan(tmp_path / "archive")[0].files == ()


@pytest.mark.parametrize("folder", ["pages", "images", "sources"])
def test_a_folder_of_the_archives_own_that_leads_out_is_not_entered(
    tmp_path: Path, outside: Path, folder: str
):
    (tmp_path / "archive" / "content" / folder).symlink_to(outside)
    made, found = scan(tmp_path / "archive")
    assert (made.files, made.images, made.sources) == ((), (), ())
    assert [one.code for one in found] == ["file-unexpected"]


def test_links_within_a_folder_are_followed(tmp_path: Path):
    put(tmp_path, "texts/a.md", "A")
    (tmp_path / "content" / "texts" / "b.md").symlink_to("a.md")
    assert [(f.slug, f.text) for f in files(tmp_path)] == [("a", "A"), ("b", "A")]


@pytest.mark.parametrize("target", ["nowhere.md", "a.md"])
def test_links_that_lead_nowhere_or_in_a_circle_are_reported(tmp_path: Path, target: str):
    put(tmp_path, "texts/z.md", "Z")
    (tmp_path / "content" / "texts" / "a.md").symlink_to(target)
    made, found = scan(tmp_path)
    assert [f.slug for f in made.files] == ["z"]
    assert [one.code for one in found] == ["file-unreadable"]


@pytest.mark.skipif(not hasattr(os, "fsencode") or os.name == "nt", reason="POSIX names are bytes")
def test_a_name_that_is_not_utf_8_is_reported_not_raised(tmp_path: Path):
    (tmp_path / "content" / "texts").mkdir(parents=True)
    path = os.fsencode(tmp_path / "content" / "texts") + b"/caf\xe9.md"
    with open(path, "w") as file:  # noqa: PTH123 -- a Path would not show that these are bytes
        file.write("x")
    made, found = scan(tmp_path)
    for one in (*made.files, *found):
        assert slug_problem(getattr(one, "slug", "é\udce9"), "texts")
