"""Words written as Markdown that says just these words: what would be markup is escaped, no more.

The escapes follow CommonMark 0.31.2 (sections 2.4, 4, 6) and the extensions that the archive's own
Markdown knows: tables, footnotes, heading ids, ``[[links]]`` and ``==marks==``.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_SPECIAL = re.compile(r"[\\`*_\[<&=~^{]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<[A-Za-z/!?]")
#: ``[sic]`` is plain text; ``[1]``, ``[a](b)``, ``[a]: b``, ``[^a]`` and nested ones may not be.
_PLAIN_BRACKETS = re.compile(r"\[[^\[\]^\s\\`<][^\[\]\\`<]*\](?![\[(:{])")
_LINE_START = re.compile(
    r"#{1,6}(?=[ \t]|$)"  # a heading
    r"|[-+*](?=[ \t]|$)"  # a list item
    r"|[>*_]"  # a quotation, a rule
    r"|[-=](?=[-= \t]*$)"  # a rule, the line under a heading
    r"|[:|](?=[ \t:|-]*$)"  # the second line of a table
    r"|[:~](?=[ \t])"  # a definition
    r"|-(?=[ \t:|-]*$)"
)
#: Chinese and Japanese have no space where a line ended; Korean has.
_UNSPACED = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_LINE_END = re.compile(rf"(?<={_UNSPACED})[ \t]*\n\s*(?={_UNSPACED})")
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")


Kind = Literal["paragraph", "heading", "quotation", "list", "table", "break"]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the body; several lines of a paragraph or quotation have hard breaks between them.

    ``level`` is a heading's, 1..6. A list's line is one item each; a table's lines keep their columns.
    A break has no lines.
    """

    lines: tuple[str, ...]
    level: int = 0
    kind: Kind = "paragraph"


def write(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, a blank line between them, a line feed at the end."""
    return "".join(written + "\n" for written in _separated(blocks))


def _separated(blocks: Iterable[Block]) -> Iterable[str]:
    before: Kind | None = None
    for block in blocks:
        if before is not None:
            # Paragraphs of one quotation stay together, and so do the items of one list.
            same = before == block.kind
            if not (same and block.kind == "list"):
                yield ">" if same and block.kind == "quotation" else ""
        before = block.kind
        yield _written(block)


def _written(block: Block) -> str:
    if block.kind == "heading" or block.level:
        # Within a heading nothing begins a line, so `1.` is only a number.
        words = _inline(" ".join(block.lines).strip(), several=False)
        words = re.sub(r"(?<!\\)#(?=#*$)", r"\\#", words)
        return "#" * block.level + " " + words
    if block.kind == "break":
        return "* * *"
    if block.kind == "table":
        return _fenced(block.lines)
    if block.kind == "list":
        return "\n".join("- " + escape(line) for line in block.lines)
    several = len(block.lines) > 1
    lines = [escape(line, several=several) for line in block.lines]
    if block.kind == "quotation":
        return "\\\n".join("> " + line for line in lines)
    return "\\\n".join(lines)


def _fenced(lines: Sequence[str]) -> str:
    """Lines as code, whose columns and characters stay as they are."""
    ticks = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, ticks + 1)
    return "\n".join([fence, *lines, fence])


def escape(words: str, *, several: bool = False) -> str:
    """One line of words, none of which is markup any more.

    ``several``: the line is one of several in its paragraph, where ``|`` could make a table.
    """
    escaped = _inline(words.strip(), several=several)
    number = _NUMBER_START.match(escaped)
    if number:
        return f"{number[1]}\\{escaped[number.end(1) :]}"
    return "\\" + escaped if _LINE_START.match(escaped) else escaped


def _inline(words: str, *, several: bool) -> str:
    pieces: list[str] = []
    done = 0
    for match in _SPECIAL.finditer(words):
        at = match.start()
        if _is_markup(words, at):
            pieces += words[done:at], "\\"
            done = at
    pieces.append(words[done:])
    escaped = "".join(pieces)
    return escaped.replace("|", "\\|") if several else escaped


def _bracket_is_markup(words: str, at: int) -> bool:
    match = _PLAIN_BRACKETS.match(words, at)
    if not match or match.group()[1:-1].strip().isdigit():
        return True
    return at > 0 and words[at - 1] in "!]\\["


def _is_markup(words: str, at: int) -> bool:
    """Whether the character could be read as markup where it stands."""
    mark = words[at]
    before = words[at - 1 : at]
    after = words[at + 1 : at + 2]
    if mark == "\\":
        return not after or after in _PUNCTUATION
    if mark == "*":
        # Between spaces it opens and closes nothing; `2 * 3` stays as it is.
        return not ((before == " " or not before) and after == " ")
    if mark == "_":
        return not (before.isalnum() and after.isalnum()) and not (before == " " and after == " ")
    if mark == "<":
        return bool(_TAG.match(words, at))
    if mark == "&":
        return bool(_ENTITY.match(words, at))
    if mark in "=~":
        return mark in (before, after)
    if mark == "^":
        return after == "["
    if mark == "{":
        return after in {"#", ".", ":", "%", "{"}
    return mark != "[" or _bracket_is_markup(words, at)


def lines_of(text: str, *, verse: bool) -> tuple[str, ...]:
    """The lines of a stretch of cleaned text, white space squeezed; one line unless it is verse."""
    lines = text.split("\n") if verse else [_LINE_END.sub("", text)]
    return tuple(" ".join(line.split()) for line in lines if line.strip())


def columns_of(text: str) -> tuple[str, ...]:
    """The lines of a table of plain text: tabs as spaces, so that the columns stay, no more indented."""
    lines = [line.expandtabs().rstrip() for line in text.strip("\n").split("\n")]
    return tuple(textwrap.dedent("\n".join(lines)).split("\n"))
