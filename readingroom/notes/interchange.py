"""Annotations from elsewhere, written as notes: quote, then comment.

Nothing is attached by guesswork and nothing is lost: what has no certain place stays a note that says
what it quoted, and what belongs to no text of the archive is handed back by itself.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from readingroom.config import Site
from readingroom.folding import fold
from readingroom.importing.yaml_out import scalar
from readingroom.model import Text
from readingroom.notes.comments import as_comment
from readingroom.notes.foreign import Foreign, Selected, read_annotations
from readingroom.notes.placing import Found, locate
from readingroom.notes.quoting import Written, as_quote, elision_of, escaped, quote_of
from readingroom.quotes import Haystack, Match, match_in

#: How the archive reads the quotes of a note on a text: slug, raw quotes, ``nth`` → their ranges, or
#: None where not all are certain.
Places = Callable[[str, Sequence[str], tuple[int, int] | None], Sequence[tuple[int, int]] | None]

#: Words of a quote or comment that make an id, as where an editor gave none.
_ID_WORDS = 5
#: Markdown has six levels of headings and a file's title takes the first; a deeper reply says ``re:``.
_LEVELS = 5
#: Shown of a quote in a report.
_SHOWN = 60
_TAG = re.compile(r"[^\w &'’.-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What an archive has, for notes to be put on it.

    ``notes`` is, by text, the path of each note's file by the note's id; ``slugs`` are all that links
    may name. ``by`` names who wrote what names nobody.
    """

    site: Site
    texts: Mapping[str, Text]
    places: Places
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    slugs: frozenset[str] = frozenset()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a note that was not simply put where it belongs."""

    note: str
    text: str
    says: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Notes files by text; ``rest`` the notes on no text of the archive; how many notes there are."""

    files: Mapping[str, str]
    rest: str
    reports: tuple[Report, ...]
    notes: int = 0
    anchored: int = 0


def to_markdown(data: object, shelf: Shelf) -> Imported | None:
    """The annotations in parsed JSON as Markdown notes; None where the JSON is not understood."""
    read = read_annotations(data)
    if read is None:
        return None
    foreign, strange = read
    writing = _Writing(shelf, foreign)
    if strange:
        says = f"{strange} things in the file are no annotations, and are left out"
        writing.reports.append(Report("", "", says))
    return writing.imported()


@dataclass(slots=True)
class _Placed:
    """An annotation with its text, its id there and its passages (None for what has no place)."""

    foreign: Foreign
    slug: str
    id: str
    passages: list[tuple[Selected, Found | None]]
    replies: list[_Placed] = field(default_factory=list)
    answers: str = ""


