"""What stands before a dateline's dash and behind it: a place's name, and a sentence."""

from __future__ import annotations

import re

#: “P.S. -- The dog is better.”, “NOTE -- …”: what opens a remark or an answer is no place.
_OPENERS = re.compile(
    r"(?:P\.? ?P?\.?S|N\.? ?B|Q|A|R\.S\.V\.P|I\.E|E\.G|NOTES?|NOTA BENE|POSTSCRIPT|ADDENDUM|ERRATUM|"
    r"CORRECTION|WARNING|REMARK|EDITORS?['’]?S?['’]? NOTE)\.?"
)
#: Letters with stops name a place only with a day or an agency: “U.N. (AP) —”.
_LETTERS = re.compile(r"(?:[A-Z]\.){1,4}")
#: What a report goes on with: “LONDON — that was the whole of it” is a sentence.
_NEW_SENTENCE = re.compile(r"\s+[\"“‘'«(]*[^\W_a-zß-öø-ÿа-я]")
#: A report's first sentence has more words in small letters than that; a headline may have none.
_SMALL = 3
#: So far a report's first line is looked at.
_LONGEST = 120


def is_no_place(words: str, *, signed: bool) -> bool:
    """Whether words before a dash name no place; ``signed``: a day or an agency is beside them."""
    return bool(_OPENERS.fullmatch(words) or (not signed and _LETTERS.fullmatch(words)))


def opens_sentence(match: re.Match[str]) -> bool:
    """Whether a report goes on behind the mark: a sentence with words in small letters."""
    if not _NEW_SENTENCE.match(match.string, match.end()):
        return False
    line = match.string[match.end() : match.end() + _LONGEST].split("\n\n")[0]
    small = sum(word[0].islower() for word in line.split())
    return small >= _SMALL or (match.string.isupper() and len(line) > _LONGEST // 2)
