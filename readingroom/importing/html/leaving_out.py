"""What of a page is left out of its text, and what an editor should see of that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.importing.html.head_forms import RULE
from readingroom.importing.html.litter import linked
from readingroom.importing.html.page import Page, Unit
from readingroom.importing.html.plain import Taken
from readingroom.importing.html.regions import Regions
from readingroom.importing.html.second_opinion import is_installed
from readingroom.importing.segments import Finding, trimmed

#: Less of the page's prose in the article than this, and an editor should see what was left out.
SURE_SHARE = 0.8
RIGHTS = re.compile(r"(?:©|\(c\) ?\d|Copyright (?:©|\(c\)|\d)|All rights reserved)", re.IGNORECASE)
RIGHTS_LENGTH = 200
#: Remarks on what was left out; the record has the rest.
_MOST_LEFT_OUT = 5
#: More words than this taken out of the article, and an editor should see them.
_UNSEEN_WORDS = 12
#: Words of a link alone; longer ones are a sentence that is linked.
LINK_LENGTH = 80


def leave_out(page: Page, unit: Unit, taken: Taken) -> None:
    """A unit that serves the page, as far as nothing else was found in it.

    A notice of copyright in it is moved, the rest removed.
    """
    done = unit.start
    for found in taken.within(unit.start, unit.end):
        _leave_out(page, unit, (done, found.start), taken)
        done = found.end
    _leave_out(page, unit, (done, unit.end), taken)


def _leave_out(page: Page, unit: Unit, span: tuple[int, int], taken: Taken) -> None:
    done, stop = span
    if RIGHTS.search(page.text, done, stop):
        for start, end in _plain_lines(page, unit):
            words = " ".join(page.text[start:end].split())
            inside = done <= start and end <= stop
            if inside and len(words) <= RIGHTS_LENGTH and taken.rights < 2 and RIGHTS.search(words):
                taken.rights += 1
                remove(page, done, start, taken)
                taken.add(Finding(start, end, "rights", RULE, 0.9, (("rights", words),)))
                done = end
    remove(page, done, stop, taken)


def remove(page: Page, start: int, end: int, taken: Taken) -> None:
    """Take a stretch out, without the white space at its ends."""
    start, end = trimmed(page.text, start, end)
    if start < end:
        taken.add(Finding(start, end, "litter", RULE, 0.85))


def _plain_lines(page: Page, unit: Unit) -> Iterator[tuple[int, int]]:
    """The lines of a unit as far as they are no links."""
    for piece in page.pieces[unit.first : unit.last]:
        if piece.style.href:
            continue
        first, stop = max(piece.start, unit.start), min(piece.end, unit.end)
        for match in re.finditer(r"[^\s][^\n]*", page.text[first:stop]):
            start = first + match.start()
            yield start, start + len(match.group().rstrip())


def left_out(page: Page, regions: Regions, taken: Taken) -> list[str]:
    """What an editor should see: prose that was taken for the page's own."""
    remarks = []
    for index, weight in enumerate(regions.weights):
        if weight <= LINK_LENGTH or regions.litter[index]:
            continue
        unit = page.units[index]
        if any(f.role == "litter" for f in taken.within(unit.start, unit.end)):
            remarks.append(f"left out as no part of the article: {page.words(unit)[:60]}")
    if regions.share < SURE_SHARE and remarks:
        extra = (
            ""
            if is_installed()
            else "; the extra `article` helps to tell which: see docs/import.md"
        )
        remarks.insert(0, f"article: the page has prose in several places{extra}")
    return [*_taken_out(page, regions, taken), *remarks[:3]][:_MOST_LEFT_OUT]


def _taken_out(page: Page, regions: Regions, taken: Taken) -> Iterator[str]:
    """What was removed from within the article itself, by its first words."""
    run: list[str] = []
    for index, unit in enumerate(page.units):
        within = regions.litter[index] and regions.inside[index]
        if within and any(f.role == "litter" for f in taken.within(unit.start, unit.end)):
            # Titles of other pages are no loss; on every page of news an editor would see them.
            if not linked(page, unit) or unit.end - unit.start >= LINK_LENGTH:
                run += page.words(unit).split()
            continue
        if len(run) > _UNSEEN_WORDS:
            yield f"left out within the article: {' '.join(run)[:60]}"
        run = []
    if len(run) > _UNSEEN_WORDS:
        yield f"left out within the article: {' '.join(run)[:60]}"
