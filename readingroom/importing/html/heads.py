"""What stands over an article: title, section, line below the title, who wrote it, the day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from readingroom.importing.dates import date_line, full_dates
from readingroom.importing.html.metadata import Said, day_of, page_titles, speaking
from readingroom.importing.html.page import Element, Page, Unit
from readingroom.importing.html.regions import Regions
from readingroom.importing.segments import Finding, word_set

RULE = "html-structure"
#: Titles of reports stay well under it, and front matter has to hold it.
_TITLE_LENGTH = 220
#: A line over an article; a longer one is a paragraph, whatever its class says.
_LINE_LENGTH = 160
_SUBTITLE_LENGTH = 500
#: A date with weekday, label and time of day.
_DATE_LENGTH = 80
_HINTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("modified", word_set("updated modified amended")),
    ("byline", word_set("byline author authors au writer creator")),
    ("date", word_set("date dt time timestamp published pubdate posted datetime")),
    ("subtitle", word_set("standfirst subtitle subheadline deck dek strapline")),
    ("section", word_set("kicker section category eyebrow rubric overline")),
)
_TITLED = word_set("title headline hed")
_NAME = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: (?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|de|da|van|von|der|bin|al|la)){0,4}"
_BY = re.compile(r"\s*(?:(?:written|words|text|story|report) )?by:? (?=\w)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:[\s,;|/·•–—-]|&|\band\b)+")
_NAMED = re.compile(_NAME)
#: Accounts of the software that made a page.
_ACCOUNTS = word_set("admin administrator webmaster root user guest editor")


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of a unit, or the part of one in an element that says what it is."""

    start: int
    end: int
    hint: str
    element: int


def title_unit(page: Page, regions: Regions, said: Sequence[Said]) -> tuple[int, float]:
    """The unit that is the title and how sure that is; -1 for none."""
    known = {_folded(s.words) for s in said if s.key == "title"}
    parts = {_folded(part) for part in page_titles(page)}
    sites = {_folded(s.words) for s in said if s.key == "publisher"}
    first = next(
        (i for i, w in enumerate(regions.weights) if w and regions.inside[i]), len(page.units)
    )
    best, most = -1, 0.0
    for index, unit in enumerate(page.units):
        if unit.end - unit.start > _TITLE_LENGTH or regions.litter[index]:
            continue
        score = _loudness(page, unit)
        words = _folded(page.words(unit))
        if words in known or (words in parts and score):
            score += 3
        elif not score:
            continue
        score += regions.inside[index] + 0.5 * (index < first) - 4 * (words in sites)
        if index > first and words not in known | parts:
            score -= 2.5
        if score > most:
            best, most = index, score
    # A lone heading of the second rank has 3; so has a line of large type in a layout table.
    return (best, min(0.6 + 0.06 * most, 0.97)) if most >= 2.5 else (-1, 0.0)


def _loudness(page: Page, unit: Unit) -> float:
    """How much a unit is set as a title is; 0 for as little as other lines."""
    chain = [page.elements[n] for n in page.ancestors(unit.element)[:3]]
    inner = _inner(page, unit)
    loud = 0.0
    for element in (*inner, *chain):
        rank = {"h1": 3.0, "h2": 1.5}.get(element.tag, 0.0)
        if element.tag == "font" and re.fullmatch(r"[5-7]|\+[2-4]", element.attribute("size")):
            rank = 1.5
        loud = max(loud, rank)
    titled = any(not _TITLED.isdisjoint(e.names) for e in chain[:1])
    return loud + (1.5 if titled and (loud or chain[0].tag in {"h3", "div", "p"}) else 0.0)


def _inner(page: Page, unit: Unit) -> list[Element]:
    """The inline elements that hold the whole of a unit."""
    chains = []
    for piece in page.pieces[unit.first : unit.last]:
        if page.text[piece.start : piece.end].strip():
            chain = page.ancestors(piece.element)
            chains.append(chain[: chain.index(unit.element)] if unit.element in chain else [])
        if len(chains) > 8:
            return []
    common = set(chains[0]).intersection(*chains) if chains else set()
    return [page.elements[number] for number in common]


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def window_title(page: Page) -> tuple[str, tuple[int, int]]:
    """The part of the window's title that is the text's, and its span in the source if it has one."""
    parts = [part for part in page_titles(page) if speaking(part)]
    if not parts or not page.title or len(parts[0]) > _TITLE_LENGTH:
        return "", (0, 0)
    at = page.source.find(parts[0], *page.title)
    return parts[0], (at, at + len(parts[0])) if at >= 0 else (0, 0)


