"""Links between the pages of an archive: names, addresses, what is broken and what is not allowed.

``[[slug]]``, ``[[Title]]`` and relative links to ``.md`` files lead within the archive; other links to
the web by the schemes below. A link that cannot be followed is reported and shown as words.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Literal
from urllib.parse import unquote

from readingroom.diagnostics import Diagnostic, nearest
from readingroom.folding import folded_words
from readingroom.model import Document, LinkUse, Mark
from readingroom.readers import spliced
from readingroom.values import frozen, replace

NameKind = Literal["text", "entry", "page"]

#: Everything else (javascript:, data:, file:, vbscript: …) either runs something or leads nowhere.
SCHEMES = frozenset({"http", "https", "mailto"})

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FOLDER: dict[NameKind, str] = {"text": "texts/", "entry": "glossary/", "page": ""}


@frozen
class Name:
    """What a link may name: a text, an entry or a page, and where its page and file are."""

    slug: str
    kind: NameKind
    title: str
    file: str
    alias: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The site path: ``texts/a/``, ``glossary/b/``, ``about/``; the home page's is empty."""
        home = self.kind == "page" and self.slug == "index"
        return "" if home else f"{_FOLDER[self.kind]}{self.slug}/"


@frozen
class Unread:
    """A file that could not be made a text, entry or page of; its title where that much is known."""

    slug: str
    path: str
    title: str = ""


@frozen
class Names:
    """All names of an archive, by slug, by folded title or alias, and by file.

    ``unread`` are slugs, folded titles and paths of files that have mistakes of their own: links to
    them are right and will work once those are mended, so nothing is said of the links.
    """

    by_slug: Mapping[str, Name] = field(default_factory=dict)
    by_title: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    by_file: Mapping[str, Name] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[Name], unread: Iterable[Unread] = ()) -> Names:
        """Index the names; of two with one slug the first is kept."""
        by_slug: dict[str, Name] = {}
        by_title: dict[str, tuple[Name, ...]] = {}
        by_file: dict[str, Name] = {}
        for name in names:
            by_slug.setdefault(name.slug, name)
            by_file[name.file] = name
            for title in dict.fromkeys(_key(t) for t in (name.title, *name.alias)):
                by_title[title] = (*by_title.get(title, ()), name)
        lost = {w for u in unread for w in (u.slug, u.path, _key(u.title)) if w}
        return cls(by_slug, by_title, by_file, frozenset(lost))

    @property
    def lost_notes(self) -> bool:
        """Whether there are notes that could not be read, which a link may mean."""
        return any(path.startswith("content/notes/") for path in self.unread)

    def find(self, target: str) -> tuple[Name, ...]:
        """What a ``[[target]]`` names: by slug, else by title or alias without the brackets."""
        exact = self.by_slug.get(target) or self.by_slug.get(target.casefold())
        return (exact,) if exact else self.by_title.get(_key(target), ())

    def near(self, target: str) -> Sequence[str]:
        """The slugs and titles nearest to one that is not there."""
        titles = [n.title.strip("[]") for n in self.by_slug.values()]
        return nearest(target, [*self.by_slug, *titles])


@frozen
class Fragments:
    """The places of a page that a link may name, and the id that each has in the page."""

    ids: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        document: Document,
        notes: Iterable[str] = (),
        moved: Mapping[str, str] | None = None,
        *,
        citable: bool = True,
    ) -> Fragments:
        """Paragraphs by address and number (where they are citable), headings and notes by id.

        ``moved`` leads from former addresses to those of today.
        """
        ids: dict[str, str] = {}
        for block in document.blocks:
            if block.kind == "heading":
                ids.setdefault(block.address, f"h-{block.address}")
        for note in notes:
            ids[note] = f"note-{note}"
        if citable:
            for block in document.blocks:
                if block.kind not in ("heading", "cell"):
                    ids[f"p-{block.address}"] = f"p-{block.address}"
                if block.number:
                    ids[f"p{block.number}"] = f"p-{block.address}"
            for former, address in (moved or {}).items():
                ids.setdefault(f"p-{former}", f"p-{address}")
        return cls(ids)


@frozen
class Directory:
    """What links are resolved against: names, places in pages, notes by file, pictures."""

    names: Names
    fragments: Mapping[str, Fragments]
    note_files: Mapping[tuple[str, str], tuple[str, str]]
    images: frozenset[str]


