"""The parts that several pages show: cards, notes, snippets, dates, links to the editor."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from readingroom.archive import Archive
from readingroom.checks import reply_target
from readingroom.mentions import first_sentences, snippet
from readingroom.model import (
    AnchoredNote,
    Backlink,
    Block,
    Document,
    Entry,
    PartialDate,
    Target,
    Text,
)
from readingroom.views import (
    CardView,
    EntryCard,
    FilterView,
    KindView,
    LinkView,
    NoteView,
    SnippetView,
)
from readingroom.weave import html_of

#: Words a minute, silently and for pleasure (Brysbaert 2019, doi:10.1016/j.jml.2019.104047: 238 for
#: non-fiction in English), and characters a minute for scripts without spaces (about 260 for Chinese).
_WORDS_A_MINUTE = 238
_CHARACTERS_A_MINUTE = 260
#: A lemma longer than this is shown with its middle left out.
_LEMMA = 90
#: A passage of more words than this is named in an address by its first and its last words, four each:
#: an address has to fit into a message, and four words are seldom met twice.
_QUOTED_WORDS = 10
_EDGE_WORDS = 4
#: Words of context where a passage's own words stand in the text more than once.
_CONTEXT_WORDS = 3

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_KINDS = {
    "person": ("Person", "People"), "organisation": ("Organisation", "Organisations"),
    "place": ("Place", "Places"), "event": ("Event", "Events"), "work": ("Work", "Works"),
    "term": ("Term", "Terms"),
}  # fmt: skip
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def entry_kind(kind: str, *, plural: bool = False) -> str:
    """What readers see for a kind of entry."""
    return _KINDS[kind][plural]


def date_label(date: PartialDate | None) -> str:
    """A date in words: 19 April 2016, April 2016, 2016."""
    if date is None:
        return ""
    parts = date.iso.split("-")
    label = parts[0]
    if len(parts) > 1:
        label = f"{_MONTHS[int(parts[1]) - 1]} {label}"
    if len(parts) > 2:
        label = f"{int(parts[2])} {label}"
    return label


def extent(text: str) -> tuple[int, int]:
    """Words, and whole minutes that reading them takes; characters count where words are not spaced."""
    unspaced = len(_UNSPACED.findall(text))
    words = len(_WORD.findall(_UNSPACED.sub(" ", text)))
    minutes = words / _WORDS_A_MINUTE + unspaced / _CHARACTERS_A_MINUTE
    return words + unspaced, max(1, math.ceil(minutes - 0.25))


def tag_slug(tag: str) -> str:
    """The folder of a tag's page: its letters and digits, hyphens between."""
    folded = unicodedata.normalize("NFC", tag).casefold()
    return "-".join(re.findall(r"[^\W_]+", folded)) or "tag"


def tag_links(tags: Iterable[str]) -> tuple[LinkView, ...]:
    """Tags as links to their pages."""
    return tuple(LinkView(tag, f"tags/{tag_slug(tag)}/") for tag in tags)


def identifier_link(identifier: str) -> LinkView:
    """An identifier, linked where it is a web address."""
    return LinkView(
        identifier, identifier if identifier.startswith(("http://", "https://")) else ""
    )


def edit_url(archive: Archive, path: str, line: int = 0) -> str:
    """Where an editor can change a file on the web, or nothing where site.yaml names no repository."""
    site = archive.site
    if not site.repository:
        return ""
    return f"{site.repository}/edit/{site.branch}/{path}" + (f"#L{line}" if line else "")


def page_html(document: Document, root: str) -> Markup:
    """The HTML of an entry's or a page's words, its headings with their ids."""
    ids = {b.mark: f"h-{b.address}" for b in document.blocks if b.kind == "heading"}
    return Markup(html_of(document, root=root, ids=ids))  # noqa: S704 -- as below


def fragment_html(document: Document, root: str, prefix: str = "") -> Markup:
    """The HTML of a comment, which may stand beside others: ids only for footnotes, prefixed."""
    # The weaver escapes every word and attribute; nothing else reaches this string.
    return Markup(html_of(document, root=root, prefix=prefix))  # noqa: S704


def card(text: Text, notes: int) -> CardView:
    """A line of a list of texts."""
    words, minutes = extent(text.document.text)
    body = next((b for b in text.document.blocks if b.kind == "paragraph"), None)
    opening = text.document.text[body.start :] if body else text.document.text
    return CardView(
        title=text.title,
        supplied=text.supplied,
        path=f"texts/{text.slug}/",
        creator=", ".join(text.creator),
        date=date_label(text.date),
        date_iso=text.date.iso if text.date else "",
        words=words,
        minutes=minutes,
        notes=notes,
        excerpt=first_sentences(opening),
        draft=text.draft,
    )


def in_time(texts: Iterable[Text]) -> list[Text]:
    """Texts by date, those without one last, then by title."""
    return sorted(texts, key=lambda t: (t.date.iso if t.date else "9999", t.plain_title.casefold()))


