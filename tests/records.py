"""What a row of contract Raw says of a file that no record holds."""

import polars as pl

from checks.contracts.base import shape
from checks.contracts.raw import Raw


def nothing_stated(rows: int) -> dict[str, pl.Series]:
    """The columns that only records and sidecars fill, empty."""
    types = shape(Raw)
    empty = dict.fromkeys(("container", "outlet_basis", "format", "record"))
    return {
        name: pl.Series(name, [value] * rows, dtype=types[name])
        for name, value in {**empty, "stated": []}.items()
    }
