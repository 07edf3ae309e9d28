"""Marks of sheet, desk and hour round a text; lists that a page hangs on it; what looks like these."""

import pytest

from readingroom.importing import read_source

PROSE = (
    "The rain had fallen all that week upon the town and nobody had gone out to look at it, for the "
    "river was already known to be high and the bridge was said to be down."
)


def roles(*blocks: str) -> dict[str, str]:
    source = read_source("\n\n".join(blocks).encode(), "a.txt")
    return {source.text[s.start : s.end]: s.role for s in source.segments}


@pytest.mark.parametrize(
    "line",
    [
        "The Lakeland Chronicle, 03/04/2016, p. 14",
        "B4  MON., OCT. 14, 1985",
        "17 June 1998                    ASSEMBLY                    1413",
        "VOL. XXII.—27",
        "161420 JST",
        "jg/mt 1741",
        "0022-4461/78/0012-0045 $02.00  (c) 1978",
    ],
)
def test_the_foot_of_a_sheet_and_a_wires_hour(line: str) -> None:
    assert roles("A title of the text", PROSE, PROSE, line)[line] == "furniture"


@pytest.mark.parametrize("sign", ["B2", "I 2"])
def test_the_binders_sign_where_words_are_divided(sign: str) -> None:
    page = (
        "The rain had fallen all that week upon the town and no-\n"
        "body had gone out to look at it, for the river was al-\n"
        "ready known to be high and the bridge was said to be\n"
        "down, and the ferry with it, as it was every spring."
    )
    assert roles("A TITLE", page, sign)[sign] == "furniture"


@pytest.mark.parametrize("line", ["B2", "I", "On 14 October 1985 there were 12", "Vitamin B2"])
def test_lines_as_short_that_stay(line: str) -> None:
    assert roles("A title of the text", PROSE, line, PROSE).get(line) != "furniture"


def test_the_hour_over_a_speech_and_under_it() -> None:
    found = roles("Remarks at the Dock", "11:14 A.M. EDT", PROSE, PROSE, "11:20 A.M. EDT")
    assert (found["11:14 A.M. EDT"], found["11:20 A.M. EDT"]) == ("time", "furniture")
    log = roles("A log of the night", "1.10 a.m.", PROSE, "2.20 a.m.", PROSE, "3.30 a.m.", PROSE)
    assert "time" not in log.values()


@pytest.mark.parametrize(
    "line",
    [
        "FOR RELEASE: Tuesday, March 6, 2018, 9:00 a.m. Eastern",
        "EMBARGO: 00.01 hrs Tuesday 11 May 2010",
        "PRESS RELEASE — NOT FOR PUBLICATION BEFORE 06:00",
    ],
)
def test_when_a_release_may_be_used(line: str) -> None:
    found = roles(line, "Mirror reaches the summit", PROSE, PROSE, "# # #", "Note: " + PROSE)
    assert (found[line], found["# # #"]) == ("furniture", "furniture")


def test_the_marks_of_an_agencys_wire() -> None:
    found = roles(
        "^Wind topples weather vane<\n^By DALE RUTKOWSKI=\n^Associated Press Writer=",
        "   TAMARACK, Mich. (AP) _ " + PROSE,
    )
    assert found["Wind topples weather vane"] == "title"
    assert not {"^", "<", "="} & {words for words, role in found.items() if role == "paragraph"}


@pytest.mark.parametrize("label", ["MOST READ", "Read more:", "Trending"])
def test_headlines_of_other_pieces_are_kept(label: str) -> None:
    headline = "Seagull takes the vicar's sandwich"
    found = roles("A title of the text", PROSE, PROSE, f"{label}\n{headline}")
    assert (found[label.strip(":")], found[headline]) == ("related-label", "related-headline")


def test_topics_of_a_page_are_not_kept() -> None:
    found = roles("A title of the text", PROSE, PROSE, "Topics\nFerries\nTide tables\nHarbours")
    assert found["Tide tables"] == "litter"


@pytest.mark.parametrize(
    "line",
    [
        "Unsubscribe, said my husband, when I told him of the slugs.",
        "Thank you.",
        "Dear Friend,",
        "Source: Mirava News Agency",
        "Published in the Courier on November 17, 2009",
    ],
)
def test_words_that_are_no_pages(line: str) -> None:
    found = roles("Menu\nLog in\nSubscribe", "A title of the text", line, PROSE, PROSE)
    assert "litter" not in {role for words, role in found.items() if words in line}


def test_a_notice_in_a_line_takes_no_line_below_it() -> None:
    title = "What the ditch said when it had been dug for a week"
    found = roles(f"View this email in your browser\n{title}\nNoor Haddad", PROSE, PROSE)
    assert found["View this email in your browser"] == "litter"
    assert found[title] == "title"


def test_the_foot_of_a_list_begins_with_its_own_rule() -> None:
    found = roles(
        "A title of the text", PROSE, "THANKS\n-----------", "She is stepping down this year.",
        "--------------------\nYou get this because you signed up.\nUnsubscribe | Preferences",
    )  # fmt: skip
    assert found["She is stepping down this year."] == "paragraph"
    assert found["You get this because you signed up."] == "litter"


def test_a_senders_office_is_no_part_of_the_name() -> None:
    head = (
        'From: "Oonagh Fry (Hon. Sec.)" <fry@bees.example>\nSubject: The hive\nTo: all@bees.example'
    )
    assert read_source(f"{head}\n\n{PROSE}".encode(), "a.txt").front_matter["creator"] == [
        "Oonagh Fry"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "We use your sign-up to provide content in ways you've consented to, and to learn more of you.",
        "By subscribing, you agree to our Terms of Use and acknowledge that your information is used.",
        "This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.",
        "Those ads you do see are predominantly from local businesses promoting local services.",
        "If you have a complaint about the editorial content which relates to inaccuracy, write here.",
        "... we have a small favour to ask. More people are reading the Post than ever, and fewer pay.",
        "Got a story? Email news@coast.example or call 01632 960 999",
        "f  t  ✉  🖨",
        "Font size - +",
    ],
)
def test_what_sites_tell_their_readers(line: str) -> None:
    found = roles("A title of the text", f"{PROSE}\nSign up\n{line}", PROSE)
    assert found[line] == "litter"


def test_comments_under_a_short_text_go_whole() -> None:
    comments = "3 COMMENTS\n\ngoatlover88\n14 May 2013 at 10:12\nAbout time too.\nReply"
    text = f"The ferry returns\n\n24 Comments\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{comments}"
    source = read_source(text.encode(), "a.txt")
    assert "About time" not in source.body
    assert source.body.count("The rain had fallen") == 3


def test_the_part_of_a_site_over_a_headline_is_no_link() -> None:
    head = "Menu\nSubscribe\nFood & Drink\nLast loaf at the corner: bakery closes"
    found = roles(head, PROSE, PROSE)
    assert found["Food & Drink"] == "section"
    assert found["Subscribe"] == "litter"


def test_small_advertisements_of_a_printed_page() -> None:
    advertisement = "TO BE LET, a genteel VILLA, with coach-house.--Apply, this Office."
    page = ("4     THE NORTH GAZETTE, THURSDAY, AUGUST 13, 1891.", "THE AERONAUT.", PROSE)
    assert roles(*page, advertisement)[advertisement] == "litter"
    assert roles("A title of the text", PROSE, advertisement)[advertisement] != "litter"


def test_how_a_governments_paper_is_classed() -> None:
    found = roles("UNCLASSIFIED", "SUBJECT: The shed", PROSE, "UNCLASSIFIED")
    assert found["UNCLASSIFIED"] == "furniture"
