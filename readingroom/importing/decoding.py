"""Bytes become text here, by the encoding that they are surely in, or not at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from readingroom.diagnostics import Diagnostic
from readingroom.importing.western import is_western_english

_BOMS: tuple[tuple[bytes, str], ...] = (
    # UTF-32's little-endian mark begins with UTF-16's, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: The encodings that texts are found in and that can be told apart by their letters. ISO 8859
#: variants are left out where a Windows code page holds the same letters and more; a detector
#: with a long list finds Kazakh and EBCDIC in everything.
CANDIDATES = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "koi8_u", "mac_cyrillic", "mac_roman", "iso8859_2", "iso8859_5", "iso8859_15", "gb18030",
    "big5", "cp949", "euc_jp", "cp932",
)  # fmt: skip
#: Dashes, quotation marks, ellipsis, bullet: at these bytes in every Windows code page.
_TYPOGRAPHIC = frozenset(b"\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xab\xbb")
#: What pages say of their encoding, and the codec that this means: browsers read the labels of the
#: Encoding Standard so, and the pages were made for browsers. Only these; a codec such as UTF-7 or
#: punycode is never meant by a page.
_LABELS = {
    "windows-1252": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "cp1252": "cp1252", "windows-1250": "cp1250", "windows-1251": "cp1251",
    "cp1251": "cp1251", "windows-1253": "cp1253", "windows-1254": "cp1254", "iso-8859-9": "cp1254",
    "windows-1255": "cp1255", "windows-1256": "cp1256", "windows-1257": "cp1257",
    "windows-1258": "cp1258", "windows-874": "cp874", "tis-620": "cp874", "iso-8859-2": "iso8859-2",
    "iso-8859-3": "iso8859-3", "iso-8859-4": "iso8859-4", "iso-8859-5": "iso8859-5",
    "iso-8859-6": "iso8859-6", "iso-8859-7": "iso8859-7", "iso-8859-8": "iso8859-8",
    "iso-8859-10": "iso8859-10", "iso-8859-13": "iso8859-13", "iso-8859-14": "iso8859-14",
    "iso-8859-15": "iso8859-15", "iso-8859-16": "iso8859-16", "koi8-r": "koi8-r", "koi8-u": "koi8-u",
    "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic", "gb2312": "gb18030", "gbk": "gb18030",
    "gb18030": "gb18030", "big5": "big5hkscs", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "euc-jp": "euc_jp", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932",
    "iso-2022-jp": "iso2022_jp",
}  # fmt: skip
_PAGES = (".html", ".htm", ".xhtml")
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,20})|<\?xml\b[^>]{0,80}?encoding=[\"']([\w.:-]{2,20})",
    re.IGNORECASE,
)
#: Browsers look into the first 1024 bytes; scripts often stand before what they do not find.
_HEAD = 4096
#: Seven bits hold it, so it passes for UTF-8; its escapes tell it apart.
_ESCAPED = re.compile(rb"\x1b[$(][@BJ]")
#: Where no typographer puts them: then the bytes are letters of another encoding (``creaci—n``).
_L = r"[^\W\d_]"
_MISPLACED = re.compile(rf"{_L}[“‘]{_L}|{_L}”{_L}|\b{_L}{{1,2}}[–—]{_L}|{_L}[–—]{_L}{{1,2}}\b")
#: In English an apostrophe within a word stands before one of these; any other is a letter's byte.
_NO_APOSTROPHE = re.compile(rf"{_L}’(?!(?:s|t|d|m|re|ll|ve)\b){_L}", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
#: Wrong bytes for each right multibyte character that still count as nearly UTF-8. In text of another
#: encoding the right ones are chance: at most one in seven even in GB 2312, whose bytes are nearest.
_NEARLY = 0.25
#: UTF-8's continuation bytes (80 to BF) as Windows-1252 shows them, or as the controls of Latin 1.
_CONTINUATION = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
#: What follows is a lead byte with its continuation, in a word; bounded, as no word is longer.
_MOJIBAKE = re.compile(
    rf"\w{{0,20}}(?:Ã{_CONTINUATION}|Â[\x80-\xbf]|â€{_CONTINUATION}|ðŸ{_CONTINUATION}{{2}})\w{{0,20}}"
)
#: Bytes that show a pattern of zeros; fewer could be anything.
_SIXTEEN = 8
#: charset-normalizer's mess ratio: 0 for real text; its own limit of 0.2 lets mojibake through.
_MOST_CHAOS = 0.03
#: Coherence with a language's letters. For its single-byte samples the right answer scores 0.45 and
#: more; East Asian text scores near 0.1 and is held by its strict byte structure instead.
_LEAST_COHERENCE = 0.4
_LEAST_COHERENCE_MULTIBYTE = 0.1
_MULTIBYTE = frozenset({"gb18030", "big5", "cp949", "euc_jp", "cp932"})
#: How much better than the next reading, in coherence. Turkish in cp1254 leads cp1257 by 0.04.
_MARGIN = 0.03
#: Fewer bytes beyond ASCII than this say too little about a language to trust a detector.
_LEAST_EVIDENCE = 8


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a source, Python's name for its encoding, and how sure that is (0..1)."""

    text: str
    encoding: str
    confidence: float
    diagnostics: tuple[Diagnostic, ...] = ()


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Decode a source; with an error among the diagnostics the text is empty.

    In order: the encoding that the editor named; a byte order mark; UTF-16 without a mark; UTF-8;
    UTF-8 with a few bad bytes, which become U+FFFD, with a warning; what a page says of itself, if its
    bytes can be that; a detector that must be sure.
    """
    if encoding is not None:
        return _named(data, name, encoding)
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _strict(data, name, codec)
    # Its zeros would pass for UTF-8's, so UTF-16 is looked for first.
    wide = _sixteen_bits(data)
    if wide:
        return wide
    declared = _declared(data, name)
    if declared == "iso2022_jp" and _ESCAPED.search(data):
        return _strict(data, name, declared)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 1.0)
    except UnicodeDecodeError as error:
        first = error
    nearly = _nearly_utf8(data, name, first)
    said = _plausible(data, declared) if declared and not nearly else None
    if said is not None:
        return Decoded(said, codecs.lookup(declared).name, 0.95)
    return nearly or _detected(data) or _refused(name, _WHY_UNSURE)


def _declared(data: bytes, name: str) -> str:
    """The encoding that a page names in its head; empty for none, or one that is not trusted."""
    found = _DECLARED.search(data[:_HEAD]) if name.lower().endswith(_PAGES) else None
    label = (found[1] or found[2]).decode("ascii", "replace").lower() if found else ""
    return _LABELS.get(label, "")


def wrongly_decoded(text: str) -> tuple[str, ...]:
    """The words of a text in which UTF-8 was once read as Windows-1252: ``cafÃ©``, ``Itâ€™s``.

    One such pair of letters may be meant; the letter and currency sign of a quotation mark are not.
    """
    words = [match.group() for match in _MOJIBAKE.finditer(text)]
    several = len(words) > 1 or any("â€" in word for word in words)
    return tuple(dict.fromkeys(words)) if several else ()


def decode_as_recorded(data: bytes, encoding: str) -> str | None:
    """The text that a record speaks of, bad bytes U+FFFD again; None for an unknown encoding."""
    try:
        return data.decode(encoding, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None


_WHY_UNSURE = "its encoding cannot be told for certain"


def _refused(name: str, why: str, offset: int | None = None) -> Decoded:
    where = "" if offset is None else f" (byte {offset})"
    hint = "name its encoding with --encoding, for example --encoding cp1252"
    found = Diagnostic("source-undecodable", f"{why}{where}", name, hint=hint)
    return Decoded("", "", 0.0, (found,))


def _named(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return _refused(name, f"there is no encoding named `{encoding}`")
    if codec == "utf-8" and data.startswith(codecs.BOM_UTF8):
        codec = "utf-8-sig"
    return _strict(data, name, codec)


def _strict(data: bytes, name: str, codec: str) -> Decoded:
    try:
        text = data.decode(codec)
        text.encode("utf-8")
    except UnicodeDecodeError as error:
        return _refused(name, f"it is not {codec}: {error.reason}", error.start)
    except UnicodeEncodeError:
        return _refused(name, f"read as {codec} it holds characters that Unicode does not allow")
    except (LookupError, UnicodeError, ValueError):
        return _refused(name, f"`{codec}` is not an encoding of text")
    return Decoded(text, codec, 1.0)


def _nearly_utf8(data: bytes, name: str, first: UnicodeDecodeError) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    right = sum(1 for c in text if ord(c) > 0x7F and c != "\ufffd")
    # A U+FFFD that the source itself holds is no bad byte.
    wrong = text.count("\ufffd") - data.count("\ufffd".encode())
    if not right or wrong > right * _NEARLY:
        return None
    line = data.count(b"\n", 0, first.start) + 1
    bad = len(data) - len(data.decode("utf-8", "ignore").encode())
    were = (
        "byte in what is otherwise UTF-8 was"
        if bad == 1
        else ("bytes in what is otherwise UTF-8 were")
    )
    message = f"{bad} bad {were} replaced by \ufffd"
    hint = "compare the places with the original, or name the encoding with --encoding"
    found = Diagnostic("source-repaired", message, name, line, hint=hint)
    return Decoded(text, "utf-8", 0.5, (found,))


def _sixteen_bits(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in texts of Latin script every other byte is zero."""
    half = len(data) // 2
    if len(data) % 2 or len(data) < _SIXTEEN:
        return None
    for codec, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        other = data[0::2] if codec == "utf-16-le" else data[1::2]
        if zeros.count(0) > 0.7 * half and not other.count(0):
            try:
                return Decoded(data.decode(codec), codec, 0.95)
            except UnicodeDecodeError:
                return None
    return None


