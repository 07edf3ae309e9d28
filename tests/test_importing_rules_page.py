"""What stands round a text: pages, desks, links, pictures; and lines that only look like these."""

import time

import pytest

from readingroom.importing import read_source
from readingroom.importing.layout import lay_out
from readingroom.importing.rules import RULES

PROSE = (
    "The rain had fallen all that week upon the town and nobody had gone out to look at it, for the\n"
    "river was already known to be high and the bridge was said to be down."
)
BROKEN = PROSE + " He said that the"


def roles(*blocks: str) -> dict[str, str]:
    source = read_source("\n\n".join(blocks).encode(), "a.txt")
    return {source.text[s.start : s.end]: s.role for s in source.segments}


def removed(*blocks: str) -> list[str]:
    return [words for words, role in roles(*blocks).items() if role in {"litter", "furniture"}]


@pytest.mark.parametrize(
    "line",
    [
        "- 12 -",
        "[ 12 ]",
        "Page 12 of 40",
        "12",
        "88 THE SALTMARSH RAILWAY",
        "A WET SPRING                          87",
        "318              TIDAL AND INLAND REPORTS              [1964]",
        "413        Lantern Duty        HOUSE OF ASSEMBLY        414",
        "Miss A. Lisle              - 2 -              May 5, 1950",
        "Case 1:12-cv-00345-ABC   Document 27   Filed 03/04/13   Page 2 of 14",
        "THE WEIR",
    ],
)
def test_a_page_that_breaks_a_sentence_leaves_no_line_in_the_text(line: str) -> None:
    assert removed("A title of the text", BROKEN, line, "river was high.", PROSE) == [line]


@pytest.mark.parametrize(
    "lines",
    [
        ("1", "2", "3"),
        ("I", "II", "III"),
        ("1912", "1913", "1914"),
        ("12", "14", "19"),
        ("Teapot          12", "Cups          4", "Spoons          16"),
        ("14 High Street", "3 Mill Lane", "7 The Weir"),
        ("[1]", "[2]", "[3]"),
    ],
)
def test_numbers_over_sections_of_a_text_stay(lines: tuple[str, ...]) -> None:
    assert removed("A title of the text", *(b for line in lines for b in (line, PROSE))) == []


def test_rows_of_numbers_are_no_pages() -> None:
    table = (
        "Year    Nests    Weather\n2004      33    fair\n2005      35    rain\n2006      36    fair"
    )
    contents = ("CONTENTS", "PREFACE      v", "THE HOUSE      1", "THE RIVER      17")
    assert removed("A title of the text", PROSE, table, PROSE) == []
    assert removed("A title of the text", *contents, PROSE) == []


def test_the_head_of_a_newspapers_page_gives_the_day() -> None:
    head = "A6    THE FENMOOR COURIER    FRIDAY, JANUARY 17, 2003"
    front = read_source(f"{head}\n\nA title of the text\n\n{PROSE}".encode(), "a.txt").front_matter
    assert str(front["date"]) == "2003-01-17"
    assert front["title"] == "A title of the text"


def test_what_one_desk_writes_for_another() -> None:
    lines = ["a0413\nu a BC-Ferry 1stAdd   03-04 0058\nURGENT", "(MORE)", "nnnn", "jlp/rib/sg"]
    text = ["A title of the text", lines[0], PROSE, *lines[1:3], PROSE, lines[3]]
    assert removed(*text) == [*lines[0].split("\n"), *lines[1:3]]
    assert roles(*text)[lines[3]] == "contributor"
    assert removed("A title of the text", PROSE, PROSE + " Enditem") == ["Enditem"]
    assert removed("A title of the text", PROSE, "THE END.") == ["THE END."]


def test_jumps_imprints_and_tapes() -> None:
    jumps = "See BOILER, Page A6", "BOILER\nContinued from Page A1"
    found = removed("A title of the text", BROKEN, *jumps, "river was high.", PROSE)
    assert found == ["See BOILER, Page A6", "BOILER", "Continued from Page A1"]
    imprint = "Printed in the Isles at the Type and Tide Press"
    assert removed("A title of the text", PROSE, "[Tape 1, Side B]", PROSE, imprint) == [
        "[Tape 1, Side B]",
        imprint,
    ]
    diary = "Continued at the oars until noon.", "Printed at the request of some who were away."
    assert removed("A title of the text", PROSE, *diary, PROSE) == []


def test_menus_stand_over_a_text_and_under_it() -> None:
    head = [
        "MUSEUM OF BELLS\nVisit   What's on   Collections   Learn   Shop",
        "A title of the text",
    ]
    foot = "Plan your visit\nStrand Road, Karsund\nNewsletter | Facebook | Jobs | Cookies"
    found = roles(*head, PROSE, PROSE, foot)
    assert found["A title of the text"] == "title"
    litter = [words for words, role in found.items() if role == "litter"]
    assert litter == [*head[0].split("\n"), *foot.split("\n")]


def test_links_one_to_a_line() -> None:
    head, foot = "Home\nNews\nSport\nSearch BBC", "Contact Us\nAccessibility\nPrivacy Policy\nHelp"
    found = removed(head, "A title of the text", PROSE, PROSE, foot)
    assert found == [*head.split("\n"), *foot.split("\n")]


