"""What pairs of like documents promise."""

import pandera.polars as pa

from checks.contracts.base import Contract, article_key, version_key
from checks.vocabulary import RELATIONS


class Duplicates(Contract):
    """One row per pair of articles that share much of their text."""

    article_a: str = article_key()
    article_b: str = article_key()
    version_a: str = version_key()
    version_b: str = version_key()
    jaccard: float = pa.Field(ge=0, le=1, description="shared word 5-shingles over all of both")
    containment: float = pa.Field(ge=0, le=1, description="shared word 5-shingles over those of the shorter")
    relation: str = pa.Field(isin=[*RELATIONS], description="same, near, contains or shares")

    class Config(Contract.Config):
        unique = ["article_a", "article_b"]
