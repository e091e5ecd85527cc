"""A text goes on after an advertisement."""

from typing import Final

import polars as pl

from assets.cleaning.body.step import step

LIKELY: Final = 0.15  # chance of being the article's from which a sentence after an advertisement's label is
BEGINS: Final = r"^[\p{Lu}\p{Lo}“\"«„¿¡]"
ENDS: Final = r"[.!?…。][”\"»“’)]*$"


@step(needs="row doc text known_role known_by verdict chance placed body")
def goes_on_after_advertisement(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps a sentence right after an advertisement's label, where text stands right before it."""
    filled = lines.filter(pl.col("known_role").fill_null("") != "blank")
    filled = filled.with_columns(label=(pl.col("known_by") == "advert_label").fill_null(False))
    free = pl.col("known_role").is_null() & pl.col("placed").is_null() & (pl.col("verdict") == "none")
    sentence = pl.col("text").str.contains(BEGINS) & pl.col("text").str.contains(ENDS)
    after_label = (pl.col("label").shift(1) & pl.col("body").shift(2)).over("doc").fill_null(False)
    goes_on = filled.filter(after_label & free & sentence & (pl.col("chance") >= LIKELY) & ~pl.col("body"))[
        "row"
    ]
    return lines.select(keep=pl.when(pl.col("row").is_in(goes_on.implode())).then(True))
