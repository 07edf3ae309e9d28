"""The record of an import, FILE.import.yaml: what became of each character, for an archivist."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from readingroom.diagnostics import Diagnostic
from readingroom.frontmatter import load_yaml, split
from readingroom.importing.cleaning import squeeze
from readingroom.importing.decoding import decode_as_recorded
from readingroom.importing.remaking import Correction, corrections, remake_body
from readingroom.importing.rules import VERSION
from readingroom.importing.segments import ROLES, Segment
from readingroom.importing.source import Source, file_name
from readingroom.importing.yaml_out import flow, printable, quoted, scalar
from readingroom.sources import slug_problem

FORMAT = 1
_SEGMENTS = "segments:\n"
_HEAD_COMMENT = "# What import made of this source. Written by the program; see docs/import.md.\n"
_LINE_COMMENT = (
    "# [start, end, role, rule, confidence, words if removed];"
    " start and end are code points of the decoded source, half open\n"
)
#: Room for a record's head, far from a real one's 2 KiB.
_HEAD_LIMIT = 256 * 1024
_LINE = re.compile(
    r"- \[(?P<start>\d{1,10}), (?P<end>\d{1,10}), (?P<role>[a-z-]+), (?P<rule>[a-z0-9-]+), "
    r"(?P<confidence>[01]\.\d\d)(?:, \"(?:[^\"\\]|\\.)*\")?\](?:  #.*)?"
)
#: As much of a kept stretch as shows which it is.
_EXCERPT = 48
_INK = re.compile(r"\S")
_FORMAT = re.compile(r"^format: *[\"']?(?P<number>\d{1,9})\b", re.MULTILINE)
#: Folders of a name, each not hidden and none of them leading up, and the slug.
_MADE = re.compile(r"texts/(?:[^./\\][^/\\]*/)*(?P<slug>[^/\\]+)\.md")
_FRONT_MATTER = re.compile(r"^front_matter:\n(?P<lines>(?:  .*\n)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shared:
    """That an earlier text has words of this one: its slug, the share of this one's words (0..1).

    ``passages`` are code points of the decoded source, half open.
    """

    text: str
    share: float
    passages: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record as read back. ``markdown_sha256`` is of the Markdown file as import made it.

    ``front_matter`` are the lines of its front matter, but for ``source``, which the record has
    itself. ``corrections`` make its body of the one that the segments make.
    """

    file: str
    sha256: str
    size: int
    encoding: str
    named: bool
    imported: datetime.date
    rules: int
    markdown_file: str
    markdown_sha256: str
    segments: tuple[Segment, ...]
    front_matter: str = ""
    corrections: tuple[Correction, ...] = ()
    shares: tuple[Shared, ...] = ()

    @property
    def slug(self) -> str:
        """The slug of the text that was made."""
        return self.markdown_file.rsplit("/", 1)[-1].removesuffix(".md")


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
            **({"named": True} if named else {}),
        },
        "imported": imported,
        "rules": VERSION,
        "markdown": {"file": f"texts/{slug}.md", "sha256": digest(markdown)},
    }
    if source.supplied:
        head["title"] = {"supplied": source.front_matter["title"], "rule": source.supplied}
    if source.changed:
        head["cleaned"] = dict(source.changed)
    head["characters"] = _counts(source)
    corrected = corrections(remake_body(source.text, source.segments), source.body)
    lines = [f"{key}: {flow(value)}\n" for key, value in head.items()]
    front = split(markdown, "")[0].front_matter.split("\n")
    front = [line for line in front if line and not line.startswith("source:")]
    lines += ["front_matter:\n", *(f"  {line}\n" for line in front)]
    if corrected:
        lines += ["corrections:\n", *(f"  - {flow(correction)}\n" for correction in corrected)]
    if source.review:
        lines += ["review:\n", *(f"  - {scalar(remark)}\n" for remark in source.review)]
    if shares:
        lines += ["shares:\n", *(_shared_line(shared) for shared in shares)]
    lines += [_LINE_COMMENT, _SEGMENTS]
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


def digest(markdown: str) -> str:
    """SHA-256 of a file's text as UTF-8, in hexadecimal."""
    return hashlib.sha256(markdown.encode("utf-8", "surrogatepass")).hexdigest()


def _counts(source: Source) -> dict[str, int]:
    """Characters that are not white space, by fate; they add up to the source's."""
    counts = {"kept": 0, "moved": 0, "removed": 0}
    for segment in source.segments:
        counts[segment.fate] += _ink(source.text, segment.start, segment.end)
    return {"source": _ink(source.text, 0, len(source.text)), **counts}


def _ink(text: str, start: int, end: int) -> int:
    return sum(map(len, text[start:end].split()))


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


