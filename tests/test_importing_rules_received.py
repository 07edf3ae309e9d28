"""Sources as they are received, one idea of a rule each, found by trying texts that no rule had seen."""

from __future__ import annotations

import datetime

import pytest

from readingroom.importing import Source, read_source

PROSE = (
    "The ferry did not leave on Monday, and it was Thursday before anyone at the quay thought of "
    "asking why. By then the flour had got wet and the goats were restless."
)
WRAPPED = (
    "The ferry did not leave on Monday, and it was Thursday before\n"
    "anyone at the quay thought of asking why. By then the flour had\n"
    "got wet and the goats were restless, and nobody said a word.\n"
)


def read(*blocks: str) -> Source:
    return read_source("\n\n".join(blocks).encode(), "a.txt")


def roles(source: Source) -> dict[str, str]:
    return {source.text[s.start : s.end]: s.role for s in source.segments}


def test_a_headline_between_a_pages_links_and_its_day_is_the_title():
    head = (
        "Xintai News Agency  |  Home | China | World | Sports\nPhotos  Video",
        "Four pandas take first steps in snow at Minshan reserve",
        "English.xintainews.example   2016-01-23 16:20:33   [More]",
    )
    front = read(head[0], "\n".join(head[1:]), PROSE, PROSE).front_matter
    assert front["title"] == "Four pandas take first steps in snow at Minshan reserve"
    assert front["date"] == datetime.date(2016, 1, 23)
    assert "subtitle" not in front


def test_a_wires_headline_right_over_a_first_line_set_in():
    head = "BC-LANDORA-FERRY\nURGENT\nFerry with 212 aboard runs aground off Landora, no one hurt\n"
    lead = (
        "    PORT LANDORA, Feb 9 (Meridian) - A passenger ferry carrying 212 people\n"
        "ran aground on a sandbar off Landora's northern coast on Thursday, the coast\n"
        "guard said, adding there were no reports of injuries."
    )
    front = read(head + lead).front_matter
    assert front["title"] == "Ferry with 212 aboard runs aground off Landora, no one hurt"
    assert front["dateline"] == "PORT LANDORA, Feb 9"


@pytest.mark.parametrize(
    "behind",
    [" rosa@quay.example", " | @rosatill", " Follow", ", Special to The Quay"],
)
def test_where_a_writer_can_be_reached_stands_behind_the_name(behind: str):
    source = read("Goats on the quay", f"By Rosa Tillman{behind}", PROSE, PROSE)
    assert source.front_matter["creator"] == ["Rosa Tillman"]


def test_who_sent_a_text_on_did_not_write_it():
    head = "From: Graham Utley <gu@a.example>\nTo: Ros <rp@b.example>\nSubject: Goats on the Quay"
    source = read(head, "GOATS ON THE QUAY", "by Nellie Frost", PROSE)
    assert source.front_matter["creator"] == ["Nellie Frost"]
    assert source.front_matter["title"] == "Goats on the Quay"
    assert roles(source)["GOATS ON THE QUAY"] == "title"
    assert read(head, PROSE).front_matter["creator"] == ["Graham Utley"]


def test_a_report_sent_by_telegraph_was_written_by_nobody_named():
    source = read("THE STOLEN ELEPHANT.", "[BY TELEGRAPH.—PRESS ASSOCIATION.]", PROSE, PROSE)
    assert "Telegraph" not in source.front_matter.get("creator", [])


def test_a_letters_day_with_its_hour_is_no_subtitle():
    source = read(
        "Tuesday night, 3rd Nov. 1896.", "My dear Constance,", PROSE, "Your sister,\nEmily."
    )
    assert "subtitle" not in source.front_matter
    assert source.front_matter["date"] == datetime.date(1896, 11, 3)
    assert "Tuesday night" in source.body


def test_what_somebody_is_before_the_name_of_who_is_talked_to():
    deck = "Retired keeper Oskar Wessel talks to Pia Lindroth about forty winters on Utgrunn."
    source = read("“Nobody wants a lighthouse”", deck, "What do you remember?", PROSE)
    assert set(source.front_matter["creator"]) == {"Oskar Wessel", "Pia Lindroth"}


def test_questions_of_an_interview_are_no_headings():
    asked = (
        "Were you lonely?",
        "You came here in 1961, as a boy. What do you remember of it now?",
    )
    source = read("A title of the text", PROSE, asked[0], PROSE, asked[1], PROSE, "And now?", PROSE)
    assert "## " not in source.body


