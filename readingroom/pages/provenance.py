"""Where a text comes from, as "About this text" tells readers: its source and what became of it."""

from __future__ import annotations

import re
import unicodedata

from readingroom.archive import Archive
from readingroom.importing.record import Record, digest
from readingroom.importing.segments import ROLES
from readingroom.model import PartialDate, Text
from readingroom.pages.parts import date_label
from readingroom.provenance import Provenance
from readingroom.views import ProvenanceView, TallyView

#: What readers know encodings by; the rest have their own names.
_ENCODINGS = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8 with a byte order mark", "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 without a mark", "utf-16-be": "UTF-16 without a mark",
    "utf-32": "UTF-32", "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)", "cp1252": "Windows-1252 (Western European)",
    "cp1253": "Windows-1253 (Greek)", "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)", "cp1256": "Windows-1256 (Arabic)",
    "cp1257": "Windows-1257 (Baltic)", "koi8-r": "KOI8-R (Russian)",
    "koi8-u": "KOI8-U (Ukrainian)", "mac-cyrillic": "Mac OS Cyrillic", "mac-roman": "Mac OS Roman",
    "iso8859-1": "ISO 8859-1 (Western European)", "iso8859-2": "ISO 8859-2 (Central European)",
    "iso8859-5": "ISO 8859-5 (Cyrillic)", "iso8859-15": "ISO 8859-15 (Western European)",
    "gb18030": "GB 18030 (Chinese)", "big5": "Big5 (Chinese)", "cp949": "Windows-949 (Korean)",
    "euc-jp": "EUC-JP (Japanese)", "cp932": "Windows-932 (Japanese)",
    "iso2022-jp": "ISO-2022-JP (Japanese)", "iso2022-kr": "ISO-2022-KR (Korean)",
    "hz": "HZ (Chinese)", "utf-7": "UTF-7",
}  # fmt: skip
#: Their marks, zeros, lead bytes or escapes tell them; every other is a matter of letters.
_SURE = ("utf-8", "utf-16", "utf-32", "iso2022")
#: Suffixes that every server and browser takes for plain words. Any other might be run as part of the
#: site (HTML, SVG, XML), so the file gets `.txt` behind its name.
_PLAIN = (".txt", ".md")
#: Bytes of a published name, well below the 255 that file systems allow.
_NAME = 120
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85]")
#: Characters that HTML cannot hold: controls, surrogates, noncharacters.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)

#: What each role means, for readers, who know no keys of front matter.
MEANINGS = {
    role: re.sub(r", (?:to|which) (?:`|the key).*", ".", meaning).replace("`", "")
    for role, (_, meaning) in ROLES.items()
}


def provenance_view(text: Text, archive: Archive) -> ProvenanceView:
    """What "About this text" tells of the source."""
    source = archive.provenance.get(text.slug)
    if source is None:
        if text.source:
            return ProvenanceView(f"Its source, {text.source.file}, is not in the archive.")
        return ProvenanceView("No source file of this text is kept in the archive.")
    if source.record is None:
        return ProvenanceView(
            f"Its source is {source.file}. What became of the words in it is not recorded."
        )
    record, balance = source.record, source.balance
    path = published_path(text.slug, source) if source.published else ""
    plain = source.file.lower().endswith(_PLAIN)
    return ProvenanceView(
        file=source.file,
        size=_size(source.size),
        encoding=encoding_label(record),
        sha256=source.sha256,
        imported=date_label(PartialDate(record.imported.isoformat())),
        imported_iso=record.imported.isoformat(),
        credit=text.credit,
        edited=digest(text.markdown) != record.markdown_sha256,
        review=bool(text.review),
        characters=balance.source,
        kept=balance.kept,
        moved=balance.moved,
        removed=balance.removed,
        left_out=_left_out(source),
        original=original_path(text.slug, 1) if source.published else "",
        download=path,
        renamed="" if plain else path.rsplit("/", 1)[-1],
    )


def _left_out(source: Provenance) -> tuple[TallyView, ...]:
    """What was removed, by role; without the words where the source itself is not published."""
    return tuple(
        TallyView(
            MEANINGS[tally.role].rstrip("."),
            tally.count,
            tuple((shown(words, tally.role), times) for words, times in tally.words)
            if source.published
            else (),
        )
        for tally in source.tallies
        if ROLES[tally.role][0] == "removed"
    )


def encoding_label(record: Record) -> str:
    """The encoding, and how it is known where its bytes alone do not tell."""
    name = record.encoding.replace("_", "-").lower()
    known = _ENCODINGS.get(name, record.encoding)
    for misread in record.misread:
        known += f", which had been read as {_ENCODINGS[misread.replace('_', '-')]}; mended"
    if record.named:
        return f"{known}, named by the editor"
    if record.declared:
        return f"{known}, declared by the page"
    return known if name.startswith(_SURE) else f"{known}, told from its letters"


def _size(size: int) -> str:
    if size == 1:
        return "1 byte"
    large = f" ({size / 1_000_000:.1f} MB)" if size >= 1_000_000 else ""
    return f"{size:,} bytes{large}"


def published_path(slug: str, source: Provenance) -> str:
    """The site path of a source's file: a name without surprises, and one that no browser runs."""
    name = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", source.file)).strip("-")
    stem, dot, suffix = name.rpartition(".")
    plain = f".{suffix}" if f"{dot}{suffix}".lower() in _PLAIN else ""
    whole = (stem if plain else name) or "source"
    whole = whole.encode()[:_NAME].decode("utf-8", "ignore")
    return f"texts/{slug}/source/{whole}{plain or '.txt'}"


def original_path(slug: str, number: int) -> str:
    """The site path of a page of a text's source."""
    return f"texts/{slug}/source/" + (f"{number}/" if number > 1 else "")


def shown(words: str, role: str = "") -> str:
    """Words as HTML can hold them: line ends as such, controls by their signs or numbers."""
    if role == "invisible":
        return "".join(_sign(character) for character in words if not character.isspace())
    return _UNSHOWN.sub(lambda match: _sign(match.group()), _LINE_END.sub("\n", words))


def _sign(character: str) -> str:
    """Unicode's picture of an ASCII control, and ``U+200B`` for the rest."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨U+{code:04X}⟩"
