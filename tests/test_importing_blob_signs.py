"""The signs of stretches of words: what is asked once for many of them is what each would say."""

from readingroom.importing.division import Unit
from readingroom.importing.layout import Draft
from readingroom.importing.rules.blob_signs import Stretches
from readingroom.importing.rules.blob_words import beginning_of
from readingroom.importing.rules.names import has_office

TEXT = (
    "Home | Valley News By Ana Ruiz, Staff Writer Share this Photo: Rui Sardinha The tide clock "
    "stopped in May. “It is (nearly) right,” said the harbour editor, who will not sign in again."
)


def test_a_stretch_is_told_what_it_holds_however_it_is_cut():
    head = beginning_of(Draft(TEXT, (Unit(0, len(TEXT)),), blob=True), ())
    stretches = Stretches(head)
    for start in range(len(head.words)):
        for end in range(start + 1, len(head.words) + 1):
            words = " ".join(word.words for word in head.words[start:end])
            signs = stretches.signs(start, end)
            assert ("office" in signs) == has_office(words), words
            assert ("picture" in signs) == ("Photo" in words), words
            assert ("links" in signs) == any(w in words for w in ("Home", "Share", "sign in"))
            assert ("edited" in signs) == ("editor" in words)
            assert ("bars" in signs) == (" | " in words)


def test_words_said_twice_over_are_seen():
    text = (
        "Tide Clock Stops Again Tide Clock Stops Again The old clock by the ferry stopped in May."
    )
    head = beginning_of(Draft(text, (Unit(0, len(text)),), blob=True), ())
    assert "said again" in Stretches(head).signs(0, 4)
    assert "said again" not in Stretches(head).signs(4, 8)
