"""Bytes are read by the encoding that they are surely in, or refused; never silently wrong."""

import json
import unicodedata
from pathlib import Path

import pytest
from needs import missing
from properties import given, st
from test_importing_source import TODAY, assert_accounted

from readingroom.importing import check_record, plan_import, read_source
from readingroom.importing.decoding import decode, decode_as_recorded

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


def test_typewriters_quotes_of_windows_need_no_detector() -> None:
    found = decode("“It’s here,” she said – at last…".encode("cp1252"), "a.txt")
    assert (found.text, found.encoding) == ("“It’s here,” she said – at last…", "cp1252")
    assert found.confidence < 1


def test_letters_at_the_places_of_quotes_are_not_taken_for_quotes() -> None:
    assert codes("La canción del corazón".encode("mac_roman")) == ["source-undecodable"]


SEVEN_BITS = [
    ("iso2022_jp", "吉田茂首相の演説\n\n本日ここに、国会の開会にあたり、所信を申し述べます。\n"),
    ("iso2022_jp_ext", "ﾃﾚﾋﾞの演説\n\n本日ここに、国会の開会にあたり。\n"),
    ("iso2022_kr", "대통령 연설\n\n오늘 우리는 이 자리에 모였습니다.\n"),
    ("hz", "习近平讲话\n\n今天我们在这里开会，讨论网络安全问题。\n"),
    ("utf-7", "Rede des Präsidenten\n\nÜber die Größe dieser Aufgabe müssen wir sprechen.\n"),
    ("utf-7", "Notes\n\nThe price was £1 and 2+2 is 4.\n"),
    ("utf-7", "Выступление президента\n\nУважаемые коллеги!\n"),
    ("utf-7", "吉田茂首相の演説\n"),
]


@pytest.mark.parametrize(("codec", "words"), SEVEN_BITS)
def test_letters_written_in_seven_bits_do_not_pass_for_utf8(codec: str, words: str) -> None:
    assert decode(words.encode(codec), "a.txt").text == words
    assert read_source(words.encode(codec), "a.txt").encoding == codec


@pytest.mark.parametrize(
    "words",
    [
        "See user+tag@example.org, 1+1=2, C++, +44 20 7946 0958, a+b and A+ grades.",
        "https://example.org/?q=reading+room+archive+AOQ",
        "In TeX ~{a} is nothing; ~/notes is a folder, and ~{x~} no Chinese.",
        "\x1b[31mred\x1b(B\x1b[m and plain",
        "Math: x +ABC- y",
    ],
)
def test_ascii_with_signs_of_other_encodings_is_ascii(words: str) -> None:
    found = decode(words.encode(), "a.txt")
    assert (found.text, found.encoding) == (words, "utf-8")


def test_escapes_that_no_codec_reads_are_refused() -> None:
    # NEC's circled figures, which the standard has no place for.
    assert codes(b"\x1b$B-!\x1b(B and more") == ["source-undecodable"]
    assert codes(b"\x1b$)A\x0e0!\x0f and more") == ["source-undecodable"]


def test_one_word_of_utf7_in_another_text_is_shown() -> None:
    words = "Pr+AOQ-sident and Gr+APYA3w-e, said user+tag@example.org in plain words.\n\nNo more.\n"
    review = read_source(words.encode(), "a.txt").review
    assert any("UTF-7" in remark for remark in review)


def test_a_mark_with_a_bad_byte_is_nearly_utf8() -> None:
    data = "The café was closed. It is a b".encode("utf-8-sig") + b"\xe9d day.\n"
    found = decode(data, "a.txt")
    assert [d.code for d in found.diagnostics] == ["source-repaired"]
    assert found.text == "The café was closed. It is a b\ufffdd day.\n"
    assert decode_as_recorded(data, found.encoding) == found.text
    much = "\ufeff".encode() + "naïve élan, déjà vu, à la carte".encode("cp1252")
    assert codes(much) == ["source-undecodable"]


