"""Sources that came as one line: what is left of their breaks, their pictures, and their ends."""

from itertools import pairwise

from readingroom.importing import Source, read_source

BODY = (
    "The harbour was shut on Tuesday after the crane had moved by itself.",
    "Nobody was hurt, and the crane could not say why it had done so.",
    "The port asked for two engineers from the capital and was sent a poet.",
    "He has written nothing so far, but the crane has not moved again.",
    "The ferry will sail on Friday if the wind allows it and the poet does.",
)


def read(text: str) -> Source:
    """A line of text as import reads it."""
    return read_source(text.encode(), "a.txt")


def paragraphs(source: Source) -> list[str]:
    """The paragraphs of what import writes."""
    return source.body.strip().split("\n\n")


def test_a_short_text_of_one_line_has_a_head_too():
    source = read(
        "Crane moves by itself at Porto Vell By Ana Ruiz 4 May 2011 " + " ".join(BODY[:4])
    )
    assert source.front_matter["creator"] == ["Ana Ruiz"]
    assert str(source.front_matter["date"]) == "2011-05-04"
    assert "review" in source.front_matter


def test_wide_spaces_are_the_breaks_that_were_lost():
    source = read("Crane moves by itself at Porto Vell   By Ana Ruiz   " + "   ".join(BODY))
    assert source.front_matter["title"] == "Crane moves by itself at Porto Vell"
    assert paragraphs(source) == list(BODY)


def test_sentences_without_a_space_between_are_paragraphs():
    pairs = [f"{a} It rained." for a in BODY]
    assert paragraphs(read("".join(pairs) + " " + BODY[0]))[1:-1] == pairs[1:-1]


def test_marks_between_sentences_part_paragraphs_and_are_no_words_of_the_text():
    made = read(" | ".join(BODY) + " " + BODY[0])
    assert "|" not in made.body
    assert set(BODY[2:4]) <= set(paragraphs(made))


def test_a_dash_after_a_dateline_is_no_such_mark():
    opened = [f"OSLO, May {day} (AP) -- {words}" for day, words in enumerate(BODY, 1)]
    assert not any(s.rule == "blob-marks" for s in read(" ".join(opened)).segments)


def test_the_sentence_before_a_picture_s_credit_is_its_caption():
    caption = "The crane on Tuesday evening."
    text = " ".join([*BODY[:3], caption, "Photo: Tom Hale", *BODY[3:]])
    assert read(text).front_matter["figures"] == [{"caption": caption, "credit": "Tom Hale"}]
    again = " ".join([*BODY[:3], caption, "(Photo: Tom Hale)", *BODY[3:]])
    (figure,) = read(again).front_matter["figures"]
    assert figure["caption"] == caption


def test_every_character_of_one_line_is_accounted_for():
    text = (
        "Crane moves » By Ana Ruiz » " + "".join(BODY) + " Photo: Tom Hale Yours, Ana Ruiz © 2011"
    )
    source = read(text)
    spans = sorted((s.start, s.end) for s in source.segments)
    seen = "".join(source.text[a:b] for a, b in spans)
    assert "".join(seen.split()) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
