"""Names that end a text, where nothing above it says who wrote it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.above import is_one_line, is_taken
from readingroom.importing.rules.agencies import is_agency
from readingroom.importing.rules.named import names_in
from readingroom.importing.rules.names import catalogued, has_office, is_name, people
from readingroom.importing.rules.pieces import pieces
from readingroom.importing.rules.signatures import name_of_signature, stanza_of
from readingroom.importing.segments import Finding, Proposal

#: Below a signature stand place, day, a postscript and an editor's note; they take no more lines.
_LAST = 16
#: A text has some lines before it is signed.
_TEXT = 4
#: Set in the middle of the page or at its right edge.
_INDENT = 8
_ENDED = re.compile(r"[.!?…—,&:][\"”’')\]]*(?:,|\(?c\.,?)?$")
_CONTACT = re.compile(r"\S@\S|\btel\b|phone|\d{3}[ -]\d{3}|contact|\bends\b|###", re.IGNORECASE)
_REPORTED = re.compile(
    r"\W*(?:(?:reported|written|compiled|interview(?:ed)?|text|words|story|report|recorded|review(?:ed)?)"
    r" by:?|by|par|von|por|текст:?|беседовал[аи]?|записал[аи]?|propos recueillis par|"
    r"(?:das )?(?:gespräch|interview) führten?:?|interview|text)\s*:?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:By|BY) (?=[A-ZÀ-Þ])")
#: Below ``source.SURE``: done, and shown to the editor.
_SHOWN = 0.67


def reported_by(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“[Reported by A. B. Coe, Esq., Barrister-at-Law.]”, “Interview: Ann Lee” under a text."""
    if is_one_line(draft) or any(f.role == "byline" for f in found):
        return
    lines = lines_of_page(draft.text)
    for at in range(len(lines) - 1, max(len(lines) - _LAST, _TEXT), -1):
        line = lines[at]
        lead = _REPORTED.match(draft.text, line.start, line.end)
        if not lead or is_taken(found, line) or len(line.words) > 80 or not lines[at].blanks:
            continue
        spans = names_in(draft.text, line.start, line.end) or names_in(
            draft.text, lead.end(), line.end
        )
        if spans:
            end = line.end
            if line.words[0] in "[(" and line.words[-1] not in "])" and at + 1 < len(lines):
                end = lines[at + 1].end if lines[at + 1].words[-1] in "])" else end
            yield from pieces(draft.text, line.start, end, spans, 0.8)
            return


def bylines_of_takes(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“By ANN COE / Associated Press Writer” over a later take, where none stands over the first."""
    if is_one_line(draft) or any(f.role == "byline" for f in found):
        return
    lines = lines_of_page(draft.text)
    for line, below in itertools.pairwise(lines):
        by = _BY.match(draft.text, line.start, line.end)
        if not by or len(line.words) > 60 or is_taken(found, line):
            continue
        persons = people(draft.text, by.end(), line.end, said=True)
        staff = is_agency(below.words) or any(
            f.role == "dateline" and below.start <= f.start < below.end for f in found
        )
        if persons and not persons.lost and (staff or has_office(below.words[:60])):
            yield from pieces(draft.text, line.start, line.end, persons.spans, 0.8)
            return


def names_below(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A name under the last words of a text that nobody else signed; of a letter's several all.

    It stays where it stands, as a letter's signature does.
    """
    known = (words for f in found for key, words in f.facts if key == "creator")
    if is_one_line(draft) or any(not is_agency(words) for words in known):
        return
    titles = {words.casefold() for f in found for key, words in f.facts if key == "title"}
    lines = lines_of_page(draft.text)
    for at in range(len(lines) - 1, max(len(lines) - _LAST, _TEXT), -1):
        line = lines[at]
        if not _signs(draft, lines, at) or is_taken(found, line):
            continue
        names = [name_of_signature(draft, line)]
        if names[0].casefold() in titles:
            continue
        block = _block(lines, at)
        more = [_listed(other.words) for other in block[1:]]
        if more and all(more) and len({name.split()[-1] for name in [*names, *more]}) > 1:
            names += more
        start, end = stanza_of(draft, line, block[1:])
        yield Proposal(start, end, "verse", _SHOWN, tuple(("creator", name) for name in names))
        return


def _signs(draft: Draft, lines: Sequence[Line], at: int) -> bool:
    """Whether a line that is a name stands as signatures do."""
    line, over = lines[at], lines[at - 1]
    spaced = any(other.blanks for other in lines)
    # A page set without blank lines; a name far to the right of the text's last line.
    apart = line.blanks or not spaced or line.indent >= over.indent + 2 * _INDENT
    if not apart and not over.words.endswith(","):
        return False
    name = name_of_signature(draft, line)
    if any(map(str.isdigit, line.words)):
        # “Edith Marl, born May 1931”.
        return False
    if not name or is_agency(line.words) or not _ENDED.search(over.words):
        return False
    near = [*_block(lines, at), *lines[at + 1 : at + 3]]
    if any(_CONTACT.search(other.words) for other in [over, *near]):
        return False
    if is_name(over.words) or line.words.endswith((":", "?", "!")):
        return False
    block = _block(lines, at)
    office = has_office(line.words) or any(has_office(other.words) for other in block[1:])
    closed = over.words.endswith(",") and len(over.words) < 60
    set_off = line.indent >= max(_INDENT, over.indent + _INDENT)
    last = at + len(block) >= len(lines) and len(block) < 4 and over.ended
    enclosed = (
        line.words.startswith("(") and line.words.endswith(")") and line.words.upper() == line.words
    )
    return office or closed or set_off or line.words.isupper() or enclosed or last


#: “Au. D.: AUREL DENK. Formerly Keeper …”: what a writer's initials under an article stand for.
_KEY = re.compile(
    r"(?P<initials>(?:[A-Z][a-z]{0,2}\. ?){2,4}):? (?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{4,40}?)\. "
)


def keyed_initials(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Who wrote an article that is signed with initials, by the key below it."""
    lines = [] if is_one_line(draft) else lines_of_page(draft.text)[-_LAST:]
    signed = {line.words.strip("() ").casefold() for line in lines if line.words.startswith("(")}
    for line in lines:
        match = _KEY.match(line.words)
        known = match and match["initials"].strip().casefold() in signed
        name = catalogued(match["name"]) if match else ""
        if known and is_name(name) and not is_taken(found, line):
            yield Proposal(line.start, line.end, "editor-note", 0.8, (("creator", name),))
            return


def _listed(words: str) -> str:
    """The name before a line's first comma: of several who sign, each with a place or an office."""
    name = words.partition(",")[0].strip()
    return catalogued(name) if is_name(name) else ""


def _block(lines: Sequence[Line], at: int) -> list[Line]:
    """A line and those right under it."""
    block = [lines[at]]
    for other in lines[at + 1 :]:
        if other.blanks:
            break
        block.append(other)
    return block
