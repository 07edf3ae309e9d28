"""Pages made of planned pages by the theme's Jinja templates.

A template may extend the one it hides: in a site's own ``base.html``, ``{% extends "base.html" %}``
means the ``base.html`` of the folders below. Pages at one depth of the site have one environment, in
which ``url`` and ``asset`` lead from there; what is the same on all of them is rendered once (``once``).
"""

from __future__ import annotations

import hashlib
import marshal
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from types import CodeType
from typing import Any, Protocol, TypeVar

import jinja2
from jinja2.bccache import Bucket, BytecodeCache, bc_magic
from jinja2.ext import Extension
from jinja2.nodes import CallBlock, Const, Node, Tuple
from jinja2.parser import Parser
from jinja2.runtime import Context

from readingroom.diagnostics import Diagnostic
from readingroom.template_code import Page, QuickMacro, Writer, plain, ready, said, told
from readingroom.theme import Layer, Theme
from readingroom.views import LaterView, PlannedPage, SiteView, View

#: Addresses of one depth that are remembered: those of the frame and of the lists just shown are asked
#: for again and again, those of passages once.
_ADDRESSES = 4096
#: Compiled templates that are kept: a theme has some thirty, and an editor of one saves often.
_COMPILED = 500
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")


_E = TypeVar("_E", bound="_Environment")


class Shelf(Protocol):
    """Where compiled templates are kept for the next process, if anywhere.

    What it gives is run: it must be a place where only this user can put anything.
    """

    def get(self, name: str) -> bytes | None:
        """What was kept under a name."""

    def keep(self, name: str, code: bytes) -> None:
        """Keep it."""


class Renderer:
    """Renders planned pages with a theme."""

    def __init__(self, theme: Theme, site: SiteView, shelf: Shelf | None = None) -> None:
        self.theme, self._shelf = theme, shelf
        options = {**theme.options, **dict(site.options)}
        self.site = replace(site, options=tuple(sorted(options.items())))
        self._known = hashlib.sha256(repr(self.site).encode("utf-8", "surrogatepass"))
        self._known.update(theme.digest.encode())
        self._depths: dict[tuple[str, type[_Environment]], Any] = {}
        #: Templates whose quick code has raised once: those of a theme that asks what is defined.
        self.slow: set[str] = set()

    def digest(self, page: PlannedPage) -> str:
        """What the bytes of a page depend on: its view, the site's, the theme."""
        made = self._known.copy()
        made.update(repr(page).encode("utf-8", "surrogatepass"))
        return made.hexdigest()

    def prepare(self, pages: Iterable[PlannedPage]) -> None:
        """Compile the templates of pages, so that processes forked from this one need not."""
        for root in sorted({page.meta.root for page in pages}):
            environment = self._environment(root, _Quick)
            for name in environment.list_templates():
                with suppress(jinja2.TemplateError, RecursionError):  # told where a page needs it
                    environment.get_template(name)

    def render(self, page: PlannedPage) -> tuple[bytes, tuple[Diagnostic, ...]]:
        """The bytes of a page; when a template fails, nothing and the reason."""
        view = page.view
        try:
            shown = view.make() if isinstance(view, LaterView) else view
            text = self._said(page, shown)
        except Exception as error:  # noqa: BLE001 -- a template's expression may raise anything
            return b"", (_failed(error, page, self.theme),)
        return text.encode("utf-8", "replace"), ()

    def _said(self, page: PlannedPage, shown: View) -> str:
        name, root, given = shown.template, page.meta.root, {"meta": page.meta, "view": shown}
        if name not in self.slow:
            try:
                return self._environment(root, _Quick).quickly(name, given)
            except Exception:  # noqa: BLE001 -- what was wrong, if anything was, is found out below
                self.slow.add(name)
        return self._environment(root, _Environment).get_template(name).render(given)

    def _environment(self, root: str, kind: type[_E]) -> _E:
        """The environment of the pages whose way to the site's root is ``root``."""
        made: _E | None = self._depths.get((root, kind))
        if made is None:
            made = kind(
                loader=_Stack(self.theme.layers),
                bytecode_cache=_Code(kind, self._shelf),
                autoescape=True,
                undefined=jinja2.StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
                keep_trailing_newline=True,
                auto_reload=False,
                extensions=[_Once],
            )
            remember = lru_cache(_ADDRESSES, typed=True)
            made.globals |= {
                "site": self.site,
                "url": remember(partial(relative, root)),
                "asset": remember(partial(self.asset, root)),
            }
            self._depths[root, kind] = made
        return made

    def asset(self, root: str, name: str) -> str:
        """The address of a static file; an unknown one fails the template that names it."""
        if not any(name in layer.static for layer in self.theme.layers):
            raise jinja2.TemplateRuntimeError(f"the theme has no static file {name!r}")
        return relative(root, f"static/{self.theme.assets}/{name}")


