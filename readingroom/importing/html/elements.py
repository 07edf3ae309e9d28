"""The elements of HTML by what they do to the words in them (HTML standard 13.2.6, 15.3)."""

from __future__ import annotations

import re

from readingroom.importing.html.tokens import Attribute
from readingroom.importing.segments import word_set

VOID = word_set(
    """area base basefont bgsound br col embed frame hr img input keygen link meta param source track
    wbr"""
)
_INLINE = word_set(
    """a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark math
    nobr picture q rb rp rt ruby s samp small span strike strong sub sup svg time tt u var video
    audio canvas object map noscript template iframe"""
)
#: They have no part in what stands where: the page's own frame, and what only holds code.
IGNORED = word_set("html body head title script style noembed noframes")
HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
CELLS = word_set("td th")
SCOPES = word_set("td th caption table html")
#: What an element ends when it begins, up to the element that holds such.
SIBLINGS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (word_set("li"), word_set("ul ol menu dir")),
    "dt": (word_set("dt dd"), word_set("dl")),
    "dd": (word_set("dt dd"), word_set("dl")),
    "tr": (word_set("tr td th"), word_set("table")),
    "td": (word_set("td th"), word_set("tr table")),
    "th": (word_set("td th"), word_set("tr table")),
    "tbody": (word_set("thead tbody tfoot tr td th caption"), word_set("table")),
    "thead": (word_set("thead tbody tfoot tr td th caption"), word_set("table")),
    "tfoot": (word_set("thead tbody tfoot tr td th caption"), word_set("table")),
    "option": (word_set("option"), word_set("select datalist")),
}
#: What they hold is not shown by a browser that runs scripts and plays films.
UNSEEN = word_set("noscript template datalist video audio canvas iframe")
PRE = word_set("pre listing xmp plaintext textarea")
BOLD = word_set("b strong")
RAISED = word_set("sup sub")
CORRECTED = word_set("del ins")
ITALIC = word_set("i em cite dfn var")
#: Deeper elements count as part of the one above; the standard lets browsers stop at 512, and real
#: pages seldom pass 60. It bounds the searches for what an end tag ends.
DEPTH = 128
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


TABLE = word_set("table tr td th tbody thead tfoot caption")
_BLOCKS = word_set(
    """address article aside blockquote button caption center colgroup datalist dd details dialog dir
    div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup html
    legend li listing main menu nav ol optgroup option p plaintext pre search section select summary
    table tbody td textarea tfoot th thead tr ul xmp"""
)


def is_inline(tag: str) -> bool:
    """Unknown elements are inline, custom ones (with a hyphen) hold blocks in most pages."""
    return tag in _INLINE or not (tag in _BLOCKS or "-" in tag)


def names_of(attributes: dict[str, Attribute]) -> frozenset[str]:
    """The words in an element's class, id and property names: ``articleShareTop`` is three."""
    named = ("class", "id", "itemprop", "rel", "role", "property")
    said = [attributes[name].value[:200] for name in named if name in attributes]
    if not said:
        return frozenset()
    return frozenset(word.lower() for word in _NAME_PARTS.findall(" ".join(said)))


def parted(before: str, after: str, border: str) -> bool:
    """Whether words that only such a border parts would run together into one that nobody wrote.

    A note's number (``bridge<sup>1``) and a power (``10<sup>6``) would; ``1<sup>st`` and the formula
    ``H<sub>2</sub>O`` are one word as they are. Two wordings of one place are two words.
    """
    if not border or not before or before[-1].isspace() or after[:1].isspace():
        return False
    if re.search("</(?:del.*<ins|ins.*<del)", border):
        return True
    if not (before[-1].isalnum() and after[0].isalnum()):
        return border.endswith("<sup") and after[0].isdigit() and before[-1] not in "([-–—"
    if border.endswith("<sup"):
        return after[0].isdigit() or (len(after) == 1 and _is_word(before))
    if border.endswith("<sub"):
        return after[0].isdigit() and (before[-1].isdigit() or _is_word(before))
    # What follows on a raised number.
    return border.endswith("</sup") and before[-1].isdigit()


def _is_word(before: str) -> bool:
    """Whether letters enough for a word stand at the end; symbols and units have one or two."""
    return bool(re.search(r"[^\W\d_]{3}$", before))
