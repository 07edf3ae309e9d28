"""Archives of any size for benchmarks, the same at every call: ``make_archive(folder, texts, words)``.

Nothing is downloaded: the prose is made up (``build_prose``). ``Collection`` gives the same texts, notes
and entries as values, for those who write them in another generator's form.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from build_prose import Language, folded, sums_of_zipf

#: Texts for each glossary entry, and the least number of entries.
_TEXTS_AN_ENTRY, _LEAST_ENTRIES = 20, 10
#: Different tags and authors: some are on hundreds of texts and some on few, as Zipf has it.
_TAGS, _CREATORS = 60, 40
#: The texts' dates: decades enough that a timeline has something to sort.
_FIRST_DAY, _DAYS = datetime.date(1912, 1, 1), 80 * 365
_KINDS = ("term", "person", "context", "question")
_ENTRY_KINDS = ("person", "organisation", "place", "event", "work", "term")
#: Words of a note's comment, of its quotation and, on either side, of the words round a marked one.
_COMMENT, _QUOTE, _ROUND = (25, 45), (5, 8), 2
#: Of how many texts one has a word in italics: most of an archive's paragraphs hold no Markdown.
_PLAIN = 3

_SITE = """\
format: 1
title: A measured archive
description: Texts made up for measuring.
language: en
base_url: https://example.org/measured/
editors:
  editor: {name: The editor}
kinds:
  term: {label: Term, plural: Terms, motivation: describing, colour: amber}
  person: {label: Person, plural: People, motivation: identifying, colour: blue}
  context: {label: Context, plural: Context, motivation: commenting, colour: green}
  question: {label: Question, plural: Questions, motivation: questioning, colour: violet}
"""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A glossary entry; ``body`` links as ``[[slug|label]]``."""

    slug: str
    title: str
    kind: str
    summary: str
    tags: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A note: ``lead quote tail`` stands once in its text; the comment links as ``[[slug|label]]``."""

    id: str
    lead: str
    quote: str
    tail: str
    kind: str
    tags: tuple[str, ...]
    comment: str


@dataclass(frozen=True, slots=True)
class Work:
    """A text with its notes; paragraphs are CommonMark."""

    slug: str
    title: str
    creator: str
    date: datetime.date
    dateline: str
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]
    notes: tuple[Remark, ...]


@dataclass(frozen=True)
class Collection:
    """``texts`` texts of ``words`` words each; the same for the same seed, on any machine."""

    texts: int
    words: int
    seed: int = 0

    def works(self) -> Iterator[Work]:
        """The texts, one at a time: ten thousand need not be held at once."""
        before = ""
        for number in range(self.texts):
            made = self._work(number, before)
            yield made
            before = made.slug

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The glossary. Each title stands in a text at least, the first ones in very many."""
        pick, say = self._dice("entries"), self._language.prose
        count = max(_LEAST_ENTRIES, self.texts // _TEXTS_AN_ENTRY)
        heads = self._language.names(self._dice("entries' names"), count)
        slugs = [_slug(head) for head in heads]
        made = []
        for number, head in enumerate(heads):
            linked = (number + 1) % count, pick.randrange(count)
            links = " and ".join(f"[[{slugs[other]}|{heads[other]}]]" for other in linked)
            body = f"{say(pick, 40)} See {links}."
            kind, tag = pick.choice(_ENTRY_KINDS), pick.choice(self._tags)
            made.append(Entry(slugs[number], head, kind, say(pick, 10), (tag,), body))
        return tuple(made)

    def _dice(self, what: str | int) -> random.Random:
        # Dice of its own for each part: a change to one leaves the others as they were.
        return random.Random(f"{self.seed}:{what}")

    @cached_property
    def _language(self) -> Language:
        return Language(self._dice("language"))

    @cached_property
    def _tags(self) -> list[str]:
        return [name.lower() for name in self._language.names(self._dice("tags"), _TAGS, parts=1)]

    @cached_property
    def _creators(self) -> list[str]:
        return self._language.names(self._dice("creators"), _CREATORS)

    @cached_property
    def _sums(self) -> dict[int, list[float]]:
        """Zipf's sums by length of list: every text draws from the same lists."""
        return {size: sums_of_zipf(size) for size in (_TAGS, _CREATORS, len(self.entries))}

    def _frequent(self, pick: random.Random, among: Sequence[T]) -> T:
        """One of a list, the first ones oftenest."""
        return pick.choices(among, cum_weights=self._sums[len(among)])[0]

    def _two_tags(self, pick: random.Random) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._frequent(pick, self._tags) for _ in range(2)))

    def _work(self, number: int, before: str) -> Work:
        pick = self._dice(number)
        title = self._language.title(pick)
        paragraphs = self._language.paragraphs(pick, self.words)
        # Each entry has a text that names it for certain; the other name is one of the frequent ones.
        named = self.entries[number % len(self.entries)], self._frequent(pick, self.entries)
        for entry in named:
            _replace(pick, paragraphs, entry.title)
        if number % _PLAIN == 0:
            _replace(pick, paragraphs, f"*{pick.choice(self._language.rare)}*")
        day = _FIRST_DAY + datetime.timedelta(days=pick.randrange(_DAYS))
        place = pick.choice(self._creators).split()[0].upper()
        return Work(
            slug=f"{_slug(title)}-{number}",
            title=title,
            creator=self._frequent(pick, self._creators),
            date=day,
            dateline=f"{place}, {day:%B} {day.day}",
            tags=self._two_tags(pick),
            paragraphs=tuple(paragraphs),
            notes=self._notes(pick, paragraphs, named[0], before),
        )

    def _notes(
        self, pick: random.Random, paragraphs: Sequence[str], entry: Entry, before: str
    ) -> tuple[Remark, ...]:
        """A bare note, and one with fields that links to an entry and to the text before."""
        plain, more = (self._language.prose(pick, pick.randint(*_COMMENT)) for _ in range(2))
        _, quote, _ = _quotable(pick, paragraphs, 0)
        lead, marked, tail = _quotable(pick, paragraphs, _ROUND)
        links = f"[[{entry.slug}|{entry.title}]]"
        if before:
            links += f" and [[{before}|the text before]]"
        kind, tags = pick.choice(_KINDS), self._two_tags(pick)
        return (
            Remark("first-remark", "", quote, "", "", (), plain),
            Remark("second-remark", lead, marked, tail, kind, tags, f"See {links}. {more}"),
        )


