"""`parsed`: bytes become lines."""

import polars as pl

from assets import parsing
from assets.framework.stage import stage
from checks.contracts.parsed import Parsed

LINES = pl.col("spans").list.len().mean()
READS = {
    "raw": [
        "version_id",
        "article_id",
        "path",
        "outlet",
        "outlet_basis",
        "url",
        "retrieved_at",
        "format",
        "stated",
        "encoding",
        "size",
        "content",
    ]
}


@stage(
    contract=Parsed,
    craft=parsing.parse,
    reads=READS,
    measuring={"lines per document": LINES},
    kinds={"polars", "deltalake"},
)
def parsed(raw):  # type: ignore[no-untyped-def]
    """The lines of each document with the bytes they stand on,
    and the fields as far as the document itself tells."""
