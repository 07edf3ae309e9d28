"""What readers are told of a source: the facts on the text's page, and the source itself, marked."""

import datetime
import hashlib
import re
from collections.abc import Sequence

import pytest
from conftest import BASE, Page, SiteBuilder, words_of
from hypothesis import given, settings
from hypothesis import strategies as st
from site_inspection import broken_addresses, insecure, invalid_html, repeated_ids

from readingroom.archive import Archive
from readingroom.config import Site
from readingroom.importing import check_record, parse_record, plan_import
from readingroom.importing.balance import balance
from readingroom.importing.record_writing import render_record
from readingroom.importing.segments import ROLES, Segment
from readingroom.importing.source import Source
from readingroom.model import Document, Text
from readingroom.pages.originals import divided, source_pages
from readingroom.pages.provenance import encoding_label, provenance_view, published_path, shown
from readingroom.provenance import Provenance, by_text, read_provenance, tallies
from readingroom.views import LaterView, SourceView

TODAY = datetime.date(2026, 11, 22)
WORDS = "A minister resigns\n\nPhoto: AP\n\nThe minister resigned.\n\nFull story\n\nFull story\n"
SEGMENTS = (
    Segment(0, 18, "title", "first-line-title", 0.95),
    Segment(20, 26, "label", "photo-credits", 0.95),
    Segment(27, 29, "photo-credit", "photo-credits", 0.95),
    Segment(31, 53, "paragraph", "remaining-words", 0.9),
    Segment(55, 65, "litter", "litter-lines", 0.85),
    Segment(67, 77, "litter", "litter-lines", 0.85),
)
MARKDOWN = "---\ntitle: A minister resigns\nsource: {file: a.txt}\n---\n\nThe minister resigned.\n"
TEXT, ORIGINAL = "texts/minister/", "texts/minister/source/"


def record_of(
    words: str,
    segments: Sequence[Segment],
    *,
    name: str = "a.txt",
    slug: str = "minister",
    markdown: str = MARKDOWN,
    named: bool = False,
) -> str:
    source = Source({}, "", tuple(segments), "utf-8", words)
    data = words.encode()
    return render_record(
        source, data, name, slug=slug, markdown=markdown, imported=TODAY, named=named
    )


def with_source(
    site: SiteBuilder, words: str, segments: Sequence[Segment], name: str = "a.txt"
) -> SiteBuilder:
    """The site with a text made of a source, and what import recorded."""
    markdown = MARKDOWN.replace("a.txt", name)
    record = record_of(words, segments, name=name, markdown=markdown)
    return (
        site.write(f"content/sources/{name}", words.encode())
        .write(f"content/sources/{name}.import.yaml", record)
        .write("content/texts/minister.md", markdown)
    )


@pytest.fixture
def imported(empty_site: SiteBuilder) -> SiteBuilder:
    return with_source(empty_site, WORDS, SEGMENTS)


def original(page: Page) -> str:
    """The words of the source on its page, every space of them, without the labels."""
    section = page.one(".original-words")
    return "".join(
        words
        for element in section.iter()
        for words in (
            "" if "stretch-label" in element.get("class", "") else element.text or "",
            "" if element is section else element.tail or "",
        )
    )


# --- on the page of the text ---------------------------------------------------------------------


def test_a_text_tells_of_its_source(imported: SiteBuilder):
    page = imported.built().page(TEXT)
    said = words_of(page.one(".provenance"))
    assert "a.txt" in said
    assert f"{len(WORDS.encode())} bytes, UTF-8" in said
    assert "22 November 2026" in said
    assert "The text is as import wrote it." in said
    assert page.texts("code.digest-whole") == [hashlib.sha256(WORDS.encode()).hexdigest()]
    assert "62 characters" in said
    assert "20 are kept in the text, 18 moved to the text’s head" in said
    assert "and 24 removed" in said
    rows = [words_of(row) for row in page.all("tr")[1:]]
    assert rows == [
        "A word such as “Photo:”, “By” or “Published:” that names what is moved 1 Photo:",
        "Navigation and sharing links of a web page 2 Full story × 2",
    ]