def relative(root: str, path: str) -> str:
    """A site path as an address that works from a page whose root is ``root``."""
    if path.startswith("#") or _SCHEME.match(path):
        return path
    if root == "./":
        return path or "./"
    return root + path


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


#: Compiled templates by what compiled them, their names and their words, which the sites and depths of a
#: process share.
_codes: dict[str, CodeType] = {}


class _Code(BytecodeCache):
    """Templates that were compiled before, in this process or in one before it."""

    def __init__(self, kind: type[jinja2.Environment], shelf: Shelf | None) -> None:
        self._kind, self._shelf = kind.__name__, shelf

    def load_bytecode(self, bucket: Bucket) -> None:
        name = self._name(bucket)
        code = _codes.get(name)
        if code is None and self._shelf is not None and (kept := self._shelf.get(name)):
            with suppress(ValueError, EOFError, TypeError):  # damaged: it is compiled again
                code = marshal.loads(kept)  # noqa: S302 -- as `Shelf` says
        if isinstance(code, CodeType):
            bucket.code = _codes[name] = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            if len(_codes) >= _COMPILED:
                del _codes[next(iter(_codes))]
            name = self._name(bucket)
            _codes[name] = bucket.code
            if self._shelf is not None:
                self._shelf.keep(name, marshal.dumps(bucket.code))

    def _name(self, bucket: Bucket) -> str:
        # Of another Python or another form of Jinja's code nothing may be taken.
        return f"{bc_magic.hex()} {self._kind} {bucket.key} {bucket.checksum}"


class _Environment(jinja2.Environment):
    """Autoescape on whatever a template's name; a name that extends itself means the one below."""

    def join_path(self, template: str, parent: str) -> str:
        _, name = _parted(parent)
        if template == name and isinstance(self.loader, _Stack):
            return f"{self.loader.owner(parent) + 1}:{template}"
        return template


class _Quick(_Environment):
    """Templates in quick code; what that code calls, and what it made once."""

    code_generator_class = Writer
    Macro, page = QuickMacro, Page
    plain, said = staticmethod(plain), staticmethod(said)
    ready, told = staticmethod(ready), staticmethod(told)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.made: dict[tuple[str, tuple[Any, ...]], str] = {}
        self._found: dict[tuple[str, str | None], jinja2.Template] = {}

    def quickly(self, name: str, given: dict[str, Any]) -> str:
        """What a template says; Jinja's own way copies the globals one by one."""
        template = self.get_template(name)
        context = Context(self, self.globals | given, name, template.blocks)
        return "".join(template.root_render_func(context))

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> jinja2.Template:  # noqa: A002 -- as Jinja has it
        """The template of that name, seen from its parent; no file changes meanwhile."""
        made = self._found.get((name, parent))
        if made is None:
            made = self._found[name, parent] = super().get_template(name, parent, globals)
        return made


class _Once(Extension):
    """``{% once value, … %}…{% endonce %}``: what stands in it is rendered once for those values.

    It must depend on nothing but them, the site and the depth of the page.
    """

    tags = {"once"}  # noqa: RUF012 -- as Jinja has it

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        self._made: dict[tuple[Any, ...], str] = {}

    def parse(self, parser: Parser) -> Node:
        line = next(parser.stream).lineno
        place = Const(f"{parser.name}:{line}")
        values = [] if parser.stream.current.test("block_end") else [parser.parse_tuple()]
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        call = self.call_method("_once", [place, Tuple(values, "load")])
        return CallBlock(call, [], [], body).set_lineno(line)

    def _once(self, place: str, values: tuple[Any, ...], caller: Callable[[], str]) -> str:
        made = self._made.get((place, values))
        if made is None:
            made = self._made[place, values] = caller()
        return made


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
