"""Notes in lists, away from their text: a card for each, and the ways to choose among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from readingroom.mentions import first_sentences
from readingroom.model import AnchoredNote
from readingroom.pages.noted import NoteViews, lemma
from readingroom.pages.parts import tag_links
from readingroom.views import FilterView, LinkView, NoteCard, NoteGroup

#: Code points of a comment's beginning: two or three lines of a list.
_SUMMARY = 160


def note_card(anchored: AnchoredNote, notes: NoteViews) -> NoteCard:
    """A line of a list of notes; ``notes`` are all on its text. Nothing is rendered for it."""
    note, text = anchored.note, notes.text
    site = notes.site
    kind = site.kind(note.kind)
    path = f"texts/{text.slug}/"
    return NoteCard(
        number=notes.numbers.get(note.id, 0),
        title=note.title,
        quote=lemma(anchored, text),
        summary=first_sentences(note.document.text, _SUMMARY),
        kind=kind.slug,
        kind_label=kind.label,
        colour=kind.colour,
        tags=tag_links(note.tags),
        by=site.editor_name(note.by),
        path=f"{path}#note-{note.id}",
        text_title=text.plain_title,
        text_path=path,
        replies=len(notes.children.get(note.id, ())),
        voices=tuple(dict.fromkeys(name for name in _voices(anchored, notes) if name)),
    )


def _voices(anchored: AnchoredNote, notes: NoteViews) -> Iterator[str]:
    """Who speaks in a note and its replies, in order."""
    yield notes.site.editor_name(anchored.note.by)
    replies = notes.children.get(anchored.note.id, ())
    for reply in sorted(replies, key=lambda a: (a.note.path, a.note.line)):
        yield from _voices(reply, notes)


def note_filters(groups: Iterable[NoteGroup]) -> tuple[FilterView, ...]:
    """The ways to choose among the notes: by kind, tag, author, text; those that leave some out.

    A choice says how many notes it shows. Who answers in a note is found with it, so the authors' counts
    may come to more than there are notes, and the label says why.
    """
    total = 0
    answered = False
    found: dict[str, Counter[tuple[str, str]]] = {
        name: Counter() for name in ("kind", "tag", "by", "text")
    }
    pages: dict[str, dict[str, LinkView]] = {"tag": {}, "text": {}}
    spellings: dict[str, str] = {}
    for group in groups:
        total += len(group.notes)
        title = group.text.label
        slug = _last_part(group.text.path)
        found["text"][slug, title] += len(group.notes)
        pages["text"][slug] = LinkView(f"All notes on “{title}”", group.text.path)
        for note in group.notes:
            found["kind"][note.kind, note.kind_label] += 1
            # Tags that differ only in case share a page, and a choice.
            for link in {_last_part(t.path): t for t in note.tags}.values():
                slug = _last_part(link.path)
                spelled = spellings.setdefault(slug, link.label)
                found["tag"][slug, spelled] += 1
                if slug not in pages["tag"]:
                    said = f"All that bears the tag “{spelled}”"
                    pages["tag"][slug] = LinkView(said, link.path)
            for name in note.voices:
                found["by"][name, name] += 1
            answered = answered or any(name != note.by for name in note.voices)
    author = "Author (replies too)" if answered else "Author"
    labels = {"kind": "Kind", "tag": "Tag", "by": author, "text": "Text"}
    return tuple(
        FilterView(
            name,
            labels[name],
            tuple(
                (value, label, counts[value, label])
                for value, label in sorted(counts, key=lambda c: c[1].casefold())
            ),
            tuple(sorted(pages.get(name, {}).items())),
        )
        for name, counts in found.items()
        if any(count < total for count in counts.values())
    )


def _last_part(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
