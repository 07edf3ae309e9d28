"""One source read: its front matter, its body, and what became of each character."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from readingroom.diagnostics import Diagnostic
from readingroom.importing.bodies import blocks_of
from readingroom.importing.cleaning import clean, with_lines
from readingroom.importing.declared import is_page
from readingroom.importing.decoding import Decoded, decode
from readingroom.importing.html import read_html
from readingroom.importing.hyphens import Joined, join_line_ends
from readingroom.importing.layout import lay_out
from readingroom.importing.markdown import write
from readingroom.importing.marked import read_marked
from readingroom.importing.questions import Question, questions
from readingroom.importing.remarks import SURE, Lines, Remark, remarks_on
from readingroom.importing.rules import apply
from readingroom.importing.segments import ROLES, Finding, Reading, Segment
from readingroom.importing.titles import letter_title, supply

#: The front matter's keys in the order that files have them.
KEYS = (
    "title", "subtitle", "creator", "contributor", "publisher", "date", "dateline", "section", "credit",
    "language", "rights", "source", "identifier", "subject", "figures", "review",
)  # fmt: skip
_LISTS = frozenset({"creator", "contributor", "identifier", "subject"})
#: Keys whose lines may be several in a source; none of them is dropped.
_JOINED = frozenset({"credit", "rights", "subtitle", "section"})
_FIGURE_KEYS = ("caption", "credit", "creator", "dateline", "image", "alt")
#: ISO's form of a day, in characters; a month's and a year's are shorter.
_FULL_DATE = len("2016-04-19")
#: Address, day and greeting of a letter are over within so many characters.
_HEAD = 2000
_MARKS = re.compile(r"^[#>\s]+|[*_`]+")
_INK = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Source:
    """A source as import understands it.

    ``segments`` cover every character of ``text`` (the decoded source) that is not white space,
    exactly once and in order. ``remarks`` say what an editor should look at, ``questions`` which dates
    may be several days. For the record are ``changed``, characters cleaned, by kind; ``supplied``, the
    rule that made a title; ``declared``: the source says itself in which encoding it is; ``misread``,
    what its words had been read as before; ``answered``, the date that the editor named. ``slug`` is
    the one that the source asks for itself.
    """

    front_matter: dict[str, Any]
    body: str
    segments: tuple[Segment, ...]
    encoding: str
    text: str
    diagnostics: tuple[Diagnostic, ...] = ()
    remarks: tuple[Remark, ...] = ()
    changed: tuple[tuple[str, int], ...] = ()
    supplied: str = ""
    declared: bool = False
    misread: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    answered: str = ""
    slug: str = ""

    @property
    def review(self) -> tuple[str, ...]:
        """What an editor should look at, in words."""
        return tuple(map(str, self.remarks))


def read_source(
    data: bytes, name: str, encoding: str | None = None, date: str | None = None
) -> Source:
    """Understand a source. ``name`` is its file name, for a title of last resort and for messages.

    ``date`` is the editor's word for the day, month or year of publication, in ISO's form.

    Never raises: bytes that cannot be decoded, or that hold no words, give an empty source with an
    error among its diagnostics.
    """
    decoded = decode(data, name, encoding)
    if any(d.severity == "error" for d in decoded.diagnostics):
        return Source({}, "", (), "", "", decoded.diagnostics)
    days = (datetime.date.fromisoformat(date),) if date and len(date) == _FULL_DATE else ()
    reading = _reading(decoded.text, name, days, page=is_page(data, name))
    if reading is not None:
        return _structured(reading, decoded, data, name, date or "")
    cleaned = with_lines(clean(decoded.text))
    if not cleaned.text.strip():
        return Source({}, "", (), "", "", (*decoded.diagnostics, _empty(name)))
    joined = join_line_ends(cleaned, lay_out(cleaned.text))
    cleaned = joined.cleaned
    found, doubtful = apply(replace(joined.draft, days=days))
    reading = Reading(
        text=cleaned.text,
        found=found,
        doubtful=doubtful,
        facts=(),
        body=write(blocks_of(cleaned.text, found)),
        segments=_segments(decoded.text, joined, found),
        origin=cleaned.origin,
        remarks=joined.remarks,
        changed=cleaned.changed,
    )
    return _source(reading, decoded, data, name, date or "")


def _reading(
    text: str, name: str, days: tuple[datetime.date, ...], *, page: bool
) -> Reading | None:
    """What the reader of the source's own format makes of it; None for plain text."""
    if page:
        return read_html(text, days)
    _, _, suffix = file_name(name).lower().rpartition(".")
    if suffix in {"md", "markdown"}:
        return read_marked(text, days)
    return None


def _structured(reading: Reading, decoded: Decoded, data: bytes, name: str, date: str) -> Source:
    # A page of which rules would keep nothing is read, as such a plain text is; an editor looks at it.
    if not reading.text.strip() and not reading.facts:
        return Source({}, "", (), "", "", (*decoded.diagnostics, _empty(name)))
    return _source(reading, decoded, data, name, date)