def test_items_of_a_related_list_lose_their_bullets_and_end_with_the_editors_line():
    below = "Related News\n• Panda twins born in Minshan\n• Cold wave to hit the south\n[Editor: huaxia]"
    source = read("A title of the text", PROSE, PROSE, below)
    said = roles(source)
    assert (
        said["Panda twins born in Minshan"]
        == said["Cold wave to hit the south"]
        == "related-headline"
    )
    assert said["huaxia"] == "contributor"


def test_a_title_supplied_from_first_words_has_some():
    days = ("Sun. 4th. Rain. Church, poorly attended.", "Mon. 5th. Rain. The drain is up again.")
    assert read(*days).front_matter["title"] == "[Sun. 4th. Rain]"


def test_a_wrapped_paragraph_whose_second_line_is_short_is_prose():
    short = "The same vessel ran aground two miles (3.2 km) from the spot\nin 2009.\n"
    source = read("A title of the text", *(WRAPPED.strip() for _ in range(4)), short.strip())
    assert "the spot in 2009." in source.body


def test_a_quotation_set_in_over_two_lines_is_one():
    quoted = (
        "    “No article exceeding two feet in length shall be conveyed\n"
        "    except at the risk of the passenger.”"
    )
    text = WRAPPED.strip()
    source = read("A title of the text", text, text, "The by-law provides:", quoted, text)
    assert "> “No article exceeding two feet in length shall be conveyed except at" in source.body


def test_years_of_two_figures_are_never_a_century_to_come():
    asked = read("A title of the text", "Date: 03.04.86", PROSE).review
    assert any("1986" in note and "1886" in note for note in asked)
    assert not any("2086" in note for note in asked)


def test_addresses_that_a_terminals_browser_lists_and_what_it_writes_for_pictures():
    listed = "References\n\n1. http://eagle.example/index.html\n2. mailto:editor@eagle.example"
    source = read("[bigmasthead.gif]", "Quarry foes pack the hall", PROSE, PROSE, listed)
    said = roles(source)
    assert said["[bigmasthead.gif]"] == said["References"] == "litter"
    assert said["2. mailto:editor@eagle.example"] == "litter"


@pytest.mark.parametrize(
    "line",
    [
        "Artikel drucken   Artikel versenden   Leserbrief schreiben",
        "Envoyer à un ami   Imprimer   Réagir à cet article (6 réactions)",
        "A  A  A  Drukuj",
        "[Главная] [Новости] [Архив] [Реклама] [Форум] [Гостевая]",
    ],
)
def test_links_of_pages_in_other_languages(line: str):
    assert roles(read("A title of the text", PROSE, PROSE, line))[line] == "litter"


@pytest.mark.parametrize(
    "credit",
    ["Pic: Mel Sideline", "Fot. Tomasz Żurek", "(Submitted by Kevin Friesen)", "Фото Л. Бергера"],
)
def test_credits_of_pictures_in_more_forms(credit: str):
    source = read(
        "A title of the text", PROSE, f"The roof of the school lies in the yard. {credit}", PROSE
    )
    (figure,) = source.front_matter["figures"]
    assert figure["caption"] == "The roof of the school lies in the yard."
    assert figure["credit"]


NEXIS = """                              14 of 52 DOCUMENTS


                  Copyright 1993 Harrow Publishing Company
                         The Castle Harrow Examiner

                      June 17, 1993, Thursday, FINAL EDITION

SECTION: NEWS; Pg. A3

LENGTH: 298 words

HEADLINE: Skipper 'Had Been Awake 22 Hours,'
Ferry Inquiry Told

BYLINE: DOLORES WAINFLEET, Marine Reporter

DATELINE: CASTLE HARROW

BODY:
   The master of the ferry had not slept for 22 hours when she struck the bank, the inquiry heard.

GRAPHIC: Photo, The Brenda Lyle being raised from the bank on Tuesday. PETER GIBB/Examiner

LOAD-DATE: June 18, 1993
"""
FACTIVA = """HD   Northmet to shut Karsk smelter, 640 jobs to go
BY   By Eino Palmgren
WC   266 words
PD   11 February 2003
SC   BWBN
LA   English
CY   (c) 2003 Baltwire Oy

LP
Metals group Northmet said on Tuesday it would close its loss-making smelter by the end of June.

TD
The company blamed low prices and the cost of power, which it said had risen by a third.

RE   balt : Baltic States
AN   Document bwbn000020030211dz2b0041v
"""


