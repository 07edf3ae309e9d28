"""What stands over an article beside its title: section, line below it, who wrote it, the day."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from readingroom.importing.dates import full_dates
from readingroom.importing.html.head_forms import RULE, finding, is_account, line_findings, says_by
from readingroom.importing.html.metadata import Said
from readingroom.importing.html.page import Page, Piece, Unit
from readingroom.importing.html.strips import LEAD, Strip, strips
from readingroom.importing.html.titles import folded
from readingroom.importing.rules.names import catalogued, has_office, people
from readingroom.importing.segments import Finding, trimmed

#: Marks between the parts of a line over an article.
_MAIL = re.compile(r"\s[<(]?[\w.+-]{1,40}(?:@| at )[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}[>)]?$")
_DATED = re.compile(r"\d{4}(?=\s+(?:(?:posted )?by|in|under) \w)")
_PARTED = re.compile(r"\s*[|·•]\s*|\s+[/–—]\s+|\s*[/|·•]\s*$|^\s*[/|·•]\s*")
#: What a page counts and offers in the line below its title.
_SCRAP = re.compile(
    r"[\d.,]+ ?[kKmM]?\+? (?:comments?|shares?|likes?|views?|repl(?:y|ies)|claps?|restacks?|responses?|"
    r"reads?|followers?|votes?|posts?)|no comments(?: yet)?|comments? ?(?:\(?\d+\)?|off)|"
    r"(?:about )?\d{1,3}[ -]?min(?:ute)?s?(?:[ -]read| to read)?|reading time:? .{1,20}|"
    r"@\w{2,30}|follow(?: @?\w+)?|following|share|save|listen|print|e-?mail|tweet|bookmark|"
    r"leave a comment|permalink|edit|in ?print|(?:text|font) size:?.{0,12}|[aA][-+]?(?: [aA][-+]*){1,3}",
    re.IGNORECASE,
)
_OF_A_CHANGE = re.compile(r"(?:last )?(?:updated?|modified|revised|changed)\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"(?:last )?(?:update|updated|modified|modification|edited|changed)\b:? .{4,50}", re.IGNORECASE
)
_SIGNED = re.compile(r"(?:posted|written|text|words|story|report)(?: by|:) ", re.IGNORECASE)
#: “by rose”: the name of an account, which says little of who it is.
_ACCOUNT = re.compile(r"(?:posted |written )?by [\w.-]{2,30}", re.IGNORECASE)
_FILED = re.compile(
    r"(?:in|under|filed under|posted in|categor(?:y|ies))\b:? [^.!?]{2,60}", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?:about |posted |updated )?(?:\d{1,2}|an?) (?:minute|min|hour|day|week|month)s? ago|just now|"
    r"(?:at |@ )?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\.?)?"
    r"(?:\s*\(?(?:[A-Z]{2,4}|uhr|h|hrs)\)?)?",
    re.IGNORECASE,
)
#: An address of a page about somebody.
_OF_A_PERSON = re.compile(
    r"/(?:authors?|profiles?|people|persons?|staff|by|users?|writers?|contributors?|columnists?|"
    r"reporters?|journalists?|team)/|[?&]author=|/@",
    re.IGNORECASE,
)
_AN_OFFICE = 80
_RUBRIC = 40
#: A line over an article that says several things; a longer one is a paragraph.
_DIVIDED = 300
#: A name stands within so many lines of the day or of what its bearer is.
_BESIDE = 2


@dataclass(slots=True)
class _Line:
    """A strip and what it says, as far as that is known."""

    strip: Strip
    words: str
    found: list[Finding]
    below: bool
    linked: bool
    person: bool


class Heads:
    """Reads the lines over an article.

    ``said``: what the page says of itself; ``named``: by whom its window's title says that it is, if it
    does; ``title``: its place, -1 for none.
    """

    def __init__(
        self, page: Page, said: Sequence[Said], named: str = "", title: tuple[int, int] = (-1, -1)
    ) -> None:
        self.page = page
        self.said = [s for s in said if s.key != "creator" or not is_account(s.words)]
        self.known = {folded(s.words) for s in said if s.key == "creator"} | {folded(named)} - {""}
        self.above, self.below = title

    def findings(self, units: Sequence[Unit], taken: Sequence[tuple[int, int]]) -> list[Finding]:
        """What the units say; ``taken`` are spans that other findings have."""
        lines = self._lines(units, taken)
        for line in lines:
            line.found = self._said(line)
        self._rubrics(lines)
        self._persons(lines)
        self._offices(lines)
        _sort_days(lines)
        for line in lines:
            if not line.found and line.below and _ACCOUNT.fullmatch(line.words):
                line.found = [finding(line.strip, "byline", 0.65, ("credit", line.words))]
            if not line.found and line.linked and not has_sentence(line.words):
                line.found = [finding(line.strip, "litter", 0.85)]
        for before, line in itertools.pairwise(lines):
            if LEAD.fullmatch(before.words) and not before.found and tells(line.found):
                before.found = [finding(before.strip, "label", 0.85)]
            # A mark behind what is moved.
            if before.found and not any(c.isalnum() for c in line.words):
                line.found = [finding(line.strip, "punctuation", 0.9)]
        return [one for line in lines for one in line.found]

    def signature(
        self, units: Sequence[Unit], taken: Sequence[tuple[int, int]]
    ) -> Iterator[Finding]:
        """Who wrote a text, as the units below it say in an element so called or behind “by”."""
        for line in self._lines(units, taken):
            if line.strip.hint != "byline" and not _SIGNED.match(line.words):
                continue
            found = line_findings(self.page, line.strip, self.said)
            if any(key == "creator" for f in found for key, _ in f.facts):
                yield from found
                return

    def _lines(self, units: Sequence[Unit], taken: Sequence[tuple[int, int]]) -> list[_Line]:
        return [
            line
            for unit in units
            for strip in strips(self.page, unit)
            for line in self._divided(strip)
            if not any(s < line.strip.end and line.strip.start < e for s, e in taken)
        ]

    def _divided(self, strip: Strip) -> Iterator[_Line]:
        """A strip, at the marks that part what it says."""
        text = self.page.text
        spans = [(strip.start, strip.end)]
        if strip.end - strip.start > _DIVIDED:
            pass
        elif strip.hint in {"", "byline", "date"} and not says_by(self.page, strip, plainly=True):
            spans = []
            done = strip.start
            for mark in _PARTED.finditer(text[strip.start : strip.end]):
                spans += [(done, strip.start + mark.start())]
                spans += [(strip.start + mark.start(), strip.start + mark.end())]
                done = strip.start + mark.end()
            spans.append((done, strip.end))
            spans = [parts for span in spans for parts in self._before_by(*span, strip.hint)]
        for begin, stop in spans:
            start, end = trimmed(text, begin, stop)
            if start < end:
                yield self._line(replace(strip, start=start, end=end))

    def _before_by(self, start: int, end: int, hint: str) -> Iterator[tuple[int, int]]:
        """“Posted on 19 February 2012 by Keith Ormerod” is two lines, and so is “… in Local news”."""
        mail = _MAIL.search(self.page.text[start:end])
        if mail and not hint:
            yield start, start + mail.start()
            yield start + mail.start(), end
            return
        match = _DATED.search(self.page.text[start:end])
        if match and not hint and full_dates(self.page.text[start : start + match.end()]):
            yield start, start + match.end()
            yield start + match.end(), end
        else:
            yield start, end

    def _line(self, strip: Strip) -> _Line:
        page = self.page
        pieces = self._pieces(strip)
        linked = bool(pieces) and all(p.style.href for p in pieces)
        person = linked and all(_OF_A_PERSON.search(p.style.href) for p in pieces)
        words = " ".join(page.text[strip.start : strip.end].split())
        return _Line(strip, words, [], strip.start >= self.below >= 0, linked, person)

    def _pieces(self, strip: Strip) -> list[Piece]:
        """The pieces of a strip that have words."""
        text = self.page.text
        return [
            p
            for p in self.page.pieces_within(strip.start, strip.end)
            if any(c.isalnum() for c in text[max(p.start, strip.start) : min(p.end, strip.end)])
        ]

    def _said(self, line: _Line) -> list[Finding]:
        strip, words = line.strip, line.words
        if not any(c.isalnum() for c in words):
            return []
        if strip.hint not in {"subtitle", "section"}:
            if (_SCRAP.fullmatch(words) or _MAIL.fullmatch(f" {words}")) and (
                line.below or line.linked
            ):
                return [finding(strip, "litter", 0.85)]
            if _FILED.fullmatch(words) and any(p.style.href for p in self._pieces(strip)):
                return [finding(strip, "litter", 0.85)]
            if _CLOCK.fullmatch(words):
                return [finding(strip, "time", 0.85)]
            if _CHANGED.fullmatch(words) and line.below and not full_dates(words):
                return [finding(strip, "time", 0.85)]
            if LEAD.fullmatch(words) and strip.hint:
                return [finding(strip, "label", 0.85)]
        strange = strip.hint == "byline" and line.linked and folded(words) not in self.known
        if strange and not people(self.page.text, strip.start, strip.end, said=True):
            # The name of the paper, or where its members are listed.
            return []
        return line_findings(self.page, strip, self.said)

    def _persons(self, lines: Sequence[_Line]) -> None:
        """Names alone on a line, which the page names elsewhere or that stand beside a day."""
        text = self.page.text
        sure = any(key == "creator" for line in lines for f in line.found for key, _ in f.facts)
        for number, line in enumerate(lines):
            start, end = line.strip.start, line.strip.end
            if line.found or len(line.words) > _AN_OFFICE:
                continue
            if folded(line.words) in self.known:
                fact = ("creator", catalogued(line.words))
                line.found = [finding(line.strip, "byline", 0.9, fact)]
                continue
            if sure or not line.below or (line.linked and not line.person):
                continue
            near = lines[max(number - _BESIDE, 0) : number + _BESIDE + 1]
            beside = any(
                (o.words != line.words and has_office(o.words) and len(o.words) <= _AN_OFFICE)
                or any(f.role == "date" for f in o.found)
                for o in near
            )
            if not (beside or line.person):
                continue
            persons = people(text, start, end)
            if persons and not persons.lost:
                line.found = list(_parts(line.strip, persons.spans, 0.75, text))
                sure = True

    def _rubrics(self, lines: Sequence[_Line]) -> None:
        """A short line right over the title, in one block with it: what the paper calls such pieces."""
        page = self.page
        for line in lines:
            end = line.strip.end
            joined = 0 <= end <= self.above and not page.text[end : self.above].strip()
            one = joined and "\n\n" not in page.text[end : self.above] and not line.linked
            if (
                one
                and not line.found
                and len(line.words) <= _RUBRIC
                and line.words[-1] not in ".!?:"
            ):
                line.found = [finding(line.strip, "section", 0.75, ("section", line.words))]

    def _offices(self, lines: Sequence[_Line]) -> None:
        """What an author is, on the line below the name."""
        for before, line in itertools.pairwise(lines):
            named = any(f.role == "byline" for f in before.found)
            if (
                named
                and not line.found
                and len(line.words) <= _AN_OFFICE
                and has_office(line.words)
            ):
                credit = ("credit", f"{before.words} {line.words}")
                line.found = [finding(line.strip, "byline", 0.75, credit)]


def tells(found: Sequence[Finding]) -> bool:
    """Whether lines say who wrote a text, or when."""
    return any(f.role in {"byline", "date"} and f.facts for f in found)


def has_sentence(words: str) -> bool:
    """Whether words end as a sentence does."""
    return bool(re.search(r"\w[.!?…][\"”’')\]]*$", words)) and len(words.split()) > 3


def _parts(
    strip: Strip, spans: Sequence[tuple[int, int, str, str]], sure: float, text: str
) -> Iterator[Finding]:
    done = strip.start
    for start, end, key, name in spans:
        if text[done:start].strip():
            yield _between(text, done, start, "label")
        yield Finding(start, end, "byline", RULE, sure, ((key, name),))
        done = end
    if text[done : strip.end].strip():
        yield _between(text, done, strip.end, "label")


def _between(text: str, start: int, end: int, role: str) -> Finding:
    role = role if any(c.isalnum() for c in text[start:end]) else "punctuation"
    return Finding(*trimmed(text, start, end), role, RULE, 0.85)


def _sort_days(lines: Sequence[_Line]) -> None:
    """The day of a change says nothing where that of publication stands too."""
    dated = [line for line in lines if any(f.role == "date" and f.facts for f in line.found)]
    published = [line for line in dated if not _OF_A_CHANGE.match(line.words)]
    for line in dated:
        if published and line not in published:
            line.found = [
                replace(f, role="time", facts=()) if f.role == "date" else f for f in line.found
            ]
