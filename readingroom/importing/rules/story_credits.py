"""Whom a source credits with its text: “Story by …”, “Source: …”, “(Reporting by …)”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.rules.names import people
from readingroom.importing.rules.pieces import between
from readingroom.importing.segments import Facts, Finding, Proposal

_STORY_CREDIT = re.compile(
    r"(?:Story|Report|Reported|Reporting|Written|Text|Article|Words)(?: and [\w ]{3,20})? by:? "
    r"(?P<by>\S.{1,80})|Source: (?P<source>\S.{1,80})"
    r"|(?:Compiled )?[Ff]rom (?P<wire>(?:the )?[\w.'’& -]{2,50} (?:reports|dispatches|services))"
    # As services for press releases close: the firm, without a colon.
    r"|(?-i:SOURCE)\s+(?P<firm>[A-Z].{1,80})",
    re.IGNORECASE,
)
#: What is a place of keeping, a courtesy, or several sources in one.
_HOLDING = re.compile(
    r",|\b(?:papers|permission|courtesy|collections?|archives?|library|museum|records? office|"
    r"agencies|vol|pp?|ed)\b\.?|\d",
    re.IGNORECASE,
)
_DESK_CREDIT = re.compile(
    r"\((?:Additional )?(?:Reporting|Writing|Compiled|Editing|Edited)(?: [\w ]{1,20})? by "
    r".{3,300}\)",
    re.IGNORECASE,
)


#: Who reported, where no byline names anybody; who helped, wrote it up and edited is named behind.
_REPORTING = re.compile(
    r"\((?:Reporting|Written|Reported)(?: and \w+)? by (?P<names>[^;()]{3,90}?)(?:[;.)]| in [A-Z])",
    re.IGNORECASE,
)


def _reporters(words: str, found: Sequence[Finding]) -> Facts:
    match = _REPORTING.match(words)
    if not match or any(f.role == "byline" for f in found):
        return ()
    persons = people(words, *match.span("names"), least=2, said=True)
    return tuple(("creator", name) for name in persons.names) if persons else ()


def story_credit(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A line such as ``Story by Xinhua.``, ``Source: Xinhua``, ``(Reporting by …)``."""
    if draft.blob:
        return
    for unit in draft.free(found):
        words = draft.words(unit)
        match = _STORY_CREDIT.fullmatch(words) if len(words) <= 110 else None
        if match:
            by = (match["by"] or match["source"] or match["firm"] or match["wire"]).removesuffix(
                "."
            )
            named = by[:1].isupper() and not re.search(r"[.!?] ", by)
            persons = people(words, words.index(by), len(words), least=1)
            names = persons.names if persons and persons.beside else (by,)
            # Papers and archives, of which there is more to say than a name, wrote nothing.
            names = () if match["source"] and _HOLDING.search(by) else names
            # Of “Words by Ann Lee, music by Bob Coe” the credit says more than one name would.
            names = () if match["firm"] or match["wire"] or (persons and persons.lost) else names
            facts: Facts = (("credit", words), *(("creator", name) for name in names))
            yield Proposal(unit.start, unit.end, "story-credit", 0.93 if named else 0.5, facts)
        elif _DESK_CREDIT.fullmatch(words):
            facts = (("credit", words), *_reporters(words, found))
            yield Proposal(unit.start, unit.end, "story-credit", 0.93, facts)


#: “Editor: Wang Mei”, “[Editor: huaxia]”: how agencies' own pages end.
_EDITED = re.compile(
    r"[\[(【]?\s*(?:(?:Web |Responsible )?[Ee]ditors?|EDITORS?|责任编辑|编辑)\s?[:：]\s*"
    r"(?P<name>[^\W\d_][\w.' -]{1,40}?)\s*[\])】]?"
)
#: They stand among the last units, and a speaker's words are longer than a name.
_LAST, _NAMES = 6, 4


def editors_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Who edited a report, named in a line of its own below it."""
    if draft.blob or any(key == "contributor" for f in found for key, _ in f.facts):
        return
    below = {unit.start for unit in draft.units[max(1, len(draft.units) - _LAST) :]}
    for unit in draft.free(found):
        match = _EDITED.fullmatch(draft.text, unit.start, unit.end) if unit.start in below else None
        if match and len(match["name"].split()) <= _NAMES:
            name = match.start("name"), match.end("name")
            yield from between(draft.text, unit.start, name[0], 0.8)
            yield Proposal(*name, "contributor", 0.8, (("contributor", match["name"]),))
            yield from between(draft.text, name[1], unit.end, 0.8)
