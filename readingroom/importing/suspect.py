"""Words of a text that are those of another writing of it: an e-mail's coding, seven bits."""

from __future__ import annotations

import re

from readingroom.importing.seven_bits import looks_like_utf_7

#: A letter of UTF-8, or a mark of Windows-1252, as e-mail writes what is not ASCII (RFC 2045, 6.7).
_QUOTED_PRINTABLE = re.compile(
    r"=(?:C[2-9A-F]|D[0-9A-F])=[89AB][0-9A-F]|=E[0-9A-F](?:=[89AB][0-9A-F]){2}|\w=(?:E[0-9A-F]|9[1-7])\w"
)
#: Lines of base64 as e-mail has them (RFC 2045, 6.8); so many one after another are no words.
_BASE64 = re.compile(r"^(?:[A-Za-z0-9+/]{60,76}\r?\n){4}", re.MULTILINE)


def still_coded(text: str) -> str:
    """What of an e-mail's coding stands in a text (``caf=C3=A9``), in words; or nothing."""
    signs = _QUOTED_PRINTABLE.finditer(text) if "=" in text else ()
    found = {match.group() for match in signs}
    if len(found) > 1 or any(len(one) > 8 for one in found):
        shown = next(iter(sorted(found, key=lambda one: (-len(one), one))))
        return f"an e-mail's quoted-printable ({shown}); save the message as text in a mail program"
    if _BASE64.search(text):
        return "an e-mail's base64; save the message as text in a mail program"
    if looks_like_utf_7(text):
        return "UTF-7 in places; if it is, convert the file to UTF-8"
    return ""
