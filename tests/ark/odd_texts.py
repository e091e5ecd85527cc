"""Odd texts: what a file of news can hold and nobody expects, as pieces, as plain articles around them, and
as hypothesis strategies.

All of it is invented. The ark and the property tests of the crafts draw from here, so that what one of them
finds the other knows.
"""

import random
import sys
import unicodedata
from functools import cache
from typing import Final

from hypothesis import strategies as st

CATEGORIES: Final = (
    *(
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "Mn",
        "Mc",
        "Me",
        "Nd",
        "Nl",
        "No",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
    ),
    *("Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cf", "Co", "Cn"),
)  # all that UTF-8 can hold but Cc, whose characters have a place of their own: a file of them is no text

SPECIAL: Final = {
    "heart_with_selector": "❤️",
    "lone_selector": "\ufe0f",
    "lone_text_selector": "\ufe0e",
    "ideographic_selector": "葛\U000e0100",
    "lone_ideographic_selector": "\U000e0100",
    "lone_accent": "\u0301",
    "lone_enclosing_keycap": "\u20e3",
    "keycap": "7\ufe0f\u20e3",
    "family": "👨‍👩‍👧‍👦",
    "flag": "🇺🇦",
    "half_a_flag": "🇺",
    "flag_of_tags": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "skin_tone": "👍🏽",
    "lone_skin_tone": "🏽",
    "zero_width_joiner": "\u200d",
    "zero_width_space": "\u200b",
    "word_joiner": "\u2060",
    "inner_bom": "\ufeff",
    "soft_hyphen": "\u00ad",
    "soft_hyphens_in_a_word": "har\u00adbour\u00admas\u00adter",
    "zero_widths_in_a_word": "h\u200ba\u200cr\u200db\u2060o\ufeffur",
    "right_to_left_override": "\u202egnp.exe\u202c",
    "isolate_left_open": "\u2067Norvik",
    "right_to_left_mark": "\u200f",
    "hebrew": "הנמל נסגר ביום שלישי",
    "hebrew_with_points": "הַנָּמֵל נִסְגַּר",
    "arabic": "أُغلق الميناء يوم الثلاثاء، وقال المدير: «لن نفتحه».",
    "arabic_digits": "١٢ مارس ٢٠٢٦",
    "persian": "بندر روز سه‌شنبه بسته شد",
    "devanagari": "बंदरगाह मंगलवार को बंद रहा, क्षत्रिय",
    "lone_virama": "\u094d",
    "thai": "ท่าเรือปิดเมื่อวันอังคาร",
    "lone_thai_vowel": "\u0e33",
    "tibetan": "གྲུ་ཁའི་སྒོ་བརྒྱབ།",
    "khmer": "កំពង់ផែត្រូវបានបិទ",
    "myanmar": "ဆိပ်ကမ်းကို ပိတ်ထားသည်",
    "japanese": "港は火曜日に閉鎖された。「開けない」と所長は述べた。",
    "chinese": "港口于2026年3月12日关闭。",
    "korean": "항구는 화요일에 폐쇄되었다.",
    "loose_jamo": "항구",
    "beyond_the_plane": "𠜎𠜱𠝹",
    "letters_of_mathematics": "𝓣𝓱𝓮 𝓱𝓪𝓻𝓫𝓸𝓾𝓻 𝟚𝟘𝟚𝟞",
    "full_width": "Ｎｏｒｖｉｋ １２／０３／２０２６",
    "circled": "①②③ Ⓝⓞⓡⓥⓘⓚ",
    "roman_numerals": "Ⅻ March ⅯⅯⅩⅩⅥ",
    "superscripts": "x² ³⁄₄ ½ 5¹²",
    "capital_i_with_dot": "İSTANBUL ve Iğdır",
    "sharp_s": "STRAẞE straße",
    "final_sigma": "ΟΔΥΣΣΕΥΣ",
    "title_case_letter": "ǅ Ǆ ǆ ᾈ",
    "ligatures": "ﬁsh ﬂoat ﬃ ŉ",
    "ninety_marks_on_a_letter": "Z" + "".join(chr(0x300 + n) for n in range(90)) + "algo",
    "line_separator": "one\u2028two",
    "paragraph_separator": "one\u2029two",
    "next_line": "one\u0085two",
    "form_feed": "one\ftwo",
    "vertical_tab": "one\vtwo",
    "no_break_spaces": "12\u00a0000\u202f000 crowns",
    "ideographic_space": "港\u3000町",
    "mongolian_vowel_separator": "\u180e",
    "replacement_character": "caf\ufffd",
    "no_character": "\uffff\ufffe\U0010ffff",
    "private_use": "\ue000\U000f0000",
    "annotation": "\ufff9base\ufffaruby\ufffb",
    "object_replacement": "\ufffc",
    "mojibake": "cafÃ© â€œquoteâ€\x9d",
    "dominoes_and_chess": "🁓🂡♜⚀",
    "c1_controls": "\x80\x84\x9f",
}