def _slug(title: str) -> str:
    return title.lower().replace(" ", "-")


def _replace(pick: random.Random, paragraphs: list[str], name: str) -> None:
    """Put a name in the place of a plain word inside one of the paragraphs."""
    where = pick.randrange(len(paragraphs))
    words = paragraphs[where].split(" ")
    plain = [n for n, word in enumerate(words) if word.isalpha() and word.islower()]
    if plain:
        words[pick.choice(plain)] = name
        paragraphs[where] = " ".join(words)


def _quotable(pick: random.Random, paragraphs: Sequence[str], around: int) -> tuple[str, str, str]:
    """Words that stand once in a text, with ``around`` words on either side of them."""
    whole = folded(" ".join(paragraphs))
    while True:
        words = pick.choice(paragraphs).split(" ")
        size = pick.randint(*_QUOTE) + 2 * around
        if len(words) < size:
            continue
        start = pick.randrange(len(words) - size + 1)
        chosen = words[start : start + size]
        if "*" not in "".join(chosen) and whole.count(folded(" ".join(chosen))) == 1:
            parts = chosen[:around], chosen[around : size - around], chosen[size - around :]
            lead, quote, tail = (" ".join(part) for part in parts)
            return lead, quote, tail


def make_archive(folder: Path, texts: int, words: int = 130, seed: int = 0) -> Collection:
    """Write an archive into ``folder``: content/ and site.yaml; its theme is the project's own."""
    made = Collection(texts, words, seed)
    for name in ("texts", "notes", "glossary", "pages"):
        (folder / "content" / name).mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(_SITE, "utf-8")
    front = "---\ntitle: A measured archive\n---\n\nTexts made up for measuring.\n"
    (folder / "content/pages/index.md").write_text(front, "utf-8")
    for entry in made.entries:
        said = f"---\ntitle: {entry.title}\nkind: {entry.kind}\nsummary: {entry.summary}\n"
        said += f"subject: [{', '.join(entry.tags)}]\n---\n\n{entry.body}\n"
        (folder / f"content/glossary/{entry.slug}.md").write_text(said, "utf-8")
    for work in made.works():
        (folder / f"content/texts/{work.slug}.md").write_text(_text_file(work), "utf-8")
        notes_file(folder, work).write_text(_notes(work), "utf-8")
    return made


def notes_file(folder: Path, work: Work) -> Path:
    """Where the notes on a text stand; the file ends with the comment of the second note."""
    return folder / f"content/notes/{work.slug}.md"


def _text_file(work: Work) -> str:
    head = f"title: {work.title}\ncreator: [{work.creator}]\ndate: {work.date}\n"
    head += f'dateline: "{work.dateline}"\nsubject: [{", ".join(work.tags)}]\n'
    return f"---\n{head}---\n\n" + "\n\n".join(work.paragraphs) + "\n"


def _notes(work: Work) -> str:
    said = f"---\ntext: {work.slug}\nby: editor\n---\n"
    for note in work.notes:
        said += f"\n## {note.id}\n\n"
        if note.kind:
            said += f"kind: {note.kind} · tags: {', '.join(note.tags)}\n\n"
        quote = f"{note.lead} =={note.quote}== {note.tail}" if note.lead else note.quote
        said += f"> {quote}\n\n{note.comment}\n"
    return said
