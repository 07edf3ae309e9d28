"""An encoding told by the letters that it gives: for sure, or as a choice for the editor."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from readingroom.importing.western import is_english, western_english

#: The encodings that texts are found in and that can be told apart by their letters. ISO 8859
#: variants are left out where a Windows code page holds the same letters and more; a detector
#: with a long list finds Kazakh and EBCDIC in everything.
CANDIDATES = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "koi8_u", "mac_cyrillic", "mac_roman", "cp850", "iso8859_2", "iso8859_5", "iso8859_15", "gb18030",
    "big5", "cp949", "euc_jp", "cp932",
)  # fmt: skip
#: Dashes, quotation marks, ellipsis, bullet: at these bytes in every Windows code page.
_TYPOGRAPHIC = frozenset(b"\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xab\xbb")
#: Where no typographer puts them: then the bytes are letters of another encoding (``creaci—n``).
_L = r"[^\W\d_]"
#: “A–Z” stands between capitals.
_MISPLACED = re.compile(
    rf"{_L}[“‘]{_L}|{_L}”{_L}|(?!\b[A-Z][–—][A-Z]\b)(?:\b{_L}{{1,2}}[–—]{_L}|{_L}[–—]{_L}{{1,2}}\b)"
)
#: In English an apostrophe within a word stands before one of these; any other is a letter's byte.
_NO_APOSTROPHE = re.compile(rf"{_L}’(?!(?:s|t|d|m|re|ll|ve)\b){_L}", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
#: Where a code page has letters, another has these, which nobody types.
_LATER_CONTROLS = re.compile("[\x80-\x9f]")
#: charset-normalizer's mess ratio: 0 for real text; its own limit of 0.2 lets mojibake through.
_MOST_CHAOS = 0.03
#: Coherence with a language's letters. For its single-byte samples the right answer scores 0.45 and
#: more; East Asian text scores near 0.1 and is held by its strict byte structure instead.
_LEAST_COHERENCE = 0.4
_LEAST_COHERENCE_MULTIBYTE = 0.1
_MULTIBYTE = frozenset({"gb18030", "big5", "cp949", "euc_jp", "cp932"})
#: How much better than the next reading, in coherence. Turkish in cp1254 leads cp1257 by 0.04.
_MARGIN = 0.03
#: Fewer bytes beyond ASCII than this say too little about a language to trust a detector.
_LEAST_EVIDENCE = 8
#: Readings that the editor is shown: more nobody compares, and of Latin letters four code pages differ.
_MOST_READINGS = 4
#: Code points that readings are ranked by; of a sample, as many as a line of the terminal has room for.
_RANKED, _SAMPLE = 2_000, 56
#: Fractions, raised figures and marks of quotation between two letters are letters of another encoding.
_ODD = re.compile(r"(?<=[^\W\d_])[¹²³¼½¾ªº¿¡»«¶§©®±×÷°¨´¸¦¬](?=[^\W\d_])")


def detected(data: bytes) -> tuple[str, str, float] | None:
    """The text of bytes that are not UTF-8, its codec, and how sure that is; None when it is not."""
    if b"\0" in data:
        return None
    beyond = re.sub(rb"[\x00-\x7f]+", b"", data)
    if set(beyond) <= _TYPOGRAPHIC:
        typed = data.decode("cp1252")
        # More that close than open: some are letters (``Malm”`` of a DOS code page).
        closed = typed.count("”") > typed.count("“")
        if not (closed or _MISPLACED.search(typed) or _NO_APOSTROPHE.search(typed)):
            return (typed, "cp1252", 0.95)
    if is_english(data):
        # A detector would count English letters, which every code page has.
        western = western_english(lambda codec: plausible(data, codec))
        return (western[0], codecs.lookup(western[1]).name, 0.7) if western else None
    if len(beyond) < _LEAST_EVIDENCE:
        return None
    import charset_normalizer

    matches = charset_normalizer.from_bytes(data, cp_isolation=list(CANDIDATES))
    readings = [(m, text) for m in matches if (text := plausible(data, m.encoding)) is not None]
    if not readings:
        return None
    best, text = readings[0]
    least = _LEAST_COHERENCE_MULTIBYTE if best.encoding in _MULTIBYTE else _LEAST_COHERENCE
    if best.chaos > _MOST_CHAOS or best.coherence < least:
        return None
    for other, differently in readings[1:]:
        near = other.chaos <= best.chaos + 0.01 and other.coherence > best.coherence - _MARGIN
        if near and differently != text:
            return None
    return (text, codecs.lookup(best.encoding).name, 0.7)


def plausible(data: bytes, encoding: str) -> str | None:
    """The text by this encoding, unless it has what no real text has: controls, marks in words."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROLS.search(text) or _MISPLACED.search(text) else text