def test_the_fields_of_a_databases_print_out():
    source = read(NEXIS)
    front = source.front_matter
    assert front["title"] == "Skipper 'Had Been Awake 22 Hours,' Ferry Inquiry Told"
    assert front["creator"] == ["Dolores Wainfleet"]
    assert front["date"] == datetime.date(1993, 6, 17)
    assert front["dateline"] == "CASTLE HARROW"
    assert front["section"] == "NEWS; Pg. A3"
    (figure,) = front["figures"]
    assert figure["caption"] == "The Brenda Lyle being raised from the bank on Tuesday."
    assert figure["credit"] == "PETER GIBB/Examiner"
    assert source.body.strip().startswith("The master of the ferry")
    assert source.body.strip().endswith("the inquiry heard.")


def test_the_two_letters_before_each_field():
    source = read(FACTIVA)
    front = source.front_matter
    assert front["title"] == "Northmet to shut Karsk smelter, 640 jobs to go"
    assert front["creator"] == ["Eino Palmgren"]
    assert front["date"] == datetime.date(2003, 2, 11)
    assert source.body.startswith("Metals group")
    assert source.body.strip().endswith("by a third.")
    assert roles(source)["AN   Document bwbn000020030211dz2b0041v"] == "litter"


def test_labels_in_capitals_alone_are_no_database():
    text = "SECTION: the middle of the ship.\n\nLENGTH: forty feet, as she lay in the yard that spring."
    assert "litter" not in roles(read("A title of the text", text, PROSE)).values()


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("apl 052318 nov 99", datetime.date(1999, 11, 5)),
        ("Alpina 2 AUG 1976 1508 GMT", datetime.date(1976, 8, 2)),
        ("CONPRESS 1451GMT 9 NOV 71", datetime.date(1971, 11, 9)),
        ("211402 Feb 84", datetime.date(1984, 2, 21)),
    ],
)
def test_the_day_in_more_closing_stamps(stamp: str, day: datetime.date):
    assert read("A title of the text", PROSE, stamp).front_matter["date"] == day


@pytest.mark.parametrize("line", ["Monday 6 Aug 1973", "Reached 2 Jan 1911"])
def test_a_day_without_an_hour_of_the_wires_is_no_stamp(line: str):
    source = read("A title of the text", PROSE, line, PROSE)
    assert not any(s.rule == "wire-stamps" for s in source.segments)


def test_a_byline_between_a_wires_points_and_its_dateline():
    head = (
        "UPDATE 3-Marenza drops salt levy after hauliers block tunnel\n"
        "* Levy of 14 crowns a tonne to lapse on Friday\n* Hauliers say they will clear the tunnel\n"
        "By Ilse Droste and Marco Petrilli\n\n"
    )
    source = read(head + "VALCORA, March 2 (Merid) - " + PROSE, PROSE)
    assert source.front_matter["creator"][:2] == ["Ilse Droste", "Marco Petrilli"]


@pytest.mark.parametrize(
    ("opening", "place"),
    [("Altenbrück (ndk) - ", "Altenbrück"), ("BELROCHE, 5 nov (APL) - ", "BELROCHE, 5 nov")],
)
def test_datelines_of_agencies_in_other_languages(opening: str, place: str):
    assert read("A title of the text", opening + PROSE, PROSE).front_matter["dateline"] == place


def test_captions_that_their_place_tells():
    said = "Passengers wait at the quay on Tuesday."
    source = read(
        "Ferries sail again", "By Rosa Tillman", said, "PORT CASILLA, June 23 — " + PROSE, PROSE
    )
    assert source.front_matter["figures"] == [{"caption": said}]
    held = "The bridge in 1911, with the first Mrs Aspery at the gate."
    source = read("The toll bridge", PROSE, f"{held}\nTarn Valley Museum", PROSE)
    assert source.front_matter["figures"] == [{"caption": held, "credit": "Tarn Valley Museum"}]


MAIL = (
    "From: Nadia K. <nk@postbox.example>\nDate: Wed, 20 Jul 2011 07:55:00 +0000\n"
    "Subject: Fwd: lake story"
)


def test_an_article_that_a_message_carries_has_its_own_head():
    report = "SARBAND, July 19 (Meridian) - " + PROSE
    source = read(
        MAIL, "this one has my uncle in it", "Villagers drain lake by hand", report, PROSE
    )
    assert source.front_matter["title"] == "Villagers drain lake by hand"
    assert roles(source)["this one has my uncle in it"] == "paragraph"


