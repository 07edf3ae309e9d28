"""The pages that show a source as it was received, each stretch marked with what became of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from readingroom.archive import Archive
from readingroom.importing.segments import ROLES, Segment
from readingroom.model import Text
from readingroom.pages.parts import root_of
from readingroom.pages.provenance import MEANINGS, original_path, shown
from readingroom.provenance import Provenance
from readingroom.views import (
    LaterView,
    LinkView,
    Meta,
    PlannedPage,
    ProvenanceView,
    RoleView,
    SourceView,
    StretchView,
)

#: Code points of a source on one page: some 8,000 words, a long chapter. What is longer has several.
_PAGE = 48_000
#: Stretches on one page. Text has far fewer; the tags of a saved web page would make megabytes of it.
_MOST = 1_000
#: How far beyond the end of a page a word's end is looked for; no word is longer.
_WORD = 200
#: Roles whose stretches need no label before them: the text itself, and signs that stand everywhere.
_UNLABELLED = frozenset({"paragraph", "markup", "punctuation", "line-end-hyphen", "invisible"})
#: Code points of a stretch in the list of its role.
_EXCERPT = 32


def source_pages(text: Text, archive: Archive, about: ProvenanceView) -> Iterator[PlannedPage]:
    """The pages that show a text's source as it was received; none where it is not published.

    ``about`` is what the text's own page tells. Search engines are asked to leave these pages out, which
    say again what the text says.
    """
    source = archive.provenance.get(text.slug)
    if source is None or source.record is None or not source.published:
        return
    starts = divided(source.record.segments)
    links = [LinkView(str(n), original_path(text.slug, n)) for n in range(1, len(starts) + 1)]
    at = LinkView(text.plain_title, f"texts/{text.slug}/")
    for number, link in enumerate(links, 1):
        bare = SourceView(
            title=text.title,
            supplied=text.supplied,
            language=text.language,
            text=at,
            about=about,
            number=number,
            count=len(links),
            first=links[0] if number > 2 else None,
            earlier=links[number - 2] if number > 1 else None,
            later=links[number] if number < len(links) else None,
            last=links[-1] if number < len(links) - 1 else None,
        )
        meta = Meta(
            title=f"Source of “{text.plain_title}”" + (f", page {number}" if number > 1 else ""),
            description="",
            path=link.path,
            root=root_of(link.path),
            section="texts/",
            breadcrumbs=(LinkView("Texts", "texts/"), at),
            robots="noindex",
        )
        make = partial(_filled, bare, source, starts)
        view = LaterView((bare, source.record_sha256), bare.template, make)
        yield PlannedPage(f"{link.path}index.html", meta, view)


def divided(segments: Sequence[Segment]) -> tuple[int, ...]:
    """Where the pages of a source begin: between stretches, or in those that are longer than a page."""
    starts = [0]
    count = 0
    for segment in segments:
        length = segment.start - starts[-1]
        # A page is at least half full before a long stretch is left to the next.
        long = segment.end - starts[-1] > _PAGE and length >= _PAGE // 2
        if long or (count >= _MOST and length):
            starts.append(segment.start)
            count = 0
        while segment.end - starts[-1] > _PAGE:
            starts.append(starts[-1] + _PAGE)
            count = 0
        count += 1
    return tuple(starts)


def _filled(bare: SourceView, source: Provenance, starts: Sequence[int]) -> SourceView:
    """A page with its stretches."""
    assert source.record
    text, segments = source.text(), source.record.segments
    start = _settled(text, starts[bare.number - 1], segments)
    last = bare.number == bare.count
    end = len(text) if last else _settled(text, starts[bare.number], segments)
    first = bisect_right(segments, start, key=lambda s: s.end)
    stretches: list[StretchView] = []
    places: dict[str, list[LinkView]] = {}
    at = start
    for index in range(first, bisect_left(segments, end, key=lambda s: s.start)):
        segment = segments[index]
        if at < segment.start:
            stretches.append(StretchView(shown(text[at : segment.start])))
        words = text[max(start, segment.start) : min(end, segment.end)]
        begins = segment.start >= start and not _goes_on(segments, index)
        stretch = _stretch(segment, words, f"s{index + 1}", begins=begins)
        stretches.append(stretch)
        links = places.setdefault(segment.role, [])
        links.append(LinkView(_name(stretch, len(links) + 1), f"#{stretch.id}"))
        at = min(end, segment.end)
    if at < end:
        stretches.append(StretchView(shown(text[at:end])))
    roles = tuple(
        RoleView(
            tally.role,
            _label(tally.role),
            MEANINGS[tally.role],
            ROLES[tally.role][0],
            tally.count,
            _numbered(tally.role),
            tuple(places[tally.role]),
        )
        for tally in source.tallies
        if tally.role in places
    )
    return replace(bare, stretches=tuple(stretches), roles=roles)


def _settled(text: str, place: int, segments: Sequence[Segment]) -> int:
    """A page's beginning, moved behind the word that it would cut."""
    index = bisect_left(segments, place, key=lambda s: s.start)
    if index < len(segments) and segments[index].start == place:
        return place
    space = re.compile(r"\s").search(text, place, place + _WORD) if place else None
    return space.end() if space else place


def _goes_on(segments: Sequence[Segment], index: int) -> bool:
    """Whether a stretch is the rest of one that a hyphen at a line's end divides."""
    if index < 2 or segments[index - 1].role != "line-end-hyphen":
        return False
    before = segments[index - 2]
    return (before.role, before.rule) == (segments[index].role, segments[index].rule)


def _stretch(segment: Segment, words: str, name: str, *, begins: bool) -> StretchView:
    fate, role = segment.fate, segment.role
    certainty = f"Rule {segment.rule}, certainty {segment.confidence:.2f}."
    return StretchView(
        words=shown(words, role),
        fate=fate,
        role=role,
        label=_label(role) if begins and role not in _UNLABELLED else "",
        note=f"{fate.capitalize()}. {MEANINGS[role]} {certainty}",
        id=name,
        begins=begins,
    )


def _numbered(role: str) -> bool:
    """Whether the stretches of a role are told by numbers: parts of the body, and single signs."""
    return ROLES[role][0] == "kept" or role in _UNLABELLED


def _name(stretch: StretchView, number: int) -> str:
    """What a stretch is called in the list of its role."""
    if _numbered(stretch.role):
        return str(number)
    words = " ".join(stretch.words.split())
    return words if len(words) <= _EXCERPT else words[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def _label(role: str) -> str:
    return role.replace("-", " ").capitalize()
