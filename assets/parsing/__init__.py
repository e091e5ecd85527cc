"""Parsing: the bytes of a file to lines, with what the document itself says of them."""

from assets.parsing.craft import parse

__all__ = ["parse"]
