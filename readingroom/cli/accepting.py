"""``notes accept``: what stands now is taken as right, in the Markdown and in the records."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from readingroom.anchoring import reading_of
from readingroom.anchors import FOLDER, Record, inherited, parse, record_of, render
from readingroom.archive import Archive
from readingroom.cli.printing import console, show
from readingroom.diagnostics import Diagnostic, nearest
from readingroom.model import AnchoredNote, Text
from readingroom.notes.quoting import as_quote, elision_of, quote_of
from readingroom.notes.writing import recounted, requoted
from readingroom.pages.noted import lemma
from readingroom.pipeline import Options, read_archive
from readingroom.quotes import Haystack

_ELIDED = re.compile(r"\[(?:…|\.\.\.)\]").search


@dataclass(slots=True)
class _Accepted:
    """What is accepted so far: notes (text, id), and by file the new quotes and counts, by line."""

    ids: set[tuple[str, str]] = field(default_factory=set)
    quotes: dict[str, dict[int, str]] = field(default_factory=dict)
    counts: dict[str, dict[int, str]] = field(default_factory=dict)


def run_accept(root: Path, ids: Sequence[str]) -> int:
    """Take the places of the notes named, or of all, as right: quotes are rewritten, records written.

    Status 1 when a note named is not there, or stands nowhere that could be accepted.
    """
    archive, found = read_archive(root, Options(drafts=True))
    terminal, problems = console(), console(errors=True)
    wanted, unknown = _named(archive, ids)
    for id_ in unknown:
        known = [f"{a.note.text}#{a.note.id}" for a in archive.notes]
        near = nearest(id_, known, 1)
        problems.print(f"there is no note {id_}" + (f"; did you mean {near[0]}?" if near else ""))
    accepted = _Accepted()
    status = 1 if unknown else 0
    for anchored in archive.notes:
        key = f"{anchored.note.text}#{anchored.note.id}"
        if anchored.state not in ("changed", "ambiguous", "orphan"):
            continue
        if key not in wanted or (not ids and anchored.state != "changed"):
            continue
        text = archive.text(anchored.note.text)
        assert text is not None
        if settled := _accept(anchored, text, accepted):
            terminal.print(f"{key}: {lemma(settled, text)}")
            continue
        problems.print(f"{key} stands nowhere for certain; quote words that are in the text")
        show(problems, _told_of(anchored, found), root)
        status = 1
    for path, changes in accepted.quotes.items():
        file = root / path
        counted = recounted(_read(file), accepted.counts.get(path, {}))
        file.write_text(requoted(counted, changes), "utf-8", newline="\n")
    texts = {a.note.text for a in archive.notes if f"{a.note.text}#{a.note.id}" in wanted}
    _forget(root, accepted.ids)
    # Quotes that were rewritten are read again, so that the record has them as they now are.
    after, _ = read_archive(root, Options(drafts=True))
    written = [slug for slug in sorted(texts) if write_record(root, after, slug)]
    terminal.print(
        f"{len(accepted.ids)} {'note' if len(accepted.ids) == 1 else 'notes'} accepted; "
        f"the places of the notes on {len(written)} "
        f"{'text' if len(written) == 1 else 'texts'} are recorded in {FOLDER}."
    )
    return status


def _accept(anchored: AnchoredNote, text: Text, accepted: _Accepted) -> AnchoredNote | None:
    """The note on the places that it is accepted at, its new quotes noted; None where one has none."""
    note = anchored.note
    places = {target.quote: target for target in (*anchored.targets, *anchored.lookalikes)}
    if len(places) < len(note.quotes):
        return None
    haystack = Haystack(text.document.text)
    reads = reading_of(text.document, haystack)
    lines: dict[int, str] = {}
    counts: dict[int, str] = {note.line: ""} if note.nth else {}
    for number, quote in enumerate(note.quotes):
        target = places[number]
        if target.state != "changed" and not note.nth:
            continue
        short = (
            elision_of(haystack, target.start, target.end, reads) if _ELIDED(quote.raw) else None
        )
        alone = len(note.quotes) == 1
        written = short or quote_of(haystack, target.start, target.end, reads, counted=alone)
        if written is None:
            return None
        lines[quote.line] = as_quote(written.raw)
        if written.nth:
            counts[note.line] = f"{written.nth[0]}/{written.nth[1]}"
    accepted.quotes.setdefault(note.path, {}).update(lines)
    accepted.counts.setdefault(note.path, {}).update(counts)
    accepted.ids.add((note.text, note.id))
    return replace(anchored, targets=tuple(places[n] for n in sorted(places)))


def _told_of(anchored: AnchoredNote, found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    note = anchored.note
    return [d for d in found if d.path == note.path and d.line >= note.line][:1]


def _named(archive: Archive, ids: Sequence[str]) -> tuple[set[str], list[str]]:
    """The notes that were named, as ``text#id`` or ``id`` alone; all where none was."""
    known = [(a.note.text, a.note.id) for a in archive.notes]
    if not ids:
        return {f"{text}#{id_}" for text, id_ in known}, []
    wanted: set[str] = set()
    unknown: list[str] = []
    for named in ids:
        found = [f"{t}#{i}" for t, i in known if named in (i, f"{t}#{i}")]
        wanted.update(found)
        if not found:
            unknown.append(named)
    return wanted, unknown


def write_record(root: Path, archive: Archive, slug: str) -> bool:
    """Record where the notes on a text stand; what was recorded under a former slug comes with it."""
    text = archive.text(slug)
    if text is None:
        return False
    path = root / FOLDER / f"{slug}.json"
    old = {one.stem: one for one in sorted((root / FOLDER).glob("*.json"))}
    records = {name: found for name, one in old.items() if (found := _record(one))}
    heirs = inherited(records, {t.slug: t.document for t in archive.texts})
    former, before = heirs.get(slug, ("", records.get(slug)))
    notes = [a for a in archive.notes if a.note.text == slug]
    record = record_of(slug, text.document, notes, before)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(record), "utf-8", newline="\n")
    if former:
        old[former].unlink()
    return True


def _forget(root: Path, ids: Collection[tuple[str, str]]) -> None:
    """Take notes out of the records: they stand where they are quoted now, wherever they stood."""
    for slug in {text for text, _ in ids}:
        path = root / FOLDER / f"{slug}.json"
        if path.exists() and (known := _record(path)):
            notes = {id_: one for id_, one in known.notes.items() if (slug, id_) not in ids}
            path.write_text(render(replace(known, notes=notes)), "utf-8", newline="\n")


def _record(path: Path) -> Record | None:
    return parse(_read(path), str(path))[0]


def _read(path: Path) -> str:
    return path.read_text("utf-8-sig").replace("\r\n", "\n")
