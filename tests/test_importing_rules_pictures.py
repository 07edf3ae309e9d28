"""Captions and their credits, where a source sets them apart by few signs; lines round a release."""

import pytest

from readingroom.importing import read_source

PROSE = (
    "The rain had fallen all that week upon the town and nobody had gone out to look at it, for the "
    "river was already known to be high and the bridge was said to be down."
)


def figures(*blocks: str, name: str = "a.txt") -> object:
    return read_source("\n\n".join(blocks).encode(), name).front_matter.get("figures", [])


def removed(*blocks: str) -> list[str]:
    source = read_source("\n\n".join(blocks).encode(), "a.txt")
    return [
        source.text[s.start : s.end] for s in source.segments if s.role in {"litter", "furniture"}
    ]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("The weir on Monday Picture: Ann Lee", "The weir on Monday", "Picture: Ann Lee"),
        (
            "5月3日，学生在河边种树。新华社记者 王林 摄",
            "5月3日，学生在河边种树。",
            "新华社记者 王林 摄",
        ),
        (
            "(120503) -- LINZ, May 3, 2012 (Xinhua) -- Boys plant a tree in Linz. (Xinhua/Wu Lei)",
            "Boys plant a tree in Linz.",
            "Xinhua/Wu Lei",
        ),
        ("1 of 3. Boys plant a tree. Reuters/Ann Lee", "Boys plant a tree.", "Reuters/Ann Lee"),
    ],
)
def test_a_caption_with_its_credit_in_the_line(line: str, caption: str, credit: str) -> None:
    (figure,) = figures("A title of the text", PROSE, line, PROSE)  # type: ignore[misc]
    assert (figure["caption"], figure["credit"]) == (caption, credit)


@pytest.mark.parametrize(
    "line",
    [
        "He looked at the picture: Ann Lee had painted it in the spring of that year.",
        "We saw three pictures: Spring, Summer, Autumn and what she had made of them.",
        "Of the 3 of 4. nothing more was said, and no credit is due to anybody for it.",
    ],
)
def test_prose_about_pictures_is_no_caption(line: str) -> None:
    assert figures("A title of the text", PROSE, line, PROSE) == []


@pytest.mark.parametrize(
    ("inside", "caption", "credit"),
    [
        ("Ewes by the sea. Photo: Ann Lee", "Ewes by the sea.", "Ann Lee"),
        (
            "Ewes by the sea <span class='x'>Photograph: Ann Lee</span>",
            "Ewes by the sea",
            "Ann Lee",
        ),
        ("Ewes by the sea. <i>© Ann Lee</i>", "Ewes by the sea.", "Ann Lee"),
        ("Ewes in a photo by the sea", "Ewes in a photo by the sea", None),
    ],
)
def test_a_credit_within_a_pages_caption(inside: str, caption: str, credit: str | None) -> None:
    page = (
        f"<html><body><article><h1>A title</h1><p>{PROSE}</p><figure><img src='a.jpg'>"
        f"<figcaption>{inside}</figcaption></figure><p>{PROSE}</p></article></body></html>"
    )
    (figure,) = figures(page, name="a.html")  # type: ignore[misc]
    assert (figure["caption"], figure.get("credit")) == (caption, credit)


@pytest.mark.parametrize(
    "line",
    ["FOR IMMEDIATE RELEASE", "For Immediate Release:", "PRESS RELEASE - FOR IMMEDIATE RELEASE"],
)
def test_when_a_release_may_be_used_is_no_part_of_it(line: str) -> None:
    assert removed(line, "A title of the text", PROSE, PROSE) == [line]
    assert removed("A title of the text", PROSE, PROSE, PROSE, f"It said: {line}", PROSE) == []


@pytest.mark.parametrize("line", ["— ENDS —", "END     11:32 A.M. PDT", "Ended at 4:15 p.m."])
def test_the_end_of_a_speech(line: str) -> None:
    assert removed("A title of the text", PROSE, PROSE, line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "We and our 214 partners store and/or access information on a device, such as cookies.",
        "Having trouble reading this e-mail? View it in your browser.",
        "This message was scanned for viruses by MailGuard.",
    ],
)
def test_notices_of_a_page_and_an_e_mail(line: str) -> None:
    assert line in removed(line, "A title of the text", PROSE, PROSE)
    within = "We and our partners store our nets in the loft, and she viewed it in silence."
    assert within not in removed("A title of the text", PROSE, within, PROSE, PROSE, PROSE)


def test_rights_in_a_paragraph_with_links() -> None:
    foot = "© Toll Newspapers 2020\nTerms   Privacy   Cookies\n"
    source = read_source(f"A title of the text\n\n{PROSE}\n\n{PROSE}\n\n{foot}".encode(), "a.txt")
    assert source.front_matter["rights"] == "© Toll Newspapers 2020"


@pytest.mark.parametrize(
    ("block", "caption", "credit"),
    [
        ("FULL: The staff car park just after seven\nPicture: Sandra Low",
         "FULL: The staff car park just after seven", "Sandra Low"),
        ("Ein Boot auf der Donau bei Linz\nFoto: Jan Lenz/dpa",
         "Ein Boot auf der Donau bei Linz", "Jan Lenz/dpa"),
        ("Photo : Yann Le Goff\nMaëlle Kerdraon dans son atelier, le 19 février.",
         "Maëlle Kerdraon dans son atelier, le 19 février.", "Yann Le Goff"),
        ("A colony of map lichen on a headstone\n© Rhys Iolo",
         "A colony of map lichen on a headstone", "Rhys Iolo"),
    ],
)  # fmt: skip
def test_a_line_beside_a_line_of_credit_is_its_caption(
    block: str, caption: str, credit: str
) -> None:
    for around in ([PROSE], [PROSE, PROSE]):
        found = figures("A title of the text", *around, block, PROSE)
        assert [(f["caption"], f["credit"]) for f in found] == [(caption, credit)]


