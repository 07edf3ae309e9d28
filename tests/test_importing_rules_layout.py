"""How sources are divided: paragraphs however they are broken, and what stands between them."""

import itertools

import pytest

from readingroom.importing import read_source
from readingroom.importing.layout import lay_out
from readingroom.importing.openings import openings
from readingroom.importing.paragraphing import supplied_paragraphs

PROSE = (
    "It is with some hesitation that I rise to speak to you this evening on a subject about which I "
    "know so little and of which so much has been said by those who know still less."
)


def units(text: str) -> list[tuple[str, str]]:
    draft = lay_out(text)
    return [(unit.kind, draft.words(unit)) for unit in draft.units]


def blocks(text: str) -> list[str]:
    return read_source(text.encode(), "a.txt").body.rstrip("\n").split("\n\n")


def wrapped(words: str, width: int, first: str = "", rest: str = "") -> str:
    lines = [first]
    for word in words.split():
        if len(lines[-1]) + len(word) > width and lines[-1].strip():
            lines.append(rest)
        lines[-1] += word + " "
    return "\n".join(line.rstrip() for line in lines)


# --- paragraphs --------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [30, 52, 76])
@pytest.mark.parametrize("between", ["\n\n", "\n\n\n"])
def test_wrapped_paragraphs_with_blank_lines(width: int, between: str) -> None:
    text = between.join(wrapped(PROSE, width) for _ in range(3))
    assert units(text) == [("paragraph", PROSE)] * 3


@pytest.mark.parametrize("indent", ["  ", "     ", "\t"])
def test_paragraphs_that_only_an_indent_parts(indent: str) -> None:
    text = "\n".join(wrapped(PROSE, 60, indent) for _ in range(3))
    assert units(text) == [("paragraph", PROSE)] * 3


def test_short_paragraphs_between_wrapped_ones_keep_apart() -> None:
    said = ['"You\'ll get used to it," said the driver.', '"I don\'t mean to," I said.']
    text = "\n".join([wrapped(PROSE, 60, "   "), *("   " + line for line in said)])
    assert units(text) == [("paragraph", words) for words in [PROSE, *said]]


def test_a_short_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    text = wrapped(PROSE + " Nothing was done.", 60) + "\n" + wrapped(PROSE, 60)
    assert units(text + "\n\n" + wrapped(PROSE, 60))[1] == ("paragraph", PROSE)


def test_double_spaced_typing() -> None:
    typed = wrapped(PROSE, 50, "     ").replace("\n", "\n\n")
    assert units("\n\n\n\n".join([typed] * 3)) == [("paragraph", PROSE)] * 3
    assert units("\n\n".join([PROSE] * 8)) == [("paragraph", PROSE)] * 8


def test_long_lines_without_blank_lines() -> None:
    text = f"History\n{PROSE}\n{PROSE}\nForm\n{PROSE}"
    assert [words for _, words in units(text)] == ["History", PROSE, PROSE, "Form", PROSE]


def test_short_sentences_line_by_line() -> None:
    lines = [
        "Flood waters recede",
        "The water fell.",
        "Officials said so.",
        "It rained.",
    ]
    assert [words for _, words in units("\n".join(lines))] == lines


def test_a_telegram_in_capitals() -> None:
    text = wrapped(PROSE.upper(), 66) + "\n\n" + wrapped(PROSE.upper(), 66)
    assert units(text) == [("paragraph", PROSE.upper())] * 2


# --- speeches, items, forms --------------------------------------------------------------------------


def test_speakers_without_blank_lines() -> None:
    text = (
        "SMITH: Thank you for coming in today. We wanted to ask you\nabout the dam.\n"
        "JONES: I'm happy to be here.\n(Pause.)\nSMITH: When did you first notice the crack?\n"
    )
    assert [words for _, words in units(text)] == [
        "SMITH: Thank you for coming in today. We wanted to ask you about the dam.",
        "JONES: I'm happy to be here.",
        "(Pause.)",
        "SMITH: When did you first notice the crack?",
    ]


def test_fields_of_a_form_are_a_unit_each() -> None:
    text = "TO:      All Librarians\nFROM:    W. Tarrant\nDATE:    4 May 1998\nRE:      The keys"
    assert [words for _, words in units(text)] == [
        "TO: All Librarians",
        "FROM: W. Tarrant",
        "DATE: 4 May 1998",
        "RE: The keys",
    ]


