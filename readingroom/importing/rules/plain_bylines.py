"""Bylines that say so: a line over a text that is “By” or “Words” and names, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line
from readingroom.importing.rules.above import SALUTATION, is_one_line, is_taken, lines_above
from readingroom.importing.rules.datelines import datelines
from readingroom.importing.rules.names import people
from readingroom.importing.rules.pieces import pieces
from readingroom.importing.segments import Finding, Proposal

_LEAD = re.compile(
    r"(?:[Bb]y|BY|(?:[Ww]ords|WORDS|[Tt]ext|TEXT|[Ss]tory|STORY|[Ww]ritten|WRITTEN)"
    r"(?: by| BY|:)?|(?:[Ii]nterview|INTERVIEW|Observer|Author|AUTHOR|Reporter|Writer)(?: by|:)|"
    r"(?:[Bb]y|BY) (?:[A-Z]\w+ )?(?:[Ss]taff |[Ss]pecial |[Pp]olitical |[Ff]oreign )?(?:[Ww]riter|"
    r"[Rr]eporter|[Cc]orrespondent)s?(?=\s+[A-Z])|"
    r"(?:[Pp]ropos recueillis|PROPOS RECUEILLIS) (?:par|PAR)|"
    r"Par|Von|Por|(?:Das )?(?:Gespräch|Interview) führten?:?|Entrevista (?:de|por)|"
    r"(?:[Aa]s told to|AS TOLD TO)|(?:An? )?(?:[Aa]ddress|[Ss]peech|[Ss]ermon|[Ll]ecture|[Tt]alk) "
    r"(?:by|of|(?:delivered|preached|given) by)|(?:SPEECH|REMARKS|ADDRESS|STATEMENT) (?:OF|BY)|"
    r"[Ff]rom (?:your|our|the) (?:[\w'’-]+ ){0,3}?[\w'’-]+,|"
    r"Автор:|Текст:|Беседовал[аи]?|Записал[аи]?)\s+(?=\S)"
)
_TOLD = re.compile(
    r"(?:[Aa]s )?[Tt]old to\s+|AS TOLD TO\s+|(?:[Ww]ith|WITH|[Aa]nd|AND|&)\s+(?=[A-Z])"
)
#: A name with an office fits; a longer line is a sentence.
_LENGTH = 110
#: What stands beside the byline of a book that is reviewed: its pages, its price.
_BOOK = re.compile(r"\bpp\b|\bpages\b|[$£€]\s?\d", re.IGNORECASE)
#: A deck may seem to begin the text; its byline stands so close behind it.
_BEHIND = 4
#: A dateline with day or agency is surer than this.
_REPORT = 0.85
_RANK = re.compile(
    r"(?:the |The )?(?:(?:HON\.|Hon\.|Senator|SENATOR|Governor|GOVERNOR|President|PRESIDENT|Mayor|"
    r"MAYOR|Minister|MINISTER|Bishop|BISHOP|Rev\.|REV\.|CAPTAIN|CAPT\.|COLONEL|COL\.|MAJOR|"
    r"GENERAL|LIEUT\.|LIEUTENANT|COMMANDER|ADMIRAL|PROFESSOR|PROF\.) )+"
)
#: The place that a member speaks for; where a writer can be reached; for whom the text was written.
_BESIDE = re.compile(
    r", (?:(?:late|formerly|sometime|author) )?(?:OF|of) (?:the )?[A-Z][\w. ]+$"
    r"|[\s,|•·<(/]+(?:\S+@\S+\.\w+|(?<=\s)@\w+)[>)]?.*$"
    r"|\s+(?:[Ff]ollow|FOLLOW|[Cc]ontact|[Ee]mail|[Bb]io|\+)$"
    r"|,? [Ss]pecial (?:[Cc]orrespondent )?[Tt]o [Tt]he [A-Z].{2,40}$"
)
_HAN = re.compile(r"(?:本报|新华社)?(?:记者|作者|撰文|文)[：:\s]+(?P<name>[\u4e00-\u9fff]{2,4})")


def plain_bylines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The first line over the text that is plainly a byline; not the very first, which is a title."""
    if is_one_line(draft) or any(f.role == "byline" for f in found):
        return
    lines, begin = lines_above(draft, found)
    over = (at for at in range(begin + _BEHIND, len(lines) - 1) if _opens(draft, lines[at + 1]))
    last = next(over, -1)
    for at, line in enumerate(lines):
        if at >= begin + _BEHIND and at != last:
            continue
        book = any(_BOOK.search(other.words) for other in lines[at + 1 : at + 3])
        letter = any(SALUTATION.fullmatch(other.words) for other in lines[at + 1 : at + 6])
        if not at or book or letter or is_taken(found, line) or len(line.words) > _LENGTH:
            continue
        han = _HAN.fullmatch(line.words)
        if han:
            start = line.start + han.start("name")
            span = (start, start + len(han["name"]), "creator", han["name"])
            yield from pieces(draft.text, line.start, line.end, [span], 0.88)
            return
        lead = _LEAD.match(draft.text, line.start, line.end)
        if not lead:
            continue
        rank = _RANK.match(draft.text, lead.end(), line.end)
        behind = _BESIDE.search(draft.text, lead.end(), line.end)
        end = behind.start() if behind else line.end
        persons = people(draft.text, rank.end() if rank else lead.end(), end, said=True)
        if persons and not persons.lost:
            yield from pieces(draft.text, line.start, line.end, persons.spans, 0.9)
            yield from _told_to(draft, found, lines[at + 1 : at + 2])
            return
        if persons:
            # Who else is named in it an editor says.
            yield Proposal(line.start, line.end, "byline", 0.5)


def _opens(draft: Draft, line: Line) -> bool:
    """Whether a report begins with a line: a dateline with day or agency."""
    opening = datelines(draft.text, line.start, line.end, running=False)
    return bool(opening) and opening[0].confidence >= _REPORT


def _told_to(draft: Draft, found: Sequence[Finding], below: Sequence[Line]) -> Iterable[Proposal]:
    """“as told to Ruth Okafor” in the line under the byline."""
    for line in below:
        lead = _TOLD.match(draft.text, line.start, line.end)
        if not lead or is_taken(found, line) or len(line.words) > _LENGTH:
            return
        persons = people(draft.text, lead.end(), line.end, said=True)
        if persons and not persons.lost:
            yield from pieces(draft.text, line.start, line.end, persons.spans, 0.9)
