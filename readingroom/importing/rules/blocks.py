"""What stands between a text's paragraphs: headings, rules of signs, quoted lines of e-mails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft, Unit
from readingroom.importing.segments import Finding, Proposal, word_set

#: More asterisks than a printer sets for a pause are a rule too, as mails have it.
_RULE = re.compile(r"(?:[-=_─—–~][ \t]*){3,}|(?:\*[ \t]*){10,}")
#: What printers set between two parts of a text.
_BREAK = re.compile(r"(?:[*⁎∗✱✻•][ \t]*){1,9}|(?:~[ \t]*){1,5}|[⁂☙❦❧]|(?:[❦❧☙][ \t]*){2,5}")
_QUOTE_MARK = re.compile(r"[ \t]*(?:>[ \t]?)+")
_LINE = re.compile(r"[^\n]+")
_NUMERAL = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?")
#: Words that open headings of parts, or are headings alone.
_PART = re.compile(
    r"(?:chapter|chap\.|part|book|section|act|scene|canto|letter|appendix|volume|vol\.|stave|lecture|"
    r"sermon|article|schedule|annex)\s+(?:[IVXLC]+|\d{1,3}|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|the (?:first|second|third|fourth|fifth|sixth|last))\b\.?.{0,60}"
    r"|(?:preface|foreword|introduction|contents|table of contents|prologue|epilogue|conclusions?|"
    r"summary|abstract|notes?|references|bibliography|acknowledge?ments|afterword|postscript|"
    r"appendix|index|glossary|discussion|results|methods|judgment|opinion|order|findings)\.?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]?|[A-Z][.)]|\(?[ivxlcIVXLC]{1,5}[.)])\s+(?=\S)"
)
#: Running heads have their page number far to the side.
_GAP = re.compile(r"\S(?: {3,}|[ ]*\t)\S|\bpage \d", re.IGNORECASE)
_TIME = re.compile(r"\d[:.]\d{2}(?:\b|[ap]\.?m)|\d [ap]\.?m\b")
_LETTERS = re.compile(r"[^\W\d_]")
_STOPPED = re.compile(r"[.,;:–—-][\"”’')\]]*$")
_SENTENCE_END = re.compile(r"[.!?…:;—–。！？][\"”’'»)\]*†‡\d]*$")
#: Salutations, signatures' dashes, bullets, brackets, speakers: lines as short as headings are.
_NO_HEADING = re.compile(
    r"dear\b|sirs?\b|madam\b|gentlemen\b|yours\b|[-–—*•●◦‣☆★(\[<>#@|]|(?:https?:|www\.)|by\s"
    r"|P\.? ?S\.?\b"
    r"|[QA](?:[.:]|\s{2,})|\S+@\S+|\d{1,2}[:.]\d{2}|[A-Z]{1,4}:\s|(?:cc|encl)\b",
    re.IGNORECASE,
)
#: No heading ends with one of these; what it leads to follows.
_LED = word_set("that the a an of and or to for in on at by with from as than is are was were")
#: Headings keep to a line; anything longer is a sentence.
_HEADING_LENGTH, _HEADING_WORDS = 90, 14
#: Prose under a heading runs to a line at least.
_PROSE_LENGTH = 60
#: A heading's lines: its number, and a title over two lines.
_HEADING_LINES = 3
#: A bulletin has two reports and more.
_PARTS = 2
#: As ``ACCEPT``, which stands above this module: less is a question to the editor.
_SHOWN = 0.6
#: Of how strong a form a heading is; one of a weaker form under a stronger one is a subheading.
_PLACED, _CAPITALS, _PLAIN = 0, 1, 2


def ruled_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines of hyphens, underscores or dashes, which part what stands above from what is below."""
    for unit in draft.free(found):
        if _RULE.fullmatch(draft.text, unit.start, unit.end):
            yield Proposal(unit.start, unit.end, "punctuation", 0.9)


