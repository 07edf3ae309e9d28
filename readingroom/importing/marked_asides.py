"""Blocks of a Markdown body that are no text: links of the page it was clipped from, captions, rights.

They are told by their words and by what stands in them, before a parser reads the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readingroom.importing.html.calls import calls
from readingroom.importing.html.leaving_out import RIGHTS, RIGHTS_LENGTH
from readingroom.importing.marked_places import MARKS, Edit
from readingroom.importing.rules.page_boxes import PHRASE

_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]{1,200})\](?:\([^()\s]{0,500}\)|\[[^\[\]\n]{0,60}\])"
)
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]\n]{0,700})\]\((?P<file>[^()\s]{0,500})(?: \"[^\"\n]{0,200}\")?\)"
)
_LINKED_IMAGE = re.compile(rf"\[?{_IMAGE.pattern}(?:\]\([^()\s]{{0,500}}\))?")
_MARKS = re.compile(r"^\s{0,3}(?:#{1,6} |[-*+] |\d{1,3}[.)] )|[*_`]+|\s#+$", re.MULTILINE)
#: What a link is called that leads about a site.
_NAV = re.compile(
    r"\W*(?:home|news|about(?: us)?|contact(?: us)?|share|subscribe|sign (?:up|in)|log ?in|register|"
    r"menu|skip to .{3,30}|older(?: posts?)?|newer(?: posts?)?|previous(?: .{0,30})?|next(?: .{0,30})?|"
    r"back(?: to .{2,30})?|top|archives?|rss|print|e-?mail|comments?|\d+ comments?|reply|tweet|"
    r"sign up to .{3,40}|subscribe .{3,40}|leave a comment|read more|open in app|listen|save|copy link|"
    r"search|privacy(?: policy)?|terms|"
    r"facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|instagram|telegram|bluesky|mastodon)\W*",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:previous(?:ly)?|next|older|newer|earlier|later)\b:?", re.IGNORECASE)
_SHARE = re.compile(r"share(?: (?:this|on|via|it)\b.{0,30})?:?|follow us.{0,30}:?", re.IGNORECASE)
_STOP = re.compile(r"\w[.!?…][\"”’')\]]*(?:\s|$)")
#: As for paragraphs of pages.
_PROSE, _CALL_LENGTH = 60, 170
_CAPTION_LENGTH = 400
#: A caption without its picture; a longer one may be a paragraph.
_ALONE = 200
_NUMBERED = re.compile(
    r"(?:fig(?:ure|\.)?|photo|plate|image|picture|abb\.?) ?\d*[.:] ", re.IGNORECASE
)
_FIGURE = re.compile(
    r"<figure\b.*?<figcaption[^<>]*>\s*(?P<words>[^<>]{3,400}?)\s*</figcaption>\s*(?:</figure>)?",
    re.DOTALL,
)
_SHORTCODE = re.compile(
    r"\{\{[<%]\s*figure\b[^{}]*?\bcaption=\"(?P<words>[^\"<>{}\n]{3,400})\"[^{}]*[>%]\}\}"
)
_SET = re.compile(r"(?P<mark>[*_]{1,2})(?P<words>[^*_\n]{3,400})(?P=mark)\s*")
_CREDIT = re.compile(
    r"[(\[]?(?:(?:Photo(?:graph(?:y)?)?|Image|Picture|Illustration|Credit)s?"
    r"(?: credit)?(?: by\b|:| courtesy of\b)|©) ?[^.\n]{2,80}[.)\]]{0,2}$"
)


@dataclass(frozen=True, slots=True)
class _Block:
    """A block between blank lines: its place, its words without marks, and of what links are made."""

    start: int
    end: int
    raw: str
    words: str
    links: tuple[str, ...]
    beside: str

    @property
    def is_heading(self) -> bool:
        return self.raw.startswith("#")

    @property
    def is_list(self) -> bool:
        return bool(re.match(r"[-*+] |\d{1,3}[.)] ", self.raw))

    @property
    def is_prose(self) -> bool:
        long = len(self.words) >= _PROSE and bool(_STOP.search(self.words))
        return long and len("".join(self.links)) < len(self.words) / 2

    @property
    def is_linked(self) -> bool:
        """Whether it has links and no word beside them but one or two that say where they lead."""
        return bool(self.links) and not re.search(r"\w", _LEADING.sub("", self.beside))


@dataclass(frozen=True, slots=True)
class Asides:
    """``edits`` take the blocks out; ``pictures`` are the addresses of files among them."""

    edits: tuple[Edit, ...] = ()
    pictures: tuple[str, ...] = ()


def find_asides(text: str, start: int) -> Asides:
    """The blocks behind ``start`` that are no text."""
    blocks = list(_blocks(text, start))
    prose = [i for i, block in enumerate(blocks) if block.is_prose]
    if not prose:
        return Asides()
    edits: list[Edit] = []
    pictures: list[str] = []
    label = False
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        after = number > prose[-1]
        label = bool(_SHARE.fullmatch(block.words)) or (label and block.is_linked)
        if label and not _stands_over_links(blocks, number):
            label = False
        if label or _serves(block, over=number < prose[0], after=after):
            edits.append(Edit(block.start, block.end, "litter", "markdown-asides", 0.8))
        elif after and RIGHTS.match(block.words) and len(block.words) <= RIGHTS_LENGTH:
            fact = (("rights", block.words),)
            edits.append(Edit(block.start, block.end, "rights", "markdown-asides", 0.85, fact))
        else:
            made, file = _figure(block, before)
            edits += made
            pictures += file
    return Asides(tuple(sorted(edits, key=lambda e: e.start)), tuple(pictures))


def blanked(text: str, edits: Sequence[Edit]) -> str:
    """A text with white space where such blocks stand, so that everything else keeps its place."""
    pieces: list[str] = []
    done = 0
    for edit in edits:
        gone = re.sub(r"[^\n]", " ", text[edit.start : edit.end])
        pieces += [text[done : edit.start], gone]
        done = edit.end
    return "".join([*pieces, text[done:]])


def _blocks(text: str, start: int) -> Iterator[_Block]:
    fenced = False
    for place, written in _chunks(text, start):
        marks = sum(bool(_FENCE.match(line)) for line in written.split("\n"))
        inside, fenced = fenced, fenced != bool(marks % 2)
        if inside or marks or written.startswith(("    ", "\t", ">", "|", "[^")):
            continue
        begin = place + len(written) - len(written.lstrip())
        raw = written.strip()
        links = tuple(link["words"] for link in _LINK.finditer(raw))
        beside = _MARKS.sub("", _LINK.sub("", raw))
        words = _MARKS.sub("", _LINK.sub(lambda link: link["words"], raw))
        yield _Block(begin, begin + len(raw), raw, " ".join(words.split()), links, beside)


def _chunks(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The lines between blank ones, and where they begin."""
    lines: list[str] = []
    at = place = start
    for line in re.findall(r"[^\n]*\n|[^\n]+", text[start:]):
        if line.strip():
            lines.append(line)
        elif lines:
            yield place, "".join(lines)
            lines = []
        at += len(line)
        if not lines:
            place = at
    if lines:
        yield place, "".join(lines)


