"""What corrections made by hand promise."""

import pandera.polars as pa
import polars as pl

from checks.contracts.base import Contract, article_key
from checks.vocabulary import CORRECTIONS


class Corrections(Contract):
    """One row per correction that a person wrote into a file of CLEANCOPY_CORRECTIONS."""

    file: str = pa.Field(description="the file")
    row: int = pa.Field(ge=2, description="its row there; the heading is row 1")
    kind: str = pa.Field(isin=[*CORRECTIONS], description="what it corrects")
    article: str = pa.Field(
        nullable=True,
        description="the article, as written: its path, address or id; null where a name is meant in all",
    )
    article_id: str = article_key(nullable=True)
    other: str = pa.Field(nullable=True, description="the other article of a pair, as written")
    other_id: str = article_key(nullable=True)
    line: str = pa.Field(nullable=True, description="the line's text")
    name: str = pa.Field(nullable=True, description="the name that is corrected, or its entity_id")
    field: str = pa.Field(
        nullable=True,
        description="the column of articles that is corrected; of a name same_as, kind or not_a_name",
    )
    value: str = pa.Field(
        nullable=True, description="what is right: a value, or yes or no; null where it cannot be read"
    )
    made_by: str = pa.Field(nullable=True, description="who made it")
    made_on: pl.Date = pa.Field(nullable=True, description="when it was made")
    note: str = pa.Field(nullable=True, description="why; behind it what `on` says, where that is no date")
    problem: str = pa.Field(
        nullable=True,
        description="why it is not followed, or what of it was not read; null where all is well",
    )

    class Config(Contract.Config):
        unique = ["file", "row"]
