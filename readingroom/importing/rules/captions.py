"""Captions known by a word before them, a number, a credit without brackets, or their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft, Unit
from readingroom.importing.rules.credits import SLASHED, ending
from readingroom.importing.rules.figures import caption_words, credit_facts
from readingroom.importing.rules.link_forms import FILE
from readingroom.importing.rules.taken import free_parts
from readingroom.importing.segments import Finding, Proposal
from readingroom.importing.sentences import divide

#: “PHOTO: Driver Evan Rees …”, “Image caption A ferry …”.
_LABEL = re.compile(
    r"(?:FILE PHOTO|File photo|FILE|PHOTO|Photo|PICTURE|Picture|Pictured|IMAGE|Image|CAPTION|Caption|"
    r"Cutline|PICTURED|ABOVE|BELOW|Above|Below|Left|Right|Opposite|Inset|"
    r"Pictured(?: above| left| right)|Alt(?: text)?|"
    r"Main (?:image|picture|photo)|(?:Photo|Picture|Image) caption)\s?[:–—]\s+|"
    r"(?:Image|Media) caption[,:]?\s+|Image\n|(?:CAPTION|Caption|Photo caption|Picture caption):?\n|"
    r"\((?:[Aa]bove|[Bb]elow|[Ll]eft|[Rr]ight|[Oo]pposite)\):?\s+|[▲△▼◄]\s?(?=[A-Z])"
)
#: “Fig. 2. – Section of the main girder”, “Plate IV: …”; “Figure 2 shows” is a sentence.
_FIGURE = re.compile(
    r"(?:Fig|FIG|Figure|FIGURE|Plate|PLATE|Pl|Illustration|Illus|Map|MAP|Chart|Photo|Image|Picture|"
    r"Abb|Abbildung)\.?\s?(?:[Nn]o\.\s?)?(?:\d{1,3}(?:\.\d{1,2})?|[IVXLC]{1,6})[a-z]?\s?[.:–—-]+\s+(?=\S)"
)
#: As agencies begin captions that stand without a credit.
_SHOWS = re.compile(
    r"(?:(?:Aerial|File|Undated|Combination|Combined|Handout|Archive|Recent)\s)?"
    r"(?:[Pp]hoto|[Pp]icture|[Ii]mage)s?(?:\s(?:taken|shot|released|provided)\b[^.]{3,80}?)?,?\sshows?\s"
)
#: The name of who took it, in brackets behind a caption that a label made one already.
_NAMED = re.compile(r"\((?P<name>[^()\n]{2,60})\)\s*$")
#: What the page lets its reader do with a picture.
_CONTROL = re.compile(
    r"zoom|enlarge|download image|view (?:gallery|image|larger)|hide caption|gallery|slideshow",
    re.IGNORECASE,
)
_LINE_BELOW = re.compile(r"[ \t]*\n[ \t]*(?P<words>\S[^\n]*)\n?(?P<next>[^\n]*)")
_ANOTHER = re.compile(r"\s*(?:©|\(c\)|Credit|Photo|Image|\[)", re.IGNORECASE)
_ILLUSTRATION = re.compile(
    r"\[(?:[Aa]lt(?: [Tt]ext)?|(?:[Pp]hoto|[Pp]icture|[Ii]mage) caption|ALT|IMG|[Cc]aption|Foto|Bild|"
    r"Illustration|Photo|Photograph|Image|Picture|Figure|Map|Frontispiece|Plate|Video|Graphic)"
    r"(?:\s(?:omitted|not (?:shown|available|included)|here))?(?:\s?:\s*(?P<words>[^\[\]]{2,600}))?\]"
)
#: Captions without brackets at their end are a sentence or three; a longer paragraph is the text's.
_LONGEST, _SENTENCES = 600, 4
#: Under a picture's controls, and behind a number, a line or two.
_SHORT = 300
#: With more figures than this the front matter, held to 16 KiB, would not hold their captions.
_MOST = 12
#: Who wrote the text and who took its pictures stand together too.
_WRITTEN = re.compile(
    r"(?:words?|text|story|written|by|interview|report(?:ed|ing)?)\b\s?(?:by\b|:|\s[A-Z])"
    r"|(?:беседовал[аи]?|текст|von|par|por|propos recueillis)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|Sir|[Yy]our?)\b|[\"“”]")
#: Below this a credit is two names and no word that says what they are.
_NAMED_SURE = 0.7
_SMALL_WORD = re.compile(r"\b[a-z]{2,}\b")


def labelled_captions(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A caption behind a word that says so, with its credit in brackets or none."""
    if draft.blob:
        return
    units = free_parts(draft, found)
    made = 0
    for at, unit in enumerate(units):
        match = _LABEL.match(draft.text, unit.start, min(unit.end + 1, len(draft.text)))
        if match and match.end() > unit.end and at + 1 < len(units):
            # The label has a line of its own.
            unit = units[at + 1]  # noqa: PLW2901
            match = match if draft.text.count("\n", match.end(), unit.start) < 1 else None
        # “Photo: Xinhua” is a credit; a caption has a verb or another small word.
        words = draft.text[match.end() : unit.end] if match else ""
        if not match or unit.end - unit.start > _LONGEST or made == _MOST:
            continue
        if len(_SMALL_WORD.findall(words)) < 2 or len(words.split()) < 4:
            continue
        made += 1
        yield Proposal(*_label(match), "label", 0.85)
        yield from _labelled(draft, unit, match.end(), units[at + 1 : at + 2])


