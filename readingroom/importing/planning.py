"""What an import would write, worked out before anything is written."""

from __future__ import annotations

import datetime
import difflib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from readingroom.diagnostics import Diagnostic
from readingroom.frontmatter import load_yaml, split
from readingroom.importing.decoding import decode_as_recorded
from readingroom.importing.merging import merge
from readingroom.importing.record import Record, Shared, digest
from readingroom.importing.record_reading import first_gap, newer, parse_record
from readingroom.importing.record_writing import render_record, with_shares
from readingroom.importing.remaking import corrected, remake_body
from readingroom.importing.slugs import default_slug
from readingroom.importing.source import KEYS, Source, read_source
from readingroom.importing.yaml_out import mapping

Action = Literal["create", "restore", "unchanged", "edited", "update", "merge", "apart", "refused"]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The files that an import would write, and whether it may.

    ``action``: ``create`` (no text yet), ``restore`` (no text, but a record of one), ``unchanged``
    (nothing to write), ``edited`` (an editor changed the Markdown since, and the rules nothing),
    ``update`` (she did not, and text or record would become another), ``merge`` (both did, or the
    record alone would change), ``apart`` (both differ, and what import wrote first cannot be made
    again, so nothing may be written), ``refused`` (see the diagnostics).

    ``markdown`` is what the rules make of the source and ``record`` what belongs to it; ``text`` is
    what ``texts/<slug>.md`` would hold. ``base`` is what import wrote first, where it is known.
    ``kept`` says where an editor's words stay against what import now makes. ``damaged``: there is a
    record that cannot be relied on; ``recorded`` is the slug in one that can, if it is another.
    """

    action: Action
    slug: str
    markdown: str
    record: str
    existing_markdown: str
    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()
    existing_record: str = ""
    base: str | None = None
    text: str = ""
    kept: tuple[str, ...] = ()
    damaged: bool = False
    recorded: str = ""

    def difference(self) -> str:
        """A unified difference from the text that is there to the one that import makes."""
        was = f"{self._name} (as it is)" if self.existing_markdown else "/dev/null"
        return unified(self.existing_markdown, self.markdown, was, f"{self._name} (import)")

    def differences(self) -> tuple[str, ...]:
        """The three-way difference, each with its own heads.

        From what import wrote first: what the editor changed, what the rules now make otherwise;
        from the text as it is: what would be written.
        Without what import wrote first it is the plain difference.
        """
        if self.base is None or self.action not in ("edited", "merge"):
            return tuple(filter(None, (self.difference(),)))
        first, now = f"{self._name} (as import wrote it)", f"{self._name} (as it is)"
        found = (
            unified(self.base, self.existing_markdown, first, now),
            unified(self.base, self.markdown, first, f"{self._name} (as the rules now make it)"),
            unified(self.existing_markdown, self.text, now, f"{self._name} (merged)"),
        )
        return tuple(filter(None, found))

    def with_shares(self, shares: Sequence[Shared]) -> ImportPlan:
        """The plan of a new text, with what it shares with others in its record."""
        return replace(self, record=with_shares(self.record, shares))

    @property
    def _name(self) -> str:
        return f"texts/{self.slug}.md"


def unified(old: str, new: str, old_name: str, new_name: str) -> str:
    """A unified difference of two texts; empty where they are the same."""
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), old_name, new_name
    )
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Accession:
    """A source read for import: ``slug`` is the one that an import without ``--slug`` uses.

    ``before`` is the record of an earlier import of these very bytes; ``named``: the encoding is the
    editor's word.
    """

    data: bytes
    name: str
    source: Source
    slug: str
    named: bool
    before: Record | None
    existing_record: str | None

    def plan(
        self, slug: str | None, existing_markdown: str | None, today: datetime.date
    ) -> ImportPlan:
        """Plan the import, as ``plan_import`` does, of what is read already."""
        slug, source, before = slug or self.slug, self.source, self.before
        if not source.encoding:
            return ImportPlan("refused", slug, "", "", "", source, source.diagnostics)
        named = {**source.front_matter["source"], "file": self.name}
        front = {**source.front_matter, "source": named}
        markdown = f"---\n{mapping(front)}---\n\n{source.body}"
        record = render_record(
            source,
            self.data,
            self.name,
            slug=slug,
            markdown=markdown,
            imported=before.imported if before else today,
            named=self.named,
            shares=before.shares if before else (),
        )
        made = ImportPlan(
            "create",
            slug,
            markdown,
            record,
            existing_markdown or "",
            source,
            source.diagnostics,
            self.existing_record or "",
            text=markdown,
            damaged=before is None and self.existing_record is not None,
            recorded=before.slug if before and before.slug != slug.rsplit("/", 1)[-1] else "",
        )
        if existing_markdown is not None:
            return self._again(made)
        return made if self.existing_record is None else replace(made, action="restore")

    def _again(self, made: ImportPlan) -> ImportPlan:
        """The plan for a text that is there."""
        there, before = made.existing_markdown, self.before
        if there == made.markdown:
            same = made.record == made.existing_record
            return replace(made, action="unchanged" if same else "update", base=there)
        if before is None:
            # Only a text that was made of this source may have its record written anew.
            own = hashlib.sha256(self.data).hexdigest() in there or cites(there, self.name)
            return replace(made, action="update" if own else "edited", text=there)
        if digest(there) == before.markdown_sha256:
            return replace(made, action="update", base=there)
        base = made.markdown if digest(made.markdown) == before.markdown_sha256 else self.first()
        if base is None:
            return replace(made, action="apart", record=made.existing_record, text=there)
        merged = merge(base, there, made.markdown)
        nothing = merged.text == there and made.record == made.existing_record
        action: Action = "edited" if nothing else "merge"
        return replace(made, action=action, base=base, text=merged.text, kept=merged.kept)

    def first(self) -> str | None:
        """The Markdown that import wrote first, by its record; None where it cannot be made again."""
        before = self.before
        text = decode_as_recorded(self.data, before.encoding, before.misread) if before else None
        if before is None or text is None or first_gap(text, before.segments):
            return None
        body = corrected(remake_body(text, before.segments, before.rules), before.corrections)
        source = {"file": self.name, "sha256": before.sha256, "encoding": before.encoding}
        line = mapping({"source": source})
        front = before.front_matter.splitlines(keepends=True)
        later = tuple(f"{key}:" for key in KEYS[KEYS.index("source") + 1 :])
        at = next((n for n, given in enumerate(front) if given.startswith(later)), len(front))
        first = f"---\n{''.join([*front[:at], line, *front[at:]])}---\n\n{body}"
        return first if digest(first) == before.markdown_sha256 else None


def read_import(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    date: str | None = None,
    existing_record: str | None = None,
) -> Accession:
    """Read a source for import. Never raises: what is wrong is in the source's diagnostics.

    ``name`` is its path below content/sources/, ``existing_record`` the text of the record beside
    it. ``date`` is the editor's word for the day of publication. A record of the same bytes keeps its
    slug, its day, and what the editor named; one of other bytes says that the source was changed since,
    which is an error.
    """
    before, wrong_record = (
        (None, ())
        if existing_record is None
        else parse_record(existing_record, name + ".import.yaml")
    )
    if existing_record is not None and newer(existing_record):
        source = Source({}, "", (), "", "", wrong_record)
        return Accession(data, name, source, "", False, None, existing_record)
    if before and before.sha256 != hashlib.sha256(data).hexdigest():
        message = "the source is not the one that was imported: its bytes have changed"
        hint = "put the original back, or import the changed source under a name of its own"
        wrong = Diagnostic("source-changed", message, name, hint=hint)
        source = Source({}, "", (), "", "", (wrong,))
        return Accession(data, name, source, before.slug, before.named, None, existing_record)
    if before:
        text = decode_as_recorded(data, before.encoding, before.misread)
        if text is None or first_gap(text, before.segments):
            before = None
    named = encoding or (before.encoding if before and before.named else None)
    date = date or (before.answered if before else "")
    source = read_source(data, name, named, date)
    title = source.front_matter.get("title", "")
    slug = before.slug if before else source.slug or default_slug(title, name)
    return Accession(data, name, source, slug, named is not None, before, existing_record)


def cites(markdown: str, name: str) -> bool:
    """Whether a text's front matter names a source."""
    loaded, _ = load_yaml(split(markdown, "")[0].front_matter, "")
    source = loaded.value.get("source") if loaded and isinstance(loaded.value, dict) else None
    return isinstance(source, dict) and source.get("file") == name


def plan_import(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    date: str | None = None,
    slug: str | None = None,
    existing_markdown: str | None = None,
    existing_record: str | None = None,
    today: datetime.date,
) -> ImportPlan:
    """Plan the import of one source. Never raises.

    ``name`` is the source's path below content/sources/. ``existing_markdown`` and
    ``existing_record`` are the texts of ``texts/<slug>.md`` and ``FILE.import.yaml`` where they
    exist; ``read_import`` says which Markdown file that is.
    """
    read = read_import(data, name, encoding=encoding, date=date, existing_record=existing_record)
    return read.plan(slug, existing_markdown, today)


def planned_slug(
    data: bytes, name: str, *, encoding: str | None = None, existing_record: str | None = None
) -> str:
    """The slug that an import without ``--slug`` uses: the record's, else one from the title."""
    return read_import(data, name, encoding=encoding, existing_record=existing_record).slug
