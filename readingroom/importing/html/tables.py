"""Tables of data in a page: their cells in rows and columns, also where a cell takes several of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from readingroom.importing.html.page import Page, Unit
from readingroom.importing.html.writing import Passage
from readingroom.importing.segments import Finding

#: Cells of a table whose columns a reader can follow; longer ones are paragraphs set side by side.
_CELL_LENGTH = 200
_MOST_COLUMNS = 20
#: Rows that a cell may reach over; the longest year's table of days has 366.
_MOST_ROWS = 400

Rows = list[list[Passage | None]]
"""The cells of a table, None where one is empty or is a part of another."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of data: their rows by the table's element, and which unit is a cell of which."""

    rows: dict[int, Rows]
    units: dict[int, int]


@dataclass(slots=True)
class _Table:
    """A table's cells by element, while they are gathered; ``rows`` are its cells' elements."""

    words: dict[int, Passage] = field(default_factory=dict)
    rows: dict[int, list[int]] = field(default_factory=dict)
    sound: bool = True


def data_tables(page: Page, kept: Sequence[int], found: Sequence[Finding]) -> Tables:
    """The tables whose cells are short and single: these are data, others arrange the page."""
    taken = {f.start for f in found}
    tables, outer = _tables(page)
    members: dict[int, int] = {}
    last: dict[int, int] = {}
    for index in kept:
        unit = page.units[index]
        number, cell = _table_of(page, unit), _cell_of(page, unit)
        if number < 0 or cell < 0:
            continue
        table = tables[number]
        long = unit.end - unit.start > _CELL_LENGTH or unit.pre
        # Units of one table follow one another, or else their order would change.
        torn = number in last and index != last[number] + 1
        if long or torn or cell in table.words or number in outer or unit.start in taken:
            table.sound = False
        table.words[cell] = Passage(unit.start, unit.end, unit)
        members[index] = number
        last[number] = index
    grids = {n: _grid(page, t) for n, t in tables.items() if t.sound and t.words}
    rows = {number: grid for number, grid in grids.items() if grid}
    return Tables(rows, {index: number for index, number in members.items() if number in rows})


def _tables(page: Page) -> tuple[dict[int, _Table], set[int]]:
    """The page's tables by element, and those that hold another."""
    tables: dict[int, _Table] = {}
    outer: set[int] = set()
    for number, element in enumerate(page.elements):
        if element.tag == "table":
            tables[number] = _Table()
            outer.update(page.ancestors(number)[1:])
        elif element.tag in {"td", "th"}:
            above = next((n for n in page.ancestors(number) if n in tables), -1)
            if above >= 0:
                tables[above].rows.setdefault(element.parent, []).append(number)
    return tables, outer


def _table_of(page: Page, unit: Unit) -> int:
    """The innermost table round a unit, or -1."""
    return next((n for n in page.ancestors(unit.element) if page.elements[n].tag == "table"), -1)


def _cell_of(page: Page, unit: Unit) -> int:
    for number in page.ancestors(unit.element):
        tag = page.elements[number].tag
        if tag in {"td", "th"}:
            return number
        if tag in {"table", "caption"}:
            break
    return -1


def _grid(page: Page, table: _Table) -> Rows:
    """The cells in rows of one length (HTML standard 4.9.12), or nothing where they have none."""
    rows: Rows = []
    #: Rows that a cell above still takes in each column.
    below: dict[int, int] = {}
    for cells in table.rows.values():
        row: list[Passage | None] = []
        taken = {column for column, left in below.items() if left > 0}
        below = {column: left - 1 for column, left in below.items() if left > 1}
        for cell in cells:
            while len(row) in taken:
                row.append(None)
            wide = _span(page, cell, "colspan", _MOST_COLUMNS)
            deep = _span(page, cell, "rowspan", _MOST_ROWS)
            for column in range(len(row), len(row) + wide):
                if deep > 1:
                    below[column] = deep - 1
            row += [table.words.get(cell), *[None] * (wide - 1)]
        while len(row) in taken:
            row.append(None)
        if len(row) > _MOST_COLUMNS:
            return []
        if any(row):
            rows.append(row)
    widths = {len(row) for row in rows}
    return rows if len(rows) > 1 and len(widths) == 1 and min(widths) > 1 else []


def _span(page: Page, cell: int, name: str, most: int) -> int:
    said = page.elements[cell].attribute(name)
    return min(max(int(said), 1), most) if re.fullmatch(r"\d{1,4}", said) else 1
