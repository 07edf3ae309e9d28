"""The lines of a block divided into paragraphs, items, stanzas, tables and quotations."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from readingroom.importing.dates import date_line
from readingroom.importing.line_ends import INDENT, WIDEST
from readingroom.importing.lines import Line, fills, first_word
from readingroom.importing.passages import Page, passages
from readingroom.importing.tables import cells, is_ruled, table_lines

Kind = Literal["paragraph", "verse", "quotation", "table"]

_LISTED = re.compile(
    r"(?:[-*•–—‣◦●○■]|--|\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\([ivxlc]{1,5}\))\s"
    # The hours of a diary of events.
    r"|(?:\d{1,2}[:.]?\d{2}(?: ?[ap]\.?m\.?)?|[Aa]ll day)\s+(?:--|[-–—])\s"
    # The hours of a log, a gap behind them.
    r"|(?:[01]\d|2[0-4])[:.]?[0-5]\d(?: ?(?:hrs?|h|Z|GMT))?(?:\s{2,}|\t)(?=[A-Z])"
)
#: A list's signs that open nothing else.
_BULLET = re.compile(r"[•◦●○■▪►]\s|[*-]\s(?=\w)")
#: “From:”, “JRH:”, “Mr. CRANE:”, “Q ”, “A.”: what opens a field of a form, or a speaker's words.
_LABELLED = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [\w.'’()-]+){0,5}:(?:\s|$)|[QA](?:[.:)]\s|\s{2,}|\s[-–—])"
)
_QUOTED = re.compile(r"(?:[>|] ?)+(?=\S)|>[> ]*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+(?:\s{2,}.*)?")
#: A page's number alone, or with a running head some way from it; “Page 2 of 7”.
_PAGE_LINE = re.compile(
    r"\W{0,3}(?:\d{1,4}|[ivxlc]{1,6})\W{0,3}|\[?\d{1,4}\]?\s{3,}\S.*|\S.*\s{3,}\[?\d{1,4}\]?"
    r"|(?:\S.*\s{2,})?Page \d{1,4}(?: of \d{1,4})?",
)
#: Of these forms all but the number alone, at most so long, have a gap or the word.
_GAP, _BARE_NUMBER = re.compile(r"\s{3}"), 12
#: Buttons, stage directions and remarks in brackets; links side by side.
_BRACKETED = re.compile(r"(?:\[[^\[\]]{2,60}\]\s*)+|[^|]{2,40}(?: \| [^|]{2,40}){2,}")
#: As the BBC's pages set a picture's words and source, each a line of its own.
_PICTURED = re.compile(r"(?:Image|Media) (?:caption|source|copyright)\b[,:]? ?(?:\S|$)")
_BY = re.compile(r"(?i:by|text by|words by|story by|report by)\s+[A-ZÀ-ÖØ-Þ]")
#: A line that begins “by Europe” in running text is longer than a byline.
_BYLINE = 60
#: Title, byline and day are over before a text has so many characters.
_HEAD = 600
#: A page's head within a paragraph: numbers far from what stands between them.
_HEAD_LINE = re.compile(r"\[?\d{1,4}\]?\s{3,}\S.*|\S.*\s{3,}\[?\d{1,4}\]?")
#: How letters close; what follows it is a signature.
_CLOSING = re.compile(
    r"(?:yours|sincerely|respectfully|faithfully|cordially|I (?:am|remain|have the honou?r)|"
    r"(?:kind|best|warm(?:est)?|with(?: \w+)?) (?:regards|wishes|love|thanks)|regards|love|"
    r"ever yours|your (?:\w+ )?(?:obedient|humble|loving|affectionate|devoted))\b",
    re.IGNORECASE,
)
#: Lines taken for verse by their length alone: just under ``source.SURE``, so that an editor looks.
_SHORT_LINES = 0.69
#: A decision by a hair is shown to the editor (``source.SURE``); none is surer than the model.
_LEAST, _MOST = 0.6, 0.95
#: Verse keeps under this, indents and all; lines of such unequal length are paragraphs.
VERSE_WIDTH = 80
#: Typists end lines a word early; with so many columns to spare the end was meant.
_ROOM = 12
#: Where no column's width shows, a line past a typewriter's and a terminal's was not wrapped.
_UNWRAPPED = 132
#: Fewer lines are no list of items.
_SEVERAL = 3
#: “2 onions”, “prams, 9 (empty)”: a number and what it counts, in a line of a few words.
_ITEM = 45
_COUNTED = re.compile(r"^(?:\d{1,4}|[½¼¾⅓⅔]|an?\s|one\s)|,\s\d{1,4}\b")
#: Title, byline and day stand in a few short lines; more lines are a text.
_HEAD_LINES = 8


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the cleaned text that the layout sets apart."""

    start: int
    end: int
    kind: Kind = "paragraph"
    confidence: float = 0.95