def strips(page: Page, unit: Unit) -> Iterator[Strip]:
    """A unit's lines, divided where an element in them says what it holds."""
    begin = end = -1
    last: tuple[str, int] = ("", -1)
    for piece in page.pieces[unit.first : unit.last]:
        hint = _hint(page, piece.element)
        # The unit may be a part of its piece, where a page is a frame round plain text.
        first, stop = max(piece.start, unit.start), min(piece.end, unit.end)
        for match in re.finditer(r"[^\n]*[^\s][^\n]*", page.text[first:stop]):
            at = first + match.start()
            between = page.text[end:at] if end >= 0 else ""
            if begin >= 0 and (hint != last or "\n" in between):
                yield from _strip(page, begin, end, *last)
                begin = -1
            begin = at if begin < 0 else begin
            end, last = first + match.end(), hint
    if begin >= 0:
        yield from _strip(page, begin, end, *last)


def _strip(page: Page, begin: int, end: int, hint: str, element: int) -> Iterator[Strip]:
    words = page.text[begin:end]
    start = begin + len(words) - len(words.lstrip())
    yield Strip(start, begin + len(words.rstrip()), hint, element)


def _hint(page: Page, element: int) -> tuple[str, int]:
    """What the nearest element with a telling name says of its words.

    A byline's element is the outermost so called, since names in it are marked once more.
    """
    named = ("", -1)
    for number in page.ancestors(element)[:4]:
        found = page.elements[number]
        if found.tag in {"article", "main", "html"}:
            break
        hint = "date" if found.tag == "time" else _said_by(found)
        if hint and (not named[0] or named[0] == hint == "byline"):
            named = hint, number
    return named


def _said_by(element: Element) -> str:
    return next((hint for hint, names in _HINTS if not names.isdisjoint(element.names)), "")


def is_hinted(page: Page, unit: Unit) -> bool:
    """Whether a unit stands in an element that says it belongs to the head of an article."""
    return bool(_hint(page, unit.element)[0])


def line_findings(page: Page, strip: Strip, said: Sequence[Said]) -> list[Finding]:
    """What a line over the article says, by its element's names and by its form."""
    words = page.text[strip.start : strip.end]
    if strip.hint == "subtitle" and len(words) <= _SUBTITLE_LENGTH:
        return [_finding(strip, "subtitle", 0.9, ("subtitle", " ".join(words.split())))]
    if len(words) > _LINE_LENGTH:
        return []
    if strip.hint == "modified":
        return [_finding(strip, "time", 0.85)]
    if strip.hint == "section":
        return [_finding(strip, "section", 0.85, ("section", " ".join(words.split())))]
    dated = list(_date(page, strip, said))
    if dated:
        return dated
    if strip.hint == "byline" or _BY.match(words):
        return list(_byline(page, strip, said))
    return []


def _finding(strip: Strip, role: str, sure: float, *facts: tuple[str, str]) -> Finding:
    return Finding(strip.start, strip.end, role, RULE, sure, facts)


