"""Titles, names, days and datelines in heads of many kinds, and lines that only look like them."""

import datetime

import pytest

from readingroom.importing import read_source
from readingroom.importing.dates import day_line
from readingroom.importing.rules.names import catalogued, is_name, people

BODY = "The minister resigned on Wednesday after a week of questions, officials said."
MORE = "Nobody in the harbour had been told, and the ferry left as it did every other day."


def front(*lines: str, between: str = "\n\n") -> dict[str, object]:
    source = read_source(between.join([*lines, BODY, MORE]).encode(), "a.txt")
    return {k: v for k, v in source.front_matter.items() if k not in {"source", "review"}}


TITLE = "Storm shuts the ports of the north"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("12. März 2014", "2014-03-12"),
        ("Publié le 3 février 2016 à 10h30", "2016-02-03"),
        ("Martes, 12 de mayo de 2014", "2014-05-12"),
        ("4 maggio 2011", "2011-05-04"),
        ("4 de março de 2011", "2011-03-04"),
        ("5 mei 2014", "2014-05-05"),
        ("11 ноября 2013 г.", "2013-11-11"),
        ("2016年4月19日 10:30", "2016-04-19"),
        ("Tue, 14 Oct 2003 22:17:24 +0200", "2003-10-14"),
        ("Tue Jun 4, 2013 5:12pm BST", "2013-06-04"),
        ("June 29, 30; July 21, 1964.", "1964-07-21"),
        ("Sunday the 3rd of May, 2009, at 9.20 p.m.", "2009-05-03"),
        ("13/04/2016", "2016-04-13"),
        ("April 2016", "2016-04"),
        ("Published: 1926", "1926"),
        ("03/04/2016", ""),
    ],
)
def test_days(words: str, said: str) -> None:
    line = day_line(words, 0, len(words))
    assert line is not None
    assert line.said == said
    assert line.ambiguous == (not said)


def test_an_ambiguous_day_is_settled_by_another_of_the_source_or_by_its_weekday() -> None:
    known = [datetime.date(2016, 3, 4)]
    line = day_line("03/04/2016", 0, 10, known)
    assert line is not None
    assert line.day == known[0]
    words = "Monday 03/04/2017"
    line = day_line(words, 0, len(words))
    assert line is not None
    assert line.day == datetime.date(2017, 4, 3)


def test_an_ambiguous_day_is_a_question() -> None:
    source = read_source(f"{TITLE}\n\nDate: 03/04/2016\n\n{BODY}\n\n{MORE}".encode(), "a.txt")
    assert "date" not in source.front_matter
    assert any("03/04/2016" in remark for remark in source.review)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("JANE DOE and JOHN ROE", ("Jane Doe", "John Roe")),
        ("Clara Weiss in Vienna and Tom Reed in Ghent", ("Clara Weiss", "Tom Reed")),
        ("COLM TREHARNE, Transport Correspondent", ("Colm Treharne",)),
        ("THE REV. JOSIAH PENNICK, M.A.,\nVicar.", ("Josiah Pennick",)),
        ("Martin Luther King, Jr.", ("Martin Luther King, Jr.",)),
        ("H. STRAKE (Lt.-Col., retd.)", ("H. Strake",)),
        ("A. Kovacs, for the Heronry Committee", ("A. Kovacs",)),
        ("Deepa Ranjan, PTI", ("Deepa Ranjan",)),
        ("the time they came, it was over", None),
        ("Voe & Lamb Ltd.", None),
    ],
)
def test_people(words: str, names: tuple[str, ...] | None) -> None:
    found = people(words, 0, len(words))
    assert (found.names if found else None) == names


def test_names_in_ordinary_case() -> None:
    assert catalogued("PETER ST. JOHN O'HARA-VANE III") == "Peter St. John O'Hara-Vane III"
    assert catalogued("MARIA DE LA CRUZ McNEIL") == "Maria de la Cruz McNeil"
    assert not is_name("World News")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["By ANN LEE\nStaff Writer"], {"creator": ["Ann Lee"]}),
        (["ANN LEE", "May 4, 2013"],
         {"creator": ["Ann Lee"], "date": datetime.date(2013, 5, 4)}),
        (["July 3, 2012 by Ann Lee"],
         {"creator": ["Ann Lee"], "date": datetime.date(2012, 7, 3)}),
        (["Posted by Ann Lee on July 3, 2012 at 10:15 am"],
         {"creator": ["Ann Lee"], "date": datetime.date(2012, 7, 3)}),
        (["3 July 2012", "Updated: 4 July 2012"], {"date": datetime.date(2012, 7, 3)}),
    ],
)  # fmt: skip
def test_lines_under_a_title(lines: list[str], found: dict[str, object]) -> None:
    assert front(TITLE, *lines) == {"title": TITLE, **found}


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("MANILA, November 11. /TASS/. ", "MANILA, November 11"),
        ("Valdehoz, Spain, May 12 (EFE).- ", "Valdehoz, Spain, May 12"),
        ("GENEVA | 4 May 2011 | Reuters | ", "GENEVA | 4 May 2011"),
        ("Hamburg, 3. März 2012 (dpa) - ", "Hamburg, 3. März 2012"),
        ("NEW YORK, Aug. 14—", "NEW YORK, Aug. 14"),
        ("NEW YORK — that was all of it. ", None),
    ],
)
def test_datelines(opening: str, dateline: str | None) -> None:
    source = read_source(f"{TITLE}\n\n{opening}{BODY}\n\n{MORE}".encode(), "a.txt")
    assert source.front_matter.get("dateline") == dateline
    assert ("BODY" in source.body) is False
    assert source.body.startswith(BODY) or dateline is None


