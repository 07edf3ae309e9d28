"""From text to the terms of the index, the same for what is indexed and what is typed.

``docs/search-analysis.md`` is the specification, rule by rule; the numbers below are its rules. The
twin is ``theme/static/js/search/analyser.js``, held equal by ``tests/search/vectors.json`` and by
sweeps. Whatever is changed here is changed there, and the other way round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from readingroom.search.stemmer import REMEMBERED, stem

#: Tokens with more code points are dropped: the longest words of prose have about 45, and what is
#: longer is an address, a key or a picture in base64, which would only make the index larger.
LONGEST = 64

#: Chunks between white space of at most so many code points are remembered. Of those in
#: Python's manual 0.3 % are longer.
_REPEATING = 32

#: Rule 1: what is written for an apostrophe.
_APOSTROPHES = "'`´ʹʻʼ‘’‛′＇"
#: Rule 1: marks that compatibility folding would glue to the word before them (Brand™, brandtm).
_TRADE_MARKS = "™℠"

#: Rule 2: combining marks on Latin, Greek and Cyrillic letters. Elsewhere they make other letters.
_MARKED = re.compile("([A-Za-z\u00aa-\u02ff\u0370-\u052f])[\u0300-\u036f]+")
#: Rule 2: Latin letters that Unicode does not decompose, as catalogues file them.
_LETTERS = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ŧ": "t",
}

#: Rule 4: marks with no letter before them, such as a spacing accent leaves.
_LONE_MARKS = re.compile("(^|[ '.,])[\u0300-\u036f]+")
_THOUSANDS = re.compile("([0-9]),(?=[0-9]{3}(?![0-9]))")
_POINT = re.compile(r"([0-9])\.(?=[0-9])")
#: Stands for the point within a number while words are cut; itself it never is part of a word.
_INNER_POINT = "·"

#: Rule 5: scripts written without spaces: Han, kana and Hangul; Thai, Lao, Myanmar and Khmer.
_RUN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+"
)

#: Each parts words wherever it stands, and changes nothing in a word that it stands before or after.
OUTER = "'\"‘’“”().,:;!?-–—…"

#: Rules 6 and 7: an initialism (with a possessive), or a word with apostrophes within.
_WORD = re.compile(
    r"([^ '.,0-9](?:\.[^ '.,0-9])+)(?![^ '.,])(?:\.?'s(?![^ '.,]))?|([^ '.,]+(?:'[^ '.,]+)*)"
)
#: Rule 7: languages in which an apostrophe stands between two words, or before a name's ending.
_SPLITTING = frozenset({"ca", "fr", "it", "oc", "tr"})
_ENDINGS = re.compile("'(?:s|ll|re|ve|d|m)$")
_POSSESSIVE = re.compile("'s$")

#: Rule 9: what Porter's rules were written for.
_STEMMABLE = re.compile("[0-9a-z]+")


class _Characters(dict[int, str | None]):
    """A table for ``str.translate`` that classes each character when it is first met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = self.of(chr(code))
        return self[code]

    def of(self, character: str) -> str | None:
        raise NotImplementedError


class _Raw(_Characters):
    """Rule 1: apostrophes are one, invisible characters go."""

    def of(self, character: str) -> str | None:
        if character in _APOSTROPHES:
            return "'"
        if character in _TRADE_MARKS:
            return " "
        selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
        return None if selector or unicodedata.category(character) == "Cf" else character


class _Folded(_Characters):
    """Rules 2 and 4: the last letters are folded, and what is not of a word becomes a space."""

    def of(self, character: str) -> str | None:
        if character in "'.,":
            return character
        if character == "ʼ":  # from ŉ
            return "'"
        if character == "ς":
            return "σ"
        kept = _LETTERS.get(character, character)
        return kept if unicodedata.category(character)[0] in "LMN" else " "


_RAW = _Raw()
_FOLDED = _Folded()


@cache
def stop_words() -> frozenset[str]:
    """Lunr's English stop words, from lunr.py, imported on first use."""
    from lunr.stop_word_filter import WORDS

    return frozenset(WORDS)


@lru_cache(maxsize=256)  # asked for every field of every document, of a few languages
def primary(language: str) -> str:
    """The primary subtag of a language tag: ``en`` of ``en-GB``."""
    return re.split("[-_]", language.lower(), maxsplit=1)[0]


