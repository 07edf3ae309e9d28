"""Text whose bytes were once read in a wrong encoding, and saved again so: ``cafÃ©`` for ``café``.

What is meant is UTF-8; an earlier program read its bytes as those of an encoding with a letter for each.
The letters give the bytes back, and these the words, so that nothing is guessed: a word is mended where
all of it comes to UTF-8, or a run of its letters that can be nothing else.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from functools import cache

#: What UTF-8 is misread as: Western Windows, Cyrillic Windows, the Macintosh before 2001.
CODECS = ("cp1252", "cp1251", "mac_roman")
#: So many words must come to UTF-8 before a text is taken for one that was misread; fewer may be meant.
_WORDS = 2
#: A text is read wrongly twice, and hardly ever more often.
_TIMES = 2
#: Signs that tell by themselves: UTF-8's quotation marks, dashes and dots, Chinese stops and commas.
_TELLING = re.compile("â€|вЂ|‚Ä|ã€|ï¼")
#: UTF-8's later bytes (80 to BF) as Windows-1252 shows them, or as the controls of Latin 1.
_CONTINUED = "[\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
#: What stands in every such text, so that others are not looked at word by word.
_LEADS = {
    "cp1252": re.compile(f"[Â-ß]{_CONTINUED}|[à-ï]{_CONTINUED}{{2}}|ðŸ"),
    "cp1251": re.compile("[РС][\u0402-\u040f\u0452-\u045f\xa0-\xbb‘’“”•–—™›‚„…†‡€‰‹№]|вЂ"),
    "mac_roman": re.compile("√[\x80-\U0010ffff]|‚Ä"),
}
#: A word, or what stands between the blanks of ASCII; a no-break space may be half of a letter.
_WORD = re.compile(r"[^ \t\r\n]*[^\x00-\x7f][^ \t\r\n]*")
#: Runs that are nothing else even where the rest of the word is sound.
_RUNS = re.compile(f"[ÂÃ]{_CONTINUED}|â€{_CONTINUED}")
#: Half of a letter whose other byte has none in Windows-1252 and got lost: a closing quotation mark.
_LOST_QUOTE = re.compile(f"â€(?!{_CONTINUED}|\\w)")


def misread_as(text: str) -> tuple[str, ...]:
    """The encodings that a text was misread in, the last first; mostly none, twice at the most."""
    found: list[str] = []
    while len(found) < _TIMES:
        codec = next((codec for codec in CODECS if _is_misread(text, codec)), "")
        if not codec:
            break
        found.append(codec)
        text = _mended(text, codec)
    return tuple(found)


def mended(text: str, misread: Sequence[str]) -> str:
    """A text with the words that were meant; ``misread`` as ``misread_as`` says.

    Records name it: the same text must come of it for as long as there are records.
    """
    for codec in misread:
        text = _mended(text, codec)
    return text


def _is_misread(text: str, codec: str) -> bool:
    if not _LEADS[codec].search(text):
        return False
    words = {
        match.group() for match in _WORD.finditer(text) if _meant(match, codec) != match.group()
    }
    return len(words) >= _WORDS or any(_TELLING.search(word) for word in words)


def _mended(text: str, codec: str) -> str:
    return _WORD.sub(lambda match: _meant(match, codec), text)


def _meant(word: re.Match[str], codec: str) -> str:
    """A word as it was meant: the whole of it, or what of it can be nothing else."""
    letters = word.group()
    said = _said(letters, codec)
    if said != letters or codec != "cp1252":
        return said
    said = _RUNS.sub(lambda run: _said(run.group(), codec), letters)
    said = _LOST_QUOTE.sub("”", said)
    # The no-break space that ends ``à`` has become a plain one.
    ends_bare = said.endswith("Ã") and word.string[word.end() : word.end() + 1] == " "
    return said[:-1] + "à" if ends_bare else said


def _said(words: str, codec: str) -> str:
    """The words that are meant where all of them are misread; else the same."""
    try:
        return words.translate(_bytes_of(codec)).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return words


@cache
def _bytes_of(codec: str) -> dict[int, int]:
    """For each letter of an encoding its byte; one without a letter stands for itself."""
    letters = codecs.decode(bytes(range(0x80, 0x100)), codec, "replace")
    others = dict.fromkeys(range(0xA0, 0x100), 0xFFFD)  # letters that the encoding has not
    return others | {ord(one): 0x80 + at for at, one in enumerate(letters) if one != "\ufffd"}
