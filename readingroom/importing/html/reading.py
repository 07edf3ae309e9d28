"""A saved page read: what each of its words is, the article as Markdown, the record's segments."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from readingroom.importing.dates import full_dates
from readingroom.importing.html.building import read_page
from readingroom.importing.html.head_forms import RULE, is_account
from readingroom.importing.html.heads import Heads
from readingroom.importing.html.litter import linked
from readingroom.importing.html.metadata import Said, address, language, page_titles, read_metadata
from readingroom.importing.html.page import Page, Unit
from readingroom.importing.html.passages import passages_of
from readingroom.importing.html.pictures import Pictures
from readingroom.importing.html.plain import Taken, by_rules
from readingroom.importing.html.regions import Regions, find_regions
from readingroom.importing.html.second_opinion import is_installed, second_opinion
from readingroom.importing.html.spans import segments_of
from readingroom.importing.html.strips import is_hinted
from readingroom.importing.html.tables import data_tables
from readingroom.importing.html.titles import Title, find_title, named_before, window_title
from readingroom.importing.html.writing import Setting, write_passages
from readingroom.importing.layout import lay_out
from readingroom.importing.rules.names import is_name
from readingroom.importing.segments import Facts, Finding, Reading

#: Less of the page's prose in the article than this, and an editor should see what was left out.
_SURE_SHARE = 0.8
_RIGHTS = re.compile(r"(?:©|\(c\) ?\d|Copyright (?:©|\(c\)|\d)|All rights reserved)", re.IGNORECASE)
_RIGHTS_LENGTH = 200
#: Remarks on what was left out; the record has the rest.
_MOST_LEFT_OUT = 5
#: More words than this taken out of the article, and an editor should see them.
_UNSEEN_WORDS = 12
#: Words of a link alone; longer ones are a sentence that is linked.
_LINK_LENGTH = 80
#: One text is nearly all of the page: then the page is only a frame round plain text.
_PLAIN = 0.8
_PLAIN_LENGTH = 300
#: A deck is as long as a sentence or two, and stands near below the title.
_DECK, _DECK_BELOW = 320, 3
#: A day and a rubric may stand over a title, outside the article's element.
_ABOVE = 3


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
    if regions.share < _SURE_SHARE and (opinion := second_opinion(source)):
        regions = find_regions(page, opinion)
    taken = Taken([])
    remarks: list[str] = []
    title = find_title(page, regions, said)
    if title.unit >= 0:
        fact = ("title", " ".join(page.text[title.start : title.end].split()))
        taken.add(Finding(title.start, title.end, "title", RULE, title.sure, (fact,)))
    kept = _sorted_out(page, regions, said, title, taken)
    tables = data_tables(page, kept, taken.found)
    doubtful = by_rules(page, [i for i in kept if i not in tables.units], taken, title)
    remarks += _left_out(page, regions, taken)
    passages = passages_of(page, kept, taken.found, tables)
    for passage in passages:
        for part in passage.parts:
            taken.add(part)
    setting = Setting(address(said), *_emphasis(page, kept))
    titles = any(f.role == "title" for f in taken.found)
    named = named_before(page, page.text[title.start : title.end])
    facts, used = _facts(page, said, taken.found, titled=titles, named=named)
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
        if unit.pre and length > _PLAIN_LENGTH and length > _PLAIN * ink:
            draft = lay_out(page.text[unit.start : unit.end])
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


def _sorted_out(
    page: Page, regions: Regions, said: Sequence[Said], title: Title, taken: Taken
) -> list[int]:
    """Take what structure tells; the numbers of the units that are left are the text's."""
    pictures = Pictures(page)
    inner = [
        index
        for index, unit in enumerate(page.units)
        # Sentences have their whole length as weight.
        if regions.weights[index] == unit.end - unit.start
        and regions.inside[index]
        and index > title.unit
        and not regions.litter[index]
        and not pictures.holds(unit)
        and _is_text(page, unit)
    ]
    within = [i for i, inside in enumerate(regions.inside) if inside]
    inner = _without_deck(page, inner, said, title, taken)
    first = inner[0] if inner else (within[0] if within else 0)
    last = prose_end(inner, within)
    kept: list[int] = []
    over: list[Unit] = []
    outside: list[Unit] = []
    for index, unit in enumerate(page.units):
        if index == title.unit and (unit.start, unit.end) == (title.start, title.end):
            continue
        between = title.unit >= 0 and title.unit < index < first
        above = title.unit - _ABOVE <= index < title.unit and _may_head(page, unit)
        if regions.litter[index] or not (regions.inside[index] or between or above):
            _litter(page, unit, taken)
            continue
        if above and not regions.inside[index]:
            outside.append(unit)
        if pictures.holds(unit) and (found := pictures.findings(unit)):
            for finding in found:
                taken.add(finding)
            continue
        if index > last and _serves(page, unit):
            _litter(page, unit, taken)
            continue
        if index < first:
            over.append(unit)
        kept.append(index)
    named = named_before(page, page.text[title.start : title.end])
    heads = Heads(page, said, named, title.span)
    for finding in heads.findings(over, [(f.start, f.end) for f in taken.found]):
        taken.add(finding)
    for unit in outside:
        # What nothing is said by is the page's.
        if not taken.within(unit.start, unit.end):
            _litter(page, unit, taken)
    return kept


