"""How well import does on the gold set: precision and recall of each field.

Words are compared without white space and hyphens, since a paragraph is the same however its lines were
broken. Litter is counted in characters, everything else in whole values.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from gold import Labelled

from readingroom.importing import Source, read_source
from readingroom.readers.markdown import read_markdown

#: The fields that issue and documentation speak of, in their order.
FIELDS = ("title", "date", "byline", "dateline", "caption", "paragraphs", "litter")
_REMOVED = frozenset({"litter", "furniture"})
#: Labels of words that stand in the body in some form; to show one of them is no error.
_BODY = frozenset(
    {"p", "heading", "quote", "verse", "list", "table", "editor", "related", "subtitle"}
)
#: What stands before a report's first paragraph, in its line.
_OPENING = frozenset({"dateline", "agency", "mark"})
_CONTROLS = re.compile(r"[\s\ufeff\x00-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class Score:
    """Right, wrong (given, not expected) and missed (expected, not given)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    # Left out of what a failing test prints: a case would show what is held out.
    cases: list[str] = field(default_factory=list, repr=False)

    @property
    def precision(self) -> float:
        """Of what was given, the share that is right; 1 where nothing was given."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of what was expected, the share that was given."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def add(self, other: Score) -> None:
        """Sum with another."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.cases += other.cases


def scores(sources: Iterable[Labelled]) -> dict[str, Score]:
    """The scores of each field over these sources."""
    return scores_and_sure(sources)[0]


def scores_and_sure(
    sources: Iterable[Labelled],
) -> tuple[dict[str, Score], dict[str, Score], int]:
    """The scores of each field; those of the sources without ``review`` alone, and their number."""
    total = {name: Score() for name in FIELDS}
    sure = {name: Score() for name in FIELDS}
    unasked = 0
    for one in sources:
        source = imported(one)
        asked = "review" in source.front_matter
        unasked += not asked
        for name, score in held_against(one, source).items():
            total[name].add(score)
            if not asked:
                sure[name].add(score)
    return total, sure, unasked


def imported(one: Labelled) -> Source:
    """A labelled source as import makes it."""
    data = one.path.read_bytes()
    source = read_source(data, one.path.name)
    if not source.encoding:
        # It was refused, with the request to name the encoding; an editor would.
        source = read_source(data, one.path.name, one.fields.get("encoding"))
    return source


def held_against(one: Labelled, source: Source) -> dict[str, Score]:
    """What import made of a source held against its labels."""
    front, want = source.front_matter, one.fields
    given_title = str(front.get("title", ""))
    title = [] if given_title.startswith("[") and given_title.endswith("]") else [given_title]
    persons = list(want.get("creator", []))
    agencies = {_plain(name) for name in want.get("agency", [])}
    given = [name for name in front.get("creator", []) if _plain(name) not in agencies]
    figures = front.get("figures", [])
    made = {
        "title": _values(_listed(want.get("title")), [t for t in title if t]),
        "date": _values(_listed(want.get("date")), _listed(front.get("date"))),
        "byline": _values(persons, given),
        "dateline": _values(_listed(want.get("dateline")), _listed(front.get("dateline"))),
        "caption": _values(
            want.get("captions", []), [f["caption"] for f in figures if "caption" in f]
        ),
        "paragraphs": _paragraphs(one, source),
        "litter": _litter(one, source),
    }
    for score in made.values():
        score.cases = [f"{one.name}: {case}" for case in score.cases]
    return made


def _listed(value: object) -> list[str]:
    return [] if value is None else [str(value)]


def _plain(words: str) -> str:
    kept = unicodedata.normalize("NFKC", words).casefold()
    return re.sub(r"[\s\ufeff\xad\x00-\x1f\x7f-\x9f‐¬-]+", "", kept).strip(".,;:")


def _values(want: Sequence[str], got: Sequence[str]) -> Score:
    expected, given = Counter(map(_plain, want)), Counter(map(_plain, got))
    right = sum((expected & given).values())
    score = Score(right, sum(given.values()) - right, sum(expected.values()) - right)
    if score.wrong or score.missed:
        score.cases = [f"expected {list(want)}, got {list(got)}"]
    return score


