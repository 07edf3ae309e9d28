"""Who wrote or spoke a text, said outside its head: bylines that say so, turns, footers, closings."""

from __future__ import annotations

import pytest

from readingroom.importing import read_source
from readingroom.importing.layout import lay_out
from readingroom.importing.rules.plain_bylines import plain_bylines

BODY = (
    "The ferry did not leave on Monday, and it was Thursday before anyone at the quay thought of "
    "asking why. By then the flour had got wet and the goats were restless.\n"
)


def creators(text: str) -> list[str]:
    return read_source(text.encode(), "a.txt").front_matter.get("creator", [])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("WORDS ROSA TILLMAN", ["Rosa Tillman"]),
        ("Text: Rosa Tillman", ["Rosa Tillman"]),
        ("As told to Rosa Tillman", ["Rosa Tillman"]),
        ("SPEECH OF HON. ROSA P. TILLMAN, OF OREGON", ["Rosa P. Tillman"]),
        ("A sermon preached by the Rev. Hugo Penn", ["Hugo Penn"]),
        ("by Rosa Tillman and Hugo Penn", ["Rosa Tillman", "Hugo Penn"]),
    ],
)
def test_a_plain_byline(line: str, names: list[str]):
    assert creators(f"Goats on the quay\n\n{line}\n\n{BODY}") == names


def test_the_author_of_a_book_under_review_did_not_write_the_review():
    text = f"A long wait\n\nTHE WET FLOUR\nBy Ines Marl\nQuill & Sons, 212 pp., $19\n\n{BODY}"
    assert list(plain_bylines(lay_out(text), ())) == []


def test_the_turns_of_an_interview_lead_to_full_names():
    turns = "RT: Why goats?\n\nHP: They swim.\n\n" * 3
    text = f"The man who waits\n\nRosa Tillman met Hugo Penn on the quay, where he sat.\n\n{turns}"
    assert sorted(creators(text)) == ["Hugo Penn", "Rosa Tillman"]


def test_labels_of_a_list_are_no_speakers():
    rows = "Flour: 3 sacks\n\nGoats: 12 head\n\n" * 3
    assert creators(f"Stores\n\nHugo Penn counted these on Monday, in the rain.\n\n{rows}") == []


def test_the_member_whose_label_names_a_place():
    text = f"FERRIES (LICENCES) BILL\n\nSecond Reading\n\nMr. HUGO PENN (Quayside): {BODY}\n{BODY}"
    assert creators(text) == ["Hugo Penn"]


def test_a_footer_names_the_author_where_nothing_else_does():
    footer = "Rosa Tillman is a writer in Brill."
    assert creators(f"Goats on the quay\n\n{BODY}\n{BODY}\n{footer}\n") == ["Rosa Tillman"]


def test_a_footer_about_a_person_of_the_text_names_no_author():
    told = "Hugo Penn counts the goats each morning, and Penn has never lost one of them yet.\n"
    text = f"Goats on the quay\n\n{BODY}\n{told}\n{BODY}\nHugo Penn is a keeper in Brill.\n"
    assert creators(text) == []


@pytest.mark.parametrize("closing", ["Ever your loving", "Your affectionate aunt,", "Love,"])
def test_a_first_name_below_a_closing(closing: str):
    text = f"Dear Tom,\n\n{BODY}\n{BODY}\n    {closing}\n        Nan\n\nP.S. {BODY}"
    assert creators(text) == ["Nan"]
