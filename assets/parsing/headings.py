"""What pages state as their headline, as far as their lines are known by it."""

import re
from typing import Final

import polars as pl

LEAST: Final = 8  # letters and digits of a headline by which its line is known
LONGEST: Final = 1_000  # bytes of a line that may be one
ALIKE: Final = 0.5  # share of its words that a main heading has in common with the stated headline
IN_LIST: Final = 3
RULE: Final = "says_stated_headline"
H1: Final = r"/h1\["
HEADING: Final = r"/h[1-3]\["
ASIDE: Final = r"/(?:li|nav|footer|aside)\["


def named(spans: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Spans with `doc`, `row`, `line_no`, `text`, `role`, `rule` → the same, where the line that says what a
    page states as its headline has this role.

    Of several such lines it is the first main heading, else the first heading, else the first that is in no
    list. Where no line says just that, it is the main heading that shares most of its words.
    """
    stated = (
        documents.select("doc", "said")
        .filter(pl.col("said").list.len() > 0)
        .explode("said")
        .unnest("said")
        .filter(field="headline")
        .select("doc", "value", key=letters(pl.col("value")))
        .filter(pl.col("key").str.len_chars() >= LEAST)
        .unique(["doc", "key"], maintain_order=True)
    )
    if stated.is_empty():
        return spans
    lines = spans.select("doc", "row", "line_no", "text").filter(pl.col("text").str.len_bytes() < LONGEST)
    where = documents.select("doc", element="elements").filter(pl.col("element").list.len() > 0)
    lines = lines.join(where, on="doc", how="inner", maintain_order="left").with_columns(
        pl.col("element").list.get(pl.col("line_no") - 1, null_on_oob=True), key=letters(pl.col("text"))
    )
    lines = lines.with_columns(rank=_rank()).filter(pl.col("rank") < IN_LIST)
    said = lines.join(stated, on=["doc", "key"], how="semi", maintain_order="left")
    rest = lines.filter(rank=0).join(said, on="doc", how="anti", maintain_order="left")
    like = rest.filter(pl.col("key").str.len_chars() >= LEAST).join(
        stated.select("doc", "value"), on="doc", how="inner", maintain_order="left"
    )
    shares = [_shared(*pair) for pair in like.select("text", "value").iter_rows()]
    like = like.with_columns(shared=pl.Series(shares, dtype=pl.Float64)).filter(pl.col("shared") >= ALIKE)
    best = pl.concat(
        [
            said.sort("doc", "rank", "row", maintain_order=True).select("doc", "row"),
            like.sort("doc", "shared", "row", descending=[False, True, False]).select("doc", "row"),
        ]
    )
    best = best.group_by("doc", maintain_order=True).first()
    named = best.select("row", headline=pl.lit(True))
    spans = spans.join(named, on="row", how="left", maintain_order="left")
    return spans.with_columns(
        role=pl.when("headline").then(pl.lit("headline")).otherwise("role"),
        rule=pl.when("headline").then(pl.lit(RULE)).otherwise("rule"),
    ).drop("headline")


def _rank() -> pl.Expr:
    """How likely an element is that of the headline: 0 the most."""
    element = pl.col("element")
    return (
        pl.when(element.str.contains(H1))
        .then(0)
        .when(element.str.contains(ASIDE))
        .then(IN_LIST)
        .when(element.str.contains(HEADING))
        .then(1)
        .otherwise(2)
    )


def _shared(line: str, stated: str) -> float:
    """The share of words that a line and a stated headline have in common, of the longer of both."""
    one, other = (set(re.findall(r"\w+", text.lower())) for text in (line, stated))
    return len(one & other) / max(len(one), len(other), 1)


def letters(text: pl.Expr) -> pl.Expr:
    """Letters and digits alone, in lower case."""
    return text.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "")