def units_of(text: str, block: Sequence[Line], page: Page) -> Iterable[Unit]:
    """The units of one block of lines, in order."""
    for lines in _runs(text, block):
        if len(lines) == 1:
            yield _unit(lines, "quotation" if lines[0].words[0] == ">" else "paragraph")
        else:
            yield from _divided(lines, page)


def _unit(lines: Sequence[Line], kind: Kind = "paragraph", sure: float = 0.95) -> Unit:
    return Unit(lines[0].start, lines[-1].end, kind, sure)


def _runs(text: str, block: Sequence[Line]) -> Iterable[Sequence[Line]]:
    """The block without the lines that stand for themselves: dates, addresses, page numbers."""
    if len(block) == 1 or date_line(text, block[0].start, block[-1].end):
        yield list(block)
        return
    done = 0
    for at, line in enumerate(block):
        alone = bool(
            _ADDRESS.fullmatch(line.words)
            or ((line.words[0] == "[" or "|" in line.words) and _BRACKETED.fullmatch(line.words))
            or _PICTURED.match(line.words)
            or _is_page_line(block, at)
        )
        if len(block) <= _HEAD_LINES:
            alone = alone or bool(date_line(text, line.start, line.end))
            named = line.start < _HEAD and len(line.words) < _BYLINE and _BY.match(line.words)
            if at > done and not alone and named and not block[at - 1].ended:
                yield block[done:at]
                done = at
        if alone:
            yield from filter(None, (block[done:at], block[at : at + 1]))
            done = at + 1
    if done < len(block):
        yield block[done:]


def _is_page_line(block: Sequence[Line], at: int) -> bool:
    """Whether a line of a block is a page's number or head, not a row of a table."""
    inside = 0 < at < len(block) - 1
    words = block[at].words
    if len(words) > _BARE_NUMBER and "Page " not in words and not _GAP.search(words):
        return False
    form = _HEAD_LINE if inside else _PAGE_LINE
    if not form.fullmatch(words):
        return False
    beside = [block[i] for i in (at - 1, at + 1) if 0 <= i < len(block)]
    return all(len(cells(line)) == 1 for line in (beside if inside else beside[-1:]))


def _divided(lines: Sequence[Line], page: Page) -> Iterable[Unit]:
    done = 0
    for start, end in table_lines(lines):
        yield from _without_tables(lines[done:start], page)
        yield _unit(lines[start:end], "table", 0.85)
        done = end
    yield from _without_tables(lines[done:], page)


def _without_tables(lines: Sequence[Line], page: Page) -> Iterable[Unit]:
    """Rules and quoted lines apart, the rest as its form asks."""
    for key, group in itertools.groupby(lines, _form):
        run = list(group)
        if key == "ruled" or len(run) == 1:
            yield from (
                _unit([line], "quotation" if key == "quoted" else "paragraph") for line in run
            )
        elif key == "quoted":
            yield _unit(run, "quotation", 0.9)
        else:
            yield from _plain(run, page)


def _form(line: Line) -> str:
    if is_ruled(line):
        return "ruled"
    return "quoted" if line.words[0] == ">" and _QUOTED.match(line.words) else "plain"


def _plain(lines: Sequence[Line], page: Page) -> Iterable[Unit]:
    """Fields, speeches and items, if the lines are that; lists within others apart; the rest by form."""
    width = page.width or max(line.edge for line in lines)
    wrapped = page.width > 0
    starts = _starts(lines, _LABELLED, width, wrapped=wrapped)
    starts = starts or _starts(lines, _LISTED, width, wrapped=wrapped)
    if starts:
        for group in _cut(lines, starts):
            listed = len(group) == 1 and _LISTED.match(group[0].words)
            yield _unit(group, "verse" if listed else "paragraph", 0.85)
        return
    done = at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _BULLET.match(lines[end].words):
            end += 1
        if end - at > 1:
            yield from _formed(lines[done:at], page)
            yield from (_unit([line], "verse", 0.8) for line in lines[at:end])
            done = end
        at = end + 1
    yield from _formed(lines[done:], page)


def _formed(lines: Sequence[Line], page: Page) -> Iterable[Unit]:
    if len(lines) < 2:
        yield from map(_unit, filter(None, [lines]))
        return
    widest = max(line.edge for line in lines)
    if widest > WIDEST or (not page.width and widest > _UNWRAPPED):
        yield from _long_lines(lines)
    elif _itemised(lines):
        yield from (_unit([line], "verse", 0.75) for line in lines)
    elif _item(lines):
        yield _unit(lines, sure=0.9)
    else:
        yield from _judged(lines, page)


