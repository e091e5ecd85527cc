"""Which lines are the article's text: the model's choice, or the rules' where the model never saw the script."""

import polars as pl

from assets.cleaning import model, spans
from assets.cleaning.lexicon import SOFT
from assets.cleaning.neighbours import Documents

SURE_OF_SOMETHING = 0.5  # chance that the best line of a page must reach: below, the page holds no article


def judge(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines as `texts.explode` gives them → the same with `body` (bool), `chance` (calibrated, of being the article's), `why` and `method`."""
    filled = lines.filter(pl.col("told").fill_null("") != "blank")
    if filled.is_empty():
        nothing = {"body": pl.lit(False), "chance": pl.lit(0.0), "why": pl.lit(None, pl.String), "method": pl.lit(None, pl.String)}
        return lines.with_columns(**nothing)
    judged = _by_model(filled)
    unseen = _unseen(filled)
    if len(unseen):
        judged = judged.filter(~pl.col("doc").is_in(unseen.implode()))
        judged = pl.concat([judged, _by_rules(lines.filter(pl.col("doc").is_in(unseen.implode())))])
    joined = lines.join(judged.drop("doc"), on="row", how="left", maintain_order="left")
    hard = pl.col("told").is_not_null() & ~pl.col("told_by").is_in(list(SOFT))
    return joined.with_columns(body=pl.col("body").fill_null(False) & ~hard & (pl.col("verdict") != "most"), chance=pl.col("chance").fill_null(0.0))


def _by_model(filled: pl.DataFrame) -> pl.DataFrame:
    known = model.load()
    found, why = known.chances(filled)
    documents = Documents(filled["doc"].to_numpy())
    size = filled["text"].str.len_bytes().to_numpy()
    chosen = model.choose(documents, found, size) & (documents.most(found) >= SURE_OF_SOMETHING)
    return filled.select(
        "row", "doc", body=pl.Series(chosen), chance=pl.Series(known.confidence(found)).cast(pl.Float64), why=why, method=pl.lit("line_model")
    )


def _by_rules(lines: pl.DataFrame) -> pl.DataFrame:
    body = spans.body(lines)
    why = pl.lit("the model never saw this script: the lines between those that read like sentences")
    return lines.select(
        "row", "doc", body=body, chance=pl.when(body).then(0.8).otherwise(0.2), why=why, method=pl.lit("among_sentences")
    )


def _unseen(filled: pl.DataFrame) -> pl.Series:
    """The documents that are mostly written in a script without training pages."""
    head = pl.col("text").str.head(200)
    seen = "".join(rf"\p{{{script}}}" for script in model.load().scripts)
    letters = filled.group_by("doc").agg(known=head.str.count_matches(f"[{seen}]").sum(), all=head.str.count_matches(r"\p{L}").sum())
    return letters.filter(pl.col("known") < 0.5 * pl.col("all"))["doc"]
