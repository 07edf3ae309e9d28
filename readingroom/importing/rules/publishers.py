"""The name of a paper, alone over the text that was copied from its page: the publication's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.dates import day_line
from readingroom.importing.layout import Draft
from readingroom.importing.rules.above import is_taken, lines_above
from readingroom.importing.segments import Finding, Proposal

#: How the names of papers end, and broadcasters and papers whose names do not.
_PAPER = re.compile(
    r"(?:The |THE )?(?:[A-Z][\w.'’&-]* |of |OF |and ){0,4}(?:Times|TIMES|Post|POST|Gazette|GAZETTE|"
    r"Observer|OBSERVER|Herald|HERALD|Tribune|TRIBUNE|Courier|Chronicle|CHRONICLE|Guardian|GUARDIAN|"
    # A journal alone may be a diary.
    r"Telegraph|TELEGRAPH|Daily Mail|Street Journal|STREET JOURNAL|Examiner|Zeitung|ZEITUNG|Allgemeine)"
    r"(?: of [A-Z]\w+)?"
    r"|(?i:le monde|le figaro|lib[ée]ration|el pa[íi]s|el mundo|la vanguardia|die zeit|die welt|"
    r"der spiegel|la repubblica|corriere della sera|la stampa|bbc(?: news)?|al jazeera|cnn|npr|"
    r"the (?:economist|new yorker|atlantic|hindu|independent|scotsman|nation|spectator)|dawn|haaretz|"
    r"people['’]s daily|china daily|global times|xinhua(?:net)?|tass|pravda|izvestia|deutsche welle)",
)
_SITE = re.compile(r"\.(?:com|org|net|fr|de|es|it|co\.uk|com\.au|in)$", re.IGNORECASE)
#: Under a paper's name stands a headline, of so many words, before the text begins.
_HEADLINE = 4
_BY = re.compile(r"(?:by|par|von|por|di)\b", re.IGNORECASE)


def publishers(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A first line that is a paper's name and nothing else, over what can be a headline."""
    if draft.blob or any(key in {"publisher", "title"} for f in found for key, _ in f.facts):
        return
    lines, begin = lines_above(draft, found)
    if not lines or is_taken(found, lines[0]):
        return
    first = lines[0]
    headed = any(
        len(line.words.split()) >= _HEADLINE
        and not _BY.match(line.words)
        and not day_line(draft.text, line.start, line.end)
        for line in lines[1:begin]
    )
    if headed and _PAPER.fullmatch(_SITE.sub("", first.words)):
        yield Proposal(first.start, first.end, "publisher", 0.8, (("publisher", first.words),))
