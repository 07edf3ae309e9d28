"""Reading the files of an archive: each Markdown file becomes a text, an entry, a page or notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from readingroom.anchors import Record
from readingroom.archive import Contents
from readingroom.config import Site
from readingroom.diagnostics import Diagnostic, has_errors
from readingroom.frontmatter import FRONT_MATTER_LIMIT, Parts, load_yaml, split
from readingroom.links import Unread
from readingroom.model import Entry, Figure, Note, PartialDate, PlainPage, SourceRef, Text
from readingroom.notes import apart, read_notes
from readingroom.readers import demoted, figures_document, joined, read_markdown
from readingroom.schemas import EntryForm, Form, PageForm, TextForm
from readingroom.schemas import read as read_form
from readingroom.sources import RESERVED, ContentFile, Found, opened, slug_problem
from readingroom.values import frozen

Made = TypeVar("Made")
Answer = tuple[Made | None, tuple[Diagnostic, ...]]


@frozen
class Reading:
    """What a file gave: one thing, several notes, or the little that is known of what cannot be read."""

    made: tuple[Text | Entry | PlainPage | Note | Unread, ...]
    found: tuple[Diagnostic, ...]


def gathered(
    readings: Iterable[Reading],
    records: Iterable[tuple[str, Record | None, tuple[Diagnostic, ...]]],
    images: Iterable[str],
    site: Site,
) -> tuple[Contents, tuple[Diagnostic, ...]]:
    """The contents of an archive, of all that its files gave; ``records`` with their texts' slugs."""
    found: list[Diagnostic] = []
    made: dict[type, list[Any]] = {kind: [] for kind in (Text, Entry, PlainPage, Note, Unread)}
    for reading in readings:
        for one in reading.made:
            made[type(one)].append(one)
        found += reading.found
    known: dict[str, Record] = {}
    for slug, record, wrong in records:
        found += wrong
        if record:
            known[slug] = record
    contents = Contents(
        site,
        tuple(made[Text]),
        tuple(made[Entry]),
        tuple(made[PlainPage]),
        apart(made[Note]),
        tuple(images),
        tuple(made[Unread]),
        known,
    )
    return contents, tuple(found)


def read(file: Found, raw: bytes, site: Site) -> Reading:
    """The bytes of one file read by themselves."""
    opened_file, found = opened(file, raw)
    return read_file(opened_file, site) if opened_file else Reading((), found)


def read_file(file: ContentFile, site: Site) -> Reading:
    """One file read by itself. Never raises for what is written in it."""
    if file.folder == "notes":
        notes, wrong = read_notes(file, site)
        return Reading((*notes, *((Unread("", file.path),) if has_errors(wrong) else ())), wrong)
    if problem := slug_problem(file.slug, file.folder):
        reserved = file.slug in RESERVED
        code = "slug-reserved" if reserved else "slug-invalid"
        hint = "rename the file" if reserved else f"rename the file to {_slug_like(file.slug)}.md"
        return Reading((), (Diagnostic(code, problem, file.path, 0, 0, hint),))
    one: Text | Entry | PlainPage | None
    one, wrong = _READERS[file.folder](file)
    return Reading((one or _unread(file),), wrong)


def _unread(file: ContentFile) -> Unread:
    """What little is known of a file whose front matter cannot be used."""
    said = re.search(r"(?m)^title:[ \t]*(.+?)[ \t]*$", file.text[:FRONT_MATTER_LIMIT])
    title = said.group(1).strip("\"'") if said else ""
    return Unread(file.slug, file.path, title)


def _slug_like(name: str) -> str:
    words = re.findall(r"[^\W_]+", name.casefold())
    return "-".join(words) or "name"


def _front(
    file: ContentFile, form: type[Form]
) -> tuple[Form | None, Parts, tuple[Diagnostic, ...]]:
    """A file's front matter as its form, and the body."""
    parts, found = split(file.text, file.path)
    if found:
        return None, parts, found
    if not parts.front_matter and parts.body_line == 1:
        hint = "start the file with a line `---`, keys such as `title: …`, and a line `---`"
        message = "the file starts without its front matter"
        return None, parts, (Diagnostic("front-matter-missing", message, file.path, 1, 1, hint),)
    loaded, found = load_yaml(parts.front_matter, file.path, first_line=2, limit=FRONT_MATTER_LIMIT)
    if loaded is None:
        return None, parts, found
    made, wrong = read_form(form, loaded, file.path)
    return made, parts, (*found, *wrong)


def _some(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(v).strip() for v in values if str(v).strip()))


def read_text(file: ContentFile) -> Answer[Text]:
    """A file of content/texts/."""
    form, parts, found = _front(file, TextForm)
    if form is None:
        return None, found
    figures = tuple(Figure(**f.model_dump()) for f in form.figures)
    reading = read_markdown(parts.body, file.path, first_line=parts.body_line)
    document = joined(figures_document(figures), demoted(reading.document))
    source = form.source
    text = Text(
        slug=file.slug,
        path=file.path,
        title=" ".join(form.title.split()),
        document=document,
        subtitle=form.subtitle,
        creator=_some(form.creator),
        contributor=_some(form.contributor),
        publisher=form.publisher,
        date=PartialDate(form.date) if form.date else None,
        dateline=form.dateline,
        section=form.section,
        credit=form.credit,
        language=form.language or "",
        rights=form.rights,
        identifier=_some(form.identifier),
        subject=_some(form.subject),
        alias=_some(form.alias),
        source=SourceRef(source.file, source.sha256, source.encoding) if source else None,
        figures=figures,
        review=form.review,
        draft=form.draft,
        markdown=file.text,
    )
    return text, (*found, *reading.diagnostics)


def read_entry(file: ContentFile) -> Answer[Entry]:
    """A file of content/glossary/."""
    form, parts, found = _front(file, EntryForm)
    if form is None:
        return None, found
    reading = read_markdown(parts.body, file.path, first_line=parts.body_line)
    entry = Entry(
        slug=file.slug,
        path=file.path,
        title=" ".join(form.title.split()),
        kind=form.kind,
        document=demoted(reading.document),
        alias=_some(form.alias),
        summary=form.summary,
        date=form.date,
        subject=_some(form.subject),
        identifier=_some(form.identifier),
        match=form.match,
        draft=form.draft,
    )
    return entry, (*found, *reading.diagnostics)


def read_page(file: ContentFile) -> Answer[PlainPage]:
    """A file of content/pages/."""
    form, parts, found = _front(file, PageForm)
    if form is None:
        return None, found
    reading = read_markdown(parts.body, file.path, first_line=parts.body_line)
    page = PlainPage(
        slug=file.slug,
        path=file.path,
        title=" ".join(form.title.split()),
        document=demoted(reading.document),
        summary=form.summary,
        menu=form.menu,
        draft=form.draft,
    )
    return page, (*found, *reading.diagnostics)


_READERS: dict[str, Callable[[ContentFile], Answer[Any]]] = {
    "texts": read_text,
    "glossary": read_entry,
    "pages": read_page,
}