class _Writing:
    """The notes of one import, as they are placed, threaded and written."""

    def __init__(self, shelf: Shelf, foreign: Sequence[Foreign]) -> None:
        self.shelf = shelf
        self.foreign = list({f.id or str(n): f for n, f in enumerate(foreign)}.values())
        self.haystacks: dict[str, Haystack] = {}
        self.taken = {slug: set(ids) for slug, ids in shelf.notes.items()}
        self.sources = self.sources_of()
        self.reports: list[Report] = []
        self.anchored = 0

    def haystack(self, slug: str) -> Haystack:
        if slug not in self.haystacks:
            self.haystacks[slug] = Haystack(self.shelf.texts[slug].document.text)
        return self.haystacks[slug]

    # which text

    def sources_of(self) -> dict[str, str]:
        """The text that each source is: by its address, else the one that most of its quotes are in."""
        sources = {s.source for f in self.foreign for s in f.selected}
        known = {source: self.text_at(source) for source in sources}
        votes: dict[str, dict[str, int]] = {}
        for selected in (s for f in self.foreign for s in f.selected):
            if known[selected.source] or not selected.quote:
                continue
            quote = selected.quote
            for slug in sorted(self.shelf.texts):
                found = match_in(self.haystack(slug), quote.exact, quote.prefix, quote.suffix)
                if isinstance(found, Match) and found.method != "fuzzy":
                    count = votes.setdefault(selected.source, {})
                    count[slug] = count.get(slug, 0) + 1
        for source, count in votes.items():
            best = max(count.values())
            most = [slug for slug, number in count.items() if number == best]
            known[source] = most[0] if len(most) == 1 else ""
        return known

    def text_at(self, address: str) -> str:
        """The text of that address on the site, or whose identifier it is."""
        plain = address.partition("#")[0].rstrip("/")
        for slug, text in self.shelf.texts.items():
            if plain and plain in {i.partition("#")[0].rstrip("/") for i in text.identifier}:
                return slug
        found = re.search(r"(?:^|[/:])texts/([^/?#]+)", address)
        slug = unquote(found[1]).removesuffix(".md") if found else ""
        return slug if slug in self.shelf.texts else ""

    # which note

    def imported(self) -> Imported:
        named: dict[str, _Placed] = {}
        made: list[_Placed] = []
        for one in self.foreign:
            placed = self.placed(one)
            made.append(placed)
            if one.id:
                named[one.id] = placed
        roots = self.threaded(made, named)
        for placed in self.walk(roots):
            self.name(placed)
        files: dict[str, list[_Placed]] = {}
        for root in roots:
            files.setdefault(root.slug, []).append(root)
        rest = files.pop("", [])
        written = {slug: self.file(slug, files[slug]) for slug in sorted(files)}
        said = self.file("", rest) if rest else ""
        return Imported(written, said, tuple(self.reports), len(made), self.anchored)

    def placed(self, one: Foreign) -> _Placed:
        """Where an annotation's parts stand; those that only name another annotation are left to it."""
        names = {f.id for f in self.foreign} - {""}
        parts = [s for s in one.selected if not (s.whole and s.source in names)]
        slug = next((self.sources[s.source] for s in parts if self.sources[s.source]), "")
        passages: list[tuple[Selected, Found | None]] = []
        for part in parts:
            if part.whole and self.sources[part.source]:
                continue
            here = slug and self.sources[part.source] == slug
            passages.append((part, locate(self.haystack(slug), part) if here else None))
        return _Placed(one, slug, "", passages)

    def threaded(self, made: Sequence[_Placed], named: Mapping[str, _Placed]) -> list[_Placed]:
        """The notes that answer none of these, by place; each with its replies by time."""
        above: dict[int, _Placed] = {}
        for placed in made:
            parent = next((named[a] for a in placed.foreign.answers if a in named), None)
            chain, seen = parent, {id(placed)}
            while chain is not None and id(chain) not in seen:
                seen.add(id(chain))
                chain = above.get(id(chain))
            if parent is not None and chain is None:
                above[id(placed)] = parent
                parent.replies.append(placed)
        roots = [p for p in made if id(p) not in above]
        for root in roots:
            self.answer_here(root)
        for placed in self.walk(roots):
            placed.replies.sort(key=lambda p: p.foreign.created)
            for reply in placed.replies:
                # A conversation stays together; a reply may quote words of its own.
                if reply.slug != placed.slug:
                    reply.slug = placed.slug
                    reply.passages = [(s, None) for s, _ in reply.passages if not s.whole]
                else:
                    reply.passages = [(s, f) for s, f in reply.passages if not s.whole]
        return sorted(roots, key=_by_place)

    def answer_here(self, placed: _Placed) -> None:
        """A reply to a note that the archive has already."""
        for name in placed.foreign.answers:
            slug = self.text_at(name)
            id_ = name.partition("#note-")[2]
            path = self.shelf.notes.get(slug, {}).get(id_)
            if path:
                file = posixpath.relpath(path, "content/notes")
                placed.slug, placed.answers = slug, f"{file}#{id_}"
                placed.passages = [(s, f) for s, f in placed.passages if not s.whole]
                return

    def walk(self, placed: Sequence[_Placed]) -> list[_Placed]:
        found: list[_Placed] = []
        waiting = list(placed)[::-1]
        while waiting:
            found.append(waiting.pop())
            waiting += found[-1].replies[::-1]
        return found

    def name(self, placed: _Placed) -> None:
        """An id: its own where it has one of this program's, else its first words."""
        own = re.search(r"#note-([a-z0-9][a-z0-9-]*)$", placed.foreign.id)
        quotes = [s.quote.exact for s, _ in placed.passages if s.quote]
        comments = [re.sub(r"<[^>]*>", " ", value) for value, _ in placed.foreign.comments]
        words: list[str] = []
        for source in (*quotes, *comments):
            words = words or re.findall(r"[a-z0-9]+", fold(source).words)[:_ID_WORDS]
        base = own[1] if own else "-".join(words)[:60].strip("-") or "note"
        taken = self.taken.setdefault(placed.slug, set())
        id_, count = base, 1
        while id_ in taken:
            count += 1
            id_ = f"{base}-{count}"
        taken.add(id_)
        placed.id = id_

    # how it is written

    def file(self, slug: str, roots: Sequence[_Placed]) -> str:
        lines = [f"---\ntext: {scalar(slug)}\n---\n\n" if slug else ""]
        lines.append("# Imported notes\n")
        deep: list[_Placed] = []

        def write(placed: _Placed, level: int) -> None:
            lines.append("\n" + self.note(placed, level))
            for reply in placed.replies:
                if level > _LEVELS:
                    reply.answers = f"#{placed.id}"
                    deep.append(reply)
                else:
                    write(reply, level + 1)

        for root in roots:
            write(root, 2)
            while deep:
                write(deep.pop(0), 2)
        return "".join(lines)

    def note(self, placed: _Placed, level: int) -> str:
        quotes, nth = self.quotes(placed)
        parts = [f"{'#' * level} {placed.id}", self.fields(placed, nth), *map(as_quote, quotes)]
        comments = [as_comment(v, form, self.leads) for v, form in placed.foreign.comments]
        if not placed.slug:
            sources = dict.fromkeys(s.source for s in placed.foreign.selected if s.source)
            comments += [escaped(f"From {source}") for source in sources]
        return "\n\n".join([*parts, *(c for c in comments if c.strip())]) + "\n"

    def fields(self, placed: _Placed, nth: tuple[int, int] | None) -> str:
        one, site = placed.foreign, self.shelf.site
        created, modified = _day(one.created), _day(one.modified)
        language = one.language if _LANGUAGE.fullmatch(one.language) else ""
        rows = [
            [("kind", self.kind(one)), ("tags", ", ".join(self.tags(placed)))],
            [
                ("by", self.author(one)),
                ("date", created),
                ("modified", modified if modified != created else ""),
                ("lang", language if language.lower() != site.language.lower() else ""),
            ],
            [("nth", f"{nth[0]}/{nth[1]}" if nth else ""), ("re", placed.answers)],
            [("title", one.label)],
        ]
        said = [[f"{key}: {_value(value)}" for key, value in row if value.strip()] for row in rows]
        return "\n".join(" · ".join(row) for row in said if row)

    def kind(self, one: Foreign) -> str:
        """The kind that it is classed as, else the first of its motivation, else the first."""
        kinds = self.shelf.site.kinds
        named = next((k.slug for c in one.classes for k in kinds if k.slug == c), "")
        meant = (
            k.slug for m in (*one.motivations, "commenting") for k in kinds if k.motivation == m
        )
        return named or next(meant, kinds[0].slug)

    def author(self, one: Foreign) -> str:
        editors = self.shelf.site.editors
        ids = (e.id for name in one.by for e in editors if name in (e.id, e.name))
        return next(ids, one.by[0] if one.by else self.shelf.by)

    def tags(self, placed: _Placed) -> list[str]:
        made: list[str] = []
        for tag in placed.foreign.tags:
            # 64 characters are what a tag may have.
            fit = re.sub(r"^\W+", "", " ".join(_TAG.sub(" ", tag).split()))[:64].strip()
            if fit != tag:
                self.reports.append(
                    Report(placed.id, placed.slug, f"the tag “{tag}” became “{fit}”")
                )
            made += [fit] if fit else []
        return list(dict.fromkeys(made))

    def quotes(self, placed: _Placed) -> tuple[list[str], tuple[int, int] | None]:
        """The raw quotes of a note, and ``nth`` where its only one needs that."""
        passages = [(s, f) for s, f in placed.passages if not s.whole or not placed.slug]
        written: list[str] = []
        nth = None
        sure = bool(passages)
        for selected, found in passages:
            quote = self.written(placed.slug, selected, found, alone=len(passages) == 1)
            if quote and found:
                nth = quote.nth
                written.append(quote.raw)
                if found.doubt:
                    self.reports.append(Report(placed.id, placed.slug, found.doubt))
                continue
            sure = False
            if raw := _as_given(selected):
                written.append(raw)
            if placed.slug:
                shown = " ".join(_words_of(selected).split())[:_SHOWN]
                says = f"has no certain place: “{shown}”" if shown else "quotes no words"
                self.reports.append(Report(placed.id, placed.slug, says))
        if not placed.slug and not placed.foreign.answers:
            self.reports.append(Report(placed.id, "", "is on no text of the archive"))
        self.anchored += sure
        return written, nth

    def written(
        self, slug: str, selected: Selected, found: Found | None, *, alone: bool
    ) -> Written | None:
        if not found:
            return None

        def reads(raw: str, nth: tuple[int, int] | None) -> tuple[int, int] | None:
            ranges = self.shelf.places(slug, [raw], nth)
            return ranges[0] if ranges and len(ranges) == 1 else None

        haystack = self.haystack(slug)
        short = elision_of(haystack, found.start, found.end, reads) if selected.ends else None
        return short or quote_of(haystack, found.start, found.end, reads, counted=alone)

    def leads(self, address: str) -> str:
        """Where a link in a comment leads: into the archive, to the web, or nowhere."""
        base = self.shelf.site.base_url
        inner = address.removeprefix(base) if base and address.startswith(base) else address
        parts = urlsplit(inner)
        if not parts.scheme and not parts.netloc:
            slug = unquote(parts.path.rstrip("/").rpartition("/")[2])
            fragment = parts.fragment.removeprefix("note-")
            if slug in self.shelf.slugs:
                return f"wiki:{slug}" + (f"#{fragment}" if fragment else "")
            return ""
        fit = address.startswith(("https://", "http://", "mailto:")) and not re.search(
            r"[\s<>\\]", address
        )
        return address if fit else ""