def pauses(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """``* * *`` on a line of its own: a pause that the author made, and a break of the text."""
    if draft.blob:
        return
    for unit in draft.free(found):
        if _BREAK.fullmatch(draft.text, unit.start, unit.end):
            yield Proposal(unit.start, unit.end, "break", 0.9)


def quoted_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The lines of another's e-mail, each with ``>`` before it, as paragraphs of a quotation.

    A line with nothing after its marks, or with more or fewer of them, parts two paragraphs.
    """
    for unit in draft.free(found):
        if unit.kind != "quotation" or draft.text[unit.start] != ">":
            continue
        depth = 0
        for line in _LINE.finditer(draft.text, unit.start, unit.end):
            mark = _QUOTE_MARK.match(draft.text, line.start(), line.end())
            begin = mark.end() if mark else line.start()
            if mark:
                yield Proposal(line.start() + _blank(mark.group()), mark.end(), "punctuation", 0.9)
            deep = mark.group().count(">") if mark else depth
            words = draft.text[begin : line.end()]
            if not words.strip():
                depth = 0
                continue
            role = "continuation" if deep == depth else "quotation"
            depth = deep
            yield Proposal(
                begin + _blank(words), line.start() + len(line.group().rstrip()), role, 0.9
            )


def _blank(words: str) -> int:
    return len(words) - len(words.lstrip())


def headings(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Short lines over prose that make no sentence, in the text or at the head of its parts."""
    if draft.blob:
        return
    free = draft.free(found)
    prose = [_is_prose(draft, unit) for unit in free]
    # Where several lines in capitals head parts the first does too, though no text stands over it.
    begun = _parts_in_capitals(draft, free, prose) >= _PARTS
    asked = _are_asked(draft, free, prose)
    over: tuple[int, int] | None = None
    below: set[int] = set()
    for at, unit in enumerate(free):
        begun = begun or prose[at]
        form = None if prose[at] else _form(draft, unit)
        if form is None or (asked and draft.text[unit.end - 1] == "?"):
            continue
        sure = _sure(draft, free, prose, at, form=form, begun=begun)
        if not sure:
            continue
        if sure < _SHOWN:
            yield Proposal(unit.start, unit.end, "heading", sure)
            continue
        directly = over is not None and over[1] == at - 1
        if over and directly and over[0] < form:
            below.add(form)
        over = (over[0] if over and directly else form, at)
        role = "subheading" if form in below else "heading"
        yield Proposal(unit.start, unit.end, role, sure)


def _are_asked(draft: Draft, free: Sequence[Unit], prose: Sequence[bool]) -> bool:
    """Whether questions are put to somebody: there are several, and some are too long for headings."""
    asked = [prose[at] for at, unit in enumerate(free) if draft.text[unit.end - 1] == "?"]
    return len(asked) >= _PARTS and any(asked)


def _parts_in_capitals(draft: Draft, free: Sequence[Unit], prose: Sequence[bool]) -> int:
    return sum(
        prose[at + 1] and not prose[at] and _form(draft, unit) == _CAPITALS
        for at, unit in enumerate(free[:-1])
    )


def _form(draft: Draft, unit: Unit) -> int | None:
    """Of which form a unit is as a heading; None for none."""
    words = draft.words(unit)
    if len(words) > _HEADING_LENGTH or len(words.split()) > _HEADING_WORDS:
        return None
    if draft.text.count("\n", unit.start, unit.end) >= _HEADING_LINES or unit.kind == "table":
        return None
    if _NUMERAL.fullmatch(words) or _PART.fullmatch(words):
        return _PLACED
    named = _NUMBERED.sub("", words, count=1)
    raw = draft.text[unit.start : unit.end]
    if _NO_HEADING.match(raw) or _GAP.search(raw) or not _LETTERS.search(named):
        return None
    if named.isupper() and len(_LETTERS.findall(named)) > _HEADING_LINES:
        return None if words.endswith((",", ";", "-")) else _CAPITALS
    if words.rsplit(" ", 1)[-1].casefold() in _LED:
        return None
    if _TIME.search(words) or named[0] in '"“‘':
        return None
    if (
        unit.kind != "paragraph"
        or _STOPPED.search(words)
        or not (named[0].isupper() or named[0].isdigit())
    ):
        return None
    return None if "\n" in raw else _PLAIN


def _sure(
    draft: Draft, free: Sequence[Unit], prose: Sequence[bool], at: int, *, form: int, begun: bool
) -> float:
    """How sure it is that a unit of a heading's form is one, by what stands round it."""
    if at + 1 >= len(free):
        return 0.0
    words = draft.words(free[at])
    followed = prose[at + 1]
    if followed and draft.text[free[at + 1].start].islower():
        # The head of a page stands in the midst of a sentence.
        return 0.0
    heads = not followed and _form(draft, free[at + 1]) is not None
    heads = heads and at + 2 < len(free) and prose[at + 2]
    if form == _PLACED:
        return 0.85 if followed or heads or free[at + 1].kind != "paragraph" else 0.7
    if at and prose[at - 1] and not _SENTENCE_END.search(draft.words(free[at - 1])):
        return 0.0
    if form == _CAPITALS:
        sure = 0.8 if begun else 0.55
        return sure if followed or heads or free[at + 1].kind in {"table", "verse"} else 0.0
    if not begun or not followed:
        return 0.0
    # “What was done” over its paragraph; a question may be one that somebody asks.
    labelled = ": " in words
    if labelled and at and ": " in draft.words(free[at - 1])[: len(words)]:
        return 0.0
    return 0.6 if labelled or words.endswith(("?", "!")) else 0.7


def _is_prose(draft: Draft, unit: Unit) -> bool:
    words = draft.words(unit)
    if unit.kind == "paragraph" and len(words) >= _PROSE_LENGTH:
        return True
    return (
        unit.kind == "paragraph"
        and bool(re.search(r"\w{2}[.!?][\"”’')\]]*$", words))
        and (not words.isupper() and len(words.split()) > _HEADING_LINES)
    )