def test_a_carried_article_whose_lines_are_quoted():
    quoted = (
        "> The last eel-catchers of the Wend\n>\n> Dorota Mielcarz\n> Sunday March 16, 2003\n>\n> "
        + PROSE
    )
    front = read(MAIL, "Some of you missed this.", quoted).front_matter
    assert front["title"] == "The last eel-catchers of the Wend"
    assert front["creator"] == ["Dorota Mielcarz"]
    assert front["date"] == datetime.date(2003, 3, 16)


@pytest.mark.parametrize("first", ["Dear Hannah,", "Two things about the ferry", "Wilma wrote:"])
def test_a_message_that_carries_nothing_keeps_its_subject(first: str):
    front = read(MAIL, first, PROSE, PROSE).front_matter
    assert front["title"] == "lake story"
    assert front["date"] == datetime.date(2011, 7, 20)


def test_of_a_digest_the_first_message_is_the_text():
    head = "From: list@reeds.example\nDate: Wed, 31 Jan 2001 00:15:02\nSubject: HARMONIUM Digest V6"
    inner = (
        "Date: Tue, 30 Jan 2001 11:04:55\nFrom: Ansel Throop <a@b.example>\nSubject: Re: pallets"
    )
    front = read(head, "Today's Topics:\n     Re: pallets", inner, PROSE).front_matter
    assert front["title"] == "pallets"
    assert front["creator"] == ["Ansel Throop"]


def test_a_senders_name_in_brackets_behind_the_address():
    head = "From: mosei@dunmoor.example (Marguerite Osei)\nSubject: Grinding a mirror\nDate: 3 May 1994"
    assert read(head, PROSE).front_matter["creator"] == ["Marguerite Osei"]


def test_the_details_below_a_print_out():
    details = (
        "Details\nSubject: Railroads\nPublication title: The Northern Courier\nPages: 5\n"
        "Document type: article\nDocument ID: 0417729930\nLast updated: 2010-05-24"
    )
    source = read("Night Mail to Carrow Goes for Last Time", PROSE, PROSE, details)
    assert roles(source)["Document ID: 0417729930"] == "litter"
    assert "date" not in source.front_matter


def test_by_command_names_nobody():
    source = read("LAPSE OF A LEASE", "By His Honour's Command", PROSE, PROSE)
    assert "creator" not in source.front_matter


def test_headlines_that_a_page_begins_with_are_of_other_texts():
    top = "TRENDING\nMoose in mall: what staff did next\nGas price to jump overnight"
    source = read(
        top, "Fishing fleet stays in port over whale ruling", "By Rosa Tillman", PROSE, PROSE
    )
    assert source.front_matter["title"] == "Fishing fleet stays in port over whale ruling"
    assert roles(source)["Gas price to jump overnight"] == "related-headline"


def test_a_rank_before_a_name_and_an_office_behind_it():
    source = read(
        "WITH THE SALT CARAVANS", "By CAPTAIN LIONEL STRAKE, late of the Survey", PROSE, PROSE
    )
    assert source.front_matter["creator"] == ["Lionel Strake"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Sobota, 24 stycznia 1998 r.", datetime.date(1998, 1, 24)),
        ("12. října 2004", datetime.date(2004, 10, 12)),
        ("2012-12-08, ostatnia aktualizacja 2012-12-08 14:20", datetime.date(2012, 12, 8)),
    ],
)
def test_days_in_polish_and_czech(line: str, day: datetime.date):
    assert read("Pochwała kolejki", line, PROSE).front_matter["date"] == day


@pytest.mark.parametrize("line", ["Editor: Wang Mei", "[Editor: huaxia]", "责任编辑：王梅"])
def test_who_edited_a_report_in_a_line_below_it(line: str):
    source = read("A title of the text", PROSE, PROSE, PROSE, PROSE, line)
    assert source.front_matter["contributor"]
    assert "ditor" not in source.body


def test_an_editor_who_speaks_edits_nothing():
    turns = ("Editor: And what did you do then?", "Tillman: I went home.", "Editor: And then?")
    assert "contributor" not in read("A title of the text", PROSE, *turns).front_matter


def test_from_a_services_reports_is_a_credit_and_no_title():
    source = read(
        "Around the State", "From Prairie Wire reports", "Bridge bids too high", PROSE, PROSE
    )
    assert source.front_matter["title"] != "From Prairie Wire reports"
    assert source.front_matter["credit"] == "From Prairie Wire reports"


