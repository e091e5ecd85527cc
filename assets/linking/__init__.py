"""Find which documents are copies of one another, and which tell of the same event."""

from assets.linking.components import Numbers, join_up
from assets.linking.dating import settle
from assets.linking.duplicates import COPIES, compare
from assets.linking.index import Index
from assets.linking.stories import cluster

__all__ = ["COPIES", "Index", "Numbers", "cluster", "compare", "join_up", "settle"]
