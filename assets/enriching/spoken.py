"""Which languages a document is read with."""

import polars as pl

from assets.languages import fingerprint


def languages(cleaned: pl.LazyFrame) -> pl.LazyFrame:
    """Per row of `cleaned`: `version_id`, `seen`: hashes of the folders of the languages it is written in, no
    others.

    A null language counts as English, and so does one that has no folder.
    """
    of_lines = pl.col("line_languages").list.eval(pl.element().struct.field("language"))
    codes = pl.concat_list("language", of_lines).list.unique().list.sort()
    key = pl.col("codes").list.eval(pl.element().fill_null("")).list.join(" ")
    every = cleaned.select("version_id", codes=codes).with_columns(key=key)
    spoken = every.select("key", "codes").unique("key").collect()
    seen = pl.Series("seen", [fingerprint(codes) for codes in spoken["codes"]], dtype=pl.String)
    return every.join(spoken.select("key", seen).lazy(), on="key", how="left").select("version_id", "seen")
