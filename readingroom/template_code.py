"""Quick code for templates: what Jinja's compiler writes, without what only mistakes need.

Where a template is without mistakes, this code says just what Jinja's own would. It gathers a page in a
list, takes an attribute as Python does, and calls a macro as the function that it is. Where Jinja would
find something undefined, or an item behind the name of an attribute, this code raises: then the page is
made by Jinja's own code (``templates``), which knows what to do and what to say.
"""

# ruff: noqa: D102, N802 -- the methods of `Writer` are Jinja's, with its names

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from keyword import iskeyword
from types import BuiltinFunctionType
from typing import Any

import markupsafe
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import (
    Block,
    Call,
    CallBlock,
    Extends,
    ExtensionAttribute,
    FromImport,
    Getattr,
    Import,
    Include,
    Name,
    Node,
)
from jinja2.nodes import Macro as MacroNode
from jinja2.nodes import Template as TemplateNode
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

#: The words of a plain string, itself where nothing has to be escaped; 0.3 instead of 2.3 microseconds
#: for a short one. MarkupSafe 3 has it for ``escape``.
plain: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
_Remembered = type(lru_cache(len))
_PAGE = "page"


def said(value: Any) -> str:
    """What ``escape`` makes of a value."""
    return str(value) if type(value) is int else escape(value)


class Page(list[str]):
    """What a template or a block says; a list that can be closed as the generators of Jinja's code."""

    def close(self) -> None:
        """Nothing is left to do."""


class QuickMacro(Macro):
    """A macro whose function can be called by itself, with as many arguments as there are."""

    def __init__(self, environment: Any, func: Any, *rest: Any) -> None:
        super().__init__(environment, func, *rest)
        self.most = -1
        if not (self.catch_kwargs or self.catch_varargs or self.caller or self.explicit_caller):
            self.most = self._argument_count
            func.__defaults__ = (missing,) * self.most
        self.func = func


def told(context: Context, called: Any, count: int, **own: Any) -> Callable[..., str]:
    """What gives the escaped words of a call with ``count`` arguments."""
    if type(called) is QuickMacro and count <= called.most:
        return called.func  # type: ignore[no-any-return]
    return partial(_told, partial(context.call, called, **own))


def _told(call: Callable[..., Any], *arguments: Any) -> str:
    return escape(call(*arguments))


def ready(context: Context, called: Any, count: int, **own: Any) -> Callable[..., Any]:
    """What may be called with ``count`` arguments in the place of what a template calls."""
    kind = type(called)
    if kind is BuiltinFunctionType or kind is _Remembered:
        return called  # type: ignore[no-any-return]
    if kind is QuickMacro and count <= called.most:
        return partial(_marked, called.func)
    return partial(context.call, called, **own)


def _marked(func: Callable[..., str], *arguments: Any) -> Markup:
    return str.__new__(Markup, func(*arguments))


class Writer(CodeGenerator):
    """Writes the quick code."""

    def visit_Template(self, node: TemplateNode, frame: Frame | None = None) -> None:
        # A generator stays one where Jinja's compiler writes `yield` whatever the frame.
        self._includes = node.find(Include) is not None
        self._extends = node.find(Extends) is not None
        self._root, self._opens = True, False
        self._page: Frame | None = None
        self._macros: set[str] = set()
        self._told: Node | None = None
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        self._opens = not self._includes and not (self._root and self._extends)
        self._root = False
        self.writeline("resolve = context.resolve_or_missing")
        self.writeline("undefined, concat = environment.undefined, environment.concat")
        self.writeline("plain, said = environment.plain, environment.said")
        self.writeline("ready, told = environment.ready, environment.told")
        self.writeline("cond_expr_undefined = Undefined")
        self.writeline(f"{_PAGE} = environment.page()" if self._opens else "if 0: yield None")

    def enter_frame(self, frame: Frame) -> None:
        if self._opens:
            self._opens = False
            self._page, frame.buffer = frame, _PAGE
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        super().leave_frame(frame, with_python_scope)
        if frame is self._page:
            self._page = None
            self.writeline(f"return {_PAGE}")

    def visit_Block(self, node: Block, frame: Frame) -> None:
        child = frame.toplevel and self._extends
        if frame.buffer is None or node.scoped or node.required or child:
            super().visit_Block(node, frame)
        else:
            of = f"context.blocks[{node.name!r}][0]({self.get_context_ref()})"
            self.writeline(f"{frame.buffer}.extend({of})", node)

    def visit_FromImport(self, node: FromImport, frame: Frame) -> None:
        self._macros |= {name if isinstance(name, str) else name[1] for name in node.names}
        super().visit_FromImport(node, frame)

    def _import_common(self, node: Import | FromImport, frame: Frame) -> None:
        # Of a template that is imported without the context there is one module.
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r})._get_default_module()")

    def visit_Macro(self, node: MacroNode, frame: Frame) -> None:
        self._macros.add(node.name)
        super().visit_Macro(node, frame)

    def macro_def(self, macro_ref: Any, frame: Frame) -> None:
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def visit_CallBlock(self, node: CallBlock, frame: Frame) -> None:
        """What stands in ``once`` is a function that is called once."""
        called = node.call.node
        if not (isinstance(called, ExtensionAttribute) and called.name == "_once"):
            super().visit_CallBlock(node, frame)
            return
        key = self.temporary_identifier()
        place, values = node.call.args
        self.writeline(f"{key} = (", node)
        self.visit(place, frame)
        self.write(", ")
        self.visit(values, frame)
        self.write(")")
        self.writeline(f"if {key} not in environment.made:")
        self.indent()
        self.macro_body(node, frame)
        self.writeline(f"environment.made[{key}] = macro()")
        self.outdent()
        self.start_write(frame, node)
        self.write(f"environment.made[{key}]")
        self.end_write(frame)

    def _output_child_pre(self, node: Any, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif _plainly_called(node) and getattr(node.node, "name", "") in self._macros:
            self._told = node
        else:
            self.write("(v if type(v := ")

    def _output_child_post(self, node: Any, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        elif node is not self._told:
            self.write(") is Markup else plain(v) if type(v) is str else said(v))")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:
        safe = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
        if forward_caller or not safe or not _plainly_called(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("told(context, " if node is self._told else "ready(context, ")
        self.visit(node.node, frame)
        self.write(f", {len(node.args)}")
        for name in ("_loop_vars",) * frame.loop_frame + ("_block_vars",) * frame.block_frame:
            self.write(f", {name}={name}")
        self.write(")(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:
        # `self` has its blocks as items.
        if iskeyword(node.attr) or getattr(node.node, "name", "") == "self":
            super().visit_Getattr(node, frame)
            return
        self.write("" if isinstance(node.node, Name | Getattr) else "(")
        self.visit(node.node, frame)
        self.write(f".{node.attr}" if isinstance(node.node, Name | Getattr) else f").{node.attr}")


def _plainly_called(node: Node) -> bool:
    """Whether a node is a call with nothing but arguments in their order."""
    return isinstance(node, Call) and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