def test_the_address_that_a_text_came_from():
    address = "https://www.times.example/2017/05/09/subway-piano.html"
    source = read("A Piano Went Down", "By Calla Fenwick", PROSE, PROSE, address)
    assert source.front_matter["identifier"] == [address]
    assert address not in source.body
    labelled = read("A Piano Went Down", f"Source: {address}", PROSE, PROSE)
    assert labelled.front_matter["identifier"] == [address]
    assert "creator" not in labelled.front_matter


@pytest.mark.parametrize("line", ["www.museum.example", "https://a.example/1\nhttps://b.example/2"])
def test_whom_to_ask_and_several_addresses_are_none_of_the_text(line: str):
    assert "identifier" not in read("A title of the text", PROSE, PROSE, line).front_matter


def test_a_programme_with_who_presents_it_and_turns_with_their_times():
    turns = (
        "[00:00:00] INES ARKWRIGHT: This is Slow Weather.",
        "[00:00:29] DESMOND OYE: Of course I label them.",
        "[00:00:41] INES ARKWRIGHT: Have you ever opened one?",
        "[00:00:43] DESMOND OYE: Once. It was Tuesday's.",
    )
    source = read("Episode 41: Fog", "Slow Weather with Ines Arkwright · 14 Feb 2021", *turns)
    assert source.front_matter["creator"] == ["Ines Arkwright", "Desmond Oye"]


@pytest.mark.parametrize(
    "line", ["PUBLISHED BY REQUEST", "James R. Ober Briefing Room", "BY THE", "Level Crossings"]
)
def test_words_that_name_nobody(line: str):
    assert "creator" not in read("A title of the text", line, PROSE, PROSE).front_matter


def test_by_the_over_a_title_and_a_name():
    head = "A SERMON\n\nBY THE\nREV. AUGUSTUS PELLEW, M.A."
    assert read(head, PROSE, PROSE).front_matter["creator"] == ["Augustus Pellew"]


def test_to_whom_a_telegram_was_sent_did_not_write_it():
    source = read("WESTERN UNION", "MRS THEODORE LINDQUIST\n  118 ALDER ST SPOKANE WASH", PROSE)
    assert "creator" not in source.front_matter


def test_the_hours_of_a_log_part_its_entries():
    log = (
        "Friday, Aug. 8th. Lat. 41.30 S.\n  4 a.m.  More moderate. Set the reefed topsail.\n"
        "  Noon    No observation. Buried the pig."
    )
    assert "\n\nNoon No observation." in read("Log of the barque", log).body


def test_a_question_that_thanks_is_not_a_pages():
    turns = ("MS. WHITLOCK:  It is a process.", "Q    What does that mean?", "Q    Thank you.")
    source = read("Press briefing", "March 3, 2004", PROSE, *turns)
    assert "Thank you." in source.body


def test_a_photo_with_its_credit_as_pages_print_it():
    said = "The empty platform, where a piano stood for eleven days."
    source = read("A Piano", "By Calla Fenwick", PROSE, f"{said} Credit Theo Marsh", PROSE)
    (figure,) = source.front_matter["figures"]
    assert figure["caption"] == said
    assert "figures" not in read("A Piano", "N.Y. / REGION", PROSE).front_matter


@pytest.mark.parametrize("name", ["Marco Petrilli", "Augustus Pellew", "Avril Dunne", "Mei Tanaka"])
def test_months_of_other_languages_are_names_too(name: str):
    assert read("A title of the text", f"By {name}", PROSE, PROSE).front_matter["creator"] == [name]


def test_a_sitting_of_several_who_speak_has_no_author():
    turns = (
        "Mr. Farthing: Is the Minister aware that the gate is shut?",
        "Mrs. Ridding: I am aware of it, for I was one of them.",
        "Sir Peter Vane (Marsh): Does my right hon. Friend agree?",
        "Mrs. Ridding: He gave me a plum.",
    )
    assert "creator" not in read("Level crossings", "12 June 1996", *turns).front_matter


@pytest.mark.parametrize(
    "office", ["Courier Sports Writer", "Special to the Beacon", "Staff Writer"]
)
def test_what_a_writer_is_on_the_line_under_the_name(office: str):
    source = read("Late goal sinks Harriers", f"By MITCH DANFORTH\n{office}", PROSE, PROSE)
    assert source.front_matter["creator"] == ["Mitch Danforth"]
    assert office not in source.body


def test_the_day_in_the_line_that_says_where_a_text_was_printed():
    line = "Published in The Saltmarsh Messenger on March 12, 2009"
    assert read("Percy Oddfellow", PROSE, PROSE, line).front_matter["date"] == datetime.date(
        2009, 3, 12
    )
