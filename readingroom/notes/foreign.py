"""Annotations of other programs, whatever JSON they come in, as one form.

Read are W3C Web Annotations (https://www.w3.org/TR/annotation-model/: one, a list, a page, a
collection with its pages in it) and what Hypothesis gives: its search's answer
(https://h.readthedocs.io/en/latest/api-reference/v1/) and the file that its client exports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Format = Literal["html", "markdown", "plain"]
#: Pages in pages, selectors refined by selectors: deeper than any program writes them, and short of
#: what Python can follow.
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a TextQuoteSelector says."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Selected:
    """A part of a source: by its words, its place (code points), or the ends of a range."""

    source: str
    quote: Quoted | None = None
    place: tuple[int, int] | None = None
    ends: tuple[Quoted, Quoted] | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing in the source is selected that could be looked for."""
        return self.quote is None and self.place is None and self.ends is None


@dataclass(frozen=True, slots=True)
class Foreign:
    """An annotation. ``answers`` are names of what it may reply to, the likeliest first."""

    id: str
    selected: tuple[Selected, ...]
    answers: tuple[str, ...] = ()
    comments: tuple[tuple[str, Format], ...] = ()
    tags: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    motivations: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    created: str = ""
    modified: str = ""
    language: str = ""
    label: str = ""


def read_annotations(data: object) -> tuple[tuple[Foreign, ...], int] | None:
    """The annotations in parsed JSON, and how many things among them are none.

    None where it is no such JSON at all.
    """
    found = _items(data, 0)
    if found is None:
        return None
    made: list[Foreign] = []
    strange = 0
    for item in found:
        one = _hypothesis(item) if _is_hypothesis(item) else _w3c(item)
        if one:
            made.append(one)
        else:
            strange += 1
    return tuple(made), strange


def _items(data: object, depth: int) -> list[Any] | None:
    if isinstance(data, list):
        found: list[Any] = []
        for item in data:
            inner = _items(item, depth + 1) if depth < _DEPTH else None
            found += [item] if inner is None else inner
        known = any(_is_hypothesis(i) or _is_w3c(i) for i in found)
        return found if known or not found else None
    if not isinstance(data, dict) or depth > _DEPTH:
        return None
    for key in ("rows", "annotations"):
        if isinstance(data.get(key), list):
            return list(data[key])
    kinds = _kinds(data)
    if "AnnotationPage" in kinds or "AnnotationCollection" in kinds:
        found = list(_listed(data.get("items")))
        for key in ("first", "next"):
            found += _items(data.get(key), depth + 1) or []
        return found
    return [data] if _is_hypothesis(data) or _is_w3c(data) else None


def _is_hypothesis(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("uri"), str) and "@context" not in item


def _is_w3c(item: object) -> bool:
    return isinstance(item, dict) and "target" in item


def _kinds(item: dict[str, Any]) -> tuple[str, ...]:
    return _words(item.get("type", item.get("@type")))


# --- Hypothesis --------------------------------------------------------------------------------------


def _hypothesis(item: dict[str, Any]) -> Foreign | None:
    uri = item["uri"]
    selected = [_selected(t, uri) for t in _listed(item.get("target")) if isinstance(t, dict)]
    info = item.get("user_info")
    display = info.get("display_name") if isinstance(info, dict) else None
    account = _text(item.get("user")).removeprefix("acct:").partition("@")[0]
    text = _text(item.get("text"))
    # The last reference is the note that is answered, those before it what that one answers.
    references = _words(item.get("references"))[::-1]
    return Foreign(
        id=_text(item.get("id")),
        selected=tuple(selected) or (Selected(uri),),
        answers=references,
        comments=((text, "markdown"),) if text.strip() else (),
        tags=_words(item.get("tags")),
        motivations=("replying",) if references else (() if text.strip() else ("highlighting",)),
        by=tuple(name for name in (account, _text(display)) if name),
        created=_text(item.get("created")),
        modified=_text(item.get("updated")),
    )


# --- W3C ---------------------------------------------------------------------------------------------


