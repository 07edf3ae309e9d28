"""The page of a text: its words with the notes laid over them, and what is known about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from markupsafe import Markup

from readingroom.archive import in_place
from readingroom.binding import Bound
from readingroom.config import Site
from readingroom.model import AnchoredNote, Text
from readingroom.pages.noted import NoteViews, kind_counts
from readingroom.pages.parts import (
    date_label,
    edit_url,
    identifier_link,
    tag_links,
)
from readingroom.values import frozen
from readingroom.views import (
    CardView,
    EntryCard,
    FactView,
    HeadingView,
    KindView,
    LinkView,
    PassageView,
    ProvenanceView,
    SnippetView,
    TextView,
)
from readingroom.weave import Span, weave

#: Elements that a glossary link must not stand in.
_UNLINKED = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})


@frozen
class Around:
    """What a text's page shows of the rest of the archive: all that it depends on beside the text.

    ``card`` is the text's own line in lists; ``entries`` are the cards of those named in it, by slug,
    in the order of their first places; ``people`` the pages of names in its metadata; ``backlinks``
    those that its own page begins with.
    """

    card: CardView
    earlier: LinkView | None
    later: LinkView | None
    about: ProvenanceView
    entries: tuple[tuple[str, EntryCard], ...]
    people: tuple[tuple[str, str], ...]
    backlinks: tuple[SnippetView, ...]
    more: LinkView | None

    @property
    def given(self) -> tuple[object, ...]:
        """All but the cards."""
        return self.earlier, self.later, self.about, self.people, self.backlinks, self.more


def people(text: Text) -> tuple[str, ...]:
    """The names in a text's metadata that may have an entry, folded."""
    creators = (figure.creator for figure in text.figures)
    named = (*text.creator, *text.contributor, text.publisher, *creators)
    return tuple(dict.fromkeys(name.casefold() for name in named if name))


def text_view(bound: Bound, site: Site, around: Around, root: str) -> TextView:
    """What the page of a text may show."""
    text = bound.text
    notes = NoteViews(site, text, in_place(bound.notes))
    path = f"texts/{text.slug}/"
    entries = dict(around.entries)
    shown = passages(bound, site, entries, notes, root)
    whole = tuple(notes.view(a, root) for a in notes.whole)
    unplaced = tuple(notes.view(a, root) for a in notes.unplaced)
    kinds = (KindView(k.slug, k.label, k.plural, k.colour) for k in site.kinds)
    return TextView(
        title=text.title,
        subtitle=text.subtitle,
        supplied=text.supplied,
        language=text.language,
        section=text.section,
        creator=", ".join(text.creator),
        date=date_label(text.date),
        date_iso=text.date.iso if text.date else "",
        dateline=text.dateline,
        credit=text.credit,
        facts=_facts(text, site, dict(around.people)),
        passages=shown,
        whole=whole,
        gone=tuple(f"p-{address}" for address in bound.addresses.gone),
        unplaced=unplaced,
        note_count=len(notes.notes),
        contents=_contents(text),
        entries=tuple(entries.values()),
        tags=tag_links(text.subject),
        backlinks=around.backlinks,
        downloads=(
            LinkView("Markdown", f"{path}index.md"),
            LinkView("Plain text", f"{path}index.txt"),
            LinkView("Annotations (JSON-LD)", f"{path}annotations.jsonld"),
        ),
        earlier=around.earlier,
        later=around.later,
        review="To be reviewed" if text.review else "",
        draft=text.draft,
        minutes=around.card.minutes,
        words=around.card.words,
        edit_url=edit_url(site, text.path),
        provenance=around.about,
        kinds=kind_counts((*whole, *(n for p in shown for n in p.notes), *unplaced), kinds),
        more=around.more,
    )


