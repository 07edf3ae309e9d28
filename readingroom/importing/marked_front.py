"""Front matter of other programs' Markdown, read into the archive's keys."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from readingroom.frontmatter import FRONT_MATTER_LIMIT, load_yaml, split
from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import only_date
from readingroom.importing.html.metadata import day_of, is_address
from readingroom.importing.rules.names import people
from readingroom.importing.segments import Facts, Finding, word_set
from readingroom.sources import slug_problem

#: Keys of Jekyll, Hugo, Pandoc, Obsidian and Eleventy by the archive's key of the same meaning.
_KEYS = {
    "title": "title", "subtitle": "subtitle", "author": "creator", "authors": "creator",
    "creator": "creator", "by": "creator", "contributor": "contributor", "editor": "contributor",
    "translator": "contributor", "publisher": "publisher", "publication": "publisher",
    "date": "date", "published": "date", "pubdate": "date", "date_published": "date",
    "dateline": "dateline", "section": "section", "lang": "language", "language": "language",
    "locale": "language", "rights": "rights", "copyright": "rights", "license": "rights",
    "licence": "rights", "identifier": "identifier", "url": "identifier", "canonical": "identifier",
    "canonical_url": "identifier", "source_url": "identifier", "original_url": "identifier",
    "isbn": "identifier", "doi": "identifier", "tags": "subject", "tag": "subject",
    "keywords": "subject", "categories": "subject", "category": "subject", "subject": "subject",
    "credit": "credit", "source": "credit", "slug": "slug",
}  # fmt: skip
#: Keys that tell a program what to do with a page, and say nothing of the text.
_PROGRAMS = word_set(
    """layout permalink draft comments published weight type aliases redirect_from toc menu template
    theme id uuid guid sidebar nav_order parent excerpt_separator pinned math mathjax status visibility
    render_with_liquid feature featured show_date date_modified lastmod updated modified cssclass
    cssclasses publish css output linktitle outputs cascade eleventyexcludefromcollections"""
)
_KEY_LINE = re.compile(
    r"(?P<key>[A-Za-z][\w-]*)[ \t]*:.*(?:\n(?![A-Za-z][\w-]*[ \t]*:).*)*|(?P<table>(?!))"
)
#: Hugo's front matter. A table, with all that stands in it, counts as the key of its name.
_TOML = re.compile(r"\+\+\+[ \t]*\n")
_TOML_LINE = re.compile(
    r"^\[\[?[ \t]*\"?(?P<table>[\w-]+)[^\n]*(?:\n(?!\[).*)*"
    r"|^\"?(?P<key>[\w-]+)\"?[ \t]*[.=].*(?:\n(?!\"?[\w-]+\"?[ \t]*[.=]|\[).*)*",
    re.MULTILINE,
)
#: Words of one value, and values of a list, that the archive's front matter (16 KiB) has room for.
_WORDS, _VALUES = 300, 20
_SUBJECT = re.compile(r"\w[\w &'’.-]{0,63}")
_WIKI = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
RULE = "markdown-front-matter"


@dataclass(frozen=True, slots=True)
class Front:
    """Front matter as findings over a cleaned text; the body begins at ``end``."""

    end: int
    found: tuple[Finding, ...] = ()
    facts: Facts = ()
    remarks: tuple[str, ...] = ()


def read_front(text: str, days: Sequence[datetime.date] = ()) -> Front:
    """The front matter of a Markdown source, YAML or TOML; a broken one stays text, with a remark."""
    if opening := _TOML.match(text):
        return _read_toml(text, opening, days)
    parts, unclosed = split(text, "")
    if unclosed:
        return Front(0, remarks=("front matter: it is never closed, and stays in the text",))
    if parts.body_line == 1:
        return Front(0)
    end = len(text) - len(parts.body)
    loaded, found = load_yaml(parts.front_matter, "", limit=FRONT_MATTER_LIMIT)
    value = loaded.value if loaded else None
    if found or not isinstance(value, dict | None):
        return _unread(found[0].message if found else "it is no list of keys")
    return _front(text, end, value or {}, days, _KEY_LINE)


def _read_toml(text: str, opening: re.Match[str], days: Sequence[datetime.date]) -> Front:
    closing = re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE).search(text, opening.end())
    if not closing:
        return Front(0, remarks=("front matter: it is never closed, and stays in the text",))
    written = text[opening.end() : closing.start()]
    if len(written) > FRONT_MATTER_LIMIT:
        return _unread(f"it is longer than {FRONT_MATTER_LIMIT // 1024} KiB")
    try:
        values = tomllib.loads(written)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _unread(f"{error}")
    return _front(text, closing.end(), values, days, _TOML_LINE)


def _unread(why: str) -> Front:
    return Front(0, remarks=(f"front matter: it cannot be read and stays in the text ({why})",))


def _front(
    text: str,
    end: int,
    values: dict[str, Any],
    days: Sequence[datetime.date],
    lines: re.Pattern[str],
) -> Front:
    first = text.index("\n") + 1
    last = text.rindex("\n", 0, end - 1) + 1 if "\n" in text[first : end - 1] else first
    last = max(last, first)
    made = [Finding(0, first - 1, "markup", "markdown-marks", 1.0)]
    facts: list[tuple[str, str]] = []
    unknown: list[str] = []
    done = first
    for match in lines.finditer(text, first, last):
        key = match["key"] or match["table"]
        said = list(_facts(key, values.get(key), days)) if key in values else []
        role = "front-matter" if said else "markup"
        if not said and not _is_for_programs(key, values.get(key)):
            unknown.append(key)
            role = "unknown-key"
        facts += said
        made += _over(text, done, match.start(), "markup")
        made += _over(text, match.start(), match.end(), role)
        done = match.end()
    made += _over(text, done, last, "markup")
    made += _over(text, last, end, "markup")
    # A list of tables has its key once for each.
    named = ", ".join(dict.fromkeys(unknown))
    remarks = [f"front matter: not taken over: {named}"] if named else []
    return Front(end, tuple(made), _sorted(facts), tuple(remarks))


def _over(text: str, start: int, end: int, role: str) -> list[Finding]:
    words = text[start:end]
    if start >= end or not words.strip():
        return []
    begin = start + len(words) - len(words.lstrip())
    return [Finding(begin, start + len(words.rstrip()), role, RULE, 0.95)]


def _is_for_programs(key: str, value: Any) -> bool:
    return key.lower() in _PROGRAMS or value in (None, "", [], {})


def _facts(key: str, value: Any, days: Sequence[datetime.date]) -> Iterator[tuple[str, str]]:
    """What a key and its value say in the archive's keys; nothing where they do not fit these."""
    meaning = _KEYS.get(key.lower())
    if meaning is None or isinstance(value, bool):
        return
    for words in _words(value):
        if not words or len(words) > _WORDS:
            continue
        if meaning == "date":
            day = day_of(words) or _iso(only_date(words, days)) or _short(words)
            if day:
                yield "date", day
        elif meaning == "subject":
            yield from _subjects(key, value, words)
        elif meaning == "slug":
            if not slug_problem(words, "texts"):
                yield "slug", words
        elif meaning == "language":
            tag = words.replace("_", "-")
            if _LANGUAGE.fullmatch(tag):
                yield "language", tag
        elif meaning == "creator":
            yield from (("creator", name) for name in _names(words))
        elif is_address(words):
            # Clippers say under “source” where a page stood.
            yield "identifier", words
        elif meaning != "identifier" or not words.startswith("/"):
            yield meaning, words


