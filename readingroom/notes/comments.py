"""Comments that come from elsewhere, as Markdown that says just their words and stays in its note.

HTML keeps its paragraphs, lists, quotations, code, emphasis and links; Markdown is taken as it is
where it makes nothing but a comment; everything else, and whatever fails to read back, is plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from readingroom.notes.layout import lay_out
from readingroom.notes.quoting import escaped
from readingroom.readers.markdown import link_references, read_markdown

#: From an address in HTML to what a link in Markdown names: a web address, ``[[slug]]``'s slug with
#: its fragment behind ``wiki:``, or nothing for a link that leads nowhere from here.
Leads = Callable[[str], str]

_WEB = ("https://", "http://", "mailto:")
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "h1",
     "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "hr", "dl", "dt", "dd", "header", "footer"}
)  # fmt: skip
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "meta", "link"})
_UNSEEN = frozenset({"script", "style", "template", "head", "title"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: What is markup inside a line, wherever it stands; the rest is so only at a line's start.
_INLINE = re.compile(
    r"[\\`*\[\]~^|{]|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|=(?==)|(?<==)=|(?<!\w)_|_(?!\w)"
)
_START = re.compile(r"(?=[#>+\-:=])")
_FOOTNOTE = re.compile(r"fn(?:ref)?-(\d+)(?:-\d+)?$")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
#: Deeper than this a list or quotation is no more told from its surroundings.
_DEEP = 8


def as_comment(value: str, form: str, leads: Leads) -> str:
    """A comment in ``html``, ``markdown`` or ``plain`` as the Markdown of a note's comment."""
    if form == "html":
        reading = _Html(leads)
        reading.feed(value.replace("\0", "").replace("\1", ""))
        reading.close()
        reading.flush()
        made = "\n\n".join(reading.blocks)
        plain = "\n\n".join(" ".join(words.split()) for words in reading.plain if words.split())
        if _sound(made, wiki=True) and _same(made, plain):
            return made
        return _plain(plain)
    if form == "markdown":
        made = value.strip("\n").rstrip()
        if _sound(made):
            return made
    return _plain(value)


def _plain(words: str) -> str:
    """Words with their line ends and no markup."""
    lines = "\n".join(" ".join(line.split()) for line in words.strip().split("\n"))
    return escaped(re.sub(r"\n{3,}", "\n\n", lines))


def _same(markdown: str, plain: str) -> bool:
    """Whether Markdown says these words and no others."""
    return "".join(read_markdown(markdown).document.text.split()) == "".join(plain.split())


def _sound(comment: str, *, wiki: bool = False) -> bool:
    """Whether Markdown is a comment and nothing else.

    That is: it holds no quote or heading of a note, leaves nothing open, and has no link that the
    archive would not follow. ``wiki`` allows ``[[slug|label]]``.
    """
    lines = ["## a", "", "kind: a", "", *comment.split("\n"), "", "## b"]
    sections = lay_out(lines).sections
    if len(sections) != 2 or sections[0].quotes or sections[0].glued or "<!--" in comment:
        return False
    if link_references(comment):
        return False  # these are the whole file's, and would make links of other notes' words
    reading = read_markdown(comment)
    return not reading.diagnostics and all(
        (link.form == "href" and link.target.startswith(_WEB)) or (link.form == "wiki" and wiki)
        for link in reading.document.links
    )


