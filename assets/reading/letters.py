"""Tell the older code pages of the Latin script apart by the language that a file is written in.

A text's words without accents are the same bytes in all of them: its words of grammar tell the language, and
the right code page is the one that makes nothing but that language's letters of the other bytes.
"""

import re
from collections import Counter
from functools import cache
from typing import Final

from assets.data import packaged

# the commonest first
CODECS: Final = (
    "cp1252",
    "iso8859_15",
    "cp1250",
    "iso8859_2",
    "cp1257",
    "cp1254",
    "mac_roman",
    "mac_latin2",
    "cp850",
    "cp852",
)
WORD: Final = re.compile(rb"(?<![\x80-\xff\w])[A-Za-z]{2,}(?![\x80-\xff\w])")
MARKS: Final = "«»‹›„“”‚‘’–—…•·€£§°©®™ªº¿¡½¼²³×\xa0"  # signs that texts of all languages have
IN_WORDS: Final = "’·"  # of them those that stand between letters
SAMPLE: Final = 100_000  # bytes
LEAST_WORDS: Final = 4  # of grammar, that tell a language
NEAR: Final = 0.7  # of the likeliest language's words, from which another may be the text's
BEYOND: Final = 0.35  # of a file's bytes beyond ASCII, from which it is in another script
SURE: Final = 0.95  # of a text's letters and signs beyond ASCII that are the language's


def by_letters(content: bytes, likeliest: str) -> str | None:
    """The code page whose letters fit the text's language, where they fit better than those of the
    `likeliest`; None where none does, or the language does not show."""
    sample = content[:SAMPLE]
    if sum(byte >= 0x80 for byte in sample) > BEYOND * len(sample):
        return None
    languages = _languages(sample)
    if not languages:
        return None
    fits = {codec: _fit(content, codec, languages) for codec in (likeliest, *CODECS)}
    best = max(fits, key=lambda codec: fits[codec])
    return best if best != likeliest and fits[best] >= SURE else None


def _languages(sample: bytes) -> list[str]:
    """The languages that a text may be in by its words of grammar that have no accents."""
    words = Counter(word.lower().decode() for word in WORD.findall(sample))
    found = {
        code: sum(count for word, count in words.items() if word in grammar)
        for code, grammar in _grammar().items()
    }
    most = max(found.values())
    return [code for code, count in found.items() if count >= max(LEAST_WORDS, NEAR * most)]


def _fit(content: bytes, codec: str, languages: list[str]) -> float:
    """The share of a text's characters beyond ASCII that are letters or signs of one of the languages, each
    in its place, as this code page reads them."""
    try:
        text = content.decode(codec)
        if text.encode(codec) != content:
            return -1.0
    except UnicodeError:
        return -1.0
    text = text[:SAMPLE]
    beyond = [(match.start(), match.group()) for match in re.finditer(r"[^\x00-\x7f]", text)]
    if not beyond:
        return -1.0
    shares = []
    for code in languages:
        letters = _letters()[code]
        shares.append(sum(_is_likely(text, at, char, letters) for at, char in beyond) / len(beyond))
    return max(shares)


def _is_likely(text: str, at: int, char: str, letters: frozenset[str]) -> bool:
    """Whether a character is one of the language's letters, or a sign that does not part letters. A capital
    opens a word or stands beside another."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in MARKS:
        return char in IN_WORDS or not (before.isalpha() and after.isalpha())
    if char.lower() not in letters:
        return False
    return char.islower() or not before.islower()


@cache
def _letters() -> dict[str, frozenset[str]]:
    """The letters of each language beyond ASCII."""
    return {
        code: frozenset("".join(rows)) for code, rows in packaged.sections("reading/alphabets.txt").items()
    }


@cache
def _grammar() -> dict[str, frozenset[str]]:
    """The words of grammar of each language with an alphabet that are ASCII alone."""
    table = packaged.table("stop_words")
    return {
        code: frozenset(
            word for word in table.filter(language=code)["word"] if word.isascii() and len(word) > 1
        )
        for code in _letters()
    }
