"""Lines that are a page's own by all their signs together, though no list has them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.announcing import is_section
from readingroom.importing.rules.page_words import (
    odds_of_page,
    pageness,
    share_of_page,
    signs_of_page,
)
from readingroom.importing.rules.related import LABEL_LINE
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

#: Odds (logarithms) at which a line is taken away: before the rules for titles, dates and sections have
#: spoken hardly any other line may be lost; among the text's paragraphs none.
_EARLY, _LATE, _AMID = 2.0, 1.0, 2.5
#: Odds at which a line that stays is shown to the editor.
_SHOWN = 0.5
#: More of a page's words than of others make a line no part of the text, whatever stands round it.
_PAGES = 0.4
#: Links have fewer words; “Why I have stopped reading the terms and conditions” has nine.
_HEADLINE = 5
#: Three lines that speak to a reader as pages do: short lines together are links rather than verse.
_PAGE = 0.5
#: A sentence of so many words is prose; “Comments are closed.” ends in a stop too.
_CLAUSE, _LONG = 7, 100
#: What rules further on know better: days, rights, authors, addresses; what somebody said.
_OTHER = re.compile(
    r"©|\(c\)|copyright|all rights|published|posted|updated|last modified|\bby [A-Z]|https?:|@\w|\d{4}"
    r"|additional reporting|editing by|correction|^(?:contact|press|related|see also|read also|source)\b"
    r"|(?:image|photo|picture|illustration|credit)s?\b ?[:/(]"
    r"|^(?:dear|hello)\b|(?:^|^(?:Q|A)[.:]?\s+|: )thank you\.$"
    r"|^an? (?:image|photo|picture|illustration)\b",
    re.IGNORECASE,
)


def surely_of_the_page(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines over and under the text of several words, nearly all of them a page's to its reader."""
    for line, odds, outside in _weighed(draft, found):
        if not outside or odds < _EARLY or _known_better(line.words):
            continue
        if " " in line.words and not _may_be_headline(line.words):
            yield Proposal(line.start, line.end, "litter", _confidence(odds))


def of_the_page(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """What is left over and under the text, and is a page's by its words; the unsure is shown only."""
    page = not draft.blob and _said_by_page(draft.text)[1] > 0
    for line, odds, outside in _weighed(draft, found):
        if _known_better(line.words):
            continue
        # Where no other line speaks to a reader there may be no page.
        paged = _LATE if page else _EARLY
        if odds >= (paged if outside else _AMID):
            yield Proposal(line.start, line.end, "litter", _confidence(odds))
        elif odds >= _SHOWN and outside:
            yield Proposal(line.start, line.end, "litter", 0.5)


def _may_be_headline(words: str) -> bool:
    """Whether a line has words enough of its own to be a headline: the rules for titles speak first."""
    return len(words.split()) >= _HEADLINE and share_of_page(words) < _PAGES


def _known_better(words: str) -> bool:
    return bool(_OTHER.search(words) or LABEL_LINE.fullmatch(words)) or is_section(words)


def _confidence(odds: float) -> float:
    # At the least odds that are acted on the editor is asked to look.
    return round(min(0.95, 1 / (1 + math.exp(0.5 - odds))), 2)


def _weighed(draft: Draft, found: Sequence[Finding]) -> Iterable[tuple[Line, float, bool]]:
    """The free lines with a page's odds, and whether they stand over or under the text."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    shares, page = _said_by_page(draft.text)
    prose = [at for at, line in enumerate(lines) if shares[at] < _PAGES and _is_prose(line)]
    first, last = (prose[0], prose[-1]) if prose else (0, len(lines))
    free = free_lines(lines, found)
    alone = {(unit.start, unit.end) for unit in draft.units}
    stanzas = [(unit.start, unit.end) for unit in draft.units if unit.kind == "verse"]
    within = 0
    for at, line in free:
        while within < len(stanzas) and stanzas[within][1] <= line.start:
            within += 1
        verse = within < len(stanzas) and stanzas[within][0] <= line.start
        # A line of a paragraph is a part of a sentence, whatever words it has.
        if not (verse and page >= _PAGE) and (line.start, line.end) not in alone:
            continue
        if not shares[at] and not signs_of_page(line.words)["arrow"]:
            # Among links a title stands, and a name.
            continue
        near = sum(shares[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)) / 2
        outside = not first <= at <= last
        yield line, odds_of_page(line.words, outside=outside, near=near, page=page), outside


@lru_cache(maxsize=1)
def _said_by_page(text: str) -> tuple[tuple[float, ...], float]:
    """The share of a page's words in each line, and how much of a page the lines together are.

    Both rules ask, and the text is the same.
    """
    words = [line.words for line in lines_of_page(text)]
    shares = tuple(map(share_of_page, words))
    return shares, pageness(words, shares)


def _is_prose(line: Line) -> bool:
    return len(line.words) > _LONG or (line.ended and len(line.words.split()) > _CLAUSE)