def likeliest(data: bytes) -> tuple[tuple[str, str], ...]:
    """The encodings that bytes may be in, the likeliest first, each with a sample of what they say.

    A sample is the line that most readings differ in. Those that give the same words are one.
    """
    from charset_normalizer.cd import coherence_ratio
    from charset_normalizer.md import mess_ratio

    lines = b"\n".join(line for line in data.splitlines() if not line.isascii())
    ranked: dict[str, tuple[float, float, str]] = {}
    for codec in CANDIDATES:
        words = _words(lines, codec)
        if not words or _words(data, codec) is None:
            continue
        mess = mess_ratio(words, 1.0) + len(_ODD.findall(words)) / (len(words.split()) or 1)
        known = max((ratio for _, ratio in coherence_ratio(words, 0.1)), default=0.0)
        ranked.setdefault(words, (mess, -known, codec))
    # Sorting keeps the order of the list, which is that of how often texts are in them.
    best = sorted(ranked.items(), key=lambda one: one[1][:2])[:_MOST_READINGS]
    read = [words.splitlines() for words, _ in best]
    if not read or len({len(one) for one in read}) > 1:
        return tuple((codec, _sample(words)) for words, (_, _, codec) in best)
    told = max(range(len(read[0])), key=lambda n: len({_letters(one[n]) for one in read}))
    at = _parting([one[told] for one in read])
    return tuple(
        (codec, _sample(one[told], at)) for one, (_, (_, _, codec)) in zip(read, best, strict=True)
    )


def _parting(lines: Sequence[str]) -> int | None:
    """The place of lines round which most of them differ: elsewhere nothing tells which is right."""
    columns = zip(*lines, strict=False)
    places = [at for at, each in enumerate(columns) if len(set(each)) > 1]
    half = _SAMPLE // 2
    return max(
        places,
        key=lambda at: len({line[max(0, at - half) : at + half] for line in lines}),
        default=None,
    )


def _letters(line: str) -> str:
    """The letters of a line that are not ASCII's: what tells one reading from another."""
    return "".join(c for c in line if ord(c) > 0x7F and c.isalpha())


def _words(data: bytes, codec: str) -> str | None:
    """As much of some bytes as readings are ranked by; None if they cannot be in that encoding."""
    try:
        words = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if _LATER_CONTROLS.search(words) else words[:_RANKED]


def _sample(words: str, at: int | None = None) -> str:
    """As much of a line round a place as shows what it is; at first round a letter beyond ASCII."""
    line = next((line for line in words.splitlines() if not line.isascii()), words)
    if at is None:
        at = next((n for n, character in enumerate(line) if ord(character) > 0x7F), 0)
    begin = max(0, min(at - _SAMPLE // 2, len(line) - _SAMPLE))
    shown = "".join(c if c.isprintable() else " " for c in line[begin : begin + _SAMPLE])
    return f"{'… ' if begin else ''}{shown.strip()}{' …' if begin + _SAMPLE < len(line) else ''}"