def test_items_are_a_unit_each_with_the_lines_that_hang_under_them() -> None:
    text = (
        "(a)  every key will bear a tag; and\n"
        "(b)  every tag will bear a number, viz.\n     the branch"
    )
    assert units(text) == [
        ("verse", "(a) every key will bear a tag; and"),
        ("paragraph", "(b) every tag will bear a number, viz. the branch"),
    ]


# --- verse, tables, quotations -----------------------------------------------------------------------


def test_verse_among_prose() -> None:
    verse = (
        "He that comes late shall find the rope in use;\nHe that comes drunk shall have it\n"
        "He that looks up shall have it in the eye."
    )
    indented = "\n".join("      " + line for line in verse.split("\n"))
    for stanza in (verse, indented):
        text = "\n\n".join([wrapped(PROSE, 50), stanza, wrapped(PROSE, 50)])
        assert [kind for kind, _ in units(text)] == ["paragraph", "verse", "paragraph"]


def test_verse_whose_lines_begin_small() -> None:
    text = (
        "The Weir\n\nThe water comes down to the weir in the morning\nand waits, as we wait,\n"
        "for nothing in particular. A heron\nstands in the white of it, thinking\nof fish."
    )
    assert [kind for kind, _ in units(text)] == ["paragraph", "verse"]


def test_verse_led_by_a_long_line() -> None:
    verse = "Forty lamps and a bridge between them,\nand none of them came back."
    text = f"{PROSE}:\n{verse}\nSee also\n{PROSE}"
    assert [kind for kind, _ in units(text)] == ["paragraph", "verse", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "table",
    [
        "Year    Nests    Weather\n2004      33     fair\n2005      35     fog",
        "Crosses\tRiver Veld\nLocale\tSarvas",
        "Branch       Held    Fit\n-----------------------\nStane           4      2\nPell            6",
        "     PREFACE  .   .   .   .   .   vii\n  I. THE KEEPER   .   .   .   .   .     1",
    ],
)
def test_tables_keep_their_columns(table: str) -> None:
    text = f"{PROSE}\n\n{table}\n\n{PROSE}"
    assert [kind for kind, _ in units(text)] == ["paragraph", "table", "paragraph"]
    fenced = read_source(text.encode(), "a.txt").body.split("```")[1].strip("\n").split("\n")
    assert [line.split() for line in fenced] == [line.split() for line in table.split("\n")]


def test_justified_lines_are_no_table() -> None:
    text = (
        "The   minister  said  on   Tuesday  that  the   price of bread would\n"
        "not    rise   again  before   the  autumn,   and   that  the   mills\n"
        "were  bound   by  contract   to  the   end  of   the  year   at least."
    )
    assert [kind for kind, _ in units(text)] == ["paragraph"]


def test_an_indented_block_is_a_quotation() -> None:
    quoted = wrapped(PROSE, 50, "        ", "        ")
    text = "\n\n".join([wrapped(PROSE, 60), quoted, wrapped(PROSE, 60)])
    assert [kind for kind, _ in units(text)] == ["paragraph", "quotation", "paragraph"]
    assert blocks(text)[1] == "> " + PROSE


def test_quoted_lines_of_an_email() -> None:
    text = (
        "A title of words\n\nHello all,\n\n> I have forty fathoms of rope in two pieces and\n"
        f"> want one.\n>\n> > Tar it.\n> Is this right?\n\n{PROSE}\n"
    )
    source = read_source(text.encode(), "a.txt")
    assert (
        "> I have forty fathoms of rope in two pieces and want one.\n>\n> Tar it.\n>\n> Is this right?\n"
        in source.body
    )
    marks = [s for s in source.segments if source.text[s.start] == ">"]
    assert {s.role for s in marks} == {"punctuation"}


# --- headings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading", ["What was done", "41.  APOLOGIES", "CHAPTER VI", "II.", "THE VOTE.", "Who made it?"]
)
def test_headings(heading: str) -> None:
    text = f"A title of the text\n\n{PROSE}\n\n{heading}\n\n{PROSE}"
    shown = " ".join(heading.split())
    assert blocks(text)[1].replace("\\", "") == f"## {shown}"