def passages(
    bound: Bound, site: Site, entries: Mapping[str, EntryCard], notes: NoteViews, root: str
) -> tuple[PassageView, ...]:
    """The blocks at the top of a text, each with the notes whose first passage ends in it."""
    text = bound.text
    document = text.document
    ids = {
        b.mark: (f"h-{b.address}" if b.kind == "heading" else f"p-{b.address}")
        for b in document.blocks
        if b.kind != "cell"
    }
    places = {b.mark: b.number for b in document.blocks if b.number}
    spans = [s for a in notes.placed for s in _note_spans(a, site, notes)]
    spans += _term_spans(bound, entries, notes.placed)
    moved = bound.addresses.moved
    formers: dict[int, list[str]] = {}
    for block in document.blocks if moved else ():
        old = [f"p-{o}" for o, now in moved.items() if now == block.address]
        if old:
            formers[block.mark] = old
    woven = weave(document, spans, root=root, ids=ids, places=places, formers=formers)
    waiting = sorted(notes.placed, key=lambda a: notes.numbers[a.note.id])
    made = []
    for position, piece in enumerate(woven):
        last = position == len(woven) - 1
        here = [a for a in waiting if last or min(t.end for t in a.targets) <= piece.end]
        waiting = [a for a in waiting if a not in here]
        html = Markup(piece.html.strip("\n"))  # noqa: S704 -- the weaver escapes every word
        made.append(PassageView(html, tuple(notes.view(a, root) for a in here)))
    return tuple(made)


def _note_spans(anchored: AnchoredNote, site: Site, notes: NoteViews) -> list[Span]:
    """A span for each passage of a note, and behind each a reference to the note."""
    note = anchored.note
    number = notes.numbers[note.id]
    colour = site.kind(note.kind).colour
    name = note.title or notes.lemma(anchored)
    spans = []
    for count, target in enumerate(anchored.targets, 1):
        own = f"ref-{note.id}" if count == 1 else f"ref{count}-{note.id}"
        reference = (
            f'<a class="noteref" id="{own}" href="#note-{note.id}" data-note="{note.id}" '
            f'aria-label="Note {number}: {escape(name)}"><span data-number="{number}"></span></a>'
        )
        attrs = (("class", f"hl hl-{colour}"), ("data-note", note.id))
        spans.append(Span(target.start, target.end, "mark", attrs, reference))
    return spans


def _term_spans(
    bound: Bound, entries: Mapping[str, EntryCard], placed: Sequence[AnchoredNote]
) -> list[Span]:
    """A link for the first place of each glossary name that no note's words cover."""
    marks = bound.text.document.marks
    taken = [(t.start, t.end) for a in placed for t in a.targets]
    taken += [(m.start, m.end) for m in marks if m.tag in _UNLINKED]
    spans: list[Span] = []
    linked: set[str] = set()
    for found in bound.occurrences:
        if found.entry in linked:
            continue
        if any(start < found.end and found.start < end for start, end in taken):
            continue
        linked.add(found.entry)
        summary = entries[found.entry].summary
        said = (("data-summary", summary),) if summary else ()
        attrs = (("class", "term"), ("to", f"glossary/{found.entry}/"), *said)
        spans.append(Span(found.start, found.end, "a", attrs))
    return spans


def _contents(text: Text) -> tuple[HeadingView, ...]:
    document = text.document
    return tuple(
        HeadingView(
            int(document.marks[b.mark].tag[1]),
            " ".join(document.text[b.start : b.end].split()),
            f"h-{b.address}",
        )
        for b in document.blocks
        if b.kind == "heading" and document.marks[b.mark].tag in ("h1", "h2", "h3")
    )


def _facts(text: Text, site: Site, pages: Mapping[str, str]) -> tuple[FactView, ...]:
    """What is known about a text, in Dublin Core's order."""

    def linked(values: Sequence[str]) -> tuple[LinkView, ...]:
        return tuple(LinkView(v, pages.get(v.casefold(), "")) for v in values)

    def plain(*values: str) -> tuple[LinkView, ...]:
        return tuple(LinkView(v, "") for v in values if v)

    language = text.language or site.language
    facts = (
        FactView("Creator", linked(text.creator)),
        FactView("Contributor", linked(text.contributor)),
        FactView("Publisher", linked((text.publisher,) if text.publisher else ())),
        FactView("Date", plain(date_label(text.date))),
        FactView("Dateline", plain(text.dateline)),
        FactView("Section", plain(text.section)),
        FactView("Pictures", linked(tuple(f.creator for f in text.figures if f.creator))),
        FactView("Language", plain(language)),
        FactView("Identifier", tuple(identifier_link(i) for i in text.identifier)),
        FactView("Rights", plain(text.rights)),
    )
    return tuple(fact for fact in facts if fact.values)
