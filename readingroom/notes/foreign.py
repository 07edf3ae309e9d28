"""Annotations of other programs, whatever JSON they come in, as one form.

Read are W3C Web Annotations (https://www.w3.org/TR/annotation-model/: one, a list, a page, a
collection with its pages in it) and what Hypothesis gives: its search's answer
(https://h.readthedocs.io/en/latest/api-reference/v1/) and the file that its client exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from readingroom.notes.selectors import (
    DEPTH,
    Selected,
    kinds_of,
    listed,
    name_of,
    selected_of,
    text_of,
    words_of,
)

Format = Literal["html", "markdown", "plain"]
#: A text's page and its words on a site of this program, wherever that is.
_PAGE = re.compile(r"(?:^|[/:])texts/[^/?#]+/$")
_INDEX = re.compile(r"(?:^|[/:])texts/[^/?#]+/index\.txt$")


@dataclass(frozen=True, slots=True)
class Creator:
    """Somebody: what ``by:`` or an account calls them, what readers see, an address."""

    nick: str = ""
    name: str = ""
    iri: str = ""


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
    by: Creator = Creator()
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
            inner = _items(item, depth + 1) if depth < DEPTH else None
            found += [item] if inner is None else inner
        known = any(_is_hypothesis(i) or _is_w3c(i) for i in found)
        return found if known or not found else None
    if not isinstance(data, dict) or depth > DEPTH:
        return None
    for key in ("rows", "annotations"):
        if isinstance(data.get(key), list):
            return list(data[key])
    kinds = kinds_of(data)
    if "AnnotationPage" in kinds or "AnnotationCollection" in kinds:
        found = list(listed(data.get("items")))
        for key in ("first", "next"):
            found += _items(data.get(key), depth + 1) or []
        return found
    return [data] if _is_hypothesis(data) or _is_w3c(data) else None


def _is_hypothesis(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("uri"), str) and "@context" not in item


def _is_w3c(item: object) -> bool:
    return isinstance(item, dict) and "target" in item


# --- Hypothesis --------------------------------------------------------------------------------------


def _hypothesis(item: dict[str, Any]) -> Foreign | None:
    uri = text_of(item["uri"])
    parts = [selected_of(t, uri) for t in listed(item.get("target")) if isinstance(t, dict)]
    info = item.get("user_info")
    display = info.get("display_name") if isinstance(info, dict) else None
    account = text_of(item.get("user")).removeprefix("acct:").partition("@")[0]
    text = text_of(item.get("text"))
    # The last reference is the note that is answered, those before it what that one answers.
    references = words_of(item.get("references"))[::-1]
    return Foreign(
        id=text_of(item.get("id")),
        selected=tuple(parts) or (Selected(uri),),
        answers=references,
        comments=((text, "markdown"),) if text.strip() else (),
        tags=words_of(item.get("tags")),
        motivations=("replying",) if references else (() if text.strip() else ("highlighting",)),
        by=Creator(account, text_of(display)),
        created=text_of(item.get("created")),
        modified=text_of(item.get("updated")),
    )


# --- W3C ---------------------------------------------------------------------------------------------


def _w3c(item: object) -> Foreign | None:
    if not isinstance(item, dict) or "target" not in item:
        return None
    name = text_of(item.get("id", item.get("@id")))
    parts = [_target(target, name) for target in _composed(item["target"], 0)]
    bodies = list(_composed(item.get("body"), 0))
    if isinstance(item.get("bodyValue"), str):
        bodies.append({"value": item["bodyValue"]})
    comments: list[tuple[str, Format]] = []
    purposes: dict[str, list[str]] = {"tagging": [], "classifying": []}
    language = ""
    for body in bodies:
        value, form = _comment(body)
        purpose = words_of(body.get("purpose")) if isinstance(body, dict) else ()
        kept = next((purposes[p] for p in purpose if p in purposes), None)
        if kept is not None and value:
            kept.append(value)
        elif value.strip():
            comments.append((value, form))
            language = language or text_of(next(iter(listed(body.get("language"))), ""))
    return Foreign(
        id=name,
        selected=tuple(parts),
        answers=tuple(s.source for s in parts if s.whole and s.source),
        comments=tuple(comments),
        tags=tuple(purposes["tagging"]),
        classes=tuple(purposes["classifying"]),
        motivations=tuple(re.split(r"[:/#]", m)[-1] for m in words_of(item.get("motivation"))),
        by=_creator(item.get("creator")),
        created=text_of(item.get("created")),
        modified=text_of(item.get("modified")),
        language=language,
        label=next(iter(words_of(item.get("label"))), ""),
    )


def _composed(value: object, depth: int) -> Iterator[Any]:
    """Bodies or targets one by one; of a choice the first, which is the default."""
    for one in listed(value):
        if isinstance(one, dict) and isinstance(one.get("items"), list) and depth < DEPTH:
            items = one["items"]
            chosen = items[:1] if "Choice" in kinds_of(one) else items
            yield from _composed(chosen, depth + 1)
        elif isinstance(one, dict | str):
            yield {"id": one} if isinstance(one, str) else one


def _comment(body: dict[str, Any]) -> tuple[str, Format]:
    """What a body says; one that stands elsewhere is its address."""
    value = body.get("value", body.get("chars"))
    if not isinstance(value, str):
        return name_of(body.get("source")) or name_of(body), "plain"
    form = text_of(next(iter(listed(body.get("format"))), "")).partition(";")[0].strip().lower()
    if form in ("text/html", "application/xhtml+xml"):
        return value, "html"
    return value, "markdown" if form in ("text/markdown", "text/x-markdown") else "plain"


def _creator(value: object) -> Creator:
    """The first creator who is called anything."""
    for one in listed(value):
        if isinstance(one, str) and one.strip():
            return Creator(iri=text_of(one))
        if isinstance(one, dict):
            nick, name = (next(iter(words_of(one.get(key))), "") for key in ("nickname", "name"))
            if nick or name or name_of(one):
                return Creator(nick, name, name_of(one))
    return Creator()


def _target(target: dict[str, Any], annotation: str) -> Selected:
    """A target; its offsets count in ``index.txt`` if that is its source, or this program wrote it."""
    source = name_of(target.get("source")) or name_of(target)
    ours = _INDEX.search(source) or (
        _PAGE.search(source) and annotation.startswith(f"{source}#note-")
    )
    return selected_of(target, source, counted=bool(ours))