def _date(page: Page, strip: Strip, said: Sequence[Said]) -> Iterable[Finding]:
    published = next((s.words for s in said if s.key == "date"), "")
    length = strip.end - strip.start
    short = length <= _DATE_LENGTH and any(c.isdigit() for c in page.text[strip.start : strip.end])
    line = date_line(page.text, strip.start, strip.end, page.days) if short else None
    if line:
        if published and not _same_day(line.day, published):
            # The day of a change, or a contradiction that an editor has to see.
            yield _finding(strip, "time", 0.7 if line.later else 0.65)
            return
        facts = (("date", line.day.isoformat()),)
        for start, end, role in line.parts:
            yield Finding(start, end, role, RULE, 0.93, facts if role == "date" else ())
        return
    if strip.hint != "date":
        return
    words = page.text[strip.start : strip.end]
    days = full_dates(words)
    element = page.elements[strip.element] if strip.element >= 0 else None
    given = day_of(element.attribute("datetime")) if element else ""
    if len(days) != 1 and not given:
        return
    if not days:
        yield _finding(strip, "time", 0.85, ("date", given))
        return
    day = days[0]
    agreed = not published or day.day.isoformat() == published
    # What else the line says of the day has its place in the credit.
    credit = ("credit", " ".join(words.split()))
    label = words[: day.start].strip()
    if label and agreed:
        start = strip.start + len(words[: day.start]) - len(words[: day.start].lstrip())
        yield Finding(start, strip.start + len(words[: day.start].rstrip()), "story-credit", RULE,
                      0.8, (credit,))  # fmt: skip
    role = "date" if agreed else "time"
    fact = (("date", day.day.isoformat()),) if agreed else ()
    begin = strip.start + day.start if label and agreed else strip.start
    yield Finding(begin, strip.start + day.end, role, RULE, 0.85, fact)
    if words[day.end :].strip():
        rest = words[day.end :]
        start = strip.start + day.end + len(rest) - len(rest.lstrip())
        yield Finding(start, strip.end, "time", RULE, 0.85)


def _same_day(day: datetime.date, published: str) -> bool:
    """Whether readers see the day of the page's head, whose clock may be of another zone."""
    if len(published) < len("2016-04-19"):
        return day.isoformat().startswith(published)
    return abs((day - datetime.date.fromisoformat(published)).days) <= 1


def _byline(page: Page, strip: Strip, said: Sequence[Said]) -> Iterable[Finding]:
    """Names that the page gives elsewhere too, or else those after “By”."""
    words = page.text[strip.start : strip.end]
    by = _BY.match(words)
    begin = by.end() if by else 0
    names = [s.words for s in said if s.key == "creator"]
    places = sorted({(at, name) for name in names if (at := words.find(name, begin)) >= 0})
    if not places:
        places = _names(words, begin)
    if not by and (not places or (names and places[0][1] not in names)):
        # What the author is, below the name.
        yield _finding(strip, "byline", 0.75, ("credit", " ".join(words.split())))
        return
    done = begin
    if by:
        yield Finding(strip.start, strip.start + len(by.group().rstrip()), "label", RULE, 0.9)
    for at, name in places:
        if at < done:
            continue
        yield from _rest(strip, done, at, words)
        sure = 0.9 if by or name in names else 0.7
        end = strip.start + at + len(name)
        yield Finding(strip.start + at, end, "byline", RULE, sure, (("creator", name),))
        done = at + len(name)
    yield from _rest(strip, done, len(words), words)


def _names(words: str, begin: int) -> list[tuple[int, str]]:
    """The names that a byline begins with; none where the first word begins a sentence."""
    match = _NAMED.match(words, begin)
    if not match:
        return []
    places = [(match.start(), match.group())]
    while (between := _BETWEEN.match(words, match.end())) and (
        following := _NAMED.match(words, between.end())
    ):
        places.append((following.start(), following.group()))
        match = following
    return places


def _rest(strip: Strip, start: int, end: int, words: str) -> Iterable[Finding]:
    """What stands between or behind names: marks, “and”, or what the author is."""
    between = words[start:end]
    if not between.strip():
        return
    begin = strip.start + start + len(between) - len(between.lstrip())
    stop = strip.start + start + len(between.rstrip())
    if not any(c.isalnum() for c in between):
        yield Finding(begin, stop, "punctuation", RULE, 0.9)
    elif _BETWEEN.fullmatch(between):
        yield Finding(begin, stop, "label", RULE, 0.9)
    else:
        credit = ("credit", " ".join(words.split()))
        yield Finding(begin, stop, "byline", RULE, 0.75, (credit,))


def is_account(name: str) -> bool:
    """Whether a name is that of an account and of nobody."""
    return name.casefold() in _ACCOUNTS
