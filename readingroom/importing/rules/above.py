"""What stands above a text: the lines down to where its first words begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from readingroom.importing.dates import day_line
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, fills, lines_of_page
from readingroom.importing.rules.datelines import datelines
from readingroom.importing.rules.names import people
from readingroom.importing.rules.taken import touches
from readingroom.importing.segments import Finding

#: A book's title page, imprint and contents, or a site's menus, take about so many.
_LINES, _LENGTH = 60, 10_000
#: Sentences of fewer words may be titles with a stop.
_SENTENCE = 10
#: Wrapped lines that hold fewer words together may be a headline and its deck.
_WRAPPED = 20
#: Lines shorter than this end where their author wished, in a column too.
_NARROW = 28
#: What looks less like a dateline may be a headline with a colon.
_SURE = 0.6
#: A line past this is a paragraph.
_LONG = 160
_LOWER = re.compile(r"(?<!\S)[\"“‘(]?[a-zß-öø-ÿ]\S*")
_STOPPED = re.compile(r"[.!?:;”\"…)]$")
_STOP_INSIDE = re.compile(r"[.!?]\s")
SALUTATION = re.compile(
    r"(?:(?:My |Most )?(?:[Dd]ear|[Dd]earest|[Bb]eloved|DEAR)\b"
    r"(?: (?:Mr|Mrs|Ms|Dr|Rev|Prof|Fr|St)\.)?[^.:;!?]{1,60}|"
    r"(?:Dear )?(?:Sirs?|SIRS?|Madam|MADAM|"
    r"Gentlemen|Messieurs|Monsieur|Madame|(?:Right |Most |Very )?Reverend(?: and [Dd]ear)? "
    r"(?:Sir|Father)|Honou?red Sir|Your (?:Excellency|"
    r"Majesty|Grace|Honou?r)|"
    r"Ladies and [Gg]entlemen)(?:,? or Madam)?|Sehr geehrte[rs]?\b.{1,60}|"
    r"Liebe[rs]?\b.{1,40}|Ch[eè]re?s?\b.{1,40}|"
    r"Estimad[oa]s?\b.{1,40}|Querid[oa]s?\b.{1,40}|Prezad[oa]s?\b.{1,40}|(?:Mein[e]? "
    r")?Lieb(?:e[rs]?|ste[rs]?)\b.{1,40}|"
    r"(?:Ma|Mon|Mes) ch[eè]re?s?\b.{1,40}|Car(?:[oai]|issim[oaie])\b [^\W\d_a-z].{1,40}|"
    r"Gentil[ei]\b.{1,40}|"
    r"Egregio\b.{1,40}|Lieve\b.{1,40}|Geachte\b.{1,40}|Beste [^\W\d_a-z].{1,40}|Kära?\b.{1,40}|"
    r"Drog[ai]\b.{1,40}|Kochan[aiy]\b.{1,40}|Szanown[aiy]\b.{1,40}|"
    r"(?:Здравствуй(?:те)?|Дорог(?:ая|ой|ие)|Мил(?:ая|ый|ые)|Уважаем(?:ая|ый|ые)|Привет)\b.{0,60}|(?:Hello|Hi|Hallo)\b[^.:;!?]{0,40})"
    r"\s?(?:[,:!]|[,.]?\s?[–—-]{1,2}(?:\s.*)?)|(?:My )?[Dd]ear(?:est)? [A-Z][\w.]+(?: [A-Z]\w+)?"
)
#: “MR. DOYLE:  Good morning”, “Q.  And the swan?”: the text is a dialogue.
_SPEAKER = re.compile(
    r"(?:[A-Z][A-Z. '’-]{1,40}|[A-Z]{1,4}|Q|A|(?:Mr|Mrs|Ms|Dr)\.? [\w.]+):\s+\S.{15,}"
)
_BY = re.compile(r"by:?\s", re.IGNORECASE)
_PAGE = frozenset({"litter", "furniture"})


def is_one_line(draft: Draft) -> bool:
    """Whether nothing is left of a source's lines, so that its head has none either."""
    return draft.blob and len(draft.units) < 2


def lines_above(draft: Draft, found: Sequence[Finding] = ()) -> tuple[list[Line], int]:
    """The first lines of a source, and the index of the one with which its text begins.

    Lines that were found to be a page's own are left out: what they part stands apart.
    """
    if is_one_line(draft):
        return [], 0
    pages = tuple((f.start, f.end) for f in found if f.role in _PAGE)
    lines, begin = _above(draft.text, pages)
    return list(lines), begin


