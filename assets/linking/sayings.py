"""Recognise the same quotation in several articles."""

from typing import Final

import polars as pl

from assets.linking.components import join_up

RUN: Final = 4  # words that two quotations must share in a row to be compared
SHARED: Final = 0.7  # of the shorter one's runs, from which they are one quotation cut at other places
COMMON: Final = 50  # a run that more quotations hold is a phrase


def match_quotes(enriched: pl.LazyFrame) -> pl.DataFrame:
    """The marked quotes of `enriched` (one version per article) → quote_id, quote_cluster_id: equal where two say the same.

    Quotes of four words or more are matched by their words, wherever they were cut; shorter ones must be equal, and have the same
    speaker. The id of a cluster is the least of its quotes' ids.
    """
    quotes = (
        enriched.select("quotes")
        .explode("quotes", empty_as_null=False)
        .unnest("quotes")
        .filter(pl.col("kind").is_in(["direct", "partial"]))
        .collect()
    )
    said = quotes.select("quote_id", "speaker_id", words=pl.col("text").str.to_lowercase().str.extract_all(r"[\p{L}\p{M}\p{N}]+"))
    said = said.with_columns(length=pl.col("words").list.len().cast(pl.Int64)).unique("quote_id").sort("quote_id")
    matches = [*_equal(said), *_overlapping(said)]
    clusters = join_up(matches)
    return said.select("quote_id", quote_cluster_id=pl.col("quote_id").replace(clusters))


def _equal(said: pl.DataFrame) -> list[tuple[str, str]]:
    short = said.filter((pl.col("length") < RUN) & (pl.col("length") > 0) & pl.col("speaker_id").is_not_null())
    first = short.select("quote_id", first=pl.col("quote_id").first().over(pl.col("words").list.join(" "), "speaker_id"))
    return list(first.iter_rows())


def _overlapping(said: pl.DataFrame) -> list[tuple[str, str]]:
    long = said.filter(pl.col("length") >= RUN).select("quote_id", "words", runs=pl.col("length") - RUN + 1)
    words = long.select("quote_id", "runs", at=pl.int_ranges(pl.col("runs") + RUN - 1), word="words").explode("at", "word")
    word = pl.col("word").hash()
    run = pl.struct(word.shift(-step).alias(str(step)) for step in range(RUN)).hash()
    runs = words.with_columns(run=run).filter(pl.col("at") < pl.col("runs")).select("quote_id", "runs", "run").unique()
    common = runs.group_by("run").len().filter(pl.col("len").is_between(2, COMMON))
    runs = runs.join(common, on="run", how="semi")
    both = runs.join(runs, on="run", suffix="_b").filter(pl.col("quote_id") < pl.col("quote_id_b"))
    counted = both.group_by("quote_id", "quote_id_b").agg(pl.len(), shorter=pl.min_horizontal("runs", "runs_b").first())
    return list(
        counted.filter(pl.col("len") >= SHARED * pl.col("shorter"))
        .select("quote_id", "quote_id_b")
        .sort("quote_id", "quote_id_b")
        .iter_rows()
    )
