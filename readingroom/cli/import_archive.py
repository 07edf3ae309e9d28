"""The archive that texts are imported into: whose a source is, and its files written in safe order."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from readingroom.cli.import_files import owner, read, write
from readingroom.cli.import_shares import Texts
from readingroom.importing import ImportPlan
from readingroom.importing.planning import Accession, cites
from readingroom.sources import RECORD

#: Where a record's head says which bytes its source has and which text was made of them.
_HEAD = 2_000
_MADE = re.compile(
    r"^source: .*?\bsha256: \"?(?P<source>[0-9a-f]{64})"
    r".*?^markdown: \{file: \"?texts/(?P<slug>[^\"]+?)\.md\b",
    re.MULTILINE | re.DOTALL,
)


@dataclass(slots=True)
class Archive:
    """Where texts are made; ``promised`` are the slugs that a dry run would have used.

    ``former`` are the slugs of texts by those that records name or named; ``looked``: all records were
    read for it.
    """

    root: Path
    texts: Texts
    promised: set[str] = field(default_factory=set)
    former: dict[str, str] = field(default_factory=dict)
    looked: bool = False

    def renamed(self) -> dict[str, str]:
        """The slugs of texts by those that their records still name."""
        if not self.looked:
            self.looked = True
            for path in sorted((self.root / "content" / "sources").rglob(f"*{RECORD}")):
                made = _MADE.search((read(path) or "")[:_HEAD])
                if made and not self.text(made["slug"]).exists():
                    name = path.name.removesuffix(RECORD)
                    for slug in self.texts.made_of(made["source"], name)[:1]:
                        self.former[made["slug"]] = slug
        return self.former

    def text(self, slug: str) -> Path:
        """Where the text of a slug is."""
        return self.root / "content" / "texts" / f"{slug}.md"

    def source(self, name: str) -> Path:
        """Where a source of this name is kept."""
        return self.root / "content" / "sources" / name

    def record(self, name: str) -> Path:
        """Where the record of that source is."""
        return self.source(name + RECORD)


def own_text(archive: Archive, reading: Accession, name: str) -> tuple[str, str]:
    """The slug of a source's text, and of one that was made of the same bytes of another name.

    A text that its record does not name, or not any more, is known by its front matter.
    """
    recorded = reading.before.slug if reading.before else ""
    if recorded and archive.text(recorded).exists():
        return recorded, ""
    made = archive.texts.made_of(hashlib.sha256(reading.data).hexdigest(), name)
    for slug in made:
        if cites(read(archive.text(slug)) or "", name):
            if recorded:
                # The record is about to name the new one, and others still have the old.
                archive.former[recorded] = slug
            return slug, ""
    return recorded, made[0] if made else ""


def with_renamed_shares(archive: Archive, reading: Accession) -> Accession:
    """A source read, its relations to texts that were renamed since led to where these are now."""
    before = reading.before
    if before is None or all(archive.text(shared.text).exists() for shared in before.shares):
        return reading
    now = archive.renamed()
    shares = tuple(replace(one, text=now.get(one.text, one.text)) for one in before.shares)
    return replace(reading, before=replace(before, shares=shares))


def slug_conflict(archive: Archive, own: str, wanted: str | None) -> str:
    """Why a source cannot have the slug that was wanted; ``own`` is the one it has."""
    if not wanted or wanted == own:
        return ""
    if own and archive.text(own).exists():
        there = f"the source has a text, content/texts/{own}.md"
        return f"{there}; to have it as {wanted}, rename that file and import again"
    taken = owner(archive.root, wanted)
    return f"the slug is taken by {taken}" if taken else ""


def write_import(archive: Archive, plan: ImportPlan, name: str, data: bytes) -> None:
    """The source (where it is not there yet), its record, the text, in the order that mends itself.

    A new text comes last: until it is there its record says under which slug to make it. One that is
    written anew comes first: as long as the record is the old one, the change is still seen.
    """
    if plan.action in ("unchanged", "edited", "apart"):
        return
    if not archive.source(name).exists():
        write(archive.source(name), data)
    files = [
        (archive.record(name), plan.record, plan.existing_record),
        (archive.text(plan.slug), plan.text, plan.existing_markdown),
    ]
    new = plan.action in ("create", "restore")
    try:
        for path, words, was in files if new else reversed(files):
            if words != was:
                write(path, words.encode("utf-8"))
    except BaseException:
        # A record without its text would say that the editor deleted the text.
        if plan.action == "create" and not archive.text(plan.slug).exists():
            archive.record(name).unlink(missing_ok=True)
        raise
