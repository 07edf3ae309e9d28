"""The rules of import, in the one list that says in which order they speak.

A rule is a function of the draft and of what earlier rules found; it proposes roles for stretches
of the cleaned text. The order is the priority: a later proposal gives way where it overlaps. A
proposal below ``ACCEPT`` changes nothing, and is shown to the editor instead.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.rules.figures import captions, photo_credits
from readingroom.importing.rules.heads import (
    blob_title,
    date_lines,
    first_line_title,
    rights_lines,
    section_label,
)
from readingroom.importing.rules.litter import litter_in_running_text, litter_lines
from readingroom.importing.rules.related import related_in_running_text, related_lines
from readingroom.importing.rules.wire import (
    byline,
    opening_dateline,
    second_datelines,
    story_credit,
)
from readingroom.importing.rules.words import remaining_words
from readingroom.importing.segments import Finding, Proposal

#: Raised when a rule changes what it finds, so that a record says which rules made it.
VERSION = 1

#: Below even odds a rule would do more harm than good; 0.6 leaves a margin, since a wrong removal
#: costs an editor more than a line left where it stood.
ACCEPT = 0.6

Rule = Callable[[Draft, Sequence[Finding]], Iterable[Proposal]]

RULES: tuple[Rule, ...] = (
    litter_lines,
    litter_in_running_text,
    rights_lines,
    photo_credits,
    captions,
    related_in_running_text,
    related_lines,
    opening_dateline,
    second_datelines,
    byline,
    date_lines,
    story_credit,
    blob_title,
    first_line_title,
    section_label,
    remaining_words,
)


def name_of(rule: Rule) -> str:
    """A rule's name as records give it: ``photo_credits`` is ``photo-credits``."""
    return rule.__name__.replace("_", "-")


def apply(
    draft: Draft, rules: Sequence[Rule] = RULES
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What the rules find, in the order of the text, and what they were not sure enough of."""
    accepted: list[Finding] = []
    doubtful: list[Finding] = []
    for rule in rules:
        for p in tuple(rule(draft, tuple(accepted))):
            finding = Finding(p.start, p.end, p.role, name_of(rule), p.confidence, p.facts)
            # Accepted findings do not overlap and are kept in order, so only neighbours can.
            at = bisect.bisect_left(accepted, p.start, key=lambda f: f.start)
            if at < len(accepted) and accepted[at].start < p.end:
                continue
            if p.start >= p.end or (at and accepted[at - 1].end > p.start):
                continue
            if p.confidence >= ACCEPT:
                accepted.insert(at, finding)
            else:
                doubtful.append(finding)
    return tuple(accepted), tuple(doubtful)
