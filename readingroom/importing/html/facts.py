"""What a page's head and scripts say for the front matter where the words themselves do not."""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.importing.html.head_forms import RULE, is_account
from readingroom.importing.html.metadata import Said, language, page_titles
from readingroom.importing.html.page import Page
from readingroom.importing.html.titles import window_title
from readingroom.importing.rules.names import is_name
from readingroom.importing.segments import Facts, Finding


def said_facts(
    page: Page, said: Sequence[Said], found: Sequence[Finding], *, titled: bool, named: str
) -> tuple[Facts, list[Said]]:
    """The facts of head and scripts that the words themselves do not give, and where they stand."""
    given = {key for f in found for key, _ in f.facts}
    bylines = [f for f in found if f.role == "byline"]
    # What readers see goes before what the page's head says of the day, but not a dateline's.
    visible = any(f.rule == RULE and f.role == "date" and f.facts for f in found)
    creators = {words.casefold() for f in bylines for key, words in f.facts if key == "creator"}
    # A page that nobody signed is given its publisher as author, or its site.
    sites = {s.words.casefold() for s in said if s.key == "publisher"}
    sites |= {part.casefold() for part in page_titles(page)[1:]}
    sites = {site for site in sites if not is_name(site.title())}
    used: list[Said] = []
    seen: set[str] = set()
    for one in said:
        if one.key == "title" and (titled or "title" in seen):
            continue
        if one.key == "creator":
            known = one.words.casefold()
            if is_account(known) or (not creators and known in {u.words.casefold() for u in used}):
                continue
            if (creators and known not in creators) or known in sites:
                continue
        elif one.key in seen or (one.key in given and (one.key != "date" or visible)):
            continue
        seen.add(one.key)
        used.append(one)
    if named and not {"creator"} & (given | seen) and is_name(named) and _is_spoken_of(page, named):
        at = page.source.find(named, *(page.title or (0, 0)))
        used.append(Said("creator", named, (at, at + len(named)) if at >= 0 else (0, 0)))
    if not titled and "title" not in seen:
        words, span = window_title(page)
        if words:
            used.append(Said("title", words, span))
    facts = [fact for one in used for fact in one.facts]
    if tag := language(page):
        facts.append(("language", tag))
    return tuple(facts), used


def _is_spoken_of(page: Page, name: str) -> bool:
    """Whether a line has a name and more, as “writes Des Kilbride” has; a site's stands alone."""
    return any(
        name in page.text[unit.start : unit.end] and len(page.words(unit)) > len(name) + 2
        for unit in page.units
    )
