"""Annotations from elsewhere as notes on an archive's texts: what each is on, and what it answers."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from readingroom.notes.foreign import Foreign
from readingroom.notes.placing import Found, Unfound, locate
from readingroom.notes.selectors import Selected
from readingroom.notes.shelf import Shelf
from readingroom.quotes import Haystack, Match, match_in

#: Of a note that quotes words of several texts, since a note is on one.
_ELSEWHERE = Unfound("quotes words of another source")
_OWN_NAME = re.compile(r"#note-([a-z0-9][a-z0-9-]*)$")


@dataclass(slots=True)
class Placed:
    """An annotation with its text (none of the archive's: "") and its passages.

    ``id`` is what it will be called, ``answers`` what ``re:`` will say, ``says`` what an editor should
    be told of it.
    """

    foreign: Foreign
    slug: str
    passages: list[tuple[Selected, Found | Unfound]]
    replies: list[Placed] = field(default_factory=list)
    id: str = ""
    answers: str = ""
    says: list[str] = field(default_factory=list)

    @property
    def is_reply(self) -> bool:
        """Whether it says that it answers something."""
        return "replying" in self.foreign.motivations


class Words:
    """The words of each text, made ready for search when they are first asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.ready: dict[str, Haystack] = {}

    def of(self, slug: str) -> Haystack:
        """The words of one text."""
        if slug not in self.ready:
            self.ready[slug] = Haystack(self.shelf.texts[slug].document.text)
        return self.ready[slug]


def own_name(foreign: Foreign) -> str:
    """The id of a note that this program exported, or nothing."""
    found = _OWN_NAME.search(foreign.id)
    return found[1] if found else ""


def text_at(address: str, shelf: Shelf) -> str:
    """The text of that address on the site, or whose identifier it is; nothing if there is none."""
    plain = address.partition("#")[0].rstrip("/")
    for slug, text in shelf.texts.items():
        if plain and plain in {i.partition("#")[0].rstrip("/") for i in text.identifier}:
            return slug
    found = re.search(r"(?:^|[/:])texts/([^/?#]+)", address)
    slug = unquote(found[1]).removesuffix(".md") if found else ""
    return slug if slug in shelf.texts else ""


def conversations(foreign: Iterable[Foreign], shelf: Shelf, words: Words) -> list[Placed]:
    """The notes that answer no other of these, each with its replies by time."""
    distinct = list({f.id or str(n): f for n, f in enumerate(foreign)}.values())
    sources = _sources(distinct, shelf, words)
    names = {f.id for f in distinct} - {""}
    made = [_placed(one, sources, names, words) for one in distinct]
    above = _above(made)
    roots = [placed for placed in made if id(placed) not in above]
    for root in roots:
        _answer_here(root, shelf)
    for placed in made:
        _report_lost_answer(placed, above.get(id(placed)), sources, names)
    for placed in walk(roots):
        placed.replies.sort(key=lambda reply: reply.foreign.created)
        for reply in placed.replies:
            # A conversation stays together; a reply may quote words of its own.
            _join(reply, placed.slug)
    return roots


def walk(roots: Sequence[Placed]) -> Iterator[Placed]:
    """Notes and their replies, what is answered first."""
    waiting = list(roots)[::-1]
    while waiting:
        placed = waiting.pop()
        yield placed
        waiting += placed.replies[::-1]


def name_for(path: str, id_: str) -> str:
    """What ``re:`` says of a note in another file."""
    return f"{posixpath.relpath(path, 'content/notes')}#{id_}"


def _sources(foreign: Sequence[Foreign], shelf: Shelf, words: Words) -> dict[str, str]:
    """The text that each source is: by its address, else the one that most of its quotes are in."""
    parts = [s for f in foreign for s in f.selected]
    known = {source: text_at(source, shelf) for source in {s.source for s in parts}}
    votes: dict[str, Counter[str]] = {}
    for part in parts:
        if known[part.source] or not part.quote:
            continue
        quote = part.quote
        for slug in sorted(shelf.texts):
            found = match_in(words.of(slug), quote.exact, quote.prefix, quote.suffix)
            if isinstance(found, Match) and found.method != "fuzzy":
                votes.setdefault(part.source, Counter())[slug] += 1
    for source, count in votes.items():
        most = [slug for slug, number in count.items() if number == max(count.values())]
        known[source] = most[0] if len(most) == 1 else ""
    return known


def _placed(one: Foreign, sources: Mapping[str, str], names: set[str], words: Words) -> Placed:
    """Where an annotation's parts stand; those that only name another annotation are left to it."""
    parts = [s for s in one.selected if not (s.whole and s.source in names)]
    slug = next((sources[s.source] for s in parts if sources[s.source]), "")
    passages: list[tuple[Selected, Found | Unfound]] = []
    for part in parts:
        if slug and sources[part.source] == slug:
            if not part.whole:
                passages.append((part, locate(words.of(slug), part)))
        elif not part.whole:
            passages.append((part, _ELSEWHERE))
    return Placed(one, slug, passages)


def _above(made: Sequence[Placed]) -> dict[int, Placed]:
    """What each answers of the others, by identity; a circle is broken where it closes."""
    named = {placed.foreign.id: placed for placed in made if placed.foreign.id}
    above: dict[int, Placed] = {}
    for placed in made:
        parent = next((named[a] for a in placed.foreign.answers if a in named), None)
        chain, seen = parent, {id(placed)}
        while chain is not None and id(chain) not in seen:
            seen.add(id(chain))
            chain = above.get(id(chain))
        if parent is not None and chain is None:
            above[id(placed)] = parent
            parent.replies.append(placed)
    return above


def _answer_here(placed: Placed, shelf: Shelf) -> None:
    """Of a reply to a note that the archive has already, say so."""
    for name in placed.foreign.answers:
        slug, id_ = text_at(name, shelf), name.partition("#note-")[2]
        if note := shelf.notes.get(slug, {}).get(id_):
            placed.answers = name_for(note.path, id_)
            _join(placed, slug)
            return


def _join(reply: Placed, slug: str) -> None:
    if reply.slug != slug:
        reply.passages = [(selected, _ELSEWHERE) for selected, _ in reply.passages]
        reply.slug = slug


def _report_lost_answer(
    placed: Placed, parent: Placed | None, sources: Mapping[str, str], names: set[str]
) -> None:
    """Say so where the very note that this one answers is neither in the file nor in the archive."""
    first = next(iter(placed.foreign.answers), "")
    if not placed.is_reply or placed.answers or first in names or (parent and sources.get(first)):
        return
    says = f"answers “{first}”, which is neither in the file nor in the archive"
    where = "is under what that one answers" if parent else "stands by itself"
    if not parent and placed.slug and not placed.passages:
        where = "is on the whole text now"
    placed.says.append(f"{says}, and {where}")
