"""Where in the archive's files a page, a note or a paragraph of the site was written."""

from __future__ import annotations

from dataclasses import dataclass

from readingroom.archive import Archive
from readingroom.links import Name


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in a file of the archive, and what stands there: a text, an entry, a page, a note."""

    what: str
    path: str
    line: int = 1
    column: int = 1


def origin(archive: Archive, page: str, id_: str = "") -> Origin | None:
    """What a page of the site was made of, by its site path; with an id, what has that id in it.

    None for pages that are made of many files. An id that is not known leaves the page's own file.
    """
    name = _name(archive, page)
    if name is None:
        return None
    if name.kind != "text" or not id_:
        return Origin(name.kind, name.file)
    if id_.startswith("note-"):
        wanted = id_.removeprefix("note-")
        for anchored in archive.notes:
            note = anchored.note
            if note.text == name.slug and note.id == wanted:
                return Origin("note", note.path, note.line, note.column)
    text = archive.text(name.slug)
    for block in text.document.blocks if text else ():
        if id_ == f"p-{block.address}":
            return Origin("text", name.file, block.line)
    return Origin("text", name.file)


def pages_of(archive: Archive, file: str) -> tuple[str, ...]:
    """The site paths of the pages that a file of the archive is shown on first of all."""
    name = archive.names.by_file.get(file)
    if name:
        return (name.path,)
    texts = dict.fromkeys(a.note.text for a in archive.notes if a.note.path == file)
    return tuple(archive.names.by_slug[slug].path for slug in texts)


def _name(archive: Archive, page: str) -> Name | None:
    slug = page.rstrip("/").rpartition("/")[2] or "index"
    name = archive.names.by_slug.get(slug)
    return name if name and name.path == page else None
