"""What must hold over a whole archive, whatever each file says by itself: one small function each."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from readingroom.archive import Contents
from readingroom.diagnostics import Diagnostic, did_you_mean
from readingroom.importing import check_record
from readingroom.links import Unread
from readingroom.model import Entry, Note, PlainPage, Text

Check = Callable[[Contents], Iterator[Diagnostic]]


def slugs_are_one_namespace(contents: Contents) -> Iterator[Diagnostic]:
    """No two texts, entries or pages have one slug."""
    first: dict[str, str] = {}
    claims: tuple[Text | Entry | PlainPage | Unread, ...] = (
        *contents.texts,
        *contents.entries,
        *contents.pages,
        *(unread for unread in contents.unread if unread.slug),
    )
    for one in claims:
        slug = one.slug.casefold()
        if slug in first:
            message = f"the slug `{slug}` is taken by {first[slug]}"
            hint = "rename one of the two files; links name both by the slug"
            yield Diagnostic("slug-duplicate", message, one.path, 0, 0, hint)
        first.setdefault(slug, one.path)


def notes_have_texts(contents: Contents) -> Iterator[Diagnostic]:
    """Every note is about a text that the archive has; one finding for each file and text."""
    texts = {t.slug for t in contents.texts}
    unread = {u.slug for u in contents.unread}
    lost: dict[tuple[str, str], list[Note]] = {}
    for note in contents.notes:
        if note.text not in texts and note.text not in unread:
            lost.setdefault((note.path, note.text), []).append(note)
    for (path, slug), notes in lost.items():
        first = notes[0]
        said = f"the note `{first.id}` is" if len(notes) == 1 else f"{len(notes)} notes are"
        message = f"{said} about `{slug}`, which the archive does not have"
        if renamed := _renamed(slug, contents):
            hint = f"it seems to be `{renamed}` now: write `text: {renamed}`"
        else:
            hint = did_you_mean(slug, texts, 3)
        place = (path, first.line, first.column)
        yield Diagnostic("note-text-unknown", message, *place, hint)


def _renamed(slug: str, contents: Contents) -> str:
    """The text that has most paragraphs of one that was recorded and is gone, if more than half."""
    record = contents.records.get(slug)
    if record is None or not record.paragraphs:
        return ""
    old = {paragraph.address for paragraph in record.paragraphs}
    shared = {t.slug: len(old & {b.address for b in t.document.blocks}) for t in contents.texts}
    best = max(shared, key=lambda name: shared[name], default="")
    return best if best and shared[best] * 2 > len(old) else ""


def note_ids_are_unique(contents: Contents) -> Iterator[Diagnostic]:
    """An id names one note of its text, across files."""
    first: dict[tuple[str, str], Note] = {}
    for note in contents.notes:
        taken = first.get((note.text, note.id))
        if taken:
            message = f"the id `{note.id}` is taken by {taken.path}:{taken.line}"
            hint = "give one of the two another heading"
            yield Diagnostic("note-id-duplicate", message, note.path, note.line, note.column, hint)
        first.setdefault((note.text, note.id), note)


def replies_have_notes(contents: Contents) -> Iterator[Diagnostic]:
    """``re:`` names a note that the archive has, on the same text."""
    known = {(n.path, n.id): n for n in contents.notes}
    for note in contents.notes:
        if note.re and reply_target(note, known) is None:
            ids = [f"{posixpath.basename(p)}#{i}" for p, i in known if i != note.id]
            hint = did_you_mean(note.re, ids, 3)
            message = f"`re: {note.re}` names no note on {note.text}"
            yield Diagnostic("note-reply-unknown", message, note.path, note.line, note.column, hint)


def reply_target(note: Note, known: dict[tuple[str, str], Note]) -> Note | None:
    """The note that ``re: file.md#id`` (or ``#id``, in the same file) names, if it is on that text."""
    file, _, id_ = note.re.partition("#")
    folder = posixpath.dirname(note.path)
    path = posixpath.normpath(posixpath.join(folder, file)) if file else note.path
    target = known.get((path, id_))
    return target if target and target.text == note.text and target.id != note.id else None


def sources_are_untouched(
    sources: Iterable[tuple[str, bytes, str | None]], texts: Iterable[Text]
) -> Iterator[Diagnostic]:
    """Every source is what its record says, and every text's source is there.

    ``sources`` are names below content/sources/ with bytes and the text of the record.
    """
    known = set()
    for name, data, record in sources:
        known.add(name)
        path = f"content/sources/{name}"
        if record is None:
            hint = f"run: import {path}"
            message = "the source has no import record"
            yield Diagnostic("source-record-missing", message, path, 0, 0, hint)
        else:
            yield from check_record(data, record, path)
    for text in texts:
        if text.source and text.source.file not in known:
            message = f"the source {text.source.file} is not in content/sources/"
            yield Diagnostic("source-missing", message, text.path)


CHECKS: tuple[Check, ...] = (
    slugs_are_one_namespace,
    notes_have_texts,
    note_ids_are_unique,
    replies_have_notes,
)


def run_checks(contents: Contents, checks: tuple[Check, ...] = CHECKS) -> tuple[Diagnostic, ...]:
    """What all checks find."""
    return tuple(found for check in checks for found in check(contents))


def sound(contents: Contents) -> Contents:
    """The contents without what the checks refuse: later ones of one slug or id, notes on nothing."""
    seen: set[str] = set()

    def fresh(slug: str) -> bool:
        folded = slug.casefold()
        new = folded not in seen
        seen.add(folded)
        return new

    texts = tuple(t for t in contents.texts if fresh(t.slug))
    entries = tuple(e for e in contents.entries if fresh(e.slug))
    pages = tuple(p for p in contents.pages if fresh(p.slug))
    known = {t.slug for t in texts}
    ids: set[tuple[str, str]] = set()
    notes = []
    for note in contents.notes:
        if note.text in known and (note.text, note.id) not in ids:
            ids.add((note.text, note.id))
            notes.append(note)
    return replace(contents, texts=texts, entries=entries, pages=pages, notes=tuple(notes))