def _stands_over_links(blocks: Sequence[_Block], number: int) -> bool:
    """Whether a block is made of links, or the one below it is."""
    return any(block.is_linked for block in blocks[number : number + 2])


def _serves(block: _Block, *, over: bool, after: bool) -> bool:
    """Whether a block's words serve the page that it was clipped from."""
    if block.is_heading or block.raw.startswith("<") or len(block.words) > _CALL_LENGTH:
        return False
    if calls(block.words, after=after):
        return True
    several = " " in block.words
    if several and not block.is_list and PHRASE.fullmatch(block.words):
        return True
    if not block.is_linked or block.is_list:
        return False
    if all(_NAV.fullmatch(link) for link in block.links):
        return True
    parted = bool(re.search(r"[|•·]", block.beside)) and len(block.links) > 1
    return parted and (over or (after and bool(_LEADING.match(block.words))))


def _figure(block: _Block, before: _Block | None) -> tuple[list[Edit], list[str]]:
    """The edits of a picture with its caption, and the picture's file; nothing where it has none."""
    if figure := _FIGURE.fullmatch(block.raw):
        inner = _part(block, *figure.span("words"))
        made = list(_caption(inner, "", sure=True))
        if not made:
            return [], []
        return [*_round(block, inner), *made], []
    if before and (picture := _LINKED_IMAGE.fullmatch(before.raw)):
        made = list(_caption(block, picture["alt"]))
        whole = [Edit(before.start, before.end, *MARKS), *made]
        return (whole, [picture["file"]]) if made else ([], [])
    if code := _SHORTCODE.fullmatch(block.raw):
        inner = _part(block, *code.span("words"))
        return [*_round(block, inner), *_caption(inner, "", sure=True)], []
    if _stands_alone(block):
        return list(_caption(block, "")), []
    first, _, rest = block.raw.partition("\n")
    if rest and (picture := _LINKED_IMAGE.fullmatch(first.strip())):
        inner = _part(block, len(first) + 1, len(block.raw))
        made = list(_caption(inner, picture["alt"]))
        # With a credit alone below it a picture's own words are its caption.
        if any(e.role == "caption" for e in made):
            return [*_round(block, inner), *made], [picture["file"]]
    return [], []


