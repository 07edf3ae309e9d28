"""Bytes are read by the encoding that they are surely in, or refused; never silently wrong."""

import json
import unicodedata
from pathlib import Path

import pytest
from conftest import missing
from hypothesis import given
from hypothesis import strategies as st
from test_importing_source import TODAY, assert_accounted

from readingroom.importing import check_record, plan_import, read_source
from readingroom.importing.decoding import decode, wrongly_decoded

SHARED = Path(__file__).parents[2] / "shared" / "conformance"

#: What the samples say, and where their encodings are told apart: words that only the right one has.
SAMPLES = {
    "sample-arabic-1.txt": "بالموازاة مع ذلك",
    "sample-arabic.txt": "بالموازاة مع ذلك",
    "sample-bulgarian.txt": "право на образование",
    "sample-chinese.txt": "維基大典",
    "sample-english.bom.txt": "About 2 months ago",
    "sample-french-1.txt": "MOLIÈRE",
    "sample-french.txt": "MOLIÈRE",
    "sample-greek-2.txt": "Η ελληνική αποτελεί τη μητρική γλώσσα",
    "sample-greek.txt": "Η ελληνική αποτελεί τη μητρική γλώσσα",
    "sample-hebrew-2.txt": "אין כמעט ניבים אזוריים עבריים",
    "sample-hebrew-3.txt": "אין כמעט ניבים אזוריים עבריים",
    "sample-korean.txt": "역사적 예수 연구자들은",
    "sample-polish.txt": "URZĄDZENIE",
    "sample-russian-2.txt": "В гимназии он не был",
    "sample-russian-3.txt": "столица России",
    "sample-russian.txt": "В гимназии он не был",
    "sample-spanish.txt": "La creación",
    "sample-turkish.txt": "Türkiye'nin en kalabalık",
}


def shared(name: str) -> Path:
    """A path of the conformance data; the test is left out, by name, where there is none."""
    path = SHARED / name
    if not path.exists():
        missing(f"the conformance data {name} beside the project")
    return path


def codes(data: bytes, encoding: str | None = None) -> list[str]:
    return [d.code for d in decode(data, "a.txt", encoding).diagnostics]


def test_utf8_is_utf8_and_a_mark_is_not_a_word() -> None:
    assert decode("Molière".encode(), "a.txt").text == "Molière"
    marked = decode("Molière".encode("utf-8-sig"), "a.txt")
    assert (marked.text, marked.encoding) == ("Molière", "utf-8-sig")


@pytest.mark.parametrize("codec", ["utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_wide_encodings(codec: str) -> None:
    words = "A letter of the year 1890, plain and short."
    assert decode(words.encode(codec), "a.txt").text == words


def test_nearly_utf8_is_repaired_with_a_warning_that_says_where() -> None:
    data = "naïve café, crème\nà la carte".encode() + b" \xff end"
    found = decode(data, "a.txt")
    assert found.text.endswith("\ufffd end")
    assert [(d.code, d.line) for d in found.diagnostics] == [("source-repaired", 2)]


def test_only_bytes_that_were_bad_are_counted() -> None:
    bad = decode("naïve café, crème \ufffd à la carte".encode() + b" \xff end", "a.txt")
    assert bad.diagnostics[0].message.startswith("1 bad byte in what is otherwise UTF-8 was ")
    several = decode("naïve café, crème à la carte, là".encode() + b" \xe2\x82 end", "a.txt")
    assert several.diagnostics[0].message.startswith("2 bad bytes in what is otherwise UTF-8 were ")
    assert codes("A source's own \ufffd is no bad byte.".encode()) == []


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_what_was_decoded_wrongly_once_is_shown_to_the_editor(codec: str) -> None:
    words = "The café. It" + ("’" if codec == "cp1252" else "é") + "s the naïve one."
    source = read_source(words.encode().decode(codec).encode(), "a.txt")
    remark = next(r for r in source.review if r.startswith("looks like text that was decoded"))
    assert "cafÃ©" in remark
    assert source.body.startswith("The cafÃ©")


@pytest.mark.parametrize(
    "words", ["cafÃ© alone", "MAÇÃ e NÃO, CÂMARA", "The café. It’s “here” – €5"]
)
def test_letters_that_may_be_meant_are_no_wrong_decoding(words: str) -> None:
    assert wrongly_decoded(words) == ()


def test_typewriters_quotes_of_windows_need_no_detector() -> None:
    found = decode("“It’s here,” she said – at last…".encode("cp1252"), "a.txt")
    assert (found.text, found.encoding) == ("“It’s here,” she said – at last…", "cp1252")
    assert found.confidence < 1


def test_letters_at_the_places_of_quotes_are_not_taken_for_quotes() -> None:
    assert codes("La canción del corazón".encode("mac_roman")) == ["source-undecodable"]


def test_what_cannot_be_told_is_refused_with_the_way_out() -> None:
    found = decode(b"caf\xe9", "a.txt")
    assert [d.code for d in found.diagnostics] == ["source-undecodable"]
    assert "--encoding" in found.diagnostics[0].hint
    assert decode(b"caf\xe9", "a.txt", "latin-1").text == "café"


@pytest.mark.parametrize(
    "encoding", ["no-such", "rot13", "base64", "ascii", "utf-8", "", "a\0b", "idna", "punycode"]
)
def test_a_wrong_encoding_is_a_diagnostic(encoding: str) -> None:
    assert codes(b"caf\xe9", encoding) in (["source-undecodable"], [])
    if encoding in {"no-such", "rot13", "base64", "ascii", "utf-8", "", "a\0b"}:
        assert codes(b"caf\xe9", encoding) == ["source-undecodable"]


def test_surrogates_never_come_in() -> None:
    assert codes(b"\\ud800", "unicode_escape") == ["source-undecodable"]


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_diagnostic(data: bytes) -> None:
    found = decode(data, "a.txt")
    assert found.text or not data.strip(b"\xef\xbb\xbf\xfe\xff\x00") or found.diagnostics
    found.text.encode("utf-8")


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_conformance_samples_have_the_right_characters(name: str) -> None:
    data = shared(f"encodings/charset-normalizer/{name}").read_bytes()
    text = unicodedata.normalize("NFC", decode(data, name).text)
    assert SAMPLES[name] in text
    assert_accounted(read_source(data, name))


def test_conformance_stress_test_is_read_or_refused() -> None:
    data = shared("encodings/UTF-8-test.txt").read_bytes()
    source = read_source(data, "UTF-8-test.txt")
    if source.encoding:
        assert "κόσμε" in unicodedata.normalize("NFC", source.text)
        assert_accounted(source)


def test_naughty_strings_as_contents_and_as_names() -> None:
    strings = json.loads(shared("hostile/naughty-strings.json").read_text("utf-8"))
    for words in strings:
        data = words.encode("utf-8", "surrogatepass")
        for name in ("a.txt", words):
            plan = plan_import(data, name, today=TODAY)
            assert_accounted(plan.source)
            if [d.code for d in plan.diagnostics] == ["source-empty"]:
                assert plan.action == "refused"
                continue
            assert plan.slug
            assert check_record(data, plan.record, name) == ()
            again = plan_import(
                data,
                name,
                existing_markdown=plan.markdown,
                existing_record=plan.record,
                today=TODAY,
            )
            assert again.action == "unchanged"
