"""Reporting: pages that show what was kept of each document, what was struck out, and why."""

from assets.reporting.pages import write

__all__ = ["write"]