def test_a_byline_over_a_credit_is_no_caption() -> None:
    found = figures("A title of the text", "By Ann Lee\nPhotos: Ann Lee", PROSE)
    assert not any("caption" in figure for figure in found)


PICTURE = "A barge on the Rhine near Bonn, May 2013. (Reuters/Ann Lee)"


@pytest.mark.parametrize(
    "line", ["Shelf 40, the “hospital”.", "Trays of blanks in the workshop, sorted by grief."]
)
def test_a_line_that_tells_nothing_is_a_caption_where_other_pictures_are(line: str) -> None:
    assert [f["caption"] for f in figures("A title of the text", PICTURE, PROSE, line, PROSE)] == [
        "A barge on the Rhine near Bonn, May 2013.", line,
    ]  # fmt: skip
    assert figures("A title of the text", PROSE, line, PROSE) == []


@pytest.mark.parametrize(
    "line", ["Nobody came for the key.", "He waited on the bridge.", "“A green is never only green.”",
             "The council voted at last.", "What is a bell for?"],
)  # fmt: skip
def test_a_short_sentence_of_the_text_is_no_caption(line: str) -> None:
    assert len(figures("A title of the text", PICTURE, PROSE, line, PROSE)) == 1


def test_words_for_who_cannot_see_a_picture_are_its_caption() -> None:
    found = figures("A title of the text", "[alt: A girl in waders holding a long tube]", PROSE)
    assert [figure["caption"] for figure in found] == ["A girl in waders holding a long tube"]


def test_the_firm_behind_a_release() -> None:
    source = read_source(
        f"A title of the text\n\n{PROSE}\n\nSOURCE Merrow Tidal, Inc.".encode(), "a.txt"
    )
    assert source.front_matter["credit"] == "SOURCE Merrow Tidal, Inc."


@pytest.mark.parametrize(
    ("lines", "credit"),
    [
        ("Villagers carry a beam over the river, May 20.\nMirava/Petar Ilin", "Mirava/Petar Ilin"),
        (
            "The hives on the roof last August. © T. Okafor/Lens & Lantern",
            "© T. Okafor/Lens & Lantern",
        ),
        ("Director at the window before leaving (AEP/Loïc Fañch)", "AEP/Loïc Fañch"),
        ("Horst Wille an seiner Station auf dem Berg. Foto: Jens Lohse", "Foto: Jens Lohse"),
        (
            "Image caption, The growers with their marrows in the hall\nImage source, PA Media",
            "PA Media",
        ),
    ],
)
def test_credits_below_and_behind_a_caption(lines: str, credit: str) -> None:
    (figure,) = figures("A title of the text", PROSE, lines, PROSE)  # type: ignore[misc]
    assert figure["credit"] == credit
    assert figure["caption"].split()[0] in {"Villagers", "The", "Director", "Horst"}


def test_lines_under_one_another_between_paragraphs_of_a_pictured_text() -> None:
    lines = "The chapel at Porto, shut since 1974\nAnselmo with Condessa, the elder of his mules"
    text = ("A title of the text", "Photographs: Iain Mull", PROSE, lines, PROSE)
    captions = [figure.get("caption") for figure in figures(*text)]  # type: ignore[attr-defined]
    assert set(lines.split("\n")) <= set(captions)


def test_a_word_in_capitals_leads_captions_and_not_who_speaks() -> None:
    below = "REHEARSAL: Members of the choir under the viaduct\nMUDDY: Conductor Shaw at the lock"
    assert len(figures("Choir sings in the canal", PROSE, PROSE, below)) == 2  # type: ignore[arg-type]
    spoken = "MAYOR: Thank you, thank you all for coming --"
    assert figures("Choir sings in the canal", PROSE, PROSE, spoken, PROSE) == []


@pytest.mark.parametrize(
    "lines",
    [
        "The goat on the deck on Monday. TOM ARDEN/HARBOUR POST",
        "The goat on the deck on Monday. | Tom Arden/Harbour Post",
        "The goat on the deck on Monday. (Harbour Post photo by Tom Arden)",
        "The goat on the deck on Monday. (Contributed)",
        "The goat on the deck on Monday. Submitted photo",
        "The goat on the deck on Monday © Tom Arden",
        "The goat on the deck on Monday.\n\nPhoto by Tom Arden",
        "Enlarge this image\nThe goat on the deck on Monday.\nTom Arden/HPR\nhide caption",
        "The goat, left, and its master on the deck on Monday.",
        "▲ The goat on the deck on Monday",
        "CAPTION\nThe goat on the deck on Monday",
        "[Picture caption: The goat on the deck on Monday.]",
    ],
)
def test_many_forms_of_a_caption(lines: str) -> None:
    captions = [f.get("caption", "") for f in figures("A title of the text", PROSE, lines, PROSE)]  # type: ignore[attr-defined]
    assert [words.startswith("The goat") for words in captions] == [True]


@pytest.mark.parametrize(
    "line",
    [
        "I left it on the shelf, and my wife has it now. A. SMITH / LONDON",
        "Ellen turned left, and the goat went after her to the lock.",
        "Every Friday at six he puts on a boiler suit and climbs the steps into the dark.",
        "The form may be had at the office (supplied).",
    ],
)
def test_sentences_near_the_words_of_captions(line: str) -> None:
    text = ("A title of the text", "Photographs by Ines Rourke", PROSE, line, PROSE)
    assert not any("caption" in figure for figure in figures(*text))  # type: ignore[attr-defined]
