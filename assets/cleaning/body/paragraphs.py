"""The body's lines, joined to paragraphs."""

import polars as pl

from assets.cleaning.line_shape import ends

GOES_ON = r"^(?:\p{Ll}|[,.;:!?)\]’”»%])"
SMALL = (
    "the|a|an|of|to|in|on|at|by|for|with|and|or|from|that|as|der|die|das|und|von|mit|im"
    "|le|la|les|de|du|des|et|el|los|las|y|del|il|di|e"
)
HANGS = rf"(?i)(?:\b(?:{SMALL}|do|da|w|z|na|в|на|и|с)|,)$"
ENTRY = r"^\s*[-*+]\s"
TAIL = 8  # characters at the end of a line in which its last word is sought: none of these is longer


def hangs(text: pl.Expr) -> pl.Expr:
    """True where a text ends as one does that a link has cut: in a small word or a comma."""
    return text.str.tail(TAIL).str.contains(HANGS)


def cut() -> pl.Expr:
    """True for a line right below which, in its document, stands one that goes on with it: a link has cut
    it."""
    goes_on = pl.col("text").str.contains(GOES_ON) & (pl.col("doc") == pl.col("doc").shift(1))
    return goes_on.shift(-1, fill_value=False).fill_null(False)


def number(lines: pl.DataFrame) -> pl.DataFrame:
    """In-body lines in file order (`doc`, `row`, `text`, `found`, `role`) → `row`, `paragraph_no` from 1
    within each document. `found` is the text as it stands in the file, where an entry of a list has its
    mark."""
    same = pl.col("doc") == pl.col("doc").shift(1)
    above = pl.col("text").shift(1)
    broken = ~ends(above) & (
        pl.col("text").str.contains(GOES_ON) | hangs(above) & ~pl.col("text").str.contains(r"^[“\"«]")
    )
    entry = pl.col("found").str.contains(ENTRY)
    joined = (
        same
        & broken
        & ~entry
        & ~entry.shift(1)
        & (pl.col("role") == "body")
        & (pl.col("role").shift(1) == "body")
    )
    begins = ~joined.fill_null(False)
    return lines.select("row", paragraph_no=begins.cum_sum().over("doc").cast(pl.Int32))


def join(lines: pl.DataFrame) -> pl.DataFrame:
    """The same lines with `paragraph_no` → `doc`, `body`: paragraphs joined by a blank line, their lines by a
    space."""
    each = lines.group_by("doc", "paragraph_no", maintain_order=True).agg(pl.col("text").str.join(" "))
    return each.group_by("doc", maintain_order=True).agg(body=pl.col("text").str.join("\n\n"))
