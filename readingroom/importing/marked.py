"""Markdown sources: front matter of other programs read, the body kept as its author marked it up.

The body is changed only where the archive's Markdown would say other words than its author's: raw
HTML, pictures, links to files that are not there, ``[[…]]``, footnotes without a mark. Where even
then the archive's reader would not say the same words, the body is taken for plain text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from readingroom.importing.cleaning import Cleaned, clean, squeeze
from readingroom.importing.html.plain import rules_over
from readingroom.importing.layout import lay_out
from readingroom.importing.markdown import Block, lines_of, write
from readingroom.importing.marked_asides import Asides, blanked, find_asides
from readingroom.importing.marked_front import Front, read_front
from readingroom.importing.marked_inline import Marked, read_marks
from readingroom.importing.marked_places import Edit
from readingroom.importing.segments import ROLES, Facts, Finding, Reading, Segment
from readingroom.readers.markdown import read_markdown

_INK = re.compile(r"\S+")
_TITLE_LENGTH = 220
#: Lines below the title that may say who wrote it and when; a longer one is the text.
_HEAD_LINES = 3
_LINE_LENGTH = 120
#: As much of the text below as the rules look at.
_SHOWN = 400
#: Files of pictures that are named, and characters of an address that show which it is.
_FILES, _ADDRESS = 6, 80
_MARKS = re.compile(r"[*_]{1,3}")


@dataclass(frozen=True, slots=True)
class _Body:
    """A body as it is written, the edits that made it, and what they say."""

    written: str
    edits: tuple[Edit, ...]
    facts: Facts
    remarks: tuple[str, ...]


def read_marked(source: str, days: tuple[datetime.date, ...] = ()) -> Reading | None:
    """Read a Markdown source; None for one without words. ``days`` are those an editor has named."""
    cleaned = clean(source)
    if not cleaned.text.strip():
        return None
    front = read_front(cleaned.text, days)
    start = front.end
    body = _body(cleaned.text, start, front.facts)
    if body is None:
        return _as_text(cleaned, source, front)
    findings = [
        *front.found,
        *(
            Finding(e.start, e.end, e.role, e.rule, e.confidence, e.facts)
            for e in body.edits
            if e.start < e.end and cleaned.text[e.start : e.end].strip()
        ),
    ]
    found = _with_rest(cleaned.text, start, findings)
    return Reading(
        text=cleaned.text,
        found=found,
        doubtful=(),
        facts=front.facts,
        body=body.written,
        segments=_segments(source, cleaned, found),
        origin=cleaned.origin,
        remarks=(*front.remarks, *body.remarks),
        changed=cleaned.changed,
    )


def _body(text: str, start: int, facts: Facts) -> _Body | None:
    """The body with what would mislead the archive's reader taken out; None if that cannot be done."""
    return _without(text, start, facts, find_asides(text, start)) or _without(
        text, start, facts, Asides()
    )


def _without(text: str, start: int, facts: Facts, asides: Asides) -> _Body | None:
    """The body without the blocks that are no text; None where it would not say its words."""
    plain = blanked(text, asides.edits)
    marked = read_marks(plain[start:])
    if marked is None:
        return None
    edits = [_moved(edit, start) for edit in marked.edits]
    edits = _without_overlap([*asides.edits, *_head(plain, start, marked, facts), *edits])
    written = _apply(text, start, edits).strip("\n") + "\n"
    reading = read_markdown(written)
    taken = "".join(e.words for e in edits)
    said = _ink(reading.document.text)
    if reading.diagnostics or sorted(said + _ink(taken)) != sorted(_ink(marked.words)):
        return None
    remarks = _on_pictures([*asides.pictures, *marked.pictures])
    return _Body(written if written.strip() else "", tuple(edits), (), remarks)


def _on_pictures(files: Sequence[str]) -> tuple[str, ...]:
    """That files of pictures are not taken over, and which."""
    # As it was written: the parser encodes what a template would have filled in.
    said = (unquote(file).replace("{{_", "{{ ").replace("_}}", " }}") for file in files)
    named = list(dict.fromkeys(squeeze(file)[:_ADDRESS] for file in said if file))
    if not named:
        return ()
    more = f" and {len(named) - _FILES} more" if len(named) > _FILES else ""
    return (f"pictures: not taken over: {', '.join(named[:_FILES])}{more}",)


def _moved(edit: Edit, by: int) -> Edit:
    return Edit(
        edit.start + by, edit.end + by, edit.role, edit.rule, edit.confidence, edit.facts,
        edit.put, edit.words,
    )  # fmt: skip


def _ink(words: str) -> str:
    return "".join(words.split())


