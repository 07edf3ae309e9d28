"""``notes import``: annotations of other programs as notes files under ``content/notes/``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text as Styled

from readingroom.anchoring import anchor
from readingroom.archive import Archive
from readingroom.cli.printing import console
from readingroom.model import Document, Note, Quote
from readingroom.notes.interchange import Imported, Shelf, to_markdown
from readingroom.pipeline import Options, read_archive
from readingroom.quotes import Haystack


def run_notes_import(root: Path, file: Path, by: str | None) -> int:
    """Write the notes that ``file`` (JSON) holds and say what became of them; the exit status.

    ``by`` is who wrote those annotations that name nobody. No file is ever overwritten.
    """
    terminal, problems = console(), console(errors=True)
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
    _write(root, file, imported)
    for report in imported.reports:
        name = f"{report.text}#{report.note}" if report.text else report.note
        terminal.print(Styled.assemble(("  look at: ", "yellow"), f"{name} {report.says}".strip()))
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

    notes: dict[str, dict[str, str]] = {}
    for anchored in archive.notes:
        notes.setdefault(anchored.note.text, {})[anchored.note.id] = anchored.note.path
    slugs = {t.slug for t in archive.texts} | {e.slug for e in archive.entries}
    slugs |= {page.slug for page in archive.pages}
    return Shelf(archive.site, texts, places, notes, frozenset(slugs), by)


def _write(root: Path, file: Path, imported: Imported) -> None:
    """The notes of each text, then those on none, which stay beside the file that they came from."""
    terminal = console()
    folder = root / "content" / "notes"
    for slug, markdown in imported.files.items():
        folder.mkdir(parents=True, exist_ok=True)
        path = _new(folder, f"{slug}-imported", markdown)
        terminal.print(Styled.assemble((path.relative_to(root).as_posix(), "bold"), " written"))
    if imported.rest:
        path = _new(file.parent, f"{file.stem}-unplaced", imported.rest)
        says = " written: notes on no text of the archive; give them a `text:` and move them"
        terminal.print(Styled.assemble((str(path), "bold"), says))
    unplaced = imported.notes - imported.anchored
    terminal.print(
        f"{imported.notes} notes, {imported.anchored} on their words, "
        f"{unplaced} on a whole text, replies or unplaced"
    )


def _new(folder: Path, stem: str, markdown: str) -> Path:
    """A file that was not there before, with a count where the name is taken."""
    count = 1
    while True:
        path = folder / (f"{stem}.md" if count == 1 else f"{stem}-{count}.md")
        try:
            with path.open("x", encoding="utf-8", newline="\n") as out:
                out.write(markdown)
        except FileExistsError:
            count += 1
            continue
        return path
