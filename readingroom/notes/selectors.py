"""What a target selects, and the small forms of JSON that annotations are made of.

Selectors are those of https://www.w3.org/TR/annotation-model/#selectors; Hypothesis has the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

#: Pages in pages, selectors refined by selectors: deeper than any program writes them, and short of
#: what Python can follow.
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a TextQuoteSelector says."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Selected:
    """A part of a source: by its words, its place, or the ends of a range.

    ``place`` (code points) is given only where it is one in this program's ``index.txt``: other
    programs count in the words of a page as they see it. ``strange`` names the selectors of a part that
    is given by nothing else.
    """

    source: str
    quote: Quoted | None = None
    place: tuple[int, int] | None = None
    ends: tuple[Quoted, Quoted] | None = None
    strange: str = ""

    @property
    def whole(self) -> bool:
        """Whether the source itself is meant, and no part of it."""
        return not (self.quote or self.place or self.ends or self.strange)

    @property
    def said(self) -> str:
        """The words that it gives, as a quote would have them."""
        if self.quote:
            return self.quote.exact.strip()
        return f"{self.ends[0].exact} […] {self.ends[1].prefix}".strip() if self.ends else ""


def selected_of(target: dict[str, Any], fallback: str, *, counted: bool = False) -> Selected:
    """A target's selectors, whichever there are; what only says where in a page's elements is left.

    ``counted`` says that offsets are those of ``index.txt``.
    """
    quote = place = ends = None
    selectors = list(_selectors(target.get("selector"), 0))
    for selector in selectors:
        kinds = kinds_of(selector)
        if "TextQuoteSelector" in kinds:
            quote = quote or _quoted(selector)
        elif "TextPositionSelector" in kinds:
            start, end = selector.get("start"), selector.get("end")
            if counted and type(start) is int and type(end) is int and 0 <= start <= end:
                place = place or (start, end)
        elif "RangeSelector" in kinds:
            first = _edge(selector.get("startSelector"))
            last = _edge(selector.get("endSelector"))
            ends = ends or ((first, last) if first and last else None)
    names = (" ".join(kinds_of(selector)) or "a selector without a type" for selector in selectors)
    strange = "" if quote or place or ends else ", ".join(dict.fromkeys(names))
    return Selected(name_of(target.get("source")) or fallback, quote, place, ends, strange)


def _selectors(value: object, depth: int) -> Iterator[dict[str, Any]]:
    for one in listed(value):
        if isinstance(one, str) and one.strip():
            yield {"type": "a selector that stands elsewhere"}
        elif isinstance(one, dict):
            yield one
            if depth < DEPTH:
                yield from _selectors(one.get("refinedBy"), depth + 1)


def _edge(value: object) -> Quoted | None:
    quotes = (_quoted(s) for s in _selectors(value, 0) if "TextQuoteSelector" in kinds_of(s))
    return next((q for q in quotes if q), None)


def _quoted(selector: dict[str, Any]) -> Quoted | None:
    exact = selector.get("exact")
    if not isinstance(exact, str):
        return None
    return Quoted(text_of(exact), text_of(selector.get("prefix")), text_of(selector.get("suffix")))


def name_of(value: object) -> str:
    """An IRI, by itself or as the ``id`` of what it names."""
    if isinstance(value, dict):
        value = value.get("id", value.get("@id"))
    return text_of(next(iter(listed(value)), ""))


def listed(value: object) -> list[Any]:
    """What JSON-LD may say once without a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def words_of(value: object) -> tuple[str, ...]:
    """The words among one or several values; those that say nothing are left out."""
    return tuple(text_of(one) for one in listed(value) if isinstance(one, str) and one.strip())


def text_of(value: object) -> str:
    """Words as a file may hold them: JSON may say halves of characters, which UTF-8 cannot."""
    if not isinstance(value, str):
        return ""
    whole = value.replace("\r\n", "\n").replace("\r", "\n")
    return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def kinds_of(item: dict[str, Any]) -> tuple[str, ...]:
    """The types of a thing."""
    return words_of(item.get("type", item.get("@type")))
