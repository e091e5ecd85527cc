"""When an article was published and updated, out of the dates its lines state."""

import polars as pl

from assets.parsing.dates import AMBIGUOUS

DAY, MONTH = 1440, 44640  # minutes
WEST, EAST = 12 * 60, 14 * 60  # minutes: a clock without zone may stand anywhere between


def resolve(evidence: pl.DataFrame) -> pl.DataFrame:
    """Rows of date evidence with `value`, `rule`, `day_first` → the same with `at`, `day`, `precision`,
    `basis`, `earliest`, `latest`.

    All moments UTC; `day` is the one that the text states, in whichever zone it counts. `at` is null for what
    stays open: 03/04/2025 with no known order keeps its bounds alone, and a span before an unknown moment
    nothing. A clock without a zone is taken as UTC, and its bounds hold every zone.
    """
    ambiguous = pl.col("rule") == AMBIGUOUS
    day_first, month_first = orders(pl.col("value"))
    known = (
        pl.when(~ambiguous)
        .then("value")
        .when(pl.col("day_first"))
        .then(day_first)
        .when(~pl.col("day_first"))
        .then(month_first)
    )
    evidence = evidence.with_columns(ordered=known).with_columns(
        at=_moment(pl.col("ordered")),
        size=pl.col("ordered").str.len_chars(),
        one=_moment(day_first),
        other=_moment(month_first),
    )
    at, size = pl.col("at"), pl.col("size")
    evidence = evidence.with_columns(
        precision=pl.when(at.is_null())
        .then(pl.lit("unknown"))
        .when(size == 7)
        .then(pl.lit("month"))
        .when(size >= 16)
        .then(pl.lit("minute"))
        .otherwise(pl.lit("day"))
    )
    precision, zoneless, open_ended = pl.col("precision"), size == 16, ambiguous & at.is_null()
    earliest = pl.when(zoneless).then(at - pl.duration(minutes=EAST)).otherwise(at)
    latest = (
        pl.when(precision == "month")
        .then(at.dt.offset_by("1mo"))
        .when(precision == "day")
        .then(at.dt.offset_by("1d"))
        .when(zoneless)
        .then(at + pl.duration(minutes=WEST + 1))
        .when(precision == "minute")
        .then(at + pl.duration(minutes=1))
    )
    return evidence.with_columns(
        day=pl.when(precision.is_in(["day", "minute"]))
        .then(pl.col("ordered").str.head(10))
        .str.to_date("%Y-%m-%d", strict=False),
        basis=pl.when(at.is_null())
        .then(pl.lit("none"))
        .when(pl.col("rule") == "relative_to_retrieval")
        .then(pl.lit("relative_to_retrieval"))
        .otherwise(pl.lit("absolute")),
        earliest=pl.when(open_ended).then(pl.min_horizontal("one", "other")).otherwise(earliest),
        latest=pl.when(open_ended)
        .then(pl.max_horizontal("one", "other").dt.offset_by("1d"))
        .otherwise(latest),
    ).drop("ordered", "size", "one", "other")


def orders(value: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """03/04/2025 as ISO text, the day first and the month first."""
    first, second, year, rest = (value.str.slice(*part) for part in ((0, 2), (3, 2), (6, 4), (10, None)))
    return year + "-" + second + "-" + first + rest, year + "-" + first + "-" + second + rest


def days(value: pl.Expr, is_day_first: pl.Expr) -> pl.Expr:
    """03/04/2025 as ISO text in the order known, or both days, the earlier first: 2025-03-04/2025-04-03."""
    day_first, month_first = orders(value)
    both = pl.min_horizontal(day_first, month_first) + "/" + pl.max_horizontal(day_first, month_first)
    return pl.when(is_day_first).then(day_first).when(~is_day_first).then(month_first).otherwise(both)


def _moment(text: pl.Expr) -> pl.Expr:
    """ISO text of month, day or minute, with or without zone → the moment in UTC; null for anything else."""
    size = text.str.len_chars()
    zoned = (
        pl.when(size > 16)
        .then(text)
        .str.to_datetime("%Y-%m-%dT%H:%M%:z", strict=False, time_unit="us", time_zone="UTC")
    )
    local = (
        pl.when(size == 16)
        .then(text)
        .when(size == 10)
        .then(text + "T00:00")
        .when(size == 7)
        .then(text + "-01T00:00")
    )
    return pl.coalesce(
        zoned,
        local.str.to_datetime("%Y-%m-%dT%H:%M", strict=False, time_unit="us").dt.replace_time_zone("UTC"),
    )
