"""Records written: FILE.import.yaml, a line for each stretch of a source, for an archivist."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from typing import Any

from readingroom.frontmatter import split
from readingroom.importing.balance import balance
from readingroom.importing.cleaning import squeeze
from readingroom.importing.record import FORMAT, SEGMENTS, Shared, digest
from readingroom.importing.remaking import corrections, remake_body
from readingroom.importing.rules import VERSION
from readingroom.importing.segments import Segment
from readingroom.importing.source import Source, file_name
from readingroom.importing.yaml_out import flow, printable, quoted, scalar

_HEAD_COMMENT = "# What import made of this source. Written by the program; see docs/import.md.\n"
_LINE_COMMENT = (
    "# [start, end, role, rule, confidence, words if removed];"
    " start and end are code points of the decoded source, half open\n"
)
#: As much of a kept stretch as shows which it is.
_EXCERPT = 48


def render_record(
    source: Source,
    data: bytes,
    name: str,
    *,
    slug: str,
    markdown: str,
    imported: datetime.date,
    named: bool = False,
    shares: Sequence[Shared] = (),
) -> str:
    """The text of FILE.import.yaml; ``named``: the editor said which encoding it is."""
    head: dict[str, Any] = {
        "format": FORMAT,
        "source": {
            "file": file_name(name),
            "sha256": hashlib.sha256(data).hexdigest(),
            "bytes": len(data),
            "encoding": source.encoding,
            **({"misread": list(source.misread)} if source.misread else {}),
            **({"named": True} if named else {}),
            **({"declared": True} if source.declared and not named else {}),
        },
        "imported": imported,
        "rules": VERSION,
        "markdown": {"file": f"texts/{slug}.md", "sha256": digest(markdown)},
    }
    if source.supplied:
        head["title"] = {"supplied": source.front_matter["title"], "rule": source.supplied}
    if source.answered:
        head["answered"] = {"date": source.answered}
    if source.changed:
        head["cleaned"] = dict(source.changed)
    head["characters"] = _characters(source)
    corrected = corrections(remake_body(source.text, source.segments, VERSION), source.body)
    lines = [f"{key}: {flow(value)}\n" for key, value in head.items()]
    front = split(markdown, "")[0].front_matter.split("\n")
    front = [line for line in front if line and not line.startswith("source:")]
    lines += ["front_matter:\n", *(f"  {line}\n" for line in front)]
    if corrected:
        lines += ["corrections:\n", *(f"  - {flow(correction)}\n" for correction in corrected)]
    if source.remarks:
        lines += ["review:\n", *(f"  - {scalar(remark.whole)}\n" for remark in source.remarks)]
    if shares:
        lines += ["shares:\n", *(_shared_line(shared) for shared in shares)]
    lines += [_LINE_COMMENT, SEGMENTS]
    lines += [_segment_line(source.text, segment) for segment in source.segments]
    return _HEAD_COMMENT + "".join(lines)


def with_shares(record: str, shares: Sequence[Shared]) -> str:
    """A record that ``render_record`` made, with relations to other texts, which it had not."""
    head, mark, tail = record.partition(_LINE_COMMENT)
    lines = ["shares:\n", *(_shared_line(shared) for shared in shares)] if shares else []
    return head + "".join(lines) + mark + tail


def _shared_line(shared: Shared) -> str:
    value = {"text": shared.text, "share": round(shared.share, 2), "passages": shared.passages}
    return f"  - {flow(value)}\n"


def _characters(source: Source) -> dict[str, int]:
    """Characters that are not white space, by fate; they add up to the source's."""
    counts = balance(source.text, source.segments)
    parts = {"kept": counts.kept, "moved": counts.moved, "removed": counts.removed}
    return {"source": counts.source, **parts}


def _segment_line(text: str, segment: Segment) -> str:
    words = text[segment.start : segment.end]
    parts = f"{segment.start}, {segment.end}, {segment.role}, {segment.rule}"
    parts += f", {segment.confidence:.2f}"
    # Tags and scripts would be most of a page's record, and the source has them.
    if segment.fate == "removed" and segment.role != "markup":
        return f"- [{parts}, {quoted(words)}]\n"
    shown = squeeze(words[: 2 * _EXCERPT])
    if len(shown) > _EXCERPT:
        shown = shown[:_EXCERPT].rsplit(" ", 1)[0] + " …"
    return f"- [{parts}]  # {printable(shown)}\n"
