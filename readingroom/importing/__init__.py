"""Messy sources become clean Markdown, and every character of them is accounted for.

Functions of bytes and strings; nothing here touches the file system.
"""

from readingroom.importing.planning import ImportPlan, plan_import, planned_slug
from readingroom.importing.record import Record, check_record, parse_record, render_record
from readingroom.importing.segments import ROLES, Segment
from readingroom.importing.source import Source, read_source

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
