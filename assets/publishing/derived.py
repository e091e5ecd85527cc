"""What can only be known once all is: originals of copies, dates settled by siblings, quotes that say the same."""

from pathlib import Path

import polars as pl

from assets import linking


def derive(
    enriched: pl.LazyFrame, cleaned: pl.LazyFrame, duplicates: pl.DataFrame, stories: pl.DataFrame, folder: Path
) -> dict[str, list[str]]:
    """Write the tables `originals`, `settled` and `sayings` into a folder. `enriched` and `cleaned` hold one version per article.

    Returns the Parquet files of each, as `attach` takes them.
    """
    made = {
        "originals": linking.choose_originals(duplicates, cleaned),
        "settled": linking.settle(enriched, cleaned, stories),
        "sayings": linking.match_quotes(enriched),
    }
    for name, rows in made.items():
        rows.write_parquet(folder / f"{name}.parquet")
    return {name: [str(folder / f"{name}.parquet")] for name in made}
