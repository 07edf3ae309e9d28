"""YAML that is guarded before it is believed, and the front matter of a Markdown file.

PyYAML parses; values are built here from its events, in one pass, so that a document can be refused
before anything is made of it (size, depth, anchors, aliases, tags, merges, duplicate keys) and every
value keeps the place it was written at. Scalars follow YAML 1.2's core schema: dates and ``no`` stay
words, as an editor means them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

import yaml

from readingroom.diagnostics import Diagnostic
from readingroom.values import frozen

#: Bytes of front matter. That of the archive's own texts is under 1 KiB; the rest is for many figures.
FRONT_MATTER_LIMIT = 16 * 1024
#: Bytes of a YAML file of its own. An import record holds a line for every segment of its source: 100 kB
#: of prose made 21 kB of it.
FILE_LIMIT = 16 * 1024 * 1024
#: Levels of nesting. The schemas need four.
DEPTH_LIMIT = 16

Path = tuple[str | int, ...]
Place = tuple[int, int]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = re.compile(r"~|null|Null|NULL|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_FENCE = re.compile(r"---[ \t]*")

#: What most front matter is: a key, and words without any sign of YAML's on its line, in quotes, or in a
#: list. For two files of some 150 words the parser's events took a sixth of the time of reading them.
_BARE = r"\w(?:[\w’'.()/ -]*[\w’'.()/-])?"
_QUOTED = r"[\w’'.()/ ,:;!?&#–—-]*"
_ITEM = re.compile(rf'(?P<bare>{_BARE})|"(?P<quoted>{_QUOTED})"')
_LINE = re.compile(
    rf'(?P<key>[a-z]+): (?:(?P<bare>{_BARE})|"(?P<quoted>{_QUOTED})"'
    rf'|\[(?P<list>(?:{_BARE}|"{_QUOTED}")(?:, (?:{_BARE}|"{_QUOTED}"))*)\])'
)


@frozen
class Loaded:
    """A YAML value and, for the path to each part of it, the line and column where that stands."""

    value: Any
    places: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """Where a value stands, or the nearest part round it that is known."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


@frozen
class Parts:
    """A Markdown file taken apart. ``body_line`` is the line of the file that the body starts on."""

    front_matter: str
    body: str
    body_line: int


def split(source: str, path: str) -> tuple[Parts, tuple[Diagnostic, ...]]:
    """Take the front matter off a Markdown file (LF line ends, no byte order mark).

    Without front matter the whole file is body and there is no diagnostic: whether one is needed is
    the schema's affair.
    """
    lines = source.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return Parts("", source, 1), ()
    for number in range(1, len(lines)):
        if _FENCE.fullmatch(lines[number]) or lines[number].rstrip() == "...":
            front = "\n".join(lines[1:number])
            return Parts(front, "\n".join(lines[number + 1 :]), number + 2), ()
    hint = "put a line of three dashes, `---`, after the last key"
    message = "the front matter opened on line 1 is never closed"
    found = Diagnostic("front-matter-unclosed", message, path, 1, 1, hint)
    return Parts("", source, 1), (found,)


def load_yaml(
    text: str, path: str, *, first_line: int = 1, limit: int = FILE_LIMIT
) -> tuple[Loaded | None, tuple[Diagnostic, ...]]:
    """A YAML document's value and the places of its parts, or None with the reasons.

    ``first_line`` is the line of the file that ``text`` starts on; ``limit`` is in bytes of UTF-8.
    Never raises.
    """
    if len(text.encode("utf-8", "surrogatepass")) > limit:
        message = f"more than {limit // 1024} KiB of YAML"
        return None, (Diagnostic("yaml-unsafe", message, path, first_line, 1),)
    if (plain := _plain(text, first_line)) is not None:
        return plain, ()
    builder = _Builder(path, first_line)
    try:
        value = builder.document(yaml.parse(text, Loader=_Loader))
    except _Refused as refused:
        return None, (refused.diagnostic,)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        message, hint = _yaml_says(error)
        return None, (Diagnostic("yaml-invalid", message, path, line, column, hint),)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        message = " ".join(str(error).split())[:200]
        return None, (Diagnostic("yaml-invalid", message, path, first_line, 1, _HINT),)
    return Loaded(value, builder.places), tuple(builder.found)


_HINT = (
    'a value that holds ": " or starts with one of [ ] { } * & ! | > # % @ ` needs quotes round it'
)


