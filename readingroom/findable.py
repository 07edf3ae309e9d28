"""What of an archive can be found: a search document for each text, note, entry and page."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.archive import Archive
from readingroom.config import Site
from readingroom.model import AnchoredNote, Document, Text
from readingroom.pages.noted import lemma
from readingroom.search import SearchDocument


def search_documents(archive: Archive) -> tuple[SearchDocument, ...]:
    """Texts, notes, entries and pages, in the order of their refs."""
    by_slug = {text.slug: text for text in archive.texts}
    return (
        *(text_document(text, archive.site) for text in archive.texts),
        *(note_document(a, by_slug[a.note.text], archive.site) for a in archive.notes),
        *other_documents(archive),
    )


def text_document(text: Text, site: Site) -> SearchDocument:
    """What is found of a text."""
    return SearchDocument(
        kind="text",
        title=text.plain_title,
        path=f"texts/{text.slug}/",
        body=text.document.text,
        tags=text.subject,
        author=", ".join(text.creator),
        language=text.language or site.language,
        aliases=text.alias,
        places=tuple(_places(text.document)),
        year=_year(text),
        source=_source(text),
    )


def note_document(anchored: AnchoredNote, text: Text, site: Site) -> SearchDocument:
    """What is found of a note on a text."""
    note = anchored.note
    words = lemma(anchored, text)
    return SearchDocument(
        kind="note",
        title=note.title or (f"“{words}”" if words else text.plain_title),
        path=f"texts/{note.text}/#note-{note.id}",
        body=note.document.text,
        tags=note.tags,
        author=site.editor_name(note.by),
        language=note.language or site.language,
        year=_year(text),
        source=_source(text),
    )


def other_documents(archive: Archive) -> Iterator[SearchDocument]:
    """What is found of entries and pages."""
    language = archive.site.language
    for entry in archive.entries:
        yield SearchDocument(
            kind="entry",
            title=entry.title,
            path=f"glossary/{entry.slug}/",
            body="\n\n".join(part for part in (entry.summary, entry.document.text) if part),
            tags=entry.subject,
            language=language,
            aliases=entry.alias,
        )
    for page in archive.pages:
        if page.slug != "index":
            yield SearchDocument(
                kind="page",
                title=page.title,
                path=f"{page.slug}/",
                body=page.document.text,
                language=language,
            )


def _places(document: Document) -> Iterator[tuple[int, str]]:
    """Where each passage begins that has an address of its own, and that address."""
    before = -1
    for block in document.blocks:
        if block.kind != "cell" and block.start > before:
            yield block.start, f"{'h' if block.kind == 'heading' else 'p'}-{block.address}"
            before = block.start


def _year(text: Text) -> str:
    return str(text.date.year) if text.date else ""


def _source(text: Text) -> str:
    """Where a text is from: who published it, or else who made it."""
    return text.publisher or ", ".join(text.creator)
