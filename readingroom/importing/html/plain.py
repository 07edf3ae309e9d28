"""The rules for plain text asked about some stretches of a text, as if nothing else stood in it."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from readingroom.importing.html.page import Page
from readingroom.importing.html.titles import Title
from readingroom.importing.layout import Draft, Unit
from readingroom.importing.rules import RULES, Rule, apply, name_of
from readingroom.importing.segments import ROLES, Finding, word_set

#: What a page tells by its tags, and what only sheets of paper have: page numbers, running heads,
#: catchwords. The rules for plain text are not asked for these.
_TOLD = word_set(
    """remaining-words first-line-title blob-title headings ruled-lines quoted-lines head-fields
    dated-heads page-lines lines-beside-page-numbers page-marks mastheads catchwords
    heads-amid-sentences desk-and-page-lines illustrations"""
)
#: Rules that go by how much a line is like those of pages; a page's tags say more of its own.
_BY_LIKENESS = word_set("surely-of-the-page of-the-page")
#: Words in these are not looked at: a quotation has a byline of its own.
_SET_OFF = frozenset({"li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dl"})


@dataclass(slots=True)
class Taken:
    """Findings so far, in order and without overlap; ``rights`` counts notices of copyright."""

    found: list[Finding]
    rights: int = 0

    def add(self, finding: Finding) -> None:
        """Add a finding, unless it overlaps one that was there before."""
        at = bisect.bisect_left(self.found, finding.start, key=lambda f: f.start)
        after = at < len(self.found) and self.found[at].start < finding.end
        before = at > 0 and self.found[at - 1].end > finding.start
        if not after and not before and finding.start < finding.end:
            self.found.insert(at, finding)

    def within(self, start: int, end: int) -> list[Finding]:
        """The findings that begin in a stretch."""
        at = bisect.bisect_left(self.found, start, key=lambda f: f.start)
        stop = bisect.bisect_left(self.found, end, key=lambda f: f.start)
        return self.found[at:stop]


def by_rules(page: Page, kept: Sequence[int], taken: Taken, title: Title) -> tuple[Finding, ...]:
    """What the rules for plain text find in the words that tags say nothing of."""
    free: list[tuple[int, int]] = []
    framed = False
    for index in sorted({*kept, title.unit} - {-1}):
        unit = page.units[index]
        if index == title.unit:
            free.append((title.start, title.end))
            continue
        inner = {page.elements[n].tag for n in page.ancestors(unit.element)}
        told = (unit.pre and not unit.wrapped) or not inner.isdisjoint(_SET_OFF)
        if not (told or taken.within(unit.start, unit.end)):
            free.append((unit.start, unit.end))
            framed = framed or unit.wrapped
    rules = RULES if framed else [rule for rule in RULES if name_of(rule) not in _TOLD]
    found, doubtful = rules_over(page.text, free, rules, page.days)
    # Where the page's structure says who wrote it, nobody else is sought.
    signed = any(key == "creator" for f in taken.found for key, _ in f.facts)
    seekers = {f.rule for f in found if f.role == "byline"} if signed else set()
    found = [f for f in found if f.rule not in seekers]
    for finding in found:
        if finding.rule in _BY_LIKENESS and _is_spoken(page, finding):
            continue
        if ROLES[finding.role][0] != "kept" and (
            finding.role != "title" or (framed and title.unit < 0)
        ):
            taken.add(finding)
    return tuple(f for f in doubtful if f.role != "title")


def _is_spoken(page: Page, finding: Finding) -> bool:
    """Whether a finding is a whole paragraph by its tag that ends as a sentence does, without a link."""
    at = bisect.bisect_right(page.units, finding.start, key=lambda unit: unit.start) - 1
    unit = page.units[at]
    plain = not any(p.style.href for p in page.pieces[unit.first : unit.last])
    ended = page.words(unit).endswith((".", "!", "?", "”", '"'))
    return plain and ended and page.elements[unit.element].tag == "p"


def rules_over(
    text: str,
    spans: Sequence[tuple[int, int]],
    rules: Sequence[Rule] = RULES,
    days: tuple[datetime.date, ...] = (),
) -> tuple[list[Finding], list[Finding]]:
    """What the rules find in the spans (in order, apart), and what they were not sure enough of.

    The findings are of ``text``; ``days`` are those that an editor has named. A finding that goes over
    the border of a span is left out.
    """
    starts: list[int] = []
    units: list[Unit] = []
    length = 0
    for start, end in spans:
        starts.append(length)
        units.append(Unit(length, length + end - start))
        length += end - start + 2
    words = "\n\n".join(text[start:end] for start, end in spans)
    draft = Draft(words, tuple(units), blob=False, days=days)
    found, doubtful = apply(draft, rules)
    return list(_back(found, starts, spans)), list(_back(doubtful, starts, spans))


def _back(
    found: Sequence[Finding], starts: Sequence[int], spans: Sequence[tuple[int, int]]
) -> Iterator[Finding]:
    for finding in found:
        at = bisect.bisect_right(starts, finding.start) - 1
        start, end = spans[at]
        moved = start - starts[at]
        if finding.end + moved <= end:
            yield replace(finding, start=finding.start + moved, end=finding.end + moved)
