"""What pairs of like documents promise."""

import pandera.polars as pa

from checks.contracts.base import Contract, article_key
from checks.vocabulary import RELATIONS


class Duplicates(Contract):
    """One row per pair of articles that share much of their text."""

    article_a: str = article_key()
    article_b: str = article_key()
    text_a: int = pa.Field(description="text_hash of the text that article_a had when the two were compared")
    text_b: int = pa.Field(description="text_hash of the text that article_b had then")
    jaccard: float = pa.Field(ge=0, le=1, description="shared word 5-shingles over all of both")
    containment: float = pa.Field(ge=0, le=1, description="shared word 5-shingles over those of the shorter")
    relation: str = pa.Field(isin=[*RELATIONS], description="same, near, preview, contains or shares")

    class Config(Contract.Config):
        unique = ["article_a", "article_b"]