@frozen
class ResolvedLink:
    """A link within the archive: the mark that shows it, the slug and the site path it leads to."""

    mark: int
    slug: str
    to: str


#: Where a link leads: within the archive, to an address elsewhere, or nowhere, with the reason. None
#: stands for a file of the archive that has mistakes of its own.
Answer = ResolvedLink | str | Diagnostic | None


@frozen
class Linked:
    """A document whose links lead somewhere, and those of them that stay in the archive."""

    document: Document
    links: tuple[ResolvedLink, ...]


def _key(title: str) -> str:
    stripped = title.strip()
    if stripped.startswith("[") and stripped.endswith("]"):
        stripped = stripped[1:-1]
    return folded_words(stripped)


def labels(links: Iterable[LinkUse], names: Names) -> tuple[str | None, ...]:
    """For each link the title that it is to show; None where it stays as it is written."""
    return tuple(_label(link, names) for link in links)


def _label(link: LinkUse, names: Names) -> str | None:
    if link.form != "wiki" or link.labelled:
        return None
    target = link.target.partition("#")[0].strip()
    found = names.find(target)
    if len(found) != 1:
        return None
    title = found[0].title
    # A name that was written as a title or alias stays as written.
    by_slug = target == found[0].slug
    if not by_slug and _key(target) in {_key(t) for t in (title, *found[0].alias)}:
        return None
    return title[1:-1] if title.startswith("[") and title.endswith("]") else title


def labelled(document: Document, titles: Sequence[str | None]) -> Document:
    """The document with the titles that ``labels`` found in the links that gave only a slug."""
    changes = [
        (document.marks[link.mark].start, document.marks[link.mark].end, title)
        for link, title in zip(document.links, titles, strict=True)
        if title is not None
    ]
    return spliced(document, changes)


def answers(
    links: Iterable[LinkUse], path: str, own: str, directory: Directory
) -> tuple[Answer, ...]:
    """Where each link leads that stands in the file ``path`` and is shown on the page of ``own``."""
    return tuple(_resolve(link, path, own, directory) for link in links)


def resolved(
    document: Document, answered: Sequence[Answer]
) -> tuple[Linked, tuple[Diagnostic, ...]]:
    """The document with every link's address, or without it where there is none.

    ``answered`` is what ``answers`` found for its links. Internal links get the attribute ``to`` (or
    ``from`` for pictures): a site path, which the weaver makes relative.
    """
    if not document.links:
        return Linked(document, ()), ()
    marks = list(document.marks)
    for link, answer in zip(document.links, answered, strict=True):
        marks[link.mark] = _shown(marks[link.mark], link, answer)
    inside = tuple(answer for answer in answered if isinstance(answer, ResolvedLink))
    found = tuple(answer for answer in answered if isinstance(answer, Diagnostic))
    return Linked(replace(document, marks=tuple(marks)), inside), found


def _shown(mark: Mark, link: LinkUse, answer: Answer) -> Mark:
    """The mark as a page shows it."""
    kept = tuple((n, v) for n, v in mark.attrs if n not in ("href", "src"))
    if answer is None or isinstance(answer, Diagnostic):
        if link.form == "src":
            words = (("class", "missing-picture"), ("title", mark.get("alt")))
            return replace(mark, tag="span", attrs=words)
        return replace(mark, tag="span", attrs=(("class", "broken-link"),))
    if isinstance(answer, str):
        if link.form == "src":
            return replace(mark, attrs=(("from", answer), *kept, ("loading", "lazy")))
        if answer.startswith("images/"):
            return replace(mark, attrs=(("to", answer), *kept))
        if answer.startswith("#"):
            return replace(mark, attrs=(("href", answer), *kept))
        return replace(mark, attrs=(("href", answer), *kept, ("rel", "noopener")))
    return replace(mark, attrs=(("to", answer.to), *kept))


def _resolve(link: LinkUse, path: str, own: str, directory: Directory) -> Answer:
    if link.form == "wiki":
        return _wiki(link, path, own, directory)
    if link.form == "src":
        return _picture(link, path, directory)
    # As browsers do, before a scheme is looked for.
    target = re.sub(r"[\x00-\x20]", "", link.target)
    if scheme := _SCHEME.match(target):
        if scheme.group(1).lower() in SCHEMES:
            return target
        hint = "links lead to http, https and mailto addresses, or to files of the archive"
        message = f"links to `{scheme.group(1)}:` addresses are not made"
        return Diagnostic("link-unsafe", message, path, link.line, link.column, hint)
    if target.startswith(("//", "\\", "/\\")):
        message = f"the address `{target[:60]}` leads off the site without saying how"
        hint = "write https:// before it"
        return Diagnostic("link-unsafe", message, path, link.line, link.column, hint)
    return _relative(link, unquote(target), path, own, directory)


