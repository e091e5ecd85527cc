"""Cleaning: which lines are the article, which rule says so, and what the others are."""

from assets.cleaning.craft import clean
from assets.cleaning.recurrence import recur, verdicts

__all__ = ["clean", "recur", "verdicts"]