@pytest.mark.parametrize(
    "line",
    ["Dear Sir,", "Persist.", "Q    Is it?", "RESOLVED: that", "— T. Reed", "11:04 A.M.", "None.",
     "“Brighton,” he said.", "P.S. The cat is well", "Yours sincerely"],
)  # fmt: skip
def test_lines_as_short_as_headings(line: str) -> None:
    text = f"A title of the text\n\n{PROSE}\n\n{line}\n\n{PROSE}"
    assert "#" not in read_source(text.encode(), "a.txt").body


def test_a_heading_right_below_another_is_a_subheading() -> None:
    text = f"A title of the text\n\n{PROSE}\n\nCHAPTER VI\n\nTHE OPENING OF THE LINE\n\n{PROSE}"
    assert blocks(text)[1:3] == ["## CHAPTER VI", "### THE OPENING OF THE LINE"]


def test_the_head_of_a_page_in_the_midst_of_a_sentence_is_no_heading() -> None:
    text = f"{PROSE[:-1]} and\n\nCHECK AGAINST DELIVERY\n\nnever will. {PROSE}"
    assert "#" not in read_source(f"A title of the text\n\n{text}".encode(), "a.txt").body


def test_rules_of_signs_are_taken_away() -> None:
    text = f"A title of the text\n\n{PROSE}\n\n- - - -\n\n{PROSE}\n\n* * *\n\n{PROSE}"
    assert blocks(text) == [PROSE, PROSE, "* * *", PROSE]


@pytest.mark.parametrize("sign", ["***", "* * *", "*", "⁂", "~"])
def test_a_pause_of_the_author_is_a_break_of_the_text(sign: str) -> None:
    source = read_source(f"A title of the text\n\n{PROSE}\n\n{sign}\n\n{PROSE}".encode(), "a.txt")
    assert source.body.split("\n\n")[1:2] == ["* * *"]
    assert "break" in {segment.role for segment in source.segments}


def test_a_pause_before_the_text_or_behind_it_parts_nothing() -> None:
    assert blocks(f"A title of the text\n\n* * *\n\n{PROSE}\n\n* * *\n") == [PROSE]


def test_a_line_of_asterisks_across_a_mail_is_a_rule() -> None:
    text = f"A title of the text\n\n{PROSE}\n\n{'*' * 40}\n\n{PROSE}"
    assert blocks(text) == [PROSE, PROSE]


# --- what a page interrupts --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the colour of the", "water, which was orange.", "the colour of the water, which was orange."),
        ("the Board was of opi-", "nion that he could.", "the Board was of opinion that he could."),
        ("it was well-", "known in the well-known spot.", "it was well-known in the well-known spot."),
    ],
)  # fmt: skip
def test_a_paragraph_goes_on_behind_the_foot_of_a_page(before: str, after: str, whole: str) -> None:
    text = f"A title of the text\n\n{PROSE} {before}\n\n- 2 -\n\n{after} {PROSE}\n\n- 3 -\n"
    assert blocks(text) == [f"{PROSE} {whole} {PROSE}"]


def test_a_sentence_that_has_ended_does_not_go_on() -> None:
    text = f"A title of the text\n\n{PROSE}\n\n- 2 -\n\n{PROSE}\n\n- 3 -\n"
    assert blocks(text) == [PROSE, PROSE]


# --- running text ------------------------------------------------------------------------------------


def test_a_quotation_keeps_its_second_half() -> None:
    text = "“We have one umbrella,” she said. “We will not open it.” Exports fell. “No,” he said."
    spans = supplied_paragraphs(text, 0, len(text), wire=True)
    assert [text[a:b] for a, b in spans] == [
        "“We have one umbrella,” she said. “We will not open it.”",
        "Exports fell.",
        "“No,” he said.",
    ]


def test_short_sentences_of_a_wire_stay_together() -> None:
    lead = "The ministry said on Monday that two bridges over the river would be closed for a week."
    more = "They were damaged by the flood. It was the third in a year."
    said = "“We have no other way into the town,” said Marta Holub, who runs the ferry."
    text = f"{lead} {more} {said}"
    spans = supplied_paragraphs(text, 0, len(text), wire=True)
    assert [text[a:b] for a, b in spans] == [lead, more, said]


