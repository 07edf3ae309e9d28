"""Which part of a page is the article: by what elements are called, and by where the prose stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.importing.html.litter import STOP, Judge
from readingroom.importing.html.page import Page, Unit

#: Ink of a paragraph that counts as prose; menus, captions and buttons are shorter.
_PROSE = 60
#: Links take up less than this of a paragraph of prose.
_LINKED = 0.4
#: An element with so much of a page's prose is the text, whatever it is called.
_MOST = 0.5
#: The search goes on into an element that has so much of the prose of the one round it; what it leaves
#: out is looked at again, so a low value costs little.
_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Regions:
    """``body``: the element of the article. ``litter``: for each unit whether it serves the page.

    ``weights`` is how much prose each unit is; ``share`` the body's part of the page's prose.
    """

    body: int
    inside: tuple[bool, ...]
    litter: tuple[bool, ...]
    weights: tuple[int, ...]
    share: float


def find_regions(page: Page, extracted: str = "") -> Regions:
    """Find the article's element. ``extracted``: what another program takes for the article, if any."""
    weights = tuple(prose(page, unit) for unit in page.units)
    if extracted:
        weights = tuple(
            weight if page.words(unit) in extracted else weight // 4
            for weight, unit in zip(weights, page.units, strict=True)
        )
    served = _served(page, weights)
    body, share = _body(page, _clean(page, weights, served))
    inside = _inside(page, body)
    # Within the article names and tags alone no longer tell, so that nobody's sentences are lost.
    served = _served(page, weights, inside)
    litter = tuple(served[unit.element] for unit in page.units)
    share = _share(_clean(page, weights, served), body, share)
    return Regions(body, tuple(inside[u.element] for u in page.units), litter, weights, share)


def prose(page: Page, unit: Unit) -> int:
    """The ink of a unit that reads like a paragraph; 0 for others."""
    linked = sum(p.end - p.start for p in page.pieces[unit.first : unit.last] if p.style.href)
    length = unit.end - unit.start
    if length < _PROSE or linked > _LINKED * length:
        return 0
    return length if STOP.search(page.text, unit.start, unit.end) else length // 4


def _served(page: Page, weights: Sequence[int], inside: Sequence[bool] | None = None) -> list[bool]:
    """For each element whether it serves the page; ``inside``: which are the article's."""
    sums = _sums(page, weights)
    total = sums[0]
    judge = Judge(page)
    served: list[bool] = []
    for number, element in enumerate(page.elements):
        above = element.parent >= 0 and served[element.parent]
        most = total > 0 and sums[number] > _MOST * total
        doubt = inside is not None and inside[number]
        page_wide = inside is not None and inside[0]
        served.append(
            above
            or (
                number > 0
                and not most
                and judge.is_litter(number, inside=doubt, page_wide=page_wide)
            )
        )
    return served


def _clean(page: Page, weights: Sequence[int], served: Sequence[bool]) -> list[int]:
    """For each element the prose in it that does not serve the page."""
    clean = [
        0 if served[unit.element] else weight
        for weight, unit in zip(weights, page.units, strict=True)
    ]
    return _sums(page, clean)


def _share(sums: Sequence[int], body: int, before: float) -> float:
    return sums[body] / sums[0] if sums[0] else before


def _sums(page: Page, weights: Sequence[int]) -> list[int]:
    """For each element the weights of the units in it."""
    sums = [0] * len(page.elements)
    for unit, weight in zip(page.units, weights, strict=True):
        sums[unit.element] += weight
    for number in range(len(page.elements) - 1, 0, -1):
        sums[page.elements[number].parent] += sums[number]
    return sums


def _body(page: Page, sums: Sequence[int]) -> tuple[int, float]:
    """The innermost element with most of the prose, and its share of it."""
    if not sums[0]:
        return 0, 1.0
    named = [
        number
        for number, element in enumerate(page.elements)
        if element.tag in {"article", "main"} or element.names >= {"article", "body"}
    ]
    start = max(named, key=lambda number: sums[number], default=0)
    body = start if sums[start] >= _MOST * sums[0] else 0
    if body and page.elements[body].tag == "article":
        return body, sums[body] / sums[0]
    children: dict[int, int] = {}
    for number in range(1, len(page.elements)):
        parent = page.elements[number].parent
        if parent not in children or sums[number] > sums[children[parent]]:
            children[parent] = number
    while body in children:
        inner = children[body]
        # A single paragraph is not an article, unless it is all there is.
        if sums[inner] < _SHARE * sums[body] or page.elements[inner].tag in {
            "p",
            "li",
            "blockquote",
        }:
            break
        body = inner
        if page.elements[body].tag == "article":
            break
    return body, sums[body] / sums[0]


def _inside(page: Page, body: int) -> list[bool]:
    inside = [False] * len(page.elements)
    for number in range(body, len(page.elements)):
        parent = page.elements[number].parent
        inside[number] = number == body or (parent >= body and inside[parent])
    return inside
