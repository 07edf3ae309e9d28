"""Saved web pages: what is found in them, what is written of them, and that nothing is lost."""

import datetime
import re
import sys
import textwrap
import time
import types

import pytest
from accounts import assert_placed, gold_source, unsourced
from hostile import NAUGHTY, XSS
from properties import example, given, st
from test_importing_markdown import OWN, spoken

from readingroom.importing import Source, check_record, plan_import, read_source
from readingroom.importing.cleaning import clean
from readingroom.importing.html.second_opinion import second_opinion
from readingroom.importing.html.tokens import tokens, unescape
from readingroom.readers.markdown import read_markdown
from readingroom.readers.syntax import parser


def page(words: str, name: str = "a.html") -> Source:
    source = read_source(words.encode("utf-8", "replace"), name)
    assert_accounted(source)
    return source


def gold(name: str) -> Source:
    source = gold_source(f"{name}.html")
    assert_accounted(source)
    return source


def assert_accounted(source: Source) -> None:
    """Every character has its place, the front matter is valid, the body says the kept words."""
    assert_placed(source)
    if not source.encoding:
        return
    raw = [(t.start, t.end) for t in tokens(source.text) if t.kind == "text" and t.raw]
    kept = ""
    for s in source.segments:
        if s.fate == "kept":
            words = source.text[s.start : s.end]
            is_raw = any(start <= s.start < end for start, end in raw)
            kept += clean(words if is_raw else unescape(words)).text
    reading = read_markdown(source.body)
    assert reading.diagnostics == ()
    assert ink(reading.document.text) == ink(kept)
    blocks, _ = spoken(OWN, source.body)
    assert ink("".join(blocks)) == ink(kept) or "```" in source.body


def ink(words: str) -> str:
    return "".join(words.split())


def removed(source: Source, role: str = "litter") -> list[str]:
    return [source.text[s.start : s.end] for s in source.segments if s.role == role]


PROSE = "The river rose in the night, and by the morning it stood at the second step of the mill. "


# --- articles ----------------------------------------------------------------------------------------


def test_an_article_with_everything_round_it() -> None:
    source = gold("html-glacier-station")
    assert unsourced(source) == {
        "title": "The last winter at Station Kolga",
        "subtitle": "For sixty years somebody has read the thermometer on the glacier at seven in "
        "the morning. On Friday nobody will.",
        "creator": ["Ines Varga", "NordPress"],
        "publisher": "The Northern Dispatch",
        "date": datetime.date(2018, 9, 11),
        "dateline": "KOLGA GLACIER",
        "section": "Climate",
        "credit": "By Ines Varga, NordPress",
        "language": "en",
        "rights": "© 2018 The Northern Dispatch AS. All rights reserved.",
        "identifier": ["https://www.northerndispatch.example/science/2018/09/kolga-station"],
        "figures": [
            {
                "caption": "The two huts of Station Kolga, with the crack that opened in July at "
                "left.",
                "credit": "Jonas Lied/NordPress",
            },
            {
                "caption": "Mats Oravainen reads the thermometer screen, which he has done at "
                "7 a.m. every day since 1991."
            },
        ],
    }
    assert source.body.count("\n\n") == 7
    assert "## A book with one reader\n" in source.body
    assert "that say only *bear*, but" in source.body
    assert "Lovely piece. What happened to the bear?" in removed(source)


def test_a_page_laid_out_with_tables() -> None:
    source = gold("html-old-mill-fire")
    assert source.encoding == "cp1252"
    assert source.front_matter["title"] == "Fire takes the Old Mill; cat saves miller"
    assert source.front_matter["creator"] == ["Geo. P. Tansley"]
    assert source.front_matter["date"] == datetime.date(1999, 12, 2)
    assert source.front_matter["figures"] == [
        {
            "caption": "The mill at first light. The wheel was still turning.",
            "credit": "R. Tansley",
        }
    ]
    assert source.body.count("\n\n") == 7
    assert "## “Nothing to be done”\n" in source.body
    assert source.front_matter["rights"] == "This page © 1999 Harrow Valley Online."


def test_quotations_lists_and_tables_within_one_another() -> None:
    source = gold("html-dialogue-of-letters")
    assert source.front_matter["creator"] == ["Rosalind Achterberg"]
    assert source.front_matter["date"] == datetime.date(2012, 1, 22)
    assert "> > > The inspector was drunk." in source.body.replace("Inspector", "inspector")
    assert "2. Provisions, and in particular:\n   - potatoes;\n" in source.body
    assert "| Subject | 1866–70 | 1871–80 | 1881–91 |\n|---|---|---|---|\n" in source.body


