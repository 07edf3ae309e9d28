"""Heads of forms: of e-mails, memoranda, speeches and interviews, whose lines say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import day_line, full_dates
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.above import is_one_line
from readingroom.importing.rules.enclosed import Enclosed, enclosed
from readingroom.importing.rules.names import catalogued, is_name, people
from readingroom.importing.rules.pieces import pieces
from readingroom.importing.segments import Facts, Finding, Proposal, word_set

_FIELD = re.compile(r"(?P<label>[A-Za-zÀ-ÿА-я][\w.-]*(?: [\w/.-]+){0,3})\s?:(?:\s+|$)")
_TITLES = word_set(
    "subject re title headline topic betreff objet asunto oggetto assunto onderwerp тема"
)
_AUTHORS = frozenset({
    "from", "author", "authors", "byline", "speaker", "speakers", "interviewer", "interviewee",
    "interviewed by", "interview by", "written by", "writer", "reporter", "words", "words by", "text by",
    "delivered by", "preacher", "lecturer", "narrator", "correspondent", "reported by", "von", "autor",
    "autora", "auteur", "autore", "автор", "recorded by", "presented by", "presenter",
    "compiled by", "prepared by", "read by", "remarks by", "speech by", "posted by",
})  # fmt: skip
_DATES = word_set("date sent dated datum fecha data дата gesendet envoyé")
#: RFC 5322 and what mail programs and list servers add; addressees of letters and memoranda.
_POSTAL = word_set(
    """to cc bcc an von à para reply-to message-id mime-version content-type content-transfer-encoding
    content-disposition content-language received return-path in-reply-to references attachments
    attachment importance priority sender delivered-to user-agent precedence status lines organization
    newsgroups path xref organisation errors-to list-id list-unsubscribe list-post list-help
    list-subscribe list-archive thread-topic thread-index authentication-results dkim-signature
    received-spf followup-to distribution summary keywords approved nntp-posting-host"""
)
_MAILED = word_set("from to subject date sent message-id cc re gesendet betreff objet asunto")
_MBOX = re.compile(r"From \S+@\S+\s.*\d{4}")
_FORWARDED = re.compile(
    r"[-_=>\s]{0,30}(?:(?:Begin )?[Ff]orwarded [Mm]essage(?: follows)?:?|Original Message|"
    r"Message transféré|"
    r"Weitergeleitete Nachricht|Ursprüngliche Nachricht|Mensaje reenviado)[-_=\s]{0,30}"
)
_ANSWERED = re.compile(
    r"(?:(?:re|fwd?|fw|aw|wg|sv|tr|rv|vs)(?:\[\d+\])?:\s*|\[[\w .:'’&-]{2,30}\]\s*)+", re.IGNORECASE
)
#: The messages of a list, one after the other; the first is the text.
_DIGEST = re.compile(r"\b[Dd]igest\b")
_PASSED_ON = re.compile(r"(?:fwd?|fw|wg|tr|rv):", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*[<(\[](?:mailto:)?[^<>()\s]+@[^<>()\s]+[>)\]].*|\s*\(?\S+@\S+\)?")
#: As the oldest programs have it: “mosei@dunmoor.example (Marguerite Osei-Holt)”.
_NAME_BEHIND = re.compile(r"\S+@\S+\s+\((?P<name>[^()]{4,50})\)")
_REVERSED = re.compile(r"\"?(?P<last>[^\W\d_][\w'’ -]+), (?P<first>[^\W\d_][\w.' -]+?)\"?")
_ROLE = re.compile(r"(?<=\w)\s*\([^()]{2,40}\)$")
#: A head stands among the first lines; a message that forwards another has two.
_LINES = 60
#: What somebody writes above a message that he passes on.
_COVERING = 600
#: A message's text opens with its title, a line on it, and the byline at the latest.
_BELOW = 4
_BY = re.compile(r"(?:[Bb]y|BY)\s+(?=[A-ZÀ-Þ])")
_SENT = frozenset({"from", "von"})
#: “Interviewer:” in a line of its own says enough; “From:” alone may open a letter to the editor.
_SAYS_ENOUGH = _AUTHORS - {"from", "von", "words"}


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a head: its label, folded, and where the label ends."""

    line: Line
    label: str
    value: int


