"""Where paragraphs begin in prose whose breaks were lost: sentences gathered as weights find best.

Each place between two sentences has signs, each paragraph has a length; ``paragraph_weights.json`` says
what each counts, and the division with the highest sum is taken (segments of any length: Sarawagi and
Cohen 2004). ``benchmarks/import_fit_paragraphs.py`` fits the weights.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pkgutil import get_data

from readingroom.importing.months import WEEKDAY
from readingroom.importing.segments import word_set
from readingroom.importing.sentences import SAID, divide

#: First and last character of a sentence or paragraph, the last not included.
Span = tuple[int, int]

#: What a sign counts.
Weights = Mapping[str, float]

#: No paragraph is looked for that has more sentences.
MOST = 24
#: Weighing takes 0.2 ms a sentence: a line of 5 MB has fifty thousand sentences or more.
_WEIGHED = 10_000
#: Beyond, sentences are gathered until a paragraph has so many code points, near the mean of print.
_GATHERED = 500
#: So many sentences say what kind of text it is.
_LOOKED = 200
_OPENING, _CLOSING = '"“‘«', '"”’»'
_SAYS = re.compile(rf"\b(?:{SAID})\b")
_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_FIRST_PERSON = word_set("i i'm i've i'd i'll i’m i’ve i’d i’ll my me we our us")
_PRONOUNS = word_set("he she it they this that these those his her their its such")
_TIME = re.compile(
    r"(?:(?:On|In|By|At|Since|Until|From|Last|Next|That|One|After|Before) )?"
    rf"(?:{WEEKDAY}|(?:1[5-9]|20)\d\d\b)"
    r"|(?:Last|Next|Later|Earlier|Yesterday|Today|Tomorrow|Meanwhile|Then|Now|After|When|By|Once)\b"
)
_LABEL = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}:\s|[QA][.:]\s|[•*–—-]\s|\(?\d{1,2}[.)]\s"
)
_SMALL = word_set("the and was were that with for from had has have his her this they not but are")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is asked of a sentence again and again."""

    words: tuple[str, ...]
    names: frozenset[str]
    said: bool
    opened: bool
    closed: bool
    quoted: bool
    mark: str
    own: bool
    text: str


def supplied_paragraphs(text: str, start: int, end: int, *, wire: bool) -> list[Span]:
    """Paragraphs for ``text[start:end]``, which has no breaks of its own; sentences are never cut.

    Of paragraphs of wires in one line the weights find .74 at a precision of .68, by cross-validation
    (each sentence alone, .65 at .48); of other texts' .43 at .47 (gathering by length, .15 at .26).
    """
    spans = divide(text, start, end)
    if len(spans) > _WEIGHED:
        return _gathered(spans)
    known = sentences_of(text, spans)
    kind = kind_of(known, wire=wire)
    cuts = best_cuts(fitted(), kind, spans, gaps_of(known, kind), fixed_of(known))
    return [(spans[a][0], spans[b - 1][1]) for a, b in pairwise([*cuts, len(spans)])]


def _gathered(spans: Sequence[Span]) -> list[Span]:
    made: list[Span] = []
    for start, end in spans:
        if made and made[-1][1] - made[-1][0] < _GATHERED:
            made[-1] = made[-1][0], end
        else:
            made.append((start, end))
    return made


@cache
def fitted() -> Weights:
    """The weights that ``benchmarks/import_fit_paragraphs.py`` fitted."""
    weights: dict[str, float] = json.loads(get_data(__package__, "paragraph_weights.json") or b"{}")
    return weights


def sentences_of(text: str, spans: Sequence[Span]) -> list[Sentence]:
    """What is asked of each sentence."""
    return [_sentence(text[begin:stop]) for begin, stop in spans]


def _sentence(text: str) -> Sentence:
    words = tuple(_WORD.findall(text))
    folded = tuple(word.casefold() for word in words)
    names = frozenset(
        low
        for word, low in zip(words[1:], folded[1:], strict=True)
        if word[0].isupper() and len(word) > 2
    )
    return Sentence(
        words=folded,
        names=names,
        said=bool(_SAYS.search(text)),
        opened=text[0] in _OPENING,
        closed=text[-1] in _CLOSING,
        quoted=any(mark in text for mark in '"“”'),
        mark=text.rstrip(_CLOSING + ")]")[-1:],
        own=not _FIRST_PERSON.isdisjoint(folded),
        text=text[:60],
    )


