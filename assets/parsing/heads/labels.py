"""Labels: words that name the field that stands beside them, in many languages, and the values they label."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import Final, NamedTuple

from assets.data import packaged
from assets.parsing import bylines, calendar, dates

OTHER: Final = "document"
"""What a label names that no published field holds: a length, an edition, the day of loading."""
TEXT: Final = "text"
"""What a label names under which the text stands."""
LONGEST_LABEL: Final = 40  # characters
LONGEST_ADDRESS: Final = 2_000  # characters
SCHEMES: Final = ("http", "https", "ftp", "mailto")  # before a colon, and no labels
LONGEST_DAY: Final = 60  # characters in a line that says when
OTHER_WORDS: Final = 2  # in it besides months and weekdays: o'clock, a zone
YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
FIGURES: Final = re.compile(r"\d{4}[-/.年]\s?\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
WORDS: Final = re.compile(r"[^\W\d_]{2,}\.?")


class Statement(NamedTuple):
    """The characters `start` to `end` of the line with that index are the value of a field; what stands
    before them is its label.

    `field`: a word of EVIDENCE_FIELDS, TEXT or OTHER. `values`: what is evidence, as it is to be read; none
    where the value goes on from a line above. `title`: whether a mark of headings alone says so. `at_foot`:
    whether it stands below the text.
    """

    line: int
    start: int
    end: int
    field: str
    values: tuple[str, ...] = ()
    title: bool = False
    at_foot: bool = False


class Label(NamedTuple):
    """A label at the head of a line: its word, what it may name (nothing: it is in no list), and where the
    value beside it stands."""

    word: str
    fields: tuple[str, ...]
    start: int
    end: int


def _lexicon() -> dict[str, tuple[str, ...]]:
    """Label → the fields that it may name, the likeliest first."""
    found: dict[str, list[str]] = {}
    for field, rows in packaged.sections("parsing/labels.txt").items():
        if field not in ("press", "others"):
            for row in rows:
                for word in row.partition(": ")[2].split("|"):
                    found.setdefault(word, []).append(field)
    for field, words in (
        ("published", dates.PUBLISHED),
        ("modified", dates.UPDATED),
        ("author", bylines.LISTS["by"]),
    ):
        for word in words.split("|"):
            found.setdefault(word, [field])
    return {word: tuple(dict.fromkeys(fields)) for word, fields in found.items()}


def _section(name: str) -> frozenset[str]:
    rows = packaged.sections("parsing/labels.txt")[name]
    return frozenset(word for row in rows for word in row.partition(": ")[2].split("|"))


LEXICON: Final = _lexicon()
PRESS: Final = _section("press")
OTHERS: Final = _section("others")

_WORD: Final = rf"[^\W\d_](?:[\w .’'/-]{{0,{LONGEST_LABEL}}}[^\W_])?(?:\(s\)|\(en\)|\(in\))?"
LABELLED: Final = re.compile(
    r"^\s*(?:(?:[-*•>+]|#{1,6})\s+)?[*_]{0,3}(?:"
    rf"[\[【〔]\s?(?P<boxed>{_WORD})\s?[\]】〕]\s*[:：]?"
    rf"|(?P<word>{_WORD})\s?(?:[*_]{{0,3}}\s*[:：]|\t|\s=(?==?\s)|\s=\s)"
    r")[*_]{0,3}[ \t]*"
)
"""A label and its mark: a colon, of whatever width, perhaps in bold; a tab, an equals sign; or brackets
around it."""
ADDRESS: Final = re.compile(
    r"^<?(https?://[^\s<>\"]+\.[^\s<>\"]+?|https?://[^\s<>\"/]+/[^\s<>\"]*?)>?[.,;]?$", re.I
)
MAILBOX: Final = re.compile(r"^<?\S+@\S+>?$")
MARKED_ADDRESS: Final = re.compile(r"^\[[^\]]*\]\((https?://[^\s()]+)\)$", re.I)
QUOTES: Final = {
    '"': '"',
    "'": "'",
    "“": "”",
    "„": "“",
    "«": "»",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
}
BRACKETS: Final = {"[": "]", "<": ">"}
NAMED: Final = re.compile(
    r"^(?P<name>[^<>@]*[^<>@\s,(])?\s*<[^<>\s]*@[^<>\s]*>$|^\S+@\S+\s*\((?P<behind>[^()@]+)\)$"
)
INVERTED: Final = re.compile(r"^([^,;]{2,30}),\s*([^,;]{2,30})$")
SMALL: Final = re.compile(r"^(?:[a-zà-ÿ'’]+\s)*\S+$")  # a family name, perhaps behind particles


def normal(word: str) -> str:
    """A label as the lexicon has it."""
    plain = re.sub(r"\((?:s|en|in)\)$", "", word.lower())
    return " ".join(plain.replace("_", " ").replace("-", " ").replace("’", "'").rstrip(" .*").split())


def label(line: str) -> Label | None:
    """The label at the head of a line; nothing where it has none."""
    found = LABELLED.match(line)
    if found is None:
        return None
    word = normal(found["word"] or found["boxed"])
    if word in SCHEMES:
        return None
    start, end = inside(line, found.end(), len(line.rstrip()))
    return Label(word, LEXICON.get(word, ()), start, end)


def inside(line: str, start: int, end: int) -> tuple[int, int]:
    """The value between `start` and `end` without white space, emphasis, quotation marks and brackets around
    it."""
    start = min(start, end)
    while start < end and line[start] in " \t\u00a0\u3000":
        start += 1
    while end > start and line[end - 1] in " \t\u00a0\u3000\\":
        end -= 1
    for marks in (QUOTES, BRACKETS, QUOTES):
        held = line[start:end]
        closing = marks.get(held[:1])
        if closing and held.endswith(closing) and len(held) > 2 and closing not in held[1:-1]:
            start, end = start + 1, end - 1
    return start, end


def address(value: str) -> str | None:
    """The address that a value is, without marks around it; nothing where it is none."""
    if len(value) > LONGEST_ADDRESS:
        return None
    found = ADDRESS.match(value.strip()) or MARKED_ADDRESS.match(value.strip())
    return found[1] if found else None


def values(field: str, value: str) -> tuple[str, ...]:
    """What a value says of its field, one by one."""
    value = " ".join(value.split())
    if not value:
        return ()
    if field == "url":
        return (found,) if (found := address(value)) else ()
    if field == "image_url":
        return (value,) if value.startswith(("http://", "https://", "/")) else ()
    if field == "tag":
        return tuple(
            part for one in re.split(r"\s*[,;|，、；]\s*|\s+#", value) if (part := one.strip(" .#\"'"))
        )
    if field == "section":
        return (re.split(r"\s*[;|]\s|;", value)[0].strip(),)
    if field == "author":
        return tuple(_person(one) for one in re.split(r"\s*[;；]\s*", value) if one)
    if field == "language":
        return (value.lower(),)
    return (value,)


def decoded(one: Statement) -> Statement:
    """A statement of a mail's head with its encoded words as they are read."""
    try:
        return one._replace(values=tuple(str(make_header(decode_header(value))) for value in one.values))
    except (LookupError, ValueError, HeaderParseError):
        return one


def _person(value: str) -> str:
    """A name without its address, the given name first."""
    found = NAMED.match(value)
    if found:
        value = (found["name"] or found["behind"] or "").strip(" \"'")
    inverted = INVERTED.match(value)
    if inverted and SMALL.match(inverted[1].strip()) and len(inverted[2].split()) <= 2:
        family, given = (part.strip() for part in inverted.groups())
        if _is_given(given.split()[0]) and given[:1].isupper():
            return f"{given} {family}"
    return value


def _is_given(word: str) -> bool:
    return word.endswith(".") or bylines.is_given_name(word)


def is_day(line: str) -> bool:
    """True for a short line that names a year and says little besides when."""
    if len(line) > LONGEST_DAY or not YEAR.search(line):
        return False
    words = [word.strip(".,") for word in WORDS.findall(line.casefold())]
    others = [word for word in words if word not in calendar.MONTHS and word not in calendar.WEEKDAYS]
    return len(others) <= OTHER_WORDS and (len(words) > len(others) or FIGURES.search(line) is not None)
