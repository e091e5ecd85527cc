"""`corrections`: what people corrected by hand, and which of it can be followed."""

import dagster as dg
import polars as pl

from assets import correcting
from assets.framework.arrivals import articles_named
from assets.framework.resources import Tools
from assets.framework.whole import whole
from assets.reading.corrections import WRITTEN, NoCorrections, read, read_names
from checks.contracts.corrections import Corrections


def written(tools: Tools) -> pl.DataFrame | None:
    """The rows of the operator's files (`CLEANCOPY_CORRECTIONS`, and `CLEANCOPY_ENTITIES` for names), each
    with the articles that it names."""
    folder, names = tools.settings.corrections, tools.settings.entities
    if folder is None and names is None:
        return None
    setting = "CLEANCOPY_CORRECTIONS"
    try:
        rows = WRITTEN.to_frame() if folder is None else read(folder)
        if names is not None:
            setting = "CLEANCOPY_ENTITIES"
            rows = pl.concat([rows.filter(pl.col("kind") != "name"), read_names(names)])
    except NoCorrections as error:
        raise dg.Failure(f"{setting}: {error}", allow_retries=False) from error
    known = articles_named(tools.lake, pl.concat([rows["article"], rows["other"]]).drop_nulls().unique())
    of = known.rename({"name": "article"}), known.rename({"name": "other", "article_id": "other_id"})
    rows = rows.join(of[0], on="article", how="left", maintain_order="left")
    rows = rows.join(of[1], on="other", how="left", maintain_order="left")
    # what was forgotten, or is not there yet, is named and not quoted
    known_article = pl.col("article_id").is_not_null() | pl.col("article").is_null()
    return rows.with_columns(pl.when(known_article).then(pl.col("line", "value")))


@whole(
    contract=Corrections,
    craft=correcting.understand,
    reads={},
    options=written,
    after=("raw",),
    group="documents",  # clean copy is made of it, which stands there: groups point one way
    kinds={"polars", "deltalake"},
)
def corrections():  # type: ignore[no-untyped-def]
    """What people corrected by hand, in CSV files: lines, fields, stories, copies, names;
    it stays when code and articles change."""
