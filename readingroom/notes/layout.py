"""Where notes begin, what their fields say and what they quote: the lines of a notes file.

Only lines are looked at here; comments are read as Markdown afterwards. Line numbers are indexes into
the list of the body's lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readingroom.values import frozen

#: The closed set of a note's fields.
FIELDS = frozenset(
    {"text", "title", "kind", "tags", "by", "date", "modified", "on", "nth", "re", "lang"}
)

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*")
_NOTE_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
#: Code may begin in a list's item or in a quotation.
_FENCE = re.compile(r" {0,3}(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?!.*`)|~{3,})")
_FIELD = re.compile(r"\s*([A-Za-z][A-Za-z_-]*)\s*:(?:\s+(.*?))?\s*")
#: A known key without the space behind its colon; other words with a colon in them are words.
_TIGHT = re.compile(rf"\s*({'|'.join(sorted(FIELDS))})\s*:(?!//)(\S.*?)\s*")
_QUOTED = re.compile(r" {0,3}> ?")
_RULE = re.compile(r" {0,3}(-+|=+)[ \t]*")


@frozen
class FieldWord:
    """One ``key: value`` of a note, and where the key stands (line index, column from 0)."""

    key: str
    value: str
    line: int
    column: int


@frozen
class QuotedLines:
    """A run of quote lines, markers stripped. ``column`` is where the first line's words begin."""

    raw: str
    line: int
    column: int
    end: int


@frozen
class Section:
    """A note's lines: its heading (level 0 for none), fields, quotes, and its comment's range.

    ``glued`` are lines directly under a quote that Markdown would swallow into it; ``setext`` the line
    that turned the fields into a heading; ``unlike`` a line above the quote that was meant to be fields.
    """

    id: str
    level: int
    line: int
    fields: tuple[FieldWord, ...]
    quotes: tuple[QuotedLines, ...]
    begin: int
    end: int
    glued: tuple[int, ...] = ()
    setext: int | None = None
    unlike: int | None = None


@frozen
class Layout:
    """A notes file: its title and its sections.

    ``misheaded`` are headings (line, words) that are no id, though what follows them is a note's.
    """

    title: str
    sections: tuple[Section, ...]
    headed: bool
    misheaded: tuple[tuple[int, str], ...] = ()


def lay_out(lines: Sequence[str]) -> Layout:
    """Divide the lines of a notes file's body into notes."""
    heads = list(_headings(lines))
    title = next((words for _, level, words in heads if level == 1), "")
    starts = [(n, level, words) for n, level, words in heads if level > 1 and _is_id(words)]
    misheaded = tuple(
        (n, words)
        for n, level, words in heads
        if level > 1 and not _is_id(words) and _begins_note(lines, n + 1)
    )
    if not starts:
        return Layout(title, tuple(_unheaded(lines, heads)), headed=False, misheaded=misheaded)
    sections = []
    for position, (number, level, words) in enumerate(starts):
        end = starts[position + 1][0] if position + 1 < len(starts) else len(lines)
        sections.append(_section(lines, number + 1, end, words, level, number))
    return Layout(title, tuple(sections), headed=True, misheaded=misheaded)


def _begins_note(lines: Sequence[str], begin: int) -> bool:
    """Whether the next words are fields, or a quote: what follows a note's heading."""
    fields, _, _ = _fields(lines, begin, len(lines))
    first = next((line for line in lines[begin:] if line.strip()), "")
    return bool(fields) or _QUOTED.match(first) is not None


def _is_id(words: str) -> bool:
    return _NOTE_ID.fullmatch(words) is not None


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """ATX headings outside fenced code and comments: line, level, words."""
    fence = ""
    comment = False
    for number, line in enumerate(lines):
        if comment:
            comment = "-->" not in line
            continue
        if fence:
            closing = line.strip(" \t>")
            if closing and set(closing) == {fence[0]} and len(closing) >= len(fence):
                fence = ""
            continue
        if found := _FENCE.match(line):
            fence = found.group(1)
            continue
        if line.lstrip().startswith("<!--"):
            comment = "-->" not in line
            continue
        if heading := _HEADING.fullmatch(line):
            yield number, len(heading.group(1)), (heading.group(2) or "").strip()


def _section(
    lines: Sequence[str], begin: int, end: int, id_: str, level: int, line: int
) -> Section:
    fields, at, setext = _fields(lines, begin, end)
    quotes, at, glued = _quotes(lines, at, end)
    unlike = None if fields or quotes else _unlike_fields(lines, begin, end)
    return Section(id_, level, line, fields, quotes, at, end, glued, setext, unlike)


