"""Who speaks in a text, where its words and not its head say so: the fact alone is recorded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft
from readingroom.importing.rules.above import is_one_line
from readingroom.importing.rules.interviews import interviewed
from readingroom.importing.rules.names import catalogued, has_office, is_name, people
from readingroom.importing.rules.signatures import signed_in_line
from readingroom.importing.segments import Facts, Finding, Proposal

#: The head and the introduction of an interview.
_INTRODUCTION = 1800
#: An interview has several turns, of two or three who speak.
_TURNS, _SPEAKERS = 4, 3
_TURN = re.compile(
    r"^[ \t]*(?:[\[(]?\d{1,2}(?::\d{2}){1,2}[\])]?\s+)?"
    r"(?P<who>(?:(?:MR|MRS|MS|DR|Mr|Mrs|Ms|Dr)\. )?[^\W\d_][\w.'’ -]{0,40}?)\s?(?::|"
    r"\.(?=\s+[A-Z“]))\s",
    re.MULTILINE,
)
#: Others who speak in a parliament, its chair aside.
_SITTING = re.compile(
    r"^(?:Mr|Mrs|Miss|Ms|Dr|Sir|Dame|Lord|Lady)\.? (?!Speaker|Deputy|Chair|President)"
    r"(?P<who>[A-ZÀ-Þ][\w'’-]+):\s",
    re.MULTILINE,
)
_NAMED = re.compile(
    r"(?<![\w.])[^\W\d_a-zß-öø-ÿа-яё][\w'’-]+(?: [^\W\d_a-zß-öø-ÿ]\.)?"
    r"(?: (?:de |van |von |der |della )?[^\W\d_a-zß-öø-ÿа-яё][\w'’-]+){1,2}"
)
#: Who gives others the floor says nothing of what the text is about.
_CHAIR = re.compile(r"(?:Moderator|Operator|Chair):\s+(?:[A-Z]\w{1,3}\. )?\Z", re.IGNORECASE)
_QUESTIONS = frozenset({"Q", "A", "В", "О"})
_PARTNER = re.compile(
    r"\b(?:conversation with|interview with|talks? (?:to|with)|speaks? (?:to|with)|spoke (?:to|with)|"
    r"talked (?:to|with)|sat down with|questions (?:for|to)|interviewed by|was talking to|(?:I )meet|"
    r"I met)\s+(?:the \w+ (?:\w+ )?)?(?P<rest>[^\W\d_a-z].{3,60})",
    re.DOTALL,
)
_MEMBER = re.compile(
    r"^[ \t]*(?:Mr|Mrs|Miss|Ms|Dr|MR|MRS|MISS|MS|DR|Sir|SIR)\.?\s+(?P<name>[^\W\d_][^():\n]{2,40}?)"
    r"\s\([^()\n]{3,40}\)(?:\s\(\d{1,2}[.:]\d{2}[^()\n]{0,8}\))?\s?(?::|\.?\s?[—–-])",
    re.MULTILINE,
)
#: “GOVERNOR TIEGS:  Thank you”, “THE MINISTER:  Good morning”: who holds an office speaks.
_RANKS = (
    r"(?:PRIME MINISTER|MINISTER|PRESIDENT|GOVERNOR|MAYOR|SENATOR|CHAIRMAN|CHAIRWOMAN|CHAIR|SECRETARY|"
    r"SECRETARY-GENERAL|DIRECTOR|COMMISSIONER|AMBASSADOR|PREMIER|CHANCELLOR|BISHOP|ARCHBISHOP|GENERAL|"
    r"ADMIRAL|COLONEL|CAPTAIN|DR\.?|PROFESSOR)"
)
_HOLDER = re.compile(
    rf"^[ \t]*(?:THE (?P<office>{_RANKS})|(?P<rank>{_RANKS}) "
    r"(?P<surname>[^\W\d_a-z][A-ZÀ-Þ'’-]+)):\s+\S",
    re.MULTILINE,
)
_HELD = re.compile(rf"(?:{_RANKS}\s+)+", re.IGNORECASE)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*"
#: Who asks and who answers.
_PAIR = 2
_FOOTER = re.compile(
    r"[•*\s]*(?P<name>[^\W\d_](?:[\w.'’-]|(?:\s(?=[^\W\d_]))){3,40}?)(?:\s(?:is (?:an?|the)|writes|"
    r"was (?:an?|the)|teaches|lives|works|keeps|edits)\s|['’]s (?:most recent|latest|new|first|last) )"
)
_DELIVERED = re.compile(
    r"(?:MR\.? |MRS\.? |MS\.? |CHIEF )?JUSTICE (?P<name>[A-Z][A-Z'’-]+) (?:delivered|announced)"
)


def speakers(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Whom an interview's turns, a member's label, a judgment or an author's footer name.

    The names are a fact of the first paragraph that no rule has taken; its words stay as they stand.
    """
    if is_one_line(draft):
        return
    carrier = next((unit for unit in draft.free(found) if unit.kind == "paragraph"), None)
    if carrier is None:
        return
    known = {name for f in found for key, name in f.facts if key == "creator"}
    names = list(_of_turns(draft.text))
    if not known - set(names):
        names = names or _office(draft.text) or _member(draft.text) or _judge(draft.text)
    if len(known | set(names)) < _PAIR:
        names += [name for name in interviewed(draft, found) if name not in names]
    names = names or ([] if known else _footer(draft, found))
    names += signed_in_line(draft)
    facts: Facts = tuple(("creator", name) for name in dict.fromkeys(names) if name not in known)
    if facts:
        yield Proposal(carrier.start, carrier.end, carrier.kind, 0.75, facts)


