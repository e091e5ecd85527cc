"""Tell dates from what only looks like one: the verb may, a game's third quarter, Sheffield Wednesday."""

import re
from typing import Final

from assets.languages import DEFAULT, nearest

COUNTED: Final = re.compile(
    r" (?:people|troops|soldiers|men|women|children|workers|jobs|tons|tonnes|miles|kilometers|kilometres|km"
    r"|metres|meters|feet|dollars|euros|pounds|points|votes|times|words|copies|homes|cars|homeowners|students"
    r"|patients|users|calories|square|steps|hours|minutes|kg|lbs?|mm|acres|hectares|seats|fans)\b"
)
# behind a clock of four digits: 1945 GMT
ZONE: Final = re.compile(
    r" ?(?:GMT|UTC|BST|CES?T|WAT|EAT|SAST|IST|PKT|WIB|JST|KST|HKT|SGT|[ECMP][SD]?T|A[ECW][SD]T|NZ[SD]T"
    r"|hours|hrs?|local time|[ap]\.?m\b)\b"
)
BEGINS: Final = re.compile(r"(?:\A|[.!?:\n—–-] ?[\"“‘']?|[\"“‘'(])\Z")  # before a word that begins a sentence
TAKES_MONTH: Final = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|through|throughout|last|next|this|early|late|mid|every|each)|[–-])"
    r"[ \n]?\Z",
    re.IGNORECASE,
)
MAY_TAKE_MONTH: Final = re.compile(
    r"(?:\b(?:of|from|to|and|or|before|after|between|for)|[–-])[ \n]?\Z", re.IGNORECASE
)
MODAL: Final = (
    "May",
    "March",
    "Mar",
    "Jun",
    "Jan",
    "Dec",
    "Sept",
    "Sep",
    "August",
)  # words and names as well
NAME: Final = re.compile(r"[ \u00a0][A-Z][’'\w]")
# what else may stand before a month that no preposition introduces: a sentence's beginning, a comma, a verb
WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)[.]?[ \n]\Z")
BEFORE_BARE: Final = frozenset(
    (
        "the",
        "a",
        "an",
        "is",
        "was",
        "as",
        "that",
        "when",
        "than",
        "like",
        "on",
        "at",
        "with",
        "but",
        "so",
        "if",
        "why",
        "how",
        "both",
        "its",
        "their",
        "his",
        "her",
        "our",
        "past",
        "where",
    )
)
# words of a game, whose quarters are no times of a year
GAME: Final = re.compile(
    r"\b(?:touchdowns?|field goals?|rebounds?|halftime|half-time|quarterback|free throws?|yards?"
    r"|comeback|dunks?|layups?|end zone|three-pointers?|scored|outscored|buzzer|tipoff|innings?"
    r"|interception|punt)\b"
)
AROUND: Final = 300  # code points around a quarter in which a game is looked for
# a holiday before a noun is none: a Christmas tree
NOUN: Final = re.compile(
    r"[ \u00a0](?!(?:and|or|but|when|as|is|was|in|at|on|to|for|with|that|this|the|a|an|by|from|of|it|he|she"
    r"|they|we|you|i|will|would|has|had|have|are|were|if|so|because|while|after|before|since|until|than|then|not|too"
    r"|also|again|just|last|next|every|morning|night|evening|afternoon|weekend|week|where|which|who|could|may|can"
    r"|should|might|did|does|do|said|says|came|comes|fell|falls|there|here|now|only|even|around)\b)[a-z]"
)
ENGLISH: Final = nearest(DEFAULT)
NAMED_DAYS: Final = ENGLISH.listed("named_days")
NUMBERED: Final = ENGLISH.listed("numbered")
WEEKLY: Final = re.compile(r" (?:[Ss]chools?|roasts?|lunch(?:es)?|best|[Ll]eague|papers?|newspapers?)\b")
EVERY: Final = re.compile(r"\b(?:every|each|most|any)(?: other)?[ \n]\Z", re.IGNORECASE)
WHEN: Final = re.compile(
    r"\b(?:on|at|by|before|after|until|till|since|for|over|during|around|through|past|than)[ \n]\Z",
    re.IGNORECASE,
)
WINDOW: Final = 16  # code points before a date that tell what it is


def is_date(text: str, match: re.Match[str], kind: str) -> bool:
    """Whether what has the form of a date is one, by the words beside it."""
    start, end = match.span(kind)
    before = text[max(0, start - WINDOW) : start]
    if kind == "y":
        return not COUNTED.match(text, end) and not ZONE.match(text, end) and not _is_numbered(before)
    if kind == "m":
        return _is_month(text, match["m"], before, end)
    if kind == "w":
        return match["w_rel"] is not None or not _is_named_day(text, before, end)
    if kind == "h":
        return _is_feast(text, match, before, end)
    if kind in ("word", "part"):
        is_part = kind == "part" and NOUN.match(text, end) is not None  # scraps last night trains
        return not is_part and (match[kind][0].islower() or BEGINS.search(before) is not None)
    if kind == "quarter" and match["quarter_year"] is None:
        return not GAME.search(text, max(0, start - AROUND), end + AROUND)
    return True


def _is_feast(text: str, match: re.Match[str], before: str, end: int) -> bool:
    """False for the feast itself, which is no day: a Christmas tree, they celebrate Easter."""
    if NOUN.match(text, end) or NAME.match(text, end):
        return False
    is_day = " " in match["h_name"] or match["h_rel"] is not None or match["h_year"] is not None
    return is_day or WHEN.search(before) is not None


def _is_named_day(text: str, before: str, end: int) -> bool:
    """True for Sheffield Wednesday, for Sunday in Sunday school, and for every other Tuesday."""
    words = before.split()
    named = bool(words) and words[-1] in NAMED_DAYS
    return named or EVERY.search(before) is not None or WEEKLY.match(text, end) is not None


def _is_numbered(before: str) -> bool:
    """True for Flight 1549, No. 1945, at 1945."""
    words = before.lower().replace(".", " ").split()
    return bool(words) and (words[-1] in NUMBERED or words[-1] == "at") and before[-1:] == " "


def _is_month(text: str, month: str, before: str, end: int) -> bool:
    """Tell the month from the verb (May, March) and from the name (April Ryan, Jan Kern, hunter June)."""
    if TAKES_MONTH.search(before):
        return True
    if NAME.match(text, end):
        return False
    if month in MODAL or month.endswith("."):
        return MAY_TAKE_MONTH.search(before) is not None
    if NOUN.match(text, end):
        return True  # a key September meeting
    word = WORD_BEFORE.search(before)
    return word is None or word[1].lower() in BEFORE_BARE or MAY_TAKE_MONTH.search(before) is not None
