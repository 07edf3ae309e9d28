"""Notes as pages show them: with their lemma, their replies, their numbers, and filters over many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from readingroom.checks import reply_target
from readingroom.config import Site
from readingroom.model import AnchoredNote, PartialDate, Text
from readingroom.pages.fragments import words_path
from readingroom.pages.parts import date_label, edit_url, fragment_html, tag_links
from readingroom.views import KindView, NoteView

#: A lemma longer than this is shown with its middle left out.
_LEMMA = 90


def lemma(anchored: AnchoredNote, text: Text) -> str:
    """The words that a note is on, as the text has them; for an orphan as the note quoted them."""
    placed = {t.quote: text.document.text[t.start : t.end] for t in anchored.targets}
    words = (placed.get(n, q.raw.replace("==", "")) for n, q in enumerate(anchored.note.quotes))
    return " … ".join(map(_shortened, words if anchored.note.on != "text" else ()))


def _shortened(words: str) -> str:
    flat = " ".join(words.split())
    if len(flat) <= _LEMMA:
        return flat
    head, tail = flat[: _LEMMA * 2 // 3], flat[-_LEMMA // 3 :]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"


def kind_counts(
    notes: Iterable[NoteView], kinds: Iterable[KindView]
) -> tuple[tuple[KindView, int], ...]:
    """The kinds that some notes have, in the site's order, and how many notes have each."""
    counts = Counter(note.kind for note in notes)
    return tuple((kind, counts[kind.slug]) for kind in kinds if counts[kind.slug])


class NoteViews:
    """The notes of one text as pages show them, replies under what they answer."""

    def __init__(
        self,
        site: Site,
        text: Text,
        notes: Sequence[AnchoredNote],
    ) -> None:
        """``notes`` are in the order of their places."""
        self.site, self.text, self.notes = site, text, notes
        known = {(a.note.path, a.note.id): a.note for a in notes}
        self._made: dict[tuple[str, str], NoteView] = {}
        self._lemmas: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        self.children: dict[str, list[AnchoredNote]] = {}
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
        # One of several passages that is gone leaves the note on the others.
        placed = [a for a in self.top if a.targets]
        self.numbers = {a.note.id: n for n, a in enumerate(placed, 1)}
        self.placed = placed
        self.whole = [a for a in self.top if a.state in ("whole", "reply")]
        # A note whose passage is gone while its words stand elsewhere has changed, and has no place.
        known_ids = {*self.numbers, *(a.note.id for a in self.whole)}
        self.unplaced = [a for a in self.top if a.note.id not in known_ids]

    def _circular(self, child: str, parent: str) -> bool:
        """Whether ``parent`` already answers ``child``, however many steps away."""
        below = [a.note.id for a in self.children.get(child, ())]
        return child == parent or parent in below or any(self._circular(b, parent) for b in below)

    def lemma(self, anchored: AnchoredNote) -> str:
        """The words that a note of these is on."""
        made = self._lemmas.get(anchored.note.id)
        if made is None:
            made = self._lemmas[anchored.note.id] = lemma(anchored, self.text)
        return made

    def view(self, anchored: AnchoredNote, root: str) -> NoteView:
        """One note with its replies, for a page at depth ``root``; made once for each depth."""
        made = self._made.get((anchored.note.id, root))
        if made is None:
            made = self._made[anchored.note.id, root] = self._view(anchored, root)
        return made

    def _view(self, anchored: AnchoredNote, root: str) -> NoteView:
        note, site = anchored.note, self.site
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
            quote=self.lemma(anchored),
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
            edit_url=edit_url(site, note.path, note.line),
            replies=replies,
            words_path=words_path(self.text, anchored.targets),
            voices=tuple(
                dict.fromkeys(v for v in (by, *(v for r in replies for v in r.voices)) if v)
            ),
        )
