"""The names of months and weekdays in the languages that dates are read in.

Tables, and no library: a parser that also reads “3 days ago”, “May” and “10” as dates guesses where
import must ask, and took a second to load on the first date that was not English.
"""

from __future__ import annotations

import re

#: English first, with the forms of AP, Xinhua and old prints; then German, French, Spanish,
#: Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, and Russian, Polish and Czech (in the
#: genitive, as in dates).
_MONTHS = """
january jan janry|januar jänner januari janvier janv enero ene gennaio genn janeiro января янв \
    stycznia ledna
february feb febr febry|februar februari février févr febrero febbraio fevereiro февраля \
    lutego února
march mar|märz maerz mars marzo março marco maart mrt marts марта мар \
    marca března
april apr|avril avr abril abr aprile апреля апр \
    kwietnia dubna
may|mai mayo maggio magg maio mei maj мая \
    maja května
june jun|juni juin junio giugno giu junho июня июн \
    czerwca června
july jul|juli juillet juil julio luglio lug julho июля июл \
    lipca července
august aug|août aout agosto ago augustus augusti августа авг \
    sierpnia srpna
september sept sep septem 7ber septr|septembre septiembre settembre sett setembro set сентября сен сент \
    września září
october oct octob 8ber octr|oktober octobre oct octubre ottobre ott outubro out okt октября окт \
    października října
november nov novem 9ber novr|novembre nov noviembre novembro ноября ноя нояб \
    listopada listopadu
december dec decem 10ber xber decr|dezember dez décembre déc diciembre dicembre dezembro декабря \
    grudnia prosince
"""
_WEEKDAYS = """
monday mon|montag lundi lunes lunedì lunedi segunda-feira maandag måndag mandag понедельник \
    poniedziałek pondělí
tuesday tues tue|dienstag mardi martes martedì martedi terça-feira dinsdag tisdag tirsdag вторник \
    wtorek úterý
wednesday wed weds|mittwoch mercredi miércoles mercoledì mercoledi quarta-feira woensdag onsdag среда \
    środa středa
thursday thurs thur thu|donnerstag jeudi jueves giovedì giovedi quinta-feira donderdag torsdag четверг \
    czwartek čtvrtek
friday fri|freitag vendredi viernes venerdì venerdi sexta-feira vrijdag fredag пятница \
    piątek pátek
saturday sat|samstag sonnabend samedi sábado sabato zaterdag lördag lørdag суббота \
    sobota
sunday sun|sonntag dimanche domingo domenica zondag söndag søndag воскресенье \
    niedziela neděle
"""


def _table(lines: str) -> tuple[dict[str, int], tuple[str, ...]]:
    numbers: dict[str, int] = {}
    forms: set[str] = set()
    for number, line in enumerate(lines.strip().split("\n"), 1):
        english, _, others = line.partition("|")
        for name in (*english.split(), *others.split()):
            numbers[name] = number
            forms |= {name.capitalize(), name.upper()}
        # Most languages write them small; in English “may” and “sun” are words.
        forms |= set(others.split())
    return numbers, tuple(sorted(forms, key=len, reverse=True))


MONTHS, _MONTH_FORMS = _table(_MONTHS)
WEEKDAYS, _WEEKDAY_FORMS = _table(_WEEKDAYS)
#: The longest first, since the engine takes the first that fits.
MONTH = rf"(?:{'|'.join(map(re.escape, _MONTH_FORMS))})(?!\w)\.?"
WEEKDAY = rf"(?:{'|'.join(map(re.escape, _WEEKDAY_FORMS))})(?!\w)\.?"


def month_number(word: str) -> int:
    """1..12 for a month's name as ``MONTH`` finds it."""
    return MONTHS[word.rstrip(".").casefold()]


def weekday_number(word: str) -> int:
    """1..7 from Monday, for a weekday's name as ``WEEKDAY`` finds it."""
    return WEEKDAYS[word.rstrip(".").casefold()]
