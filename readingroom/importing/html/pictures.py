"""Pictures of a page: captions and credits, in figures, in elements so called, in layout tables."""

from __future__ import annotations

import re

from readingroom.importing.html.head_forms import RULE
from readingroom.importing.html.page import Page, Unit
from readingroom.importing.rules.credits import BRACKETED, ending
from readingroom.importing.rules.names import is_name
from readingroom.importing.segments import Facts, Finding, trimmed, word_set

_CAPTION_WORDS = word_set(
    """caption captions figcaption cutline imagecaption thumbcaption photocaption wpcaption mediatext
    imgcaption piccaption"""
)
#: Names of boxes that hold a picture and what is written to it.
_PICTURES = word_set(
    """pic picture pictures photo photos image img media thumb thumbinner thumbnail figure illustration
    figcenter figleft figright gallery"""
)
#: Elements in which the last words of a line are set apart from those before.
_SET_APART = word_set("i em small span cite font b")
#: “Ana Quispe for The Andean Standard”, “Jay Tomlin/AP”.
_OF_A_PAPER = re.compile(r"(?: for |, |\s*/\s*).*")
_SLASHED = re.compile(
    r"(?:\((?!\d)[^()\[\]/\d]{2,60}/[^()\[\]/\d]{2,60}\)|\[(?:Photo|Foto|Image|Bild)\b[^\[\]]{2,80}\])(?=\s*\Z)"
)
_NO_CAPTION = re.compile(
    r"[-– ]*(?:advertisement|anzeige|publicit[ée]|ad|sponsored)[-– ]*", re.IGNORECASE
)
_CREDIT_WORDS = word_set("credit credits photographer copyright source attribution")
_LABEL = re.compile(
    r"(?:(?:Photo(?:graph)?|Foto|Image|Picture|Illustration|Credit)s?(?: credit)?(?: by)?\s*[:/]|"
    r"(?:Photo(?:graph(?:y)?)?|Image|Picture|Illustration)s? (?:by|courtesy of)\b|Image source,|"
    r"Credit\s?(?:\.\.\.|…)|Photography:|©)\s*",
    re.IGNORECASE,
)
#: The same behind a caption that has no stop.
_AMID = re.compile(
    r"(?<=\s)(?:Photo(?:graph)?|Image|Picture|Illustration|Credit)s?(?: credit)?:\s|(?<=\s)©|"
    r"(?<=[.!?”\"] )(?:Photo(?:graph)?|Image|Picture)s? (?:by|courtesy of) "
)
_CAPTION_LABEL = re.compile(r"(?:Image caption,|Caption:)\s*", re.IGNORECASE)
#: As many and as long as the front matter (16 KiB) holds, and as the rules for plain text allow.
_MOST = 12
_CAPTION_LENGTH = 700
_TOGETHER = 4_000
#: A table or box with a picture and no more ink than a long caption has is a picture with its caption.
_BOX = 400
#: A credit is a name or two.
_CREDIT_LENGTH = 110
#: As sure as the words before a credit (“Photo:”) or an agency's name in it make.
_SURE = 0.75