def head_fields(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The heads of messages and memoranda; of a forwarded one, the inner head says who wrote it."""
    del found
    if is_one_line(draft):
        return
    lines = _first_lines(draft)
    heads = _heads(lines)
    if not heads:
        yield from _single_fields(draft, lines)
        return
    chosen = _chosen(draft, heads)
    below = [line for line in lines if line.start > chosen[-1].line.start]
    signed = _is_signed(draft, below)
    carried = enclosed(draft.text, below)
    if carried and carried.headline.words.casefold() == _subject(draft, chosen).casefold():
        # The message is the text's own.
        carried = None
    told = _SENT if signed or (carried and carried.name) else frozenset[str]()
    if carried:
        told |= _TITLES | (_DATES if carried.day else frozenset())
        yield from _carried(draft, carried)
    for head in heads:
        for field in head:
            if head is chosen and field.label not in told:
                yield from _proposed(draft, field)
            else:
                yield Proposal(field.line.start, field.line.end, "litter", 0.85)
    taken = [field.line.start for head in heads for field in head]
    for line in lines:
        mark = _FORWARDED.fullmatch(line.words) or _MBOX.fullmatch(line.words)
        if mark and any(0 < start - line.start < 200 for start in taken):
            yield Proposal(line.start, line.end, "litter", 0.9)


def _first_lines(draft: Draft) -> list[Line]:
    # The longest heads, of messages that went through several servers, have some 4,000 characters.
    cut = draft.text.find("\n", 8000)
    return lines_of_page(draft.text if cut < 0 else draft.text[:cut])[:_LINES]


def _heads(lines: Sequence[Line]) -> list[list[Field]]:
    """Runs of labelled lines, of which two at least are a message's or memorandum's."""
    runs: list[list[Field]] = []
    open_run = False
    for line in lines:
        field = _field(line)
        known = field and _is_known(field.label)
        if field and known:
            if not open_run:
                runs.append([])
            runs[-1].append(field)
            open_run = True
        elif open_run and line.indent and not line.blanks and not field and line.words[0] != "_":
            # RFC 5322: a line that begins with white space goes on with the field before it.
            runs[-1].append(Field(line, "", line.start))
        else:
            open_run = False
    return [run for run in runs if sum(field.label in _MAILED for field in run) > 1]


def _field(line: Line) -> Field | None:
    match = _FIELD.match(line.words)
    if not match:
        return None
    return Field(line, match["label"].casefold(), line.start + match.end())


def _is_known(label: str) -> bool:
    known = _TITLES | _AUTHORS | _DATES | _POSTAL
    return label in known or label.startswith(("x-", "list-", "resent-", "arc-"))


def _chosen(draft: Draft, heads: Sequence[list[Field]]) -> list[Field]:
    """The head of the message that matters: of one passed on with a few words, the inner one."""
    chosen = heads[0]
    for head in heads[1:]:
        between = draft.text[chosen[-1].line.end : head[0].line.start]
        subject = next((f for f in chosen if f.label in _TITLES), None)
        value = draft.text[subject.value : subject.line.end] if subject else ""
        forwarded = _PASSED_ON.match(value) or "orward" in between[-120:]
        if (len(between.strip()) <= _COVERING and forwarded) or _DIGEST.search(value):
            chosen = head
            if _DIGEST.search(value):
                return chosen
    return chosen


def _subject(draft: Draft, head: Sequence[Field]) -> str:
    """The words of a head's subject, what says that it is an answer left out."""
    field = next((field for field in head if field.label in _TITLES), None)
    if not field:
        return ""
    answered = _ANSWERED.match(draft.text, field.value, field.line.end)
    return squeeze(draft.text[answered.end() if answered else field.value : field.line.end])


def _carried(draft: Draft, article: Enclosed) -> Iterable[Proposal]:
    """The headline of what a message carries; where its lines are quoted, its writer and day too."""
    line, name = article.headline, article.name
    yield Proposal(line.start, line.end, "title", 0.85, (("title", squeeze(line.words)),))
    if not article.quoted:
        return
    persons = people(draft.text, name.start, name.end, said=True) if name else None
    if name and persons:
        yield from pieces(draft.text, name.start, name.end, persons.spans, 0.85)
    if article.day:
        yield from _date(draft, article.day)


def _is_signed(draft: Draft, below: Sequence[Line]) -> bool:
    """Whether a byline stands right below a message's head: who sent the text did not write it."""
    for line in below[:_BELOW]:
        lead = _BY.match(line.words)
        if lead and people(draft.text, line.start + lead.end(), line.end, least=2, said=True):
            return True
    return False


def _proposed(draft: Draft, field: Field) -> Iterable[Proposal]:
    line = field.line
    if field.label in _TITLES:
        yield from _title(draft.text, field)
    elif field.label in _AUTHORS:
        yield from _author(draft.text, field)
    elif field.label in _DATES:
        yield from _date(draft, line)
    else:
        yield Proposal(line.start, line.end, "litter", 0.85)


def _title(text: str, field: Field) -> Iterable[Proposal]:
    line = field.line
    answered = _ANSWERED.match(text, field.value, line.end)
    start = answered.end() if answered else field.value
    words = squeeze(text[start : line.end])
    if not words:
        yield Proposal(line.start, line.end, "label", 0.9)
        return
    yield Proposal(line.start, start, "label", 0.9)
    yield Proposal(start, line.end, "title", 0.93, (("title", words),))


def _author(text: str, field: Field) -> Iterable[Proposal]:
    """The name, without role and address; a sender who is only an address is no name."""
    line = field.line
    address = _ADDRESS.search(text, field.value, line.end)
    end = address.start() if address else line.end
    words = squeeze(text[field.value : end])
    turned = _REVERSED.fullmatch(words)
    if address and turned and not is_name(words.strip('"')):
        yield from _named(line, field.value, end, catalogued(f"{turned['first']} {turned['last']}"))
        return
    # “Oonagh Fry (Hon. Sec.)”: what somebody is stands behind the name.
    alone = _ROLE.sub("", words.strip("\"'"))
    behind = _NAME_BEHIND.fullmatch(text[field.value : line.end].strip())
    if behind and is_name(behind["name"]):
        begin = field.value + behind.start("name")
        yield from _named(line, begin, begin + len(behind["name"]), catalogued(behind["name"]))
        return
    if address and is_name(alone, least=1):
        yield from _named(line, field.value, end, catalogued(alone))
        return
    # “From: Consul, Port Sorrel” names an office.
    persons = people(text, field.value, end, least=2 if field.label in {"from", "von"} else 1)
    if not persons:
        sure = 0.85 if field.label in {"from", "von"} else 0.5
        yield Proposal(line.start, line.end, "litter", sure)
        return
    yield from pieces(text, line.start, line.end, persons.spans, 0.9)


def _named(line: Line, start: int, end: int, name: str) -> Iterable[Proposal]:
    yield Proposal(line.start, start, "label", 0.9)
    yield Proposal(start, end, "byline", 0.9, (("creator", name),))
    yield Proposal(end, line.end, "label", 0.9)


def _date(draft: Draft, line: Line) -> Iterable[Proposal]:
    known = [*draft.days, *(found.day for found in full_dates(draft.text))]
    date = day_line(draft.text, line.start, line.end, known)
    if not date:
        yield Proposal(line.start, line.end, "litter", 0.6)
        return
    # An ambiguous day is taken out of the text, for its line is a label's, and shown to the editor.
    named = [part for part in date.parts if part[2] == "date"]
    for part in date.parts:
        if part[2] == "date" and (part != named[-1] or not date.said):
            yield Proposal(part[0], part[1], "time", 0.93 if date.said else 0.62)
        else:
            facts: Facts = (("date", date.said),) if part == named[-1] else ()
            yield Proposal(*part, 0.93 if date.said else 0.62, facts)


def _single_fields(draft: Draft, lines: Sequence[Line]) -> Iterable[Proposal]:
    """“Speaker: …”, “Interviewer: …”, “Author: …” in the head of a text that is no message."""
    for line in lines[:20]:
        field = _field(line)
        if not field or field.label not in _SAYS_ENOUGH or len(line.words) > 120:
            continue
        persons = people(draft.text, field.value, line.end, least=1)
        if persons:
            yield from pieces(draft.text, line.start, line.end, persons.spans, 0.88)
