"""site.yaml: what the owner of an archive decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from readingroom.diagnostics import Diagnostic
from readingroom.frontmatter import load_yaml
from readingroom.schemas import SiteForm, read, salvage

NAME = "site.yaml"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of note: what readers see, and its W3C motivation."""

    slug: str
    label: str
    plural: str
    motivation: str
    colour: str


#: An archive that names no kinds has these two.
DEFAULT_KINDS = (
    Kind("note", "Note", "Notes", "commenting", "amber"),
    Kind("question", "Question", "Questions", "questioning", "violet"),
)


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who writes notes: the id that ``by:`` names, and what readers see."""

    id: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of an archive. ``base_url`` ends with a slash, or is empty.

    ``complete`` is False where site.yaml has mistakes, so that what it may say is not known.
    """

    title: str = "An archive"
    subtitle: str = ""
    description: str = ""
    base_url: str = ""
    language: str = "en"
    repository: str = ""
    branch: str = "main"
    editors: tuple[Editor, ...] = ()
    kinds: tuple[Kind, ...] = DEFAULT_KINDS
    theme_folders: tuple[str, ...] = ()
    theme_options: tuple[tuple[str, str], ...] = field(default=())
    search: bool = True
    parallels: bool = True
    publish_sources: bool = True
    complete: bool = True

    @property
    def base_path(self) -> str:
        """The path part of ``base_url``: ``/`` or ``/repo/``."""
        return urlsplit(self.base_url).path or "/"

    def kind(self, slug: str) -> Kind:
        """The kind of that slug; the first one where there is none."""
        return next((k for k in self.kinds if k.slug == slug), self.kinds[0])

    def editor_name(self, editor: str) -> str:
        """What readers see for ``by: editor``."""
        return next((e.name for e in self.editors if e.id == editor), editor)


def with_base(url: str) -> str:
    """A base URL with one slash at its end."""
    return url.rstrip("/") + "/" if url else ""


def parse_site(text: str) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Settings from the text of site.yaml; with errors, the defaults for what cannot be read."""
    loaded, found = load_yaml(text, NAME)
    if loaded is None:
        return Site(complete=False), found
    form, wrong = read(SiteForm, loaded, NAME)
    complete = form is not None
    if form is None:
        # What is right in it still holds, so that one wrong key makes no mistakes elsewhere.
        form = salvage(SiteForm, loaded)
    if form is None:
        return Site(complete=False), (*found, *wrong)
    kinds = tuple(
        Kind(slug, k.label, k.plural or k.label, k.motivation, k.colour)
        for slug, k in form.kinds.items()
    )
    site = Site(
        title=form.title,
        subtitle=form.subtitle,
        description=form.description,
        base_url=with_base(form.base_url or ""),
        language=form.language,
        repository=(form.repository or "").rstrip("/"),
        branch=form.branch,
        editors=tuple(Editor(id_, e.name, e.url or "") for id_, e in form.editors.items()),
        kinds=kinds or DEFAULT_KINDS,
        theme_folders=tuple(form.theme.folders),
        theme_options=tuple(sorted(form.theme.options.items())),
        search=form.search,
        parallels=form.parallels,
        publish_sources=form.publish_sources,
        complete=complete,
    )
    return site, (*found, *wrong)


def load_site(root: Path) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Settings of the archive at ``root``; a diagnostic when there is no readable site.yaml."""
    try:
        text = (root / NAME).read_text("utf-8-sig")
    except UnicodeDecodeError:
        return Site(complete=False), (
            Diagnostic("file-not-utf8", "site.yaml is not UTF-8", NAME, 1, 1),
        )
    except OSError as error:
        says = (error.strerror or str(error)).lower()
        hint = "name the archive's folder with --root, or start one with a site.yaml"
        return Site(complete=False), (
            Diagnostic("file-unreadable", f"site.yaml: {says}", NAME, 0, 0, hint),
        )
    return parse_site(text)
