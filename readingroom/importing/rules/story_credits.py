"""Whom a source credits with its text: “Story by …”, “Source: …”, “(Reporting by …)”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.rules.names import people
from readingroom.importing.segments import Facts, Finding, Proposal

_STORY_CREDIT = re.compile(
    r"(?:Story|Report|Reported|Reporting|Written|Text|Article|Words)(?: and [\w ]{3,20})? by:? "
    r"(?P<by>\S.{1,80})|Source: (?P<source>\S.{1,80})"
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
            by = (match["by"] or match["source"] or match["firm"]).removesuffix(".")
            named = by[:1].isupper() and not re.search(r"[.!?] ", by)
            persons = people(words, words.index(by), len(words), least=1)
            names = persons.names if persons and persons.beside else (by,)
            # Papers and archives, of which there is more to say than a name, wrote nothing.
            names = () if match["source"] and _HOLDING.search(by) else names
            # Of “Words by Ann Lee, music by Bob Coe” the credit says more than one name would.
            names = () if match["firm"] or (persons and persons.lost) else names
            facts: Facts = (("credit", words), *(("creator", name) for name in names))
            yield Proposal(unit.start, unit.end, "story-credit", 0.93 if named else 0.5, facts)
        elif _DESK_CREDIT.fullmatch(words):
            facts = (("credit", words), *_reporters(words, found))
            yield Proposal(unit.start, unit.end, "story-credit", 0.93, facts)