def entry_card(entry: Entry, archive: Archive) -> EntryCard:
    """A line of a list of entries."""
    return EntryCard(
        title=entry.title,
        path=f"glossary/{entry.slug}/",
        kind=entry.kind,
        kind_label=entry_kind(entry.kind),
        summary=entry.summary,
        occurrences=len(archive.mentioned.get(entry.slug, ())),
        aliases=entry.alias,
    )


def snippets(backlinks: Sequence[Backlink]) -> tuple[SnippetView, ...]:
    """Backlinks as a page lists them: each place once, notes after pages."""
    views = (SnippetView(b.title, b.path, b.kind, b.before, b.words, b.after) for b in backlinks)
    return tuple(dict.fromkeys(sorted(views, key=lambda v: (v.kind == "note", v.title, v.path))))


def place_snippet(text: Text, start: int, end: int) -> SnippetView:
    """The words round a place of a text, with a link to its paragraph."""
    block = text.document.block_at(start)
    place = _place(block)
    path = f"texts/{text.slug}/" + (f"#{place}" if place else "")
    shown = snippet(text.document, start, end)
    return SnippetView(text.plain_title, path, "mention", shown.before, shown.words, shown.after)


def lemma(anchored: AnchoredNote, text: Text) -> str:
    """The words that a note is on, as the text has them; for an orphan as the note quoted them."""
    if anchored.targets:
        shown = " … ".join(
            _shortened(text.document.text[t.start : t.end]) for t in anchored.targets
        )
    else:
        shown = " … ".join(_shortened(q.raw.replace("==", "")) for q in anchored.note.quotes)
    return shown