def test_prose_is_gathered_into_paragraphs_and_no_sentence_is_cut() -> None:
    sentence = "On Tuesday the manager of the bank came up with a letter from Mr. J. Hale of Leeds."
    text = " ".join([sentence] * 12)
    given = [text[a:b] for a, b in supplied_paragraphs(text, 0, len(text), wire=False)]
    assert " ".join(given) == text
    assert 1 < len(given) < 12
    assert all(len(words) % (len(sentence) + 1) == len(sentence) for words in given)


def test_a_line_of_many_sentences_is_divided_by_length() -> None:
    text = "It rained. " * 10_001
    spans = supplied_paragraphs(text, 0, len(text), wire=False)
    assert {b - a for a, b in spans[:-1]} == {505}


@pytest.mark.parametrize(
    "parts",
    [
        ["A diary", "Jan. 2, 1931. – Snow. Tea.", "Jan. 3. – Thaw.", "Feb. 4. – Rain. Again."],
        ["Monday, 3 May. Rain.", "Tuesday, 4 May. Wind; I stayed in.", "Friday, 7 May. Sun."],
        [
            "MR. HALE: When?",
            "PELL: Once. Long ago.",
            "MR. HALE: Thank you, Mrs. Pell.",
            "PELL: Oh.",
        ],
        ["1. Madam President. It is late.", "2. There are No. 4 of them.", "3. Consider it."],
    ],
)
def test_where_paragraphs_begin_in_running_text(parts: list[str]) -> None:
    text = " ".join(parts)
    cuts = sorted({0, *openings(text, 0, len(text)), len(text)})
    assert [text[a:b].strip() for a, b in itertools.pairwise(cuts)] == parts


def test_a_colon_or_a_date_makes_no_opening() -> None:
    text = "He said: no. On 3 May. He left: at once. Note: it rained. By 4 June. Then it stopped."
    assert openings(text, 0, len(text)) == []


# --- items without a mark, hours, hanging numbers ----------------------------------------------------


def test_counted_things_are_items_and_verse_is_not() -> None:
    recipe = "1 lb chard, stalks and all\n2 onions\na tin of chick-peas\n½ tsp cumin; lemon; salt"
    assert [kind for kind, _ in units(recipe)] == ["verse"] * 4
    hours = "0900 -- Trial resumes, Room 4.\n1430 -- Bank releases its figures."
    assert [words[:4] for _, words in units(hours)] == ["0900", "1430"]
    poem = (
        "Two crows upon a wall,\nOne crow upon a gate,\nAnd none for me at all,\nSo late, so late."
    )
    assert [kind for kind, _ in units(poem)] == ["verse"]


def test_a_numbered_paragraph_hangs_under_its_words() -> None:
    text = (
        f"{wrapped(PROSE, 70)}\n\n1.   The Borough acquired in 1926 a concert grand piano of a kind,\n"
        f"     No. 40771, at a cost of £210.\n\n{wrapped(PROSE, 70)}"
    )
    assert [words[:2] for _, words in units(text)] == ["It", "1.", "It"]


def test_a_byline_stands_over_a_text_and_not_within_it() -> None:
    mended = (
        "In only nine of these was the pump mended at all, it is said there,\nby the committee."
    )
    assert len(units(f"{wrapped(PROSE, 70)}\n\n{mended}")) == 2


def test_a_pages_head_parts_no_paragraph() -> None:
    head = "683                  Allotments (Bonfires) Bill        17 OCTOBER 2006        684"
    first = "Is it in order for the Minister to be eating that which he has forbidden to us, a"
    assert f"{first} radish?" in blocks(
        f"A Bill\n\n{wrapped(PROSE, 70)}\n\n{first}\n{head}\nradish?"
    )


def test_the_hours_of_a_log_begin_its_entries() -> None:
    log = (
        "1600  Bar 1001. Wind W 6. Galley reports\n      loss of one tray.\n2000  Wind W 7, rough."
    )
    assert [words for _, words in units(f"{PROSE}\n\n{log}")][1:] == [
        "1600 Bar 1001. Wind W 6. Galley reports loss of one tray.", "2000 Wind W 7, rough.",
    ]  # fmt: skip
