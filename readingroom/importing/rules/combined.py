"""A line of parts that each say something of the text: source, day, byline, editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import day_line
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line
from readingroom.importing.rules.above import is_one_line, is_taken, lines_above
from readingroom.importing.rules.agencies import is_agency_alone
from readingroom.importing.rules.announcing import is_address, is_organisation, is_section
from readingroom.importing.rules.days import CELLS, dated
from readingroom.importing.rules.names import people
from readingroom.importing.rules.pieces import between, pieces
from readingroom.importing.segments import Facts, Finding, Proposal

#: Date, source and editor of a page's line have some 150 characters together.
_LONGEST = 220
_BARS = re.compile(r"\s+[|·•]\s+|\s{3,}|\t+")
_SOURCE = re.compile(r"(?:Source|SOURCE|Agency|来源|來源)\s?[:：]\s*(?P<by>\S.{0,60})")
_EDITOR = re.compile(
    r"(?:Editor|EDITOR|Edited by|Editing by|编辑|責編|责任编辑)\s?[:：]?\s+(?P<name>\S.{0,40})"
)
_JUDGE = re.compile(
    r"(?P<name>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2}) (?:C\. ?J|L\.? ?J|J\.?J|V\. ?-? ?C|J|P|M\. ?R)\.?"
)
_RELEASE = re.compile(
    r"for (?:immediate )?release|(?:press|news|media) release|immediate(?: release)?|embargoed.{0,40}",
    re.IGNORECASE,
)
#: A newsletter's number beside its day: “No. 63 | 1 November 2018”.
_ISSUE = re.compile(r"(?:No|NO|Issue|ISSUE|Nr|Vol)\.? ?\d{1,4}")
_LINK = re.compile(
    r"\[(?:More|Print|Share|E-?mail|Close|Comments?|Save)[\w ]{0,12}\]|(?:\d+|no) (?:comments?|"
    r"replies|views|likes)|"
    r"leave a (?:comment|reply)|permalink|(?:share|print|e-?mail|tweet)(?: this)?|"
    r"filed under:? .{2,40}|tags?: .{2,60}",
    re.IGNORECASE,
)
_PICTURES = re.compile(
    r"(?:pictures?|photos?|photograph(?:s|y)?|images?|illustrations?)(?: by)?:?\s+"
    r"(?P<name>[^\W\d_]\S*(?: [^\W\d_]\S*){1,3})",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?<=\w) (?:with|presented by|hosted by) (?=[A-ZÀ-Þ])")
_READING = re.compile(r"\d{1,3} min(?:ute)?s?(?: read)?|Reading time.{0,20}", re.IGNORECASE)


def combined_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """``Source: Xinhua | 2018-06-18 | Editor: huaxia``: a line of parts, each of a known kind."""
    if is_one_line(draft):
        return
    lines, begin = lines_above(draft, found)
    for line in lines[: max(begin, 6)]:
        if is_taken(found, line) or len(line.words) > _LONGEST:
            continue
        # Bars and gaps divide for sure; where they do not, the beginnings of date and byline do.
        for border in (_BARS, CELLS):
            spans = _parted(draft.text, line, border)
            said = [_cell(draft.text, a, b) for a, b in spans] if len(spans) > 1 else []
            if len(spans) > 1 and all(said):
                break
        said = _one_day(said)
        others = any(
            p.role not in {"byline", "label", "punctuation"} for cell in said for p in cell
        )
        if len(spans) < 2 or not all(said) or not others:
            continue
        done = line.start
        for proposals in said:
            for proposal in proposals:
                yield from between(draft.text, done, proposal.start, 0.85)
                yield proposal
                done = max(done, proposal.end)
        yield from between(draft.text, done, line.end, 0.85)


def _parted(text: str, line: Line, border: re.Pattern[str]) -> list[tuple[int, int]]:
    spans, done = [], line.start
    for match in border.finditer(text, line.start, line.end):
        spans.append((done, match.start()))
        done = match.end()
    spans.append((done, line.end))
    return [(a, b) for a, b in spans if a < b]


def _one_day(cells: list[list[Proposal]]) -> list[list[Proposal]]:
    """The cells with one day: the first; “Published … | Updated …” says two."""
    seen = False
    kept: list[list[Proposal]] = []
    for cell in cells:
        kept.append(
            [replace(p, role="time", facts=()) if seen and p.role == "date" else p for p in cell]
        )
        seen = seen or any(p.role == "date" for p in cell)
    return kept


def _cell(text: str, start: int, end: int) -> list[Proposal]:
    """What a part of a line is; nothing if it is of no known kind."""
    words = squeeze(text[start:end])
    date = day_line(text, start, end)
    if date and date.said:
        return list(dated(date, 0.88, date.said))
    source, editor = _SOURCE.fullmatch(text, start, end), _EDITOR.fullmatch(text, start, end)
    if source:
        by: Facts = (("credit", words), ("creator", squeeze(source["by"])))
        return [Proposal(start, end, "story-credit", 0.88, by)]
    if editor:
        named: Facts = (("contributor", squeeze(editor["name"])),)
        return [
            *between(text, start, editor.start("name"), 0.85),
            Proposal(editor.start("name"), end, "contributor", 0.85, named),
        ]
    if is_agency_alone(words):
        return [Proposal(start, end, "agency", 0.85, (("creator", words),))]
    if _RELEASE.fullmatch(words) or _ISSUE.fullmatch(words):
        return [Proposal(start, end, "furniture", 0.85)]
    if _READING.fullmatch(words):
        return [Proposal(start, end, "label", 0.8)]
    if is_section(words):
        return [Proposal(start, end, "section", 0.8, (("section", words),))]
    pictures = _PICTURES.fullmatch(text, start, end)
    if pictures:
        credit: Facts = (("figure.credit", squeeze(pictures["name"])),)
        return [
            *between(text, start, pictures.start("name"), 0.85),
            Proposal(pictures.start("name"), end, "photo-credit", 0.85, credit),
        ]
    if re.fullmatch(r"by [a-z]\w*", words):
        return [Proposal(start, end, "label", 0.8)]
    if _LINK.fullmatch(words):
        return [Proposal(start, end, "litter", 0.8)]
    judge = _JUDGE.fullmatch(text, start, end)
    if judge:
        name = judge["name"]
        return [
            Proposal(start, judge.end("name"), "byline", 0.85, (("creator", name),)),
            *between(text, judge.end("name"), end, 0.85),
        ]
    by_words = re.match(
        r"(?:[Bb]y|BY|[Ww]ords|WORDS|Author|Posted by|Written by):?\s+", text[start:end]
    )
    begin = start + (by_words.end() if by_words else 0)
    if not by_words and (is_address(words) or is_organisation(words)):
        # “Gannow Hall, 9th Novr. 1846”: a letter's place.
        return []
    # “Slow Weather with Ines Arkwright”: a programme, and who presents it.
    shown = None if by_words else _WITH.search(text, begin, end)
    persons = people(text, shown.end() if shown else begin, end, least=1 if by_words else 2)
    return (
        list(pieces(text, start, end, persons.spans, 0.85)) if persons and not persons.lost else []
    )
