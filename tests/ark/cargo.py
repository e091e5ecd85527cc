"""The cargo of the ark: several hundred files, each with what must become of it.

A document is innocent (`rule` is None: it must be published) or guilty: then it waits in quarantine by name,
under `rule`. Its sidecar is judged by itself: a broken one is guilty, its document goes on without. The same
cargo is loaded every time.
"""

import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assets.reading import SIDECAR
from tests.ark.odd_texts import (
    CATEGORIES,
    HOSTILE,
    MARKS,
    NAMES,
    SAID,
    SENTENCES,
    SPECIAL,
    WHEN,
    article,
    characters,
    woven,
)

SEED: Final = 20261130
WOVEN: Final = 120
ANY: Final = "any"  # guilty, by whatever rule


@dataclass(frozen=True)
class Document:
    """A file of the cargo; `path` in bytes, below the raw folder."""

    path: bytes
    content: bytes
    rule: str | None = None
    sidecar: bytes | None = None
    sidecar_rule: str | None = None


@dataclass(frozen=True)
class Thing:
    """What is no file: a pipe, a link. It is guilty, or stands in the way of nobody."""

    path: bytes
    rule: str | None
    leads_to: bytes | None = None  # a link's target; a pipe has none


def documents() -> list[Document]:
    """All documents."""
    kinds = (
        *(
            _categories,
            _specials,
            _lengths,
            _marks,
            _moments,
            _names,
            _hostile,
            _encodings,
            _controls,
            _file_names,
            _sidecars,
        ),
        *(_speech, _stories, _woven),
    )
    return [document for kind in kinds for document in kind(random.Random(f"{SEED}{kind.__name__}"))]


def load(raw: Path) -> tuple[list[Document], list[Thing]]:
    """Write the cargo below a folder."""
    stowed, others = documents(), things()
    beside = raw.parent / "outside"
    beside.mkdir()
    (beside / "page.txt").write_text(article(random.Random(2)))
    for document in stowed:
        file = _place(raw, document.path)
        file.write_bytes(document.content)
        if document.sidecar is not None:
            file.with_name(file.name + SIDECAR).write_bytes(document.sidecar)
    for thing in others:
        file = _place(raw, thing.path)
        if thing.leads_to is None:
            os.mkfifo(file)
        else:
            file.symlink_to(os.fsdecode(thing.leads_to))
    return stowed, others


