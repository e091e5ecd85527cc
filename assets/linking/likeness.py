"""Score how alike two documents are: by themselves alone, so that no third one changes it.

What a document's words weigh is known from packaged frequencies (`enriched.terms`). Other documents decide
only whether a pair is looked at: a word that very many of the same days have finds no pairs.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import polars as pl

ALIKE: Final = 0.32  # likeness from which two documents, or the mean of two groups, tell of one event
ALIKE_IF_SHORT: Final = 0.2  # the same where one of them is short: it has less to share
SHORT: Final = 150  # words
APART: Final = timedelta(days=14)  # two articles published further apart tell of different events
# The headlines are of different things, unless so much of one stands in the other's opening:
STRANGERS: Final = 0.05  # cosine of the headlines
SPOKEN_OF: Final = 0.45  # share of a headline's weight
HARDLY_SPOKEN_OF: Final = 0.28  # the same, under which a pair is doubtful
OPENINGS: Final = 0.22  # cosine of the openings, under which a pair is doubtful
DOUBTFUL: Final = 0.75  # factor of the likeness, for each of the two

KEYS: Final = 40  # weightiest terms of a document, by which pairs are found …
SHARED: Final = ((40, 4), (30, 3), (10, 2), (0, 1))  # … that share so many, of the fewer of the two
COMMON: Final = 200  # a key that more documents of a window have finds no pairs
UNIT: Final = float(2**40)  # what a product of two weights is counted in parts of
AT_ONCE: Final = 3_000_000  # rows of pairs and their terms that are held at once
FAINT: Final = 0.02  # likeness under which a pair counts as none
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
PAIRS: Final = pl.Schema({"a": pl.Int64, "b": pl.Int64, "likeness": pl.Float64})


def liken(documents: pl.DataFrame) -> pl.DataFrame:
    """Documents (doc, language, word_count, terms, published_earliest, published_latest) → pairs that may
    tell of one event: a, b (a < b), likeness.

    Only documents of one language whose publication bounds lie within `APART` are compared; one without
    bounds is compared with all, if both are long. The work is done window by window, and grows with the
    documents there.
    """
    weighed = _weigh(documents)
    about = documents.select(
        "doc", "word_count", earliest="published_earliest", latest="published_latest"
    ).with_columns(dated=pl.col("earliest").is_not_null() & pl.col("latest").is_not_null())
    keys = weighed.filter("key").select("doc", "term", of=pl.len().over("doc"))
    found = [pairs for left, right in _windows(about) for pairs in _share_keys(keys, left, right)]
    pairs = pl.concat([pl.DataFrame(schema={"a": pl.Int64, "b": pl.Int64}), *found]).unique()
    sides = [about.select(pl.all().name.suffix(f"_{side}")) for side in ("a", "b")]
    pairs = pairs.join(sides[0], left_on="a", right_on="doc_a").join(sides[1], left_on="b", right_on="doc_b")
    pairs = pairs.filter(_may_be_one()).sort("a", "b")
    scored = [_score(part, weighed) for part in _portions(pairs)]
    return pl.concat([PAIRS.to_frame(), *scored]).sort("a", "b")


def _weigh(documents: pl.DataFrame) -> pl.DataFrame:
    """One row per term of each document: doc, term (a number that is the language's own), and its weight in
    the text, in the headline and in the opening.

    The squares of `text`, of `headline` and of `opening` add up to 1 each; so do the values of `share`, a
    term's part of the headline. `spoken_of`: it stands in the headline or the opening. `key`: it finds pairs.
    """
    terms = (
        documents.select(pl.col("doc").cast(pl.Int64), "language", "terms")
        .explode("terms", empty_as_null=False)
        .unnest("terms")
    )
    weight = pl.col("weight").cast(pl.Float64)
    once = weight / (1 + pl.col("count").log())
    parts = terms.select(
        "doc",
        term=pl.struct(pl.col("language").fill_null(""), "term").hash(),
        text=weight,
        headline=pl.when("headline").then(once).otherwise(0.0),
        opening=pl.when("opening").then(weight).otherwise(0.0),
        spoken_of=pl.col("headline") | pl.col("opening"),
        key=pl.int_range(pl.len()).over("doc") < KEYS,
    )
    return parts.with_columns(
        *(_of_length_one(pl.col(name)).alias(name) for name in ("text", "headline", "opening")),
        share=_ratio(pl.col("headline"), pl.col("headline").sum().over("doc")),
    )


def _of_length_one(weights: pl.Expr) -> pl.Expr:
    return _ratio(weights, weights.pow(2).sum().over("doc").sqrt())


def _ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(whole > 0).then(part / whole).otherwise(0.0)


def _windows(about: pl.DataFrame) -> Iterator[tuple[pl.Series, pl.Series]]:
    """The documents to compare with one another, as (those, with these): window by window, then those without
    bounds with all."""
    dated = about.filter("dated")
    size = APART.total_seconds()
    first = ((pl.col("earliest") - EPOCH - APART / 2).dt.total_seconds() / size).floor().cast(pl.Int64)
    last = ((pl.col("latest") - EPOCH + APART / 2).dt.total_seconds() / size).floor().cast(pl.Int64)
    placed = (
        dated.select("doc", window=pl.int_ranges(first, last + 1)).explode("window").sort("window", "doc")
    )
    for window in placed.partition_by("window", maintain_order=True):
        yield window["doc"], window["doc"]
    undated = about.filter(~pl.col("dated"))["doc"]
    if len(undated):
        yield undated, about["doc"]


def _share_keys(keys: pl.DataFrame, left: pl.Series, right: pl.Series) -> Iterator[pl.DataFrame]:
    """The pairs of one window that share enough keys: a, b. So many at a time as memory is bounded for."""
    there = keys.filter(pl.col("doc").is_in(right.to_list())).with_columns(df=pl.len().over("term"))
    there = there.filter(pl.col("df").is_between(2, COMMON))
    mine = there.filter(pl.col("doc").is_in(left.to_list()))
    costs = mine.group_by("doc").agg(cost=pl.col("df").sum()).sort("doc")
    theirs = there.select(doc_b="doc", term="term", of_b="of").lazy()
    both_undated = pl.col("doc_b").is_in(left.to_list())  # a pair of two of them is found from its lesser one
    for docs in _batches(costs):
        both = mine.lazy().filter(pl.col("doc").is_between(docs[0], docs[-1])).join(theirs, on="term")
        if left is right:
            both = both.filter(pl.col("doc") < pl.col("doc_b"))
        else:
            both = both.filter(
                (pl.col("doc") < pl.col("doc_b")) | ((pl.col("doc") > pl.col("doc_b")) & ~both_undated)
            )
        counted = both.group_by(a=pl.min_horizontal("doc", "doc_b"), b=pl.max_horizontal("doc", "doc_b")).agg(
            shared=pl.len(), of=pl.min_horizontal("of", "of_b").first()
        )
        needed = pl.coalesce(pl.when(pl.col("of") >= least).then(shared) for least, shared in SHARED)
        yield counted.filter(pl.col("shared") >= needed).select("a", "b").collect()


def _batches(costs: pl.DataFrame) -> Iterator[pl.Series]:
    """Documents (doc, cost), a batch of `AT_ONCE` at a time."""
    for batch in costs.with_columns(batch=pl.col("cost").cum_sum() // AT_ONCE).partition_by(
        "batch", maintain_order=True
    ):
        yield batch["doc"]


def _may_be_one() -> pl.Expr:
    """Whether the days and lengths of two documents let them tell of one event."""
    apart = (pl.col("earliest_a") > pl.col("latest_b") + APART) | (
        pl.col("earliest_b") > pl.col("latest_a") + APART
    )
    both_dated = pl.col("dated_a") & pl.col("dated_b")
    both_long = pl.min_horizontal("word_count_a", "word_count_b") >= SHORT
    return pl.when(both_dated).then(~apart.fill_null(False)).otherwise(both_long)


def _portions(pairs: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Pairs, so many at a time that their terms fit into memory."""
    size = AT_ONCE // (2 * KEYS)
    return (pairs[start : start + size] for start in range(0, pairs.height, size))


def _score(pairs: pl.DataFrame, weighed: pl.DataFrame) -> pl.DataFrame:
    """The likeness of each pair: rows of `PAIRS`."""
    one = pairs.lazy().select("a", "b").join(weighed.lazy(), left_on="a", right_on="doc")
    both = one.join(weighed.lazy(), left_on=["b", "term"], right_on=["doc", "term"], suffix="_b")
    products = {
        "text": pl.col("text") * pl.col("text_b"),
        "headlines": pl.col("headline") * pl.col("headline_b"),
        "openings": pl.col("opening") * pl.col("opening_b"),
        "spoken_of_a": pl.col("share") * pl.col("spoken_of_b"),
        "spoken_of_b": pl.col("share_b") * pl.col("spoken_of"),
    }
    # whole numbers, for their sum is the same in whatever order they come
    sums = both.group_by("a", "b").agg(
        ((product * UNIT).round().cast(pl.Int64).sum() / UNIT).alias(name)
        for name, product in products.items()
    )
    titled = weighed.group_by("doc").agg(titled=(pl.col("headline") > 0).any()).lazy()
    found = pairs.lazy().join(sums, on=["a", "b"])
    for side in ("a", "b"):
        found = found.join(titled.rename({"doc": side, "titled": f"titled_{side}"}), on=side)
    scored = found.select("a", "b", likeness=_likeness()).filter(pl.col("likeness") >= FAINT)
    return scored.collect().match_to_schema(PAIRS)


def _likeness() -> pl.Expr:
    """How alike two documents are, from 0 to 1: from `ALIKE` on they tell of one event."""
    short = pl.min_horizontal("word_count_a", "word_count_b") < SHORT
    any_titled, both_titled = pl.col("titled_a") | pl.col("titled_b"), pl.col("titled_a") & pl.col("titled_b")
    spoken_of = pl.max_horizontal("spoken_of_a", "spoken_of_b")
    strangers = both_titled & (pl.col("headlines") < STRANGERS) & (spoken_of < SPOKEN_OF)
    doubts = [
        any_titled & (spoken_of < HARDLY_SPOKEN_OF),
        ~short & (pl.col("openings") < OPENINGS),
    ]
    likeness = pl.col("text") * pl.when(short).then(ALIKE / ALIKE_IF_SHORT).otherwise(1.0)
    for doubt in doubts:
        likeness = likeness * pl.when(doubt).then(DOUBTFUL).otherwise(1.0)
    return pl.when(strangers).then(0.0).otherwise(likeness.clip(0, 1))
