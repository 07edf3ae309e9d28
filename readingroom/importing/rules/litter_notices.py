"""What sites, mail programs and encyclopedias add: notices, a list's foot, links behind headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft, Unit
from readingroom.importing.lines import lines_of_page
from readingroom.importing.rules.link_forms import signs_of_site
from readingroom.importing.rules.page_notices import NOTICE
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

#: Notices of confidentiality, the longest, run to some 1,200 characters.
_NOTICE_LENGTH = 1500
#: The box that asks for an address has a few sentences; longer ones are prose about such boxes.
_BOX = 350
#: A reporter's address for other desks: “((name@agency; +43 1 555))”.
_CONTACT = re.compile(r"\(\((?=[^()\n]{0,150}[@+\d])[^()\n]{5,200}\)\)")
#: An agency's words for its own archive, behind a caption: “(SWEDEN - Tags: SPORT ROWING)”.
_TAGS = re.compile(r"\([A-Z][A-Z .,'’/-]{2,60} - Tags: [A-Z][A-Z ,.'’/&-]{2,200}\)")
#: Links behind a heading or beside it.
_EDIT = re.compile(r"\[ ?edit(?: source)?(?: ?\| ?edit source)? ?\]")
_CONTENTS = re.compile(r"contents\s*\[ ?(?:hide|show) ?\]", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\s+\S.{0,100}")
_HATNOTE = re.compile(
    r"(?:For|This article is about|Not to be confused with|Several terms redirect) .{3,160}"
)
_LIST_FOOT = re.compile(
    r"mailing list|unsubscribe|google groups|listinfo|yahoo! ?groups", re.IGNORECASE
)
_RULED = re.compile(r"[_=-]{3,}")
#: More signs of a site than these two are not needed.
_SEVERAL = 2
#: A notice's first line that is no longer than this may be all of it.
_SHORT = 80
#: Below it a line as full as wrapped prose goes on with it.
_FULL = 45


def notices(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Paragraphs on cookies, newsletters, confidentiality; reporters' addresses for other desks."""
    del found
    if draft.blob:
        return
    count = len(draft.units)
    for at, unit in enumerate(draft.units):
        # Amid the text a notice may be quoted.
        outside = at < _SEVERAL or at >= count - 4
        begin = _begins(draft, unit)
        if begin is not None:
            end = _stops(draft, begin, unit.end)
            yield Proposal(begin, end, "litter", 0.8 if outside else 0.65)
        elif unit.end - unit.start <= _BOX and unit.kind == "paragraph":
            signs = signs_of_site(draft.words(unit))
            if signs > 1:
                sure = 0.75 if signs > _SEVERAL else 0.5
                yield Proposal(unit.start, unit.end, "litter", sure)
    for match in (*_CONTACT.finditer(draft.text), *_TAGS.finditer(draft.text)):
        yield Proposal(*match.span(), "litter", 0.9)


def _begins(draft: Draft, unit: Unit) -> int | None:
    """Where a notice begins in a unit: with it, or on a line below its heading."""
    if unit.end - unit.start > _NOTICE_LENGTH:
        return None
    words = draft.text[unit.start : unit.end]
    for start in (0, words.find("\n") + 1):
        line = words[start:].lstrip()
        if line and NOTICE.match(squeeze(line[:300])):
            return unit.end - len(line)
    return None


def _stops(draft: Draft, begin: int, end: int) -> int:
    """Where a notice ends: with its unit, or with a short first line that does not go on below."""
    first = draft.text.find("\n", begin, end)
    if first < 0 or first - begin > _SHORT:
        return end
    line, below = draft.text[begin:first].rstrip(), draft.text[first:end].lstrip()
    following = below.split("\n", 1)[0]
    full = len(line) > _FULL and len(following) > _FULL
    goes_on = full or following[:1].islower() or line[-1] in ",;-–"
    return end if goes_on else begin + len(line)


def list_footers(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Under an e-mail, the lines that a mailing list adds, from a rule on."""
    del found
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    first = max(len(lines) - 12, len(lines) // 2)
    said = (at for at in range(first, len(lines)) if _LIST_FOOT.search(lines[at].words))
    begun = next(said, None)
    ruled = [at for at in range(first, begun or 0) if _RULED.match(lines[at].words)]
    # Another rule may part the text's own end from its last heading.
    for line in lines[ruled[-1] :] if ruled else ():
        yield Proposal(line.start, line.end, "litter", 0.85)


def encyclopedia_links(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """What a wiki puts into an article: “[edit]” behind headings, the box of contents, hatnotes."""
    edits = [match for match in _EDIT.finditer(draft.text) if _ends_line(draft.text, match.end())]
    for match in edits:
        yield Proposal(*match.span(), "litter", 0.95 if len(edits) > 1 else 0.7)
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    inside = False
    for at, line in free_lines(lines, found):
        if _CONTENTS.fullmatch(line.words):
            inside = True
            yield Proposal(line.start, line.end, "litter", 0.9)
        elif inside and _NUMBERED.fullmatch(line.words):
            yield Proposal(line.start, line.end, "litter", 0.85)
        else:
            inside = False
            if len(edits) > _SEVERAL and at < 8 and _HATNOTE.fullmatch(line.words):
                yield Proposal(line.start, line.end, "litter", 0.75)


def _ends_line(text: str, at: int) -> bool:
    return at == len(text) or text[at] == "\n"