def _label(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.start() + len(match.group().rstrip())


def _labelled(draft: Draft, unit: Unit, start: int, below: Sequence[Unit]) -> Iterable[Proposal]:
    """Caption and credit, which may stand on a line of its own below."""
    named = _NAMED.search(draft.text, start, unit.end)
    credit = ending(draft.text, start, unit.end)
    end = named.start() if named else credit[0].start() if credit else unit.end
    yield from caption_words(draft.text, start, end, 0.85)
    if named:
        yield from _in_brackets(named)
    elif credit:
        yield Proposal(*credit[0].span(), "photo-credit", 0.85, credit_facts(_credit(credit[0])))
    elif below and draft.text.count("\n", unit.end, below[0].start) == 1:
        alone = _NAMED.match(draft.text, below[0].start, below[0].end)
        if alone:
            yield from _in_brackets(alone)


def _in_brackets(named: re.Match[str]) -> Iterable[Proposal]:
    end = named.end("name") + 1
    yield Proposal(named.start(), end, "photo-credit", 0.85, credit_facts(named["name"]))


def _credit(match: re.Match[str]) -> str:
    return " ".join(match.group().split())


def credited_captions(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A short paragraph that ends in a credit without brackets: “… June 3, 2013. REUTERS/Jana Doe”."""
    if draft.blob:
        return
    made = 0
    for unit in free_parts(draft, found):
        if made == _MOST or unit.end - unit.start > _LONGEST:
            continue
        credit = ending(draft.text, unit.start, unit.end)
        if not credit:
            continue
        match, sure = credit
        if _WRITTEN.match(draft.text, unit.start):
            continue
        said = draft.text[unit.start : match.start()]
        if " " not in said.strip() and said.isascii():
            # “N.Y. / REGION” is a section.
            continue
        if len(divide(draft.text, unit.start, match.start())) > _SENTENCES:
            sure = min(sure, 0.5)
        elif sure < _NAMED_SURE and (len(said) > _SHORT or _OWN.search(said)):
            # Who signs a letter speaks in it.
            continue
        made += 1
        yield from caption_words(draft.text, unit.start, match.start(), sure)
        yield Proposal(*match.span(), "photo-credit", sure, credit_facts(_credit(match)))


def illustrations(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“[Illustration: The old mill]”, as transcribers of books write; “[Illustration]” alone."""
    del found
    made = 0
    for match in _ILLUSTRATION.finditer(draft.text):
        words = (match["words"] or "").strip()
        made += bool(words)
        if not words or made > _MOST:
            yield Proposal(*match.span(), "furniture", 0.85)
            continue
        yield Proposal(match.start(), match.start("words"), "label", 0.85)
        yield from caption_words(draft.text, *match.span("words"), 0.85)
        yield Proposal(match.end() - 1, match.end(), "punctuation", 0.85)


def numbered_captions(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“Fig. 2. – Section of the main girder”; and what agencies begin with “Photo shows”."""
    if draft.blob:
        return
    made = 0
    for unit in draft.free(found):
        if made == _MOST or unit.end - unit.start > _LONGEST:
            continue
        figure = _FIGURE.match(draft.text, unit.start, unit.end)
        shows = _SHOWS.match(draft.text, unit.start, unit.end)
        if not figure and not shows:
            continue
        made += 1
        short = unit.end - unit.start <= _SHORT
        sure = (0.85 if figure else 0.65) if short else 0.5
        yield from caption_words(draft.text, unit.start, unit.end, sure)


def captions_below_controls(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The line under “[Zoom] [Download image]” says what the picture shows."""
    for finding in found:
        words = draft.text[finding.start : finding.end]
        if finding.role != "litter" or not (_CONTROL.search(words) or FILE.fullmatch(words)):
            continue
        line = _LINE_BELOW.match(draft.text, finding.end)
        # A link amid a sentence, or over a paragraph, has no caption below it.
        below = line["next"].strip() if line else ""
        taken = SLASHED.fullmatch(below)
        alone = not below or _ANOTHER.match(below) or taken
        if line and alone and len(line["words"]) <= _SHORT and not line["words"][0].islower():
            sure = 0.75 if len(line["words"].split()) > 2 else 0.5
            yield from caption_words(draft.text, *line.span("words"), sure)
            if taken:
                begin = line.start("next") + line["next"].index(below)
                yield Proposal(begin, begin + len(below), "photo-credit", sure, credit_facts(below))
