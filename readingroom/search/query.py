"""What somebody types, read: words, "quoted words", -without, title: author: tag: and kind:.

``docs/search-queries.md`` is the specification; the twin is ``theme/static/js/search/query.js``, held
equal by ``tests/search/queries.json``. Any string is a query.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from readingroom.search.analyser import analyse, words

#: The fields that a name typed before a colon stands for.
FIELDS_OF = {
    "title": ("title", "aliases"),
    "author": ("author",),
    "tag": ("tags",),
    "tags": ("tags",),
}

#: What may be typed after ``kind:``.
KINDS = {
    "text": "text",
    "texts": "text",
    "note": "note",
    "notes": "note",
    "entry": "entry",
    "entries": "entry",
    "glossary": "entry",
    "page": "page",
    "pages": "page",
}

#: White space: all that either language calls so.
_SPACE = r" \t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_QUOTES = '"“”„«»「」『』'
#: A minus, a field, and words in quotation marks (which the end of the query closes) or without.
_CLAUSE = re.compile(
    rf"([-−])?(?:(title|author|tags?|kind):)?"
    rf"(?:[{_QUOTES}]([^{_QUOTES}]*)([{_QUOTES}]|$)|([^{_SPACE}]+))",
    re.ASCII | re.IGNORECASE,
)

#: What parts words, or means something before one.
_SIGNS = re.compile(rf"[{_SPACE}:−-]+")
_FILLED = re.compile(rf"[^{_SPACE}]")

#: Three characters or more of a script without spaces: their pairs may stand in a document without
#: standing together.
_LONG_RUN = re.compile("[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{3}")


@dataclass(frozen=True, slots=True)
class Clause:
    """A word, or words in quotation marks, as typed; ``start`` is where (a code point).

    ``open``: nothing stands after it.
    """

    text: str
    field: str = ""
    quoted: bool = False
    excluded: bool = False
    open: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A clause as it is looked for.

    A document has it when it has all terms of any of the ``readings`` (one for each language of the
    archive) in any of the ``fields`` (in any field, where there are none), and, for any of the
    ``sequences``, these folded words one after another. ``must``: a document without it is no answer;
    ``counts``: a document without it does not have all the words, which need not be said of a stop
    word.
    """

    readings: tuple[tuple[str, ...], ...]
    sequences: tuple[tuple[str, ...], ...] = ()
    fields: tuple[str, ...] = ()
    must: bool = False
    counts: bool = True
    excluded: bool = False
    clause: Clause = field(default=Clause(""), compare=False)

    @property
    def anywhere(self) -> bool:
        """Whether it may stand in any document: quoted stop words, which no index holds."""
        return self.must and not self.counts

    def within(self, fields: tuple[str, ...]) -> Asked:
        """The same, looked for in these fields."""
        return replace(self, fields=fields)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked. ``kinds``: of these alone; ``without``: of none of these; ``title``: all words."""

    asked: tuple[Asked, ...]
    kinds: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    title: str = ""

    def is_about(self, kind: str) -> bool:
        """Whether documents of a kind may be answers."""
        return (not self.kinds or kind in self.kinds) and kind not in self.without


def parse(typed: str) -> list[Clause]:
    """The clauses of what was typed, in order."""
    clauses = []
    for found in _CLAUSE.finditer(typed):
        minus, field, quoted, closing, word = found.groups()
        text = word if quoted is None else quoted
        if _FILLED.search(text):
            clauses.append(
                Clause(
                    text,
                    (field or "").lower(),
                    quoted=quoted is not None,
                    excluded=minus is not None,
                    open=found.end() == len(typed) and not closing,
                    start=found.end() - len(closing or "") - len(text),
                )
            )
    return clauses


def read(typed: str, languages: Sequence[str]) -> Query:
    """A query, its words read in each language of the archive."""
    clauses = [_plain(clause) for clause in parse(typed)]
    kinds = [c for c in clauses if c.field == "kind"]
    rest = [c for c in clauses if c.field != "kind"]
    return Query(
        asked=tuple(found for c in rest if (found := _asked(c, languages))),
        kinds=frozenset(KINDS[c.text.lower()] for c in kinds if not c.excluded),
        without=frozenset(KINDS[c.text.lower()] for c in kinds if c.excluded),
        title=" ".join(c.text for c in rest if not c.field and not c.excluded),
    )


def unquoted(typed: str) -> str:
    """The same with what is quoted as words, unless it is to be left out; or ``typed`` itself."""
    clauses = parse(typed)
    if not any(c.quoted and not c.excluded for c in clauses):
        return typed
    return " ".join(piece for clause in clauses for piece in _pieces(clause))


def _pieces(clause: Clause) -> list[str]:
    start = "-" * clause.excluded + (f"{clause.field}:" if clause.field else "")
    if not clause.quoted:
        return [start + clause.text]
    if clause.excluded:
        return [f'{start}"{clause.text}"']
    return [start + word for word in _SIGNS.sub(" ", clause.text).split(" ") if word]


def _plain(clause: Clause) -> Clause:
    """A kind that there is not is a word like any other."""
    if clause.field != "kind" or clause.text.lower() in KINDS:
        return clause
    return replace(clause, field="")


def _asked(clause: Clause, languages: Sequence[str]) -> Asked | None:
    """The clause as it is looked for; nothing, where it has no words."""
    readings = [tuple(analyse(clause.text, language)) for language in languages]
    has_terms = all(readings)
    if not has_terms and not clause.quoted:
        # A stop word as it stands, so that ``US`` finds what is indexed for ``U.S.``.
        readings.append(tuple(word for word, _ in words(clause.text)))
    distinct = tuple(dict.fromkeys(reading for reading in readings if reading))
    together = clause.quoted or _LONG_RUN.search(clause.text)
    folded = (tuple(word for word, _ in words(clause.text, language)) for language in languages)
    sequences = tuple(dict.fromkeys(filter(None, folded))) if together else ()
    if not distinct and not sequences:
        return None
    must = clause.quoted or bool(clause.field)
    if must and not clause.quoted and not has_terms:
        return None  # title:the says nothing
    return Asked(
        readings=distinct,
        sequences=sequences,
        fields=FIELDS_OF.get(clause.field, ()),
        must=must,
        counts=has_terms,
        excluded=clause.excluded,
        clause=clause,
    )
