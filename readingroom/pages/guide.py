"""Guides to long lists: rows of years or letters, each a link to the page and place where it begins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from readingroom.pages.paging import Page, page_path
from readingroom.values import frozen
from readingroom.views import LinkView, RowView

T = TypeVar("T")

#: Links of a row before a coarser unit of time is taken: five lines on a telephone.
_ROW = 30
#: A page that spans more decades (or kinds) than this shows but a few of each, and the row of decades
#: is guide enough to it.
_FINE = 2
#: Years of the units of time, finest first.
_UNITS = (1, 10, 100, 1000)
#: What letters of scripts are filed under that have too many letters for a row.
_SCRIPTS = {
    "CJK": "汉字", "HANGUL": "한글", "HIRAGANA": "かな", "KATAKANA": "かな", "ETHIOPIC": "ፊደል",
}  # fmt: skip
_LEADING = re.compile(r"^[\W_]+")


@frozen
class Stop:
    """A place in a list to go to: what it is called, and the id of the element that begins it."""

    label: str
    id: str


Stops = Callable[[T], Stop]


@frozen
class Guide:
    """Where the stops of a list are: the coarse ones, the fine ones in each, and those on each page."""

    coarse: Mapping[str, LinkView]
    fine: Mapping[str, Mapping[str, LinkView]]
    shown: tuple[tuple[tuple[str, str], ...], ...]

    @classmethod
    def of(cls, pages: Sequence[Page[T]], path: str, coarse: Stops[T], fine: Stops[T]) -> Guide:
        """The guide to the list that begins at ``path`` and is in the order of its stops."""
        outer: dict[str, LinkView] = {}
        inner: dict[str, dict[str, LinkView]] = {}
        shown: list[tuple[tuple[str, str], ...]] = []
        for page in pages:
            at = page_path(path, page.number)
            here: dict[tuple[str, str], None] = {}
            for member in page.part:
                one, other = coarse(member), fine(member)
                within = inner.setdefault(one.label, {})
                if other.label not in within:
                    outer.setdefault(one.label, LinkView(one.label, f"{at}#{one.id}"))
                    within[other.label] = LinkView(other.label, f"{at}#{other.id}")
                here[one.label, other.label] = None
            shown.append(tuple(here))
        return cls(outer, inner, tuple(shown))

    def rows(self, number: int) -> tuple[RowView, ...]:
        """The rows of a page: all coarse stops, then the fine ones within those that it shows."""
        shown = self.shown[number - 1]
        here = tuple(dict.fromkeys(one for one, _ in shown))
        rows = [RowView("", tuple(self.coarse.values()), here)] if len(self.coarse) > 1 else []
        if len(here) <= _FINE:
            rows += [
                RowView(
                    one,
                    tuple(self.fine[one].values()),
                    tuple(fine for coarse, fine in shown if coarse == one),
                )
                for one in here
                if len(self.fine[one]) > 1
            ]
        return tuple(rows)

    def whole(self) -> tuple[RowView, ...]:
        """All of it, for a page that is elsewhere: a row for each coarse stop."""
        return tuple(
            RowView("" if label in fine else label, tuple(fine.values()))
            for label, fine in self.fine.items()
        )


def entrances(pages: Sequence[Page[T]], stops: Stops[T]) -> tuple[tuple[str, ...], ...]:
    """For each page its members' ids: a stop's id for the first that has it, empty for the others."""
    met: set[str] = set()
    made = []
    for page in pages:
        ids = []
        for member in page.part:
            stop = stops(member).id
            ids.append("" if stop in met else stop)
            met.add(stop)
        made.append(tuple(ids))
    return tuple(made)


def by_time(years: Iterable[int | None]) -> tuple[Stops[int | None], Stops[int | None]]:
    """Coarse and fine stops for years: decades and years, or coarser ones if decades are too many."""
    known = {year for year in years if year is not None}
    coarse = next(
        unit for unit in _UNITS[1:] if unit == _UNITS[-1] or len({y // unit for y in known}) <= _ROW
    )
    fine = _UNITS[_UNITS.index(coarse) - 1]
    # A coarse stop is entered where its first fine one is.
    starts: dict[int, int] = {}
    for year in sorted(known):
        starts.setdefault(year // coarse, year // fine * fine)
    # Members are many and years are few.
    return (
        cache(lambda year: _time(year, coarse, None if year is None else starts[year // coarse])),
        cache(lambda year: _time(year, fine, None if year is None else year // fine * fine)),
    )


def _time(year: int | None, unit: int, at: int | None) -> Stop:
    if year is None:
        return Stop("Undated", "undated")
    start = year // unit * unit
    label = {1: f"{start}", 10: f"{start}s"}.get(unit, f"{start}–{start + unit - 1}")
    return Stop(label, f"y-{at}")


def filed(title: str) -> tuple[int, str, str, str]:
    """How a catalogue files a title: signs, digits, letters; without marks, case, or signs before it."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))
    flat = flat.casefold()
    flat = _LEADING.sub("", flat) or flat
    first = flat[:1]
    if not first.isalpha():
        return (1, "0–9", flat, title) if first.isdigit() else (0, "#", flat, title)
    script = unicodedata.name(first, "").split(" ")[0]
    return (2, _SCRIPTS.get(script, first.upper()), flat, title)


def letter(title: str) -> str:
    """What a title stands under: its first letter, one name for all digits, one for a large script."""
    return filed(title)[1]


def by_letter(prefix: str) -> Stops[str]:
    """A stop for each letter that titles begin with; ``prefix`` keeps one list's ids from another's."""
    return lambda title: Stop(
        letter(title), f"{prefix}-{_ASCII.get(letter(title)) or letter(title)}"
    )


#: Signs that would have to be encoded in an address, or mean something there.
_ASCII = {"0–9": "0", "#": "other"}
