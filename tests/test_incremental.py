"""Building again after a change gives, byte for byte, the site that a clean build gives."""

import itertools
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BASE, SiteBuilder
from properties import given, settings, st

from readingroom import cache, unchanged
from readingroom.pipeline import Generation, check_archive, generate
from readingroom.results import Options, SupersededError
from readingroom.search import files as search_files

# --- any change ----------------------------------------------------------------------------------

#: Words that notes quote and entries are called by, so that changes meet each other.
WORDS = ("tea", "the post", "Harwich", "a ship", "on Monday", "[[harwich]]", "[[letter|it]]")
SLUGS = ("letter", "diary", "log")
Edit = Callable[[SiteBuilder], object]

bodies = st.lists(st.lists(st.sampled_from(WORDS), min_size=1), min_size=1, max_size=3).map(
    lambda paragraphs: "\n\n".join(" ".join(words) + "." for words in paragraphs)
)


@st.composite
def writings(draw: st.DrawFn) -> Edit:
    """A file written, new or anew."""
    slug, body = draw(st.sampled_from(SLUGS)), draw(bodies)
    quoted = draw(st.sampled_from(WORDS[:5]))
    tag = draw(st.sampled_from(("trade", "sea")))
    year = draw(st.sampled_from(("1901", "1902", "1903")))
    makes: dict[str, Edit] = {
        "text": lambda site: site.text(slug, body, subject=f"[{tag}]", date=year),
        "title": lambda site: site.text(slug, body, title=quoted, creator="[Harwich]"),
        "draft": lambda site: site.text(slug, body, draft="true"),
        "notes": lambda site: site.notes(
            slug,
            f"## first\n\ntags: {tag}\n\n> {quoted}\n\n{body}\n\n### reply\n\n{body}",
            text=slug,
        ),
        "entry": lambda site: site.entry("harwich", body, kind="place", alias=f"[{quoted}]"),
        "page": lambda site: site.page_file("about", body, menu="1"),
        "summary": lambda site: site.entry("harwich", summary=quoted, kind="place"),
        "mistake": lambda site: site.write(f"content/texts/{slug}.md", f"---\ntitle: [{tag}\n"),
        "picture": lambda site: site.write(f"content/images/{slug}.png", body),
    }
    return makes[draw(st.sampled_from(sorted(makes)))]


KINDS = """\
format: 1
title: A
editors: {{editor: {{name: {word}}}}}
kinds: {{term: {{label: {word}, plural: Terms, motivation: describing, colour: amber}}}}
"""


def full_archive(root: Path) -> SiteBuilder:
    """An archive in which everything meets everything, so that an edit is felt elsewhere."""
    site = SiteBuilder(root).write("site.yaml", "format: 1\ntitle: A\n")
    for number, slug in enumerate(SLUGS):
        words = f"Of tea, the post and a ship to Harwich on Monday {number}. See [[harwich]]."
        site.text(slug, words, subject="[sea]", date=f"190{number + 1}")
        site.notes(slug, f"## one\n\n> a ship\n\nSee [[{SLUGS[number - 1]}]].\n", text=slug)
    site.entry("harwich", "A port. See [[letter]] and [[log#one]].", kind="place")
    return site.entry("tea", "A plant.").page_file("about", "About [[letter]] and [[tea]].")


@st.composite
def upheavals(draw: st.DrawFn) -> Edit:
    """A change that reaches every page, or that takes files away."""
    word = draw(st.sampled_from(("amber", "blue")))
    path = "theme/templates/base.html"
    template = '{% extends "base.html" %}{% block header %}' + word + "{% endblock %}"
    makes: dict[str, Edit] = {
        "template": lambda site: site.write(path, template),
        "broken template": lambda site: site.write("theme/templates/page.html", "{{ nothing }}"),
        "static": lambda site: site.write("theme/static/css/base.css", f"/* {word} */"),
        "no theme": lambda site: [p.unlink() for p in (site.root / "theme").rglob("*.*")],
        "title": lambda site: site.write("site.yaml", f"format: 1\ntitle: {word}\n"),
        "kinds": lambda site: site.write("site.yaml", KINDS.format(word=word)),
        "no search": lambda site: site.write("site.yaml", "format: 1\ntitle: A\nsearch: false\n"),
        "rename": lambda site: move_a_file(site, word),
        "delete": delete_a_file,
        "spoil": spoil_the_site,
    }
    return makes[draw(st.sampled_from(sorted(makes)))]