def _fields(
    lines: Sequence[str], begin: int, end: int
) -> tuple[tuple[FieldWord, ...], int, int | None]:
    """Fields, the line behind them, and the line of dashes that made them a heading."""
    first = begin
    while first < end and not lines[first].strip():
        first += 1
    last = first
    while last < end and lines[last].strip() and not _QUOTED.match(lines[last]):
        last += 1
    setext = None
    if last > first and _RULE.fullmatch(lines[last - 1]):
        setext = last - 1
    words: list[FieldWord] = []
    for number in range(first, last if setext is None else setext):
        column = 0
        for part in lines[number].split("·"):
            found = _FIELD.fullmatch(part) or _TIGHT.fullmatch(part)
            if not found:
                return (), begin, None
            key = found.group(1).lower()
            words.append(FieldWord(key, found.group(2) or "", number, column + found.start(1)))
            column += len(part) + 1
    if not any(word.key in FIELDS for word in words):
        return (), begin, None
    return tuple(words), last, setext


def _unlike_fields(lines: Sequence[str], begin: int, end: int) -> int | None:
    """A line over a quote that looks like fields and is none: no key is known, or a part has no key."""
    first = next((n for n in range(begin, end) if lines[n].strip()), end)
    last = next((n for n in range(first, end) if not lines[n].strip()), end)
    under = next((n for n in range(last, end) if lines[n].strip()), end)
    if (
        under == end
        or not _QUOTED.match(lines[under])
        or any(map(_QUOTED.match, lines[first:last]))
    ):
        return None
    keyed = [_FIELD.fullmatch(line.split("·")[0]) for line in lines[first:last]]
    return first if keyed and all(keyed) else None


def _quotes(
    lines: Sequence[str], begin: int, end: int
) -> tuple[tuple[QuotedLines, ...], int, tuple[int, ...]]:
    """The quotes before the comment, the comment's first line, and lines glued under quotes."""
    quotes: list[QuotedLines] = []
    glued: list[int] = []
    at = begin
    while True:
        first = at
        while first < end and (not lines[first].strip() or _is_comment(lines[first])):
            first += 1
        if first >= end or not _QUOTED.match(lines[first]):
            return tuple(quotes), at, tuple(glued)
        stop = first
        stripped = []
        while stop < end and (found := _QUOTED.match(lines[stop])):
            stripped.append(lines[stop][found.end() :])
            stop += 1
        opening = _QUOTED.match(lines[first])
        column = opening.end() if opening else 0
        quotes.append(QuotedLines("\n".join(stripped).strip(), first, column, stop))
        at = stop
        # Only a paragraph takes in the line below it, so an empty `>` at the end of a quote parts them.
        if (
            stop < end
            and lines[stop].strip()
            and stripped[-1].strip()
            and not _starts_block(lines[stop])
        ):
            glued.append(stop)
            return tuple(quotes), at, tuple(glued)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("<!--") and line.rstrip().endswith("-->")


def _starts_block(line: str) -> bool:
    """Whether a line ends a paragraph by itself, so that it is not swallowed."""
    return bool(_HEADING.fullmatch(line) or _FENCE.match(line) or _is_comment(line)) or bool(
        re.match(r" {0,3}([-*+]|1[.)])[ \t]+\S", line)
        or re.fullmatch(r" {0,3}([-*_])[ \t]*(\1[ \t]*){2,}", line)
    )


def _unheaded(lines: Sequence[str], heads: Sequence[tuple[int, int, str]]) -> Iterator[Section]:
    """A file without note headings: every run of quotes behind a comment starts a note."""
    titles = {number for number, level, _ in heads if level == 1}
    at = 0
    starts: list[int] = []
    in_quotes = False
    for number, line in enumerate(lines):
        if _QUOTED.match(line):
            if not in_quotes:
                starts.append(number)
            in_quotes = True
        elif line.strip():
            in_quotes = False
    at = starts[0] if starts else len(lines)
    lead = [n for n in range(at) if lines[n].strip() and n not in titles]
    if lead:
        yield _section(lines, lead[0], at, "", 0, lead[0])
    for position, begin in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else len(lines)
        # Fields may stand above the quotes only under a heading; here a note is quotes and comment.
        quotes, behind, glued = _quotes(lines, begin, end)
        yield Section("", 0, begin, (), quotes, behind, end, glued)
