"""What a saved page says of its own encoding, and the codec that this means."""

from __future__ import annotations

import re

#: Browsers read the labels of the Encoding Standard so, and the pages were made for browsers. Only
#: these; a codec such as UTF-7 or punycode is never meant by a page.
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
}  # fmt: skip
_PAGES = (".html", ".htm", ".xhtml")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,80}<(?:!doctype html|html\b)", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,20})|<\?xml\b[^>]{0,80}?encoding=[\"']([\w.:-]{2,20})",
    re.IGNORECASE,
)
#: Browsers look into the first 1024 bytes; scripts often stand before what they do not find.
_HEAD = 4096


def is_page(data: bytes, name: str) -> bool:
    """Whether a source is a web page, by its name or, saved under another, by how it begins."""
    return name.lower().endswith(_PAGES) or _PAGE.match(data) is not None


def declared(data: bytes, name: str) -> str:
    """The codec that a page names in its head; empty for none, or one that is not trusted."""
    found = _DECLARED.search(data[:_HEAD]) if is_page(data, name) else None
    label = (found[1] or found[2]).decode("ascii", "replace").lower() if found else ""
    return _LABELS.get(label, "")
