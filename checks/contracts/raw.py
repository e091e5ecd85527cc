"""What the archive of raw files promises."""

from typing import Annotated

import pandera.polars as pa
import polars as pl

from checks.contracts.base import Contract, Instant, article_key, version_key, within
from checks.shapes import STATED
from checks.vocabulary import FORMATS, OUTLET_BASES
from checks.years import RETRIEVED

Statements = Annotated[pl.List, STATED]


class Raw(Contract):
    """One row per document version: the bytes as found, and what is known of them without reading a word."""

    version_id: str = version_key(unique=True)
    article_id: str = article_key()
    path: str = pa.Field(
        str_length={"min_value": 1}, description="where the file was found, below the raw folder"
    )
    container: str = pa.Field(
        nullable=True,
        description="the file that holds it beside others, below the raw folder; null for a file alone",
    )
    outlet: str = pa.Field(
        nullable=True, description="who published it: a folder of the path, the sidecar, or the record"
    )
    outlet_basis: str = pa.Field(
        nullable=True, isin=[*OUTLET_BASES], description="how the outlet is known; null with it"
    )
    url: str = pa.Field(nullable=True, description="the page's address, from the sidecar or the record")
    retrieved_at: Instant = pa.Field(
        nullable=True,
        in_range=within(RETRIEVED),
        description="when the page was retrieved, from the sidecar or the record (UTC)",
    )
    format: str = pa.Field(
        nullable=True,
        isin=[*FORMATS],
        description="what the record says that its content is; null where the content itself must tell",
    )
    stated: Statements = pa.Field(description="what the record says of the document's fields")
    record: str = pa.Field(
        nullable=True,
        description="all that the record holds beside the content, as JSON; null for a file alone",
    )
    encoding: str = pa.Field(
        str_length={"min_value": 1}, description="the codec that decodes the bytes without loss"
    )
    size: int = pa.Field(ge=0, description="bytes of the content")
    content: pl.Binary = pa.Field(description="the bytes as found; of a record the UTF-8 of its text or page")
