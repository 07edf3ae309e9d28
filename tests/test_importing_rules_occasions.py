"""Who spoke or wrote a text, its title, day and place, as letters, speeches and desks say it."""

from __future__ import annotations

import datetime

import pytest

from readingroom.importing import read_source

LONG = (
    "Nobody at the quay had been told, and it was Thursday before anyone thought of asking why the "
    "ferry stood where it had stood since Monday, with the goats aboard and the flour getting wet."
)
MORE = "By then the harbour master had gone home, and the key to his office had gone with him."


def front(text: str, name: str = "a.txt") -> dict[str, object]:
    return read_source(text.encode(), name).front_matter


def creators(text: str) -> object:
    return front(text).get("creator", [])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "By Rosa Tillman Chief Reporter and Hugo Penn Community Reporter",
            ["Rosa Tillman", "Hugo Penn"],
        ),
        ("By Rosa Tillman, Legal Affairs Correspondent", ["Rosa Tillman"]),
        ("By\nRosa Tillman\n&\nHugo Penn\nCouncil Reporter", ["Rosa Tillman", "Hugo Penn"]),
        ("By Rosa Tillman\nas told to Hugo Penn", ["Rosa Tillman", "Hugo Penn"]),
        ("Spoken by her nephew Hugo Penn at Brill Parish Church", ["Hugo Penn"]),
        ("[Shorthand notes of a speech by Hugo Penn at the Corn Exchange.]", ["Hugo Penn"]),
        (
            "Rosa Tillman has kept goats for years. She tells Hugo Penn why",
            ["Hugo Penn", "Rosa Tillman"],
        ),
    ],
)
def test_who_is_named_over_a_text(line: str, names: list[str]):
    assert creators(f"Goats on the quay at night\n\n{line}\n\n{LONG}\n\n{MORE}\n") == names


@pytest.mark.parametrize(
    "line", ["Canal Street, Grantley Falls", "Platform 4, Meridian Station", "Amity Naval Yard"]
)
def test_a_place_spoke_nothing(line: str):
    assert creators(f"Remarks at the Opening\n\n{line}\n\n{LONG}\n\n{MORE}\n") == []


def test_a_place_in_a_diary_s_title_kept_no_diary():
    assert creators(f"Journal of a Schoolmaster, Inch Rona, 1911\n\n{LONG}\n\n{MORE}\n") == []


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("ROSA TILLMAN\n(The writer keeps goats.)", ["Rosa Tillman"]),
        (" " * 60 + "R. Tillman.", ["R. Tillman"]),
        (" " * 60 + "(R. TILLMAN)", ["R. Tillman"]),
        (
            "\n(Ro. T.)\n\nRo. T.: ROSA TILLMAN. Formerly Keeper of the Goats, Brill.",
            ["Rosa Tillman"],
        ),
    ],
)
def test_a_name_under_a_text_without_blank_lines(end: str, names: list[str]):
    assert (
        creators(f"The goats of Brill, and others\n{LONG}\n{MORE}\n{LONG}\n{MORE}\n{end}\n")
        == names
    )


def test_a_russian_letter_is_signed_behind_whose_the_writer_is():
    text = (
        "19 февраля 1953 г., четверг\n\nЗдравствуй, дорогая Вера!\n\n"
        "    Письмо твое получила в четверг, а варенье только сегодня,\nпотому что на почте его "
        "держали.\n\n"
        "          Целую крепко,\n          твоя Лида\n\n    P. S. Банку я отмыла и пришлю "
        "обратно с грибами.\n"
    )
    made = front(text)
    assert made["creator"] == ["Лида"]
    assert made["date"] == datetime.date(1953, 2, 19)
    assert str(made["title"]).startswith("[")


LETTERS = (
    "          Letters to the Editor\n\nSWANS AND THE LAW\n\n"
    f"SIR – Mr. Trubshaw asks who owns the swans.\n{LONG}\nG. H. TOLLEMACHE\nBellfield House, "
    f"Hawksby\n\n"
    f"Dear Editor,\n{LONG}\nRosa Tillman (Mrs.)\nBy e-mail\n\n"
    "SIR – It does not rhyme with dignity, as your poetry editor believes. A. SANDOVAL, Kendalthwaite\n"
)


def test_a_page_of_letters():
    made = front(LETTERS)
    assert made["title"] == "Letters to the Editor"
    assert set(made["creator"]) == {"G. H. Tollemache", "Rosa Tillman", "A. Sandoval"}  # type: ignore[call-overload]