MARKS: Final = (
    '"',
    "'",
    "“",
    "”",
    "‘",
    "’",
    "„",
    "‚",
    "«",
    "»",
    "‹",
    "›",
    "「",
    "」",
    "『",
    "』",
    "`",
    "´",
    "''",
    "``",
    "″",
    "＂",
)

WHEN: Final = (
    *(
        "31 February 2026",
        "29 February 2023",
        "0 January 2026",
        "32 December 2026",
        "99 March 2026",
        "31 April",
    ),
    *(
        "12/13/2026",
        "32/13/2026",
        "00/00/0000",
        "0000-00-00",
        "2026-02-30",
        "2026-13-01",
        "99.99.9999",
        "1/1/1",
        "03/04/0000",
    ),
    *(
        "9999-12-31",
        "9999-12-31T23:59:59Z",
        "31 December 9999",
        "January 1, 0001",
        "0001-01-01T00:00:00+14:00",
        "1 January 1",
    ),
    *(
        "12 March 2026 25:61",
        "12 March 2026, 24:00",
        "12 March 2026 23:59:60",
        "12 March 2026 99:99 GMT",
        "12 March 2026 00:00 AM",
    ),
    *(
        "12 March 2026 10:00 GMT+99",
        "12 March 2026 10:00 UTC-25:99",
        "12 March 2026 10:00 XYZ",
        "2026-03-12T10:00:00+99:99",
    ),
    *(
        "99999999 days ago",
        "9999999999999999999999 years ago",
        "1000000000 weeks ago",
        "500000 months ago",
        "0 days ago",
        "-3 days ago",
    ),
    *(
        "for the next 999 decades",
        "over the last 99999 years",
        "in the next 9999 weeks",
        "for the past 1000000 days",
        "the next 0 days",
    ),
    *(
        "this century",
        "last century",
        "the 21st century",
        "the 99th century",
        "next millennium",
        "the last decade",
        "the 9990s",
    ),
    *(
        "the 0000s",
        "the 1990s",
        "the '90s",
        "mid-1800s",
        "in 12016",
        "in 99999",
        "10,000 years ago",
        "65 million years ago",
        "in 3 billion years",
    ),
    *(
        "Monday",
        "next Monday",
        "last Friday",
        "yesterday",
        "tomorrow",
        "the day after tomorrow",
        "tonight",
        "this weekend",
        "next year",
    ),
    *(
        "Q5 2026",
        "the fifth quarter of 2026",
        "week 54 of 2026",
        "the 31st",
        "the 32nd",
        "Easter",
        "New Year's Eve 9999",
    ),
    *(
        "between 31 February and 30 February 2026",
        "from 9 to 3 March 2026",
        "1999–1899",
        "December 9999 to January 10000",
    ),
    *(
        "12 Smarch 2026",
        "March 12 26",
        "12 March ’26",
        "١٢ March ٢٠٢٦",
        "12 марта 20266",
        "le 99 juillet 2026",
        "2026年13月45日",
    ),
    *(
        "1700000000",
        "-62135596800",
        "20260312T101112",
        "1e9 days ago",
        "a year from 31 December 9999",
        "the year 0",
        "100 BC",
    ),
)

