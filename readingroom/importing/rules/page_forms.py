"""The forms that a page's number and its running head have, each on a line of its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

#: Capitals are headings or initials more often than pages. Longer than “lxxxviii” no preface is.
_ROMAN = r"(?=[ivxl])(?:x[lc]|l?x{0,3})(?:i[xv]|v?i{0,3})"
_OF = r"\d{1,4}(?: ?(?:of|/) ?\d{1,4})?"
#: A number that says of itself that it is a page's: “- 2 -”, “[ 2 ]”, “Page 2 of 3”, “p. 61”.
_SAID = (
    rf"[-–—~] ?\d{{1,4}} ?[-–—~]|\[ ?\d{{1,4}} ?\]|(?:Page|PAGE|page|Pag\.|Pg\.?|P\.|p\.|Seite|"
    rf"Sheet|SHEET|Folio|FOLIO|[Ff]ol\.|[Ff]f?\.)(?: ?(?:No\.?|:|-))? ?(?:[A-Z]-?)?{_OF}[rv]?(?: ?-)?\.?"
    r"|(?:Page|PAGE) (?:[Tt]wo|TWO|[Tt]hree|THREE|[Ff]our|FOUR)"
    rf"|\d{{1,4}} of \d{{1,4}}|(?:P ?a ?g ?e) ?\| ?{_OF}|{_OF} ?\| ?(?:P ?a ?g ?e)"
    r"|\( ?\d{1,4} ?\)|[*·•|] ?\d{1,4} ?[*·•|]"
    # Columns of a debate; the folio of a typed letter: “.../2”.
    rf"|(?:Column|COLUMN|Col\.)(?: number:?)? ?{_OF}|\.{{2,3}} ?/ ?\d{{1,3}}|…/ ?\d{{1,3}}"
    # As transcribers mark where a page begins.
    rf"|[\[{{<](?:[Pp]age|PAGE|p\.|pg\.?|[Cc]ol(?:umn|\.)) ?{_OF}[\]}}>]"
    rf"|[-=*]{{2,20}} ?(?:[Pp]age|PAGE) {_OF} ?[-=*]{{2,20}}"
)
_SAID_ALONE = re.compile(_SAID)
#: Notes are numbered so, and sections of a poem; spaces between the brackets are a printer's.
_LIKE_NOTES = re.compile(r"[(\[]\d|[-–—~*] ?\d")
_PLAIN = re.compile(rf"\d{{1,4}}|{_ROMAN}")
#: At an end of a running head: also “A6”, “[1964]” and figures that OCR set in brackets.
_AT_EDGE = re.compile(rf"{_SAID}|[A-H]?-?\d{{1,4}}|{_ROMAN}|[\[(]\d{{1,4}}[\])]")
#: Or a bar or a dot stands between head and number.
GAP = re.compile(r"(?: {3,}|[ ]*\t[ \t]*| [|·•—–] )")
#: A head beside its number with a single space, as OCR leaves it: “88 THE SALTMARSH RAILWAY”.
_CLOSE = re.compile(r"(?P<a>\d{1,4}) (?P<head>\D{4,60})|(?P<foot>\D{4,60}) (?P<b>\d{1,4})")
#: What a browser prints at a page's foot: address, then the day.
_ADDRESS = re.compile(r"(?:https?://|file://|www\.)\S+(?:\s+\S{1,22}){0,3}")
_NUMBER = re.compile(r"\d{1,4}")
_LEADERS = re.compile(r"(?:[.·_…] ?){4}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a page's: its form, the numbers in it, and the words of its head."""

    at: int
    form: str
    numbers: tuple[int, ...]
    head: str
    isolated: bool = False
    interrupts: float = 0.0
    last: bool = False


def formed(at: int, words: str) -> Candidate | None:
    """What a line could be by its form alone."""
    numbers = tuple(int(n) for n in _NUMBER.findall(words))
    if _SAID_ALONE.fullmatch(words):
        form = "bracketed" if _LIKE_NOTES.match(words) else "said"
        return Candidate(at, form, numbers[:1], "")
    if _PLAIN.fullmatch(words):
        return Candidate(at, "plain", numbers or (_roman(words),), "")
    if _ADDRESS.fullmatch(words) and _NUMBER.search(words) and GAP.search(words):
        return Candidate(at, "address", (), words)
    parts = [part for part in GAP.split(words) if part]
    if len(parts) > 1 and not _LEADERS.search(words):
        return _spaced(at, parts)
    close = _CLOSE.fullmatch(words)
    if close:
        head = close["head"] or close["foot"]
        # In small letters it may be an address or a count, unless it recurs amid sentences.
        titled = sum(1 for word in head.split() if word[0].isupper() or len(word) < 4)
        form = "close" if head.isupper() else "small"
        return Candidate(at, form, numbers, head) if titled == len(head.split()) else None
    return None


def _spaced(at: int, parts: Sequence[str]) -> Candidate | None:
    """A number at one end of the line, or both, and the head beside it."""
    edges = [part for part in (parts[0], parts[-1]) if _AT_EDGE.fullmatch(part)]
    if len(parts) == 3 and _SAID_ALONE.fullmatch(parts[1]):
        # A typed letter's second page: to whom, - 2 -, the day.
        return Candidate(at, "said", _numbers(parts[1:2]), f"{parts[0]} {parts[2]}")
    # Longer rows are a table's, and so are rows of numbers.
    if not edges or len(parts) > 4:
        return None
    rest = " ".join(part for part in parts if not _AT_EDGE.fullmatch(part))
    if sum(c.isalpha() for c in rest) < 4:
        said = any(_SAID_ALONE.fullmatch(edge) for edge in edges)
        return Candidate(at, "said", _numbers(edges), rest) if said and rest else None
    said = any(_SAID_ALONE.fullmatch(edge) for edge in edges if edge[0] not in "[(")
    return Candidate(at, "said" if said else "spaced", _numbers(edges), rest)


def _numbers(edges: Sequence[str]) -> tuple[int, ...]:
    return tuple(int(n) for edge in edges for n in _NUMBER.findall(edge)[:1])


def _roman(words: str) -> int:
    """The value of a roman number in small letters."""
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in words]
    pairs = itertools.pairwise([*values, 0])
    return sum(-value if value < following else value for value, following in pairs)
