"""Score how alike two documents' terms are."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

import polars as pl

from assets.data import packaged
from assets.enriching.text.word_lists import NUMBER, UNSEEN

# documents about anything, added to ours: so that five articles about one event still share something rare
IMAGINED: Final = 1_000
IMAGINED_LENGTH: Final = 400  # words of each
COMMON: Final = 200  # a term that more documents of a window hold says little and would join all with all
WINDOW: Final = timedelta(days=21)  # two articles published further apart tell of different events
UNIT: Final = float(2**50)  # what a product of two weights, which is at most 1, is counted in parts of
AT_ONCE: Final = 3_000_000  # shared terms of pairs that are held at once
FAINT: Final = 0.02  # likeness under which a pair counts as none
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def liken(documents: pl.DataFrame) -> pl.DataFrame:
    """Documents (doc, terms, published_earliest, published_latest) → pairs that may tell of one event: a, b
    (a < b), likeness.

    Only documents whose publication bounds lie within `WINDOW` are compared; one without bounds is compared
    with all. The work is done window by window, and in each it grows with the documents there.
    """
    weighed = weigh(documents)
    when = documents.select("doc", earliest="published_earliest", latest="published_latest")
    empty = pl.DataFrame(schema={"a": pl.Int64, "b": pl.Int64, "likeness": pl.Float64})
    found = [pairs for left, right in _windows(when) for pairs in _compare(weighed, left, right)]
    # Two windows may hold the same pair.
    pairs = pl.concat([empty, *found]).group_by("a", "b").agg(pl.col("likeness").max())
    for side in ("a", "b"):
        bounds = when.select(pl.all().name.suffix(f"_{side}"))
        pairs = pairs.join(bounds.rename({f"doc_{side}": side}), on=side)
    a_is_later = pl.col("earliest_a") > pl.col("latest_b") + WINDOW
    b_is_later = pl.col("earliest_b") > pl.col("latest_a") + WINDOW
    together = ~(a_is_later | b_is_later).fill_null(False)
    return pairs.filter(together).select("a", "b", "likeness").sort("a", "b")


def weigh(documents: pl.DataFrame) -> pl.DataFrame:
    """Documents (doc, terms) → one row per term of each: doc, term (its number), weight.

    The squares of a document's weights add up to 1.
    """
    terms = documents.select(pl.col("doc").cast(pl.Int32), "terms")
    terms = terms.explode("terms", empty_as_null=False).unnest("terms")
    spread = terms.group_by("term").agg(df=pl.len()).with_row_index("number")
    imagined = [IMAGINED * chance(term, IMAGINED_LENGTH) for term in spread["term"].to_list()]
    expected = pl.Series("expected", imagined, dtype=pl.Float64)
    rare = (documents.height + IMAGINED + 1) / (pl.col("df") + pl.col("expected") + 0.5)
    spread = spread.hstack([expected]).with_columns(idf=rare.log().clip(0))
    weighed = terms.join(spread, on="term").with_columns(weight=(1 + pl.col("count").log()) * pl.col("idf"))
    length = pl.col("weight").pow(2).sort().sum().over("doc").sqrt()
    return weighed.filter(pl.col("weight") > 0).select("doc", term="number", weight=pl.col("weight") / length)


def chance(word: str, length: int) -> float:
    """The probability that a text of `length` words about anything holds the word."""
    return -math.expm1(length * math.log1p(-(2.0 ** -rarity(word))))


def rarity(word: str) -> float:
    """How rare a lower-case word is: -log2 of its share of all words in English books, 4 (the) to 25."""
    known = _rarities().get(word)
    if known is not None:
        return known
    return NUMBER if word.isdigit() else UNSEEN


@cache
def _rarities() -> dict[str, float]:
    # Whatever the language: the terms of all documents are weighed together.
    frame = packaged.table("languages/en/words")
    return dict(zip(frame["word"].to_list(), frame["rarity"].to_list(), strict=True))


def _windows(when: pl.DataFrame) -> Iterator[tuple[pl.Series, pl.Series]]:
    """The documents to compare: those of each window with one another, then those without bounds with all."""
    dated = when.drop_nulls()
    size = WINDOW.total_seconds()
    first = ((pl.col("earliest") - EPOCH - WINDOW / 2).dt.total_seconds() / size).floor().cast(pl.Int64)
    last = ((pl.col("latest") - EPOCH + WINDOW / 2).dt.total_seconds() / size).floor().cast(pl.Int64)
    placed = dated.select("doc", window=pl.int_ranges(first, last + 1)).explode("window")
    placed = placed.sort("window", "doc")
    for window in placed.partition_by("window", maintain_order=True):
        yield window["doc"], window["doc"]
    undated = when.filter(pl.col("earliest").is_null() | pl.col("latest").is_null())["doc"]
    if len(undated):
        yield undated, when["doc"]


def _compare(weighed: pl.DataFrame, left: pl.Series, right: pl.Series) -> Iterator[pl.DataFrame]:
    """The pairs of one window, by the terms that few of its documents hold: a, b, likeness.

    So many documents at a time as memory is bounded for.
    """
    there = weighed.filter(pl.col("doc").is_in(right.to_list())).with_columns(df=pl.len().over("term"))
    there = there.filter(pl.col("df").is_between(2, COMMON))
    mine = there.filter(pl.col("doc").is_in(left.to_list()))
    costs = mine.group_by("doc").agg(cost=pl.col("df").sum()).sort("doc")
    costs = costs.with_columns(batch=pl.col("cost").cum_sum() // AT_ONCE)
    batches = costs.partition_by("batch", maintain_order=True)
    theirs = there.select(doc_b="doc", term="term", weight_b="weight")
    for docs in (batch["doc"] for batch in batches):
        both = mine.lazy().filter(pl.col("doc").is_between(docs[0], docs[-1])).join(theirs.lazy(), on="term")
        is_lesser, is_greater = pl.col("doc") < pl.col("doc_b"), pl.col("doc") > pl.col("doc_b")
        if left is right:
            both = both.filter(is_lesser)
        else:
            also = pl.col("doc_b").is_in(left.to_list())  # a pair of two of them is found from its lesser one
            both = both.filter(is_lesser | (is_greater & ~also))
        products = both.select(
            a=pl.min_horizontal("doc", "doc_b"),
            b=pl.max_horizontal("doc", "doc_b"),
            product=pl.col("weight") * pl.col("weight_b"),
        )
        # whole numbers, for their sum is the same in whatever order they come
        whole = (pl.col("product") * UNIT).round().cast(pl.Int64)
        pairs = products.group_by("a", "b").agg(likeness=whole.sum() / UNIT)
        pairs = pairs.filter(pl.col("likeness") >= FAINT)
        yield pairs.select(pl.col("a", "b").cast(pl.Int64), "likeness").collect()