HOSTILE: Final = {
    "script": "<script>document.title='taken'</script>",
    "image_error": "<img src=x onerror=alert(1)>",
    "open_comment": "<!-- never closed",
    "cdata": "<![CDATA[ ]]> ]]&gt;",
    "entities": "&lt;b&gt; &amp;amp; &#0; &#x110000; &nbsp;",
    "closing_tags": "</title></head></body></html>",
    "markdown_image": "![](/graphql?query=mutation{nothing})",
    "markdown_link": "[press here](javascript:alert(1))",
    "markdown_table": "| a | b |\n|---|---|\n| `c` | **d** |",
    "front_matter": "---\ntitle: !!python/object:os.system\n---",
    "sql": "'; DROP TABLE articles; --",
    "sql_dollars": "$$ || pg_sleep(9) || $$",
    "sql_union": "\" UNION SELECT * FROM read_csv('/etc/passwd') --",
    "csv_formula": '=HYPERLINK("http://127.0.0.1/","x")',
    "csv_plus": "+1+cmd|' /C calc'!A0",
    "csv_at": "@SUM(1+1)*cmd",
    "template": "{{ 7 * 7 }}{% raw %}{# #}",
    "format": "{} {0} {name!r} %s %(x)d %n ${HOME} `id`",
    "shell": "$(touch /tmp/ark) ; rm -rf / | cat & `id`",
    "regular_expression": "(a+)+$ \\1 [^ (?P<x> .* \\",
    "backslashes": "\\\\ \\n \\x00 \\u0000 \\",
    "terminal": "\x1b[2J\x1b]0;title\x1b\\ and on",
    "json": '{"a": [1, 2, {"b": null}], "a": NaN}',
    "xml_bomb": '<!DOCTYPE x [<!ENTITY a "&a;&a;">]><x>&a;</x>',
    "traversal": "../../../../etc/passwd",
    "not_a_value": "NULL None NaN nan inf -inf true undefined",
    "address": "http://[::1]:99999/%00?#@ mailto:a@b data:text/html,x",
    "latex": "\\input{/etc/passwd} $\\frac{1}{0}$",
    "log_forging": "INFO: all is well\r\nERROR: nothing is",
    "e_mail_headers": "Subject: x\r\nBcc: all@norvik.example",
}

NAMES: Final = (
    "Ilse Varga",
    "Brand Iversen",
    "O'Brien-D’Arcy van der Meer III",
    "X Æ A-12",
    "Mr.",
    "Dr. Dr. h. c. mult. Ute Ros",
    "J. R. R. R. R. Holm",
    "MCDONALD",
    "李小龙",
    "Ана Соколова",
    " ".join(f"Anna{'bcdefghijklmnopqrstuvwxyz'[n % 25]}" for n in range(50)),
    "A" * 300,
    "-",
    "Null",
)

SENTENCES: Final = (
    "The harbour of Norvik was closed on Tuesday after a storm had broken the outer chain, the port office "
    "said.",
    "Nine barges lay outside the mole until the evening, and two of them lost part of their load of timber.",
    "Ilse Varga, who has run the lamp factory at Merrow for six years, called the new tariff a modest one.",
    "The county of Sallow will pay 4.2 million crowns for clay, stone and willow, half of it before the "
    "autumn.",
    "A survey of the old tannery found arsenic in the yard, and the school next door was moved to a church "
    "hall.",
    "The night train to Brackwater is to return in spring with four sleeping cars and a coach for bicycles.",
    "Fishers have landed so few eels this year that the smokehouse opens on Saturdays alone.",
    "Engineers drained the lower lock for the first time since 1998 and found a bell, three anchors and a "
    "pram.",
    "The council voted by nine to four to plant limes along the ring road, though the beeches will stay.",
    "A dispute over the water of the Hollin brook has been settled after eleven years, the two mills said on "
    "Friday.",
    "The library lends garden tools from Monday, and the reading room keeps its stove.",
    "Bakers warned that rye had doubled in price within a year, and that the smallest loaf would follow.",
    "The observatory on Gull Hill counted forty meteors in an hour before the clouds came in from the sea.",
    "Teachers at the island school are asked to stay until July, when the ferry will have its second ship.",
    "The bishop's orchard was sold to a cooperative of cider makers for less than half of its value.",
    "Police in Dunlow said that nobody was hurt when the roof of the covered market came down under the "
    "snow.",
    "The glassworks will light its second furnace in May and is looking for thirty apprentices, the owner "
    "said.",
    "A court in Brackwater dismissed the complaint of the salt traders, who may appeal until the end of the "
    "month.",
    "The marsh railway carried 81,000 passengers last year, a third more than its founders had hoped for.",
    "Volunteers cleared ten tonnes of nets from the reef, and the harbour master lent them his only crane.",
)
SAID: Final = (
    '"We knew that it would come, but nobody had thought of a Tuesday," said Ilse Varga, who chairs the '
    "committee.",
    "“It is never finished, it is only handed on,” the engineer Brand Iversen said on Thursday in Sallow.",
    'The mayor, Ola Brenner, said that the town would "not pay twice for one bridge", and left the room.',
    "According to the port office, the chain will be mended within a week.",
)


