"""Lines that an outlet repeats, learned from the set of its articles."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.corrected import corrected_articles
from assets.parsing import templates
from assets.parsing.dates import AMBIGUOUS


@dataclass(frozen=True)
class RecurrenceLimits:
    """When a line counts as repeated."""

    articles: int = 3  # that must have it
    # the same for a short line: two stories may share a paragraph of background, hardly a menu entry
    articles_of_short: int = 2
    short_chars: int = 160
    most_share: float = 0.5  # of the articles that the outlet is judged on, from which a line is in `most`
    judged_on: int = 100  # articles of an outlet, those with the lowest ids: a new one is seldom among them
    roles: int = 25  # lines with a role, of the articles with the lowest ids, that say the usual one


LIMITS: Final = RecurrenceLimits()
ORDERS = {"numeric_day_first": 1, "numeric_month_first": -1}
SCHEMA = {
    "outlet": pl.String,
    "template": pl.Int64,
    "sample": pl.String,
    "support": pl.Int64,
    "articles": pl.Int64,
    "verdict": pl.String,
    "usual_role": pl.String,
    "day_first": pl.Boolean,
    "enabled": pl.Boolean,
    "documents": pl.String,
}


def recur(
    parsed: pl.LazyFrame, earlier: pl.DataFrame | None = None, switches: pl.DataFrame | None = None
) -> pl.DataFrame:
    """All current rows of contract Parsed → rows of contract Recurring, sorted by outlet and template.

    Depends on the set of documents alone, and rests while it grows: that a line is in most articles, its
    usual role and the outlet's order of dates are judged on a sample which a new article seldom enters. Near
    copies within an outlet (a shared fingerprint band) count once, documents without outlet not at all.
    `earlier` is the last result: the rows of an outlet whose documents are the same are taken from it.
    `switches` (columns `outlet`, `line`) names the lines that an operator has switched off: their rows come
    back with `enabled` false.
    """
    known = parsed.filter(pl.col("outlet").is_not_null())
    now = _documents(known)
    same = pl.DataFrame(schema=["outlet"]) if earlier is None else _same(now, earlier)
    anew = _learned(known.join(same.lazy(), on="outlet", how="anti") if same.height else known)
    rows = anew.join(now, on="outlet").with_columns(
        documents=pl.when(pl.col("template").is_null()).then("documents"), enabled=pl.lit(True)
    )
    if earlier is not None:
        rested = earlier.join(same, on="outlet", how="semi").with_columns(enabled=pl.lit(True))
        rows = pl.concat([rows.select(rested.columns), rested])
    return (
        _switched(rows, switches)
        .select(list(SCHEMA))
        .cast(pl.Schema(SCHEMA))
        .sort("outlet", "template", nulls_last=True)
    )


def _documents(known: pl.LazyFrame) -> pl.DataFrame:
    """`outlet`, `documents`: a hash of what the rows of an outlet were made from; null where they do not say
    it."""
    said = "made_from" in known.collect_schema()
    mark = pl.col("made_from").sort().str.join().hash().cast(pl.String) if said else pl.lit(None, pl.String)
    return known.group_by("outlet").agg(documents=mark).collect()


def _same(now: pl.DataFrame, earlier: pl.DataFrame) -> pl.DataFrame:
    """The outlets that have the same documents as in an earlier result."""
    own = earlier.filter(pl.col("template").is_null() & pl.col("documents").is_not_null())
    return now.join(own, on=["outlet", "documents"], how="semi").select("outlet")


def _learned(known: pl.LazyFrame) -> pl.DataFrame:
    """What outlets repeat, from all their documents: the columns of the result but for the last two."""
    copies = _copies(known.select("version_id", "outlet", "fingerprint").collect())
    lines = (
        known.select("version_id", "outlet", span="spans")
        .explode("span")
        .unnest("span")
        .filter(pl.col("template").is_not_null())
        .join(copies.lazy().select("version_id", "copy", "judged"), on="version_id", how="inner")
    )
    outlets = copies.group_by("outlet").agg(
        articles=pl.col("copy").n_unique().cast(pl.Int64), judged=pl.col("copy").filter("judged").n_unique()
    )
    repeated = _repeated(lines).join(outlets, on="outlet")
    in_most = pl.col("support_judged") >= LIMITS.most_share * pl.col("judged")
    rows = repeated.with_columns(
        verdict=pl.when(in_most & (pl.col("support") >= LIMITS.articles))
        .then(pl.lit("most"))
        .otherwise(pl.lit("some")),
        day_first=pl.lit(None, pl.Boolean),
    )
    habits = outlets.join(_date_order(known, copies), on="outlet", how="left").select(
        "outlet",
        pl.lit(None, pl.Int64).alias("template"),
        pl.lit(None, pl.String).alias("sample"),
        pl.col("articles").alias("support"),
        "articles",
        pl.lit("none").alias("verdict"),
        pl.lit(None, pl.String).alias("usual_role"),
        "day_first",
    )
    return pl.concat([rows.select(habits.columns), habits])


def _repeated(lines: pl.LazyFrame) -> pl.DataFrame:
    """The lines that enough articles have: `outlet`, `template`, `support`, `support_judged`, `sample` and
    `usual_role`."""
    key = ["outlet", "template"]
    having = lines.select(*key, "copy", "judged").unique().collect(engine="streaming")
    counted = having.group_by(key).agg(
        support=pl.len().cast(pl.Int64), support_judged=pl.col("judged").sum().cast(pl.Int64)
    )
    del having
    counted = counted.filter(pl.col("support") >= min(LIMITS.articles, LIMITS.articles_of_short))
    repeated = lines.join(counted.lazy().select(key), on=key, how="semi")
    samples = repeated.group_by(key).agg(sample=pl.col("text").min()).collect(engine="streaming")
    roles = repeated.filter(pl.col("role").is_not_null()).select(*key, "copy", "role")
    first_roles = roles.collect(engine="streaming").sort("copy", "role").group_by(key).head(LIMITS.roles)
    usual = first_roles.group_by(key).agg(usual_role=pl.col("role").sort().mode().sort().first())
    rows = counted.join(samples, on=key).join(usual, on=key, how="left")
    short = pl.col("sample").str.len_chars() <= LIMITS.short_chars
    return rows.filter((pl.col("support") >= LIMITS.articles) | short)


def _copies(documents: pl.DataFrame) -> pl.DataFrame:
    """`version_id`, `outlet`, `copy`, `judged`: versions with the same `copy` are near copies of each other.

    Copies are numbered by the least `version_id`, which is a hash. `judged` are the first ones of an outlet.
    """
    bands = (
        documents.select("version_id", "outlet", band="fingerprint")
        .explode("band")
        .filter(pl.col("band").is_not_null())
    )
    shared = bands.filter(pl.struct("outlet", "band").is_duplicated())
    head: dict[str, str] = {}

    def find(version: str) -> str:
        while (above := head.get(version, version)) != version:
            head[version] = head.get(above, above)
            version = above
        return version

    for versions in shared.group_by("outlet", "band").agg("version_id")["version_id"]:
        roots = sorted({find(version) for version in versions})
        head.update(dict.fromkeys(roots[1:], roots[0]))
    least = documents.select(
        "version_id", "outlet", least=pl.Series(map(find, documents["version_id"]), dtype=pl.String)
    )
    numbered = least.with_columns(copy=pl.col("least").rank("dense"))
    place = pl.col("copy").rank("dense").over("outlet")
    return numbered.with_columns(judged=place <= LIMITS.judged_on).drop("least")


def _date_order(known: pl.LazyFrame, copies: pl.DataFrame) -> pl.DataFrame:
    """`outlet`, `day_first`: how most of its documents write their unambiguous numeric dates, near copies
    counted once.

    Judged on the first copies that write one. No row where there is none, null where as many write one order
    as the other.
    """
    fields = known.select("version_id", field="fields").explode("field").unnest("field")
    numeric = fields.filter(
        pl.col("rule").is_in(list(ORDERS)) & pl.col("field").is_in(["published", "modified"])
    )
    numeric = numeric.join(copies.lazy(), on="version_id", how="inner")
    order = pl.col("rule").replace_strict(ORDERS, return_dtype=pl.Int64)
    votes = numeric.group_by("outlet", "copy").agg(vote=order.sum().sign()).collect()
    judged = votes.sort("copy").group_by("outlet").head(LIMITS.judged_on)
    outlets = judged.group_by("outlet").agg(pl.col("vote").sum())
    return outlets.select("outlet", day_first=pl.when(pl.col("vote") != 0).then(pl.col("vote") > 0))


def _switched(rows: pl.DataFrame, switches: pl.DataFrame | None) -> pl.DataFrame:
    """The same rows with `enabled` false where the operator has switched a line off."""
    if switches is None or switches.is_empty():
        return rows
    off = (
        switches.select("outlet", template=templates.templates(switches["line"].str.strip_chars()))
        .unique()
        .with_columns(off=pl.lit(True))
    )
    joined = rows.join(off, on=["outlet", "template"], how="left")
    return joined.with_columns(enabled=pl.col("off").is_null()).drop("off")


def verdicts(
    parsed: pl.LazyFrame, recurring: pl.DataFrame, corrections: pl.DataFrame | None = None
) -> pl.LazyFrame:
    """Per row of `parsed`: `version_id`, `seen`: a stable hash of all that `clean` would take from
    `recurring` and `corrections` for it.

    Counts and samples have no part in it, nor has the order of lines, nor the outlet's order of dates where
    no date of the document needs it: equal `seen`, equal clean copy.
    """
    lines = recurring.lazy().filter(pl.col("enabled") & pl.col("template").is_not_null())
    code = pl.format("{}|{}", "verdict", pl.col("usual_role").fill_null(""))
    said = lines.select(code.alias("said")).unique().collect()["said"]
    weight = code.replace_strict(said, templates.stable_hashes(said) | 1, return_dtype=pl.Int64, default=1)
    known = lines.select("outlet", "template", weight=weight)
    habits = recurring.lazy().filter(pl.col("template").is_null()).select("outlet", "day_first")
    has = parsed.select(
        "version_id",
        "outlet",
        template=pl.col("spans").list.eval(pl.element().struct.field("template")).list.unique(),
    ).explode("template")
    sums = (
        has.join(known, on=["outlet", "template"], how="inner")
        .group_by("version_id")
        .agg(lines=(pl.col("template") * pl.col("weight")).sum())
    )
    undecided = pl.col("fields").list.eval(pl.element().struct.field("rule") == AMBIGUOUS).list.any()
    rows = (
        parsed.select("version_id", "article_id", "outlet", undecided=undecided)
        .join(habits, on="outlet", how="left")
        .join(sums, on="version_id", how="left")
    )
    order = pl.when("undecided").then(pl.col("day_first").cast(pl.String)).fill_null("none")
    seen = pl.format("{}:{}", pl.col("lines").fill_null(0), order)
    corrected = corrected_articles(corrections)
    if corrected.height:
        rows = rows.join(corrected.lazy(), on="article_id", how="left")
        seen = pl.concat_str(seen, "said", separator=":", ignore_nulls=True)
    return rows.select("version_id", seen=seen)
