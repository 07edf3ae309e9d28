"""The record of an import, FILE.import.yaml, as a value: what became of each character of a source."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass, field

from readingroom.importing.balance import Balance
from readingroom.importing.segments import Segment

FORMAT = 1
#: The line in a record behind which its segments stand, one a line.
SEGMENTS = "segments:\n"
_ANSWER = re.compile(r"[12]\d{3}(?:-\d{2}(?:-\d{2})?)?")

Correction = tuple[int, int, tuple[str, ...]]
"""Lines ``[start:end]`` of the remade body, and the lines that were written in their place."""


@dataclass(frozen=True, slots=True)
class Shared:
    """That an earlier text has words of this one: its slug, the share of this one's words (0..1).

    ``passages`` are code points of the decoded source, half open.
    """

    text: str
    share: float
    passages: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record as read back. ``markdown_sha256`` is of the Markdown file as import made it.

    ``front_matter`` are the lines of its front matter, but for ``source``, which the record has
    itself. ``answered`` is the date of publication that the editor named. ``named``, ``declared``: the
    encoding is the editor's word, or the source's own. ``misread``: encodings that its words had been
    read in before, wrongly, the last first. ``corrections`` make its body of the one that the
    segments make.
    """

    file: str
    sha256: str
    size: int
    encoding: str
    named: bool
    imported: datetime.date
    rules: int
    markdown_file: str
    markdown_sha256: str
    segments: tuple[Segment, ...]
    front_matter: str = ""
    corrections: tuple[Correction, ...] = ()
    shares: tuple[Shared, ...] = ()
    declared: bool = False
    misread: tuple[str, ...] = ()
    answered: str = ""
    characters: Balance = field(default_factory=Balance)

    @property
    def slug(self) -> str:
        """The slug of the text that was made."""
        return self.markdown_file.rsplit("/", 1)[-1].removesuffix(".md")


def is_date(words: str) -> bool:
    """Whether words are a day, month or year of the calendar, in the form of ISO 8601."""
    if not _ANSWER.fullmatch(words):
        return False
    try:
        datetime.date.fromisoformat(words + "-01-01"[len(words) - 4 :])
    except ValueError:
        return False
    return True


def digest(markdown: str) -> str:
    """SHA-256 of a file's text as UTF-8, in hexadecimal."""
    return hashlib.sha256(markdown.encode("utf-8", "surrogatepass")).hexdigest()
