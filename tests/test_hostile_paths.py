"""Paths that lead out of the archive, wherever an editor may write one: nothing outside is touched."""

import hashlib
import re
from pathlib import Path

import pytest
from conftest import SiteBuilder
from hostile import TRAVERSAL, lists, one_line, paragraphs, yaml


def photographed(folder: Path) -> dict[str, str]:
    """Every file of a folder with a digest of its bytes."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def test_no_path_leads_out_of_the_archive(tmp_path: Path):
    secret = "the-words-outside"
    for name in ("outside.txt", "outside.txt.md", "deep/outside.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(secret)
    site = SiteBuilder(tmp_path / "deep" / "archive").write("site.yaml", "format: 1\ntitle: A\n")
    site.write("outside.txt", secret).write("content/outside.txt", secret)
    near = [
        "../outside.txt",
        "../../outside.txt",
        str(tmp_path / "outside.txt"),
        "..\\outside.txt",
        "outside.txt",
    ]
    paths = [one_line(p) for p in [*near, *TRAVERSAL]]
    links = [
        (f"[x](<{p}>) [[a|{p}]]", f"![y](<{p}>)", f"[[{p}]] {p}")[i % 3]
        for i, p in enumerate(paths)
    ]
    site.text("a", paragraphs(links))
    for n, some in enumerate(lists(paths)):
        site.text(
            f"figures-{n}", "B", figures=yaml([{"image": p, "caption": "C"} for p in some[::3]])
        )
        site.text(f"source-{n}", "B", source=yaml({"file": some[0]}))
    answers = [f"## n-{i}\n\nre: {p}#x · text: {p}\n\nW" for i, p in enumerate(paths[::8])]
    site.notes("a", "\n\n".join(answers), text="a")
    before = photographed(tmp_path)
    site.build(keep_going=True)
    after = {
        k: v
        for k, v in photographed(tmp_path).items()
        if "/public/" not in k and ".readingroom" not in k
    }
    assert after == before
    files = site.files()
    assert [name for name, data in files.items() if secret.encode() in data] == []
    assert all(".." not in name.split("/") for name in files)
    assert set(site.codes()) <= {
        "link-broken", "link-unsafe", "note-text-unknown", "note-reply-unknown", "source-missing",
        "note-field-invalid",
    }  # fmt: skip


@pytest.mark.parametrize("option", ["theme: {folders: [../outside]}", "theme: {folders: [/etc]}"])
def test_the_theme_is_the_owners_choice_and_the_output_is_not(option: str, empty_site: SiteBuilder):
    """site.yaml is trusted: a theme may stand anywhere, but one that is not there is an error."""
    empty_site.write("site.yaml", f"format: 1\ntitle: A\n{option}\n").build()
    assert empty_site.result.done is False or "theme-missing" not in empty_site.codes()


@pytest.mark.parametrize(
    "name", ["a..b", "%2e%2e", "a b", "nul\u200b", "-", "a--b", "CON", "..", "..%2f"]
)
@pytest.mark.parametrize("folder", ["texts", "glossary", "pages"])
def test_file_names_that_are_no_slugs_make_no_page(name: str, folder: str, empty_site: SiteBuilder):
    kind = "kind: term\n" if folder == "glossary" else ""
    empty_site.write(f"content/{folder}/{name}.md", f"---\ntitle: A\n{kind}---\n").build(
        keep_going=True
    )
    # A name that begins with a dot is a hidden file.
    assert empty_site.codes() == ([] if name.startswith(".") else ["slug-invalid"])
    assert not any(f"/{name}/" in f"/{file}" for file in empty_site.files())


def test_tags_of_notes_make_folders_of_letters_only(empty_site: SiteBuilder):
    tags = [*map(one_line, TRAVERSAL[::20]), "a/b", "..", ".", "", "nul", "x" * 300, "\u202e", "é"]
    body = "\n\n".join(f"## n-{i}\n\ntags: {tag}\n\nW" for i, tag in enumerate(tags))
    empty_site.text("a", "B").notes("a", body, text="a").build(keep_going=True)
    assert empty_site.result.done
    folders = {name.split("/")[1] for name in empty_site.files() if name.startswith("tags/")}
    assert all(re.fullmatch(r"[\w-]+|index\.html", folder) for folder in folders)
