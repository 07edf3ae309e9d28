"""The record of what was accepted: its file, and the addresses of paragraphs through every edit."""

import json

import pytest
from properties import given, st

from readingroom.anchors import (
    Paragraph,
    Record,
    Recorded,
    addressed_blocks,
    addresses,
    describe,
    parse,
    record_of,
    render,
    sketch,
)
from readingroom.model import AnchoredNote, Document, Note, Quote, Target
from readingroom.quotes import CONTEXT, Match, match_quote
from readingroom.readers import read_markdown

PATH = "content/notes/.anchors/report.json"
FIRST = "The council met in the old hall on the first Monday of every month, as it always had."
SECOND = "Its minutes were kept by a clerk who wrote in green ink and never signed his name."
THIRD = "When the hall burned down in the dry summer the minutes were saved by the baker's wife."
FOURTH = "She carried them across the river in a bread basket, and they smell of smoke to this day."
ALL = (FIRST, SECOND, THIRD, FOURTH)

WORDS = st.text(max_size=12)
RECORDED = st.builds(Recorded, WORDS, WORDS, WORDS, WORDS, st.integers(0, 10**7), WORDS)
RECORDS = st.builds(
    Record,
    WORDS,
    st.dictionaries(WORDS, st.lists(RECORDED, max_size=3).map(tuple), max_size=4),
    st.lists(
        st.builds(Paragraph, WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple)), max_size=4
    ).map(tuple),
    st.lists(WORDS, max_size=3).map(tuple),
)


def document(*paragraphs: str) -> Document:
    return read_markdown("\n\n".join(paragraphs)).document


def address(words: str, *among: str) -> str:
    """The address of a paragraph that stands in a text by itself."""
    (block,) = addressed_blocks(document(words))
    return block.address


def recorded(*paragraphs: str, before: Record | None = None) -> Record:
    return record_of("report", document(*paragraphs), (), before)


# --- the file


@given(RECORDS)
def test_what_is_written_is_what_is_read(record: Record):
    text = render(record)
    assert parse(text, PATH) == (record, ())
    assert render(record) == text


def test_a_line_for_each_note_and_each_paragraph_sorted():
    one = Recorded("q", "e", "p", "s", 3, "abc")
    text = render(Record("report", {"b": (one,), "a": (one, one)}, (Paragraph("x", "y", ("z",)),)))
    lines = text.splitlines()
    assert [line[:4] for line in lines if '"quote"' in line] == ['"a":', '"b":']
    assert '["x","y","z"]' in lines
    assert json.loads(text)["format"] == 1
    assert text.endswith("}\n")


def conflicted(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:4], "<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n", *lines[4:]])


@pytest.mark.parametrize(
    "damaged",
    [
        conflicted(render(recorded(*ALL))),
        "",
        "{",
        "[]",
        "null",
        "3",
        "{}",
        render(recorded(*ALL))[:-20],
        render(recorded(*ALL)).replace('"format": 1', '"format": 2'),
        render(recorded(*ALL)).replace('"notes": {', '"notes": ['),
        '{"format": 1, "text": "a", "notes": {"a": 3}, "paragraphs": [], "gone": []}',
        '{"format": 1, "text": "a", "notes": {"a": [{}]}, "paragraphs": [], "gone": []}',
        '{"format": 1, "text": "a", "notes": {}, "paragraphs": [["x"]], "gone": []}',
        '{"format": 1, "text": "a", "notes": {}, "paragraphs": [3], "gone": []}',
        '{"format": 1, "text": "a", "notes": [], "paragraphs": [], "gone": null}',
        "[" * 100_000,
    ],
)
def test_a_damaged_file_is_one_diagnostic(damaged: str):
    record, found = parse(damaged, PATH)
    assert record is None
    (one,) = found
    assert (one.code, one.path) == ("anchors-unreadable", PATH)
    assert "notes accept" in one.hint
    assert len(one.message) < 250


