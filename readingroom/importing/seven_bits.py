"""Encodings that write every letter in ASCII's bytes, so that their texts would pass for UTF-8."""

from __future__ import annotations

import base64
import binascii
import re

#: The escapes that lead to a set of characters of ISO 2022; that which leads back to ASCII, ``ESC ( B``,
#: is in what terminals print too.
_ISO_2022 = re.compile(rb"\x1b(?:\$[@AB]|\$\([CDOPQ]|\$\)[ACEG]|\([IJ])")
#: The sets of RFC 1468 first; each later codec knows more of them. ISO-2022-CN has none in Python.
_ISO_2022_CODECS = (
    "iso2022_jp", "iso2022_jp_ext", "iso2022_kr", "iso2022_jp_2", "iso2022_jp_2004",
)  # fmt: skip
_SHIFTS = re.compile("[\x0e\x0f\x1b]")
#: RFC 1843: pairs of bytes below 78, which is GB 2312's last row.
_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
#: RFC 2152. A ``+`` within a word and so many letters of base64 behind it may be one.
_UTF_7 = re.compile(rb"\+([A-Za-z0-9+/]{3,})-?")
#: Runs that begin so are letters and signs below U+0400, Cyrillic, or typographers' signs.
_COMMON = re.compile(rb"\+(?:A[A-P]|B[A-H]|I[A-K])")
#: Characters that a run of other scripts has at least; three letters of any word would be one.
_LEAST = 2


def seven_bit_codec(data: bytes) -> str | None:
    """The codec of a text that writes other letters in ASCII's bytes; None where nothing says so.

    The empty string where something does, and no codec can read it.
    """
    if not data.isascii():
        return None
    if b"\x1b" in data and _ISO_2022.search(data):
        return next((codec for codec in _ISO_2022_CODECS if _reads(data, codec)), "")
    if b"~{" in data and _HZ.search(data) and _reads(data, "hz"):
        return "hz"
    return "utf-7" if _is_utf_7(data) and _reads(data, "utf-7") else None


def looks_like_utf_7(text: str) -> bool:
    """Whether words are written as UTF-7 has them, in a text that is not UTF-7 throughout."""
    if not text.isascii():
        return False
    runs = {match.group() for match in _UTF_7.finditer(text.encode()) if match.group()[-1:] == b"-"}
    return sum(1 for run in runs if _COMMON.match(run) and len(_utf_7(run)) > 0) > 1


def _reads(data: bytes, codec: str) -> bool:
    try:
        text = data.decode(codec)
    except UnicodeError:
        return False
    # A codec lets escapes stand that it does not know.
    return not (codec.startswith("iso2022") and _SHIFTS.search(text))


def _is_utf_7(data: bytes) -> bool:
    runs = {match.group() for match in _UTF_7.finditer(data)}
    said = [(run, _utf_7(run)) for run in runs]
    return bool(runs) and all(
        words and (_COMMON.match(run) or len(words) >= _LEAST) for run, words in said
    )


def _utf_7(run: bytes) -> str:
    """What a run of base64 says, if that is letters or signs beyond ASCII; or nothing."""
    digits = run.removeprefix(b"+").removesuffix(b"-")
    try:
        units = base64.b64decode(digits + b"=" * (-len(digits) % 4), validate=True)
        words = units[: len(units) // 2 * 2].decode("utf-16-be")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return words if words and words.isprintable() and not words.isascii() else ""