@cache
def characters() -> dict[str, list[str]]:
    """Every character there is, by its general category."""
    found: dict[str, list[str]] = {}
    for character in map(chr, range(sys.maxunicode + 1)):
        found.setdefault(unicodedata.category(character), []).append(character)
    return found


def article(
    chance: random.Random,
    headline: str = "",
    odd: str = "",
    when: str = "12 March 2026",
    by: str = "Ilse Varga",
) -> str:
    """A plain article of some six lines; with `odd` as a word of a sentence, of a quotation and on a line of
    its own."""
    one, two, three, four = chance.sample(SENTENCES, 4)
    words = one.split(" ")
    words.insert(len(words) // 2, odd)
    lines = [
        headline or f"{chance.choice(SENTENCES).split(',')[0]} {chance.randrange(1_000)}",
        f"By {by}",
        when,
        " ".join(word for word in words if word),
        *([odd] if odd else []),
        f"{two} {chance.choice(SAID)}",
        f"“The answer is {odd or 'no'},” said Ola Brenner, the mayor of Norvik. {three}",
        four,
    ]
    return "\n\n".join(lines) + "\n"


def woven(chance: random.Random) -> str:
    """A text of odd pieces in frames of news, with odd ends of lines."""
    count = chance.choice((1, 2, 4, 8, 16))
    return "".join(
        chance.choice(FRAMES).replace("@", _piece(chance)) + chance.choice(ENDS) for _ in range(count)
    )


def _piece(chance: random.Random) -> str:
    """One of those that are listed, or some characters of any categories."""
    if chance.random() < 0.7:
        return chance.choice(PIECES)
    return "".join(
        chance.choice(characters()[chance.choice(CATEGORIES)]) for _ in range(chance.randint(1, 6))
    )


FRAMES: Final = (
    "@",
    "@",
    "By @",
    "Published: @",
    "Updated @ by @",
    "@ | By Ilse Varga",
    "NORVIK, @ (Reuters) —",
    "@: The harbour of Norvik was closed on Tuesday, the port office said.",
    "The harbour of Norvik was closed @ after a storm, Ilse Varga said on Friday.",
    "“@,” said Ilse Varga, who has run the lamp factory at Merrow for six years.",
    '"We knew @," the mayor said, "and @.',
    "Brand Iversen said @ would be paid for the clay of the new dyke at Sallow.",
    "In @ the county of Sallow paid 4.2 million crowns for the clay, engineers said on Thursday.",
    "Mr @ told @ that the dyke would stand.",
    "Read more: @",
    "Follow @ on Facebook",
    "© @ All rights reserved",
    "@@@",
    *SENTENCES[:4],
    SAID[1],
)
ENDS: Final = ("\n", "\n\n", "\r\n", "\r", " \n", "\n\t\n", "", "\u2028", "\f\n")
PIECES: Final = (
    *SPECIAL.values(),
    *MARKS,
    *WHEN,
    *HOSTILE.values(),
    *NAMES,
    "1" * 60,
    "a" * 80,
    "x y " * 30,
    "",
    " ",
    ",",
    "…",
    "–",
    "7",
)


# As hypothesis draws them.
_letters = st.characters(codec="utf-8", exclude_characters="\x00")
pieces = st.sampled_from(PIECES) | st.text(_letters, max_size=8)
lines = st.builds(
    lambda frame, piece, end: frame.replace("@", piece) + end,
    st.sampled_from(FRAMES),
    pieces,
    st.sampled_from(ENDS),
)
texts = st.lists(lines, max_size=10).map("".join)