def test_an_edit_since_import_is_told(imported: SiteBuilder):
    imported.change("content/texts/minister.md", "resigned.", "resigned yesterday.")
    said = words_of(imported.built().page(TEXT).one(".provenance"))
    assert "An editor has changed the text." in said
    assert "still to look" not in said
    imported.change("content/texts/minister.md", "source:", "review: needed\nsource:")
    said = words_of(imported.built().page(TEXT).one(".provenance"))
    assert "An editor has still to look at it." in said


def test_line_ends_of_another_system_are_no_edit(imported: SiteBuilder):
    imported.write("content/texts/minister.md", MARKDOWN.replace("\n", "\r\n"))
    assert "as import wrote it" in imported.built().page(TEXT).text


def test_what_is_not_known_is_said_in_one_line(site: SiteBuilder):
    page = site.built().page("texts/letter/")
    assert page.texts(".provenance") == ["No source file of this text is kept in the archive."]
    assert not [name for name in site.files() if "/source/" in name]
    site.change("content/texts/letter.md", "subject:", "source: {file: a.txt}\nsubject:")
    page = site.build(keep_going=True).page("texts/letter/")
    assert site.codes() == ["source-missing"]
    assert page.texts(".provenance") == ["Its source, a.txt, is not in the archive."]
    page = site.write("content/sources/a.txt", "Words").build().page("texts/letter/")
    assert site.codes() == ["source-record-missing"]
    assert page.texts(".provenance") == [
        "Its source is a.txt. What became of the words in it is not recorded."
    ]


def test_a_source_that_is_not_the_recorded_one_is_not_shown(imported: SiteBuilder):
    imported.write("content/sources/a.txt", "Other words.").build(keep_going=True)
    assert imported.codes() == ["source-changed"]
    assert "is not recorded" in imported.page(TEXT).text
    assert not [name for name in imported.files() if "/source/" in name]


def test_a_record_of_a_text_that_is_not_there_is_told(imported: SiteBuilder):
    (imported.root / "content/texts/minister.md").unlink()
    assert imported.check().codes() == ["source-record-missing"]
    assert "writes the text again" in imported.told()
    imported.write("content/texts/market.md", MARKDOWN)
    assert imported.check().codes() == ["source-record-missing"]
    assert "content/texts/market.md has this source" in imported.told()


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("format: 1", "format: 2", "update the program"),
        ("segments:", "parts:", "run: import content/sources/a.txt --yes"),
        ("source: {", "source: [", "run: import content/sources/a.txt --yes"),
        ("texts/minister.md", "/etc/minister.md", "run: import content/sources/a.txt --yes"),
    ],
)
def test_what_mends_a_damaged_record_is_told(imported: SiteBuilder, old: str, new: str, hint: str):
    imported.change("content/sources/a.txt.import.yaml", old, new).check()
    assert hint in imported.told()


def test_sources_that_are_not_published_leave_no_trace(imported: SiteBuilder):
    imported.change("site.yaml", "title:", "publish_sources: false\ntitle:").built()
    page = imported.page(TEXT)
    said = words_of(page.one(".provenance"))
    assert "and 24 removed" in said
    assert "Navigation and sharing links of a web page 2" in said
    assert not [a for e in page.all(".provenance") for a in e.iter("a")]
    files = imported.files()
    assert not [name for name in files if "/source/" in name]
    assert not [name for name, data in files.items() if b"Full story" in data]


def test_a_mistake_in_site_yaml_publishes_no_source(imported: SiteBuilder):
    imported.change("site.yaml", "title:", "publish_sources: nope\ntitle:")
    imported.build(keep_going=True)
    assert imported.codes() == ["value-invalid"]
    assert not [name for name in imported.files() if "/source/" in name]


def test_the_line_below_the_title_is_shown(site: SiteBuilder):
    site.text("log", "Words.", subtitle="Kept <by> the mate").built()
    assert site.page("texts/log/").texts("p.subtitle") == ["Kept <by> the mate"]
    assert not site.page("texts/letter/").all("p.subtitle")
    assert "subtitle: Kept <by> the mate" in site.read("texts/log/index.md").decode()


# --- the source itself ---------------------------------------------------------------------------