def _shortened(words: str) -> str:
    flat = " ".join(words.split())
    if len(flat) <= _LEMMA:
        return flat
    head, tail = flat[: _LEMMA * 2 // 3], flat[-_LEMMA // 3 :]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"


def words_path(text: Text, targets: Sequence[Target]) -> str:
    """The site path that finds passages by their words, and where it does not, their paragraph.

    ``texts/x/#p-3fa9c1:~:text=prefix-,words,-suffix``, after
    https://wicg.github.io/scroll-to-text-fragment/#syntax. Browsers match whole words within one block
    only, so a half word is completed, and a passage that is long or runs over blocks is named by its
    first and its last words. Empty where no passage has words.
    """
    terms = [term for t in targets if (term := _words_term(text.document, t.start, t.end))]
    if not terms:
        return ""
    fragment = "&".join(f"text={term}" for term in terms)
    return f"texts/{text.slug}/#{_place(text.document.block_at(targets[0].start))}:~:{fragment}"


def _place(block: Block | None) -> str:
    """The id of a block's element, as the weaver gives it; a cell has none."""
    if block is None or block.kind == "cell":
        return ""
    return f"{'h' if block.kind == 'heading' else 'p'}-{block.address}"


def _words_term(document: Document, start: int, end: int) -> str:
    """A passage as the format has it: its words, with context where they are not the only such."""
    text = document.text
    start, end = _whole_words(text, start, end)
    if start == end:
        return ""
    first, last = document.block_at(start), document.block_at(end - 1)
    low, high = first.start if first else 0, last.end if last else len(text)
    words = text[start:end].split()
    if first == last and len(words) <= _QUOTED_WORDS:
        edges = [words]
    else:
        edges = [
            text[start : min(end, first.end if first else end)].split()[:_EDGE_WORDS],
            text[max(start, last.start if last else start) : end].split()[-_EDGE_WORDS:],
        ]
    quoted = [" ".join(edge) for edge in edges]
    term = ",".join(_encoded(words) for words in quoted)
    if all(_is_single(text, words) for words in quoted):
        return term
    before = _context(text[low:start].split()[-_CONTEXT_WORDS:])
    after = _context(text[end:high].split()[:_CONTEXT_WORDS])
    return (f"{before}-," if before else "") + term + (f",-{after}" if after else "")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A passage without space at its ends, half words completed."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return start, end
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _is_single(text: str, words: str) -> bool:
    """Whether a browser, which minds neither case nor the kind of space, finds the words only once."""
    flat, wanted = _seen(text), words.casefold()
    return flat.find(wanted, flat.find(wanted) + 1) < 0


@lru_cache(maxsize=1)  # the notes of one text come one after the other
def _seen(text: str) -> str:
    return " ".join(text.split()).casefold()


def _context(words: Sequence[str]) -> str:
    """Words beside a passage; a full stop alone tells no place from another."""
    flat = " ".join(words)
    return _encoded(flat) if _WORD.search(flat) else ""


def _encoded(words: str) -> str:
    # A hyphen or comma would be read as the format's own; quote() leaves the hyphen.
    return quote(words, safe="").replace("-", "%2D")


def kind_counts(
    notes: Iterable[NoteView], kinds: Iterable[KindView]
) -> tuple[tuple[KindView, int], ...]:
    """The kinds that some notes have, in the site's order, and how many notes have each."""
    counts = Counter(note.kind for note in notes)
    return tuple((kind, counts[kind.slug]) for kind in kinds if counts[kind.slug])


def note_filters(
    groups: Iterable[tuple[LinkView, tuple[NoteView, ...]]],
) -> tuple[FilterView, ...]:
    """The ways to choose among the notes: by kind, tag, author, text; those that leave some out."""
    total = 0
    found: dict[str, Counter[tuple[str, str]]] = {
        name: Counter() for name in ("kind", "tag", "by", "text")
    }
    for text, notes in groups:
        total += len(notes)
        for note in notes:
            found["kind"][note.kind, note.kind_label] += 1
            # Tags that differ only in case share a page, and a choice.
            for slug, label in {_last_part(t.path): t.label for t in note.tags}.items():
                spelled = next((k for k in found["tag"] if k[0] == slug), (slug, label))
                found["tag"][spelled] += 1
            found["by"].update((name, name) for name in note.voices)
            found["text"][_last_part(text.path), text.label] += 1
    labels = {"kind": "Kind", "tag": "Tag", "by": "Author", "text": "Text"}
    return tuple(
        FilterView(
            name,
            labels[name],
            tuple(
                (value, label, counts[value, label])
                for value, label in sorted(counts, key=lambda c: c[1].casefold())
            ),
        )
        for name, counts in found.items()
        if any(count < total for count in counts.values())
    )


def _last_part(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


class NoteViews:
    """The notes of one text as pages show them, replies under what they answer."""

    def __init__(self, archive: Archive, text: Text, notes: Sequence[AnchoredNote]) -> None:
        self.archive, self.text, self.notes = archive, text, notes
        self.numbers: dict[str, int] = {}
        self.children: dict[str, list[AnchoredNote]] = {}
        known = {(a.note.path, a.note.id): a.note for a in archive.notes}
        ids = {a.note.id for a in notes}
        self.top: list[AnchoredNote] = []
        for anchored in notes:
            note = anchored.note
            answered = reply_target(note, known) if note.re else None
            parent = answered.id if answered else note.parent
            if parent in ids and not self._circular(note.id, parent):
                self.children.setdefault(parent, []).append(anchored)
            else:
                self.top.append(anchored)
        placed = [a for a in self.top if a.state not in ("orphan", "ambiguous") and a.targets]
        self.numbers = {a.note.id: n for n, a in enumerate(placed, 1)}
        self.placed = placed
        self.words = {a.note.id: words_path(text, a.targets) for a in notes}
        self.whole = [a for a in self.top if a.state in ("whole", "reply")]
        # A note whose passage is gone while its words stand elsewhere has changed, and has no place.
        known_ids = {*self.numbers, *(a.note.id for a in self.whole)}
        self.unplaced = [a for a in self.top if a.note.id not in known_ids]

    def _circular(self, child: str, parent: str) -> bool:
        """Whether ``parent`` already answers ``child``, however many steps away."""
        below = [a.note.id for a in self.children.get(child, ())]
        return child == parent or parent in below or any(self._circular(b, parent) for b in below)

    def view(self, anchored: AnchoredNote, root: str) -> NoteView:
        """One note with its replies, for a page at depth ``root``."""
        note, site = anchored.note, self.archive.site
        kind = site.kind(note.kind)
        path = f"texts/{self.text.slug}/"
        children = sorted(self.children.get(note.id, ()), key=lambda a: (a.note.path, a.note.line))
        replies = tuple(self.view(reply, root) for reply in children)
        by = site.editor_name(note.by)
        return NoteView(
            id=note.id,
            html_id=f"note-{note.id}",
            number=self.numbers.get(note.id, 0),
            title=note.title,
            quote=lemma(anchored, self.text),
            kind=kind.slug,
            kind_label=kind.label,
            colour=kind.colour,
            tags=tag_links(note.tags),
            by=by,
            date=date_label(PartialDate(note.date)) if note.date else "",
            body_html=fragment_html(note.document, root, f"c-{note.id}-"),
            path=f"{path}#note-{note.id}",
            text_title=self.text.plain_title,
            text_path=path,
            state=anchored.state,
            edit_url=edit_url(self.archive, note.path, note.line),
            replies=replies,
            summary=first_sentences(note.document.text, 160),
            words_path=self.words[note.id],
            voices=tuple(
                dict.fromkeys(v for v in (by, *(v for r in replies for v in r.voices)) if v)
            ),
        )


def note_views(archive: Archive) -> Mapping[str, NoteViews]:
    """The notes of every text."""
    notes = archive.notes_by_text()
    return {t.slug: NoteViews(archive, t, notes.get(t.slug, ())) for t in archive.texts}
