"""Each rule on the lines it is for, and on lines that only look like them."""

import datetime

import pytest

from readingroom.importing import read_source
from readingroom.importing.dates import full_dates, only_date
from readingroom.importing.layout import lay_out
from readingroom.importing.rules import RULES, name_of
from readingroom.importing.sentences import divide
from readingroom.importing.titles import supply

BODY = "The minister resigned on Wednesday after a week of questions, officials said."


def front(*lines: str) -> dict[str, object]:
    source = read_source("\n\n".join([*lines, BODY, BODY]).encode(), "a.txt")
    return {k: v for k, v in source.front_matter.items() if k not in {"source", "review"}}


def roles(*lines: str) -> dict[str, str]:
    source = read_source("\n\n".join(lines).encode(), "a.txt")
    return {source.text[s.start : s.end]: s.role for s in source.segments}


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({name_of(rule) for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Jane Doe", {"creator": ["Jane Doe"]}),
        ("By Jane Doe and John Roe", {"creator": ["Jane Doe", "John Roe"]}),
        ("By Ludwig van Beethoven", {"creator": ["Ludwig van Beethoven"]}),
        ("By Jane Doe, Reuters", {"creator": ["Jane Doe"], "publisher": "Reuters"}),
        ("By the time they came, it was over", {}),
        ("April 19, 2016", {"date": datetime.date(2016, 4, 19)}),
        ("Published: Tuesday, 19 April 2016", {"date": datetime.date(2016, 4, 19)}),
        ("2016-04-19 10:30", {"date": datetime.date(2016, 4, 19)}),
        ("February 30, 2016", {}),
        ("World News", {"section": "World News"}),
        ("Ma Zhancheng", {}),
        ("Photo: Xinhua", {"figures": [{"credit": "Xinhua"}]}),
        ("Photo: AP/Jane Doe", {"figures": [{"credit": "AP/Jane Doe", "creator": "Jane Doe"}]}),
        ("Photo by photo the story unfolds in the film.", {}),
        ("Story by Xinhua.", {"credit": "Story by Xinhua.", "creator": ["Xinhua"]}),
        ("© 2014 Daily News", {"rights": "© 2014 Daily News"}),
        ("Copyright is a hard subject, she said.", {}),
    ],
)
def test_lines_under_a_title(line: str, found: dict[str, object]) -> None:
    assert front("A minister resigns over a memo", line) == {
        "title": "A minister resigns over a memo",
        **found,
    }


@pytest.mark.parametrize(
    ("opening", "dateline", "agency"),
    [
        ("BEIJING, April 19 (Xinhua) -- ", "BEIJING, April 19", "Xinhua"),
        ("LONDON (Reuters) - ", "LONDON", "Reuters"),
        ("WASHINGTON — ", "WASHINGTON", None),
        ("NEW YORK, Sept. 3 (AP) — ", "NEW YORK, Sept. 3", "AP"),
        ("PORTLAND, Ore., May 5, 1998 (AP) -- ", "PORTLAND, Ore., May 5, 1998", "AP"),
        ("Beijing, April 19 (Xinhua) -- ", "Beijing, April 19", "Xinhua"),
        ("Beijing - ", None, None),
        ("I — ", None, None),
    ],
)
def test_datelines(opening: str, dateline: str | None, agency: str | None) -> None:
    found = read_source(f"A title\n\n{opening}{BODY}\n\n{BODY}".encode(), "a.txt").front_matter
    assert found.get("dateline") == dateline
    assert found.get("creator") == ([agency] if agency else None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Published: Tuesday, April 19, 2016 9:41 PM EST",
            {"Published:": "label", "Tuesday,": "time", "April 19, 2016": "date",
             "9:41 PM EST": "time"},
        ),
        ("March 5, 1963\n11:02 A.M. EST", {"March 5, 1963": "date", "11:02 A.M. EST": "time"}),
        ("19 April 2016.", {"19 April 2016": "date", ".": "punctuation"}),
        ("By Jane Doe and\nJohn Roe, Reuters",
         {"By": "label", "Jane Doe": "byline", "and": "label", "John Roe": "byline",
          ",": "punctuation", "Reuters": "byline"}),
    ],
)  # fmt: skip
def test_words_that_have_no_place_in_the_front_matter_are_recorded(
    line: str, said: dict[str, str]
) -> None:
    found = roles("A title of the text", line, BODY)
    assert {words: found[words] for words in said} == said


def test_a_date_line_that_contradicts_the_dateline_above_it_stays_in_the_text() -> None:
    lines = ["A title of the text", "BEIJING, April 19, 2016 (Xinhua) -- " + BODY, "April 20, 2016"]
    source = read_source("\n\n".join(lines).encode(), "a.txt")
    assert source.front_matter["date"] == datetime.date(2016, 4, 19)
    assert "April 20, 2016" in source.body
    assert "perhaps date, left in the text: April 20, 2016" in source.review


def test_a_second_dateline_stays_and_is_shown() -> None:
    lines = ["A title of the text", "LONDON, Jan 3 (Reuters) - " + BODY]
    second = "PARIS, Jan 4 (Reuters) - " + BODY
    for rest in (["", second], [BODY + " " + second]):
        source = read_source("\n\n".join([*lines, *rest]).encode(), "a.txt")
        assert source.front_matter["dateline"] == "LONDON, Jan 3"
        assert "a second dateline in the text: PARIS, Jan 4 (Reuters) -" in source.review
        assert second in source.body


