"""Who wrote or spoke a text, named otherwise than by a plain byline; titles told by form."""

from __future__ import annotations

import pytest

from readingroom.importing import read_source
from readingroom.importing.layout import Draft, lay_out
from readingroom.importing.rules import Rule
from readingroom.importing.rules.head_persons import (
    bylines_over_two_lines,
    labelled_persons,
    persons_over_the_text,
    posted_bylines,
    tellers,
)
from readingroom.importing.rules.interviews import interviewed
from readingroom.importing.rules.late_names import bylines_of_takes, names_below, reported_by
from readingroom.importing.rules.other_openings import other_openings
from readingroom.importing.rules.plain_bylines import plain_bylines
from readingroom.importing.rules.published import published_lines
from readingroom.importing.rules.signatures import signatures
from readingroom.importing.rules.told_titles import (
    bills,
    headwords,
    letter_subjects,
    lives,
    parties,
)

BODY = (
    "The ferry did not leave on Monday, and it was Thursday before anyone at the quay thought of "
    "asking why. By then the flour had got wet and the goats were restless.\n"
)


def given(rule: Rule, text: str) -> dict[str, list[str]]:
    """What a rule alone finds out: its facts by their keys."""
    facts: dict[str, list[str]] = {}
    for proposal in rule(lay_out(text), ()):
        for key, words in proposal.facts:
            facts.setdefault(key, []).append(words)
    return facts


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Hosts: Rosa Tillman and Hugo Penn", ["Rosa Tillman", "Hugo Penn"]),
        ("Guest: Dr Hugo Penn, goatherd", ["Hugo Penn"]),
        (
            "Speakers: Capt. Rosa Tillman, Coast Watch Sector Chief; Hugo Penn, On-Shore Agency",
            ["Rosa Tillman", "Hugo Penn"],
        ),
    ],
)
def test_persons_behind_a_label(line: str, names: list[str]):
    assert given(labelled_persons, f"Goats at sea\n\n{line}\n\n{BODY}")["creator"] == names


def test_a_line_that_says_when_and_by_whom_it_was_posted():
    text = f"Goats at sea\n\nPosted by Rosa at 7:12 AM on May 4, 2011\n\n{BODY}"
    assert given(posted_bylines, text) == {"creator": ["Rosa"], "date": ["2011-05-04"]}


def test_a_byline_over_two_lines():
    text = f"On Goats\n\ndelivered by\nPROFESSOR ROSA TILLMAN\nChair of Ferries\n\n{BODY}"
    assert given(bylines_over_two_lines, text) == {"creator": ["Rosa Tillman"]}


def test_before_in_a_courts_head_leads_to_a_judge_alone():
    head = "IN THE COURT OF FERRIES\n\nBefore:\n\n"
    assert given(bylines_over_two_lines, f"{head}MRS JUSTICE ROSA TILLMAN\n\n{BODY}") == {
        "creator": ["Rosa Tillman"]
    }
    assert given(bylines_over_two_lines, f"{head}Hugo Penn\n\n{BODY}") == {}


def test_who_told_it_stands_over_who_wrote_it_down():
    text = f"My worst job\n\nHugo Penn, 66, retired, Quayside\nAs told to Rosa Tillman\n\n{BODY}"
    assert given(tellers, text) == {"creator": ["Hugo Penn"]}


@pytest.mark.parametrize("line", ["Governor Rosa M. Tillman", "Dr Rosa Tillman, Science Editor"])
def test_a_person_with_rank_or_office_over_a_text(line: str):
    found = given(persons_over_the_text, f"Remarks at the quay\n\n{line}\n\n{BODY}")
    assert found["creator"][0].startswith("Rosa")


def test_the_first_line_is_a_person_where_an_office_stands_under_it():
    text = f"Rosa Tillman\nFerries Correspondent\n\n{BODY}"
    assert given(persons_over_the_text, text) == {"creator": ["Rosa Tillman"]}
    assert given(persons_over_the_text, f"Rosa Tillman\n\n{BODY}") == {}