def test_a_page_that_says_nothing_of_itself() -> None:
    source = gold("html-plain-notes")
    assert source.front_matter["title"].startswith("[These are some notes")
    assert source.review
    assert "Let him that drinketh here recall\\\nThat Dove did pay" in source.body
    assert "1. **Lady Well.** Good water." in source.body
    assert removed(source) == ["back"]


def test_facts_of_the_head_are_moved_from_where_they_stand() -> None:
    source = page(
        '<html lang="de"><head><title>Der Fluss | Bote</title>'
        '<meta name="author" content="Roe, Ann"><meta name="date" content="2014-03-02T10:00">'
        f'<link rel="canonical" href="https://bote.example/fluss"></head>'
        f"<h1>Der Fluss</h1><p>{PROSE * 3}"
    )
    assert unsourced(source) == {
        "title": "Der Fluss",
        "creator": ["Ann Roe"],
        "date": datetime.date(2014, 3, 2),
        "language": "de",
        "identifier": ["https://bote.example/fluss"],
    }
    moved = {s.role: source.text[s.start : s.end] for s in source.segments if s.fate == "moved"}
    assert moved == {
        "title": "Der Fluss",
        "byline": "Roe, Ann",
        "date": "2014-03-02T10:00",
        "url": "https://bote.example/fluss",
    }


def test_the_windows_title_serves_where_no_heading_does() -> None:
    source = page(f"<title>The river rose &ndash; The Mill Gazette</title><p>{PROSE * 3}")
    assert source.front_matter["title"] == "The river rose"
    source = page(f"<title>Home</title><p>{PROSE * 3}")
    assert source.front_matter["title"].startswith("[")


def test_json_ld_of_several_kinds() -> None:
    source = page(
        '<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"X"},'
        '{"@type":"NewsArticle","headline":"A r\\u00f6d","author":[{"name":"A B"},{"name":"C D"}],'
        f'"datePublished":"2015-05-06"}}]}}</script><p>{PROSE * 3}'
    )
    assert source.front_matter["title"] == "A röd"
    assert source.front_matter["creator"] == ["A B", "C D"]
    assert source.front_matter["date"] == datetime.date(2015, 5, 6)


def test_links_are_kept_if_they_lead_somewhere() -> None:
    source = page(
        '<link rel="canonical" href="http://x.example/a/b"><h1>T</h1><p>' + PROSE * 2
        + '<a href="c?d=1">one</a>, <a href="javascript:x()">two</a>, <a href="#n">three</a>, '
        '<a href="mailto:a@b.example">four</a>, <a href="http://y.example/(z)">five</a>.'
    )  # fmt: skip
    assert source.body.endswith(
        "[one](http://x.example/a/c?d=1), two, three, [four](mailto:a@b.example), "
        "[five](<http://y.example/(z)>).\n"
    )


def test_emphasis_that_markdown_cannot_show_is_left_out() -> None:
    source = page(f'<h1>T</h1><p>{PROSE * 2}un<i>"believ"</i>able and <b>plain</b>ly <i> so </i>.')
    assert 'un"believ"able' in source.body


def test_what_would_be_markup_stays_words() -> None:
    source = page(
        f"<h1>T</h1><p>{PROSE * 2}<p>1912. A year &lt;b&gt; *not* [[link]] ==mark== "
        f"<em>x</em><p># no heading<p>{PROSE * 2}"
    )
    assert "1912\\. A year" in source.body
    assert "\\# no heading" in source.body


def test_paragraphs_by_double_breaks_and_without_end_tags() -> None:
    source = page(f"<h1>T</h1>{PROSE}<br><br>{PROSE}<p>{PROSE}<div>{PROSE}<br>A line.</div>")
    assert source.body.count("\n\n") == 3


def test_plain_text_in_a_frame_is_laid_out_as_plain_text() -> None:
    lines = "\n".join(textwrap.wrap(PROSE * 9, 70))
    source = page(f"<html><body><pre>A title of some words\n\n{lines}\n\n{lines}</pre>")
    assert source.body.count("\n\n") >= 1
    assert "\\\n" not in source.body


def test_a_file_without_a_tag_is_plain_text() -> None:
    source = page("A title of words\n\nA paragraph of the text, somewhat longer than that.")
    assert source.front_matter["title"] == "A title of words"