def _judged(lines: Sequence[Line], page: Page) -> Iterable[Unit]:
    """Wrapped prose, verse, or a paragraph a line."""
    read = passages(lines, page)
    for passage in read:
        part = lines[passage.start : passage.end]
        sure = round(max(_LEAST, min(_MOST, passage.sure)), 2)
        if passage.reading == "verse":
            before = lines[passage.start - 1] if passage.start else None
            if len(read) == 1 or _set_off(part, before):
                yield _unit(part, "verse", sure)
            else:
                yield from (_unit([line], sure=0.85) for line in part)
            continue
        quoted = (
            passage.reading == "prose"
            and page.width
            and all(line.indent >= page.margin + INDENT for line in part)
        )
        starts = [at - passage.start for at in passage.starts]
        if passage.reading == "prose" and not page.width:
            starts = sorted({*starts, *_left_room(part)})
        for group in [part] if quoted else _cut(part, starts):
            kind: Kind = "quotation" if quoted else "paragraph"
            yield _unit(group, kind, min(sure, 0.8 if quoted else 0.9))


def _left_room(lines: Sequence[Line]) -> Iterable[int]:
    """Where no width shows: lines that begin with a capital though the one before had room for more.

    Whatever the width was, the widest line kept to it.
    """
    widest = max(line.edge for line in lines)
    for at, (line, following) in enumerate(itertools.pairwise(lines), 1):
        room = widest - line.edge - 1 - first_word(following)
        if room >= _ROOM and following.capital and line.words[-1] not in ",-":
            yield at


def _set_off(lines: Sequence[Line], before: Line | None) -> bool:
    """Whether short lines amid others are the author's: led to, further in, a letter's end."""
    led = before is not None and before.words.endswith((":", "–", "—"))
    return led or lines[0].indent > 0 or bool(_CLOSING.match(lines[0].words))


def _cut(lines: Sequence[Line], starts: Sequence[int]) -> Iterable[Sequence[Line]]:
    for begin, end in itertools.pairwise([*starts, len(lines)]):
        yield lines[begin:end]


def _starts(
    lines: Sequence[Line], mark: re.Pattern[str], width: int, *, wrapped: bool
) -> list[int]:
    """Where marked lines begin fields, speeches or items; empty if most of the lines are no such."""
    marked = [
        at
        for at, line in enumerate(lines)
        if mark.match(line.words) and not (at and wrapped and _dashed(lines[at - 1], line, width))
    ]
    others = sorted(set(range(len(lines))).difference(marked))
    # The rest of an item hangs under its words, or fills up what the line before had to leave.
    inward = lines[marked[0]].indent + INDENT if marked else INDENT
    hung = [at for at in others if at and _hangs(lines[at - 1], lines[at], inward, width)]
    # One mark may be chance, and one line may stand over the list.
    if len(marked) < 2 or len(marked) + len(hung) < len(lines) - 1:
        return []
    if marked[0] == 0 or len(hung) < len(others):
        return sorted({0, *marked, *(set(others) - set(hung))})
    return []


def _dashed(before: Line, line: Line, width: int) -> bool:
    """Whether a dash at a line's beginning is one between two parts of a sentence."""
    return line.words[0] in "-–—" and not before.paused and fills(before, line, width)


def _hangs(before: Line, line: Line, inward: int, width: int) -> bool:
    """Whether a line goes on with the item above it."""
    going_on = line.small and not before.ended
    return line.indent >= inward or going_on or fills(before, line, width)


def _itemised(lines: Sequence[Line]) -> bool:
    """Whether each short line is an item by itself: counted things, of which no two make a sentence."""
    if len(lines) < _SEVERAL or any(line.ended for line in lines):
        return False
    short = all(len(line.words) <= _ITEM and not line.words.endswith((",", "-")) for line in lines)
    counted = sum(bool(_COUNTED.search(line.words)) for line in lines)
    return short and 2 * counted >= len(lines) and not all(line.capital for line in lines)


def _item(lines: Sequence[Line]) -> bool:
    """Whether the lines are one item, hanging under its mark or label."""
    first = lines[0]
    marked = _LISTED.match(first.words) or _LABELLED.match(first.words)
    return bool(marked) and all(line.indent >= first.indent + INDENT for line in lines[1:])


def _long_lines(lines: Sequence[Line]) -> Iterable[Unit]:
    """Each long line a paragraph; short ones between them are verse where something says so."""
    done = 0
    for short, group in itertools.groupby(lines, lambda line: line.edge <= VERSE_WIDTH):
        run = list(group)
        before = lines[done - 1] if done else None
        done += len(run)
        if not short:
            yield from (_unit([line], sure=0.85) for line in run)
            continue
        for _, inner in itertools.groupby(run, lambda line: line.indent > 0):
            part = list(inner)
            led = before is not None and before.words.endswith((":", "–", "—"))
            verse = _set_off(part, before)
            stanza = part[: _stanza_length(part) if led else len(part)] if verse else []
            if len(stanza) > 1:
                yield _unit(stanza, "verse", _SHORT_LINES)
            rest = part[len(stanza) :] if len(stanza) > 1 else part
            yield from (_unit([line], sure=0.85) for line in rest)
            before = None


def _stanza_length(lines: Sequence[Line]) -> int:
    """How many lines are verse: what follows its last full stop without one is a heading or link."""
    for at, (line, following) in enumerate(itertools.pairwise(lines), 1):
        if line.ended and not following.paused:
            return at
    return len(lines)
