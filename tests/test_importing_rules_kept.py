"""What belongs to a text and looks like something else: it stays, and is no author's name."""

from __future__ import annotations

import pytest

from readingroom.importing import Source, read_source

PROSE = (
    "The rain had fallen all that week upon the town, and nobody had gone out to look at it, for "
    "the river was already known to be high and the bridge was said to be down."
)


def read(*blocks: str) -> Source:
    return read_source("\n\n".join(blocks).encode(), "a.txt")


def removed(source: Source) -> list[str]:
    gone = {"litter", "furniture"}
    return [source.text[s.start : s.end] for s in source.segments if s.role in gone]


@pytest.mark.parametrize(
    "words",
    [
        "Delegates clap at the World Health Assembly in Geneva, where they met. Later they left. ",
        "The World Health Assembly on Wednesday adopted a convention on tobacco. It is the first. ",
        "A bench on River Road Photo: Nation Media Group After 44 years the man has put it away. ",
    ],
)
def test_two_words_of_a_name_are_no_links_in_running_text(words: str):
    assert removed(read(words + 8 * (PROSE + " "))) == []


def test_a_headline_over_a_byline_is_never_a_pages_own():
    source = read(
        "Opinion\nWhy I have stopped reading the terms and conditions",
        "Marina Okonkwo",
        "Thu 14 May 2015 07.30 BST",
        "Shares\n412\nComments\n88",
        *[PROSE] * 3,
        "Topics\nPrivacy\nShare on Facebook\nShare on Twitter\nShare via Email\nReuse this content",
    )
    assert source.front_matter["title"] == "Why I have stopped reading the terms and conditions"
    assert source.front_matter["creator"] == ["Marina Okonkwo"]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("SPEECH BY THE MINISTER FOR WATER AFFAIRS, MS. T. N. DLAMINI", ["T. N. Dlamini"]),
        ("REMARKS BY THE PRESIDENT AT EASTER EGG ROLL", []),
        ("Statement by the Minister for Water Affairs", []),
        ("Address by the Mayor, John Pellow, at the Town Hall", ["John Pellow"]),
    ],
)
def test_an_office_in_a_title_is_no_name(title: str, names: list[str]):
    source = read(title, "22 March 2011", *[PROSE] * 3)
    assert source.front_matter.get("creator", []) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Source: Ogden family papers, reproduced by kind permission.", []),
        ("SOURCE: AL JAZEERA AND NEWS AGENCIES", []),
        ("Source: Xinhua", ["Xinhua"]),
    ],
)
def test_where_a_text_was_found_is_no_author(line: str, names: list[str]):
    source = read("The flour got wet at the quay", *[PROSE] * 3, line)
    assert source.front_matter.get("creator", []) == names
    assert source.front_matter["credit"] == line


def test_a_bar_of_a_page_names_nobody():
    bar = "U.S. Edition   October 11, 2013   Today's Paper   Video"
    source = read(bar, "Share Prices Tumble in Manila", "By Josephine Reyes", *[PROSE] * 3)
    assert source.front_matter["creator"] == ["Josephine Reyes"]


def test_the_word_before_a_german_name_is_no_part_of_it():
    lines = "14. Februar 2018, 18:52 Uhr", "Von Matthias Kellner, Oberammergau"
    german = "Es ist kurz vor zwölf, und der alte Mann spitzt den Bleistift, den er nie verliert."
    source = read("Der Mann, der die Glocken zählt", *lines, *[german] * 3)
    assert source.front_matter["creator"] == ["Matthias Kellner"]
    assert "subtitle" not in source.front_matter


def test_a_headline_that_stands_twice_is_no_deck():
    title = "Pune: Civic body to levy Rs 500 fine for spitting on Metro platforms"
    source = read(title, title, "TNN | Aug 12, 2019, 04.31 AM IST", *[PROSE] * 3)
    assert source.front_matter["title"] == title
    assert "subtitle" not in source.front_matter


def test_a_wires_last_paragraph_is_no_caption():
    source = read(
        "Pope cancels audience over 'light fever': Vatican",
        "Vatican City, Feb 26, 2014 (AFP) - Pope Francis cancelled his weekly audience Wednesday "
        'because of a "light fever", the Vatican said.',
        '"The Holy Father will rest today," spokesman Federico Lombardi told reporters.',
        "The 77-year-old was due to meet French bishops in the afternoon.",
        "fmp-ljm/dt/boc",
    )
    assert "figures" not in source.front_matter
    assert source.body.endswith("in the afternoon.\n")


def test_brackets_of_a_section_stay_whole():
    source = read("Court of Appeal", "[1978] 2 All ER 411", "HARGREAVES v. WIDNES", *[PROSE] * 3)
    assert "1978] 2" not in source.front_matter.get("section", "").replace("[1978] 2", "")
