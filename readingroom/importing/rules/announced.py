"""Whose words a title announces: “Diary of …”, “Remarks by …”, “Interview with …”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.rules.names import catalogued, has_office, is_name
from readingroom.importing.segments import Finding

_SPEAKS = re.compile(
    r"\W*(?:(?:an?|the|text of(?: an?| the)?|[\w’']+) )?(?:remarks|speech|address|statement|lecture|"
    r"sermon|testimony|"
    r"eulogy|toast|homily|talk|paper|interview|press (?:conference|briefing)|maiden speech)"
    r"(?: (?:as )?(?:preached|delivered|given|read|made))? "
    r"(?:by|of|with) (?P<rest>\S.*)",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:[Dd]iar(?:y|ies)|DIAR(?:Y|IES)|[Jj]ournals?|JOURNALS?|[Nn]otebooks?|[Ll]etters?|LETTERS?|"
    r"[Mm]emoirs?|MEMOIRS?|"
    r"[Rr]ecollections|[Rr]eminiscences|[Ii]nterview|INTERVIEW|[Ss]peech|SPEECH|[Aa]ddress|ADDRESS|"
    r"[Rr]emarks|REMARKS|"
    r"[Ss]tatement|STATEMENT|[Ss]ermon|SERMON|[Ll]ecture|LECTURE|[Cc]onversation|[Tt]estimony|"
    r"[Tt]ranscript)\s+"
    r"(?:of|by|from|with|OF|BY|FROM|WITH)\s+(?P<rest>\S.*)"
)
#: Offices before a name, which its catalogue form leaves out.
_RANK = re.compile(
    r"^(?:(?:[Tt]he|THE|H\.E\.|His Excellency|Her Excellency|Former|Vice|Prime|Deputy|"
    r"Foreign|President|Minister|Chancellor|"
    r"Secretary-General|Secretary|Senator|Governor|Mayor|Chairman|Ambassador|Justice|Bishop|"
    r"Archbishop|Pope|General)\s+)+"
)
_ANY_RANK = re.compile(
    r"^(?:(?:the|hon\.?|rt\.?|right|rev\.?|his|her|excellency|h\.e\.|president|minister|prime|vice|"
    r"deputy|foreign|"
    r"secretary(?:-general)?|senator|governor|mayor|chairman|chairwoman|ambassador|bishop|"
    r"archbishop|judge|general|"
    r"professor|prof\.?|dr\.?|mr\.?|mrs\.?|ms\.?)\s+)+",
    re.IGNORECASE,
)
_WHO = re.compile(r"[,:;(–—-]|\s(?:to|at|in|on|for|before|with|TO|AT|IN|ON|FOR|BEFORE)\s")


def announced(words: str) -> tuple[str, ...]:
    """The person whose words a line announces: “Speech of Hon. E. P. Brannock, of Kentucky”."""
    match = _SPEAKS.match(words)
    for part in match["rest"].split(",")[:2] if match else ():
        said = catalogued(_WHO.split(part)[0].strip())
        name = catalogued(_RANK.sub("", _ANY_RANK.sub("", said)))
        if is_name(name) and not has_office(name):
            return (name,)
        if not has_office(said):
            return ()
    return ()


def _parts(words: str) -> Iterable[str]:
    """What stands first, and what marks set off behind it: “for Water Affairs” names an office."""
    done, named = 0, True
    for match in [*_WHO.finditer(words), None][:3]:
        if named:
            yield words[done : match.start() if match else len(words)]
        if match is None:
            return
        done, named = match.end(), not match.group().strip().isalpha()


#: “Diary of an Assistant Keeper, Skerry Vannin”: who is not named; the place is.
_UNNAMED = re.compile(r"(?:an?|AN?)\s")


def named_in_title(draft: Draft, found: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    """The person whose words a title announces: “Diary of …”, “Interview with …”, “Remarks by …”."""
    del draft
    known = {words for f in found for key, words in f.facts if key == "creator"}
    for finding in found:
        title = next((words for key, words in finding.facts if key == "title"), "")
        match = _PERSONAL.search(title)
        nobody = match and _UNNAMED.match(match["rest"])
        for part in _parts(match["rest"]) if match and not nobody else ():
            name = catalogued(_RANK.sub("", catalogued(part.strip())))
            if is_name(name):
                return () if name in known else (("creator", name),)
        for name in announced(title):
            return () if name in known else (("creator", name),)
    return ()
