"""What a page says of itself in its head, in JSON-LD and in attributes, and where it says so."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from readingroom.importing.cleaning import clean, squeeze
from readingroom.importing.dates import only_date
from readingroom.importing.html.page import Page
from readingroom.importing.html.tokens import unescape
from readingroom.importing.rules.names import people
from readingroom.importing.segments import Facts

#: The names of ``meta`` elements by what they say, the surest first. Open Graph, Dublin Core,
#: Highwire (Google Scholar), Parsely and the standard's own.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("citation_title", "dc.title", "dcterms.title", "headline", "og:title", "twitter:title"),
    "creator": (
        "citation_author", "author", "article:author", "dc.creator", "dcterms.creator",
        "parsely-author", "sailthru.author", "byl", "byline",
    ),
    "date": (
        "article:published_time", "citation_publication_date", "datepublished", "dc.date.issued",
        "dcterms.issued", "dc.date", "dcterms.date", "date", "pubdate", "parsely-pub-date",
        "article:published", "citation_date", "citation_online_date", "publish-date", "publishdate",
        "publication_date", "pub_date", "dcterms.created", "dc.date.created", "sailthru.date",
        "displaydate", "og:published_time", "og:article:published_time", "ptime", "pdate",
    ),
    "identifier": ("og:url", "dc.identifier"),
    "publisher": (
        "og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher",
        "citation_publisher", "application-name",
    ),
    "section": ("article:section", "parsely-section"),
}  # fmt: skip
_ROLES = {
    "title": "title", "creator": "byline", "date": "date", "identifier": "url",
    "publisher": "publisher", "section": "section",
}  # fmt: skip
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report\w*|WebPage|CreativeWork|Book|Chapter)")
_DAY = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
#: Between a page's title and its site's name.
_PARTED = re.compile(r"\s+(?:[|–—»:·•-]|::)\s+|\s*[|»]\s*")
_BY = re.compile(r"by:? (?=\w)", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"(?:index|home|home ?page|untitled(?: document| page)?|new page(?: \d+)?|document|page \d+|"
    r"welcome\b.*|news|article|no title|\W*)",
    re.IGNORECASE,
)
#: Words of one fact; longer ones would not fit into front matter (16 KiB) and are none.
_LONGEST = {
    "title": 220,
    "creator": 100,
    "publisher": 100,
    "section": 60,
    "identifier": 500,
    "date": 80,
}
#: More authors than this make a list that nobody reads.
_AUTHORS = 12
_SCRIPT_LENGTH = 200_000


@dataclass(frozen=True, slots=True)
class Said:
    """A fact and where it stands: ``span`` in the source, empty where it is made from several."""

    key: str
    words: str
    span: tuple[int, int]

    @property
    def role(self) -> str:
        """The role of its characters in the record."""
        return _ROLES[self.key]

    @property
    def facts(self) -> Facts:
        """What it says for the front matter."""
        return ((self.key, self.words),)


def read_metadata(page: Page) -> list[Said]:
    """The facts of a page, the surest of each kind first."""
    found = [*_scripts(page), *_links(page), *_metas(page)]
    return [said for said in found if _sound(said)]


def _sound(said: Said) -> bool:
    if said.key == "identifier" and not is_address(said.words):
        return False
    # JSON may hold halves of characters.
    halves = any("\ud800" <= c <= "\udfff" for c in said.words)
    return bool(said.words) and len(said.words) <= _LONGEST[said.key] and not halves


def page_titles(page: Page) -> tuple[str, ...]:
    """The parts of the window's title: the text's, the site's, in either order."""
    if not page.title:
        return ()
    words = plain(page.source[slice(*page.title)])
    return tuple(part for part in _PARTED.split(words) if part.strip())


def speaking(title: str) -> bool:
    """Whether a title says anything of its page."""
    return not _NO_TITLE.fullmatch(title)


def plain(words: str) -> str:
    """Words of the source as they are read: references, troublesome characters, white space."""
    return squeeze(clean(unescape(words)).text)


def address(said: list[Said]) -> str:
    """The page's own address, against which its links are read; empty where it gives none."""
    return next((s.words for s in said if s.key == "identifier"), "")


