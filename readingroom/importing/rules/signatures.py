"""Who wrote a text: the names below it, of letters and of other texts."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.above import SALUTATION, is_one_line, is_taken
from readingroom.importing.rules.datelines import datelines
from readingroom.importing.rules.names import (
    catalogued,
    has_office,
    is_name,
    people,
)
from readingroom.importing.rules.pieces import pieces
from readingroom.importing.segments import Finding, Proposal

_DASHED = re.compile(r"(?P<dash>[—–]|--|-)\s?(?:by |By )?(?=[A-ZÀ-ÖØ-Þ])")
CLOSING = re.compile(
    r"(?:(?:I |We )?(?:am|are|remain|have the honou?r)\b.{0,80}|(?:Yours?|YOURS)\b.{0,40}|"
    r"(?:Ever|Always|As ever),?|Still,?(?: (?:your|yours)\b.{0,40})?|"
    r"(?:With|In) .{3,50}\bI (?:am|remain)\b.{0,40}|"
    r"(?:Ever|As ever|Always|Believe me|Until then),? (?:I (?:am|remain),? )?"
    r"(?:your|thy|yours)\b.{0,60}|"
    r"(?:[A-Z][\w' -]{0,40} )?(?:I|we) (?:am|remain|are)\b.{0,60}|"
    r"(?:With )?(?:(?:[Kk]ind|[Bb]est|[Ww]arm(?:est)?|[Mm]any|[Aa]ll good|"
    r"[Gg]ood)\s)?(?:[Rr]egards|[Ww]ishes|[Tt]hanks|[Ll]ove)"
    r"(?:\b.{0,30})?|(?:Very |Most )?(?:[Ss]incerely|[Rr]espectfully|[Ff]aithfully|"
    r"[Cc]ordially|[Aa]ffectionately|[Tt]ruly)\b.{0,30}|"
    r"(?:All (?:the|my) )?[Bb]est|[Cc]heers|[Tt]hanks(?: again)?|[Ll]ove|xx?|"
    r"(?:Mit freundlichen|Herzliche|Beste|Viele|Liebe) Gr[üu](?:ß|ss)en?|"
    r"(?:Bien )?[Cc]ordialement|Saludos.{0,20}|Atentamente|"
    r"I kiss\b.{0,40}|(?:Крепко )?(?:[Цц]елу(?:ю|ем)|[Оо]бнима(?:ю|ем))\b.{0,40}|С (?:уважением|"
    r"приветом|любовью)\b.{0,30}|"
    r"(?:Искренне )?(?:[Вв]аша?|[Тт]во[йя])(?: [а-яё]+)?|"
    r"(?:Un (?:fuerte |forte )?(?:abrazo|saludo|bacio|abbraccio)|Con affetto|(?:Tanti|Cordiali|"
    r"Distinti) saluti|"
    r"Um (?:forte )?abraço|Med \w+ hälsning(?:ar)?|(?:Med )?[Vv]enlig hilsen|Met \w+ "
    r"groet(?:en)?|Je t['’]embrasse|"
    r"(?:Serdecznie|Pozdrawiam|Z poważaniem))\b.{0,30}|"
    r"(?:Your|your|Thy) (?:\w+ ){1,4}(?:servant|friend|son|daughter|brother|sister|father|mother|"
    r"aunt|uncle|nephew|niece|cousin|teacher|pupil|neighbour|neighbor|"
    r"wife|husband))[,.!]?"
)
#: A page of letters has so many greetings.
_SEVERAL = 2
#: A signature is the name, a place, an office: a few lines.
_SIGNED = 4
#: Notes and copies after a letter's signature, or a page's links after a text's, take no more lines.
_BELOW = 25
_SIGNATURE_LENGTH = 80
#: The words that close a letter, name and place have some 200 characters together.
_STANZA = 400
#: A message's own lines stand within so many characters.
_MESSAGE_HEAD = 800
_INITIALS = re.compile(r"\((?:[A-Z]\. ?){2,4}\)")
#: How letters to a paper begin.
_EDITOR = re.compile(
    r"\s*(?:Sirs?|SIRS?|Madam|To the Editor|TO THE EDITOR)\b[.,:]?\s?(?:[–—-]|$)|Dear\b"
)
#: “SIR – Mr. Trubshaw asks …”: the same with the letter behind it.
_SIR = re.compile(r"(?:SIRS?|Sirs?|MADAM|Madam),?\s?(?:–|—|--)\s?(?=\S)")
#: “… appears to believe. A. SANDOVAL, Kendalthwaite”: signed in the letter's last line.
_RUN_IN = re.compile(
    r"[.!?][”\"’]?\s+(?P<name>(?:[A-Z]\. ?)*[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}(?: "
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+){0,2}),? [^.!?]{3,50}\.?$"
)
#: A letter's salutation stands among its first lines.
_HEAD = 15
#: Who wrote a work of reference's article, or a bulletin, ends it.
_LAST = 3


def signatures(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Names below a text: after a dash; after the words that close a letter, where they stay.

    A letter's signature stands in the text, as its own words, and is the creator's name too.
    """
    named = any(fact[0] == "creator" and f.role == "byline" for f in found for fact in f.facts)
    if is_one_line(draft) or named:
        return
    lines = lines_of_page(draft.text)
    letters = greeted(lines)
    editor = any(_EDITOR.match(line.words) for line in lines[:_HEAD])
    if len(letters) >= _SEVERAL:
        yield from _letters_page(draft, lines, found)
        return
    for at in range(len(lines) - 1, max(len(lines) - _BELOW, 0), -1):
        line = lines[at]
        last = _last_line(draft, lines, at) if at > len(lines) - _LAST else ()
        if not last and (at > len(lines) - _LAST or editor) and (letters or editor):
            last = _unclosed(draft, lines, at)
        if last and not is_taken(found, line):
            yield from last
            return
        if is_taken(found, line) or len(line.words) > _SIGNATURE_LENGTH:
            continue
        if CLOSING.fullmatch(line.words):
            yield from _signed(draft, lines[at + 1 : at + 1 + _SIGNED], found)
            return
        dash = _DASHED.match(draft.text, line.start, line.end)
        persons = people(draft.text, dash.end(), line.end) if dash else None
        short = persons and persons.spans[0][0] == (dash.end() if dash else 0)
        if dash and persons and short and at > 1 and not _is_dialogue(lines, at):
            yield from pieces(draft.text, line.start, line.end, persons.spans, 0.85)
            return