def test_comments_scripts_and_tags_are_markup() -> None:
    source = page(f"<!-- a --><script>let p = '<p>'</script><p class='x'>{PROSE * 2}</p>")
    assert removed(source, "markup")[0].startswith("<!-- a --><script>")
    assert source.body == PROSE.strip() + " " + PROSE.strip() + "\n"


def test_prose_that_is_left_out_is_shown() -> None:
    other = "".join(
        f"<p>Another matter, told at some length, number {n}. {PROSE}" for n in range(3)
    )
    text = "".join(f"<p>{PROSE * 3}" for _ in range(8))
    source = page(f"<div><h1>T</h1><div>{text}</div><div>{other}</div></div>")
    assert any("left out" in remark for remark in source.review)


def test_a_page_without_words_is_refused() -> None:
    source = read_source(b"<html><script>x</script><img src=a.png></html>", "a.html")
    assert [d.code for d in source.diagnostics] == ["source-empty"]


def test_another_program_is_asked_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert second_opinion("<p>x") == ""
    asked = types.SimpleNamespace(extract=lambda source, **_: source.removeprefix("<p>") + "\n y")
    monkeypatch.setitem(sys.modules, "trafilatura", asked)
    assert second_opinion("<p>x") == "x y"
    text, other = (f"<p>{PROSE * n}" for n in (8, 3))
    asked.extract = lambda _, **__: PROSE * 3
    page(f"<article><h1>T</h1>{text}</article><div>{other}</div>")


LONG = f"<p>{PROSE * 4}</p>"


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (f'<p class="comment-lead">{PROSE}</p>', "second step of the mill"),
        ('<p class="social">The club met in the hall on Fridays.</p>', "The club met"),
        (
            f'<div class="related-work"><h3>Related work</h3><p>{PROSE}</p></div>',
            "second step of the mill",
        ),
        ("<nav><ol><li>He went up the hill at night.</li></ol></nav>", "He went up"),
        ("<footer><p>Signed, the Mayor of Harrow</p></footer>", "Signed, the Mayor"),
        (
            "<blockquote><p>It rose.</p><footer>— <a href='/a'>Ann Roe</a></footer></blockquote>",
            "Ann",
        ),
    ],
)
def test_prose_does_not_go_for_a_name_or_a_tag(held: str, words: str) -> None:
    source = page(f"<nav><a href='/'>Home</a></nav><article><h1>T</h1>{LONG}{held}{LONG}</article>")
    assert words in source.body
    assert not any(words in one for one in removed(source))
    end = page(f"<article><h1>T</h1>{LONG * 2}{held}</article>")
    assert not any(words in one for one in removed(end))


def test_what_reads_like_litter_still_goes() -> None:
    source = page(
        f"<article><h1>T</h1>{LONG}<p class='share-tools'>Share this story</p>{LONG}"
        "<div class='related'><a href='/a'>The other mill.</a></div>"
        "<footer><a href='/t'>Rivers</a></footer></article>"
    )
    assert removed(source) == ["Share this story", "The other mill.", "Rivers"]


def test_what_is_removed_from_within_the_article_is_shown() -> None:
    source = page(f"<article><h1>T</h1>{LONG}<aside>{PROSE}</aside>{LONG}</article>")
    assert source.review == (f"left out within the article: {PROSE[:60]}",)
    assert source.front_matter["review"] == "needed"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("the bridge<sup>1</sup> rose", "the bridge 1 rose"),
        ("the bridge<sup>1</sup>was", "the bridge 1 was"),
        ("10<sup>6</sup> and H<sub>2</sub>O, the 1<sup>st</sup>", "10 6 and H2O, the 1st"),
        ("the <del>old</del><ins>new</ins> mill", "the old new mill"),
        ("the mill<ins>s</ins>", "the mills"),
    ],
)
def test_raised_and_corrected_words_do_not_run_together(written: str, said: str) -> None:
    assert said in page(f"<h1>T</h1><p>{PROSE * 3}{written}.</p>").body


def test_preformatted_code_keeps_its_spacing() -> None:
    source = page(f"<h1>T</h1>{LONG}<pre><code>if a:\n    b  = 1\nc</code></pre>{LONG}")
    assert "if a:\n    b  = 1\nc\n```" in source.body


