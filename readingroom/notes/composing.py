"""Placed annotations as the Markdown of a notes file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from readingroom.folding import fold
from readingroom.importing.yaml_out import scalar
from readingroom.notes.comments import as_comment
from readingroom.notes.foreign import Foreign
from readingroom.notes.placing import NOWHERE, Found
from readingroom.notes.quoting import Written, as_quote, elision_of, escaped, quote_of
from readingroom.notes.selectors import Selected
from readingroom.notes.shelf import Shelf
from readingroom.notes.threads import Placed, Words, own_name

#: Words of a quote or comment that make an id, as where an editor gave none.
_ID_WORDS = 5
#: Markdown has six levels of headings and a file's title takes the first; a deeper reply says ``re:``.
_LEVELS = 5
#: Shown of a quote in a report.
_SHOWN = 60
_TAG = re.compile(r"[^\w &'’.-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def comment_of(one: Foreign, shelf: Shelf) -> str:
    """What an annotation says, as the Markdown of a note's comment."""
    made = (as_comment(value, form, lambda a: _leads(a, shelf)) for value, form in one.comments)
    return "\n\n".join(words for words in made if words.strip())


def id_of(placed: Placed, taken: set[str]) -> str:
    """An id that is not taken: its own where it has one of this program's, else its first words."""
    quotes = [s.quote.exact for s, _ in placed.passages if s.quote]
    comments = [re.sub(r"<[^>]*>", " ", value) for value, _ in placed.foreign.comments]
    words: list[str] = []
    for source in (*quotes, *comments):
        words = words or re.findall(r"[a-z0-9]+", fold(source).words)[:_ID_WORDS]
    base = own_name(placed.foreign) or "-".join(words)[:60].strip("-") or "note"
    id_, count = base, 1
    while id_ in taken:
        count += 1
        id_ = f"{base}-{count}"
    return id_


def day_of(moment: str) -> str:
    """The day of a moment in ISO 8601, or nothing where that is no day."""
    try:
        return datetime.date.fromisoformat(moment[:10]).isoformat()
    except ValueError:
        return ""


