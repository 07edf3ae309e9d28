"""The theme: templates and assets from a stack of folders, the first that has a file wins.

A template may extend the one it hides: in a site's own ``base.html``, ``{% extends "base.html" %}``
means the ``base.html`` of the folders below.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jinja2

from readingroom.config import Site
from readingroom.diagnostics import Diagnostic
from readingroom.frontmatter import load_yaml
from readingroom.views import LaterView, PlannedPage, SiteView

_PACKAGE = Path(__file__).resolve().parent
#: Where the theme that comes with the program is: in an installed package, or beside it in a checkout.
BUILT_IN = next(
    (p for p in (_PACKAGE / "_theme", _PACKAGE.parent / "theme") if p.is_dir()),
    _PACKAGE / "_theme",
)
#: Digits of the digest that static files' folder is named by: 40 bits, so that no browser ever keeps
#: the files of another version.
_DIGEST = 10


@dataclass(frozen=True, slots=True)
class Layer:
    """One theme folder: its templates as text, its static files as bytes, both by name."""

    name: str
    templates: Mapping[str, str]
    static: Mapping[str, bytes]
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Theme:
    """A stack of layers. ``digest`` names the templates and options, ``assets`` the static files."""

    layers: tuple[Layer, ...]
    digest: str
    assets: str

    @property
    def static(self) -> dict[str, bytes]:
        """Static files by name; of two with one name the upper layer's."""
        made: dict[str, bytes] = {}
        for layer in reversed(self.layers):
            made.update(layer.static)
        return made

    @property
    def options(self) -> dict[str, str]:
        """The default of every option."""
        made: dict[str, str] = {}
        for layer in reversed(self.layers):
            made.update(layer.options)
        return made


def load_theme(root: Path, site: Site) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """The folders that site.yaml names (or ``theme/``), and the built-in theme below them."""
    found: list[Diagnostic] = []
    layers: list[Layer] = []
    for folder in theme_folders(root, site):
        if not folder.is_dir():
            name = folder.relative_to(root).as_posix()
            message = f"the theme folder `{name}` is not there"
            found.append(Diagnostic("theme-missing", message, "site.yaml"))
            continue
        layer, wrong = _layer(folder)
        layers.append(layer)
        found += wrong
    theme = _digested(layers)
    known = theme.options
    for name, _ in site.theme_options:
        if name not in known:
            hint = "the theme's options are " + ", ".join(sorted(known)) if known else ""
            message = f"the theme has no option `{name}`"
            found.append(Diagnostic("key-unknown", message, "site.yaml", 0, 0, hint))
    return theme, tuple(found)


def theme_folders(root: Path, site: Site) -> list[Path]:
    """The folders of the theme, the upper ones first, whether they are there or not."""
    names = site.theme_folders or (("theme",) if (root / "theme").is_dir() else ())
    folders = [root / name for name in names]
    if not any(folder.resolve() == BUILT_IN.resolve() for folder in folders):
        folders.append(BUILT_IN)
    return folders


def _layer(folder: Path) -> tuple[Layer, tuple[Diagnostic, ...]]:
    found: list[Diagnostic] = []
    templates: dict[str, str] = {}
    static: dict[str, bytes] = {}
    for base in ("templates", "static"):
        for path in sorted((folder / base).rglob("*")):
            name = path.relative_to(folder / base).as_posix()
            if not path.is_file() or any(part.startswith(".") for part in name.split("/")):
                continue
            try:
                if base == "static":
                    static[name] = path.read_bytes()
                else:
                    templates[name] = path.read_text("utf-8")
            except UnicodeDecodeError as error:
                message = f"byte {error.start + 1} is not UTF-8"
                hint = "save the file as UTF-8"
                where = f"{folder.name}/{base}/{name}"
                found.append(Diagnostic("file-not-utf8", message, where, 0, 0, hint))
            except OSError as error:
                message = error.strerror or str(error)
                found.append(Diagnostic("file-unreadable", message, f"{folder.name}/{base}/{name}"))
    options, wrong = _options(folder)
    return Layer(folder.name, templates, static, options), (*found, *wrong)


def _options(folder: Path) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    path = folder / "theme.yaml"
    if not path.is_file():
        return {}, ()
    name = f"{folder.name}/theme.yaml"
    loaded, found = load_yaml(path.read_text("utf-8"), name)
    value = loaded.value if loaded else None
    options = value.get("options") if isinstance(value, dict) else None
    if not isinstance(options, dict):
        return {}, found
    return {str(k): "" if v is None else str(v) for k, v in options.items()}, found