def test_the_source_is_shown_word_for_word_and_marked(imported: SiteBuilder):
    page = imported.built().page(ORIGINAL)
    assert original(page) == WORDS
    removed = [words_of(e) for e in page.all("del.fate-removed")]
    assert removed == ["Photo:", "Full story", "Full story"]
    moved = [words_of(e) for e in page.all("span.stretch.fate-moved")]
    assert moved == ["A minister resigns", "AP"]
    labels = [(words_of(a), a.get("href")) for a in page.all("a.stretch-label")]
    assert labels[:2] == [("Title", "#role-title"), ("Label", "#role-label")]
    # The text itself needs no label, so nothing in it stops the keyboard.
    assert "#role-paragraph" not in [href for _, href in labels]
    kept = page.one("span.stretch.fate-kept")
    assert kept.get("title") == (
        "Kept. A paragraph of the text. Rule remaining-words, certainty 0.90."
    )


def test_the_roles_are_listed_with_links_to_each_stretch(imported: SiteBuilder):
    page = imported.built().page(ORIGINAL)
    roles = {e.get("id"): e for e in page.all(".role")}
    assert list(roles) == [
        *("role-paragraph", "role-title", "role-photo-credit", "role-label", "role-litter"),
    ]
    litter = roles["role-litter"]
    assert words_of(litter).startswith("Litter 2 Navigation and sharing links")
    assert [a.get("href") for a in litter.iter("a")] == ["#s5", "#s6"]


def test_the_file_is_published_byte_for_byte(imported: SiteBuilder):
    assert imported.built().read(f"{ORIGINAL}a.txt") == WORDS.encode()
    assert [a.get("href") for a in imported.page(ORIGINAL).all("a")].count(
        "../../../texts/minister/source/a.txt"
    ) == 1


def test_the_pages_are_for_readers_not_for_search(imported: SiteBuilder):
    imported.built()
    assert b'<meta name="robots" content="noindex">' in imported.read(f"{ORIGINAL}index.html")
    assert b"source" not in imported.read("sitemap.xml")
    index = b"".join(d for name, d in imported.files().items() if name.startswith("search/"))
    assert b"litter" not in index.lower()


HTML = (
    '<!doctype html>\n<p onclick="alert(1)">The minister\x00 resigned.</p>\r\n'
    "<script>alert(2)</script>\ufeff\n"
)


def html_segments() -> list[Segment]:
    made = []
    for match in re.finditer(r"<script>.*?</script>|<[^>]*>|[^<\s][^<]*", HTML):
        words = match.group().rstrip()
        role = "markup" if words.startswith("<") else "paragraph"
        if words == "\ufeff":
            role = "invisible"
        made.append(Segment(match.start(), match.start() + len(words), role, "tags", 0.9))
    return made


def test_a_web_page_is_shown_as_words_and_never_run(empty_site: SiteBuilder):
    site = with_source(empty_site, HTML, html_segments(), "saved page.html").built()
    page = site.page(ORIGINAL)
    assert not [s for s in page.all("script") if not s.get("src")]
    expected = HTML.replace("\r\n", "\n").replace("\x00", "␀").replace("\ufeff", "⟨U+FEFF⟩")
    assert original(page) == expected
    files = [name for name in site.files() if name.startswith(ORIGINAL)]
    assert files == [f"{ORIGINAL}index.html", f"{ORIGINAL}saved-page.html.txt"]
    assert site.read(files[1]) == HTML.encode()
    assert "saved-page.html.txt, so that browsers show it and run nothing" in page.text


def test_the_pages_are_sound(empty_site: SiteBuilder):
    with_source(empty_site, HTML, html_segments(), "saved page.html").built()
    files = empty_site.files()
    assert broken_addresses(files, BASE) == []
    assert repeated_ids(files) == []
    assert invalid_html(files) == []
    assert insecure(files) == []


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("a.txt", "a.txt"),
        ("a.md", "a.md"),
        ("index.html", "index.html.txt"),
        ("a.svg", "a.svg.txt"),
        ("2", "2.txt"),
        ("a b?#%20&.txt", "a-b-20-.txt"),
        ("sub/ü.txt", "ü.txt"),
        ("?.xml", ".xml.txt"),
        ("\udcff.html", ".html.txt"),
        ("ü" * 127 + ".html", "ü" * 60 + ".txt"),
    ],
)
def test_names_are_without_surprises(name: str, published: str):
    assert published_path("a", Provenance(name, 0, "")) == f"texts/a/source/{published}"