class Pictures:
    """Knows which elements hold a picture and its caption, and how many were taken."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ink = [0] * len(page.elements)
        for unit in page.units:
            self.ink[unit.element] += unit.end - unit.start
        for number in range(len(page.elements) - 1, 0, -1):
            self.ink[page.elements[number].parent] += self.ink[number]
        self.boxes: set[int] = set()
        for number in page.images:
            for above in page.ancestors(number):
                element = page.elements[above]
                named = element.tag == "div" and not _PICTURES.isdisjoint(element.names)
                if element.tag in {"table", "figure"} or "caption" in element.names or named:
                    if self.ink[above] <= _BOX or element.tag == "figure":
                        self.boxes.add(above)
                    break
        #: Paragraphs that hold a picture themselves.
        self.beside = {
            n for n in page.images if page.elements[n].tag in {"p", "div", "td", "center"}
        }
        self.taken = 0
        self.length = 0

    def holds(self, unit: Unit) -> bool:
        """Whether a unit is a caption or a credit."""
        for number in self.page.ancestors(unit.element):
            element = self.page.elements[number]
            if number in self.boxes or element.tag == "figcaption":
                return True
            if element.tag in {"div", "p", "span"} and not _CAPTION_WORDS.isdisjoint(element.names):
                return self.ink[number] <= _CAPTION_LENGTH
        return unit.element in self.beside and self._is_small(unit)

    def _is_small(self, unit: Unit) -> bool:
        """Whether the words below a picture are set smaller than a text, from end to end."""
        page = self.page
        if unit.end - unit.start > _BOX or _NO_CAPTION.fullmatch(page.words(unit)):
            return False
        pieces = (
            p for p in page.pieces[unit.first : unit.last] if page.text[p.start : p.end].strip()
        )
        return all(
            any(
                (e.tag == "small" or (e.tag == "font" and e.attribute("size") in {"1", "-1", "-2"}))
                for e in map(page.elements.__getitem__, page.ancestors(p.element)[:4])
            )
            for p in pieces
        )

    def findings(self, unit: Unit) -> list[Finding]:
        """Caption and credit of a unit; none where they would not fit into front matter."""
        page = self.page
        self.length += unit.end - unit.start
        self.taken += 1
        too_long = unit.end - unit.start > _CAPTION_LENGTH or self.length > _TOGETHER
        if self.taken > _MOST or too_long:
            return []
        found: list[Finding] = []
        credit = self._credit_start(unit)
        if credit > unit.start and credit < unit.end and page.text[credit - 1] in "[(":
            credit -= 1
        start, end = trimmed(page.text, unit.start, credit)
        label = _CAPTION_LABEL.match(page.text, start, end)
        if label and label.end() < end:
            found.append(Finding(start, start + len(label.group().rstrip()), "label", RULE, 0.9))
            start = label.end()
        if start < end:
            said = " ".join(page.text[start:end].split())
            facts: Facts = (("figure.caption", said),)
            found.append(Finding(start, end, "caption", RULE, 0.93, facts))
        start, end = trimmed(page.text, credit, unit.end)
        if start < end:
            label = _LABEL.match(page.text, start, end)
            if label and label.end() < end:
                mark = label.start() + len(label.group().rstrip())
                found.append(Finding(start, mark, "label", RULE, 0.9))
                start = label.end()
            said = " ".join(page.text[start:end].split()).strip("()[]")
            found.append(Finding(start, end, "photo-credit", RULE, 0.9, (("figure.credit", said),)))
        return found

    def _credit_start(self, unit: Unit) -> int:
        """Where the credit begins: an element so called, or a line with a label; else the end."""
        page = self.page
        for piece in page.pieces[unit.first : unit.last]:
            element = page.elements[piece.element]
            if (
                not _CREDIT_WORDS.isdisjoint(element.names)
                and page.text[piece.start : piece.end].strip()
            ):
                return max(piece.start, unit.start)
            words = page.text[piece.start : piece.end].strip()
            # An element of its own, whatever it is called, that begins as credits do.
            if piece.start > unit.start and len(words) <= _CREDIT_LENGTH and _LABEL.match(words):
                return piece.start
        for line in re.finditer(r"[^\n]+", page.text[unit.start : unit.end]):
            lead = len(line.group()) - len(line.group().lstrip())
            if _LABEL.match(line.group(), lead):
                return unit.start + line.start()
        if behind := self._set_behind(unit):
            return behind
        slashed = _SLASHED.search(page.text[: unit.end], unit.start)
        if slashed:
            return slashed.start()
        bracketed = list(BRACKETED.finditer(page.text, unit.start, unit.end))
        if bracketed and not page.text[bracketed[-1].end() : unit.end].strip():
            return bracketed[-1].start()
        for label in _AMID.finditer(page.text, unit.start, unit.end):
            return label.start()
        last = ending(page.text, unit.start, unit.end)
        return last[0].start() if last and last[1] >= _SURE else unit.end

    def _set_behind(self, unit: Unit) -> int:
        """Where the last element of a line begins if it is a name behind a sentence; 0 for none."""
        page = self.page
        spoken = [
            p for p in page.pieces[unit.first : unit.last] if page.text[p.start : p.end].strip()
        ]
        if len(spoken) < 2 or page.elements[spoken[-1].element].tag not in _SET_APART:
            return 0
        before = page.text[unit.start : spoken[-1].start].rstrip()
        words = page.text[spoken[-1].start : unit.end].strip()
        stopped = before.endswith((".", "!", "?", "”", '"')) and len(words) <= _CREDIT_LENGTH
        named = _OF_A_PAPER.sub("", words)
        return spoken[-1].start if stopped and is_name(named) else 0
