"""Files that hold no text in any encoding: told by their first bytes, as the formats' own readers do."""

from __future__ import annotations

import re

_SAVE = "save it as plain text or as a web page in the program that made it, and import that"
ASK_FOR_TEXT = "take out its words, save them as plain text, and import that"
_UNPACK = "unpack it, and import the texts that are in it"
_PICTURE = "pictures of a text go to content/images/; for its words import a transcription"
_PLAYED = "import a transcription of what is said in it"
_BOOK = "save its text with the program that reads it, and import that"

#: Where a format's mark stands, the mark, what the file is, and what to do instead.
_MARKS: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"%PDF-", "a PDF document", "copy its text out, or use pdftotext, and import that"),
    (0, b"{\\rtf", "a document in rich text format (RTF)", _SAVE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of Microsoft Office", _SAVE),
    (0, b"\xffWPC", "a document of WordPerfect", _SAVE),
    (0, b"%!PS", "a PostScript document", ASK_FOR_TEXT),
    (0, b"AT&TFORM", "a DjVu document", ASK_FOR_TEXT),
    (60, b"BOOKMOBI", "a book for Kindle", _BOOK),
    (0, b"ITSF", "a compiled help file", _BOOK),
    (0, b"bplist00", "a web archive or property list of macOS", "save the page as HTML"),
    (0, b"\x1f\x8b", "a gzip archive", _UNPACK),
    (0, b"BZh", "a bzip2 archive", _UNPACK),
    (0, b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"SQLite format 3\0", "an SQLite database", ASK_FOR_TEXT),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture", _PICTURE),
    (0, b"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (0, b"GIF87a", "a GIF picture", _PICTURE),
    (0, b"GIF89a", "a GIF picture", _PICTURE),
    (0, b"II*\0", "a TIFF picture", _PICTURE),
    (0, b"MM\0*", "a TIFF picture", _PICTURE),
    (8, b"WEBP", "a WebP picture", _PICTURE),
    (8, b"WAVE", "a sound recording", _PLAYED),
    (4, b"ftyp", "a film, sound recording or picture", _PLAYED),
    (0, b"ID3\x02", "a sound recording", _PLAYED),
    (0, b"ID3\x03", "a sound recording", _PLAYED),
    (0, b"ID3\x04", "a sound recording", _PLAYED),
    (0, b"OggS\0", "a sound recording", _PLAYED),
    (0, b"fLaC\0", "a sound recording", _PLAYED),
    (0, b"\x7fELF", "a program", ASK_FOR_TEXT),
)
#: What a ZIP archive is when such a name stands among its first.
_ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"word/", "a Word document", _SAVE),
    (b"xl/", "an Excel workbook", _SAVE),
    (b"ppt/", "a PowerPoint presentation", _SAVE),
    (b"application/epub+zip", "an EPUB book", "unpack it, and import the pages that are in it"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _SAVE),
)
#: These begin with letters; only what follows tells them from words.
_WRITTEN: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (
        re.compile(
            rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?"
            rb"Content-Type:\s*multipart/related",
            re.IGNORECASE,
        ),
        "a web archive (MHTML)",
        "save the page as “Web page, HTML only”, and import that",
    ),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), "a BMP picture", _PICTURE),
    (re.compile(rb"MZ.{0,60}\0", re.DOTALL), "a program", ASK_FOR_TEXT),
    (
        re.compile(rb"\s*<(?:\?xml\b.{0,800}<svg\b|svg\s[^>]{0,400}\bxmlns=)", re.DOTALL),
        "an SVG picture",
        _PICTURE,
    ),
)
#: XML that is no page; a page may begin as any XML does.
_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\?xml\b(?!.{0,4000}?<(?:!DOCTYPE\s+)?html\b)", re.IGNORECASE | re.DOTALL
)
_OF_XML = (
    "an XML document, whose tags only its own programs understand",
    "make a web page or plain text of it, and import that",
)
#: Bytes in which the names of a ZIP archive's first files stand, and the head of a written format.
_HEAD = 4096
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
#: What no text holds but by accident: NUL and the other controls of ASCII, without white space, the
#: backspace of overstruck type, and the escape of terminals.
_CONTROLS = re.compile("[\x00-\x07\x0e-\x1a\x1c-\x1f]")
#: A share of such characters, and a number of them, that no accident leaves.
_MOST_CONTROLS, _ACCIDENTS = 0.1, 16


def foreign_kind(data: bytes, *, page: bool = False) -> tuple[str, str] | None:
    """What a file is that holds no text, and what to do instead; None for what may be text.

    ``page``: it is called a web page, which XML may be.
    """
    if data.startswith(_ZIPS):
        head = data[:_HEAD] + data[-_HEAD:]
        named = ((kind, hint) for mark, kind, hint in _ZIPPED if mark in head)
        return next(named, ("a ZIP archive", _UNPACK))
    for offset, mark, kind, hint in _MARKS:
        if data.startswith(mark, offset):
            return kind, hint
    head = data[:_HEAD]
    written = next(((kind, hint) for form, kind, hint in _WRITTEN if form.match(head)), None)
    return written or (_OF_XML if not page and _XML.match(head) else None)


def is_no_text(text: str) -> bool:
    """Whether what was decoded holds more controls than any text would."""
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    return controls >= _ACCIDENTS and controls > _MOST_CONTROLS * len(text)
