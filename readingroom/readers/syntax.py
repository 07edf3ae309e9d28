"""The archive's Markdown: CommonMark with tables, footnotes, heading ids, ``[[links]]``, comments.

Raw HTML is not a part of it: what looks like a tag is words. HTML comments are dropped, since editors
use them to talk among themselves.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

#: Levels of nested blocks. Deeper ones are not read by markdown-it at all, which the reader reports.
#: No text is meant to be nested so far, and Python's own stack bears 300.
NESTING_LIMIT = 60

#: A link by name, ``[[target]]`` or ``[[target|label]]``, in a table ``[[target\\|label]]``.
WIKI = re.compile(r"\[\[([^\[\]\n|]+?)(?:\\?\|([^\[\]\n]+))?\]\](?!\])")
_COMMENT = re.compile(r"<!--(?!>|->).*?-->", re.DOTALL)


@cache
def parser(*, plain: bool = False) -> MarkdownIt:
    """The one parser; ``plain`` leaves out everything that CommonMark does not have."""
    options = {"html": False, "maxNesting": NESTING_LIMIT}
    md = MarkdownIt("commonmark", options)
    # Which addresses may be links is decided where links are resolved, with a diagnostic.
    md.validateLink = _any_link  # type: ignore[method-assign]
    if plain:
        return md
    md.enable("table")
    md.use(footnote_plugin, inline=False, move_to_end=True, always_match_refs=False)
    md.core.ruler.after("block", "footnote_definitions", _footnote_definitions)
    md.inline.ruler.before("link", "wiki_link", _wiki_link)
    md.inline.ruler.before("autolink", "comment", _inline_comment)
    md.block.ruler.before(
        "fence", "comment", _block_comment, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    return md


def _any_link(url: str) -> bool:  # noqa: ARG001 -- as the parser calls it
    return True


def _wiki_link(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos) or state.src[state.pos - 1 : state.pos] == "[":
        return False
    found = WIKI.match(state.src, state.pos)
    if not found or found.end() > state.posMax:
        return False
    target, label = found.group(1).strip(), (found.group(2) or "").strip()
    # A reference that the file defines is CommonMark's own, brackets round it and all.
    if not target or normalizeReference(target) in state.env.get("references", {}):
        return False
    if not silent:
        token = state.push("wiki_link", "a", 0)
        token.content = label or target
        token.meta = {"target": target, "labelled": bool(label)}
    state.pos = found.end()
    return True


def _inline_comment(state: StateInline, silent: bool) -> bool:  # noqa: ARG001 -- a rule's form
    if not state.src.startswith("<!--", state.pos):
        return False
    found = _COMMENT.match(state.src, state.pos)
    if not found or found.end() > state.posMax:
        return False
    state.pos = found.end()
    return True


def _block_comment(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A comment that has whole lines to itself; any other is left to the inline rule."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line) or not state.src.startswith("<!--", begin):
        return False
    for line in range(start_line, end_line):
        end = state.eMarks[line]
        if state.sCount[line] < state.blkIndent:
            return False
        text = state.src[begin:end]
        if "-->" in text[4:] or (
            line > start_line and "-->" in state.src[state.bMarks[line] : end]
        ):
            if not _COMMENT.fullmatch(text.rstrip()):
                return False
            if not silent:
                state.line = line + 1
            return True
    return False


def _footnote_definitions(state: StateCore) -> None:
    """Keep which footnotes are defined and where, before the plugin drops those without a mark."""
    state.env["definitions"] = [
        (token.meta["label"], token.map[0] if token.map else 0)
        for token in state.tokens
        if token.type == "footnote_reference_open"
    ]
