"""Measure it on your own documents: a sample to be marked by a person, and what the marks say."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from assets import publishing
from pipeline.settings import Settings
from pipeline.warehouse import Warehouse

SURE: Final = 1.96  # standard deviations on either side: intervals that hold the true share 95 times in 100
FEWEST: Final = 5  # marks without which a rule or outlet is not told by itself
MARKS: Final = {"y": True, "yes": True, "1": True, "n": False, "no": False, "0": False}
COLUMNS: Final = (
    *("article_id", "path", "outlet", "item", "line_no", "said", "text", "rule", "confidence", "right"),
)
ITEMS: Final = ("article", "line", "headline", "authors", "published_at", "outlet")
# Every so many articles, in the order of outlets and confidence, from one that the release decides: each has
# the same chance, and outlets and degrees of confidence have their share.
DRAW: Final = """
    CREATE TEMP TABLE drawn AS
    WITH ordered AS (
        SELECT *, row_number() OVER (ORDER BY outlet, confidence, article_id) - 1 AS place FROM articles
    ),
    start AS (SELECT md5_number_lower(max_by(release_id, number)) % 1000 / 1000 AS share FROM releases),
    steps AS (SELECT floor((n + share) * total / getvariable('wanted')) AS place
              FROM range(getvariable('wanted')) AS t(n), start, (SELECT count(*) AS total FROM articles))
    SELECT * FROM ordered SEMI JOIN steps USING (place)"""
ROWS: Final = """
    WITH items AS (
        SELECT article_id, 0 AS part, 0 AS nth, 'article' AS item, NULL AS line_no, NULL AS said,
            coalesce(url, path) AS text, NULL AS rule, confidence
        FROM drawn
        UNION ALL
        SELECT article_id, 1, nth, item, NULL, NULL, value, evidence.rule, evidence.confidence
        FROM (
            SELECT article_id, version_id, unnest([1, 2, 3, 4]) AS nth,
                unnest(['headline', 'authors', 'published_at', 'outlet']) AS item,
                unnest([
                    headline, array_to_string(authors, '; '), strftime(published_at, '%Y-%m-%d %H:%M'), outlet
                ]) AS value
            FROM drawn
        ) LEFT JOIN (
            SELECT version_id, field AS item, arg_min(rule, evidence_no) AS rule,
                arg_min(confidence, evidence_no) AS confidence
            FROM fields SEMI JOIN drawn USING (version_id) GROUP BY ALL
        ) AS evidence USING (version_id, item)
        UNION ALL
        SELECT l.article_id, 2, 1000 * l.line_no + l.span_no, 'line', l.line_no,
            CASE WHEN l.kept THEN 'kept' ELSE 'dropped' END, left(l.text, 1000), l.rule, l.confidence
        FROM lines AS l SEMI JOIN drawn USING (version_id) WHERE l."role" <> 'blank'
    )
    SELECT article_id, d.path, d.outlet, i.item, i.line_no, i.said,
        -- what a spreadsheet would take for a formula
        CASE WHEN regexp_matches(i.text, '^[=+@\\t\\r-]') THEN '''' || i.text ELSE i.text END AS text,
        i.rule, round(i.confidence, 3) AS confidence, '' AS "right"
    FROM items AS i JOIN drawn AS d USING (article_id) ORDER BY d.place, i.part, i.nth"""


class CannotMeasure(Exception):
    """There is no sample, or its marks cannot be read. The message says what to do."""


def draw(settings: Settings, wanted: int) -> tuple[Path, int, int]:
    """Write a CSV of so many published articles, their fields and lines, to be marked. Returns the file, and
    how many articles and rows it has.

    Raises:
        CannotMeasure: nothing is published, or the file is there already.
    """
    with Warehouse(settings.database, settings.releases, settings.memory).read() as connection:
        if connection is None:
            raise CannotMeasure(f"Nothing is published in {settings.home} yet: make run first.")
        ((number,),) = connection.sql("SELECT max(number) FROM releases").fetchall()
        file = folder(settings) / f"release-{number}-{wanted}.csv"
        if file.exists():
            raise CannotMeasure(
                f"{file} is there already, and may hold marks: `make measure` reads it. Move it away, or "
                "draw another number (N=…)."
            )
        file.parent.mkdir(parents=True, exist_ok=True)
        connection.execute(f"SET VARIABLE wanted = {wanted}")
        connection.execute(DRAW)
        aside = file.with_suffix(".parquet")
        try:
            connection.execute(f"COPY ({ROWS}) TO {publishing.text(str(aside))} (FORMAT parquet)")
            rows = pl.read_parquet(aside)
        finally:
            aside.unlink(missing_ok=True)
    rows.write_csv(file, include_bom=True)
    return file, rows["article_id"].n_unique(), rows.height


def folder(settings: Settings) -> Path:
    """Where samples lie."""
    return settings.home / "samples"


def forget(settings: Settings, articles: list[str]) -> None:
    """Take articles out of every sample."""
    for file in folder(settings).glob("*.csv"):
        rows = pl.read_csv(file, infer_schema=False, separator=_separator(file))
        if "article_id" in rows.columns:
            rows.filter(~pl.col("article_id").is_in(articles)).write_csv(file, include_bom=True)


def measure(settings: Settings, file: Path | None = None) -> str:
    """What the marks in a sample (the newest, where none is named) say: precision and recall of lines and
    fields, with 95 % intervals, of all, by outlet and by rule. As Markdown.

    A row is right or wrong as `right` says: y or n. In an article whose own row says y, all rows that say
    nothing are right.

    Raises:
        CannotMeasure: there is no sample, it has no marks, or they cannot be read.
    """
    file = file or max(folder(settings).glob("*.csv"), key=lambda f: f.stat().st_mtime, default=None)
    if file is None or not file.is_file():
        raise CannotMeasure(f"There is no sample{f' {file}' if file else ''}: `make sample N=50` draws one.")
    marked = marks(file)
    if marked.is_empty():
        raise CannotMeasure(
            f"{file} has no marks: write y or n into its column `right`; y in the row of an article says "
            "that all its rows without a mark are right."
        )
    return "\n".join(_told(file, marked))


def marks(file: Path) -> pl.DataFrame:
    """The rows of a sample that are marked: `article_id`, `outlet`, `item`, `said`, `rule`, `has` (there is a
    value), `right`.

    Raises:
        CannotMeasure: they cannot be read.
    """
    try:
        rows = pl.read_csv(file, infer_schema=False, separator=_separator(file))
    except (pl.exceptions.PolarsError, UnicodeDecodeError, OSError) as error:
        raise CannotMeasure(
            f"{file} cannot be read ({' '.join(str(error).split())[:200]}): save it as CSV in UTF-8, with "
            "commas or semicolons."
        ) from error
    if missing := [name for name in COLUMNS if name not in rows.columns]:
        raise CannotMeasure(
            f"{file} has no column {', '.join(missing)}: leave the columns as `make sample` wrote them."
        )
    rows = rows.with_row_index("row", offset=2).with_columns(
        mark=pl.col("right").fill_null("").str.strip_chars().str.to_lowercase()
    )
    unknown = rows.filter(~pl.col("mark").is_in(["", *MARKS]))
    if not unknown.is_empty():
        row, mark = unknown.select("row", "right").row(0)
        raise CannotMeasure(f"{file}, row {row}: {mark!r} is no mark: write y or n, or leave it empty.")
    rows = rows.with_columns(
        right=pl.col("mark").replace_strict(MARKS, default=None, return_dtype=pl.Boolean)
    )
    of_article = pl.col("right").filter(pl.col("item") == "article").first().over("article_id")
    return (
        rows.with_columns(right=pl.coalesce("right", pl.when(of_article).then(True)))
        .filter(pl.col("item") != "article", pl.col("right").is_not_null())
        .with_columns(has=pl.col("text").fill_null("") != "")
        .select("article_id", "outlet", "item", "said", "rule", "has", "right")
    )


def wilson(right: int, of: int) -> tuple[float, float]:
    """The interval that holds the true share 95 times in 100, where `right` `of` so many are right."""
    if not of:
        return 0.0, 1.0
    share, square = right / of, SURE**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = SURE * math.sqrt(share * (1 - share) / of + square / (4 * of**2)) / (1 + square / of)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _told(file: Path, marked: pl.DataFrame) -> Iterator[str]:
    articles = marked["article_id"].n_unique()
    yield f"{file}: {articles:,} articles, {marked.height:,} marks. Intervals are of 95 % (Wilson)."
    yield "Lines of one article are alike: theirs are too narrow where few articles were marked.\n"
    head = "| | precision | recall | marks |\n|---|---|---|--:|"
    lines = marked.filter(pl.col("item") == "line")
    yield f"## Lines that are kept\n\n{head}"
    yield _row("all", lines, pl.col("said") == "kept")
    for (outlet,), part in lines.group_by("outlet", maintain_order=True):
        if part.height >= FEWEST:
            yield _row(str(outlet or "(no outlet)"), part, pl.col("said") == "kept")
    yield f"\n## Fields\n\n{head}"
    for item in ITEMS[2:]:
        yield _row(item, marked.filter(pl.col("item") == item), pl.col("has"))
    yield "\n## Rules\n"
    by_rule = (
        marked.filter(pl.col("rule").is_not_null())
        .group_by("rule")
        .agg(pl.len(), right=pl.col("right").sum())
    )
    often = by_rule.filter(pl.col("len") >= FEWEST).sort(["len", "rule"], descending=[True, False])
    if often.is_empty():
        yield f"No rule has {FEWEST} marks or more, which a rule needs to be listed: mark more rows."
        return
    yield "| | right | decisions |\n|---|---|--:|"
    for rule, number, right in often.iter_rows():
        yield f"| {rule} | {_share(right, number)} | {number:,} |"


def _row(name: str, rows: pl.DataFrame, given: pl.Expr) -> str:
    """A row of a table: of what is `given` (kept, or has a value) the share that is right; of what there is
    the share that is given."""
    ((right, all_given, lacking),) = rows.select(
        (given & pl.col("right")).sum(),
        given.sum().alias("given"),
        (~given & ~pl.col("right")).sum().alias("no"),
    ).rows()
    return f"| {name} | {_share(right, all_given)} | {_share(right, right + lacking)} | {rows.height:,} |"


def _share(right: int, of: int) -> str:
    low, high = wilson(right, of)
    return f"{right / of:.3f} ({low:.3f}–{high:.3f})" if of else "–"


def _separator(file: Path) -> str:
    with open(file, encoding="utf-8-sig", errors="replace") as opened:
        head = opened.readline()
    return ";" if head.count(";") > head.count(",") else ","
