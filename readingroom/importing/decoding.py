"""Bytes become text here, by the encoding that they are surely in, or not at all."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass, replace

from readingroom.diagnostics import Diagnostic
from readingroom.importing.declared import declared, is_page
from readingroom.importing.foreign import ASK_FOR_TEXT, foreign_kind, is_no_text
from readingroom.importing.misread import mended, misread_as
from readingroom.importing.seven_bits import seven_bit_codec

_BOMS: tuple[tuple[bytes, str], ...] = (
    # UTF-32's little-endian mark begins with UTF-16's, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Wrong bytes for each right multibyte character that still count as nearly UTF-8. In text of another
#: encoding the right ones are chance: at most one in seven even in GB 2312, whose bytes are nearest.
_NEARLY = 0.25
#: A byte order mark says as much for UTF-8 as so many right characters: one wrong byte is let through.
_MARK_WORTH = 4
#: Bytes that show a pattern of zeros; fewer could be anything.
_SIXTEEN = 8
_WHY_UNSURE = "its encoding cannot be told for certain"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a source, Python's name for its encoding, and how sure that is (0..1).

    ``declared``: a page says itself that it is in that encoding. ``misread``: what the text had been
    read as before, wrongly; its words are mended.
    """

    text: str
    encoding: str
    confidence: float
    diagnostics: tuple[Diagnostic, ...] = ()
    declared: bool = False
    misread: tuple[str, ...] = ()

    @property
    def repaired(self) -> int:
        """The first line in which a bad byte of what is nearly UTF-8 was replaced; 0 for none."""
        return next((d.line for d in self.diagnostics if d.code == "source-repaired"), 0)


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Decode a source; with an error among the diagnostics the text is empty.

    In order: the encoding that the editor named; a byte order mark; UTF-16 without a mark; encodings
    of seven bits, which would pass for UTF-8; UTF-8; UTF-8 with a few bad bytes, which become U+FFFD,
    with a warning; what a page says of itself, if its bytes can be that; a detector that must be sure.
    What is no text in any encoding is refused whatever the editor named. Words that an earlier program
    read in a wrong encoding (``cafÃ©``) are mended, unless the editor named one.
    """
    if kind := foreign_kind(data, page=is_page(data, name)):
        return _foreign(name, *kind)
    decoded = _decoded(data, name, encoding)
    if decoded.text and is_no_text(decoded.text):
        return _foreign(name, "a file of control characters, not of words", ASK_FOR_TEXT)
    misread = misread_as(decoded.text) if encoding is None else ()
    if misread:
        return replace(decoded, text=mended(decoded.text, misread), misread=misread)
    return decoded


def _decoded(data: bytes, name: str, encoding: str | None) -> Decoded:
    if encoding is not None:
        return _named(data, name, encoding)
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _marked(data, name, codec)
    # Their bytes would pass for UTF-8's, so these are looked for first.
    told = _sixteen_bits(data) or _seven_bits(data, name)
    if told:
        return told
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 1.0)
    except UnicodeDecodeError as error:
        first = error
    return _beyond_utf8(data, name, first)


def _beyond_utf8(data: bytes, name: str, first: UnicodeDecodeError) -> Decoded:
    """Bytes that are not UTF-8 throughout; the detector and its tables load only for these."""
    from readingroom.importing import detecting

    nearly = _nearly_utf8(data, name, first)
    codec = "" if nearly else declared(data, name)
    said = detecting.plausible(data, codec) if codec else None
    if said is not None:
        return Decoded(said, codecs.lookup(codec).name, 0.95, declared=True)
    if nearly:
        return nearly
    if detected := detecting.detected(data):
        return Decoded(*detected)
    return _refused(name, _WHY_UNSURE, choices=detecting.likeliest(data))


def decode_as_recorded(data: bytes, encoding: str, misread: Sequence[str] = ()) -> str | None:
    """The text that a record speaks of, bad bytes U+FFFD again; None for an unknown encoding."""
    try:
        return mended(data.decode(encoding, "replace"), misread)
    except (LookupError, UnicodeError, ValueError):
        return None


def _refused(
    name: str, why: str, offset: int | None = None, choices: Sequence[tuple[str, str]] = ()
) -> Decoded:
    where = "" if offset is None else f" (byte {offset})"
    hint = "name its encoding with --encoding, for example --encoding cp1252"
    if choices:
        # A line for each reading, so that the eye compares them.
        lines = (f"\n    --encoding {codec:<12} {sample}" for codec, sample in choices)
        hint = f"import it again with the encoding that gives the right letters:{''.join(lines)}"
    found = Diagnostic("source-undecodable", f"{why}{where}", name, hint=hint)
    return Decoded("", "", 0.0, (found,))


def _foreign(name: str, kind: str, hint: str) -> Decoded:
    found = Diagnostic("source-not-text", f"it is {kind}; import reads text", name, hint=hint)
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


def _marked(data: bytes, name: str, codec: str) -> Decoded:
    """What a byte order mark says it is; UTF-8 with a mark may have a bad byte as any other."""
    strict = _strict(data, name, codec)
    if strict.encoding or codec != "utf-8-sig":
        return strict
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _nearly_utf8(data, name, error, codec) or strict
    return strict


def _seven_bits(data: bytes, name: str) -> Decoded | None:
    codec = seven_bit_codec(data)
    if codec is None:
        return None
    if not codec:
        return _refused(name, "it has the escapes of ISO 2022, and none of its encodings fits")
    # The escapes of ISO 2022 are as telling as UTF-8's own bytes; the signs of the others are words too.
    sure = 1.0 if codec.startswith("iso2022") else 0.7
    return Decoded(data.decode(codec), codec, sure)


def _nearly_utf8(
    data: bytes, name: str, first: UnicodeDecodeError, codec: str = "utf-8"
) -> Decoded | None:
    text = data.decode(codec, "replace")
    right = sum(1 for c in text if ord(c) > 0x7F and c != "\ufffd")
    right += _MARK_WORTH if codec == "utf-8-sig" else 0
    # A U+FFFD that the source itself holds is no bad byte.
    wrong = text.count("\ufffd") - data.count("\ufffd".encode())
    if not right or wrong > right * _NEARLY:
        return None
    line = data.count(b"\n", 0, first.start) + 1
    bad = len(data) - len(data.decode("utf-8", "ignore").encode())
    were = (
        f"byte{'' if bad == 1 else 's'} in what is otherwise UTF-8 {'was' if bad == 1 else 'were'}"
    )
    message = f"{bad} bad {were} replaced by \ufffd"
    hint = "compare the places with the original, or name the encoding with --encoding"
    found = Diagnostic("source-repaired", message, name, line, hint=hint)
    return Decoded(text, codec, 0.5, (found,))


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
