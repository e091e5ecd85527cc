"""Tell from the words around a date whether it lies ahead or behind."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from assets.languages import DEFAULT, nearest

BEFORE, BEHIND = 140, 90  # code points of the sentence that are looked at
HEADING: Final = 40  # code points that a heading has at most: What's next
WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# where a sentence ends: no shortened word (Dec.) and no initial
STOP: Final = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z]{2})(?<!\bSept)[.!?][\"”’']?\s|[;\n]")
BE: Final = ("is", "are", "was", "were", "be", "been", "it's", "that's")
AHEAD, PAST, NONE = "ahead", "past", ""
ADJACENT: Final = 3  # words before a date within which "is" is its verb: the vote is on Sunday
NEAR: Final = 5  # words between "to" and a date: to meet on Monday


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells the tense: English."""

    ahead: frozenset[str]
    past: frozenset[str]
    reported: frozenset[str]
    set_days: frozenset[str]
    starts: frozenset[str]
    bounds: frozenset[str]
    speaks: frozenset[str]
    headings: tuple[str, ...]


@cache
def signs() -> Signs:
    """The lists of English."""
    english = nearest(DEFAULT)
    past = english.listed("past") | english.listed("past_signs")
    return Signs(
        ahead=english.listed("ahead"),
        past=past,
        reported=english.listed("reported"),
        set_days=english.listed("set_days"),
        starts=english.listed("starts"),
        bounds=english.listed("bounds"),
        speaks=english.listed("core"),
        headings=tuple(sorted(english.listed("ahead_headings"))),
    )


def tense(text: str, start: int, end: int) -> str:
    """AHEAD, PAST or NONE, for the date `text[start:end]`: the nearest sign before it, else the first one
    behind it, in its sentence."""
    before = STOP.split(text[max(0, start - BEFORE) : start])[-1] or ""
    words = WORD.findall(before)
    bounded = bool(words) and words[-1].lower() in signs().bounds
    found = NONE if bounded else _backwards(words)
    if found:
        return found
    behind = STOP.split(text[end : end + BEHIND], maxsplit=1)[0]
    found = _forwards(WORD.findall(behind)) or (_backwards(words) if bounded else NONE)
    return found or (AHEAD if _under_heading(text, start, before) else NONE)


def is_outright(text: str, start: int) -> bool:
    """True where the tense of a date is beyond doubt: a verb of the past right before its preposition (opened
    in January), or a sign that it lies ahead in the same clause (will open in January)."""
    clause = STOP.split(text[max(0, start - BEFORE) : start])[-1].rsplit(",", 1)[-1]
    words = [word.lower().replace("’", "'") for word in WORD.findall(clause)]
    verb = words[-2] if len(words) > 1 else ""
    return (_is_past(verb) and verb not in signs().speaks) or not signs().ahead.isdisjoint(words)


def _backwards(words: list[str]) -> str:
    known = signs()
    lowered = [word.lower().replace("’", "'") for word in words]
    for at in range(len(words) - 1, -1, -1):
        word = lowered[at]
        previous = lowered[at - 1] if at else ""
        if word in known.ahead or word in known.starts or word.endswith("'ll"):
            return AHEAD
        if word == "set" and previous in BE:
            return AHEAD  # is set for Thursday
        if word in ("is", "are") and len(words) - at <= ADJACENT:
            return AHEAD
        if _sets_day(words, at) and len(words) - at <= NEAR:
            return AHEAD
        if _is_past(word) and previous not in ("be", "to", "the", "a", "an") and not words[at][0].isupper():
            return PAST
    return NONE


def _forwards(words: list[str]) -> str:
    known = signs()
    for at, word in enumerate(words):
        lowered = word.lower().replace("’", "'")
        if lowered in known.ahead or lowered.endswith("'ll"):
            return AHEAD
        if _is_past(lowered) and not word[0].isupper():
            return PAST
        if at > 2 * NEAR:
            break
    return NONE


def _sets_day(words: list[str], at: int) -> bool:
    """True for "to" before a verb that has its day yet to come: agreed to meet on Monday."""
    if words[at] != "to":
        return False
    verb = next((word.lower() for word in words[at + 1 :] if not word.endswith("ly")), "")
    return verb in signs().set_days


def _is_past(word: str) -> bool:
    return word in signs().past or (word.endswith("ed") and len(word) > 4 and word not in signs().reported)


def _under_heading(text: str, start: int, before: str) -> bool:
    """True for what stands behind, or in the line under, such words as "What's next"."""
    line = text.rfind("\n", 0, start) + 1
    above = text[max(0, line - 2 * HEADING) : line].rstrip().rsplit("\n", 1)[-1]
    return any(
        len(one) <= HEADING and one.lower().replace("’", "'").strip(" :–—-").endswith(signs().headings)
        for one in (before, above)
    )
