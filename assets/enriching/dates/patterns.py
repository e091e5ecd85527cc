"""How English writes dates."""

import re
from typing import Final

from assets.enriching.dates.holidays import holidays
from assets.parsing.calendar import names

MONTHS: Final = names("en", "month")
WEEKDAYS: Final = {word: number - 1 for word, number in names("en", "weekday", "wide").items()}
_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS: Final = {word: number for number, word in enumerate(_WORDS.split())} | {"a": 1, "an": 1}
_COUNTED: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
)
_LATER: Final = "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
ORDINALS: Final = {word: number for number, word in enumerate(f"{_COUNTED} {_LATER}".split(), 1)} | {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,  # of quarters
    "last": -1,
}

WIDE: Final = names("en", "month", "wide")
LONGEST_CUT: Final = 4  # letters of a month's name that takes a full stop: Sept.
_MONTH: Final = (
    "(?:"
    + "|".join(
        rf"{word.capitalize()}\b{'' if word in WIDE or len(word) > LONGEST_CUT else '[.]?'}"
        for word in MONTHS
    )
    + ")"
)
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:%,.]?\d)"
_YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)(?!\d)"
_WEEKDAY: Final = f"(?:{'|'.join(word.capitalize() for word in WEEKDAYS)})"
_SHORT: Final = r"(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?"
_UNIT: Final = r"(?:day|week|month|year|decade)"
_NUMBER: Final = (
    r"(?:\d{1,3}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en"
    r"|[Ee]leven|[Tt]welve)"
)
_S: Final = r"[ \n\u00a0]"
_QUARTER: Final = r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|1st|2nd|3rd|4th)"
_CENTURY: Final = r"(?:1\dth|20th|21st|(?:[Ff]if|[Ss]ix|[Ss]even|[Ee]igh|[Nn]ine)teenth|[Tt]wentieth)"
_HOLIDAY: Final = f"(?:{'|'.join(map(re.escape, sorted(holidays(), key=len, reverse=True)))})"

