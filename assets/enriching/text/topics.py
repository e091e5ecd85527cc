"""Name what documents are about, in the top level of the IPTC Media Topics."""

from functools import cache
from typing import Final

import polars as pl

from assets.enriching.text.word_lists import common_words
from assets.languages import DEFAULT, BrokenLanguage, Language, language
from checks.shapes import TOPIC

LEAST_SHARE: Final = 0.15  # of all that speaks for any topic
LEAST_WEIGHT: Final = 2.0  # two words, or one that comes back often
MOST: Final = 3
NO_WORDS: Final = pl.Schema(dict.fromkeys(("language", "term", "code", "topic"), pl.String))


def name_topics(counted: pl.DataFrame) -> pl.DataFrame:
    """Words of documents (doc, language, term, count) → the topics they speak of: doc, topics (the strongest
    first).

    A null language is English; a document in a language whose folder has no `topics.tsv` has none.
    """
    spoken = counted.with_columns(pl.col("language").fill_null(DEFAULT))
    known = [found for code in spoken["language"].unique().sort() if (found := language(code)) is not None]
    words = pl.concat([NO_WORDS.to_frame(), *map(_words, known)])
    speaking = spoken.join(words, on=["language", "term"])
    topics = speaking.group_by("doc", "code", "topic").agg(weight=(1 + pl.col("count").log()).sort().sum())
    topics = topics.with_columns(
        score=(pl.col("weight") / pl.col("weight").sort().sum().over("doc")).round(4)
    )
    strong = topics.filter((pl.col("weight") >= LEAST_WEIGHT) & (pl.col("score") >= LEAST_SHARE))
    ranked = strong.sort("doc", "score", "code", descending=[False, True, False])
    best = ranked.group_by("doc", maintain_order=True).agg(
        topics=pl.struct("code", "topic", "score").head(MOST)
    )
    return best.select("doc", pl.col("topics").cast(pl.List(TOPIC)))


@cache
def _words(spoken: Language) -> pl.DataFrame:
    """The words of a language that speak for a topic: language, term, code, topic."""
    common = common_words(spoken)
    rows: set[tuple[str, str, str, str]] = set()
    for medtop, topic, word in topic_words(spoken):
        plural = spoken.form(word, "plural")
        forms = {word, plural} if plural in common else {word}
        rows |= {(spoken.code, form, medtop, topic) for form in forms}
    return pl.DataFrame(sorted(rows), schema=NO_WORDS, orient="row")


def topic_words(spoken: Language) -> list[tuple[str, str, str]]:
    """What `topics.tsv` of a language says: code, topic and a word that speaks for it.

    Raises:
        BrokenLanguage: a line is none of code, topic and words with a tab between each two.
    """
    found = []
    for line in spoken.lines("topics.tsv"):
        if line.count("\t") != 2:
            file = spoken.folder / "topics.tsv"
            raise BrokenLanguage(
                f"{file}: {line[:40]!r} … is not: code, tab, topic, tab, words. Correct the line."
            )
        medtop, topic, words = line.split("\t")
        found += [(medtop, topic, word) for word in words.split()]
    return found