def test_a_page_is_made_again_when_the_record_says_something_else(imported: SiteBuilder):
    imported.built()
    other = (*SEGMENTS[:4], Segment(55, 65, "paragraph", "remaining-words", 0.9), SEGMENTS[5])
    imported.write("content/sources/a.txt.import.yaml", record_of(WORDS, other))
    result = imported.built().result
    assert [file for file, _ in result.reasons] == [f"{TEXT}index.html", f"{ORIGINAL}index.html"]
    assert len(imported.page(ORIGINAL).all("del")) == 2
    clean = imported.root / "clean"
    imported.build(clean, cache=False)
    assert imported.files() == imported.files(clean)


# --- large sources -------------------------------------------------------------------------------


def test_a_large_source_has_several_pages(empty_site: SiteBuilder):
    sentence = "The minister said it again and again. "
    lines = [f"{number} {sentence * 40}".strip() for number in range(100)]
    words = "\n".join(lines) + "\n"
    segments, at = [], 0
    for line in lines:
        segments.append(Segment(at, at + len(line), "paragraph", "remaining-words", 0.9))
        at += len(line) + 1
    site = with_source(empty_site, words, segments).built()
    paths = [ORIGINAL, *(f"{ORIGINAL}{n}/" for n in (2, 3, 4))]
    assert "".join(original(site.page(path)) for path in paths) == words
    assert f"{ORIGINAL}5/index.html" not in site.files()
    for path in paths:
        assert len(site.read(f"{path}index.html")) < 100_000
    page = site.page(paths[1])
    links = {words_of(a): a.get("href") for a in page.one("nav.source-turn").iter("a")}
    assert links == {
        "Page 1": f"../../../../{paths[0]}",
        "Page 3": f"../../../../{paths[2]}",
        "Last": f"../../../../{paths[3]}",
    }
    assert broken_addresses(site.files(), BASE) == []
    # Only what one page shows is rendered again, and nothing when nothing changed.
    assert site.built().result.rendered == 0


@settings(max_examples=30, deadline=None)  # large texts are slow to make
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["paragraph", "title", "litter", "line-end-hyphen", "invisible"]),
            st.integers(1, 70_000),
            st.integers(0, 3),
        ),
        max_size=5,
    ),
    st.booleans(),
)
def test_pages_hold_every_character_in_order(stretches: list[tuple[str, int, int]], spaced: bool):
    """Whatever the segments are, and whether a page can end between words or not."""
    words, segments = "", []
    for role, length, gap in stretches:
        start = len(words)
        words += (("word " if spaced else "word") * length)[: length - 1] + "x"
        segments.append(Segment(start, len(words), role, "any", 0.5))
        words += " " * gap
    made = stretches_of(words, segments)
    assert "".join(s.words for view in made for s in view.stretches if s.role != "invisible") == (
        "".join(piece for piece, role in pieces(words, segments) if role != "invisible")
    )
    for view in made:
        assert sum(len(s.words) for s in view.stretches if s.role != "invisible") < 100_000
        ids = [s.id for s in view.stretches if s.id]
        assert len(ids) == len(set(ids))


def pieces(words: str, segments: Sequence[Segment]) -> list[tuple[str, str]]:
    made, at = [], 0
    for s in segments:
        made += [(words[at : s.start], ""), (words[s.start : s.end], s.role)]
        at = s.end
    return [*made, (words[at:], "")]


def stretches_of(words: str, segments: Sequence[Segment]) -> list[SourceView]:
    """The views of a source's pages."""
    text = Text("minister", "content/texts/minister.md", "A minister", Document(""))
    held, _ = read_provenance([("a.txt", words.encode(), record_of(words, segments))], publish=True)
    archive = Archive(Site(), (text,), provenance=by_text([text], held))
    views = []
    for page in source_pages(text, archive, provenance_view(text, archive)):
        assert isinstance(page.view, LaterView)
        view = page.view.make()
        assert isinstance(view, SourceView)
        views.append(view)
    return views


def test_pages_begin_between_stretches_where_they_can():
    def made(*lengths: int) -> list[Segment]:
        segments, at = [], 0
        for length in lengths:
            segments.append(Segment(at, at + length, "paragraph", "any", 0.5))
            at += length + 1
        return segments

    assert divided([]) == (0,)
    assert divided(made(48_000)) == (0,)
    assert divided(made(30_000, 30_000)) == (0, 30_001)
    # A short beginning does not get a page to itself because what follows is long.
    assert divided(made(100, 60_000)) == (0, 48_000)
    # Tags are short, and each of them costs the page much more than its letters.
    assert divided(made(*[3] * 2_500)) == (0, 4_000, 8_000)