def _paragraphs(one: Labelled, source: Source) -> Score:
    """The labelled paragraphs, and the body's; the halves of one that a page parts count as one."""
    document = read_markdown(source.body).document
    blocks = [document.text[b.start : b.end] for b in document.blocks if b.kind in _PROSE]
    got = Counter(_plain(words) for words in blocks)
    joined = _joined(_with_datelines(one.stretches, got))
    want = Counter(_plain(_shown(one, words)) for words in joined)
    other = {_plain(_shown(one, words)) for role, words in one.stretches if role in _BODY}
    other |= {_plain(_unquoted(words)) for role, words in one.stretches if role == "quote"}
    other |= {
        _plain(line) for role, words in one.stretches if role in _BODY for line in words.split("\n")
    }
    right = sum((want & got).values())
    wrong = got - want
    strange = [words for words in wrong if words not in other]
    score = Score(right, sum(wrong[w] for w in strange), sum(want.values()) - right)
    score.cases += [f"missed: {words[:100]}" for words in want - got]
    score.cases += [f"strange: {words[:100]}" for words in strange]
    return score


def _with_datelines(
    stretches: Sequence[tuple[str, str]], got: Container[str]
) -> list[tuple[str, str]]:
    """The stretches, a paragraph with the second or later dateline before it where it is shown so.

    Front matter has one dateline; those of other reports in a file stay in the text.
    """
    made: list[tuple[str, str]] = []
    before: list[str] = []
    seen = 0
    for role, words in stretches:
        whole = words
        if role in _OPENING:
            before.append(words)
            seen += role == "dateline"
        else:
            if role == "p" and seen > 1:
                opened = ("".join((*before[at:], words)) for at in range(len(before)))
                whole = next((each for each in opened if _plain(each) in got), words)
            before = []
        made.append((role, whole))
    return made


def _unquoted(words: str) -> str:
    """The words of another's mail without the marks before its lines."""
    return re.sub(r"^[>| ]+", "", words, flags=re.MULTILINE)


def _shown(one: Labelled, words: str) -> str:
    """A labelled stretch as readers see it: labels of Markdown sources keep its signs."""
    return read_markdown(words).document.text if one.path.suffix == ".md" else words


#: Kinds of the reader's blocks that a paragraph may have become: one of an item or quotation too.
_PROSE = frozenset({"paragraph", "item", "quote", "line"})


def _joined(stretches: Sequence[tuple[str, str]]) -> list[str]:
    paragraphs: list[str] = []
    since = {"p"}
    for role, words in stretches:
        if role == "p":
            words = _unquoted(words) if words.startswith(">") or "\n>" in words else words  # noqa: PLW2901
            broken = paragraphs and not re.search(r"[.!?:;…—]['\"”’»)\]]*$", paragraphs[-1])
            if broken and since and since <= _REMOVED:
                paragraphs[-1] += words
            else:
                paragraphs.append(words)
            since = set()
        else:
            since.add(role)
    return paragraphs


def _litter(one: Labelled, source: Source) -> Score:
    """Characters labelled as litter or furniture, and those that import removed as such."""
    if one.path.suffix == ".html":
        return _litter_of_page(one, source)
    index: dict[int, int] = {}
    for at, character in enumerate(source.text):
        if not _CONTROLS.match(character):
            index[at] = len(index)
    want: set[int] = set()
    neutral: set[int] = set()
    done = 0
    for role, words in one.stretches:
        size = len(_CONTROLS.sub("", words))
        if role in _REMOVED:
            want.update(range(done, done + size))
        elif role == "mark":
            neutral.update(range(done, done + size))
        done += size
    got = {
        index[at]
        for segment in source.segments
        if segment.role in _REMOVED
        for at in range(segment.start, segment.end)
        if at in index
    }
    got -= neutral
    score = Score(len(want & got), len(got - want), len(want - got))
    ink = _CONTROLS.sub("", source.text)
    score.cases += [f"kept: {ink[a:b]}" for a, b in _runs(want - got)]
    score.cases += [f"lost: {ink[a:b]}" for a, b in _runs(got - want)]
    return score


def _runs(positions: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at in sorted(positions):
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _litter_of_page(one: Labelled, source: Source) -> Score:
    """The same for HTML, whose labels are of the words seen: by stretches that stand in the body."""
    body = _plain(read_markdown(source.body).document.text)
    score = Score()
    for role, words in one.stretches:
        plain = _plain(words)
        # Too short to be told from other words.
        if len(plain) < 12:
            continue
        there = plain in body
        if role in _REMOVED:
            score.right += 0 if there else len(plain)
            score.missed += len(plain) if there else 0
            score.cases += [f"kept: {plain[:80]}"] if there else []
        elif role in _BODY and not there and role == "p":
            score.wrong += len(plain)
            score.cases.append(f"lost: {plain[:80]}")
    return score
