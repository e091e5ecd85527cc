"""Corrections that people made by hand: what each means, and which cannot be followed."""

from assets.correcting.craft import understand
from assets.correcting.names import Renaming, renamings

__all__ = ["Renaming", "renamings", "understand"]