def kind_of(sentences: Sequence[Sentence], *, wire: bool) -> str:
    """The kind of text: a wire's, one that quotes, one that speaks of itself, another."""
    if wire:
        return "wire"
    first = sentences[:_LOOKED]
    many = len(first) or 1
    if sum(s.own and not s.quoted for s in first) >= many / 5:
        return "own"
    return "quoting" if sum(s.quoted or s.said for s in first) >= many / 5 else "other"


def fixed_of(sentences: Sequence[Sentence]) -> list[bool]:
    """Before which sentences no paragraph begins: the second half of a quotation: “…,” she said. “…”."""
    fixed = [False] if sentences else []
    run = 0
    for a, b in pairwise(sentences):
        goes_on = a.opened and b.opened and not a.closed
        # Marks misread, or a text of nothing but these, make no paragraph longer than any.
        run = run + 1 if goes_on and run < MOST - 1 else 0
        fixed.append(run > 0)
    return fixed


def gaps_of(sentences: Sequence[Sentence], kind: str) -> list[list[str]]:
    """The signs of each sentence as one with which a paragraph begins; none of the first."""
    made: list[list[str]] = [[]]
    seen: set[str] = set()
    for a, b in pairwise(sentences):
        seen |= a.names
        made.append([*_gap(a, b, seen, kind)])
    return made[: len(sentences)]


def _gap(a: Sentence, b: Sentence, seen: set[str], kind: str) -> Iterator[str]:
    first = b.words[0] if b.words else "-"
    yield "gap"
    yield f"gap {kind}"
    yield f"first={first}"
    yield f"two={' '.join(b.words[:2])}"
    yield f"first={first} {kind}" if first in _PRONOUNS else f"pronoun=no {kind}"
    quotes = f"{a.opened:d}{a.quoted:d}{a.closed:d}{a.said:d} {b.opened:d}{b.quoted:d}{b.said:d}"
    yield f"quotes={quotes}"
    yield f"quotes={quotes} {kind}"
    yield f"opens={b.opened:d} {a.closed:d} {kind}"
    yield f"said={a.said:d}{b.said:d} {kind}"
    yield f"mark={a.mark} {b.mark}"
    yield f"own={a.own:d}{b.own:d} {kind}"
    sizes = [_step(len(each.words), 3, 6, 10, 16, 24, 35) for each in (a, b)]
    yield f"sizes={' '.join(sizes)}"
    yield f"size={sizes[1]} {kind}"
    yield f"size before={sizes[0]} {kind}"
    if _TIME.match(b.text):
        yield "time"
        yield f"time {kind}"
    if _LABEL.match(b.text):
        yield "label"
    new = bool(b.names - seen)
    same = bool(b.names & a.names)
    yield f"names={new:d}{same:d} {kind}"
    said = {word for word in b.words if len(word) > 3 and word not in _SMALL}
    yield f"shared={_step(len(said.intersection(a.words)), 0, 1, 2)}"
    yield f"shared names={bool(b.names & set(a.words)):d} {first in _PRONOUNS:d}"


def length_signs(kind: str, count: int, length: int) -> tuple[str, ...]:
    """The signs of a paragraph of so many sentences and so many tens of code points."""
    wide = _step(length, 6, 11, 16, 22, 29, 37, 46, 57, 70, 90, 120)
    return f"n={min(count, 9)}", f"n={min(count, 9)} {kind}", f"l={wide}", f"l={wide} {kind}"


def best_cuts(
    weights: Weights,
    kind: str,
    spans: Sequence[Span],
    gaps: Sequence[Sequence[str]],
    fixed: Sequence[bool],
) -> list[int]:
    """The sentences with which paragraphs begin, so that all together have the highest sum."""
    opening = [sum(weights.get(sign, 0.0) for sign in asked) for asked in gaps]

    @cache
    def counted(count: int, length: int) -> float:
        return sum(weights.get(sign, 0.0) for sign in length_signs(kind, count, length))

    best, came = [0.0], [0]
    for end in range(1, len(spans) + 1):
        stop = spans[end - 1][1]
        top, by = max(
            (best[at] + opening[at] + counted(min(end - at, MOST), (stop - spans[at][0]) // 10), at)
            for at in range(max(0, end - MOST), end)
            if not fixed[at]
        )
        best.append(top)
        came.append(by)
    cuts: list[int] = []
    at = len(spans)
    while at:
        at = came[at]
        cuts.append(at)
    return cuts[::-1]


def _step(count: int, *steps: int) -> str:
    return next((str(step) for step in steps if count <= step), "more")
