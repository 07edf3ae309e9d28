"""What was accepted: for each note its words, context and place, for each paragraph its addresses.

``content/notes/.anchors/<text>.json`` is committed beside the notes. It holds a line for each note and
each paragraph, sorted, so that a merge conflict in it is settled by taking either side; without it
everything still works, with less memory.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from typing import Any

from readingroom.diagnostics import Diagnostic
from readingroom.folding import fold
from readingroom.model import AnchoredNote, Block, Document
from readingroom.quotes import CONTEXT
from readingroom.values import frozen, replace

FOLDER = "content/notes/.anchors"
_FORMAT = 1
#: Slots of a paragraph's sketch, of three hexadecimal digits each, so that equal slots are equal words.
_SLOTS, _DIGITS = 8, 3
#: Slots of a paragraph whose pieces another one must have to be it corrected, split or merged. Words
#: shorter than this say nothing by themselves: unrelated paragraphs share `the`.
_ALIKE, _TELLING = 3, 5
#: The same for a paragraph to be taken as the home of a note: one that holds only a twin
#: of one sentence must stay below. Three quarters: a judgement, held by tests, not a measurement.
_SAME = 6


@frozen
class Recorded:
    """One accepted target of a note.

    ``quote`` is how the editor had quoted it, raw: another quote now is another target. ``exact``,
    ``prefix`` and ``suffix`` are the text's own words there, ``start`` their offset (code points) and
    ``block`` the address of the paragraph they began in. ``total`` is how often the words stood in the
    text: where there are fewer of them now, one that is found may be a twin.
    """

    quote: str
    exact: str
    prefix: str
    suffix: str
    start: int
    block: str
    total: int = 1


@frozen
class Paragraph:
    """A paragraph's address, the sketch of its words, and the addresses that it had before."""

    address: str
    sketch: str
    former: tuple[str, ...] = ()


@frozen
class Record:
    """What is remembered of one text. ``gone`` are addresses whose paragraphs are no more."""

    text: str
    notes: Mapping[str, tuple[Recorded, ...]] = field(default_factory=dict)
    paragraphs: tuple[Paragraph, ...] = ()
    gone: tuple[str, ...] = ()


@frozen
class Addresses:
    """Where a text's old addresses lead: old → address now; and those that lead nowhere.

    ``corrected`` are those of ``moved`` whose paragraphs are for certain the same ones, corrected: no
    other paragraph of the record is as like to the new one.
    """

    moved: Mapping[str, str] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