class Composing:
    """Notes files; on the way it is found out, and said, which notes stand on their words.

    ``by`` and ``comments`` are those of each note, by its identity.
    """

    def __init__(
        self, shelf: Shelf, words: Words, by: dict[int, str], comments: dict[int, str]
    ) -> None:
        self.shelf, self.words, self.by, self.comments = shelf, words, by, comments
        #: The notes with quotes all of which have their place.
        self.anchored: set[int] = set()

    def file(self, slug: str, roots: Sequence[Placed]) -> str:
        """A file with conversations on one text, or ("") on none of the archive's."""
        lines = [f"---\ntext: {scalar(slug)}\n---\n\n" if slug else ""]
        lines.append("# Imported notes\n")
        deep: list[Placed] = []

        def write(placed: Placed, level: int) -> None:
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

    def note(self, placed: Placed, level: int) -> str:
        """One note without its replies."""
        quotes, nth = self.quotes(placed)
        parts = [f"{'#' * level} {placed.id}", self.fields(placed, nth), *map(as_quote, quotes)]
        parts += [comment] if (comment := self.comments[id(placed)]) else []
        if not placed.slug:
            sources = dict.fromkeys(s.source for s in placed.foreign.selected if s.source)
            parts += [escaped(f"From {source}") for source in sources]
        return "\n\n".join(part for part in parts if part) + "\n"

    def fields(self, placed: Placed, nth: tuple[int, int] | None) -> str:
        """What is known of a note; nothing is said that the annotation does not say."""
        one, site = placed.foreign, self.shelf.site
        created, modified = day_of(one.created), day_of(one.modified)
        language = one.language if _LANGUAGE.fullmatch(one.language) else ""
        rows = [
            [("kind", self.kind(placed)), ("tags", ", ".join(_tags(placed)))],
            [
                ("by", self.by[id(placed)]),
                ("date", created),
                ("modified", modified if modified != created else ""),
                ("lang", language if language.lower() != site.language.lower() else ""),
            ],
            [("nth", f"{nth[0]}/{nth[1]}" if nth else ""), ("re", placed.answers)],
            [("title", one.label)],
        ]
        said = [[f"{key}: {_value(value)}" for key, value in row if value.strip()] for row in rows]
        return "\n".join(" · ".join(row) for row in said if row)

    def kind(self, placed: Placed) -> str:
        """The kind that it is classed as, else the only one of its motivation, else none."""
        one, kinds = placed.foreign, self.shelf.site.kinds
        known = {kind.slug for kind in kinds}
        if named := next((c for c in one.classes if c in known), ""):
            return named
        placed.says += [
            f"is classed as “{c}”, which is no kind of this archive" for c in one.classes
        ]
        for motivation in one.motivations:
            meant = [kind.slug for kind in kinds if kind.motivation == motivation]
            if len(meant) == 1:
                return meant[0]
        return ""

    def quotes(self, placed: Placed) -> tuple[list[str], tuple[int, int] | None]:
        """The raw quotes of a note, and ``nth`` where its only one needs that."""
        written: list[str] = []
        nth = None
        sure = bool(placed.passages)
        for selected, found in placed.passages:
            alone = len(placed.passages) == 1
            quote = self.written(placed.slug, selected, found, alone) if placed.slug else None
            if quote and isinstance(found, Found):
                nth = quote.nth
                written.append(quote.raw)
                placed.says += [found.doubt] if found.doubt else []
                continue
            sure = False
            if raw := _as_given(selected):
                written.append(raw)
            if placed.slug:
                why = NOWHERE if isinstance(found, Found) else found
                shown = " ".join(selected.said.split())[:_SHOWN]
                lost = f": “{shown}”" if shown else "; it is on no words of the text now"
                placed.says.append(why.says + lost)
        if sure:
            self.anchored.add(id(placed))
        return written, nth

    def written(self, slug: str, selected: Selected, found: object, alone: bool) -> Written | None:
        """A quote that the archive reads as just the passage, or None."""
        if not isinstance(found, Found):
            return None

        def reads(raw: str, nth: tuple[int, int] | None) -> tuple[int, int] | None:
            ranges = self.shelf.places(slug, [raw], nth)
            return ranges[0] if ranges and len(ranges) == 1 else None

        haystack = self.words.of(slug)
        short = elision_of(haystack, found.start, found.end, reads) if selected.ends else None
        return short or quote_of(haystack, found.start, found.end, reads, counted=alone)


def _leads(address: str, shelf: Shelf) -> str:
    """Where a link in a comment leads: into the archive, to the web, or nowhere."""
    base = shelf.site.base_url
    inner = address.removeprefix(base) if base and address.startswith(base) else address
    parts = urlsplit(inner)
    if not parts.scheme and not parts.netloc:
        slug = unquote(parts.path.rstrip("/").rpartition("/")[2])
        fragment = parts.fragment.removeprefix("note-")
        if slug in shelf.slugs:
            return f"wiki:{slug}" + (f"#{fragment}" if fragment else "")
        return ""
    fit = address.startswith(("https://", "http://", "mailto:")) and not re.search(
        r"[\s<>\\]", address
    )
    return address if fit else ""


def _tags(placed: Placed) -> list[str]:
    made: list[str] = []
    for tag in placed.foreign.tags:
        # 64 characters are what a tag may have.
        fit = re.sub(r"^\W+", "", " ".join(_TAG.sub(" ", tag).split()))[:64].strip()
        if fit != tag:
            placed.says.append(f"had the tag “{tag}”, which is “{fit}” here")
        made += [fit] if fit else []
    return list(dict.fromkeys(made))


def _as_given(selected: Selected) -> str:
    """The words that were quoted, with the context they came with."""
    quote = selected.quote
    if not quote or not (quote.prefix.strip() or quote.suffix.strip()):
        return escaped(selected.said)
    before, words, after = (escaped(p) for p in (quote.prefix, quote.exact.strip(), quote.suffix))
    if not words or "==" in before + words + after:
        return words
    left = " " * (quote.prefix[-1:].isspace() or quote.exact[:1].isspace())
    right = " " * (quote.suffix[:1].isspace() or quote.exact[-1:].isspace())
    return f"{before}{left}=={words}=={right}{after}".strip()


def _value(value: str) -> str:
    """A field's value: one line, without the sign that parts fields."""
    return " ".join(value.replace("·", "•").split())
