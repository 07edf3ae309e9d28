"""Lines of the page or the desk and not of the text: slugs, END and MORE, jumps, imprints."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Literal

from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.page_lines import day_of
from readingroom.importing.rules.paper_forms import ISSUE, JOURNAL, PAPER, REFERENCE, TYPIST
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.rules.wire import datelines
from readingroom.importing.segments import Finding, Proposal

Where = Literal["anywhere", "top", "end"]

_PAGE = r"(?:(?:[Pp]age|PAGE|[Pp]\.|[Pp]g\.?)\s?)?[A-Z]?-?\d{1,3}"
#: What a wire's desk writes for other desks: code, slug and take; the line of the wire's computer.
#: After the filing guides of AP and UPI (ANPA 1312).
_SLUG = (
    r"\^?(?:[a-z] [a-z] )?(?:BC|AM|PM|AP|bc|am|pm)-[A-Z]\S*(?:[ ,]+\S+){0,8}"
    r"|(?:AP|NYT|UPI|DJ|KR|LAT|WP|AFP)-(?:\S{1,6}-)?\d\d-\d\d-\d\d(?:\d\d)? \d{4}(?:[A-Z]{2,4})?<?"
    r"|[NnQqZz]{4}|ZCZC\b.{0,30}|Reut\d\d:\d\d \d\d-\d\d-\d\d"
)
_PRIORITY = r"\^?(?:BULLETIN|URGENT|FLASH|NEWSALERT|ALERT|SNAP)(?: MATTER)?[-.!]{0,3}"
_MORE = r"(?:[(\[-]{1,2}|-- ?)\s?(?:MORE|More|more)\s?(?:[)\]-]{1,2}| ?--)"
_MORE_BARE = r"(?:MORE ){0,4}MORE"
_FOLLOWS = (
    r"[(\[-]{0,2}(?:MORE|More|more) (?:FOLLOWS?|follows?|to (?:come|follow)|TO (?:COME|FOLLOW))"
    r"[)\].-]{0,2}"
)
#: The code of a wire's message over its first line: “PAR0412 4 i 0150 /AFP-DE45”.
_CODE = (
    r"(?=.{0,30}\b[A-Za-z]{1,4}\d{3,6}\b)[A-Za-z]{0,4}\d{0,6}"
    r"(?:[ /^_-]{1,2}(?:[a-z]{1,2}|\d{1,6}|[A-Z]{1,4}\d{0,4})){0,8}"
)
#: The keywords of a story, tied with hyphens: “Varnia-politics-economy-budget,lead”.
_KEYWORDS = r"[^\W\d_][\w']+(?:-[a-zA-Z]\w*){2,7}(?:,(?:1st|2nd|3rd|\dth)?-?[a-zA-Z]{2,20}){0,2}"
#: A wire's hour under each take, with what it has to say besides: “MORE  DD641AED”.
_FILED_AT = (
    r"(?:MORE\s+)?[A-Z]{2}\d{3,4}[AP](?:[ECMPG][SDM]T?|ED|ES|CD|CS|M[ECMP]?[SD]?)(?: \d{1,2})?"
)
_ENDED = r"END|End|ENDS|Ends|END ?ITEM|End ?item|end ?item"
_OF_WHAT = (
    r"(?: (?:OF|of) (?:TRANSCRIPT|INTERVIEW|RECORDING|DOCUMENT|REPORT|TEXT|SPEECH|[a-z]{4,10}))?"
)
_END_SIGN = (
    rf"[(\[/*=–—-]{{1,3}}\s?(?:{_ENDED}|end|ends){_OF_WHAT}\s?[)\]/*=–—-]{{1,3}}"
    r"(?: ?\d{4,8})?|-0-.{0,40}"
)
_END_BARE = (
    rf"(?:{_ENDED}){_OF_WHAT}\.?|/ends?|THE END\.?|The End\.?|F ?I ?N ?I ?S ?\.?|Finis\.?"
    r"|[-–—]{1,2}\s?(?:30|0)\s?[-–—]{1,2}|#(?: ?#){2}"
)
#: With the time at which a recording or a speech ended: “END 11:32 A.M. PDT”.
_END_TIME = (
    r"(?:END|End|ENDED|Ended)(?: at)?:?,?\s+\d{1,2}[:.]\d{2} ?(?:[AaPp]\.?[Mm]\.?)?"
    r"(?: [A-Z]{2,4}| \([A-Z][a-z]+ time\))?"
)
#: Over a release, when it may be used.
_RELEASE = (
    r"(?:(?:PRESS|NEWS|MEDIA|Press|News|Media) (?:RELEASE|Release|release)\s{0,4}[-–—:|]?\s{0,40})?"
    r"(?:FOR IMMEDIATE RELEASE|For [Ii]mmediate [Rr]elease|FOR IMMEDIATE USE|For immediate use)"
    r"[.:!]?(?: ?[-–—]{1,2})?"
)
_END_FIGURE = r"[-–—]{1,2}\s?30\s?[-–—]{1,2}|#(?: ?#){2}"
_CUT = (
    r"\((?:EDITORS: )?(?:STORY|ARTICLE) CAN END HERE[^)]{0,40}\)"
    r"|\((?:BEGIN |END )?OPTIONAL (?:TRIM|ADD)[^)]{0,40}\)"
)
#: Jumps from page to page, as newspapers and typescripts have them.
_CONTINUED = (
    r"(?i:[(\[]?\s?(?:continued|contd\.?|cont\.|cont[’']d\.?)\s?,? "
    r"(?:(?:on|from|in|at|to)\b.{0,24}\b(?:pages?|p\.?|pp\.?|col(?:umn|\.)?|next|reverse|back|sheet)\b"
    r".{0,24}|overleaf|over|next page|(?:on|from) [A-H]?-?\d{1,3})\.?[)\]]?)"
)
_TURN = (
    r"(?:Please )?(?:[Ss]ee|SEE|[Tt]urn to|TURN TO)\s+(?:[A-Z][A-Z '’&/-]{1,30}(?:,|/| on)\s*"
    rf"{_PAGE}|(?:[Pp]age|PAGE)\s[A-Z]?-?\d{{1,3}})(?:\s?[>»→])?"
    r"|(?:From|FROM) (?:[Pp]age|PAGE) ?[A-Z]?-?\d{1,3}"
    r"|[(\[](?:[Tt]urn over|P\.? ?T\.? ?O\.?|[Oo]ver(?:leaf)?|[Ss]ee over)\.?[)\]]|P\.T\.O\."
)
#: Where one side of a tape ends, in transcripts.
_TAPE = (
    r"[\[(](?:(?:[Ee]nd|END|[Bb]eginning|[Ss]tart) of )?(?:[Tt]ape|TAPE|[Ss]ide|SIDE|Disc|CD|"
    r"Cassette|[Rr]eel|[Tt]rack)\s+(?:\d{1,3}|[A-Da-d]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our)\b"
    r"[^\])]{0,60}[\])]|(?i:[\[(](?:tape (?:change|ends?|stops?|runs out)|recording (?:begins|starts|"
    r"paused|resumes|stops|ends)|(?:begin|end|start) (?:of )?(?:tape|recording|audio)(?: \S+){0,3})"
    r"[\])])"
)
#: Who printed it: “Printed in … by …” with the word for a press or a firm, or behind a place's name.
_PRESS = r"(?:Press|Printer|Printing|Works|Office|PRESS|PRINTER|PRINTING|WORKS|OFFICE)"
_PRINTED = (
    r"(?:(?:Made and )?[Pp]rinted|PRINTED)(?: and (?:bound|published|sold))? (?:in|at|by|IN|AT|BY) "
    rf".{{0,80}}\b(?:{_PRESS}[sS]?|Ltd|LTD|Inc|& (?:Sons?|Co)|Great Britain|U\.?S\.?A)\b.{{0,60}}"
)
_IMPRINT = (
    r"(?:[A-Z][\w.'’-]* ?){1,3}: ?(?:Printed|PRINTED)(?: and \w+)? by .{3,160}"
    r"|[A-Z].{2,50}, Printers?[,.] .{3,60}"
)
#: At the foot of a sheet, for the binder: “VOL. II.      K”.
_SHEET = r"VOL\.? [IVX]{1,5}\.?\s{2,}[A-Z]{1,2} ?\d?"
_PRICE = (
    r"(?:Price|PRICE):?,? (?:(?:One|Two|Three|Four|Six|Ten|Twopence|Threepence|Sixpence)\b"
    r"|[£$€¢]?\s?\d).{0,60}"
)
#: Over a paper's name, its volume, number and price far apart in one line.
_NUMBERED = (
    r"(?:Numb?|No|Vol|NUMB?|NO|VOL)\.?\s.{1,60}\s{3,}.{0,60}(?:\b(?:[Pp]rice|PRICE|[Cc]ents?|CENTS?|"
    r"[Pp]ence|PENCE|[Pp]ages?|PAGES?|Est(?:ablishe)?d|ESTABLISHED)\b|\d ?[dcp]\b).{0,40}"
)
#: What a court's filing system prints over each page.
_FILED = (
    r"Case:? ?\S{4,30} +(?:Doc(?:ument|\.)?:? ?#?\S{1,12} +)?.{0,60}"
    r"Page:? \d{1,4} of \d{1,4}.{0,40}"
)
#: Where a take goes on from the last words of the one before.
_PICKED_UP = r"X(?: X){2,4}"
#: Takes of a story as newsrooms typed them: “ferry 2-2-2”, “first add ferry”.
_TAKES = (
    r"[A-Za-z][\w /-]{0,30}(?P<take>\d)(?:-(?P=take)){2,4}"
    r"|(?:Page|PAGE) \d{1,3} ?[/-] ?[A-Z][\w -]{0,30}|[A-Z][A-Z -]{1,30} ?[/-] ?(?:Page|PAGE) \d{1,3}"
    r"|(?i:1st|2nd|3rd|\dth|first|second|third) (?i:add|lead),? [^.]{2,40}(?:(?: X){3} [^.]{1,30}\.?)?"
    r"|\S{0,20}(?:1st|2nd|3rd|\dth)-?(?:[Ll]d|[Ll]ead|[Aa]dd|LD|LEAD|ADD)\b[^.]{0,40}"
    r"|(?:dpa|apa|ats|sda|afp)(?: [a-z]{2,3}){2,6}(?: \d{4,6}.{0,12})?"
    r"|(?:up-?r?|upi)[ -]\S{2,10} \d.{0,20}"
)

#: Each form of a whole line, with where it may stand, and how sure it makes. In brackets or dashes
#: “end” is a sign; bare, only where nothing follows.
_FORMS: tuple[tuple[str, Where, float], ...] = (
    (_SLUG, "anywhere", 0.9),
    (_MORE, "anywhere", 0.85),
    (_MORE_BARE, "anywhere", 0.85),
    (_FOLLOWS, "anywhere", 0.85),
    (_CODE, "top", 0.75),
    (_KEYWORDS, "top", 0.7),
    (_FILED_AT, "anywhere", 0.85),
    (r"urgent|bulletin|flash|alert|lead|update|advisory", "top", 0.7),
    (r"(?:\d{1,2} [A-Z][a-z]+ \d{4} ?: ?)?Columns? \d{1,4}\w{0,2}", "anywhere", 0.9),
    (_END_SIGN, "anywhere", 0.9),
    (_END_TIME, "end", 0.85),
    (_RELEASE, "top", 0.85),
    (PAPER, "anywhere", 0.8),
    (REFERENCE, "top", 0.75),
    (TYPIST, "end", 0.75),
    (JOURNAL, "top", 0.8),
    (ISSUE, "top", 0.7),
    # What a machine made of a smudge.
    (r"[■□▪◆▲▼]{1,3}", "anywhere", 0.7),
    (_END_BARE, "end", 0.8),
    # Amid a file another report may begin below it.
    (_END_FIGURE, "anywhere", 0.65),
    (_CUT, "anywhere", 0.85),
    (_CONTINUED, "anywhere", 0.85),
    (_TURN, "anywhere", 0.8),
    (_TAPE, "anywhere", 0.85),
    (_PRINTED, "anywhere", 0.75),
    (_IMPRINT, "end", 0.7),
    (_SHEET, "anywhere", 0.75),
    (_PRICE, "end", 0.7),
    (_NUMBERED, "top", 0.8),
    (_FILED, "anywhere", 0.9),
    (_TAKES, "anywhere", 0.75),
    (_PICKED_UP, "anywhere", 0.8),
)
#: Words that texts have too, as headings and cries; amid prose they need company to be the desk's.
_WORDS = re.compile(rf"{_PRIORITY}|{_MORE_BARE}|{_END_BARE}|{_PICKED_UP}")
_PRIORITIES = re.compile(_PRIORITY)
#: A message's number, “UP041”, which may have a line to itself over the rest of the slug.
_NUMBER = re.compile(r"[A-Za-z]{1,3}\d{3,4}")
_SLUGS = re.compile(rf"{_SLUG}|{_FILED_AT}|{_MORE}|{_FOLLOWS}|{_END_SIGN}")
#: Signs of a desk that make another one believable; and what a lone one is worth, so that it is
#: shown to the editor and stays.
_COMPANY, _ALONE = 2, 0.55
#: What a dateline with a day or an agency is worth at the least.
_DATELINE = 0.9
_SENTENCE = re.compile(r"[a-z]{2}[.!?][\"”’')\]]{0,3}$")
_COMPILED = tuple((re.compile(pattern), where, sure) for pattern, where, sure in _FORMS)
_IMPRINTS = frozenset(form for form, _, _ in _COMPILED if form.pattern in {_PRINTED, _IMPRINT})
#: Two lines of an imprint are one sentence; more lines than these from an end are within the text.
_NEAR_END, _NEAR_TOP = 6, 4
#: The longest of the forms above is an imprint in two lines.
_LONGEST = 200
_TAKE = re.compile(r"[a-z]{1,3}\d{3,4}-{0,6}")
#: In a slug for a further take, and what that begins with: “^PORT ELLERY: come forward.”.
_ADDED = re.compile(r"\b(?:\d(?:st|nd|rd|th)|[Ff]irst|[Ss]econd) [Aa]dd\b")
_TIED = re.compile(r"\^[^<=]{3,80}\.")
_JUMPED = re.compile(r"(?:continued|cont[’'.]?d?\.?) from\b", re.IGNORECASE)
_TIME_CODE = re.compile(r"[\[(]?\d{1,2}:\d{2}:\d{2}(?:[.,:]\d{1,3})?[\])]?|[\[(]\d{1,3}:\d{2}[\])]")
_PAGE_MARK = re.compile(r"\[(?:[Pp]g?\.|[Pp]g|[Pp]age|PAGE|[Ff]ol(?:io|\.)) ?\d{1,4}[rv]?\]")
#: The desk's initials behind a credit: “(Xinhua/Ma Zhancheng) (mcg)”.
_DESK = re.compile(r"\)\s?(?P<desk>\([a-z]{2,5}(?:/[a-z]{2,5})?\))\s*$", re.MULTILINE)
#: After the last sentence of an agency's text: “… he said. Enditem”.
_TRAILING = re.compile(
    r"[.!?…][\"”’')\]]*\s+(?P<end>Enditem|ENDITEM|\(END\)|\(ENDS\)|ENDS|-ENDS-|Item ends"
    r"|\((?:MORE|more)\)|-{1,2} ?(?:MORE|more) ?-{1,2})[ \t]*$",
    re.MULTILINE,
)


def desk_and_page_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Slugs, END and MORE, jumps, imprints: whole lines of one of the forms in the list above."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    agency = _is_agency_file(draft, lines)
    company = agency or sum(bool(_WORDS.fullmatch(line.words)) for line in lines) >= _COMPANY
    for at, line in free_lines(lines, found):
        if len(line.words) > _LONGEST:
            continue
        if _PRIORITIES.fullmatch(line.words):
            sure = 0.75 if agency or _is_slugged(lines, at) else _ALONE
            yield Proposal(line.start, line.end, "furniture", sure)
            continue
        if not company and _WORDS.fullmatch(line.words) and _is_amid(lines, at):
            yield Proposal(line.start, line.end, "furniture", _ALONE)
            continue
        for form, where, sure in _COMPILED:
            if form.fullmatch(line.words) and _stands(at, len(lines), where):
                facts = day_of(line.words) if where == "top" else ()
                yield Proposal(line.start, line.end, "furniture", sure, facts)
                yield from _beside(lines, at)
                if form in _IMPRINTS:
                    yield from _rest(lines, at, sure)
                break


def _is_agency_file(draft: Draft, lines: Sequence[Line]) -> bool:
    """Whether a desk's slug or sign, or a dateline with day or agency, says where a file is from."""
    if any(_SLUGS.fullmatch(line.words) for line in lines if len(line.words) <= _LONGEST):
        return True
    opened = (datelines(draft.text, u.start, u.end, running=False) for u in draft.units)
    return any(line.confidence >= _DATELINE for each in opened for line in each)


