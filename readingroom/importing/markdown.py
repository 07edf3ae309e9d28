"""Words written as Markdown that says just these words: what would be markup is escaped, no more.

The escapes follow CommonMark 0.31.2 (sections 2.4, 4, 6) and the extensions that the archive's own
Markdown knows: tables, footnotes, heading ids, ``[[links]]`` and ``==marks==``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

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
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (level 0) or heading (1..6) of the body; several lines have hard breaks."""

    lines: tuple[str, ...]
    level: int = 0


def write(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, a blank line between them, a line feed at the end."""
    return "".join(written + "\n" for written in _separated(blocks))


def _separated(blocks: Iterable[Block]) -> Iterable[str]:
    first = True
    for block in blocks:
        if not first:
            yield ""
        first = False
        yield _written(block)


def _written(block: Block) -> str:
    if block.level:
        words = escape(" ".join(block.lines))
        words = re.sub(r"(?<!\\)#(?=#*$)", r"\\#", words)
        return "#" * block.level + " " + words
    several = len(block.lines) > 1
    return "\\\n".join(escape(line, several=several) for line in block.lines)


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
    lines = text.split("\n") if verse else [text]
    return tuple(" ".join(line.split()) for line in lines if line.strip())