# --- encodings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "encoding", "words"),
    [
        ('<meta charset="windows-1251">', "cp1251", "Привет, река"),
        (
            "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>",
            "cp1252",
            "“café”",
        ),
        ('<?xml version="1.0" encoding="ISO-8859-2"?>', "iso8859-2", "Žluťoučký"),
        ("<meta charset=gb2312>", "gb18030", "河水上涨"),
        ('<meta charset="iso-2022-jp">', "iso2022_jp", "川の水"),
        ('<meta charset="latin1">', "utf-8", "“café”"),
    ],
)
def test_a_declared_encoding_is_used(head: str, encoding: str, words: str) -> None:
    data = (head + f"<h1>{words}</h1><p>" + PROSE * 3).encode(encoding)
    source = read_source(data, "a.html")
    assert source.encoding == encoding
    assert source.front_matter["title"] == words


def test_a_declared_encoding_that_cannot_be_is_not() -> None:
    data = b'<meta charset="utf-8"><h1>caf\xe9</h1>'
    assert [d.code for d in read_source(data, "a.html").diagnostics] == ["source-undecodable"]


# --- whatever comes ----------------------------------------------------------------------------------

TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<div class='byline'>", "<span class=date>", "</span>", "<b>",
     "</b>", "<i>", "</i>", "<a href='http://a.example/b_c*d'>", "<a href=x>", "</a>", "<br>",
     "<br><br>", "<h1>", "</h1>", "<h2>", "</h2>", "<h3 class=title>", "<li>", "<ul>", "</ul>", "<ol>",
     "<ol start=7>", "</ol>", "<blockquote>", "</blockquote>", "<table>", "<tr>", "<td>", "<th>",
     "</table>", "<caption>", "<pre>", "</pre>", "<hr>", "<figure>", "<figcaption>", "</figure>",
     "<img src=a.png>", "<span class=credit>", "<nav>", "</nav>", "<footer>", "</footer>", "<aside>",
     "<script>", "</script>", "<!--", "-->", "<noscript>", "</noscript>", "<title>", "</title>",
     "<article>", "</article>", "<header>", "<main>", "<time datetime='2016-04-19'>", "</time>",
     "<meta name=author content='A &amp; B'>", "<meta property=og:title content=\"A 'T'\">",
     "<p class=standfirst>", "<p class=kicker>", "<p class=correction>", "<textarea>", "<plaintext>",
     "<svg>", "<x-y>", "<x>", "<", ">", "&", "&amp;", "&nbsp;", "&lt;b&gt;", "&#0;", "&#xD800;",
     "<sup>", "</sup>", "<del>", "</del><ins>", "<sub>", "<code>",
     "&shy;", "&fjlig;", "&ldquo;", "&#8209;", "]]>", "<![CDATA[", "<?", "<a b='", '"', "'", "</", "<p "]
)  # fmt: skip
WORDS = st.sampled_from(
    ["A title of some words", "By Jane Doe and John Roe", "Photo: X", "19 April 2016", PROSE, PROSE * 9,
     "PARIS, April 19 (AP) -- ", "© 2014 X", "1912. ", "# ", "- ", "[[a]]", "[1]", "*a*", "_", "`", "|",
     "\\", "!", "[", "]", "(", "{#a}", "\ufb01", "\u00ad", "\u200b", "\x00", "\n", "\n\n", " ", "é",
     "Share this", "Last updated 3 May 2016", "    code", "\ud800"]
)  # fmt: skip
SOURCES = st.lists(st.one_of(TAGS, TAGS, WORDS, st.text(max_size=5))).map("".join)


@given(SOURCES)
@example("<p>\ufb01<b>\ufb01</b>&fjlig;")
@example("<table><tr><td>a|b<td>`|`<tr><td>\\|<td>")
@example("<ul><li><ol start=7><li>a<li>b</ol><li><blockquote>c<li>d")
@example("<p>a<b> *</b><i>b</i>c<b>d</b><i>e</i>")
def test_any_page_is_accounted_for(words: str) -> None:
    page("<p>" + words)
    page(words)


@given(SOURCES)
def test_tokens_are_the_whole_source(words: str) -> None:
    found = list(tokens(words))
    assert "".join(words[t.start : t.end] for t in found) == words


@given(st.text())
def test_any_text_is_a_page(words: str) -> None:
    page(words)


