"""The rules of import, in the one list that says in which order they speak.

A rule is a function of the draft and of what earlier rules found; it proposes roles for stretches
of the cleaned text. The order is the priority: a later proposal gives way where it overlaps. A
proposal below ``ACCEPT`` changes nothing, and is shown to the editor instead.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from readingroom.importing.layout import Draft
from readingroom.importing.rules.blob_heads import blob_first_sentence, blob_occasion
from readingroom.importing.rules.blob_lines import blob_closing, blob_lines, blob_marks
from readingroom.importing.rules.blob_pictures import blob_pictures
from readingroom.importing.rules.blobs import blob_byline, blob_date, blob_dateline
from readingroom.importing.rules.blocks import headings, pauses, quoted_lines, ruled_lines
from readingroom.importing.rules.bylines import bylines_behind
from readingroom.importing.rules.captions import (
    captions_below_controls,
    credited_captions,
    illustrations,
    labelled_captions,
    numbered_captions,
)
from readingroom.importing.rules.captions_beside import (
    captions_beside_credits,
    unsigned_captions,
)
from readingroom.importing.rules.captions_between import captions_between, held_captions
from readingroom.importing.rules.captions_led import led_captions, placed_captions
from readingroom.importing.rules.combined import combined_lines
from readingroom.importing.rules.counted_lines import (
    picture_counts,
    recurring_heads,
    wire_stamps,
    wire_takes,
)
from readingroom.importing.rules.databases import database_fields
from readingroom.importing.rules.days import date_lines, dated_heads
from readingroom.importing.rules.days_left import days_left
from readingroom.importing.rules.figures import captions, photo_credits
from readingroom.importing.rules.furniture import (
    desk_and_page_lines,
    page_marks,
    time_codes,
    trailing_end,
)
from readingroom.importing.rules.head_lines import head_lines
from readingroom.importing.rules.head_persons import (
    bylines_over_two_lines,
    labelled_persons,
    persons_over_the_text,
    posted_bylines,
    spoken_by,
    tellers,
)
from readingroom.importing.rules.heads import (
    blob_title,
    rights_lines,
)
from readingroom.importing.rules.hours import hours
from readingroom.importing.rules.judges import judges
from readingroom.importing.rules.labelled import head_fields
from readingroom.importing.rules.late_names import (
    bylines_of_takes,
    keyed_initials,
    names_below,
    reported_by,
)
from readingroom.importing.rules.litter import litter_lines
from readingroom.importing.rules.litter_below import (
    links_behind_bars,
    listed_addresses,
    listed_links,
    readers_comments,
)
from readingroom.importing.rules.litter_inside import (
    litter_in_running_text,
    litter_round_running_text,
)
from readingroom.importing.rules.litter_notices import encyclopedia_links, list_footers, notices
from readingroom.importing.rules.offices_below import offices_below
from readingroom.importing.rules.other_openings import other_openings
from readingroom.importing.rules.page_heads import (
    catchwords,
    heads_amid_sentences,
    lines_beside_page_numbers,
    mastheads,
)
from readingroom.importing.rules.page_lines import page_lines
from readingroom.importing.rules.page_phrases import page_phrases
from readingroom.importing.rules.page_surroundings import of_the_page, surely_of_the_page
from readingroom.importing.rules.plain_bylines import plain_bylines
from readingroom.importing.rules.published import published_lines
from readingroom.importing.rules.publishers import publishers
from readingroom.importing.rules.related import (
    related_in_lines,
    related_in_running_text,
    related_lines,
)
from readingroom.importing.rules.second_datelines import second_datelines
from readingroom.importing.rules.sheet_marks import sheet_heads, sheet_signs
from readingroom.importing.rules.signatures import signatures
from readingroom.importing.rules.small_ads import small_ads
from readingroom.importing.rules.source_addresses import source_addresses
from readingroom.importing.rules.speakers import speakers
from readingroom.importing.rules.story_credits import editors_lines, story_credit
from readingroom.importing.rules.telex import desk_initials, telex_codes, wire_marks
from readingroom.importing.rules.told_titles import (
    bills,
    headwords,
    letter_subjects,
    letters_pages,
    lives,
    parties,
)
from readingroom.importing.rules.wire import opening_dateline
from readingroom.importing.rules.words import remaining_words
from readingroom.importing.segments import Finding, Proposal

#: Raised when a rule changes what it finds, so that a record says which rules made it.
VERSION = 8

#: Below even odds a rule would do more harm than good; 0.6 leaves a margin, since a wrong removal
#: costs an editor more than a line left where it stood.
ACCEPT = 0.6

#: Just under ``source.SURE``: done, and shown to the editor.
_SHOWN = 0.69
#: As sure as a rule is of words that stand in no text.
_PLAIN = 0.9
_TAKEN_AWAY = frozenset({"litter", "furniture"})
#: Brackets that transcribers and wikis put into the line; a rule of its own says so.
_PLAINLY = frozenset({"page-marks", "encyclopedia-links"})

Rule = Callable[[Draft, Sequence[Finding]], Iterable[Proposal]]

RULES: tuple[Rule, ...] = (
    database_fields,
    head_fields,
    dated_heads,
    wire_stamps,
    page_lines,
    lines_beside_page_numbers,
    recurring_heads,
    sheet_heads,
    sheet_signs,
    page_marks,
    picture_counts,
    time_codes,
    mastheads,
    catchwords,
    heads_amid_sentences,
    telex_codes,
    desk_and_page_lines,
    wire_takes,
    desk_initials,
    hours,
    encyclopedia_links,
    list_footers,
    notices,
    listed_links,
    listed_addresses,
    source_addresses,
    captions_beside_credits,
    litter_lines,
    page_phrases,
    links_behind_bars,
    readers_comments,
    small_ads,
    surely_of_the_page,
    litter_in_running_text,
    litter_round_running_text,
    rights_lines,
    illustrations,
    labelled_captions,
    photo_credits,
    captions,
    credited_captions,
    numbered_captions,
    captions_below_controls,
    placed_captions,
    trailing_end,
    related_in_running_text,
    related_in_lines,
    related_lines,
    opening_dateline,
    other_openings,
    second_datelines,
    publishers,
    letters_pages,
    letter_subjects,
    headwords,
    bills,
    lives,
    parties,
    combined_lines,
    bylines_behind,
    plain_bylines,
    labelled_persons,
    bylines_over_two_lines,
    tellers,
    date_lines,
    head_lines,
    published_lines,
    posted_bylines,
    spoken_by,
    persons_over_the_text,
    story_credit,
    editors_lines,
    unsigned_captions,
    captions_between,
    held_captions,
    led_captions,
    judges,
    keyed_initials,
    signatures,
    reported_by,
    offices_below,
    bylines_of_takes,
    names_below,
    blob_occasion,
    blob_lines,
    blob_byline,
    blob_date,
    blob_dateline,
    blob_title,
    blob_first_sentence,
    blob_pictures,
    blob_closing,
    blob_marks,
    wire_marks,
    of_the_page,
    ruled_lines,
    pauses,
    quoted_lines,
    headings,
    speakers,
    days_left,
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
    return tuple(_told(draft, accepted)), tuple(doubtful)


def _told(draft: Draft, accepted: Sequence[Finding]) -> Iterable[Finding]:
    """The findings; what was taken out of the midst of a paragraph is never so sure as to be silent."""
    starts = [unit.start for unit in draft.units]
    for finding in accepted:
        at = bisect.bisect_right(starts, finding.start) - 1
        unit = draft.units[at] if at >= 0 else None
        amid = unit and unit.start < finding.start and finding.end < unit.end
        # In a line that lost its breaks everything is amid it; words that stand in no text are plain.
        amid = amid and not (draft.blob and finding.confidence >= _PLAIN)
        if amid and finding.role in _TAKEN_AWAY and finding.rule not in _PLAINLY:
            yield replace(finding, confidence=min(finding.confidence, _SHOWN))
        else:
            yield finding
