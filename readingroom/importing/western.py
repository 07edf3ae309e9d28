"""English prose with a few letters and signs beyond ASCII: whether Windows-1252 gives the right ones.

A detector that counts letters finds too few of them to say anything. But where nearly all words are
English, what is left are names, loan words, prices and measures, and each of them can be looked at: a
letter that stands where the languages of Western Europe have it is taken as read, one that stands where
only another code page would put one (``Wa³êsa`` for Wałęsa, ``Gdañsk``, ``donÕt``) tells against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

#: Of a hundred words of English prose some forty are these; of any other language's hardly any.
_FUNCTION_WORDS = """
the of and to in a is that was for it with as his on be at by had not are but from or have an they
which were he she their this one said all there who been will would when its i you we my so if do
"""
_ENGLISH = frozenset(_FUNCTION_WORDS.split())
#: Shares of the words: of those above at least, of different ones with other letters at most.
_LEAST_ENGLISH, _MOST_OTHER = 0.2, 0.05
_LETTER = "[^\\W\\d_½¼¾²³¹ºª]"
_WORD = re.compile(rf"{_LETTER}+(?:[’']{_LETTER}+)?")
_VOWEL = "aeiouyáéíóúäëïöüâêîôûåæø"
#: Each letter and the right-hand side that it must have, at least in one language of Western Europe.
#: Those of Windows-1250, 1254, 1257 at the same bytes mostly stand on other sides; what stands on both
#: is left to the editor, who is told of the guess in any case.
_FITS = tuple(
    (frozenset(letters), re.compile(side, re.IGNORECASE))
    for letters, side in (
        ("áâäåçéêëíîïóôöúûüß", ""),
        ("à", rf"(?![{_VOWEL}])"),  # à, voilà, Làzaro
        ("è", rf"(?![{_VOWEL}])"),  # crème, caffè; č of 1250 before vowels
        ("ø", rf"(?![{_VOWEL}])"),  # Søren; ř of 1250 before vowels
        ("ñ", rf"(?=[{_VOWEL}])"),  # señor; ń of 1250 before consonants and at the end
        ("ìòù", r"(?![^\W\d_])"),  # Forlì, però, più
        ("ã", r"(?=[oe]|\b)"),  # São, mães
        ("õ", r"(?=e)"),  # Camões
        ("œ", r"(?=[ud])"),  # cœur, manœuvre; ś of 1250 before others
        ("æ", r"(?=[^\W\d_])"),  # Cæsar; ć of 1250 at the end
    )
)
_SIGNS = re.compile(
    r"[£€¥](?= ?\d)|(?<=\d)[°½¼¾¢²³º]|(?<=\d )[°½¼¾]|(?<!\w)[½¼¾](?= )|[§¶†‡] ?(?=[\d\W])"
    r"|[©®™«»•…–—‘’“”\xa0]|[±×÷·](?=\W?\d|\s)|[¡¿](?=[A-ZÁÉÍÓÚ])|(?<=n)º"
    # A word divided at a line's end, as scanners' programs mark it; half a point of the compass.
    r"|(?<=[a-z])¬(?=\s*(?:\n|\Z))|(?<=[NESW])½(?=[NESW])"
)


#: Those that English prose is found in. Others give their letters where English has none of them.
_ENCODINGS = ("cp1252", "mac_roman", "cp850")


def is_english(data: bytes) -> bool:
    """Whether most of the words are English, as far as ASCII tells."""
    words = _WORD.findall(data.decode("latin-1"))
    return bool(words) and _share_of_english(words) >= _LEAST_ENGLISH


def western_english(readings: Callable[[str], str | None]) -> tuple[str, str] | None:
    """The reading of English prose in which all else is what it seems, and its codec.

    ``readings`` gives the text by a codec, or None where it cannot be that. Windows' goes first: of the
    letters and quotation marks of the others it makes controls, capitals within words and stray signs.
    Where those two give different texts that could both be meant, none is taken.
    """
    fit: dict[str, str] = {}
    for codec in _ENCODINGS:
        if (text := readings(codec)) is not None and is_western_english(text):
            if codec == "cp1252":
                return text, codec
            fit.setdefault(text, codec)
    return next(iter(fit.items())) if len(fit) == 1 else None


def _share_of_english(words: Sequence[str]) -> float:
    # “It’s” is English for its “it”.
    plain = (re.split("[’'\x92\xd5]", word, maxsplit=1)[0].lower() for word in words)
    return sum(word in _ENGLISH for word in plain) / len(words)


def is_western_english(text: str) -> bool:
    """Whether a text is English, and all else in it is what it seems."""
    words = _WORD.findall(text)
    # A curly apostrophe tells nothing of letters, and a lively column has many.
    other = {word for word in words if not word.replace("’", "").isascii()}
    if not words or _share_of_english(words) < _LEAST_ENGLISH:
        return False
    if len(other) > _MOST_OTHER * len(words):
        return False
    signs = re.sub(rf"[\x00-\x7f]|{_LETTER}", "", _SIGNS.sub("", text))
    return not signs and all(map(_is_western, other))


def _is_western(word: str) -> bool:
    letters = re.sub(r"[\x00-\x7f’]", "", word)
    if re.search(r"[^\x00-\x7f’]{3}", word):
        return False
    # A capital stands at the start, or among capitals.
    if any(c.isupper() for c in letters) and not (word.isupper() or word.istitle()):
        return False
    return all(_fits(word, at) for at, c in enumerate(word) if not c.isascii() and c != "’")


def _fits(word: str, at: int) -> bool:
    letter = word[at].lower()
    return any(letter in letters and side.match(word, at + 1) for letters, side in _FITS)
