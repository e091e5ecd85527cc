"""What every contract has in common."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import pandera.polars as pa
import polars as pl

Instant = Annotated[pl.Datetime, "us", "UTC"]
"""A moment: microseconds since 1970, UTC."""

Texts = Annotated[pl.List, pl.String]
"""A list of strings."""

Hashes = Annotated[pl.List, pl.Int64]
"""A list of 64-bit hashes."""

DAY = timedelta(days=1)
HASH = r"^[0-9a-f]{16}$"


def within(years: tuple[int, int]) -> dict[str, datetime]:
    """The bounds of moments that fall in these years, both inclusive:
    a day more at either end, for zones differ."""
    return {
        "min_value": datetime(years[0], 1, 1, tzinfo=UTC) - DAY,
        "max_value": datetime(years[1] + 1, 1, 1, tzinfo=UTC) + DAY,
    }


def falls_in(moment: str, years: tuple[int, int]) -> pl.Expr:
    """True where a moment or day falls in these years, or is not known."""
    bounds = within(years)
    return (
        pl.col(moment)
        .dt.date()
        .is_between(bounds["min_value"].date(), bounds["max_value"].date())
        .fill_null(True)
    )


class Contract(pa.DataFrameModel):
    """A promise about the columns, the types and the rows of one table:
    no column more, none less, nothing coerced."""

    class Config:
        strict = True
        ordered = False
        coerce = False


def article_key(**extra: Any) -> Any:
    """An `article_id` column: the hash of the document's path, or of the address that its record states."""
    return pa.Field(
        str_matches=HASH, description="the article: hash of its path, or of its record's address", **extra
    )


def version_key(**extra: Any) -> Any:
    """A `version_id` column: the hash of the document's path (or its record's address) and content."""
    return pa.Field(
        str_matches=HASH, description="the version: hash of path (or address) and content", **extra
    )


def shape(contract: type[Contract]) -> pl.Schema:
    """The names and types of a contract's columns."""
    return pl.Schema({name: column.dtype.type for name, column in contract.to_schema().columns.items()})
