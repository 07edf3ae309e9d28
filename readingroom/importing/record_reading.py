"""Import records read back, and held against their sources."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from readingroom.diagnostics import Diagnostic
from readingroom.frontmatter import load_yaml
from readingroom.importing.balance import Balance, balance
from readingroom.importing.decoding import decode_as_recorded
from readingroom.importing.misread import CODECS
from readingroom.importing.record import FORMAT, SEGMENTS, Record, Shared, is_date
from readingroom.importing.segments import ROLES, Segment
from readingroom.sources import slug_problem

#: Room for a record's head, far from a real one's 2 KiB.
_HEAD_LIMIT = 256 * 1024
_LINE = re.compile(
    r"- \[(?P<start>\d{1,10}), (?P<end>\d{1,10}), (?P<role>[a-z-]+), (?P<rule>[a-z0-9-]+), "
    r"(?P<confidence>[01]\.\d\d)(?:, \"(?:[^\"\\]|\\.)*\")?\](?:  #.*)?"
)
_INK = re.compile(r"\S")
_FORMAT = re.compile(r"^format: *[\"']?(?P<number>\d{1,9})\b", re.MULTILINE)
#: Folders of a name, each not hidden and none of them leading up, and the slug.
_MADE = re.compile(r"texts/(?:[^./\\][^/\\]*/)*(?P<slug>[^/\\]+)\.md")
_FRONT_MATTER = re.compile(r"^front_matter:\n(?P<lines>(?:  .*\n)*)", re.MULTILINE)


def parse_record(record: str, path: str) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    """Read a record back, or say what keeps it from being one.

    The lines of segments have one form, so they are read as lines: a large source's record would
    keep a YAML parser busy for longer than the import took.
    """
    if newer(record):
        message = "the import record is of a newer version of the program"
        hint = "update the program; this one can neither read the record nor write over it"
        return None, (Diagnostic("source-record-incomplete", message, path, hint=hint),)
    head, mark, tail = record.partition("\n" + SEGMENTS)
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
    found = _FORMAT.search(record.partition("\n" + SEGMENTS)[0])
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
        declared=source.get("declared") is True,
        misread=_misread(source),
        answered=_answered(head),
        characters=_characters(head["characters"]),
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


def _characters(said: dict[str, Any]) -> Balance:
    parts = Balance(int(said["kept"]), int(said["moved"]), int(said["removed"]))
    if parts.source != int(said["source"]):
        raise ValueError("`characters` kept, moved and removed are not those of the source")
    return parts


def _misread(source: dict[str, Any]) -> tuple[str, ...]:
    misread = tuple(map(str, source.get("misread") or ()))
    if not set(misread) <= set(CODECS):
        raise ValueError(f"`misread` knows only {', '.join(CODECS)}")
    return misread


def _answered(head: dict[str, Any]) -> str:
    date = str((head.get("answered") or {}).get("date") or "")
    if date and not is_date(date):
        raise ValueError(f"`{date}` is no date")
    return date


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
    """``check_record``, and what it read: the record and the decoded text, None and nothing if wrong.

    The record's ``characters`` are then those that its segments come to.
    """
    path = name + ".import.yaml"
    parsed, found = parse_record(record, path)
    if parsed is None:
        return None, "", found
    if hashlib.sha256(data).hexdigest() != parsed.sha256:
        message = "the source is not the one that was imported: its bytes have changed"
        hint = "put the original back, or import the changed source under a name of its own"
        return None, "", (Diagnostic("source-changed", message, name, hint=hint),)
    text = decode_as_recorded(data, parsed.encoding, parsed.misread)
    if text is None:
        return None, "", (_broken(path, f"there is no encoding named `{parsed.encoding}`"),)
    wrong = first_gap(text, parsed.segments) or _miscounted(text, parsed)
    return (None, "", (_broken(path, wrong),)) if wrong else (parsed, text, ())


def _miscounted(text: str, record: Record) -> str:
    """What of a record's count of characters its segments contradict, in words; or nothing."""
    counted = balance(text, record.segments)
    said = record.characters
    if said == counted:
        return ""
    return (
        f"it counts {said.kept} characters kept, {said.moved} moved and {said.removed} removed, and "
        f"its segments have {counted.kept}, {counted.moved} and {counted.removed}"
    )


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