# Each rule of a text's head asks, and few of them find more of the page.
@lru_cache(maxsize=2)
def _above(text: str, pages: Sequence[tuple[int, int]]) -> tuple[Sequence[Line], int]:
    """The first lines without those that lie within a stretch of the page, and where the text begins."""
    top = text if len(text) <= _LENGTH else text[: max(text.rfind("\n", 0, _LENGTH), 0)]
    lines = [_unmarked(line) for line in _without_page(lines_of_page(top), pages)[:_LINES]]
    return lines, _begin(text, lines)


def _unmarked(line: Line) -> Line:
    """A line without the marks that the wires of the Associated Press set round those of a head."""
    if line.words[0] != "^" or len(line.words) < 4:
        return line
    words = line.words[1:].rstrip("<=")
    return replace(line, start=line.start + 1, end=line.start + 1 + len(words), words=words)


def _without_page(lines: Sequence[Line], pages: Sequence[tuple[int, int]]) -> list[Line]:
    kept: list[Line] = []
    at, left_out = 0, False
    for line in lines:
        while at < len(pages) and pages[at][1] <= line.start:
            at += 1
        if at < len(pages) and pages[at][0] <= line.start and pages[at][1] >= line.end:
            left_out = True
            continue
        kept.append(replace(line, blanks=max(1, line.blanks)) if left_out else line)
        left_out = False
    return kept


def _begin(text: str, lines: Sequence[Line]) -> int:
    at = 0
    while at < len(lines):
        if begins_text(text, lines, at):
            behind = _behind_deck(text, lines, at)
            if not behind:
                return at
            at = behind
        at += 1
    return len(lines)


def begins_text(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line begins the text itself: sentences, a salutation, a dateline, a speaker's words."""
    line = lines[at]
    spoken = _SPEAKER.match(line.words) and _is_dialogue(lines, at)
    if SALUTATION.fullmatch(line.words) or spoken:
        return True
    opening = datelines(text, line.start, line.end, running=False)
    if opening and opening[0].confidence >= _SURE:
        return True
    if day_line(text, line.start, line.end):
        return False
    if _is_sentence(line.words):
        return True
    block = [line]
    for following in lines[at + 1 : at + 8]:
        if following.blanks:
            break
        block.append(following)
    if len(block) < 2 or len(line.words) < _NARROW:
        return False
    width = max(each.edge for each in block)
    words = " ".join(each.words for each in block)
    wrapped = (
        fills(line, block[1], width) and sum(each.small for each in block[1:]) * 3 >= len(block) - 1
    )
    ended = _STOPPED.search(words) or len(block) > 4
    return wrapped and bool(ended) and len(words.split()) >= _WRAPPED and mostly_small(words)


def _is_dialogue(lines: Sequence[Line], at: int) -> bool:
    """Whether another speaker follows: “URGENT: …” alone is a headline, “PRESENT: …” a list.

    What a speaker says ends as sentences do, if not on this line; a headline does not.
    """
    joined = at + 1 < len(lines) and not lines[at + 1].blanks
    said = joined or _STOPPED.search(lines[at].words)
    return bool(said) and any(_SPEAKER.match(line.words) for line in lines[at + 1 : at + 12])


def _is_sentence(words: str) -> bool:
    long = len(words) > _LONG and _STOP_INSIDE.search(words)
    ended = _STOPPED.search(words) and len(words.split()) >= _SENTENCE
    return bool(long or ended) and mostly_small(words)


def mostly_small(words: str) -> bool:
    """Whether more than half of the words begin small, as in sentences."""
    return len(_LOWER.findall(words)) * 2 > len(words.split())


def _behind_deck(text: str, lines: Sequence[Line], at: int) -> int:
    """Where a byline or date follows within a few lines, what stood before it was a deck; else 0."""
    dated = any(day_line(text, line.start, line.end) for line in lines[:at])
    for index in range(at + 1, min(at + 4, len(lines))):
        line = lines[index]
        by = _BY.match(line.words)
        if by and people(text, line.start + by.end(), line.end, least=1):
            return index
        date = day_line(text, line.start, line.end)
        if date and not dated and (date.timed or date.labelled or date.full) and at < 4:
            return index
    return 0


def is_taken(found: Sequence[Finding], line: Line) -> bool:
    """Whether a finding touches a line."""
    return touches(found, line.start, line.end)
