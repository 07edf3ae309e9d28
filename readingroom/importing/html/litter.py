"""What of a page serves the page and not the text, by what elements are called and how they read."""

from __future__ import annotations

import re

from readingroom.importing.html.page import Element, Page, Unit
from readingroom.importing.segments import word_set

#: Elements whose words serve the page and not the text.
_LITTER_TAGS = word_set("nav aside footer form button select dialog menu textarea datalist")
_LITTER_ROLES = word_set(
    "navigation search banner contentinfo complementary dialog alert menu menubar"
)
#: Words in class names and ids of what serves the page. From the themes of WordPress, Drupal, Blogger
#: and Jekyll, and the lists of Readability and its descendants.
_LITTER_WORDS = word_set(
    """nav navbar navigation menu menus breadcrumb breadcrumbs footer foot sidebar share shares sharing
    sharedaddy social comment comments respond disqus related recommended recommendations promo promos
    advert adverts advertisement ad ads sponsor sponsored cookie cookies consent gdpr newsletter
    subscribe subscription signup paywall login signin search popular trending tags tag topics
    pagination pager paging skip toolbar tools widget widgets rss masthead banner popup modal overlay
    jump outbrain taboola addthis reply replies editsection navbox toc catlinks printfooter siteheader
    screenreader noprint"""
)
#: Elements that are the page's wherever they stand; ``nav`` and ``footer`` also hold the text's words.
_PLAIN_TAGS = _LITTER_TAGS - {"nav", "footer"}
#: What a reader fills in or presses: a box that holds one is not the text's.
_CONTROLS = word_set("form button textarea select")
#: A sentence's end, with the numbers of its notes.
STOP = re.compile(r"[.!?…。！？][\"”’')\]]*(?:\[\w{1,3}\])*(?:\s|$)")
#: Words with a stop that are a sentence; buttons ("Sign up!") have fewer.
_SENTENCE = 4
#: What a line says that stands over a box of the page's; "Related work" stands over an author's words.
_LABELS = word_set(
    """comment comments reply replies respond newsletter subscribe share popular trending sponsored
    advertisement cookies"""
)
#: Words of a line that only says what stands below it ("3 comments").
_LABEL = 5
#: More of a stretch in links than this, and it is there to lead away.
_LINKED = 0.4
#: What the page says to its readers, and its notices.
_CALL = re.compile(
    r"(?:share|subscribe|sign up|log in|follow us|read more|click|comments?\b|tags?:|filed under"
    r"|posted (?:in|by)|©|\(c\) ?\d|copyright\b|we use cookies|this (?:web)?site uses)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"©|all rights reserved", re.IGNORECASE)


class Judge:
    """Says of the elements of a page whether they serve it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        #: Elements round a sentence; round words without a link; round a control or a label.
        self.sentences: set[int] = set()
        self.signed: set[int] = set()
        self.fitted: set[int] = set()
        for unit in page.units:
            self._look(unit)
        for element in page.elements:
            if element.tag in _CONTROLS:
                self._mark(self.fitted, element.parent, far=False)

    def is_litter(self, number: int, *, inside: bool, page_wide: bool) -> bool:
        """Whether an element serves the page.

        ``inside``: it is in the article, where a name or a tag alone does not make it litter;
        ``page_wide``: the article is the whole page, which has feet and boxes of its own.
        """
        element = self.page.elements[number]
        if element.tag == "footer" and self._quoted(number):
            return False
        if not is_litter(element):
            return False
        if not inside or _is_plain(element) or number in self.fitted:
            return True
        if page_wide and (element.tag in {"nav", "footer"} or _is_box(element)):
            return True
        if element.tag == "footer" and number in self.signed:
            return False
        return number not in self.sentences

    def _quoted(self, number: int) -> bool:
        elements = self.page.elements
        return any(elements[n].tag == "blockquote" for n in self.page.ancestors(number))

    def _look(self, unit: Unit) -> None:
        page = self.page
        words = page.words(unit)
        count = len(words.split())
        if count <= _LABEL and not STOP.search(words):
            parts = frozenset(re.findall("[a-z]+", words.lower()))
            if not _LABELS.isdisjoint(parts):
                self._mark(self.fitted, page.elements[unit.element].parent, far=False)
        if _CALL.match(words) or _RIGHTS.search(words):
            return
        pieces = page.pieces[unit.first : unit.last]
        linked_ink = sum(p.end - p.start for p in pieces if p.style.href)
        if linked_ink > _LINKED * (unit.end - unit.start):
            return
        if count >= _SENTENCE and STOP.search(words):
            self._mark(self.sentences, unit.element)
        if not linked_ink and page.elements[unit.element].tag == "p":
            self._mark(self.signed, unit.element)

    def _mark(self, marks: set[int], number: int, *, far: bool = True) -> None:
        """Mark an element and those round it, or only the nearest that has a name for it."""
        while number >= 0 and number not in marks:
            marks.add(number)
            if not far and is_litter(self.page.elements[number]):
                return
            number = self.page.elements[number].parent


def _is_plain(element: Element) -> bool:
    """Whether more than a name says that an element serves the page."""
    return (
        element.tag in _PLAIN_TAGS
        or element.attribute("role").lower() in _LITTER_ROLES
        or _is_hidden(element)
    )


def _is_box(element: Element) -> bool:
    """Whether a box's whole name is a word for what serves the page, and no part of its name."""
    if element.tag in {"p", "li", "blockquote"}:
        return False
    named = f"{element.attribute('class')} {element.attribute('id')}".lower().split()
    return not _LITTER_WORDS.isdisjoint(named)


def _is_hidden(element: Element) -> bool:
    style = element.attribute("style")
    return "hidden" in element.attributes or bool(re.search(r"display\s*:\s*none", style))


def linked(page: Page, unit: Unit) -> bool:
    """Whether every word of a unit is a link, but for marks between them."""
    plain = "".join(
        page.text[p.start : p.end] for p in page.pieces[unit.first : unit.last] if not p.style.href
    )
    return not any(c.isalnum() for c in plain)


def is_litter(element: Element) -> bool:
    """Whether an element says by its tag, role or names that it serves the page."""
    if element.tag in _LITTER_TAGS or element.attribute("role").lower() in _LITTER_ROLES:
        return True
    if element.tag in {"main", "article", "h1"}:
        return False
    return _is_hidden(element) or not _LITTER_WORDS.isdisjoint(element.names)