def _last_line(draft: Draft, lines: Sequence[Line], at: int) -> tuple[Proposal, ...]:
    """Initials in brackets, as works of reference have them; a name in capitals with an office."""
    line = lines[at]
    if _INITIALS.fullmatch(line.words):
        name = line.words.strip("() ")
        start = line.start + line.words.index(name)
        return tuple(
            pieces(
                draft.text,
                line.start,
                line.end,
                [(start, start + len(name), "creator", name)],
                0.75,
            )
        )
    first, comma, office = line.words.partition(", ")
    upper = first.isupper() and is_name(first) and len(line.words) < _SIGNATURE_LENGTH
    opens = datelines(draft.text, line.start, line.end, running=False)
    if comma and upper and line.blanks and lines[at - 1].ended and has_office(office) and not opens:
        end = line.start + len(first)
        spans = [(line.start, end, "creator", catalogued(first))]
        return tuple(pieces(draft.text, line.start, line.end, spans, 0.78))
    return ()


def _unclosed(draft: Draft, lines: Sequence[Line], at: int) -> tuple[Proposal, ...]:
    """A letter's signature without words that close it: a name alone under a paragraph."""
    line, over = lines[at], lines[at - 1]
    name = name_of_signature(draft, line)
    if (
        not name
        or not line.blanks
        or not over.ended
        or len(over.words) < _SIGNED
        or "," in line.words
        or line.words.rstrip(".").casefold() != name.rstrip(".").casefold()
    ):
        return ()
    return (
        Proposal(*stanza_of(draft, line, lines[at + 1 :]), "verse", 0.72, (("creator", name),)),
    )


def _is_dialogue(lines: Sequence[Line], at: int) -> bool:
    """Whether lines about are dashed too: a list, or speech as novels print it."""
    near = [*lines[max(0, at - 4) : at], *lines[at + 1 : at + 4]]
    return sum(line.words[0] in "-–—" for line in near) > 1


def _signed(draft: Draft, lines: Sequence[Line], found: Sequence[Finding]) -> Iterable[Proposal]:
    """The first line that is a name: it stays where it stands."""
    for at, line in enumerate(lines):
        if at and line.blanks > 4:
            return
        name = name_of_signature(draft, line, least=1)
        if name and not is_taken(found, line):
            start, end = stanza_of(draft, line, lines[at + 1 :])
            # “Encl. (1)” right under it may have been taken.
            end = min([end, *(f.start for f in found if f.start >= line.end)])
            yield Proposal(start, end, "verse", 0.8, (("creator", _in_full(draft.text, name)),))
            return


_SENDER = re.compile(r"^From:[ \t]*[\"“]?(?P<name>[^\"”<(\n]{3,60})", re.MULTILINE)


