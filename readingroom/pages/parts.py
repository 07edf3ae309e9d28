"""The parts that several pages show: cards, notes, snippets, dates, links to the editor."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup

from readingroom.config import Site
from readingroom.mentions import first_sentences, snippet
from readingroom.model import (
    Backlink,
    Document,
    Entry,
    PartialDate,
    Text,
)
from readingroom.pages.fragments import block_id
from readingroom.views import (
    CardView,
    EntryCard,
    LinkView,
    SnippetView,
)
from readingroom.weave import html_of

#: Words a minute, silently and for pleasure (Brysbaert 2019, doi:10.1016/j.jml.2019.104047: 238 for
#: non-fiction in English), and characters a minute for scripts without spaces (about 260 for Chinese).
_WORDS_A_MINUTE = 238
_CHARACTERS_A_MINUTE = 260

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_KINDS = {
    "person": ("Person", "People"), "organisation": ("Organisation", "Organisations"),
    "place": ("Place", "Places"), "event": ("Event", "Events"), "work": ("Work", "Works"),
    "term": ("Term", "Terms"),
}  # fmt: skip
#: Tags whose folders are remembered: each is on many texts and notes.
_TAGS = 4096
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def root_of(path: str) -> str:
    """What leads from a page at ``path`` to the site's root: ``./`` from the home page."""
    return "../" * path.count("/") or "./"


def entry_kind(kind: str, *, plural: bool = False) -> str:
    """What readers see for a kind of entry."""
    return _KINDS[kind][plural]


def date_label(date: PartialDate | None) -> str:
    """A date in words: 19 April 2016, April 2016, 2016."""
    if date is None:
        return ""
    parts = date.iso.split("-")
    label = parts[0]
    if len(parts) > 1:
        label = f"{_MONTHS[int(parts[1]) - 1]} {label}"
    if len(parts) > 2:
        label = f"{int(parts[2])} {label}"
    return label


def extent(text: str) -> tuple[int, int]:
    """Words, and whole minutes that reading them takes; characters count where words are not spaced."""
    unspaced = 0
    if not text.isascii() and _UNSPACED.search(text):
        text, unspaced = _UNSPACED.subn(" ", text)
    words = len(_WORD.findall(text))
    minutes = words / _WORDS_A_MINUTE + unspaced / _CHARACTERS_A_MINUTE
    return words + unspaced, max(1, math.ceil(minutes - 0.25))


@lru_cache(_TAGS)
def tag_slug(tag: str) -> str:
    """The folder of a tag's page: its letters and digits, hyphens between."""
    folded = unicodedata.normalize("NFC", tag).casefold()
    return "-".join(re.findall(r"[^\W_]+", folded)) or "tag"


def tag_links(tags: Iterable[str]) -> tuple[LinkView, ...]:
    """Tags as links to their pages."""
    return tuple(LinkView(tag, f"tags/{tag_slug(tag)}/") for tag in tags)


def identifier_link(identifier: str) -> LinkView:
    """An identifier, linked where it is a web address."""
    return LinkView(
        identifier, identifier if identifier.startswith(("http://", "https://")) else ""
    )


def edit_url(site: Site, path: str, line: int = 0) -> str:
    """Where an editor can change a file on the web, or nothing where site.yaml names no repository."""
    if not site.repository:
        return ""
    return f"{site.repository}/edit/{site.branch}/{path}" + (f"#L{line}" if line else "")


def page_html(document: Document, root: str) -> Markup:
    """The HTML of an entry's or a page's words, its headings with their ids."""
    ids = {b.mark: f"h-{b.address}" for b in document.blocks if b.kind == "heading"}
    return Markup(html_of(document, root=root, ids=ids))  # noqa: S704 -- as below


def fragment_html(document: Document, root: str, prefix: str = "") -> Markup:
    """The HTML of a comment, which may stand beside others: ids only for footnotes, prefixed."""
    # The weaver escapes every word and attribute; nothing else reaches this string.
    return Markup(html_of(document, root=root, prefix=prefix))  # noqa: S704


def card(text: Text, notes: int) -> CardView:
    """A line of a list of texts."""
    words, minutes = extent(text.document.text)
    body = next((b for b in text.document.blocks if b.kind == "paragraph"), None)
    opening = text.document.text[body.start :] if body else text.document.text
    return CardView(
        title=text.title,
        supplied=text.supplied,
        path=f"texts/{text.slug}/",
        creator=", ".join(text.creator),
        date=date_label(text.date),
        date_iso=text.date.iso if text.date else "",
        words=words,
        minutes=minutes,
        notes=notes,
        excerpt=first_sentences(opening),
        draft=text.draft,
    )


def in_time(texts: Iterable[Text]) -> list[Text]:
    """Texts by date, those without one last, then by title."""
    return sorted(texts, key=lambda t: (t.date.iso if t.date else "9999", t.plain_title.casefold()))


def entry_card(entry: Entry, occurrences: int) -> EntryCard:
    """A line of a list of entries, with how often it is named in texts."""
    return EntryCard(
        title=entry.title,
        path=f"glossary/{entry.slug}/",
        kind=entry.kind,
        kind_label=entry_kind(entry.kind),
        summary=entry.summary,
        occurrences=occurrences,
        aliases=entry.alias,
    )


def snippets(backlinks: Sequence[Backlink]) -> tuple[SnippetView, ...]:
    """Backlinks as a page lists them: each place once, notes after pages."""
    views = (SnippetView(b.title, b.path, b.kind, b.before, b.words, b.after) for b in backlinks)
    return tuple(dict.fromkeys(sorted(views, key=lambda v: (v.kind == "note", v.title, v.path))))


def place_snippet(text: Text, start: int, end: int) -> SnippetView:
    """The words round a place of a text, with a link to its paragraph."""
    block = text.document.block_at(start)
    place = block_id(block)
    path = f"texts/{text.slug}/" + (f"#{place}" if place else "")
    shown = snippet(text.document, start, end)
    return SnippetView(text.plain_title, path, "mention", shown.before, shown.words, shown.after)