def _w3c(item: object) -> Foreign | None:
    if not isinstance(item, dict) or "target" not in item:
        return None
    selected = [_target(target) for target in _composed(item["target"], 0)]
    bodies = list(_composed(item.get("body"), 0))
    if isinstance(item.get("bodyValue"), str):
        bodies.append({"value": item["bodyValue"]})
    comments: list[tuple[str, Format]] = []
    purposes: dict[str, list[str]] = {"tagging": [], "classifying": []}
    language = ""
    for body in bodies:
        value, form = _comment(body)
        purpose = _words(body.get("purpose")) if isinstance(body, dict) else ()
        kept = next((purposes[p] for p in purpose if p in purposes), None)
        if kept is not None and value:
            kept.append(value)
        elif value.strip():
            comments.append((value, form))
            language = language or _text(next(iter(_listed(body.get("language"))), ""))
    return Foreign(
        id=_text(item.get("id", item.get("@id"))),
        selected=tuple(selected),
        answers=tuple(s.source for s in selected if s.whole and s.source),
        comments=tuple(comments),
        tags=tuple(purposes["tagging"]),
        classes=tuple(purposes["classifying"]),
        motivations=_words(item.get("motivation")),
        by=_names(item.get("creator")),
        created=_text(item.get("created")),
        modified=_text(item.get("modified")),
        language=language,
        label=next(iter(_words(item.get("label"))), ""),
    )


def _composed(value: object, depth: int) -> Iterator[Any]:
    """Bodies or targets one by one; of a choice the first, which is the default."""
    for one in _listed(value):
        if isinstance(one, dict) and isinstance(one.get("items"), list) and depth < _DEPTH:
            items = one["items"]
            chosen = items[:1] if "Choice" in _kinds(one) else items
            yield from _composed(chosen, depth + 1)
        elif isinstance(one, dict | str):
            yield {"id": one} if isinstance(one, str) else one


def _comment(body: dict[str, Any]) -> tuple[str, Format]:
    """What a body says; one that stands elsewhere is its address."""
    value = body.get("value", body.get("chars"))
    if not isinstance(value, str):
        return _name(body.get("source")) or _name(body), "plain"
    form = _text(next(iter(_listed(body.get("format"))), "")).partition(";")[0].strip().lower()
    if form in ("text/html", "application/xhtml+xml"):
        return value, "html"
    return value, "markdown" if form in ("text/markdown", "text/x-markdown") else "plain"


def _names(creator: object) -> tuple[str, ...]:
    """What a creator may be called: by ``by:`` first, then by readers."""
    for one in _listed(creator):
        if isinstance(one, str):
            return (_text(one),)
        if isinstance(one, dict):
            names = (*_words(one.get("nickname")), *_words(one.get("name")), _name(one))
            return tuple(name for name in names if name)
    return ()


def _target(target: dict[str, Any]) -> Selected:
    source = _name(target.get("source")) or _name(target)
    return _selected(target, source)


# --- what both share ---------------------------------------------------------------------------------


def _selected(target: dict[str, Any], fallback: str) -> Selected:
    """A target's selectors, whichever there are; what only says where in a page's elements is left."""
    quote = place = ends = None
    for selector in _selectors(target.get("selector"), 0):
        kinds = _kinds(selector)
        if "TextQuoteSelector" in kinds:
            quote = quote or _quoted(selector)
        elif "TextPositionSelector" in kinds:
            start, end = selector.get("start"), selector.get("end")
            if type(start) is int and type(end) is int and 0 <= start <= end:
                place = place or (start, end)
        elif "RangeSelector" in kinds:
            first = _edge(selector.get("startSelector"))
            last = _edge(selector.get("endSelector"))
            ends = ends or ((first, last) if first and last else None)
    return Selected(_name(target.get("source")) or fallback, quote, place, ends)


def _selectors(value: object, depth: int) -> Iterator[dict[str, Any]]:
    for one in _listed(value):
        if isinstance(one, dict):
            yield one
            if depth < _DEPTH:
                yield from _selectors(one.get("refinedBy"), depth + 1)


def _edge(value: object) -> Quoted | None:
    quotes = (_quoted(s) for s in _selectors(value, 0) if "TextQuoteSelector" in _kinds(s))
    return next((q for q in quotes if q), None)


def _quoted(selector: dict[str, Any]) -> Quoted | None:
    exact = selector.get("exact")
    if not isinstance(exact, str):
        return None
    return Quoted(_text(exact), _text(selector.get("prefix")), _text(selector.get("suffix")))


def _name(value: object) -> str:
    """An IRI, by itself or as the ``id`` of what it names."""
    if isinstance(value, dict):
        value = value.get("id", value.get("@id"))
    return _text(next(iter(_listed(value)), ""))


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _words(value: object) -> tuple[str, ...]:
    return tuple(_text(one) for one in _listed(value) if isinstance(one, str) and one.strip())


def _text(value: object) -> str:
    """Words as a file may hold them: JSON may say halves of characters, which UTF-8 cannot."""
    if not isinstance(value, str):
        return ""
    whole = value.replace("\r\n", "\n").replace("\r", "\n")
    return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
