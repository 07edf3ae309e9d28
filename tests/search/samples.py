"""What several tests of the search look through: a small archive, and many words."""

import itertools
import pydoc_data.topics
import random
import re

from readingroom.search import SearchDocument

#: A text, an entry, a note on the text, and a text in Chinese; their refs are 0 to 3.
ARCHIVE = (
    SearchDocument(
        kind="text",
        title="Symposium on cybersecurity",
        path="texts/symposium/",
        body="China’s president chaired a symposium in Beijing. Money was not the subject.",
        tags=("security",),
        author="Xinhua",
    ),
    SearchDocument(
        kind="entry",
        title="CETC",
        path="glossary/cetc/",
        body="A company.",
        aliases=("China Electronics",),
    ),
    SearchDocument(
        kind="note",
        title="Note on Turkey",
        path="texts/symposium/#note-turkey",
        body="About Turkey.",
    ),
    SearchDocument(
        kind="text",
        title="中国网络安全",
        path="texts/zhongguo/",
        body="习近平主持召开座谈会。",
        language="zh",
    ),
)

ENDINGS = ("s", "es", "'s", "ies", "ed", "ing", "ly", "y", "ness", "ation", "izer", "ous", "ity")

#: Every suffix of Porter's rules, and some that only look like one.
SUFFIXES = re.findall(
    r"\w+",
    """
    s es ed ing ly y ies eed ational tional enci anci izer bli alli entli eli ousli ization ation
    ator alism iveness fulness ousness aliti iviti biliti logi icate ative alize iciti ical ful
    ness al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize sion tion e
    ll lle sses ss yed ying yes ys
    """,
)


def manual() -> list[str]:
    """The paragraphs of Python's own manual, which every machine has."""
    whole = "\n\n".join(pydoc_data.topics.topics.values())
    return [paragraph for paragraph in re.split(r"\n\s*\n", whole) if paragraph.strip()]


def many_words() -> list[str]:
    """Over 30,000 distinct words: those of the manual, and the same with other endings."""
    found = set(re.findall(r"[a-z][a-z'’.-]*[a-z]", " ".join(manual()).lower()))
    found.update(word + ending for word, ending in itertools.product(sorted(found), ENDINGS))
    return sorted(found)


def word_like() -> list[str]:
    """Strings of the letters that the rules turn on, with each suffix, and the suffixes alone."""
    chance = random.Random(0)
    found = {start + end for start in ("", "y", "a", "yy", "tr", "7") for end in SUFFIXES}
    for _ in range(40_000):
        start = "".join(chance.choices("aeiouybcdlstz", k=chance.randint(1, 8)))
        found.add(start + chance.choice(["", *SUFFIXES]))
    return sorted(found)


def random_queries(count: int, words: list[str] | None = None) -> list[str]:
    """What nobody types, and what anybody might: words with every sign that means something."""
    chance = random.Random(1)
    words = words or [
        *("money", "China’s", "the", "of", "network", "U.S.", "网络安全", "国", "key-word", "é")
    ]
    signs = ["-", "−", '"', "“", "”", ":", "*", "~", "^2"]
    signs += ["title:", "author:", "tag:", "kind:note", "kind:"]
    found = []
    for _ in range(count):
        pieces: list[str] = []
        for _ in range(chance.randint(1, 5)):
            kind = chance.random()
            if kind < 0.15:
                pieces.append('"' + " ".join(chance.choices(words, k=chance.randint(1, 3))) + '" ')
            elif kind < 0.3:
                pieces.append(chance.choice(signs))
            else:
                pieces.append(
                    chance.choice(words) + chance.choice([" ", " ", " ", "", "\u3000", "\n"])
                )
        found.append("".join(pieces))
    return found