def _wiki(
    link: LinkUse, path: str, own: str, directory: Directory
) -> ResolvedLink | Diagnostic | None:
    target, _, fragment = link.target.partition("#")
    target = target.strip()
    found = directory.names.find(target) if target else (directory.names.by_slug[own],)
    if not found:
        if not directory.names.unread.isdisjoint((target, _key(target))):
            return None
        return _broken(link, path, f"nothing is called `{target}`", directory.names.near(target))
    if len(found) > 1:
        slugs = " or ".join(f"[[{name.slug}]]" for name in found)
        message = f"`{target}` is the name of {len(found)} pages"
        return Diagnostic("link-ambiguous", message, path, link.line, link.column, f"write {slugs}")
    return _placed(link, path, found[0].slug, fragment.strip(), directory)


def _relative(link: LinkUse, target: str, path: str, own: str, directory: Directory) -> Answer:
    file, _, fragment = target.partition("#")
    if not file:
        if own in directory.names.by_slug:
            return _placed(link, path, own, fragment, directory)
        return _broken(link, path, f"there is no place `#{fragment}`", ())
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
    if name := directory.names.by_file.get(joined):
        return _placed(link, path, name.slug, fragment, directory)
    if joined in directory.names.unread:
        return None
    if note := directory.note_files.get((joined, fragment)):
        return _placed(link, path, *note, directory)
    if joined.startswith("content/images/") and (picture := joined[15:]) in directory.images:
        return f"images/{picture}"
    if re.match(r"www\.[\w-]+\.", file):
        hint = "for an address of the web write https:// before it"
        message = f"there is no file `{file}` in the archive"
        return Diagnostic("link-broken", message, path, link.line, link.column, hint)
    # By file names: a folder in common makes no two files alike.
    by_name = {posixpath.basename(f): f for f in directory.names.by_file}
    near = [
        posixpath.relpath(by_name[name], posixpath.dirname(path))
        for name in nearest(posixpath.basename(file), by_name)
    ]
    return _broken(link, path, f"there is no file `{file}` in the archive", near)


def _placed(
    link: LinkUse, path: str, slug: str, fragment: str, directory: Directory
) -> ResolvedLink | Diagnostic | None:
    page = directory.names.by_slug[slug].path
    if not fragment:
        return ResolvedLink(link.mark, slug, page)
    places = directory.fragments.get(slug, Fragments()).ids
    if fragment in places:
        return ResolvedLink(link.mark, slug, f"{page}#{places[fragment]}")
    if directory.names.lost_notes:
        return None
    near = [f"{slug}#{name}" for name in nearest(fragment, places)]
    count = sum(1 for name in places if re.fullmatch(r"p\d+", name))
    if count and re.fullmatch(r"p\d+", fragment):
        near = [f"{slug}#p1", f"{slug}#p{count}"]
    return _broken(link, path, f"`{slug}` has no place `#{fragment}`", near)


def _picture(link: LinkUse, path: str, directory: Directory) -> str | Diagnostic:
    target = re.sub(r"[\x00-\x20]", "", link.target)
    if _SCHEME.match(target) or target.startswith(("//", "\\")):
        message = "pictures are shown from content/images/ only, so that no page calls another site"
        hint = "put the picture into content/images/ and write ../images/NAME"
        return Diagnostic("link-unsafe", message, path, link.line, link.column, hint)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
    name = joined.removeprefix("content/images/")
    if joined != name and name in directory.images:
        return f"images/{name}"
    wanted = name if joined != name else posixpath.basename(joined)
    near = [f"../images/{n}" for n in nearest(wanted, directory.images)]
    return _broken(link, path, f"there is no picture `{link.target}`", near)


def _broken(link: LinkUse, path: str, message: str, near: Sequence[str]) -> Diagnostic:
    hint = "did you mean " + " or ".join(f"`{n}`" for n in near) + "?" if near else ""
    return Diagnostic("link-broken", message, path, link.line, link.column, hint)