def _without_deck(
    page: Page, inner: Sequence[int], said: Sequence[Said], title: Title, taken: Taken
) -> list[int]:
    """The text's units without a sentence below the title over lines that say who wrote it or when."""
    if title.unit < 0 or len(inner) < 2:
        return list(inner)
    deck, following = inner[0], inner[1]
    unit = page.units[deck]
    between = page.units[deck + 1 : following]
    above = page.units[title.unit : deck]
    if deck - title.unit > _DECK_BELOW or unit.end - unit.start > _DECK or not between:
        return list(inner)
    heads = Heads(page, said, "", title.span)
    found = heads.findings(between, [(f.start, f.end) for f in taken.found])
    before = heads.findings(above, [(f.start, f.end) for f in taken.found])
    if _tells(before) or not _tells(found):
        return list(inner)
    words = page.words(unit)
    taken.add(Finding(unit.start, unit.end, "subtitle", RULE, 0.8, (("subtitle", words),)))
    return list(inner[1:])


def _may_head(page: Page, unit: Unit) -> bool:
    """Whether a unit outside the article's element may say of what is in it."""
    return is_hinted(page, unit) or bool(
        full_dates(page.text[unit.start : unit.end][:_LINK_LENGTH])
    )


def _tells(found: Sequence[Finding]) -> bool:
    """Whether lines say who wrote a text, or when."""
    return any(f.facts and f.role in {"byline", "date"} for f in found)


def _is_text(page: Page, unit: Unit) -> bool:
    return not is_hinted(page, unit) and not _serves(page, unit)


def _serves(page: Page, unit: Unit) -> bool:
    """Whether a unit after the text is the page's: links alone, or a foot with its notice."""
    if any(page.elements[n].tag == "blockquote" for n in page.ancestors(unit.element)):
        # The source of a quotation is its own, and often a link.
        return False
    if linked(page, unit):
        return unit.end - unit.start < _LINK_LENGTH
    lines = page.text[unit.start : unit.end].split("\n")
    if max(map(len, lines)) > _RIGHTS_LENGTH:
        return False
    links = any(p.style.href for p in page.pieces[unit.first : unit.last])
    return links and bool(_RIGHTS.search(page.text, unit.start, unit.end))


def prose_end(inner: Sequence[int], within: Sequence[int]) -> int:
    """The last unit that surely is the text's."""
    if inner:
        return inner[-1]
    return within[-1] if within else -1


def _litter(page: Page, unit: Unit, taken: Taken) -> None:
    """A unit that serves the page; a notice of copyright in it is moved, the rest removed."""
    done = unit.start
    if _RIGHTS.search(page.text, unit.start, unit.end):
        for start, end in _plain_lines(page, unit):
            words = " ".join(page.text[start:end].split())
            if len(words) <= _RIGHTS_LENGTH and taken.rights < 2 and _RIGHTS.search(words):
                taken.rights += 1
                _remove(page, done, start, taken)
                taken.add(Finding(start, end, "rights", RULE, 0.9, (("rights", words),)))
                done = end
    _remove(page, done, unit.end, taken)


def _remove(page: Page, start: int, end: int, taken: Taken) -> None:
    words = page.text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
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


def _left_out(page: Page, regions: Regions, taken: Taken) -> list[str]:
    """What an editor should see: prose that was taken for the page's own."""
    remarks = []
    for index, weight in enumerate(regions.weights):
        if weight <= _LINK_LENGTH or regions.litter[index]:
            continue
        unit = page.units[index]
        if any(f.role == "litter" for f in taken.within(unit.start, unit.end)):
            remarks.append(f"left out as no part of the article: {page.words(unit)[:60]}")
    if regions.share < _SURE_SHARE and remarks:
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
            if not linked(page, unit) or unit.end - unit.start >= _LINK_LENGTH:
                run += page.words(unit).split()
            continue
        if len(run) > _UNSEEN_WORDS:
            yield f"left out within the article: {' '.join(run)[:60]}"
        run = []
    if len(run) > _UNSEEN_WORDS:
        yield f"left out within the article: {' '.join(run)[:60]}"


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


def _facts(
    page: Page, said: Sequence[Said], found: Sequence[Finding], *, titled: bool, named: str
) -> tuple[Facts, list[Said]]:
    """The facts of head and scripts that the words themselves do not give, and where they stand."""
    given = {key for f in found for key, _ in f.facts}
    bylines = [f for f in found if f.role == "byline"]
    # What readers see goes before what the page's head says of the day, but not a dateline's.
    visible = any(f.rule == RULE and f.role == "date" and f.facts for f in found)
    creators = {words.casefold() for f in bylines for key, words in f.facts if key == "creator"}
    # A page that nobody signed is given its publisher as author, or its site.
    sites = {s.words.casefold() for s in said if s.key == "publisher"}
    sites |= {part.casefold() for part in page_titles(page)[1:]}
    used: list[Said] = []
    seen: set[str] = set()
    for one in said:
        if one.key == "title" and (titled or "title" in seen):
            continue
        if one.key == "creator":
            known = one.words.casefold()
            if is_account(known) or (not creators and known in {u.words.casefold() for u in used}):
                continue
            if (creators and known not in creators) or known in sites:
                continue
        elif one.key in seen or (one.key in given and (one.key != "date" or visible)):
            continue
        seen.add(one.key)
        used.append(one)
    if named and "creator" not in given and "creator" not in seen and is_name(named):
        at = page.source.find(named, *(page.title or (0, 0)))
        used.append(Said("creator", named, (at, at + len(named)) if at >= 0 else (0, 0)))
    if not titled and "title" not in seen:
        words, span = window_title(page)
        if words:
            used.append(Said("title", words, span))
    facts = [fact for one in used for fact in one.facts]
    if tag := language(page):
        facts.append(("language", tag))
    return tuple(facts), used
