"""Annotations from elsewhere, written as notes: quote, then comment.

Nothing is attached by guesswork and nothing is lost: what has no certain place stays a note that says
what it quoted, what belongs to no text of the archive is handed back by itself, and what the archive
has already is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readingroom.config import Editor
from readingroom.notes.authors import Authors
from readingroom.notes.composing import Composing, comment_of, day_of, id_of
from readingroom.notes.foreign import read_annotations
from readingroom.notes.placing import Found
from readingroom.notes.recognising import Recognising, without
from readingroom.notes.shelf import Shelf
from readingroom.notes.threads import Placed, Words, conversations, walk


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a note that was not simply put where it belongs."""

    note: str
    text: str
    says: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many annotations became what; together they are all."""

    anchored: int = 0
    unplaced: int = 0
    whole: int = 0
    replies: int = 0
    elsewhere: int = 0
    known: int = 0

    @property
    def written(self) -> int:
        """How many became notes on a text of the archive."""
        return self.anchored + self.unplaced + self.whole + self.replies


@dataclass(frozen=True, slots=True)
class Imported:
    """Notes files by text; ``rest``, the notes on no text of the archive, and the ``sources`` of those.

    ``editors`` are who wrote the notes and is not in site.yaml.
    """

    files: Mapping[str, str]
    rest: str
    reports: tuple[Report, ...]
    tally: Tally = Tally()
    sources: tuple[str, ...] = ()
    editors: tuple[Editor, ...] = ()


def to_markdown(data: object, shelf: Shelf) -> Imported | None:
    """The annotations in parsed JSON as Markdown notes; None where the JSON is not understood."""
    read = read_annotations(data)
    if read is None:
        return None
    foreign, strange = read
    words, authors = Words(shelf), Authors(shelf)
    roots = conversations(foreign, shelf, words)
    every = list(walk(roots))
    by = {id(placed): authors.id_of(placed.foreign.by) for placed in every}
    comments = {id(placed): comment_of(placed.foreign, shelf) for placed in every}
    known = _known(every, Recognising(shelf, words), by, comments)
    fresh = sorted(without(roots, known, shelf), key=_by_place)
    _name(fresh, shelf)
    composing = Composing(shelf, words, by, comments)
    files: dict[str, list[Placed]] = {}
    for root in fresh:
        files.setdefault(root.slug, []).append(root)
    written = {slug: composing.file(slug, files[slug]) for slug in sorted(files)}
    rest = written.pop("", "")
    new = list(walk(fresh))
    says = f"{strange} things in the file are no annotations, and are left out"
    # Of a note that the archive has it may only be told that the file has other words.
    told = [*new, *(placed for placed in every if id(placed) in known)]
    elsewhere = (s.source for p in fresh if not p.slug for s in p.foreign.selected)
    return Imported(
        written,
        rest,
        ((Report("", "", says),) if strange else ()) + _reports(told),
        _tally(new, composing.anchored, len(known)),
        tuple(dict.fromkeys(source for source in elsewhere if source)),
        authors.unlisted(by[id(placed)] for placed in new),
    )


def _known(
    every: Sequence[Placed],
    recognising: Recognising,
    by: Mapping[int, str],
    comments: Mapping[int, str],
) -> dict[int, str]:
    """The ids of those that the archive has already, by their identity."""
    known: dict[int, str] = {}
    for placed in every:
        day = day_of(placed.foreign.created)
        if found := recognising.find(placed, by[id(placed)], day, comments[id(placed)]):
            known[id(placed)] = placed.id = found
    return known


def _name(roots: Sequence[Placed], shelf: Shelf) -> None:
    taken = {slug: set(notes) for slug, notes in shelf.notes.items()}
    for placed in walk(roots):
        here = taken.setdefault(placed.slug, set())
        placed.id = id_of(placed, here)
        here.add(placed.id)


def _reports(placed: Sequence[Placed]) -> tuple[Report, ...]:
    return tuple(Report(p.id, p.slug, says) for p in placed for says in p.says)


def _tally(new: Sequence[Placed], anchored: set[int], known: int) -> Tally:
    here = [placed for placed in new if placed.slug]
    sure = [placed for placed in here if id(placed) in anchored]
    others = [placed for placed in here if id(placed) not in anchored]
    unsure = [placed for placed in others if any(part.said for part, _ in placed.passages)]
    bare = [placed for placed in others if not any(part.said for part, _ in placed.passages)]
    below = {id(reply) for placed in here for reply in placed.replies}
    replies = [placed for placed in bare if id(placed) in below or placed.answers]
    return Tally(
        anchored=len(sure),
        unplaced=len(unsure),
        whole=len(bare) - len(replies),
        replies=len(replies),
        elsewhere=len(new) - len(here),
        known=known,
    )


def _by_place(placed: Placed) -> tuple[int, int, str]:
    starts = [found.start for _, found in placed.passages if isinstance(found, Found)]
    return (0 if starts else 1, min(starts, default=0), placed.foreign.created)
