"""What pages state of themselves, as far as their lines and their outlet are known by it."""

from typing import Final

import polars as pl

LEAST: Final = 8  # letters and digits of a headline by which its line is known
RULE: Final = "says_stated_headline"
SITE_RULES: Final = ("stated_in_open_graph", "stated_in_meta")
H1: Final = r"/h1\["
HEADING: Final = r"/h[1-3]\["
ASIDE: Final = r"/(?:li|nav|footer|aside)\["


def named(spans: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Spans with `doc`, `line_no`, `text`, `role`, `rule` → the same, where the line that says what a page
    states as its headline has this role.

    Of several such lines it is the first main heading, else the first heading, else the first that is in no
    list.
    """
    stated = (
        documents.select("doc", "said", "elements")
        .filter(pl.col("said").list.len() > 0)
        .select("doc", pl.col("said"))
        .explode("said")
        .unnest("said")
        .filter(field="headline")
        .select("doc", key=letters(pl.col("value")))
        .filter(pl.col("key").str.len_chars() >= LEAST)
        .unique()
    )
    if stated.is_empty():
        return spans
    pages = spans.select("doc", "row", "line_no", "text").filter(
        pl.col("doc").is_in(stated["doc"].unique().implode()) & (pl.col("text").str.len_bytes() < 1_000)
    )
    said = pages.with_columns(key=letters(pl.col("text"))).join(
        stated, on=["doc", "key"], how="semi", maintain_order="left"
    )
    where = documents.select("doc", element="elements").filter(pl.col("element").list.len() > 0)
    said = said.join(where, on="doc", how="inner", maintain_order="left").with_columns(
        pl.col("element").list.get(pl.col("line_no") - 1, null_on_oob=True)
    )
    rank = (
        pl.when(pl.col("element").str.contains(H1))
        .then(0)
        .when(pl.col("element").str.contains(ASIDE))
        .then(3)
        .when(pl.col("element").str.contains(HEADING))
        .then(1)
        .otherwise(2)
    )
    best = (
        said.with_columns(rank=rank)
        .filter(pl.col("rank") < 3)
        .sort("doc", "rank", "row", maintain_order=True)
        .group_by("doc", maintain_order=True)
        .first()
    )
    spans = spans.join(best.select("row", headline=pl.lit(True)), on="row", how="left", maintain_order="left")
    return spans.with_columns(
        role=pl.when("headline").then(pl.lit("headline")).otherwise("role"),
        rule=pl.when("headline").then(pl.lit(RULE)).otherwise("rule"),
    ).drop("headline")


def letters(text: pl.Expr) -> pl.Expr:
    """Letters and digits alone, in lower case."""
    return text.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "")


def identified(documents: pl.DataFrame) -> pl.DataFrame:
    """Documents with `url`, `outlet`, `outlet_basis` filled from what pages state, where they are not known.

    A publisher names the outlet before the site's name does, and the host of the page's address last.
    """
    said = documents["said"]
    if not (said.list.len() > 0).any():
        return documents

    def first(field: str, *rules: str) -> pl.Expr:
        one = pl.element()
        holds = (one.struct.field("field") == field) & one.struct.field("rule").is_in(rules)
        return pl.col("said").list.eval(one.filter(holds).struct.field("value").first()).list.first()

    publisher = first("outlet", "stated_in_json_ld")
    site = first("outlet", *SITE_RULES)
    outlet = pl.coalesce("outlet", publisher, site, "host")
    basis = (
        pl.when(pl.col("outlet").is_not_null())
        .then("outlet_basis")
        .when(publisher.is_not_null())
        .then(pl.lit("publisher"))
        .when(site.is_not_null())
        .then(pl.lit("site_name"))
        .when(pl.col("host").is_not_null())
        .then(pl.lit("host"))
    )
    address = first("url", "canonical_link", "stated_in_open_graph", "stated_in_json_ld")
    return documents.with_columns(url=pl.coalesce("url", address), outlet=outlet, outlet_basis=basis)
