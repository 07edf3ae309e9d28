"""What a reviewer of the rules found: names that vanished, lines taken from the midst of prose."""

import pytest

from readingroom.importing import Source, read_source
from readingroom.importing.source import SURE

BODY = "The minister resigned on Wednesday after a week of questions, officials said."
TITLE = "A minister resigns over a memo"


def read(*lines: str) -> Source:
    return read_source("\n\n".join(lines).encode(), "a.txt")


def labels(source: Source) -> str:
    return " ".join(source.text[s.start : s.end] for s in source.segments if s.role == "label")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Henrik Solberg and Lena Ode", ["Henrik Solberg", "Lena Ode"]),
        ("By Ann Lee and Song Li", ["Ann Lee", "Song Li"]),
        ("By Ann Lee and Rose Bank", ["Ann Lee", "Rose Bank"]),
        ("By Ann Lee and Sir Bob Coe", ["Ann Lee", "Sir Bob Coe"]),
        ("By Ann Lee and the late Bob Coe", ["Ann Lee", "Bob Coe"]),
        ("By Lena Ode", ["Lena Ode"]),
        ("By Sir Ann Lee, M.P.", ["Sir Ann Lee"]),
        ("By Ann Lee, Washington Bureau Chief", ["Ann Lee"]),
        ("By Ann Lee in Paris and Bob Coe in Rome", ["Ann Lee", "Bob Coe"]),
    ],
)
def test_a_byline_gives_every_name(line: str, names: list[str]) -> None:
    assert read(TITLE, line, BODY, BODY).front_matter["creator"] == names


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee and Ngozi",
        "By Ann Lee, translated by Bob Coe",
        "Words by Ann Lee, music by Bob Coe",
    ],
)
def test_a_byline_with_words_that_may_be_a_name_is_left_whole(line: str) -> None:
    source = read(TITLE, line, BODY, BODY)
    assert "creator" not in source.front_matter
    assert not labels(source)
    assert line in source.body + str(source.front_matter.get("credit"))
    remark = next(
        remark for remark in source.review if remark.endswith(f"left in the text: {line}")
    )
    assert remark.startswith("perhaps byline")


@pytest.mark.parametrize("line", ["By Lena Ode", "By Sir Ann Lee, M.P.", "By Ann Lee and Ngozi"])
def test_a_byline_is_no_subtitle(line: str) -> None:
    assert "subtitle" not in read(f"{TITLE}\n{line}", BODY, BODY).front_matter


@pytest.mark.parametrize("count", [1, 6])
@pytest.mark.parametrize("line", ["MORE", "FLASH", "ENDS", "Advertisement", "30", "###", "Page 3"])
def test_a_lone_sign_amid_prose_stays(line: str, count: int) -> None:
    source = read(TITLE, BODY, BODY, line, *[BODY] * count)
    assert line in source.body.replace("\\", "")
    assert any(remark.endswith(f"left in the text: {line}") for remark in source.review)


@pytest.mark.parametrize("line", ["BULLETIN", "URGENT", "FLASH"])
def test_how_grave_news_was_is_the_desks_in_an_agency_file(line: str) -> None:
    assert line not in read(TITLE, f"LONDON, May 5 (AP) -- {BODY}", BODY, line, BODY, BODY).body


def test_signs_in_company_are_the_desks() -> None:
    assert "MORE" not in read(TITLE, f"LONDON, May 5 (AP) -- {BODY}", "MORE", BODY, BODY).body


@pytest.mark.parametrize(
    "line", ["P.S. -- The dog is better.", "NOTE -- The dog is better now and eats.",
             "N.B. -- The dog is better now and eats.", "Q. -- What is the dog eating now?",
             "A. -- He is eating what he always ate."],
)  # fmt: skip
def test_remarks_and_answers_have_no_dateline(line: str) -> None:
    for above in ([], [BODY], [BODY] * 4):
        source = read("A short letter", *above, line)
        assert "dateline" not in source.front_matter
        assert line.partition(" -- ")[0] in source.body.replace("\\", "")


def test_an_opening_dateline_stands_over_the_text() -> None:
    few = ["It rained on us.", "We walked home.", "He slept.", "We ate."]
    late = read("A short letter", *few, "ROME -- The dog is better now and eats.")
    assert "dateline" not in late.front_matter
    assert "ROME" in late.body


def test_lines_that_may_be_verse_or_prose_are_shown() -> None:
    lines = "The ferry bell is ringing,\nacross the evening bay."
    source = read("The Ferry Bell", BODY, lines, BODY)
    assert "across the evening bay" in source.body
    assert any(s.confidence < SURE for s in source.segments)
    assert "paragraphs: the source's breaks were not plain" in source.review