def test_words_of_links_amid_prose_are_words() -> None:
    lines = ["Print", "Back to School", "Photos", "Jobs"]
    for line in lines:
        assert removed("A title of the text", PROSE, line, PROSE) == []


def test_an_encyclopedias_links() -> None:
    text = "The Bridge\nJump to: navigation, search\nContents  [hide]\n1 History\n2 Lanterns"
    sections = f"History[edit]\n\n{PROSE}\n\nLanterns[edit]\n\n{PROSE}"
    assert removed(text, PROSE, sections).count("[edit]") == 1
    assert {"Contents  [hide]", "1 History", "2 Lanterns"} <= set(removed(text, PROSE, sections))


def test_what_mail_adds_under_a_letter() -> None:
    notice = "This e-mail and any attachment are confidential and intended for the addressee."
    foot = "_____________\ncordage mailing list\nTo unsubscribe: http://lists.skerry.example/"
    found = removed("A title of the text", PROSE, PROSE, "Sent from my phone", notice, foot)
    assert found == ["Sent from my phone", notice, *foot.split("\n")]


@pytest.mark.parametrize(
    ("block", "caption", "credit"),
    [
        ("A farmer carries a sheep. REUTERS/Jana Dolezal", "A farmer carries a sheep.",
         "REUTERS/Jana Dolezal"),
        ("The dial is\nrepaired. Photo by Dana Ostrow / The Courier", "The dial is repaired.",
         "Photo by Dana Ostrow / The Courier"),
        ("She strikes a bell. Photograph: Jonas Aigner", "She strikes a bell.",
         "Photograph: Jonas Aigner"),
        ("Crews race on the lake. [Photo/Xinhua]", "Crews race on the lake.", "Photo/Xinhua"),
        ("PHOTO: A driver with the engine on Saturday\n(Gwen Tudor)",
         "A driver with the engine on Saturday", "Gwen Tudor"),
        ("Photo taken on May 5 shows the lake. (Xinhua/Li Ming) (mcg)",
         "Photo taken on May 5 shows the lake.", "Xinhua/Li Ming"),
        ("Fig. 2. – Section of the\n     Main Girder.", "Fig. 2. – Section of the Main Girder.", None),
        ("[Illustration: The mill from the north]", "The mill from the north", None),
        ("[Zoom]  [Download image]\nThe dial with its moon", "The dial with its moon", None),
    ],
)  # fmt: skip
def test_captions(block: str, caption: str, credit: str | None) -> None:
    source = read_source(f"A title of the text\n\n{PROSE}\n\n{block}\n\n{PROSE}".encode(), "a.txt")
    figure = source.front_matter["figures"][0]
    assert figure["caption"] == caption
    assert figure.get("credit") == credit


@pytest.mark.parametrize(
    "line",
    [
        "Figure 2 shows that the river fell below the second step.",
        "Photo albums, which one might have expected, there are none.",
        "He went to the office of the Church/State Society, and then he slept.",
        "The photo was by his brother, and Jane Doe had framed it.",
        "Image by image the film goes on. Nobody knew the end.",
    ],
)
def test_prose_about_pictures_is_no_caption(line: str) -> None:
    source = read_source(f"A title of the text\n\n{PROSE}\n\n{line}\n\n{PROSE}".encode(), "a.txt")
    assert "figures" not in source.front_matter


def test_related_items_in_one_block() -> None:
    block = "Related objects\nTrade card of Josiah Pellew\nPilot's whistle, 1903"
    found = roles("A title of the text", PROSE, PROSE, block)
    assert found["Related objects"] == "related-label"
    assert found["Pilot's whistle, 1903"] == "related-headline"


def test_links_in_a_line_without_breaks() -> None:
    menu = "Home News Business Sport Weather You are here: Home > World > Asia"
    share = "Share on Facebook Tweet Email Print A- A A+ Post a comment"
    body = "The harvest was poor, said Mr. Pillay of the union on Sunday. " * 15
    text = f"{menu} Salt farmers face a poor harvest {share} {body}Most popular 1 A bride 2 A man"
    source = read_source(text.encode(), "a.txt")
    litter = " ".join(source.text[s.start : s.end] for s in source.segments if s.role == "litter")
    assert litter == f"{menu} {share} Most popular 1 A bride 2 A man"


#: The modules that this file is about.
MODULES = ("captions", "figures", "furniture", "litter", "litter_inside", "page_lines", "related")


@pytest.mark.parametrize(
    "piece",
    [
        "Home Print News 1 2 (AP Photo/Jane Doe) and so. ",
        "Home | Print\n12\nMORE\n\n",
        "See also\n",
    ],
)
def test_time_grows_with_the_length(piece: str) -> None:
    spent = []
    for times in (500, 2000):
        draft = lay_out(piece * times)
        began = time.process_time()
        for rule in RULES:
            if rule.__module__.rpartition(".")[2] in MODULES:
                list(rule(draft, ()))
        spent.append(time.process_time() - began)
    # Four times the length; with sixteen times the work it would be quadratic.
    assert spent[1] < 9 * spent[0] + 0.3


