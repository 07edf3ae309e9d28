"""A build from end to end: what comes out, what is reported, and what happens to the old site."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from conftest import BASE, ROOT, SiteBuilder, files_of
from site_inspection import (
    broken_addresses,
    calls_in_assets,
    insecure,
    invalid_html,
    repeated_ids,
)

from readingroom import output
from readingroom.pipeline import Options, build_site, read_archive

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6260000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def rich_site(empty_site: SiteBuilder) -> SiteBuilder:
    """Everything that an archive may hold, in shapes that are apt to meet each other."""
    body = """\
# First part

The *quick* brown fox [jumps](../glossary/fox.md) over the lazy dog[^1]. The `code` stays.

| animal | does |
|:--|--:|
| fox | jumps |
| dog | sleeps |

- one fox
- two dogs

  with a second paragraph

> A quotation & <b>no markup</b>, with a mark[^1] and [[about#how-to-cite]].

## First part

![A dot](../images/dot.png "A dot")

[^1]: A footnote with [[fox]].
"""
    notes = """\
# Notes on everything

## fox

> quick brown fox

> one fox

Two passages. A footnote[^n] and a heading:

### A heading of the comment

[^n]: Of the note.

## fox-2

kind: question · tags: C & C, Ünïcode

> brown fox jumps

It meets the other's name. See [[harvest#fox]].[^n]

[^n]: Of another note.

### fox-2-reply

A reply.[^n]

[^n]: Of the reply.

## across

> does […] two dogs

Over a table and a list.

## everything

On the whole text.

## lost

> words that stand nowhere

Nobody knows where.
"""
    return (
        empty_site.text(
            "harvest",
            body,
            title='"[A <harvest> & more]"',
            figures='[{image: dot.png, alt: "A \\"dot\\"", caption: The dot, credit: Nobody}]',
            subject="[C & C, farming]",
        )
        .text("读书笔记", "我们读书。狐狸跳过懒狗。", language="zh", date="1999")
        .text("later", "Nothing else. See [[harvest#first-part]] and [[harvest#p2]].", date="2001")
        .entry(
            "fox", "# The fox\n\nSee [below](#habits).\n\n## Habits\n\nJumps[^1].\n\n[^1]: High."
        )
        .entry("狐狸", "A fox.", title="狐狸")
        .page_file("about", "# How to cite\n\nBy paragraph: [[fox#habits]].\n", menu="1")
        .page_file("index", "# Welcome\n\nTo [[harvest]].\n")
        .notes("harvest", notes, text="harvest")
        .write("content/images/dot.png", PNG)
        .build()
    )


# --- what must be so for every page --------------------------------------------------------------


class TestEveryPage:
    """Of the archive in this repository, at the root of a site and below it; of a rich small one."""

    @pytest.fixture(params=["demo", "demo below", "rich", "rich below"])
    def files(self, request: pytest.FixtureRequest) -> tuple[dict[str, bytes], str]:
        base = BASE + ("repo/" if request.param.endswith("below") else "")
        if request.param.startswith("demo"):
            fixture = request.param.replace(" ", "_")
            return files_of(request.getfixturevalue(fixture)), base
        site: SiteBuilder = request.getfixturevalue("rich_site")
        site.build(base_url=base)
        assert site.codes() == ["note-orphan"], site.told()
        return site.files(), base

    def test_every_address_leads_somewhere(self, files: tuple[dict[str, bytes], str]):
        assert broken_addresses(*files) == []

    def test_an_id_is_there_once(self, files: tuple[dict[str, bytes], str]):
        assert repeated_ids(files[0]) == []

    def test_a_parser_has_nothing_to_mend(self, files: tuple[dict[str, bytes], str]):
        assert invalid_html(files[0]) == []

    def test_nothing_is_inline_or_from_elsewhere(self, files: tuple[dict[str, bytes], str]):
        assert insecure(files[0]) == []
        assert calls_in_assets(files[0]) == []

    def test_the_canonical_address_is_the_pages_own(self, files: tuple[dict[str, bytes], str]):
        site, base = files
        for name, data in site.items():
            if name.endswith("index.html"):
                address = base + name.removesuffix("index.html")
                assert f'<link rel="canonical" href="{address}">' in data.decode(), name


# --- what comes out ------------------------------------------------------------------------------


def test_a_note_stands_at_its_words_and_leads_back(site: SiteBuilder):
    page = site.built().page("texts/letter/")
    assert page.one("mark[data-note=tea]").text == "tea"
    ref = page.one("a.noteref")
    assert ref.get("href") == "#note-tea"
    assert page.one("#note-tea")
    assert f"#{ref.get('id')}" in [a.get("href") for a in page.all("a")]


def test_words_are_linked_both_ways(site: SiteBuilder):
    site.built()
    assert "../../glossary/harwich/" in hrefs(site, "texts/letter/")
    entry = site.page("glossary/harwich/")
    assert "The ship left Harwich on Monday." in entry.text
    assert "From Harwich; see About." in entry.text, "[[slug]] is shown with the title"
    assert "../texts/letter/#note-tea" in hrefs(site, "about/")


def hrefs(site: SiteBuilder, path: str) -> list[str]:
    return [a.get("href", "") for a in site.page(path).one("main").iter("a")]


def test_a_text_can_be_had_as_words_and_as_markdown(rich_site: SiteBuilder):
    archive, _ = read_archive(rich_site.root, Options())
    for text in archive.texts:
        folder = f"texts/{text.slug}"
        assert rich_site.read(f"{folder}/index.txt").decode() == text.document.text
        source = (rich_site.root / text.path).read_bytes()
        assert rich_site.read(f"{folder}/index.md") == source


def test_the_page_has_every_character_of_the_text_and_no_other(rich_site: SiteBuilder):
    for slug in ("harvest", "读书笔记", "later"):
        prose = rich_site.page(f"texts/{slug}/").all(".prose")
        shown = "".join(part for element in prose for part in own_words(element))
        words = rich_site.read(f"texts/{slug}/index.txt").decode()
        assert "".join(shown.split()) == "".join(words.split())


def own_words(element: Element) -> Iterator[str]:
    """An element's words without the marks that the page adds to them."""
    if not {"noteref", "fnref", "fnback", "place"} & set(element.get("class", "").split()):
        yield element.text or ""
        for child in element:
            yield from own_words(child)
            yield child.tail or ""


def test_what_looks_like_html_is_shown_as_words(rich_site: SiteBuilder):
    page = rich_site.page("texts/harvest/")
    assert "A quotation & <b>no markup</b>" in page.text
    assert page.all("b") == []


def test_comments_of_editors_are_not_published(site: SiteBuilder):
    site.text(
        "letter", "The ship. <!-- is this right? -->\n\n<!-- ask Mary -->\n\nShe carried tea."
    )
    site.built()
    made = b"".join(data for name, data in site.files().items() if not name.endswith(".md"))
    assert b"is this right" not in made
    assert b"ask Mary" not in made


def test_an_orphan_is_shown_at_the_end_as_unplaced(rich_site: SiteBuilder):
    section = rich_site.page("texts/harvest/").one("section.unplaced")
    assert "Nobody knows where." in "".join(section.itertext())


def test_machines_find_their_files(site: SiteBuilder):
    files = site.built().files()
    assert files[".nojekyll"] == b""
    assert files["robots.txt"].decode().splitlines()[-1] == f"Sitemap: {BASE}sitemap.xml"
    pages = {name for name in files if name.endswith("index.html")}
    listed = {f"{BASE}{name.removesuffix('index.html')}" for name in pages}
    sitemap = files["sitemap.xml"].decode()
    assert {part.split("</loc>")[0] for part in sitemap.split("<loc>")[1:]} == listed


def test_a_site_that_knows_no_address_promises_none(site: SiteBuilder):
    site.change("site.yaml", f"base_url: {BASE}\n", "").built()
    assert "sitemap.xml" not in site.files()
    assert b"Sitemap" not in site.read("robots.txt")
    assert b"canonical" not in site.read("index.html")


def test_drafts_are_for_those_who_ask(site: SiteBuilder):
    site.text("secret", "Not yet, Harwich.", draft="true")
    site.entry("tea-trade", "Not yet.", draft="true").page_file("plan", "Not yet.", draft="true")
    site.notes("secret", "## early\n\n> Not yet\n\nToo early.", text="secret")
    public = site.built().files()
    assert not [name for name in public if "secret" in name or "tea-trade" in name]
    assert not [name for name, data in public.items() if b"Not yet" in data]
    site.built(drafts=True)
    assert "Too early." in site.page("texts/secret/").text
    assert "texts/secret/index.html" not in site.built().files()


def test_an_empty_archive_is_a_site(empty_site: SiteBuilder):
    (empty_site.root / "content").mkdir()
    assert "A small archive" in empty_site.built().page().source


def test_without_its_content_folder_an_archive_is_not_built(site: SiteBuilder):
    before = site.built().files()
    shutil.rmtree(site.root / "content")
    assert site.build().codes() == ["content-missing"]
    assert site.files() == before


def test_two_builds_give_the_same_bytes(rich_site: SiteBuilder, tmp_path: Path):
    other = tmp_path / "elsewhere" / "other"
    shutil.copytree(rich_site.root, other, ignore=shutil.ignore_patterns("public", ".readingroom"))
    second = SiteBuilder(other).build()
    assert second.files() == rich_site.files()


def test_a_text_called_index_has_an_address_of_its_own(site: SiteBuilder):
    site.text("index", "A list of ships, the letter among them.").page_file("more", "[[index]]")
    site.build()
    assert broken_addresses(site.files(), BASE) == []
    if site.result.done:
        assert "../texts/index/" in hrefs(site, "more/")


# --- mistakes ------------------------------------------------------------------------------------


@pytest.fixture
def wrong_site(site: SiteBuilder) -> SiteBuilder:
    """A site that was built, and then five mistakes were made at once."""
    site.built()
    return (
        site.text("diary", "Today [[harwch]] came.")
        .text("log", "Wind: west.", langauge="en")
        .notes("letter", "## rum\n\n> carried ==rum==\n\nFrom Jamaica.", text="leter")
        .notes("more", "## post\n\nkind: remark\n\n> the post\n\nThree bags.", text="letter")
        .entry("tea", "A drink.", kind="beverage")
    )


FIVE = ["value-invalid", "note-text-unknown", "note-kind-unknown", "link-broken", "key-unknown"]


def test_five_mistakes_are_reported_in_one_run_and_the_old_site_stands(wrong_site: SiteBuilder):
    before = wrong_site.files()
    wrong_site.build()
    assert wrong_site.codes() == FIVE
    assert not wrong_site.result.done
    assert wrong_site.files() == before
    assert wrong_site.check().codes() == FIVE


def test_each_mistake_has_a_place_and_a_way_out(wrong_site: SiteBuilder):
    for one in wrong_site.build().found:
        assert (wrong_site.root / one.path).is_file()
        assert one.line, one
        assert one.column, one
        assert one.hint or "is expected" in one.message, one


def test_keep_going_builds_what_it_can(wrong_site: SiteBuilder):
    wrong_site.build(keep_going=True)
    assert wrong_site.codes() == FIVE
    assert wrong_site.result.done
    assert "Today harwch came." in wrong_site.page("texts/diary/").text
    assert "Three bags." in wrong_site.page("texts/letter/").text
    assert "texts/log/index.html" not in wrong_site.files()
    assert broken_addresses(wrong_site.files(), BASE) == []


def test_warnings_stop_only_a_strict_build(site: SiteBuilder):
    site.built().notes("more", "## rum\n\n> carried ==rum==\n\nFrom Jamaica.", text="letter")
    before = site.files()
    assert site.build(strict=True).codes() == ["note-orphan"]
    assert not site.result.done
    assert site.files() == before
    assert site.build().codes() == ["note-orphan"]
    assert site.result.done
    assert "From Jamaica." in site.page("texts/letter/").text


def test_a_text_that_cannot_be_read_is_one_mistake(site: SiteBuilder):
    """Not one more for each note on it and each link to it: those are right."""
    site.built().change("content/texts/letter.md", "title: Letter", "titel: Letter")
    assert set(site.check().codes()) <= {"key-unknown", "key-missing"}, site.told()


def test_an_entry_that_cannot_be_read_is_one_mistake(site: SiteBuilder):
    site.built().change("content/glossary/harwich.md", "kind: place", "kind: harbour")
    assert site.check().codes() == ["value-invalid"], site.told()


def test_notes_whose_file_cannot_be_read_are_one_mistake(site: SiteBuilder):
    site.page_file("more", "See [[letter#tea]].").built()
    site.change("content/notes/letter.md", "text: letter", "txt: letter")
    assert site.check().codes() == ["key-unknown"], site.told()


def test_a_mistake_in_site_yaml_is_one_mistake(site: SiteBuilder):
    kinds = "kinds: {remark: {label: Remark}}\n"
    site.change("site.yaml", "format: 1\n", f"format: 1\n{kinds}")
    site.change("content/notes/letter.md", "tags:", "kind: remark\ntags:").built()
    site.change("site.yaml", "base_url:", "bas_url:")
    assert site.check().codes() == ["key-unknown"], site.told()


def test_a_source_that_was_changed_is_an_error_of_the_build_too(site: SiteBuilder):
    site.write("content/sources/letter.txt", "She carried tea.\n")
    site.change("content/texts/letter.md", "date:", "source: {file: lost.txt}\ndate:")
    found = set(site.build().codes())
    assert found == {"source-record-missing", "source-missing"}
    assert not site.result.done


# --- themes --------------------------------------------------------------------------------------


def test_a_template_may_extend_the_one_it_hides(site: SiteBuilder):
    before = site.built().files()
    site.write(
        "theme/templates/base.html",
        '{% extends "base.html" %}{% block header %}<p class="ours">Ours</p>{{ super() }}'
        "{% endblock %}",
    )
    site.write("theme/static/css/base.css", "/* ours */\n")
    site.built()
    for path in ("", "texts/letter/", "glossary/harwich/", "search/"):
        page = site.page(path)
        assert page.texts("p.ours") == ["Ours"]
        assert page.all("header.site-header")
    files = site.files()
    sheets = [name for name in files if name.endswith("css/base.css")]
    assert [files[name] for name in sheets] == [b"/* ours */\n"]
    # The folder's name is a digest, so that no browser keeps the old file.
    assert sheets[0] not in before
    assert broken_addresses(files, BASE) == []


def test_of_several_folders_the_first_that_has_a_file_wins(site: SiteBuilder):
    site.change("site.yaml", "format: 1\n", "format: 1\ntheme: {folders: [one, two]}\n")
    for name in ("two", "one"):
        words = '{% extends "page.html" %}{% block main %}<p class="by">' + name + "</p>"
        site.write(f"{name}/templates/page.html", words + "{{ super() }}{% endblock %}")
    page = site.page_file("about", "Of the archive.").built().page("about/")
    assert page.texts("p.by") == ["one", "two"]
    assert "Of the archive." in page.text


def test_what_a_template_shows_is_escaped_whatever_its_name(site: SiteBuilder):
    site.write("theme/templates/oddly.txt", "{% macro say(words) %}{{ words }}{% endmacro %}")
    site.write(
        "theme/templates/page.html",
        '{% extends "page.html" %}{% block main %}{% from "oddly.txt" import say %}'
        '{{ say("<i>" ~ view.title) }}{% endblock %}',
    )
    site.page_file("about", "Words.", title='"<script>"')
    page = site.built().page("about/")
    assert page.text == "<i><script>"
    assert page.all("i") == []


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ('{% extends "page.html" %}\n{% block main %}{{ view.author }}{% endblock %}', 2),
        ('{% extends "page.html" %}\n\n{% block main %}{% endfor %}', 3),
        ("{{ 1 / 0 }}", 1),
        ("\n{{ asset('css/none.css') }}", 2),
    ],
)
def test_a_template_that_fails_is_a_diagnostic(site: SiteBuilder, template: str, line: int):
    before = site.built().files()
    site.page_file("rights", "Words.").write("theme/templates/page.html", template)
    site.build()
    assert [(d.code, d.path, d.line) for d in site.found] == [
        ("template-error", "theme/templates/page.html", line)
    ]
    assert not site.result.done
    assert site.files() == before