def _of_turns(text: str) -> Iterable[str]:
    """The full names to which the labels of an interview's turns lead."""
    turns = Counter(squeeze(match["who"]) for match in _TURN.finditer(text))
    labels = [who for who, count in turns.items() if count > 1 and len(who.split()) < 4]
    if not 1 < len(labels) <= _SPEAKERS or sum(turns[who] for who in labels) < _TURNS:
        return
    head = text[:_INTRODUCTION]
    if set(labels) <= _QUESTIONS:
        match = _PARTNER.search(head)
        partner = _NAMED.match(match["rest"]) if match else None
        if partner and is_name(squeeze(partner.group())):
            yield catalogued(partner.group())
        return
    named = (m for m in _NAMED.finditer(head) if not _CHAIR.search(head, 0, m.start()))
    full = {catalogued(m.group()) for m in named if is_name(squeeze(m.group()))}
    for label in labels:
        meant = [name for name in full if _answers(label, name)] or _ranked(label, head)
        if len(meant) == 1:
            yield meant[0]


def _ranked(label: str, head: str) -> list[str]:
    """Who is meant by “SECRETARY QUADE”: the name with that surname in the head, its office left out."""
    surname = _HELD.sub(
        "", re.sub(r"^(?:MR|MRS|MS|MISS|DR|SIR)\.?\s", "", label, flags=re.IGNORECASE)
    )
    if surname == label or not surname.isalpha() or not label.isupper():
        return []
    # A title in capitals, too.
    named = rf"(?<!\w)(?P<name>{_CAPITAL}(?: [A-Z]\.)? (?i:{re.escape(surname)}))(?!\w)"
    names = {catalogued(squeeze(match["name"])) for match in re.finditer(named, head)}
    return [name for name in names if is_name(name) and not has_office(name)]


def _answers(label: str, name: str) -> bool:
    """Whether a turn's label is short for a name: initials, surname, or the whole."""
    plain = catalogued(label).casefold()
    words = name.casefold().split()
    initials = "".join(word[0] for word in words)
    return (label.isupper() and label.replace(".", "").casefold() == initials) or plain in {
        words[-1],
        name.casefold(),
    }


def _office(text: str) -> list[str]:
    """The name of the one who speaks by an office, if the head or the introduction gives it."""
    spoken = {
        (squeeze(m["office"] or m["rank"]), m["surname"] or "") for m in _HOLDER.finditer(text)
    }
    if len(spoken) != 1:
        return []
    ((office, surname),) = spoken
    if surname:
        named = rf"(?P<name>{_CAPITAL}(?: {_CAPITAL})? (?i:{re.escape(surname)}))(?!\w)"
    else:
        called = r",?\s(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?"
        named = rf"(?i:{re.escape(office)}){called}(?P<name>{_CAPITAL} {_CAPITAL})"
    meant = (
        catalogued(_HELD.sub("", squeeze(m["name"])))
        for m in re.finditer(named, text[:_INTRODUCTION])
    )
    names = dict.fromkeys(name for name in meant if is_name(name))
    return list(names) if len(names) == 1 else []


def _member(text: str) -> list[str]:
    """The one member of a parliament whose words these are: “Mr. Acheson (Place):”."""
    names = {catalogued(match["name"]) for match in _MEMBER.finditer(text)}
    spoken = {match["who"] for match in _SITTING.finditer(text)}
    if len(spoken) > 1 and not any(name.endswith(who) for name in names for who in spoken):
        # A sitting, of several who speak.
        return []
    return [name for name in names if is_name(name)] if len(names) == 1 else []


def _judge(text: str) -> list[str]:
    match = _DELIVERED.search(text)
    return [f"Justice {match['name'].title()}"] if match else []


def _footer(draft: Draft, found: Sequence[Finding]) -> list[str]:
    """“Ann Lee is a writer in Brill.” at the end of a text that names her nowhere else but over it."""
    del found
    for unit in draft.units[-4:]:
        words = draft.words(unit)
        match = _FOOTER.match(words) if len(words) < 300 else None
        if not match or not is_name(match["name"]):
            continue
        above = draft.text[: unit.start]
        said = above.casefold().count(match["name"].casefold())
        early = match["name"].casefold() in above[:600].casefold()
        surname = above.casefold().count(match["name"].split()[-1].casefold())
        person = people(match["name"], 0, len(match["name"]))
        if person and surname == said and (said == 0 or (said == 1 and early)):
            return [catalogued(match["name"])]
    return []