def test_a_heading_in_capitals_is_one_title() -> None:
    heading = "ADDRESS OF THE PRESIDENT\nTO THE CONGRESS OF THE REPUBLIC"
    title = "ADDRESS OF THE PRESIDENT TO THE CONGRESS OF THE REPUBLIC"
    assert front(heading) == {"title": title}
    poem = read_source(b"THE SUN IS UP\nTHE MOON IS DOWN\n\nTHE STARS\nARE OUT", "a.txt")
    assert poem.body.startswith("THE SUN IS UP\\\n")


def test_a_dateline_takes_its_year_from_the_one_date_that_fits() -> None:
    opening = "BEIJING, April 19 (Xinhua) -- The meeting of April 19, 2016 was the first."
    assert front("A title", opening)["date"] == datetime.date(2016, 4, 19)
    both = opening + " That of April 19, 2017 was the second."
    assert "date" not in front("A title", both)


def test_a_caption_on_a_line_alone() -> None:
    figures = front("A title of the text", "The minister leaves, May 5, 2014. (AP Photo/Jane Doe)")
    assert figures["figures"] == [
        {
            "caption": "The minister leaves, May 5, 2014.",
            "credit": "AP Photo/Jane Doe",
            "creator": "Jane Doe",
        }
    ]


def test_brackets_in_prose_are_no_caption() -> None:
    line = "He read it (Oxford/Cambridge University Press) twice, and then he slept for a week."
    assert "figures" not in front("A title of the text", line)


def test_page_litter_is_removed_and_prose_is_not() -> None:
    lines = ["A title of the text", BODY, "Share on Facebook", "Next >>", "1 2 3 >>", "Read more"]
    assert [role for role in roles(*lines).values() if role == "litter"] == ["litter"] * 4
    prose = ["A | B", "Share | of the market", "Read more: she meant it.", "Print | the | legend"]
    assert "litter" not in roles("A title of the text", BODY, *prose).values()
    prose = ["Home", "I went home.", "I saw the full story there, and one, two, three more."]
    assert "litter" not in roles(*prose).values()


def test_links_are_litter_wherever_they_stand() -> None:
    links = "Share this article | Tweet | Print"
    more = "Read more: Minister quits over a memo"
    for text in (
        f"A title of the text\n\n{BODY}\n\n{links}\n\n{more}\n",
        f"A title of the text\n\n{BODY}\n{links}\n{more}\n",
        f"{links}\n\nA title of the text\n\n{BODY}\n\n{more}\n",
    ):
        source = read_source(text.encode(), "a.txt")
        assert source.front_matter["title"] == "A title of the text"
        litter = {source.text[s.start : s.end] for s in source.segments if s.role == "litter"}
        assert litter == {links}
        # It names another text: kept, as related items are.
        assert source.body == f"{BODY}\n\n## Read more\n\n### Minister quits over a memo\n"
    source = read_source(f"A title of the text\n\n{BODY}\n\nRead more:\n".encode(), "a.txt")
    assert source.body == BODY + "\n"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", 2),
        ("Mr. Smith met Dr. Jones. They spoke.", 2),
        ("The U.S. Senate met. It rose.", 2),
        ("He lives in the U.S. He likes it.", 2),
        ("J. R. Doe came at 5 p.m. and left.", 1),
        ('"Come in. Sit down," he said. He sat.', 2),
        ("“What now?” Xi asked. Nobody knew.", 2),
        ('"It is done." Jane Doe said no more.', 1),
        ('"It is done." The door shut.', 2),
        ("See No. 5 of Vol. 2 here. It sat on Gen. Smith.", 2),
        ("Wait... what? No!", 2),
        ("The meeting ended.The next is in May.", 2),
        ("It uses Node.Js and www.example.Com daily.", 1),
        ("It cost 3.14 dollars. 5 were left.", 2),
        ('He said "no. Then he left. It was late.', 3),
        ("他来了。他走了。", 2),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    spans = divide(text, 0, len(text))
    assert len(spans) == sentences
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")


def test_layouts() -> None:
    def kinds(text: str) -> list[str]:
        return [unit.kind for unit in lay_out(text).units]

    wrapped = "The rain fell in torrents, except at\noccasional intervals, when it was\nchecked."
    assert kinds(wrapped) == ["paragraph"]
    verse = "Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand"
    assert kinds(verse) == ["verse"]
    assert kinds("- one\n- two\n- three") == ["verse"] * 3
    assert kinds(BODY + " " + BODY + "\n" + BODY) == ["paragraph", "paragraph"]
    assert lay_out("word " * 200).blob
    assert not lay_out("word " * 200 + "\n\n" + "word " * 200).blob


def test_dates_with_day_month_and_year() -> None:
    text = "From 3 March 1931 to April 19th, 2016, and on 2020-02-29, not 2021-02-29 or May 5."
    assert [found.day.isoformat() for found in full_dates(text)] == [
        "1931-03-03",
        "2016-04-19",
        "2020-02-29",
    ]
    assert only_date("19 April 2016") == datetime.date(2016, 4, 19)
    assert only_date("On 19 April 2016 he left") is None


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("He opened a conference on sea law in Geneva.", "[Conference on sea law]"),
        ("It was late. Nobody came.", "[It was late]"),
        ("one two three " * 9, "[one two three one two three one two three one two three one …]"),
        ("[Brackets] here.", "[(Brackets) here]"),
        ("… !", "[some file]"),
    ],
)
def test_supplied_titles(words: str, title: str) -> None:
    assert supply([], words, "dir/some_file.txt").title == title