@pytest.mark.parametrize(
    "head",
    [
        "Remarks at the quay\n\nMedia contact:\nRosa Tillman\n(802) 555-0119\n\n",
        "12 May 1931\n\nMr Hugo Penn\nFerry House\n\nDear Mr Penn,\n\n",
        "The Old Ferry,\nMuch Wetlock.\nOctober 3, 1915\n\nDear Mrs. Penn,\n\n",
        "A long wait\n\nHugo Penn\nQuill & Sons, 212 pp., $19\n\n",
        "Minutes\n\nMr. Hugo Penn      Miss Rosa Tillman\n\n",
    ],
)
def test_others_over_a_text_did_not_write_it(head: str):
    assert given(persons_over_the_text, head + BODY) == {}


LONG = f"{BODY}\n{BODY}\n{BODY}\n{BODY}\n"


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("Keep the little screws,\n\nRosa Tillman\nand the Saturday crew\n", ["Rosa Tillman"]),
        ("                        ROSA TILLMAN\n\nSaturday, 2nd October\n", ["Rosa Tillman"]),
        ("Rosa Tillman\nPresident\n", ["Rosa Tillman"]),
        (
            "              ROSA TILLMAN, Pilots' Office\n              H. P. PENN, The Anchor\n",
            ["Rosa Tillman", "H. P. Penn"],
        ),
    ],
)
def test_a_name_under_a_text(end: str, names: list[str]):
    assert given(names_below, f"Goats at sea\n\n{LONG}{end}")["creator"] == names


@pytest.mark.parametrize(
    "end",
    [
        "Rosa Tillman, born May 1931, died June 2012\n",
        "Contact:\nRosa Tillman\npress@quay.example\n",
        "Coast Guard Launches Second Search\n",
    ],
)
def test_not_each_name_under_a_text_signs_it(end: str):
    assert given(names_below, f"Goats at sea\n\n{LONG}{end}") == {}


def test_a_first_name_under_a_message_is_its_senders():
    text = f'From: "Rosa Tillman (Hon. Sec.)" <a@b.example>\n\n{LONG}Yours in haste,\nRosa\n'
    assert given(signatures, text) == {"creator": ["Rosa Tillman"]}


def test_a_byline_stands_behind_a_deck_of_sentences():
    deck = "She waited for eleven years. The ferry did not come, and the flour got wet in the end."
    text = f"Une chèvre\n\n{deck}\n\nPropos recueillis par Rosa Tillman\n\n{BODY}"
    assert given(plain_bylines, text) == {"creator": ["Rosa Tillman"]}


def test_a_reporter_in_brackets_under_a_text():
    end = "[Reported by R. N. TILLMAN, Esq.,\nBarrister-at-Law.]\n"
    assert given(reported_by, f"Goats at sea\n\n{LONG}{end}") == {"creator": ["R. N. Tillman"]}


def test_a_byline_over_a_later_take():
    text = f"URGENT\n\n{LONG}By ROSA TILLMAN\nAssociated Press Writer\n\n{BODY}"
    assert given(bylines_of_takes, text) == {"creator": ["Rosa Tillman"]}


def test_who_answers_in_an_interview_is_named_in_its_introduction():
    asked = "Why goats?\n\nThey swim.\n\nSince when?\n\nSince May.\n\nAnd the flour?\n\nGone.\n\n"
    head = "The man who waits\n\nGoatherd Hugo Penn has waited for eleven years.\n\nInterview: Rosa"
    text = f"{head}\n\nPenn sits on the quay.\n\n{asked}"
    assert list(interviewed(lay_out(text), ())) == ["Hugo Penn"]
    assert list(interviewed(lay_out(text.replace("?", ".")), ())) == []