def test_who_speaks_by_an_office_is_named_in_the_head():
    text = (
        "Press Briefing by Transport Secretary Alan Quade\nand Deputy Press Secretary Mia Ferris\n\n"
        "Platform 4, Meridian Station\n\n2:05 P.M. CST\n\n"
        "MS. FERRIS:  Good afternoon. The Secretary rides the 6:40 on Thursday.\n\n"
        "SECRETARY QUADE:  Thanks, Mia. I'll be brief, for some of you came by train.\n\n"
        "MS. FERRIS:  That's the plan.\n\nSECRETARY QUADE:  We had three principles.\n"
    )
    assert set(creators(text)) == {"Alan Quade", "Mia Ferris"}  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("SALT ROADS (Ger. Salzstraßen), the network of packhorse ways by which", "SALT ROADS"),
        ("KNOT, in the usual sense, any fastening made by interweaving a cord, which", "KNOT"),
        ("LANTERN FERRY, a class of small boat used on the lower Orre, by which", "LANTERN FERRY"),
    ],
)
def test_the_headword_of_an_article_is_its_title(opening: str, title: str):
    text = f"{opening} {LONG}\n\nSee TOLLS.\n\n{MORE}\n\n(H. P. L.)\n"
    made = read_source(text.encode(), "a.txt")
    assert made.front_matter["title"] == title


def test_capitals_that_open_a_story_are_no_headword():
    made = front(f"ROSA TILLMAN, a keeper of goats, came to the quay on Monday. {LONG}\n\n{MORE}\n")
    assert made["title"] != "ROSA TILLMAN"


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("SAN TELMO, Chile — March 6, 2018 — The survey", "SAN TELMO, Chile — March 6, 2018"),
        ("SHIRAHAMA, Japan, Aug. 16, Kanto News - Some lanterns", "SHIRAHAMA, Japan, Aug. 16"),
    ],
)
def test_less_usual_datelines(opening: str, dateline: str):
    assert front(f"Goats on the quay\n\n{opening} were late. {LONG}\n")["dateline"] == dateline


def test_a_town_opens_a_german_report():
    text = (
        "Der Esel, der nicht zahlen wollte\n\nVon Jochen Prill\n\nOBERSULM. Wer in diesen Tagen "
        "über die alte "
        "Brücke will, der muss am Esel vorbei, und das ist nicht einfach, denn er steht quer auf "
        "der Straße "
        "und geht nicht weg.\n\nDer Bürgermeister sagt, die Gemeinde und das Amt sind mit der "
        "Sache befasst, "
        "und der Esel ist es auch. Das ist nicht neu.\n\n© Obersulmer Tagblatt, Mittwoch, 7. Juni 1995\n"
    )
    made = front(text)
    assert made["dateline"] == "OBERSULM"
    assert made["date"] == datetime.date(1995, 6, 7)


@pytest.mark.parametrize(
    ("foot", "day"),
    [
        ("B4  MON., OCT. 14, 1985", datetime.date(1985, 10, 14)),
        ("From The Tolley Review, 1 December 2010", datetime.date(2010, 12, 1)),
        ("dpa uhe sco\n051542 May 15 GMT", datetime.date(2015, 5, 5)),
        ("APTV-06-23-97 1604EDT<", datetime.date(1997, 6, 23)),
    ],
)
def test_the_day_under_a_text(foot: str, day: datetime.date):
    head = "Goats on the quay\n\nBy Rosa Tillman\n"
    body = f"{LONG}\n\n{MORE}\n\n" * 6
    assert front(f"{head}\n{body}\n\n{foot}\n")["date"] == day


def test_a_notice_of_copyright_dates_a_dateline():
    report = f"   LUSAKA, Jan 27 (Reuters) - {LONG}"
    text = f"Dam repairs to halve output\n\n{report}\n\n(c) Copyright Thomson Reuters 2009\n"
    assert front(text)["date"] == datetime.date(2009, 1, 27)


def test_the_days_of_a_diary_date_no_text():
    days = ["Mon. 2 Jan. 1899.", "Tues. 3rd.", "Wed. 4th. -", "Thurs. 5th."]
    made = front("\n\n".join(f"{day}\n   {MORE}" for day in days))
    assert "date" not in made


def test_a_letter_s_subject_stands_under_its_greeting():
    text = (
        "BELLWEATHER & NEPHEW\nOrgan Builders\n\n9th February 1931\n\nReverend and dear Sir,\n\n"
        f"re: Great Organ, Open Diapason No. 2\n\n{LONG}\n\nYours faithfully,\nH. Bellweather\n"
    )
    made = front(text)
    assert made["title"] == "Great Organ, Open Diapason No. 2"
    assert made["creator"] == ["H. Bellweather"]


def test_a_heading_of_a_message_is_no_list_s_footer():
    text = (
        'From: "Brill Friends" <friends@brill.example>\nSubject: October\n\nDear Friend,\n\n'
        f"{LONG}\n\n{MORE}\n\nA THANK-YOU\n-----------\n\nLouise is stepping down.\n\nJan "
        f"Overmyer\nPresident\n\n"
        "------------------\nUnsubscribe | Forward to a friend\n"
    )
    made = read_source(text.encode(), "a.txt")
    assert made.front_matter["creator"] == ["Jan Overmyer"]
    assert "Louise is stepping down." in made.body


def test_the_only_day_of_a_head_is_the_text_s():
    line = "For the Guild of Rope Makers, at its supper of 3 May 1999, with goats"
    assert front(f"On knots\n\n{line}\n\n{LONG}\n\n{MORE}\n")["date"] == datetime.date(1999, 5, 3)
