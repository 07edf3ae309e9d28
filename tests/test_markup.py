"""The rules of DESIGN.md on notes, example by example: where notes stand, what accidents give, files."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import SiteBuilder
from fixtures import FOLDER, triples

from readingroom.anchoring import anchor_notes
from readingroom.archive import Archive
from readingroom.checks import reply_target
from readingroom.cli.noting import run_add_ids
from readingroom.config import Site, parse_site
from readingroom.diagnostics import Diagnostic, in_order
from readingroom.model import AnchoredNote, Document, Target, Text
from readingroom.notes import read_notes
from readingroom.pipeline import Options, read_archive
from readingroom.readers import read_markdown
from readingroom.sources import ContentFile

SITE_YAML = """\
format: 1
title: Examples
base_url: https://example.org/
editors:
  editor: {name: The editor}
  reviewer: {name: A reviewer}
kinds:
  context: {label: Context, motivation: commenting}
  term: {label: Term, motivation: describing}
"""

#: The text that every accident's notes are on.
LETTER = """\
The ship shall leave Harwich on Monday with the tide. She carries tea and the post.

Another post was lost. She wrote in 1912. It was a cold year - she said - and wet.

- salt
- sugar
"""

FINE = ("exact", "moved", "whole", "reply")


# --- where notes stand


def targets() -> list[tuple[str, str, str, str]]:
    """The examples of ``targets.md``: title, the text, its notes, where they stand."""
    parts = re.split(r"(?m)^\.\n", (FOLDER / "targets.md").read_text("utf-8"))
    assert len(parts) % 4 == 1, "targets.md: every example has four dots"
    assert not parts[-1].strip()
    return [
        (parts[n].strip(), parts[n + 1], parts[n + 2], parts[n + 3].rstrip("\n"))
        for n in range(0, len(parts) - 1, 4)
    ]


def by_title(names: str, examples: Sequence[tuple[str, ...]]) -> pytest.MarkDecorator:
    """Parametrises a test with examples, whose titles are their ids."""
    return pytest.mark.parametrize(
        names.split(), [rest for _, *rest in examples], ids=[title for title, *_ in examples]
    )


def passage(document: Document, target: Target) -> str:
    """A passage within its paragraphs: ``¶`` parts blocks, ``/`` lines and items, ``|`` cells."""
    first, last = document.block_at(target.start), document.block_at(target.end - 1)
    assert first, "a passage begins in a block"
    assert last, "a passage ends in a block"
    text = document.text
    words = (
        f"{text[first.start : target.start]}«{text[target.start : target.end]}»"
        f"{text[target.end : last.end]}"
    )
    for separator, sign in (("\n\n", " ¶ "), ("\n", " / "), ("\t", " | ")):
        words = words.replace(separator, sign)
    return "".join(_visible(c) for c in words.strip())


def _visible(character: str) -> str:
    """What nobody sees in a file, or an editor might compose, as an entity."""
    unseen = unicodedata.category(character) in ("Cf", "Mn") or character == "\u00a0"
    return f"&#{ord(character)};" if unseen else character


def placed(anchored: AnchoredNote, document: Document) -> list[str]:
    """A note's state, and the passages that it is on."""
    head = f"{anchored.note.id}: {anchored.state}"
    return [head, *(f"  {passage(document, target)}" for target in anchored.targets)]


@by_title("words notes expected", targets())
def test_targets(words: str, notes: str, expected: str):
    document = read_markdown(words).document
    text = Text("letter", "content/texts/letter.md", "A letter", document, markdown=words)
    source = f"---\ntext: letter\n---\n{notes}"
    file = ContentFile("notes", "content/notes/letter.md", "letter", source, "0")
    read, wrong = read_notes(file, site_of())
    assert not wrong
    made, found = anchor_notes(read, {"letter": text})
    assert "\n".join(line for one in made for line in placed(one, document)) == expected
    told = {f"note-{one.state}" for one in made if one.state not in FINE}
    assert {one.code for one in found} == told, "each state that is not fine is told, and no other"


