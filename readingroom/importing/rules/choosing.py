"""Which of the lines above a text are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.importing.lines import Line
from readingroom.importing.rules.announcing import is_section

STOPPED = re.compile(r"[.,;:—–。！？；：，-][\"”’')\]]*$")
#: Titles of reports stay under 20 words; books' of earlier centuries do not, and need a look.
TITLE_WORDS = 32
#: Who speaks, to whom, where: a heading of more lines is a title page or a poem.
_HEADING_LINES = 4
#: A line that ends so goes on in the next.
_GOES_ON = re.compile(
    r"(?:(?<!\w)(?:of|the|a|an|and|or|to|in|on|at|for|by|with|from|upon|as|into|over|v\.?|vs\.?|de|du|der|die|das|und)|[,—–-])$",
    re.IGNORECASE,
)
#: What a letters page is called.
LETTERS = re.compile(r"letters|correspondence|your letters|to the editor", re.IGNORECASE)
#: A headline's line shorter than this ended where its author wished.
_WRAPPED = 18
_SUBTITLED = re.compile(r"(?:An?|The|Being|Or|With|And|Some|How|Why|What)\b")
#: “CHAPTER VII.”: what it is called has the next line.
CHAPTER = re.compile(
    r"(?:chapter|book|part|lecture|letter|canto|act|no|report) (?:the )?[\dIVXLC]+\.?",
    re.IGNORECASE,
)
#: Lines set in the middle of a page begin at least so far in.
CENTRED = 8


def title_lines(block: Sequence[Line]) -> int:
    """How many of a block's first lines are the title: those that go on, or are centred alike."""
    count = 1
    while count < min(len(block), _HEADING_LINES):
        last, line = block[count - 1], block[count]
        capitals = last.words.isupper() and line.words.isupper()
        centred = min(last.indent, line.indent) >= CENTRED and count < len(block)
        few = len(last.words.split()) <= 2 and not any(map(str.isdigit, last.words))
        short = few and not last.words.endswith((".", ":"))
        if is_section(last.words) and not line.small:
            break
        cased = (
            _title_cased(last.words)
            and _title_cased(line.words)
            and not _SUBTITLED.match(line.words)
        )
        wrapped = cased and len(last.words) >= _WRAPPED and len(block) == count + 1
        numbered = bool(CHAPTER.fullmatch(last.words)) and count == 1
        if numbered:
            count += 1
            continue
        if not (
            line.small or _GOES_ON.search(last.words) or capitals or centred or short or wrapped
        ):
            break
        if last.words.endswith((".", "!", "?")) and not line.small:
            break
        count += 1
    return count


def _title_cased(words: str) -> bool:
    """Whether all words but the small ones have capitals, as American headlines do."""
    return all(
        word[0].isupper() or len(word) < 5 or not word[0].isalpha() for word in words.split()
    )
