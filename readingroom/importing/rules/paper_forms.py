"""What offices, journals and newsletters set over a text and under it: the forms of whole lines."""

from __future__ import annotations

#: What kind of paper it is and how it may be used, and a typist's note of what is enclosed.
PAPER = (
    r"[*#\s-]*(?i:(?:press|news|media) release[.:]?|(?:for )?immediate release[.:]?|"
    r"(?:press|news|media) release:? +for immediate release|(?:strictly )?embargo(?:ed)?:? .{3,60}|"
    r"for release:? (?=.{0,40}\d).{3,60}|(?:press|news|media) release\W{1,5}(?:not )?for .{3,60}|"
    r"transcript\.? check against broadcast[.!]?|not for publication\.?|"
    r"advisory to (?:subscribers|editors|users)\b.{0,40}|dictated but not read|"
    r"enclo?s?\.?(?: ?\(\d+\))?)[*#\s-]*"
)
#: A file's number over a letter or memorandum; at its foot who dictated and who typed.
REFERENCE = (
    r"(?:(?:Our|Your|OUR|YOUR) )?[Rr](?:ef|EF)(?:erence|ERENCE|\.)?(?: [Nn]o\.?)?\s?:\s?"
    r"(?=.{0,20}\d)\S.{0,40}"
)
TYPIST = r"[A-Z]{2,4}:[a-z]{2,4}"
#: A journal's volume and pages over the first page of an article; at its foot the price of a copy.
JOURNAL = (
    r"[A-Z][\w.&]{0,20}(?: [A-Z&][\w.&]{0,20}){1,6},? \(\d{4}\),? \d{1,4}(?:\(\d{1,3}\))?[,:] ?"
    r"\d{1,4}[-–]\d{1,4}\.?"
)
COPY = r"\d{4}-\d{3}[\dX]/\d\d/\S.{4,60}"
#: A newsletter's number over its first piece.
ISSUE = (
    r"(?:No|NO|Issue|ISSUE|Nr)\.? ?\d{1,4}|[A-Z][A-Z '’&-]{3,50}[ *·•|,–—-]{1,5}"
    r"(?:No|NO|Issue|ISSUE)\.? ?\d{1,4}(?:\W{1,5}[A-Z]\w{2,9})?(?: \d{4})?"
)
