"""What stories promise."""

from typing import Annotated

import pandera.polars as pa
import polars as pl
from pandera.polars import PolarsData

from checks.contracts.base import Contract, Texts, article_key
from checks.contracts.parsed import words_from
from checks.shapes import STORY_ARTICLE
from checks.vocabulary import PHASES

StoryArticles = Annotated[pl.List, STORY_ARTICLE]


class Stories(Contract):
    """One row per event, with the articles that tell it."""

    story_id: str = pa.Field(unique=True, description="stays while documents arrive")
    aliases: Texts = pa.Field(description="ids of stories that merged into this one")
    label: str = pa.Field(nullable=True, description="what it is about: the medoid's headline")
    place: str = pa.Field(nullable=True, description="where")
    event_earliest: pl.Date = pa.Field(nullable=True, description="the first day the event can have been on")
    event_latest: pl.Date = pa.Field(nullable=True, description="the last")
    medoid_article_id: str = article_key()
    article_count: int = pa.Field(ge=1, description="articles that tell it")
    outlet_count: int = pa.Field(ge=0, description="outlets that tell it")
    articles: StoryArticles = pa.Field(description="its articles")

    @pa.dataframe_check(name="articles_are_counted")
    def articles_are_counted(cls, data: PolarsData) -> pl.LazyFrame:
        """The count is that of the list."""
        return data.lazyframe.select(pl.col("articles").list.len().cast(pl.Int64) == pl.col("article_count"))

    @pa.dataframe_check(name="medoid_is_among_them")
    def medoid_is_among_them(cls, data: PolarsData) -> pl.LazyFrame:
        """The medoid is one of the story's own articles."""
        ids = pl.col("articles").list.eval(pl.element().struct.field("article_id"))
        return data.lazyframe.select(ids.list.contains(pl.col("medoid_article_id")))

    @pa.dataframe_check(name="phases_are_known")
    def phases_are_known(cls, data: PolarsData) -> pl.LazyFrame:
        """Every phase is one of the vocabulary."""
        return data.lazyframe.select(words_from("articles", "phase", PHASES).fill_null(True))
