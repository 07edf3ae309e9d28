"""Which of the lines above a text are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import TIME
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line
from readingroom.importing.rules.above import SALUTATION, is_taken
from readingroom.importing.rules.announcing import FORM, is_section
from readingroom.importing.rules.days import ENTRY
from readingroom.importing.segments import Finding

STOPPED = re.compile(r"[.,;:—–。！？；：，-][\"”’')\]]*$")
_PLACE_AND_DATE = re.compile(r"[A-Z][\w ,.]{2,40}\b\d{4}\.?")
#: Titles of reports stay under 20 words; books' of earlier centuries do not, and need a look.
TITLE_WORDS = 32
_TITLE_LENGTH = 220
#: Who speaks, to whom, where: a heading of more lines is a title page or a poem.
_HEADING_LINES = 4
#: A line that ends so goes on in the next.
_GOES_ON = re.compile(
    r"(?:(?<!\w)(?:of|the|a|an|and|or|to|in|on|at|for|by|with|from|upon|as|into|over|v\.?|vs\.?|de|du|der|die|das|und)|[,—–-])$",
    re.IGNORECASE,
)
#: The parties of a case, as reports of courts name it.
_CASE = re.compile(
    r"\S.{1,90}\s(?:v|vs|V|VS)\.?\s\S.{1,90}|(?:Re|In re|Ex parte|IN RE|RE)\s\S.{2,80}"
)
#: What a letters page is called.
LETTERS = re.compile(r"letters|correspondence|your letters|to the editor", re.IGNORECASE)
#: Section, paper and series stand over a title; more blocks than these are a page's menus.
_MANY = 4
#: The names of a site's parts have few words.
_LINK = 3
#: Decks are longer than titles, as a rule.
_DECK = 14
#: A headline's line shorter than this ended where its author wished.
_WRAPPED = 18
_SUBTITLED = re.compile(r"(?:An?|The|Being|Or|With|And|Some|How|Why|What)\b")
#: “II.” and “A.” number parts.
_SHORTEST = 6
#: Somebody's words as a headline, marks and all; longer ones open a text.
_QUOTED = re.compile(r"[\"“‘'«][^\"“”«»]+[\"”’'»]")
_QUOTED_WORDS = 16
#: “CHAPTER VII.”: what it is called has the next line.
CHAPTER = re.compile(
    r"(?:chapter|book|part|lecture|letter|canto|act|no|report) (?:the )?[\dIVXLC]+\.?",
    re.IGNORECASE,
)
#: Lines set in the middle of a page begin at least so far in.
CENTRED = 8


def salutations(lines: Sequence[Line]) -> int:
    """How many letters open among the first lines."""
    return sum(bool(SALUTATION.fullmatch(line.words)) for line in lines)


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


def titled(
    draft: Draft, block: Sequence[Line], lines: Sequence[Line], begin: int, *, followed: bool
) -> float:
    """How much a block's first lines look like a title; 0 for not at all."""
    first = block[0]
    count = title_lines(block)
    words = squeeze(draft.text[first.start : block[count - 1].end])
    size = len(words.split())
    rest = draft.text[block[count - 1].end : block[count - 1].end + 4000]
    if size > TITLE_WORDS or len(words) > _TITLE_LENGTH or not rest.strip():
        return 0.0
    stanza = len(block) > _HEADING_LINES + 1 and not any(line.small for line in block[count:])
    if stanza or (len(block) > count and not followed):
        # So many lines together are verse or a list.
        return 0.0
    stanzas = re.match(
        r"\n\s*\n(?:[^\n]+\n){2,}[^\n]*\S", draft.text[block[-1].end : block[-1].end + 1000]
    )
    if len(block) > 2 and stanzas and not followed and not any(line.small for line in block):
        return 0.0
    if first.words.isupper() and count > 1 and rest.isupper():
        return 0.0
    if not any(c.isalnum() for c in words) or words[:1].islower():
        return 0.0
    if (
        words.startswith("(")
        or FORM.fullmatch(words)
        or ENTRY.match(words)
        or TIME.fullmatch(words)
    ):
        return 0.0
    if _CASE.fullmatch(words):
        return 0.93
    sure = _by_form(words, size)
    if words.isupper() and words.endswith(".") and _is_one_of(lines[begin:]):
        # Headings of a paper's columns, all alike.
        sure = min(sure, 0.65)
    if _PLACE_AND_DATE.fullmatch(words) or words.startswith(("-", "*", "•", "#")):
        sure = min(sure, 0.5)
    if not any(len(line) > len(words) for line in rest.split("\n")) and not _in_stanzas(rest):
        sure = min(sure, 0.62)
    return sure


def _by_form(words: str, size: int) -> float:
    if _QUOTED.fullmatch(words) and size <= _QUOTED_WORDS:
        return 0.8
    if words.endswith(("...", "…")) or not STOPPED.search(words):
        return 0.95 if not words.endswith(("?", "!", "”", '"')) else 0.85
    # “Chapter I.”, “THE WAR.”: a stop after a few capitalised words.
    capital = sum(1 for w in words.split() if w[:1].isupper()) / size
    return 0.7 if words.endswith(".") and size <= 8 and capital >= 0.6 else 0.0


def _is_one_of(lines: Sequence[Line]) -> bool:
    """Whether lines within the text are in capitals too and end with a full stop."""
    alike = (line.words for line in lines if line.words.isupper())
    return any(words.endswith(".") and len(words) > _SHORTEST for words in alike)


def _in_stanzas(rest: str) -> bool:
    """Whether lines follow that stand together, as verse does."""
    return bool(re.search(r"\S[^\n]*\n[^\n]*\S", rest.strip()))


def free_blocks(lines: Sequence[Line], found: Sequence[Finding]) -> list[list[Line]]:
    """The lines above the text that nothing has taken, in runs without a blank line between."""
    blocks: list[list[Line]] = []
    broken = True
    for line in lines:
        if is_taken(found, line) or not any(c.isalnum() for c in line.words):
            broken = True
            continue
        if broken or line.blanks:
            blocks.append([])
        blocks[-1].append(line)
        broken = False
    return blocks
