"""What pages, mails and desks say in set phrases, on lines of their own: no text says them so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import lines_of_page
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

#: Such phrases are a line, or a sentence or two in a narrow box.
_LENGTH = 170
_PHRASE = re.compile(
    r"(?:having |any )?(?:trouble|problems?) (?:reading|viewing) this.*"
    r"|(?:please )?(?:click here to )?(?:view|read|open|see) (?:this|it) .{0,24}\bin (?:your|"
    r"a) (?:web )?browser.*"
    r"|you(?:['’]re| are)? (?:are )?receiv(?:e|ing) this (?:e-?mail|message|newsletter|because)\b.*"
    r"|we and our (?:\d+ )?partners\b.*\b(?:cookies|device|consent|data)\b.*"
    r"|(?:accept|reject|allow) all(?: cookies)?\b.{0,60}"
    r"|get (?:the|our) (?:latest|best|top|daily)\b.{3,60}\b(?:inbox|e-?mail)\b.*"
    r"|(?:enter|type) your e-?mail(?: address)?\b.{0,40}"
    r"|sign up (?:now|to|for|here)\b.{0,100}"
    r"|(?:this|the) (?:video|content|player) (?:(?:cannot|can['’]t) be (?:played|shown|loaded)|"
    r"(?:is not|isn['’]t) (?:available|supported))\b.{0,60}"
    r"|error code:? ?\w+"
    r"|skip to (?:main )?(?:content|navigation)\b.{0,60}"
    r"|(?:promoted|sponsored|paid|partner) (?:stories|content|post|links?|by)\b.{0,60}"
    r"|(?:click here to )?(?:follow|like|find|join) us (?:on|at|@).{0,60}"
    r"|i (?:agree to|accept|have read) the (?:terms|privacy)\b.{0,60}"
    r"|(?:subscribe|listen|available)(?: on)?:? (?:apple|spotify|itunes|google) ?.{0,80}"
    r"|listen to this (?:story|article|episode)\b.{0,40}"
    r"|\d{1,2}[ -]min(?:ute)?s? (?:read|listen)"
    r"|this (?:e-?mail|message) (?:has been|was) (?:scanned|sent|checked)\b.{0,80}"
    r"|(?:have|were|are) you (?:been )?affected by\b.{0,100}"
    r"\b(?:e-?mail|contact|tell us|get in touch)\b.*"
    r"|do you have a story\b.{0,80}\b(?:e-?mail|contact|tell us|get in touch)\b.*"
    r"|if you (?:liked|enjoyed) (?:this|what)\b.{0,60}"
    r"\b(?:subscribe|sign up|share|donate|follow)\b.{0,60}"
    r"|our standards: .{3,60}|acquire licensing rights\b.{0,20}|purchase licensing rights\b.{0,20}"
    r"|(?:update|manage) your (?:preferences|subscription)\b.{0,60}|unsubscribe(?: [|·•] .{0,80}|"
    r" here\b.{0,40})?"
    r"|leave a (?:reply|comment)|load more\b.{0,30}|back to (?:top|news|all)\b.{0,20}"
    r"|(?:partager|envoyer par e-?mail|imprimer|r[ée]agir à cet article|teilen|drucken|compartir|"
    r"imprimir)\b.{0,70}",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"[*#\s-]*(?:(?:press|news|media) release[.:]?|(?:for )?immediate release[.:]?|"
    r"(?:press|news|media) release:? +for immediate release|(?:strictly )?embargoed? .{3,60}|"
    r"transcript\.? check against broadcast[.!]?|not for publication\.?|"
    r"advisory to (?:subscribers|editors|users)\b.{0,40}|dictated but not read|"
    r"enclo?s?\.?(?: ?\(\d+\))?)[*#\s-]*",
    re.IGNORECASE,
)


def page_phrases(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“View this e-mail in your browser”, “FOR IMMEDIATE RELEASE”: lines that no text has."""
    if draft.blob:
        return
    for _, line in free_lines(lines_of_page(draft.text), found):
        if len(line.words) > _LENGTH:
            continue
        if _DESK.fullmatch(line.words):
            yield Proposal(line.start, line.end, "furniture", 0.8)
        elif _PHRASE.fullmatch(line.words):
            yield Proposal(line.start, line.end, "litter", 0.75)
