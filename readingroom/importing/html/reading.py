"""A saved page read: what each of its words is, the article as Markdown, the record's segments."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from readingroom.importing.html.building import read_page
from readingroom.importing.html.facts import said_facts
from readingroom.importing.html.leaving_out import SURE_SHARE, left_out
from readingroom.importing.html.metadata import address, read_metadata
from readingroom.importing.html.page import Page, Unit
from readingroom.importing.html.passages import passages_of
from readingroom.importing.html.plain import by_rules
from readingroom.importing.html.regions import find_regions
from readingroom.importing.html.second_opinion import second_opinion
from readingroom.importing.html.sorting import Sorting
from readingroom.importing.html.spans import segments_of
from readingroom.importing.html.tables import data_tables
from readingroom.importing.html.titles import find_title, named_before
from readingroom.importing.html.writing import Setting, write_passages
from readingroom.importing.layout import Draft, lay_out
from readingroom.importing.segments import Reading

#: One text is nearly all of the page: then the page is only a frame round plain text.
_PLAIN = 0.8
_PLAIN_LENGTH = 300


def read_html(source: str, days: tuple[datetime.date, ...] = ()) -> Reading | None:
    """Read a page; None for one without tags, which is plain text whatever its name says.

    ``days`` are those that an editor has named.
    """
    page = read_page(source)
    page.days = days
    if "<" not in source and "&" not in source:
        return None
    _open_frame(page)
    said = read_metadata(page)
    regions = find_regions(page)
    if regions.share < SURE_SHARE and (opinion := second_opinion(source)):
        regions = find_regions(page, opinion)
    title = find_title(page, regions, said)
    named = named_before(page, page.text[title.start : title.end])
    sorting = Sorting(page, regions, said, title, named)
    kept, taken = sorting.kept, sorting.taken
    tables = data_tables(page, kept, taken.found)
    doubtful = by_rules(page, [i for i in kept if i not in tables.units], taken, title)
    remarks = left_out(page, regions, taken)
    passages = passages_of(page, kept, taken.found, tables)
    for passage in passages:
        for part in passage.parts:
            taken.add(part)
    setting = Setting(address(said), *_emphasis(page, kept))
    titles = any(f.role == "title" for f in taken.found)
    facts, used = said_facts(page, said, taken.found, titled=titles, named=named)
    return Reading(
        text=page.text,
        found=tuple(taken.found),
        doubtful=doubtful,
        facts=facts,
        body=write_passages(page, [p.passage for p in passages], setting),
        segments=segments_of(page, taken.found, used, "html-metadata"),
        origin=page.origin,
        remarks=tuple(remarks),
        changed=tuple(sorted(page.changed.items())),
    )


def _open_frame(page: Page) -> None:
    """A page that is a frame round one preformatted text is laid out as plain text is."""
    ink = sum(unit.end - unit.start for unit in page.units)
    units: list[Unit] = []
    for unit in page.units:
        length = unit.end - unit.start
        draft = (
            lay_out(page.text[unit.start : unit.end])
            if unit.pre and length > _PLAIN_LENGTH
            else None
        )
        if draft and (length > _PLAIN * ink or _is_prose(draft)):
            units += [
                Unit(
                    part.start + unit.start, part.end + unit.start, unit.first, unit.last,
                    unit.element, part.kind == "verse", wrapped=part.kind != "verse",
                )
                for part in draft.units
            ]  # fmt: skip
        else:
            units.append(unit)
    page.units = units


def _is_prose(draft: Draft) -> bool:
    """Whether much of a preformatted text is paragraphs of several lines, as mail archives have them."""
    wrapped = sum(
        unit.end - unit.start
        for unit in draft.units
        if unit.kind == "paragraph" and "\n" in draft.text[unit.start : unit.end]
    )
    return 3 * wrapped > len(draft.text)


def _emphasis(page: Page, kept: Sequence[int]) -> tuple[bool, bool]:
    """Whether bold and italic mean anything: not where half of the words are set so."""
    total = bold = italic = 0
    for index in kept:
        unit = page.units[index]
        for piece in page.pieces[unit.first : unit.last]:
            length = piece.end - piece.start
            total += length
            bold += length * piece.style.bold
            italic += length * piece.style.italic
    return 2 * bold <= total, 2 * italic <= total