def _in_full(text: str, name: str) -> str:
    """A first name as a message's sender has it in full; any other name as it is signed."""
    sender = _SENDER.search(text, 0, _MESSAGE_HEAD)
    full = catalogued(sender["name"]) if sender and " " not in name else ""
    return full if full.split()[:1] == [name] and is_name(full) else name


def stanza_of(draft: Draft, line: Line, below: Sequence[Line]) -> tuple[int, int]:
    """The lines that belong together with a signature, so that they stay one stanza."""
    end = line.end
    for other in below:
        if other.blanks:
            break
        end = other.end
    at = bisect.bisect_right(draft.units, line.start, key=lambda unit: unit.start) - 1
    unit = draft.units[at]
    if unit.kind == "verse" and unit.end - unit.start < _STANZA:
        return unit.start, max(end, unit.end)
    return line.start, end


#: “твоя Лида”, “your Nell”: whose the writer is stands before the name.
_WHOSE = re.compile(
    r"(?:[Вв]аша?|[Тт]во[йя]|your|dein[e]?|eue?r[e]?|tu|votre|ton|ta|tvůj|twój|twoja|din)\s+"
)


_BEHIND = re.compile(r"(?:P\. ?){1,3}S\b|PS\b|N\. ?B\b")


def name_of_signature(draft: Draft, line: Line, *, least: int = 2) -> str:
    """The one person that a line names as signatures do; nothing where it says more, or nobody."""
    if len(line.words) > _SIGNATURE_LENGTH:
        return ""
    # “Vi (and Lorne, asleep in his chair)”.
    bracket = draft.text.find(" (", line.start, line.end)
    end = bracket if bracket > 0 else line.end
    start = line.start
    whole = line.words.startswith("(") and line.words.endswith(")")
    if whole:
        start, end = start + 1, end - 1
    if _BEHIND.match(line.words):
        return ""
    whose = _WHOSE.match(draft.text, start, end)
    start = whose.end() if whose else start
    persons = people(draft.text, start, end, least=least)
    if not persons or len(persons.names) != 1 or persons.spans[0][0] > line.start + 12:
        return ""
    # A line of a paragraph that begins with an abbreviated name is none.
    if re.search(r"\s[a-z]+\s[a-z]+\s[a-z]+", draft.text[persons.spans[0][1] : end]):
        return ""
    # “High Water at Wexcombe Quay” is none: a name ends its line, or an office follows it.
    after = draft.text[persons.spans[0][1] : line.end].lstrip()[:1]
    if after and after not in ",(.;" and not whole:
        return ""
    # Initials alone say too little; “Vi” is a name below the words that close a letter.
    tokens = persons.names[0].split()
    long = any(len(t.strip(".")) > 2 or (least == 1 and t[-1].islower()) for t in tokens)
    return persons.names[0] if long else ""


def _letters_page(
    draft: Draft, lines: Sequence[Line], found: Sequence[Finding]
) -> Iterable[Proposal]:
    """A page of letters: a name alone or over an address, right after a paragraph that has ended."""
    for at, line in enumerate(lines[1:], 1):
        before = lines[at - 1]
        after = lines[at + 1] if at + 1 < len(lines) else None
        if is_taken(found, line) or line.words.endswith(("?", "!", ":")):
            continue
        if after and SALUTATION.fullmatch(after.words):
            start = line.start + (5 if line.words.startswith("From ") else 0)
            persons = people(draft.text, start, line.end)
            if persons and start > line.start:
                yield from pieces(draft.text, line.start, line.end, persons.spans, 0.85)
            continue
        name = name_of_signature(draft, line)
        closed = before.ended or CLOSING.fullmatch(before.words)
        long = len(before.words) > 12 or (
            at > 1 and not before.blanks and len(lines[at - 2].words) > 12
        )
        if name and closed and long:
            last = after if after and not after.blanks and len(after.words) < 60 else line
            yield Proposal(line.start, last.end, "verse", 0.78, (("creator", name),))


def greeted(lines: Sequence[Line]) -> list[Line]:
    """The lines that greet whom a letter is written to, alone or with the letter behind them."""
    return [x for x in lines if SALUTATION.fullmatch(x.words) or _SIR.match(x.words)]


def signed_in_line(draft: Draft) -> tuple[str, ...]:
    """Of a page of letters those who signed in the last line of what they wrote."""
    lines = lines_of_page(draft.text)
    if len(greeted(lines)) < _SEVERAL:
        return ()
    ends = (_RUN_IN.search(line.words) for line in lines)
    names = (catalogued(squeeze(match["name"])) for match in ends if match)
    return tuple(name for name in names if is_name(name))