def test_what_stands_in_once_is_rendered_once_for_each_value_and_depth(site: SiteBuilder):
    site.text("a", "Words.").text("b", "Words.")
    said = "{% once meta.section %}<p class=here>{{ url('') }} {{ meta.title }}</p>{% endonce %}"
    site.write(
        "theme/templates/base.html",
        '{% extends "base.html" %}{% block breadcrumbs %}' + said + "{% endblock %}",
    ).build()
    assert site.codes() == []
    shown = [site.page(path).texts("p.here") for path in ("texts/letter/", "texts/a/", "texts/b/")]
    assert shown == [["../../ Letter"]] * 3
    assert site.page("texts/").texts("p.here") == ["../ Texts"]
    assert site.page("tags/").texts("p.here") != ["../ Texts"]


def test_macros_have_the_site_and_its_addresses_with_and_without_the_context(site: SiteBuilder):
    macro = "{% macro home() %}<p class=home>{{ site.title }}, {{ url('') }}</p>{% endmacro %}"
    site.write("theme/templates/_ours.html", macro).page_file("rights", "Words.")
    for words in ("", " with context"):
        site.write(
            "theme/templates/page.html",
            '{% extends "base.html" %}{% from "_ours.html" import home' + words + " %}"
            "{% block main %}{{ home() }}{% endblock %}",
        ).build()
        assert site.codes() == []
        assert site.page("rights/").texts("p.home") == ["A small archive, ../"]


