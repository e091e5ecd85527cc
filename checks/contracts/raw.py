"""What the archive of raw files promises."""

import pandera.polars as pa
import polars as pl

from checks.contracts.base import Contract, Instant, article_key, version_key, within
from checks.years import RETRIEVED


class Raw(Contract):
    """One row per document version: the bytes as found, and what is known of them without reading a word."""

    version_id: str = version_key(unique=True)
    article_id: str = article_key()
    path: str = pa.Field(
        str_length={"min_value": 1}, description="where the file was found, below the raw folder"
    )
    outlet: str = pa.Field(
        nullable=True, description="who published it: the first folder of the path, or the sidecar"
    )
    url: str = pa.Field(nullable=True, description="the page's address, from the sidecar")
    retrieved_at: Instant = pa.Field(
        nullable=True,
        in_range=within(RETRIEVED),
        description="when the page was retrieved, from the sidecar (UTC)",
    )
    encoding: str = pa.Field(
        str_length={"min_value": 1}, description="the codec that decodes the bytes without loss"
    )
    size: int = pa.Field(ge=0, description="bytes in the file")
    content: pl.Binary = pa.Field(description="the bytes as found")