def _digested(layers: Sequence[Layer]) -> Theme:
    templates, static = hashlib.sha256(), hashlib.sha256()
    for layer in layers:
        for name, text in sorted(layer.templates.items()):
            templates.update(f"{layer.name}\0{name}\0{text}\0".encode())
        templates.update(repr(sorted(layer.options.items())).encode())
        for name, data in sorted(layer.static.items()):
            static.update(f"{layer.name}\0{name}\0{len(data)}\0".encode() + data)
    assets = static.hexdigest()[:_DIGEST]
    templates.update(assets.encode())
    return Theme(tuple(layers), templates.hexdigest(), assets)


class _Stack(jinja2.BaseLoader):
    """Templates by name, or by ``layer number/name`` for one that another extends from above."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = layers

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 -- Jinja calls it so
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        number, name = _parted(template)
        for layer in self.layers[number:]:
            if name in layer.templates:
                return layer.templates[name], f"{layer.name}/templates/{name}", lambda: True
        raise jinja2.TemplateNotFound(name)

    def list_templates(self) -> list[str]:
        return sorted({name for layer in self.layers for name in layer.templates})

    def owner(self, template: str) -> int:
        """The number of the layer that a name is found in."""
        number, name = _parted(template)
        return next(
            (i for i, layer in enumerate(self.layers) if i >= number and name in layer.templates),
            len(self.layers),
        )


def _parted(template: str) -> tuple[int, str]:
    number, colon, name = template.partition(":")
    return (int(number), name) if colon and number.isdigit() else (0, template)


class _Environment(jinja2.Environment):
    """Autoescape on whatever a template's name; a name that extends itself means the one below."""

    def join_path(self, template: str, parent: str) -> str:
        _, name = _parted(parent)
        if template == name and isinstance(self.loader, _Stack):
            return f"{self.loader.owner(parent) + 1}:{template}"
        return template


class Renderer:
    """Renders planned pages with a theme."""

    def __init__(self, theme: Theme, site: SiteView) -> None:
        self.theme = theme
        options = {**theme.options, **dict(site.options)}
        self.site = replace(site, options=tuple(sorted(options.items())))
        self.environment = _Environment(
            loader=_Stack(theme.layers),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )

    def digest(self, page: PlannedPage) -> str:
        """What the bytes of a page depend on: its view, the site's, the theme."""
        made = hashlib.sha256(repr((page, self.site)).encode("utf-8", "surrogatepass"))
        made.update(self.theme.digest.encode())
        return made.hexdigest()

    def render(self, page: PlannedPage) -> tuple[bytes, tuple[Diagnostic, ...]]:
        """The bytes of a page; when a template fails, nothing and the reason."""
        root, view = page.meta.root, page.view
        try:
            variables: dict[str, Any] = {
                "site": self.site,
                "meta": page.meta,
                "view": view.make() if isinstance(view, LaterView) else view,
                "url": lambda path: relative(root, path),
                "asset": lambda name: self.asset(root, name),
            }
            template = self.environment.get_template(page.view.template)
            text = template.render(variables)
        except jinja2.TemplateError as error:
            return b"", (_failed(error, page, self.theme),)
        except Exception as error:  # noqa: BLE001 -- a template's expression may raise anything
            return b"", (_failed(error, page, self.theme),)
        return text.encode("utf-8", "replace"), ()

    def asset(self, root: str, name: str) -> str:
        """The address of a static file; an unknown one fails the template that names it."""
        if not any(name in layer.static for layer in self.theme.layers):
            raise jinja2.TemplateRuntimeError(f"the theme has no static file {name!r}")
        return relative(root, f"static/{self.theme.assets}/{name}")


def relative(root: str, path: str) -> str:
    """A site path as an address that works from a page whose root is ``root``."""
    if path.startswith("#") or re.match(r"[a-z][a-z0-9+.-]*:", path):
        return path
    if root == "./":
        return path or "./"
    return root + path


def _failed(error: Exception, page: PlannedPage, theme: Theme) -> Diagnostic:
    """A diagnostic at the template's line, where the traceback shows one."""
    name, line = page.view.template, 0
    if isinstance(error, jinja2.TemplateSyntaxError):
        name, line = error.filename or error.name or name, error.lineno
    elif not isinstance(error, jinja2.TemplateNotFound):
        trace = error.__traceback__
        while trace:
            file = trace.tb_frame.f_code.co_filename
            if "/templates/" in file and any(file.startswith(f"{x.name}/") for x in theme.layers):
                name, line = file, trace.tb_lineno
            trace = trace.tb_next
    if isinstance(error, jinja2.TemplateNotFound):
        return Diagnostic("theme-missing", f"the theme has no template `{error.name}`", name)
    # Where in the program a view is defined is nothing to a theme's author.
    said = re.sub(r"'readingroom(?:\.\w+)*\.(\w+) object'", r"`\1`", str(error))
    message = f"{said} (while rendering {page.file})"
    return Diagnostic("template-error", message, name, line)
