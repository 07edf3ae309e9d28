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
    section = source.front_matter.get("section", "")
    assert ("]" in section) == ("[" in section)


@pytest.mark.parametrize("above", ["HARVEST IN KUBAN", "The vote was held in the hall"])
def test_a_short_line_over_a_long_one_was_not_wrapped(above: str):
    lines = [f"{above}\n{PROSE}", f"{above} again\n{PROSE}", PROSE]
    assert f"\n\n{PROSE}" in read("The title of it all", *lines).body
    assert f"{above} {PROSE[:9]}" not in read("The title of it all", *lines).body


def test_headings_in_capitals_over_an_agencys_bulletins():
    source = read(
        "TASS DAILY NEWS IN BRIEF\nMoscow, 17 August 1988",
        "HARVEST IN KUBAN\nKRASNODAR. August 17. TASS. Farmers of the Kuban have brought in nine "
        "million tons of grain, a million more than last year, the regional committee reports.",
        "CHESS\nST. JOHN. August 16. TASS special correspondent Viktor Chepizhny reports: In the "
        "fourth round Karpov drew with Timman in 41 moves.",
    )
    assert "## HARVEST IN KUBAN\n\nKRASNODAR." in source.body
    assert "## CHESS\n\nST. JOHN." in source.body


def test_who_speaks_in_a_parliament_stands_over_what_is_said():
    source = read(
        "Orders of the Day",
        "HERRING INDUSTRY BILL",
        "The Secretary of State for Scotland (Mr. Hector McNeil)\n"
        'I beg to move, "That the Bill be now read a Second time."\n'
        "This is a small Bill, and I hope the House will not think it a dull one.",
        "Mr. Boothby (Aberdeenshire, East)\n"
        "The right hon. Gentleman says that it is small. So is the herring. (Laughter.)",
    )
    assert "McNeil) I beg" not in source.body
    assert "East) The right" not in source.body


LETTER = """
                                   The Old Rectory,
                                   Much Wenlock.
                                   {day}

{dear},

    Your letter of the 21st came on Friday and was read aloud twice, the second time for
Grandmother who had slept through the first. We are all thankful that you are out of the
line and that the socks were dry when they reached you.

                         Ever your loving sister,
                                            Dorothea.

P.S. The dog is well.
"""


@pytest.mark.parametrize(
    ("dear", "day", "title"),
    [
        ("My dearest Tom", "Sunday, 3rd October 1915.", "[Dorothea to Tom, 3 October 1915]"),
        ("Dear Mrs. Pell", "October 3, 1915", "[Dorothea to Mrs. Pell, 3 October 1915]"),
        ("My dear Father", "", "[Dorothea to Father]"),
    ],
)
def test_a_letter_is_known_by_who_wrote_to_whom(dear: str, day: str, title: str):
    source = read_source(LETTER.format(dear=dear, day=day).encode(), "a.txt")
    assert source.front_matter["title"] == title
    assert source.supplied == "letter-title"


@pytest.mark.parametrize("dear", ["Dear Sir", "My dear", "Dear all", "Dear old friend of mine"])
def test_a_letter_to_nobody_by_name_is_known_by_its_first_words(dear: str):
    source = read_source(LETTER.format(dear=dear, day="3 October 1915").encode(), "a.txt")
    assert source.supplied != "letter-title"


def test_who_speaks_in_turns_is_no_place():
    turns = [
        f"{who}: {words}"
        for words in ("Does it bother you?", "It bothers me. There were four of us.", "And then?")
        for who in ("PETER ODUYA", "ANJALI RAWAT")
    ]
    source = read("I never wanted to be the first", "Interview by Peter Oduya", PROSE, *turns)
    assert [each for each in source.review if "dateline" in each] == []


def test_a_desks_word_alone_in_its_file_is_no_text():
    source = read(
        "URGENT\nPope cancels audience over 'light fever'",
        "Vatican City, Feb 26, 2014 (AFP) - Pope Francis cancelled his weekly audience Wednesday.",
        PROSE,
    )
    assert removed(source) == ["URGENT"]


def test_the_slug_under_a_wires_start_of_message_is_the_desks():
    source = read(
        "ZCZC\nPMTURK 04\nUPDATE 2-Ferry with 212 aboard runs aground off Bozcaada",
        "By Leyla Demir",
        f"CANAKKALE, Turkey, Feb 11 (Reuters) - {PROSE}",
        "NNNN",
    )
    assert removed(source) == ["ZCZC", "PMTURK 04", "NNNN"]


def test_the_label_over_a_count_goes_with_it():
    feet = "Topics\nPrivacy\nShare on Facebook\nShare on Twitter\nReuse this content"
    source = read("A title of the text", "Shares\n412\nComments\n88", *[PROSE] * 3, feet)
    assert "Shares" in removed(source)
    assert "Shares" not in source.body


@pytest.mark.parametrize("name", ["The Guardian", "Le Monde.fr", "EL PAÍS", "The New York Times"])
def test_the_name_of_a_paper_over_its_text(name: str):
    source = read(
        name, "Why the rain fell on the town", "By Rosa Tillman", "4 May 2011", PROSE, PROSE
    )
    assert source.front_matter["publisher"] == name
    assert source.front_matter["title"] == "Why the rain fell on the town"


def test_of_published_and_changed_in_one_line_the_first_counts():
    days = "Publié le 12 mars 2015 à 11h42 - Mis à jour le 13 mars 2015 à 09h05"
    french = "Il est six heures du matin et l'eau est à 24 degrés, dit-elle, et rien ne presse ici."
    source = read("À Roubaix, la piscine", "Par Claire Vasseur", days, *[french] * 3)
    assert str(source.front_matter["date"]) == "2015-03-12"
    assert "2015" not in source.body
