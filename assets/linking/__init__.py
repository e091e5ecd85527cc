"""Find which documents are copies of one another, and which tell of the same event."""

from assets.linking.dating import settle
from assets.linking.duplicates import compare
from assets.linking.originals import choose_originals
from assets.linking.sayings import match_quotes
from assets.linking.stories import cluster

__all__ = ["choose_originals", "cluster", "compare", "match_quotes", "settle"]
