"""English with a few other letters: read as Windows-1252 where each of them fits, refused where not."""

import pytest

from readingroom.importing.decoding import decode

ENGLISH = (
    "It was said that the mayor had not been in the hall when the vote was taken, and that he was at "
    "the house of {} by the river, which is all that they would say of it to those who had asked. "
)


@pytest.mark.parametrize(
    "words",
    ["Señor Núñez", "André", "the Crème de la Crème", "Søren Østergaard", "a £5 note", "São Tomé",
     "ÉMILE ZOLA", "Hélène’s aunt", "the Café Français", "3½ miles, at 12°", "Brontë", "“Zoë”", "Cæsar"],
)  # fmt: skip
def test_letters_that_fit_are_read(words: str) -> None:
    text = ENGLISH.format(words)
    read = decode(text.encode("cp1252"), "a.txt")
    assert read.text == text
    assert not read.diagnostics


@pytest.mark.parametrize(
    ("words", "codec"),
    [("Lech Wałęsa", "cp1250"), ("Gdańsk harbour", "cp1250"), ("Antonín Dvořák", "cp1250"),
     ("Karel Čapek’s Havlíček", "cp1250"), ("Mihailović", "cp1250"), ("don’t “know”", "mac_roman"),
     ("André’s “café”", "mac_roman"), ("Şükrü Yıldız", "cp1254"), ("Москва", "cp1251"),
     ("Erdős", "cp1250"), ("Kļaviņš", "cp1257")],
)  # fmt: skip
def test_letters_of_other_code_pages_are_not_taken_for_western_ones(words: str, codec: str) -> None:
    text = ENGLISH.format(words)
    read = decode(text.encode(codec), "a.txt")
    assert read.text in ("", text)


LIVELY = (
    "“I’ve stopped,” she says – it’s the café’s fault… He’d said you’ll know; don’t. "
    "That’s £{} a tonne. "
)


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp1250"])
@pytest.mark.parametrize("count", [1, 3, 12])
def test_a_lively_column_is_never_read_as_another_encoding(codec: str, count: int) -> None:
    text = ENGLISH.format("a friend") + "".join(LIVELY.format(n) for n in range(count))
    text = text if codec != "cp1250" else text.replace("£", "€")
    read = decode(text.encode(codec), "a.txt")
    assert read.text in ("", text)
    if codec == "cp1252":
        assert read.text == text
