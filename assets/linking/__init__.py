"""Find which documents are copies of one another, and which tell of the same event."""

from assets.linking.components import join_up
from assets.linking.dating import settle
from assets.linking.duplicates import compare
from assets.linking.stories import cluster

__all__ = ["cluster", "compare", "join_up", "settle"]