def test_a_template_that_is_not_utf8_is_a_diagnostic(site: SiteBuilder):
    site.write("theme/templates/page.html", "<p>Caf\xe9</p>".encode("latin-1")).build()
    assert [(d.code, d.path) for d in site.found] == [
        ("file-not-utf8", "theme/templates/page.html")
    ]


def test_a_template_that_is_not_there_is_a_diagnostic(site: SiteBuilder):
    site.write("theme/templates/page.html", '{% extends "frame.html" %}')
    site.build()
    assert site.codes() == ["theme-missing"]
    assert "frame.html" in site.found[0].message


# --- the output folder ---------------------------------------------------------------------------


def test_no_folder_of_somebody_else_is_replaced(site: SiteBuilder, tmp_path: Path):
    other = tmp_path / "photographs"
    other.mkdir()
    (other / "me.jpg").write_bytes(b"a face")
    refused = [other, other / "me.jpg", site.root, site.root.parent, Path("/")]
    refused += [site.root / name for name in ("content", "content/texts", "theme", ".git")]
    for out in refused:
        assert site.build(out).codes() == ["output-refused"], out
        assert not site.result.done
    assert files_of(other) == {"me.jpg": b"a face"}
    assert (site.root / "content/texts/letter.md").is_file()


def test_a_folder_that_was_the_sites_and_is_no_more_is_not_replaced(site: SiteBuilder):
    site.built()
    shutil.rmtree(site.out)
    site.write("public/me.jpg", "a face")
    assert site.build().codes() == ["output-refused"]
    assert site.files() == {"me.jpg": b"a face"}


