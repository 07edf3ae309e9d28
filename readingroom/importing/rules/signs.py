"""The signs by which a line of a text's head is known, in one list, and those that each line has."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.importing.rules import sign_forms as form
from readingroom.importing.rules import sign_places as where
from readingroom.importing.rules.elements import Head, is_prose
from readingroom.importing.rules.sign_words import WORD_SIGNS, Sign
from readingroom.importing.segments import word_set

#: What is asked of every line; the names are the rules' names in the weights.
SIGNS: tuple[Sign, ...] = (
    form.length,
    form.end_mark,
    form.first_mark,
    form.sentences_in_it,
    form.capitals,
    form.leading_capitals,
    form.who,
    form.by_whom,
    form.day,
    form.dated,
    form.opens_report,
    form.credit_at_end,
    form.slashed_names,
    where.said_below,
    where.name_below,
    where.repeated,
    where.turn,
    where.place,
    where.place_from_end,
    where.above_prose,
    where.space,
    where.indented,
    where.paragraph,
    where.several_lines,
    where.ruled,
    where.underlined,
    where.behind_links,
    where.goes_on,
    where.like_above,
    where.told,
    where.many_alike,
    where.order_of_plain,
    where.longest_of_plain,
    where.most_said_below,
    where.same_heading,
    *WORD_SIGNS,
)

#: Of the neighbours these are asked too.
_OF_NEIGHBOURS = word_set(
    """who by_whom by by_word unnamed day opens_report paragraph greeting credit_at_end pictures_by
    section_words capitals length said editors_words organisation told place_and_day closing label life
    end_mark several_lines notice order_of_plain same_heading"""
)
#: Signs that say more together than one by one.
_TOGETHER = (
    ("order_of_plain", "length"), ("order_of_plain", "capitals"), ("capitals", "end_mark"),
    ("length", "end_mark"), ("who", "above_prose"), ("who", "place_from_end"), ("above_prose", "space"),
    ("capitals", "above_prose"),
)  # fmt: skip


#: Of a long paragraph less is asked: what it could be beside the text's own.
_OF_PROSE = word_set(
    """length end_mark first_mark capitals leading_capitals opens_report credit_at_end place
    place_from_end above_prose space indented paragraph several_lines told said editors_words"""
)
_PROSE_SIGNS = tuple(sign for sign in SIGNS if sign.__name__ in _OF_PROSE)
#: Longer than any caption or deck but the wires' longest.
_LONG = 300


def signs_of(head: Head) -> list[list[str]]:
    """For each element the signs it has: its own, by where it stands too, and its neighbours'."""
    own: list[list[tuple[str, str]]] = []
    for at, one in enumerate(head.elements):
        named = []
        for sign in _PROSE_SIGNS if is_prose(one) and len(one.words) > _LONG else SIGNS:
            said = sign(head, at)
            if said:
                named.append((sign.__name__, "" if said is True else f"={said}"))
        own.append(named)
    return [list(_with_neighbours(head, own, at)) for at in range(len(own))]


def _with_neighbours(head: Head, own: list[list[tuple[str, str]]], at: int) -> Iterator[str]:
    side = "over" if at < head.first_prose else "under"
    for name, said in own[at]:
        yield f"{name}{said}"
        yield f"{side} {name}{said}"
    for step, beside in ((-1, "after"), (1, "before")):
        if 0 <= at + step < len(own):
            for name, said in own[at + step]:
                if name in _OF_NEIGHBOURS:
                    yield f"{beside} {name}{said}"
        else:
            yield f"{beside} nothing"
    named = dict(own[at])
    for names in _TOGETHER:
        if all(name in named for name in names):
            yield " & ".join(f"{name}{named[name]}" for name in names)
    yield "any"
    yield f"{side} any"
