"""What of an archive can be found: a search document for each text, note, entry and page."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.archive import Archive
from readingroom.model import Document
from readingroom.pages.noted import lemma
from readingroom.search import SearchDocument


def search_documents(archive: Archive) -> tuple[SearchDocument, ...]:
    """Texts, notes, entries and pages, in the order of their refs."""
    return tuple(_documents(archive))


def _documents(archive: Archive) -> Iterator[SearchDocument]:
    language = archive.site.language
    by_slug = {text.slug: text for text in archive.texts}
    for text in archive.texts:
        yield SearchDocument(
            kind="text",
            title=text.plain_title,
            path=f"texts/{text.slug}/",
            body=text.document.text,
            tags=text.subject,
            author=", ".join(text.creator),
            language=text.language or language,
            aliases=text.alias,
            places=tuple(_places(text.document)),
        )
    for anchored in archive.notes:
        note = anchored.note
        text = by_slug[note.text]
        words = lemma(anchored, text)
        about = note.title or (f"“{words}”" if words else text.plain_title)
        yield SearchDocument(
            kind="note",
            title=about,
            path=f"texts/{note.text}/#note-{note.id}",
            body=note.document.text,
            tags=note.tags,
            author=archive.site.editor_name(note.by),
            language=note.language or language,
        )
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
