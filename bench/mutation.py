"""Articles by the thousand, of real size and each its own, made from real pages.

An outlet has the furniture of one page; an article mixes sentences of a few pages, with other names, numbers
and words. One in twenty is a copy of an earlier one with edits, one in ten tells its story in other words,
one in twenty has no date. Document `n` is always the same, whichever were made before it.
"""

import math
import os
import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import polars as pl

from bench import pages
from bench.pipeline import SYLLABLES

COPIES: Final = 0.05
TOLD_AGAIN: Final = 0.1
UNDATED: Final = 0.05
SWAPPED: Final = 0.4  # of the longer words, for all who tell of one event
REWORDED: Final = 0.15  # of the others, by each who tells of it
OUTLETS: Final = 200  # the first has 1/r of the r-th's articles
NAMES: Final = 1_000_000  # that there are to choose from, the first ones often
FIRST_DAY: Final = date(2000, 1, 3)
LAST_CHANGED: Final = 1_764_460_800  # of every file, as a time in seconds
PROSE: Final = 80  # characters from which a line is taken for text
FURNITURE: Final = 25  # lines of it above an article, and below
DATES: Final = (
    "{0.day} {0:%B} {0.year}",
    "{0:%B} {0.day}, {0.year}",
    "{0:%Y-%m-%d}",
    "{0:%d/%m/%Y}",
    "{0:%m/%d/%Y}",
)
YEAR: Final = re.compile(r"(19|20)\d\d")
TOKEN: Final = re.compile(r"[^\W\d_]{2,}|\d+")
SENTENCE_END: Final = re.compile(r"(?<=[.!?”\"])\s+(?=[\"“A-Z])")


class Page(NamedTuple):
    """What is taken from a real page: its short lines above and below the text, and the text's sentences."""

    above: list[str]
    below: list[str]
    sentences: list[str]