def _place(raw: Path, path: bytes) -> Path:
    file = raw / os.fsdecode(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    assert not file.exists(), f"two of the cargo are called {path!r}"
    return file


def _text(folder: str, name: str, text: str, rule: str | None = None) -> Document:
    return Document(f"{folder}/{name}.txt".encode(), text.encode(), rule)


def _categories(chance: random.Random) -> Iterator[Document]:
    """Characters of each general category: a file of one, in a headline, in words and quotations, as all
    there is."""
    for category in CATEGORIES:
        one, *more = chance.choices(characters()[category], k=6)
        inside = "har" + "".join(more) + "bour"
        yield _text("categories-alone", category, one)
        yield _text(
            "categories-in-a-headline", category, article(chance, f"Port {one} closed {''.join(more)} again")
        )
        yield _text("categories-in-words", category, article(chance, odd=inside))
        yield _text("categories-as-a-name", category, article(chance, odd=one, by=f"Ilse{one} {one}Varga"))
        yield _text(
            "categories-and-nothing-else",
            category,
            "\n".join([one, "".join(more), " ".join(more), "", one * 40]) + "\n",
        )


def _specials(chance: random.Random) -> Iterator[Document]:
    """Selectors, joiners, marks, scripts: alone, and all through an article."""
    for name, odd in SPECIAL.items():
        yield _text("special-alone", name, odd)
        yield _text(
            "special-in-an-article", name, article(chance, f"Fans cheer {odd} as club wins {odd}", odd)
        )
        yield _text(
            "special-everywhere",
            name,
            article(chance).replace(" ", f" {odd} ", 60).replace("\n\n", f"\n{odd}\n", 3) + odd,
        )


def _lengths(chance: random.Random) -> Iterator[Document]:
    """Nothing, one character, blank, one endless line, ten thousands of short ones."""
    for number, sign in enumerate("0aZ.,;:!?#*-_=+|/\\<>@&%$^~`\"'([{}])"):
        yield _text("one-character", f"{number:02}", sign)
    long = {
        "one_word": "x" * 100_000,
        "digits": "1234567890" * 10_000,
        "spaced_digits": "1 2026 3.4 " * 9_000,
        "capitals": "Ilse Varga And Brand Iversen Of Norvik " * 2_500,
        "one_sentence": "and the port of Norvik was closed again " * 2_500,
        "quotation_marks": '"' * 100_000,
        "pairs_of_marks": '"a" ' * 25_000,
        "opening_marks": "“" * 30_000,
        "brackets": "([{<" * 25_000,
        "dates": "12 March 2026, " * 6_600,
        "times_ago": "3 days ago " * 9_000,
        "emoji": "❤️" * 16_000,
        "marks": "a" + "\u0301" * 50_000,
        "right_to_left": "הנמל נסגר ביום שלישי " * 2_700,
        "no_spaces": "港は火曜日に閉鎖された。" * 2_700,
        "commas": ", " * 50_000,
        "sentences": " ".join(SENTENCES * 50),
        "addresses": "http://norvik.example/a?b=c&d=%20 " * 3_000,
        "signs": "|-*#=" * 20_000,
    }
    for name, line in long.items():
        yield _text("long-lines", name, line + "\n")
    for name, line in {
        "one_sentence": long["one_sentence"],
        "quotation": f'"{long["one_sentence"]}", said Ilse Varga.',
    }.items():
        yield _text("long-lines-in-an-article", name, article(chance, odd=line))
    yield _text("many-lines", "fifty_thousand", "".join(f"{n}\n" for n in range(50_000)))
    yield _text("many-lines", "of_one_letter", "a\r\n" * 5_000)
    yield _text("many-lines", "of_one_sentence", f"{SENTENCES[0]}\n" * 500)
    yield _text("many-lines", "blank_between", article(chance).replace("\n\n", "\n" * 5_000))
    yield _text("many-lines", "of_capitals", "".join(f"Ilse {chr(65 + n % 26)}arga\n" for n in range(2_000)))
    for name, text in {
        "empty": "",
        "space": " ",
        "newline": "\n",
        "returns": "\r\r\r",
        "tabs": "\t\t\n\t",
        "wide_spaces": "\u3000\u00a0\u2003\n\u2028",
        "digits": "1234567890\n" * 5,
        "quotation_marks": "\"\n'\n“”\n",
        "dots": "...\n…\n. . .\n",
        "no_end": SENTENCES[0],
        "one_line": SENTENCES[1] + "\n",
        "headline_alone": "Port of Norvik closed\n",
        "date_alone": "12 March 2026\n",
        "byline_alone": "By Ilse Varga\n",
        "end_alone": "Follow us on:\n",
        "the_same_twice": (SENTENCES[2] + "\n\n") * 2,
        "upper_case": article(chance).upper(),
        "words_a_line": article(chance).replace(" ", "\n"),
        "letters_a_line": "\n".join(SENTENCES[3]),
        "no_spaces": article(chance).replace(" ", ""),
        "returns_alone": article(chance).replace("\n", "\r"),
        "windows": article(chance).replace("\n", "\r\n"),
        "mixed_ends": "\r\n".join(SENTENCES[:3])
        + "\r\r\n\n\r"
        + "\n".join(SENTENCES[3:6])
        + "\r"
        + SENTENCES[6],
        "ends_reversed": "\n\r".join(SENTENCES[:6]),
        "other_ends": "\u2028".join(SENTENCES[:3]) + "\u0085" + "\f".join(SENTENCES[3:6]),
        "indented": article(chance).replace("\n\n", "\n\n        "),
    }.items():
        yield _text("small-and-odd", name, text)


def _marks(chance: random.Random) -> Iterator[Document]:
    """Quotation marks: alone, left open, nested, around nothing."""
    for number, mark in enumerate(MARKS):
        yield _text("marks-alone", f"{number:02}", f"{mark}\n{mark}{mark}\n{mark} {mark}\n")
        yield _text("marks-open", f"{number:02}", article(chance).replace(". ", f". {mark}"))
        yield _text(
            "marks-around-everything",
            f"{number:02}",
            "\n".join(f"{mark}{line}{mark}" for line in article(chance).split("\n")),
        )


def _moments(chance: random.Random) -> Iterator[Document]:
    """Impossible, far and vague times: as the date of the page, told in its text, and both, with the moment
    of retrieval beside it."""
    retrieved = json.dumps({"retrieved_at": "2026-05-02T08:00:00Z"}).encode()
    for number, when in enumerate(WHEN):
        yield _text("moments-of-publication", f"{number:02}", article(chance, when=when))
        told = (
            f"The dyke at Sallow will stand {when} if the clay holds, engineers said on Thursday. In "
            f"{when} it was begun."
        )
        yield _text(
            "moments-in-undated-text",
            f"{number:02}",
            f"Dyke builders plan far ahead {number}\n\n{told}\n\n{SENTENCES[3]}\n",
        )
        both = f"Bulbs counted {number}\n{when}\n\n{told}\n\n{SENTENCES[4]}\n"
        yield Document(f"moments-both/{number:02}.txt".encode(), both.encode(), None, retrieved)


def _names(chance: random.Random) -> Iterator[Document]:
    """Names of fifty words, fifty names, titles and decks of ten thousand letters."""
    for number, name in enumerate(NAMES):
        yield _text("names", f"{number:02}", article(chance, by=name).replace("Ola Brenner", name))
    fifty = ", ".join(f"Anna {chr(65 + n % 26)}{chr(97 + n // 26)}olm" for n in range(50))
    yield _text("names", "fifty_authors", article(chance, by=fifty))
    lines = "\n".join(f"By {name}" for name in fifty.split(", "))
    yield _text("names", "fifty_lines_of_authors", article(chance).replace("By Ilse Varga", lines))
    thousand = ", ".join(f"Mr Ola Br{chr(97 + n % 26)}n{n}er" for n in range(1_000))
    yield _text("names", "one_thousand_in_the_text", article(chance, odd=thousand))
    yield _text(
        "titles",
        "ten_thousand_letters",
        article(chance, headline=("Port of Norvik closed again and again " * 300)[:10_000]),
    )
    yield _text("titles", "one_word", article(chance, headline="Z" * 10_000))
    yield _text("titles", "of_digits", article(chance, headline="2026 " * 2_000))
    yield _text("titles", "of_emoji", article(chance, headline="❤️" * 2_000))
    deck = ("A summary of what the port office had to say about it. " * 200)[:10_000]
    yield _text("titles", "deck", article(chance, headline=f"Port closed\n{deck}"))


def _hostile(chance: random.Random) -> Iterator[Document]:
    """HTML, Markdown, SQL, CSV, templates and shell where words should be."""
    for name, odd in HOSTILE.items():
        yield _text("hostile-headline", name, article(chance, headline=f"{odd} Port closed"))
        yield _text(
            "hostile-everywhere",
            name,
            article(chance, headline=odd, odd=odd, when=f"12 March 2026 {odd}", by=f"Ilse {odd} Varga"),
        )


def _encodings(chance: random.Random) -> Iterator[Document]:
    """Marks, wide and older codecs, damage."""
    french = (
        "Le port de Norvík a été fermé mardi après la tempête, déclare la préfète. « Nous étions prévenus », "
        "a-t-elle ajouté.\r\n" * 6
    )
    russian = (
        "Порт Норвик закрыт во вторник после бури, сообщили в управлении порта. «Мы знали об этом», — "
        "сказала Ана Соколова.\r\n" * 6
    )
    japanese = "港は火曜日に閉鎖された。所長は「開けない」と述べた。\n" * 8
    plain = article(chance)

    def stow(name: str, content: bytes, rule: str | None = None) -> Document:
        return Document(f"encodings/{name}.txt".encode(), content, rule)

    for codec in ("utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"):
        yield stow(codec, plain.encode(codec))
    for codec in ("utf-8-sig", "utf-16", "utf-32"):
        yield stow(f"{codec}_french", french.encode(codec))
        yield stow(f"{codec}_emoji", f"{french}❤️ 👨‍👩‍👧‍👦\n{russian}".encode(codec))
        yield stow(f"{codec}_mark_alone", "".encode(codec))
    for codec in ("cp1252", "iso8859_15", "cp1250"):
        yield stow(codec, french.encode(codec, "ignore"))
    for codec in ("cp1251", "koi8_r"):
        yield stow(codec, russian.encode(codec, "ignore"))
    for codec in ("shift_jis", "euc_jp"):
        yield stow(codec, japanese.encode(codec))
    yield stow("two_marks", b"\xef\xbb\xbf\xef\xbb\xbf" + plain.encode())
    yield stow("mark_in_the_middle", french.encode() + b"\xef\xbb\xbf" + french.encode())
    yield stow("utf-8_cut_short", russian.strip().encode()[:-2], "not_text")
    yield stow("utf-8_with_a_wild_byte", russian.encode() + b"\xff" + russian.encode(), "not_text")
    yield stow("utf-16_cut_short", plain.encode("utf-16")[:-1], "not_text")
    yield stow(
        "utf-16_with_half_a_pair",
        "A lone half: ".encode("utf-16") + b"\x00\xd8" + " and on".encode("utf-16-le"),
        "not_text",
    )
    yield stow("utf-32_beyond", "Far ".encode("utf-32") + b"\xff\xff\xff\x7f", "not_text")
    yield stow(
        "surrogates_as_utf-8", russian.encode() + b"\xed\xa0\xbd\xed\xb8\x80" + russian.encode(), "not_text"
    )
    yield stow("too_long_a_spelling", russian.encode() + b"\xc0\xaf" + russian.encode(), "not_text")
    yield stow("picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "not_text")
    yield stow("packed", b"\x1f\x8b\x08\x00" + bytes(range(255, -1, -1)) * 4, "damaged")
    yield stow("zeros", b"\x00" * 4_000, "not_text")
    yield stow("zero_in_a_text", plain.encode()[:50] + b"\x00" + plain.encode()[50:], "not_text")
    yield Document(b"encodings/page.rtf", b"{\\rtf1 Port closed}", "refused")
    yield Document(b"encodings/no_ending", plain.encode(), "refused")
    yield Document(b"encodings/too_large.txt", b"Port closed. " * 1_600_000, "refused")


def _controls(chance: random.Random) -> Iterator[Document]:
    """Control characters: few of them are a slip in a text, many of them are none."""
    for number in (1, 7, 8, 14, 27, 28, 30, 31, 127):
        yield _text("controls", f"{number:02}_once", article(chance).replace(" ", f" {chr(number)}", 1))
    yield _text("controls", "many", "Port\x01 closed\x02 again\x03\n" * 20, "not_text")
    yield _text("controls", "alone", "\x07", "not_text")
    yield _text("controls", "escape", "\x1b[31mPort\x1b[0m closed\n" + article(chance))


def _file_names(chance: random.Random) -> Iterator[Document]:
    """Names that a file system takes and nobody likes."""
    names = [
        *(
            b" ",
            b"  leading and trailing  ",
            b"-rf",
            b"--help",
            b"~",
            b"*",
            b"?",
            b"a;b",
            b"a&b",
            b"a|b",
            b"a'b",
            b'a"b',
            b"a`id`b",
            b"$(id)",
            b"${HOME}",
        ),
        *(
            b"a$b",
            b"a\\b",
            b"a\nb",
            b"a\r\nb",
            b"a\tb",
            b"a\x07b",
            b"a\x1b[2Jb",
            b"%2e%2e%2f",
            b"%",
            b"%FF",
            b"100%",
            b"{}",
            b"{{ 7*7 }}",
            b"#",
            b"a,b",
            b"=1+1",
        ),
        *(
            b"<script>alert(1)<",
            b"![](x) [y](javascript:0)",
            b"'; DROP TABLE articles; --",
            b"NULL",
            b"null",
            b"None",
            b"nan",
            b"CON",
            b"aux",
            b"...",
        ),
        *(
            b"a\xffb",
            b"\xc3\x28",
            b"\xed\xa0\x80",
            b"caf\xe9",
            "❤️".encode(),
            "\u202egnp".encode(),
            "\u0301".encode(),
            "\ufeff".encode(),
            "\u200b".encode(),
        ),
        *(
            "é".encode(),
            "e\u0301".encode(),
            "港".encode(),
            "İ".encode(),
            b"CASE",
            b"case",
            b"x" * 251,
            "ü".encode() * 125,
            b"a.meta.json",
            b"2026-03-12",
            b"0",
        ),
    ]
    for name in names:
        yield Document(
            b"file-names/" + name + b".txt",
            article(chance, headline=f"Of a file {len(name)} {chance.random()}").encode(),
        )
        if len(name) < 240 and not name.endswith(SIDECAR.encode()):  # of the 255 bytes that a name may have
            yield Document(b"folder " + name + b"/page.txt", article(chance).encode())
    yield Document(b"file-names/.txt", article(chance).encode())
    yield Document(b"file-names/.hidden.txt", article(chance).encode())
    yield Document(b"file-names/UPPER.TXT", article(chance).encode())
    yield Document(b"/".join([b"deep"] * 60) + b"/page.txt", article(chance).encode())
    yield Document(b"in no folder.txt", article(chance).encode())
    # Two names that read the same once they are text: the second in order is told so.
    yield Document(b"file-names/twin%FE.txt", article(chance).encode())
    yield Document(b"file-names/twin\xfe.txt", article(chance).encode(), "same_name")


def _sidecars(chance: random.Random) -> Iterator[Document]:
    """What a sidecar can hold."""
    innocent = {
        "nothing": b"{}",
        "nulls": b'{"outlet": null, "url": null, "retrieved_at": null}',
        "empty": b'{"outlet": "", "url": "", "retrieved_at": ""}',
        "more": b'{"outlet": "Norvik Radio", "tags": [1, {"a": null}], "$schema": "x"}',
        "emoji": '{"outlet": "Radio ❤️ \u202e", "url": "https://norvik.example/❤️"}'.encode(),
        "escapes": b'{"outlet": "\\u0052adio \\ud83d\\ude00"}',
        "spaces": b' \r\n\t{"outlet"\n:\n"Norvik Radio"}\n\n',
        "zone": b'{"retrieved_at": "2026-03-12T10:00:00+14:00"}',
        "day": b'{"retrieved_at": "2026-03-12"}',
        "hostile": json.dumps(
            {"outlet": "![](x) [y](javascript:0) <b>'; DROP TABLE articles; --", "url": "javascript:alert(1)"}
        ).encode(),
        "long": json.dumps(
            {"outlet": "Radio " * 200, "url": "https://norvik.example/" + "a" * 1_500}
        ).encode(),
        "blank": b'{"outlet": "   ", "url": "\\n"}',
    }
    broken = {
        "no_json": b"outlet: Norvik Radio",
        "nothing_at_all": b"",
        "cut_short": b'{"outlet": "Norvik',
        "array": b"[1, 2]",
        "string": b'"Norvik Radio"',
        "number": b"7",
        "null": b"null",
        "outlet_number": b'{"outlet": 7}',
        "outlet_list": b'{"outlet": ["Norvik Radio"]}',
        "outlet_nan": b'{"outlet": NaN}',
        "url_object": b'{"url": {}}',
        "retrieved_number": b'{"retrieved_at": 1700000000}',
        "retrieved_words": b'{"retrieved_at": "yesterday"}',
        "retrieved_impossible": b'{"retrieved_at": "2026-02-30T00:00:00Z"}',
        "half_a_pair": b'{"outlet": "\\ud800"}',
        "half_a_pair_in_the_address": b'{"url": "https://norvik.example/\\udfff"}',
        "no_utf_8": b'{"outlet": "caf\xe9"}',
        "two_outlets": b'{"outlet": "one", "outlet": "two"}',
        "deep": b"[" * 100_000,
        "deep_inside": b'{"outlet": "one", "a": ' + b"[" * 100_000,
        "binary": bytes(range(256)),
        "endless_number": b'{"outlet": ' + b"9" * 5_000 + b"}",
        "control_character": b'{"outlet": "Norvik\\u0007Radio"}',
        "endless_address": b'{"url": "https://norvik.example/' + b"a" * 50_000 + b'"}',
        "five_megabytes": b'{"outlet": "' + b"x" * 5_000_000 + b'"}',
    }
    for name, content in innocent.items():
        yield Document(f"sidecar-{name}.txt".encode(), article(chance).encode(), None, content)
        yield Document(
            f"sidecars-relative/{name}.txt".encode(),
            article(chance, when="3 hours ago").encode(),
            None,
            content,
        )
    for name, content in broken.items():
        yield Document(
            f"sidecar-broken-{name}.txt".encode(),
            article(chance, when="3 hours ago").encode(),
            None,
            content,
            "sidecar",
        )
    for number, at in enumerate(PLACEHOLDERS):
        content = json.dumps({"retrieved_at": at}).encode()
        text = article(chance, when=("3 hours ago", "yesterday", "99999999 days ago")[number % 3])
        yield Document(f"sidecars-placeholder/{number:02}.txt".encode(), text.encode(), None, content)


PLACEHOLDERS: Final = (
    *(
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "0001-01-01T00:00:00-14:00",
        "0001-01-01",
        "9999-12-31T23:59:59Z",
    ),
    *(
        "9999-12-31T23:59:59-14:00",
        "9999-12-31T23:59:59.999999",
        "1000-01-01T00:00:00Z",
        "2999-01-01T00:00:00Z",
        "1582-10-10T00:00:00Z",
    ),
    "1970-01-01T00:00:00Z",
)
"""What programs write that know no time: it is none, and nobody is at fault."""


def _speech(chance: random.Random) -> Iterator[Document]:
    """Quotations that run over ends of lines, blank lines, dropped lines; and never end."""
    middle = "and that is all that there is to say about the old chain of the port of Norvik"
    between = {
        "return": "\r",
        "windows": "\r\n",
        "newline": "\n",
        "blank": "\n\n",
        "blanks": "\n \n\t\n",
        "share": "\nShare this article\n",
        "more": "\nRead more: Bakers warn of dearer rye\n",
        "advertisement": "\n\nAdvertisement\n\n",
        "separator": "\n***\n",
        "caption": "\nPhoto: Ilse Varga\n",
        "tab": "\t",
        "wide_space": "\u3000",
        "spaces": "     ",
        "soft_hyphen": "\u00ad",
        "line_separator": "\u2028",
        "form_feed": "\f",
        "selector": " \ufe0f ",
    }
    for name, inside in between.items():
        said = (
            f"“We knew that it would come, said nobody at all, {inside}{middle},” said Ilse Varga, who "
            "chairs the committee."
        )
        yield _text(
            "speech", name, article(chance).replace(chance.choice(SAID), "") + f"\n{said}\n\n{SENTENCES[4]}\n"
        )
        straight = said.replace("“", '"').replace("”", '"')
        yield _text("speech-undirected", name, f"Port closed\n12 March 2026\n{SENTENCES[0]}\n\n{straight}\n")
    yield _text(
        "speech", "never_ends", article(chance) + "“" + " ".join(SENTENCES) + "\n\n" + "\n\n".join(SENTENCES)
    )
    yield _text("speech", "a_hundred_deep", article(chance, odd="“‘" * 50 + "no" + "’”" * 50))
    yield _text("speech", "four_hundred_letters", article(chance, odd=f"'{'word ' * 100}' said Ilse Varga"))
    yield _text("speech", "said_said_said", article(chance, odd='"no" said said said "yes" said, "no" ' * 50))


def _stories(chance: random.Random) -> Iterator[Document]:
    """One event told by many, some of them undated and with times that no calendar holds."""
    headline = "Sallow dyke: county pays 4.2 million crowns for clay"
    told = (
        "The county of Sallow paid 4.2 million crowns for the clay of its new dyke, and Brand Iversen "
        "called the sum modest."
    )
    for number, when in enumerate(WHEN):
        day, ahead = ("Thursday", "Monday", "Sunday")[number % 3], 10 ** (number % 12)
        far = f"It was begun {when} and will stand for the next {ahead} decades, engineers said on {day}."
        yield _text(
            f"story-undated-{number % 5}",
            f"{number:02}",
            f"{headline}\n\n{told} {far}\n\n{chance.choice(SAID)}\n",
        )
    for number in range(6):
        day = ("12 March 2026", "31 December 9999", "1 January 1900")[number % 3]
        text = (
            f"{headline}\n{day}\n\n{told}\nWork on the dyke of Sallow began on "
            f"Thursday.\n\n{chance.choice(SAID)}\n"
        )
        yield _text(f"story-dated-{number}", "page", text)
    for number in range(6):
        yield _text(f"copies-{number}", "page", article(random.Random(1)))


def _woven(chance: random.Random) -> Iterator[Document]:
    """Odd pieces at random, in odd frames, with odd ends of lines."""
    for number in range(WOVEN):
        yield _text(f"woven-{number % 4}", f"{number:03}", woven(chance))


def things() -> list[Thing]:
    """Pipes and links."""
    return [
        Thing(b"pipes/pipe.txt", "unreadable"),
        Thing(b"pipes/pipe", "unreadable"),
        Thing(b"pipes/alone.txt.meta.json", "sidecar"),
        Thing(
            b"in no folder.txt.meta.json", "sidecar"
        ),  # beside a document: only to open it would wait for ever
        Thing(b"encodings/utf-16.txt.meta.json", "sidecar", b"/dev/zero"),
        Thing(b"links/nowhere.txt", "unreadable", b"no such file.txt"),
        Thing(b"links/itself.txt", "unreadable", b"itself.txt"),
        Thing(b"links/zeros.txt", ANY, b"/dev/zero"),
        Thing(b"links/of the system.txt", ANY, b"/etc/passwd"),
        Thing(b"links/outside.txt", ANY, b"../../outside/page.txt"),
        Thing(b"links/outside", ANY, b"../../outside"),
        Thing(b"links/above", ANY, b".."),
        *(Thing(f"links/sibling {n}".encode(), None, b"../story-dated-0") for n in range(3)),
    ]