def _is_slugged(lines: Sequence[Line], at: int) -> bool:
    """Whether a desk's sign stands right over a line or right under it."""
    above = lines[at - 1].words if at else ""
    over = _NUMBER.fullmatch(above) or (not lines[at].blanks and _SLUGS.fullmatch(above))
    under = at + 1 < len(lines) and not lines[at + 1].blanks
    return bool(over or (under and _SLUGS.fullmatch(lines[at + 1].words)))


def _is_amid(lines: Sequence[Line], at: int) -> bool:
    """Whether sentences stand over a line and under it."""
    above = any(_SENTENCE.search(line.words) for line in lines[:at])
    return above and any(_SENTENCE.search(line.words) for line in lines[at + 1 :])


def _stands(at: int, count: int, where: Where) -> bool:
    if where == "anywhere":
        return True
    return at < _NEAR_TOP if where == "top" else at >= max(1, count - _NEAR_END)


def _beside(lines: Sequence[Line], at: int) -> Iterable[Proposal]:
    """The line above, where it is only the head of what this line is of; the words it is tied to."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below and _ADDED.search(lines[at].words) and _TIED.fullmatch(below.words):
        yield Proposal(below.start, below.end, "furniture", 0.85)
    if not at or lines[at].blanks:
        return
    above = lines[at - 1]
    slug = re.fullmatch(_SLUG, lines[at].words)
    head = _JUMPED.match(lines[at].words) and above.words.isupper() and len(above.words) < 40
    if (slug and _TAKE.fullmatch(above.words)) or head:
        yield Proposal(above.start, above.end, "furniture", 0.85)


def _rest(lines: Sequence[Line], at: int, sure: float) -> Iterable[Proposal]:
    """The lines that an imprint goes on with, up to its stop or a blank line."""
    for line, following in itertools.pairwise(lines[at : at + _NEAR_TOP]):
        if line.ended or following.blanks or len(following.words) > _LONGEST:
            return
        yield Proposal(following.start, following.end, "furniture", sure)


def trailing_end(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """An agency's word for the end, behind the last sentence, and its initials behind a credit."""
    del found
    for desk in _DESK.finditer(draft.text):
        yield Proposal(*desk.span("desk"), "furniture", 0.85)
    lines = lines_of_page(draft.text)
    starts = {line.start: at for at, line in enumerate(lines)}
    agency = draft.blob or _is_agency_file(draft, lines)
    for match in _TRAILING.finditer(draft.text):
        at = starts.get(match.start("end"))
        if at is not None and not agency and _is_amid(lines, at):
            # A line of its own amid prose was looked at above.
            continue
        yield Proposal(*match.span("end"), "furniture", 0.85)


def page_marks(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Where a page of the original begins, as transcribers write it into the line: “[Pg 12]”."""
    del found
    for match in _PAGE_MARK.finditer(draft.text):
        yield Proposal(*match.span(), "furniture", 0.85)


def time_codes(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The counter of a recording on lines of its own, where a transcript has it again and again."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    codes = [line for _, line in free_lines(lines, found) if _TIME_CODE.fullmatch(line.words)]
    for line in codes if len(codes) > 2 else ():
        yield Proposal(line.start, line.end, "furniture", 0.75)
