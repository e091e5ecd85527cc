"""Score how alike two documents are: by themselves alone, so that no third one changes it.

What a document's words weigh is known from packaged frequencies (`enriched.terms`). Other documents decide
only whether a pair is looked at: a word that very many of the same days have finds no pairs.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

import polars as pl

from assets.parsing.calendar import CLDR

ALIKE: Final = 0.32  # likeness from which two documents, or the mean of two groups, tell of one event
ALIKE_IF_SHORT: Final = 0.2  # the same where one of them is short: it has less to share
SHORT: Final = 150  # words
APART: Final = timedelta(days=14)  # two articles published further apart tell of different events
# The headlines are of different things, unless so much of one stands in the other's opening:
STRANGERS: Final = 0.05  # cosine of the headlines
SPOKEN_OF: Final = 0.45  # share of a headline's weight
HARDLY_SPOKEN_OF: Final = 0.28  # the same, under which a pair is doubtful
OPENINGS: Final = 0.22  # cosine of the openings, under which a pair is doubtful
ONE_TEMPLATE: Final = 0.5  # cosine of headlines from which they are the same but for the weekday
MATTER: Final = 3  # times that a text has a term of its headline, from which it is about that
DOUBTFUL: Final = 0.75  # factor of the likeness, for each of the two

KEYS: Final = 40  # weightiest terms of a document, by which pairs are found …
SHARED: Final = ((40, 4), (30, 3), (10, 2), (0, 1))  # … that share so many, of the fewer of the two
COMMON: Final = 200  # a key that more documents of a window have finds no pairs
UNIT: Final = float(2**40)  # what a product of two weights is counted in parts of
FAINT: Final = 0.02  # likeness under which a pair counts as none
WEEKDAYS: Final = CLDR.filter(kind="weekday", width="wide")["word"].unique().sort().to_list()
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST: Final = timedelta(days=366)  # bounds of publication that lie further apart place nothing
# Of a pair, x the terms of one and y those of the other; whole numbers, for their sum is the same in whatever
# order they come.
SUMS: Final = ", ".join(
    f"sum(round({product} * {UNIT})::BIGINT) / {UNIT} AS {name}"
    for name, product in {
        "text": "x.text::DOUBLE * y.text",
        "headlines": "x.headline::DOUBLE * y.headline",
        "openings": "x.opening::DOUBLE * y.opening",
        "spoken_of_one": "x.share::DOUBLE * y.spoken_of::INTEGER",
        "spoken_of_other": "y.share::DOUBLE * x.spoken_of::INTEGER",
        # of the one's matters those that the other speaks of, and of weekdays those that both headlines have
        "matters_of_one": "x.matter::INTEGER",
        "matters_of_other": "y.matter::INTEGER",
        "same_weekdays": "x.weekday::INTEGER * y.weekday::INTEGER",
    }.items()
)
_SHORT: Final = f"least(one.word_count, other.word_count) < {SHORT}"
_SPOKEN_OF: Final = "greatest(spoken_of_one, spoken_of_other)"
# Words of one template with other things in them: two firms' results, two days' weather.
_OF_TWO_MATTERS: Final = """
    one.matters > 0 AND other.matters > 0 AND matters_of_one = 0 AND matters_of_other = 0"""
_OF_TWO_DAYS: Final = f"""
    one.weekdays > 0 AND other.weekdays > 0 AND same_weekdays = 0 AND headlines >= {ONE_TEMPLATE}"""
LIKENESS: Final = f"""
    CASE WHEN ({_OF_TWO_MATTERS}) OR ({_OF_TWO_DAYS}) THEN 0
    WHEN one.titled AND other.titled AND headlines < {STRANGERS} AND {_SPOKEN_OF} < {SPOKEN_OF} THEN 0
    ELSE least(1, text
        * CASE WHEN {_SHORT} THEN {ALIKE / ALIKE_IF_SHORT} ELSE 1 END
        * CASE WHEN (one.titled OR other.titled) AND {_SPOKEN_OF} < {HARDLY_SPOKEN_OF}
            THEN {DOUBTFUL} ELSE 1 END
        * CASE WHEN NOT {_SHORT} AND openings < {OPENINGS} THEN {DOUBTFUL} ELSE 1 END) END"""
"""How alike two documents are, from 0 to 1: from `ALIKE` on they tell of one event."""
MAY_BE_ONE: Final = f"""
    CASE WHEN one.first_window IS NOT NULL AND other.first_window IS NOT NULL
    THEN one.earliest <= other.latest + INTERVAL {APART.days} DAY
        AND other.earliest <= one.latest + INTERVAL {APART.days} DAY
    ELSE NOT {_SHORT} END"""
"""Whether the days and lengths of two documents let them tell of one event."""


def weigh(documents: pl.DataFrame) -> pl.DataFrame:
    """One row per term of each document: doc, term (a number that is the language's own), and its weight in
    the text, in the headline and in the opening.

    The squares of `text`, of `headline` and of `opening` add up to 1 each; so do the values of `share`, a
    term's part of the headline. `spoken_of`: it stands in the headline or the opening. `key`: it finds pairs.
    `matter`: of the headline's terms those that the text is about. `weekday`: a weekday in the headline.
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
        matter=pl.col("headline") & (pl.col("count") >= MATTER),
        weekday=pl.col("headline") & pl.col("term").is_in(WEEKDAYS),
    )
    return parts.with_columns(
        *(_of_length_one(pl.col(name)).alias(name) for name in ("text", "headline", "opening")),
        share=_ratio(pl.col("headline"), pl.col("headline").sum().over("doc")),
    )


def _of_length_one(weights: pl.Expr) -> pl.Expr:
    return _ratio(weights, weights.pow(2).sum().over("doc").sqrt())


def _ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(whole > 0).then(part / whole).otherwise(0.0)


def windows() -> dict[str, pl.Expr]:
    """The windows of the calendar that documents (earliest, latest) are looked for in: two that lie within
    `APART` share one. Null where the bounds place nothing."""
    size = APART.total_seconds()
    bounds = {"first_window": pl.col("earliest") - APART / 2, "last_window": pl.col("latest") + APART / 2}
    placed = pl.col("latest") - pl.col("earliest") <= LONGEST
    return {
        name: pl.when(placed).then(((bound - EPOCH).dt.total_seconds() / size).floor().cast(pl.Int64))
        for name, bound in bounds.items()
    }