def test_either_side_of_a_merge_conflict_is_a_record():
    ours, theirs = recorded(FIRST, SECOND), recorded(FIRST, THIRD)
    mixed = render(ours).splitlines()
    one, other = (
        next(i for i, n in enumerate(t) if n.startswith(f'["{address(w)}"'))
        for t, w in ((mixed, SECOND), (render(theirs).splitlines(), THIRD))
    )
    mixed[one] = render(theirs).splitlines()[other]
    record, found = parse("\n".join(mixed), PATH)
    assert not found
    assert record is not None
    assert [p.address for p in record.paragraphs] == [address(FIRST), address(THIRD)]


@given(st.text(max_size=60))
def test_anything_at_all_is_a_record_or_a_diagnostic(text: str):
    record, found = parse(text, PATH)
    assert (record is None) == (len(found) == 1)


# --- places


@given(st.text(alphabet="abc dé\n", min_size=1, max_size=80), st.data())
def test_describe_is_the_inverse_of_finding(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    exact, prefix, suffix = describe(text, start, end)
    assert prefix + exact + suffix in text
    assert len(prefix) <= CONTEXT >= len(suffix)
    found = match_quote(text, exact, prefix, suffix, start)
    if isinstance(found, Match):
        assert (found.start, found.end) == (start, end)
    else:
        assert not exact.strip() or found.reason == "ambiguous"


@pytest.mark.parametrize(("start", "end"), [(0, 4), (3, 5), (0, 3), (3, 4)])
def test_a_range_with_white_space_at_its_end_is_found_as_it_was(start: int, end: int):
    text = "aaa a"
    found = match_quote(text, *describe(text, start, end), start)
    assert isinstance(found, Match) == bool(text[start:end].strip())
    if isinstance(found, Match):
        assert (found.start, found.end) == (start, end)


def test_only_notes_that_stand_somewhere_are_recorded():
    words = document(*ALL)
    quotes = (Quote("green ink", 4, 3), Quote("bread basket", 5, 3))
    note = Note("ink", "report", "n.md", 2, 1, document("c"), quotes)
    places = [Target(words.text.index(q.raw), words.text.index(q.raw) + len(q.raw)) for q in quotes]
    both = (places[0], Target(places[1].start, places[1].end, quote=1))
    record = record_of("report", words, [AnchoredNote(note, both, "exact")], None)
    first, second = record.notes["ink"]
    assert (first.quote, first.exact, first.start) == ("green ink", "green ink", places[0].start)
    assert words.text[first.start - len(first.prefix) : first.start] == first.prefix
    assert (first.block, second.block) == (address(SECOND), address(FOURTH))
    record = record_of("report", words, [AnchoredNote(note, both[:1], "orphan")], None)
    assert record.notes == {}


# --- addresses


def test_without_a_record_no_address_is_old():
    assert addresses(None, document(*ALL)) == addresses(recorded(*ALL), document(*ALL))


@pytest.mark.parametrize(
    "now",
    [
        (FIRST, "A new paragraph stands here now.", SECOND, THIRD, FOURTH),
        (FOURTH, THIRD, SECOND, FIRST),
        ("# A heading", *ALL),
        tuple(p.replace("'", "’") for p in ALL),
        (FIRST.replace("old", "*old*"), SECOND, THIRD.upper(), FOURTH),
    ],
)
def test_paragraphs_that_keep_their_words_keep_their_addresses(now: tuple[str, ...]):
    assert addresses(recorded(*ALL), document(*now)) == addresses(None, document())
    here = {block.address for block in addressed_blocks(document(*now))}
    assert {address(p) for p in ALL} <= here


def test_a_corrected_paragraph_answers_to_its_old_address():
    corrected = SECOND.replace("green", "dark green").replace("never", "seldom")
    old = addresses(recorded(*ALL), document(FIRST, corrected, THIRD, FOURTH))
    assert (dict(old.moved), old.gone) == ({address(SECOND): address(corrected)}, ())


def test_a_paragraph_that_is_split_is_found_in_a_part_of_it():
    one, other = THIRD.split(" the minutes ")
    other = "The minutes " + other
    old = addresses(recorded(*ALL), document(FIRST, SECOND, one, other, FOURTH))
    assert old.gone == ()
    assert old.moved[address(THIRD)] in (address(one), address(other))


def test_paragraphs_that_are_merged_both_lead_to_the_whole():
    merged = f"{SECOND} {THIRD}"
    old = addresses(recorded(*ALL), document(FIRST, merged, FOURTH))
    assert old.gone == ()
    assert dict(old.moved) == dict.fromkeys(map(address, (SECOND, THIRD)), address(merged))


def test_an_address_whose_paragraph_is_no_more_is_gone():
    old = addresses(recorded(*ALL), document(FIRST, SECOND, FOURTH))
    assert (dict(old.moved), old.gone) == ({}, (address(THIRD),))
    replaced = "Nobody knows what had been eaten at that dinner."
    old = addresses(recorded(*ALL), document(FIRST, SECOND, replaced, FOURTH))
    assert (dict(old.moved), old.gone) == ({}, (address(THIRD),))


def test_old_addresses_outlive_many_corrections():
    once = SECOND.replace("green", "blue")
    twice = once.replace("never", "hardly ever")
    record = recorded(FIRST, once, before=recorded(FIRST, SECOND))
    record = recorded(FIRST, twice, before=record)
    assert record.paragraphs[1].former == tuple(sorted((address(SECOND), address(once))))
    old = addresses(record, document(FIRST, twice))
    assert set(old.moved.values()) == {address(twice)}
    # Written again without a change, nothing is forgotten.
    assert recorded(FIRST, twice, before=record) == record
    # And when it goes, all its addresses are gone, for good.
    record = recorded(FIRST, before=record)
    assert set(record.gone) == {address(p) for p in (SECOND, once, twice)}
    assert recorded(FIRST, before=record) == record


def test_a_paragraph_that_comes_back_has_its_address_again():
    record = recorded(FIRST, before=recorded(FIRST, SECOND))
    assert record.gone == (address(SECOND),)
    old = addresses(record, document(FIRST, SECOND))
    assert (dict(old.moved), old.gone) == ({}, ())


@given(st.permutations(ALL), st.integers(0, 4), st.permutations(ALL), st.integers(0, 4))
def test_every_recorded_address_is_there_or_moved_or_gone(
    was: list[str], cut: int, now: list[str], less: int
):
    record, words = recorded(*was[cut:]), document(*now[less:])
    old = addresses(record, words)
    here = {block.address for block in addressed_blocks(words)}
    known = {paragraph.address for paragraph in record.paragraphs}
    assert known <= here | set(old.moved) | set(old.gone)
    assert not here & (set(old.moved) | set(old.gone))
    assert not set(old.moved) & set(old.gone)
    assert set(old.moved.values()) <= here


# --- sketches


def test_a_sketch_knows_a_corrected_paragraph_and_no_other():
    def common(one: str, other: str) -> int:
        a, b = sketch(one), sketch(other)
        return sum(a[n : n + 3] == b[n : n + 3] for n in range(0, len(a), 3))

    assert len(sketch(FIRST)) == 24 == len(sketch(""))
    assert common(FIRST, FIRST.upper()) == 8
    assert common(FIRST, FIRST.replace("old", "new")) >= 4
    assert max(common(one, other) for one, other in ((FIRST, SECOND), (THIRD, FOURTH))) < 2
    chinese = "会议每月在旧厅举行，书记用绿色墨水记录。"
    assert common(chinese, chinese.replace("绿", "蓝")) >= 3
    assert common(chinese, "面包师的妻子把文件带过了河。") < 2
