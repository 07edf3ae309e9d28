"""What tests of notes from elsewhere share: archives in memory, annotations, and reading notes back."""

import json
from dataclasses import replace
from typing import Any

from readingroom.anchoring import anchor_notes
from readingroom.archive import Archive, Contents, in_place
from readingroom.assembling import Desk, assemble
from readingroom.cli.interchange import shelf_of
from readingroom.config import Site
from readingroom.model import AnchoredNote, Document, Note, Text
from readingroom.notes import read_notes
from readingroom.notes.interchange import Imported, to_markdown
from readingroom.readers import read_markdown
from readingroom.sources import ContentFile
from readingroom.webannotation import (
    NAME,
    annotation_collection,
    annotation_page,
    annotations_path,
    leaves,
)


def imported(data: Any, archive: Archive) -> Imported:
    """What the archive's texts get, as if they had no notes yet."""
    made = to_markdown(data, replace(shelf_of(archive, "somebody"), notes={}))
    assert made is not None
    return made


def read_back(made: Imported, archive: Archive) -> dict[tuple[str, str], AnchoredNote]:
    """The notes of the files that were made, anchored; none has anything wrong with its form."""
    notes: list[Note] = []
    for slug, markdown in made.files.items():
        file = ContentFile("notes", f"content/notes/{slug}-imported.md", slug, markdown, "")
        read, found = read_notes(file, archive.site)
        assert not [d for d in found if d.code != "note-empty"], found
        notes += read
    anchored, _ = anchor_notes(notes, {t.slug: t for t in archive.texts})
    return {(a.note.text, a.note.id): a for a in anchored}


def spans(anchored: AnchoredNote) -> list[tuple[int, int]]:
    return [(target.start, target.end) for target in anchored.targets]


def annotation_files(archive: Archive) -> dict[str, bytes]:
    """``texts/<slug>/annotations.jsonld`` for each text and ``annotations.jsonld``, by site path."""
    site = archive.site
    notes = {
        t.slug: in_place(a for a in archive.notes if a.note.text == t.slug) for t in archive.texts
    }
    counts = [(text.slug, len(notes[text.slug])) for text in archive.texts]
    files = {
        annotations_path(text.slug): annotation_page(text, notes[text.slug], site, leaf)
        for text, leaf in zip(archive.texts, leaves(site.title, counts), strict=True)
    }
    return files | {NAME: annotation_collection(site, site.title, counts)}


def exported(archive: Archive) -> list[Any]:
    files = annotation_files(archive)
    return [json.loads(data) for path, data in files.items() if path.startswith("texts/")]


def archive_of(markdown: str, *notes: Note) -> Archive:
    text = Text("t", "content/texts/t.md", "T", read_markdown(markdown).document)
    archive, _ = assemble(Desk(Contents(Site(), (text,), notes=notes)))
    return archive


def words_of(document: Document) -> str:
    return " ".join(document.text.split())


def quoted(exact: str, prefix: str = "", suffix: str = "") -> list[dict[str, str]]:
    return [{"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}]


def row(id_: str, text: str, exact: str = "", **more: Any) -> dict[str, Any]:
    target: dict[str, Any] = {"source": "https://elsewhere.example/speech"}
    if exact:
        target["selector"] = [{"type": "RangeSelector", "startContainer": "/p[1]"}, *quoted(exact)]
    return {
        "id": id_, "user": "acct:ann@hypothes.is",
        "created": f"2024-03-0{len(id_)}T10:00:00.000000+00:00",
        "updated": "2024-03-09T10:00:00.000000+00:00", "uri": "https://elsewhere.example/speech",
        "text": text, "tags": ["a tag", "C++, maybe"], "target": [target],
    } | more  # fmt: skip


SPEECH = "He said that security comes first. And then he left.\n\nNobody had asked him to."
