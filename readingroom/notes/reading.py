"""A notes file read: one ``Note`` for each, and what is wrong with the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.config import Site
from readingroom.diagnostics import Diagnostic, did_you_mean, nearest
from readingroom.folding import fold
from readingroom.frontmatter import FRONT_MATTER_LIMIT, Loaded, load_yaml, split
from readingroom.model import Note, Quote
from readingroom.notes.ids import section_ids
from readingroom.notes.layout import FIELDS, FieldWord, Section, lay_out
from readingroom.readers.markdown import link_references, read_markdown
from readingroom.schemas import NotesForm, read
from readingroom.sources import ContentFile

_NTH = re.compile(r"(\d+)\s*/\s*(\d+)")


@dataclass(frozen=True, slots=True)
class _Defaults:
    text: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    by: str = ""
    date: str = ""
    modified: str = ""
    on: str = ""
    language: str = ""


def read_notes(file: ContentFile, site: Site) -> tuple[tuple[Note, ...], tuple[Diagnostic, ...]]:
    """The notes of a file. A note that cannot be understood is reported and the others are read."""
    parts, found = split(file.text, file.path)
    defaults, wrong = _defaults(parts.front_matter, file.path, site)
    if found or (wrong and defaults is None):
        return (), (*found, *wrong)
    reading = _Reading(file.path, parts.body, parts.body_line, defaults or _Defaults(), site)
    return reading.notes(), (*wrong, *reading.found)


def _defaults(front: str, path: str, site: Site) -> tuple[_Defaults | None, tuple[Diagnostic, ...]]:
    if not front.strip():
        return _Defaults(), ()
    loaded, found = load_yaml(front, path, first_line=2, limit=FRONT_MATTER_LIMIT)
    if loaded is None:
        return None, found
    form, wrong = read(NotesForm, loaded, path)
    if form is None:
        return None, (*found, *wrong)
    kind = form.kind
    if problem := _kind_problem(kind, site):
        kind, place = "", loaded.place(("kind",))
        found = (*found, Diagnostic("note-kind-unknown", problem[0], path, *place, problem[1]))
    return (
        _Defaults(
            form.text, kind, tuple(form.tags), form.by, form.date or "",
            form.modified or "", form.on, form.lang or "",
        ),
        found,
    )  # fmt: skip


class _Reading:
    def __init__(
        self, path: str, body: str, first_line: int, defaults: _Defaults, site: Site
    ) -> None:
        self.path = path
        self.body = body
        self.lines = body.split("\n")
        self.first_line = first_line
        self.defaults = defaults
        self.site = site
        self.found: list[Diagnostic] = []
        self.references = link_references(body)

    def notes(self) -> tuple[Note, ...]:
        layout = lay_out(self.lines)
        for line, words in layout.misheaded:
            slug = "-".join(re.findall(r"[a-z0-9]+", fold(words).words)) or "note"
            message = f"the heading “{words}” is followed by a note's quote or fields, but is no id"
            hint = (
                f"write `{slug}` (small letters, digits, hyphens); `title: {words}` shows the words"
            )
            self.report("note-heading", message, line, 0, hint)
        if layout.headed:
            self.above(layout.sections[0].line)
        made: list[Note] = []
        above: list[tuple[int, str, str]] = []
        ids = section_ids(layout.sections)
        for section, id_ in zip(layout.sections, ids, strict=True):
            while above and above[-1][0] >= section.level:
                above.pop()
            _, parent, text = above[-1] if above and section.level else (0, "", "")
            note = self.note(section, id_, parent, text or self.defaults.text)
            above.append((section.level, id_, note.text if note else ""))
            if note:
                made.append(note)
        return tuple(made)

    def above(self, end: int) -> None:
        """Report words above the first note: only the file's title has a place there."""
        words = "\n".join(self.lines[:end])
        if words.isspace() or not words:
            return
        document = read_markdown(words, first_line=self.first_line).document
        for block in document.blocks:
            if document.marks[block.mark].tag != "h1":
                message = "words above the first note's heading belong to no note and are not shown"
                hint = "give them a heading such as `## introduction`, or make them `<!-- a comment -->`"
                self.report("note-outside", message, block.line - self.first_line, 0, hint)
                return

    def note(self, section: Section, id_: str, parent: str, default: str) -> Note | None:
        """A note, or None; ``default`` is the text of the note that it answers, or the file's."""
        for line in section.glued:
            message = "this line stands directly under a quote, so Markdown takes it into the quote"
            hint = (
                "leave a blank line between the quote and the comment, or put `>` before the line"
            )
            self.report("note-comment-glued", message, line, 0, hint)
        if section.setext is not None:
            message = "a line of dashes directly under the fields makes them a heading"
            hint = "leave a blank line above the dashes, or take them out"
            self.report("note-field-setext", message, section.setext, 0, hint)
        if section.unlike is not None:
            message = "this line looks like fields, but it and the quote below it are the comment"
            hint = "fields are `key: value`, parted by `·`; known keys are " + ", ".join(
                sorted(FIELDS)
            )
            self.report("note-field-unlike", message, section.unlike, 0, hint)
        if section.glued or section.setext is not None:
            return None
        fields = self.fields(section.fields)
        text = fields.get("text", default)
        if not text:
            message = f"the note `{id_}` does not say which text it is about"
            hint = "write `text: slug` in the front matter, or `text: slug` under the heading"
            self.report("note-text-missing", message, section.line, 0, hint)
            return None
        comment = self.lines[section.begin : section.end]
        line = section.begin + self.first_line
        reading = read_markdown(
            "\n".join(comment), self.path, first_line=line, references=self.references
        )
        self.found += reading.diagnostics
        if not reading.document.text.strip(" \n…"):
            hint = "write the comment under the quote, with an empty line between"
            self.report("note-empty", f"the note `{id_}` says nothing", section.line, 0, hint)
        known = [editor.id for editor in self.site.editors]
        by = fields.get("by", self.defaults.by)
        if by and known and by not in known and self.site.complete:
            hint = did_you_mean(by, known) or "site.yaml lists " + ", ".join(known)
            message = f"the note `{id_}` is by `{by}`, whom site.yaml does not list"
            self.report("note-editor-unknown", message, section.line, 0, hint)
        tags = fields.get("tags")
        return Note(
            id=id_,
            text=text,
            path=self.path,
            line=section.line + self.first_line,
            column=1,
            document=reading.document,
            quotes=tuple(
                Quote(q.raw, q.line + self.first_line, q.column + 1) for q in section.quotes
            ),
            title=fields.get("title", ""),
            kind=fields.get("kind", self.defaults.kind) or self.site.kinds[0].slug,
            tags=_words(tags) if tags is not None else self.defaults.tags,
            by=by,
            date=fields.get("date", self.defaults.date),
            modified=fields.get("modified", self.defaults.modified),
            on=fields.get("on", self.defaults.on),
            nth=_nth(fields.get("nth", "")),
            re=fields.get("re", ""),
            parent=parent,
            language=fields.get("lang", self.defaults.language),
            derived=not section.id,
        )

    def fields(self, words: Sequence[FieldWord]) -> dict[str, str]:
        """The fields that are known and valid, by key."""
        made: dict[str, str] = {}
        for word in words:
            if word.key not in FIELDS:
                hint = did_you_mean(word.key, FIELDS) or "known are " + ", ".join(sorted(FIELDS))
                message = f"unknown field `{word.key}`"
                self.report("note-field-unknown", message, word.line, word.column, hint)
            elif problem := self.problem(word):
                code = "note-kind-unknown" if word.key == "kind" else "note-field-invalid"
                self.report(code, problem[0], word.line, word.column, problem[1])
            elif word.key in made:
                message = f"the field `{word.key}` is given twice"
                self.report("note-field-invalid", message, word.line, word.column)
            else:
                made[word.key] = word.value
        return made

    def problem(self, word: FieldWord) -> tuple[str, str] | None:
        """What is wrong with a field's value, and a hint."""
        key, value = word.key, word.value
        if not value:
            return f"the field `{key}` has no value", ""
        if key == "kind":
            return _kind_problem(value, self.site)
        if key == "nth":
            parsed = _nth(value)
            if not parsed or not 1 <= parsed[0] <= parsed[1]:
                return (
                    f"`nth: {value}` is not of the form 2/5",
                    "the place, then how many there are",
                )
        if key in ("date", "modified", "lang", "tags"):
            given = list(_words(value)) if key == "tags" else value
            _, wrong = read(NotesForm, Loaded({key: given}), self.path)
            if wrong and key in ("date", "modified"):
                return f"`{key}: {value}` is not a date", "write it 2016-04-19"
            if wrong:
                says = wrong[0].message.partition(": ")[2]
                return f"`{key}: {value[:60]}` is not of the form that it takes", says
        if key == "on" and value not in ("paragraph", "quote", "text"):
            return f"`on: {value}` is not known", "known are paragraph, quote, text"
        return None

    def report(self, code: str, message: str, line: int, column: int, hint: str = "") -> None:
        place = (line + self.first_line, column + 1)
        self.found.append(Diagnostic(code, message, self.path, *place, hint))


def _kind_problem(kind: str, site: Site) -> tuple[str, str] | None:
    """What is wrong with a kind, and a hint."""
    known = [one.slug for one in site.kinds]
    if not kind or kind in known or not site.complete:
        return None
    near = nearest(kind, known, 1)
    hint = f"did you mean `{near[0]}`?" if near else "site.yaml lists " + ", ".join(known)
    return f"unknown kind `{kind}`", hint


def _words(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w.strip() for w in value.split(",") if w.strip()))


def _nth(value: str) -> tuple[int, int] | None:
    found = _NTH.fullmatch(value.strip())
    return (int(found.group(1)), int(found.group(2))) if found else None
