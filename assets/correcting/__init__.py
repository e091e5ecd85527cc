"""Corrections that people made by hand: what each means, and which cannot be followed."""

from assets.correcting.craft import understand

__all__ = ["understand"]