def _by_place(placed: _Placed) -> tuple[int, int, str]:
    starts = [found.start for _, found in placed.passages if found]
    return (0 if starts else 1, min(starts, default=0), placed.foreign.created)


def _words_of(selected: Selected) -> str:
    if selected.quote:
        return selected.quote.exact
    if selected.ends:
        first, last = selected.ends
        return f"{first.exact} […] {last.prefix}"
    return ""


def _as_given(selected: Selected) -> str:
    """The words that were quoted, with the context they came with."""
    quote = selected.quote
    if not quote or not (quote.prefix.strip() or quote.suffix.strip()):
        return escaped(_words_of(selected).strip())
    before, words, after = (escaped(p) for p in (quote.prefix, quote.exact.strip(), quote.suffix))
    if not words or "==" in before + words + after:
        return words
    left = " " * (quote.prefix[-1:].isspace() or quote.exact[:1].isspace())
    right = " " * (quote.suffix[:1].isspace() or quote.exact[-1:].isspace())
    return f"{before}{left}=={words}=={right}{after}".strip()


def _value(value: str) -> str:
    """A field's value: one line, without the sign that parts fields."""
    return " ".join(value.replace("·", "•").split())


def _day(moment: str) -> str:
    """The day of a moment in ISO 8601, or nothing where that is no day."""
    try:
        return datetime.date.fromisoformat(moment[:10]).isoformat()
    except ValueError:
        return ""