def test_an_empty_folder_and_a_new_one_are_taken(site: SiteBuilder, tmp_path: Path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert site.built(empty).files(empty)
    deep = tmp_path / "a" / "new" / "one"
    assert site.built(deep).files(deep) == site.files(empty)
    assert sorted(p.name for p in deep.parent.iterdir()) == ["one"]


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for privileges to make a symbolic link")
def test_a_folder_that_is_a_link_stays_one_and_can_be_built_again(
    site: SiteBuilder, tmp_path: Path
):
    real = tmp_path / "real"
    real.mkdir()
    link = tmp_path / "link"
    link.symlink_to(real, target_is_directory=True)
    for words in ("one", "two", "three"):
        site.page_file("about", words).built(link)
        assert words.encode() in (link / "about" / "index.html").read_bytes()
    assert link.is_symlink()


#: Builds the archive named, in a process that ends where it stands at a call for the n-th time.
KILLED = """
import os, sys
from pathlib import Path
from readingroom import output
from readingroom.pipeline import Options, build
root, names, step = Path(sys.argv[1]), sys.argv[2].split(), int(sys.argv[3])
calls = 0

def ending(real):
    def call(first, *more, **named):
        global calls
        # Of the site alone: the memory of a build is nobody's site.
        calls += "public" in str(first)
        if calls == step:
            os._exit(9)
        return real(first, *more, **named)
    return call

for name in names:
    setattr(os, name, ending(getattr(os, name)))
if "rename" in names:
    # As on a system that cannot let two folders change places in one step.
    output._exchanged = lambda new, out: False
build(root, root / "public", Options())
"""


@pytest.mark.parametrize(
    ("calls", "step"),
    [("rename replace", 1), ("rename replace", 2), ("open", 1), ("open", 6), ("link", 3)],
)
def test_a_killed_build_leaves_the_old_site(site: SiteBuilder, calls: str, step: int):
    """Killed between the two steps of the exchange too: the next build, even one that fails, puts
    it back."""
    before = site.built().files()
    site.text("diary", "Today nobody came.").change("content/texts/letter.md", "post", "mail")
    script = [sys.executable, "-c", KILLED, str(site.root), calls, str(step)]
    assert subprocess.run(script, cwd=ROOT, check=False, timeout=60).returncode == 9
    between = (calls, step) == ("rename replace", 2)
    assert between or site.files() == before

    site.page_file("bad", "[[nobody]]").build()
    assert not site.result.done
    assert site.files() == before, "the old site is not back in its place"

    site.remove("content/pages/bad.md").built()
    assert "texts/diary/index.html" in site.files()
    assert no_remains(site)


def test_a_disk_that_refuses_leaves_the_old_site(
    site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
):
    before = site.built().files()
    site.text("diary", "Today nobody came.")
    real = Path.rename

    def refusing(path: Path, target: Path) -> Path:
        if target == site.out:
            raise PermissionError(13, "in use", str(path))
        return real(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refusing)
        patched.setattr(output, "_exchanged", lambda _new, _out: False)
        with pytest.raises(PermissionError):
            site.build()
    assert site.out.is_dir(), "the old site stands under another name until the next build"
    assert site.files() == before


def no_remains(site: SiteBuilder) -> bool:
    """Nothing stands beside the site but the archive."""
    known = {"content", "site.yaml", "public", "theme", ".readingroom"}
    return {path.name for path in site.root.iterdir()} <= known


# --- the interface of DESIGN.md ------------------------------------------------------------------


def test_build_site_is_what_design_says(site: SiteBuilder):
    result = build_site(site.root, site.out, base_url=BASE + "repo/", strict=True, jobs=1)
    assert result.done
    assert result.diagnostics == ()
    assert result.written > 0
    assert dict(result.seconds)
    again = build_site(str(site.root), str(site.out), base_url=BASE + "repo/")
    assert (again.written, again.rendered, again.removed) == (0, 0, 0)
    assert again.kept == result.written
    other = build_site(site.root, site.root / "www", cache=False)
    assert other.rendered == result.rendered
    assert (
        f"{BASE}texts/letter/".encode() in (site.root / "www/texts/letter/index.html").read_bytes()
    )


def test_the_build_writes_nothing_under_content(site: SiteBuilder):
    before = files_of(site.root / "content")
    site.built(drafts=True)
    assert files_of(site.root / "content") == before


#: What an archive needs for processes to be worth their start (`workers.WORTH_PROCESSES`).
MANY = 200
ASIDE = """
import sys
from contextlib import contextmanager
from pathlib import Path
from readingroom import pipeline
from readingroom.pipeline import Options, build
root, text, words = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
ahead, begun = pipeline.ahead, []
@contextmanager
def counted(*given):
    begun.append(1)
    with ahead(*given) as output:
        yield output
pipeline.ahead = counted
options = Options(jobs=2)
for turn in range(3):
    build(root, root / "public", options)
    with (root / text).open("a") as file:
        file.write(words if turn == 0 else "")
print(len(begun))
build(root, root / "fresh", Options(jobs=1, cache=False))
"""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="fork: not on this system")
def test_where_little_has_changed_search_is_made_beside_the_rest(site: SiteBuilder):
    for number in range(MANY):
        site.text(f"letter-{number}", f"The harbour, {number} boats.", date="1912")
    script = [sys.executable, "-c", ASIDE, str(site.root), "content/texts/letter-7.md", "Zebras.\n"]
    done = subprocess.run(script, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert files_of(site.root / "public") == files_of(site.root / "fresh")
