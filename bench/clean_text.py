"""Measure whether clean text stays clean: `python -m bench.clean_text` (needs `../shared`).

The gold title and body of the dev pages and of the extra pages (but for the kept quarter), as text files that
hold nothing else, go through parsing and cleaning: what is not in the body then is lost. The line model has
learnt from the dev pages; the extra pages are new to it. Lost lines go to `build/clean_text.parquet`, to look
at and learn from; nothing of a page is printed.
"""

import argparse
from pathlib import Path

import polars as pl

from assets.cleaning import clean, recur
from assets.parsing import parse
from bench import html_pages, pages

LOST = Path("build/clean_text.parquet")
CHUNK = 500
LEAST = 200  # characters of a gold body: less is no article


def texts() -> pl.DataFrame:
    """`id`, `site`, `source`, `dataset`, `title`, `content` (title and body, or body alone)."""
    frames = [
        frame.select(*html_pages.COLUMNS, source=pl.lit(source))
        for source, frame in (("dev", html_pages.dev()), ("extra", html_pages.extra()))
    ]
    both = pl.concat(frames).filter(
        ~pl.col("lang").fill_null("").is_in(html_pages.UNSPACED), pl.col("body").str.len_chars() >= LEAST
    )
    title = pl.col("title").fill_null("").str.strip_chars()
    told = (
        pl.when((title != "") & ~pl.col("body").str.starts_with(title))
        .then(title + "\n\n")
        .otherwise(pl.lit(""))
    )
    return both.select("id", "site", "lang", "news", "source", "dataset", content=told + pl.col("body"))


def judged(frame: pl.DataFrame) -> pl.DataFrame:
    """Texts → their lines that are not blank, with `id`, `nth` (from 0), what became of each."""
    found = []
    for start in range(0, frame.height, CHUNK):
        part = frame[start : start + CHUNK]
        parsed = parse(pages.raw(part, "content"))
        cleaned = clean(parsed, recur(parsed.lazy()))
        rows = part.select("id", "source", "dataset", "lang", "news").hstack(cleaned.select("lines"))
        found.append(rows.explode("lines").unnest("lines").filter(pl.col("role") != "blank"))
    return pl.concat(found).with_columns(nth=pl.int_range(pl.len()).over("id"))


def main() -> None:
    """Print the share of the characters that are lost, and of the articles that lose any."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    lines = judged(texts())
    lines = lines.with_columns(chars=pl.col("text").str.len_chars())
    # the title is no part of the body, whether it is the first line or the headline is found elsewhere
    lines = lines.with_columns(lost=~pl.col("in_body") & (pl.col("role") != "headline"))
    for name, part in (
        ("dev news", lines.filter(source="dev", news=True)),
        *((str(key[0]), part) for key, part in lines.group_by("source", maintain_order=True)),
        *(
            (str(key[0]), part)
            for key, part in lines.filter(source="extra").group_by("dataset", maintain_order=True)
        ),
        ("all", lines),
    ):
        by_page = part.group_by("id").agg(pl.col("lost").any())["lost"]
        share = part.filter("lost")["chars"].sum() / part["chars"].sum()
        print(
            f"{name:10} {len(by_page):5} articles, {by_page.sum():4} lose any ({by_page.mean():.2%}), "
            f"{share:.3%} of the characters",
            flush=True,
        )
    LOST.parent.mkdir(exist_ok=True)
    lines.write_parquet(LOST)
    lost = (
        lines.filter("lost")
        .group_by("role", "rule")
        .agg(pages=pl.col("id").n_unique(), lines=pl.len(), chars=pl.col("chars").sum())
    )
    with pl.Config(tbl_rows=60, tbl_width_chars=110):
        print(lost.sort("chars", descending=True))


if __name__ == "__main__":
    main()
