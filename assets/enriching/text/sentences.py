"""Cut a passage into sentences."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from assets.languages import Language

# An end is a run of . ! ? … with what closes after it, then white space or the passage's end. The look-behind
# lets a run be entered only at its start and the quantifiers give nothing back,
# so ten thousand marks cost one pass.
_END: Final = re.compile(
    r"[.!?…。！？؟۔।](?:(?<=[.!?…])(?<![.!?…].)[.!?…]*+[\"'”’»)\]]*+(?=\s|$)|(?<=[。！？])[。！？]*+[」』”]*+|(?<=[؟۔।])[؟۔।]*+(?=\s|$))",
    re.DOTALL,
)
_WORD_BEFORE: Final = re.compile(r"[^\w.’'\-]")
_NEXT: Final = re.compile(r"[\s\"'“‘«(\[•–—―-]*+")
LONGEST_WORD: Final = 24
QUOTES: Final = "\"'”’»"
DASHES: Final = frozenset("―—–")
SPEAKER: Final = 60  # code points that hold who spoke and "said"


@dataclass(frozen=True, slots=True)
class Endings:
    """What a language's sentences are cut by: its lists (`lists.txt` in its folder says what each is for)."""

    never_ends: frozenset[str]
    seldom_ends: frozenset[str]
    starters: frozenset[str]
    spoke: frozenset[str]


@cache
def endings(language: Language) -> Endings:
    """The endings of a language.

    Raises:
        BrokenLanguage: one of the lists is missing.
    """
    return Endings(*map(language.listed, ("never_ends", "seldom_ends", "starters", "spoke")))


def cut_sentences(text: str, words: Endings) -> list[tuple[int, int]]:
    """The sentences of a passage as (start, end) in code points, without the white space around them."""
    spans: list[tuple[int, int]] = []
    size = len(text)
    start = size - len(text.lstrip())
    for match in _END.finditer(text):
        mark, end = match.span()
        if end > start and (end == size or _ends(text, mark, end, words)):
            spans.append((start, end))
            start = end
            while start < size and text[start].isspace():
                start += 1
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return spans


def _ends(text: str, mark: int, end: int, words: Endings) -> bool:
    """True where the mark closes a sentence: not after a title, an initial or a shortened word within one."""
    at = end + 1
    if text[end] != " " or not text[at : at + 1].isalnum():  # which is what mostly follows
        following = _NEXT.match(text, end)
        at = following.end() if following else end
        if at >= len(text):
            return True
    if text[end - 1] in QUOTES and len(text) - at < SPEAKER and not DASHES.isdisjoint(text[end:at]):
        return False  # “…” ― Ida Holm
    after = text[at]
    if (
        text[mark] in "?!"
        and text[end - 1] in QUOTES
        and not words.spoke.isdisjoint(text[at : at + SPEAKER].split()[:5])
    ):
        return False  # “Why?” the senator asked.
    if after.islower() and text[mark] in ".…?!":
        return False
    if text[mark] != "." or text[mark : mark + 2] == "..":
        return True
    before = text[max(0, mark - LONGEST_WORD) : mark].rsplit(None, 1)
    word = before[-1] if before and not text[mark - 1].isspace() else ""
    word = (word if word.isalpha() else _WORD_BEFORE.split(word)[-1]).strip("’'-").lower()
    if word in words.never_ends:
        return word == "no" and not after.isdigit()
    if word in words.seldom_ends or _is_initials(word):
        return not after.isdigit() and _word_at(text, at) in words.starters
    return True


def _is_initials(word: str) -> bool:
    """True for j, j.r, u.s: single letters with points between."""
    return bool(word) and all(len(part) == 1 and part.isalpha() for part in word.split(".")) and word != "i"


def _word_at(text: str, at: int) -> str:
    end = at
    while end < len(text) and (text[end].isalpha() or text[end] in "’'") and end - at < LONGEST_WORD:
        end += 1
    return text[at:end].lower().replace("'", "’")
