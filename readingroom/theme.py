"""The theme: templates and assets from a stack of folders, the first that has a file wins."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from readingroom.config import Site
from readingroom.diagnostics import Diagnostic
from readingroom.frontmatter import load_yaml
from readingroom.joining import joined_workers

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
        """Static files by name; of two with one name the upper layer's. Workers are joined."""
        made = _merged(self.layers)
        return made | joined_workers(made)

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


def _merged(layers: Sequence[Layer]) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for layer in reversed(layers):
        made.update(layer.static)
    return made


def _digested(layers: Sequence[Layer]) -> Theme:
    templates, static = hashlib.sha256(), hashlib.sha256()
    for layer in layers:
        for name, text in sorted(layer.templates.items()):
            templates.update(f"{layer.name}\0{name}\0{text}\0".encode())
        templates.update(repr(sorted(layer.options.items())).encode())
        for name, data in sorted(layer.static.items()):
            static.update(f"{layer.name}\0{name}\0{len(data)}\0".encode() + data)
    for name, data in sorted(joined_workers(_merged(layers)).items()):
        static.update(f"{name}\0{len(data)}\0".encode() + data)
    assets = static.hexdigest()[:_DIGEST]
    templates.update(assets.encode())
    return Theme(tuple(layers), templates.hexdigest(), assets)
