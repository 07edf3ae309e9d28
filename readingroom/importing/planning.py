"""What an import would write, worked out before anything is written."""

from __future__ import annotations

import datetime
import difflib
import hashlib
from dataclasses import dataclass
from typing import Literal

from readingroom.diagnostics import Diagnostic
from readingroom.importing.record import Record, digest, parse_record, render_record
from readingroom.importing.slugs import default_slug
from readingroom.importing.source import Source, read_source
from readingroom.importing.yaml_out import mapping

Action = Literal["create", "unchanged", "edited", "update", "refused"]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The files that an import would write, and whether it may.

    ``action``: ``create`` (no text yet), ``unchanged`` (nothing to write), ``edited`` (an editor
    has changed the Markdown since: nothing may be overwritten), ``update`` (the Markdown is as
    import left it, but the rules now give something else), ``refused`` (see the diagnostics).
    """

    action: Action
    slug: str
    markdown: str
    record: str
    existing_markdown: str
    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()

    def difference(self) -> str:
        """A unified difference from the text that is there to the one that import makes."""
        name = f"texts/{self.slug}.md"
        lines = difflib.unified_diff(
            self.existing_markdown.splitlines(keepends=True),
            self.markdown.splitlines(keepends=True),
            f"{name} (as it is)" if self.existing_markdown else "/dev/null",
            f"{name} (import)",
        )
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def plan_import(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    slug: str | None = None,
    existing_markdown: str | None = None,
    existing_record: str | None = None,
    today: datetime.date,
) -> ImportPlan:
    """Plan the import of one source. Never raises.

    ``existing_markdown`` and ``existing_record`` are the texts of ``texts/<slug>.md`` and
    ``FILE.import.yaml`` where they exist; ``planned_slug`` says which Markdown file that is. A
    record of the same bytes keeps its slug, its day, and an encoding that the editor named.
    """
    before = _previous(data, name, existing_record)
    named = encoding or (before.encoding if before and before.named else None)
    source = read_source(data, name, named)
    if not source.encoding:
        return ImportPlan("refused", slug or "", "", "", "", source, source.diagnostics)
    slug = slug or (before.slug if before else default_slug(source.front_matter["title"], name))
    markdown = f"---\n{mapping(source.front_matter)}---\n\n{source.body}"
    record = render_record(
        source,
        data,
        name,
        slug=slug,
        markdown=markdown,
        imported=before.imported if before else today,
        named=named is not None,
    )
    action = _action(markdown, record, before, existing_markdown, existing_record)
    if action == "edited" and existing_record is not None:
        record = existing_record
    return ImportPlan(
        action, slug, markdown, record, existing_markdown or "", source, source.diagnostics
    )


def planned_slug(
    data: bytes, name: str, *, encoding: str | None = None, existing_record: str | None = None
) -> str:
    """The slug that an import without ``--slug`` uses: the record's, else one from the title."""
    before = _previous(data, name, existing_record)
    if before:
        return before.slug
    title = read_source(data, name, encoding).front_matter.get("title", "")
    return default_slug(title, name)


def _previous(data: bytes, name: str, existing_record: str | None) -> Record | None:
    """The record of an earlier import of these very bytes."""
    if existing_record is None:
        return None
    parsed, _ = parse_record(existing_record, name + ".import.yaml")
    same = parsed is not None and parsed.sha256 == hashlib.sha256(data).hexdigest()
    return parsed if same else None


def _action(
    markdown: str,
    record: str,
    before: Record | None,
    existing_markdown: str | None,
    existing_record: str | None,
) -> Action:
    if existing_markdown is None:
        return "create"
    if existing_markdown == markdown:
        return "unchanged" if existing_record == record else "update"
    if before and digest(existing_markdown) == before.markdown_sha256:
        return "update"
    return "edited"