def _plain(text: str, first_line: int) -> Loaded | None:
    """What the parser makes of the plainest YAML; None for any other."""
    made: dict[str, Any] = {}
    places: dict[Path, Place] = {(): (first_line, 1)}
    for number, line in enumerate(text.split("\n"), first_line):
        found = _LINE.fullmatch(line)
        if found is None or found["key"] in made:
            return None
        key = found["key"]
        if found["list"] is None:
            made[key] = _said(found)
        else:
            items = list(_ITEM.finditer(line, found.start("list"), found.end("list")))
            made[key] = [_said(item) for item in items]
            places |= {(key, n): (number, item.start() + 1) for n, item in enumerate(items)}
        places[key,] = (number, 1)
    return Loaded(made, places)


def _said(found: re.Match[str]) -> Any:
    return _scalar(found["bare"]) if found["bare"] is not None else found["quoted"]


def _yaml_says(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """What is wrong, in words that an editor knows, and what to do."""
    said = ", ".join(part for part in (error.context, error.problem) if part)
    if "tab" in said:
        return "a tab stands before a key", "put spaces in its place; YAML does not take tabs"
    if "flow" in said or "quoted scalar" in said:
        return "a bracket or a quotation mark is not closed", "close it on the same line"
    if "mapping values are not allowed" in said:
        return "a value holds `: ` and has no quotes round it", _HINT
    if "block mapping" in said or "could not find expected" in said:
        return "this line is not of the form `key: value`", _HINT
    return said or "the YAML cannot be read", _HINT


class _Refused(Exception):  # noqa: N818 -- it is an answer on its way out, not an error
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Builder:
    """Makes a value of YAML events, refusing what the archive's YAML must not hold."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.places: dict[Path, Place] = {}
        self.found: list[Diagnostic] = []

    def document(self, events: Iterator[yaml.Event]) -> Any:
        value = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse("a second YAML document", event)
            elif isinstance(
                event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent
            ):
                continue
            else:
                value = self.node(event, events, (), 1)
        return value

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], at: Path, depth: int) -> Any:
        self.places[at] = self.place(event)
        self.guard(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style in (None, "") and event.implicit[0]
            return _scalar(event.value) if plain else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            values: list[Any] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                values.append(self.node(inner, events, (*at, len(values)), depth + 1))
            return values
        return self.mapping(events, at, depth)

    def mapping(self, events: Iterator[yaml.Event], at: Path, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        while not isinstance(key_event := next(events), yaml.MappingEndEvent):
            self.guard(key_event, depth + 1)
            if not isinstance(key_event, yaml.ScalarEvent):
                raise self.refusal("a key that is not a word", key_event)
            key = key_event.value
            if key == "<<":
                self.refuse("a merge key `<<`", key_event)
            if key in made:
                message = f"the key `{key}` is given twice"
                line, column = self.place(key_event)
                self.found.append(
                    Diagnostic("yaml-duplicate-key", message, self.path, line, column)
                )
            value = self.node(next(events), events, (*at, key), depth + 1)
            made.setdefault(key, value)
            # A key is a better place to point at than its value, which may stand lines below.
            self.places[*at, key] = self.place(key_event)
        return made

    def guard(self, event: yaml.Event, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            self.refuse("an anchor or alias (`&name`, `*name`)", event)
        if (tag := getattr(event, "tag", None)) is not None:
            self.refuse(f"a tag (`{tag}`)", event)
        if depth > DEPTH_LIMIT:
            self.refuse(f"more than {DEPTH_LIMIT} levels", event)

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return (mark.line + self.first_line, mark.column + 1) if mark else (self.first_line, 1)

    def refuse(self, what: str, event: yaml.Event) -> None:
        raise self.refusal(what, event)

    def refusal(self, what: str, event: yaml.Event) -> _Refused:
        line, column = self.place(event)
        hint = "write the value out where it is needed; put quotes round it if it is a word"
        message = f"YAML with {what} is not read"
        return _Refused(Diagnostic("yaml-unsafe", message, self.path, line, column, hint))


def _scalar(word: str) -> Any:
    if _NULL.fullmatch(word):
        return None
    if _TRUE.fullmatch(word):
        return True
    if _FALSE.fullmatch(word):
        return False
    number: int | float | None = int(word) if _INT.fullmatch(word) else None
    if number is None and _FLOAT.fullmatch(word):
        number = float(word)
    # A title or a shelf mark may look like a number (`007`, `1.50`, `1E02`): it stays as written.
    return number if number is not None and str(number) == word else word
