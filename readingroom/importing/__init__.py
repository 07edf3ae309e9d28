"""Messy sources become clean Markdown, and every character of them is accounted for.

Functions of bytes and strings; nothing here touches the file system. The names below are loaded when
they are first asked for: a build reads records, and has no use for the rules that made them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readingroom.importing.planning import ImportPlan, plan_import, planned_slug
    from readingroom.importing.record import Record
    from readingroom.importing.record_reading import check_record, parse_record
    from readingroom.importing.record_writing import render_record
    from readingroom.importing.segments import ROLES, Segment
    from readingroom.importing.source import Source, read_source

_HOMES = {
    "planning": ("ImportPlan", "plan_import", "planned_slug"),
    "record": ("Record",),
    "record_reading": ("check_record", "parse_record"),
    "record_writing": ("render_record",),
    "segments": ("ROLES", "Segment"),
    "source": ("Source", "read_source"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "ROLES",
    "ImportPlan",
    "Record",
    "Segment",
    "Source",
    "check_record",
    "parse_record",
    "plan_import",
    "planned_slug",
    "read_source",
    "render_record",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