def test_a_forwarded_message_is_the_inner_one() -> None:
    head = (
        "From: Bob Roe\nTo: Desk\nSubject: FW: for the file\n\nPlease keep. B.\n\n"
        "---------- Forwarded message ----------\nFrom: Ann Lee <ann@port.example>\n"
        "Date: Wed, May 4, 2011 at 6:31 PM\nSubject: Re: [ports] The storm\nTo: Bob Roe\n\n"
    )
    source = read_source(f"{head}{BODY}\n\n{MORE}\n".encode(), "a.txt")
    assert source.front_matter["title"] == "The storm"
    assert source.front_matter["creator"] == ["Ann Lee"]
    assert source.front_matter["date"] == datetime.date(2011, 5, 4)


def test_a_letter_keeps_its_signature_and_names_its_writer() -> None:
    text = (
        f"12 Mill Lane\nOxford\n\n4 May 1911\n\nDear Pym,\n\n{BODY}\n\nYours ever,\n\nEdward Hale\n"
    )
    source = read_source(text.encode(), "a.txt")
    assert source.front_matter["creator"] == ["Edward Hale"]
    assert source.front_matter["date"] == datetime.date(1911, 5, 4)
    assert "Edward Hale" in source.body
    assert str(source.front_matter["title"]).startswith("[")


def test_the_entries_of_a_diary_keep_their_days() -> None:
    days = ("Monday 3 July 1912", "Tuesday 4 July", "Wednesday 5 July")
    entries = "\n\n".join(f"{day}\n\n{BODY}" for day in days)
    source = read_source(f"Journal of Ann Lee\n\n{entries}\n".encode(), "a.txt")
    assert source.front_matter["title"] == "Journal of Ann Lee"
    assert source.front_matter["creator"] == ["Ann Lee"]
    assert "date" not in source.front_matter
    assert all(day in source.body for day in days)


def test_a_line_without_breaks() -> None:
    rest = " ".join([BODY, MORE] * 5)
    source = read_source(f"World | {TITLE} By Ann Lee | Published 3 July 2012 {rest}".encode(), "a")
    assert source.front_matter["title"] == TITLE
    assert source.front_matter["section"] == "World"
    assert source.front_matter["creator"] == ["Ann Lee"]
    assert source.front_matter["date"] == datetime.date(2012, 7, 3)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            ("LETTER FROM PORT SORREL", "“The lift will be mended.”", "Ana Ruiz"),
            {"title": "“The lift will be mended.”", "creator": ["Ana Ruiz"]},
        ),
        (
            ("A bridge too late. By John Hallam.",),
            {"title": "A bridge too late.", "creator": ["John Hallam"]},
        ),
        (
            ("The bridge is late. So are we.", "By John Hallam\nJune 3, 2013"),
            {
                "title": "The bridge is late. So are we.",
                "creator": ["John Hallam"],
                "date": datetime.date(2013, 6, 3),
            },
        ),
        (("OBITUARIES", "Voe drew every bog", "By Our Obituaries Editor"), None),
        (("CHAPTER VII.\nIn which the bell is rung",), None),
        (("Cm. 94/17", TITLE), None),
    ],
)
def test_a_title_is_told_from_series_numbers_and_stops(
    head: tuple[str, ...], said: dict[str, object] | None
) -> None:
    made = front(*head)
    titles = {"OBITUARIES": "Voe drew every bog", "Cm. 94/17": TITLE}
    chapter = "In which the bell is rung"  # the number alone on its line is a heading
    if said is None:
        assert made["title"] == titles.get(head[0], chapter)
    else:
        assert {key: made.get(key) for key in said} == said


def test_a_life_s_dates_make_a_name_the_title() -> None:
    made = front(
        "Margaret Voe", "Cartographer who walked the bogs", "Born 4 May 1921; died 3 June 2013"
    )
    assert made["title"] == "Margaret Voe"
    assert "creator" not in made


