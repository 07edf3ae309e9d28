"""A large archive: every list has pages, all is reached by links from the home page, none is heavy."""

import gzip
import posixpath
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT, Page, SiteBuilder
from site_inspection import broken_addresses, insecure, invalid_html, repeated_ids

from readingroom.pages import glossary, lists
from readingroom.pipeline import Options, build, read_archive

BASE = "https://example.org/measured/"
#: What point 7 of the build's demands says of 10,000 texts; a page of a list weighs the same in all.
HEAVIEST = 100_000
#: What a page of a list weighs at most here: twice what the heaviest of 3,000 texts did (10 kB).
HEAVY = 20_000


ENTRANCES = ("index.html", "search/index.html", "404.html")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteBuilder]:
    """300 texts with two notes each; 45 entries more, all of which name two texts and a page."""
    root = tmp_path_factory.mktemp("large")
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(ROOT / "benchmarks"))
        # So that an archive of this size has several pages of these too.
        patched.setattr(lists, "_TAGS", 40)
        patched.setattr(glossary, "_ENTRIES", 20)
        from archives import make_archive

        made = make_archive(root, 300)
        for name in ("archives", "build_prose"):
            sys.modules.pop(name, None)
        site = SiteBuilder(root)
        first = next(made.works()).slug
        site.page_file("about", "Of the archive.", menu="1")
        # What is called `page` stands beside the pages of its own list.
        site.text("page", "A text that is called so.", subject="[page]", date="1950")
        for number in range(45):
            body = f"See [[{first}]], [[page]] and [[about]]."
            site.entry(f"word-{number}", body, title=f'"Ärmel {number}"', subject="[page]")
        result = build(root, site.out, Options(cache=False))
        assert result.done, result.diagnostics
        yield site


@pytest.fixture(scope="module")
def files(large: SiteBuilder) -> dict[str, bytes]:
    return large.files()


def of_lists(files: dict[str, bytes]) -> dict[str, bytes]:
    """The pages of lists, whose number and size an archive decides."""
    first = {f"{name}/index.html" for name in ("texts", "notes", "glossary", "tags")}
    return {
        name: data
        for name, data in files.items()
        if name.endswith(".html")
        and (name in first or name in ENTRANCES or "/page/" in name or "tags/" in name)
    }


def links(name: str, data: bytes) -> set[str]:
    """The files that a page links to by ``a href``, as a reader without scripts can follow them."""
    found = set()
    for href in re.findall(rb'<a [^>]*href="([^"]+)"', data):
        path = unquote(urlsplit(href.decode()).path)
        if not path or "://" in href.decode():
            continue
        full = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), path)).lstrip("/")
        found.add(posixpath.join(full, "index.html") if path.endswith("/") else full)
    return found


def test_all_is_reached_from_the_home_page_by_links_alone(
    large: SiteBuilder, files: dict[str, bytes]
):
    archive, _ = read_archive(large.root, Options())
    reached = {"index.html"}
    ahead = ["index.html"]
    while ahead:
        name = ahead.pop()
        # A text leads to its neighbours, and an entry to texts: the lists by themselves must do.
        if re.fullmatch(r"(texts|glossary)/[^/]+/index\.html", name):
            continue
        new = links(name, files[name]) - reached
        ahead += [one for one in new if one in files and one.endswith(".html")]
        reached |= new
    wanted = {f"texts/{text.slug}/index.html" for text in archive.texts}
    wanted |= {f"glossary/{entry.slug}/index.html" for entry in archive.entries}
    wanted |= {name for name in files if re.fullmatch(r"tags/[^/]+/index\.html", name)}
    assert wanted - reached == set()
    assert len([name for name in wanted if name.startswith("tags/")]) > 40
    listed = b"".join(data for name, data in files.items() if re.match(r"notes/", name)).decode()
    notes = re.findall(r'<h3 class="note-line-name"><a href="[./]*([^"]+)"', listed)
    assert sorted(notes) == sorted(f"texts/{a.note.text}/#note-{a.note.id}" for a in archive.notes)


@pytest.mark.parametrize(
    ("folder", "selector", "count"),
    [("texts/", "contents-title", 301), ("glossary/", "entry-name", 60)],
)
def test_each_list_has_every_member_once(
    files: dict[str, bytes], folder: str, selector: str, count: int
):
    pattern = rf"{folder}(page/\d+/)?index\.html"
    # The text that is called `page` has no such lists, and its own pages are not of the list.
    pages = [data.decode() for name, data in files.items() if re.fullmatch(pattern, name)]
    assert sum(page.count(f'class="{selector}"') for page in pages) == count


def test_every_link_leads_somewhere(files: dict[str, bytes]):
    assert broken_addresses(files, BASE) == []


def test_pages_of_lists_are_sound(files: dict[str, bytes]):
    # The first two pages of each long list: the others are made by the same templates.
    second = {name for name in files if name.endswith("/page/2/index.html")}
    first = {name.replace("page/2/", "") for name in second}
    some = {name: files[name] for name in (*first, *second, *ENTRANCES)}
    assert repeated_ids(some) == []
    assert invalid_html(some) == []
    assert insecure(some) == []