def _detected(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return None
    beyond = re.sub(rb"[\x00-\x7f]+", b"", data)
    if set(beyond) <= _TYPOGRAPHIC:
        typed = data.decode("cp1252")
        if not (_MISPLACED.search(typed) or _NO_APOSTROPHE.search(typed)):
            return Decoded(typed, "cp1252", 0.95)
    western = _plausible(data, "cp1252")
    if western is not None and is_western_english(western):
        return Decoded(western, "cp1252", 0.7)
    if len(beyond) < _LEAST_EVIDENCE:
        return None
    matches = charset_normalizer.from_bytes(data, cp_isolation=list(CANDIDATES))
    readings = [(m, text) for m in matches if (text := _plausible(data, m.encoding)) is not None]
    if not readings:
        return None
    best, text = readings[0]
    least = _LEAST_COHERENCE_MULTIBYTE if best.encoding in _MULTIBYTE else _LEAST_COHERENCE
    if best.chaos > _MOST_CHAOS or best.coherence < least:
        return None
    for other, differently in readings[1:]:
        near = other.chaos <= best.chaos + 0.01 and other.coherence > best.coherence - _MARGIN
        if near and differently != text:
            return None
    return Decoded(text, codecs.lookup(best.encoding).name, 0.7)


def _plausible(data: bytes, encoding: str) -> str | None:
    """The text by this encoding, unless it has what no real text has: controls, marks in words."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROLS.search(text) or _MISPLACED.search(text) else text