#: What is only found where pages are rendered.
FOUND_RENDERING = ("template-error", "theme-missing")


def digests_of(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.glob("*/**/*.md")}


def changed_since(was: dict[str, bytes], root: Path) -> list[str]:
    """The Markdown that changed, and the rest of the archive by a name that says so."""
    now = digests_of(root)
    names = {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
    return sorted(names) or ["site.yaml"]


def markdown_of(site: SiteBuilder) -> list[str]:
    return sorted(p.relative_to(site.root).as_posix() for p in site.root.glob("content/*/*.md"))


def move_a_file(site: SiteBuilder, name: str) -> None:
    if paths := markdown_of(site):
        folder = paths[-1].rpartition("/")[0]
        site.rename(paths[-1], f"{folder}/{name}.md")


def delete_a_file(site: SiteBuilder) -> None:
    if paths := markdown_of(site):
        site.remove(paths[len(paths) // 2])


def spoil_the_site(site: SiteBuilder) -> None:
    """Somebody lays hands on what was built."""
    if site.out.is_dir():
        (site.out / "index.html").write_text("spoiled")
        (site.out / "robots.txt").unlink(missing_ok=True)
        (site.out / "mine.html").write_text("not the program's")


@settings(max_examples=15)
@given(
    st.lists(st.one_of(writings(), writings(), upheavals()), min_size=2, max_size=6), st.booleans()
)
def test_after_any_changes_the_site_is_that_of_a_clean_build(edits: list[Edit], parted: bool):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        if parted:
            search_in_parts(patch)
        site = full_archive(Path(folder) / "archive")
        site.build(keep_going=True)
        shown: Generation | None = None
        was: dict[str, bytes] = {}
        for number, edit in enumerate(edits):
            edit(site)
            again = site.build(keep_going=True).result
            files = site.files()
            clean = Path(folder) / f"clean-{number}"
            site.build(clean, keep_going=True, cache=False)
            assert files == site.files(clean)
            assert again.diagnostics == site.result.diagnostics
            before, shown = (
                shown,
                settled(generate(site.root, Options(keep_going=True), shown), shown),
            )
            if before:
                told = changed_since(was, site.root)
                early = generate(site.root, Options(keep_going=True), before, told)
                assert dict(settled(early, before).files) == dict(shown.files)
            was = digests_of(site.root)
            assert shown.diagnostics == again.diagnostics
            if "template-error" not in site.codes():  # a page that fails stays as it was
                assert dict(shown.files) == files
        # What processes that begin now make of what those before them left.
        fresh = settled(generate(site.root, Options(keep_going=True)))
        assert dict(fresh.files) == files
        assert fresh.diagnostics == again.diagnostics
        _, checked = check_archive(site.root, Options(keep_going=True))
        assert checked == tuple(d for d in again.diagnostics if d.code not in FOUND_RENDERING)


def search_in_parts(patch: pytest.MonkeyPatch) -> None:
    """The search files are written as a large archive's, each of a few terms or documents."""
    for name in ("WHOLE_INDEX", "WHOLE_DOCUMENTS"):
        patch.setattr(search_files, name, 0)
    for name in ("INDEX_PART", "DOCUMENTS_PART"):
        patch.setattr(search_files, name, 200)
    patch.setattr(search_files, "LEXICON_PART", 5)
    patch.setattr(search_files, "DOCUMENTS_GROUP", 3)


def settled(made: Generation, before: Generation | None = None) -> Generation:
    """The generation in which all is up to date; each on the way says what it changed."""
    while True:
        old = before.files if before else {}
        assert made.changed == {n for n, data in made.files.items() if old.get(n) != data}
        assert made.gone == old.keys() - made.files.keys()
        if made.pending is None:
            return made
        before, made = made, made.pending()


def test_one_save_after_another_is_shown_though_the_rest_is_not_built_between(site: SiteBuilder):
    options = Options(keep_going=True)
    made = generate(site.root, options)
    words = (site.root / "content/notes/letter.md").read_text()
    for said in ("Out of", "Not from", "Beyond"):
        site.write("content/notes/letter.md", words.replace("From", said))
        made = generate(site.root, options, made, ["content/notes/letter.md"])
        assert made.pending
        assert said.encode() in made.files["texts/letter/index.html"]
    whole = settled(made.pending(), made)
    assert dict(whole.files) == dict(settled(generate(site.root, options)).files)


def test_the_rest_of_a_build_ends_anywhere_and_is_done_again_from_what_was_made(site: SiteBuilder):
    """Each time it gets one step further, and a save in between has its page at once."""
    site.text("diary", "Today nobody came. See [[letter]].")
    left = endless = 1 << 30

    def interrupt() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise SupersededError

    plain = Options(keep_going=True)
    options = replace(plain, interrupt=interrupt)
    made = settled(generate(site.root, options))
    words = (site.root / "content/notes/letter.md").read_text()
    for count in itertools.count():
        said = f"After {count}"
        site.write("content/notes/letter.md", words.replace("From", said))
        left = endless
        early = generate(site.root, options, made, ["content/notes/letter.md"])
        assert said.encode() in early.files["texts/letter/index.html"]
        left = count * 7
        before, made = made, early
        try:
            made = settled(early, before)
        except SupersededError:
            continue
        break
    assert count > 2
    assert dict(made.files) == dict(settled(generate(site.root, replace(plain, cache=False))).files)


# --- just what is needed -------------------------------------------------------------------------


def test_what_did_not_change_is_not_touched(site: SiteBuilder):
    site.built()
    before = times_of(site)
    result = site.built().result
    assert (result.rendered, result.written, result.removed) == (0, 0, 0)
    assert times_of(site) == before


def times_of(site: SiteBuilder) -> dict[str, int]:
    return {name: (site.out / name).stat().st_mtime_ns for name in site.files()}


def test_a_changed_comment_renders_only_the_pages_that_show_it(site: SiteBuilder):
    site.text("diary", "Today nobody came.").entry("zeal", "Eagerness.").built()
    before = times_of(site)
    site.change("content/notes/letter.md", "see [[about]]", "so they say").built()
    rendered = {file for file, _ in site.result.reasons}
    assert "texts/letter/index.html" in rendered
    assert not {"texts/diary/index.html", "glossary/zeal/index.html", "404.html"} & rendered
    after = times_of(site)
    assert {name for name in before if after[name] != before[name] and name.endswith(".html")} <= (
        rendered
    )
    assert {reason.replace("which ", "has ") for _, reason in site.result.reasons} == {
        "content/notes/letter.md has changed",
        "it shows something of content/notes/letter.md, has changed",
    }


def test_every_page_is_rendered_for_another_theme_address_or_program(
    site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
):
    every = site.built().result.rendered
    assert every == len([name for name in site.files() if name.endswith(".html")])
    site.write("theme/templates/base.html", '{% extends "base.html" %}{# ours #}').built()
    assert site.result.rendered == every
    assert site.built(base_url=BASE + "repo/").result.rendered == every
    assert site.built(base_url=BASE + "repo/").result.rendered == 0
    # A newer program's files have other times, so it does not take the last result as its own.
    monkeypatch.setattr(unchanged, "recall", lambda *_: None)
    monkeypatch.setattr(cache, "code_digest", lambda: "another")
    assert site.built(base_url=BASE + "repo/").result.rendered == every
    assert "the program is another version" in dict(site.result.reasons).values()


def test_two_output_folders_do_not_know_of_each_other(site: SiteBuilder, tmp_path: Path):
    every = site.built().result.rendered
    assert site.built(tmp_path / "other").result.rendered == every
    assert site.built().result.rendered == 0


def test_without_the_cache_everything_is_rendered_and_nothing_remembered(site: SiteBuilder):
    every = site.built(cache=False).result.rendered
    assert not (site.root / ".readingroom").exists()
    again = site.built(cache=False).result
    assert (again.rendered, again.written) == (every, 0)


def memory_of(site: SiteBuilder) -> Path:
    """What is remembered of the site's files, alone: what was seen may be there or not."""
    for seen in (site.root / ".readingroom").glob("build-*.json"):
        seen.unlink()
    (path,) = (site.root / ".readingroom").glob("*.json")
    return path


@pytest.mark.parametrize(
    "memory", [b"", b"{", b"[]", b"\xff\xfe", b'{"version": 1}', b'{"version": 99}', b"nul\0l"]
)
def test_a_memory_that_makes_no_sense_counts_as_none(site: SiteBuilder, memory: bytes):
    files = site.built().files()
    every = site.result.rendered
    path = memory_of(site)
    path.write_bytes(memory)
    assert site.built().result.rendered == every
    assert site.files() == files


def test_a_memory_with_odd_values_counts_as_none(site: SiteBuilder):
    files = site.built().files()
    path = memory_of(site)
    said = json.loads(path.read_bytes())
    for odd in (None, [], {}, {"index.html": None}, {"index.html": ["x", 1]}, "pages"):
        path.write_text(json.dumps({**said, "files": odd}))
        assert site.built().files() == files


@pytest.mark.parametrize("parted", [False, True])
def test_a_file_of_the_site_that_somebody_changed_is_mended(
    site: SiteBuilder, monkeypatch: pytest.MonkeyPatch, parted: bool
):
    if parted:
        search_in_parts(monkeypatch)
    files = site.built().files()
    assert any(name.startswith("search/index/") for name in files) is parted
    for name in sorted(files):
        path = site.out / name
        path.write_bytes(b"spoiled" + os.urandom(4))
    assert site.built().files() == files
    # 404.html, .nojekyll and static/ show whose folder it is: without them it is somebody else's.
    for name in itertools.islice(sorted(files), 2, None, 3):
        (site.out / name).unlink()
    assert site.built().files() == files
    # Together with an edit, after which most parts of the index are what they were.
    for name in sorted(name for name in files if name.startswith("search/"))[::2]:
        (site.out / name).unlink()
    words = (site.root / "content/notes/letter.md").read_text()
    site.write("content/notes/letter.md", words.replace("From", "Not from")).build()
    edited = site.files()
    site.build(site.root / "clean", cache=False)
    assert edited == site.files(site.root / "clean")


def test_what_is_gone_from_the_archive_is_gone_from_the_site(site: SiteBuilder):
    site.text("diary", "Today nobody came.", subject="[quiet]").built()
    site.remove("content/texts/diary.md").built()
    assert not [name for name in site.files() if "diary" in name or "quiet" in name]
    assert not (site.out / "texts" / "diary").exists()
    assert site.result.removed == 5, "the page, words, Markdown and annotations, its tag's page"


def test_a_page_that_failed_is_not_remembered_as_built(site: SiteBuilder):
    site.built().write("theme/templates/page.html", "{{ nothing }}").build(keep_going=True)
    assert "about/index.html" not in site.files()
    site.build(keep_going=True)
    assert site.codes() == ["template-error"]
    site.remove("theme/templates/page.html").built()
    assert "about/index.html" in site.files()


def test_a_site_without_a_page_that_failed_can_be_built_again(site: SiteBuilder):
    site.write("theme/templates/404.html", "{{ nothing }}").build(keep_going=True)
    assert site.codes() == ["template-error"]
    site.remove("theme/templates/404.html").built()
    assert "404.html" in site.files()


def test_mistakes_are_told_at_every_build_until_they_are_mended(site: SiteBuilder):
    site.page_file("rights", "See [[nobody]].")
    for _ in range(2):
        assert site.build(keep_going=True).codes() == ["link-broken"]
    site.page_file("rights", "See [[about]].").built()