def page(*lines: str) -> dict[str, str]:
    source = read_source("\n".join(lines).encode(), "a.txt")
    return {source.text[s.start : s.end]: s.role for s in source.segments}


@pytest.mark.parametrize(
    "link",
    [
        "Report a problem with this page",
        "Rate this page  Back to top",
        "Subscribe from £1",
        "Subscribe to: Post Comments (Atom)",
        "Email This  BlogThis!  Share to Twitter  Pin It",
        "Accessibility  |  Freedom of Information  |  Cymraeg  |  Site map",
        "« Plum Butter, Again | Main | A Word About Salt »",
        "photo 2.JPG",
        "Text size: A A A",
        "Get our daily newsletter. Enter your email: [     ] Sign up. You can unsubscribe at any time.",
        "To stop getting the letter tell Derek.",
        "Image may contain: bicycle, wheel, person",
        "0:00 / 2:31",
    ],
)
def test_links_that_no_list_has(link: str) -> None:
    assert link in removed("A title of the text", PROSE, link)


@pytest.mark.parametrize(
    "line",
    [
        "Weekend / TRAVEL",
        "Report of the committee on roads",
        "“Sign up for our newsletter,” he said, “and unsubscribe when you like; we keep your email.”",
        "Rate of exchange | Pound | Dollar",
        "They asked us to register, to subscribe and to cancel, and nobody said why.",
    ],
)
def test_lines_that_only_sound_like_links(line: str) -> None:
    assert not removed("A title of the text", PROSE, line, PROSE)


def test_lists_of_links_under_their_label() -> None:
    lines = ["1. Man fined for shouting", "2. School to reopen", "3. All you need to know"]
    found = page("A title of the text", "", PROSE, "MOST READ", *lines)
    # Headlines name other pieces; they are kept.
    assert found["MOST READ"] == "related-label"
    assert {found[words] for words in lines} == {"related-headline"}
    found = page(
        "A title of the text", "", PROSE, "", "Latest", *(f"{x}." for x in lines), "", PROSE
    )
    assert "litter" not in found.values()


def test_a_writers_name_among_links_is_no_link() -> None:
    links = ["Home", "News", "Sport", "Weather", "Jobs"]
    title = "The man who mends the town clock"
    found = page(*links, title, "Ruth Amory", "Share", "Tweet", "", PROSE)
    assert "litter" not in {found.get("Ruth Amory"), found.get(title)}
    assert all(found[link] == "litter" for link in links)


def test_comments_of_readers_are_removed_and_shown_to_the_editor() -> None:
    comments = ["2 comments:", "Barb said...", "Mine is called Gerald.", "9 May 2013 at 8:02 AM"]
    text = "\n".join(["A title of the text", "", PROSE, PROSE, "", *comments])
    source = read_source(text.encode(), "a.txt")
    assert "Gerald" not in source.body
    assert "perhaps litter, removed: Mine is called Gerald." in source.review


def test_heads_of_pages_that_recur_and_tables_heads_that_do_not() -> None:
    head = "Borough of Easthaven                         Cm. 94/17"
    page_text = f"{PROSE} He\nsaid that the\n\n{head}\n\n"
    assert head in removed(page_text * 3 + "river rose.")
    table = "Day        Course        Wind\n1          N.W.          5\n2          N.            4"
    assert not removed(PROSE, table, PROSE, table, PROSE)


def test_counts_of_pictures_and_takes() -> None:
    text = "\n\n".join(f"{n}/3\nA boat on the lake at noon. REUTERS/Jana Doe" for n in (1, 2, 3))
    source = read_source(f"Boats\n\n{text}\n".encode(), "a.txt")
    assert len(source.front_matter["figures"]) == 3
    found = roles("UP041", PROSE, "UP042", PROSE, "UP047", PROSE)
    assert found["UP042"] == found["UP047"] == "furniture"
    assert "1/2" not in removed("A title", PROSE, "1/2", PROSE)


def test_a_label_with_its_headline_is_kept() -> None:
    found = roles("A title of the text", PROSE, "ALSO READ: Mill workers return", PROSE)
    assert (found["ALSO READ"], found["Mill workers return"]) == (
        "related-label",
        "related-headline",
    )
    assert not removed("A title", PROSE, "See also: she had a sister.", PROSE)


def test_links_behind_a_byline() -> None:
    found = roles(
        "A title of the text", "Posted by Nell Orrin | Filed under: Rye | 3 Comments", PROSE
    )
    assert found["| Filed under: Rye | 3 Comments"] == "litter"


def test_captions_without_a_stop_over_their_credit() -> None:
    lines = [
        "A title of the text",
        "",
        "By Jane Doe",
        "",
        "A colony of lichen on a headstone in Wales",
    ]
    text = "\n".join([*lines, "Credit: R. Iolo/Univ. of Caernant", PROSE])
    figures = read_source(text.encode(), "a.txt").front_matter["figures"]
    assert figures[0]["caption"] == lines[-1]
