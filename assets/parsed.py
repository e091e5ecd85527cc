"""`parsed`: bytes become lines."""

from assets import parsing
from assets.stage import stage
from checks.contracts.parsed import Parsed


@stage(contract=Parsed, craft=parsing.parse, kinds={"polars", "deltalake"})
def parsed(raw):  # type: ignore[no-untyped-def]
    """The lines of each document with the bytes they stand on, and the fields as far as the document itself tells."""