FOREIGN = {
    "a PDF": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n",
    "RTF": rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}\f0\fs24 Hello world\par }",
    "Word": b"PK\x03\x04\x14\0\0\0\0\0word/document.xml",
    "EPUB": b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/epub+zip",
    "ZIP": b"PK\x03\x04\x14\0\0\0\0\0a.txt",
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 words",
    "gzip": b"\x1f\x8b\x08 words",
    "SQLite": b"SQLite format 3\0 words",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "SVG": b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><text>a</text></svg>',
    "XML": b'<?xml version="1.0"?>\n<TEI><text>words</text></TEI>',
    "MHTML": b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=x\r\n",
    "tar": b"a.txt".ljust(257, b"\0") + b"ustar  \0" + b"\0" * 300 + b"words and words",
    "PostScript": b"%!PS-Adobe-3.0\n",
    "controls": bytes(range(32)) * 40,
    "UTF-16 of another script without a mark": "Речь президента о мире".encode("utf-16-le"),
}


@pytest.mark.parametrize("kind", sorted(FOREIGN))
def test_what_is_no_text_is_refused_by_what_it_is(kind: str) -> None:
    for encoding in (None, "latin-1"):
        found = decode(FOREIGN[kind], "letter.txt", encoding)
        assert [d.code for d in found.diagnostics] == ["source-not-text"]
        assert "\n" not in found.diagnostics[0].message + found.diagnostics[0].hint


@pytest.mark.parametrize(
    "data",
    [
        b"BM was here in 1912, and MZ too.",
        b"ID3 tags are discussed below. RIFF means nothing here. ustar neither.",
        b"Subject: a letter\nContent-Type: text/plain\n\nDear John, all is well.\n",
        b"PK\n\nThe initials of Paul Klee.\n",
        b"A slip of the machine\0 leaves one NUL.",
        b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><body><p>A page of words.</p></body></html>',
    ],
)
def test_words_that_begin_as_a_format_does_are_words(data: bytes) -> None:
    assert codes(data) == []


@pytest.mark.parametrize(
    ("words", "codec"),
    [
        ("Wałęsa mówił w Gdańsku.", "cp1250"),
        ("Речь о мире.", "cp1251"),
        ("Une journée à Besançon", "cp1252"),
        ("Το τραγούδι της χώρας", "cp1253"),
        ("Türkiye'nin başkenti", "cp1254"),
        ("שלום לכולם", "cp1255"),
        ("Lietuvių kalba", "cp1257"),
        ("日本語です", "cp932"),
        ("维基百科", "gb18030"),
        ("Česká řeč", "cp1250"),
    ],
)
def test_a_refusal_names_the_likeliest_encodings_with_what_they_say(words: str, codec: str) -> None:
    found = decode(words.encode(codec), "a.txt")
    if found.encoding:
        assert found.text == words
        return
    lines = found.diagnostics[0].hint.splitlines()[1:]
    assert 2 <= len(lines) <= 4
    assert f"    --encoding {codec:<12} {words}" in lines


def test_a_sample_is_a_line_of_the_terminal() -> None:
    words = "A long line of plain English words without any letter that would tell. " * 3
    data = (words + "Wałęsa\x07 mówił. " + words).encode("cp1250")
    hint = decode(data, "a.txt").diagnostics[0].hint
    assert "Wałęsa" in hint
    assert all(len(line) < 100 and line.isprintable() for line in hint.splitlines())


def test_a_page_saved_as_text_says_its_encoding() -> None:
    page = '<!DOCTYPE html><meta charset="windows-1251"><p>Речь о мире.</p>'
    found = decode(page.encode("cp1251"), "a.txt")
    assert (found.encoding, found.declared) == ("cp1251", True)


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
            if {d.code for d in plan.diagnostics} & {"source-empty", "source-not-text"}:
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


def test_the_samples_of_a_refusal_show_where_the_readings_part():
    words = (
        "LE SOIR DE BRÉVAL\n\nMort d’un horloger\n\nBréval, le 4 février 1958. – L’horloger de la place"
        " d’Armes, Étienne Mauduit, est mort hier à l’âge de quatre-vingt-onze ans. Il avait remonté"
        " l’horloge de la mairie chaque lundi depuis 1893.\n\n« Il ne faut jamais la brusquer »\n"
    )
    hint = decode(words.encode("cp1252"), "a.txt").diagnostics[0].hint or ""
    samples = [line.split(maxsplit=2)[2] for line in hint.splitlines()[1:]]
    assert len(set(samples)) > 2
    assert all("est mort hier" in sample for sample in samples)