def _without_overlap(edits: Sequence[Edit]) -> list[Edit]:
    """Edits in order; the earlier in the list goes before one that overlaps it."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _apply(text: str, start: int, edits: Sequence[Edit]) -> str:
    pieces: list[str] = []
    done = start
    for edit in edits:
        done = _append(pieces, text, done, edit.start)
        pieces.append(edit.put)
        done = max(done, edit.end)
    _append(pieces, text, done, len(text))
    return "".join(pieces)


def _append(pieces: list[str], text: str, start: int, end: int) -> int:
    """Add a stretch; where lines were taken out before it, their blank lines go with them."""
    before = "".join(pieces[-3:])
    while before.endswith("\n\n") and start < end and text[start] == "\n":
        start += 1
    pieces.append(text[start:end])
    return end


# what stands at the head


def _head(text: str, start: int, marked: Marked, facts: Facts) -> Iterator[Edit]:
    """A single heading of the first rank that opens the body, and the lines on author and day below."""
    if marked.title is None:
        return
    first, begin, end, last, words = marked.title
    known = next((said for key, said in facts if key == "title"), words)
    if not words or len(words) > _TITLE_LENGTH or words != known:
        return
    fact = (("title", words),)
    yield Edit(first + start, begin + start, "markup", "markdown-marks", 1.0)
    yield Edit(begin + start, end + start, "title", "markdown-title", 0.95, fact, "", words)
    yield Edit(end + start, last + start, "markup", "markdown-marks", 1.0)
    yield from _below(text, (begin + start, end + start), last + start)


def _below(text: str, title: tuple[int, int], position: int) -> Iterator[Edit]:
    """The lines below a title that say who wrote the text or when, their marks of emphasis aside."""
    lines: list[tuple[int, int, int, int]] = []
    for line in re.finditer(r"[^\n]+", text[position:][: (_HEAD_LINES + 1) * _LINE_LENGTH]):
        written = line.group().strip()
        start = position + line.start() + line.group().find(written)
        inner = _unmarked(written)
        if len(lines) == _HEAD_LINES or inner is None:
            break
        lines.append((start, start + inner[0], start + inner[1], start + len(written)))
    if not lines:
        return
    rest = lines[-1][3] + len(text[lines[-1][3] :]) - len(text[lines[-1][3] :].lstrip())
    below = [(rest, min(rest + _SHOWN, len(text)))] if rest < len(text) else []
    found, _ = rules_over(text, [title, *((begin, stop) for _, begin, stop, _ in lines), *below])
    for start, begin, stop, end in lines:
        said = [f for f in found if begin <= f.start < stop and ROLES[f.role][0] != "kept"]
        if _ink("".join(text[f.start : f.end] for f in said)) != _ink(text[begin:stop]):
            return
        if start < begin:
            yield Edit(start, begin, "markup", "markdown-marks", 1.0)
        done = begin
        for f in said:
            words = text[f.start : f.end]
            yield Edit(done, f.end, f.role, f.rule, f.confidence, f.facts, "", words)
            done = f.end
        if stop < end:
            yield Edit(stop, end, "markup", "markdown-marks", 1.0)


def _unmarked(words: str) -> tuple[int, int] | None:
    """The part of a line within its marks of emphasis; None for other Markdown and long lines."""
    if not words or len(words) > _LINE_LENGTH or words[0] in "#>-+|`!<[~=":
        return None
    lead = _MARKS.match(words)
    tail = re.search(r"[*_]{1,3}$", words)
    begin, stop = lead.end() if lead else 0, tail.start() if tail else len(words)
    plain = begin < stop and not re.search(r"[*_`\\\[\]<>&]", words[begin:stop])
    return (begin, stop) if plain else None


# the record


def _with_rest(text: str, start: int, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, and the body between them as it stands."""
    made: list[Finding] = []
    done = 0
    for finding in sorted(findings, key=lambda f: f.start):
        made += _kept(text, max(done, start), finding.start)
        made.append(finding)
        done = finding.end
    made += _kept(text, max(done, start), len(text))
    return tuple(made)


def _kept(text: str, start: int, end: int) -> list[Finding]:
    words = text[start:end]
    if start >= end or not words.strip():
        return []
    begin = start + len(words) - len(words.lstrip())
    return [Finding(begin, start + len(words.rstrip()), "markdown", "markdown-body", 0.95)]


def _segments(source: str, cleaned: Cleaned, found: Sequence[Finding]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    done = 0
    for finding in found:
        start, end = cleaned.before(finding.start, finding.end)
        start = max(start, done)
        words = source[start:end]
        start += len(words) - len(words.lstrip())
        if start >= end or not words.strip():
            continue
        segments += _invisible(source, done, start)
        end -= len(words) - len(words.rstrip())
        segments.append(Segment(start, end, finding.role, finding.rule, finding.confidence))
        done = end
    return (*segments, *_invisible(source, done, len(source)))


def _invisible(source: str, start: int, end: int) -> list[Segment]:
    matches = _INK.finditer(source, start, end)
    return [Segment(*match.span(), "invisible", "cleaning", 1.0) for match in matches]


def _as_text(cleaned: Cleaned, source: str, front: Front) -> Reading:
    """The body as plain text, its marks as words: nothing else would say them all."""
    draft = lay_out(cleaned.text[front.end :])
    found = list(front.found)
    blocks = []
    for unit in draft.units:
        start, end = unit.start + front.end, unit.end + front.end
        found.append(Finding(start, end, unit.kind, "markdown-as-text", 0.6))
        lines = lines_of(cleaned.text[start:end], verse=unit.kind == "verse")
        blocks.append(Block(lines))
    remark = "Markdown: its marks are kept as words, since they would not be shown as they stand"
    return Reading(
        text=cleaned.text,
        found=tuple(found),
        doubtful=(),
        facts=front.facts,
        body=write(blocks),
        segments=_segments(source, cleaned, found),
        origin=cleaned.origin,
        remarks=(*front.remarks, remark),
        changed=cleaned.changed,
    )
