"""A text bound with its notes: labels and links put in, notes anchored, names found.

All that is made of one text is made here, by a function of values that says all it depends on. So what
was made once stands while those are the same, whatever else changes in the archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from readingroom.anchoring import anchor_notes
from readingroom.anchors import Addresses, Record, addresses, told
from readingroom.diagnostics import Diagnostic
from readingroom.ghosts import whole
from readingroom.links import Answer, Fragments, labelled, resolved
from readingroom.mentions import NameIndex, snippet
from readingroom.model import AnchoredNote, Backlink, Document, Note, Occurrence, Text
from readingroom.values import frozen, replace


@frozen
class Wires:
    """What the archive says of a document's links: the titles that they show, and where they lead."""

    labels: tuple[str | None, ...] = ()
    answers: tuple[Answer, ...] = ()


@frozen
class Sheaf:
    """A text and the notes on it as they were read, and what the rest of the archive says of them.

    ``record`` is what was accepted before; ``wires`` are the text's, then each note's.
    """

    text: Text
    notes: tuple[Note, ...]
    record: Record | None
    wires: tuple[Wires, ...]


@frozen
class Out:
    """What a document's links come to: on which pages they are seen, how many there are."""

    backlinks: tuple[tuple[str, Backlink], ...] = ()
    count: int = 0


@frozen
class Bound:
    """A text with its notes anchored, all links resolved, and the glossary's names found in it.

    ``changes`` tells what happened to its paragraphs since its notes were accepted; ``out`` are the
    text's links, then each note's; ``found`` is what is wrong.
    """

    text: Text
    notes: tuple[AnchoredNote, ...]
    addresses: Addresses
    changes: str
    occurrences: tuple[Occurrence, ...]
    out: tuple[Out, ...]
    found: tuple[Diagnostic, ...]


def bind(sheaf: Sheaf, index: NameIndex) -> Bound:
    """The text and its notes bound; ``index`` is of the glossary's names."""
    first, *rest = sheaf.wires
    text = replace(sheaf.text, document=labelled(whole(sheaf.text.document), first.labels))
    notes = [
        replace(note, document=labelled(whole(note.document), wires.labels))
        for note, wires in zip(sheaf.notes, rest, strict=True)
    ]
    records = {text.slug: sheaf.record} if sheaf.record else {}
    anchored, found = anchor_notes(notes, {text.slug: text}, records)
    document, out, wrong = linked(
        text.document, first, text.slug, Source("mention", text.plain_title, _page(text))
    )
    outs, made = [out], []
    found += wrong
    for one, wires in zip(anchored, rest, strict=True):
        source = Source("note", text.plain_title, f"{_page(text)}#note-{one.note.id}")
        comment, out, wrong = linked(one.note.document, wires, text.slug, source)
        made.append(replace(one, note=replace(one.note, document=comment)))
        outs.append(out)
        found += wrong
    return Bound(
        text=replace(text, document=document),
        notes=tuple(made),
        addresses=addresses(sheaf.record, text.document),
        changes=told(sheaf.record, text.document),
        occurrences=index.find(text.slug, text.document.text),
        out=tuple(outs),
        found=found,
    )


def _page(text: Text) -> str:
    return f"texts/{text.slug}/"


@frozen
class Source:
    """Where links stand, as those see it to whom they lead: kind, title, site path."""

    kind: Literal["mention", "note"]
    title: str
    path: str


def linked(
    document: Document, wires: Wires, own: str, source: Source
) -> tuple[Document, Out, tuple[Diagnostic, ...]]:
    """A labelled document with its links resolved, and how those are seen from where they lead.

    ``own`` is the slug of the page that it is shown on: links to itself are no news to a page.
    """
    made, found = resolved(document, wires.answers)
    seen: set[str] = set()
    backlinks: list[tuple[str, Backlink]] = []
    for link in made.links:
        if link.slug in seen or link.slug == own:
            continue
        seen.add(link.slug)
        mark = made.document.marks[link.mark]
        shown = snippet(made.document, mark.start, mark.end)
        around = (shown.before, shown.words, shown.after)
        backlink = Backlink(source.kind, source.title, source.path, *around)
        backlinks.append((link.slug, backlink))
    return made.document, Out(tuple(backlinks), len(made.links)), found


def places(
    text: Text, labels: Sequence[str | None], record: Record | None, ids: Sequence[str]
) -> Fragments:
    """The places of a text's page that links may name; ``ids`` are its notes'."""
    document = labelled(whole(text.document), labels)
    return Fragments.of(document, ids, addresses(record, document).moved)