def is_address(url: str) -> bool:
    """Whether this is an address of the web."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def language(page: Page) -> str:
    """The language that the page names, as a tag of BCP 47's outer form."""
    for name in ("lang", "xml:lang"):
        tag = page.elements[0].attribute(name).replace("_", "-")
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", tag):
            return tag
    return ""


def day_of(words: str) -> str:
    """The day in a machine's date, ISO's form; empty for none."""
    match = _DAY.match(words.strip())
    try:
        return datetime.date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""


def _metas(page: Page) -> Iterator[Said]:
    given: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    for element in page.head:
        content = element.attributes.get("content")
        if element.tag != "meta" or not content:
            continue
        for attribute in ("name", "property", "itemprop"):
            name = element.attribute(attribute).lower()
            if name:
                given.setdefault(name, []).append((content.value, (content.start, content.end)))
    for key, names in _NAMES.items():
        for name in names:
            for value, span in given.get(name, ()):
                yield from _said(key, value, span)


def _said(key: str, value: str, span: tuple[int, int]) -> Iterator[Said]:
    words = squeeze(clean(value).text)
    if key == "date":
        day = day_of(words)
        if not day and (spoken := only_date(words)):
            # “12 March 2001”, “Mon, 12 Mar 2001 08:00:00 GMT”
            day = spoken.isoformat()
        if day:
            yield Said(key, day, span)
    elif key == "creator":
        # An address names a page about the author.
        by = _BY.match(words)
        persons = people(words, by.end() if by else 0, len(words), said=True)
        if persons and not persons.lost and "/" not in words:
            for name in persons.names:
                yield Said(key, name, span)
        elif "/" not in words and any(c.isalpha() for c in words):
            yield Said(key, _turned(words), span)
    elif words:
        yield Said(key, words, span)


def _turned(name: str) -> str:
    """``Achterberg, Rosalind`` is written as it is spoken."""
    match = re.fullmatch(r"([^\d,]{2,40}), ([^\d,]{2,40})", name)
    several = re.search(r"\band\b|&", name)
    return f"{match[2]} {match[1]}" if match and not several else name


def _links(page: Page) -> Iterator[Said]:
    base = next((e.attribute("href") for e in page.head if e.tag == "base"), "")
    for element in page.head:
        href = element.attributes.get("href")
        if element.tag == "link" and element.attribute("rel").lower() == "canonical" and href:
            yield Said("identifier", resolved(href.value.strip(), base), (href.start, href.end))


def resolved(href: str, base: str) -> str:
    """An address read against the page's; as it stands where that cannot be done."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def _scripts(page: Page) -> Iterator[Said]:
    """Articles described in JSON-LD; the words are looked up where they stand in the script."""
    for start, end in page.scripts:
        written = page.source[start:end]
        if end - start > _SCRIPT_LENGTH or '"@type"' not in written:
            continue
        try:
            value = json.loads(written)
        except (ValueError, RecursionError):
            continue
        article = next(_articles(value, 0), None)
        if article is not None:
            yield from _article(article, written, start)


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _articles(inner, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            if isinstance(kind, str) and _ARTICLE.fullmatch(kind):
                yield value
        yield from _articles(value.get("@graph"), depth + 1)


def _article(article: dict[str, Any], written: str, start: int) -> Iterator[Said]:
    keys = {
        "headline": "title", "author": "creator", "datePublished": "date",
        "publisher": "publisher", "articleSection": "section",
    }  # fmt: skip
    for name, key in keys.items():
        for words in _names_in(article.get(name)):
            # As json.loads reads it, so it may be written in two ways; else it has no place.
            forms = (json.dumps(words, ensure_ascii=False)[1:-1], json.dumps(words)[1:-1])
            at = written.find(f'"{name}"')
            places = [
                (begin + 1, begin + 1 + len(form))
                for form in forms
                if at >= 0 and (begin := written.find(f'"{form}"', at + len(name) + 2)) >= 0
            ]
            span = (places[0][0] + start, places[0][1] + start) if places else (0, 0)
            yield from _said(key, words, span)


def _names_in(value: Any) -> Iterator[str]:
    """The words of a value: a string, a person's or body's name, or a list of such."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _names_in(value.get("name"))
    elif isinstance(value, list):
        for inner in value[:_AUTHORS]:
            if not isinstance(inner, list):
                yield from _names_in(inner)