class _Html(HTMLParser):
    """HTML as blocks of Markdown; the same words without markup are kept beside it."""

    def __init__(self, leads: Leads) -> None:
        super().__init__(convert_charrefs=True)
        self.leads = leads
        self.blocks: list[str] = []
        self.plain: list[str] = []
        self.line: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.items: list[list[str]] = []
        self.link: list[tuple[str, int]] = []
        self.numbers: list[int] = []
        self.unseen = 0
        self.pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        given = {name: value or "" for name, value in attrs}
        footnote = _FOOTNOTE.search(given.get("id", ""))
        if footnote and given.get("role") == "doc-noteref":
            self.line.append(f"[^{footnote[1]}]")
        if tag in _UNSEEN or (tag in ("sup", "a") and given.get("class") in ("fnref", "fnback")):
            # What a footnote's mark says, and its way back, are made anew by who shows the comment.
            self.unseen += 1
            self.open.append(f"unseen {tag}")
            return
        if tag in _BLOCKS:
            self.close_before(tag)
            self.flush()
        if tag in _VOID:
            self.void(tag, given)
            return
        self.open.append(tag)
        if tag in ("ul", "ol"):
            self.numbers.append(0)
        elif tag == "li":
            self.item(given)
        elif tag == "pre":
            self.pre += 1
        elif tag in ("td", "th") and self.words:
            self.handle_data(" · ")
        elif not self.pre:
            self.inline(tag, given)

    def close_before(self, tag: str) -> None:
        """End what HTML ends by itself: a paragraph before a block, an item before the next."""
        if self.open and self.open[-1] == "p":
            self.handle_endtag("p")
        if tag == "li":
            inner = next((t for t in self.open[::-1] if t in ("ul", "ol", "li")), "")
            if inner == "li":
                self.handle_endtag("li")

    def inline(self, tag: str, given: dict[str, str]) -> None:
        if tag in _MARKS:
            self.line.append(_MARKS[tag])
        elif tag == "code":
            self.line.append("\0")
        elif tag == "a":
            self.link.append((self.leads(given.get("href", "")), len(self.line)))

    def void(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            if self.pre:
                self.line.append("\n")
            elif self.line:
                self.line.append("\1")
            self.words.append("\n")
        elif tag == "img":
            self.handle_data(given.get("alt", ""))

    def item(self, given: dict[str, str]) -> None:
        """An item's marker; of a footnote, as this program's own HTML has them, its label."""
        if self.numbers:
            self.numbers[-1] += 1
        ordered = "ol" in self.open and [t for t in self.open if t in ("ul", "ol")][-1] == "ol"
        marker = f"{self.numbers[-1] if self.numbers else 1}. " if ordered else "- "
        if footnote := _FOOTNOTE.search(given.get("id", "")):
            marker = f"[^{footnote[1]}]: "
        self.items.append([marker, marker])

    def handle_endtag(self, tag: str) -> None:
        """End an element, and those left open in it."""
        names = [name.removeprefix("unseen ") for name in self.open]
        if tag not in names:
            return
        while self.open:
            last = self.open[-1]
            if last in _BLOCKS:
                self.flush()
            self.open.pop()
            self.end(last)
            if last.removeprefix("unseen ") == tag:
                return

    def end(self, tag: str) -> None:
        if tag.startswith("unseen "):
            self.unseen -= 1
        elif tag in ("ul", "ol"):
            self.numbers.pop()
        elif tag == "li":
            self.items.pop()
        elif tag == "pre":
            self.pre -= 1
        elif self.pre:
            return
        elif tag in _MARKS:
            self.line.append(_MARKS[tag])
        elif tag == "code":
            self.line.append("\0")
        elif tag == "a" and self.link:
            self.end_link(*self.link.pop())

    def end_link(self, leads: str, begun: int) -> None:
        label = "".join(self.line[begun:])
        if not leads or not label.strip():
            return
        if leads.startswith("wiki:"):
            words = label.replace("\\", "")
            if re.search(r"[\[\]|\x00\x01*]", words):
                return
            self.line[begun:] = [f"[[{leads.removeprefix('wiki:')}|{' '.join(words.split())}]]"]
        else:
            address = f"<{leads}>" if re.search(r"[()\s]", leads) else leads
            self.line[begun:] = [f"[{label.strip()}]({address})"]

    def handle_data(self, data: str) -> None:
        """Words."""
        if self.unseen:
            return
        self.words.append(data)
        if self.pre or "code" in self.open:
            self.line.append(data)
        else:
            self.line.append(_INLINE.sub(lambda m: "\\" + m.group(), re.sub(r"\s+", " ", data)))

    def flush(self) -> None:
        """Write the block that ends here, where it has words."""
        words = "".join(self.words)
        line, self.line, self.words, self.link = "".join(self.line), [], [], []
        if not words.strip():
            return
        self.plain.append(words)
        if self.pre:
            body = _fenced(words)
        else:
            body = _coded(re.sub(r"[ \t\n]+", " ", line).strip(" \1"))
            body = re.sub(" ?\1 ?", "\\\\\n", body)
            body = "\n".join(_begun(one) for one in body.split("\n"))
            if _HEADINGS & set(self.open) and "*" not in body:
                body = f"**{body}**"
        self.blocks.append(self.placed(body))

    def placed(self, body: str) -> str:
        """A block inside the lists and quotations that are open."""
        lines = body.split("\n")
        containers = [t for t in self.open if t in ("li", "blockquote")][-_DEEP:]
        items = self.items[::-1]
        for container in containers[::-1]:
            if container == "blockquote":
                lines = [f"> {line}".rstrip() for line in lines]
                continue
            # An item's marker stands once, before its first words; later ones stand below them.
            item = items.pop(0)
            rest = " " * len(item[0])
            lines = [(item[1] if n == 0 else rest) + line for n, line in enumerate(lines)]
            item[1] = rest
        return "\n".join(lines)


def _begun(line: str) -> str:
    """A line that begins no list, heading or quotation."""
    if number := _NUMBER.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    return _START.sub("\\\\", line, count=1) if _START.match(line) else line


def _coded(line: str) -> str:
    """Code between its signs: as many back-ticks as stand nowhere in it."""

    def code(found: re.Match[str]) -> str:
        words = found.group(1)
        longest = max((len(run) for run in re.findall(r"`+", words)), default=0)
        ticks = "`" * (longest + 1)
        pad = " " if longest or words != words.strip() else ""
        return f"{ticks}{pad}{words}{pad}{ticks}" if words.strip() else words

    return re.sub(r"\0([^\0]*)\0?", code, line)


def _fenced(words: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", words)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{words.strip(chr(10))}\n{fence}"
