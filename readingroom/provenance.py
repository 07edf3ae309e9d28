"""Where a text comes from: its source, held against the import record, and what that adds up to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from readingroom.diagnostics import Diagnostic
from readingroom.importing.balance import Balance
from readingroom.importing.decoding import decode_as_recorded
from readingroom.importing.record import Record
from readingroom.importing.record_reading import read_recorded
from readingroom.importing.segments import ROLES, Segment
from readingroom.model import Text

#: Different words of one role that a reader is told on the text's page; more are a list nobody reads.
_FEW = 6
#: Code points of such words that are told whole: a heading's length, not a paragraph's.
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stretches have a role; ``words``: what was removed, how often, where it is little."""

    role: str
    count: int
    words: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """A source as it was received; ``name`` is below content/sources/, ``size`` in bytes.

    Without a record that is true of the bytes, ``record`` is None and ``tallies`` are empty.
    ``record_sha256`` stands for the record's text. ``data`` are the bytes of a source that is
    published, empty otherwise.
    """

    name: str
    size: int
    sha256: str
    record: Record | None = None
    record_sha256: str = ""
    tallies: tuple[Tally, ...] = ()
    balance: Balance = field(default_factory=Balance)
    published: bool = False
    data: bytes = field(default=b"", repr=False)

    @property
    def file(self) -> str:
        """The last part of the name."""
        return self.name.rsplit("/", 1)[-1]

    def text(self) -> str:
        """The decoded source; empty without record or bytes."""
        record = self.record
        return (
            (decode_as_recorded(self.data, record.encoding, record.misread) or "") if record else ""
        )


def read_provenance(
    sources: Iterable[tuple[str, bytes, str | None]], *, publish: bool
) -> tuple[tuple[Provenance, ...], tuple[Diagnostic, ...]]:
    """Each source held against its record, and what is wrong with them.

    ``sources`` are names below content/sources/ with bytes and the text of the record.
    """
    made: list[Provenance] = []
    found: list[Diagnostic] = []
    for name, data, record in sources:
        one, wrong = _held(name, data, record)
        made.append(replace(one, published=True, data=data) if publish else one)
        found += wrong
    return tuple(made), tuple(found)


def _held(name: str, data: bytes, record: str | None) -> tuple[Provenance, tuple[Diagnostic, ...]]:
    path = f"content/sources/{name}"
    if record is None:
        message, hint = "the source has no import record", f"run: import {path} --yes"
        return _alone(name, data), (Diagnostic("source-record-missing", message, path, hint=hint),)
    parsed, text, found = read_recorded(data, record, path)
    if parsed is None:
        return _alone(name, data), found
    made = Provenance(
        name,
        len(data),
        # The check has just found the bytes' own digest to be this one.
        parsed.sha256,
        parsed,
        hashlib.sha256(record.encode("utf-8", "surrogatepass")).hexdigest(),
        tallies(text, parsed.segments),
        # The check has just found the segments to come to this.
        parsed.characters,
    )
    return made, found


def _alone(name: str, data: bytes) -> Provenance:
    return Provenance(name, len(data), hashlib.sha256(data).hexdigest())


def tallies(text: str, segments: Sequence[Segment]) -> tuple[Tally, ...]:
    """What a source's stretches come to, by role, in the order in which the roles are listed."""
    words: dict[str, Counter[str]] = {}
    for segment in segments:
        if segment.fate == "removed":
            removed = words.setdefault(segment.role, Counter())
            # One more than few is enough to know that there are too many.
            if len(removed) <= _FEW:
                removed[" ".join(text[segment.start : segment.end].split())] += 1
    counts = Counter(segment.role for segment in segments)
    return tuple(
        Tally(role, counts[role], _few(words.get(role, Counter())))
        for role in ROLES
        if role in counts
    )


def _few(words: Counter[str]) -> tuple[tuple[str, int], ...]:
    if len(words) > _FEW or any(len(one) > _SHORT for one in words):
        return ()
    return tuple(words.items())


def by_text(texts: Iterable[Text], sources: Iterable[Provenance]) -> Mapping[str, Provenance]:
    """The source of each text that has one, by slug: as its front matter says, or else the records.

    Front matter names a source without its folder, so of two with one name the record decides.
    """
    sources = tuple(sources)
    by_name = {source.file: source for source in sources} | {s.name: s for s in sources}
    by_slug = {source.record.slug: source for source in sources if source.record}
    made = {}
    for text in texts:
        found = by_slug.get(text.slug)
        if text.source and (not found or text.source.file not in (found.name, found.file)):
            found = by_name.get(text.source.file)
        if found:
            made[text.slug] = found
    return made