def _stands_alone(block: _Block) -> bool:
    """Whether a line says without a picture beside it that it is a caption."""
    short = len(block.words) <= _ALONE and not block.is_heading and not block.is_list
    credit = bool(_SET.fullmatch(block.raw) and _CREDIT.search(block.words))
    return short and (credit or bool(_NUMBERED.match(block.words)))


def _part(block: _Block, start: int, end: int) -> _Block:
    raw = block.raw[start:end]
    begin = block.start + start + len(raw) - len(raw.lstrip())
    raw = raw.strip()
    return _Block(begin, begin + len(raw), raw, " ".join(raw.split()), (), "")


def _round(block: _Block, inner: _Block) -> Iterator[Edit]:
    """The marks round the part of a block."""
    for start, end in ((block.start, inner.start), (inner.end, block.end)):
        if start < end:
            yield Edit(start, end, *MARKS)


def _caption(block: _Block, alt: str, *, sure: bool = False) -> Iterator[Edit]:
    """The edits of a line below a picture that is its caption: set in italics, or with a credit."""
    if "\n" in block.raw or block.links or len(block.raw) > _CAPTION_LENGTH:
        return
    whole = _SET.fullmatch(block.raw)
    begin, stop = whole.span("words") if whole else (0, len(block.raw))
    words = block.raw[begin:stop]
    credit = _CREDIT.search(words)
    same = bool(alt) and words.startswith(alt)
    told = whole or same or sure or _NUMBERED.match(words)
    if not (told or (credit and not block.is_heading)) or re.search(r"[*_`\\<&]", words):
        return
    cut = begin + credit.start() if credit else stop
    if begin:
        yield _edit(block, 0, begin, "markup")
    said = " ".join(block.raw[begin:cut].split())
    if said:
        yield _edit(block, begin, cut, "caption", ("figure.caption", said))
    if credit:
        named = " ".join(credit.group().split()).strip("()[]")
        yield _edit(block, cut, stop, "photo-credit", ("figure.credit", named))
    if stop < len(block.raw):
        yield _edit(block, stop, len(block.raw), "markup")


def _edit(block: _Block, start: int, end: int, role: str, *facts: tuple[str, str]) -> Edit:
    return Edit(block.start + start, block.start + end, role, "markdown-asides", 0.85, facts)