def test_no_page_is_heavy(files: dict[str, bytes]):
    weights = {name: len(gzip.compress(data)) for name, data in files.items() if "html" in name}
    assert {name: w for name, w in weights.items() if w > HEAVIEST} == {}
    assert {name: weights[name] for name in of_lists(files) if weights[name] > HEAVY} == {}


def test_a_page_says_which_it_is_and_leads_to_the_next(large: SiteBuilder):
    first, second = large.page("texts/"), large.page("texts/page/2/")
    assert first.texts("title") == ["Texts · A measured archive"]
    assert second.texts("title") == ["Texts, page 2 of 6 · A measured archive"]
    assert second.texts(".page-extent") == ["301 texts, page 2 of 6"]
    for page, way, address in (
        (first, "next", "../texts/page/2/"),
        (second, "prev", "../../../texts/"),
        (second, "next", "../../../texts/page/3/"),
    ):
        assert page.one(f"link[rel={way}]").get("href") == address
        assert page.one(f"a[rel={way}]").get("href") == address
    assert first.all("link[rel=prev]") == []
    assert second.one("link[rel=canonical]").get("href") == f"{BASE}texts/page/2/"
    assert f"<loc>{BASE}texts/page/2/</loc>" in large.read("sitemap.xml").decode()


def test_years_lead_to_the_page_where_they_begin(large: SiteBuilder):
    guide = large.page("texts/").one("nav.guide")
    (link,) = [a for a in guide.iter("a") if "".join(a.itertext()) == "1950s"]
    path, _, place = link.get("href", "").partition("#")
    (line,) = large.page(path.removeprefix("../")).all(f"#{place}")
    (date,) = line.iter("time")
    assert date.get("datetime", "").startswith(place.removeprefix("y-"))


def test_what_is_named_in_many_places_has_them_on_pages_of_their_own(large: SiteBuilder):
    about = large.page("about/")
    assert len(about.all(".snippet")) == 40
    assert about.one(".more").find("a").get("href") == "../about/page/2/"  # type: ignore[union-attr]
    more = large.page("about/page/2/")
    assert len(more.all(".snippet")) == 5
    assert more.texts("h1") == ["About"]
    assert more.texts("title") == ["About, page 2 of 2 · A measured archive"]


def test_an_entry_met_in_many_texts_has_every_place(large: SiteBuilder, files: dict[str, bytes]):
    archive, _ = read_archive(large.root, Options())
    slug, places = max(archive.mentioned.items(), key=lambda item: len(item[1]))
    pattern = rf"glossary/{slug}/(page/\d+/)?index\.html"
    pages = [Page(data) for name, data in files.items() if re.fullmatch(pattern, name)]
    assert len(pages) > 1
    shown = 0
    for page in pages:
        for section in page.all("section[aria-labelledby=occurs-head]"):
            shown += len([e for e in section.iter("li") if e.get("class") == "snippet"])
    assert shown == len(places)


def test_what_is_called_page_has_its_own_address(large: SiteBuilder):
    assert large.page("texts/page/").texts("h1") == ["Page"]
    assert large.page("texts/page/2/").texts("h1") == ["Texts"]
    assert large.page("texts/page/page/2/").texts("h1") == ["Page"]
    assert large.page("tags/page/").texts("h1") == ["page"]
    assert large.page("tags/page/2/").texts("h1") == ["Tags"]
    assert large.page("tags/page/page/2/").texts("h1") == ["page"]


def test_choices_among_notes_say_that_they_are_of_this_page(large: SiteBuilder):
    page = large.page("notes/page/2/")
    assert page.texts(".filters-scope") == ["Among the notes of this page:"]
    pages = {o.get("data-page", "") for o in page.all("option")} - {""}
    assert any(path.startswith("../../../tags/") for path in pages)
    assert any(path.startswith("../../../texts/") for path in pages)


def test_a_small_archive_has_no_furniture_of_pages(site: SiteBuilder):
    files = site.built().files()
    assert not [name for name in files if "/page/" in name]
    for name, data in files.items():
        if name.endswith(".html"):
            page = Page(data)
            assert page.all(".pager") + page.all(".guide") + page.all(".more") == [], name
            assert "page 1 of" not in page.text.lower(), name


#: In a program of its own: threads of these tests would keep it from forking.
ALONE_AND_TOGETHER = """
import subprocess
import sys
from pathlib import Path
from readingroom import workers
from readingroom.pipeline import Options, build
root, forked, begun = Path(sys.argv[1]), [], workers._begun
def counted(*given):
    forked.append(given)
    return begun(*given)
workers._begun = counted
made = []
for jobs in (1, 2):
    out = Path(sys.argv[2]) / str(jobs)
    assert build(root, out, Options(cache=False, jobs=jobs)).done
    made.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()})
    print(len(forked) > 20)
print(made[0] == made[1])
"""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="fork: not on this system")
def test_several_processes_make_the_same_site(large: SiteBuilder, tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", ALONE_AND_TOGETHER, large.root, tmp_path],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("False\nTrue\nTrue\n", "")
