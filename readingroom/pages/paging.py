"""Long lists in pages of a size, so that no page grows with the archive.

The first page of a list has the list's own address, the others ``page/2/`` and so on below it. The
address meets no other: what stands right below a text, an entry or a tag is never called by a number,
so that one of these may itself be called ``page``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from readingroom.values import frozen
from readingroom.views import LinkView, PagerView, RowView

T = TypeVar("T")


@frozen
class Page(Generic[T]):
    """Page ``number`` of ``of`` pages, both from 1, with its part of the list."""

    number: int
    of: int
    part: tuple[T, ...]


def paginated(sequence: Sequence[T], size: int) -> tuple[Page[T], ...]:
    """A list in pages of ``size`` members, the last with what is left; of an empty one a single page.

    Pages are full, not even: what is added at the end changes the last page and no other.
    """
    starts = range(0, len(sequence), size) or range(1)
    return tuple(
        Page(number, len(starts), tuple(sequence[start : start + size]))
        for number, start in enumerate(starts, 1)
    )


def page_path(path: str, number: int) -> str:
    """The site path of a page of the list that begins at ``path``."""
    return path if number == 1 else f"{path}page/{number}/"


def pager(path: str, number: int, of: int, rows: tuple[RowView, ...] = ()) -> PagerView | None:
    """The way from a page to the others; nothing where there are none."""
    if of == 1:
        return None

    def link(to: int) -> LinkView:
        return LinkView(str(to), page_path(path, to))

    return PagerView(
        number=number,
        of=of,
        first=link(1) if number > 2 else None,
        earlier=link(number - 1) if number > 1 else None,
        later=link(number + 1) if number < of else None,
        last=link(of) if number < of - 1 else None,
        rows=rows,
    )
