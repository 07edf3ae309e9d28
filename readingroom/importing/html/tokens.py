"""HTML cut into text, tags and comments, each with its place in the source.

The rules are those of the HTML standard's tokenisation (13.2.5) as far as they decide where a tag
ends; what is cut off before it ends stays text, since a source may hold ``a <b`` as words. Every
search that fails once is not made again, so that the time grows with the length alone.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s/>][^\s/>=]*)"
    r"(?:[ \t\n\r\f]*=[ \t\n\r\f]*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?"
)
#: Their contents are no markup: characters up to their own end tag. ``plaintext`` has none.
RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
#: The same, but character references count.
_ESCAPABLE = frozenset({"title", "textarea"})
#: A character reference, with a bound on its digits that keeps a hostile one from being a number of
#: any size. The names' length is the standard's longest (31) and one.
REFERENCE = re.compile(
    r"&(?:#0{0,20}[0-9]{1,7};?|#[xX]0{0,20}[0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)"
)

_UNCLOSED = "a tag"

Kind = Literal["text", "start", "end", "hidden"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with character references read; the span is of its value in the source."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """``source[start:end]``: text, a tag, or what no reader sees (comment, doctype, script).

    ``raw``: character references in a text are just characters. A ``hidden`` token of a script has
    the script's tag as its name.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: dict[str, Attribute] | None = None
    raw: bool = False


def unescape(words: str) -> str:
    """Character references read as a browser does."""
    return REFERENCE.sub(lambda m: html.unescape(m.group()), words) if "&" in words else words


class _Search:
    """Finds what closes something, and remembers what was not found."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.missing: set[str] = set()

    def after(self, mark: str, start: int) -> int:
        """The end of the next ``mark``, or -1."""
        if mark in self.missing:
            return -1
        at = self.source.find(mark, start)
        if at < 0:
            self.missing.add(mark)
            return -1
        return at + len(mark)

    def end_tag(self, name: str, start: int) -> int:
        """Where the end tag of a raw element begins, or the end of the source."""
        if name in self.missing:
            return len(self.source)
        closing = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE)
        match = closing.search(self.source, start)
        if not match:
            self.missing.add(name)
            return len(self.source)
        return match.start()


def tokens(source: str) -> Iterator[Token]:
    """The tokens of a source, which together are the whole of it."""
    search = _Search(source)
    done = 0
    at = source.find("<")
    while at >= 0:
        found = _markup(source, at, search)
        if found is None:
            at = source.find("<", at + 1)
            continue
        if done < at:
            yield Token("text", done, at)
        yield found
        done = found.end
        if found.kind == "start":
            for token in _contents(source, found, search):
                yield token
                done = token.end
        at = source.find("<", done)
    if done < len(source):
        yield Token("text", done, len(source))


def _contents(source: str, tag: Token, search: _Search) -> Iterator[Token]:
    """What stands in an element that holds characters only."""
    name = tag.name
    if name == "plaintext":
        end = len(source)
    elif name in RAW or name in _ESCAPABLE:
        end = search.end_tag(name, tag.end)
    else:
        return
    # A title that is never closed would hide the whole page; browsers do just that.
    if end == len(source) and name in _ESCAPABLE:
        return
    if tag.end < end:
        hidden = name in RAW and name != "xmp"
        raw = name not in _ESCAPABLE
        yield Token("hidden" if hidden else "text", tag.end, end, name, raw=raw)


def _markup(source: str, at: int, search: _Search) -> Token | None:
    """The tag or comment that begins at a ``<``, or None where it is only a character."""
    after = source[at + 1 : at + 2]
    if after.isalpha() and after.isascii():
        return _tag(source, at, at + 1, search)
    if after == "/":
        following = source[at + 2 : at + 3]
        if following.isalpha() and following.isascii():
            return _tag(source, at, at + 2, search)
        end = search.after(">", at + 2) if following and not following.isspace() else -1
        return Token("hidden", at, end) if end >= 0 else None
    if after not in {"!", "?"}:
        return None
    if source.startswith("<!--", at):
        return _comment(source, at, search)
    if source.startswith("<![CDATA[", at):
        end = search.after("]]>", at)
        # Outside of foreign content it ends like any other declaration.
        end = end if end >= 0 else search.after(">", at)
    else:
        end = search.after(">", at)
    return Token("hidden", at, end) if end >= 0 else None


def _comment(source: str, at: int, search: _Search) -> Token | None:
    short = re.compile(r"<!--(?:-?>)").match(source, at)
    if short:
        return Token("hidden", at, short.end())
    ends = [end for mark in ("-->", "--!>") if (end := search.after(mark, at + 4)) >= 0]
    # One that is never closed would swallow the rest of the page: it ends with its line's tag.
    end = min(ends) if ends else search.after(">", at)
    return Token("hidden", at, end) if end >= 0 else None


def _tag(source: str, at: int, begin: int, search: _Search) -> Token | None:
    simple = search.after(">", begin)
    name = _NAME.match(source, begin)
    if simple < 0 or not name:
        return None
    kind: Kind = "end" if begin > at + 1 else "start"
    attributes: dict[str, Attribute] = {}
    position = name.end()
    # A quotation mark that is never closed: from there on a tag ends at the next bracket.
    while position < len(source) and _UNCLOSED not in search.missing:
        match = _ATTRIBUTE.match(source, position)
        if not match:
            break
        group = match.lastindex or 1
        span = match.span(group) if group > 1 else (match.end(1), match.end(1))
        attributes.setdefault(match[1].lower(), Attribute(unescape(source[slice(*span)]), *span))
        position = match.end()
    end = search.after(">", position) if _UNCLOSED not in search.missing else -1
    if end < 0:
        search.missing.add(_UNCLOSED)
        return Token(kind, at, simple, name.group().lower().split(">")[0])
    return Token(kind, at, end, name.group().lower(), attributes or None)


_SPACE = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")
_BOTH = re.compile(f"{_SPACE.pattern}|{REFERENCE.pattern}")


def spoken(written: str, *, keep: bool, raw: bool) -> tuple[str, Sequence[int] | None]:
    """The words that a text token shows, and for each character the place of the one it came from.

    ``keep``: white space is kept; ``raw``: references are not read. No places: all as written.
    """
    if raw and keep:
        return written, None
    pattern = REFERENCE if keep else _SPACE if raw else _BOTH
    pieces: list[str] = []
    origin = array("L")
    done = 0
    for match in pattern.finditer(written):
        said = " " if match.group()[0] != "&" else unescape(match.group())
        if said == match.group():
            continue
        pieces += written[done : match.start()], said
        origin.extend(range(done, match.start()))
        origin.extend([match.start()] * len(said))
        done = match.end()
    if not done:
        return written, None
    pieces.append(written[done:])
    origin.extend(range(done, len(written)))
    return "".join(pieces), origin
