"""The values of an import: what a rule proposes, what is accepted, what every character became."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Fate = Literal["kept", "moved", "removed"]

#: Every role that a stretch of a source can have: what becomes of it, and what it means.
#: ``kept`` stands in the body, ``moved`` in the front matter, ``removed`` only in the record.
ROLES: dict[str, tuple[Fate, str]] = {
    "paragraph": ("kept", "A paragraph of the text."),
    "continuation": ("kept", "The rest of a paragraph, behind the foot and head of a page."),
    "verse": ("kept", "Lines whose breaks are the author's: verse, lists, addresses."),
    "heading": ("kept", "A heading within the text."),
    "subheading": ("kept", "A heading below another."),
    "quotation": ("kept", "A paragraph of a quotation that is set off from the text."),
    "list": ("kept", "An item of a list, in sources that mark it as one."),
    "table": ("kept", "A table in plain text, its columns as they stand."),
    "editor-note": ("kept", "A remark of the source's editors on the text."),
    "markdown": ("kept", "The body of a source that is Markdown already, as it stands."),
    "related-label": ("kept", "The word over items that the source adds after the text."),
    "related-headline": ("kept", "The headline of a related item."),
    "related-lead": ("kept", "The opening of a related item, with its own dateline."),
    "title": ("moved", "The title, to `title`."),
    "subtitle": ("moved", "The line below the title, to `subtitle`."),
    "section": ("moved", "The section label of the publication, to `section`."),
    "byline": ("moved", "Who wrote it, to `creator`."),
    "date": ("moved", "The day of publication, to `date`."),
    "dateline": ("moved", "Place and day of the report, to `dateline`."),
    "agency": ("moved", "The agency in a dateline, to `creator`."),
    "story-credit": ("moved", "The source's credit for the text, to `credit`."),
    "contributor": ("moved", "Who edited, reported or helped, to `contributor`."),
    "publisher": ("moved", "The publication, to `publisher`."),
    "url": ("moved", "The web address of the text, to `identifier`."),
    "unknown-key": ("removed", "A key of a Markdown source's front matter that has no place here."),
    "front-matter": ("moved", "Front matter of a Markdown source, to the key of the same meaning."),
    "rights": ("moved", "A notice of copyright, to `rights`."),
    "caption": ("moved", "The caption of a picture, to `figures`."),
    "caption-dateline": ("moved", "A caption's own dateline, to `figures`."),
    "photo-credit": ("moved", "The credit of a picture, to `figures`."),
    "label": ("removed", "A word such as “Photo:”, “By” or “Published:” that names what is moved."),
    "time": ("removed", "Weekday and time of day beside a date, which `date` has no room for."),
    "punctuation": ("removed", "A mark that only set off what is moved: dash, colon, brackets."),
    "line-end-hyphen": ("removed", "The hyphen of a word that was divided at a line's end."),
    "break": ("removed", "A sign for a pause between paragraphs, which the text has as a break."),
    "litter": ("removed", "Navigation and sharing links of a web page."),
    "furniture": ("removed", "What belongs to the page: its number, running head and foot."),
    "markup": ("removed", "Tags, comments, scripts and attributes of an HTML source."),
    "invisible": ("removed", "Characters that show nothing: byte order marks, controls."),
}

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one rule takes a stretch of the cleaned text to be.

    ``start`` and ``end`` are code points of the cleaned text, half open. ``confidence`` is 0..1.
    ``facts`` are what the stretch says for the front matter: (key, words), with ``figure.`` before
    the keys of a figure.
    """

    start: int
    end: int
    role: str
    confidence: float
    facts: Facts = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A proposal that was accepted, and the rule that made it."""

    start: int
    end: int
    role: str
    rule: str
    confidence: float
    facts: Facts = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the decoded source and what became of it; code points, half open."""

    start: int
    end: int
    role: str
    rule: str
    confidence: float

    @property
    def fate(self) -> Fate:
        """Whether its words stand in the body, in the front matter, or only in the record."""
        return ROLES[self.role][0]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader of a format with structure makes of a decoded source.

    ``found`` and ``doubtful`` are of ``text``, its words in order; ``facts`` are those that no finding
    carries. ``segments`` cover the source as ``Source.segments`` do. ``origin`` gives for each character
    of ``text`` the one of the source that it came from.
    """

    text: str
    found: tuple[Finding, ...]
    doubtful: tuple[Finding, ...]
    facts: Facts
    body: str
    segments: tuple[Segment, ...]
    origin: Sequence[int] = ()
    remarks: tuple[str, ...] = ()
    changed: tuple[tuple[str, int], ...] = ()


def word_set(words: str) -> frozenset[str]:
    """A set of words written one after another, as the rules' lists are easiest to read."""
    return frozenset(words.split())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text without the white space at its ends; empty where there is nothing else."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
