"""What the program has to say about an archive: one value for each finding.

A mistake in an archive never raises. The function that meets it returns a ``Diagnostic`` beside its
value; the composition root gathers them all, sorts them and shows them. ``CODES`` is the one list of
what can be found; each code has a directory of its own under ``tests/diagnostics/``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

#: Every finding: code → (severity, what it means in one line, for the documentation).
CODES: dict[str, tuple[Severity, str]] = {
    # files and YAML
    "content-missing": ("error", "The archive has no folder content/."),
    "file-unreadable": ("error", "A file of the archive cannot be read."),
    "file-not-utf8": ("error", "A file that editors write is not UTF-8."),
    "file-unexpected": ("warning", "A file stands where the build does not look for one."),
    "front-matter-missing": ("error", "A file starts without its front matter."),
    "front-matter-unclosed": ("error", "The front matter has no closing line of three dashes."),
    "yaml-unsafe": ("error", "YAML with anchors, aliases, merges, tags or too much size or depth."),
    "yaml-invalid": ("error", "YAML that cannot be parsed."),
    "yaml-duplicate-key": ("error", "A key is given twice."),
    "key-unknown": ("error", "A key that is not in the schema."),
    "key-missing": ("error", "A key that the schema requires is absent."),
    "value-invalid": ("error", "A value is not of the form that its key takes."),
    # slugs
    "slug-invalid": ("error", "A file name that cannot be a slug."),
    "slug-reserved": ("error", "A page's slug is one of the site's own folder names."),
    "slug-duplicate": ("error", "Two files claim one slug, or two sources one output."),
    # Markdown
    "nesting-too-deep": ("error", "Markdown is nested so deeply that words would be lost."),
    "link-broken": ("error", "A link leads to nothing in the archive."),
    "link-ambiguous": ("error", "A link's name belongs to more than one text, entry or page."),
    "link-unsafe": ("error", "A link's address is of a scheme that is not allowed."),
    "footnote-broken": ("error", "A footnote mark has no footnote, or a footnote no mark."),
    # notes
    "note-text-unknown": ("error", "A note names a text that the archive does not have."),
    "note-text-missing": ("error", "A note does not say which text it is about."),
    "note-id-duplicate": ("error", "Two notes of one text have the same id."),
    "note-kind-unknown": ("error", "A note is of a kind that site.yaml does not list."),
    "note-outside": ("warning", "Words in a notes file stand above its first note."),
    "note-heading": ("warning", "A heading over a note's quote or fields is not an id."),
    "note-editor-unknown": ("warning", "A note is by somebody whom site.yaml does not list."),
    "note-empty": ("warning", "A note has no comment."),
    "note-comment-glued": ("error", "A line directly under a quote, without '>', is swallowed."),
    "note-quote-list": (
        "warning",
        "A quote's line begins as a list does, and would be shown as one.",
    ),
    "note-field-setext": ("error", "Fields over a line of dashes became a heading."),
    "note-field-unlike": ("warning", "A line over a quote looks like fields, and is none."),
    "note-field-unknown": ("error", "A field of a note is not one of the closed set."),
    "note-field-invalid": ("error", "A field of a note has a value that it cannot take."),
    "note-orphan": ("warning", "The quoted words are not in the text."),
    "note-changed": ("warning", "The quoted words are in the text only in another form or place."),
    "anchors-unreadable": ("warning", "The record of the notes' places cannot be read."),
    "note-ambiguous": ("warning", "The quoted words stand in the text more than once."),
    "note-reply-unknown": ("error", "A reply names a note that the archive does not have."),
    # import
    "source-undecodable": ("error", "The encoding of a source cannot be told for certain."),
    "source-not-text": ("error", "A file to import holds no text: a document, picture or archive."),
    "source-repaired": ("warning", "A source was nearly UTF-8; some bytes had to be replaced."),
    "source-empty": ("error", "A source holds no words; nothing is made of it."),
    "source-changed": ("error", "A source's bytes are not those that its import record names."),
    "source-missing": ("error", "A text names a source that is not in content/sources/."),
    "source-record-missing": ("warning", "A source has no import record."),
    "source-record-incomplete": ("error", "The record leaves characters of the source out."),
    # theme and output
    "theme-missing": ("error", "A theme folder or template that site.yaml names is not there."),
    "template-error": ("error", "A template of the theme failed."),
    "output-refused": ("error", "The output folder cannot be used."),
}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    ``path`` is relative to the archive, with forward slashes; ``line`` and ``column`` count from 1,
    columns in code points, 0 where there is none. ``hint`` says what to do about it.
    """

    code: str
    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    hint: str = ""
    severity: Severity = field(default="error", init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "severity", CODES[self.code][0])

    @property
    def place(self) -> str:
        """``path:line:column``, as much of it as is known."""
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.path, *numbers]) if self.path else ""


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings by file, line and column, each once; errors before warnings at one place."""
    return tuple(
        sorted(set(found), key=lambda d: (d.path, d.line, d.column, d.severity, d.code, d.message))
    )


def has_errors(found: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether a build must fail on them; ``strict`` counts warnings too."""
    return any(strict or d.severity == "error" for d in found)


def did_you_mean(name: str, known: Iterable[str], limit: int = 1) -> str:
    """`` did you mean …?`` for a hint, or nothing when no known name is near.

    0.6 is difflib's own cutoff: below it the suggestions are noise more often than help.
    """
    near = nearest(name, known, limit)
    if not near:
        return ""
    return "did you mean " + " or ".join(f"`{n}`" for n in near) + "?"


def nearest(name: str, known: Iterable[str], limit: int = 3) -> Sequence[str]:
    """The known names nearest to ``name``, best first, compared without case."""
    by_folded = {k.casefold(): k for k in sorted(known)}
    return [by_folded[f] for f in difflib.get_close_matches(name.casefold(), by_folded, limit)]
