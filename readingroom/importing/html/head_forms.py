"""What a line over an article says, by its element's names and by its form: a day, names, a rubric."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from readingroom.importing.dates import date_line, full_dates
from readingroom.importing.html.metadata import Said, day_of
from readingroom.importing.html.page import Page
from readingroom.importing.html.strips import Strip
from readingroom.importing.rules.names import catalogued, has_office, is_name, people
from readingroom.importing.segments import Finding, trimmed, word_set

RULE = "html-structure"
#: A line over an article; a longer one is a paragraph, whatever its class says.
_LINE_LENGTH = 160
_SUBTITLE_LENGTH = 500
#: A date with weekday, label and time of day.
_DATE_LENGTH = 80
_NAME = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: (?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|de|da|van|von|der|bin|al|la)){0,4}"
#: Who made the pictures or the translation is no author.
_OTHERS = re.compile(
    r"(?:photo(?:graph)?(?:s|y)?|pictures?|images?|illustrat\w+|graphics?|video|edited|translat\w+|"
    r"art(?:work)?|design(?:ed)?)(?: by\b| ?:)",
    re.IGNORECASE,
)
#: “By Sister Agnes of Wade” has fewer; with more words only what looks like a name is one.
_BYLINE_WORDS = 6
_BY = re.compile(
    r"\s*(?:(?:words|text|story|report|interview|author|reporter)\s*:\s*|"
    r"(?:(?:written|words|text|story|report|posted|interviewed|interview|submitted|published) )?"
    r"by:? )(?=\w)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:[\s,;|/·•–—-]|&|\band\b)+")
_NAMED = re.compile(_NAME)
#: Accounts of the software that made a page, and what is put where nobody is named.
_ACCOUNTS = word_set(
    """admin administrator webmaster root user guest editor webdesk newsdesk desk staff unknown
    anonymous online web reporter editorial team newsroom contributor contributors author"""
)


def line_findings(page: Page, strip: Strip, said: Sequence[Said]) -> list[Finding]:
    """What a line over the article says, by its element's names and by its form."""
    words = page.text[strip.start : strip.end]
    if strip.hint == "subtitle" and len(words) <= _SUBTITLE_LENGTH:
        return [finding(strip, "subtitle", 0.9, ("subtitle", " ".join(words.split())))]
    if len(words) > _LINE_LENGTH:
        return []
    if strip.hint == "modified":
        return [finding(strip, "time", 0.85)]
    if strip.hint == "section":
        return [finding(strip, "section", 0.85, ("section", " ".join(words.split())))]
    dated = list(_date(page, strip, said))
    if dated:
        return dated
    if strip.hint == "byline" or says_by(page, strip):
        return list(_byline(page, strip, said))
    return []


def says_by(page: Page, strip: Strip, *, plainly: bool = False) -> bool:
    """Whether a line is “By” and names; “By hand, how long does it take?” is none.

    ``plainly``: and nothing besides, but what these persons are.
    """
    lead = _BY.match(page.text, strip.start, strip.end)
    if not lead:
        return False
    persons = people(page.text, lead.end(), strip.end, said=True)
    if plainly or (persons is not None and not persons.lost):
        return persons is not None and not persons.lost
    words = page.text[strip.start : strip.end]
    names = _names(words, lead.end() - strip.start)
    if not names or words.endswith(("?", "!")):
        return False
    short = len(words.split()) <= _BYLINE_WORDS
    return short or (is_name(names[0][2], said=True) and not words.endswith("."))


def finding(strip: Strip, role: str, sure: float, *facts: tuple[str, str]) -> Finding:
    """A finding of the whole strip."""
    return Finding(strip.start, strip.end, role, RULE, sure, facts)


def _date(page: Page, strip: Strip, said: Sequence[Said]) -> Iterable[Finding]:
    published = next((s.words for s in said if s.key == "date"), "")
    length = strip.end - strip.start
    short = length <= _DATE_LENGTH and any(c.isdigit() for c in page.text[strip.start : strip.end])
    known = page.days
    if len(published) == len("2016-04-19"):
        known = (*known, datetime.date.fromisoformat(published))
    line = date_line(page.text, strip.start, strip.end, known) if short else None
    if line:
        if published and not _same_day(line.day, published):
            # The day of a change, or a contradiction that an editor has to see.
            yield finding(strip, "time", 0.7 if line.later else 0.65)
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
        yield finding(strip, "time", 0.85, ("date", given))
        return
    day = days[0]
    agreed = not published or day.day.isoformat() == published
    # What else the line says of the day has its place in the credit.
    credit = ("credit", " ".join(words.split()))
    label = words[: day.start].strip()
    if label and agreed:
        start, end = (strip.start + at for at in trimmed(words, 0, day.start))
        yield Finding(start, end, "story-credit", RULE, 0.8, (credit,))
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
    if _OTHERS.match(words):
        yield finding(strip, "byline", 0.75, ("credit", " ".join(words.split())))
        return
    by = _BY.match(words)
    begin = by.end() if by else 0
    names = [s.words for s in said if s.key == "creator"]
    places = sorted({(at, at + len(n), n) for n in names if (at := words.find(n, begin)) >= 0})
    given = bool(places)
    if not places:
        persons = people(page.text, strip.start + begin, strip.end, said=True)
        places = (
            [
                (s - strip.start, e - strip.start, n)
                for s, e, key, n in persons.spans
                if key == "creator"
            ]
            if persons and not persons.lost
            else _names(words, begin)
        )
    office = not given and not is_name(words[slice(*places[0][:2])]) if places else False
    if not by and (not places or (names and not given) or (office and has_office(words))):
        # What the author is, below the name.
        yield finding(strip, "byline", 0.75, ("credit", " ".join(words.split())))
        return
    done = begin
    if by:
        yield Finding(strip.start, strip.start + len(by.group().rstrip()), "label", RULE, 0.9)
    for at, end, name in places:
        if at < done:
            continue
        yield from _rest(strip, done, at, words)
        sure = 0.9 if by or given else 0.7
        fact = ("creator", catalogued(name))
        yield Finding(strip.start + at, strip.start + end, "byline", RULE, sure, (fact,))
        done = end
    yield from _rest(strip, done, len(words), words)


def _names(words: str, begin: int) -> list[tuple[int, int, str]]:
    """The names that a byline begins with; none where the first word begins a sentence."""
    match = _NAMED.match(words, begin)
    if not match:
        return []
    places = [(*match.span(), match.group())]
    while (between := _BETWEEN.match(words, match.end())) and (
        following := _NAMED.match(words, between.end())
    ):
        places.append((*following.span(), following.group()))
        match = following
    return places


def _rest(strip: Strip, start: int, end: int, words: str) -> Iterable[Finding]:
    """What stands between or behind names: marks, “and”, or what the author is."""
    between = words[start:end]
    if not between.strip():
        return
    begin, stop = (strip.start + at for at in trimmed(words, start, end))
    if not any(c.isalnum() for c in between):
        yield Finding(begin, stop, "punctuation", RULE, 0.9)
    elif _BETWEEN.fullmatch(between):
        yield Finding(begin, stop, "label", RULE, 0.9)
    else:
        credit = ("credit", " ".join(words.split()))
        yield Finding(begin, stop, "byline", RULE, 0.75, (credit,))


def is_account(name: str) -> bool:
    """Whether a name is that of an account, or of a desk, and of nobody."""
    words = re.findall(r"\w+", name.casefold())
    return bool(words) and all(word in _ACCOUNTS for word in words)
