"""``note`` and ``notes``: stubs for new notes, a list of all, the acceptance of where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.text import Text as Styled

from readingroom.anchors import FOLDER, parse, record_of, render
from readingroom.archive import Archive
from readingroom.cli.printing import console, show
from readingroom.diagnostics import nearest
from readingroom.model import AnchoredNote, Target, Text
from readingroom.notes.ids import id_for
from readingroom.notes.writing import quoted, requoted, stub, with_ids
from readingroom.pages.parts import lemma
from readingroom.pipeline import Options, read_archive
from readingroom.quotes import Match, match_quote

#: States that a reader need not be told of.
_FINE = ("exact", "moved", "whole", "reply")


def run_list(root: Path, text: str | None, unsettled: bool) -> int:
    """Every note with its state; status 1 where a text is named that is not there."""
    archive, _ = read_archive(root, Options(drafts=True))
    terminal = console()
    if text and not archive.text(text):
        return _no_text(archive, text)
    notes = [
        a
        for a in archive.notes
        if (text is None or a.note.text == text) and not (unsettled and a.state in _FINE)
    ]
    by_slug = {t.slug: t for t in archive.texts}
    for anchored in notes:
        note = anchored.note
        style = "" if anchored.state in _FINE else "bold yellow"
        words = lemma(anchored, by_slug[note.text])
        state = Styled(f"{anchored.state:9} ", style)
        terminal.print(Styled.assemble(state, f"{note.text}#{note.id}  ", (words, "dim")))
    states = Counter(anchored.state for anchored in notes)
    says = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    terminal.print(f"{len(notes)} notes{': ' + says if says else ''}.")
    return 0


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
    requotes: dict[str, dict[int, str]] = {}
    accepted: dict[str, AnchoredNote] = {}
    status = 1 if unknown else 0
    for anchored in archive.notes:
        note = anchored.note
        key = f"{note.text}#{note.id}"
        if anchored.state not in ("changed", "ambiguous", "orphan"):
            continue
        if key not in wanted or (not ids and anchored.state != "changed"):
            continue
        text = archive.text(note.text)
        assert text is not None
        settled = _settled(anchored, text)
        if settled is None:
            where = [d for d in found if d.path == note.path and d.line >= note.line][:1]
            problems.print(f"{key} stands nowhere for certain; quote words that are in the text")
            show(problems, where, root)
            status = 1
            continue
        accepted[key] = settled
        for target in settled.targets:
            quote = note.quotes[target.quote]
            if target.state == "changed":
                words = quoted(text.document.text, target.start, target.end)
                requotes.setdefault(note.path, {})[quote.line] = words
        terminal.print(f"{key}: {lemma(settled, text)}")
    for path, changes in requotes.items():
        file = root / path
        file.write_text(requoted(_read(file), changes), "utf-8", newline="\n")
    texts = {a.note.text for a in archive.notes if f"{a.note.text}#{a.note.id}" in wanted}
    # Quotes that were rewritten are read again, so that the record has them as they now are.
    after, _ = read_archive(root, Options(drafts=True))
    written = [slug for slug in sorted(texts) if _write_record(root, after, slug)]
    terminal.print(
        f"{len(accepted)} {'note' if len(accepted) == 1 else 'notes'} accepted; "
        f"the places of the notes on {len(written)} "
        f"{'text' if len(written) == 1 else 'texts'} are recorded in {FOLDER}."
    )
    return status


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


def run_add_ids(root: Path) -> int:
    """Give every note without a heading one, in the files themselves."""
    terminal = console()
    count = 0
    for path in sorted((root / "content" / "notes").rglob("*.md")):
        source = _read(path)
        name = path.relative_to(root).as_posix()
        changed = with_ids(source, name)
        if changed != source:
            path.write_text(changed, "utf-8", newline="\n")
            terminal.print(f"{name}: ids added")
            count += 1
    terminal.print(
        f"{count} {'file' if count == 1 else 'files'} written."
        if count
        else "Nothing to add: every note has its id."
    )
    return 0


def run_note(root: Path, slug: str, quotes: Sequence[str], kind: str | None, by: str | None) -> int:
    """Write the stub of a new note into the notes file of the text."""
    archive, _ = read_archive(root, Options(drafts=True))
    terminal, problems = console(), console(errors=True)
    text = archive.text(slug)
    if text is None:
        return _no_text(archive, slug)
    kinds = [known.slug for known in archive.site.kinds]
    if kind and kind not in kinds:
        problems.print(f"there is no kind {kind}; site.yaml lists {', '.join(kinds)}")
        return 1
    lines = []
    for words in quotes:
        match = match_quote(text.document.text, words)
        if not isinstance(match, Match):
            problems.print(f"“{words}”: {_why(match.reason, text, match.candidates)}")
            return 1
        lines.append(quoted(text.document.text, match.start, match.end))
    taken = [a.note.id for a in archive.notes if a.note.text == slug]
    id_ = id_for(quotes[0] if quotes else slug, taken)
    path = root / "content" / "notes" / f"{slug}.md"
    before = (
        _read(path)
        if path.exists()
        else f"---\ntext: {slug}\n---\n\n# Notes on {text.plain_title}\n"
    )
    fields = {"kind": kind or archive.site.kinds[0].slug, "by": by or ""}
    if f"text: {slug}" not in before:
        fields["text"] = slug
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{before.rstrip()}\n\n{stub(id_, fields, lines)}", "utf-8", newline="\n")
    line = before.rstrip().count("\n") + 3
    name = path.relative_to(root).as_posix()
    terminal.print(f"{name}:{line}: the note `{id_}` waits for its comment")
    return 0


def _why(reason: str, text: Text, candidates: Sequence[Match]) -> str:
    if reason == "ambiguous":
        places = "; ".join(
            f"“…{text.document.text[max(0, m.start - 20) : m.end + 20]}…”".replace("\n", " ")
            for m in candidates[:5]
        )
        return f"stands {len(candidates)} times: quote more of one of {places}"
    if candidates:
        near = text.document.text[candidates[0].start : candidates[0].end]
        return f"is not in the text; the nearest words are “{' '.join(near.split())}”"
    return "is not in the text"


def _no_text(archive: Archive, slug: str) -> int:
    near = nearest(slug, [t.slug for t in archive.texts], 1)
    says = f"; did you mean {near[0]}?" if near else ""
    console(errors=True).print(f"there is no text {slug}{says}")
    return 1


def _read(path: Path) -> str:
    return path.read_text("utf-8-sig").replace("\r\n", "\n")
