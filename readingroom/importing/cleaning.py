"""Characters that trouble later stages are dealt with here, once, and never looked for again."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

#: What each kind of troublesome character becomes: (name in the record, characters, replacement).
#: Zero-width joiners and direction marks are left alone: Persian, Indic scripts, Hebrew and emoji
#: are misspelt without them.
KINDS: tuple[tuple[str, str, str], ...] = (
    ("line-end", r"\r\n?|\x85|\u2028|\x0b|\x0c", "\n"),
    ("paragraph-separator", "\u2029", "\n\n"),
    ("no-break-space", "\xa0", " "),
    ("separator", r"[\x1c-\x1f]", " "),
    ("soft-hyphen", "\xad", ""),
    ("zero-width", "[\u200b\u2060\ufeff]", ""),
    ("control", r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]", ""),
    ("noncharacter", "[\ufdd0-\ufdef\ufffe\uffff]", ""),
    # Compatibility forms that PDF and printers' text carries; NFKC gives the letters meant.
    ("ligature", "[\ufb00-\ufb06]", "*"),
)
#: Any of them, as one class: a long text that has none is searched for that alone.
_ANY = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u200b\u2028\u2029\u2060\ufb00-\ufb06\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_TROUBLE = re.compile("|".join(f"(?P<k{i}>{pattern})" for i, (_, pattern, _) in enumerate(KINDS)))


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The cleaned text, and for each of its code points the one of the decoded text it came from.

    ``changed`` says how many characters of which kind were changed, for the record.
    """

    text: str
    origin: Sequence[int]
    changed: tuple[tuple[str, int], ...]

    def before(self, start: int, end: int) -> tuple[int, int]:
        """The span of the decoded text that a span (not empty) of the cleaned text came from."""
        return self.origin[start], self.origin[end - 1] + 1


def clean(decoded: str) -> Cleaned:
    """Line ends become LF, no-break spaces spaces; the invisible goes; ligatures are spelt out."""
    if not _ANY.search(decoded):
        return Cleaned(decoded, range(len(decoded)), ())
    pieces: list[str] = []
    origin = array("L")
    changed: Counter[str] = Counter()
    done = 0
    for match in _TROUBLE.finditer(decoded):
        name, _, replacement = KINDS[int((match.lastgroup or "k0")[1:])]
        if replacement == "*":
            replacement = unicodedata.normalize("NFKC", match.group())
        pieces += decoded[done : match.start()], replacement
        origin.extend(range(done, match.start()))
        origin.extend([match.start()] * len(replacement))
        changed[name] += 1
        done = match.end()
    pieces.append(decoded[done:])
    origin.extend(range(done, len(decoded)))
    return Cleaned("".join(pieces), origin, tuple(sorted(changed.items())))


def squeeze(text: str) -> str:
    """The words with each run of white space between them as one space."""
    return " ".join(text.split())


#: Between the paragraphs of a page that was copied into one line: three spaces, and not once by chance.
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_GAPS = 5


def with_lines(cleaned: Cleaned) -> Cleaned:
    """Of a text in one line, whose paragraphs wide spaces part, these spaces become line breaks."""
    text = cleaned.text
    if "\n" in text.strip() or len(_GAP.findall(text)) < _GAPS:
        return cleaned
    broken = _GAP.sub(lambda gap: " " * (len(gap.group()) - 2) + "\n\n", text)
    return Cleaned(broken, cleaned.origin, cleaned.changed)