def test_an_office_that_speaks_is_held_by_whom_the_introduction_names():
    turns = "THE MINISTER:  They swim.\n\nQ    Why?\n\nTHE MINISTER:  Ask them.\n\n"
    text = f"PRESS CONFERENCE\n\nMR. DOYLE:  The Minister, Ms. Rosa Tillman, is here.\n\n{turns}"
    made = read_source(text.encode(), "a.txt").front_matter
    assert made.get("creator") == ["Rosa Tillman"]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "北京4月19日电（记者张三、李四）渡船没有开。",
            {"creator": ["张三", "李四"], "dateline": ["北京4月19日"]},
        ),
        (
            "МОСКВА, 12 ноября. /Корр. ТАСС Иван Петров/. Паром не ушёл.",
            {"creator": ["ТАСС", "Иван Петров"], "dateline": ["МОСКВА, 12 ноября"]},
        ),
        ("QUAYSIDE, Tuesday Evening.—The ferry did not", {"dateline": ["QUAYSIDE, Tuesday Evening"]}),
        (
            "QUAYSIDE, Mont., Nov. 14-(AP)-Eleven goats",
            {"dateline": ["QUAYSIDE, Mont., Nov. 14"], "creator": ["AP"]},
        ),
        ("Quayside, Mar 3 (PTI) The ferry", {"dateline": ["Quayside, Mar 3"], "creator": ["PTI"]}),
    ],
)  # fmt: skip
def test_less_usual_openings(line: str, facts: dict[str, list[str]]):
    assert given(other_openings, f"Goats at sea\n\n{line} {BODY}") == facts


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Publié le 22 février 2013 à 18h05 - Mis à jour le 23 février 2013 à 09h12", "2013-02-22"),
        ("Fri 9 Aug 2019 12.00 BST  Last modified on Mon 12 Aug 2019 09.31 BST", "2019-08-09"),
        ("Argued December 5, 1988--Decided March 6, 1989", "1989-03-06"),
        ("Published in the issue of 4 May 2019", "2019-05-04"),
        ("on the Fifth Sunday in Lent, 2 April 1995", "1995-04-02"),
        ("14.vi.2009", "2009-06-14"),
        # A letter that is another's other case, and no Roman number.
        ("14.vİ.2009", ""),
        ("The goats of 4 May 2019", ""),
    ],
)
def test_a_day_of_publication_among_words_for_it(line: str, day: str):
    expected = {"date": [day]} if day else {}
    assert given(published_lines, f"Goats at sea\n\n{line}\n\n{BODY}") == expected


@pytest.mark.parametrize(
    ("rule", "text", "title"),
    [
        (letter_subjects, f"Quayside\n\nDear Madam,\n\nTHE FERRY: FLOUR\n\n{BODY}", "THE FERRY: FLOUR"),
        (letter_subjects, f"Quayside\n\nDear Madam,\n\nRe: Your Flour\n\n{BODY}", "Your Flour"),
        (headwords, f"FERRIES OF THE QUAY.—The name of three boats. {BODY}", "FERRIES OF THE QUAY"),
        (lives, f"OBITUARY\n\nRosa Tillman\n1931 – 2012\n\n{BODY}", "Rosa Tillman"),
        (bills, f"ASSEMBLY\n\nFERRIES BILL\n\n3.42 p.m.\n\nSecond Reading\n\n{BODY}", "FERRIES BILL"),
        (
            parties,
            f"COURT OF FERRIES\n\nROSA TILLMAN (Plaintiff)\n- and -\nTHE QUAY (Defendant)\n\n{BODY}",
            "ROSA TILLMAN (Plaintiff) - and - THE QUAY (Defendant)",
        ),
    ],
)  # fmt: skip
def test_titles_that_the_form_of_a_text_tells(rule: Rule, text: str, title: str):
    assert given(rule, text) == {"title": [title]}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (letter_subjects, f"Quayside\n\nDear Madam,\n\n{BODY}\n{BODY}"),
        (headwords, f"QUAYSIDE, May 4.—The ferry did not leave. {BODY}"),
        (bills, f"ASSEMBLY\n\nFERRIES (LICENCES) BILL\n\n{BODY}"),
        (lives, f"OBITUARY\n\nRosa Tillman\nFerry keeper\n\n{BODY}"),
        (parties, f"Rosa and Hugo\n- and -\nThe quay\n\n{BODY}"),
    ],
)
def test_what_only_looks_like_such_a_title(rule: Rule, text: str):
    assert given(rule, text) == {}


def test_a_blob_has_no_lines_to_read():
    draft = lay_out(f"Hosts: Rosa Tillman {BODY.strip()} {BODY.strip()}")
    blob = Draft(draft.text, draft.units[:1], blob=True)
    assert list(labelled_persons(blob, ())) == []
    assert list(names_below(blob, ())) == []
