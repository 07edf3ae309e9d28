"""What must hold over a whole archive, whatever each file says by itself: one small function each."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping

from readingroom.anchors import inherited
from readingroom.archive import Contents
from readingroom.diagnostics import Diagnostic, did_you_mean
from readingroom.links import Unread
from readingroom.model import Entry, Note, PlainPage, Text
from readingroom.provenance import Provenance, by_text
from readingroom.values import replace

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
    """The text that one which was recorded and is gone has become."""
    documents = {text.slug: text.document for text in contents.texts}
    heirs = inherited(contents.records, documents)
    return next((now for now, (old, _) in heirs.items() if old == slug), "")


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


def reply_target(note: Note, known: Mapping[tuple[str, str], Note]) -> Note | None:
    """The note that ``re: file.md#id`` (or ``#id``, in the same file) names, if it is on that text."""
    file, _, id_ = note.re.partition("#")
    folder = posixpath.dirname(note.path)
    path = posixpath.normpath(posixpath.join(folder, file)) if file else note.path
    target = known.get((path, id_))
    return target if target and target.text == note.text and target.id != note.id else None


def texts_have_sources(contents: Contents) -> Iterator[Diagnostic]:
    """The source that a text names is there."""
    known = by_text(contents.texts, contents.sources)
    for text in contents.texts:
        if text.source and text.slug not in known:
            message = f"the source {text.source.file} is not in content/sources/"
            yield Diagnostic("source-missing", message, text.path)


def records_have_texts(contents: Contents) -> Iterator[Diagnostic]:
    """The text that an import record names is there, and was not renamed or deleted by hand."""
    slugs = {text.slug for text in contents.texts} | {unread.slug for unread in contents.unread}
    for source in contents.sources:
        if not source.record or source.record.slug in slugs:
            continue
        named = f"content/{source.record.markdown_file}"
        heir = next((text.path for text in contents.texts if _made_of(text, source)), "")
        message = f"the import record names {named}, which is not there"
        call = f"import content/sources/{source.name} --yes"
        if heir:
            message += f"; {heir} has this source"
            hint = f"run: {call}, which writes the record anew"
        else:
            hint = f"run: {call}, which writes the text again, or delete the source and its record"
        path = f"content/sources/{source.name}.import.yaml"
        yield Diagnostic("source-record-missing", message, path, hint=hint)


def _made_of(text: Text, source: Provenance) -> bool:
    """Whether a text's front matter names a source: the file, and the bytes where it says them."""
    cited = text.source
    return bool(cited and cited.file == source.name and cited.sha256 in ("", source.sha256))


CHECKS: tuple[Check, ...] = (
    slugs_are_one_namespace,
    notes_have_texts,
    note_ids_are_unique,
    replies_have_notes,
    texts_have_sources,
    records_have_texts,
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
