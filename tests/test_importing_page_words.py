"""What a page says to its reader is taken away by all its signs together; the text's words stay."""

import pytest

from readingroom.importing import read_source
from readingroom.importing.cleaning import _ANY, _TROUBLE
from readingroom.importing.rules.page_words import odds_of_page

BODY = (
    "The council met on Monday in the old hall and voted, after a long and bitter debate that nobody "
    "had wanted, to repair the roof before the winter."
)
LONGER = BODY + " It will cost nine pounds a slate, said the clerk, who has counted them twice."


@pytest.mark.parametrize(
    "line",
    [
        "Close this ad in 5 facebook twitter whatsapp email print",
        "Share this story: Facebook Twitter LinkedIn Email",
        "Unlock unlimited access — try 1 month for 99p",
        "Register now for FREE unlimited access Already a subscriber? Log in",
        "View user's profile   Send private message",
    ],
)
def test_lines_of_a_page_that_no_list_has(line: str) -> None:
    above, below = "Skip to content\nMenu\n\nRoof to be mended", f"{line}\n\nFollow us on Facebook"
    text = f"{above}\n\n{BODY}\n\n{LONGER}\n\n{below}\n"
    source = read_source(text.encode(), "a.txt")
    assert source.body == f"{BODY}\n\n{LONGER}\n"


@pytest.mark.parametrize(
    "line",
    [
        "Share the news with your friends, said the vicar, and read it to the top class.",
        "Read more slowly, he told us.",
        "We thank our members for their comments and their support in these weeks.",
        "Home",
    ],
)
def test_sentences_with_a_page_s_words_stay(line: str) -> None:
    text = f"Roof to be mended\n\n{BODY}\n\n{line}\n\n{LONGER}\n"
    assert line in read_source(text.encode(), "a.txt").body


def test_neighbours_and_place_count() -> None:
    line = "Latest stories"
    alone = odds_of_page(line, outside=False, near=0.0, page=0.0)
    among = odds_of_page(line, outside=True, near=1.0, page=1.0)
    assert alone < 0 < among


def test_a_take_of_a_wire_ends_and_begins_again_without_its_signs() -> None:
    text = (
        f"FIRE\nBy JOHN HALE\n\nLONDON, April 3 (Reuters) - {BODY}\n\n(MORE)\n\n"
        f"FIRE 2-2-2\n\n{LONGER}\n\nPage 3/FIRE\n\n{BODY} (MORE)\n\nX X X\n\n{LONGER}\n\n"
        f"-30-\n\n{BODY}\n\n-30-\n"
    )
    source = read_source(text.encode(), "a.txt")
    assert source.body == f"{BODY}\n\n{LONGER}\n\n{BODY}\n\n{LONGER}\n\n{BODY}\n"


def test_what_is_taken_from_the_midst_of_a_paragraph_is_told() -> None:
    address = "((ivo@agency.example; +43 1 555 0148))"
    text = f"Roof to be mended\n\n{BODY} {address} {LONGER}\n\n{BODY}\n"
    source = read_source(text.encode(), "a.txt")
    taken = [s for s in source.segments if s.role == "litter"]
    assert [source.text[s.start : s.end] for s in taken] == [address]
    assert any("ivo@agency.example" in str(remark) for remark in source.review)


def test_the_end_of_a_sentence_beside_a_page_s_number_stays() -> None:
    words = "and that is all that was ever said about it by\nany of us."
    first, second, third = (f"{said}\n\n{words}" for said in (BODY, LONGER, BODY))
    text = f"{first}\n\n- 2 -\n\n{second}\n\n- 3 -\n\n{third}\n\n- 4 -\n"
    assert read_source(text.encode(), "a.txt").body.count("any of us.") == 3


def test_every_troublesome_character_is_seen_at_once() -> None:
    letters = [chr(code) for code in range(0x11000)]
    assert [c for c in letters if bool(_ANY.match(c)) != bool(_TROUBLE.match(c))] == []
