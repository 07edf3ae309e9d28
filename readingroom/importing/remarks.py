"""What an editor should look at, in words, with the lines of the source where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readingroom.importing.cleaning import squeeze
from readingroom.importing.decoding import Decoded
from readingroom.importing.questions import Question, impossible_days
from readingroom.importing.segments import ROLES, Finding, Reading
from readingroom.importing.suspect import still_coded

#: A stretch below this is shown to the editor: it is nearer to a guess than to a rule.
SURE = 0.7
#: Stretches of one kind, and remarks in all, that would be read; the record's lines have the rest.
_MOST_OF_A_KIND, _MOST = 8, 24
#: Code points of a stretch that show which it is.
_EXCERPT = 60
_LINE_END = re.compile("\r\n?|\n")
#: What becomes of a stretch, as an editor is told.
_FATES = {"kept": "kept as such", "moved": "moved to the front matter", "removed": "removed"}
#: Marks and labels go with what they set off, which is told.
_COMPANIONS = frozenset({"label", "punctuation"})
_FOREIGN_WORD = re.compile(r"\w*[^\W\x00-\x7f]\w*")
#: Words that show what an encoding makes of its bytes.
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """What to look at: of which kind, the words if it is about some, their line (0: none, or all)."""

    about: str
    words: str = ""
    line: int = 0

    def __str__(self) -> str:
        """The remark without its line."""
        return f"{self.about}: {self.words}" if self.words else self.about

    @property
    def placed(self) -> str:
        """The words, and where they stand."""
        return f"{self.words} (line {self.line})" if self.line else self.words

    @property
    def whole(self) -> str:
        """The remark with its line."""
        return f"{self.about}: {self.placed}" if self.words else self.about


class Lines:
    """Numbers of a source's lines, by places in what was read of it."""

    def __init__(self, reading: Reading, source: str) -> None:
        self._origin = reading.origin
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(source))]

    def number(self, at: int) -> int:
        """The line of a place; 0 in a source that is a single line."""
        if len(self._starts) == 1 or at >= len(self._origin):
            return 0
        return bisect_right(self._starts, self._origin[at])


def remarks_on(
    reading: Reading, decoded: Decoded, lines: Lines, asked: Sequence[Question], *, dated: bool
) -> tuple[Remark, ...]:
    """What to look at in a source. ``asked`` are its dates that may be several days.

    ``dated``: it has a day of publication all the same.
    """
    made = [
        *_on_letters(decoded),
        *(Remark(words) for words in reading.remarks),
        *_on_findings(reading, lines, {question.words for question in asked}),
        # Last, since how to answer is told below it.
        *_on_dates(reading, asked, lines, dated=dated),
    ]
    counts: dict[str, int] = {}
    few = []
    for remark in dict.fromkeys(made):
        counts[remark.about] = counts.get(remark.about, 0) + 1
        if counts[remark.about] <= _MOST_OF_A_KIND:
            few.append(remark)
    return tuple(few if len(few) <= _MOST else [*few[: _MOST - 1], few[-1]])


def _on_letters(decoded: Decoded) -> Iterator[Remark]:
    if decoded.repaired:
        line = f"(first in line {decoded.repaired})"
        yield Remark(f"encoding: UTF-8 with bad bytes, which \ufffd stands for {line}")
    elif decoded.confidence < 1.0:
        words = list(dict.fromkeys(_FOREIGN_WORD.findall(decoded.text)))[:_SAMPLES]
        shown = f" ({', '.join(words)})" if words else ""
        yield Remark(f"encoding: taken to be {decoded.encoding}{shown}")
    if decoded.misread:
        words = list(dict.fromkeys(_FOREIGN_WORD.findall(decoded.text)))[:_SAMPLES]
        about = "letters mended, which an earlier program had read in a wrong encoding"
        yield Remark(about, ", ".join(words))
    if coded := still_coded(decoded.text):
        yield Remark(f"looks like {coded}")


def _on_dates(
    reading: Reading, asked: Sequence[Question], lines: Lines, *, dated: bool
) -> Iterator[Remark]:
    for question in asked:
        yield Remark(f"date: {question}")
    for words, at in () if dated else impossible_days(reading.text):
        yield Remark("date: no calendar has this day", words, lines.number(at))
    for finding in reading.found:
        short = [said for key, said in finding.facts if key == "date" and len(said) < 10]
        if finding.role == "date" and short:
            words = squeeze(reading.text[finding.start : finding.end])
            yield Remark("date: the source gives no day", words, lines.number(finding.start))


def _on_findings(reading: Reading, lines: Lines, asked: set[str]) -> Iterator[Remark]:
    """What rules were not sure of, a line for each stretch however many rules looked at it."""
    if any(f.rule == "remaining-words" and f.confidence < SURE for f in reading.found):
        yield Remark("paragraphs: the source's breaks were not plain")
    unsure = [f for f in reading.found if f.rule != "remaining-words" and f.confidence < SURE]
    told = {lines.number(f.start) for f in unsure if f.role not in _COMPANIONS}
    for finding in unsure:
        words = _words(reading, finding)
        line = lines.number(finding.start)
        goes_along = finding.role in _COMPANIONS and (line in told or not line)
        if words in asked or goes_along or not any(map(str.isalnum, words)):
            continue
        fate = _FATES[ROLES[finding.role][0]]
        yield Remark(f"perhaps {finding.role}, {fate}", words, line)
    perhaps: dict[tuple[int, str], list[str]] = {}
    for finding in reading.doubtful:
        words = _words(reading, finding)
        if finding.rule == "second-datelines":
            yield Remark("a second dateline in the text", words, lines.number(finding.start))
        elif words not in asked:
            roles = perhaps.setdefault((finding.start, words), [])
            roles += [finding.role] if finding.role not in roles else []
    for (start, words), roles in perhaps.items():
        yield Remark(f"perhaps {' or '.join(roles)}, left in the text", words, lines.number(start))


def _words(reading: Reading, finding: Finding) -> str:
    return squeeze(reading.text[finding.start : finding.end][: 4 * _EXCERPT])[:_EXCERPT]