def _names(words: str) -> Iterator[str]:
    """The persons of one value: “[[Rose Tully]]”, “Rose Tully and Tom Sayle”, or as it stands."""
    words = _WIKI.sub(r"\1", words)
    persons = people(words, 0, len(words), said=True)
    several = persons is not None and len(persons.names) > 1 and not persons.lost
    yield from persons.names if persons and several else (words,)


def _subjects(key: str, value: Any, words: str) -> Iterator[tuple[str, str]]:
    # Jekyll divides words at spaces where there is no list; commas divide them everywhere.
    several = isinstance(value, str)
    jekyll = several and "," not in words and key.lower() in {"categories", "tags"}
    parts = words.split() if jekyll else words.split(",") if several else [words]
    for part in parts[:_VALUES]:
        if _SUBJECT.fullmatch(part.strip()):
            yield "subject", part.strip()


def _iso(day: Any) -> str:
    return day.isoformat() if hasattr(day, "isoformat") else str(day or "")


def _short(words: str) -> str:
    """A year, or a year and a month."""
    return words if re.fullmatch(r"[12]\d{3}(-(0[1-9]|1[0-2]))?", words) else ""


def _words(value: Any) -> Iterator[str]:
    """The words of a value: one, a list's, or a person's name in a mapping."""
    if isinstance(value, list):
        for inner in value[:_VALUES]:
            if not isinstance(inner, list):
                yield from _words(inner)
    elif isinstance(value, dict):
        name = value.get("name") or value.get("text")
        if isinstance(name, str):
            yield squeeze(name)
    elif value is not None and not isinstance(value, bool):
        yield squeeze(str(value))


def _sorted(facts: list[tuple[str, str]]) -> Facts:
    """Each fact once; of a key that takes one value, the first."""
    return tuple(dict.fromkeys(facts))