@given(SOURCES)
@example("&lt;b&gt;0»0")
def test_importing_again_changes_nothing(words: str) -> None:
    data = ("<p>A word. " + words).encode("utf-8", "replace")
    today = datetime.date(2026, 11, 22)
    plan = plan_import(data, "a.html", today=today)
    assert check_record(data, plan.record, "a.html") == ()
    again = plan_import(
        data, "a.html", existing_markdown=plan.markdown, existing_record=plan.record, today=today
    )
    assert (again.action, again.markdown) == ("unchanged", plan.markdown)


def test_hostile_strings_as_pages() -> None:
    for some in (XSS, NAUGHTY):
        for string in some[::7]:
            page(string)
        for string in some[3::7]:
            page(f"<h1>T</h1><p>{PROSE}{string}<p>{PROSE}")
        page("\n".join(some))
        page("".join(f"<p>{string}" for string in some))


def test_no_address_that_runs_comes_through() -> None:
    hrefs = ["javascript:x", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "java&#10;script:x"]
    links = "".join(f'<a href="{href}">x</a> ' for href in hrefs)
    source = page(f"<h1>T</h1><p>{PROSE * 4}{links}")
    assert not re.search(r"\]\(", source.body)


@pytest.mark.parametrize(
    "piece",
    [f"<p class='a b'>{PROSE}<b>bold</b> and <a href='http://a.example/'>link</a>.</p>\n", "<div>",
     "<b>x", "<a b='", "<!--", "<a ", "<td>x", "<li>x", "x<br>", "&amp;", "<p><i>x</i>", "<script>",
     "</p>"],
)  # fmt: skip
def test_the_time_grows_with_the_length_alone(piece: str) -> None:
    def taken(size: int) -> float:
        data = ("<h1>T</h1>" + piece * (size // len(piece))).encode()
        start = time.process_time()
        read_source(data, "a.html")
        return time.process_time() - start

    taken(5_000)
    short, long = taken(15_000), taken(60_000)
    # Four times the length; the rest is for what other work does to a machine.
    assert long < 10 * short + 0.5


def test_cells_over_several_rows_and_columns_keep_their_places() -> None:
    source = page(
        f"<h1>Ships</h1><p>{PROSE * 2}<table><tr><th rowspan=2>Year<th colspan=2>Ships"
        "<tr><th>Small<th>Large"
        f"<tr><td>1912<td>4<td>5<tr><td>1913<td colspan=2>none<tr><td><td>7<td>8</table><p>{PROSE * 2}"
    )
    assert (
        "| Year | Ships |  |\n|---|---|---|\n|  | Small | Large |\n| 1912 | 4 | 5 |\n"
        "| 1913 | none |  |\n"
        "|  | 7 | 8 |\n"
    ) in source.body
    assert source.review == ()


def test_a_list_goes_on_from_the_number_that_its_page_gives() -> None:
    items = "<ol start=5><li>five<li value=9>nine<li>ten</ol><ol reversed><li>two<li>one</ol>"
    source = page(f"<h1>List</h1><p>{PROSE * 2}{items}<p>{PROSE * 2}")
    assert "5. five\n\n9) nine\n10) ten\n" in source.body
    assert "2. two\n\n1) one\n" in source.body
    lists = [
        token.attrGet("start")
        for token in parser().parse(source.body)
        if token.type == "ordered_list_open"
    ]
    assert lists == [5, 9, 2, None]


@pytest.mark.parametrize(
    ("seen", "date", "asks"),
    [
        ("April 19, 2016", datetime.date(2016, 4, 19), False),
        ("April 20, 2016", datetime.date(2016, 4, 20), False),
        ("April 2, 2016", datetime.date(2016, 4, 20), True),
        ("Updated: April 25, 2016", datetime.date(2016, 4, 20), False),
    ],
)
def test_the_day_that_readers_see_against_the_pages_head(
    seen: str, date: datetime.date, asks: bool
) -> None:
    source = page(
        '<script type="application/ld+json">'
        '{"@type":"NewsArticle","datePublished":"2016-04-20T01:00:00Z"}'
        f"</script><article><h1>The flood</h1><time>{seen}</time><p>{PROSE * 3}</article>"
    )
    assert source.front_matter["date"] == date
    assert any("2016" in remark for remark in source.review) == asks


def test_that_another_program_could_be_asked_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    text, other = (f"<p>{PROSE * n}" for n in (8, 4))
    source = page(f"<article><h1>T</h1>{text}</article><div>{other}</div>")
    assert "the extra `article` helps" in source.review[-2]