# How a date can begin: this is asked first, for most words fail it.
_FIRST: Final = (
    r"\d|Jan|Feb|Ma[ry]|Apr|Ju[nl]|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    rf"|[Tt]he{_S}(?:end|close|beginning|start|middle|[Ll]ast|[Pp]ast|[Nn]ext|\d|['’]|[Ff]irst|[Ss]econd"
    rf"|[Tt]hird|[Ff]ourth|[Ff]inal|{_CENTURY})|(?:end|close|beginning|start|middle){_S}of"
    rf"|[Ll]ast{_S}|[Nn]ext{_S}|[Pp]ast{_S}|[Pp]revious{_S}|[Tt]his{_S}|{_QUARTER}[ \n\u00a0-]|Q[1-4]"
    rf"|{_CENTURY}|[Yy]ear-earlier|[Bb]etween{_S}\d|[Ff]rom{_S}\d|[Ii]n{_S}{_NUMBER}{_S}day"
    rf"|(?:[Aa]n?|{_NUMBER}){_S}{_UNIT}|[Tt]o(?:day|morrow|night)|[Yy]esterday|{_HOLIDAY}"
)

# The first alternative that fits wins, so the longer ones come first. Nothing here repeats without bound: no
# text makes it slow. A group is a kind of date; `kind_part` is a part of it.
DATE: Final = re.compile(
    rf"""(?<![\w$€£.,/-])(?={_FIRST})(?:
      (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\d-])
    | (?P<numeric>\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d)(?!\d)
    | (?P<years>(?:(?:[Bb]etween{_S}(?P<years_a>{_YEAR}){_S}and
        |[Ff]rom{_S}(?P<years_b>{_YEAR}){_S}(?:to|until|through)){_S}|(?P<years_c>{_YEAR}){_S}?[–—-]{_S}?)(?P<years_to>{_YEAR}))(?![\w%/]|,\d|\.\d|-\d)
    | (?P<md_wd>(?:{_WEEKDAY}|{_SHORT}),?{_S})?
      (?P<md>(?:(?P<md_rel>[Ll]ast|[Nn]ext|[Tt]his){_S})?(?P<md_month>{_MONTH}){_S}(?P<md_day>{_DAY})
        (?:{_S}?[-–]{_S}?(?P<md_to>{_DAY}))?(?:,?{_S}(?P<md_year>{_YEAR}))?)
    | (?P<dm_wd>(?:{_WEEKDAY}|{_SHORT}),?{_S})?
      (?P<dm>(?P<dm_day>{_DAY}){_S}(?:of{_S})?(?P<dm_month>{_MONTH})(?:,?{_S}(?P<dm_year>{_YEAR}))?)
    | (?P<edge>(?:[Tt]he{_S})?(?P<edge_side>end|close|beginning|start|middle){_S}of{_S}
        (?:(?P<edge_month>{_MONTH})(?:{_S}(?P<edge_year>{_YEAR}))?|(?P<edge_only>{_YEAR})
        |(?P<edge_rel>the|this|last|next){_S}(?P<edge_unit>year|month|week)\b))
    | (?P<wk>(?:[Tt]he{_S})?(?P<wk_no>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast){_S}week{_S}(?:of|in){_S}
        (?P<wk_month>{_MONTH})(?:,?{_S}(?P<wk_year>{_YEAR}))?)(?![\w-])
    | (?P<mly>(?P<mly_month>{_MONTH}),?{_S}(?:of{_S})?(?P<mly_rel>last|this|next){_S}year\b)
    | (?P<my>(?P<my_month>{_MONTH}),?{_S}(?:of{_S})?(?P<my_year>{_YEAR}))
    | (?P<rm>(?P<rm_rel>[Ll]ast|[Nn]ext|[Tt]his){_S}(?P<rm_month>{_MONTH}))
    | (?P<h>(?:(?P<h_rel>[Ll]ast|[Nn]ext|[Tt]his){_S})?(?P<h_name>{_HOLIDAY})(?:,?{_S}(?P<h_year>{_YEAR}))?)
        (?![\w-]|['’]\w)
    | (?P<m>{_MONTH})(?![\w-])
    | (?P<w>(?:(?P<w_rel>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his{_S}past|[Tt]his{_S}coming){_S})?
        (?P<w_day>{_WEEKDAY})\b)
    | (?P<quarter>(?:(?:[Tt]he{_S})?(?P<quarter_no>{_QUARTER})[ \n\u00a0-]quarter|Q(?P<quarter_q>[1-4]))
        (?:{_S}(?:of{_S})?(?P<quarter_year>{_YEAR})|{_S}of{_S}(?P<quarter_rel>the|this|last|next){_S}year)?\b)
    | (?P<half>(?:[Tt]he{_S})?(?P<half_no>[Ff]irst|[Ss]econd){_S}half{_S}of{_S}
        (?:(?P<half_year>{_YEAR})|(?P<half_rel>the|this|last|next){_S}year)\b)
    | (?P<hundred>(?:[Tt]he{_S})?(?P<hundred_no>{_CENTURY})[ \n\u00a0-]century\b)
    | (?P<rel>(?P<rel_rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Pp]revious){_S}
        (?P<rel_unit>week|weekend|month|year|decade|century)\b)
    | (?P<span>(?:[Tt]he{_S})?(?P<span_rel>[Ll]ast|[Pp]ast|[Nn]ext){_S}
        (?P<span_count>{_NUMBER}){_S}(?P<span_unit>{_UNIT})s?\b)
    | (?P<ago>(?P<ago_count>{_NUMBER}|[Aa]n?){_S}(?P<ago_unit>{_UNIT})s?{_S}ago\b)
    | (?P<after>(?P<after_count>{_NUMBER}|[Aa]n?){_S}(?P<after_unit>{_UNIT})s?{_S}
        (?P<after_side>earlier|later)\b|[Yy]ear-earlier\b)
    | (?P<within>[Ii]n{_S}(?P<within_count>{_NUMBER}){_S}days?\b)
    | (?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b
    | (?P<part>[Ll]ast{_S}night|[Tt]his{_S}(?:morning|afternoon|evening))\b
    | (?P<decade>(?:[Tt]he{_S})?(?:(?P<decade_year>(?:1[5-9]|20)\d0)|['’](?P<decade_no>[2-9]0))s)\b
    | (?P<y>{_YEAR})(?![\w%/+]|,\d|\.\d|-\d)
    )""",
    re.VERBOSE,
)
KINDS: Final = [name for name in DATE.groupindex if "_" not in name]
PARTS: Final = {
    kind: [(name[len(kind) + 1 :], name) for name in DATE.groupindex if name.startswith(f"{kind}_")]
    for kind in KINDS
}
STATED: Final = ("iso", "numeric", "my", "decade", "y", "years", "hundred")  # kinds that name their year


def number_of(text: str) -> int:
    """What a number says, in digits or as a word: 3, three, a."""
    return int(text) if text.isdigit() else NUMBERS[text.lower()]


def month_of(name: str) -> int:
    """The number of a month, from 1."""
    return MONTHS[name.lower().rstrip(".")]


def weekday_of(name: str) -> int:
    """The number of a weekday, from 0 for Monday, by its name or how that begins: Tues."""
    begins = name.lower().strip(" ,.\n\u00a0")[:3]
    return next(number for word, number in WEEKDAYS.items() if word.startswith(begins))


def ordinal_of(word: str) -> int:
    """What an ordinal counts: third, 3rd, 19th; last is -1."""
    lowered = word.lower()
    if lowered in ORDINALS:
        return ORDINALS[lowered]
    return int(lowered[:-2])
