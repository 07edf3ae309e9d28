"""The lines of a block divided into paragraphs, items, stanzas, tables and quotations."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from readingroom.importing.items import BULLET, LABELLED, LISTED, is_item, is_itemised, starts_of
from readingroom.importing.line_ends import INDENT, WIDEST
from readingroom.importing.lines import Line, first_word
from readingroom.importing.lines_alone import runs
from readingroom.importing.measures import Page
from readingroom.importing.passages import passages
from readingroom.importing.tables import is_ruled, table_lines

Kind = Literal["paragraph", "verse", "quotation", "table"]

_OPENING, _CLOSED = frozenset('"“‘«'), frozenset('"”’»')
_QUOTED = re.compile(r"(?:[>|] ?)+(?=\S)|>[> ]*$")
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


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the cleaned text that the layout sets apart."""

    start: int
    end: int
    kind: Kind = "paragraph"
    confidence: float = 0.95


def units_of(text: str, block: Sequence[Line], page: Page) -> Iterable[Unit]:
    """The units of one block of lines, in order."""
    for lines in runs(text, block):
        if len(lines) == 1:
            yield _unit(lines, "quotation" if lines[0].words[0] == ">" else "paragraph")
        else:
            yield from _divided(lines, page)


def _unit(lines: Sequence[Line], kind: Kind = "paragraph", sure: float = 0.95) -> Unit:
    return Unit(lines[0].start, lines[-1].end, kind, sure)


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
    starts = starts_of(lines, LABELLED, width, wrapped=wrapped)
    starts = starts or starts_of(lines, LISTED, width, wrapped=wrapped)
    if starts:
        for group in _cut(lines, starts):
            listed = len(group) == 1 and LISTED.match(group[0].words)
            yield _unit(group, "verse" if listed else "paragraph", 0.85)
        return
    done = at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and BULLET.match(lines[end].words):
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
    if _is_quoted(lines, page.margin):
        yield _unit(lines, "quotation", 0.8)
    elif widest > WIDEST or (not page.width and widest > _UNWRAPPED):
        yield from _long_lines(lines)
    elif is_itemised(lines):
        yield from (_unit([line], "verse", 0.75) for line in lines)
    elif is_item(lines):
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


def _is_quoted(lines: Sequence[Line], margin: int) -> bool:
    """Whether lines set in are one quotation in its marks, whose sentences go on from line to line."""
    marked = lines[0].words[0] in _OPENING and lines[-1].words.rstrip(".")[-1:] in _CLOSED
    return (
        marked
        and all(line.indent >= margin + INDENT for line in lines)
        and all(line.small for line in lines[1:])
    )


def _stanza_length(lines: Sequence[Line]) -> int:
    """How many lines are verse: what follows its last full stop without one is a heading or link."""
    for at, (line, following) in enumerate(itertools.pairwise(lines), 1):
        if line.ended and not following.paused:
            return at
    return len(lines)
