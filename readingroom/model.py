"""The values that the stages hand on: documents, texts, notes, entries, pages.

All are frozen. A fact that is known only later makes a later type (a ``Note`` is what an editor wrote,
an ``AnchoredNote`` says also where it stands); no field is filled in afterwards. Offsets are code
points, half open, into the document's ``text``.
"""

from __future__ import annotations

import datetime
from typing import Literal

from readingroom.values import frozen

Attrs = tuple[tuple[str, str], ...]


@frozen
class Mark:
    """One element over the words of a document: a paragraph, emphasis, a link, an image.

    Marks stand in document order; with ``depth`` (0 for what stands at the top) that is the whole tree,
    so elements without words keep their place too.
    """

    start: int
    end: int
    depth: int
    tag: str
    attrs: Attrs = ()

    def get(self, name: str) -> str:
        """An attribute's value, or the empty string."""
        return next((value for key, value in self.attrs if key == name), "")


@frozen
class LinkUse:
    """A link as an editor wrote it, for resolving and for saying where it stands.

    ``mark`` is the index of its ``a`` in the document's marks. ``form`` is ``wiki`` for ``[[target]]``
    and ``[[target|label]]``, ``href`` for every other link and ``src`` for an image.
    """

    mark: int
    form: Literal["wiki", "href", "src"]
    target: str
    labelled: bool
    line: int
    column: int


@frozen
class Block:
    """A citable unit of a document: paragraph, heading, list item's or cell's words, caption.

    ``address`` is the short hash of its folded words (``3fa9c1``, with ``-2`` for a repeat), ``number``
    counts paragraphs, items and code from 1 (0 for the rest), ``line`` is its line in the Markdown
    file. ``mark`` indexes the document's marks.
    """

    start: int
    end: int
    number: int
    address: str
    kind: str
    mark: int
    line: int


@frozen
class Document:
    """Words and their structure. ``text`` is the canonical stream that ``index.txt`` holds."""

    text: str
    marks: tuple[Mark, ...] = ()
    blocks: tuple[Block, ...] = ()
    links: tuple[LinkUse, ...] = ()

    def block_at(self, offset: int) -> Block | None:
        """The innermost block that holds ``offset``, or None between blocks."""
        found = None
        for block in self.blocks:
            if block.start <= offset < block.end or block.start == offset == block.end:
                found = block
            elif block.start > offset:
                break
        return found


# --- what a file's front matter says ----------------------------------------------------------------


@frozen
class Figure:
    """A picture or the caption of one that the source had."""

    caption: str = ""
    credit: str = ""
    creator: str = ""
    dateline: str = ""
    image: str = ""
    alt: str = ""


@frozen
class SourceRef:
    """The source file a text was made from: name under ``content/sources/``, digest, encoding."""

    file: str
    sha256: str = ""
    encoding: str = ""


@frozen
class PartialDate:
    """A date known to the year, month or day, as written in ISO 8601: 2016, 2016-04, 2016-04-19."""

    iso: str

    @property
    def year(self) -> int:
        """The year, always known."""
        return int(self.iso[:4])

    @property
    def day(self) -> datetime.date | None:
        """The calendar day where it is known."""
        return datetime.date.fromisoformat(self.iso) if len(self.iso) == 10 else None


@frozen
class Text:
    """A text of the archive: metadata in Dublin Core's terms, and the words."""

    slug: str
    path: str
    title: str
    document: Document
    subtitle: str = ""
    creator: tuple[str, ...] = ()
    contributor: tuple[str, ...] = ()
    publisher: str = ""
    date: PartialDate | None = None
    dateline: str = ""
    section: str = ""
    credit: str = ""
    language: str = ""
    rights: str = ""
    identifier: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    alias: tuple[str, ...] = ()
    source: SourceRef | None = None
    figures: tuple[Figure, ...] = ()
    review: str = ""
    draft: bool = False
    markdown: str = ""

    @property
    def supplied(self) -> bool:
        """Whether the title is the editor's, which cataloguers show by square brackets."""
        return self.title.startswith("[") and self.title.endswith("]")

    @property
    def plain_title(self) -> str:
        """The title without the brackets of a supplied one."""
        return self.title[1:-1] if self.supplied else self.title


@frozen
class Entry:
    """A glossary entry, the archive's authority record for a name or a term."""

    slug: str
    path: str
    title: str
    kind: str
    document: Document
    alias: tuple[str, ...] = ()
    summary: str = ""
    date: str = ""
    subject: tuple[str, ...] = ()
    identifier: tuple[str, ...] = ()
    match: bool = True
    draft: bool = False


@frozen
class PlainPage:
    """A page of the site's own: about, editorial principles, rights."""

    slug: str
    path: str
    title: str
    document: Document
    summary: str = ""
    menu: int | None = None
    draft: bool = False


# --- notes -------------------------------------------------------------------------------------------


@frozen
class Quote:
    """A target as an editor quoted it: raw words, markers stripped, lines joined by line feeds.

    ``line`` and ``column`` are where the quoted words begin in the notes file.
    """

    raw: str
    line: int
    column: int


@frozen
class Note:
    """An annotation as written. ``text`` is the slug it is about; ``parent`` the note it replies to.

    ``derived``: its id is not the editor's but made of the words that it quotes.
    """

    id: str
    text: str
    path: str
    line: int
    column: int
    document: Document
    quotes: tuple[Quote, ...] = ()
    title: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    by: str = ""
    date: str = ""
    modified: str = ""
    on: str = ""
    nth: tuple[int, int] | None = None
    re: str = ""
    parent: str = ""
    language: str = ""
    derived: bool = False


State = Literal["exact", "moved", "changed", "ambiguous", "orphan", "whole", "reply"]


@frozen
class Target:
    """A passage that a note is on: offsets into the text's stream, and how they were found.

    ``quote`` is the index of the note's quote that it answers.
    """

    start: int
    end: int
    state: State = "exact"
    quote: int = 0


@frozen
class AnchoredNote:
    """A note with its passages. No targets: on the whole text, a reply, or an orphan (see ``state``).

    ``lookalikes`` are the places that stand in for those targets whose passage is gone, once an editor
    accepts them.
    """

    note: Note
    targets: tuple[Target, ...]
    state: State
    lookalikes: tuple[Target, ...] = ()


# --- links -------------------------------------------------------------------------------------------


@frozen
class Backlink:
    """A link seen from its target: who links, from where, in which sentence.

    ``title`` and ``path`` (site path with fragment) are the linking page's, ``before``, ``words`` and
    ``after`` the sentence round the linked words.
    """

    kind: Literal["mention", "note", "parallel"]
    title: str
    path: str
    before: str
    words: str
    after: str


@frozen
class Occurrence:
    """A glossary entry's name found in a text; offsets into that text's stream."""

    entry: str
    text: str
    start: int
    end: int