def describe(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Exact words, prefix and suffix of a range: the inverse of ``quotes.match_quote``."""
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def addressed_blocks(document: Document) -> tuple[Block, ...]:
    """The blocks that are cited by address: all but headings and cells."""
    return tuple(b for b in document.blocks if b.kind not in ("heading", "cell"))


def sketch(words: str) -> str:
    """A few digits by which a corrected paragraph is known: eight of its words and pairs of words.

    They are the pieces with the least hash of eight kinds, as in Broder's MinHash (1997), so that the
    same words always give the same ones.
    """
    return "".join(min(slot) for slot in zip(*_hashes(words), strict=True))


def _hashes(words: str) -> list[list[str]]:
    """For each word and pair of words that tells something, its digits in each slot."""
    said = re.findall(r"\w", words) if _unspaced(words) else re.findall(r"\w+", fold(words).words)
    telling = (word for word in said if len(word) >= _TELLING)
    pieces = {*telling, *(" ".join(pair) for pair in pairwise(said))} or set(said) or {""}
    size = (_SLOTS * _DIGITS + 1) // 2
    made = []
    for piece in pieces:
        digits = hashlib.blake2b(piece.encode("utf-8", "replace"), digest_size=size).hexdigest()
        made.append([digits[n * _DIGITS : (n + 1) * _DIGITS] for n in range(_SLOTS)])
    return made


def _unspaced(words: str) -> bool:
    return bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff]", words))


def _in_common(sketch_before: str, now: Sequence[frozenset[str]]) -> int:
    """How many of a sketch's pieces a paragraph has, of which each slot's digits are given."""
    return sum(sketch_before[n * _DIGITS : (n + 1) * _DIGITS] in slot for n, slot in enumerate(now))


def addresses(record: Record | None, document: Document) -> Addresses:
    """Where the addresses that were ever recorded lead now.

    A paragraph keeps its address while it keeps its words, wherever it stands. One whose address is
    gone is looked for among those that are new, by what is left of its words.
    """
    if record is None:
        return Addresses()
    blocks = addressed_blocks(document)
    now = {block.address for block in blocks}
    known = {paragraph.address for paragraph in record.paragraphs}
    fresh = [
        (block.address, _slots(document.text[block.start : block.end]))
        for block in blocks
        if block.address not in known
    ]
    moved: dict[str, str] = {}
    claims: dict[str, list[tuple[int, str]]] = {}
    gone: list[str] = []
    for paragraph in record.paragraphs:
        old = (paragraph.address, *paragraph.former)
        if paragraph.address in now:
            to = paragraph.address
        else:
            alike, to = _successor(paragraph, fresh)
            if alike >= _SAME:
                claims.setdefault(to, []).append((alike, paragraph.address))
        for address in old:
            if address in now:
                continue
            if to:
                moved[address] = to
            else:
                gone.append(address)
    gone += [address for address in record.gone if address not in now and address not in moved]
    return Addresses(moved, _alone(claims), tuple(dict.fromkeys(gone)))


def _alone(claims: Mapping[str, Sequence[tuple[int, str]]]) -> dict[str, str]:
    """Old address → new, where of those that claim a new paragraph one is most like it."""
    corrected: dict[str, str] = {}
    for to, claimed in claims.items():
        best, *others = sorted(claimed, reverse=True)
        if not others or others[0][0] < best[0]:
            corrected[best[1]] = to
    return corrected


def inherited(
    records: Mapping[str, Record], documents: Mapping[str, Document]
) -> dict[str, tuple[str, Record]]:
    """The records of texts that have another slug now: new slug → old slug and record.

    A text is another's heir when that one is gone and it has more than half of its paragraphs.
    """
    made: dict[str, tuple[str, Record]] = {}
    for slug in sorted(records.keys() - documents.keys()):
        record = records[slug]
        old = {paragraph.address for paragraph in record.paragraphs}
        shared = {
            name: len(old & {block.address for block in document.blocks})
            for name, document in documents.items()
            if name not in records
        }
        best = max(shared, key=lambda name: shared[name], default="")
        if best and shared[best] * 2 > len(old):
            made.setdefault(best, (slug, record))
    return made


def told(record: Record | None, document: Document) -> str:
    """What happened to a text's paragraphs since its notes were accepted, in one line; or nothing."""
    if record is None:
        return ""
    old = [paragraph.address for paragraph in record.paragraphs]
    now = [block.address for block in addressed_blocks(document)]
    if old == now:
        return ""
    where = addresses(record, document)
    heirs = [where.moved[address] for address in old if address in where.moved]
    gone = [address for address in old if address in where.gone]
    fresh = [address for address in now if address not in old and address not in heirs]
    stayed = [address for address in now if address in old]
    counts = (
        (len(set(heirs)), "changed"),
        (len(heirs) - len(set(heirs)), "merged into others"),
        (len(fresh), "new or split off"),
        (len(gone), "gone"),
    )
    said = [f"{count} {what}" for count, what in counts if count]
    if stayed != [address for address in old if address in now]:
        said.append("some moved")
    return ", ".join(said)


def _slots(words: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(slot) for slot in zip(*_hashes(words), strict=True))


def _successor(
    paragraph: Paragraph, fresh: Sequence[tuple[str, Sequence[frozenset[str]]]]
) -> tuple[int, str]:
    """How many of its pieces the new paragraph most like it has, and that one's address, if enough."""
    alike, to = max(
        ((_in_common(paragraph.sketch, slots), address) for address, slots in fresh),
        key=lambda pair: pair[0],
        default=(0, ""),
    )
    return (alike, to) if alike >= _ALIKE else (alike, "")


def record_of(
    text: str, document: Document, notes: Sequence[AnchoredNote], before: Record | None
) -> Record:
    """The record of a text as it now is: of every note that stands somewhere for certain.

    ``notes`` are all that there are on the text; what was recorded of one that has changed since stays.
    """
    where = addresses(before, document)
    former: dict[str, list[str]] = {}
    for old, new in where.moved.items():
        former.setdefault(new, []).append(old)
    words = document.text
    paragraphs = tuple(
        Paragraph(
            b.address, sketch(words[b.start : b.end]), tuple(sorted(former.get(b.address, ())))
        )
        for b in addressed_blocks(document)
    )
    recorded: dict[str, tuple[Recorded, ...]] = {}
    for anchored in notes:
        note = anchored.note
        placed = {target.quote: target for target in anchored.targets}
        if anchored.state not in ("exact", "moved"):
            if before and note.id in before.notes:
                recorded[note.id] = tuple(
                    replace(known, block=where.corrected.get(known.block, known.block))
                    for known in before.notes[note.id]
                )
        elif note.quotes and len(placed) == len(note.quotes):
            recorded[note.id] = tuple(
                _recorded(document, quote.raw, placed[n].start, placed[n].end)
                for n, quote in enumerate(note.quotes)
            )
    return Record(text, recorded, paragraphs, where.gone)


def _recorded(document: Document, quote: str, start: int, end: int) -> Recorded:
    block = document.block_at(start)
    exact, prefix, suffix = describe(document.text, start, end)
    total = document.text.count(exact)
    return Recorded(quote, exact, prefix, suffix, start, block.address if block else "", total)


def render(record: Record) -> str:
    """The file's text: JSON, a line for each note and each paragraph, the same for the same record."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    notes = ",\n".join(
        f"{line(id_)}: {line([_fields(one) for one in recorded])}"
        for id_, recorded in sorted(record.notes.items())
    )
    paragraphs = ",\n".join(line([p.address, p.sketch, *p.former]) for p in record.paragraphs)
    return (
        f'{{\n"format": {_FORMAT},\n"text": {line(record.text)},\n"notes": {{\n{notes}\n}},\n'
        f'"paragraphs": [\n{paragraphs}\n],\n"gone": {line(list(record.gone))}\n}}\n'
    )


def _fields(recorded: Recorded) -> dict[str, Any]:
    return {name: getattr(recorded, name) for name in Recorded.__dataclass_fields__}


def parse(text: str, path: str) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    """A record from its file; one that cannot be read counts as absent, with a diagnostic."""
    try:
        said = json.loads(text)
        if said["format"] != _FORMAT:
            return None, (_unreadable(f"the format is {said['format']!r}, not {_FORMAT}", path),)
        notes = {
            str(id_): tuple(_checked(one) for one in recorded)
            for id_, recorded in said["notes"].items()
        }
        paragraphs = tuple(
            Paragraph(str(line[0]), str(line[1]), tuple(str(old) for old in line[2:]))
            for line in said["paragraphs"]
        )
        gone = tuple(str(address) for address in said["gone"])
        return Record(str(said["text"]), notes, paragraphs, gone), ()
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        return None, (_unreadable(" ".join(str(error).split())[:120], path),)


def _unreadable(says: str, path: str) -> Diagnostic:
    hint = "settle a merge conflict by taking either side, or delete the file; then: notes accept"
    message = f"the record of the notes' places cannot be read ({says})"
    return Diagnostic("anchors-unreadable", message, path, 0, 0, hint)


def _checked(one: Mapping[str, Any]) -> Recorded:
    words = {name: one[name] for name in ("quote", "exact", "prefix", "suffix", "block")}
    if not all(isinstance(word, str) for word in words.values()) or not isinstance(
        one["start"], int
    ):
        raise ValueError("a target of a note is not as it should be")
    return Recorded(**words, start=one["start"], total=int(one.get("total", 1)))