class Documents:
    """The documents of one seed, made from pages, `per_day` of them dated on each day."""

    def __init__(self, texts: Iterable[str], per_day: int, seed: int = 7) -> None:
        self.pages = [page for page in map(_taken, texts) if len(page.sentences) > 5]
        self.per_day, self.seed = per_day, seed

    @cached_property
    def words(self) -> list[str]:
        """All longer words of the pages, as often as they stand there."""
        sentences = (sentence for page in self.pages for sentence in page.sentences)
        return [
            word
            for sentence in sentences
            for word in TOKEN.findall(sentence)
            if len(word) > 4 and word.islower()
        ]

    @cached_property
    def no_names(self) -> set[str]:
        """What is a word of the language, though a sentence may begin with it."""
        sentences = (sentence for page in self.pages for sentence in page.sentences)
        return {word for sentence in sentences for word in TOKEN.findall(sentence) if word.islower()}

    def lay(self, raw: Path, numbers: range) -> None:
        """Write documents into a raw folder."""
        for number in numbers:
            outlet, text = self.document(number)
            file = raw / outlet / f"{number:07}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
            os.utime(file, (LAST_CHANGED, LAST_CHANGED))

    def document(self, number: int) -> tuple[str, str]:
        """The outlet of a document, and its text."""
        chance = self._chance("page", number)
        event, telling = self.origin(number)
        title, *sentences = self.told(event, telling)
        if telling != number:  # a copy: a sentence is cut, a word is another
            del sentences[chance.randrange(len(sentences))]
            sentences[0] = TOKEN.sub(lambda _: chance.choice(self.words), sentences[0], count=1)
        rank = int(OUTLETS ** chance.random())
        page = self.pages[rank % len(self.pages)]
        day = FIRST_DAY + timedelta(days=number // self.per_day)
        stamp = [] if chance.random() < UNDATED else [DATES[rank % len(DATES)].format(day)]
        teasers = [self.teaser(rank, day.toordinal() - chance.randrange(3), nth) for nth in range(3)]
        lines = [
            *self.furniture(page.above, rank, chance),
            title,
            f"By {self.name(f'{rank} {chance.randrange(9)}')} {self.name(f'{rank} {chance.randrange(9)}')}",
            *stamp,
            *(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)),
            *teasers,
            *self.furniture(page.below, rank, chance),
        ]
        return f"outlet-{rank:03}", "\n".join(lines) + "\n"

    def origin(self, number: int) -> tuple[int, int]:
        """The documents that a document's event, and its words, are from: itself, or an earlier one."""
        chance = self._chance("origin", number)
        kind = chance.random()
        if number == 0 or kind >= COPIES + TOLD_AGAIN:
            return number, number
        event, telling = self.origin(number - 1 - chance.randrange(min(number, 2 * self.per_day)))
        return event, telling if kind < COPIES else number

    def told(self, event: int, telling: int) -> list[str]:
        """An event as somebody tells it: a headline, then sentences."""
        chance = self._chance("event", event)
        found = [
            sentence
            for page in chance.sample(self.pages, min(5, len(self.pages)))
            for sentence in page.sentences
        ]
        chance = self._chance("telling", telling)
        size, sentences = min(max(1_000, chance.lognormvariate(8.45, 0.6)), 20_000), list[str]()
        chance.shuffle(found)
        for sentence in found:
            sentences.append(TOKEN.sub(lambda match: self.other(match.group(), event, telling), sentence))
            size -= len(sentence)
            if size < 0:
                break
        return [" ".join(sentences[0].split()[:10]).rstrip(".,"), *sentences]

    def other(self, word: str, event: int, telling: int) -> str:
        """What a telling of an event has in the place of a word or number."""
        if word.isdecimal():
            known = len(word) > 9 or YEAR.fullmatch(word)
            return (
                word
                if known
                else f"{1 + int(_share(event, word) * (28 if len(word) < 3 else 10 ** len(word))):,}"
            )
        if word.istitle() and word.lower() not in self.no_names:
            return self.name(f"{event} {word}")
        if len(word) > 4 and word.islower():
            for teller, part in ((f"event {event}", SWAPPED), (f"telling {telling}", REWORDED)):
                if (share := _share(self.seed, teller, word)) < part:
                    return self.words[int(share / part * len(self.words))]
        return word

    def name(self, of: str) -> str:
        """A made-up name: few are frequent, most are rare."""
        nth = int(NAMES ** math.sqrt(_share(self.seed, "name", of)))
        parts = (SYLLABLES[nth // len(SYLLABLES) ** at % len(SYLLABLES)] for at in range(3))
        return "".join(parts).capitalize()

    def teaser(self, rank: int, day: int, nth: int) -> str:
        """A headline that an outlet shows under the articles of some days."""
        chance = self._chance("teaser", rank, day, nth)
        return " ".join(chance.choices(self.words, k=8)).capitalize()

    def furniture(self, lines: list[str], rank: int, chance: Random) -> list[str]:
        """The lines of an outlet that stand on this page: some stand on every one, others on a third."""
        return [line for line in lines if chance.random() < 0.3 + _share(self.seed, rank, line)]

    def _chance(self, *what: object) -> Random:
        return Random(" ".join(map(str, (self.seed, *what))))


def real_texts() -> list[str]:
    """The samples and, where they are, the English dev pages, whole."""
    texts = [file.read_bytes().decode("utf-8", "ignore") for file in sorted(Path("samples").glob("*/*.txt"))]
    if (pages.BENCH / "dev_text.parquet").exists():
        frame = pages.pages().filter(pl.col("page").is_not_null() & (pl.col("lang") == "en"))
        texts += frame.sort("id")["page"].to_list()
    return [
        text for text in texts if "\0" not in text
    ]  # one page is no text: all made from it would be refused


def _taken(text: str) -> Page:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    prose = [at for at, line in enumerate(lines) if len(line) >= PROSE] or [0]
    short = [
        line if not YEAR.search(line) else "" for line in lines
    ]  # a day of the page is not the article's
    above, below = short[: prose[0]][:FURNITURE], short[prose[-1] + 1 :][:FURNITURE]
    sentences = [part for at in prose for part in SENTENCE_END.split(lines[at]) if 30 < len(part) < 600]
    return Page(list(filter(None, above)), list(filter(None, below)), sentences)


def _share(*what: object) -> float:
    """A number from 0 to 1 that is always the same for the same things."""
    return int.from_bytes(blake2b(repr(what).encode(), digest_size=6).digest()) / 2**48
