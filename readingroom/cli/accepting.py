"""``notes accept``: what stands now is taken as right, in the Markdown and in the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from readingroom.anchoring import reading_of
from readingroom.anchors import FOLDER, parse, record_of, render
from readingroom.archive import Archive
from readingroom.cli.printing import console, show
from readingroom.diagnostics import Diagnostic, nearest
from readingroom.model import AnchoredNote, Target, Text
from readingroom.notes.quoting import as_quote, quote_of
from readingroom.notes.writing import requoted
from readingroom.pages.noted import lemma
from readingroom.pipeline import Options, read_archive
from readingroom.quotes import Haystack, Match, match_quote


@dataclass(slots=True)
class _Accepted:
    """What is accepted so far: how many notes, and the quotes to be rewritten, by file and line."""

    count: int = 0
    quotes: dict[str, dict[int, str]] = field(default_factory=dict)


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
        file.write_text(requoted(_read(file), changes), "utf-8", newline="\n")
    texts = {a.note.text for a in archive.notes if f"{a.note.text}#{a.note.id}" in wanted}
    # Quotes that were rewritten are read again, so that the record has them as they now are.
    after, _ = read_archive(root, Options(drafts=True))
    written = [slug for slug in sorted(texts) if _write_record(root, after, slug)]
    terminal.print(
        f"{accepted.count} {'note' if accepted.count == 1 else 'notes'} accepted; "
        f"the places of the notes on {len(written)} "
        f"{'text' if len(written) == 1 else 'texts'} are recorded in {FOLDER}."
    )
    return status


def _accept(anchored: AnchoredNote, text: Text, accepted: _Accepted) -> AnchoredNote | None:
    """The note on the places that it is accepted at, its new quotes noted; None where one has none."""
    settled = _settled(anchored, text)
    if settled is None:
        return None
    haystack = Haystack(text.document.text)
    reads = reading_of(text.document, haystack)
    lines: dict[int, str] = {}
    for target in settled.targets:
        if target.state != "changed":
            continue
        written = quote_of(haystack, target.start, target.end, reads, counted=False)
        if written is None:
            return None
        lines[anchored.note.quotes[target.quote].line] = as_quote(written.raw)
    accepted.quotes.setdefault(anchored.note.path, {}).update(lines)
    accepted.count += 1
    return settled


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


def _settled(anchored: AnchoredNote, text: Text) -> AnchoredNote | None:
    """The note on the places that it would now be accepted at, None where one has no place."""
    placed = {target.quote: target for target in anchored.targets}
    for number, quote in enumerate(anchored.note.quotes):
        if number in placed:
            continue
        words = quote.raw.replace("==", "")
        match = match_quote(text.document.text, words)
        if not isinstance(match, Match):
            return None
        placed[number] = Target(match.start, match.end, "changed", number)
    return replace(anchored, targets=tuple(placed[n] for n in sorted(placed)))


def _write_record(root: Path, archive: Archive, slug: str) -> bool:
    text = archive.text(slug)
    if text is None:
        return False
    path = root / FOLDER / f"{slug}.json"
    before = parse(_read(path), str(path))[0] if path.exists() else None
    notes = [a for a in archive.notes if a.note.text == slug and a.state in ("exact", "moved")]
    record = record_of(slug, text.document, notes, before)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(record), "utf-8", newline="\n")
    return True


def _read(path: Path) -> str:
    return path.read_text("utf-8-sig").replace("\r\n", "\n")
