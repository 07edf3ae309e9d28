"""Text that was read in a wrong encoding before it came here, and what is meant by it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.importing import check_record, plan_import, read_source
from readingroom.importing.misread import mended, misread_as

WORDS = "The café. It’s the “naïve” one – at €5, voilà."
RUSSIAN = "Привет, мир. Ёлка — зелёная."
DAY = datetime.date(2026, 11, 23)


def misread(words: str, codec: str) -> str:
    """What a program shows that reads UTF-8 as another encoding; controls for bytes without a letter."""
    return "".join(_letter(byte, codec) for byte in words.encode())


def _letter(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeError:
        return chr(byte)


@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("cp1252", WORDS), ("cp1252", RUSSIAN), ("cp1252", "我们在这里，讨论问题。"),
        ("latin-1", "The café. A naïve one."), ("cp1251", WORDS), ("cp1251", RUSSIAN),
        ("mac_roman", WORDS), ("mac_roman", RUSSIAN),
    ],
)  # fmt: skip
def test_words_that_were_misread_are_mended(codec: str, words: str) -> None:
    wrong = misread(words, codec)
    assert wrong != words
    assert mended(wrong, misread_as(wrong)) == words


def test_words_that_were_misread_twice_are_mended_twice() -> None:
    wrong = misread(misread(WORDS, "cp1252"), "cp1252")
    assert misread_as(wrong) == ("cp1252", "cp1252")
    assert mended(wrong, misread_as(wrong)) == WORDS


@pytest.mark.parametrize(
    "words",
    [
        "cafÃ© alone", "MAÇÃ e NÃO, CÂMARA, ÂNGULO", WORDS, RUSSIAN, "СССР и США. Русь, Сталь, РЎ",
        "œuvre à la “carte” — «café’”", "5 √ 2 ‚unten“ √", "â l’âge, pâté…", "Ångström, ðe, Þórr",
    ],
)  # fmt: skip
def test_letters_that_may_be_meant_are_left_alone(words: str) -> None:
    assert misread_as(words) == ()


@given(st.text(min_size=1), st.sampled_from(["cp1252", "cp1251", "mac_roman"]))
def test_mending_gives_back_each_word_that_was_misread(words: str, codec: str) -> None:
    words = words.encode("utf-8", "replace").decode()
    assert mended(misread(words, codec), (codec,)) == words


def test_what_got_lost_on_the_way_is_known_by_what_is_left() -> None:
    wrong = "â€œNo,â€ she said. VoilÃ  tout. Sheâ€™s"
    assert mended(wrong, misread_as(wrong)) == "“No,” she said. Voilà  tout. She’s"


def test_sound_words_beside_misread_ones_stay() -> None:
    wrong = "“The cafÃ©,” she said, “is naÃ¯ve”; résumé."
    assert mended(wrong, misread_as(wrong)) == "“The café,” she said, “is naïve”; résumé."


def test_import_mends_says_so_and_the_record_knows() -> None:
    data = misread(f"{WORDS}\n\nA second paragraph, of the same café.", "cp1252").encode()
    plan = plan_import(data, "a.txt", today=DAY)
    assert "The café. It’s the “naïve” one" in plan.markdown
    assert "misread: [cp1252]" in plan.record
    remark = next(r for r in read_source(data, "a.txt").review if r.startswith("letters mended"))
    assert "café" in remark
    assert check_record(data, plan.record, "a.txt") == ()
    again = plan_import(
        data, "a.txt", existing_markdown=plan.markdown, existing_record=plan.record, today=DAY
    )
    assert again.action == "unchanged"


def test_an_encoding_that_the_editor_names_is_taken_at_its_word() -> None:
    source = read_source(misread(WORDS, "cp1252").encode(), "a.txt", "utf-8")
    assert source.misread == ()
    assert "cafÃ©" in source.body


def test_a_record_that_names_an_unknown_misreading_is_broken() -> None:
    data = misread(WORDS, "cp1252").encode()
    record = plan_import(data, "a.txt", today=DAY).record
    (found,) = check_record(data, record.replace("[cp1252]", "[rot13]"), "a.txt")
    assert found.code == "source-record-incomplete"
