"""Is `articles.confidence` true? `python -m bench.confidence`, after `make train`.

An article's confidence is the share of its characters that are expected to be rightly kept or dropped. Here
it is held against the share that was, on the benchmark's dev pages, by chances of models that had not seen
the page's site (`build/held_out.parquet`). Nothing of a page is printed.
With `--packaged` it is the packaged model that decides, which has seen these pages and is flattered by them.
"""

import sys
from typing import Final

import polars as pl

from assets.cleaning import clean, recur
from assets.parsing import parse
from bench import pages
from bench.cleaning import HELD_OUT, cleaned

EDGES: Final = (0.7, 0.8, 0.85, 0.9, 0.95)
FIRST: Final = (0.05, 0.1, 0.2)  # of the pages, the most doubtful first
BAD: Final = 0.8  # below this share of characters right, a page should be looked at


def judged(frame: pl.DataFrame, rows: pl.DataFrame, rendering: str) -> pl.DataFrame:
    """One row a page: `site`, `said` (its confidence), `right` (the share of its characters that are rightly
    in the body or not). Pages whose lines are cut otherwise than the labels are left out."""
    lines = (
        rows.select("lines")
        .with_row_index("page")
        .explode("lines")
        .unnest("lines")
        .filter(pl.col("text").str.strip_chars() != "")
        .with_columns(size=pl.col("text").str.len_chars())
    )
    # A line of several parts has one label, and counts once for each.
    numbers = lines.select("page", "line_no").unique(maintain_order=True)
    numbers = numbers.with_columns(nth=pl.int_range(pl.len()).over("page"))
    labels = (
        frame.select("site", label=pl.col(f"keep_{rendering}"))
        .with_row_index("page")
        .with_columns(labelled=pl.col("label").list.len())
    )
    counted = numbers.group_by("page").agg(found=pl.len())
    labels = labels.join(counted, on="page").filter(pl.col("labelled") == pl.col("found"))
    each = labels.explode("label").with_columns(nth=pl.int_range(pl.len()).over("page"))
    whole = lines.join(numbers, on=["page", "line_no"]).join(each, on=["page", "nth"])
    weighed = pl.col("size") / pl.col("size").sum()
    return whole.group_by("page", "site").agg(
        said=(pl.col("confidence") * weighed).sum(),
        right=((pl.col("in_body") == (pl.col("label") == 1)).cast(pl.Float64) * weighed).sum(),
    )


def report(name: str, found: pl.DataFrame) -> None:
    """Print how true it is, by steps, by site, and whether the doubtful pages come first."""
    apart = found.select((pl.col("said") - pl.col("right")).mean()).item()
    sites = found.group_by("site").agg(pl.col("said", "right").mean(), n=pl.len()).filter(pl.col("n") >= 5)
    off = sites.select((pl.col("said") - pl.col("right")).abs()).to_series()
    print(
        f"\n{name}: {found.height:,} pages, said {found['said'].mean():.3f}, "
        f"right {found['right'].mean():.3f} ({apart:+.3f}); of {sites.height} sites with five pages or "
        f"more the median is {off.median() or 0:.3f} off, nine in ten less than {off.quantile(0.9) or 0:.3f}"
    )
    print("| said | right | pages | below .80 right |\n|--:|--:|--:|--:|")
    steps = (
        found.with_columns(step=pl.sum_horizontal(pl.col("said") >= edge for edge in EDGES))
        .group_by("step")
        .agg(pl.col("said", "right").mean(), n=pl.len(), bad=(pl.col("right") < BAD).mean())
    )
    for row in steps.sort("said").iter_rows(named=True):
        said, right = (f".{row[name] * 1000:03.0f}" for name in ("said", "right"))
        print(f"| {said} | {right} | {row['n']:,} | {row['bad']:.0%} |")
    order = found.sort("said")
    bad = found.filter(pl.col("right") < BAD).height
    told = [
        f"{order.head(round(share * order.height)).filter(pl.col('right') < BAD).height / max(bad, 1):.0%} "
        f"in the first {share:.0%}"
        for share in FIRST
    ]
    print(f"Of the {bad} pages of which less than .80 is right: {', '.join(told)}.")


def main() -> None:
    """Print it for the three renderings."""
    chances = None
    if "--packaged" not in sys.argv[1:]:
        chances = pl.read_parquet(HELD_OUT).filter(pl.col("source") == "gold")
    everything = pages.pages().filter(pl.col("body").is_not_null())
    for rendering in pages.RENDERINGS:
        frame = everything.filter(pl.col(rendering).is_not_null())
        if chances is None:
            parsed = parse(pages.raw(frame, rendering))
            rows = clean(parsed, recur(parsed.lazy()))
        else:
            rows = cleaned(frame, rendering, chances)
        report(rendering, judged(frame, rows, rendering))


if __name__ == "__main__":
    main()
