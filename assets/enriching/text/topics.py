"""Name what documents are about, in the top level of the IPTC Media Topics."""

from functools import cache
from typing import Final

import polars as pl

from assets.data import packaged
from assets.enriching.text.word_lists import is_common
from checks.shapes import TOPIC

LEAST_SHARE: Final = 0.15  # of all that speaks for any topic
LEAST_WEIGHT: Final = 2.0  # two words, or one that comes back often
MOST: Final = 3


def name_topics(counted: pl.DataFrame) -> pl.DataFrame:
    """English words (doc, term, count) → the topics they speak of: doc, topics (List of `shapes.TOPIC`, the strongest first)."""
    topics = counted.join(_words(), on="term").group_by("doc", "code", "topic").agg(weight=(1 + pl.col("count").log()).sort().sum())
    topics = topics.with_columns(score=(pl.col("weight") / pl.col("weight").sort().sum().over("doc")).round(4))
    strong = topics.filter((pl.col("weight") >= LEAST_WEIGHT) & (pl.col("score") >= LEAST_SHARE))
    ranked = strong.sort("doc", "score", "code", descending=[False, True, False])
    best = ranked.group_by("doc", maintain_order=True).agg(topics=pl.struct("code", "topic", "score").head(MOST))
    return best.select("doc", pl.col("topics").cast(pl.List(TOPIC)))


@cache
def _words() -> pl.DataFrame:
    """The words that speak for a topic: term, code, topic."""
    rows: set[tuple[str, str, str]] = set()
    for line in packaged.lines("data/topics.tsv"):
        code, topic, words = line.split("\t")
        rows |= {(form, code, topic) for word in words.split() for form in _forms(word)}
    return pl.DataFrame(sorted(rows), schema=["term", "code", "topic"], orient="row")


def _forms(word: str) -> set[str]:
    """The word and its plural."""
    plural = (
        word[:-1] + "ies"
        if word.endswith("y") and word[-2] not in "aeiou"
        else word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")
    )
    return {word, plural} if is_common(plural) else {word}
