"""``notes import``: annotations of other programs as notes files under ``content/notes/``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text as Styled

from readingroom.anchoring import anchor
from readingroom.archive import Archive
from readingroom.cli.printing import console
from readingroom.config import Editor
from readingroom.importing.yaml_out import flow, scalar
from readingroom.model import Document, Note, Quote
from readingroom.notes.interchange import Imported, Tally, to_markdown
from readingroom.notes.shelf import Shelf, Shelved, shelved
from readingroom.pipeline import Options, read_archive
from readingroom.quotes import Haystack

#: Addresses shown of pages that are no text of the archive: enough to see which are meant.
_SHOWN = 3


def run_notes_import(root: Path, file: Path, by: str | None) -> int:
    """Write the notes that ``file`` (JSON) holds and say what became of them; the exit status.

    ``by`` is who wrote those annotations that name nobody. No file is ever overwritten.
    """
    problems = console(errors=True)
    try:
        data = json.loads(file.read_bytes())
    except OSError as error:
        problems.print(f"{file}: {error.strerror or error}")
        return 1
    except (ValueError, RecursionError) as error:
        problems.print(f"{file} is not JSON: {error}")
        return 1
    archive, _ = read_archive(root, Options(drafts=True))
    imported = to_markdown(data, shelf_of(archive, by or ""))
    if imported is None:
        problems.print(f"{file} holds no annotations: neither W3C's nor Hypothesis's JSON.")
        return 1
    terminal = console()
    try:
        _write(root, file, imported, terminal)
    except OSError as error:
        problems.print(f"{error.filename}: {error.strerror or error}")
        return 1
    for report in imported.reports:
        name = f"{report.text}#{report.note}" if report.text else report.note
        terminal.print(Styled.assemble(("  look at: ", "yellow"), f"{name} {report.says}".strip()))
    terminal.print(_told(imported.tally))
    _ask_for_editors(archive.site.editors, imported.editors, terminal)
    return 0


def shelf_of(archive: Archive, by: str) -> Shelf:
    """What an archive has, as import asks for it."""
    texts = {text.slug: text for text in archive.texts}
    haystacks: dict[str, Haystack] = {}

    def places(
        slug: str, raws: Sequence[str], nth: tuple[int, int] | None
    ) -> list[tuple[int, int]] | None:
        document = texts[slug].document
        haystack = haystacks.setdefault(slug, Haystack(document.text))
        quotes = tuple(Quote(raw, 1, 1) for raw in raws)
        note = Note("new", slug, "", 1, 1, Document(""), quotes, nth=nth)
        anchored, _ = anchor(note, document, haystack)
        if anchored.state != "exact":
            return None
        return [(target.start, target.end) for target in anchored.targets]

    notes: dict[str, dict[str, Shelved]] = {}
    for anchored in archive.notes:
        note = anchored.note
        notes.setdefault(note.text, {})[note.id] = shelved(anchored, texts[note.text])
    slugs = {t.slug for t in archive.texts} | {e.slug for e in archive.entries}
    slugs |= {page.slug for page in archive.pages}
    authors = frozenset(anchored.note.by for anchored in archive.notes) - {""}
    return Shelf(archive.site, texts, places, notes, frozenset(slugs), authors, by)


def _write(root: Path, file: Path, imported: Imported, terminal: Console) -> None:
    """The notes of each text, then those on none, which stay beside the file that they came from."""
    folder = root / "content" / "notes"
    for slug, markdown in imported.files.items():
        folder.mkdir(parents=True, exist_ok=True)
        path, new = _new(folder, f"{slug}-imported", markdown)
        terminal.print(_said(path.relative_to(root).as_posix(), new))
    if imported.rest:
        path, new = _new(file.absolute().parent, f"{file.stem}-unplaced", imported.rest)
        shown = ", ".join(imported.sources[:_SHOWN])
        more = len(imported.sources) - _SHOWN
        pages = f" ({shown}{f' and {more} others' if more > 0 else ''})" if shown else ""
        count = imported.tally.elsewhere
        notes = "1 note" if count == 1 else f"{count} notes"
        terminal.print(_said(str(path), new))
        says = (
            f"  {notes} on what is no text of this archive{pages}: not in content/notes/, where a "
            "note must be on a text. To use them, give the file a `text:` and move it there."
        )
        terminal.print(Styled(says))


def _said(path: str, new: bool) -> Styled:
    return Styled.assemble((path, "bold"), " written" if new else " is there already")


def _new(folder: Path, stem: str, markdown: str) -> tuple[Path, bool]:
    """A file with these words that was not there before, or one of the name that holds just them."""
    count = 1
    while True:
        path = folder / (f"{stem}.md" if count == 1 else f"{stem}-{count}.md")
        try:
            with path.open("x", encoding="utf-8", newline="\n") as out:
                out.write(markdown)
        except FileExistsError:
            if path.is_file() and path.read_bytes() == markdown.encode():
                return path, False
            count += 1
            continue
        return path, True


def _told(tally: Tally) -> str:
    """What became of the annotations, in a line."""
    parts = [
        (tally.anchored, "on their words"),
        (tally.whole, "on a whole text"),
        (tally.replies, "replies"),
        (tally.unplaced, "unplaced"),
    ]
    said = ", ".join(f"{count} {what}" for count, what in parts if count)
    notes = "1 note written" if tally.written == 1 else f"{tally.written} notes written"
    line = f"{notes}: {said}" if said else "No note written"
    if tally.known:
        line += f"; {tally.known} left out, since the archive has them already"
    return line + "."


def _ask_for_editors(
    listed: Sequence[Editor], editors: Sequence[Editor], terminal: Console
) -> None:
    """Print what site.yaml wants for readers to see the names of those who wrote the notes."""
    if not editors:
        return
    where = "under `editors:` in site.yaml" if listed else "to site.yaml"
    terminal.print(f"For readers to see the names of who wrote these, add {where}:\n")
    if not listed:
        terminal.print("editors:", markup=False)
    for editor in editors:
        person = {"name": editor.name} | ({"url": editor.url} if editor.url else {})
        terminal.print(f"  {scalar(editor.id)}: {flow(person)}", markup=False)
