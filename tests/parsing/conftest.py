"""Raw rows from text."""

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b

import polars as pl
import pytest

from tests.records import nothing_stated

Raw = Callable[..., pl.DataFrame]


@pytest.fixture
def raw() -> Raw:
    return rows


def rows(
    content: str | bytes,
    encoding: str = "utf-8",
    path: str = "quay/1.txt",
    retrieved_at: datetime | None = None,
) -> pl.DataFrame:
    """One row of contract Raw."""
    data = content.encode(encoding) if isinstance(content, str) else content
    digest = [blake2b(part, digest_size=8).hexdigest() for part in (path.encode() + data, path.encode())]
    return pl.DataFrame(
        {
            "version_id": [digest[0]],
            "article_id": [digest[1]],
            "path": [path],
            "outlet": [path.split("/")[0] if "/" in path else None],
            **nothing_stated(1),
            "url": pl.Series([None], dtype=pl.String),
            "retrieved_at": pl.Series([retrieved_at], dtype=pl.Datetime("us", "UTC")),
            "encoding": [encoding],
            "size": [len(data)],
            "content": [data],
        },
        schema_overrides={"outlet": pl.String},
    )
