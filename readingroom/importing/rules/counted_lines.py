"""Lines that a source counts: pictures of a row, takes of a wire, heads that stand on every page."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from readingroom.importing.dates import calendar_day
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.months import MONTHS
from readingroom.importing.rules.page_forms import GAP
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

_OF = re.compile(r"(?:(?:[Pp]hoto|[Ii]mage|[Ss]lide|[Pp]icture) )?(\d{1,3}) ?(?:/|of) ?(\d{1,3})")
#: A wire's number over each take: letters for the circuit, figures for the count.
_TAKE = re.compile(r"(?P<circuit>[A-Za-z]{1,3})(?P<number>\d{2,4})-{0,6}")
#: A head is a line at most; a typed sheet is no wider.
_WIDEST, _HEAD, _STAMP_LENGTH = 200, 80, 50
#: Between two heads of pages stands some text.
_BETWEEN = 3
#: Number, head and number, or name, title and day.
_PARTS = 3
_FIGURES = 3
#: A refrain has no such gap, and no such sign.
_WIDE = re.compile(r"\S(?: {3,}|[ ]*\t| [|·•])[ \t]*\S")


def picture_counts(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“1/5”, “2/5”: the count over each picture of a row; it says of how many."""
    if draft.blob:
        return
    rows: dict[str, list[Line]] = defaultdict(list)
    for _, line in free_lines(lines_of_page(draft.text), found):
        match = _OF.fullmatch(line.words)
        if match and int(match[1]) <= int(match[2]):
            rows[match[2]].append(line)
    for row in rows.values():
        numbers = [int(_OF.fullmatch(line.words)[1]) for line in row]  # type: ignore[index]
        if len(row) > 1 and all(b > a for a, b in itertools.pairwise(numbers)):
            for line in row:
                yield Proposal(line.start, line.end, "furniture", 0.85)


#: “AP-NY-09-13-89 1107EDT”, “191640 gmt nov 83”, “051542 May 15 GMT”, “apl 052318 nov 99”, “Alpina
#: 2 Aug 1976 1508 GMT”: what the wires' machines put
#: under a report.
_STAMP = re.compile(
    r"AP-?[A-Z]{2}-(?P<m>\d\d)-(?P<d>\d\d)-(?P<y>\d\d)\b.{0,16}|"
    r"(?:[A-Z]{2,4} )?(?P<d2>\d\d)\s?\d{4}\s(?:gmt|utc|z)\s(?P<m2>[a-z]{3})\s(?P<y2>\d\d)\b.{0,16}|"
    r"(?:[a-z]{2,12} )?(?P<d3>\d\d)\d{4}\s(?P<m3>[a-z]{3})\s(?P<y3>\d\d)(?:\s(?:gmt|utc|z))?|"
    r"[a-z]{2,12} (?P<hour>\d{4} ?(?:gmt|utc) )?(?P<d4>\d{1,2}) (?P<m4>[a-z]{3}) (?P<y4>(?:19|20)?\d\d)"
    r"(?(hour)| \d{4} ?(?:gmt|utc))",
    re.IGNORECASE,
)
#: Years of two figures from here on are the last century's: the wires' archives begin in the seventies.
_LAST_CENTURY, _WHOLE = 50, 99


def wire_stamps(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The day in the stamp under a wire's report."""
    del found
    for line in lines_of_page(draft.text):
        stamp = (
            _STAMP.fullmatch(line.words.strip("<^ ")) if len(line.words) < _STAMP_LENGTH else None
        )
        if not stamp:
            continue
        named = stamp["m2"] or stamp["m3"] or stamp["m4"]
        month = MONTHS.get(named.casefold(), 0) if named else int(stamp["m"])
        year = int(stamp["y"] or stamp["y2"] or stamp["y3"] or stamp["y4"])
        year += 0 if year > _WHOLE else 1900 if year >= _LAST_CENTURY else 2000
        number = stamp["d"] or stamp["d2"] or stamp["d3"] or stamp["d4"]
        day = calendar_day(year, month, int(number))
        if day:
            yield Proposal(line.start, line.end, "date", 0.85, (("date", day.isoformat()),))


def wire_takes(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A wire's numbers, alone on a line, where it has several of one circuit: “UP041”, “UP042”."""
    if draft.blob:
        return
    takes: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    few: set[str] = set()
    for _, line in free_lines(lines_of_page(draft.text), found):
        match = _TAKE.fullmatch(line.words)
        if match:
            takes[match["circuit"]].append((int(match["number"]), line))
            few |= {match["circuit"]} if len(match["number"]) < _FIGURES else set()
    taken = {draft.text[f.start : f.end] for f in found if f.role == "furniture"}
    before = {match["circuit"] for words in taken if (match := _TAKE.match(words))}
    for circuit, lines in takes.items():
        # “A41” may be a shelf mark or a vitamin, unless a whole file is counted so.
        if circuit in few and (not circuit.isupper() or len(lines) < _BETWEEN):
            continue
        rising = all(a < b for (a, _), (b, _) in itertools.pairwise(lines))
        if rising and (len(lines) > 1 or circuit in before):
            for _, line in lines:
                yield Proposal(line.start, line.end, "furniture", 0.8)


def recurring_heads(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines in two parts, far from one another, that stand again where the next page begins.

    A table’s rows do not recur, and a refrain has no columns. Where a line is known for a page’s, so
    is the same line over the text, if another of the page’s lines stands beside it.
    """
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    free = dict(free_lines(lines, found))
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        wide = len(line.words) <= _WIDEST and _WIDE.search(line.words)
        # With more parts it is the head of a table, which the next page has again.
        if wide and len(GAP.split(line.words)) <= _PARTS and not _in_table(lines, free, at):
            places[GAP.sub(" ", line.words)].append(at)
    heads: set[int] = set()
    for again in places.values():
        apart = all(b - a > _BETWEEN for a, b in itertools.pairwise(again))
        if len(again) > 1 and apart:
            heads.update(at for at in again if at in free)
            # Two may be the labels of two tables.
            sure = 0.85 if len(again) > 2 or len(again) == _at_pages(again, lines, found) else 0.65
            for at in again:
                yield Proposal(lines[at].start, lines[at].end, "furniture", sure)
    known = Counter(draft.text[f.start : f.end] for f in found if f.role == "furniture")
    for at, line in free.items():
        beside = at + 1 in heads or at - 1 in heads
        if beside and known[line.words] > 0 and len(line.words) <= _HEAD:
            yield Proposal(line.start, line.end, "furniture", 0.8)


def _in_table(lines: Sequence[Line], free: Mapping[int, Line], at: int) -> bool:
    """Whether a line next to this one has columns too, and is no page's."""
    below = at + 1 < len(lines) and not lines[at + 1].blanks and at + 1 in free
    above = at > 0 and not lines[at].blanks and at - 1 in free
    beside = [i for i, is_there in ((at + 1, below), (at - 1, above)) if is_there]
    return any(_WIDE.search(lines[i].words[:_WIDEST]) for i in beside)


def _at_pages(again: Sequence[int], lines: Sequence[Line], found: Sequence[Finding]) -> int:
    """How many of the lines stand first, or beside what is known for a page’s."""
    ends = {f.start for f in found if f.role == "furniture"}
    ends.add(lines[0].start)
    near = ((at, at - 1, at + 1) for at in again)
    return sum(any(0 <= i < len(lines) and lines[i].start in ends for i in row) for row in near)
