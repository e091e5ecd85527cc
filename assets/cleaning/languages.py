"""The languages that a document's headline, deck and paragraphs are written in."""

import polars as pl

from assets.languages.detection import SAMPLE, name_language
from checks.shapes import LINE_LANGUAGE

ABOVE = ["headline", "deck"]  # each of their lines is a paragraph of its own


def tell(lines: pl.DataFrame) -> pl.DataFrame:
    """Decided lines → `doc`, `language`, `line_languages`; documents without headline, deck and body have no
    row.

    Of the lines it takes `doc`, `row`, `char_start`, `text`, `role`, `in_body`, `paragraph_no`. `language` is
    the body's or, where there is none, that of headline and deck; null where it cannot be told.
    `line_languages` says of each line of headline, deck and body where it begins and in what language its
    paragraph is.
    """
    of_text = (pl.col("in_body") | pl.col("role").is_in(ABOVE)) & (pl.col("text") != "")
    own_number = pl.when("in_body").then(pl.col("paragraph_no").cast(pl.Int64)).otherwise(-1 - pl.col("row"))
    kept = lines.filter(of_text).select("doc", "char_start", "text", "in_body", number=own_number)
    each = kept.group_by("doc", "number", maintain_order=True).agg(
        "char_start", pl.col("text").str.join("\n"), pl.col("in_body").first()
    )
    whole = each.group_by("doc", maintain_order=True).agg(
        body=_joined(pl.col("text").filter("in_body"), "\n"), all=_joined(pl.col("text"), "\n\n")
    )
    texts = whole.select(pl.when(pl.col("body") != "").then("body").otherwise("all")).to_series()
    documents = whole.select(
        "doc", language=pl.Series([name_language(text) for text in texts], dtype=pl.String)
    )
    each = each.join(documents.rename({"language": "likely"}), on="doc", how="left", maintain_order="left")
    named = [name_language(text, likely) for text, likely in each.select("text", "likely").iter_rows()]
    of_lines = each.with_columns(language=pl.Series(named, dtype=pl.String)).explode("char_start")
    entries = of_lines.group_by("doc", maintain_order=True).agg(
        line_languages=pl.struct("char_start", "language").cast(LINE_LANGUAGE)
    )
    return documents.join(entries, on="doc", how="left", maintain_order="left")


def _joined(texts: pl.Expr, between: str) -> pl.Expr:
    """The beginning of some texts in one: as much as a language is told by."""
    return texts.str.join(between).str.head(SAMPLE)