def _source(reading: Reading, decoded: Decoded, data: bytes, name: str, date: str) -> Source:
    """The source as its reader understands it, with a title and the editor's questions."""
    found = reading.found
    front = _front_matter([*reading.facts, *(fact for f in found for fact in f.facts)])
    beginning = _beginning(reading.text, found)
    if date:
        front["date"] = _date(date)
    supplied = None
    if "title" not in front:
        signed = _signed(found)
        letter = letter_title(reading.text[:_HEAD], signed, front.get("date")) if signed else None
        supplied = letter or supply(_captions(found), beginning, name)
    lines = Lines(reading, decoded.text)
    asked = () if "date" in front else questions(reading.text, lines.number)
    remarks = remarks_on(reading, decoded, lines, asked, dated="date" in front)
    if supplied:
        front = {"title": supplied.title, **front}
        if supplied.confidence < SURE:
            remarks = (Remark("title, supplied", supplied.title), *remarks)
    digest = hashlib.sha256(data).hexdigest()
    front["source"] = {"file": file_name(name), "sha256": digest, "encoding": decoded.encoding}
    if remarks:
        front["review"] = "needed"
    return Source(
        front_matter={key: front[key] for key in KEYS if key in front},
        body=reading.body,
        segments=reading.segments,
        encoding=decoded.encoding,
        text=decoded.text,
        diagnostics=decoded.diagnostics,
        remarks=remarks,
        changed=reading.changed,
        supplied=supplied.rule if supplied else "",
        declared=decoded.declared,
        misread=decoded.misread,
        questions=asked,
        answered=date,
        slug=front.get("slug", ""),
    )


def _empty(name: str) -> Diagnostic:
    message = "there is nothing in it to read: it is empty, or holds only white space"
    hint = "put the whole file there, or take this one away"
    return Diagnostic("source-empty", message, name, hint=hint)


def file_name(name: str) -> str:
    """The last part of a path with forward slashes."""
    return name.rsplit("/", 1)[-1] or "unnamed"


def _segments(text: str, joined: Joined, found: Sequence[Finding]) -> tuple[Segment, ...]:
    """The findings as spans of the decoded text, and what cleaning left out in and between them."""
    segments: list[Segment] = []
    done = 0
    hyphens = deque(joined.hyphens)
    for finding in found:
        start, end = joined.cleaned.before(finding.start, finding.end)
        # A ligature is one character of the source, even where a rule divides its letters.
        start = max(start, done)
        if start >= end:
            continue
        segments += _invisible(text, done, start)
        while hyphens and hyphens[0][0] < end:
            at, sure = hyphens.popleft()
            if at < start:
                continue
            segments.append(Segment(start, at, finding.role, finding.rule, finding.confidence))
            segments.append(Segment(at, at + 1, "line-end-hyphen", "line-end-hyphens", sure))
            start = at + 1 + len(text[at + 1 : end]) - len(text[at + 1 : end].lstrip())
        segments.append(Segment(start, end, finding.role, finding.rule, finding.confidence))
        done = end
    segments += _invisible(text, done, len(text))
    return tuple(segments)


def _invisible(text: str, start: int, end: int) -> list[Segment]:
    matches = _INK.finditer(text, start, end)
    return [Segment(*match.span(), "invisible", "cleaning", 1.0) for match in matches]


def _signed(found: Sequence[Finding]) -> str:
    """The name under a letter; nothing where there is none, or several are."""
    names = [words for f in found if f.rule == "signatures" for _, words in f.facts]
    return names[0] if len(names) == 1 else ""


def _captions(found: Sequence[Finding]) -> list[str]:
    return [words for f in found for key, words in f.facts if key == "figure.caption"]


def _beginning(text: str, found: Sequence[Finding]) -> str:
    # Verse counts too: a poem without a title is known by its first words.
    first = next((f for f in found if ROLES[f.role][0] == "kept"), None)
    words = text[first.start : min(first.end, first.start + 1000)] if first else ""
    if first and first.role == "markdown":
        # The marks of a heading or of emphasis are no words.
        words = _MARKS.sub("", words.strip().split("\n\n")[0])
    return words


def _front_matter(facts: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The facts as front matter, the first of a kind first; only lists take more than one."""
    front: dict[str, Any] = {}
    figures: list[dict[str, str]] = []
    by_certainty = sorted(facts, key=lambda fact: fact[0].startswith("figure."))
    for key, words in by_certainty:
        if key == "figure.day":
            front.setdefault("date", datetime.date.fromisoformat(words))
        elif key.startswith("figure."):
            _add_to_figures(figures, key.removeprefix("figure."), words)
        elif key in _LISTS:
            listed = front.setdefault(key, [])
            if words not in listed:
                listed.append(words)
        elif key == "date":
            front.setdefault("date", _date(words))
        elif key in _JOINED and key in front:
            front[key] += " " + words
        else:
            front.setdefault(key, words)
    if figures:
        front["figures"] = [{k: f[k] for k in _FIGURE_KEYS if k in f} for f in figures]
    return front


def _date(words: str) -> datetime.date | str:
    """A day; a month or a year, where no more is said, stays in words."""
    return datetime.date.fromisoformat(words) if len(words) == _FULL_DATE else words


def _add_to_figures(figures: list[dict[str, str]], key: str, words: str) -> None:
    if not figures or key in figures[-1]:
        figures.append({})
    figures[-1][key] = words