def test_nothing_but_labels_gives_no_title() -> None:
    made = front("BUREAU OF WEATHER AND TIDES\nNORTHERN OFFICE")
    assert str(made["title"]).startswith("[")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("OSLO, May 4 (AP) _ ", "OSLO, May 4"),
        ("OSLO, May 4, Kyodo - ", "OSLO, May 4"),
        ("OSLO, Norway (May 4, 2011) -- ", "OSLO, Norway (May 4, 2011)"),
    ],
)
def test_datelines_of_further_agencies(line: str, words: str) -> None:
    source = read_source(f"{TITLE}\n\n{line}{BODY}\n\n{MORE}\n".encode(), "a.txt")
    assert source.front_matter["dateline"] == words


def test_capitals_before_a_headline_s_dash_are_no_dateline() -> None:
    made = front("RADIO FIVE -- “THE LONG WAVE”", "The last night train to Oslo")
    assert "dateline" not in made
    assert made["title"] == "The last night train to Oslo"


def test_a_sermon_on_one_line() -> None:
    words = "The Lamp on the Stairs. A Sermon preached at Voe on November 20th, 1887, "
    words += "by the Rev. Tom Holm. "
    made = read_source((words + f"{BODY} {MORE} " * 5).encode(), "a.txt").front_matter
    assert made["title"] == "The Lamp on the Stairs"
    assert made["creator"] == ["Tom Holm"]
    assert made["date"] == datetime.date(1887, 11, 20)


def test_two_days_on_a_line_the_first_counts() -> None:
    made = front(TITLE, "Published: 14:05 GMT, 27 February 2020 | Updated: 09:31 GMT, 2 March 2020")
    assert made["date"] == datetime.date(2020, 2, 27)


def test_a_line_with_the_day_and_the_writer_before_a_page_s_links() -> None:
    made = front(TITLE, "Posted on June 9, 2013 at 10:42 pm by Marnie Kell | Filed under: Boats")
    assert made["date"] == datetime.date(2013, 6, 9)
    assert made["creator"] == ["Marnie Kell"]


def test_a_title_and_byline_right_over_a_wrapped_paragraph() -> None:
    words = (
        "A Town Votes to Keep Its Only Traffic Light\nBy HOLLIS GRANGER\n\n"
        "The town voted on Tuesday, by eleven votes, to keep the only traffic light that it\n"
        "has, although no car has been seen to stop at it since the spring of the year in\n"
        "which the mill was shut and the road was moved to the other side of the river.\n"
    )
    made = read_source(words.encode(), "a.txt").front_matter
    assert made["title"] == "A Town Votes to Keep Its Only Traffic Light"
    assert made["creator"] == ["Hollis Granger"]


@pytest.mark.parametrize(
    ("closing", "name"),
    [
        ("Ever your affectionate brother,\n\n          Edmund Lyle", "Edmund Lyle"),
        ("Respectfully,\n\n(Mrs.) Edna Torvald", "Edna Torvald"),
        ("I remain, Sir, yours,\n          Jas. Fenwick", "Jas. Fenwick"),
    ],
)
def test_who_signs_a_letter(closing: str, name: str) -> None:
    words = (
        f"14th November 1931\n\nMy dear Hetty,\n\n{BODY}\n\n{MORE}\n\n{closing}\n\nP.S. It rains.\n"
    )
    assert read_source(words.encode(), "a.txt").front_matter["creator"] == [name]


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("AP-NY-09-13-89 1107EDT<", datetime.date(1989, 9, 13)),
        ("191640 gmt nov 83", datetime.date(1983, 11, 19)),
    ],
)
def test_the_day_in_a_wire_s_closing_stamp(stamp: str, day: datetime.date) -> None:
    assert front(TITLE, f"PARIS (AP) -- {BODY}", MORE, stamp)["date"] == day


def test_who_talks_to_whom_are_both_creators() -> None:
    made = front(
        "‘I never learned to swim’", "Gerda Haas, the last lock-keeper, talks to Imre Solti"
    )
    assert made["creator"] == ["Imre Solti", "Gerda Haas"]


def test_words_that_only_pages_and_desks_say() -> None:
    lines = ("FOR IMMEDIATE RELEASE", TITLE, BODY, MORE, "View this email in your browser")
    source = read_source("\n\n".join(lines).encode(), "a.txt")
    assert {s.rule for s in source.segments if s.role in {"litter", "furniture"}} <= {
        "page-phrases",
        "litter-lines",
        "desk-and-page-lines",
        "notices",
    }
    assert "RELEASE" not in source.body
    assert "browser" not in source.body


@pytest.mark.parametrize(
    "line",
    [
        "The player is not the only one to blame.",
        "Have you been affected by the flood? she asked.",
        "If you liked this town in summer you would not know it now.",
    ],
)
def test_sentences_that_begin_as_pages_do_stay(line: str) -> None:
    assert line in read_source(f"{TITLE}\n\n{BODY}\n\n{line}\n\n{MORE}".encode(), "a.txt").body