def analyse(text: str, language: str = "en") -> list[str]:
    """The terms of ``text`` in order, repeats included. ``language`` is a BCP 47 tag."""
    return list(iter_terms(text, language))


def iter_terms(text: str, language: str) -> Iterator[str]:
    """The terms of ``text`` in order, chunk by chunk between white space.

    No rule looks across white space, and most chunks have been met before: so a text costs no more
    than a look-up for each, without a step of Python.
    """
    terms_of = _remembered(primary(language)).__getitem__
    return chain.from_iterable(map(terms_of, text.split()))


class _Chunks(dict[str, tuple[str, ...]]):
    """The terms of each chunk, found when it is first met."""

    def __init__(self, main: str) -> None:
        self._main = main

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        terms = self._of(chunk)
        # What is long (an address, a sentence in Chinese) seldom comes again.
        if len(chunk) <= _REPEATING:
            if len(self) >= REMEMBERED:
                self.clear()
            self[chunk] = terms
        return terms

    def _of(self, chunk: str) -> tuple[str, ...]:
        plain = chunk.strip(OUTER)
        if plain.isascii() and plain.isalpha() and len(plain) <= LONGEST:
            # A word without anything inside, as nearly all are: other rules would change nothing.
            return _term(plain.lower(), self._main)
        return tuple(
            term
            for word, whole in words(chunk, self._main)
            for term in ((word,) if whole else _term(word, self._main))
        )


#: A memory for each language; an archive of more than these forgets some, which costs only time.
_remembered = lru_cache(maxsize=8)(_Chunks)


def words(text: str, language: str = "en") -> list[tuple[str, bool]]:
    """The folded words of ``text``, and whether each is a term as it is.

    Those are initialisms and pairs of characters from scripts without spaces; the other words are
    yet to meet stop words and the stemmer.
    """
    main = primary(language)
    return [word for pair in _tokens(text, main) for word in _words(*pair, main)]


def _term(word: str, main: str) -> tuple[str, ...]:
    """Rules 8 and 9: the word's term, or none."""
    if main != "en":
        return (word,)
    if word in stop_words():
        return ()
    return (stem(word) if _STEMMABLE.fullmatch(word) else word,)


def _words(initialism: str, token: str, main: str) -> list[tuple[str, bool]]:
    """Rules 5 to 7 for one token, of which ``_WORD`` found the initialism or the rest."""
    if initialism:
        word = initialism.replace(".", "")
    elif _RUN.match(token):
        return [(pair, True) for pair in _pairs(token)]
    else:
        word = (_ENDINGS if main == "en" else _POSSESSIVE).sub("", token)
        word = word.replace("'", "").replace(_INNER_POINT, ".")
    return [(word, bool(initialism))] if len(word) <= LONGEST else []


def _tokens(text: str, main: str) -> list[tuple[str, str]]:
    """The tokens of ``text``: each an initialism and "", or "" and a token of another kind."""
    spread = _spread(text)
    return _WORD.findall(spread.replace("'", " ") if main in _SPLITTING else spread)


def is_unspaced(term: str) -> bool:
    """Whether ``term`` is one character of a script that is written without spaces."""
    return len(term) == 1 and _RUN.match(term) is not None


def _spread(text: str) -> str:
    """Folded text in which only spaces, apostrophes, full stops and commas part the words."""
    if text.isascii():
        folded = text.replace("`", "'").lower().translate(_FOLDED)
    else:
        folded = _fold(text.translate(_RAW)).translate(_FOLDED)
        folded = _LONE_MARKS.sub(r"\1", folded)
        folded = _RUN.sub(r" \g<0> ", folded)
    return _POINT.sub(rf"\1{_INNER_POINT}", _THOUSANDS.sub(r"\1", folded))


def _fold(text: str) -> str:
    """Rules 2 and 3: compatibility forms, diacritics and case.

    Upper case and then lower is what both languages' own functions can do alike; it folds ß to ss.
    """
    text = _MARKED.sub(r"\1", unicodedata.normalize("NFKD", text))
    text = text.upper().lower()
    return unicodedata.normalize("NFC", _MARKED.sub(r"\1", unicodedata.normalize("NFKD", text)))


def _pairs(run: str) -> list[str]:
    """Rule 5: every two neighbouring characters; the character itself when it is alone."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
