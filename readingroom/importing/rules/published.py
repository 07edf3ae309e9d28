"""Lines of several dates, or of a date in words: “Publié le … - Mis à jour le …”, “Decided …”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.dates import calendar_day, full_dates
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.months import WEEKDAY
from readingroom.importing.rules.above import is_one_line, is_taken, lines_above
from readingroom.importing.rules.days import entries
from readingroom.importing.segments import Finding, Proposal, word_set

#: Two days with labels, weekdays and times.
_LENGTH = 130
#: A text says when it was published among its last lines too.
_LAST = 8
#: A deck may seem to begin the text; the day stands so close behind it.
_BEHIND = 4
_ENTRIES = 1
_CLOCK = re.compile(
    r"\b\d{4} ?(?:GMT|UTC|hrs|hours)\b|"
    rf"\b\d{{1,2}}(?:[:.h]\d{{2}}){{1,2}}\b(?:\s?[ap]\.?m\b\.?)?|\b\d{{1,2}}\s?[ap]\.?m\b\.?|\b{WEEKDAY}\b|"
    r"\b(?:GMT|BST|UTC|EST|EDT|CST|CDT|PST|PDT|CET|CEST|MSK|JST|IST|Uhr)\b|"
    r"\b\d+[- ]min(?:ute)?s?(?: read)?\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
#: What stands beside a day of publication; a line with another word says something else.
_BESIDE = word_set(
    """published publication posted updated update last modified revised first issued issue released
    release broadcast aired delivered given preached date dated on at in the of for by this edition
    online web print and to from st nd rd th decided argued submitted filed heard judgment read
    publié publiée le à mis mise jour modifié modifiée du veröffentlicht
    aktualisiert erschienen am um stand vom
    den     publicado publicada actualizado actualizada el las a pubblicato aggiornato il alle
    gepubliceerd bijgewerkt op r roku ostatnia aktualizacja dodano godz aktualizováno
    опубликовано обновлено дата
    second third fourth fifth sixth sunday after before easter lent advent trinity epiphany pentecost
    morning evening afternoon"""
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NOTED = re.compile(rf"(\d{{1,2}})[. ]+((?a:{'|'.join(_ROMAN)}))[. ]+(\d{{4}})\.?", re.IGNORECASE)


def published_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A line over the text, or among its last, that is days, times and words for publication alone.

    Of published and updated the first counts; of argued and decided the last.
    """
    if is_one_line(draft) or any(key == "date" for f in found for key, _ in f.facts):
        return
    above, begin = lines_above(draft, found)
    lines = lines_of_page(draft.text)
    if entries(draft.text) > _ENTRIES:
        # A diary's days are its entries'.
        return
    for line in [*above[: begin + _BEHIND], *lines[-_LAST:]]:
        day = "" if is_taken(found, line) or len(line.words) > _LENGTH else said_day(line)
        if day:
            yield Proposal(line.start, line.end, "date", 0.85, (("date", day),))
            return


#: As pages of obituaries end: “Published in The Saltmarsh Messenger on March 12, 2009”.
_IN_PAPER = re.compile(
    r"(?:first |originally )?published (?:in|by) (?:the )?[^.\d]{3,60}? (?:on|from) (?P<day>.{6,60})",
    re.IGNORECASE,
)


def said_day(line: Line) -> str:
    """The day of publication that a line says and nothing else, in ISO's form; else nothing."""
    paper = _IN_PAPER.fullmatch(line.words.rstrip("."))
    if paper and (printed := full_dates(paper["day"])):
        return printed[0].day.isoformat()
    noted = _NOTED.fullmatch(line.words)
    if noted:
        day = calendar_day(int(noted[3]), _ROMAN.index(noted[2].casefold()) + 1, int(noted[1]))
        return day.isoformat() if day else ""
    days = full_dates(line.words)
    if not days:
        return ""
    rest = line.words
    for one in reversed(days):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    rest = _CLOCK.sub(" ", rest)
    if any(map(str.isdigit, rest)):
        return ""
    if any(word.casefold() not in _BESIDE for word in _WORD.findall(rest)):
        return ""
    decided = re.search(r"\b(?:decided|judgment)\b", line.words, re.IGNORECASE)
    return (days[-1] if decided else days[0]).day.isoformat()