def parse_record(record: str, path: str) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    """Read a record back, or say what keeps it from being one.

    The lines of segments have one form, so they are read as lines: a large source's record would
    keep a YAML parser busy for longer than the import took.
    """
    if newer(record):
        message = "the import record is of a newer version of the program"
        hint = "update the program; this one can neither read the record nor write over it"
        return None, (Diagnostic("source-record-incomplete", message, path, hint=hint),)
    head, mark, tail = record.partition("\n" + _SEGMENTS)
    loaded, found = load_yaml(head + "\n", path, limit=_HEAD_LIMIT)
    if loaded is None or found:
        # What is wrong with YAML is nothing that an editor should mend in a record.
        return None, tuple(replace(one, hint=_mending(path)) for one in found)
    if not mark:
        return None, (_broken(path, "it has no list of segments"),)
    segments: list[Segment] = []
    first = head.count("\n") + 3
    for number, line in enumerate(tail.splitlines(), first):
        match = _LINE.fullmatch(line)
        if not match or match["role"] not in ROLES:
            return None, (_broken(path, "a segment is not of the form that import writes", number),)
        segments.append(
            Segment(
                int(match["start"]), int(match["end"]), match["role"], match["rule"],
                float(match["confidence"]),
            )
        )  # fmt: skip
    try:
        return _record(loaded.value, head, tuple(segments)), ()
    except (KeyError, TypeError, ValueError) as error:
        return None, (_broken(path, f"its head is not as import writes it ({error})"),)


def newer(record: str) -> bool:
    """Whether a record is of a later format than this program writes."""
    found = _FORMAT.search(record.partition("\n" + _SEGMENTS)[0])
    return found is not None and int(found["number"]) > FORMAT


def _record(head: dict[str, Any], lines: str, segments: tuple[Segment, ...]) -> Record:
    front = _FRONT_MATTER.search(lines + "\n")
    source, markdown = head["source"], head["markdown"]
    if head["format"] != FORMAT:
        raise ValueError(f"format {head['format']!r}")
    made = _MADE.fullmatch(str(markdown["file"]))
    if not made or slug_problem(made["slug"], "texts"):
        raise ValueError(f"{markdown['file']!r} is no text's file")
    return Record(
        file=str(source["file"]),
        sha256=str(source["sha256"]),
        size=int(source["bytes"]),
        encoding=str(source["encoding"]),
        named=source.get("named") is True,
        imported=datetime.date.fromisoformat(str(head["imported"])),
        rules=int(head["rules"]),
        markdown_file=str(markdown["file"]),
        markdown_sha256=str(markdown["sha256"]),
        segments=segments,
        front_matter=re.sub("(?m)^  ", "", front["lines"]) if front else "",
        corrections=tuple(
            (int(start), int(end), tuple(map(str, new)))
            for start, end, new in head.get("corrections") or ()
        ),
        shares=tuple(
            Shared(
                str(shared["text"]),
                float(shared["share"]),
                tuple((int(start), int(end)) for start, end in shared["passages"]),
            )
            for shared in head.get("shares") or ()
        ),
    )


def _broken(path: str, why: str, line: int = 0) -> Diagnostic:
    message = f"the import record cannot be relied on: {why}"
    return Diagnostic("source-record-incomplete", message, path, line, hint=_mending(path))


def _mending(path: str) -> str:
    source = path.removesuffix(".import.yaml")
    return f"run: import {source} --yes; the record is the program's and not meant to be edited"


def check_record(data: bytes, record: str, name: str) -> tuple[Diagnostic, ...]:
    """Hold a source against its record: same bytes, and every character accounted for just once.

    ``name`` is the source's path, for messages; the record's has ``.import.yaml`` after it.
    """
    return read_recorded(data, record, name)[2]


def read_recorded(
    data: bytes, record: str, name: str
) -> tuple[Record | None, str, tuple[Diagnostic, ...]]:
    """``check_record``, and what it read: the record and the decoded text, None and nothing if wrong."""
    path = name + ".import.yaml"
    parsed, found = parse_record(record, path)
    if parsed is None:
        return None, "", found
    if hashlib.sha256(data).hexdigest() != parsed.sha256:
        message = "the source is not the one that was imported: its bytes have changed"
        hint = "put the original back, or import the changed source under a name of its own"
        return None, "", (Diagnostic("source-changed", message, name, hint=hint),)
    text = decode_as_recorded(data, parsed.encoding)
    if text is None:
        return None, "", (_broken(path, f"there is no encoding named `{parsed.encoding}`"),)
    gap = first_gap(text, parsed.segments)
    return (None, "", (_broken(path, gap),)) if gap else (parsed, text, ())


def first_gap(text: str, segments: Sequence[Segment]) -> str:
    """What keeps segments from covering a text's characters exactly once, in words; or nothing."""
    done = 0
    for segment in segments:
        if segment.start < done or not segment.start < segment.end <= len(text):
            return f"the segment at {segment.start} overlaps another or leaves the source"
        missed = _INK.search(text, done, segment.start)
        if missed:
            return f"the character at {missed.start()} is in no segment"
        done = segment.end
    missed = _INK.search(text, done)
    return f"the character at {missed.start()} is in no segment" if missed else ""