def site_of() -> Site:
    site, wrong = parse_site(SITE_YAML)
    assert not wrong
    return site


# --- accidents


@pytest.fixture
def archive(tmp_path: Path) -> SiteBuilder:
    """An archive that has no texts yet."""
    return SiteBuilder(tmp_path / "archive").write("site.yaml", SITE_YAML)


def reading(site: SiteBuilder) -> tuple[Archive, tuple[Diagnostic, ...]]:
    made, found = read_archive(site.root, Options())
    return made, in_order(found)


@by_title("notes expected", triples("accidents"))
def test_accidents(archive: SiteBuilder, notes: str, expected: str):
    """Lines count from the first one shown; notes that begin without front matter are given some."""
    front = "" if notes.startswith("---\n") else "---\ntext: letter\n---\n"
    archive.text("letter", LETTER).write("content/notes/letter.md", front + notes)
    made, found = reading(archive)
    lines = front.count("\n")
    told = [f"{one.line - lines}:{one.column} {one.code}" for one in found]
    ids = ", ".join(one.note.id for one in made.notes) or "nothing"
    assert "\n".join([*told, f"reads {ids}"]) == expected
    assert all(one.path == "content/notes/letter.md" for one in found)
    assert all(one.message for one in found)


# --- several files


def files_in(shown: str) -> dict[str, str]:
    """Files by their paths, each behind a line ``--- path``."""
    parts = re.split(r"(?m)^--- (content/\S+)\n", shown)
    assert not parts[0].strip()
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def with_files(site: SiteBuilder, shown: str) -> SiteBuilder:
    """The archive with these files; a text without front matter is given a title."""
    for path, words in files_in(shown).items():
        titled = path.startswith("content/texts/") and not words.startswith("---\n")
        site.write(path, f"---\ntitle: {Path(path).stem}\n---\n{words}" if titled else words)
    return site


def told_of(anchored: AnchoredNote, archive: Archive) -> list[str]:
    """A note as ``files.md`` shows it."""
    note = anchored.note
    known = {(a.note.path, a.note.id): a.note for a in archive.notes}
    named = reply_target(note, known) if note.re else None
    fields = {
        "kind": note.kind, "tags": "+".join(note.tags), "by": note.by, "date": note.date,
        "modified": note.modified, "on": note.on, "language": note.language, "title": note.title,
    }  # fmt: skip
    parts = [anchored.state, *(f"{key}={value}" for key, value in fields.items() if value)]
    if parent := named.id if named else note.parent:
        parts.append(f"replies to {parent}")
    text = archive.text(note.text)
    assert text
    passages = [f"  {passage(text.document, target)}" for target in anchored.targets]
    return [f"{note.text}#{note.id}: {', '.join(parts)}", *passages]


READ = [one for one in triples("files") if not one[2].startswith("--- ")]
WRITTEN = [one for one in triples("files") if one[2].startswith("--- ")]


@by_title("files expected", READ)
def test_files(archive: SiteBuilder, files: str, expected: str):
    made, found = reading(with_files(archive, files))
    told = [f"{one.place} {one.code}" for one in found]
    notes = [line for one in made.notes for line in told_of(one, made)]
    assert "\n".join([*told, *notes]) == expected


@by_title("files expected", WRITTEN)
def test_notes_add_ids(archive: SiteBuilder, files: str, expected: str):
    """The notes files after the command; the notes themselves are what they were before."""
    before, _ = reading(with_files(archive, files))
    assert run_add_ids(archive.root) == 0
    notes = sorted((archive.root / "content" / "notes").glob("*.md"))
    now = {path.relative_to(archive.root).as_posix(): path.read_text("utf-8") for path in notes}
    assert now == files_in(expected + "\n")
    after, found = reading(archive)
    assert found == ()
    assert comparable(after) == comparable(before)


def comparable(archive: Archive) -> list[tuple[str, str, tuple[Target, ...], str]]:
    """What of the notes does not depend on the lines of their files."""
    return [(one.note.id, one.state, one.targets, one.note.document.text) for one in archive.notes]