def test_what_a_hyphen_divides_is_one_stretch_to_the_reader():
    words = "It was Tues-\nday."
    (view,) = stretches_of(
        words,
        [
            Segment(0, 11, "paragraph", "any", 0.9),
            Segment(11, 12, "line-end-hyphen", "line-end-hyphens", 0.9),
            Segment(13, 17, "paragraph", "any", 0.9),
        ],
    )
    assert [s.begins for s in view.stretches if s.role == "paragraph"] == [True, False]


# --- the sums ------------------------------------------------------------------------------------


def test_the_sums_are_those_of_the_record():
    record = record_of(WORDS, SEGMENTS)
    made = balance(WORDS, SEGMENTS)
    said = f"source: {made.source}, kept: {made.kept}, moved: {made.moved}, removed: {made.removed}"
    assert f"characters: {{{said}}}\n" in record


@given(st.text())
def test_white_space_is_what_python_says(words: str):
    """Kept characters are counted as all that are not white space."""
    assert balance(words, ()).kept == len("".join(words.split()))


def test_many_different_words_are_not_told():
    words = " ".join(f"litter{n}" for n in range(20))
    segments = [
        Segment(m.start(), m.end(), "litter", "any", 0.9) for m in re.finditer(r"\S+", words)
    ]
    assert tallies(words, segments)[0].words == ()
    few = tallies(words, segments[:3])[0]
    assert few.words == (("litter0", 1), ("litter1", 1), ("litter2", 1))
    assert tallies("x" * 100, [Segment(0, 100, "litter", "any", 0.9)])[0].words == ()


def test_of_two_sources_with_one_name_the_record_decides():
    def held(name: str, slug: str) -> Provenance:
        record = record_of(WORDS, SEGMENTS, slug=slug)
        (made,), found = read_provenance([(name, WORDS.encode(), record)], publish=False)
        assert found == ()
        return made

    first, second = held("a.txt", "one"), held("sub/a.txt", "two")
    document = Document("")
    plain = Text("one", "content/texts/one.md", "One", document)
    two = Text("two", "content/texts/two.md", "Two", document)
    found = by_text([plain, two], [first, second])
    assert found == {"one": first, "two": second}


def test_every_role_can_be_told():
    for role in ROLES:
        assert shown("words", role)


def test_a_count_of_characters_that_the_segments_contradict_is_an_error() -> None:
    data = b"A ship\n\nShe left Harwich on Monday with tea and the post.\n"
    record = plan_import(data, "a.txt", today=TODAY).record
    count = next(line for line in record.splitlines() if line.startswith("characters"))
    assert count == "characters: {source: 45, kept: 40, moved: 5, removed: 0}"
    assert check_record(data, record, "a.txt") == ()
    for wrong in (
        record.replace("moved: 5", "moved: 6"),
        record.replace("moved: 5", "moved: 6").replace("kept: 40", "kept: 39"),
    ):
        assert wrong != record
        (found,) = check_record(data, wrong, "a.txt")
        assert found.code == "source-record-incomplete"
        assert "characters" in found.message


def test_how_an_encoding_is_known_is_told() -> None:
    page = '<!DOCTYPE html><meta charset="windows-1251"><title>A</title><p>Речь о мире.</p>'
    for data, name, encoding, said in (
        (page.encode("cp1251"), "a.html", None, "Windows-1251 (Cyrillic), declared by the page"),
        (page.encode("cp1251"), "a.html", "cp1251", "Windows-1251 (Cyrillic), named by the editor"),
        ("“It’s here.”".encode("cp1252"), "a.txt", None,
         "Windows-1252 (Western European), told from its letters"),
        ("演説です。".encode("iso2022_jp"), "a.txt", None, "ISO-2022-JP (Japanese)"),
        (b"A ship.", "a.txt", None, "UTF-8"),
        ("Itâ€™s here.".encode(), "a.txt", None,
         "UTF-8, which had been read as Windows-1252 (Western European); mended"),
    ):  # fmt: skip
        plan = plan_import(data, name, encoding=encoding, today=TODAY)
        record, _ = parse_record(plan.record, name)
        assert record
        assert encoding_label(record) == said
