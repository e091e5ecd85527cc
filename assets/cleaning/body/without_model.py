"""The text of pages in a script that the line model never saw: the run of lines between those that read like
sentences."""

import polars as pl

from assets.cleaning.body.step import step
from assets.cleaning.line_model import model
from assets.cleaning.line_shape import BULLET, SENTENCE, ends

RIGHT = 0.8  # how sure it is, either way
GAP = 12  # lines without a sentence that end a run


def longest_run(lines: pl.DataFrame) -> pl.Series:
    """Lines as `lines.explode` gives them → True where a line lies within the longest run of sentences of its
    document."""
    text = pl.col("text")
    free = pl.col("known_role").is_null() & (pl.col("verdict") != "most")
    is_entry = text.str.contains(BULLET)  # a list may be the site's terms
    sentence = free & (text.str.len_bytes() >= SENTENCE) & ends(text) & ~is_entry
    marked = lines.select(
        "doc",
        "row",
        free=free,
        sentence=sentence,
        bytes=text.str.len_bytes(),
        filled=pl.col("known_role").fill_null("") != "blank",
    )
    marked = marked.with_columns(nth=pl.col("filled").cum_sum().over("doc"))
    begins_run = (pl.col("nth").diff().over("doc") > GAP).fill_null(True)
    sentences = marked.filter("sentence").with_columns(begins_run=begins_run)
    runs = (
        sentences.with_columns(run=pl.col("begins_run").cum_sum())
        .group_by("doc", "run")
        .agg(pl.col("bytes").sum(), first=pl.col("row").min(), last=pl.col("row").max())
    )
    longest_first = runs.sort("doc", "bytes", "first", descending=[False, True, False])
    longest = longest_first.group_by("doc", maintain_order=True).first().select("doc", "first", "last")
    joined = marked.join(longest, on="doc", how="left", maintain_order="left")
    in_run = pl.col("free") & pl.col("row").is_between("first", "last")
    return joined.select(body=in_run.fill_null(False)).to_series()


@step(needs="row doc text known_role verdict", gives="chance why")
def among_sentences(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps that run, and drops all else."""
    body = longest_run(lines)
    why = pl.lit("the model never saw this script: the lines between those that read like sentences")
    return pl.select(keep=body, chance=pl.when(body).then(RIGHT).otherwise(1 - RIGHT), why=why)


def unseen(filled: pl.DataFrame) -> pl.Series:
    """The `doc` of documents that are mostly written in a script without training pages."""
    seen = "".join(rf"\p{{{script}}}" for script in model.load().scripts)
    has_strange = pl.col("text").str.contains(
        rf"[\p{{L}}--[{seen}]]"
    )  # a search stops early, a count does not
    strange = filled.filter(has_strange)["doc"].unique()
    head = pl.col("text").str.head(200)
    of_strange = filled.filter(pl.col("doc").is_in(strange.implode())).group_by("doc")
    letters = of_strange.agg(
        known=head.str.count_matches(f"[{seen}]").sum(), all=head.str.count_matches(r"\p{L}").sum()
    )
    return letters.filter(pl.col("known") < 0.5 * pl.col("all"))["doc"]
